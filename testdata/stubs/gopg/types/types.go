// Package types has the signatures of the real one that scenarios need.
package types

type Ident string

type Safe string
