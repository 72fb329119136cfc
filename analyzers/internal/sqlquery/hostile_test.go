package sqlquery

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

// TestHostile holds that following texts ends, and soon.
func TestHostile(t *testing.T) { analysistest.Run(t, testdata, show, "./sqlquery/hostile") }
