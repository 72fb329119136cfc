package checked_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/checked"
	"github.com/datavet/datavet/analyzers/internal/facttest"
)

func TestFacts(t *testing.T) {
	facttest.Check(t, "../../../testdata", checked.Analyzer, "./checkinsert/...")
}
