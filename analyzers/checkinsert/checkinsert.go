package checkinsert

import (
	"cmp"
	_ "embed"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

//go:embed doc.go
var doc string

// Analyzer finds rows that are looked for and then inserted without anything that keeps a second request from inserting them, too.
var Analyzer = &analysis.Analyzer{
	Name:     "checkinsert",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("checkinsert"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, sqlquery.Analyzer, rowaccess.Analyzer},
}

// replaceCategory is of rows that are deleted and inserted anew.
const replaceCategory = "replace"

// A check is the rule's work on one package.
type check struct {
	pass     *analysis.Pass
	set      *directive.Set
	schema   *schema.Result
	rows     *rowaccess.Result
	reported map[token.Pos]bool
	callers  map[*ssa.Function][]ssa.CallInstruction
}

func run(pass *analysis.Pass) (any, error) {
	rows := pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result)
	view, _ := pass.ResultOf[schema.Analyzer].(*schema.Result)
	if rows == nil || view == nil {
		return nil, nil // nothing of the package reaches a database
	}
	c := &check{
		pass:     pass,
		set:      pass.ResultOf[directive.Analyzer].(*directive.Set),
		schema:   view,
		rows:     rows,
		reported: map[token.Pos]bool{},
	}
	for _, fn := range rows.Form.Funcs {
		if !onlyOnce(fn) {
			c.function(fn)
		}
	}
	if sql := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result); sql != nil {
		for _, q := range sql.Queries {
			c.statement(q)
		}
	}
	return nil, nil
}

// function reports the checks of one function that an insert in it relies on.
func (c *check) function(fn *ssa.Function) {
	var finds []rowaccess.FindAt
	var inserts []rowaccess.InsertAt
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			if find, ok := c.rows.FindsOrInserts(call); ok {
				c.findOrInsert(fn, find)
				continue
			}
			inserts = append(inserts, c.rows.Inserts(call)...)
			finds = append(finds, c.rows.Finds(call)...)
		}
	}
	if len(inserts) == 0 {
		return
	}
	slices.SortStableFunc(finds, func(a, b rowaccess.FindAt) int { return cmp.Compare(a.Call.Pos(), b.Call.Pos()) })
	for _, find := range finds {
		for _, insert := range inserts {
			if keys, ok := c.outrun(fn, find, insert); ok && !c.backed(find, insert, inserts) {
				c.report(find, insert, keys)
				break
			}
		}
	}
}

// findOrInsert reports a call of the library that does both.
func (c *check) findOrInsert(fn *ssa.Function, find rowaccess.FindAt) {
	insert := rowaccess.InsertAt{Insert: rowaccess.Insert{Table: find.Table, Model: find.Model, Values: find.Keys}, Call: find.Call}
	keys := columns(find.Keys)
	if len(keys) == 0 || c.binds(insert, find, keys) || c.alone(fn, find, insert) {
		return
	}
	pos, end := c.extent(find.Query, find.Call)
	if !pos.IsValid() || c.reported[pos] {
		return
	}
	c.reported[pos] = true
	what := find.Table + "(" + strings.Join(keys, ", ") + ")"
	format := "found or created by %s, without a unique index: two requests at once create two rows; add the index, mind its conflict"
	d := analysis.Diagnostic{Pos: pos, End: end, Message: message.Fit(fmt.Sprintf(format, what), fmt.Sprintf(format, find.Table))}
	c.declared(&d, find.Table, keys)
	directive.Report(c.pass, c.set, d)
}

// outrun reports whether a second request can come between a find and the
// insert that relies on it, and by which columns.
func (c *check) outrun(fn *ssa.Function, find rowaccess.FindAt, insert rowaccess.InsertAt) (keys []string, ok bool) {
	if find.Table != insert.Table || find.Call == insert.Call || !find.Call.Pos().IsValid() || find.Call.Pos() >= insert.Call.Pos() {
		return nil, false
	}
	keys, ok = c.same(find, insert)
	if !ok {
		return nil, false
	}
	if find.Verb == sqlparse.Delete {
		if !follows(find.Call, insert.Call) {
			return nil, false
		}
	} else if !c.rows.Evidence(find).Absent(insert.Call) {
		return nil, false
	}
	return keys, !c.binds(insert, find, keys) && !c.alone(fn, find, insert)
}

// same returns the columns that are asked for with the values that are inserted.
func (c *check) same(find rowaccess.FindAt, insert rowaccess.InsertAt) (keys []string, ok bool) {
	varies := false
	for _, k := range find.Keys {
		v := c.rows.Value(insert, k.Column)
		switch {
		case !rowaccess.Varies(k.Value):
			if v != "" && v != k.Value && strings.HasPrefix(v, "=") && strings.HasPrefix(k.Value, "=") {
				return nil, false // another state than is asked for
			}
		case v != k.Value:
			return nil, false
		default:
			varies = true
		}
		if k.Value != "=null" {
			keys = append(keys, k.Column)
		}
	}
	return keys, varies
}

// follows reports whether a call runs after another one in the same function.
func follows(first, then ssa.CallInstruction) bool {
	a, b := first.Block(), then.Block()
	if first.Parent() != then.Parent() {
		return false
	}
	if a == b {
		return first.Pos() < then.Pos()
	}
	return a.Dominates(b)
}

func (c *check) report(find rowaccess.FindAt, insert rowaccess.InsertAt, keys []string) {
	pos, end := c.extent(find.Query, find.Call)
	insertPos, insertEnd := c.extent(insert.Query, insert.Call)
	if c.reported[insertPos] || !pos.IsValid() {
		return
	}
	c.reported[insertPos] = true
	d := analysis.Diagnostic{Pos: pos, End: end}
	what := find.Table + "(" + strings.Join(keys, ", ") + ")"
	format := "insert checked by %s, without a unique index: two requests at once insert two rows; add the index, mind its conflict"
	if find.Verb == sqlparse.Delete {
		d.Category = replaceCategory
		format = "rows replaced by %s, without a unique index: two requests at once leave the rows of both; add one, or lock their owner"
	}
	d.Message = message.Fit(fmt.Sprintf(format, what), fmt.Sprintf(format, find.Table))
	d.Related = append(d.Related, analysis.RelatedInformation{Pos: insertPos, End: insertEnd, Message: "inserted here"})
	c.declared(&d, find.Table, keys)
	directive.Report(callpath.On(c.pass, find.Via), c.set, d)
}

// extent returns where a query stands, or the call that makes it.
func (c *check) extent(q *sqlquery.Query, call ssa.CallInstruction) (pos, end token.Pos) {
	if q != nil {
		if pos, end := q.Extent(q.Span); pos.IsValid() && end.IsValid() && c.pass.Fset.File(pos) == c.pass.Fset.File(call.Pos()) {
			return pos, end
		}
	}
	return c.rows.Form.Extent(call)
}

// declared adds where the table is declared.
func (c *check) declared(d *analysis.Diagnostic, table string, keys []string) {
	t := c.schema.Table(table)
	if t == nil {
		return
	}
	if pos, end := c.schema.Pos(t.Declared); pos.IsValid() {
		d.Related = append(d.Related, analysis.RelatedInformation{
			Pos: pos, End: end, Message: fmt.Sprintf("%s has no unique index on (%s)", table, strings.Join(keys, ", ")),
		})
	}
}

// statement reports an INSERT that looks for the row itself.
func (c *check) statement(q *sqlquery.Query) {
	for _, s := range c.rows.SelfChecked(q) {
		if q.Dialect == sqlparse.SQLite || q.Ran {
			continue
		}
		insert := rowaccess.InsertAt{Insert: rowaccess.Insert{Table: s.Table, Values: s.Values}}
		if len(columns(s.Keys)) == 0 {
			continue
		}
		if c.binds(insert, rowaccess.FindAt{Find: rowaccess.Find{Table: s.Table, Keys: s.Keys}}, columns(s.Keys)) {
			continue
		}
		pos, end := q.Extent(s.Span)
		if !pos.IsValid() || c.reported[pos] {
			continue
		}
		c.reported[pos] = true
		what := s.Table + "(" + strings.Join(columns(s.Keys), ", ") + ")"
		format := "NOT EXISTS by %s, without a unique index: two statements at once insert two rows; add the index and ON CONFLICT"
		d := analysis.Diagnostic{Pos: pos, End: end, Message: message.Fit(fmt.Sprintf(format, what), fmt.Sprintf(format, s.Table))}
		c.declared(&d, s.Table, columns(s.Keys))
		directive.Report(c.pass, c.set, d)
	}
}

func columns(pairs []rowaccess.Pair) []string {
	var out []string
	for _, p := range pairs {
		if rowaccess.Varies(p.Value) {
			out = append(out, p.Column)
		}
	}
	return out
}
