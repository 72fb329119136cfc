package directive

import (
	"bytes"
	"cmp"
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
	r.set.known = view(c)
	near := append(slices.Clone(r.pass.Pkg.Imports()), r.pass.Pkg)
	for _, d := range c.Functions {
		for _, symbol := range d.Symbols() {
			if pkg := r.named(near, symbol.Path); pkg != nil {
				r.settledFunc(pkg, symbol, d)
			}
		}
	}
	for _, h := range c.Handles {
		if pkg := r.named(near, h.Symbol().Path); pkg != nil {
			r.settledHandle(pkg, h)
		}
	}
}

// named returns the package of that path, whichever version it has.
func (r *reader) named(pkgs []*types.Package, path string) *types.Package {
	if i := slices.IndexFunc(pkgs, func(pkg *types.Package) bool { return knowledge.Path(pkg.Path()) == knowledge.Path(path) }); i >= 0 {
		return pkgs[i]
	}
	return nil
}

func view(c *config.Config) *knowledge.View {
	var handles, others []*knowledge.Library
	for _, h := range c.Handles {
		symbol := h.Symbol()
		kind, ok := kinds[h.Kind]
		if !ok {
			kind = knowledge.Pool
			if len(h.Commit) > 0 {
				kind = knowledge.Tx
			}
		}
		lib := &knowledge.Library{Path: symbol.Path, Types: []knowledge.Type{{Name: symbol.Name, Kind: kind}}}
		for _, m := range methods(h) {
			for _, name := range m.names {
				lib.Funcs = append(lib.Funcs, knowledge.Func{Type: symbol.Name, Name: name, Role: m.role})
			}
		}
		handles = append(handles, lib)
	}
	for _, d := range c.Functions {
		role, ok := roles[Verb(d.Verb)]
		if !ok {
			continue
		}
		for _, symbol := range d.Symbols() {
			lib := &knowledge.Library{Path: symbol.Path, Funcs: []knowledge.Func{{Type: symbol.Type, Name: symbol.Name, Role: role}}}
			if symbol.Type != "" {
				lib.Types = []knowledge.Type{{Name: symbol.Type, Kind: knowledge.Client}}
			}
			others = append(others, lib)
		}
	}
	return knowledge.NewView(handles, others)
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

// settledFunc notes what the settings say of a function of pkg.
func (r *reader) settledFunc(pkg *types.Package, symbol config.Symbol, d config.Declared) {
	obj, owner := member(pkg, symbol)
	switch field, _ := obj.(*types.Var); {
	case obj == nil:
		if r.tells(pkg, symbol.Name) {
			r.wrongName(d.Line, d.Column, "functions", d.Name, symbol.Path, qualified(symbol), members(pkg))
		}
	case owner != symbol.Type:
		r.wrongName(d.Line, d.Column, "functions", d.Name, symbol.Path, owner+"."+symbol.Name, nil)
	case pkg == r.pass.Pkg, field != nil:
		r.set.of[obj] = append(r.set.of[obj], Directive{Verb: Verb(d.Verb), Why: d.Why})
	}
}

// settledHandle looks whether pkg has the handle's type and methods.
func (r *reader) settledHandle(pkg *types.Package, h config.Handle) {
	symbol := h.Symbol()
	if _, ok := pkg.Scope().Lookup(symbol.Name).(*types.TypeName); !ok {
		if r.tells(pkg, symbol.Name) {
			r.wrongName(h.Line, h.Column, "handles", h.Type, symbol.Path, symbol.Name, typeNames(pkg))
		}
		return
	}
	for _, m := range methods(h) {
		for _, name := range m.names {
			method := config.Symbol{Path: symbol.Path, Type: symbol.Name, Name: name}
			if obj, owner := member(pkg, method); (obj == nil || owner != symbol.Name) && r.tells(pkg, name) {
				known := members(pkg)
				if obj != nil {
					known = nil
				}
				r.wrongName(h.Line, h.Column, "handles", h.Type+"."+name, symbol.Path, cmp.Or(owner, symbol.Name)+"."+name, known)
			}
		}
	}
}

// member returns the function, method or func-typed field that symbol names in
// pkg, and the type that has it itself.
func member(pkg *types.Package, symbol config.Symbol) (obj types.Object, owner string) {
	if symbol.Type == "" {
		if fn, ok := pkg.Scope().Lookup(symbol.Name).(*types.Func); ok {
			return fn, ""
		}
		return nil, ""
	}
	tn, ok := pkg.Scope().Lookup(symbol.Type).(*types.TypeName)
	if !ok {
		return nil, ""
	}
	t := tn.Type()
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	obj, index, _ := types.LookupFieldOrMethod(t, true, pkg, symbol.Name)
	switch obj := obj.(type) {
	case *types.Func:
		if named := knowledge.Named(obj.Signature().Recv().Type()); named != nil {
			return obj.Origin(), named.Obj().Name()
		}
	case *types.Var:
		if _, ok := obj.Type().Underlying().(*types.Signature); ok && len(index) == 1 {
			return obj.Origin(), symbol.Type
		}
	}
	return nil, ""
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

// tells reports whether it is for this package to say that pkg has no such name:
// its own it has, unless a file that isn't built here may declare it, and of
// other packages those that say it of themselves are left out.
func (r *reader) tells(pkg *types.Package, name string) bool {
	if pkg != r.pass.Pkg {
		return r.pass.Module == nil || !below(pkg.Path(), r.pass.Module.Path)
	}
	return !slices.ContainsFunc(r.pass.IgnoredFiles, func(file string) bool {
		data, err := firstparty.ReadFile(r.pass, file)
		return err != nil || bytes.Contains(data, []byte(name))
	})
}

func below(path, root string) bool {
	rest, ok := strings.CutPrefix(path, root)
	return ok && root != "" && (rest == "" || rest[0] == '/')
}

// wrongName reports a name in the settings that pkg, of the path that is
// written, doesn't have; want is its part behind the path. If known is nil want
// is right.
func (r *reader) wrongName(line, column int, key, text, path, want string, known []string) {
	remedy := "write " + fmt.Sprintf("%q", path+"."+want)
	if near := nearest.Name(want, known); near != "" {
		remedy = fmt.Sprintf("did you mean %q?", path+"."+near)
	} else if known != nil {
		remedy = "name what " + path + " declares"
	}
	d := analysis.Diagnostic{Message: fmt.Sprintf("%s in %s names %q, which there isn't: it has no effect; %s", key, config.Name, text, remedy)}
	if d.Pos = r.inSettings(line, column); !d.Pos.IsValid() {
		d.Pos = r.packageClause()
	}
	if d.Pos.IsValid() {
		r.set.wrong = append(r.set.wrong, d)
	}
}

// inSettings returns a place in the settings' file, NoPos if they aren't from
// one.
func (r *reader) inSettings(line, column int) token.Pos {
	if r.set.settings.root == "" || line == 0 {
		return token.NoPos
	}
	name := filepath.Join(r.set.settings.root, config.Name)
	if r.settingsFile == nil {
		data, err := os.ReadFile(name)
		if err != nil {
			return token.NoPos
		}
		r.settingsFile = r.pass.Fset.AddFile(name, -1, len(data))
		r.settingsFile.SetLinesForContent(data)
	}
	if line > r.settingsFile.LineCount() {
		return token.NoPos // the file has changed since it was read
	}
	offset := r.settingsFile.Offset(r.settingsFile.LineStart(line)) + column - 1
	return r.settingsFile.Pos(min(offset, r.settingsFile.Size()))
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
