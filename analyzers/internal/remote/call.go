package remote

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// compute returns what call does, or nil.
func (r *Result) compute(call ssa.CallInstruction) *does {
	if _, ok := call.(*ssa.Go); ok {
		return nil
	}
	d := &does{}
	c := call.Common()
	fn := ssaform.Callee(c)
	if fn != nil {
		if f, ok := r.tx.Library(fn); ok {
			r.library(d, call, fn, f)
			if f.Role == knowledge.Sleep && f.On != 0 {
				r.joins(d, call, ssaform.Operand(c, f.On))
			}
		} else if target := target(c, fn); r.of(target) != nil {
			own := r.of(target)
			for _, x := range own.calls {
				x = r.atCaller(x, c, target)
				x.Role = r.sql.HandedRole(call, x.Role)
				d.add(x)
			}
			d.waits = own.waits
		}
	}
	r.runs(d, call, fn)
	if len(d.calls) == 0 && d.waits == Never {
		return nil
	}
	return d
}

// runs adds what the closures and functions do that call runs before it
// returns.
func (r *Result) runs(d *does, call ssa.CallInstruction, callee *types.Func) {
	r.addRuns(d, r.activated(call), callee)
}

func (r *Result) addRuns(d *does, runs []*ssa.Function, callee *types.Func) {
	for _, run := range runs {
		obj := ssaform.FuncOf(run)
		if obj != nil && obj == callee {
			continue
		}
		var own *does
		if obj != nil {
			own = r.of(obj)
		} else {
			own = r.ownDoes(run)
		}
		if own == nil {
			continue
		}
		for _, x := range own.calls {
			if obj != nil {
				x = item{Call: x.Call}
				x.VerbParam = 0
				x.Via = callpath.Via(r.pass.Pkg, obj, x.Via)
			}
			d.add(x)
		}
		d.waits = max(d.waits, own.waits)
	}
}

// activated returns the functions that call, or the callee, runs before it
// returns. A deferred one is called at the function's end.
func (r *Result) activated(call ssa.CallInstruction) []*ssa.Function {
	if d, ok := call.(*ssa.Defer); ok {
		switch v := d.Call.Value.(type) {
		case *ssa.MakeClosure:
			return []*ssa.Function{v.Fn.(*ssa.Function)}
		case *ssa.Function:
			return []*ssa.Function{v}
		}
		return nil
	}
	var out []*ssa.Function
	for _, a := range r.tx.Activations(call) {
		if !a.Run.Spawned {
			out = append(out, a.Fn)
		}
	}
	return out
}

// joins adds what the goroutines do that call, the Wait of group, waits for.
// Which of them were started isn't followed.
func (r *Result) joins(d *does, call ssa.CallInstruction, group ssa.Value) {
	if runs := r.spawned(call.Parent(), group); len(runs) > 0 {
		d.waits = Never
		r.addSpawned(d, runs)
	}
}

// addSpawned adds what functions do that run in goroutines and are waited for:
// as long as they take, and no longer.
func (r *Result) addSpawned(d *does, runs []*ssa.Function) {
	joined := &does{}
	r.addRuns(joined, runs, nil)
	for _, x := range joined.calls {
		x.Always = false
		d.add(x)
	}
	d.waits = max(d.waits, min(joined.waits, Sometimes))
}

// spawned returns the functions that fn starts in goroutines and that have v, a
// group or channel.
func (r *Result) spawned(fn *ssa.Function, v ssa.Value) []*ssa.Function {
	var out []*ssa.Function
	for call := range ssaform.Calls(fn) {
		for _, a := range r.tx.Activations(call) {
			if a.Run.Spawned && (r.given(call.Common(), v) || r.binds(a.Fn, v)) {
				out = append(out, a.Fn)
			}
		}
	}
	return out
}

// given reports whether v is an operand of c.
func (r *Result) given(c *ssa.CallCommon, v ssa.Value) bool {
	return slices.ContainsFunc(c.Args, func(arg ssa.Value) bool { return r.same(arg, v) })
}

// binds reports whether the closure fn captures v, or the variable that has it.
func (r *Result) binds(fn *ssa.Function, v ssa.Value) bool {
	mc := r.form.Closures[fn]
	if mc == nil {
		return false
	}
	load, _ := v.(*ssa.UnOp)
	return slices.ContainsFunc(mc.Bindings, func(b ssa.Value) bool {
		return r.same(b, v) || load != nil && load.Op == token.MUL && load.X == b
	})
}

// target returns fn, or the method behind it where the receiver is known.
func target(c *ssa.CallCommon, fn *types.Func) *types.Func {
	if c.IsInvoke() {
		if m, ok := ssaform.ConcreteMethod(c); ok && !ssaform.IsInterfaceMethod(m) {
			return m
		}
	}
	return fn
}

// atCaller is what the callee's x is at c.
func (r *Result) atCaller(x item, c *ssa.CallCommon, fn *types.Func) item {
	i := x.VerbParam - 1
	if x.verb != nil {
		i = slices.Index(x.verb.Parent().Params, x.verb)
	}
	x.VerbParam, x.verb = 0, nil
	if i >= 0 {
		x.Role, x.verb = r.method(ssaform.Argument(c, i))
	}
	x.Via = callpath.Via(r.pass.Pkg, fn, x.Via)
	return x
}

// method tells by v, an HTTP method or a request, what an HTTP call does.
func (r *Result) method(v ssa.Value) (knowledge.Role, *ssa.Parameter) {
	if v == nil {
		return knowledge.Fetch, nil
	}
	changes, param := r.effects.Changes(v)
	if changes {
		return knowledge.Call, nil
	}
	return knowledge.Fetch, param
}

// library adds what a library's function does at call.
func (r *Result) library(d *does, call ssa.CallInstruction, fn *types.Func, f knowledge.Func) {
	c := call.Common()
	d.waits = retrierWaits(fn)
	x := item{Call: Call{Role: r.sql.Role(call, f.Role), Always: true, Via: []callpath.Symbol{callpath.Sink(fn)}}}
	switch f.Role {
	case knowledge.Begin, knowledge.Run, knowledge.Commit:
		x.Role = knowledge.Exec
	case knowledge.Sleep:
		if !immediate(c) {
			d.waits = Always
		}
		return
	case knowledge.Receive:
		if slices.ContainsFunc(c.Args, func(arg ssa.Value) bool { return isNamed(arg.Type(), "time", "Duration") }) {
			d.waits = Always // for so long at most
		}
	case knowledge.Storage:
		if lib := knowledge.OfPackage(fn.Pkg().Path()); lib != nil && lib.Module == "" {
			return // a local file
		}
	default:
		if !f.Role.IsRemote() {
			return
		}
	}
	switch {
	case f.Verbs != "":
		x.Role = knowledge.Fetch
		if verb, ok := r.tx.ConstString(ssaform.Operand(c, f.Verb)); ok {
			x.Role = f.With(verb)
		}
	case f.Verb != 0:
		x.Role, x.verb = r.method(ssaform.Operand(c, f.Verb))
	case f.Tx != 0 && f.Role.IsEffect():
		if v := ssaform.Operand(c, f.Tx); v != nil && r.tx.IsHandle(v) {
			x.Role = knowledge.Exec // a row in the transaction
		}
	}
	d.add(x)
}

// retrierWaits returns when fn waits, a library's function that repeats what it
// is given or does.
func retrierWaits(fn *types.Func) Wait {
	r, ok := knowledge.RetrierOf(fn)
	switch {
	case !ok || !r.Waits:
		return Never
	case r.Periodic:
		return Always
	case r.Step || r.Answer != knowledge.ByError || r.Only != 0 || r.Marked || r.If != 0:
		// The first step doesn't, nor does an error that there is no other
		// attempt for.
		return Sometimes
	}
	return OnFailure
}

// ownDoes returns what fn, of this package, is known to do so far.
func (r *Result) ownDoes(fn *ssa.Function) *does {
	if !r.done[fn] {
		r.early[fn] = true
	}
	return r.own[fn]
}

// of returns what a declared function or an interface's method does, or nil.
func (r *Result) of(fn *types.Func) *does {
	iface := ssaform.IsInterfaceMethod(fn)
	if fn.Pkg() == r.pass.Pkg && !iface {
		return r.ownDoes(r.funcs[fn])
	}
	if d, ok := r.imported[fn]; ok {
		return d
	}
	r.imported[fn] = nil // cuts cycles
	var d *does
	if fn.Pkg() != r.pass.Pkg {
		var fact Does
		if r.pass.ImportObjectFact(fn, &fact) {
			d = &does{waits: fact.Waits}
			for _, c := range fact.Calls {
				d.calls = append(d.calls, item{Call: c})
			}
		}
	}
	switch {
	case iface:
		d = r.interfaceMethod(fn, d)
	case d == nil && !r.form.SameModule(path(fn)) && r.presumed(fn):
		// A library that no table has.
		d = &does{calls: []item{{Call: Call{Role: knowledge.Call, Presumed: true, Always: true}}}}
	}
	r.imported[fn] = d
	return d
}
