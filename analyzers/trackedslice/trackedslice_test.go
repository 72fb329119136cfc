package trackedslice_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/trackedslice"
)

func TestScenarios(t *testing.T) {
	optin.Set(trackedslice.Analyzer, true)
	ruletest.Run(t, trackedslice.Analyzer)
}

func TestFixes(t *testing.T) {
	optin.Set(trackedslice.Analyzer, true)
	ruletest.Fixes(t, trackedslice.Analyzer, "fixed")
	ruletest.Fixes(t, trackedslice.Analyzer, "leftover")
}
