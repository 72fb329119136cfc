package outerhandle_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/outerhandle"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", outerhandle.Analyzer, "./outerhandle/...")
}
