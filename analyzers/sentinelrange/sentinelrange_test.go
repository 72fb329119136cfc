package sentinelrange_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/sentinelrange"
)

func TestScenarios(t *testing.T) { ruletest.Run(t, sentinelrange.Analyzer) }

func TestFixes(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, "../../testdata", sentinelrange.Analyzer, "./sentinelrange/fixed")
}
