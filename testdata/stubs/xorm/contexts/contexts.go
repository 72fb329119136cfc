// Package contexts has the signatures of the real one that scenarios need.
package contexts

type ContextCache interface {
	Get(key string) any
	Put(key string, val any)
}

type Hook interface {
}
