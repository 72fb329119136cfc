// Package load loads packages for analysis: first-party packages from source,
// as far as somebody asks for them, all others by package exports. Bodies of
// dependencies are thus never read, which is where other drivers spend their
// time.
package load

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/cache"
	"github.com/datavet/datavet/cmd/datavet/internal/exports"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Graph is what patterns name and what that depends on, listed and not read:
// units are parsed and type-checked one by one, when somebody asks.
type Graph struct {
	// Units is everything that is read from source, dependencies first: the
	// packages that are analysed, and what they can have facts from.
	Units []*Unit
	// Roots are the folders whose settings hold for units, sorted.
	Roots []string

	loader  *loader
	named   []*packages.Package
	folders []folder
	change  *change // nil: all that is named
}

// Options are how to load.
type Options struct {
	Tests bool // _test.go files, too
	// Deps has packages of other modules read from source, too, if they reach a
	// library of which the passes know what it does with data.
	Deps bool
	// Store, if there is one, is where to keep what is known of export data.
	Store *cache.Cache
	// Version returns a hash of all that the export data of a listed foreign
	// package depends on, but the environment.
	Version func(*packages.Package) cache.Key
	// ReadFile, if there is one, reads the files of units.
	ReadFile func(name string) ([]byte, error)
	// Measure, if there is one, is called before each step, and what it returns
	// after.
	Measure func(step string) (done func())
}

// List lists the packages that match patterns, as seen from dir, and what they
// depend on. A folder with nothing but .sql files is a package, too.
func List(dir string, options Options, patterns ...string) (*Graph, error) {
	return list(dir, options, nil, patterns)
}

// list is List; of what matches only what a change, if there is one, affects.
func list(dir string, options Options, c *change, patterns []string) (*Graph, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if options.ReadFile == nil {
		options.ReadFile = os.ReadFile
	}
	if options.Measure == nil {
		options.Measure = func(string) func() { return func() {} }
	}
	l := &loader{
		Options: options,
		config:  packages.Config{Dir: dir, Tests: options.Tests, Fset: token.NewFileSet()},
		units:   map[*packages.Package]*Unit{},
	}
	l.config.Mode = packages.NeedName | packages.NeedFiles | packages.NeedEmbedFiles | packages.NeedImports | packages.NeedDeps |
		packages.NeedModule | packages.NeedForTest
	l.exports = exports.New(l.config, options.Store)
	l.exports.Version = options.Version
	if !l.exports.Remembers() {
		// It would be asked for soon, by a second list. With -n nothing is built.
		l.exports.Listed = true
		l.config.Mode |= packages.NeedExportFile
		l.config.BuildFlags = []string{"-n"}
	}
	l.foreign = sync.OnceFunc(l.loadForeign)
	l.translate = sync.OnceFunc(l.translateCgo)
	folders, patterns := folders(dir, patterns)
	named, err := l.list(patterns)
	if err != nil && len(folders) == 0 {
		return nil, err
	}
	if err != nil {
		l.problem(report.Problem{Text: err.Error()})
	}
	if c != nil {
		named = slices.DeleteFunc(named, func(p *packages.Package) bool { return !c.of(p) })
		folders = slices.DeleteFunc(folders, func(f folder) bool { return !c.ofSQL(f.dir) })
	}
	named = l.choose(named)
	if c == nil && len(named) == 0 && len(folders) == 0 && len(l.problems) == 0 {
		return nil, fmt.Errorf("no Go package matches %s; %s", strings.Join(patterns, " "), checkPattern)
	}
	if options.Deps {
		l.follow(named)
	}
	for _, p := range named {
		p.ID = p.PkgPath // go vet calls test variants so
		l.add(p).Named = true
	}
	g := &Graph{Units: l.order, loader: l, named: named, folders: folders, change: c}
	g.Roots = g.roots()
	return g, nil
}

// roots returns the folders whose settings hold for what is analysed, sorted.
func (g *Graph) roots() []string {
	dirs, roots := map[string]bool{}, map[string]bool{}
	add := func(dir string) {
		if !dirs[dir] {
			dirs[dir] = true
			roots[analyzers.SchemaRoot(dir)] = true
		}
	}
	for _, u := range g.Units {
		m := u.Module
		local := m == nil || m.Version == "" || m.Replace != nil && m.Replace.Version == ""
		if owned(u.Package) && local {
			add(u.Dir())
		}
	}
	for _, f := range g.folders {
		add(f.dir)
	}
	return slices.Sorted(maps.Keys(roots))
}

// Fset has the files of all units.
func (g *Graph) Fset() *token.FileSet { return g.loader.config.Fset }

// Err returns why nothing could be type-checked: the go command failed as a
// whole.
func (g *Graph) Err() error {
	g.loader.mu.Lock()
	defer g.loader.mu.Unlock()
	return g.loader.err
}

// Problems returns what could not be loaded and what to do about it, so far.
func (g *Graph) Problems() []report.Problem {
	g.loader.mu.Lock()
	defer g.loader.mu.Unlock()
	var list []report.Problem
	add := func(p report.Problem) {
		// The go command's positions are relative to where it ran.
		if p.Posn != "" && !filepath.IsAbs(p.Posn) {
			p.Posn = filepath.Join(g.loader.config.Dir, p.Posn)
		}
		list = append(list, p)
	}
	for _, p := range g.loader.problems {
		add(p)
	}
	for _, f := range g.loader.exports.Failures() {
		add(report.Problem{Text: f.Text, Warning: true})
	}
	for _, u := range g.Units {
		if u.problem != nil {
			add(*u.problem)
		}
	}
	return list
}

// list returns the packages that match patterns.
func (l *loader) list(patterns []string) ([]*packages.Package, error) {
	if len(patterns) == 0 {
		return nil, nil
	}
	sizes := make(chan types.Sizes, 1)
	go func() { sizes <- l.sizes() }()
	named, err := packages.Load(&l.config, patterns...)
	if l.exports.Listed && err == nil && len(named) == 0 {
		// Asked for export data, x/tools takes a go command that fails for one
		// that found no package.
		l.exports.Listed = false
		l.config.Mode &^= packages.NeedExportFile
		l.config.BuildFlags = nil
		named, err = packages.Load(&l.config, patterns...)
	}
	if err != nil {
		return nil, goCommandError("listing packages", err)
	}
	s := <-sizes
	packages.Visit(named, func(p *packages.Package) bool {
		p.TypesSizes = s
		return true
	}, nil)
	return named, nil
}

// sizes returns the sizes of types where programs will run. To ask the list for
// them would have the go command compile all cgo packages.
func (l *loader) sizes() types.Sizes {
	c := exec.Command("go", "env", "GOARCH")
	c.Dir = l.config.Dir
	out, err := c.Output()
	if err != nil {
		return types.SizesFor("gc", runtime.GOARCH)
	}
	return types.SizesFor("gc", strings.TrimSpace(string(out)))
}

type loader struct {
	Options
	config    packages.Config
	units     map[*packages.Package]*Unit // everything that is read from source
	order     []*Unit                     // dependencies first
	exports   *exports.Reader
	foreign   func() // makes the types of foreign packages available, once
	translate func() // has the go command translate cgo, once

	mu       sync.Mutex
	problems []report.Problem
	err      error
}

func (l *loader) problem(p report.Problem) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problems = append(l.problems, p)
}

func (l *loader) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		l.err = err
	}
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
			l.problem(listProblem(p.PkgPath, p.Errors, checkPattern))
			return true
		case !owned(p):
			l.problem(report.Problem{Text: p.PkgPath + " is not part of this module or workspace: run datavet in a checkout of it"})
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

// follow has the passes take dependencies that reach data for first-party, as
// far as they may have something to tell.
func (l *loader) follow(named []*packages.Package) {
	reaches := map[*packages.Package]bool{}
	var paths []string
	var visit func(p *packages.Package) bool
	visit = func(p *packages.Package) bool {
		if known, seen := reaches[p]; seen {
			return known
		}
		reaches[p] = false
		data := analyzers.IsData(p.PkgPath)
		for _, imp := range p.Imports {
			data = visit(imp) || data
		}
		follow := p.Module != nil && p.Module.Version != "" && analyzers.MayFollow(p.PkgPath)
		if data && follow && !owned(p) {
			paths = append(paths, p.PkgPath)
		}
		// What only tables speak for, or nothing does, keeps data to itself.
		reaches[p] = data && (analyzers.IsData(p.PkgPath) || follow || owned(p))
		return reaches[p]
	}
	for _, p := range named {
		visit(p)
	}
	analyzers.Follow(paths)
}

// add adds p and all it imports to the units that are read from source, as
// far as they are first-party. A foreign package that imports a first-party
// one is read from source, too: its export data would bring a second copy of
// the types.
func (l *loader) add(p *packages.Package) *Unit {
	if u, seen := l.units[p]; seen {
		return u
	}
	l.units[p] = nil // while its imports are visited, and for good if it is foreign
	var deps []*Unit
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		if dep := l.add(p.Imports[path]); dep != nil {
			deps = append(deps, dep)
		}
	}
	if len(p.GoFiles) == 0 || len(deps) == 0 && !owned(p) {
		return nil
	}
	u := &Unit{Package: p, Deps: deps, loader: l}
	l.units[p] = u
	l.order = append(l.order, u)
	return u
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
