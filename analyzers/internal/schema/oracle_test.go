package schema

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/moduletest"
)

// TestSQLC holds which columns may be NULL against sqlc, in a module of its
// own.
func TestSQLC(t *testing.T) {
	moduletest.Run(t, "../../../testdata/sqlc", "./...")
}
