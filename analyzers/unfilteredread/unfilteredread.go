package unfilteredread

import (
	_ "embed"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/softdelete"
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
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, softdelete.Analyzer, sqlquery.Analyzer},
}

// A check is the rule's work on one package.
type check struct {
	pass   *analysis.Pass
	set    *directive.Set
	schema *schema.Result
	soft   *softdelete.Result
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
		pass:     pass,
		set:      pass.ResultOf[directive.Analyzer].(*directive.Set),
		schema:   pass.ResultOf[schema.Analyzer].(*schema.Result),
		soft:     pass.ResultOf[softdelete.Analyzer].(*softdelete.Result),
		reported: map[finding]bool{},
	}
	if c.soft == nil {
		return nil, nil
	}
	for _, r := range c.soft.Own {
		c.read(r)
		c.inverted(r)
	}
	for _, q := range pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result).Queries {
		c.again(q)
	}
	return nil, nil
}

// found reports a finding once, whatever calls run the text.
func (c *check) found(category string, pos, end token.Pos, r *softdelete.Read, text string) {
	at := finding{pos, r.Name()}
	if !pos.IsValid() || c.reported[at] {
		return
	}
	c.reported[at] = true
	directive.Report(c.pass, c.set, analysis.Diagnostic{Category: category, Pos: pos, End: end, Message: text, Related: c.related(r)})
}
