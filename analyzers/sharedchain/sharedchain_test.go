package sharedchain_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/sharedchain"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", sharedchain.Analyzer, "./sharedchain/...")
}

func TestFixes(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, "../../testdata", sharedchain.Analyzer, "./sharedchain/fixed")
}
