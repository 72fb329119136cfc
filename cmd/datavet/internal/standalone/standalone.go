// Package standalone analyses packages in one process, dependencies first and
// several at a time. What was found before, and still holds, comes from the
// cache: such a package isn't even parsed.
package standalone

import (
	"cmp"
	"go/types"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
	"github.com/datavet/datavet/cmd/datavet/internal/facts"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/run"
)

// Options are what to run, and how.
type Options struct {
	Analyzers []*analysis.Analyzer
	// Keys makes the keys of the cache, which is not used if Store is nil.
	Keys  *Keys
	Store *cache.Cache
	// Measure, if there is one, is called before each step, and what it returns
	// after. The steps of analyzers begin with "passes/".
	Measure func(step string) (done func())
	// Progress, if there is one, is called after each package, from several
	// goroutines.
	Progress func(done, total int, path string)
}

// A Result is what was found.
type Result struct {
	// Packages are those that were named and could be analysed, in the order of
	// their paths.
	Packages []Package
	// Failures are analyzers that failed on whichever package.
	Failures []Failure
	// Cached counts the packages that came from the cache, Analysed the others.
	Cached, Analysed int
}

// A Package is what was found in one package.
type Package struct {
	ID, Path, Dir string
	Findings      []report.Finding // sorted
}

// A Failure is an analyzer that failed on a package.
type Failure struct {
	*run.Error
	Named bool // the package
	// Cause is a broken package that explains it, or empty.
	Cause string
}

// Run analyses the units of g, and the .sql files beside them.
func Run(g *load.Graph, options Options) *Result {
	if options.Measure == nil {
		options.Measure = func(string) func() { return func() {} }
	}
	if options.Progress == nil {
		options.Progress = func(int, int, string) {}
	}
	facts.Register(options.Analyzers)
	r := &runner{Options: options, graph: g, tasks: map[*packages.Package]*task{}, byPath: map[string][]*task{}}
	r.foreign = sync.OnceValue(r.listForeign)
	var tasks []*task
	for _, u := range g.Units {
		tasks = append(tasks, r.add(u))
	}
	r.runAll(tasks)
	if g.Err() == nil {
		var sql []*task
		for _, u := range g.SQLUnits() {
			sql = append(sql, r.add(u))
		}
		r.runAll(sql)
		tasks = append(tasks, sql...)
	}
	return result(tasks)
}

func result(tasks []*task) *Result {
	r := new(Result)
	for _, t := range tasks {
		switch {
		case t.cached:
			r.Cached++
		case t.unit.Healthy():
			r.Analysed++
		}
		for _, err := range t.failures {
			r.Failures = append(r.Failures, Failure{err, t.unit.Named, t.unit.Cause()})
		}
		if t.unit.Named && t.unit.Healthy() {
			r.Packages = append(r.Packages, Package{t.unit.ID, t.unit.PkgPath, t.unit.Dir(), t.findings})
		}
	}
	slices.SortStableFunc(r.Packages, func(a, b Package) int { return strings.Compare(a.ID, b.ID) })
	slices.SortStableFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(strings.Compare(a.Package, b.Package), strings.Compare(a.Analyzer, b.Analyzer))
	})
	return r
}

type runner struct {
	Options
	graph  *load.Graph
	tasks  map[*packages.Package]*task // of what is read from source
	byPath map[string][]*task
	// foreign returns what isn't read from source, by path.
	foreign func() map[string]*packages.Package
}

// A task is one unit on its way.
type task struct {
	unit *load.Unit
	deps []*task
	done chan struct{}

	findings []report.Finding
	failures []*run.Error
	cached   bool
	facts    func() *facts.Set // as importers see them; nil: it wasn't analysed
	// below are the tasks with distant facts that this one depends on, and leaves
	// says that it has some itself.
	below  []*task
	leaves bool
	print  *print  // nil: neither this task nor one above may be kept
	all    []*task // see closure
}

func (r *runner) add(u *load.Unit) *task {
	t := &task{unit: u, done: make(chan struct{})}
	for _, dep := range u.Deps {
		t.deps = append(t.deps, r.tasks[dep.Package])
	}
	r.tasks[u.Package] = t
	r.byPath[u.PkgPath] = append(r.byPath[u.PkgPath], t)
	return t
}

func (r *runner) listForeign() map[string]*packages.Package {
	byPath := map[string]*packages.Package{}
	var visit func(p *packages.Package)
	visit = func(p *packages.Package) {
		if byPath[p.PkgPath] == nil && r.tasks[p] == nil {
			byPath[p.PkgPath] = p
			for _, imp := range p.Imports {
				visit(imp)
			}
		}
	}
	for _, u := range r.graph.Units {
		for _, imp := range u.Imports {
			visit(imp)
		}
	}
	return byPath
}

// runAll runs the tasks, whose dependencies come first.
func (r *runner) runAll(tasks []*task) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var finished atomic.Int64
	for _, t := range tasks {
		wg.Go(func() {
			defer func() {
				close(t.done)
				r.Progress(int(finished.Add(1)), len(tasks), t.unit.PkgPath)
			}()
			for _, dep := range t.deps {
				<-dep.done
			}
			slots <- struct{}{}
			defer func() { <-slots }()
			r.run(t)
		})
	}
	wg.Wait()
}

func (r *runner) run(t *task) {
	defer func() { t.all = nil }()
	t.below = distantBelow(t)
	key := r.key(t)
	if key != nil && r.lookUp(t, *key) {
		t.cached = true
		return
	}
	u := t.unit
	u.Load()
	defer u.Release()
	if r.graph.Err() != nil || !u.Healthy() {
		return
	}
	var distant []*facts.Set
	for _, below := range t.below {
		distant = append(distant, below.facts())
	}
	result := run.Analyze(&run.Package{
		Fset:         r.graph.Fset(),
		Files:        u.Syntax,
		OtherFiles:   u.OtherFiles,
		IgnoredFiles: u.IgnoredFiles,
		Types:        u.Types,
		TypesInfo:    u.TypesInfo,
		TypesSizes:   u.TypesSizes,
		Module:       module(u.Module),
	}, r.Analyzers, run.Options{
		Imported: func(pkg *types.Package) *facts.Set { return r.factsOf(t, pkg.Path()) },
		Distant:  distant,
		Measure:  func(analyzer string) func() { return r.Measure("passes/" + analyzer) },
	})
	t.findings, t.failures = result.Findings, result.Failures
	done := r.Measure("facts")
	encoded, err := result.Facts.Encode()
	done()
	if err != nil {
		t.failures = append(t.failures, &run.Error{Analyzer: "facts", Package: u.PkgPath, Err: err})
		return
	}
	r.setFacts(t, encoded, result.Facts.Distant())
	if key != nil && len(t.failures) == 0 && u.Whole() {
		r.keep(t, *key, encoded)
	}
}

// setFacts gives t the facts that were written as encoded: importers see the
// same whether they come from the cache or not.
func (r *runner) setFacts(t *task, encoded []byte, distant bool) {
	path := t.unit.PkgPath
	t.facts = sync.OnceValue(func() *facts.Set {
		defer r.Measure("facts")()
		set, err := facts.Decode(path, encoded)
		if err != nil {
			panic(err) // they were checked when they were read, and are of this very program
		}
		return set
	})
	t.leaves = distant
}

// distantBelow returns the tasks with distant facts that t depends on, sorted
// by path.
func distantBelow(t *task) []*task {
	seen := map[*task]bool{}
	var list []*task
	for _, dep := range t.deps {
		for _, d := range dep.distant() {
			if !seen[d] {
				seen[d] = true
				list = append(list, d)
			}
		}
	}
	slices.SortFunc(list, func(a, b *task) int { return strings.Compare(a.unit.PkgPath, b.unit.PkgPath) })
	return list
}

// distant returns t, if it has distant facts, and those below it that do.
func (t *task) distant() []*task {
	if t.leaves {
		return append(slices.Clone(t.below), t)
	}
	return t.below
}

// closure returns the tasks that t depends on, however indirectly, sorted by
// path. It is asked for as long as t runs, and not for most tasks.
func (t *task) closure() []*task {
	if t.all != nil {
		return t.all
	}
	seen := map[*task]bool{}
	list := []*task{}
	var visit func(*task)
	visit = func(t *task) {
		for _, dep := range t.deps {
			if !seen[dep] {
				seen[dep] = true
				list = append(list, dep)
				visit(dep)
			}
		}
	}
	visit(t)
	slices.SortStableFunc(list, func(a, b *task) int { return strings.Compare(a.unit.PkgPath, b.unit.PkgPath) })
	t.all = list
	return list
}

// find returns the task below t of the package path, nil if that isn't read from
// source.
func (r *runner) find(t *task, path string) *task {
	list := r.byPath[path]
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	// A package and its test variants have one path.
	all := t.closure()
	i, ok := slices.BinarySearchFunc(all, path, func(t *task, path string) int { return strings.Compare(t.unit.PkgPath, path) })
	if !ok {
		return nil
	}
	return all[i]
}

// factsOf returns the facts about the package path, which t depends on.
func (r *runner) factsOf(t *task, path string) *facts.Set {
	if below := r.find(t, path); below != nil && below.facts != nil {
		return below.facts()
	}
	return nil
}

func module(m *packages.Module) *analysis.Module {
	if m == nil {
		return nil
	}
	return &analysis.Module{Path: m.Path, Version: m.Version, GoVersion: m.GoVersion}
}
