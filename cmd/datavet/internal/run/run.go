// Package run runs analyzers on one package, for whichever driver has loaded it
// and has the facts of what it imports.
package run

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/facts"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Package is what analyzers see of a package.
type Package struct {
	Fset                     *token.FileSet
	Files                    []*ast.File
	OtherFiles, IgnoredFiles []string
	Types                    *types.Package
	TypesInfo                *types.Info
	TypesSizes               types.Sizes
	Module                   *analysis.Module // nil: unknown
}

// NewInfo returns an empty TypesInfo that the type checker fills with all that
// analyzers may ask for.
func NewInfo() *types.Info {
	return &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		FileVersions: map[*ast.File]string{},
	}
}

// Options are how to run.
type Options struct {
	// Imported returns the facts about a package other than the one that is
	// analysed; nil if there are none.
	Imported func(*types.Package) *facts.Set
	// Distant are the sets with distant facts of the packages that the analysed
	// one depends on, however indirectly, sorted by path.
	Distant []*facts.Set
	// Measure, if there is one, is called before each analyzer runs, and what it
	// returns after.
	Measure func(analyzer string) (done func())
}

// A Result is what analyzers found on a package.
type Result struct {
	Facts    *facts.Set
	Findings []report.Finding // sorted
	// Failures are analyzers that failed, those that others require first. The
	// others ran without their result.
	Failures []*Error
}

// An Error says that an analyzer failed, or panicked, on a package.
type Error struct {
	Analyzer, Package string
	Err               error
	// Root says that it is one of those that were to be run, not one that they
	// require.
	Root bool
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s failed on %s: %v", e.Analyzer, e.Package, e.Err)
}

// Analyze runs the analyzers, and what they require, on p, one after the other.
// One that fails has the zero result, which those that require it take for a
// package without interest: else nothing that imports the package would be
// analysed.
func Analyze(p *Package, analyzers []*analysis.Analyzer, options Options) *Result {
	r := runner{
		Package: p,
		Options: options,
		roots:   analyzers,
		results: map[*analysis.Analyzer]any{},
		Result:  &Result{Facts: facts.NewSet(p.Types)},
	}
	for _, a := range analyzers {
		r.run(a)
	}
	report.Sort(r.Findings)
	return r.Result
}

type runner struct {
	*Package
	Options
	*Result
	roots   []*analysis.Analyzer
	results map[*analysis.Analyzer]any
}

func (r *runner) run(a *analysis.Analyzer) {
	if _, ran := r.results[a]; ran {
		return
	}
	inputs := map[*analysis.Analyzer]any{}
	for _, required := range a.Requires {
		r.run(required)
		inputs[required] = r.results[required]
	}
	root := slices.Contains(r.roots, a)
	result, err := r.call(a, r.pass(a, root, inputs))
	if err != nil {
		r.Failures = append(r.Failures, &Error{a.Name, r.Types.Path(), err, root})
		result = nil
		if a.ResultType != nil {
			result = reflect.Zero(a.ResultType).Interface()
		}
	}
	r.results[a] = result
}

func (r *runner) pass(a *analysis.Analyzer, root bool, inputs map[*analysis.Analyzer]any) *analysis.Pass {
	kinds := map[reflect.Type]bool{}
	for _, fact := range a.FactTypes {
		kinds[reflect.TypeOf(fact)] = true
	}
	module := r.Module
	if module == nil {
		module = new(analysis.Module)
	}
	of := func(pkg *types.Package) *facts.Set {
		if pkg == r.Types {
			return r.Facts
		}
		if pkg == nil {
			return nil // of the universe
		}
		return r.Imported(pkg)
	}
	return &analysis.Pass{
		Analyzer:     a,
		Fset:         r.Fset,
		Files:        r.Files,
		OtherFiles:   r.OtherFiles,
		IgnoredFiles: r.IgnoredFiles,
		Pkg:          r.Types,
		TypesInfo:    r.TypesInfo,
		TypesSizes:   r.TypesSizes,
		Module:       module,
		ResultOf:     inputs,
		ReadFile:     os.ReadFile,
		Report: func(d analysis.Diagnostic) {
			if root {
				f := report.Of(r.Fset, r.Files, a, d)
				f.Path = analyzers.PathOf(r.Fset, d)
				r.Findings = append(r.Findings, f)
			}
		},
		ImportObjectFact:  func(obj types.Object, fact analysis.Fact) bool { return of(obj.Pkg()).Object(obj, fact) },
		ExportObjectFact:  r.Facts.SetObject,
		ImportPackageFact: func(pkg *types.Package, fact analysis.Fact) bool { return of(pkg).Package(fact) },
		ExportPackageFact: r.Facts.SetPackage,
		AllObjectFacts: func() []analysis.ObjectFact {
			var list []analysis.ObjectFact
			for _, set := range r.Distant {
				list = append(list, set.DistantObjects(kinds)...)
			}
			return list
		},
		AllPackageFacts: func() []analysis.PackageFact { return nil }, // go vet has none either
	}
}

func (r *runner) call(a *analysis.Analyzer, pass *analysis.Pass) (result any, err error) {
	if r.Measure != nil {
		defer r.Measure(a.Name)()
	}
	defer func() {
		if p := recover(); p != nil {
			result, err = nil, fmt.Errorf("panic: %v%s; please report it", p, panicSite())
		}
	}()
	result, err = a.Run(pass)
	if err == nil && reflect.TypeOf(result) != a.ResultType {
		err = fmt.Errorf("its result is a %T, not a %v", result, a.ResultType)
	}
	return result, err
}

// panicSite returns where in the analyzers the panic arose that is being
// recovered from.
func panicSite() string {
	_, after, _ := strings.Cut(string(debug.Stack()), "\npanic(")
	for line := range strings.Lines(after) {
		site, _, _ := strings.Cut(strings.TrimSpace(line), " +0x")
		if i := strings.LastIndex(site, "/analyzers/"); strings.HasPrefix(line, "\t") && i >= 0 {
			return " at " + site[i+1:]
		}
	}
	return ""
}
