package sentinelrange

import (
	_ "embed"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sentinel"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer finds comparisons by range that rows marked by a sentinel fall
// into.
var Analyzer = &analysis.Analyzer{
	Name:     "sentinelrange",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("sentinelrange"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, sqlquery.Analyzer, sentinel.Analyzer},
}

// A check is the rule's work on one package.
type check struct {
	pass   *analysis.Pass
	set    *directive.Set
	schema *schema.Result
	sql    *sqlquery.Result
	times  *sentinel.Result
	// learned is what the package's own queries say of columns.
	learned map[columnKey]*learned
	// inserts are those of the package, by table.
	inserts map[string][]insert
	// handed are the types whose values go to a query; see rows.
	handed map[*types.TypeName]bool
	// reported are the places of findings in queries.
	reported map[token.Pos]bool
}

func run(pass *analysis.Pass) (any, error) {
	c := check{
		pass:   pass,
		set:    pass.ResultOf[directive.Analyzer].(*directive.Set),
		schema: pass.ResultOf[schema.Analyzer].(*schema.Result),
		sql:    pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result),
		times:  pass.ResultOf[sentinel.Analyzer].(*sentinel.Result),

		reported: map[token.Pos]bool{},
	}
	if c.schema == nil || c.sql == nil || c.times == nil {
		return nil, nil
	}
	c.learn()
	for _, q := range c.sql.Queries {
		c.query(q)
	}
	for _, cmp := range c.times.Comparisons {
		c.expression(cmp)
	}
	for _, conv := range c.times.Conversions {
		c.conversion(conv)
	}
	return nil, nil
}
