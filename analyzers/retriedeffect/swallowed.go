package retriedeffect

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// swallowed reports errors of statements after which the same transaction goes
// on: in PostgreSQL the error has ended it.
func (r *rule) swallowed(repeated *loops.Result) {
	for call := range r.tx.Calls() {
		c, ok := call.(*ssa.Call)
		if !ok || !returnsError(c) || isRetried(repeated, c) {
			continue
		}
		for _, site := range r.tx.Inside(c) {
			role := r.inScope(site.Scope, c)
			if site.Scope.ReadOnly || role == knowledge.None && !r.isHanded(site.Scope, c) || r.savepoints(site.Scope) || !r.mayBePostgres(c) {
				continue
			}
			s := &swallow{rule: r, scope: site.Scope, writes: role == knowledge.Exec, errs: errorValues(c), over: map[ssa.Instruction]bool{}, seen: map[way]bool{}}
			for _, end := range site.Scope.Endings() {
				s.over[end.Call] = true
			}
			if site.Scope.Kind == txscope.Manual {
				s.over[site.Scope.Begin] = true // of the next transaction
			}
			s.walk(c.Block(), c, way{})
			if s.test.IsValid() {
				d := analysis.Diagnostic{
					Category: "swallowed", Pos: s.test,
					Message: "error passed over inside a transaction: PostgreSQL refuses every statement after it; use ON CONFLICT or a savepoint",
					Related: []analysis.RelatedInformation{{Pos: c.Pos(), Message: "the statement that fails"}},
				}
				if s.next != c {
					d.Related = append(d.Related, analysis.RelatedInformation{Pos: s.next.Pos(), Message: "the next statement"})
				}
				r.report(d)
			}
			break
		}
	}
}

// isRetried reports whether a loop makes call again: see aborted.
func isRetried(repeated *loops.Result, call ssa.CallInstruction) bool {
	return slices.ContainsFunc(repeated.Loops, func(l *loops.Loop) bool { return l.Kind == loops.Retry && isAttempt(l, call) })
}

// inScope returns what call does in the transaction of s: Exec if nothing else
// than writes, Query if it reads, None if nothing that is known.
func (r *rule) inScope(s *txscope.Scope, call ssa.CallInstruction) knowledge.Role {
	role := knowledge.None
	for _, o := range r.eff.At(call) {
		if isQuery(o) && len(o.Handles) > 0 && r.tx.AnyCarries(s, o.Handles) {
			if o.Role == knowledge.Query {
				return knowledge.Query
			}
			role = knowledge.Exec
		}
	}
	return role
}

// isHanded reports whether call, of which nothing else is known, is given the
// handle of s, or the context that carries it: a repository's method.
func (r *rule) isHanded(s *txscope.Scope, call ssa.CallInstruction) bool {
	c := call.Common()
	return c.IsInvoke() && returnsError(call) && slices.ContainsFunc(c.Args, func(arg ssa.Value) bool { return r.tx.Carries(s, arg) })
}

// savepoints reports whether the functions that s spans use savepoints.
func (r *rule) savepoints(s *txscope.Scope) bool {
	for f := range ssaform.Tree(s.Fn) {
		for call := range ssaform.Calls(f) {
			if call != s.Begin && r.isSavepoint(call) {
				return true
			}
		}
	}
	return false
}

// A swallow follows a statement's error to the next statement of the same
// transaction.
type swallow struct {
	*rule
	scope  *txscope.Scope
	writes bool // that there is no row can't be the error
	errs   map[ssa.Value]bool
	over   map[ssa.Instruction]bool // calls that end the transaction, or begin another
	seen   map[way]bool

	test token.Pos // where the error is passed over
	next ssa.CallInstruction
}

// A way is what is known where the error may be passed over.
type way struct {
	block  *ssa.BasicBlock
	test   token.Pos // of the error, or of its kind
	failed bool
	asked  bool // which error it is
}

// walk follows the instructions of b after from, all of them if that is nil.
func (s *swallow) walk(b *ssa.BasicBlock, from ssa.Instruction, w way) {
	for _, instr := range b.Instrs {
		if from != nil {
			if instr == from {
				from = nil
			}
			continue
		}
		call, ok := instr.(ssa.CallInstruction)
		if !ok || s.test.IsValid() {
			continue
		}
		if s.over[call] {
			return
		}
		if fn := ssaform.Callee(call.Common()); fn != nil {
			if f, ok := s.tx.Library(fn); ok && (f.Role == knowledge.Commit || f.Role == knowledge.Rollback) {
				return
			}
		}
		if w.failed && (s.inScope(s.scope, call) != knowledge.None || s.isHanded(s.scope, call)) {
			s.test, s.next = w.test, call
			return
		}
		if w.test == token.NoPos && s.inScope(s.scope, call) != knowledge.None {
			return // untested: no place to report
		}
	}
	branch, _ := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	for i, succ := range b.Succs {
		next := w
		if branch != nil {
			var ok bool
			if next, ok = s.decide(branch, i == 0, w); !ok {
				continue
			}
		}
		if next.block = succ; !s.seen[next] {
			s.seen[next] = true
			s.walk(succ, nil, next)
		}
	}
}

// decide returns what is known of the error on one side of a branch; false if
// it isn't one of those that end a transaction there, or not known to be.
func (s *swallow) decide(branch *ssa.If, holds bool, w way) (way, bool) {
	cond := branch.Cond
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond, holds = not.X, !holds
	}
	if text, equal, ok := s.text(cond); ok {
		return s.kind(w, cond.Pos(), saysServer(text), holds == equal)
	}
	switch cond := cond.(type) {
	case *ssa.BinOp:
		equal := holds == (cond.Op == token.EQL)
		if cond.Op != token.EQL && cond.Op != token.NEQ {
			return w, true
		}
		switch {
		case s.errs[cond.X] && isZero(cond.Y):
			if equal {
				return w, false
			}
			if !w.asked {
				w.test, w.failed = cond.Pos(), s.writes
			}
			return w, true
		case s.errs[cond.X]:
			return s.kind(w, cond.Pos(), isDuplicate(cond.Y), equal)
		case isUniqueCode(cond):
			return s.kind(w, cond.Pos(), true, equal)
		}
	case *ssa.Call:
		if !slices.ContainsFunc(cond.Call.Args, func(arg ssa.Value) bool { return s.errs[arg] }) {
			return w, true
		}
		fn := ssaform.Callee(&cond.Call)
		if fn == nil {
			return w, false
		}
		if fn.FullName() == "errors.As" {
			return w, true
		}
		duplicate := slices.ContainsFunc(cond.Call.Args, isDuplicate) || testsDuplicate(fn)
		return s.kind(w, cond.Pos(), duplicate, holds)
	}
	return w, true
}

// text returns what the message of the error is compared with, or searched for,
// and whether cond holds if it is that.
func (s *swallow) text(cond ssa.Value) (text string, equal, ok bool) {
	var message, wanted ssa.Value
	switch cond := cond.(type) {
	case *ssa.BinOp:
		message, wanted, equal = cond.X, cond.Y, cond.Op == token.EQL
	case *ssa.Call:
		fn := ssaform.Callee(&cond.Call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "strings" || len(cond.Call.Args) != 2 {
			return "", false, false
		}
		message, wanted, equal = cond.Call.Args[0], cond.Call.Args[1], true
	default:
		return "", false, false
	}
	call, ok := message.(*ssa.Call)
	if !ok || !call.Call.IsInvoke() || !s.errs[call.Call.Value] {
		return "", false, false
	}
	c, ok := wanted.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false, false
	}
	return constant.StringVal(c.Value), equal, true
}

// saysServer reports whether a message, or a part of one, comes from a database
// that has refused a statement, not from a library that hasn't sent it.
func saysServer(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc([]string{"sqlstate", "exist", "duplicate", "unique", "violat", "constraint", "no such", "23505"}, func(part string) bool {
		return strings.Contains(text, part)
	})
}

// kind is a test of which error it is: a duplicate key, or another.
func (s *swallow) kind(w way, pos token.Pos, duplicate, holds bool) (way, bool) {
	w.asked = true
	if !holds {
		w.failed = false // the rest isn't known
		return w, true
	}
	w.test, w.failed = pos, duplicate
	return w, duplicate
}

// isDuplicate reports whether v is an error, of a package's variable, that
// says that a key is there already.
func isDuplicate(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	if !ok {
		return false
	}
	if obj, ok := g.Object().(*types.Var); ok {
		if is, ok := knowledge.FailureOf(obj); ok {
			return is&knowledge.Duplicate != 0
		}
	}
	return namesDuplicate(g.Name())
}

// testsDuplicate reports whether fn says of an error that it is that of a
// unique key.
func testsDuplicate(fn *types.Func) bool {
	if is, ok := knowledge.FailureTest(fn); ok {
		return is&knowledge.Duplicate != 0
	}
	return namesDuplicate(fn.Name())
}

// namesDuplicate goes by the name: a project's own errors have nothing else in
// common.
func namesDuplicate(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "duplicate") || strings.Contains(name, "unique") || strings.Contains(name, "alreadyexists")
}

// isUniqueCode reports whether the code of an error is compared with that of a
// unique key.
func isUniqueCode(cmp *ssa.BinOp) bool {
	value, ok := cmp.Y.(*ssa.Const)
	if !ok {
		return false
	}
	x := cmp.X
	if conv, ok := x.(*ssa.ChangeType); ok {
		x = conv.X
	}
	var code knowledge.Code
	switch x := x.(type) {
	case *ssa.UnOp:
		if f, isField := x.X.(*ssa.FieldAddr); isField {
			code, ok = knowledge.CodeField(f.X.Type(), fieldName(f.X.Type(), f.Field))
		}
	case *ssa.Call:
		if fn := ssaform.Callee(&x.Call); fn != nil {
			code, ok = knowledge.CodeOf(fn)
		}
	}
	if !ok || code == knowledge.NoCode {
		return false
	}
	is, ok := knowledge.FailureOfCode(code, value.Value)
	return ok && is&knowledge.Duplicate != 0
}

// errorValues returns the error of call, and what it is where it has been kept
// in a variable.
func errorValues(call *ssa.Call) map[ssa.Value]bool {
	out := map[ssa.Value]bool{}
	var err ssa.Value = call
	if results := call.Call.Signature().Results(); results.Len() > 1 {
		err = nil
		for _, ref := range *call.Referrers() {
			if ex, ok := ref.(*ssa.Extract); ok && ex.Index == results.Len()-1 {
				err = ex
			}
		}
	}
	if err == nil {
		return out
	}
	out[err] = true
	for _, ref := range *err.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Val != err {
			continue
		}
		for _, load := range loadsOf(st) {
			out[load] = true
		}
	}
	for _, ref := range *err.Referrers() {
		if phi, ok := ref.(*ssa.Phi); ok && types.Identical(phi.Type(), err.Type()) {
			out[phi] = true
		}
	}
	return out
}

// loadsOf returns the loads of the variable that st writes, up to its next
// store.
func loadsOf(st *ssa.Store) []ssa.Value {
	var out []ssa.Value
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(instrs []ssa.Instruction, b *ssa.BasicBlock)
	walk = func(instrs []ssa.Instruction, b *ssa.BasicBlock) {
		for _, instr := range instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if instr.Addr == st.Addr {
					return
				}
			case *ssa.UnOp:
				if instr.Op == token.MUL && instr.X == st.Addr {
					out = append(out, instr)
				}
			}
		}
		for _, succ := range b.Succs {
			if !seen[succ] {
				seen[succ] = true
				walk(succ.Instrs, succ)
			}
		}
	}
	rest, _ := reachable(st)
	walk(rest, st.Block())
	return out
}
