package effects_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/effects"
	"github.com/datavet/datavet/analyzers/internal/facttest"
)

const testdata = "../../../testdata"

func TestEffects(t *testing.T) { analysistest.Run(t, testdata, effects.Analyzer, "./effects") }

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, effects.Analyzer, "./effects", "./wrappers/...")
}
