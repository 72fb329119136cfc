package outerhandle

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"

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

// Analyzer finds queries that slip past an open transaction through the outer
// handle.
var Analyzer = &analysis.Analyzer{
	Name:     "outerhandle",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("outerhandle"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, txscope.Analyzer, effects.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	eff := pass.ResultOf[effects.Analyzer].(*effects.Result)
	if tx == nil || eff == nil {
		return nil, nil
	}
	defer tx.Lock()()
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for call := range tx.Calls() {
		sites := tx.Inside(call)
		if len(sites) == 0 {
			continue
		}
		occurrences := eff.At(call)
		if o, ok := twin(tx, sites, call); ok {
			occurrences = append(occurrences, o)
		}
		for _, o := range occurrences {
			if !o.Role.IsQuery() {
				continue
			}
			if site, ok := slippedPast(tx, sites, call, o); ok {
				directive.Report(callpath.On(pass, wayPast(tx, sites, call, o, occurrences)), set, diagnostic(tx, call, o, site))
				break
			}
		}
	}
	return nil, nil
}

// twin takes a call of an interface's method for a query, if the method is
// also one of the open transaction's handle: whatever it does, the handle was
// made to do it inside.
func twin(tx *txscope.Result, sites []txscope.Site, call ssa.CallInstruction) (effects.Occurrence, bool) {
	c := call.Common()
	if !c.IsInvoke() || !returnsError(c.Method) {
		return effects.Occurrence{}, false
	}
	for _, site := range sites {
		if tx.HandleHasMethod(site.Scope, c.Method) {
			return effects.Occurrence{Role: knowledge.Exec, Handles: tx.Origins(c.Value), Via: []callpath.Symbol{callpath.Of(c.Method)}}, true
		}
	}
	return effects.Occurrence{}, false
}

// returnsError tells work on the database from questions to the handle
// (IsDuplicationError, Dialect).
func returnsError(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return false
	}
	return types.Implements(results.At(results.Len()-1).Type(), types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// slippedPast returns the innermost open scope that the query at call isn't
// part of although it goes to the same database.
func slippedPast(tx *txscope.Result, sites []txscope.Site, call ssa.CallInstruction, o effects.Occurrence) (past txscope.Site, ok bool) {
	if len(o.Handles) == 0 {
		return past, false // unknown handle
	}
	for _, site := range sites {
		if tx.AnyCarries(site.Scope, o.Handles) {
			return past, false // runs inside a scope
		}
	}
	for _, site := range sites {
		s := site.Scope
		if len(s.From) == 0 || len(s.Roots) == 0 || call == s.Begin || s.HandedOn() {
			continue
		}
		if slices.ContainsFunc(s.From, tx.AlwaysTx) {
			return past, false // a savepoint: the outer handle is the transaction
		}
		if !s.CommitReachable(site.At) {
			return past, false // the record of a failure has to survive the rollback
		}
		if slices.ContainsFunc(s.Kept, func(k txscope.Origin) bool { return slices.ContainsFunc(o.Handles, k.Holds) }) {
			return past, false // the outer handle has been replaced
		}
		if tx.HandedTo(s, call) {
			return past, false // as an argument or option, which the callee may use
		}
		if sameDatabase(s, tx.Pools(o.Handles)) {
			return site, true
		}
	}
	return past, false
}

// wayPast returns the call path of the query o at call: that of another one there
// if o only runs on what a context carries, which isn't where it ends up outside.
//
//	if tx, ok := ctx.Value(key).(*sql.Tx); ok {
//		return tx.QueryRow(q)
//	}
//	return s.db.QueryRow(q)
func wayPast(tx *txscope.Result, sites []txscope.Site, call ssa.CallInstruction, o effects.Occurrence, others []effects.Occurrence) []callpath.Symbol {
	carried := func(h txscope.Origin) bool { return h.Kind == txscope.FromCtx }
	for _, x := range others {
		if !x.Role.IsQuery() || !slices.ContainsFunc(x.Handles, func(h txscope.Origin) bool { return !carried(h) }) {
			continue
		}
		if _, ok := slippedPast(tx, sites, call, x); ok && slices.ContainsFunc(o.Handles, carried) {
			return x.Via
		}
	}
	return o.Via
}

// sameDatabase reports whether every handle that a query may run through is
// one that s may have been begun on. What a context carries doesn't count: the
// context doesn't carry s, so the query falls back to the others. If it is the
// context that s's own was derived from, the callee was meant to get that one.
func sameDatabase(s *txscope.Scope, handles []txscope.Origin) bool {
	outer := outerContext(s, handles)
	same := outer
	for _, h := range handles {
		if slices.ContainsFunc(s.From, func(from txscope.Origin) bool { return from.Holds(h) }) {
			same = true
		} else if h.Kind != txscope.FromCtx && !outer {
			return false
		}
	}
	return same
}

func outerContext(s *txscope.Scope, handles []txscope.Origin) bool {
	return slices.ContainsFunc(handles, func(h txscope.Origin) bool {
		carried := h
		carried.Kind = txscope.FromParam
		return h.Kind == txscope.FromCtx && slices.Contains(s.Outer, carried)
	})
}

// text names the function and the handle as far as they fit.
func text(o effects.Occurrence, pools []txscope.Origin) string {
	by, on := "", " on "+txscope.Name(pools[0])
	if len(o.Via) > 1 {
		by = " by " + o.Via[0].Name()
	}
	format := func(by, on string) string {
		return fmt.Sprintf("query%s inside a transaction runs outside it%s: not atomic, may read stale rows or deadlock; use the transaction's handle", by, on)
	}
	return message.Fit(format(by, on), format("", on), format(by, ""), format("", ""))
}

func diagnostic(tx *txscope.Result, call ssa.CallInstruction, o effects.Occurrence, site txscope.Site) analysis.Diagnostic {
	d := analysis.Diagnostic{Category: "outer", Message: text(o, tx.Pools(o.Handles))}
	d.Pos, d.End = tx.Extent(call)
	if site.Scope.Begin != nil {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: site.Scope.Begin.Pos(), Message: callpath.Begin})
	}
	if commit, ok := tx.Commit(site.Scope, site.At); ok {
		d.Related = append(d.Related, commit)
	}
	return d
}
