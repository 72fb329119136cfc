// Package spannerpb has the signatures of the real one that scenarios need.
package spannerpb

type QueryPlan struct {
}

func (*QueryPlan) Reset()                      { panic(0) }
func (*QueryPlan) String() string              { panic(0) }
func (*QueryPlan) ProtoMessage()               { panic(0) }
func (*QueryPlan) Descriptor() ([]byte, []int) { panic(0) }

type Type struct {
	ProtoTypeFqn string
}

func (*Type) Reset()                      { panic(0) }
func (*Type) String() string              { panic(0) }
func (*Type) ProtoMessage()               { panic(0) }
func (*Type) Descriptor() ([]byte, []int) { panic(0) }
func (*Type) GetProtoTypeFqn() string     { panic(0) }
