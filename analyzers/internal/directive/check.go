package directive

import (
	"fmt"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/nearest"
)

// Check is the name of the analyzer that reports wrong directives.
const Check = "baddirective"

// Unused is the category of ignores that suppress nothing.
const Unused = "unused"

// NewCheck returns the analyzer that reports wrong directives. known are the
// names of all rules, which an ignore may name. Its flag unused has it report
// ignores of rules that suppressed nothing, too.
func NewCheck(known []string, rules []*analysis.Analyzer) *analysis.Analyzer {
	check := &analysis.Analyzer{
		Name:     Check,
		Doc:      "report wrong //datavet: comments",
		Requires: []*analysis.Analyzer{Analyzer},
	}
	unused := false
	check.Flags.BoolFunc("unused", "report //datavet:ignore comments that suppress nothing", func(text string) (err error) {
		if unused, err = strconv.ParseBool(text); err != nil {
			return err
		}
		// The rules come first then, and only then: they needn't be run otherwise.
		check.Requires = check.Requires[:1:1]
		if unused {
			check.Requires = append(check.Requires, rules...)
		}
		return nil
	})
	check.Run = func(pass *analysis.Pass) (any, error) {
		set := pass.ResultOf[Analyzer].(*Set)
		diagnostics := slices.Concat(set.wrong, set.unknownRules(known))
		if unused {
			diagnostics = append(diagnostics, set.unused(rules)...)
		}
		slices.SortStableFunc(diagnostics, func(a, b analysis.Diagnostic) int { return int(a.Pos - b.Pos) })
		for _, d := range diagnostics {
			if !set.isSilent(d.Pos) && !set.excluded(Check, d.Pos) {
				pass.Report(d)
			}
		}
		return nil, nil
	}
	return check
}

func (s *Set) unknownRules(known []string) []analysis.Diagnostic {
	var found []analysis.Diagnostic
	for _, ig := range s.ignores {
		for _, rule := range ig.rules {
			if !slices.Contains(known, rule) {
				found = append(found, ig.diagnostic("", "datavet directive ignores the unknown rule %q: it has no effect; %s", rule, nearest.Suggest(rule, known)))
			}
		}
	}
	return found
}

func (s *Set) unused(ran []*analysis.Analyzer) []analysis.Diagnostic {
	var found []analysis.Diagnostic
	for _, ig := range s.ignores {
		for _, a := range ran {
			if slices.Contains(ig.rules, a.Name) && !ig.used[a.Name] && !s.off(a.Name) {
				found = append(found, ig.diagnostic(Unused, "datavet directive ignores %s where it finds nothing: it would hide the next finding; remove it", a.Name))
			}
		}
	}
	return found
}

func (ig *ignore) diagnostic(category, format string, args ...any) analysis.Diagnostic {
	return analysis.Diagnostic{Pos: ig.pos, End: ig.end, Category: category, Message: fmt.Sprintf(format, args...)}
}
