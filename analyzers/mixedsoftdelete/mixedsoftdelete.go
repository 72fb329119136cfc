package mixedsoftdelete

import (
	_ "embed"
	"fmt"
	"go/token"

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
	c := check{pass, set, s, map[token.Pos]bool{}}
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
	// reported are the places of findings in queries.
	reported map[token.Pos]bool
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

// query reports the conditions of a query that know two conventions of one
// column.
func (c *check) query(q *sqlquery.Query) {
	for _, found := range both(q.Query) {
		pos, end := q.Extent(found.Span)
		if !pos.IsValid() || c.reported[pos] {
			continue // a text that several calls run is reported once
		}
		c.reported[pos] = true
		directive.Report(c.pass, c.set, analysis.Diagnostic{
			Pos: pos, End: end, Category: "both",
			Message: message.Fit(
				fmt.Sprintf("%s takes NULL and a sentinel for live: two conventions in one query, and others will know one; migrate to NULL", found.column),
				"query takes NULL and a sentinel for live: two conventions, and others will know one; migrate to NULL",
			),
		})
	}
}

// A double is a disjunction that takes a column's NULL and its sentinel alike.
type double struct {
	*sqlparse.Cond
	column string
}

// both returns the doubles of q and the queries within it.
func both(q *sqlparse.Query) (list []double) {
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		if c == nil {
			return
		}
		if column := doubled(c); column != "" {
			list = append(list, double{c, column})
			return
		}
		for _, part := range c.Parts {
			walk(part)
		}
	}
	for sub := range q.All() {
		walk(sub.Where)
		walk(sub.On)
	}
	return list
}

// doubled returns the column of which a disjunction takes NULL and a sentinel.
func doubled(c *sqlparse.Cond) string {
	if c.Op != sqlparse.Or {
		return ""
	}
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
		switch v, _ := schema.SentinelOf(p.Cmp.Operand, "timestamp"); v {
		case schema.Epoch, schema.ZeroTime, schema.Zero:
			return p.Cmp.Column.Name
		}
	}
	return ""
}
