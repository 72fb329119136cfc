package destinations_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/destinations"
	"github.com/datavet/datavet/analyzers/internal/facttest"
)

func TestFacts(t *testing.T) {
	facttest.Check(t, "../../../testdata", destinations.Analyzer, "./reuseddest/...")
}
