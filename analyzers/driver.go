package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
)

// Options are what a driver lets its user choose.
type Options struct {
	// Enable and Disable name rules; see Select.
	Enable, Disable []string
	// Tests has _test.go files analysed, too.
	Tests bool
	// UnusedIgnores has ignore directives reported that suppress nothing.
	UnusedIgnores bool
}

// Analyzers returns what a driver is to run: the selected rules, and the
// check of directives, which no selection leaves out. Drivers call it once,
// before the first pass: whether tests are analysed holds for the process.
func Analyzers(o Options) ([]*analysis.Analyzer, error) {
	selected, err := Select(o.Enable, o.Disable)
	if err != nil {
		return nil, err
	}
	var ran []*analysis.Analyzer
	if o.UnusedIgnores {
		ran = selected
	}
	firstparty.Tests = o.Tests
	return append(selected, directive.NewCheck(ruleNames(), ran)), nil
}

// IsWrongDirective reports whether d of the analyzer called name says that a
// directive doesn't do what its author meant. Such a mistake is one of
// configuration, other than a finding in the code.
func IsWrongDirective(name string, d analysis.Diagnostic) bool {
	return name == directive.Check && d.Category != directive.Unused
}

// FirstParty reports whether the package path, made of files, is the user's
// own source. version is that of its module as the go command tells it, if it
// is in one.
func FirstParty(inModule bool, version, path string, files []string) bool {
	return firstparty.Owns(inModule, version, path, files)
}
