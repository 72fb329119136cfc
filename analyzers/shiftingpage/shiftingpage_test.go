package shiftingpage_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/shiftingpage"
)

const testdata = "../../testdata"

func TestScenarios(t *testing.T) {
	analysistest.Run(t, testdata, shiftingpage.Analyzer, "./shiftingpage", "./shiftingpage/store")
}

// TestElsewhere: what a loop does to its pages is known where the loop and the
// repository are both reached, and reported in the loop.
func TestElsewhere(t *testing.T) {
	facttest.Elsewhere(t, testdata, shiftingpage.Analyzer, "shiftingpage/uploads/orphans_kept_for_good.go", "./shiftingpage/uploads/...")
	facttest.Elsewhere(t, testdata, shiftingpage.Analyzer, "shiftingpage/tools/runner/tools_left_behind.go", "./shiftingpage/tools/...")
}
