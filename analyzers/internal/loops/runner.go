package loops

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// repeats returns how call calls the functions that it is given again.
func (r *Result) repeats(call ssa.CallInstruction) []Repeat {
	fn := ssaform.Callee(call.Common())
	if fn == nil {
		return nil
	}
	if f, ok := r.tx.Library(fn); ok {
		if rep, ok := r.libraryRepeat(call.Common(), fn, f); ok {
			return []Repeat{rep}
		}
		return nil
	}
	return r.repeatsOf(fn)
}

// repeatsOf returns how a declared function or interface method calls its func
// parameters again.
func (r *Result) repeatsOf(fn *types.Func) []Repeat {
	iface := ssaform.IsInterfaceMethod(fn)
	if fn.Pkg() == r.pass.Pkg && !iface {
		return r.own[fn]
	}
	if list, ok := r.imported[fn]; ok {
		return list
	}
	r.imported[fn] = nil // cuts cycles
	var list []Repeat
	seen := false
	if fn.Pkg() != r.pass.Pkg {
		var fact Repeats
		if seen = r.pass.ImportObjectFact(fn, &fact); seen {
			list = fact.List
		}
	}
	if iface {
		for i, impl := range r.form.Implementations(fn) {
			own := r.repeatsOf(impl)
			if i == 0 && !seen {
				list = own
			} else {
				list = inBoth(list, own)
			}
		}
	}
	r.imported[fn] = list
	return list
}

// inBoth keeps the parameters that both call again.
func inBoth(a, b []Repeat) []Repeat {
	var out []Repeat
	for _, x := range a {
		for _, y := range b {
			if x.Param == y.Param && x.Path == y.Path {
				x.Bound, x.Errors, x.Waits = x.with(y.Bound), union(x.Errors, y.Errors), x.Waits && y.Waits
				out = append(out, x)
			}
		}
	}
	return out
}

// summarize returns how fn calls its func parameters again after they failed.
func (r *Result) summarize(fn *ssa.Function) []Repeat {
	var out []Repeat
	add := func(rep Repeat) {
		for i, old := range out {
			if old.Param == rep.Param && old.Path == rep.Path {
				out[i].Errors, out[i].Waits = union(old.Errors, rep.Errors), old.Waits && rep.Waits
				return
			}
		}
		out = append(out, rep)
	}
	for g := range ssaform.Tree(fn) {
		cycles := ssaform.Cycles(g)
		for call := range ssaform.Calls(g) {
			c, ok := call.(*ssa.Call)
			if !ok {
				continue
			}
			for _, rep := range r.repeats(c) {
				for _, o := range r.paramOrigins(fn, ssaform.Argument(c.Common(), rep.Param)) {
					rep.Param, rep.Path = o.K, o.Path+rep.Path
					add(rep)
				}
			}
			for _, o := range r.called(fn, c) {
				set := func(rep Repeat, ok bool) {
					if rep.Param, rep.Path = o.K, o.Path; ok {
						add(rep)
					}
				}
				direct := r.paramOrigins(fn, c.Common().Value) != nil
				set(r.repeated(cycles, c, direct))
				for _, outer := range r.enclosing(fn, c) {
					set(r.repeated(ssaform.Cycles(outer.Parent()), outer, false))
				}
				if !direct {
					continue
				}
				for _, outer := range r.runs[g] {
					set(r.through(outer, c))
				}
				set(r.recursed(fn, g, c, o.K))
			}
		}
	}
	slices.SortFunc(out, func(a, b Repeat) int { return cmp.Or(cmp.Compare(a.Param, b.Param), cmp.Compare(a.Path, b.Path)) })
	return out
}

// called returns which parameters of fn, or fields of them, call calls, or has
// called: K is the parameter's number.
func (r *Result) called(fn *ssa.Function, call *ssa.Call) []txscope.Origin {
	c := call.Common()
	if !c.IsInvoke() && c.StaticCallee() == nil {
		return r.paramOrigins(fn, c.Value)
	}
	var out []txscope.Origin
	for _, run := range r.tx.Runs(call) {
		if run.AfterCommit || run.Curried || run.Spawned {
			continue
		}
		for _, o := range r.paramOrigins(fn, ssaform.Argument(c, run.Param)) {
			o.Path += run.Path
			out = append(out, o)
		}
	}
	return out
}

// enclosing returns the calls of fn and its closures that run the closure that
// call stands in, innermost first.
//
//	for range 3 { err = func() error { return f() }() }
func (r *Result) enclosing(fn *ssa.Function, call *ssa.Call) []*ssa.Call {
	var out []*ssa.Call
	for g := call.Parent(); g != fn; g = call.Parent() {
		i := -1
		for outer := range ssaform.Calls(g.Parent()) {
			c, ok := outer.(*ssa.Call)
			if !ok {
				continue
			}
			i = slices.IndexFunc(r.tx.Activations(c), func(act txscope.Activation) bool { return act.Fn == g && !act.Run.Spawned })
			if i >= 0 {
				call = c
				break
			}
		}
		if i < 0 {
			return out
		}
		out = append(out, call)
	}
	return out
}

// paramOrigins returns which parameters of fn, or fields of them, a func value
// is: K is the parameter's number.
func (r *Result) paramOrigins(fn *ssa.Function, v ssa.Value) []txscope.Origin {
	if v == nil {
		return nil
	}
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return nil
	}
	var out []txscope.Origin
	for _, o := range r.tx.Origins(v) {
		if p, ok := o.Root.(*ssa.Parameter); ok && o.Kind == txscope.FromParam && p.Parent() == fn {
			o.K = slices.Index(fn.Params, p)
			out = append(out, o)
		}
	}
	return out
}

// repeated reports whether a call is made again by one of the cycles after it, or
// what comes after it, failed. With direct it is the call of a parameter, and one
// with other arguments isn't the same.
func (r *Result) repeated(cycles []*ssaform.Cycle, call *ssa.Call, direct bool) (Repeat, bool) {
	err := r.errorOf(call)
	for _, c := range cycles {
		if !c.Blocks[call.Block()] || !innermost(cycles, c, call.Block()) {
			continue
		}
		if err == nil || r.receives(c) || direct && slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return !r.isCount(c, arg) && r.varies(c, arg) }) {
			return Repeat{}, false
		}
		w := &walker{Result: r, cycle: c, from: call, target: call, errs: errorsFrom(err), sends: sentIn(c)}
		onFailure, onSuccess := w.again(failed, false).found, w.again(succeeded, false).found
		if !onFailure && !onSuccess || !w.leaves() {
			return Repeat{}, false
		}
		var rep Repeat
		rep.Waits = !w.again(failed, true).found && (!onSuccess || !w.again(succeeded, true).found)
		switch {
		case onFailure:
			rep.Bound = w.bound(failed)
			rep.Errors = r.flow.again(call, err, call, c.Blocks)
			if direct && !onSuccess && rep.Errors == (Errors{Every: true}) && !rep.ends() {
				r.unselective[call] = true
			}
		case w.untilDone():
			rep.Bound = w.bound(succeeded)
			rep.Errors, rep.Answer = Errors{Every: true}, knowledge.DoneOrError
		default:
			rep.Bound = w.bound(succeeded)
			rep.Errors = Errors{Unknown: true} // Commit's, for one
		}
		return rep, true
	}
	return Repeat{}, false
}

// untilDone reports whether the loop is left when the call returns true.
func (w *walker) untilDone() bool {
	for e := range w.reached(succeeded) {
		if cond, ok := e.leaves(w.cycle); ok && e.succ == 0 && w.answers(cond) {
			return true
		}
	}
	return false
}

// isCount reports whether an argument is the number of the attempt.
func (r *Result) isCount(c *ssaform.Cycle, v ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	if !ok {
		return false
	}
	_, ok = counterOf(c, phi)
	return ok
}

// recursed reports whether the call of parameter k is made again by a recursive
// call that is given it.
func (r *Result) recursed(fn, g *ssa.Function, call *ssa.Call, k int) (Repeat, bool) {
	err := r.errorOf(call)
	if g != fn || err == nil {
		return Repeat{}, false
	}
	for again := range ssaform.Calls(fn) {
		if again.Common().IsInvoke() || ssaform.Callee(again.Common()) != ssaform.FuncOf(fn) || ssaform.Argument(again.Common(), k) != fn.Params[k] {
			continue
		}
		w := &walker{Result: r, from: call, target: again, errs: errorsFrom(err)}
		if !w.again(failed, false).found || w.again(succeeded, false).found {
			continue
		}
		bound, _ := r.sameArguments(fn, again.(*ssa.Call))
		bound.Unknown = !bound.Capped
		return Repeat{Bound: bound, Errors: r.flow.again(call, err, again, nil), Waits: !w.again(failed, true).found}, true
	}
	return Repeat{}, false
}

// through returns how a call in a closure is made again by the closure's runner.
func (r *Result) through(l *Loop, call *ssa.Call) (Repeat, bool) {
	err := r.errorOf(call)
	if err == nil {
		return Repeat{}, false
	}
	return Repeat{
		Errors: bothErrors(r.flow.returned(l.Fn, call, err, l.repeat), l.repeat.Errors),
		Bound:  l.Bound,
		Waits:  l.repeat.Waits,
	}, true
}

// bothErrors returns those of a for which b says that there is another attempt.
func bothErrors(a, b Errors) Errors {
	if b.Every {
		a.Tested = a.Tested || b.Tested
		return a
	}
	if a.Every {
		return b
	}
	return Errors{Classes: a.Classes & b.Classes, Unknown: a.Unknown || b.Unknown, Tested: a.Tested || b.Tested}
}

// runners finds the closures and functions that calls in fn have called again.
func (r *Result) runners(fn *ssa.Function) {
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			list := r.repeats(call)
			if len(list) == 0 {
				continue
			}
			for _, act := range r.tx.Activations(call) {
				i := slices.IndexFunc(list, func(rep Repeat) bool {
					return act.Passed && rep.Param == act.Run.Param && rep.Path == act.Run.Path
				})
				if i < 0 || len(act.Fn.Blocks) == 0 {
					continue
				}
				r.runner(call, act.Fn, list[i])
			}
		}
	}
}

func (r *Result) runner(call ssa.CallInstruction, fn *ssa.Function, rep Repeat) {
	if slices.ContainsFunc(r.runs[fn], func(l *Loop) bool { return l.Run == call }) {
		return
	}
	l := &Loop{Kind: Retry, Form: Runner, Fn: fn, Run: call, Bound: rep.Bound, repeat: rep}
	for c := range ssaform.Calls(fn) {
		c, ok := c.(*ssa.Call)
		if !ok || len(r.remote.At(c)) == 0 {
			continue
		}
		a := &Attempt{Loop: l, Call: c, Does: r.remote.At(c), Err: r.errorOf(c), Check: c.Pos(), Leaves: true}
		if a.Err == nil || r.ticksOff(fn, c) {
			continue
		}
		a.Errors = bothErrors(r.flow.returned(fn, c, a.Err, rep), rep.Errors)
		if a.Errors == (Errors{}) {
			continue
		}
		if !rep.Waits && r.remote.Waits(c) == 0 {
			_, a.Back = r.form.Extent(call)
		}
		l.Attempts = append(l.Attempts, a)
	}
	r.runs[fn] = append(r.runs[fn], l)
	r.Loops = append(r.Loops, l)
}

// ticksOff reports whether a closure that is run again notes, in a map that it
// looks into, that it has made a call, even if that failed: the next run leaves it
// out.
//
//	if !sent[to] { err = send(to); sent[to] = true }
func (r *Result) ticksOff(fn *ssa.Function, call *ssa.Call) bool {
	asked := map[ssa.Value]bool{}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if l, ok := instr.(*ssa.Lookup); ok {
				asked[held(l.X)] = true
			}
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			note, ok := instr.(*ssa.MapUpdate)
			if !ok || !asked[held(note.Map)] || !call.Block().Dominates(b) {
				continue
			}
			if _, ok := held(note.Map).(*ssa.FreeVar); !ok {
				continue
			}
			w := &walker{Result: r, from: call, target: note, errs: errorsFrom(r.errorOf(call))}
			if w.again(failed, false).found {
				return true
			}
		}
	}
	return false
}

// held returns the variable that a value is loaded from, or the value.
func held(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return load.X
	}
	return v
}
