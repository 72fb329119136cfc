package trackedslice_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/trackedslice"
)

func TestScenarios(t *testing.T) {
	optin.Enable(trackedslice.Analyzer.Name)
	ruletest.Run(t, trackedslice.Analyzer)
}

func TestFixes(t *testing.T) {
	optin.Enable(trackedslice.Analyzer.Name)
	ruletest.Fixes(t, trackedslice.Analyzer, "fixed")
	ruletest.Fixes(t, trackedslice.Analyzer, "leftover")
}
