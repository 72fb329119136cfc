package refire

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// raced returns a flag that marks the task and another function that tests it and
// starts the same task, neither with a lock held: both may find it unset. With two
// flags there is none: the other may protect.
func (f *finder) raced(r *round, start ssa.Instruction, set []place) (flag place, rival ssa.Instruction) {
	set = slices.DeleteFunc(set, func(p place) bool { v, ok := p.(*types.Var); return !ok || !isBool(v.Type()) })
	if len(set) != 1 {
		return nil, nil
	}
	fn := start.Parent()
	here := f.testOf(fn, set[0])
	if here == nil || !f.unlockedAt(here) {
		return nil, nil
	}
	for _, declared := range f.tx.Funcs {
		for g := range ssaform.Tree(declared) {
			if slices.ContainsFunc(r.frames, func(fr frame) bool { return fr.fn == g }) || !f.startsSame(g, start) {
				continue
			}
			sets := slices.ContainsFunc(f.changes[set[0]], func(c change) bool { return c.at.Parent() == g })
			if there := f.testOf(g, set[0]); sets && there != nil && f.unlockedAt(there) {
				return set[0], there
			}
		}
	}
	return nil, nil
}

// testOf returns a load of the bool p by which fn branches.
func (f *finder) testOf(fn *ssa.Function, p place) ssa.Instruction {
	for _, b := range fn.Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for _, v := range leaves(branch.Cond, nil) {
			if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL && isBool(load.Type()) && f.holds(load, p) {
				return load
			}
		}
	}
	return nil
}

// startsSame reports whether fn sends to the same channel as start, or starts the
// same function.
func (f *finder) startsSame(fn *ssa.Function, start ssa.Instruction) bool {
	switch start := start.(type) {
	case *ssa.Send:
		to := f.kept(start.Chan)
		for instr := range instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Send:
				if f.among(instr.Chan, to[:1]) {
					return true
				}
			case *ssa.Select:
				if slices.ContainsFunc(instr.States, func(s *ssa.SelectState) bool { return s.Send != nil && f.among(s.Chan, to[:1]) }) {
					return true
				}
			}
		}
	case *ssa.Go:
		callee := ssaform.Callee(start.Common())
		for call := range ssaform.Calls(fn) {
			if _, ok := call.(*ssa.Go); ok && callee != nil && ssaform.Callee(call.Common()) == callee {
				return true
			}
		}
	}
	return false
}

// unlockedAt reports whether a function that locks and unlocks a mutex surely
// doesn't hold it at instr. Of one that doesn't, the callers may.
func (f *finder) unlockedAt(instr ssa.Instruction) bool {
	fn := instr.Parent()
	releases := false
	holds := map[*ssa.BasicBlock]bool{} // at its end, on some way
	step := func(instr ssa.Instruction, held bool) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return held
		}
		callee := ssaform.Callee(call.Common())
		if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "sync" {
			return held
		}
		switch callee.Name() {
		case "Lock", "RLock":
			return true
		case "Unlock", "RUnlock":
			releases = true
			return false
		}
		return held
	}
	at := true
	for range fn.Blocks {
		for _, b := range fn.Blocks {
			held := slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool { return holds[p] })
			for _, i := range b.Instrs {
				if i == instr {
					at = held
				}
				held = step(i, held)
			}
			holds[b] = held
		}
	}
	return releases && !at
}
