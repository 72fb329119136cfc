// Package baddirective is the check of //datavet: comments, for drivers that
// take their analyzers one by one, such as nogo.
package baddirective

import (
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/analyzers/internal/directive"
)

// Analyzer reports wrong directives; with its flag unused, which has it run all
// rules, also ignores that suppress nothing.
var Analyzer = newCheck()

func newCheck() *analysis.Analyzer {
	var (
		names []string
		rules []*analysis.Analyzer
	)
	for _, rule := range analyzers.Rules {
		names = append(names, rule.Analyzer.Name)
		rules = append(rules, rule.Analyzer)
	}
	return directive.NewCheck(names, rules)
}
