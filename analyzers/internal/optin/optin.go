// Package optin holds whether a rule reports its opt-in categories, too: those
// that are too often wrong, or too often a matter of taste, to be on by
// default. A rule that is enabled by name reports them, and one of which the
// settings of a package's module say so.
package optin

import (
	"flag"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
)

const name = "optin"

// Flags returns the flags of a rule that has opt-in categories.
func Flags() flag.FlagSet {
	var flags flag.FlagSet
	flags.Bool(name, false, "report the opt-in categories, too")
	return flags
}

// Set has rule report its opt-in categories or not, if it has any. A driver, or
// a rule's test, calls it before the first pass runs.
func Set(rule *analysis.Analyzer, on bool) {
	if rule.Flags.Lookup(name) != nil {
		_ = rule.Flags.Set(name, strconv.FormatBool(on)) // a bool takes it
	}
}

// On reports whether the rule of pass, which has opt-in categories and requires
// directive.Analyzer, is to report them.
func On(pass *analysis.Pass) bool {
	return pass.Analyzer.Flags.Lookup(name).Value.(flag.Getter).Get().(bool) ||
		pass.ResultOf[directive.Analyzer].(*directive.Set).OptIn(pass.Analyzer.Name)
}
