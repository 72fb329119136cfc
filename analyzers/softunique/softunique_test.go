package softunique_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/softunique"
)

func TestScenarios(t *testing.T) { ruletest.Run(t, softunique.Analyzer) }
