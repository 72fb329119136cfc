// Package optin holds which rules report their opt-in categories, too: those
// that are too often wrong, or too often a matter of taste, to be on by
// default. A rule that is enabled by name reports them.
package optin

import "golang.org/x/tools/go/analysis"

var enabled = map[string]bool{}

// Enable has rule report its opt-in categories. A driver, or a rule's test,
// calls it before the first pass runs.
func Enable(rule string) { enabled[rule] = true }

// On reports whether the rule of pass is to report its opt-in categories.
func On(pass *analysis.Pass) bool { return enabled[pass.Analyzer.Name] }
