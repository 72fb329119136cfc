package halfplayed

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
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
			if late.Sure() && !late.Open() && (late.First.Call != nil || !done.Own(late.Call)) {
				directive.Report(callpath.On(pass, late.First.Via), set, report(tx, late))
				break
			}
		}
	}
	for _, reg := range done.Registrations {
		pos, end := tx.Extent(reg.Call)
		directive.Report(callpath.On(pass, callpath.Via(pass.Pkg, reg.Fn, reg.Late.Deed.Via)), set, diagnostic(pos, end, reg.Fn.Name(), reg.Late.Deed))
	}
	for _, x := range done.Resumed {
		d := diagnostic(x.Pos, x.End, subject(x.Same, x.FirstPos.IsValid(), x.Late.Via), x.Late.Deed)
		if x.FirstPos.IsValid() && !x.Same {
			d.Related[0].Pos, d.Related[0].End = x.FirstPos, x.FirstEnd
		}
		directive.Report(callpath.On(pass, x.Path), set, d)
	}
	return nil, nil
}

// report is the finding about a failure in the package.
func report(tx *txscope.Result, late deeds.LateAt) analysis.Diagnostic {
	pos, end := tx.Extent(late.Call)
	first := late.First.Call
	d := diagnostic(pos, end, subject(first == late.Call, first != nil, late.Via), late.First.Deed)
	if first != nil {
		d.Related[0].Pos, d.Related[0].End = tx.Extent(first)
	}
	return d
}

const remedy = "the job runs again and does it twice; use an idempotency key, or a job for each step"

// diagnostic says that what may fail does so after deed.
func diagnostic(pos, end token.Pos, what string, deed deeds.Deed) analysis.Diagnostic {
	format := func(what string) string { return fmt.Sprintf("%s may fail after %s: %s", what, noun(deed), remedy) }
	return analysis.Diagnostic{
		Pos: pos, End: end, Category: "replayed",
		Message: message.Fit(format(what), format("this")),
		Related: []analysis.RelatedInformation{{Pos: pos, End: end, Message: callpath.Done(deed.Via)}},
	}
}

// subject names what may fail: a call, in a later round of a loop if same says
// that it is the one that does the deed, or what a callee does after the deed if
// that isn't here.
func subject(same, here bool, via []callpath.Symbol) string {
	switch {
	case !here:
		return via[0].Name()
	case same:
		return "a later round"
	}
	return "this"
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
