package shiftingpage

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

//go:embed doc.go
var doc string

// Analyzer finds loops that page by offset over rows that they delete, or that
// they change so that the query doesn't find them any more.
var Analyzer = &analysis.Analyzer{
	Name:     "shiftingpage",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("shiftingpage"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, rowaccess.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	rows := pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result)
	if rows == nil {
		return nil, nil
	}
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	c := &checker{Result: rows, reported: map[ssa.CallInstruction]bool{}}
	for _, fn := range rows.Form.Funcs {
		for g := range ssaform.Tree(fn) {
			for _, l := range loopsOf(g) {
				for _, d := range c.loop(l) {
					directive.Report(pass, set, d)
				}
			}
		}
	}
	return nil, nil
}

type checker struct {
	*rowaccess.Result
	reported map[ssa.CallInstruction]bool
}

// A site is a call that an iteration of a loop makes: at itself, or in a
// closure that is handed to the call at.
type site struct {
	call ssa.CallInstruction
	at   ssa.CallInstruction
}

// sites returns the calls that an iteration makes. What is deferred isn't among
// them, nor a closure that is kept for later.
func (c *checker) sites(l *loop) []site {
	var out []site
	for _, b := range l.head.Parent().Blocks {
		if !l.blocks[b] {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if _, ok := call.(*ssa.Defer); ok {
				continue
			}
			out = append(out, site{call, call})
			out = append(out, closures(call, call)...)
		}
	}
	return out
}

// closures returns the calls in the closures that a call is given, or that it
// calls.
func closures(call, at ssa.CallInstruction) []site {
	var out []site
	for _, v := range append([]ssa.Value{call.Common().Value}, call.Common().Args...) {
		if conv, ok := v.(*ssa.ChangeType); ok {
			v = conv.X
		}
		made, ok := v.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for inner := range ssaform.Calls(made.Fn.(*ssa.Function)) {
			if _, ok := inner.(*ssa.Defer); !ok {
				out = append(out, site{inner, at})
				out = append(out, closures(inner, at)...)
			}
		}
	}
	return out
}

// loop returns the findings in one loop.
func (c *checker) loop(l *loop) []analysis.Diagnostic {
	var out []analysis.Diagnostic
	sites := c.sites(l)
	for _, s := range sites {
		for _, page := range c.Pages(s.call) {
			for _, w := range sites {
				if c.reported[w.call] || w.call == s.call {
					continue
				}
				after := l.after(w.at.Block())
				if !l.grows(c.Result, page.From, after) {
					continue
				}
				for _, write := range c.Writes(w.call) {
					why, ok := shifts(page.Page, write.Write)
					if !ok || !c.comesFrom(write.Picks, page.Rows) {
						continue
					}
					c.reported[w.call] = true
					out = append(out, c.diagnostic(s.call, w.call, write.Write, why))
					break
				}
			}
		}
	}
	return out
}

// comesFrom reports whether what a write is about was read with the page.
func (c *checker) comesFrom(picks, rows []ssa.Value) bool {
	from := c.Sources(picks)
	return slices.ContainsFunc(rows, func(v ssa.Value) bool { return from[v] })
}

// shifts reports whether a write takes the rows that it is about out of what
// page is a part of, and by which column; none if they are deleted.
func shifts(page rowaccess.Page, w rowaccess.Write) (column string, ok bool) {
	if page.Table != w.Table || !w.Keyed {
		return "", false // other rows, or not known which
	}
	if w.Delete {
		return "", true
	}
	for _, f := range page.Filters {
		for _, s := range w.Sets {
			if s.Column == f.Column && leaves(f, s.Value) {
				return f.Column, true
			}
		}
	}
	return "", false
}

// leaves reports whether a row whose column becomes v doesn't match f any more.
// What isn't a constant is taken to be another value than a constant that was
// asked for: a column that is set to what it had wouldn't be set.
func leaves(f rowaccess.Filter, v rowaccess.Value) bool {
	known := v.Known
	asked := len(f.Values) > 0 && !slices.ContainsFunc(f.Values, func(x rowaccess.Value) bool { return !x.Known })
	among := slices.ContainsFunc(f.Values, func(x rowaccess.Value) bool { return same(x.Text, v.Text) })
	switch f.Op {
	case rowaccess.Equal:
		return asked && !(known && among)
	case rowaccess.Unequal:
		return known && slices.ContainsFunc(f.Values, func(x rowaccess.Value) bool { return x.Known && same(x.Text, v.Text) })
	case rowaccess.Null:
		return !known || v.Text != "null"
	case rowaccess.NotNull:
		return known && v.Text == "null"
	}
	return false // of a range it isn't known on which side the value is
}

// same reports whether two constants are one value to a database.
func same(a, b string) bool {
	normal := func(s string) string {
		switch s = strings.ToLower(s); s {
		case "t", "1":
			return "true"
		case "f", "0":
			return "false"
		}
		return s
	}
	return normal(a) == normal(b)
}

func (c *checker) diagnostic(page, write ssa.CallInstruction, w rowaccess.Write, column string) analysis.Diagnostic {
	what := "rows deleted"
	if column != "" {
		what = column + " updated"
	}
	by := ""
	if len(w.Via) > 0 {
		by = " by " + w.Via[0]
	}
	format := func(what, by string) string {
		return fmt.Sprintf("%s%s while paging over them by offset: the rest moves up, every second page is skipped; keep offset 0 or page by key", what, by)
	}
	d := analysis.Diagnostic{Message: message.Fit(format(what, by), format(what, ""), format("rows updated", ""))}
	d.Pos, d.End = c.Form.Extent(write)
	pos, end := c.Form.Extent(page)
	d.Related = []analysis.RelatedInformation{{Pos: pos, End: end, Message: "the page is read here"}}
	if len(w.Via) > 1 {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: d.Pos, End: d.End, Message: "the call path is " + strings.Join(w.Via, " -> ")})
	}
	return d
}
