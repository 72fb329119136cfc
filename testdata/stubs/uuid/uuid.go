// Package uuid has the signatures of the real one that scenarios need.
package uuid

type UUID [16]byte

func (UUID) String() string { panic(0) }

func New() UUID         { panic(0) }
func NewString() string { panic(0) }
