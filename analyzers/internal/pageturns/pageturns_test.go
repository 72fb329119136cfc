package pageturns_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/pageturns"
)

func TestFacts(t *testing.T) {
	facttest.Check(t, "../../../testdata", pageturns.Analyzer, "./shiftingpage/...")
}
