package sentinelrange

import (
	"fmt"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sentinel"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A site is one comparison in a condition with the way down to it.
type site struct {
	cmp  *sqlparse.Comparison
	path []*sqlparse.Cond
}

// sites returns the comparisons of the query's conditions, subqueries left
// out.
func sites(q *sqlparse.Query) []site {
	var list []site
	var walk func(c *sqlparse.Cond, path []*sqlparse.Cond)
	walk = func(c *sqlparse.Cond, path []*sqlparse.Cond) {
		if c == nil {
			return
		}
		path = append(path[:len(path):len(path)], c)
		if c.Cmp != nil {
			list = append(list, site{c.Cmp, path})
		}
		for _, part := range c.Parts {
			walk(part, path)
		}
	}
	for _, root := range []*sqlparse.Cond{q.Where, q.On, q.Having} {
		walk(root, nil)
	}
	return list
}

// joined returns how two comparisons of a query are joined; those of WHERE and
// of a join's ON must both hold.
func joined(a, b site) sqlparse.BoolOp {
	op := sqlparse.And
	for i := 0; i < len(a.path) && i < len(b.path) && a.path[i] == b.path[i]; i++ {
		op = a.path[i].Op
	}
	return op
}

// reaches reports whether a comparison by op with an ordinary time holds for
// rows that have the sentinel.
func reaches(op sqlparse.CmpOp, v schema.Value) bool {
	if v == schema.FarFuture {
		return op == sqlparse.Gt || op == sqlparse.Ge
	}
	return op == sqlparse.Lt || op == sqlparse.Le
}

// query reports the range comparisons of one query.
func (c *check) query(q *sqlquery.Query) {
	for sub := range q.All() {
		all := sites(sub)
		for i, s := range all {
			if !s.cmp.Op.IsRange() || !keepsOrder(s.cmp.Wrapped) || isPage(sub, s.cmp) {
				continue
			}
			col := c.column(q, sub, s.cmp.Column)
			if !col.known() || !c.isTime(q, s.cmp.Operand, col) {
				continue
			}
			e, ok := c.evidence(col)
			if ok && reaches(s.cmp.Op, e.value) && c.sentinelOf(q, s.cmp.Operand, col) == schema.NoValue && !c.guarded(q, sub, all, i) {
				c.report(q, s.cmp, col.key, e)
			}
		}
	}
}

// isTime reports whether the comparison is one of times: by the column's type
// or by what it is compared with.
func (c *check) isTime(q *sqlquery.Query, o sqlparse.Operand, col column) bool {
	switch o.Kind {
	case sqlparse.Expr:
		return o.Now
	case sqlparse.Param:
		if schema.IsTimeType(col.typ()) {
			return true
		}
		e := q.Arg(o)
		return e != nil && sentinel.FromTime(c.pass.TypesInfo, c.pass.Files, e, 0)
	case sqlparse.Const:
		return schema.IsTimeType(col.typ())
	}
	return false // another column, a subquery, a hole: not known
}

func (c *check) report(q *sqlquery.Query, cmp *sqlparse.Comparison, key columnKey, e evidence) {
	d := analysis.Diagnostic{Category: "sql"}
	if q.Text == "" {
		d.Category = "builder"
	}
	d.Pos, d.End = q.Extent(cmp.Span)
	if !d.Pos.IsValid() {
		return
	}
	if c.reported[d.Pos] {
		return // one text that several calls run
	}
	c.reported[d.Pos] = true
	mark, remedy := e.value.String(), "leave that value out"
	if e.text != "" {
		remedy = fmt.Sprintf("add %s <> %s", cmp.Column.Name, e.text)
	}
	d.Message = message.Fit(
		fmt.Sprintf("%s %s … also takes live rows: %s marks them %s (%s); %s", cmp.Column.Name, cmp.Op, key.table, mark, e.place, remedy),
		fmt.Sprintf("%s %s … also takes live rows: %s marks them %s (%s); %s", cmp.Column.Name, cmp.Op, key.table, mark, path.Base(e.place), remedy),
		fmt.Sprintf("%s %s … also takes live rows: they have %s (%s); leave that value out", cmp.Column.Name, cmp.Op, mark, path.Base(e.place)),
		fmt.Sprintf("%s %s … also takes live rows: they have %s; leave that value out", cmp.Column.Name, cmp.Op, mark),
		fmt.Sprintf("range also takes live rows: they have %s; leave that value out", mark),
	)
	if fix, ok := c.fix(q, cmp, e.text); ok {
		d.SuggestedFixes = []analysis.SuggestedFix{fix}
	}
	directive.Report(c.pass, c.set, d)
}

// fix leaves the sentinel out, next to the comparison. Only in a text that is
// as the model has it: not under a NOT, not turned round. What databases have run
// stays as it is.
func (c *check) fix(q *sqlquery.Query, cmp *sqlparse.Comparison, mark string) (analysis.SuggestedFix, bool) {
	text, ok := q.Source(cmp.Span)
	if !ok || q.Ran || mark == "" || cmp.Wrapped != "" || strings.Count(text, cmp.Op.String()) != 1 {
		return analysis.SuggestedFix{}, false
	}
	column, ok := q.Source(cmp.Column.Span)
	if !ok || !strings.HasPrefix(text, column) || !strings.HasPrefix(strings.TrimSpace(text[len(column):]), cmp.Op.String()) {
		return analysis.SuggestedFix{}, false
	}
	if next := strings.TrimSpace(text[len(column):])[len(cmp.Op.String()):]; strings.HasPrefix(next, "=") {
		return analysis.SuggestedFix{}, false
	}
	_, end := q.Extent(cmp.Span)
	return analysis.SuggestedFix{
		Message:   "leave the live rows out",
		TextEdits: []analysis.TextEdit{{Pos: end, End: end, NewText: fmt.Appendf(nil, " AND %s <> %s", column, mark)}},
	}, true
}
