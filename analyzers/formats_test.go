package analyzers

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/moduletest"
)

// TestFormats holds what datavet writes against the specifications of others.
func TestFormats(t *testing.T) {
	moduletest.Run(t, "../testdata/formats", "./...")
}
