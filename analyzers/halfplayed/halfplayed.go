package halfplayed

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/deeds"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

//go:embed doc.go
var doc string

// Analyzer finds job handlers that may fail after they did what can't be taken
// back and isn't to be done twice.
var Analyzer = &analysis.Analyzer{
	Name:     "halfplayed",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("halfplayed"),
	Run:      run,
	Requires: []*analysis.Analyzer{deeds.Analyzer, directive.Analyzer, txscope.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	done := pass.ResultOf[deeds.Analyzer].(*deeds.Result)
	if done == nil {
		return nil, nil // nothing of the package reaches a queue
	}
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	defer tx.Lock()()
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for _, h := range done.Handlers {
		// One finding a function: whoever mends the first sees the rest.
		for _, late := range done.Late(h.Fn, h.Exits) {
			if late.First.Call != nil || !done.Own(late.Call) {
				directive.Report(pass, set, diagnostic(tx, late))
				break
			}
		}
	}
	for _, reg := range done.Registrations {
		late := deeds.LateAt{Call: reg.Call, Via: append([]string{reg.Fn.Name()}, reg.Late.Via...), First: deeds.DeedAt{Deed: reg.Late.Deed}}
		directive.Report(pass, set, diagnostic(tx, late))
	}
	return nil, nil
}

const remedy = "the job runs again and does it twice; use an idempotency key, or a job for each step"

func diagnostic(tx *txscope.Result, late deeds.LateAt) analysis.Diagnostic {
	pos, end := tx.Extent(late.Call)
	d := analysis.Diagnostic{Pos: pos, End: end, Category: "replayed"}
	first, what := late.First, noun(late.First.Deed)
	switch {
	case first.Call == nil:
		d.Message = message.Fit(
			fmt.Sprintf("%s may fail after %s: %s", late.Via[0], what, remedy),
			fmt.Sprintf("this may fail after %s: %s", what, remedy),
		)
		d.Related = append(d.Related, path(pos, end, "done on the way", append(late.Via[:1:1], first.Via...)))
	case first.Call == late.Call:
		d.Message = fmt.Sprintf("a later round may fail after %s: %s", what, remedy)
		d.Related = append(d.Related, path(pos, end, "what is done", first.Via))
	default:
		d.Message = fmt.Sprintf("this may fail after %s: %s", what, remedy)
		d.Related = append(d.Related, at(tx, first.Call, "done here", first.Via))
	}
	return d
}

// noun says what has been done.
func noun(d deeds.Deed) string {
	switch d.Role {
	case knowledge.Enqueue:
		return "a job was enqueued"
	case knowledge.Publish:
		return "a message was published"
	case knowledge.Mail:
		return "a mail was sent"
	case knowledge.Call:
		return "a remote call"
	}
	if d.Counts {
		return "a row was counted up"
	}
	return "a row was inserted"
}

func at(tx *txscope.Result, call ssa.CallInstruction, what string, via []string) analysis.RelatedInformation {
	pos, end := tx.Extent(call)
	return path(pos, end, what, via)
}

func path(pos, end token.Pos, what string, via []string) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: pos, End: end, Message: what + ": " + strings.Join(via, " -> ")}
}
