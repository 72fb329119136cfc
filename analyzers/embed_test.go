package analyzers

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/moduletest"
)

// TestNogo runs the rules as rules_go runs them under Bazel.
func TestNogo(t *testing.T) {
	moduletest.Run(t, "../testdata/nogo", "./...")
}
