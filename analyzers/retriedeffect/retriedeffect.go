package retriedeffect

import (
	_ "embed"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/effects"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

//go:embed doc.go
var doc string

// Analyzer finds what a failed attempt leaves behind for the next one.
var Analyzer = &analysis.Analyzer{
	Name:  "retriedeffect",
	Doc:   ruledoc.MustExtract(doc),
	URL:   ruledoc.URL("retriedeffect"),
	Run:   run,
	Flags: optin.Flags(),
	Requires: []*analysis.Analyzer{
		directive.Analyzer, ssaform.Analyzer, txscope.Analyzer, effects.Analyzer, loops.Analyzer, schema.Analyzer, sqlquery.Analyzer,
	},
}

// A rule is what one package's run knows.
type rule struct {
	pass    *analysis.Pass
	form    *ssaform.Form
	tx      *txscope.Result
	eff     *effects.Result
	schema  *schema.Result // may be nil
	queries *sqlquery.Result
	// callers are the calls that run a closure.
	callers  map[*ssa.Function][]ssa.CallInstruction
	reported map[token.Pos]bool
}

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	eff := pass.ResultOf[effects.Analyzer].(*effects.Result)
	repeated := pass.ResultOf[loops.Analyzer].(*loops.Result)
	if tx == nil || eff == nil || repeated == nil {
		return nil, nil
	}
	defer tx.Lock()()
	r := &rule{
		pass:     pass,
		form:     pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		tx:       tx,
		eff:      eff,
		callers:  map[*ssa.Function][]ssa.CallInstruction{},
		reported: map[token.Pos]bool{},
	}
	r.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	r.queries, _ = pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result)
	for call := range tx.Calls() {
		for _, act := range tx.Activations(call) {
			if !slices.Contains(r.callers[act.Fn], call) {
				r.callers[act.Fn] = append(r.callers[act.Fn], call)
			}
		}
	}
	for _, l := range repeated.Loops {
		for _, c := range r.closures(l) {
			r.captured(c, isOpen(l))
			r.sent(c, l)
		}
		r.aborted(l)
	}
	if optin.On(pass) {
		r.swallowed(repeated)
	}
	return nil, nil
}

// closures returns the closures that l runs again, each with those that reset
// what it captures.
func (r *rule) closures(l *loops.Loop) []*closure {
	switch {
	case l.Form == loops.Runner && l.Fn.Parent() != nil:
		return []*closure{{r: r, fn: l.Fn, again: l.Run, reset: r.resets(l.Run, l.Fn)}}
	case l.Form == loops.InCycle && l.Kind == loops.Retry:
		// Have: for range 3 { err = db.WithTx(func(tx) error { … }) }.
		var out []*closure
		for _, a := range l.Attempts {
			for _, act := range r.tx.Activations(a.Call) {
				if act.Fn.Parent() == l.Fn && !act.Run.Spawned {
					out = append(out, &closure{r: r, fn: act.Fn, again: a.Call, cycle: l.Cycle})
				}
			}
		}
		return out
	}
	return nil
}

// resets returns the other closures that call is given, alone or in options,
// which take and return nothing: a runner calls them before each attempt.
func (r *rule) resets(call ssa.CallInstruction, fn *ssa.Function) []*ssa.Function {
	var out []*ssa.Function
	var walk func(v ssa.Value, depth int)
	walk = func(v ssa.Value, depth int) {
		if depth > 6 {
			return
		}
		switch v := v.(type) {
		case *ssa.MakeClosure:
			f := v.Fn.(*ssa.Function)
			if f != fn && f.Signature.Params().Len() == 0 && f.Signature.Results().Len() == 0 {
				out = append(out, f)
			}
		case *ssa.ChangeType:
			walk(v.X, depth+1)
		case *ssa.MakeInterface:
			walk(v.X, depth+1)
		case *ssa.Slice:
			walk(v.X, depth+1)
		case *ssa.Alloc:
			for _, ref := range *v.Referrers() {
				if ix, ok := ref.(*ssa.IndexAddr); ok {
					if stored := storeTo(ix); stored != nil {
						walk(stored, depth+1)
					}
				}
			}
		case *ssa.Call:
			for _, arg := range v.Call.Args {
				walk(arg, depth+1)
			}
		}
	}
	for _, arg := range call.Common().Args {
		walk(arg, 0)
	}
	return out
}

// onlyReads reports whether nothing that c does is known to write.
func (r *rule) onlyReads(c *closure) bool {
	for f := range ssaform.Tree(c.fn) {
		for call := range ssaform.Calls(f) {
			if slices.ContainsFunc(r.eff.At(call), func(o effects.Occurrence) bool { return o.Role == knowledge.Exec }) {
				return false
			}
		}
	}
	return true
}

// isOpen reports whether it isn't known which errors l makes an attempt again
// for, only that it isn't every.
func isOpen(l *loops.Loop) bool {
	return len(l.Attempts) > 0 && !slices.ContainsFunc(l.Attempts, func(a *loops.Attempt) bool { return a.Errors.Every || a.Errors.Classes != 0 })
}

// undone reports whether what an attempt of c does is undone where instr runs,
// if it fails: it is part of a transaction; and whether that is one that commits
// afterwards, which may fail. To commit what has only read doesn't.
func (r *rule) undone(c *closure, instr ssa.Instruction) (undone, commits bool) {
	for _, site := range r.tx.Inside(instr) {
		if encloses(c.fn, site.Scope.Fn) {
			undone = true
			commits = commits || !site.Scope.ReadOnly
		}
	}
	return undone, commits
}

// statement returns the extent of the assignment whose left side stands at pos.
func (r *rule) statement(pos token.Pos) (from, to token.Pos) {
	for _, file := range r.pass.Files {
		if file.FileStart > pos || pos >= file.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(file, pos, pos)
		for _, n := range path {
			switch n.(type) {
			case *ast.AssignStmt, *ast.IncDecStmt:
				return n.Pos(), n.End()
			case *ast.BlockStmt:
				return pos, token.NoPos
			}
		}
	}
	return pos, token.NoPos
}

// report reports the first finding at a place.
func (r *rule) report(d analysis.Diagnostic, path ...callpath.Symbol) {
	if !r.reported[d.Pos] {
		r.reported[d.Pos] = true
		directive.Report(callpath.On(r.pass, path), r.pass.ResultOf[directive.Analyzer].(*directive.Set), d)
	}
}

func isQuery(o effects.Occurrence) bool { return o.Role.IsQuery() }
