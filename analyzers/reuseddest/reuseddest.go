package reuseddest

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/destinations"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer finds destinations of queries that are read into twice.
var Analyzer = &analysis.Analyzer{
	Name:     "reuseddest",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("reuseddest"),
	Run:      run,
	Requires: []*analysis.Analyzer{destinations.Analyzer, directive.Analyzer, sqlquery.Analyzer},
}

type check struct {
	pass  *analysis.Pass
	set   *directive.Set
	dests *destinations.Result
}

func run(pass *analysis.Pass) (any, error) {
	dests := pass.ResultOf[destinations.Analyzer].(*destinations.Result)
	if dests == nil {
		return nil, nil // nothing of the package reads rows
	}
	c := check{pass, pass.ResultOf[directive.Analyzer].(*directive.Set), dests}
	for _, f := range dests.Findings {
		d := analysis.Diagnostic{Category: categories[f.Hazard], Message: say(f)}
		d.Pos, d.End = c.extent(f.At)
		if f.Other != nil {
			d.Related = []analysis.RelatedInformation{{Pos: destinations.Pos(f.Other), Message: related[f.Hazard]}}
		}
		if fix, ok := c.clone(f); ok {
			d.SuggestedFixes = []analysis.SuggestedFix{fix}
		}
		c.report(d)
	}
	if queries := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result); queries != nil {
		for _, b := range dests.Batched {
			c.ordered(b, queries.Queries)
		}
	}
	return nil, nil
}

func (c check) report(d analysis.Diagnostic) {
	if d.Pos.IsValid() {
		directive.Report(c.pass, c.set, d)
	}
}

var categories = map[destinations.Hazard]string{
	destinations.Kept:        "batches",
	destinations.Overwritten: "overwritten",
	destinations.Keyed:       "keyed",
	destinations.Moved:       "cursor",
}

var related = map[destinations.Hazard]string{
	destinations.Kept:        "read batch by batch here",
	destinations.Overwritten: "kept here",
	destinations.Keyed:       "the key comes from here",
	destinations.Moved:       "paged by the last row's key here",
}

// say words a finding.
func say(f destinations.Finding) string {
	name := f.Dest
	if name == "" {
		name = "the destination"
	}
	anew := "read into a new variable"
	if f.Again {
		anew = "declare it inside the loop"
	}
	switch f.Hazard {
	case destinations.Overwritten:
		switch {
		case f.Struct:
			return message.Fit(
				fmt.Sprintf("%s is read into again while a pointer to it is kept: all of them lead to the row read last; %s", name, anew),
				fmt.Sprintf("destination read into again while a pointer to it is kept: all of them lead to the row read last; %s", anew))
		case f.Deep:
			return message.Fit(
				fmt.Sprintf("%s is read into again while its rows are kept: they become the new ones, in a clone, too; %s", name, anew),
				fmt.Sprintf("destination read into again while its rows are kept: they become the new ones, in a clone, too; %s", anew))
		}
		return message.Fit(
			fmt.Sprintf("%s is read into again while its array is kept: the kept rows become the new; %s or keep slices.Clone(%s)", name, anew, name),
			fmt.Sprintf("%s is read into again while its array is kept: the kept rows become the new; %s", name, anew),
			fmt.Sprintf("destination read into again while its array is kept: the kept rows become the new; %s", anew))
	case destinations.Keyed:
		return message.Fit(
			fmt.Sprintf("%s still holds the key of the row read before: this query asks for that key, too, and finds nothing; %s", name, anew),
			fmt.Sprintf("destination still holds the key of the row read before: this query asks for it, too, and finds nothing; %s", anew))
	case destinations.Moved:
		return message.Fit(
			fmt.Sprintf("%s changed in its callback: its last row is where the next batch begins, so rows repeat or are skipped; change a clone", name),
			"batch changed in its callback: its last row is where the next one begins, so rows repeat or are skipped; change a clone")
	}
	if f.Struct {
		return message.Fit(
			fmt.Sprintf("%s kept beyond its callback: the next row is read into it, so that all that is kept shows the last; keep a copy", name),
			"row kept beyond its callback: the next one is read into it, so that all that is kept shows the last; keep a copy")
	}
	switch f.How {
	case destinations.Pointed:
		return message.Fit(
			fmt.Sprintf("pointer into %s outlives its batch: the next one is read over it, and it shows another row; copy the row", name),
			"pointer into a batch outlives it: the next one is read over it, and it shows another row; copy the row")
	case destinations.Sent:
		return message.Fit(
			fmt.Sprintf("%s sent out of its batch: the next one is read over it, and the receiver sees other rows; send slices.Clone(%s)", name, name),
			"batch sent on a channel: the next one is read over it, and the receiver sees other rows; send slices.Clone of it")
	case destinations.Started:
		return message.Fit(
			fmt.Sprintf("goroutine reads %s beyond its batch: the next one is read over it; wait in the callback or pass slices.Clone(%s)", name, name),
			"goroutine reads a batch beyond its callback: the next one is read over it; wait in the callback or pass slices.Clone")
	}
	return message.Fit(
		fmt.Sprintf("%s kept beyond its batch: the next one is read over it, so that all that is kept shows the last; keep slices.Clone(%s)", name, name),
		fmt.Sprintf("%s kept beyond its batch: the next one is read over it, so that all that is kept shows the last; keep a clone", name),
		"slice kept beyond its batch: the next one is read over it, so that all that is kept shows the last; keep a clone")
}

// ordered reports a call of batches whose query is ordered by something else
// than the key by which it pages.
func (c check) ordered(b destinations.Batch, queries []*sqlquery.Query) {
	for _, q := range queries {
		if q.Call == nil || q.Call.Lparen != b.Call.Common().Pos() || len(q.OrderBy) == 0 {
			continue
		}
		first := q.OrderBy[0]
		if first.Column != nil && !first.Desc && c.isKey(b, first.Column.Name) {
			return
		}
		by := "an expression"
		if first.Column != nil && first.Column.Name != "" {
			by = first.Column.Name
			if first.Desc {
				by += " DESC"
			}
		}
		d := analysis.Diagnostic{
			Category: "cursor",
			Message: message.Fit(
				fmt.Sprintf("batches ordered by %s: each begins after the last row's primary key, so rows with lower keys are never seen; drop the order", by),
				"batches not ordered by primary key: each begins after the last row's key, so rows with lower keys are never seen; drop the order"),
		}
		d.Pos, d.End = c.dests.Extent(b.Call)
		if pos, end := q.Extent(first.Span); pos.IsValid() {
			d.Pos, d.End = pos, max(pos, end)
		}
		c.report(d)
		return
	}
}

func (c check) isKey(b destinations.Batch, column string) bool {
	columns := []string{"id"}
	if b.Row != nil {
		columns, _ = c.dests.HasKey(b.Row)
	}
	return len(columns) == 0 || slices.ContainsFunc(columns, func(k string) bool { return strings.EqualFold(k, column) })
}
