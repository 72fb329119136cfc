package retriedeffect_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/retriedeffect"
)

func TestScenarios(t *testing.T) {
	optin.Set(retriedeffect.Analyzer, true)
	analysistest.Run(t, "../../testdata", retriedeffect.Analyzer, "./retriedeffect/...")
}
