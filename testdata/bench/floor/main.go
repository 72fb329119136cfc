//go:build bench

// Command floor does what no analysis of types can do without, and nothing else:
// it lists the packages that the arguments name, reads the export data of what
// they import from other modules, parses and type-checks them. With -ssa it also
// builds the SSA form of those that can reach a data library.
package main

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"log"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers"
)

var sizes = types.SizesFor("gc", runtime.GOARCH)

func main() {
	log.SetFlags(0)
	withSSA := flag.Bool("ssa", false, "build SSA forms")
	tests := flag.Bool("tests", false, "read test files")
	flag.Parse()
	f := floor{fset: token.NewFileSet(), units: map[*packages.Package]*unit{}, exported: map[string]*types.Package{}}
	if *withSSA {
		f.reach = find("reach")
	}
	if err := f.run(*tests, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

type floor struct {
	fset     *token.FileSet
	units    map[*packages.Package]*unit
	order    []*unit                   // dependencies first
	exported map[string]*types.Package // by path
	reach    *analysis.Analyzer        // nil without -ssa
}

// A unit is a package that is read from source.
type unit struct {
	*packages.Package
	deps  []*unit
	facts []analysis.Fact // about the package
	done  chan struct{}
}

func (f *floor) run(tests bool, patterns []string) error {
	named, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps |
			packages.NeedModule | packages.NeedForTest, // with NeedTypesSizes the go command would compile cgo packages
		Tests: tests,
	}, patterns...)
	if err != nil {
		return err
	}
	variants := map[string]bool{}
	for _, p := range named {
		variants[p.ForTest] = true
	}
	for _, p := range named {
		if !strings.HasSuffix(p.ID, ".test") && (p.ForTest != "" || !variants[p.PkgPath]) {
			f.add(p)
		}
	}
	exportErr := make(chan error)
	go func() { exportErr <- f.readExports() }()
	f.each(func(u *unit) { u.parse(f.fset) })
	if err := <-exportErr; err != nil {
		return err
	}
	f.each(f.check)
	built := 0
	for _, u := range f.order {
		if u.facts != nil {
			built++
		}
	}
	fmt.Printf("%d packages, SSA of %d\n", len(f.order), built)
	return nil
}

// add adds p and what it imports of the module itself.
func (f *floor) add(p *packages.Package) *unit {
	if u, seen := f.units[p]; seen {
		return u
	}
	f.units[p] = nil
	if p.Module == nil || p.Module.Version != "" || len(p.GoFiles) == 0 {
		return nil
	}
	u := &unit{Package: p}
	for _, imp := range p.Imports {
		if dep := f.add(imp); dep != nil {
			u.deps = append(u.deps, dep)
		}
	}
	f.units[p] = u
	f.order = append(f.order, u)
	return u
}

func (f *floor) readExports() error {
	var paths []string
	for _, u := range f.order {
		for _, imp := range u.Imports {
			if f.units[imp] == nil && imp.PkgPath != "unsafe" && imp.PkgPath != "C" {
				paths = append(paths, imp.PkgPath)
			}
		}
	}
	slices.Sort(paths)
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedExportFile}, slices.Compact(paths)...)
	if err != nil {
		return err
	}
	for _, p := range loaded {
		if err := f.readExport(p); err != nil {
			return err
		}
	}
	return nil
}

func (f *floor) readExport(p *packages.Package) error {
	file, err := os.Open(p.ExportFile)
	if err != nil {
		return err
	}
	defer file.Close()
	r, err := gcexportdata.NewReader(file) //nolint:staticcheck // up to Go 1.28, go list -export names archives
	if err != nil {
		return err
	}
	_, err = gcexportdata.Read(r, f.fset, f.exported, p.PkgPath)
	return err
}

// each calls do for all units, as many at a time as there are CPUs, one after
// its dependencies; do of all has returned when each does.
func (f *floor) each(do func(*unit)) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, u := range f.order {
		u.done = make(chan struct{})
	}
	for _, u := range f.order {
		wg.Go(func() {
			defer close(u.done)
			for _, dep := range u.deps {
				<-dep.done
			}
			slots <- struct{}{}
			defer func() { <-slots }()
			do(u)
		})
	}
	wg.Wait()
}

func (u *unit) parse(fset *token.FileSet) {
	for _, name := range u.GoFiles {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			log.Print(err)
		}
		if file != nil {
			u.Syntax = append(u.Syntax, file)
		}
	}
}

func (f *floor) check(u *unit) {
	var first error
	config := types.Config{
		Importer:    importer{f, u},
		Sizes:       sizes,
		FakeImportC: true,
		Error: func(err error) {
			if first == nil {
				first = err
				log.Print(err)
			}
		},
	}
	if u.Module.GoVersion != "" {
		config.GoVersion = "go" + u.Module.GoVersion
	}
	u.TypesInfo = &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		FileVersions: map[*ast.File]string{},
	}
	u.Types, _ = config.Check(u.PkgPath, f.fset, u.Syntax, u.TypesInfo)
	if f.reach != nil && first == nil && f.reaches(u) {
		prog := ssa.NewProgram(f.fset, 0)
		for _, imp := range u.Types.Imports() {
			prog.CreatePackage(imp, nil, nil, true)
		}
		prog.CreatePackage(u.Types, u.Syntax, u.TypesInfo, false).Build()
	}
	u.Syntax, u.TypesInfo = nil, nil
}

type importer struct {
	*floor
	*unit
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if imp := i.Imports[path]; imp != nil {
		if u := i.units[imp]; u != nil {
			return u.Types, nil
		}
		if t := i.exported[imp.PkgPath]; t != nil {
			return t, nil
		}
	}
	return nil, fmt.Errorf("no types of package %s", path)
}

// find returns the analyzer called name that datavet's rules need.
func find(name string) *analysis.Analyzer {
	todo, err := analyzers.Analyzers(analyzers.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for i := 0; i < len(todo); i++ {
		if todo[i].Name == name {
			return todo[i]
		}
		todo = append(todo, todo[i].Requires...)
	}
	log.Fatalf("no rule needs an analyzer called %s", name)
	return nil
}

// reaches reports whether the rules look at the SSA form of u, by the analyzer
// that says so in datavet.
func (f *floor) reaches(u *unit) bool {
	result, err := f.analyze(u, f.reach)
	if err != nil {
		log.Fatal(err)
	}
	return reflect.ValueOf(result).FieldByName("Matters").Bool()
}

// analyze runs a, which has package facts at most, and all it requires on u.
func (f *floor) analyze(u *unit, a *analysis.Analyzer) (any, error) {
	pass := &analysis.Pass{
		Analyzer:   a,
		Fset:       f.fset,
		Files:      u.Syntax,
		Pkg:        u.Types,
		TypesInfo:  u.TypesInfo,
		TypesSizes: sizes,
		Module:     &analysis.Module{Path: u.Module.Path, Version: u.Module.Version, GoVersion: u.Module.GoVersion},
		ResultOf:   map[*analysis.Analyzer]any{},
		ReadFile:   os.ReadFile,
		Report:     func(analysis.Diagnostic) {},

		ExportPackageFact: func(fact analysis.Fact) { u.facts = append(u.facts, fact) },
		ImportPackageFact: func(pkg *types.Package, fact analysis.Fact) bool {
			for _, dep := range u.deps {
				if dep.Types != pkg {
					continue
				}
				for _, known := range dep.facts {
					if reflect.TypeOf(known) == reflect.TypeOf(fact) {
						reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(known).Elem())
						return true
					}
				}
			}
			return false
		},
	}
	for _, r := range a.Requires {
		result, err := f.analyze(u, r)
		if err != nil {
			return nil, err
		}
		pass.ResultOf[r] = result
	}
	return a.Run(pass)
}
