// Package order_clause has the signatures of the real one that scenarios need.
package order_clause

type Order struct {
}

func (*Order) GetColumn() string  { panic(0) }
func (*Order) SortString() string { panic(0) }
func (*Order) IsRaw() bool        { panic(0) }
