package checkinsert_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/checkinsert"
	"github.com/datavet/datavet/analyzers/internal/ruletest"
)

func TestScenarios(t *testing.T) { ruletest.Run(t, checkinsert.Analyzer) }
