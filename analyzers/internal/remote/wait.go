package remote

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// waitsAt reports whether instr, a receive or a select, blocks until a time has
// passed or something was sent.
func (r *Result) waitsAt(instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.UnOp:
		return i.Op == token.ARROW && r.blocks(i, i.X)
	case *ssa.Select:
		if !i.Blocking {
			return false
		}
		for _, s := range i.States {
			if s.Dir != types.RecvOnly || !r.blocks(i, s.Chan) {
				return false
			}
		}
		return true
	}
	return false
}

// received returns the channels that instr receives from, a receive or a
// select, without those of timers and contexts: whoever sends there ends the
// wait.
func (r *Result) received(instr ssa.Instruction) []ssa.Value {
	var out []ssa.Value
	add := func(ch ssa.Value) {
		if !knowledge.IsTimer(ch.Type()) && !isDone(ch) {
			out = append(out, ch)
		}
	}
	switch i := instr.(type) {
	case *ssa.UnOp:
		if i.Op == token.ARROW {
			add(i.X)
		}
	case *ssa.Select:
		for _, s := range i.States {
			if s.Dir == types.RecvOnly {
				add(s.Chan)
			}
		}
	}
	return out
}

// blocks reports whether a receive from ch at instr waits. It doesn't if the
// function itself has sent there: it gives a slot back.
//
//	pool <- struct{}{}
//	defer func() { <-pool }()
//
// Nor does it if a goroutine that the function has started sends, and doesn't
// wait itself: it takes as long as a call would.
func (r *Result) blocks(instr ssa.Instruction, ch ssa.Value) bool {
	if knowledge.IsTimer(ch.Type()) {
		call, ok := ch.(*ssa.Call)
		return !ok || !immediate(call.Common())
	}
	if isDone(ch) {
		return true
	}
	for fn := instr.Parent(); fn != nil; fn = fn.Parent() {
		for _, b := range fn.Blocks {
			for _, i := range b.Instrs {
				if r.sendsTo(i, ch) {
					return false
				}
			}
		}
	}
	runs := r.spawned(instr.Parent(), ch)
	if len(runs) == 0 {
		return true
	}
	d := &does{}
	r.addSpawned(d, runs)
	return d.waits != Never
}

func (r *Result) sendsTo(instr ssa.Instruction, ch ssa.Value) bool {
	switch i := instr.(type) {
	case *ssa.Send:
		return r.same(i.Chan, ch)
	case *ssa.Select:
		for _, s := range i.States {
			if s.Dir == types.SendOnly && r.same(s.Chan, ch) {
				return true
			}
		}
	}
	return false
}

// same reports whether a and b, channels or groups, may be one.
func (r *Result) same(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	if !types.Identical(a.Type(), b.Type()) && (elem(a) == nil || elem(b) == nil || !types.Identical(elem(a), elem(b))) {
		return false
	}
	for _, x := range r.tx.Origins(a) {
		for _, y := range r.tx.Origins(b) {
			if x == y && x.Kind != txscope.Opaque {
				return true
			}
		}
	}
	return false
}

func elem(ch ssa.Value) types.Type {
	if c, ok := ch.Type().Underlying().(*types.Chan); ok {
		return c.Elem()
	}
	return nil
}

// isDone reports whether ch is a context's.
func isDone(ch ssa.Value) bool {
	call, ok := ch.(*ssa.Call)
	if !ok {
		return false
	}
	fn := ssaform.Callee(call.Common())
	return fn != nil && fn.Name() == "Done" && fn.Pkg() != nil && fn.Pkg().Path() == "context"
}

// immediate reports whether the time that c is told to wait is constant, and as
// good as none.
func immediate(c *ssa.CallCommon) bool {
	return slices.ContainsFunc(c.Args, IsInstant)
}

// instant is less than any pause is meant to be: of a number below it the unit
// was forgotten, time.Sleep(500).
const instant = 10 * time.Microsecond

// IsInstant reports whether v is a constant duration that is no pause.
func IsInstant(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	if !ok || !isNamed(k.Type(), "time", "Duration") || k.Value == nil {
		return false
	}
	d, exact := constant.Int64Val(k.Value)
	return exact && time.Duration(d) < instant
}

// summarizeWaits returns when fn waits.
func (r *Result) summarizeWaits(fn *ssa.Function) Wait {
	wait := Never
	points := map[ssa.Instruction]Wait{}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			w := Never
			if call, ok := instr.(ssa.CallInstruction); ok {
				if at := r.at[call]; at != nil {
					w = at.waits
				}
			} else if r.waitsAt(instr) {
				w = Always
			}
			if w != Never {
				points[instr] = w
				wait = Sometimes
			}
		}
	}
	if wait == Never {
		return Never
	}
	stop := func(instr ssa.Instruction) bool { return points[instr] == Always }
	if !reaches(fn, stop, unasked, func(*ssa.Return, *ssa.BasicBlock) bool { return true }) {
		return Always
	}
	// Have: if err := retry.Do(f); err != nil { … }: it has waited.
	waited := func(err ssa.Value) bool {
		call := callOf(err)
		return call != nil && points[call] >= OnFailure
	}
	failed := func(from *ssa.BasicBlock, succ int) bool {
		v, isNil, ok := nilTest(from, succ)
		return ok && !isNil && waited(v) || unasked(from, succ)
	}
	fails := false
	if !reaches(fn, stop, failed, func(ret *ssa.Return, pred *ssa.BasicBlock) bool {
		err := returnedError(ret, pred)
		return err != nil && mayFail(err, ret.Block()) && !waited(err)
	}) {
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
				if err := returnedError(ret, nil); err != nil && mayFail(err, b) {
					fails = true
				}
			}
		}
	}
	if fails {
		return OnFailure
	}
	return Sometimes
}

// unasked reports whether the way from from to its succ-th successor is that of
// a duration that is 0 or less: no wait is asked for.
//
//	if delay <= 0 {
//		return nil
//	}
func unasked(from *ssa.BasicBlock, succ int) bool {
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok || !isNamed(cond.X.Type(), "time", "Duration") {
		return false
	}
	if k, ok := cond.Y.(*ssa.Const); !ok || k.Value == nil || constant.Sign(k.Value) != 0 {
		return false
	}
	switch cond.Op {
	case token.LEQ, token.LSS, token.EQL:
		return succ == 0
	case token.GTR, token.NEQ:
		return succ == 1
	}
	return false
}
