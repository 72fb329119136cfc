package deeds_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/deeds"
	"github.com/datavet/datavet/analyzers/internal/facttest"
)

const testdata = "../../../testdata"

func TestDeeds(t *testing.T) { analysistest.Run(t, testdata, deeds.Analyzer, "./deeds/...") }

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, deeds.Analyzer, "./deeds/...", "./halfplayed/...")
}
