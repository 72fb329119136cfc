// Package settings has the analyzer whose flags hold for all rules.
package settings

import (
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
)

// Analyzer reports nothing. A driver that runs rules runs it beside them if it
// is to set its flags.
var Analyzer = &analysis.Analyzer{
	Name: "datavet",
	Doc:  "hold the settings of datavet's rules",
	Run:  func(*analysis.Pass) (any, error) { return nil, nil },
}

func init() {
	testsGiven := false
	Analyzer.Flags.BoolFunc("tests", "analyse _test.go files, too", func(text string) (err error) {
		testsGiven = true
		firstparty.Tests, err = strconv.ParseBool(text)
		return err
	})
	// Not the name of a file: drivers cache results by the values of flags, and
	// run packages where the file isn't.
	Analyzer.Flags.Func("config", "use these `settings`, YAML or JSON, in place of those in .datavet.yaml", func(text string) error {
		c, err := config.SetInline(text)
		if err != nil {
			return err
		}
		firstparty.Prefixes = c.FirstParty
		if !testsGiven {
			firstparty.Tests = c.Tests == config.On
		}
		return nil
	})
}
