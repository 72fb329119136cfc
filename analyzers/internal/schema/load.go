package schema

import "sync"

// modules holds a func() *Module for each root: it is read once a process.
var modules sync.Map

// load returns what is known of the tables of the module in root.
func load(root string) *Module {
	once, ok := modules.Load(root)
	if !ok {
		once, _ = modules.LoadOrStore(root, sync.OnceValue(func() *Module { return read(root) }))
	}
	return once.(func() *Module)()
}

// check returns what is wrong with the configuration of the module in root.
func check(root string) error { return nil }

// read reads the module in root.
func read(root string) *Module {
	m := &Module{Root: root}
	m.index()
	return m
}

// Fingerprint returns a hash of all that a finding can depend on outside of a
// package's own files and its dependencies.
func Fingerprint(root string) string { return "" }
