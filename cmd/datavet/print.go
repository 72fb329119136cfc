package main

import (
	"bufio"
	"cmp"
	"fmt"
	"go/token"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
)

// A finding is a diagnostic of a rule.
type finding struct {
	analysis.Diagnostic
	rule string
	posn token.Position
	fset *token.FileSet
}

// findings returns what the rules found, sorted, each once.
func findings(graph *checker.Graph) []finding {
	var list []finding
	for _, act := range graph.Roots {
		sortDiagnostics(act)
		for _, d := range act.Diagnostics {
			list = append(list, finding{d, act.Analyzer.Name, act.Package.Fset.Position(d.Pos), act.Package.Fset})
		}
	}
	slices.SortStableFunc(list, func(a, b finding) int {
		return cmp.Or(comparePosn(a.posn, b.posn), cmp.Compare(a.rule, b.rule), cmp.Compare(a.Message, b.Message))
	})
	// A file may belong to a package and to its test variant.
	return slices.CompactFunc(list, func(a, b finding) bool {
		return a.posn == b.posn && a.rule == b.rule && a.Message == b.Message
	})
}

// sortDiagnostics makes the order independent of how the rule walked.
func sortDiagnostics(act *checker.Action) {
	fset := act.Package.Fset
	slices.SortStableFunc(act.Diagnostics, func(a, b analysis.Diagnostic) int {
		return cmp.Or(comparePosn(fset.Position(a.Pos), fset.Position(b.Pos)), cmp.Compare(a.Message, b.Message))
	})
}

func comparePosn(a, b token.Position) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// A printer prints paths relative to base as far as they are below it.
type printer struct {
	base           string
	stdout, stderr io.Writer
}

func (p printer) text(list []finding) error {
	w := bufio.NewWriter(p.stdout)
	for _, f := range list {
		fmt.Fprintf(w, "%s: %s (%s)\n", p.relative(f.posn.String()), f.Message, f.rule)
		for _, r := range f.Related {
			fmt.Fprintf(w, "\t%s: %s\n", p.relative(f.fset.Position(r.Pos).String()), r.Message)
		}
	}
	return w.Flush()
}

// json prints the tree that multichecker prints, paths as the go command has
// them.
func (p printer) json(graph *checker.Graph) error { return graph.PrintJSON(p.stdout) }

func (p printer) problems(list []load.Problem) {
	slices.SortStableFunc(list, func(a, b load.Problem) int {
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
