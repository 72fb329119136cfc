// Package report holds findings as plain data, which outlive the syntax and the
// types that they were found in, and prints them.
package report

import (
	"cmp"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// A Finding is a diagnostic of a rule.
type Finding struct {
	Rule     string
	Category string
	Pos, End token.Position // End is Pos if the rule gave none
	Message  string
	Related  []Related
	Fixes    []Fix
}

// A Related is a place that has to do with a finding.
type Related struct {
	Pos, End token.Position
	Message  string
}

// A Fix is a change that mends what was found.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit puts New in the place of the bytes from Start to End.
type Edit struct {
	File       string
	Start, End int
	New        string
}

// Of returns d, a diagnostic of the analyzer a, as a finding.
func Of(fset *token.FileSet, a *analysis.Analyzer, d analysis.Diagnostic) Finding {
	f := Finding{
		Rule:     a.Name,
		Category: d.Category,
		Pos:      fset.Position(d.Pos),
		End:      fset.Position(cmp.Or(d.End, d.Pos)),
		Message:  d.Message,
	}
	for _, r := range d.Related {
		f.Related = append(f.Related, Related{fset.Position(r.Pos), fset.Position(cmp.Or(r.End, r.Pos)), r.Message})
	}
	for _, fix := range d.SuggestedFixes {
		var edits []Edit
		for _, e := range fix.TextEdits {
			start := fset.Position(e.Pos)
			edits = append(edits, Edit{start.Filename, start.Offset, fset.Position(cmp.Or(e.End, e.Pos)).Offset, string(e.NewText)})
		}
		f.Fixes = append(f.Fixes, Fix{fix.Message, edits})
	}
	return f
}

// Sort sorts findings by place, rule and message, whatever way a rule walked.
func Sort(list []Finding) {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(comparePos(a.Pos, b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
}

func comparePos(a, b token.Position) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Compact returns a sorted list with what is alike in it once: a file may belong
// to a package and to its test variant.
func Compact(list []Finding) []Finding {
	return slices.CompactFunc(list, func(a, b Finding) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule && a.Message == b.Message
	})
}
