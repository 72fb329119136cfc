package checkinsert_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/checkinsert"
	"github.com/datavet/datavet/analyzers/internal/facttest"
)

const testdata = "../../testdata"

func TestScenarios(t *testing.T) {
	analysistest.Run(t, testdata, checkinsert.Analyzer, "./checkinsert/accounts", "./checkinsert/follows", "./checkinsert/pieces")
}

// TestElsewhere: what a check asks and what is inserted is known where the
// service and its store are both reached, and reported at the check.
func TestElsewhere(t *testing.T) {
	facttest.Elsewhere(t, testdata, checkinsert.Analyzer, "checkinsert/labels/domain/label_named_twice.go", "./checkinsert/labels/...")
}
