// Package exp has the signatures of the real one that scenarios need.
package exp

type Expression interface {
	Clone() Expression
	Expression() Expression
}

type Comparable interface {
	Eq(any) BooleanExpression
	Neq(any) BooleanExpression
	Gt(any) BooleanExpression
	Gte(any) BooleanExpression
	Lt(any) BooleanExpression
	Lte(any) BooleanExpression
}

type Inable interface {
	In(...any) BooleanExpression
	NotIn(...any) BooleanExpression
}

type Isable interface {
	IsNull() BooleanExpression
	IsNotNull() BooleanExpression
}

type Orderable interface {
	Asc() OrderedExpression
	Desc() OrderedExpression
}

type OrderedExpression interface {
	Expression
}

type BooleanExpression interface {
	Expression
}

type ExpressionList interface {
	Expression
}

type LiteralExpression interface {
	Expression
	Comparable
	Inable
	Isable
	Orderable
}

type IdentifierExpression interface {
	Expression
	Comparable
	Inable
	Isable
	Orderable
	Table(string) IdentifierExpression
	Col(any) IdentifierExpression
}

type JoinExpression interface {
	Expression
}

type JoinCondition interface {
	IsEmpty() bool
}

type Ex map[string]any

func (Ex) Clone() Expression      { panic(0) }
func (Ex) Expression() Expression { panic(0) }

type ExOr map[string]any

func (ExOr) Clone() Expression      { panic(0) }
func (ExOr) Expression() Expression { panic(0) }

type Op map[string]any

type Record map[string]any
