// Package edge has the signatures of the real one that scenarios need.
package edge

type Descriptor struct{}
