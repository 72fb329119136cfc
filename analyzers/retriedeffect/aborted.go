package retriedeffect

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// aborted reports the statements that l makes again in a transaction that was
// begun outside of it: in PostgreSQL the first failure has ended that.
func (r *rule) aborted(l *loops.Loop) {
	calls := r.repeated(l)
	if slices.ContainsFunc(calls, r.isSavepoint) {
		return
	}
	for _, call := range calls {
		site, ok := r.outer(l, call)
		if !ok || !r.failureRepeats(l, call) || !r.mayBePostgres(call) {
			continue
		}
		say := func(name string) string {
			return fmt.Sprintf("%s retried in one transaction: after an error PostgreSQL refuses all but a rollback; retry the transaction", name)
		}
		d := analysis.Diagnostic{Category: "aborted", Message: message.Fit(say("statement of "+calleeName(call)), say("statement"))}
		if fn := ssaform.Callee(call.Common()); fn != nil {
			if _, library := r.tx.Library(fn); library {
				d.Message = say("statement")
			}
		}
		d.Pos, d.End = r.tx.Extent(call)
		if l.Run != nil {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: l.Run.Pos(), Message: "the closure is run again from here"})
		}
		if site.Scope != nil && site.Scope.Begin != nil {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: site.Scope.Begin.Pos(), Message: callpath.Begin})
			if commit, ok := r.tx.Commit(site.Scope, site.At); ok {
				d.Related = append(d.Related, commit)
			}
		}
		r.report(d)
	}
}

// repeated returns the calls that l makes again.
func (r *rule) repeated(l *loops.Loop) []ssa.CallInstruction {
	var out []ssa.CallInstruction
	switch l.Form {
	case loops.Runner:
		// A transaction's runner begins it anew, or goes back to a savepoint.
		if l.Fn.Parent() != nil && !r.runsInTx(l) {
			for f := range ssaform.Tree(l.Fn) {
				out = slices.AppendSeq(out, ssaform.Calls(f))
			}
		}
	case loops.InCycle:
		if l.Kind != loops.Retry {
			return nil
		}
		for call := range ssaform.Calls(l.Fn) {
			if l.Blocks[call.Block()] {
				out = append(out, call)
			}
		}
	}
	return out
}

func (r *rule) runsInTx(l *loops.Loop) bool {
	return slices.ContainsFunc(r.tx.Activations(l.Run), func(act txscope.Activation) bool { return act.Fn == l.Fn && act.Run.InTx })
}

// isSavepoint reports whether call sets a savepoint or goes back to one.
func (r *rule) isSavepoint(call ssa.CallInstruction) bool {
	c := call.Common()
	for _, arg := range c.Args {
		if text, ok := r.tx.ConstString(arg); ok {
			text = strings.ToUpper(strings.TrimSpace(text))
			if strings.HasPrefix(text, "SAVEPOINT") || strings.HasPrefix(text, "ROLLBACK TO") {
				return true
			}
		}
	}
	fn := ssaform.Callee(c)
	if fn == nil {
		return false
	}
	f, ok := r.tx.Library(fn)
	if !ok {
		return false
	}
	on := ssaform.Operand(c, f.On)
	return knowledge.IsSavepoint(fn) || (f.Role == knowledge.Begin || f.Role == knowledge.Run) && on != nil && r.tx.IsHandle(on)
}

// outer reports whether call asks the database in a transaction that is older
// than the attempts of l, and which, if that is known.
func (r *rule) outer(l *loops.Loop, call ssa.CallInstruction) (older txscope.Site, ok bool) {
	for _, o := range r.eff.At(call) {
		if !isQuery(o) || len(o.Handles) == 0 {
			continue
		}
		for _, site := range r.tx.Inside(call) {
			if !r.inLoop(l, site.Scope) && !mayBegin(site.Scope) && r.tx.AnyCarries(site.Scope, o.Handles) {
				return site, true
			}
		}
		if r.isOlder(l, call, o.Handles) {
			return older, true
		}
	}
	return older, false
}

// mayBegin reports whether the handle that the function of s is given is of a
// project's own type: a store that commits may as well be one that begins.
func mayBegin(s *txscope.Scope) bool {
	if s.Kind != txscope.Handed {
		return false
	}
	for root := range s.Roots {
		if named := knowledge.Named(root.Type()); named == nil || named.Obj().Pkg() == nil || knowledge.OfPackage(named.Obj().Pkg().Path()) == nil {
			return true
		}
	}
	return false
}

// inLoop reports whether a scope's transaction begins with each attempt of l.
func (r *rule) inLoop(l *loops.Loop, s *txscope.Scope) bool {
	if l.Form == loops.Runner {
		return encloses(l.Fn, s.Fn) || s.Begin != nil && encloses(l.Fn, s.Begin.Parent())
	}
	return s.Begin != nil && s.Begin.Parent() == l.Fn && l.Blocks[s.Begin.Block()] || s.Fn != l.Fn && encloses(l.Fn, s.Fn)
}

// isOlder reports whether the handle of a library's call is a transaction by
// its type, which comes from outside of the function.
func (r *rule) isOlder(l *loops.Loop, call ssa.CallInstruction, handles []txscope.Origin) bool {
	fn := ssaform.Callee(call.Common())
	if fn == nil {
		return false
	}
	f, ok := r.tx.Library(fn)
	if !ok {
		return false
	}
	on := ssaform.Operand(call.Common(), f.On)
	if on == nil || r.tx.HandleKind(on.Type()) != knowledge.Tx {
		return false
	}
	for _, h := range handles {
		switch h.Kind {
		case txscope.FromParam:
			if h.Root.Parent() != l.Fn && encloses(l.Fn, h.Root.Parent()) || l.Form == loops.Runner && h.Root.Parent() == l.Fn {
				return false
			}
		case txscope.FromGlobal, txscope.FromCtx:
		default:
			return false
		}
	}
	return true
}

// failureRepeats reports whether an error of call may lead to another attempt.
// That there is no row is none to the database.
func (r *rule) failureRepeats(l *loops.Loop, call ssa.CallInstruction) bool {
	for _, a := range l.Attempts {
		if a.Call == call {
			return a.Errors.Every || a.Errors.Unknown || a.Errors.Classes&^knowledge.NotFound != 0
		}
	}
	// An error that isn't the call's own is a row's, which is scanned.
	return l.Form == loops.Runner && !returnsError(call)
}

// mayBePostgres reports whether the statement of call may be one of
// PostgreSQL's: that, or one of several databases, or of an unknown one.
func (r *rule) mayBePostgres(call ssa.CallInstruction) bool {
	if fn := ssaform.Callee(call.Common()); fn != nil && fn.Pkg() != nil {
		if d, ok := schema.DriverDialect(fn.Pkg().Path()); ok {
			return d == sqlparse.PostgreSQL
		}
	}
	if r.queries != nil {
		expr := r.form.Expr(call)
		for _, q := range r.queries.Queries {
			if q.Call == expr && expr != nil && q.Dialect != sqlparse.Unknown {
				return q.Dialect == sqlparse.PostgreSQL
			}
		}
	}
	if d := r.schema.ConfiguredDialect(); d != sqlparse.Unknown {
		return d == sqlparse.PostgreSQL
	}
	if r.schema == nil {
		return true
	}
	if d := r.schema.FolderDialect(); d != sqlparse.Unknown {
		return d == sqlparse.PostgreSQL
	}
	required := r.schema.RequiredDialects()
	return len(required) == 0 || slices.Contains(required, sqlparse.PostgreSQL)
}
