// Package exp has the signatures of the real one that scenarios need.
package exp

type Expression interface {
	Clone() Expression
	Expression() Expression
}

type BooleanExpression interface {
	Expression
}

type ExpressionList interface {
	Expression
}

type LiteralExpression interface {
	Expression
}

type IdentifierExpression interface {
	Expression
	Eq(any) BooleanExpression
	Neq(any) BooleanExpression
	Gt(any) BooleanExpression
	Gte(any) BooleanExpression
	Lt(any) BooleanExpression
	Lte(any) BooleanExpression
	IsNull() BooleanExpression
}

type Ex map[string]any

func (Ex) Clone() Expression      { panic(0) }
func (Ex) Expression() Expression { panic(0) }

type Op map[string]any
