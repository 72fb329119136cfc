package tracked_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/tracked"
)

const testdata = "../../../testdata"

func TestSummaries(t *testing.T) {
	for _, result := range analysistest.Run(t, testdata, tracked.Analyzer, "./tracked/...") {
		if r := result.Result.(*tracked.Result); (r == nil) != (result.Pass.Pkg.Name() == "models") {
			t.Errorf("%s: %v", result.Pass.Pkg.Path(), r)
		}
	}
}

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, tracked.Analyzer, "./tracked/...", "./trackedslice/...", "./staleassociation/...")
}
