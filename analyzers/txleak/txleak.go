package txleak

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

//go:embed doc.go
var doc string

// Analyzer finds paths that leave a transaction open.
var Analyzer = &analysis.Analyzer{
	Name:     "txleak",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("txleak"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, txscope.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	if tx == nil {
		return nil, nil
	}
	defer tx.Lock()()
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for _, s := range tx.Scopes {
		for _, ret := range tx.LeakingReturns(s) {
			pos := ret.Pos()
			if node := ret.Parent().Syntax(); !pos.IsValid() && node != nil {
				pos = node.End() - 1 // the body's end returns, without a statement
			}
			directive.Report(pass, set, analysis.Diagnostic{
				Pos:      pos,
				Category: "open",
				Message:  "transaction left open on this return: its connection and its locks stay taken; roll it back here or defer Rollback after Begin",
				Related:  []analysis.RelatedInformation{{Pos: s.Begin.Pos(), Message: callpath.Begin}},
			})
		}
		for _, call := range tx.UncheckedCommits(s) {
			d := analysis.Diagnostic{
				Category: "commit",
				Message:  "commit error dropped: a failed commit looks like a success and the rows are lost; check the result's Error",
			}
			d.Pos, d.End = tx.Extent(call)
			directive.Report(pass, set, d)
		}
		for _, end := range s.Endings() {
			for _, call := range tx.UsedAfter(s, end) {
				d := analysis.Diagnostic{
					Category: "after",
					Message:  "transaction used after it has ended: the statement fails or runs on its own; move it before the commit",
				}
				d.Pos, d.End = tx.Extent(call)
				directive.Report(pass, set, d)
			}
		}
	}
	return nil, nil
}
