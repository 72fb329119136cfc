package enqueueintx_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/enqueueintx"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", enqueueintx.Analyzer, "./enqueueintx/...")
}
