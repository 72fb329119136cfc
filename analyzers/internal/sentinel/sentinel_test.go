package sentinel_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/sentinel"
)

const testdata = "../../../testdata"

func TestMeanings(t *testing.T) { analysistest.Run(t, testdata, sentinel.Analyzer, "./sentinel") }

func TestFacts(t *testing.T) { facttest.Check(t, testdata, sentinel.Analyzer, "./sentinel") }
