package enqueueintx

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/effects"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

//go:embed doc.go
var doc string

// Analyzer finds work that leaves the process before its transaction commits.
var Analyzer = &analysis.Analyzer{
	Name:     "enqueueintx",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("enqueueintx"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, txscope.Analyzer, effects.Analyzer},
}

// A text says of one kind of effect what happened, why it bites, and what to
// do.
type text struct{ category, what, why, do string }

var texts = map[knowledge.Role]text{
	knowledge.Enqueue: {"enqueue", "job enqueued", "it may run before commit and survives a rollback", "enqueue after commit"},
	knowledge.Publish: {"publish", "message published", "it is out before commit and survives a rollback", "publish after commit"},
	knowledge.Mail:    {"mail", "mail sent", "a rollback does not take it back", "send after commit"},
	knowledge.Call:    {"call", "remote call made", "a rollback does not undo it", "call after commit"},
	knowledge.Storage: {"storage", "file or object deleted", "a rollback does not bring it back", "delete after commit"},
}

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	eff := pass.ResultOf[effects.Analyzer].(*effects.Result)
	if tx == nil || eff == nil {
		return nil, nil
	}
	defer tx.Lock()()
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	claimed := claimedScopes(tx, eff)
	for call := range tx.Calls() {
		reported := map[knowledge.Role]bool{}
		for _, o := range eff.At(call) {
			if !o.Role.IsEffect() || reported[o.Role] {
				continue
			}
			site, ok := hazardous(tx.Inside(call), claimed)
			if !ok && !o.InRun {
				continue
			}
			reported[o.Role] = true
			directive.Report(callpath.On(pass, o.Via), set, diagnostic(tx, call, o, site))
		}
	}
	return nil, nil
}

// hazardous returns the innermost of the scopes open at a call whose commit
// may still come, if there is one.
func hazardous(sites []txscope.Site, claimed map[*txscope.Scope]bool) (txscope.Site, bool) {
	for _, site := range sites {
		s := site.Scope
		if claimed[s] {
			// SELECT … FOR UPDATE SKIP LOCKED; send; UPDATE; COMMIT: the
			// consumer of a queue in a table sends inside on purpose.
			return txscope.Site{}, false
		}
		if s.ReadOnly || s.HandedOn() || !s.CommitReachable(site.At) {
			continue
		}
		return site, true
	}
	return txscope.Site{}, false
}

func claimedScopes(tx *txscope.Result, eff *effects.Result) map[*txscope.Scope]bool {
	claimed := map[*txscope.Scope]bool{}
	for call := range tx.Calls() {
		if eff.Claims(call) {
			for _, site := range tx.Inside(call) {
				claimed[site.Scope] = true
			}
		}
	}
	return claimed
}

func diagnostic(tx *txscope.Result, call ssa.CallInstruction, o effects.Occurrence, site txscope.Site) analysis.Diagnostic {
	scope := site.Scope
	t := texts[o.Role]
	d := analysis.Diagnostic{Category: t.category}
	d.Pos, d.End = tx.Extent(call)
	where := "a transaction"
	if scope != nil && scope.Kind == txscope.Hook {
		d.Category = "hook"
		where = "the transaction of " + scope.Fn.Name()
	}
	d.Message = say(t, where, callpath.Names(o.Via))
	if len(o.Via) > 1 {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: d.Pos, End: d.End, Message: callpath.Is(o.Via)})
	}
	if scope == nil {
		return d
	}
	if pos := begin(scope); pos.IsValid() {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, Message: callpath.Begin})
	}
	if commit, ok := tx.Commit(scope, site.At); ok {
		d.Related = append(d.Related, commit)
	}
	return d
}

// say names as much of the call path as fits.
func say(t text, where string, via []string) string {
	format := func(path string) string {
		return fmt.Sprintf("%s inside %s%s: %s; %s", t.what, where, path, t.why, t.do)
	}
	if len(via) < 2 {
		return format("") // the call itself says it
	}
	by := func(names []string) string { return format(" via " + strings.Join(names, " -> ")) }
	return message.Fit(by(via), by(ends(via)), by(via[:1]), format(""))
}

// ends keeps the first and the last of a long path.
func ends(via []string) []string {
	if len(via) <= 2 {
		return via
	}
	return []string{via[0], "…", via[len(via)-1]}
}

func begin(scope *txscope.Scope) token.Pos {
	if scope.Begin != nil {
		return scope.Begin.Pos()
	}
	return scope.Fn.Pos()
}
