package shiftingpage

import (
	_ "embed"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/pageturns"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
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
	Requires: []*analysis.Analyzer{directive.Analyzer, pageturns.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	reported := map[token.Pos]bool{}
	for _, turn := range pass.ResultOf[pageturns.Analyzer].([]*pageturns.Turn) {
		if column, ok := shifts(turn.Page, turn.Write); ok && !reported[turn.Pos] {
			reported[turn.Pos] = true
			directive.Report(callpath.On(pass, turn.Write.Via), set, diagnostic(turn, column))
		}
	}
	return nil, nil
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
	known := !slices.ContainsFunc(f.Values, func(x rowaccess.Value) bool { return !x.Known })
	among := v.Known && slices.ContainsFunc(f.Values, func(x rowaccess.Value) bool { return x.Known && same(x.Text, v.Text) })
	switch f.Op {
	case rowaccess.Equal:
		return known && len(f.Values) > 0 && !among
	case rowaccess.Unequal:
		return among
	case rowaccess.Null:
		return !v.Known || v.Text != "null"
	case rowaccess.NotNull:
		return v.Known && v.Text == "null"
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

func diagnostic(turn *pageturns.Turn, column string) analysis.Diagnostic {
	what := "rows deleted"
	if column != "" {
		what = "rows' " + column + " updated"
	}
	by := ""
	if len(turn.Write.Via) > 0 {
		by = " by " + turn.Write.Via[0].Name()
	}
	format := func(what, by string) string {
		return fmt.Sprintf("%s%s while paging by offset: the rest moves up, every second page is skipped; keep offset 0 or page by key", what, by)
	}
	d := analysis.Diagnostic{
		Pos: turn.Pos, End: turn.End,
		Message: message.Fit(format(what, by), format(what, ""), format("rows updated", "")),
	}
	if turn.PagePos.IsValid() {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: turn.PagePos, Message: "the page is read here"})
	}
	if len(turn.Write.Via) > 1 {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: turn.Pos, End: turn.End, Message: callpath.Is(turn.Write.Via)})
	}
	return d
}
