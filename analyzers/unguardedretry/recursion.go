package unguardedretry

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
)

// recursion reports a call by which a function repeats itself.
func (c *check) recursion(l *loops.Loop) {
	if b := l.Bound; b.Capped || b.Deadline || b.Unknown {
		return
	}
	for i, a := range l.Attempts {
		if presumed(a) || !a.Back.IsValid() {
			continue
		}
		passing := progressed
		if slices.ContainsFunc(l.Attempts[i+1:], func(b *loops.Attempt) bool { return b.Again }) {
			passing |= knowledge.NotFound // what is missing is made in between
		}
		failed := (a.Errors.Every || a.Errors.Unknown || a.Errors.Classes != 0) && !only(a.Errors, passing)
		if !failed && (!a.Again || !c.unchanged(l, a)) {
			continue
		}
		c.spinning[l] = true
		pos, end := c.form.Extent(l.Run)
		c.report(analysis.Diagnostic{
			Pos: pos, End: end, Category: "recursion",
			Message: fmt.Sprintf("%s calls itself with the same arguments: while %s has the same outcome, there is no end; count, and wait", l.Fn.Name(), c.name(a)),
		})
		return
	}
}

// unchanged reports whether the attempt is the last thing remote before the
// recursive call and may succeed without having changed anything that the next
// round would see.
func (c *check) unchanged(l *loops.Loop, a *loops.Attempt) bool {
	fn := a.Call.Common().StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 || l.Attempts[len(l.Attempts)-1] != a {
		return false
	}
	kept := map[*ssa.BasicBlock]bool{fn.Blocks[0]: true}
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if changes(b) {
			continue
		}
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && succeeds(ret) {
			return true
		}
		for _, s := range b.Succs {
			if !kept[s] {
				kept[s] = true
				work = append(work, s)
			}
		}
	}
	return false
}

// changes reports whether a block stores something that outlives its function,
// or may by what it calls.
func changes(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.MapUpdate, *ssa.Send:
			return true
		case *ssa.Store:
			if outlives(instr.Addr) {
				return true
			}
		case ssa.CallInstruction:
			if fn := instr.Common().StaticCallee(); fn != nil && len(fn.Blocks) > 0 {
				return true // it isn't followed further
			}
		}
	}
	return false
}

func outlives(addr ssa.Value) bool {
	switch a := addr.(type) {
	case *ssa.Alloc:
		return false
	case *ssa.FieldAddr:
		return outlives(a.X)
	case *ssa.IndexAddr:
		return outlives(a.X)
	}
	return true
}

// succeeds reports whether a return is one of no error.
func succeeds(ret *ssa.Return) bool {
	for _, v := range ret.Results {
		if load, ok := v.(*ssa.UnOp); ok { // a function with a defer has its results in variables
			for _, instr := range ret.Block().Instrs {
				if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
					v = store.Val
				}
			}
		}
		if k, ok := v.(*ssa.Const); ok && k.IsNil() && types.Identical(v.Type(), errorType) {
			return true
		}
	}
	return false
}
