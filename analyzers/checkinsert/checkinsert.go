package checkinsert

import (
	_ "embed"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/checked"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer finds rows that are looked for and then inserted without anything that keeps a second request from inserting them, too.
var Analyzer = &analysis.Analyzer{
	Name:     "checkinsert",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("checkinsert"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, sqlquery.Analyzer, rowaccess.Analyzer, checked.Analyzer},
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
	inserts  [][2]token.Pos // where the reported ones stand
}

func run(pass *analysis.Pass) (any, error) {
	c := &check{
		pass:     pass,
		set:      pass.ResultOf[directive.Analyzer].(*directive.Set),
		rows:     pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result),
		reported: map[token.Pos]bool{},
	}
	if c.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result); c.schema == nil || c.rows == nil {
		return nil, nil // nothing of the package reaches a database
	}
	for _, in := range pass.ResultOf[checked.Analyzer].([]*checked.Insert) {
		if !c.binds(in) && !c.backed(in) && !in.Locks {
			c.insert(in)
		}
	}
	if sql := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result); sql != nil {
		for _, q := range sql.Queries {
			c.statement(q)
		}
	}
	return nil, nil
}

func (c *check) insert(in *checked.Insert) {
	d := analysis.Diagnostic{Pos: in.Pos, End: in.End}
	format := "insert checked by %s, without a unique index: two requests at once insert two rows; add the index, mind its conflict"
	switch {
	case in.Once:
		format = "found or created by %s, without a unique index: two requests at once create two rows; add the index, mind its conflict"
	case in.Verb == sqlparse.Delete:
		d.Category = replaceCategory
		format = "rows replaced by %s, without a unique index: two requests at once leave the rows of both; add one, or lock their owner"
	}
	if in.InsertPos.IsValid() && !in.Once {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: in.InsertPos, End: in.InsertEnd, Message: "inserted here"})
	}
	c.inserts = append(c.inserts, [2]token.Pos{in.InsertPos, in.InsertEnd})
	c.report(d, format, in.Table, asked(in.Asked), in.Via)
}

// statement reports an INSERT that looks for the row itself.
func (c *check) statement(q *sqlquery.Query) {
	if q.Ran {
		return // a migration: it runs once
	}
	for _, s := range c.rows.SelfChecked(q) {
		fills := func(column string) bool {
			return slices.ContainsFunc(s.Values, func(p rowaccess.Pair) bool { return p.Column == column })
		}
		in := &checked.Insert{Table: s.Table, Asked: s.Keys, Dialect: q.Dialect, Row: checked.Row{Table: s.Table, Value: func(string) string { return "" }, Fills: fills}}
		if c.binds(in) {
			continue
		}
		d := analysis.Diagnostic{}
		d.Pos, d.End = q.Extent(s.Span)
		if slices.ContainsFunc(c.inserts, func(in [2]token.Pos) bool { return in[0] <= d.Pos && d.Pos < in[1] }) {
			continue // the check before it is told
		}
		c.report(d, "NOT EXISTS by %s, without a unique index: two statements at once insert two rows; add the index and ON CONFLICT", s.Table, asked(s.Keys), nil)
	}
}

// asked returns the columns that are compared with a value.
func asked(keys []rowaccess.Pair) []string {
	var out []string
	for _, k := range keys {
		if !slices.Contains(out, k.Column) {
			out = append(out, k.Column)
		}
	}
	return out
}

func (c *check) report(d analysis.Diagnostic, format, table string, columns []string, via []callpath.Symbol) {
	if !d.Pos.IsValid() || c.reported[d.Pos] {
		return
	}
	c.reported[d.Pos] = true
	list := strings.Join(columns, ", ")
	d.Message = message.Fit(fmt.Sprintf(format, table+"("+list+")"), fmt.Sprintf(format, table))
	if t := c.schema.Table(table); t != nil {
		if pos, end := c.schema.Pos(t.Declared); pos.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: fmt.Sprintf("%s has no unique index on (%s)", table, list)})
		}
	}
	directive.Report(callpath.On(c.pass, via), c.set, d)
}
