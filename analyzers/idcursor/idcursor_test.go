package idcursor_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/idcursor"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/ruletest"
)

func TestScenarios(t *testing.T) {
	optin.Set(idcursor.Analyzer, true)
	defer optin.Set(idcursor.Analyzer, false)
	ruletest.Run(t, idcursor.Analyzer)
}

func TestDefaults(t *testing.T) {
	analysistest.Run(t, "../../testdata", idcursor.Analyzer, "./idcursor", "./idcursor/changes/...")
}
