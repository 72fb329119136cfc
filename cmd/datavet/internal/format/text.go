package format

import (
	"bufio"
	"fmt"
	"go/token"
	"io"
	"strings"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
)

// writeText writes findings as people read them. A finding's first line has the
// form that editors know; the other ones begin with a tab.
func writeText(w io.Writer, r *report.Report, s *report.Sources, o Options) error {
	t := text{bufio.NewWriter(w), r, s, o, paint{o.Color}}
	explained := map[string]bool{}
	for _, f := range r.Findings {
		t.finding(f)
		if !o.Quiet {
			t.help(f, !explained[f.Rule])
			explained[f.Rule] = true
		}
	}
	return t.Flush()
}

type text struct {
	*bufio.Writer
	*report.Report
	sources *report.Sources
	options Options
	paint   paint
}

func (t text) finding(f report.Told) {
	rule := f.Rule
	if f.Severity != report.Error {
		rule += ", " + string(f.Severity)
	}
	color := severityColor[f.Severity]
	fmt.Fprintf(t, "%s %s (%s)\n", t.paint.in(bold, t.place(f.Pos)+":"), clean(f.Message), t.paint.in(color, rule))
	t.excerpt(f, color)
	for _, p := range steps.Places(f) {
		fmt.Fprintf(t, "\t%s: %s\n", t.place(p.Pos), clean(p.Text))
	}
}

// place returns pos as "file:line:column", the file relative to the folder that
// people look from if it is below that.
func (t text) place(pos token.Position) string {
	if rel, ok := below(t.Base, pos.Filename); ok {
		pos.Filename = rel
	}
	return clean(pos.String())
}

const (
	// defaultWidth is that of text that is on no terminal.
	defaultWidth = 120
	// indent is how far a terminal's tab leads.
	indent   = 8
	minWidth = 20
)

// excerpt writes the line that f begins in, without its indentation, and marks
// what f is about.
func (t text) excerpt(f report.Told, color string) {
	line := t.sources.Line(f.Pos.Filename, f.Pos.Line)
	code := strings.TrimLeft(line, " \t")
	if code == "" {
		return
	}
	number := fmt.Sprint(f.Pos.Line)
	limit := t.options.Width
	if limit == 0 {
		limit = defaultWidth
	}
	limit = max(limit-indent-len(number)-len(" | "), minWidth)

	list := cells(strings.TrimRight(code, " \t"))
	start, end := marked(f, list, len(line)-len(code))
	list, start, end = cut(list, start, end, limit)
	bar := t.paint.in(blue, "|")
	fmt.Fprintf(t, "\t%s %s %s\n", t.paint.in(blue, number), bar, join(list))
	if start < end {
		fmt.Fprintf(t, "\t%*s %s %*s%s\n", len(number), "", bar, columns(list[:start]), "",
			t.paint.in(bold+color, strings.Repeat("^", max(1, columns(list[start:end])))))
	}
}

// marked returns which cells of its first line f is about, none if f tells no
// column; the line begins skipped bytes into that of the file.
func marked(f report.Told, list []cell, skipped int) (start, end int) {
	from := f.Pos.Column - 1 - skipped
	to := from + 1
	switch {
	case f.Pos.Column == 0 || from < 0:
		return 0, 0
	case f.End.Line > f.Pos.Line:
		to = 1 << 30
	case f.End.Line == f.Pos.Line && f.End.Column > f.Pos.Column:
		to = f.End.Column - 1 - skipped
	}
	for i, c := range list {
		if c.offset < from {
			start = i + 1
		}
		if c.offset < to {
			end = i + 1
		}
	}
	return start, end
}

// help says how to be rid of f and, if it is the first of its rule, where to read
// on.
func (t text) help(f report.Told, first bool) {
	help := t.paint.in(bold+cyan, "help:")
	if len(f.Fixes) > 0 {
		fmt.Fprintf(t, "\t%s %s, as datavet -fix does\n", help, clean(lower(f.Fixes[0].Message)))
	}
	if _, err := analyzers.Find(f.Rule); err == nil && first {
		fmt.Fprintf(t, "\t%s datavet explain %s\n", help, f.Rule)
	}
}

// A paint colours text, if it is on.
type paint struct{ on bool }

const (
	bold   = "1;"
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
	cyan   = "36"
)

var severityColor = map[report.Severity]string{report.Error: red, report.Warning: yellow, report.Note: cyan}

func (p paint) in(style, s string) string {
	if !p.on {
		return s
	}
	return "\x1b[" + strings.TrimSuffix(style, ";") + "m" + s + "\x1b[m"
}
