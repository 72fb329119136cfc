package staleassociation_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/staleassociation"
)

func TestScenarios(t *testing.T) {
	optin.Set(staleassociation.Analyzer, true)
	ruletest.Run(t, staleassociation.Analyzer)
}

func TestFixes(t *testing.T) {
	optin.Set(staleassociation.Analyzer, true)
	ruletest.Fixes(t, staleassociation.Analyzer, "fixed")
}
