// Package schema has the signatures of the real one that scenarios need.
package schema

type Annotation interface {
	Name() string
}
