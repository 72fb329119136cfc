// Package readconcern has the signatures of the real one that scenarios need.
package readconcern

type ReadConcern struct {
	Level string
}
