package unguardedretry

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/message"
)

// repeated reports a call in a loop of a number of attempts that success doesn't
// leave, and whether there is one.
//
//	for i := 0; i < 5; i++ {
//		if err := call(); err != nil {
//			time.Sleep(time.Second)
//		}
//	}
//
// That success leaves no trace, not a count, a result, or a wait, says that it
// isn't what the loop is for.
func (c *check) repeated(l *loops.Loop) bool {
	if !l.Bound.Capped {
		return false
	}
	for _, a := range l.Attempts {
		if !a.Again || a.Leaves || a.Back.IsValid() || presumed(a) || !c.traceless(l, a) {
			continue
		}
		name := c.name(a)
		c.at(l, a, "repeat", message.Fit(
			fmt.Sprintf("%s is called again after it succeeded: nothing but the number of attempts ends the loop; leave it when the error is nil", name),
			"it is called again after it succeeded: nothing but the number of attempts ends the loop; leave it when the error is nil"))
		return true
	}
	return false
}

// traceless reports whether the way from the attempt's success to the loop's
// next round does nothing: no call, no store, and what the loop carries is what
// it is after a failure, but for the error.
func (c *check) traceless(l *loops.Loop, a *loops.Attempt) bool {
	fine := fineEdge(a)
	if fine == nil || answered(a.Call) {
		return false
	}
	from, b := fine.from, fine.to
	for {
		if !l.Blocks[b] || counts(b, from, l) {
			return false
		}
		if b == l.Head {
			return true
		}
		next := slices.DeleteFunc(slices.Clone(b.Succs), func(s *ssa.BasicBlock) bool { return !l.Blocks[s] })
		if busy(b) || len(next) != 1 {
			return false
		}
		from, b = b, next[0]
	}
}

// An edge leads from one block to another.
type edge struct{ from, to *ssa.BasicBlock }

// fineEdge returns the edge that is taken when the attempt succeeded, nil if that
// isn't plain.
func fineEdge(a *loops.Attempt) *edge {
	for _, ref := range *a.Err.Referrers() {
		cond, ok := ref.(*ssa.BinOp)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
			continue
		}
		if k, ok := cond.Y.(*ssa.Const); !ok || !k.IsNil() {
			continue
		}
		for _, use := range *cond.Referrers() {
			if test, ok := use.(*ssa.If); ok {
				b := test.Block()
				if cond.Op == token.EQL {
					return &edge{b, b.Succs[0]}
				}
				return &edge{b, b.Succs[1]}
			}
		}
	}
	return nil
}

// answered reports whether the call returns more than an error, and that is used.
func answered(call ssa.CallInstruction) bool {
	v := call.Value()
	if v == nil || types.Identical(v.Type(), errorType) {
		return false
	}
	for _, ref := range *v.Referrers() {
		if x, ok := ref.(*ssa.Extract); !ok || !types.Identical(x.Type(), errorType) {
			return true
		}
	}
	return false
}

// busy reports whether a block does something that is seen outside of it.
func busy(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		switch instr.(type) {
		case ssa.CallInstruction, *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Select:
			return true
		}
	}
	return false
}

// counts reports whether something but an error is another value at b when the
// flow comes from from than when it comes by another edge of the loop.
func counts(b, from *ssa.BasicBlock, l *loops.Loop) bool {
	at := slices.Index(b.Preds, from)
	for _, instr := range b.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			return false
		}
		for i, p := range b.Preds {
			if l.Blocks[p] && phi.Edges[i] != phi.Edges[at] && !types.Identical(phi.Type(), errorType) {
				return true
			}
		}
	}
	return false
}

var errorType = types.Universe.Lookup("error").Type()
