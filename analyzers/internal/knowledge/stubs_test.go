package knowledge

import (
	"fmt"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestStubsMatch holds the stubs that scenarios compile against to the real
// modules: what a stub has, the real package has with the same signature.
func TestStubsMatch(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the real libraries")
	}
	var patterns []string
	err := filepath.WalkDir("../../../testdata/stubs", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Base(path) != "go.mod" {
			return err
		}
		mod, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		line, _, _ := strings.Cut(string(mod), "\n")
		patterns = append(patterns, strings.TrimSpace(strings.TrimPrefix(line, "module"))+"/...")
		return nil
	})
	if err != nil || len(patterns) == 0 {
		t.Fatalf("no stubs found: %v", err)
	}
	stubs := load(t, nil, patterns)
	for _, pattern := range patterns {
		module := strings.TrimSuffix(pattern, "/...")
		if !slices.ContainsFunc(slices.Collect(maps.Keys(stubs)), func(path string) bool { return strings.HasPrefix(path, module) }) {
			t.Errorf("testdata/go.mod doesn't replace %s by its stub", module)
		}
	}
	maps.DeleteFunc(stubs, func(path string, _ *types.Package) bool { return isUnpinned(path) })
	real := loadReal(t, slices.DeleteFunc(slices.Sorted(maps.Keys(stubs)), isUnpinned))
	for path, stub := range stubs {
		if real[path] == nil {
			continue // reported by loadReal, or unpinned
		}
		for _, problem := range mismatches(stub, real[path]) {
			t.Errorf("stub of %s", problem)
		}
	}
}

// mismatches returns what the package stub has and real hasn't, or has
// differently.
func mismatches(stub, real *types.Package) []string {
	var problems []string
	compare := func(name, inStub, inReal string) {
		if inStub != inReal {
			problems = append(problems, fmt.Sprintf("%s.%s is %s, really %s", stub.Path(), name, inStub, inReal))
		}
	}
	for _, name := range stub.Scope().Names() {
		s, r := stub.Scope().Lookup(name), real.Scope().Lookup(name)
		if !s.Exported() {
			continue
		}
		if r == nil {
			compare(name, kindOf(s), "nothing")
			continue
		}
		compare(name, kindOf(s), kindOf(r))
		typ, ok := s.(*types.TypeName)
		if !ok || typ.IsAlias() || kindOf(s) != kindOf(r) {
			compare(name, render(s.Type()), render(r.Type()))
			continue
		}
		sn, rn := s.Type().(*types.Named), r.Type().(*types.Named)
		compare(name, renderTypeParams(sn.TypeParams()), renderTypeParams(rn.TypeParams()))
		for member, sig := range members(sn) {
			inReal, ok := members(rn)[member]
			if !ok {
				inReal = "nothing"
			}
			compare(name+"."+member, sig, inReal)
		}
	}
	slices.Sort(problems)
	return problems
}

func kindOf(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.TypeName:
		if obj.IsAlias() {
			return "alias"
		}
		switch u := obj.Type().Underlying().(type) {
		case *types.Struct:
			return "struct"
		case *types.Interface:
			return "interface"
		default:
			return render(u)
		}
	case *types.Func:
		return "func"
	case *types.Const:
		return "const " + obj.Val().ExactString()
	}
	return "var"
}

// members returns the exported fields and methods that a value or pointer of
// type t has, promoted ones included, with their signatures.
func members(t *types.Named) map[string]string {
	found := map[string]string{}
	for sel := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		found[sel.Obj().Name()] = "method " + render(sel.Obj().Type())
	}
	onValue := types.NewMethodSet(t)
	for sel := range onValue.Methods() {
		found[sel.Obj().Name()] = "value " + found[sel.Obj().Name()]
		if types.IsInterface(t) {
			found[sel.Obj().Name()] = "method " + render(sel.Obj().Type())
		}
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			found[f.Name()] = "field " + render(f.Type())
			if f.Embedded() {
				found[f.Name()] = "embedded " + render(f.Type())
			}
		}
	}
	maps.DeleteFunc(found, func(name, _ string) bool { return !strings.Contains(name[:1], strings.ToUpper(name[:1])) })
	return found
}

// render is types.TypeString without the names of parameters.
func render(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		name := t.Obj().Name()
		if pkg := t.Obj().Pkg(); pkg != nil {
			name = pkg.Path() + "." + name
		}
		var args []string
		for arg := range t.TypeArgs().Types() {
			args = append(args, render(arg))
		}
		if args == nil {
			return name
		}
		return name + "[" + strings.Join(args, ", ") + "]"
	case *types.TypeParam:
		return fmt.Sprintf("$%d", t.Index())
	case *types.Pointer:
		return "*" + render(t.Elem())
	case *types.Slice:
		return "[]" + render(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), render(t.Elem()))
	case *types.Map:
		return "map[" + render(t.Key()) + "]" + render(t.Elem())
	case *types.Chan:
		return [...]string{"chan ", "chan<- ", "<-chan "}[t.Dir()] + render(t.Elem())
	case *types.Signature:
		params := renderTuple(t.Params())
		if t.Variadic() {
			params += "..."
		}
		return "func" + renderTypeParams(t.TypeParams()) + "(" + params + ") (" + renderTuple(t.Results()) + ")"
	case *types.Interface:
		var parts []string
		for e := range t.EmbeddedTypes() {
			parts = append(parts, render(e))
		}
		for m := range t.ExplicitMethods() {
			parts = append(parts, m.Name()+render(m.Type()))
		}
		slices.Sort(parts)
		return "interface{" + strings.Join(parts, "; ") + "}"
	case *types.Struct:
		var parts []string
		for f := range t.Fields() {
			parts = append(parts, f.Name()+" "+render(f.Type()))
		}
		return "struct{" + strings.Join(parts, "; ") + "}"
	case *types.Union:
		var parts []string
		for term := range t.Terms() {
			parts = append(parts, strings.Repeat("~", map[bool]int{true: 1}[term.Tilde()])+render(term.Type()))
		}
		return strings.Join(parts, " | ")
	default:
		return t.String()
	}
}

func renderTuple(t *types.Tuple) string {
	var parts []string
	for v := range t.Variables() {
		parts = append(parts, render(v.Type()))
	}
	return strings.Join(parts, ", ")
}

func renderTypeParams(list *types.TypeParamList) string {
	var parts []string
	for p := range list.TypeParams() {
		parts = append(parts, render(p.Constraint()))
	}
	if parts == nil {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// TestWrongStub proves that TestStubsMatch can fail.
func TestWrongStub(t *testing.T) {
	real := check(t, nil, "example.com/db", `package db
		type DB struct{ Name string; base }
		type base struct{}
		func (base) Exec(query string, args ...any) error { return nil }
		func (*DB) Begin() (Tx, error) { return nil, nil }
		type Tx interface{ Commit() error }
		type Box[T any] struct{}
		type Mode int
		const On Mode = 1
		func Open(dsn string) *DB { return nil }`)
	for src, want := range map[string]string{
		`type DB struct{ Name string; base }
		type base struct{}
		func (base) Exec(q string, values ...interface{}) error { return nil }
		type Box[E any] struct{}
		const On Mode = 1
		type Mode int
		func Open(string) (db *DB) { return nil }`: "",
		`type DB struct{ Name int }`: "DB.Name is field int, really field string",
		`type DB struct{}; func (*DB) Exec(query string) error { return nil }`: "DB.Exec is method func(string) (error), really value method func(string, []interface{}...) (error)",
		`type DB struct{}; func (*DB) Commit() {}`:                             "DB.Commit is method func() (), really nothing",
		`type DB interface{}`:                          "DB is interface, really struct",
		`type Tx interface{ Commit() }`:                "Tx.Commit is method func() (), really method func() (error)",
		`type Box struct{}`:                            "Box is , really [interface{}]",
		`type Mode string`:                             "Mode is string, really int",
		`type Mode int; const On Mode = 2`:             "On is const 2, really const 1",
		`func Open(dsn, more string) int { return 0 }`: "Open is func(string, string) (int), really func(string) (*example.com/db.DB)",
		`func Close() {}`:                              "Close is func, really nothing",
	} {
		stub := check(t, nil, "example.com/db", "package db\n"+src)
		problems := mismatches(stub, real)
		if want == "" && problems != nil || want != "" && !slices.ContainsFunc(problems, func(p string) bool { return strings.HasSuffix(p, "."+want) }) {
			t.Errorf("%s: got %q, want %q", src, problems, want)
		}
	}
}
