// Package softdelete tells which tables keep deleted rows under a mark, what each
// read of one says of them, and what the table's readers have in common.
package softdelete

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// Analyzer computes the Result of a package; nil for one without queries.
var Analyzer = &analysis.Analyzer{
	Name:       "softdelete",
	Doc:        "find the reads of tables that keep deleted rows",
	Run:        run,
	Requires:   []*analysis.Analyzer{schema.Analyzer, sqlquery.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
}

// A Result has the reads of soft-deleted tables that a package makes, in Go and
// in the .sql files that it owns, beside those of the module's other .sql files.
type Result struct {
	// Own are the reads whose findings are the package's.
	Own []*Read

	info   *types.Info
	schema *schema.Result
	sql    *sqlquery.Result
	marks  *marks
	// readers are those of each table that is soft-deleted, by its name in
	// lower case: of the package, and of the module's other .sql files.
	readers map[string][]*Read
	// foreign are the queries of files that other packages own.
	foreign map[*sqlquery.Query]bool
	// writes are what functions write, by table.
	writes map[*ast.FuncDecl]map[string]write
	// with are the tables that rows of another are only ever deleted with.
	with map[string][]string
	// revived are the tables whose deleted rows something makes live again.
	revived map[string]bool
}

func run(pass *analysis.Pass) (any, error) {
	res := &Result{
		info:   pass.TypesInfo,
		schema: pass.ResultOf[schema.Analyzer].(*schema.Result),
		sql:    pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result),

		readers: map[string][]*Read{},
		foreign: map[*sqlquery.Query]bool{},
		writes:  map[*ast.FuncDecl]map[string]write{},
		with:    map[string][]string{},
		revived: map[string]bool{},
	}
	if res.schema == nil || res.sql == nil || len(res.sql.Queries) == 0 {
		return (*Result)(nil), nil
	}
	res.marks = res.findMarks()
	res.Own = res.learn()
	return res, nil
}

// Readers returns the reads of a table, those of other packages' .sql files
// included.
func (res *Result) Readers(table string) []*Read { return res.readers[strings.ToLower(table)] }
