package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"sync"
)

// A Store keeps bytes by key from process to process.
type Store struct {
	Get func(key [sha256.Size]byte) ([]byte, bool)
	Put func(key [sha256.Size]byte, data []byte)
}

// store is nil if nothing is kept.
var store *Store

// Keep makes s keep what is read of modules. A driver calls it before it asks
// for anything.
func Keep(s *Store) { store = s }

// A view is what a process knows of a module. What it says doesn't change,
// whatever becomes of the files.
type view struct {
	summary func() summary
	module  func() *Module
}

// A summary is what most packages ask.
type summary struct {
	Fingerprint string
	// Declares are the folders of the Go files that tables, or parts of them,
	// stand in; Models the packages that models and their fields are of. Sorted.
	Declares, Models []string
}

func holds(sorted []string, text string) bool {
	_, ok := slices.BinarySearch(sorted, text)
	return ok
}

type viewKey struct{ root, path string }

var views memo[viewKey, view]

// viewOf returns what is known of the module called path in root.
func viewOf(root, path string) view {
	return views.of(viewKey{root, path}, func() view { return newView(root, path, store) })
}

// newView reads the module called path in root, or if what it would read hasn't
// changed since, takes from the store what came of that.
func newView(root, path string, store *Store) view {
	t, err := readTree(root)
	if err != nil {
		m := &Module{Root: root, Path: path}
		m.index()
		return view{func() summary { return summary{} }, func() *Module { return m }}
	}
	if store == nil {
		m := join(t, path)
		t.src, t.sql = nil, nil // the rest is small, and may be asked for
		return view{sync.OnceValue(func() summary { s, _ := t.encode(m); return s }), func() *Module { return m }}
	}
	key := t.key(path)
	if data, ok := store.Get(key); ok {
		if s, encoded, err := decodeSummary(data); err == nil {
			module := sync.OnceValue(func() *Module {
				m, err := decode(encoded, root, path)
				if err != nil { // the store is to give what it was given
					m = newView(root, path, nil).module()
				}
				return m
			})
			return view{func() summary { return s }, module}
		}
	}
	m := join(t, path)
	s, encoded := t.encode(m)
	store.Put(key, append(s.encode(), encoded...))
	return view{func() summary { return s }, func() *Module { return m }}
}

// key is the one by which a store has what came of reading the tree.
func (t *tree) key(path string) (key [sha256.Size]byte) {
	h := summer{sha256.New()}
	h.text("schema 2", path)
	h.Write(t.inputs[:])
	h.Sum(key[:0])
	return key
}

// encode returns m, which is that of the tree, as bytes.
func (t *tree) encode(m *Module) (summary, []byte) {
	encoded, dirs := encode(m)
	pkgs := map[string]bool{}
	for _, model := range m.allModels {
		pkgs[model.Package] = true
		for _, f := range model.Fields {
			pkgs[f.Package] = true
		}
	}
	return summary{t.fingerprint(encoded), dirs, slices.Sorted(maps.Keys(pkgs))}, encoded
}

// fingerprint returns a hash of all that passes ask: the module, the settings,
// and which packages own the .sql files with the comments in them.
func (t *tree) fingerprint(encoded []byte) string {
	h := summer{sha256.New()}
	if t.goMod == nil {
		h.Write(t.inputs[:]) // each package has its own idea of the module's path
		h.text(t.config.Fingerprint())
		return hex.EncodeToString(h.Sum(nil))
	}
	h.text(string(encoded), string(t.goMod), t.config.Fingerprint())
	owners := t.owners(t.entries)
	h.number(len(owners))
	for _, name := range t.sqlFiles {
		h.text(name, owners[name])
	}
	h.Write(t.texts[:])
	return hex.EncodeToString(h.Sum(nil))
}

// Fingerprint returns a hash of all that a finding in the module around dir
// can depend on outside of its package's own files and their dependencies.
func Fingerprint(dir string) string {
	root := Root(dir)
	return viewOf(root, settingOf(root).path).summary().Fingerprint
}

// PackageFingerprint returns a hash of what a finding in the package in dir, an
// absolute path, can depend on beside its own files, its dependencies, and what
// [Fingerprint] covers if [Asked] tells of it.
func PackageFingerprint(dir string) string {
	root := Root(dir)
	s := settingOf(root)
	view := viewOf(root, s.path).summary()
	if s.path == "" {
		return view.Fingerprint
	}
	h := summer{sha256.New()}
	h.text(s.path, fmt.Sprintf("%v", s.dialects()), s.config.Fingerprint())
	for _, name := range OwnedBy(dir) {
		rel, _ := within(root, name)
		_, sum := readSQL(root, rel)
		h.text(rel)
		h.Write(sum[:])
	}
	rel, _ := within(root, dir)
	h.text(fmt.Sprint(holds(view.Declares, rel)))
	h.text(view.Models...)
	return hex.EncodeToString(h.Sum(nil))
}

// Asked is told of each package whose passes have asked for more than
// [PackageFingerprint] covers. A driver sets it before the first pass.
var Asked = func(*types.Package) {}
