package ssaform

import (
	"iter"

	"golang.org/x/tools/go/ssa"
)

// A Cycle is a natural loop: its head, and the blocks from which the flow comes
// back to it. What leaves the loop, such as a last call and the return after it,
// isn't in it.
type Cycle struct {
	Head   *ssa.BasicBlock
	Blocks map[*ssa.BasicBlock]bool
}

// Cycles returns the loops of fn, in order of their heads.
func Cycles(fn *ssa.Function) []*Cycle {
	var out []*Cycle
	for _, head := range fn.Blocks {
		var work []*ssa.BasicBlock
		for _, p := range head.Preds {
			if head.Dominates(p) {
				work = append(work, p)
			}
		}
		if len(work) == 0 {
			continue
		}
		c := &Cycle{head, map[*ssa.BasicBlock]bool{head: true}}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			if !c.Blocks[b] {
				c.Blocks[b] = true
				work = append(work, b.Preds...)
			}
		}
		out = append(out, c)
	}
	return out
}

// Calls yields the calls in the cycle, in order of the blocks.
func (c *Cycle) Calls() iter.Seq[ssa.CallInstruction] {
	return func(yield func(ssa.CallInstruction) bool) {
		for call := range Calls(c.Head.Parent()) {
			if c.Blocks[call.Block()] && !yield(call) {
				return
			}
		}
	}
}
