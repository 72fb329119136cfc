package positions_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/positions"
)

const testdata = "../../../testdata"

func TestPositions(t *testing.T) {
	analysistest.Run(t, testdata, positions.Analyzer, "./positions")
}

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, positions.Analyzer, "./positions", "./idcursor/...")
}
