// Package sqlquery finds every SQL text of a package and every query built by
// calls, parses each once, and says where in the source each part stands.
package sqlquery

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A Query is one SQL text, or one chain of a builder's calls, in the model of
// [sqlparse]. Where and Pos work the same for both.
type Query struct {
	*sqlparse.Query
	// Call is the call that the text is an argument of, or the last call of the
	// chain; nil for a query of a .sql file or of a constant that no call in
	// this package takes.
	Call *ast.CallExpr
	// Func is the function it stands in; nil at package level.
	Func *ast.FuncDecl
	// Dialect is the one that was found for the text; Unknown if it is open.
	Dialect sqlparse.Dialect
	// Model is the Go type that a builder or ORM names its table by (GORM's
	// Model(&User{}), Find(&users)), nil if there is none.
	Model *types.Named
	// Filtered says that the ORM filters soft-deleted rows of Model by
	// itself in this query: false after Unscoped.
	Filtered bool
	// Text is the SQL text with holes; empty for a builder's chain.
	Text string

	// modelTable is the table of Model, if the query is on that; its name is
	// empty if it isn't known.
	modelTable func() sqlparse.Table
	space      *space
}

// Extent returns where a part of the query stands in the source.
func (q *Query) Extent(s sqlparse.Span) (pos, end token.Pos) {
	return q.space.extent(s)
}

// Arg returns the Go expression that is bound to a placeholder or is a
// builder's operand, nil if it isn't known.
func (q *Query) Arg(o sqlparse.Operand) ast.Expr {
	return q.space.arg(o)
}
