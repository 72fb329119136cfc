package reuseddest_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/reuseddest"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", reuseddest.Analyzer, "./reuseddest/...")
	analysistest.RunWithSuggestedFixes(t, "../../testdata", reuseddest.Analyzer, "./reuseddest/fixed")
}
