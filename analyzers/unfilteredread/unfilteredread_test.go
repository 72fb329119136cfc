package unfilteredread_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/unfilteredread"
)

func TestScenarios(t *testing.T) { ruletest.Run(t, unfilteredread.Analyzer) }
