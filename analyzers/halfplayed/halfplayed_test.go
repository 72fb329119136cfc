package halfplayed_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/halfplayed"
	"github.com/datavet/datavet/analyzers/internal/facttest"
)

const testdata = "../../testdata"

func TestScenarios(t *testing.T) {
	analysistest.Run(t, testdata, halfplayed.Analyzer, "./halfplayed", "./halfplayed/notify", "./halfplayed/queue")
}

// TestElsewhere: what a handler does is known where the handler and what
// implements its interfaces are both reached, and reported in the handler.
func TestElsewhere(t *testing.T) {
	facttest.Elsewhere(t, testdata, halfplayed.Analyzer, "halfplayed/parcels/letter_sent_for_each_try.go", "./halfplayed/parcels/...")
}
