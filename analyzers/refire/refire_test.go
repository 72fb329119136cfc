package refire_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/refire"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", refire.Analyzer, "./refire/...")
}
