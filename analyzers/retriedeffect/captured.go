package retriedeffect

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A closure is one that is run again after it failed, with those in it.
type closure struct {
	r     *rule
	fn    *ssa.Function
	again ssa.CallInstruction // that runs it
	reset []*ssa.Function     // callbacks that are called before each attempt
	cycle *ssaform.Cycle      // that runs it, nil if a runner does
}

// captured reports the changes that an attempt which is undone leaves behind
// for the next, of each place the first. If it is open for which errors there is
// another attempt, they are a project's own conflicts, those of writes: what only
// lists rows is left out.
func (r *rule) captured(c *closure, open bool) {
	lists := open && r.onlyReads(c)
	found := map[place]bool{}
	for f := range ssaform.Tree(c.fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				if ch, ok := c.change(instr); ok && !found[ch.place] && (ch.kind == added || !lists) && c.bites(ch) {
					found[ch.place] = true
					r.report(c.changed(ch))
				}
			}
		}
	}
}

// bites reports whether the next attempt begins with what ch left, and that
// makes a difference.
func (c *closure) bites(ch change) bool {
	undone, commits := c.r.undone(c, ch.at)
	switch {
	case !c.r.tx.MaySucceedAfter(c.fn, ch.at):
		return false // it collects what failed
	case !commits && !c.mayFailAfter(ch.at):
		return false // only the attempt that succeeds gets there
	case !undone && (ch.kind == taken || ch.kind == moved || c.resumes(ch)):
		return false // nothing is undone: the next attempt goes on from there
	case c.countsAttempts(ch):
		return false
	case c.cleared(ch.place), c.cycle != nil && c.renewed(ch.place):
		return false
	case !c.matters(ch):
		return false
	}
	f := flow{c: c, place: ch.place, stale: map[ssa.Instruction]bool{}}
	f.run(c.fn, true, 0)
	return slices.ContainsFunc(ch.reads, func(read ssa.Instruction) bool { return f.stale[read] })
}

// mayFailAfter reports whether the attempt may fail after instr.
func (c *closure) mayFailAfter(instr ssa.Instruction) bool {
	for {
		f := instr.Parent()
		rest, blocks := reachable(instr)
		for b := range blocks {
			rest = append(slices.Clip(rest), b.Instrs...)
		}
		if slices.ContainsFunc(rest, func(i ssa.Instruction) bool { return mayFail(i, instr) }) {
			return true
		}
		if f == c.fn || len(c.r.callers[f]) == 0 {
			return false
		}
		instr = c.r.callers[f][0]
		if instr.Parent() == f {
			return false
		}
	}
}

// mayFail reports whether instr returns an error that may not be nil, and that
// wasn't there before since: what a call returns with an error is nothing.
//
//	n, err := f()
//	sum += n
//	return err
func mayFail(instr, since ssa.Instruction) bool {
	ret, ok := instr.(*ssa.Return)
	if !ok || len(ret.Results) == 0 {
		return false
	}
	err := ret.Results[len(ret.Results)-1]
	if !types.Identical(err.Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	return isNew(err, since, 0) && !knownNil(err, ret.Block())
}

// isNew reports whether err may be an error that came after since.
func isNew(err ssa.Value, since ssa.Instruction, depth int) bool {
	if isZero(err) || depth > 4 {
		return false
	}
	if phi, ok := err.(*ssa.Phi); ok {
		return slices.ContainsFunc(phi.Edges, func(e ssa.Value) bool { return isNew(e, since, depth+1) })
	}
	def, ok := err.(ssa.Instruction)
	return !ok || def == since || after(since, def)
}

// knownNil reports whether b is reached only where err was nil.
func knownNil(err ssa.Value, b *ssa.BasicBlock) bool {
	for ; b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok || cmp.X != err || !isZero(cmp.Y) {
			continue
		}
		if cmp.Op == token.NEQ && b.Idom().Succs[1] == b || cmp.Op == token.EQL && b.Idom().Succs[0] == b {
			return true
		}
	}
	return false
}

// countsAttempts reports whether ch steps a counter once an attempt, before
// anything has been tried.
func (c *closure) countsAttempts(ch change) bool {
	st, ok := ch.at.(*ssa.Store)
	if !ok || ch.kind != added || ch.at.Parent() != c.fn || inCycle(ch.at) {
		return false
	}
	op, ok := st.Val.(*ssa.BinOp)
	if !ok {
		return false
	}
	if _, ok := op.Y.(*ssa.Const); !ok {
		return false
	}
	for call := range ssaform.Calls(c.fn) {
		if returnsError(call) && after(call, ch.at) {
			return false
		}
	}
	return true
}

func returnsError(call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	return results.Len() > 0 && types.Identical(results.At(results.Len()-1).Type(), types.Universe.Lookup("error").Type())
}

// cleared reports whether a reset callback of the runner assigns p.
func (c *closure) cleared(p place) bool {
	for _, fn := range c.reset {
		cb := &closure{r: c.r, fn: fn}
		for f := range ssaform.Tree(fn) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					st, ok := instr.(*ssa.Store)
					if !ok {
						continue
					}
					q, ok := cb.at(st.Addr)
					if !ok || c.r.variable(q.root) != c.r.variable(p.root) {
						continue
					}
					if q.root = p.root; p.within(q) {
						return true
					}
				}
			}
		}
	}
	return false
}

// renewed reports whether the cycle that runs the closure declares the variable
// of p or assigns it, or a part that p is in.
func (c *closure) renewed(p place) bool {
	v := c.r.variable(p.root)
	for b := range c.cycle.Blocks {
		for _, instr := range b.Instrs {
			if instr, ok := instr.(ssa.Value); ok && instr == v {
				return true
			}
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			outer := &closure{r: c.r, fn: b.Parent()}
			if c.r.variable(st.Addr) == v {
				return true
			}
			if q, ok := outer.at(st.Addr); ok && c.r.variable(q.root) == v {
				return true
			}
		}
	}
	return false
}

var words = map[changeKind]struct{ what, why, do string }{
	added:    {"added to", "a failed attempt's part stays", "reset it at the closure's start"},
	appended: {"appended to", "a failed attempt's part stays", "reset it at the closure's start"},
	taken:    {"cut", "what a failed attempt took is gone", "work on a copy"},
	moved:    {"moved on", "the next attempt begins where the failed one ended", "reset it at the closure's start"},
}

func (c *closure) changed(ch change) analysis.Diagnostic {
	w := words[ch.kind]
	if len(c.reset) > 0 && ch.kind != taken {
		w.do = "reset it in the callback for that"
	}
	say := func(name, by string) string {
		return fmt.Sprintf("%s is %s in a closure that %s: %s; %s", name, w.what, by, w.why, w.do)
	}
	by := "is run again"
	if c.cycle == nil {
		by = calleeName(c.again) + " runs again"
	}
	d := analysis.Diagnostic{
		Category: "captured",
		Message:  message.Fit(say(ch.place.name(), by), say(ch.place.name(), "is run again"), say("a captured variable", "is run again")),
	}
	d.Pos, d.End = c.r.statement(ch.at.Pos())
	d.Related = []analysis.RelatedInformation{{Pos: c.again.Pos(), Message: "the closure is run again from here"}}
	return d
}
