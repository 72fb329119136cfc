// Package legacy imports nothing that anybody knows: only its directives say
// what it does.
package legacy

// Push puts a job into shared memory.
//
//datavet:enqueues
func Push(job string) {}

// Atomically runs fn in a transaction of an own engine.
//
//datavet:runs-in-tx
func Atomically(fn func() error) error { return fn() }

// A Bus is implemented by plugins.
type Bus interface {
	//datavet:publishes
	Emit(event string)
}
