// Package load loads packages for analysis: first-party packages from source,
// all others from export data. Types of dependencies are thus never checked
// from source, which is where other drivers spend their time.
package load

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/analyzers"
)

// A Result is what was loaded.
type Result struct {
	// Packages are those named by the patterns that type-check. Imports of
	// them lead to first-party packages only.
	Packages []*packages.Package
	// Roots are the folders whose settings hold for packages read from source.
	Roots []string
	// Problems say what could not be loaded and what to do, a line each.
	Problems []Problem
	// Incomplete names for packages that type-check but import a broken one,
	// however indirectly, the broken one: some of their types may be invalid.
	Incomplete map[string]string
}

// A Problem is one thing that could not be loaded.
type Problem struct {
	Posn string // "file:line:col", "file:line" or empty
	Text string
	// Warning says that nothing is missing for it.
	Warning bool
}

// Packages loads the packages that match patterns, as seen from dir, with
// their test files if tests is set. What .sql files are named, and no loaded
// package owns, makes packages without Go files.
func Packages(dir string, tests bool, patterns ...string) (*Result, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	l := loader{
		config: packages.Config{Dir: dir, Tests: tests, Fset: token.NewFileSet()},
		units:  map[*packages.Package]*unit{},
		types:  map[string]*types.Package{},
	}
	l.config.Mode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps |
		packages.NeedModule | packages.NeedTypesSizes | packages.NeedForTest
	folders, patterns := folders(dir, patterns)
	named, err := l.list(patterns)
	if err != nil && len(folders) == 0 {
		return nil, err
	}
	if err != nil {
		l.problems = append(l.problems, Problem{Text: err.Error()})
	}
	named = l.choose(named)
	if len(named) == 0 && len(folders) == 0 && len(l.problems) == 0 {
		return nil, fmt.Errorf("no Go package matches %s; %s", strings.Join(patterns, " "), checkPattern)
	}
	for _, p := range named {
		p.ID = p.PkgPath // go vet calls test variants so
		l.add(p)
	}
	parsed := make(chan struct{})
	go func(units []*unit) {
		each(units, func(u *unit) { u.parse(l.config.Fset, u.GoFiles) })
		close(parsed)
	}(l.order) // reading exports may add units
	exportErr := l.readExports()
	<-parsed
	if exportErr != nil {
		return nil, exportErr
	}
	if err := l.compileCgo(); err != nil {
		return nil, err
	}
	l.check()
	result := l.result(named)
	result.Packages = append(result.Packages, l.sqlPackages(named, folders)...)
	result.Roots = l.roots(result.Packages)
	return result, nil
}

// roots returns the folders whose settings hold for what is analysed, sorted.
func (l *loader) roots(list []*packages.Package) []string {
	for _, u := range l.order {
		if u.healthy() && owned(u.Package) {
			list = append(list, u.Package)
		}
	}
	dirs, roots := map[string]bool{}, map[string]bool{}
	for _, p := range list {
		files := p.GoFiles
		if len(files) == 0 {
			files = p.OtherFiles
		}
		if dir := filepath.Dir(files[0]); !dirs[dir] {
			dirs[dir] = true
			roots[analyzers.SchemaRoot(dir)] = true
		}
	}
	return slices.Sorted(maps.Keys(roots))
}

// list returns the packages that match patterns.
func (l *loader) list(patterns []string) ([]*packages.Package, error) {
	if len(patterns) == 0 {
		return nil, nil
	}
	named, err := packages.Load(&l.config, patterns...)
	if err != nil {
		return nil, goCommandError("listing packages", err)
	}
	return named, nil
}

type loader struct {
	config   packages.Config
	units    map[*packages.Package]*unit // everything that is read from source
	order    []*unit                     // dependencies first
	types    map[string]*types.Package   // by path, from export data
	problems []Problem
}

// choose leaves out what isn't worth reading: the generated main packages of
// tests, packages whose test variant is there, packages without files; and
// what is not the user's to change.
func (l *loader) choose(named []*packages.Package) []*packages.Package {
	variant := map[string]bool{}
	for _, p := range named {
		if p.ForTest == p.PkgPath {
			variant[p.PkgPath] = true
		}
	}
	return slices.DeleteFunc(named, func(p *packages.Package) bool {
		switch {
		case p.ForTest == "" && variant[p.PkgPath],
			l.config.Tests && p.Name == "main" && strings.HasSuffix(p.ID, ".test"),
			len(p.GoFiles) == 0 && len(p.Errors) == 0:
			return true
		case len(p.GoFiles) == 0:
			l.problems = append(l.problems, listProblem(p.PkgPath, p.Errors, checkPattern))
			return true
		case !owned(p):
			l.problems = append(l.problems, Problem{Text: p.PkgPath + " is not part of this module or workspace: run datavet in a checkout of it"})
			return true
		}
		return false
	})
}

func owned(p *packages.Package) bool {
	if p.Module == nil {
		return analyzers.FirstParty(false, "", p.PkgPath, p.GoFiles)
	}
	return analyzers.FirstParty(true, p.Module.Version, p.PkgPath, p.GoFiles)
}

// add adds p and all it imports to the units that are read from source, as
// far as they are first-party. A foreign package that imports a first-party
// one is read from source, too: its export data would bring a second copy of
// the types.
func (l *loader) add(p *packages.Package) *unit {
	if u, seen := l.units[p]; seen {
		return u
	}
	l.units[p] = nil // while its imports are visited, and for good if it is foreign
	var deps []*unit
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		if dep := l.add(p.Imports[path]); dep != nil {
			deps = append(deps, dep)
		}
	}
	if len(p.GoFiles) == 0 || len(deps) == 0 && !owned(p) {
		return nil
	}
	u := &unit{Package: p, deps: deps, done: make(chan struct{})}
	l.units[p] = u
	l.order = append(l.order, u)
	return u
}

// result keeps the healthy ones of the named packages, and of their imports
// those that can have facts.
func (l *loader) result(named []*packages.Package) *Result {
	r := &Result{Incomplete: map[string]string{}}
	for _, u := range l.order {
		if u.cause != nil {
			r.Incomplete[u.PkgPath] = u.cause.PkgPath
		}
		imports := map[string]*packages.Package{}
		for path, dep := range u.Imports {
			if d := l.units[dep]; d != nil && d.healthy() {
				imports[path] = dep
			}
		}
		u.Imports = imports
		if u.problem != nil {
			l.problems = append(l.problems, *u.problem)
		}
	}
	for _, p := range named {
		if l.units[p].healthy() {
			r.Packages = append(r.Packages, p)
		}
	}
	for _, problem := range l.problems {
		// The go command's positions are relative to where it ran.
		if problem.Posn != "" && !filepath.IsAbs(problem.Posn) {
			problem.Posn = filepath.Join(l.config.Dir, problem.Posn)
		}
		r.Problems = append(r.Problems, problem)
	}
	return r
}

// goCommandError is err without what x/tools says around the go command's
// words.
func goCommandError(doing string, err error) error {
	text := oneLine(err.Error())
	if _, after, ok := strings.Cut(text, "stderr: "); ok {
		text = after
	}
	return fmt.Errorf("%s: %s", doing, withRemedy(text, "see that go build works there"))
}

// oneLine joins the lines of a tool's message.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
