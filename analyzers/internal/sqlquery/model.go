// Package sqlquery finds the SQL texts of a package, where a function or a
// field that is known takes one, its .sql files, and the queries that calls
// build; it parses each once, and says where in the source each part stands.
package sqlquery

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A Query is one SQL text, or one chain of a builder's calls, in the model of
// [sqlparse]. Rules that run at the same time share it, and queries of the same
// text share its model: neither may be changed. Its spans mean something to its
// own methods only.
//
// A text that may be several has a Query for each. A chain that is built and
// not run in the function is Holed: others may add to it.
type Query struct {
	// Query is a fragment for the text of a condition that is no part of a
	// chain. A chain's Tables lack that of Model: see [Query.TableOf].
	*sqlparse.Query
	// Call is the call that the text is an argument of, or the last call of the
	// chain; nil for a query of a .sql file and for the text of a struct's field.
	Call *ast.CallExpr
	// Ran says that it stands in a schema or a migration, which databases may have
	// run.
	Ran bool
	// Name is what sqlc's comment calls a query of a .sql file, and one of
	// Generated; empty if nothing names it.
	Name string
	// Func is the function it stands in; nil at package level.
	Func *ast.FuncDecl
	// Dialect is the one that was found for the text; Unknown if it is open.
	Dialect sqlparse.Dialect
	// Model is the Go type that a builder or ORM names its table by (GORM's
	// Model(&User{}), Find(&users)), nil if there is none.
	Model *types.Named
	// Filtered says that the ORM leaves soft-deleted rows of Model out of this
	// query if it knows any: false after Unscoped, and without a Model.
	Filtered bool
	// Text is the SQL text with holes, all of its statements if it has several;
	// of a .sql file it is the statement. It is empty for a builder's chain.
	Text string
	// Subjects are the Go values that a chain's model was named by, or whose
	// rows it reads or writes, in order.
	Subjects []ast.Expr
	// Loose are the conditions that the library leaves out where the Go value
	// is zero or empty, conditional ones and alternatives left out.
	Loose []ast.Expr
	// Firm says that a chain has another condition than the Loose ones.
	Firm bool
	// Partial is the struct that an UPDATE writes, without its zero fields
	// unless the columns are Chosen.
	Partial ast.Expr
	// Chosen says that the chain names the columns to read or write.
	Chosen bool
	// Builder is how a chain's library builds queries.
	Builder knowledge.Builder

	// modelTable is the table of Model, if the query is on that; its name is
	// empty if it isn't known.
	modelTable func() sqlparse.Table
	// namedFor returns the table of Model where the query names one.
	namedFor func() string
	// associations are the tables of those that are joined by name, by alias.
	associations map[string]func() string
	space        *space
	// special says that a condition of it is one that a call hands to the
	// function that it stands in.
	special bool
}

// Extent returns where a part of the query stands in the source, NoPos if it
// isn't known. A part that several constants hold is where it ends.
func (q *Query) Extent(s sqlparse.Span) (pos, end token.Pos) {
	return q.space.extent(s)
}

// Arg returns the Go expression that is bound to a placeholder or is a
// builder's operand, nil if it isn't known.
func (q *Query) Arg(o sqlparse.Operand) ast.Expr {
	return q.space.arg(o)
}
