package unguardedretry_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/unguardedretry"
)

func TestScenarios(t *testing.T) {
	optin.Set(unguardedretry.Analyzer, true)
	analysistest.Run(t, "../../testdata", unguardedretry.Analyzer, "./unguardedretry/...")
}
