package tracked

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Flows reports whether control may go from one instruction to another without
// passing one of kills. Instructions of a closure count as the one that hands
// it on, seen from outside of it.
func (r *Result) Flows(from, to ssa.Instruction, kills []ssa.Instruction) bool {
	a, b, ok := r.level(from, to)
	if !ok {
		return false
	}
	// Out of the closures that from is in, and into those that to is in.
	for fn := from.Parent(); fn != a.Parent(); fn = fn.Parent() {
		at, _ := r.lift(from, fn)
		stop := r.within(fn, kills, at)
		if !slices.ContainsFunc(returns(fn), func(ret *ssa.Return) bool { return reaches(at, ret, stop) }) {
			return false
		}
	}
	for fn := to.Parent(); fn != b.Parent(); fn = fn.Parent() {
		at, _ := r.lift(to, fn)
		stop := r.within(fn, kills, at)
		first := fn.Blocks[0].Instrs[0]
		if first != at && (slices.Contains(stop, first) || !reaches(first, at, stop)) {
			return false
		}
	}
	if a == b {
		return true // both within one closure's call
	}
	return reaches(a, b, r.within(a.Parent(), kills, a, b))
}

// within are the instructions of fn that kills are a part of, without those
// that are a part of ends.
func (r *Result) within(fn *ssa.Function, kills []ssa.Instruction, ends ...ssa.Instruction) []ssa.Instruction {
	var out []ssa.Instruction
	for _, k := range kills {
		if k, ok := r.lift(k, fn); ok && !slices.Contains(ends, k) {
			out = append(out, k)
		}
	}
	return out
}

// level lifts two instructions to the innermost function that both are in.
func (r *Result) level(a, b ssa.Instruction) (ssa.Instruction, ssa.Instruction, bool) {
	for fn := a.Parent(); fn != nil; fn = fn.Parent() {
		la, ok := r.lift(a, fn)
		if !ok {
			return nil, nil, false
		}
		if lb, ok := r.lift(b, fn); ok {
			return la, lb, true
		}
	}
	return nil, nil, false
}

// lift returns the instruction of fn that instr is a part of: itself, or the
// call that a closure around it is handed to.
func (r *Result) lift(instr ssa.Instruction, fn *ssa.Function) (ssa.Instruction, bool) {
	for instr.Parent() != fn {
		uses := instr.Parent().Referrers()
		if uses == nil || len(*uses) == 0 {
			return nil, false // not in fn
		}
		instr = (*uses)[0]
		if mc, ok := instr.(*ssa.MakeClosure); ok { // it captures something
			uses = mc.Referrers()
		}
		if i := slices.IndexFunc(*uses, isCall); i >= 0 {
			instr = (*uses)[i]
		}
	}
	return instr, true
}

func isCall(instr ssa.Instruction) bool {
	_, ok := instr.(ssa.CallInstruction)
	return ok
}

func reaches(from, to ssa.Instruction, stop []ssa.Instruction) bool {
	// scan looks at the instructions of a block from i on.
	scan := func(b *ssa.BasicBlock, i int) (found, stopped bool) {
		for _, instr := range b.Instrs[i:] {
			if instr == to {
				return true, false
			}
			if slices.Contains(stop, instr) {
				return false, true
			}
		}
		return false, false
	}
	b := from.Block()
	if found, stopped := scan(b, slices.Index(b.Instrs, from)+1); found || stopped {
		return found
	}
	seen := map[*ssa.BasicBlock]bool{}
	work := slices.Clone(b.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		found, stopped := scan(b, 0)
		if found {
			return true
		}
		if !stopped {
			work = append(work, b.Succs...)
		}
	}
	return false
}

// Dominates reports whether every way to b passes a.
func (r *Result) Dominates(a, b ssa.Instruction) bool {
	a, b, ok := r.level(a, b)
	if !ok {
		return false
	}
	if a.Block() == b.Block() {
		return slices.Index(a.Block().Instrs, a) <= slices.Index(b.Block().Instrs, b)
	}
	return a.Block().Dominates(b.Block())
}
