package knowledge

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// TestBuildsExist holds what builders' calls and literals add to queries
// against the real modules.
func TestBuildsExist(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the real libraries")
	}
	var paths []string
	for _, lib := range libraries {
		if len(lib.Builders)+len(lib.Builds) > 0 {
			paths = append(paths, pinned(lib)...)
		}
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
		if len(pkgs) == 0 {
			continue // unpinned, or reported by loadReal
		}
		for _, problem := range wrongBuilds(lib, pkgs) {
			t.Errorf("%s: %s", lib.Path, problem)
		}
	}
}

// wrongBuilds returns what in the builder part of lib's table isn't so in pkgs.
func wrongBuilds(lib *Library, pkgs []*types.Package) []string {
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	for name := range each(lib.Builders, func(b Builder) string { return b.Name }) {
		if !slices.ContainsFunc(pkgs, func(p *types.Package) bool { return typeIn(p, name) != nil }) {
			report("builder %s: no such type", name)
		}
	}
	for _, b := range lib.Builds {
		if b.Name == "" {
			for typ := range strings.FieldsSeq(b.Type) {
				if !slices.ContainsFunc(pkgs, func(p *types.Package) bool { return typeIn(p, typ) != nil }) {
					report("literal %s: no such type", typ)
				}
			}
			continue
		}
		for name := range strings.FieldsSeq(b.Name) {
			found := false
			for typ := range fieldsOrEmpty(b.Type) {
				for _, pkg := range pkgs {
					fn := funcIn(pkg, typ, name)
					if fn == nil {
						continue
					}
					found = true
					for _, ref := range []Ref{b.Of, b.Args, b.Value} {
						if i, ok := ref.AsParam(); ok && i >= fn.Signature().Params().Len() {
							report("%s.%s: no parameter %d in %s", typ, name, i, pkg.Path())
						}
					}
				}
			}
			if !found {
				report("%s.%s: no such function, or only by embedding", b.Type, name)
			}
		}
	}
	return problems
}

// TestWrongBuilds proves that TestBuildsExist can fail.
func TestWrongBuilds(t *testing.T) {
	pkg := check(t, nil, "example.com/db", `package db
		type DB struct{}
		func (*DB) Where(query any, args ...any) *DB { return nil }
		type Eq map[string]any`)
	lib := &Library{
		Path:     "example.com/db",
		Builders: []Builder{{Name: "DB Session"}},
		Builds: []Build{
			{Type: "DB", Name: "Where And", Part: Wheres, Args: Param(1)},
			{Type: "DB", Name: "Where", Part: Wheres, Args: Param(2)},
			{Type: "Eq Lt", Part: Compares},
		},
	}
	want := []string{
		"builder Session: no such type",
		"DB.And: no such function, or only by embedding",
		"DB.Where: no parameter 2 in example.com/db",
		"literal Lt: no such type",
	}
	if got := wrongBuilds(lib, []*types.Package{pkg}); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
