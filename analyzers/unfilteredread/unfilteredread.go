package unfilteredread

import (
	_ "embed"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer finds reads of a soft-deleted table that its other readers filter.
var Analyzer = &analysis.Analyzer{
	Name:     "unfilteredread",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("unfilteredread"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, sqlquery.Analyzer},
}

// A check is the rule's work on one package.
type check struct {
	pass   *analysis.Pass
	set    *directive.Set
	schema *schema.Result
	sql    *sqlquery.Result
	marks  *marks
	// readers are those of each table that is soft-deleted, by its name in
	// lower case: of the package, and of the module's other .sql files.
	readers map[string][]*read
	// foreign are the queries of files that other packages own.
	foreign map[*sqlquery.Query]bool
	// writes are what functions write, by table.
	writes map[*ast.FuncDecl]map[string]write
	// with are the tables that rows of another are only ever deleted with.
	with map[string][]string
	// revived are the tables whose deleted rows something makes live again.
	revived map[string]bool
	// reported are the places of findings.
	reported map[finding]bool
}

// A finding is where something of a table's rows was reported.
type finding struct {
	pos   token.Pos
	table string
}

func run(pass *analysis.Pass) (any, error) {
	c := check{
		pass:   pass,
		set:    pass.ResultOf[directive.Analyzer].(*directive.Set),
		schema: pass.ResultOf[schema.Analyzer].(*schema.Result),
		sql:    pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result),

		readers:  map[string][]*read{},
		foreign:  map[*sqlquery.Query]bool{},
		writes:   map[*ast.FuncDecl]map[string]write{},
		revived:  map[string]bool{},
		with:     map[string][]string{},
		reported: map[finding]bool{},
	}
	if c.schema == nil || c.sql == nil || len(c.sql.Queries) == 0 {
		return nil, nil
	}
	c.marks = c.findMarks()
	own := c.learn()
	for _, r := range own {
		c.read(r)
		c.inverted(r)
	}
	for _, q := range c.sql.Queries {
		c.again(q)
	}
	return nil, nil
}
