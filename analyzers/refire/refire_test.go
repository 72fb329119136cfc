package refire_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/refire"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", refire.Analyzer, "./refire/...")
}

func TestFixes(t *testing.T) { ruletest.Fixes(t, refire.Analyzer, "fixed") }
