package deeds

// Who is run again after it failed: the handlers of jobs and messages, and what
// they call and whose failure they report.

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/effects"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// A Handler is a function that a queue runs again after it failed.
type Handler struct {
	Fn    *ssa.Function
	Exits Exits
}

// A Registration hands a function of another package to a queue, which may fail
// after a deed.
type Registration struct {
	Call ssa.CallInstruction
	Fn   *types.Func
	Late Late
}

// play finds the handlers, and which functions take one as parameter.
func (r *Result) play() {
	p := &player{Result: r, exits: map[*ssa.Function]*Exits{}, fields: map[*types.Var]bool{}}
	for _, fn := range r.tx.Funcs {
		for f := range ssaform.Tree(fn) {
			p.declared(f)
			for call := range ssaform.Calls(f) {
				p.registered(call)
				if requeues(call) || p.resends(f, call) {
					p.requeue(f, call)
				}
			}
		}
	}
	for len(p.work) > 0 {
		f := p.work[0]
		p.work = p.work[1:]
		for call := range ssaform.Calls(f) {
			if r.Fails(call, *p.exits[f]) {
				p.called(call)
			}
		}
	}
	for _, fn := range r.tx.Funcs {
		for f := range ssaform.Tree(fn) {
			if exits := p.exits[f]; exits != nil {
				r.Handlers = append(r.Handlers, Handler{f, *exits})
			}
		}
	}
}

type player struct {
	*Result
	exits  map[*ssa.Function]*Exits
	fields map[*types.Var]bool // whose functions are run again
	work   []*ssa.Function
}

// add notes that fn is run again when it returns an error.
func (p *player) add(fn *ssa.Function) {
	if len(fn.Blocks) == 0 || !returnsError(fn.Signature) {
		return
	}
	x := p.exits[fn]
	if x == nil {
		x = &Exits{}
		p.exits[fn] = x
	}
	if !x.Errors {
		x.Errors = true
		p.work = append(p.work, fn)
	}
}

func (p *player) requeue(fn *ssa.Function, call ssa.CallInstruction) {
	x := p.exits[fn]
	if x == nil {
		x = &Exits{}
		p.exits[fn] = x
	}
	if x.Requeues == nil {
		x.Requeues = map[ssa.CallInstruction]bool{}
	}
	x.Requeues[call] = true
	p.work = append(p.work, fn)
}

func returnsError(sig *types.Signature) bool {
	n := sig.Results().Len()
	return n > 0 && types.Identical(sig.Results().At(n-1).Type(), errorType)
}

// resends reports whether call publishes again what fn was given.
func (p *player) resends(fn *ssa.Function, call ssa.CallInstruction) bool {
	if !slices.ContainsFunc(p.effects.At(call), func(o effects.Occurrence) bool {
		return o.Role == knowledge.Publish || o.Role == knowledge.Enqueue
	}) {
		return false
	}
	for _, param := range fn.Params {
		if isDelivery(param.Type()) && slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool { return p.madeOf(arg, param) }) {
			return true
		}
	}
	return false
}

// madeOf reports whether v is, or has a field, that is a field of param.
func (p *player) madeOf(v ssa.Value, param *ssa.Parameter) bool {
	is := func(v ssa.Value) bool {
		return slices.ContainsFunc(p.tx.Origins(v), func(o txscope.Origin) bool { return o.Root == ssa.Value(param) && o.Path != "" })
	}
	found := is(v)
	for _, o := range p.tx.Origins(v) {
		if a, ok := o.Root.(*ssa.Alloc); ok && o.Kind == txscope.FromVar {
			p.stored(a, func(_ string, v ssa.Value) { found = found || is(v) })
		}
	}
	return found
}

// declared adds fn if its parameters say that it handles a job: it is given one,
// and doesn't give it to a queue itself.
func (p *player) declared(fn *ssa.Function) {
	if !returnsError(fn.Signature) {
		return
	}
	for _, param := range fn.Params {
		if isJob(param.Type()) && !p.sends(fn, param) {
			p.add(fn)
		}
	}
}

// sends reports whether fn gives a parameter to what enqueues or publishes.
func (p *player) sends(fn *ssa.Function, param *ssa.Parameter) bool {
	if fn.Signature.Recv() != nil && fn.Params[0] == param {
		return true // the job's own method
	}
	for call := range ssaform.Calls(fn) {
		if !slices.ContainsFunc(p.effects.At(call), func(o effects.Occurrence) bool { return o.Role.IsEffect() }) {
			continue
		}
		for _, arg := range call.Common().Args {
			if arg == ssa.Value(param) || holdsArg(arg, param) {
				return true
			}
		}
	}
	return false
}

// holdsArg reports whether arg is a slice of variadic arguments with v.
func holdsArg(arg ssa.Value, v ssa.Value) bool {
	s, ok := arg.(*ssa.Slice)
	if !ok || s.X.Referrers() == nil {
		return false
	}
	for _, ref := range *s.X.Referrers() {
		if elem, ok := ref.(*ssa.IndexAddr); ok {
			for _, ref := range *elem.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Val == v {
					return true
				}
			}
		}
	}
	return false
}

// registered adds the functions that call gives to a queue, or to a function that
// does.
func (p *player) registered(call ssa.CallInstruction) {
	c := call.Common()
	fn := ssaform.Callee(c)
	if fn == nil {
		return
	}
	if s := p.of(fn); s != nil {
		for _, i := range s.Plays {
			if arg := ssaform.Argument(c, i); arg != nil {
				p.handed(call, arg)
			}
		}
	}
	if ref, ok := knowledge.HandlerOf(fn); ok {
		if arg := ssaform.Operand(c, ref); arg != nil {
			p.handed(call, arg)
			p.object(call, arg)
		}
	}
}

// object adds the functions of a map, or the methods of an object, whose type
// doesn't tell which of them handles jobs.
func (p *player) object(call ssa.CallInstruction, v ssa.Value) {
	switch v := v.(type) {
	case *ssa.MakeMap:
		for _, ref := range *v.Referrers() {
			if up, ok := ref.(*ssa.MapUpdate); ok {
				p.handed(call, up.Value)
			}
		}
	case *ssa.MakeInterface:
		named := knowledge.Named(v.X.Type())
		if named == nil || types.IsInterface(named) {
			return
		}
		for m := range named.Methods() {
			if slices.ContainsFunc(params(m), isJob) {
				return // that one does, and its package knows it
			}
		}
		for m := range named.Methods() {
			if m.Exported() && returnsError(m.Signature()) {
				p.method(m)
				if m.Pkg() != p.pass.Pkg {
					p.foreign(call, m)
				}
			}
		}
	}
}

func isJob(t types.Type) bool {
	d, ok := knowledge.DeliveryOf(t)
	return ok && d.Job
}

func isDelivery(t types.Type) bool {
	_, ok := knowledge.DeliveryOf(t)
	return ok
}

// requeues reports whether call gives a message back to its queue.
func requeues(call ssa.CallInstruction) bool {
	fn := ssaform.Callee(call.Common())
	if fn == nil {
		return false
	}
	s, ok := knowledge.SettlementOf(fn)
	if !ok || s.If == 0 {
		return s.Again
	}
	again, ok := ssaform.Operand(call.Common(), s.If).(*ssa.Const)
	return !ok || again.Value != nil && constant.BoolVal(again.Value)
}

// called adds the functions that call calls, whose failure has their caller run
// again.
func (p *player) called(call ssa.CallInstruction) {
	c := call.Common()
	for _, act := range p.tx.Activations(call) {
		if !act.Run.Spawned && !act.Run.AfterCommit {
			p.target(act.Fn)
		}
	}
	fn := callee(c)
	switch {
	case fn == nil:
		p.handed(call, c.Value)
	case ssaform.IsInterfaceMethod(fn):
		for _, impl := range p.form.Implementations(fn) {
			p.method(impl)
		}
	default:
		p.method(fn)
	}
}

func (p *player) method(fn *types.Func) {
	if fn.Pkg() != p.pass.Pkg {
		return
	}
	for _, f := range p.tx.Funcs {
		if ssaform.FuncOf(f) == fn {
			p.add(f)
		}
	}
}

// target adds fn, or the declared function that it stands for.
func (p *player) target(fn *ssa.Function) {
	if obj := ssaform.FuncOf(fn); obj != nil {
		p.method(obj)
		return
	}
	p.add(fn)
}

// handed adds the functions that v may be.
func (p *player) handed(call ssa.CallInstruction, v ssa.Value) {
	if f := fieldOf(v, 0); f != nil {
		p.kept(f)
	}
	for _, o := range p.tx.Origins(v) {
		switch {
		case o.Path != "":
		case o.Kind == txscope.FromFunc:
			fn, _ := o.Root.(*ssa.Function)
			if mc, ok := o.Root.(*ssa.MakeClosure); ok {
				fn = mc.Fn.(*ssa.Function)
			}
			p.target(fn)
			if obj := ssaform.FuncOf(fn); obj != nil && obj.Pkg() != p.pass.Pkg && call != nil {
				p.foreign(call, obj)
			}
		case o.Kind == txscope.FromParam:
			p.takes(o.Root.(*ssa.Parameter))
		}
	}
}

// kept adds what the package stores in a field whose functions are run again, or
// in the map or slice that it is.
func (p *player) kept(field *types.Var) {
	if p.fields[field] {
		return
	}
	p.fields[field] = true
	for _, fn := range p.tx.Funcs {
		for f := range ssaform.Tree(fn) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					switch instr := instr.(type) {
					case *ssa.Store:
						if fieldOf(instr.Addr, 0) == field {
							p.handed(nil, instr.Val)
						}
					case *ssa.MapUpdate:
						if fieldOf(instr.Map, 0) == field {
							p.handed(nil, instr.Value)
						}
					}
				}
			}
		}
	}
}

// fieldOf returns the field that v was read from, be it an element of it.
func fieldOf(v ssa.Value, depth int) *types.Var {
	if depth > 6 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return structField(v.X.Type(), v.Field)
	case *ssa.Field:
		return structField(v.X.Type(), v.Field)
	case *ssa.UnOp:
		return fieldOf(v.X, depth+1)
	case *ssa.Lookup:
		return fieldOf(v.X, depth+1)
	case *ssa.Extract:
		return fieldOf(v.Tuple, depth+1)
	case *ssa.IndexAddr:
		return fieldOf(v.X, depth+1)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if f := fieldOf(e, depth+1); f != nil {
				return f
			}
		}
	}
	return nil
}

func structField(t types.Type, i int) *types.Var {
	if s, ok := deref(t).Underlying().(*types.Struct); ok {
		return s.Field(i)
	}
	return nil
}

// foreign notes a function of another package that may fail after a deed, unless
// that package knows that it is a handler.
func (p *player) foreign(call ssa.CallInstruction, fn *types.Func) {
	if slices.ContainsFunc(params(fn), isJob) {
		return
	}
	if s := p.of(fn); s != nil && len(s.Late) > 0 {
		x := Registration{call, fn, s.Late[0]}
		if !slices.ContainsFunc(p.Registrations, func(y Registration) bool { return y.Call == call && y.Fn == fn }) {
			p.Registrations = append(p.Registrations, x)
		}
	}
}

func params(fn *types.Func) []types.Type {
	var out []types.Type
	for v := range fn.Signature().Params().Variables() {
		out = append(out, v.Type())
	}
	return out
}

// takes notes that a declared function is given a handler as parameter, and adds
// what its callers in the package give it.
func (p *player) takes(param *ssa.Parameter) {
	fn := param.Parent()
	obj := ssaform.FuncOf(fn)
	i := slices.Index(fn.Params, param)
	if obj == nil || i < 0 || obj.Pkg() != p.pass.Pkg {
		return
	}
	s := p.own[obj]
	if s == nil {
		s = &Summary{}
		p.own[obj] = s
	}
	if slices.Contains(s.Plays, i) {
		return
	}
	s.Plays = union(s.Plays, []int{i})
	for call := range p.tx.Calls() {
		if ssaform.Callee(call.Common()) == obj {
			if arg := ssaform.Argument(call.Common(), i); arg != nil {
				p.handed(call, arg)
			}
		}
	}
}

// Own reports whether the callee of call is a function of the package, which is
// looked at itself.
func (r *Result) Own(call ssa.CallInstruction) bool {
	fn := callee(call.Common())
	if fn == nil {
		return true
	}
	if ssaform.IsInterfaceMethod(fn) {
		return slices.ContainsFunc(r.form.Implementations(fn), func(m *types.Func) bool { return m.Pkg() == r.pass.Pkg })
	}
	return fn.Pkg() == r.pass.Pkg
}
