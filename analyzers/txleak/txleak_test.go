package txleak_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/txleak"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", txleak.Analyzer, "./txleak/...")
}
