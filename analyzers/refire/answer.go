package refire

import (
	"go/token"
	"go/types"
	"iter"
	"slices"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A task is what a round has started and doesn't wait for.
type task struct {
	// funcs are the functions of the package that may run, callbacks that an
	// answer is handed to among them.
	funcs []*ssa.Function
	// first is a call that goes over the network, if there is one.
	first ssa.CallInstruction
	does  string
}

// judge reports a call that instr starts unless something keeps the next round
// from starting it again.
func (f *finder) judge(r *round, instr ssa.Instruction, roots []*ssa.Function, branch *ssa.If, ripe ripeness) {
	if slices.ContainsFunc(r.frames, func(fr frame) bool { return slices.Contains(roots, fr.fn) }) {
		return // a round that starts itself again
	}
	t := f.task(roots, ripe)
	if t.first == nil {
		return // nothing goes over the network
	}
	reset := f.resetIn(t, ripe)
	if reset == nil {
		return // what makes the comparison false again isn't known
	}
	if slices.ContainsFunc(roots, func(fn *ssa.Function) bool { return f.resetsFirst(fn, ripe, 0) }) {
		return // before the call
	}
	path := f.path(r)
	if f.resets(path, ripe) || f.waits(path, t) || f.stops(path) || f.inTime(r, t) {
		return
	}
	set, claimed := f.guards(r, branch, ripe, path, t)
	if claimed {
		return
	}
	found := finding{ripeness: ripe, trigger: instr, reset: reset, does: t.does}
	if len(set) > 0 {
		if found.flag, found.rival = f.raced(r, instr, set); found.rival == nil {
			return
		}
	}
	f.found = append(f.found, found)
}

// judgeApart reports a call of a round that may overlap with the next one,
// unless what the comparison is about is reset before it.
func (f *finder) judgeApart(r *round, call *ssa.Call, branch *ssa.If, ripe ripeness) {
	does, ok := f.goesOut(call, nil)
	if !ok || len(f.callees(call)) > 0 {
		return // the call itself stands in one of the callees
	}
	var before, after, path []ssa.Instruction
	for _, fr := range r.frames {
		from, to := f.around(fr)
		before, after = append(before, from...), append(after, to...)
	}
	path = append(slices.Clone(before), after...)
	var reset ssa.Instruction
	for _, instr := range after {
		if c, ok := f.resetBy(instr, ripe); ok {
			reset = c
		}
	}
	if reset == nil || f.resets(before, ripe) || f.locks(before) {
		return
	}
	t := task{first: call, does: does}
	for _, fr := range r.frames {
		t.funcs = append(t.funcs, fr.fn)
	}
	if set, claimed := f.guards(r, branch, ripe, path, task{}); claimed || len(set) > 0 || f.stops(path) || f.inTime(r, t) {
		return
	}
	f.found = append(f.found, finding{ripeness: ripe, trigger: call, reset: reset, does: does})
}

// task returns what roots do, also in functions that they call or hand to
// others.
func (f *finder) task(roots []*ssa.Function, ripe ripeness) task {
	t := task{funcs: f.closure(roots)}
	for _, fn := range t.funcs {
		for call := range ssaform.Calls(fn) {
			if does, ok := f.goesOut(call, &ripe); ok && (t.first == nil || len(does) < len(t.does)) {
				t.first, t.does = call, does
			}
		}
	}
	return t
}

// closure returns roots and the functions of the package that they call or hand
// to others.
func (f *finder) closure(roots []*ssa.Function) []*ssa.Function {
	var out []*ssa.Function
	var add func(fn *ssa.Function, depth int)
	add = func(fn *ssa.Function, depth int) {
		if fn = unbound(fn); fn == nil || depth > maxDepth || len(fn.Blocks) == 0 || fn.Pkg != roots[0].Pkg || slices.Contains(out, fn) {
			return
		}
		out = append(out, fn)
		for instr := range instructions(fn) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				for _, callee := range f.callees(call) {
					add(callee, depth+1)
				}
			}
			for _, op := range instr.Operands(nil) {
				switch v := (*op).(type) {
				case *ssa.Function:
					add(v, depth+1)
				case *ssa.MakeClosure:
					add(v.Fn.(*ssa.Function), depth+1)
				}
			}
		}
	}
	for _, fn := range roots {
		add(fn, 0)
	}
	return out
}

// goesOut reports whether a call goes over the network, and what to call it. In a
// task, where ripe is told, so does one through an interface that takes a context
// and may fail, or that is handed what resets the quantity: it is called with the
// answer.
func (f *finder) goesOut(call ssa.CallInstruction, ripe *ripeness) (does string, ok bool) {
	for _, c := range f.remote.At(call) {
		if c.Role != knowledge.Receive && len(c.Via) > 0 {
			return c.Via[len(c.Via)-1].Name(), true
		}
	}
	c := call.Common()
	if ripe == nil || !c.IsInvoke() {
		return "", false
	}
	if isRequest(c.Signature()) {
		return c.Method.Name(), true
	}
	for _, arg := range c.Args {
		var handler *ssa.Function
		switch v := arg.(type) {
		case *ssa.MakeClosure:
			handler = unbound(v.Fn.(*ssa.Function))
		case *ssa.Function:
			handler = v
		}
		if handler != nil && f.resetIn(task{funcs: f.closure([]*ssa.Function{handler})}, *ripe) != nil {
			return c.Method.Name(), true
		}
	}
	return "", false
}

// isRequest reports whether sig is that of a call that may take long: it takes a
// context and something to do, and may fail.
func isRequest(sig *types.Signature) bool {
	n := sig.Results().Len()
	return sig.Params().Len() > 1 && isNamed(sig.Params().At(0).Type(), "context", "Context") &&
		n > 0 && types.Identical(sig.Results().At(n-1).Type(), types.Universe.Lookup("error").Type())
}

// resetIn returns what makes the comparison false again.
func (f *finder) resetIn(t task, ripe ripeness) ssa.Instruction {
	for _, p := range ripe.of {
		for _, c := range f.changes[p] {
			if !c.grows && slices.Contains(t.funcs, c.at.Parent()) && !f.isZeroTime(c, ripe) {
				return c.at
			}
		}
	}
	return nil
}

// isZeroTime reports whether c sets a time to zero: that isn't now.
func (f *finder) isZeroTime(c change, ripe ripeness) bool {
	s, ok := c.at.(*ssa.Store)
	if !ok || ripe.kind != elapsed && ripe.kind != left {
		return false
	}
	k, ok := s.Val.(*ssa.Const)
	return ok && k.Value == nil && isNamed(k.Type(), "time", "Time")
}

// resetBy returns what makes the comparison false again when instr is executed,
// itself or in a function that it calls.
func (f *finder) resetBy(instr ssa.Instruction, ripe ripeness) (ssa.Instruction, bool) {
	return f.resetWithin(instr, ripe, map[*ssa.Function]bool{})
}

func (f *finder) resetWithin(instr ssa.Instruction, ripe ripeness, seen map[*ssa.Function]bool) (ssa.Instruction, bool) {
	if c, ok := f.changeOf(instr); ok && !c.grows && slices.Contains(ripe.of, c.to) {
		return c.at, true
	}
	call, ok := instr.(ssa.CallInstruction)
	if _, spawned := instr.(*ssa.Go); !ok || spawned {
		return nil, false
	}
	for _, callee := range f.callees(call) {
		if seen[callee] {
			continue
		}
		seen[callee] = true
		for inner := range instructions(callee) {
			if at, ok := f.resetWithin(inner, ripe, seen); ok {
				return at, true
			}
		}
	}
	return nil, false
}

func (f *finder) resets(path []ssa.Instruction, ripe ripeness) bool {
	seen := map[*ssa.Function]bool{}
	return slices.ContainsFunc(path, func(instr ssa.Instruction) bool { _, ok := f.resetWithin(instr, ripe, seen); return ok })
}

// resetsFirst reports whether fn resets the quantity before it makes the call.
func (f *finder) resetsFirst(fn *ssa.Function, ripe ripeness, depth int) bool {
	if depth > maxCalls {
		return false
	}
	for call := range ssaform.Calls(fn) {
		if _, deferred := call.(*ssa.Defer); deferred || !f.makes(call, ripe, map[*ssa.Function]bool{}) {
			continue
		}
		if slices.ContainsFunc(f.callees(call), func(callee *ssa.Function) bool { return f.resetsFirst(callee, ripe, depth+1) }) {
			return true
		}
		for instr := range instructions(fn) {
			if _, deferred := instr.(*ssa.Defer); !deferred && precedes(instr, call) {
				if _, ok := f.resetBy(instr, ripe); ok {
					return true
				}
			}
		}
	}
	return false
}

// precedes reports whether b isn't executed unless a was.
func precedes(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		return slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b)
	}
	return a.Block().Dominates(b.Block())
}

// makes reports whether call goes out, or calls a function that does.
func (f *finder) makes(call ssa.CallInstruction, ripe ripeness, seen map[*ssa.Function]bool) bool {
	if _, ok := f.goesOut(call, &ripe); ok {
		return true
	}
	for _, callee := range f.callees(call) {
		if seen[callee] {
			continue
		}
		seen[callee] = true
		for inner := range ssaform.Calls(callee) {
			if f.makes(inner, ripe, seen) {
				return true
			}
		}
	}
	return false
}

// path returns the instructions that a round may execute when it executes those
// that its frames stand at.
func (f *finder) path(r *round) []ssa.Instruction {
	var out []ssa.Instruction
	for _, fr := range r.frames {
		before, after := f.around(fr)
		out = append(append(out, before...), after...)
	}
	return out
}

// around returns what a round may execute before and after the instruction that
// a frame stands at.
func (f *finder) around(fr frame) (before, after []ssa.Instruction) {
	stop := map[*ssa.BasicBlock]bool{fr.head: true}
	for _, b := range fr.fn.Blocks {
		if !fr.in(b) {
			continue
		}
		if b == fr.at.Block() {
			i := slices.Index(b.Instrs, fr.at)
			before = append(before, b.Instrs[:i]...)
			continue
		}
		for _, s := range b.Succs {
			if s != fr.head && reachable(s, stop)[fr.at.Block()] {
				before = append(before, b.Instrs...)
				break
			}
		}
	}
	for instr := range following(fr.at, stop) {
		if fr.in(instr.Block()) {
			after = append(after, instr)
		}
	}
	return before, after
}

// following yields the instructions that may be executed after from.
func following(from ssa.Instruction, stop map[*ssa.BasicBlock]bool) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		b := from.Block()
		for _, instr := range b.Instrs[slices.Index(b.Instrs, from)+1:] {
			if !yield(instr) {
				return
			}
		}
		seen := map[*ssa.BasicBlock]bool{}
		for _, s := range b.Succs {
			for next := range reachable(s, stop) {
				seen[next] = true
			}
		}
		for _, next := range b.Parent().Blocks {
			if !seen[next] {
				continue
			}
			for _, instr := range next.Instrs {
				if !yield(instr) {
					return
				}
			}
		}
	}
}

// waits reports whether the round waits for the task: by a WaitGroup, on a
// channel that the task sends to or closes, or for a slot.
func (f *finder) waits(path []ssa.Instruction, t task) bool {
	told := f.told(t)
	for _, instr := range path {
		switch instr := instr.(type) {
		case *ssa.Call:
			if fn := ssaform.Callee(instr.Common()); fn != nil && fn.Name() == "Wait" && fn.Signature().Recv() != nil && fn.Signature().Params().Len() == 0 {
				return true
			}
		case *ssa.UnOp:
			if instr.Op == token.ARROW && !knowledge.IsTimer(instr.X.Type()) && f.among(instr.X, told) {
				return true
			}
		case *ssa.Send:
			if isToken(instr.Chan) {
				return true // sem <- struct{}{}
			}
		case *ssa.Select:
			for _, s := range instr.States {
				if s.Dir == types.SendOnly && isToken(s.Chan) || s.Dir == types.RecvOnly && f.among(s.Chan, told) {
					return true
				}
			}
		}
	}
	return false
}

// told returns the channels that a task sends to or closes.
func (f *finder) told(t task) []place {
	var out []place
	for _, fn := range t.funcs {
		for instr := range instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Send:
				out = append(out, f.kept(instr.Chan)...)
			case ssa.CallInstruction:
				if b, ok := instr.Common().Value.(*ssa.Builtin); ok && b.Name() == "close" {
					out = append(out, f.kept(instr.Common().Args[0])...)
				}
			}
		}
	}
	return out
}

func (f *finder) among(ch ssa.Value, told []place) bool {
	k := f.kept(ch)
	return len(k) > 0 && slices.Contains(told, k[0])
}

// isToken reports whether what a channel takes says nothing: it counts.
func isToken(ch ssa.Value) bool {
	t, ok := ch.Type().Underlying().(*types.Chan)
	if !ok {
		return false
	}
	switch elem := t.Elem().Underlying().(type) {
	case *types.Struct:
		return elem.NumFields() == 0
	case *types.Basic:
		return elem.Kind() == types.Bool
	}
	return false
}

// stops reports whether the round ends the rounds.
func (f *finder) stops(path []ssa.Instruction) bool {
	return slices.ContainsFunc(path, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		fn := ssaform.Callee(call.Common())
		return fn != nil && fn.Name() == "Stop" && fn.Pkg() != nil && fn.Pkg().Path() == "time"
	})
}

// locks reports whether a mutex is locked on the way.
func (f *finder) locks(path []ssa.Instruction) bool {
	return slices.ContainsFunc(path, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		fn := ssaform.Callee(call.Common())
		return fn != nil && fn.Name() == "Lock" && fn.Pkg() != nil && fn.Pkg().Path() == "sync"
	})
}

// guards returns what else than the comparison may keep the next round from
// starting the task: conditions on places that the round or the task sets.
// claimed says that it surely does, by what only one caller gets.
func (f *finder) guards(r *round, branch *ssa.If, ripe ripeness, path []ssa.Instruction, t task) (set []place, claimed bool) {
	if slices.ContainsFunc(path, f.claims) {
		return nil, true
	}
	var guards []place
	note := func(cond ssa.Value) {
		for _, v := range leaves(cond, ripe.at) {
			if call, ok := v.(*ssa.Call); ok {
				claimed = claimed || f.claims(call) || f.answered(call)
				for _, callee := range f.callees(call) {
					for instr := range instructions(callee) {
						claimed = claimed || f.claims(instr)
						if load, ok := instr.(*ssa.UnOp); ok && load.Op == token.MUL {
							guards = append(guards, f.kept(load)...)
						}
						if c, ok := f.changeOf(instr); ok {
							path = append(path, c.at)
						}
					}
				}
			}
			guards = append(guards, f.kept(v)...)
		}
	}
	for _, fr := range r.frames {
		for _, cond := range f.conditions(fr.at, fr.in, fr.head) {
			note(cond)
		}
	}
	note(branch.Cond)
	for _, fn := range t.funcs {
		for instr := range instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			claimed = claimed || f.claims(call)
			if _, out := f.goesOut(call, &ripe); !out {
				continue
			}
			for _, cond := range f.conditions(call, func(*ssa.BasicBlock) bool { return true }, nil) {
				if again, ok := f.ripe(cond); ok && again.of[0] == ripe.of[0] {
					return nil, true // it looks again
				}
				note(cond)
			}
		}
	}
	if claimed {
		return nil, true
	}
	for _, p := range guards {
		a, local := p.(*ssa.Alloc)
		if slices.Contains(ripe.of, p) || slices.Contains(set, p) || local && (r.makes(a) || slices.Contains(t.funcs, a.Parent())) {
			continue
		}
		seen := map[*ssa.Function]bool{}
		changes := func(c change) bool { return slices.Contains(t.funcs, c.at.Parent()) }
		if slices.ContainsFunc(f.changes[p], changes) || slices.ContainsFunc(path, func(instr ssa.Instruction) bool { return f.changesPlace(instr, p, seen) }) {
			set = append(set, p)
		}
	}
	return set, false
}

// makes reports whether each round has a variable of its own.
func (r *round) makes(a *ssa.Alloc) bool {
	return slices.ContainsFunc(r.frames, func(fr frame) bool { return fr.fn == a.Parent() && fr.in(a.Block()) })
}

// changesPlace reports whether instr, or a function that it calls, changes p.
func (f *finder) changesPlace(instr ssa.Instruction, p place, seen map[*ssa.Function]bool) bool {
	if c, ok := f.changeOf(instr); ok && c.to == p {
		return true
	}
	call, ok := instr.(ssa.CallInstruction)
	if _, spawned := instr.(*ssa.Go); !ok || spawned {
		return false
	}
	for _, callee := range f.callees(call) {
		if seen[callee] {
			continue
		}
		seen[callee] = true
		for inner := range instructions(callee) {
			if f.changesPlace(inner, p, seen) {
				return true
			}
		}
	}
	return false
}

// claims reports whether instr takes what the next round then doesn't get.
func (f *finder) claims(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := ssaform.Callee(call.Common())
	return fn != nil && knowledge.Claims(fn)
}

// answered reports whether a condition is what a call over the network says: a
// row or lock that was had.
func (f *finder) answered(call *ssa.Call) bool {
	results := call.Common().Signature().Results()
	for v := range results.Variables() {
		if isBool(v.Type()) || isNumber(v.Type()) {
			_, out := f.goesOut(call, nil)
			return out
		}
	}
	return false
}

// conditions returns those that decide whether instr is executed.
func (f *finder) conditions(instr ssa.Instruction, in func(*ssa.BasicBlock) bool, head *ssa.BasicBlock) []ssa.Value {
	var out []ssa.Value
	at := instr.Block()
	for b := at.Idom(); b != nil && in(b); b = b.Idom() {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		stop := map[*ssa.BasicBlock]bool{b: true, head: true}
		if reachable(b.Succs[0], stop)[at] != reachable(b.Succs[1], stop)[at] {
			out = append(out, branch.Cond)
		}
	}
	return out
}

// leaves returns the values that a condition is computed from, but for those of
// the comparison except.
func leaves(cond, except ssa.Value) []ssa.Value {
	var out []ssa.Value
	seen := map[ssa.Value]bool{except: true}
	var walk func(v ssa.Value, depth int)
	walk = func(v ssa.Value, depth int) {
		if v == nil || seen[v] || depth > maxDepth {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.UnOp:
			if v.Op == token.NOT {
				walk(v.X, depth+1)
				return
			}
		case *ssa.BinOp:
			walk(v.X, depth+1)
			walk(v.Y, depth+1)
			return
		case *ssa.Phi:
			// Have: due := !busy && elapsed > limit
			for i, e := range v.Edges {
				walk(e, depth+1)
				pred := v.Block().Preds[i]
				if branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If); ok && isBool(v.Type()) {
					walk(branch.Cond, depth+1)
				}
			}
			return
		case *ssa.Extract:
			if call, ok := v.Tuple.(*ssa.Call); ok {
				walk(call, depth+1)
			}
		}
		out = append(out, v)
	}
	walk(cond, 0)
	return out
}

// inTime reports whether each call of the task gives up before the next round
// begins.
func (f *finder) inTime(r *round, t task) bool {
	limit := time.Duration(0)
	note := func(v ssa.Value) {
		if k, ok := v.(*ssa.Const); ok && k.Value != nil && isNamed(k.Type(), "time", "Duration") {
			limit = max(limit, time.Duration(k.Int64()))
		}
	}
	for _, fn := range t.funcs {
		for call := range ssaform.Calls(fn) {
			if callee := ssaform.Callee(call.Common()); callee != nil {
				if limit, ok := knowledge.TimeLimit(callee); ok {
					note(ssaform.Operand(call.Common(), limit))
				}
			}
		}
	}
	if limit == 0 {
		limit = f.clientTimeout
	}
	return limit > 0 && (r.Every == 0 || limit <= r.Every)
}

// instructions yields those of fn, without those of its closures.
func instructions(fn *ssa.Function) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if !yield(instr) {
					return
				}
			}
		}
	}
}
