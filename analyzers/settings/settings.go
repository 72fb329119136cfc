// Package settings has what holds for all rules, as flags of an analyzer that
// does nothing else: for drivers that know nothing but analyzers, such as nogo.
package settings

import (
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
	Analyzer.Flags.BoolVar(&firstparty.Tests, "tests", false, "analyse _test.go files, too")
	// Not the name of a file: drivers cache results by the values of flags, and
	// run packages where the file isn't.
	Analyzer.Flags.Func("config", "use these `settings`, YAML or JSON, in place of those in .datavet.yaml", func(text string) error {
		c, err := config.SetInline(text)
		if err != nil {
			return err
		}
		firstparty.Prefixes = c.FirstParty
		return nil
	})
}
