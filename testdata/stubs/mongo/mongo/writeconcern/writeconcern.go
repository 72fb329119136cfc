// Package writeconcern has the signatures of the real one that scenarios need.
package writeconcern

type WriteConcern struct {
	W       any
	Journal *bool
}

func (*WriteConcern) Acknowledged() bool { panic(0) }
func (*WriteConcern) IsValid() bool      { panic(0) }
