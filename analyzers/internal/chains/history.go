package chains

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A history is what a value of a builder may be made of.
type history struct {
	// list are the values on the way to it, itself the first: calls, phis,
	// parameters.
	list []ssa.Value
	seen map[ssa.Value]bool
	// roots are the statements that it may stand for, each by the call that
	// first added to a fresh handle, or by the parameter whose statement it is.
	roots []ssa.Value
}

func (p *program) historyOf(v ssa.Value) *history {
	h := p.histories[v]
	if h == nil {
		h = &history{seen: map[ssa.Value]bool{}}
		p.collect(v, h)
		p.histories[v] = h
	}
	return h
}

func (p *program) collect(v ssa.Value, h *history) {
	if h.seen[v] {
		return
	}
	h.seen[v] = true
	h.list = append(h.list, v)
	if p.begins(v) {
		h.roots = append(h.roots, v)
	}
	for _, before := range p.before(v) {
		p.collect(before, h)
	}
}

// builder returns how values of v's type share their statement.
func builder(v ssa.Value) (knowledge.Builder, bool) { return knowledge.SharedBuilder(v.Type()) }

// before returns the values whose statement v may go on with.
func (p *program) before(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.Phi:
		return v.Edges
	case *ssa.ChangeType:
		return []ssa.Value{v.X}
	case *ssa.UnOp:
		return p.stored(v)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return p.beforeCall(call, v.Index)
		}
	case *ssa.Call:
		return p.beforeCall(v, 0)
	}
	return nil
}

func (p *program) beforeCall(call *ssa.Call, i int) []ssa.Value {
	if recv, fn, ok := method(call.Common()); ok {
		if forks(fn) {
			return nil
		}
		return []ssa.Value{recv}
	}
	s := p.summaryOf(call.Common())
	if s == nil {
		return nil
	}
	var args []ssa.Value
	o, _ := s.result(i)
	for _, from := range o.From {
		if arg := ssaform.Argument(call.Common(), from); arg != nil {
			args = append(args, arg)
		}
	}
	return args
}

// begins reports whether a statement may be new with v.
func (p *program) begins(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && p.adds(call, v.Index)
	case *ssa.Call:
		if recv, fn, ok := method(v.Common()); ok {
			b, _ := builder(recv)
			return !forks(fn) && b.Shares && p.fresh(recv, map[ssa.Value]bool{})
		}
		return p.adds(v, 0)
	}
	return false
}

// adds reports whether result i of a function is a statement that something
// was added to in there.
func (p *program) adds(call *ssa.Call, i int) bool {
	if s := p.summaryOf(call.Common()); s != nil {
		o, _ := s.result(i)
		return o.Adds
	}
	b, _ := builder(call)
	return b.Mutates // db.NewSelect()
}

// fresh reports whether v may be a handle that nothing was added to. What isn't
// known is taken for one.
func (p *program) fresh(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	either := func(list []ssa.Value) bool {
		return slices.ContainsFunc(list, func(v ssa.Value) bool { return p.fresh(v, seen) })
	}
	call, i := result(v)
	switch {
	case call != nil:
		if _, fn, ok := method(call.Common()); ok {
			return forks(fn)
		}
		s := p.summaryOf(call.Common())
		if s == nil {
			return true
		}
		o, ok := s.result(i)
		return !ok || !o.Adds && (len(o.From) == 0 || either(p.beforeCall(call, i)))
	default:
		if _, ok := v.(*ssa.Const); ok {
			return false // nil: nothing is called on it
		}
		before := p.before(v)
		return len(before) == 0 || either(before)
	}
}

// result returns the call whose result v is, and which.
func result(v ssa.Value) (*ssa.Call, int) {
	switch v := v.(type) {
	case *ssa.Call:
		return v, 0
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return call, v.Index
		}
	}
	return nil, 0
}

// stored returns what may be in the variable that load reads; nil if it is no
// local variable, here or around this closure.
func (p *program) stored(load *ssa.UnOp) []ssa.Value {
	if load.Op != token.MUL {
		return nil
	}
	addr := load.X
	if fv, ok := addr.(*ssa.FreeVar); ok {
		addr = p.binding(fv)
	}
	cell, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	var stores func(ref ssa.Value)
	stores = func(ref ssa.Value) {
		for _, instr := range *ref.Referrers() {
			switch instr := instr.(type) {
			case *ssa.Store:
				if instr.Addr == ref {
					out = append(out, instr.Val)
				}
			case *ssa.MakeClosure:
				for i, bound := range instr.Bindings {
					if bound == ref {
						stores(instr.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			}
		}
	}
	stores(cell)
	return out
}

// binding returns the variable that a closure's free variable is, nil if it is
// not known where the closure is made.
func (p *program) binding(fv *ssa.FreeVar) ssa.Value {
	for {
		mc := p.form.Closures[fv.Parent()]
		if mc == nil {
			return nil
		}
		bound := mc.Bindings[slices.Index(fv.Parent().FreeVars, fv)]
		outer, ok := bound.(*ssa.FreeVar)
		if !ok {
			return bound
		}
		fv = outer
	}
}

// method returns the receiver and the method if c calls a method of a builder
// whose values share.
func method(c *ssa.CallCommon) (ssa.Value, *types.Func, bool) {
	fn := ssaform.Callee(c)
	if fn == nil || fn.Signature().Recv() == nil || fn.Pkg() == nil || !knowledge.SharesStatements(fn.Pkg().Path()) {
		return nil, nil, false
	}
	recv := ssaform.Argument(c, 0)
	if recv == nil {
		return nil, nil, false
	}
	if _, ok := builder(recv); !ok {
		return nil, nil, false
	}
	return recv, fn, true
}

// forks reports whether what the method returns is a copy: what is added to it
// doesn't change the receiver.
func forks(fn *types.Func) bool {
	return slices.ContainsFunc(knowledge.BuildsOf(fn), func(b knowledge.Build) bool { return b.Part == knowledge.Forks })
}
