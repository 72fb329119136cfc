package zerocondition_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/zerocondition"
)

func TestScenarios(t *testing.T) {
	optin.Set(zerocondition.Analyzer, true)
	analysistest.Run(t, "../../testdata", zerocondition.Analyzer, "./zerocondition/...")
}
