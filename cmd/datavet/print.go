package main

import (
	"cmp"
	"fmt"
	"go/token"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/standalone"
)

// A printer prints paths relative to base as far as they are below it.
type printer struct {
	base           string
	stdout, stderr io.Writer
}

// printJSON prints the tree that multichecker prints, paths as the go command has
// them, of the findings that r has.
func printJSON(w io.Writer, r *report.Report, result *standalone.Result) error {
	type place struct {
		pos           token.Position
		rule, message string
	}
	told := map[place]report.Finding{}
	for _, f := range r.Findings {
		told[place{f.Pos, f.Rule, f.Message}] = f.Finding
	}
	tree := report.Tree{}
	for _, pkg := range result.Packages {
		var list []report.Finding
		for _, f := range pkg.Findings {
			if f, ok := told[place{f.Pos, f.Rule, f.Message}]; ok {
				list = append(list, f)
			}
		}
		tree.Add(pkg.ID, list)
	}
	for _, f := range result.Failures {
		if f.Root && f.Named {
			tree.AddError(f.Package, f.Analyzer, f.Err)
		}
	}
	return tree.Print(w)
}

func (p printer) problems(list []report.Problem) {
	slices.SortStableFunc(list, func(a, b report.Problem) int {
		return cmp.Or(cmp.Compare(a.Posn, b.Posn), cmp.Compare(a.Text, b.Text))
	})
	for _, problem := range slices.Compact(list) {
		if problem.Posn == "" {
			fmt.Fprintf(p.stderr, "datavet: %s\n", problem.Text)
			continue
		}
		fmt.Fprintf(p.stderr, "%s: %s\n", p.relative(problem.Posn), problem.Text)
	}
}

// texts says which SQL was parsed, and which was not.
func (p printer) texts(t *analyzers.SQLTexts) {
	unparsed := t.Unparsed()
	for _, u := range unparsed {
		text := strings.Join(strings.Fields(u.Text), " ")
		if runes := []rune(text); len(runes) > 80 {
			text = string(runes[:80])
		}
		fmt.Fprintf(p.stderr, "%s: %s: %s\n", p.relative(u.Posn.String()), u.Word, text)
	}
	count := t.Count()
	parsed := 0
	var dialects []string
	for _, name := range slices.Sorted(maps.Keys(count)) {
		parsed += count[name]
		dialects = append(dialects, fmt.Sprintf("%d %s", count[name], cmp.Or(name, "of unknown dialect")))
	}
	fmt.Fprintf(p.stderr, "datavet: %d SQL texts: %d parsed", parsed+len(unparsed), parsed)
	if parsed > 0 {
		fmt.Fprintf(p.stderr, " (%s)", strings.Join(dialects, ", "))
	}
	fmt.Fprintf(p.stderr, ", %d not\n", len(unparsed))
}

// relative shortens the path that posn starts with.
func (p printer) relative(posn string) string {
	if rest, ok := strings.CutPrefix(posn, p.base+string(filepath.Separator)); ok && p.base != "" {
		return rest
	}
	return posn
}
