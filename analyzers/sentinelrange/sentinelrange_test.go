package sentinelrange_test

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/ruletest"
	"github.com/datavet/datavet/analyzers/sentinelrange"
)

func TestScenarios(t *testing.T) { ruletest.Run(t, sentinelrange.Analyzer) }
