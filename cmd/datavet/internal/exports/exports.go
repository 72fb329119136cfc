// Package exports gives the types of packages that aren't analysed: of the
// standard library, the module cache and vendored ones.
//
// They come from the export data in the go command's build cache as far as
// there are any. Nothing is compiled to get more: the declarations of all
// other packages are read from source, which is far cheaper, and made into
// export data, too.
package exports

import (
	"bytes"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
)

// A Reader reads types of packages, one *types.Package for each path. Its
// methods may be called by several goroutines.
type Reader struct {
	// Version returns a hash of all that the declarations of a listed package
	// depend on, but the environment. Without it nothing is remembered.
	Version func(*packages.Package) cache.Key
	// Listed says that packages are listed with the files of their export data, as
	// far as these are in the build cache: there is nothing to ask for.
	Listed bool

	config packages.Config
	store  *cache.Cache
	slots  chan struct{} // for what takes time

	// Keys of what the go command's settings are, and of the index.
	environment, indexKey cache.Key

	loading sync.Mutex

	mu       sync.Mutex
	known    map[string]*foreign
	failures []Failure

	reading sync.Mutex
	types   map[string]*types.Package // also packages that others mention
}

// foreign is one package.
type foreign struct {
	*packages.Package
	file string    // its export data in the build cache, if any
	key  cache.Key // zero: nothing is remembered

	once  sync.Once
	types *types.Package
}

// A Failure is a package of which not all declarations could be read.
type Failure struct {
	Package *packages.Package
	Text    string // for the user, a line that names the package
}

// New returns a reader of packages that were listed by c: its Dir, Env, Fset
// and BuildFlags count. What is found out is remembered in store.
func New(c packages.Config, store *cache.Cache) *Reader {
	if c.Fset == nil {
		c.Fset = token.NewFileSet()
	}
	return &Reader{
		config: packages.Config{Context: c.Context, Dir: c.Dir, Env: c.Env, Fset: c.Fset, BuildFlags: c.BuildFlags},
		store:  store,
		slots:  make(chan struct{}, runtime.GOMAXPROCS(0)),
		known:  map[string]*foreign{},
		types:  map[string]*types.Package{},
	}
}

// Load finds out where the types of the packages are, which were listed with
// their names, files, modules and all their imports. One that was listed
// neither with files nor with errors is listed now.
func (r *Reader) Load(list []*packages.Package) {
	list = r.complete(list)
	var paths []string
	for _, p := range list {
		paths = append(paths, p.PkgPath)
	}
	r.loading.Lock()
	defer r.loading.Unlock()
	added := r.unknown(list)
	r.locate(added, paths)
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range added {
		r.known[f.PkgPath] = f
	}
}

// complete lists the packages of which nothing but the path is known.
func (r *Reader) complete(list []*packages.Package) []*packages.Package {
	var paths []string
	for _, p := range list {
		if len(p.GoFiles) == 0 && len(p.Errors) == 0 && p.PkgPath != "unsafe" {
			paths = append(paths, p.PkgPath)
		}
	}
	if len(paths) == 0 {
		return list
	}
	config := r.config
	config.Mode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps |
		packages.NeedModule | packages.NeedTypesSizes
	listed, _ := packages.Load(&config, paths...) // what is missing then is said of those that import it
	return append(listed, list...)
}

// unknown returns those of the packages and their imports, however indirect,
// that aren't known yet.
func (r *Reader) unknown(list []*packages.Package) []*foreign {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*foreign
	seen := map[string]bool{"unsafe": true}
	var visit func(p *packages.Package)
	visit = func(p *packages.Package) {
		if seen[p.PkgPath] || len(p.GoFiles) == 0 {
			return
		}
		seen[p.PkgPath] = true
		if r.known[p.PkgPath] == nil {
			out = append(out, &foreign{Package: p})
		}
		for _, dep := range p.Imports {
			visit(dep)
		}
	}
	for _, p := range list {
		visit(p)
	}
	return out
}

// Types returns the package path, or nil if it wasn't loaded. It and all that
// it mentions are complete.
func (r *Reader) Types(path string) *types.Package {
	if path == "unsafe" {
		return types.Unsafe
	}
	r.mu.Lock()
	f := r.known[path]
	r.mu.Unlock()
	if f == nil {
		return nil
	}
	f.once.Do(func() { r.load(f) })
	return f.types
}

// Failures returns the failures of all that was read so far, sorted by path.
func (r *Reader) Failures() []Failure {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := slices.Clone(r.failures)
	slices.SortFunc(out, func(a, b Failure) int { return strings.Compare(a.Package.PkgPath, b.Package.PkgPath) })
	return out
}

// FailedBelow reports whether there is a failure so far of a package that p
// imports, however indirectly.
func (r *Reader) FailedBelow(p *packages.Package) bool {
	failed := map[string]bool{}
	for _, f := range r.Failures() {
		failed[f.Package.PkgPath] = true
	}
	if len(failed) == 0 {
		return false
	}
	seen := map[*packages.Package]bool{}
	var visit func(p *packages.Package) bool
	visit = func(p *packages.Package) bool {
		for _, dep := range p.Imports {
			if failed[dep.PkgPath] {
				return true
			}
			if !seen[dep] {
				seen[dep] = true
				if visit(dep) {
					return true
				}
			}
		}
		return false
	}
	return visit(p)
}

func (r *Reader) load(f *foreign) {
	t := r.compiled(f)
	if t == nil {
		t = r.read(f, bytes.NewReader(r.declared(f)))
	}
	if t == nil {
		return
	}
	// No pass may see a package that grows when another is read.
	for _, dep := range t.Imports() {
		r.Types(dep.Path())
	}
	f.types = t
}

// compiled returns the package that the build cache has, nil if there is none
// that this program understands.
func (r *Reader) compiled(f *foreign) *types.Package {
	if f.file == "" {
		return nil
	}
	file, err := os.Open(f.file)
	if err != nil {
		return nil
	}
	defer file.Close()
	data, err := gcexportdata.NewReader(file) //nolint:staticcheck // up to Go 1.28, the go command names archives
	if err != nil {
		return nil
	}
	return r.read(f, data)
}

// read returns the package that data are the export data of, nil if it isn't
// known how to read them.
func (r *Reader) read(f *foreign, data io.Reader) *types.Package {
	r.reading.Lock()
	defer r.reading.Unlock()
	t, err := gcexportdata.Read(data, r.config.Fset, r.types, f.PkgPath)
	if err != nil {
		return nil
	}
	return t
}

// declared returns export data made from the declarations of f.
func (r *Reader) declared(f *foreign) []byte {
	remembers := f.key != cache.Key{}
	if remembers {
		if data, ok := r.store.Get(f.key); ok {
			return data
		}
	}
	data, err := r.outline(f.Package)
	remembers = remembers && !r.FailedBelow(f.Package) // that is to be said again
	switch {
	case err != nil:
		r.mu.Lock()
		defer r.mu.Unlock()
		r.failures = append(r.failures, Failure{
			Package: f.Package,
			Text:    fmt.Sprintf("%s does not compile: %s; what could be read of its declarations is used, try go build %[1]s", f.PkgPath, oneLine(err.Error())),
		})
	case remembers:
		r.store.Put(f.key, data)
	}
	return data
}

// oneLine joins the lines of a tool's message.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
