package txscope_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

const testdata = "../../../testdata"

func TestSummaries(t *testing.T) { analysistest.Run(t, testdata, txscope.Analyzer, "./txscope") }

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, txscope.Analyzer, "./txscope", "./wrappers/...")
}
