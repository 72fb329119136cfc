package directive

import (
	"bytes"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/nearest"
)

// What the module's settings declare of the package's own functions and fields
// is part of Set.of. What they declare of others is a view of the tables: no pass
// runs where those are.

// Known returns the tables, with what the settings add to them.
func (s *Set) Known() *knowledge.View { return s.known }

// roles are what the settings say of functions elsewhere. A function that is
// only called inside a transaction does nothing by that.
var roles = map[Verb]knowledge.Role{
	Enqueues: knowledge.Enqueue, Publishes: knowledge.Publish, Mails: knowledge.Mail, Calls: knowledge.Call, Deletes: knowledge.Storage,
	RunsInTx: knowledge.Run, AfterCommit: knowledge.AfterCommit, NoEffect: knowledge.None, Autonomous: knowledge.None,
}

var kinds = map[string]knowledge.Kind{
	"pool": knowledge.Pool, "transaction": knowledge.Tx, "connection": knowledge.Conn, "either": knowledge.Either,
}

// settled notes what the settings declare.
func (r *reader) settled() {
	c := r.set.settings.Config
	if len(c.Functions)+len(c.Handles) == 0 {
		return
	}
	var handles, others []*knowledge.Library
	near := append(slices.Clone(r.pass.Pkg.Imports()), r.pass.Pkg)
	for _, d := range c.Functions {
		for _, symbol := range d.Symbols() {
			others = append(others, function(symbol, d)...)
			if pkg := named(near, symbol.Path); pkg != nil {
				others = append(others, r.function(pkg, symbol, d)...)
			}
		}
	}
	for _, h := range c.Handles {
		handles = append(handles, handle(h))
		if pkg := named(near, h.Symbol().Path); pkg != nil {
			handles = append(handles, r.handle(pkg, h)...)
		}
	}
	r.set.known = knowledge.NewView(handles, others)
}

// named returns the package of that path, whichever version it has.
func named(pkgs []*types.Package, path string) *types.Package {
	if i := slices.IndexFunc(pkgs, func(pkg *types.Package) bool { return knowledge.Path(pkg.Path()) == knowledge.Path(path) }); i >= 0 {
		return pkgs[i]
	}
	return nil
}

// function returns what d says of the function called symbol, if it says
// something of its calls.
func function(symbol config.Symbol, d config.Declared) []*knowledge.Library {
	role, ok := roles[Verb(d.Verb)]
	if !ok {
		return nil
	}
	lib := &knowledge.Library{Path: symbol.Path, Funcs: []knowledge.Func{{Type: symbol.Type, Name: symbol.Name, Role: role}}}
	if symbol.Type != "" {
		lib.Types = []knowledge.Type{{Name: symbol.Type, Kind: knowledge.Client}}
	}
	return []*knowledge.Library{lib}
}

// handle returns what h says.
func handle(h config.Handle) *knowledge.Library {
	kind, ok := kinds[h.Kind]
	switch {
	case ok:
	case len(h.Commit) > 0:
		kind = knowledge.Tx
	default:
		kind = knowledge.Pool
	}
	symbol := h.Symbol()
	lib := &knowledge.Library{Path: symbol.Path, Types: []knowledge.Type{{Name: symbol.Name, Kind: kind}}}
	for _, m := range methods(h) {
		for _, name := range m.names {
			lib.Funcs = append(lib.Funcs, knowledge.Func{Type: symbol.Name, Name: name, Role: m.role})
		}
	}
	return lib
}

type methodsOf struct {
	role  knowledge.Role
	names []string
}

// methods returns what the methods of h do.
func methods(h config.Handle) []methodsOf {
	return []methodsOf{
		{knowledge.Query, h.Query}, {knowledge.Exec, h.Exec}, {knowledge.Begin, h.Begin}, {knowledge.Run, h.Run},
		{knowledge.Commit, h.Commit}, {knowledge.Rollback, h.Rollback},
	}
}

// function notes what d says of symbol in pkg if that is a function of the
// package itself or a field, and returns what it says of one that is promoted.
func (r *reader) function(pkg *types.Package, symbol config.Symbol, d config.Declared) []*knowledge.Library {
	obj, owner := member(pkg, symbol)
	switch {
	case obj == nil || owner.Path == "":
		r.wrongName(pkg, d.Line, d.Column, "functions", d.Name, symbol, owner, members(pkg))
	case owner != symbol && obj.Pkg() != r.pass.Pkg && r.inModule(obj.Pkg()):
		// The pass of its package has put into facts what it does, without this.
		r.wrongName(pkg, d.Line, d.Column, "functions", d.Name, symbol, elsewhere(owner), nil)
	case isField(obj) && Verb(d.Verb) != RunsInTx:
		r.useless(pkg, symbol, d, "a func field takes runs-in-tx alone")
	case Verb(d.Verb) == InTx && obj.Pkg() != r.pass.Pkg && !r.inModule(obj.Pkg()):
		r.useless(pkg, symbol, d, "say it of functions of this module")
	case isField(obj), obj.Pkg() == r.pass.Pkg:
		said := func(x Directive) bool { return x.Verb == Verb(d.Verb) } // in a comment, too
		if !slices.ContainsFunc(r.set.of[obj], said) {
			r.set.of[obj] = append(r.set.of[obj], Directive{Verb: Verb(d.Verb), Why: d.Why})
		}
	case owner != symbol:
		return function(owner, d)
	}
	return nil
}

// handle returns what h says of methods of its type that are promoted, and of the
// type that it is an alias of.
func (r *reader) handle(pkg *types.Package, h config.Handle) []*knowledge.Library {
	typ := h.Symbol()
	tn, ok := pkg.Scope().Lookup(typ.Name).(*types.TypeName)
	if !ok {
		r.wrongName(pkg, h.Line, h.Column, "handles", h.Type, typ, config.Symbol{}, typeNames(pkg))
		return nil
	}
	if named := knowledge.Named(tn.Type()); named != nil && named.Obj() != tn && named.Obj().Pkg() != nil { // an alias
		h.Type = named.Obj().Pkg().Path() + "." + named.Obj().Name()
		return append(r.handle(named.Obj().Pkg(), h), handle(h))
	}
	var promoted []*knowledge.Library
	for _, m := range methods(h) {
		for _, name := range m.names {
			symbol := config.Symbol{Path: typ.Path, Type: typ.Name, Name: name}
			switch obj, owner := member(pkg, symbol); {
			case obj == nil || owner.Path == "" || isField(obj):
				r.wrongName(pkg, h.Line, h.Column, "handles", h.Type+"."+name, symbol, owner, members(pkg))
			case owner != symbol:
				promoted = append(promoted, &knowledge.Library{Path: owner.Path, Funcs: []knowledge.Func{{Type: owner.Type, Name: name, Role: m.role}}})
			}
		}
	}
	return promoted
}

func isField(obj types.Object) bool { _, ok := obj.(*types.Var); return ok }

// member returns the function, method or func-typed field that symbol names in
// pkg, and what it is called where it is declared. That has no path if the method
// is that of an interface that the type embeds: others implement it, too.
func member(pkg *types.Package, symbol config.Symbol) (obj types.Object, declared config.Symbol) {
	if symbol.Type == "" {
		if fn, ok := pkg.Scope().Lookup(symbol.Name).(*types.Func); ok {
			return fn, symbol
		}
		return nil, config.Symbol{}
	}
	tn, ok := pkg.Scope().Lookup(symbol.Type).(*types.TypeName)
	if !ok {
		return nil, config.Symbol{}
	}
	t := tn.Type()
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	obj, index, _ := types.LookupFieldOrMethod(t, true, pkg, symbol.Name)
	switch obj := obj.(type) {
	case *types.Func:
		named := knowledge.Named(obj.Signature().Recv().Type())
		switch {
		case named == nil || named.Obj().Pkg() == nil:
			return nil, config.Symbol{}
		case named.Obj() == tn:
			return obj.Origin(), symbol
		}
		declared = config.Symbol{Path: named.Obj().Pkg().Path(), Type: named.Obj().Name(), Name: symbol.Name}
		if types.IsInterface(named) && !types.IsInterface(t) {
			declared = elsewhere(declared)
		}
		return obj.Origin(), declared
	case *types.Var:
		if _, ok := obj.Type().Underlying().(*types.Signature); ok && len(index) == 1 {
			return obj.Origin(), symbol
		}
	}
	return nil, config.Symbol{}
}

// elsewhere is a symbol that is to be written in place of another one: it has its
// path in the type.
func elsewhere(s config.Symbol) config.Symbol {
	return config.Symbol{Type: s.Path + "." + s.Type, Name: s.Name}
}

// members returns the names of the functions, methods and func-typed fields of
// pkg, the types' in front.
func members(pkg *types.Package) []string {
	var list []string
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			list = append(list, name)
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !ok {
				continue
			}
			for m := range named.Methods() {
				list = append(list, name+"."+m.Name())
			}
			switch t := named.Underlying().(type) {
			case *types.Interface:
				for m := range t.Methods() {
					list = append(list, name+"."+m.Name())
				}
			case *types.Struct:
				for f := range t.Fields() {
					if _, ok := f.Type().Underlying().(*types.Signature); ok {
						list = append(list, name+"."+f.Name())
					}
				}
			}
		}
	}
	return list
}

// qualified is symbol without its path.
func qualified(symbol config.Symbol) string {
	if symbol.Type == "" {
		return symbol.Name
	}
	return symbol.Type + "." + symbol.Name
}

func typeNames(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(name string) bool {
		_, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		return !ok
	})
}

// tells reports whether it is for this package to say what is wrong with symbol,
// which is in pkg: its own it is, unless a file that isn't built here may declare
// it, and of other packages those that say it of themselves are left out, and
// other versions than the one that is named.
func (r *reader) tells(pkg *types.Package, symbol config.Symbol) bool {
	if pkg != r.pass.Pkg {
		return !r.inModule(pkg) && (pkg.Path() == symbol.Path || knowledge.Path(symbol.Path) == symbol.Path)
	}
	return !slices.ContainsFunc(r.pass.IgnoredFiles, func(file string) bool {
		data, err := firstparty.ReadFile(r.pass, file)
		return err != nil || bytes.Contains(data, []byte(symbol.Name))
	})
}

// inModule reports whether pkg is of the module of the analysed package.
func (r *reader) inModule(pkg *types.Package) bool {
	m := r.pass.Module
	return m != nil && m.Path != "" && firstparty.Below(pkg.Path(), m.Path)
}

// wrongName reports that pkg doesn't have what text, in the settings, names, but
// known; declared is the other type's method that it stands for, if it does.
func (r *reader) wrongName(pkg *types.Package, line, column int, key, text string, symbol, declared config.Symbol, known []string) {
	if !r.tells(pkg, symbol) {
		return
	}
	if pkg != r.pass.Pkg {
		known = slices.DeleteFunc(known, func(name string) bool { return !token.IsExported(name[strings.LastIndexByte(name, '.')+1:]) })
	}
	remedy := "name what " + symbol.Path + " declares"
	if near := nearest.Name(qualified(symbol), known); near != "" {
		remedy = fmt.Sprintf("did you mean %q?", symbol.Path+"."+near)
	}
	if declared.Name != "" {
		remedy = fmt.Sprintf("it is a method of another type; write %q", qualified(declared))
	}
	r.wrongAt(line, column, text, fmt.Sprintf("%s in %s names %q, which there isn't: it has no effect; %s", key, config.Name, text, remedy))
}

// useless reports that what d says is nothing that can be said of symbol in pkg.
func (r *reader) useless(pkg *types.Package, symbol config.Symbol, d config.Declared, remedy string) {
	if r.tells(pkg, symbol) {
		r.wrongAt(d.Line, d.Column, d.Name, fmt.Sprintf("functions in %s says %s of %q: it has no effect; %s", config.Name, d.Verb, d.Name, remedy))
	}
}

// wrongAt reports what is wrong at a place of the settings, where text may stand.
func (r *reader) wrongAt(line, column int, text, message string) {
	d := analysis.Diagnostic{Message: message}
	if d.Pos, d.End = r.inSettings(line, column, text); !d.Pos.IsValid() {
		d.Pos = r.packageClause()
	}
	if d.Pos.IsValid() {
		r.set.wrong = append(r.set.wrong, d)
	}
}

// inSettings returns a place in the settings' file, with its end if text stands
// there; NoPos if they aren't from one.
func (r *reader) inSettings(line, column int, text string) (pos, end token.Pos) {
	if r.set.settings.root == "" || line == 0 {
		return token.NoPos, token.NoPos
	}
	if r.settingsFile == nil {
		name := filepath.Join(r.set.settings.root, config.Name)
		data, err := os.ReadFile(name)
		if err != nil {
			return token.NoPos, token.NoPos
		}
		r.settingsText = data
		r.settingsFile = r.pass.Fset.AddFile(name, -1, len(data))
		r.settingsFile.SetLinesForContent(data)
	}
	if line > r.settingsFile.LineCount() {
		return token.NoPos, token.NoPos // the file has changed since it was read
	}
	offset := r.settingsFile.Offset(r.settingsFile.LineStart(line)) + column - 1
	pos = r.settingsFile.Pos(min(offset, len(r.settingsText)))
	if bytes.HasPrefix(r.settingsText[r.settingsFile.Offset(pos):], []byte(text)) {
		end = pos + token.Pos(len(text))
	}
	return pos, end
}

// packageClause returns the place of the package's name in a file with findings.
func (r *reader) packageClause() token.Pos {
	for _, file := range r.pass.Files {
		if !slices.Contains(r.set.silent, file) {
			return file.Name.Pos()
		}
	}
	return token.NoPos
}
