// Package reach says which packages can matter: those that use a library in
// knowledge, those that import one that matters, and those that have functions
// which help both to retry. All others are spared their SSA form, and export no
// facts.
package reach

import (
	"go/types"
	"reflect"

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

// Reaches is the fact about a first-party package that has facts.
type Reaches struct {
	Fills bool
	// Helps says that it reaches no data library, and only has functions that
	// those call which do: it doesn't make its importers matter.
	Helps bool
}

func (*Reaches) AFact() {}

func (r *Reaches) String() string {
	if r.Helps {
		return "helps"
	}
	return "reaches"
}

func run(pass *analysis.Pass) (any, error) {
	r := Result{Imports: map[string]bool{}}
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	if !firstparty.Is(pass) {
		return r, nil
	}
	for _, imp := range pass.Pkg.Imports() {
		var fact Reaches
		if pass.ImportPackageFact(imp, &fact) {
			r.Imports[imp.Path()] = true
			r.Fills = r.Fills || fact.Fills
			r.Matters = r.Matters || !fact.Helps
		}
		r.Fills = r.Fills || knowledge.Fills(imp.Path())
	}
	switch {
	case r.Matters, !set.Empty(), usesLibrary(pass, set.Known()):
		r.Matters = true
		pass.ExportPackageFact(&Reaches{Fills: r.Fills})
	case helps(pass):
		r.Matters = true
		pass.ExportPackageFact(&Reaches{Helps: true})
	}
	return r, nil
}

// helps reports whether the package has a function that may call one it is given
// until that succeeds, or that says of an error whether to.
func helps(pass *analysis.Pass) bool {
	for _, name := range pass.Pkg.Scope().Names() {
		switch obj := pass.Pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if helper(obj.Signature()) {
				return true
			}
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !ok || obj.IsAlias() {
				continue
			}
			for m := range named.Methods() {
				if helper(m.Signature()) {
					return true
				}
			}
		}
	}
	return false
}

func helper(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if fn, ok := p.Type().Underlying().(*types.Signature); ok && endsWith(fn, isError) || isError(p.Type()) && endsWith(sig, isBool) {
			return true
		}
	}
	return false
}

func endsWith(sig *types.Signature, is func(types.Type) bool) bool {
	n := sig.Results().Len()
	return n > 0 && is(sig.Results().At(n-1).Type())
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

func isBool(t types.Type) bool { return types.Identical(t, types.Typ[types.Bool]) }

// usesLibrary reports whether the package imports a library with handles or
// effects, or calls what controls a transaction. Of the standard library, most
// packages import os or net/http for something else: only calls count.
func usesLibrary(pass *analysis.Pass, known *knowledge.View) bool {
	for _, imp := range pass.Pkg.Imports() {
		if known.IsData(imp.Path()) {
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
		f, ok := known.Declared(fn)
		if !ok {
			f, ok = known.Of(fn)
		}
		if ok {
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
