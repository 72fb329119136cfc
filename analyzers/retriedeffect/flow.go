package retriedeffect

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// whereZero reports whether instr runs only where p was found to be zero: what
// is loaded once needn't be loaded again.
func (c *closure) whereZero(instr ssa.Instruction, p place) bool {
	for b := instr.Block(); b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		if len(b.Preds) != 1 {
			continue
		}
		if succ, ok := c.zeroEdge(idom, p); ok && idom.Succs[succ] == b {
			return true
		}
	}
	return false
}

// zeroEdge returns the successor of b that is taken when p is zero or empty.
func (c *closure) zeroEdge(b *ssa.BasicBlock, p place) (int, bool) {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return 0, false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || !isZero(cmp.Y) {
		return 0, false
	}
	x := cmp.X
	if call, ok := x.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			x = call.Call.Args[0]
		}
	}
	load, ok := x.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return 0, false
	}
	if q, ok := c.at(load); !ok || q != p {
		return 0, false
	}
	switch cmp.Op {
	case token.EQL:
		return 0, true
	case token.NEQ, token.GTR:
		return 1, true
	}
	return 0, false
}

// A flow tells where a place may still hold what an earlier attempt left: a
// forward may-analysis of the closure, with those in it where they are run.
type flow struct {
	c     *closure
	place place
	stale map[ssa.Instruction]bool // reads
}

// maxDepth bounds closures in closures.
const maxDepth = 4

// run takes the state at fn's entry and returns that at its returns.
func (f *flow) run(fn *ssa.Function, stale bool, depth int) bool {
	if len(fn.Blocks) == 0 || depth > maxDepth {
		return stale
	}
	in := map[*ssa.BasicBlock]bool{fn.Blocks[0]: stale}
	seen := map[*ssa.BasicBlock]bool{fn.Blocks[0]: true}
	out := false
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		state := in[b]
		for _, instr := range b.Instrs {
			state = f.step(instr, state, depth)
		}
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = out || state
		}
		zero, isTest := f.c.zeroEdge(b, f.place)
		for i, succ := range b.Succs {
			next := state && (!isTest || i != zero)
			if !seen[succ] || next && !in[succ] {
				seen[succ] = true
				in[succ] = in[succ] || next
				work = append(work, succ)
			}
		}
	}
	return out
}

func (f *flow) step(instr ssa.Instruction, stale bool, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		if p, ok := f.c.at(instr.Addr); ok && f.place.within(p) {
			d := derivation{c: f.c, place: p, seen: map[ssa.Value]bool{}}
			return stale && d.from(instr.Val)
		}
	case *ssa.MapUpdate:
		if p, ok := f.c.at(instr.Map); ok {
			p.path += entry(instr.Key)
			d := derivation{c: f.c, place: p, seen: map[ssa.Value]bool{}}
			if p == f.place && !d.from(instr.Value) {
				return false
			}
		}
	case *ssa.UnOp, *ssa.Lookup:
		if stale {
			f.stale[instr] = true
		}
	case ssa.CallInstruction:
		if _, ok := instr.(*ssa.Defer); ok {
			return stale
		}
		return f.call(instr, stale, depth)
	}
	return stale
}

func (f *flow) call(call ssa.CallInstruction, stale bool, depth int) bool {
	c := call.Common()
	for _, act := range f.c.r.tx.Activations(call) {
		if act.Fn == f.c.fn || !encloses(f.c.fn, act.Fn) {
			continue
		}
		left := f.run(act.Fn, stale, depth+1)
		if !act.Passed || act.Run.InTx {
			stale = left // it runs once at least
		}
	}
	if b, ok := c.Value.(*ssa.Builtin); ok && b.Name() == "clear" {
		if p, ok := f.c.at(c.Args[0]); ok && f.place.within(p) {
			return false
		}
		return stale
	}
	for _, arg := range c.Args {
		// Have: rows.Scan(&n): it is given the variable to write it.
		if isAddress(arg) {
			if p, ok := f.c.at(arg); ok && f.place.within(p) {
				return false
			}
		}
	}
	return stale
}

// isAddress reports whether v is the address of a variable or field.
func isAddress(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	switch v.(type) {
	case *ssa.FreeVar, *ssa.FieldAddr, *ssa.IndexAddr:
		return true
	}
	return false
}
