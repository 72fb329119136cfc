package shiftingpage_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/shiftingpage"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", shiftingpage.Analyzer, "./shiftingpage/...")
}
