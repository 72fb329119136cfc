package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
	fingerprint func() string
	module      func() *Module
}

// views holds a func() view for each root and path: each is read once a
// process.
var views sync.Map

// viewOf returns what is known of the module called path in root.
func viewOf(root, path string) view {
	key := [2]string{root, path}
	once, ok := views.Load(key)
	if !ok {
		once, _ = views.LoadOrStore(key, sync.OnceValue(func() view { return newView(root, path, store) }))
	}
	return once.(func() view)()
}

// newView reads the module called path in root, or if what it would read hasn't
// changed since, takes from the store what came of that.
func newView(root, path string, store *Store) view {
	t, err := readTree(root)
	if err != nil {
		m := &Module{Root: root, Path: path}
		m.index()
		return view{fingerprint: func() string { return "" }, module: func() *Module { return m }}
	}
	if store == nil {
		m := join(t, path)
		t.src, t.sql = nil, nil // the rest is small, and may be asked for
		print := sync.OnceValue(func() string { return t.fingerprint(encode(m)) })
		return view{fingerprint: print, module: func() *Module { return m }}
	}
	key := t.key(path)
	if data, ok := store.Get(key); ok && len(data) > fingerprintSize {
		print := string(data[:fingerprintSize])
		return view{
			fingerprint: func() string { return print },
			module: sync.OnceValue(func() *Module {
				m, err := decode(data[fingerprintSize:], root, path)
				if err != nil { // the store is to give what it was given
					m = newView(root, path, nil).module()
				}
				return m
			}),
		}
	}
	m := join(t, path)
	encoded := encode(m)
	print := t.fingerprint(encoded)
	store.Put(key, append([]byte(print), encoded...))
	return view{fingerprint: func() string { return print }, module: func() *Module { return m }}
}

// key is the one by which a store has what came of reading the tree.
func (t *tree) key(path string) (key [sha256.Size]byte) {
	h := summer{sha256.New()}
	h.text("schema 1", path)
	h.Write(t.inputs[:])
	h.Sum(key[:0])
	return key
}

const fingerprintSize = 2 * sha256.Size

// fingerprint returns a hash of all that passes ask: the module, the settings,
// and which packages own the .sql files with the comments in them.
func (t *tree) fingerprint(encoded []byte) string {
	h := summer{sha256.New()}
	h.text(string(encoded), string(t.goMod), fmt.Sprintf("%#v", t.config))
	owners := t.owners()
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
	return viewOf(root, modulePath(root)).fingerprint()
}
