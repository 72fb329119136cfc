package txscope

import (
	"cmp"
	"go/token"
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A Kind says how a scope's transaction is held.
type Kind uint8

const (
	Manual   Kind = iota // begun by a call in the function
	Callback             // a closure that a transaction runner calls
	Handed               // the function takes the transaction's handle
	Hook                 // an ORM calls the method inside the statement's transaction
	Declared             // a directive says that the function runs inside
)

// A Scope is a stretch of code that runs between begin and commit of one
// transaction: Fn from entry, or from Begin, to the commit.
type Scope struct {
	Kind Kind
	Fn   *ssa.Function
	// Begin is the call that opens the transaction or runs the callback; nil
	// for Handed, Hook and Declared.
	Begin ssa.CallInstruction
	// From are the handles that the transaction may have been begun on; none
	// when unknown.
	From []Origin
	// Outer are the contexts that the transaction's own was derived from; they
	// don't carry it.
	Outer    []Origin
	ReadOnly bool
	Retries  bool

	// Kept are the places outside the function in which it puts the handle:
	// what is read from there may be the transaction.
	Kept []Origin

	// Roots are the values that are the transaction's handle, or a context or
	// object that carries it.
	Roots map[ssa.Value]bool

	endResults map[int]bool
	// A deferred call ends it; deferredCommit is one that may commit it.
	deferredEnd    bool
	deferredCommit ssa.CallInstruction

	open map[*ssa.BasicBlock]bool
	ends map[ssa.Instruction]bool // calls that end it; true: may commit
}

// begin returns the value of the call that opens the transaction, or nil.
func (s *Scope) begin() ssa.Value {
	v, _ := s.Begin.(ssa.Value)
	return v
}

// Carries reports whether v may be, or embed, the scope's handle.
func (r *Result) Carries(s *Scope, v ssa.Value) bool {
	if len(s.Roots) == 0 {
		return false
	}
	for root := range r.Taint(v) {
		if s.Roots[root] {
			return true
		}
	}
	return false
}

// HandleHasMethod reports whether the handle of s is an interface with the
// very method m: declared once, for the pool and the transaction.
func (r *Result) HandleHasMethod(s *Scope, m *types.Func) bool {
	for root := range s.Roots {
		results, ok := root.Type().(*types.Tuple)
		if !ok {
			results = types.NewTuple(types.NewVar(token.NoPos, nil, "", root.Type()))
		}
		for v := range results.Variables() {
			if !types.IsInterface(v.Type()) || r.HandleKind(v.Type()) != knowledge.Tx {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(v.Type(), false, m.Pkg(), m.Name())
			if fn, ok := obj.(*types.Func); ok && fn.Origin() == m.Origin() {
				return true
			}
		}
	}
	return false
}

// HandleKind is knowledge.KindOf, extended by the project's own types: one
// whose Commit method commits what the value holds is a transaction.
func (r *Result) HandleKind(t types.Type) knowledge.Kind {
	if k := r.known.KindOf(t); k != knowledge.NoHandle {
		return k
	}
	named := knowledge.Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return knowledge.NoHandle
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, named.Obj().Pkg(), "Commit")
	m, ok := obj.(*types.Func)
	if !ok || types.IsInterface(named) {
		return knowledge.NoHandle
	}
	if f, ok := r.told(m); ok {
		if f.Role == knowledge.Commit && m.Signature().Recv() != nil {
			return r.known.KindOf(m.Signature().Recv().Type()) // embedded
		}
		return knowledge.NoHandle
	}
	if s := r.SummaryOf(m.Origin()); s != nil {
		if slices.ContainsFunc(s.Ends, func(e End) bool { return e.Param == 0 && e.Commit }) {
			return knowledge.Tx
		}
	}
	return knowledge.NoHandle
}

// functionScopes returns the scopes that begin in fn or span it, callbacks
// excepted.
func (r *Result) functionScopes(fn *ssa.Function) []*Scope {
	var out []*Scope
	if fn.Parent() == nil {
		if s := r.entryScope(fn); s != nil {
			out = append(out, s)
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if s := r.beginScope(fn, call); s != nil {
				out = append(out, s)
			}
		}
	}
	for _, s := range out {
		r.region(s)
	}
	return out
}

// entryScope returns the scope that fn is in from its entry on.
func (r *Result) entryScope(fn *ssa.Function) *Scope {
	obj := ssaform.FuncOf(fn)
	if obj == nil {
		return nil
	}
	for _, d := range r.directives.Of(obj) {
		if d.Verb == directive.InTx {
			s := &Scope{Kind: Declared, Fn: fn, Roots: map[ssa.Value]bool{}}
			for _, p := range fn.Params {
				if r.carrierType(p.Type()) {
					s.Roots[p] = true
				}
			}
			return s
		}
	}
	if fn.Signature.Recv() != nil {
		if p := r.hookHandle(fn); p != nil {
			return &Scope{Kind: Hook, Fn: fn, Roots: map[ssa.Value]bool{p: true}}
		}
	}
	params := fn.Params
	if fn.Signature.Recv() != nil {
		params = params[1:] // a method of the handle itself
	}
	for _, p := range params {
		// A request's context that can commit is passed everywhere: that says
		// nothing of this function.
		if r.HandleKind(p.Type()) == knowledge.Tx && !Optional(p) && !isContextLike(p.Type()) {
			return &Scope{Kind: Handed, Fn: fn, Roots: map[ssa.Value]bool{p: true}}
		}
	}
	return nil
}

func (r *Result) carrierType(t types.Type) bool {
	return r.HandleKind(t) != knowledge.NoHandle || isContext(t)
}

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" && named.Obj().Name() == "Context"
}

func isContextLike(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Deadline")
	_, ok := obj.(*types.Func)
	return ok
}

// hookHandle returns the parameter that is the handle, when fn is a method
// that an ORM calls inside a statement's transaction.
func (r *Result) hookHandle(fn *ssa.Function) *ssa.Parameter {
	if len(fn.Params) != 2 {
		return nil
	}
	p := fn.Params[1]
	named := knowledge.Named(p.Type())
	if named == nil || named.Obj().Pkg() == nil || r.known.KindOf(p.Type()) == knowledge.NoHandle {
		return nil
	}
	lib := knowledge.OfPackage(named.Obj().Pkg().Path())
	if lib == nil || !slices.Contains(lib.HookScope, fn.Name()) {
		return nil
	}
	return p
}

// Optional reports whether the function of p asks if p is nil: a handle that
// is nil means the pool, and the function need not run in a transaction.
func Optional(p *ssa.Parameter) bool {
	var values []ssa.Value
	values = append(values, p)
	for _, ref := range *p.Referrers() {
		// A captured parameter is read through its variable.
		if st, ok := ref.(*ssa.Store); ok && st.Val == p {
			if a, ok := st.Addr.(*ssa.Alloc); ok {
				for _, ref := range *a.Referrers() {
					if load, ok := ref.(*ssa.UnOp); ok {
						values = append(values, load)
					}
				}
			}
		}
	}
	for _, v := range values {
		for _, ref := range *v.Referrers() {
			if cmp, ok := ref.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
				if isNil(cmp.X) || isNil(cmp.Y) {
					return true
				}
			}
		}
	}
	return false
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// beginScope returns the scope that call opens, or nil.
func (r *Result) beginScope(fn *ssa.Function, call *ssa.Call) *Scope {
	c := call.Common()
	f, isLib := r.library(c)
	var sum *Summary
	if !isLib {
		sum = r.summaryOf(c)
	}
	if isLib && f.Role != knowledge.Begin || !isLib && (sum == nil || len(sum.Begins) == 0) {
		return nil
	}
	s := &Scope{Kind: Manual, Fn: fn, Begin: call, Roots: map[ssa.Value]bool{call: true}}
	if isLib {
		on := ssaform.Operand(c, f.On)
		if on != nil {
			if r.known.KindOf(on.Type()) == knowledge.Tx {
				return nil // a savepoint of an open transaction
			}
			s.From = r.Pools(r.Origins(on))
			if f.Tx == knowledge.Recv || r.known.KindOf(on.Type()) == knowledge.Conn {
				// Begun in place, or on a connection that every query joins.
				for _, o := range r.Origins(on) {
					if o.Root != nil {
						s.Roots[o.Root] = true
					}
				}
			}
		}
		s.ReadOnly = f.ReadOnly || r.readOnlyOptions(ssaform.Operand(c, f.Opts))
		return s
	}
	b := sum.Begins[0]
	for _, ref := range b.From {
		s.From = append(s.From, r.Resolve(call, ref)...)
	}
	for _, p := range b.Params {
		if arg := ssaform.Argument(c, p); arg != nil {
			for _, o := range r.Origins(arg) {
				if o.Root != nil {
					s.Roots[o.Root] = true
				}
			}
		}
	}
	s.ReadOnly = b.ReadOnly
	s.endResults = map[int]bool{}
	for _, k := range b.EndResults {
		s.endResults[k] = true
	}
	return s
}

// readOnlyOptions reports whether v is an options value that makes the
// transaction read-only: a struct whose field ReadOnly is set to true or whose
// AccessMode is pgx's ReadOnly.
func (r *Result) readOnlyOptions(v ssa.Value) bool {
	if v == nil {
		return false
	}
	for _, o := range r.Origins(v) {
		if o.Kind == FromVar {
			for _, s := range r.storesOf(o.Root.(*ssa.Alloc)) {
				if strings.HasSuffix(s.path, ".ReadOnly") {
					if c, ok := s.val.(*ssa.Const); ok && c.Value != nil && c.Value.ExactString() == "true" {
						return true
					}
				}
				if strings.HasSuffix(s.path, ".AccessMode") {
					if mode, ok := r.ConstString(s.val); ok && mode == "read only" {
						return true
					}
				}
			}
		}
	}
	return false
}

// region computes where s is open: a forward may-analysis on the control flow
// graph of s.Fn. Commit and rollback close it, and so does the branch on
// which beginning failed.
func (r *Result) region(s *Scope) {
	s.open = map[*ssa.BasicBlock]bool{}
	s.ends = map[ssa.Instruction]bool{}
	s.Kept = r.kept(s)
	for _, b := range s.Fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if _, isGo := call.(*ssa.Go); isGo {
				continue
			}
			if ends, commit := r.endsScope(s, call); ends {
				if _, ok := call.(*ssa.Defer); ok {
					s.deferredEnd = true
					if commit {
						s.deferredCommit = call
					}
				} else {
					s.ends[instr] = commit
				}
			}
		}
	}
	if len(s.Fn.Blocks) == 0 {
		return
	}
	taken := conditions(s)
	var work []*ssa.BasicBlock
	push := func(b *ssa.BasicBlock) {
		if !s.open[b] {
			s.open[b] = true
			work = append(work, b)
		}
	}
	if s.Begin == nil || s.Begin.Parent() != s.Fn {
		push(s.Fn.Blocks[0])
	} else if b := s.Begin.Block(); r.openAtEnd(s, b, false) {
		for i, succ := range b.Succs {
			if !beginFailed(s, b, i) && taken.allows(b, i) {
				push(succ)
			}
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if r.openAtEnd(s, b, true) {
			for i, succ := range b.Succs {
				if !beginFailed(s, b, i) && taken.allows(b, i) {
					push(succ)
				}
			}
		}
	}
}

// kept returns the fields and variables outside s.Fn to which it stores the
// handle of s.
func (r *Result) kept(s *Scope) []Origin {
	if s.Kind != Manual {
		return nil
	}
	var out []Origin
	for _, b := range s.Fn.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok || !r.canHold(st.Val.Type()) {
				continue
			}
			for _, o := range r.Origins(st.Addr) {
				if (o.Kind == FromParam && o.Path != "" || o.Kind == FromGlobal) && r.Carries(s, st.Val) {
					out = append(out, o)
				}
			}
		}
	}
	return out
}

// holds reports whether v carries the handle of s, is read from where the
// function put it, or is the object in which it put it.
func (r *Result) holds(s *Scope, v ssa.Value) bool {
	if r.Carries(s, v) {
		return true
	}
	if len(s.Kept) == 0 {
		return false
	}
	return slices.ContainsFunc(r.Origins(v), func(o Origin) bool {
		return slices.ContainsFunc(s.Kept, func(kept Origin) bool { return kept.Holds(o) || o.Holds(kept) })
	})
}

// branches says which side of an If on a condition is taken: 0 where the
// condition holds, 1 where it doesn't.
type branches map[ssa.Value]int

// conditions returns the conditions under which s begins. Where they are asked
// again, the answer is the same.
//
//	own := tx == nil
//	if own { tx, err = db.Begin() }
//	…
//	if own { err = tx.Commit() }
func conditions(s *Scope) branches {
	taken := branches{}
	if s.Begin == nil || s.Begin.Parent() != s.Fn {
		return taken
	}
	for b := s.Begin.Block(); b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		branch, ok := idom.Instrs[len(idom.Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 {
			continue
		}
		if i := slices.Index(idom.Succs, b); i >= 0 {
			cond, flip := condition(branch.Cond)
			taken[cond] = i ^ flip
		}
	}
	return taken
}

// condition takes the negations off v; flip is 1 if their number is odd.
func condition(v ssa.Value) (cond ssa.Value, flip int) {
	for {
		not, ok := v.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			return v, flip
		}
		v, flip = not.X, flip^1
	}
}

func (t branches) allows(b *ssa.BasicBlock, succ int) bool {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return true
	}
	cond, flip := condition(branch.Cond)
	i, ok := t[cond]
	return !ok || i^flip == succ
}

// openAtEnd runs s through b.
func (r *Result) openAtEnd(s *Scope, b *ssa.BasicBlock, open bool) bool {
	for _, instr := range b.Instrs {
		if instr == s.Begin {
			open = true
		}
		if _, ok := s.ends[instr]; ok {
			open = false
		}
	}
	return open
}

// beginFailed reports whether the i-th successor of b is taken only when the
// call that begins returned an error.
func beginFailed(s *Scope, b *ssa.BasicBlock, i int) bool {
	failed, ok := failureSuccessor(b, func(err ssa.Value) bool {
		switch v := err.(type) {
		case *ssa.Extract:
			return v.Tuple == s.begin()
		case *ssa.Phi:
			// Have: if opts { tx, err = BeginTx(…) } else { tx, err = Begin() }.
			return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool {
				ex, ok := e.(*ssa.Extract)
				return ok && ex.Tuple == s.begin()
			})
		case *ssa.UnOp:
			// Have: tx := db.Begin(); if tx.Error != nil, or err in a
			// captured variable.
			switch addr := v.X.(type) {
			case *ssa.FieldAddr:
				return addr.X == s.begin()
			case *ssa.Alloc, *ssa.FreeVar:
				return lastStore(b, addr, s.begin())
			}
		}
		return err == s.begin()
	})
	if !ok {
		failed, ok = noHandleSuccessor(s, b)
	}
	return ok && failed == i
}

// noHandleSuccessor returns the successor of b that is taken when the handle
// of s is nil.
func noHandleSuccessor(s *Scope, b *ssa.BasicBlock) (int, bool) {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || s.Begin == nil {
		return 0, false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || !isNil(cmp.Y) || cmp.X != s.begin() {
		return 0, false
	}
	switch cmp.Op {
	case token.NEQ:
		return 1, true
	case token.EQL:
		return 0, true
	}
	return 0, false
}

// lastStore reports whether the last store to addr in b is a result of call.
func lastStore(b *ssa.BasicBlock, addr ssa.Value, call ssa.Value) bool {
	for _, instr := range slices.Backward(b.Instrs) {
		if st, ok := instr.(*ssa.Store); ok && st.Addr == addr {
			ex, ok := st.Val.(*ssa.Extract)
			return ok && ex.Tuple == call
		}
	}
	return false
}

// failureSuccessor returns the index of the successor of b that is taken when
// an error that isErr accepts is not nil.
func failureSuccessor(b *ssa.BasicBlock, isErr func(ssa.Value) bool) (int, bool) {
	if len(b.Instrs) == 0 {
		return 0, false
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return 0, false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL {
		return 0, false
	}
	x, y := cmp.X, cmp.Y
	if isNil(x) {
		x, y = y, x
	}
	if !isNil(y) || !types.Implements(x.Type(), errorType) || !isErr(x) {
		return 0, false
	}
	if cmp.Op == token.NEQ {
		return 0, true
	}
	return 1, true
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// endsScope reports whether call commits or rolls back s, and whether it may
// commit.
func (r *Result) endsScope(s *Scope, call ssa.CallInstruction) (ends, commit bool) {
	c := call.Common()
	if f, ok := r.library(c); ok {
		if f.Role == knowledge.Commit || f.Role == knowledge.Rollback {
			if on := ssaform.Operand(c, f.On); on != nil && r.holds(s, on) {
				return true, f.Role == knowledge.Commit
			}
		}
		return false, false
	}
	// Have: swallow(tx.Rollback): the callee calls what ends it.
	for _, run := range r.Runs(call) {
		arg := ssaform.Argument(c, run.Param)
		if arg == nil || run.AfterCommit || run.InTx || run.Path != "" {
			continue
		}
		for _, o := range r.Origins(arg) {
			if o.Kind == FromFunc {
				if e, c := r.closureEnds(s, o.Root); e {
					return true, c
				}
			}
		}
	}
	if sum := r.summaryOf(c); sum != nil {
		for _, e := range sum.Ends {
			if arg := ssaform.Argument(c, e.Param); arg != nil && r.holds(s, arg) {
				return true, e.Commit
			}
		}
		return false, false
	}
	if c.IsInvoke() {
		return false, false
	}
	for _, o := range r.Origins(c.Value) {
		switch o.Kind {
		case FromCall:
			if s.endResults[o.K] && o.Root == s.begin() {
				return true, true
			}
		case FromFunc:
			if e, c := r.closureEnds(s, o.Root); e {
				return true, c
			}
		}
	}
	return false, false
}

// closureEnds reports whether calling the function value v ends s.
func (r *Result) closureEnds(s *Scope, v ssa.Value) (ends, commit bool) {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok {
		return false, false
	}
	fn := mc.Fn.(*ssa.Function)
	if obj := ssaform.FuncOf(fn); obj != nil && fn.Synthetic != "" {
		// A bound method: tx.Commit.
		if len(mc.Bindings) != 1 || !r.Carries(s, mc.Bindings[0]) {
			return false, false
		}
		if f, ok := r.Library(obj); ok {
			return f.Role == knowledge.Commit || f.Role == knowledge.Rollback, f.Role == knowledge.Commit
		}
		if sum := r.SummaryOf(obj); sum != nil {
			for _, e := range sum.Ends {
				if e.Param == 0 {
					return true, e.Commit
				}
			}
		}
		return false, false
	}
	if r.closing[fn] {
		return false, false
	}
	r.closing[fn] = true
	defer delete(r.closing, fn)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if e, c := r.endsScope(s, call); e {
					ends = true
					commit = commit || c
				}
			}
		}
	}
	return ends, commit
}

// OpenAt reports whether s is open where instr, an instruction of s.Fn,
// executes.
func (s *Scope) OpenAt(instr ssa.Instruction) bool {
	b := instr.Block()
	open := s.open[b]
	for _, i := range b.Instrs {
		if i == instr {
			return open
		}
		if i == s.Begin {
			open = true
		}
		if _, ok := s.ends[i]; ok {
			open = false
		}
	}
	return false
}

// HandedOn reports whether the function only opens the transaction and leaves
// its handle in a place for others, who end it.
func (s *Scope) HandedOn() bool { return len(s.Kept) > 0 && len(s.ends) == 0 && !s.deferredEnd }

// openAtReturn reports whether s is open at a return that reports success,
// and no deferred call ends it.
func (s *Scope) openAtReturn() bool {
	if s.deferredEnd {
		return false
	}
	for _, b := range s.Fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && s.OpenAt(ret) && mayReturnNil(ret) {
			return true
		}
	}
	return false
}

// CommitReachable reports whether the transaction may still be committed
// after instr: what runs only on the way to a rollback is no hazard of
// effects that outlive it. It errs towards true.
func (s *Scope) CommitReachable(instr ssa.Instruction) bool {
	for range s.commits(instr) {
		return true
	}
	return false
}

// commits yields the calls that may commit the transaction after instr, and the
// returns after which somebody may; nil if instr isn't in its block.
func (s *Scope) commits(instr ssa.Instruction) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		seen := map[*ssa.BasicBlock]bool{}
		var walk func(b *ssa.BasicBlock, instrs []ssa.Instruction) bool
		walk = func(b *ssa.BasicBlock, instrs []ssa.Instruction) bool {
			for _, i := range instrs {
				if commit, ok := s.ends[i]; ok {
					return !commit || yield(i)
				}
				if ret, ok := i.(*ssa.Return); ok {
					return !s.committedAfter() || !mayReturnNil(ret) || yield(i)
				}
			}
			for _, succ := range b.Succs {
				if !seen[succ] {
					seen[succ] = true
					if !walk(succ, succ.Instrs) {
						return false
					}
				}
			}
			return true
		}
		start := instr.Block()
		if i := slices.Index(start.Instrs, instr); i >= 0 {
			walk(start, start.Instrs[i+1:])
		} else {
			yield(nil)
		}
	}
}

// Commit returns where the commit of s is told that comes first after instr: at
// the call, or at the end of the closure that a runner commits after. There is
// none where somebody else commits.
func (r *Result) Commit(s *Scope, instr ssa.Instruction) (at analysis.RelatedInformation, ok bool) {
	calls := slices.Collect(s.commits(instr))
	returns := slices.ContainsFunc(calls, func(i ssa.Instruction) bool { _, ok := i.(*ssa.Return); return ok })
	calls = slices.DeleteFunc(calls, func(i ssa.Instruction) bool { _, ok := i.(ssa.CallInstruction); return !ok })
	switch {
	case len(calls) > 0:
		first := slices.MinFunc(calls, func(a, b ssa.Instruction) int {
			before := func(i ssa.Instruction) int { // in an earlier iteration
				if i.Pos() < instr.Pos() {
					return 1
				}
				return 0
			}
			return cmp.Or(cmp.Compare(before(a), before(b)), cmp.Compare(a.Pos(), b.Pos()))
		})
		at.Message = callpath.Commit
		at.Pos, at.End = r.Extent(first.(ssa.CallInstruction))
	case returns && s.Kind == Callback && s.Fn.Syntax() != nil:
		end := s.Fn.Syntax().End()
		at = analysis.RelatedInformation{Pos: end - 1, End: end, Message: callpath.CommitAfter}
	case returns && s.deferredEnd && s.deferredCommit != nil:
		at.Message = callpath.Commit
		at.Pos, at.End = r.Extent(s.deferredCommit)
	}
	return at, at.Pos.IsValid()
}

// committedAfter reports whether a return without explicit commit may still
// be followed by one: by the runner, the caller or a deferred call.
func (s *Scope) committedAfter() bool {
	// Have: defer tx.Rollback(): without a commit before it, it rolls back.
	return s.Kind != Manual || !s.deferredEnd || s.deferredCommit != nil
}

// mayReturnNil reports whether the error that ret returns may be nil. It is
// not where the return is reached only on the failure branch of an error.
func mayReturnNil(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return true
	}
	err := ret.Results[len(ret.Results)-1]
	if !types.Identical(err.Type(), types.Universe.Lookup("error").Type()) && !types.Implements(err.Type(), errorType) {
		return true
	}
	switch v := err.(type) {
	case *ssa.Const:
		return true
	case *ssa.MakeInterface:
		return false
	case *ssa.UnOp:
		// Have: var ErrStale = errors.New("stale").
		if _, ok := v.X.(*ssa.Global); ok {
			return false
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			if isNil(e) {
				return true
			}
		}
	case *ssa.Call:
		if fn := ssaform.Callee(v.Common()); fn != nil && fn.Pkg() != nil {
			switch fn.FullName() {
			case "errors.New", "fmt.Errorf":
				return false
			}
		}
	}
	return !onFailureBranch(ret.Block())
}

// onFailureBranch reports whether b is reached only after some error was not
// nil.
func onFailureBranch(b *ssa.BasicBlock) bool {
	for d := b; d.Idom() != nil; d = d.Idom() {
		idom := d.Idom()
		if i, ok := failureSuccessor(idom, func(ssa.Value) bool { return true }); ok {
			if succ := idom.Succs[i]; succ == d && len(succ.Preds) == 1 {
				return true
			}
		}
	}
	return false
}
