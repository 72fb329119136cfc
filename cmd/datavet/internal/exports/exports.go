// Package exports gives the types of packages that aren't analysed: of the
// standard library, the module cache and vendored ones.
package exports

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
)

// A Reader reads types of packages, one *types.Package for each path.
type Reader struct {
	// Version returns a hash of all that the export data of a listed package
	// depends on, but the environment. Without it no build is remembered.
	Version func(*packages.Package) cache.Key

	config packages.Config
	store  *cache.Cache

	mu     sync.Mutex
	types  map[string]*types.Package    // from export data
	source map[string]*types.Package    // from source
	broken map[string]*packages.Package // those that don't compile
}

// A Failure is a package that the go command couldn't compile.
type Failure struct {
	Package *packages.Package
	Text    string // for the user, a line that names the package
}

// New returns a reader of packages that were listed by c: its Dir, Env, Fset
// and BuildFlags count. What the go command has built is remembered in store.
func New(c packages.Config, store *cache.Cache) *Reader {
	if c.Fset == nil {
		c.Fset = token.NewFileSet()
	}
	return &Reader{
		config: packages.Config{Context: c.Context, Dir: c.Dir, Env: c.Env, Fset: c.Fset, BuildFlags: c.BuildFlags},
		store:  store,
		types:  map[string]*types.Package{},
		source: map[string]*types.Package{},
		broken: map[string]*packages.Package{},
	}
}

// Load reads the types of the packages, which were listed with files and
// imports. Of those that don't compile the declarations are read from source,
// which gives a failure, no error. A package without files that has errors is
// left out. What is known already isn't read again.
func (r *Reader) Load(list []*packages.Package) ([]Failure, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var failures []Failure
	for len(list) > 0 {
		failed, err := r.build(r.unknown(list))
		if err != nil {
			return nil, err
		}
		failures = append(failures, failed...)
		list = nil
		for _, f := range failed {
			r.broken[f.Package.PkgPath] = f.Package
			list = slices.AppendSeq(list, maps.Values(f.Package.Imports))
		}
	}
	for _, f := range failures {
		r.outline(f.Package)
	}
	return failures, nil
}

// Types returns the package path, or nil if it wasn't loaded.
func (r *Reader) Types(path string) *types.Package {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.known(path)
}

func (r *Reader) known(path string) *types.Package {
	if path == "unsafe" {
		return types.Unsafe
	}
	if p := r.source[path]; p != nil {
		return p
	}
	// The export data of others may mention it.
	if p := r.types[path]; p != nil && p.Complete() {
		return p
	}
	return nil
}

// unknown returns those of list that have to be read, by path.
func (r *Reader) unknown(list []*packages.Package) map[string]*packages.Package {
	byPath := map[string]*packages.Package{}
	for _, p := range list {
		if r.known(p.PkgPath) == nil && r.broken[p.PkgPath] == nil && (len(p.GoFiles) > 0 || len(p.Errors) == 0) {
			byPath[p.PkgPath] = p
		}
	}
	return byPath
}

// importer resolves the imports of one package that is read from source.
type importer struct {
	*Reader
	pkg *packages.Package
}

func (i importer) Import(path string) (*types.Package, error) {
	if dep := i.pkg.Imports[path]; dep != nil {
		if t := i.known(dep.PkgPath); t != nil {
			return t, nil
		}
		if len(dep.Errors) > 0 {
			return nil, errors.New(dep.Errors[0].Msg)
		}
	}
	if t := i.known(path); t != nil {
		return t, nil
	}
	return nil, fmt.Errorf("no types of package %s", path)
}
