package loops

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// libraryRepeat returns how a library's function, called by c, calls the function
// again that it is given.
func (r *Result) libraryRepeat(c *ssa.CallCommon, fn *types.Func, f knowledge.Func) (Repeat, bool) {
	i, ok := f.Fn.AsParam()
	if !ok || !f.Retries {
		return Repeat{}, false
	}
	if c.Signature().Recv() != nil || c.IsInvoke() {
		i++
	}
	rep := Repeat{Param: i, Errors: Errors{Every: true}, Bound: Bound{Unknown: true}, Waits: true}
	k, ok := knowledge.RetrierOf(fn)
	if !ok {
		return rep, true
	}
	if k.Periodic {
		return Repeat{}, false
	}
	rep.Answer, rep.Marked = k.Answer, k.Marked
	if k.Only != 0 {
		rep.Errors = Errors{Classes: k.Only, Tested: true}
	}
	p := policy{Result: r, bounds: k.Bounds, waits: k.Waits, errors: rep.Errors, seen: map[ssa.Value]bool{}}
	if k.N != 0 {
		if n, isConst := ssaform.Operand(c, k.N).(*ssa.Const); !isConst || n.Int64() > 0 {
			p.bounds |= knowledge.Capped
		}
	}
	p.decides(ssaform.Operand(c, k.If), true)
	if k.Policy != 0 {
		p.read(ssaform.Operand(c, k.Policy))
	}
	rep.Errors, rep.Waits = p.errors, p.waits
	rep.Bound = Bound{
		Capped:    p.bounds&knowledge.Capped != 0,
		Deadline:  p.bounds&knowledge.Deadline != 0,
		Cancelled: p.bounds&knowledge.Cancelled != 0,
		Unknown:   p.unknown,
	}
	return rep, true
}

// A policy is what the options of a retrier add up to.
type policy struct {
	*Result
	bounds  knowledge.Bounds
	waits   bool
	errors  Errors
	unknown bool // some of them isn't known
	seen    map[ssa.Value]bool
}

// decides takes the predicate v, if there is one, as a condition of another
// attempt: that it returns again.
func (p *policy) decides(v ssa.Value, again bool) {
	if v == nil || isNil(v) {
		return
	}
	switch a := p.flow.ofValue(v, again); {
	case a == nil:
		p.errors = Errors{Unknown: true}
	case again:
		p.errors = bothErrors(p.errors, a.True)
	default:
		p.errors = bothErrors(p.errors, a.False)
	}
}

// read follows v, an option or a list of some, to the calls and literals that
// made it.
func (p *policy) read(v ssa.Value) {
	if v == nil || p.seen[v] || isNil(v) {
		return
	}
	p.seen[v] = true
	switch v := v.(type) {
	case *ssa.MakeInterface:
		p.read(v.X)
	case *ssa.ChangeInterface:
		p.read(v.X)
	case *ssa.ChangeType:
		p.read(v.X)
	case *ssa.Phi:
		for _, e := range v.Edges {
			p.read(e)
		}
	case *ssa.Slice:
		p.elements(v.X)
	case *ssa.Alloc:
		p.literal(v)
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			p.literal(a)
		} else {
			p.unknown = true
		}
	case *ssa.Call:
		fn := ssaform.Callee(v.Common())
		k, ok := knowledge.Policy{}, false
		if fn != nil {
			k, ok = knowledge.PolicyOf(fn)
		}
		if !ok {
			p.unknown = true
			return
		}
		if k.Of != 0 {
			p.read(ssaform.Operand(v.Common(), k.Of))
		}
		p.apply(k, ssaform.Operand(v.Common(), k.N))
		p.decides(ssaform.Operand(v.Common(), k.If), true)
		p.decides(ssaform.Operand(v.Common(), k.Unless), false)
		p.fields(v)
	default:
		p.unknown = true
	}
}

// elements reads the elements of an array that a variadic call is given.
func (p *policy) elements(array ssa.Value) {
	a, ok := array.(*ssa.Alloc)
	if !ok {
		p.unknown = true
		return
	}
	for _, ref := range *a.Referrers() {
		if at, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *at.Referrers() {
				if s, ok := use.(*ssa.Store); ok && s.Addr == at {
					p.read(s.Val)
				}
			}
		}
	}
}

// literal reads a variable or composite literal.
func (p *policy) literal(a *ssa.Alloc) {
	k, ok := knowledge.PolicyField(a.Type(), "")
	if ok {
		p.apply(k, nil)
	}
	stored := false
	for _, ref := range *a.Referrers() {
		if s, isStore := ref.(*ssa.Store); isStore && s.Addr == a {
			p.read(s.Val)
			stored = true
		}
	}
	p.unknown = p.unknown || !p.fields(a) && !ok && !stored
}

// fields reads what is stored to the fields of v, and reports whether one of them
// says anything.
func (p *policy) fields(v ssa.Value) bool {
	any := false
	for _, ref := range *v.Referrers() {
		f, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		s, ok := f.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for _, use := range *f.Referrers() {
			if st, ok := use.(*ssa.Store); ok && st.Addr == f {
				if k, ok := knowledge.PolicyField(v.Type(), s.Field(f.Field).Name()); ok {
					p.apply(k, st.Val)
					any = true
				}
			}
		}
	}
	return any
}

// apply takes the bounds of k, whose number is n if it has one.
func (p *policy) apply(k knowledge.Policy, n ssa.Value) {
	p.bounds &^= k.Clears
	p.waits = p.waits && !k.NoWait
	if c, ok := n.(*ssa.Const); ok && k.N != 0 && c.Value != nil && c.Int64() == 0 {
		p.bounds &^= k.Sets
		return
	}
	p.bounds |= k.Sets
}

// ofValue returns for which errors the function v returns true, or nil; again
// says that these have another attempt.
func (f *errorFlow) ofValue(v ssa.Value, again bool) *Accepts {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.MakeClosure:
			v = x.Fn
		case *ssa.Function:
			f.decides[x] = f.decides[x] || again
			if obj := ssaform.FuncOf(x); obj != nil {
				return f.accepts(obj)
			}
			if slices.Contains(f.form.Funcs, x) || x.Parent() != nil {
				return f.predicate(x)
			}
			return nil
		default:
			return nil
		}
	}
}
