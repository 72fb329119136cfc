package rowaccess_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
)

const testdata = "../../../testdata"

func TestRowAccess(t *testing.T) { analysistest.Run(t, testdata, rowaccess.Analyzer, "./rowaccess") }

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, rowaccess.Analyzer, "./rowaccess", "./shiftingpage/...")
}
