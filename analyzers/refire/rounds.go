package refire

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A frame is a function of which a round runs a part.
type frame struct {
	fn *ssa.Function
	in func(*ssa.BasicBlock) bool
	// head is where the next round begins, if that is in this function.
	head *ssa.BasicBlock
	// at is the instruction that the round stands at: the call of the next
	// frame's function.
	at ssa.Instruction
}

// A round is what runs from one tick to the next.
type round struct {
	*loops.Periodic
	frames []frame
	// apart says that it may overlap with the next one: it runs in a goroutine
	// of its own.
	apart bool
}

// maxCalls bounds how many calls deep a round is followed.
const maxCalls = 4

// rounds looks for comparisons in the rounds of p.
func (f *finder) rounds(p *loops.Periodic) {
	top := frame{fn: p.Fn, in: p.In}
	if p.Cycle != nil {
		top.head = p.Cycle.Head
	}
	f.visit(&round{Periodic: p, frames: []frame{top}, apart: p.Overlap}, map[*ssa.Function]bool{p.Fn: true})
}

// visit looks at the last frame of r and at the functions that it calls.
func (f *finder) visit(r *round, seen map[*ssa.Function]bool) {
	last := &r.frames[len(r.frames)-1]
	for _, b := range last.fn.Blocks {
		if !last.in(b) {
			continue
		}
		if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if ripe, ok := f.ripe(branch.Cond); ok {
				f.branch(r, branch, ripe)
			}
		}
		if len(r.frames) > maxCalls {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			_, spawned := call.(*ssa.Go)
			if spawned && f.isNew(call.Common()) {
				continue // a goroutine for each message or connection
			}
			for _, callee := range f.callees(call) {
				if seen[callee] {
					continue
				}
				seen[callee] = true
				last.at = call
				forget := f.bind(callee, call.Common())
				inner := &round{r.Periodic, append(slices.Clone(r.frames), whole(callee)), r.apart || spawned}
				if spawned {
					inner.frames = inner.frames[len(inner.frames)-1:]
				}
				f.visit(inner, seen)
				forget()
			}
		}
	}
}

// whole is the frame of a function that runs as a whole.
func whole(fn *ssa.Function) frame {
	return frame{fn: fn, in: func(*ssa.BasicBlock) bool { return true }}
}

// callees returns the functions of the package that call runs before it returns,
// or starts, if it is a go statement.
func (f *finder) callees(call ssa.CallInstruction) []*ssa.Function {
	var out []*ssa.Function
	add := func(fn *ssa.Function) {
		if fn != nil && len(fn.Blocks) > 0 && fn.Pkg == call.Parent().Pkg && !slices.Contains(out, fn) {
			out = append(out, fn)
		}
	}
	c := call.Common()
	add(unbound(c.StaticCallee()))
	if c.IsInvoke() {
		var own []*ssa.Function
		for _, m := range f.form.Implementations(c.Method) {
			if m.Pkg() == f.pass.Pkg {
				own = append(own, call.Parent().Prog.FuncValue(m))
			}
		}
		if len(own) == 1 {
			add(own[0])
		}
	}
	if d, ok := call.(*ssa.Defer); ok {
		if mc, ok := d.Call.Value.(*ssa.MakeClosure); ok {
			add(unbound(mc.Fn.(*ssa.Function)))
		}
		return out
	}
	_, spawns := call.(*ssa.Go)
	for _, a := range f.tx.Activations(call) {
		if !a.Run.Spawned || spawns && !a.Passed {
			add(unbound(a.Fn))
		}
	}
	return out
}

// unbound returns the method that a bound method stands for, else fn.
func unbound(fn *ssa.Function) *ssa.Function {
	if fn != nil && fn.Synthetic != "" {
		if obj, ok := fn.Object().(*types.Func); ok {
			return fn.Prog.FuncValue(obj)
		}
	}
	return fn
}

// spawns returns the functions that call starts and doesn't wait for.
func (f *finder) spawns(call ssa.CallInstruction) []*ssa.Function {
	if _, ok := call.(*ssa.Go); ok {
		return f.callees(call)
	}
	var out []*ssa.Function
	for _, a := range f.tx.Activations(call) {
		if fn := unbound(a.Fn); fn != nil && a.Run.Spawned && len(fn.Blocks) > 0 && fn.Pkg == call.Parent().Pkg {
			out = append(out, fn)
		}
	}
	return out
}

// isNew reports whether a call is given what has just been received: each round
// has other work.
func (f *finder) isNew(c *ssa.CallCommon) bool {
	values := c.Args
	if mc, ok := c.Value.(*ssa.MakeClosure); ok {
		values = append(slices.Clone(values), mc.Bindings...)
	}
	return slices.ContainsFunc(values, func(v ssa.Value) bool { return f.received(v, 0) })
}

func (f *finder) received(v ssa.Value, depth int) bool {
	if depth > maxDepth {
		return false
	}
	depth++
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return !knowledge.IsTimer(v.X.Type())
		}
		return f.received(v.X, depth)
	case *ssa.Extract:
		if sel, ok := v.Tuple.(*ssa.Select); ok {
			return v.Index >= 2 && !isNamed(v.Type(), "time", "Time") && sel != nil
		}
		return f.received(v.Tuple, depth)
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			if s, ok := ref.(*ssa.Store); ok && s.Addr == v && f.received(s.Val, depth) {
				return true
			}
		}
	case *ssa.FieldAddr:
		return f.received(v.X, depth)
	case *ssa.Field:
		return f.received(v.X, depth)
	case *ssa.MakeInterface:
		return f.received(v.X, depth)
	case *ssa.Convert:
		return f.received(v.X, depth)
	}
	return false
}

// branch looks for calls that the ripe branch of a comparison starts.
func (f *finder) branch(r *round, branch *ssa.If, ripe ripeness) {
	last := r.frames[len(r.frames)-1]
	yes, no := branch.Block().Succs[0], branch.Block().Succs[1]
	if !ripe.when {
		yes, no = no, yes
	}
	stop := map[*ssa.BasicBlock]bool{branch.Block(): true, last.head: true}
	then, otherwise := reachable(yes, stop), reachable(no, stop)
	seen := map[*ssa.Function]bool{}
	for _, fr := range r.frames {
		seen[fr.fn] = true
	}
	for _, b := range last.fn.Blocks {
		if !then[b] || otherwise[b] || !last.in(b) {
			continue
		}
		for _, instr := range b.Instrs {
			r.frames[len(r.frames)-1].at = instr
			f.started(r, instr, branch, ripe, seen)
		}
	}
}

// started reports instr if it starts a call, or calls a function that does.
func (f *finder) started(r *round, instr ssa.Instruction, branch *ssa.If, ripe ripeness, seen map[*ssa.Function]bool) {
	if roots := f.roots(instr); len(roots) > 0 {
		f.judge(r, instr, roots, branch, ripe)
	}
	call, ok := instr.(*ssa.Call)
	if !ok || len(r.frames) > 2*maxCalls {
		return
	}
	if r.apart {
		f.judgeApart(r, call, branch, ripe)
	}
	for _, callee := range f.callees(call) {
		if seen[callee] {
			continue
		}
		seen[callee] = true
		inner := &round{r.Periodic, append(slices.Clone(r.frames), whole(callee)), r.apart}
		forget := f.bind(callee, call.Common())
		for instr := range instructions(callee) {
			inner.frames[len(inner.frames)-1].at = instr
			f.started(inner, instr, branch, ripe, seen)
		}
		forget()
	}
}

// roots returns the functions that instr starts without waiting for them: in a
// goroutine, by a worker that drains a channel, or when a call is answered.
func (f *finder) roots(instr ssa.Instruction) []*ssa.Function {
	switch instr := instr.(type) {
	case *ssa.Send:
		if f.received(instr.X, 0) {
			return nil
		}
		return f.workers(instr.Chan)
	case ssa.CallInstruction:
		if _, deferred := instr.(*ssa.Defer); deferred || f.isNew(instr.Common()) {
			return nil
		}
		return f.spawns(instr)
	}
	return nil
}

// workers returns the functions that drain a channel that holds more than one
// value. On one that doesn't, the sender waits until the worker is free.
func (f *finder) workers(ch ssa.Value) []*ssa.Function {
	to := f.kept(ch)
	if len(to) == 0 {
		return nil
	}
	if slices.ContainsFunc(f.channels[to[0]], holdsOne) {
		return nil
	}
	var out []*ssa.Function
	for _, fn := range f.tx.Funcs {
		for g := range ssaform.Tree(fn) {
			for instr := range instructions(g) {
				if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW && f.holds(recv.X, to[0]) {
					out = append(out, g)
				}
				if sel, ok := instr.(*ssa.Select); ok {
					for _, s := range sel.States {
						if s.Dir == types.RecvOnly && f.holds(s.Chan, to[0]) {
							out = append(out, g)
						}
					}
				}
			}
		}
	}
	return out
}

func holdsOne(made *ssa.MakeChan) bool {
	k, ok := made.Size.(*ssa.Const)
	return ok && k.Int64() <= 1
}

// reachable returns the blocks that the flow gets to from b without passing one
// of stop, b included.
func reachable(b *ssa.BasicBlock, stop map[*ssa.BasicBlock]bool) map[*ssa.BasicBlock]bool {
	seen := map[*ssa.BasicBlock]bool{}
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] || stop[b] {
			continue
		}
		seen[b] = true
		work = append(work, b.Succs...)
	}
	return seen
}
