package deeds

// Which way a failure takes through a function. All of it is may-analysis on the
// control flow graph; what a deferred closure does about an error isn't seen.

import (
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

var errorType = types.Universe.Lookup("error").Type()

func isError(t types.Type) bool {
	return types.AssignableTo(t, errorType) && types.Implements(t, errorType.Underlying().(*types.Interface))
}

// failures returns the values that say whether call failed: its last result, an
// error field of its result (GORM's DB.Error), or what a method of its result
// returns that has nothing else to say of it (redis' Cmd.Err, sql.Row's Scan).
func (r *Result) failures(call ssa.CallInstruction) []ssa.Value {
	v, ok := call.(*ssa.Call)
	if !ok || v.Referrers() == nil {
		return nil
	}
	if out := errorResult(v); out != nil {
		return []ssa.Value{out}
	}
	var out []ssa.Value
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			for _, load := range *ref.Referrers() {
				if load, ok := load.(*ssa.UnOp); ok && load.Op == token.MUL && types.Identical(load.Type(), errorType) {
					out = append(out, load)
				}
			}
		case *ssa.Call:
			if ssaform.Argument(ref.Common(), 0) != ssa.Value(v) || r.doesSomething(ref) {
				continue
			}
			if e := errorResult(ref); e != nil {
				out = append(out, e)
			}
		}
	}
	return out
}

// doesSomething reports whether a call is more than a look at a result.
func (r *Result) doesSomething(call *ssa.Call) bool {
	fn := ssaform.Callee(call.Common())
	if fn == nil || fn.Signature().Recv() == nil {
		return true
	}
	_, known := r.tx.Library(fn)
	return known || r.own[fn] != nil || r.form.SameModule(pkgPath(fn))
}

func pkgPath(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	return fn.Pkg().Path()
}

// errorResult returns the error that call returns last, nil if it returns none or
// nothing looks at it.
func errorResult(call *ssa.Call) ssa.Value {
	results := call.Call.Signature().Results()
	n := results.Len()
	if n == 0 || !types.Identical(results.At(n-1).Type(), errorType) {
		return nil
	}
	if n == 1 {
		return call
	}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == n-1 {
			return ex
		}
	}
	return nil
}

// aliases returns the values that are e, or may be: what e is merged into, and
// what is read from the variable that it is stored to.
func aliases(e ssa.Value) map[ssa.Value]bool {
	out := map[ssa.Value]bool{}
	var add func(v ssa.Value)
	add = func(v ssa.Value) {
		if out[v] || v.Referrers() == nil {
			return
		}
		out[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Phi:
				add(ref)
			case *ssa.Store:
				if a, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
					for load := range loads(a) {
						if lastStore(load, a) == ref {
							add(load)
						}
					}
				}
			}
		}
	}
	add(e)
	return out
}

func loads(a *ssa.Alloc) iter.Seq[*ssa.UnOp] {
	return func(yield func(*ssa.UnOp) bool) {
		for _, ref := range *a.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL && !yield(load) {
				return
			}
		}
	}
}

// lastStore returns the nearest store to a that dominates load, nil if there is
// none.
func lastStore(load *ssa.UnOp, a *ssa.Alloc) *ssa.Store {
	before := ssa.Instruction(load)
	for b := load.Block(); b != nil; b = b.Idom() {
		var last *ssa.Store
		for _, instr := range b.Instrs {
			if instr == before {
				break
			}
			if st, ok := instr.(*ssa.Store); ok && st.Addr == a {
				last = st
			}
		}
		if last != nil {
			return last
		}
	}
	return nil
}

// A test is a branch on whether an error is nil.
type test struct {
	at            *ssa.BasicBlock
	isNil, notNil *ssa.BasicBlock
}

// tests yields the branches on whether v is nil.
func tests(v ssa.Value) iter.Seq[test] {
	return func(yield func(test) bool) {
		if v.Referrers() == nil {
			return
		}
		for _, ref := range *v.Referrers() {
			cmp, ok := ref.(*ssa.BinOp)
			if !ok || !isNil(cmp.X) && !isNil(cmp.Y) {
				continue
			}
			for _, ref := range *cmp.Referrers() {
				branch, ok := ref.(*ssa.If)
				if !ok {
					continue
				}
				b := branch.Block()
				t := test{b, b.Succs[0], b.Succs[1]}
				if cmp.Op == token.NEQ {
					t.isNil, t.notNil = t.notNil, t.isNil
				}
				if !yield(t) {
					return
				}
			}
		}
	}
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// only reports whether b is reached by the edge from t to succ alone.
func (t test) only(succ, b *ssa.BasicBlock) bool {
	return len(succ.Preds) == 1 && succ.Dominates(b)
}

// knownNil reports whether v is nil wherever b runs.
func knownNil(v ssa.Value, b *ssa.BasicBlock) bool {
	if isNil(v) {
		return true
	}
	for t := range tests(v) {
		if t.only(t.isNil, b) {
			return true
		}
	}
	return false
}

// afterFailure reports whether b runs only after some call has failed.
func afterFailure(b *ssa.BasicBlock) bool {
	for d := b; d != nil; d = d.Idom() {
		if len(d.Preds) != 1 {
			continue
		}
		branch, ok := d.Preds[0].Instrs[len(d.Preds[0].Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if cmp, ok := branch.Cond.(*ssa.BinOp); ok && (isNil(cmp.X) || isNil(cmp.Y)) && isError(cmp.X.Type()) && isError(cmp.Y.Type()) {
			if (cmp.Op == token.NEQ) == (d.Preds[0].Succs[0] == d) {
				return true
			}
		}
	}
	return false
}

// succeeded returns what may run after call has succeeded, for the same message:
// the rest of its own block, and whole blocks, its own once more if it is in a
// loop.
func (r *Result) succeeded(call ssa.CallInstruction) map[*ssa.BasicBlock]bool {
	infeasible := map[[2]*ssa.BasicBlock]bool{}
	for _, e := range r.failures(call) {
		for alias := range aliases(e) {
			for t := range tests(alias) {
				infeasible[[2]*ssa.BasicBlock{t.at, t.notNil}] = true
			}
		}
	}
	seen := map[*ssa.BasicBlock]bool{}
	if settles(call.Block(), call) {
		return seen
	}
	work := []*ssa.BasicBlock{call.Block()}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, succ := range b.Succs {
			if seen[succ] || infeasible[[2]*ssa.BasicBlock{b, succ}] || receives(succ) {
				continue
			}
			seen[succ] = true
			if !settles(succ, nil) {
				work = append(work, succ)
			}
		}
	}
	return seen
}

// receives reports whether b takes the next message: what comes then is another
// one's.
func receives(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			return instr.Op == token.ARROW
		case *ssa.Select:
			return true
		}
		return false
	})
}

// settles reports whether b tells the queue what became of the message, after
// from if that isn't nil.
func settles(b *ssa.BasicBlock, from ssa.CallInstruction) bool {
	for _, instr := range b.Instrs {
		call, ok := instr.(ssa.CallInstruction)
		switch {
		case !ok:
		case from != nil:
			if call == from {
				from = nil
			}
		default:
			if fn := ssaform.Callee(call.Common()); fn != nil {
				if _, ok := knowledge.SettlementOf(fn); ok {
					return true
				}
			}
		}
	}
	return false
}

// comesAfter reports whether later may run after call; reached is what
// [Result.succeeded] says of call.
func comesAfter(call, later ssa.CallInstruction, reached map[*ssa.BasicBlock]bool) bool {
	if call == later {
		return reached[call.Block()] && varies(call, reached)
	}
	if reached[later.Block()] {
		return true
	}
	if call.Block() != later.Block() {
		return false
	}
	for _, instr := range call.Block().Instrs {
		if instr == ssa.Instruction(call) {
			return true
		}
		if instr == ssa.Instruction(later) {
			return false
		}
	}
	return false
}

// varies reports whether a call in a loop is given something that the loop makes
// anew: without it, it is another attempt at the same.
func varies(call ssa.CallInstruction, loop map[*ssa.BasicBlock]bool) bool {
	for _, op := range call.Operands(nil) {
		if instr, ok := (*op).(ssa.Instruction); ok && loop[instr.Block()] {
			return true
		}
	}
	return false
}

// Exits says what has a function run again.
type Exits struct {
	Errors bool // it returns an error
	// Requeues are the calls in it that give its message back to the queue.
	Requeues map[ssa.CallInstruction]bool
}

// Fails reports whether a failure of call may lead to an exit of its function.
func (r *Result) Fails(call ssa.CallInstruction, exits Exits) bool {
	for _, e := range r.failures(call) {
		if exits.Errors && r.returned(e) || r.leads(e, exits) {
			return true
		}
	}
	return false
}

// returned reports whether the function may return the error e, itself or
// wrapped.
func (r *Result) returned(e ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if seen[v] || v.Referrers() == nil {
			return false
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			if ref.Block() == nil || knownNil(v, ref.Block()) {
				continue
			}
			switch ref := ref.(type) {
			case *ssa.Return:
				if n := len(ref.Results); n > 0 && ref.Results[n-1] == v && isError(v.Type()) {
					return true
				}
			case *ssa.Phi:
				for i, edge := range ref.Edges {
					if edge == v && !knownNil(v, ref.Block().Preds[i]) && walk(ref) {
						return true
					}
				}
			case *ssa.Store:
				if ref.Val != v {
					continue
				}
				switch addr := ref.Addr.(type) {
				case *ssa.Alloc:
					for load := range loads(addr) {
						if st := lastStore(load, addr); (st == nil || st == ref) && walk(load) {
							return true
						}
					}
				case *ssa.FieldAddr:
					if walk(addr.X) { // &Error{Err: err}
						return true
					}
				case *ssa.IndexAddr:
					if walk(addr.X) { // an argument of fmt.Errorf
						return true
					}
				}
			case *ssa.Call:
				if r.permanent(ref) {
					continue
				}
				if out := wraps(ref); out != nil && walk(out) {
					return true
				}
			case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Slice, *ssa.UnOp, *ssa.TypeAssert, *ssa.Extract:
				if walk(ref.(ssa.Value)) {
					return true
				}
			}
		}
		return false
	}
	return walk(e)
}

// wraps returns the result of a call that may be, or tell of, an error that it is
// given: an error, a text, or a slice of errors.
func wraps(call *ssa.Call) ssa.Value {
	if e := errorResult(call); e != nil {
		return e
	}
	switch t := call.Type().Underlying().(type) {
	case *types.Basic:
		if t.Kind() == types.String {
			return call
		}
	case *types.Slice:
		if isError(t.Elem()) {
			return call
		}
	case *types.Pointer, *types.Interface, *types.Struct:
		if isError(call.Type()) {
			return call
		}
	}
	return nil
}

// leads reports whether what runs only after e wasn't nil reaches an exit.
func (r *Result) leads(e ssa.Value, exits Exits) bool {
	for alias := range aliases(e) {
		for t := range tests(alias) {
			for _, b := range t.at.Parent().Blocks {
				if t.only(t.notNil, b) && r.exits(b, exits) {
					return true
				}
			}
		}
	}
	return false
}

func (r *Result) exits(b *ssa.BasicBlock, exits Exits) bool {
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			if exits.Requeues[instr] {
				return true
			}
		case *ssa.Return:
			n := len(instr.Results)
			if !exits.Errors || n == 0 || !isError(instr.Results[n-1].Type()) {
				continue
			}
			if r.mayFail(instr.Results[n-1], b) {
				return true
			}
		}
	}
	return false
}

// mayFail reports whether v, returned in b, may be an error for which the job is
// run again.
func (r *Result) mayFail(v ssa.Value, b *ssa.BasicBlock) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			if st := lastStore(v, a); st != nil {
				return r.mayFail(st.Val, b)
			}
			return false // as it was at the start
		}
	case *ssa.Call:
		if r.permanent(v) {
			return false
		}
	case *ssa.Phi:
		for i, edge := range v.Edges {
			if v.Block() == b && r.mayFail(edge, b.Preds[i]) {
				return true
			}
		}
		if v.Block() == b {
			return false
		}
	}
	return !knownNil(v, b) && !r.permanentValue(v)
}
