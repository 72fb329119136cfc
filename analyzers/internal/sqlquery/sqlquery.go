package sqlquery

import (
	"go/ast"
	"go/token"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// Analyzer finds the queries of a package; its result is a *[Result].
var Analyzer = &analysis.Analyzer{
	Name:       "sqlquery",
	Doc:        "find and parse the SQL of a package",
	Run:        run,
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
}

// A Result is the SQL of one package.
type Result struct {
	// Queries are in source order.
	Queries []*Query
	// Errors are the texts that no grammar took, for -debug=sql.
	Errors []Unparsed
}

// An Unparsed is a text that no grammar took.
type Unparsed struct {
	Pos  token.Pos
	Text string
	Word string // the parser's own word
}

// A finder finds the queries of one package.
type finder struct {
	pass   *analysis.Pass
	insp   *inspector.Inspector
	result *Result
	// taken are the calls and composite literals whose texts are a part of a
	// chain's query: they make none by themselves.
	taken  map[ast.Expr]bool
	parsed map[parseKey]parsed
}

type parseKey struct {
	sql      string
	fragment bool
	clause   sqlparse.Clause
	dialect  sqlparse.Dialect
}

type parsed struct {
	statements []*sqlparse.Statement
	err        error
}

func run(pass *analysis.Pass) (any, error) {
	f := &finder{
		pass:   pass,
		insp:   pass.ResultOf[inspect.Analyzer].(*inspector.Inspector),
		result: new(Result),
		taken:  map[ast.Expr]bool{},
		parsed: map[parseKey]parsed{},
	}
	f.chains()
	f.sinks()
	return f.result, nil
}

// texts returns the texts that e may have, none if it isn't known at all.
func (f *finder) texts(e ast.Expr) []*text { return nil }

// fragment parses a part of a statement; the query is the caller's own, with
// spans shifted to base. It is nil if no grammar takes it, which is recorded.
func (f *finder) fragment(t *text, c sqlparse.Clause, d sqlparse.Dialect, base int) *sqlparse.Query {
	return nil
}

// dialectOf returns the dialect of the SQL that a call runs, Unknown if that
// is open.
func (f *finder) dialectOf(call *ast.CallExpr, t *text) sqlparse.Dialect { return sqlparse.Unknown }

// positional returns a binder for the arguments of a call from the i-th on.
func (f *finder) positional(call *ast.CallExpr, i int) binder { return nil }

// add records a query; chains give it one whose space is set.
func (f *finder) add(q *Query) { f.result.Queries = append(f.result.Queries, q) }

// sinks finds the texts that calls and composite literals take, those of
// chains left out.
func (f *finder) sinks() {}
