package deeds_test

import (
	"go/token"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/deeds"
	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

const testdata = "../../../testdata"

func TestDeeds(t *testing.T) {
	analysistest.Run(t, testdata, deeds.Analyzer, "./deeds", "./deeds/clerk", "./deeds/desk")
}

// shown has the facts of pass deeds, and reports what its result says: the
// handlers, and the fresh values that deeds are done by.
var shown = func() *analysis.Analyzer {
	shown := *deeds.Analyzer
	shown.Doc = "report what pass deeds has found"
	shown.Run = func(pass *analysis.Pass) (any, error) {
		result, err := deeds.Analyzer.Run(pass)
		found, _ := result.(*deeds.Result)
		if found == nil || err != nil {
			return result, err
		}
		report := func(pos token.Pos, what string) { pass.Report(analysis.Diagnostic{Pos: pos, Message: what}) }
		for _, h := range found.Handlers {
			report(h.Fn.Pos(), "handler")
		}
		tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
		defer tx.Lock()()
		for call := range tx.Calls() {
			if ssaform.Callee(call.Common()) == nil || len(found.At(call)) == 0 {
				continue
			}
			for _, pos := range found.Fresh(call) {
				report(pos, "fresh")
			}
		}
		return result, nil
	}
	return &shown
}()

func TestResult(t *testing.T) { analysistest.Run(t, testdata, shown, "./deeds/handlers/...") }

func TestFacts(t *testing.T) {
	facttest.Check(t, testdata, deeds.Analyzer, "./deeds/...", "./halfplayed/...")
}
