package txscope

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// An Activation is a closure, or declared function, that a call runs before
// it returns, or starts in a goroutine.
type Activation struct {
	Fn  *ssa.Function
	Run Run
	// Passed says that the callee calls it, not the call itself.
	Passed bool
}

// Activations returns the functions that call runs: a closure called at once,
// a go statement's, and the function arguments that the callee calls.
// Deferred calls activate nothing: they run when the scope may be over.
func (r *Result) Activations(call ssa.CallInstruction) []Activation {
	if _, ok := call.(*ssa.Defer); ok {
		return nil
	}
	_, spawned := call.(*ssa.Go)
	c := call.Common()
	var out []Activation
	add := func(v ssa.Value, run Run, passed bool) {
		if m := r.handlerMethod(v); m != nil && passed {
			out = append(out, Activation{Fn: m, Run: run, Passed: true})
		}
		os := r.Origins(v)
		if run.Path != "" {
			os = r.load(extend(os, run.Path))
		}
		for _, o := range os {
			if o.Kind != FromFunc || o.Path != "" {
				continue
			}
			fn, _ := o.Root.(*ssa.Function)
			if mc, ok := o.Root.(*ssa.MakeClosure); ok {
				fn = mc.Fn.(*ssa.Function)
			}
			run.Spawned = run.Spawned || spawned
			out = append(out, Activation{Fn: fn, Run: run, Passed: passed})
		}
	}
	if !c.IsInvoke() && (c.StaticCallee() == nil || c.StaticCallee().Parent() != nil) {
		if c.StaticCallee() != nil {
			add(c.Value, Run{}, false)
			return out
		}
		if _, builtin := c.Value.(*ssa.Builtin); !builtin {
			add(c.Value, Run{}, false)
		}
	}
	for _, run := range r.Runs(call) {
		if run.AfterCommit || run.Curried {
			continue
		}
		if arg := ssaform.Argument(c, run.Param); arg != nil {
			add(arg, run, true)
		}
	}
	// Have: for x := range seq { … }: the body is a closure that the iterator,
	// whatever it is, calls in place.
	for _, arg := range c.Args {
		if mc, ok := arg.(*ssa.MakeClosure); ok && mc.Fn.(*ssa.Function).Synthetic == rangeBody {
			add(arg, Run{}, true)
		}
	}
	// Have: WithTransaction(db)(f): the result of a call is called.
	if inner, ok := c.Value.(*ssa.Call); ok && !c.IsInvoke() {
		for _, run := range r.Runs(inner) {
			if run.Curried {
				if arg := ssaform.Argument(c, run.Param); arg != nil {
					run.From = nil
					add(arg, run, true)
				}
			}
		}
	}
	return out
}

// handlerMethod returns the ServeHTTP method of v, an http.Handler made of a
// concrete value.
func (r *Result) handlerMethod(v ssa.Value) *ssa.Function {
	mi, ok := v.(*ssa.MakeInterface)
	if !ok {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(mi.X.Type(), true, r.pass.Pkg, "ServeHTTP")
	m, ok := obj.(*types.Func)
	if !ok || m.Pkg() != r.pass.Pkg {
		return nil
	}
	return mi.Parent().Prog.FuncValue(m)
}

// isWrapper reports whether fn stands for a declared function: a bound method
// or an instance. The body of a range over a func is no wrapper.
func isWrapper(fn *ssa.Function) bool { return fn.Synthetic != "" && fn.Synthetic != rangeBody }

const rangeBody = "range-over-func yield"

// Runs returns which of its function arguments the callee calls, and how.
func (r *Result) Runs(call ssa.CallInstruction) []Run {
	c := call.Common()
	if f, ok := r.library(c); ok {
		run, ok := libraryRun(c, f)
		if !ok {
			return nil
		}
		if f.Role == knowledge.Run {
			run.ReadOnly = f.ReadOnly || r.readOnlyOptions(ssaform.Operand(c, f.Opts))
			if on := ssaform.Operand(c, f.On); on != nil && r.known.KindOf(on.Type()) == knowledge.Tx {
				run.InTx = false // a savepoint: the open transaction's scope goes on
			}
		}
		return []Run{run}
	}
	if s := r.summaryOf(c); s != nil {
		return s.Runs
	}
	return nil
}

func libraryRun(c *ssa.CallCommon, f knowledge.Func) (Run, bool) {
	i, ok := f.Fn.AsParam()
	if !ok {
		return Run{}, false
	}
	shift := 0
	if c.Signature().Recv() != nil || c.IsInvoke() {
		shift = 1
	}
	run := Run{Param: i + shift, Retries: f.Retries}
	switch f.Role {
	case knowledge.Run:
		run.InTx = true
		for _, ref := range []knowledge.Ref{f.FnTx, f.FnCtx} {
			if p, ok := ref.AsParam(); ok {
				run.TxArgs = append(run.TxArgs, p)
			}
		}
		slices.Sort(run.TxArgs)
		if on, ok := f.On.AsParam(); ok {
			run.From = []Ref{{Kind: OfParam, Index: on + shift}}
		} else if f.On == knowledge.Recv {
			run.From = []Ref{{Kind: OfParam, Index: 0}}
		}
	case knowledge.AfterCommit, knowledge.Later:
		run.AfterCommit = true
	case knowledge.Spawn:
		run.Spawned = true
	case knowledge.Invoke, knowledge.Query, knowledge.Exec:
	default:
		return Run{}, false
	}
	return run, true
}
