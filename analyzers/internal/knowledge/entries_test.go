package knowledge

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// TestEntriesExist holds every table against the real modules: what an entry
// names exists there, and each operand is what the entry takes it for.
func TestEntriesExist(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the real libraries")
	}
	var paths []string
	for _, lib := range libraries {
		paths = append(paths, pinned(lib)...)
	}
	slices.Sort(paths)
	real := loadReal(t, slices.Compact(paths))
	for _, lib := range libraries {
		var pkgs []*types.Package
		for _, path := range pinned(lib) {
			if pkg := real[path]; pkg != nil {
				pkgs = append(pkgs, pkg)
			}
		}
		if len(pkgs) == 0 || len(pkgs) < len(pinned(lib)) {
			continue // reported by loadReal, or unpinned
		}
		for _, problem := range wrong(lib, pkgs) {
			if len(pinned(lib)) < len(imports(lib)) && strings.Contains(problem, "no such") {
				continue // it may be in a version that is unpinned
			}
			t.Error(problem)
		}
		for k, ref := range openers {
			for _, pkg := range pkgs {
				if k.path != lib.Path || Path(pkg.Path()) != lib.Path {
					continue
				}
				i, _ := ref.AsParam()
				if fn := funcIn(pkg, k.typ, k.name); fn == nil {
					t.Errorf("opener %v: no such function", k)
				} else if i >= fn.Signature().Params().Len() || !types.Identical(fn.Signature().Params().At(i).Type(), types.Typ[types.String]) {
					t.Errorf("opener %v: parameter %d is no string", k, i)
				}
			}
		}
		for _, f := range lib.Funcs {
			for name := range strings.FieldsSeq(f.Name) {
				for _, pkg := range pkgs {
					fn := funcIn(pkg, f.Type, name)
					if fn == nil || Path(pkg.Path()) != lib.Path {
						continue // a successor stands for the package
					}
					if got, ok := Of(fn); !ok || got.Role != f.Role {
						t.Errorf("%s: Of(%s) = %+v, not the entry", lib.Path, fn.FullName(), got)
					}
				}
			}
		}
	}
}

// imports returns the import paths that hold what lib's table says.
func imports(lib *Library) []string {
	if lib.Import == "" {
		return []string{lib.Path}
	}
	return strings.Fields(lib.Import)
}

// pinned returns those of lib's import paths that real.mod can load.
func pinned(lib *Library) []string { return slices.DeleteFunc(imports(lib), isUnpinned) }

// wrong returns what in lib's table isn't so in pkgs, the library's versions.
func wrong(lib *Library, pkgs []*types.Package) []string {
	var problems []string
	report := func(entry, format string, args ...any) {
		problems = append(problems, fmt.Sprintf("%s: %s: %s", lib.Path, entry, fmt.Sprintf(format, args...)))
	}
	for _, typ := range lib.Types {
		if !slices.ContainsFunc(pkgs, func(p *types.Package) bool { return typeIn(p, typ.Name) != nil }) {
			report("type "+typ.Name, "no such type")
		}
	}
	for name := range strings.FieldsSeq(lib.Chains) {
		if !slices.ContainsFunc(pkgs, func(p *types.Package) bool { return inChain(lib, p, name) }) {
			report("chain "+name, "no such type, or no chain leads through it")
		}
	}
	for _, f := range lib.Funcs {
		for name := range strings.FieldsSeq(f.Name) {
			f := f
			f.Name = name
			entry := strings.TrimPrefix(f.Type+"."+name, ".")
			found := false
			for _, pkg := range pkgs {
				if fn := funcIn(pkg, f.Type, name); fn != nil {
					found = true
					for _, problem := range wrongFunc(lib, f, fn) {
						report(entry, "%s in %s", problem, pkg.Path())
					}
				}
			}
			if !found {
				report(entry, "no such function, or only by embedding")
			}
		}
	}
	for _, step := range lib.Steps {
		for typ := range strings.FieldsSeq(step.Type) {
			for name := range strings.FieldsSeq(step.Name) {
				var fn *types.Func
				for _, pkg := range pkgs {
					if found := funcIn(pkg, typ, name); found != nil {
						fn = found
					}
				}
				if fn == nil {
					report("step "+typ+"."+name, "no such method")
					continue
				}
				for _, ref := range []Ref{step.Inline, step.Of} {
					if i, ok := ref.AsParam(); ok && i >= fn.Signature().Params().Len() {
						report("step "+typ+"."+name, "no parameter %d", i)
					}
				}
			}
		}
	}
	problems = append(problems, wrongRetriers(lib, pkgs)...)
	problems = append(problems, wrongFails(lib, pkgs)...)
	problems = append(problems, wrongHandlers(lib, pkgs)...)
	for _, text := range lib.Texts {
		if text.Field != "" {
			found := false
			for _, pkg := range pkgs {
				named := typeIn(pkg, text.Type)
				for _, field := range []string{text.Field, text.ArgsField} {
					if named == nil || field == "" {
						continue
					}
					obj, _, _ := types.LookupFieldOrMethod(named, true, pkg, field)
					if _, ok := obj.(*types.Var); !ok {
						report("text "+text.Type+"."+field, "no such field in %s", pkg.Path())
					}
				}
				found = found || named != nil
			}
			if !found {
				report("text "+text.Type, "no such type")
			}
			continue
		}
		for _, typ := range blankIfNone(strings.Fields(text.Type)) {
			for name := range strings.FieldsSeq(text.Name) {
				entry := "text " + strings.TrimPrefix(typ+"."+name, ".")
				found := false
				for _, pkg := range pkgs {
					if fn := funcIn(pkg, typ, name); fn != nil {
						found = true
						for _, problem := range wrongText(text, fn) {
							report(entry, "%s in %s", problem, pkg.Path())
						}
					}
				}
				if !found {
					report(entry, "no such function, or only by embedding")
				}
			}
		}
	}
	return problems
}

// wrongRetriers returns what lib has wrong about retriers.
func wrongRetriers(lib *Library, pkgs []*types.Package) []string {
	var problems []string
	report := func(entry, format string, args ...any) {
		problems = append(problems, fmt.Sprintf("%s: %s: %s", lib.Path, entry, fmt.Sprintf(format, args...)))
	}
	functions := func(what, typ, names string, refs ...Ref) {
		for name := range strings.FieldsSeq(names) {
			entry, found := what+" "+strings.TrimPrefix(typ+"."+name, "."), false
			for _, pkg := range pkgs {
				fn := funcIn(pkg, typ, name)
				if fn == nil {
					continue
				}
				found = true
				for _, ref := range refs {
					if ref == Recv && typ == "" {
						report(entry, "no receiver in %s", pkg.Path())
					} else if i, ok := ref.AsParam(); ok && i >= fn.Signature().Params().Len() {
						if versions := len(pkgs); versions == 1 {
							report(entry, "no parameter %d in %s", i, pkg.Path())
						}
					}
				}
			}
			if !found {
				report(entry, "no such function, or only by embedding")
			}
		}
	}
	for _, r := range lib.Retriers {
		functions("retrier", r.Type, r.Name, r.If, r.Policy, r.Reset, r.N)
		for name := range strings.FieldsSeq(r.Name) {
			if f := table().funcs[key{lib.Path, r.Type, name}]; f.Fn != 0 && !f.Retries && !r.Step {
				report("retrier "+name, "its entry doesn't retry")
			}
		}
	}
	for _, p := range lib.Policies {
		functions("policy", p.Type, p.Name, p.Of, p.If)
		if p.Type == "" {
			continue
		}
		named := slices.ContainsFunc(pkgs, func(pkg *types.Package) bool { return typeIn(pkg, p.Type) != nil })
		if !named {
			report("policy "+p.Type, "no such type")
		}
		for field := range strings.FieldsSeq(p.Field) {
			if !slices.ContainsFunc(pkgs, func(pkg *types.Package) bool { return fieldIn(pkg, p.Type, field) != nil }) {
				report("policy "+p.Type+"."+field, "no such field")
			}
		}
	}
	for _, m := range lib.Marks {
		for name := range strings.FieldsSeq(m.Name) {
			if !slices.ContainsFunc(pkgs, func(pkg *types.Package) bool { return pkg.Scope().Lookup(name) != nil }) {
				report("mark "+name, "no such function or variable")
			}
		}
	}
	for _, f := range lib.Funcs {
		for name := range strings.FieldsSeq(f.Name) {
			if _, known := table().retriers[key{lib.Path, f.Type, name}]; f.Retries && !known {
				report("retrier "+name, "no entry says how it goes about its attempts")
			}
		}
	}
	return problems
}

// wrongFails returns what lib has wrong about errors.
func wrongFails(lib *Library, pkgs []*types.Package) []string {
	var problems []string
	for _, f := range lib.Fails {
		if (f.Is == 0) == (f.Code == NoCode) {
			problems = append(problems, fmt.Sprintf("%s: fail %s.%s: Is and Code exclude each other", lib.Path, f.Type, f.Name))
		}
		for _, name := range blankIfNone(strings.Fields(f.Name)) {
			if !slices.ContainsFunc(pkgs, func(pkg *types.Package) bool {
				switch {
				case f.Field != "":
					return fieldIn(pkg, f.Type, f.Field) != nil
				case name == "":
					return typeIn(pkg, f.Type) != nil
				case f.Type != "":
					return funcIn(pkg, f.Type, name) != nil
				}
				return pkg.Scope().Lookup(name) != nil
			}) {
				problems = append(problems, fmt.Sprintf("%s: fail %s: no such variable, function, type or field", lib.Path, strings.Trim(f.Type+"."+name+"."+f.Field, ".")))
			}
		}
	}
	return problems
}

// wrongHandlers returns what lib has wrong about keys, handlers and deliveries.
func wrongHandlers(lib *Library, pkgs []*types.Package) []string {
	var problems []string
	report := func(format string, args ...any) {
		problems = append(problems, lib.Path+": "+fmt.Sprintf(format, args...))
	}
	// function reports whether the package has it, with the operand.
	function := func(what, typ, names string, ref Ref, fits func(t types.Type) bool) {
		for name := range strings.FieldsSeq(names) {
			found := false
			for _, pkg := range pkgs {
				fn := funcIn(pkg, typ, name)
				if fn == nil {
					continue
				}
				found = true
				if i, ok := ref.AsParam(); ok && (i >= fn.Signature().Params().Len() || !fits(fn.Signature().Params().At(i).Type())) {
					report("%s %s.%s: parameter %d isn't it in %s", what, typ, name, i, pkg.Path())
				}
			}
			if !found {
				report("%s %s.%s: no such function, or only by embedding", what, typ, name)
			}
		}
	}
	member := func(what, typ, field string) {
		if !slices.ContainsFunc(pkgs, func(pkg *types.Package) bool {
			named := typeIn(pkg, typ)
			if named == nil || field == "" {
				return named != nil
			}
			obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, pkg, field)
			if types.IsInterface(named) {
				obj, _, _ = types.LookupFieldOrMethod(named, true, pkg, field)
			}
			return obj != nil
		}) {
			report("%s %s.%s: no such type, field or method", what, typ, field)
		}
	}
	for _, k := range lib.Keys {
		function("key", k.Type, k.Name, 0, nil)
		if k.Name == "" {
			member("key", k.Type, k.Field)
		}
	}
	for _, c := range lib.Cells {
		function("cell", c.Type, c.Name, c.Key, func(types.Type) bool { return true })
	}
	for _, h := range lib.Handlers {
		function("handler", h.Type, h.Name, h.Fn, func(t types.Type) bool {
			_, isMap := t.Underlying().(*types.Map)
			_, calls := calledWith(t)
			return isMap || calls
		})
	}
	for _, d := range lib.Deliveries {
		member("delivery", d.Type, d.Body)
	}
	for _, s := range lib.Settlements {
		function("settlement", s.Type, s.Name, s.If, func(t types.Type) bool { return types.Identical(t, types.Typ[types.Bool]) })
	}
	return problems
}

func fieldIn(pkg *types.Package, typ, field string) *types.Var {
	named := typeIn(pkg, typ)
	if named == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(named, true, pkg, field)
	v, _ := obj.(*types.Var)
	return v
}

func blankIfNone(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// wrongText returns what an entry has wrong about fn.
func wrongText(text Text, fn *types.Func) []string {
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	sig := fn.Signature()
	// param returns the type of one argument for ref, and whether ref takes
	// several.
	param := func(what string, ref Ref) (types.Type, bool) {
		i, ok := ref.AsParam()
		if !ok || i >= sig.Params().Len() {
			report("%s is no parameter", what)
			return types.Typ[types.Invalid], false
		}
		t := sig.Params().At(i).Type()
		if sig.Variadic() && i == sig.Params().Len()-1 {
			return t.(*types.Slice).Elem(), true
		}
		return t, false
	}
	sql, many := param("SQL", text.SQL)
	if problems != nil {
		return problems
	}
	basic, ok := sql.Underlying().(*types.Basic)
	if isText := ok && basic.Info()&types.IsString != 0; !isText && !types.IsInterface(sql) {
		report("SQL is a %s, no text", sql)
	}
	if many && text.Args != 0 && text.Args != text.SQL {
		report("SQL takes all that Args could")
	}
	if text.Args != 0 {
		args, many := param("Args", text.Args)
		if problems != nil {
			return problems
		}
		_, slice := args.Underlying().(*types.Slice)
		_, dict := args.Underlying().(*types.Map)
		if !many && !slice && !dict && !types.IsInterface(args) {
			report("Args is a %s, no list", args)
		}
	}
	for what, ref := range map[string]Ref{"Out": text.Out, "OutArgs": text.OutArgs} {
		if i, ok := ref.AsResult(); ref != 0 && (!ok || i >= sig.Results().Len()) {
			report("%s is no result", what)
		}
	}
	if (text.Clause == Same) != (text.Out != 0) {
		report("Out and the clause Same go together")
	}
	return problems
}

func typeIn(pkg *types.Package, name string) *types.Named {
	obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
	if !ok || obj.IsAlias() {
		return nil
	}
	named, _ := obj.Type().(*types.Named)
	return named
}

// funcIn returns the function, or the method that typ itself declares.
func funcIn(pkg *types.Package, typ, name string) *types.Func {
	if typ == "" {
		fn, _ := pkg.Scope().Lookup(name).(*types.Func)
		return fn
	}
	named := typeIn(pkg, typ)
	if named == nil {
		return nil
	}
	for fn := range declared(named) {
		if fn.Name() == name {
			return fn
		}
	}
	return nil
}

// declared yields the methods of t that aren't promoted.
func declared(t *types.Named) func(yield func(*types.Func) bool) {
	return func(yield func(*types.Func) bool) {
		for fn := range t.Methods() {
			if !yield(fn) {
				return
			}
		}
		if iface, ok := t.Underlying().(*types.Interface); ok {
			for fn := range iface.ExplicitMethods() {
				if !yield(fn) {
					return
				}
			}
		}
	}
}

// inChain reports whether a method of one of lib's chain types returns one,
// and either is the type name.
func inChain(lib *Library, pkg *types.Package, name string) bool {
	chain := strings.Fields(lib.Chains)
	for _, from := range chain {
		named := typeIn(pkg, from)
		if named == nil {
			continue
		}
		for fn := range declared(named) {
			results := fn.Signature().Results()
			if results.Len() == 0 {
				continue
			}
			to := Named(results.At(0).Type())
			if to != nil && to.Obj().Pkg() == pkg && slices.Contains(chain, to.Obj().Name()) &&
				(from == name || to.Obj().Name() == name) {
				return true
			}
		}
	}
	return false
}

// wrongFunc returns what f, an entry for one function, has wrong about fn.
func wrongFunc(lib *Library, f Func, fn *types.Func) []string {
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	sig := fn.Signature()

	// operand returns the type that ref names, nil for none.
	operand := func(what string, ref Ref) types.Type {
		switch ref {
		case 0:
			return nil
		case Recv:
			if sig.Recv() == nil {
				report("%s is the receiver of a function without one", what)
				return nil
			}
			return sig.Recv().Type()
		}
		tuple, i, kind := sig.Params(), int(ref)-int(Param(0)), "parameter"
		if j, ok := ref.AsResult(); ok {
			tuple, i, kind = sig.Results(), j, "result"
		}
		if i >= tuple.Len() {
			report("%s is %s %d of %d", what, kind, i, tuple.Len())
			return nil
		}
		return tuple.At(i).Type()
	}
	isHandle := func(t types.Type) bool { return KindOf(t) != NoHandle || inTypes(lib, t) }

	if on := operand("On", f.On); on != nil && !isHandle(on) && f.On != Recv && !maybeHandle(on) {
		report("On is a %s, no handle", on)
	}
	if opts := operand("Opts", f.Opts); opts != nil && !strings.Contains(opts.String(), "Option") {
		report("Opts is a %s, no options", opts)
	}
	operand("Verb", f.Verb)
	operand("Out", f.Out)

	tx := operand("Tx", f.Tx)
	switch f.Role {
	case Begin:
		if f.Tx == 0 {
			report("begins, but Tx is missing")
		} else if tx != nil && !isHandle(tx) {
			report("Tx is a %s, no handle that a table knows", tx)
		}
	case Commit, Rollback, Run:
		if f.Tx != 0 {
			report("Tx is of no use")
		}
	case Bind, ToCtx:
		if f.Tx == 0 {
			report("binds, but Tx is missing")
		}
		fallthrough
	default:
		if tx != nil && !isHandle(tx) && f.Tx != Recv && !maybeHandle(tx) {
			report("Tx is a %s, no handle", tx)
		}
	}

	switch f.Role {
	case Run, AfterCommit, Invoke, Spawn, Later:
		if f.Fn == 0 {
			report("calls a function, but Fn is missing")
		}
	}
	called := operand("Fn", f.Fn)
	if called == nil {
		if f.Fn == 0 && (f.FnTx != 0 || f.FnCtx != 0) {
			report("FnTx or FnCtx without Fn")
		}
		return problems
	}
	params, ok := calledWith(called)
	if !ok {
		report("Fn is a %s, nothing to call", called)
		return problems
	}
	for what, ref := range map[string]Ref{"FnTx": f.FnTx, "FnCtx": f.FnCtx} {
		i, ok := ref.AsParam()
		if ref == 0 {
			continue
		}
		if !ok || params == nil || i >= params.Len() {
			report("%s is no parameter of %s", what, called)
			continue
		}
		t := params.At(i).Type()
		if what == "FnCtx" && !isContext(t) {
			report("FnCtx is a %s, no context", t)
		}
		if what == "FnTx" && !isHandle(t) && !maybeHandle(t) {
			report("FnTx is a %s, no handle", t)
		}
	}
	return problems
}

// calledWith returns the parameters that a value of type t is called with:
// of a function, a list of functions, or an interface that stands for one,
// whose parameters aren't known.
func calledWith(t types.Type) (*types.Tuple, bool) {
	switch t := t.Underlying().(type) {
	case *types.Signature:
		return t.Params(), true
	case *types.Slice:
		return calledWith(t.Elem())
	case *types.Interface:
		return nil, true
	}
	return nil, false
}

func inTypes(lib *Library, t types.Type) bool {
	named := Named(t)
	return named != nil && slices.ContainsFunc(lib.Types, func(typ Type) bool { return typ.Name == named.Obj().Name() })
}

// maybeHandle reports whether t may hold a handle although no table lists it:
// a builder, a context, an interface or a type parameter.
func maybeHandle(t types.Type) bool {
	return chains(t) || isContext(t) || types.IsInterface(t)
}

func isContext(t types.Type) bool {
	for _, name := range []string{"Deadline", "Done", "Err", "Value"} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if _, ok := obj.(*types.Func); !ok {
			return false
		}
	}
	return true
}

// TestWrongTable proves that TestEntriesExist can fail.
func TestWrongTable(t *testing.T) {
	known := map[string]*types.Package{}
	check(t, known, "context", `package context
		type Context interface{ Deadline(); Done(); Err(); Value() }`)
	pkg := check(t, known, "example.com/db", `package db
		import "context"
		type DB struct{ embedded }
		type embedded struct{}
		func (embedded) Promoted() {}
		type Tx struct{}
		type TxOptions struct{}
		func (*DB) Begin(ctx context.Context, opts *TxOptions) (*Tx, error) { return nil, nil }
		func (*DB) Run(ctx context.Context, fn func(ctx context.Context, tx *Tx, n int) error) error { return nil }
		func (*DB) Where(s string) *DB { return nil }
		func Open(s string) *DB { return nil }`)
	handles := []Type{{"DB", Pool}, {"Tx", Tx}}
	right := Library{
		Path:   "example.com/db",
		Types:  handles,
		Chains: "DB",
		Funcs: []Func{
			{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(0), Opts: Param(1)},
			{Type: "DB", Name: "Run", Role: Run, Fn: Param(1), FnCtx: Param(0), FnTx: Param(1)},
		},
	}
	if problems := wrong(&right, []*types.Package{pkg}); len(problems) > 0 {
		t.Errorf("right table: %s", lines(problems))
	}
	for want, lib := range map[string]Library{
		"type Conn: no such type":                   {Types: []Type{{"Conn", Conn}}},
		"chain Tx: no such type, or no chain leads": {Chains: "Tx"},
		"DB.Beginn: no such function":               {Funcs: []Func{{Type: "DB", Name: "Beginn", Role: Exec}}},
		"DB.Promoted: no such":                      {Funcs: []Func{{Type: "DB", Name: "Promoted", Role: Exec}}},
		"Begin: no such function":                   {Funcs: []Func{{Name: "Begin", Role: Exec}}},
		"Tx is result 2 of 2":                       {Funcs: []Func{{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(2)}}},
		"Tx is a error":                             {Funcs: []Func{{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(1)}}},
		"Tx is missing":                             {Funcs: []Func{{Type: "DB", Name: "Begin", Role: Begin}}},
		"Opts is a context.Context":                 {Funcs: []Func{{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(0), Opts: Param(0)}}},
		"Fn is missing":                             {Funcs: []Func{{Type: "DB", Name: "Run", Role: Run}}},
		"Fn is parameter 2 of 2":                    {Funcs: []Func{{Type: "DB", Name: "Run", Role: Run, Fn: Param(2)}}},
		"nothing to call":                           {Funcs: []Func{{Name: "Open", Role: Invoke, Fn: Param(0)}}},
		"FnTx is no parameter":                      {Funcs: []Func{{Type: "DB", Name: "Run", Role: Run, Fn: Param(1), FnTx: Param(3)}}},
		"FnTx is a int":                             {Funcs: []Func{{Type: "DB", Name: "Run", Role: Run, Fn: Param(1), FnTx: Param(2)}}},
		"FnCtx is a *example.com/db.Tx":             {Funcs: []Func{{Type: "DB", Name: "Run", Role: Run, Fn: Param(1), FnCtx: Param(1)}}},
		"On is a string":                            {Funcs: []Func{{Name: "Open", Role: Derive, On: Param(0)}}},
		"without one":                               {Funcs: []Func{{Name: "Open", Role: Derive, On: Recv}}},
		"text DB.Promoted: no such":                 {Texts: []Text{{Type: "DB", Name: "Promoted", SQL: Param(0)}}},
		"text Query: no such type":                  {Texts: []Text{{Type: "Query", Field: "SQL"}}},
		"text Tx.SQL: no such field":                {Texts: []Text{{Type: "Tx", Field: "SQL"}}},
		"SQL is no parameter":                       {Texts: []Text{{Name: "Open", SQL: Param(1)}}},
		"SQL is a *example.com/db.TxOptions":        {Texts: []Text{{Type: "DB", Name: "Begin", SQL: Param(1)}}},
		"Args is a *example.com/db.TxOptions":       {Texts: []Text{{Type: "DB", Name: "Begin", SQL: Param(0), Args: Param(1)}}},
		"Out is no result":                          {Texts: []Text{{Name: "Open", SQL: Param(0), Clause: Same, Out: Result(1)}}},
		"go together":                               {Texts: []Text{{Name: "Open", SQL: Param(0), Clause: Same}}},
	} {
		lib.Path = "example.com/db"
		if lib.Types == nil {
			lib.Types = handles
		}
		if problems := wrong(&lib, []*types.Package{pkg}); len(problems) != 1 || !strings.Contains(problems[0], want) {
			t.Errorf("got %q, want one that says %q", problems, want)
		}
	}
}
