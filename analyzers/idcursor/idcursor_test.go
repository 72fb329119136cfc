package idcursor_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/idcursor"
)

func TestScenarios(t *testing.T) {
	analysistest.Run(t, "../../testdata", idcursor.Analyzer, "./idcursor", "./idcursor/configs", "./idcursor/changes/...")
}
