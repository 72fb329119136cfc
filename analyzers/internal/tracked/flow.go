package tracked

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Flows reports whether control may go from one instruction to another without
// passing one of kills. Instructions of a closure count as the one that hands
// it on, seen from outside of it.
func (r *Result) Flows(from, to ssa.Instruction, kills []ssa.Instruction) bool {
	from, to, ok := r.level(from, to)
	if !ok {
		return false
	}
	var stop []ssa.Instruction
	for _, k := range kills {
		if k, ok := r.lift(k, from.Parent()); ok && k != from && k != to {
			stop = append(stop, k)
		}
	}
	if from == to {
		return true // both within one closure's call
	}
	return reaches(from, to, stop)
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
		mc := r.form.Closures[instr.Parent()]
		if mc == nil {
			return nil, false
		}
		instr = mc
		for _, ref := range *mc.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); ok {
				instr = call
				break
			}
		}
	}
	return instr, true
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
