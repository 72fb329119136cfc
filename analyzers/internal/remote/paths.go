package remote

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// reaches reports whether a way leads from fn's entry to a return that ends
// accepts, past no instruction that stop holds for and no edge that cut does.
// pred is the block that the way comes from.
func reaches(fn *ssa.Function, stop func(ssa.Instruction) bool, cut func(from *ssa.BasicBlock, succ int) bool, ends func(ret *ssa.Return, pred *ssa.BasicBlock) bool) bool {
	type edge struct{ from, to *ssa.BasicBlock }
	seen := map[edge]bool{}
	var walk func(pred, b *ssa.BasicBlock) bool
	walk = func(pred, b *ssa.BasicBlock) bool {
		if seen[edge{pred, b}] {
			return false
		}
		seen[edge{pred, b}] = true
		for _, instr := range b.Instrs {
			if stop(instr) {
				return false
			}
			if ret, ok := instr.(*ssa.Return); ok {
				return ends(ret, pred)
			}
		}
		taken := decided(pred, b)
		for i, succ := range b.Succs {
			if (taken < 0 || taken == i) && (cut == nil || !cut(b, i)) && walk(b, succ) {
				return true
			}
		}
		return false
	}
	return len(fn.Blocks) > 0 && walk(nil, fn.Blocks[0])
}

// decided returns which successor is taken of b, reached from pred, or -1: the
// first round of a loop that counts from one constant to another.
func decided(pred, b *ssa.BasicBlock) int {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || pred == nil {
		return -1
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return -1
	}
	phi, ok := cond.X.(*ssa.Phi)
	if !ok || phi.Block() != b {
		return -1
	}
	x, okX := phi.Edges[slices.Index(b.Preds, pred)].(*ssa.Const)
	y, okY := cond.Y.(*ssa.Const)
	if !okX || !okY || x.Value == nil || y.Value == nil || x.Value.Kind() != constant.Int || y.Value.Kind() != constant.Int {
		return -1
	}
	switch cond.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
		if constant.Compare(x.Value, cond.Op, y.Value) {
			return 0
		}
		return 1
	}
	return -1
}

// alwaysDoes reports whether fn does role on every way to a return without an
// error.
func (r *Result) alwaysDoes(fn *ssa.Function, role knowledge.Role) bool {
	sites := map[ssa.Instruction]bool{}
	for call := range ssaform.Calls(fn) {
		if d := r.at[call]; d != nil && slices.ContainsFunc(d.calls, func(x item) bool { return x.Role == role && x.Always }) {
			sites[call] = true
		}
	}
	return len(sites) > 0 && !reaches(fn, func(instr ssa.Instruction) bool { return sites[instr] }, nil,
		func(ret *ssa.Return, pred *ssa.BasicBlock) bool {
			err := returnedError(ret, pred)
			return err == nil || maySucceed(err, ret.Block())
		})
}

var errorType = types.Universe.Lookup("error").Type()

// returnedError returns the error that ret returns when it is reached from
// pred, nil if the function returns none.
func returnedError(ret *ssa.Return, pred *ssa.BasicBlock) ssa.Value {
	if len(ret.Results) == 0 {
		return nil
	}
	err := ret.Results[len(ret.Results)-1]
	if !types.Identical(err.Type(), errorType) {
		return nil
	}
	if phi, ok := err.(*ssa.Phi); ok && phi.Block() == ret.Block() && pred != nil {
		return phi.Edges[slices.Index(phi.Block().Preds, pred)]
	}
	return err
}

// mayFail reports whether the error v may be other than nil in b.
func mayFail(v ssa.Value, b *ssa.BasicBlock) bool {
	if k, ok := v.(*ssa.Const); ok {
		return !k.IsNil()
	}
	for ; b.Idom() != nil; b = b.Idom() {
		if tested, isNil, ok := testedOnEntry(b); ok && isNil && tested == v {
			return false
		}
	}
	return true
}

// maySucceed reports whether the error v may be nil in b. It is not where b is
// reached only on the failure branch of an error.
func maySucceed(v ssa.Value, b *ssa.BasicBlock) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.MakeInterface:
		return false
	case *ssa.UnOp:
		// Have: var ErrStale = errors.New("stale").
		if _, ok := v.X.(*ssa.Global); ok {
			return false
		}
	case *ssa.Call:
		if fn := ssaform.Callee(v.Common()); fn != nil && (fn.FullName() == "errors.New" || fn.FullName() == "fmt.Errorf") {
			return false
		}
	case *ssa.Phi:
		if slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { k, ok := e.(*ssa.Const); return ok && k.IsNil() }) {
			return true
		}
	}
	for ; b.Idom() != nil; b = b.Idom() {
		if tested, isNil, ok := testedOnEntry(b); ok && !isNil && types.Identical(tested.Type(), errorType) {
			return false
		}
	}
	return true
}

// testedOnEntry returns the value that is compared with nil where b is entered,
// and whether it is nil in b.
func testedOnEntry(b *ssa.BasicBlock) (v ssa.Value, isNil, ok bool) {
	if len(b.Preds) != 1 {
		return nil, false, false
	}
	from := b.Preds[0]
	return nilTest(from, slices.Index(from.Succs, b))
}

// nilTest returns the value that from compares with nil at its end, and whether
// it is nil on the way to its succ-th successor.
func nilTest(from *ssa.BasicBlock, succ int) (v ssa.Value, isNil, ok bool) {
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return nil, false, false
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
		return nil, false, false
	}
	v = cond.X
	if k, ok := cond.Y.(*ssa.Const); !ok || !k.IsNil() {
		return nil, false, false
	}
	return v, (cond.Op == token.EQL) == (succ == 0), true
}

// callOf returns the call that v is a result of, or nil.
func callOf(v ssa.Value) ssa.Instruction {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	if call, ok := v.(*ssa.Call); ok {
		return call
	}
	return nil
}
