package chains_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/chains"
	"github.com/datavet/datavet/analyzers/internal/facttest"
)

func TestFacts(t *testing.T) {
	facttest.Check(t, "../../../testdata", chains.Analyzer, "./sharedchain/...")
}
