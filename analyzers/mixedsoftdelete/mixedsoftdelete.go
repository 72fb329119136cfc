package mixedsoftdelete

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer audits how the tables of a module mark their live rows.
var Analyzer = &analysis.Analyzer{
	Name:     "mixedsoftdelete",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("mixedsoftdelete"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, sqlquery.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	s := pass.ResultOf[schema.Analyzer].(*schema.Result)
	sql := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result)
	if s == nil || sql == nil {
		return nil, nil
	}
	c := check{pass, set, s}
	if s.MayDeclare() {
		c.tables()
	}
	for _, q := range sql.Queries {
		c.query(q)
	}
	return nil, nil
}

type check struct {
	pass   *analysis.Pass
	set    *directive.Set
	schema *schema.Result
}

// tables reports those of the package's tables that leave the convention.
func (c *check) tables() {
	convention := c.schema.Module().Convention()
	for _, mark := range convention.Breaks {
		pos, end, ok := c.schema.Reports(mark.Place)
		if !ok {
			continue
		}
		keeper := convention.Keeper
		directive.Report(c.pass, c.set, analysis.Diagnostic{
			Pos: pos, End: end, Category: "convention",
			Message: message.Fit(
				fmt.Sprintf("%s marks live rows by %s: %s; use %s here, too", mark.Table.Name, mark.Live, convention.Says(), convention.Live),
				fmt.Sprintf("%s marks live rows by %s: most tables here don't; use %s", mark.Table.Name, mark.Live, convention.Live),
			),
			Related: []analysis.RelatedInformation{{Pos: pos, End: end, Message: fmt.Sprintf("%s keeps the convention (%s:%d)", keeper.Table.Name, keeper.Place.File, keeper.Place.Line)}},
		})
	}
}

// query reports a query that knows two conventions of one column.
func (c *check) query(q *sqlquery.Query) {
	cond, column := both(q.Query)
	if cond == nil {
		return
	}
	pos, end := q.Extent(cond.Span)
	if !pos.IsValid() {
		return
	}
	directive.Report(c.pass, c.set, analysis.Diagnostic{
		Pos: pos, End: end, Category: "both",
		Message: message.Fit(
			fmt.Sprintf("%s takes NULL and a sentinel for live: two conventions in one query, and others will know one; migrate to NULL", column),
			"query takes NULL and a sentinel for live: two conventions, and others will know one; migrate to NULL",
		),
	})
}

// both returns a disjunction that takes a column's NULL and its sentinel
// alike.
func both(q *sqlparse.Query) (*sqlparse.Cond, string) {
	if q == nil {
		return nil, ""
	}
	for _, sub := range q.Subs {
		if c, name := both(sub); c != nil {
			return c, name
		}
	}
	var found *sqlparse.Cond
	var name string
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		if c == nil || found != nil {
			return
		}
		if c.Op == sqlparse.Or {
			null := map[string]bool{}
			for _, p := range c.Parts {
				if p.Cmp != nil && p.Cmp.Op == sqlparse.IsNull {
					null[p.Cmp.Column.Name] = true
				}
			}
			for _, p := range c.Parts {
				if p.Cmp == nil || !null[p.Cmp.Column.Name] || p.Cmp.Op != sqlparse.Eq && p.Cmp.Op != sqlparse.Le {
					continue
				}
				if v, ok := schema.SentinelOf(p.Cmp.Operand, "timestamp"); ok && (v == schema.Epoch || v == schema.ZeroTime || v == schema.Zero) {
					found, name = c, p.Cmp.Column.Name
					return
				}
			}
		}
		for _, p := range c.Parts {
			walk(p)
		}
	}
	walk(q.Where)
	walk(q.On)
	return found, name
}
