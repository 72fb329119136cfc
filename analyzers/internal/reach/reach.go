// Package reach says which packages can matter: those that use a library in
// knowledge, and those that import one that matters. All others are spared
// their SSA form, and export no facts.
package reach

import (
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// A Result says whether a package can matter, and which of its direct imports
// do.
type Result struct {
	Matters bool
	Imports map[string]bool // by path
	// Fills says that the package, or one that it imports, fills Go values from
	// rows.
	Fills bool
}

// Analyzer finds the packages that can reach a data library; its result is a
// [Result].
var Analyzer = &analysis.Analyzer{
	Name:       "reach",
	Doc:        "find the packages that can reach a data library",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer},
	ResultType: reflect.TypeFor[Result](),
	FactTypes:  []analysis.Fact{new(Reaches)},
}

// Reaches is the fact about a first-party package that can matter.
type Reaches struct{ Fills bool }

func (*Reaches) AFact()         {}
func (*Reaches) String() string { return "reaches" }

func run(pass *analysis.Pass) (any, error) {
	r := Result{Imports: map[string]bool{}}
	if !firstparty.Is(pass) {
		return r, nil
	}
	for _, imp := range pass.Pkg.Imports() {
		var fact Reaches
		if pass.ImportPackageFact(imp, &fact) {
			r.Imports[imp.Path()] = true
			r.Fills = r.Fills || fact.Fills
		}
		r.Fills = r.Fills || knowledge.Fills(imp.Path())
	}
	if r.Matters = len(r.Imports) > 0 || !pass.ResultOf[directive.Analyzer].(*directive.Set).Empty() || usesLibrary(pass); r.Matters {
		pass.ExportPackageFact(&Reaches{Fills: r.Fills})
	}
	return r, nil
}

// usesLibrary reports whether the package imports a library with handles or
// effects, or calls what controls a transaction. Of the standard library, most
// packages import os or net/http for something else: only calls count.
func usesLibrary(pass *analysis.Pass) bool {
	for _, imp := range pass.Pkg.Imports() {
		if knowledge.IsMarker(imp.Path()) {
			return true
		}
		if lib := knowledge.OfPackage(imp.Path()); lib != nil && (hasHandles(lib) || len(lib.Texts)+len(lib.Tracks) > 0 || lib.Module != "" && hasEffects(lib)) {
			return true
		}
	}
	seen := map[*types.Func]bool{}
	for _, obj := range pass.TypesInfo.Uses {
		fn, ok := obj.(*types.Func)
		if !ok || seen[fn] {
			continue
		}
		seen[fn] = true
		if f, ok := knowledge.Of(fn); ok {
			switch f.Role {
			case knowledge.Begin, knowledge.Commit, knowledge.Rollback, knowledge.Run, knowledge.AfterCommit:
				return true
			default:
				if f.Role.IsRemote() || f.Verb != 0 {
					return true
				}
			}
		}
	}
	return false
}

func hasHandles(lib *knowledge.Library) bool {
	return slices.ContainsFunc(lib.Types, func(t knowledge.Type) bool { return t.Kind != knowledge.Client })
}

func hasEffects(lib *knowledge.Library) bool {
	return slices.ContainsFunc(lib.Funcs, func(f knowledge.Func) bool { return f.Role.IsEffect() })
}
