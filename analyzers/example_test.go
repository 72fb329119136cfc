package analyzers_test

import (
	"golang.org/x/tools/go/analysis/multichecker"
	"golang.org/x/tools/go/analysis/passes/nilness"

	"github.com/datavet/datavet/analyzers"
)

// A multichecker with datavet's rules beside others.
func ExampleDefault() {
	multichecker.Main(append(analyzers.Default(), nilness.Analyzer)...)
}
