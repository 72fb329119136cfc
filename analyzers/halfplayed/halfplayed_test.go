package halfplayed_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/halfplayed"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", halfplayed.Analyzer, "./halfplayed/...")
}
