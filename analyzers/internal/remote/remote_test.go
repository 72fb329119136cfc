package remote_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/remote"
)

const testdata = "../../../testdata"

func TestRemote(t *testing.T) { analysistest.Run(t, testdata, remote.Analyzer, "./remote") }

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, remote.Analyzer, "./remote", "./wrappers/...")
}
