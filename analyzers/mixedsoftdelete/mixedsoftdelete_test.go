package mixedsoftdelete_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/mixedsoftdelete"
)

func TestScenarios(t *testing.T) { ruletest.Run(t, mixedsoftdelete.Analyzer) }
