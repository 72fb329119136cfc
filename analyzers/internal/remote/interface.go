package remote

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// interfaceMethod returns what the implementations do that are in sight; seen
// is what those do that are in sight where the interface is declared.
func (r *Result) interfaceMethod(fn *types.Func, seen *does) *does {
	if fn.Pkg() == r.pass.Pkg {
		if calls, ok := r.declared(fn); ok {
			return &does{calls: calls}
		}
	}
	impls := r.form.Implementations(fn)
	if len(impls) == 0 && seen == nil {
		if role := like(fn); role.IsRemote() {
			return &does{calls: []item{{Call: Call{Role: role, Always: true}}}}
		}
		if r.presumed(fn) {
			return &does{calls: []item{{Call: Call{Role: knowledge.Call, Presumed: true, Always: true}}}}
		}
	}
	var all []*does
	if seen != nil {
		all = append(all, seen)
	}
	for _, impl := range impls {
		if own := r.of(impl); own != nil || !r.decorates(impl, fn) {
			all = append(all, own.as(impl))
		}
	}
	return meet(all)
}

// decorates reports whether impl, one implementation of fn, calls fn of another.
func (r *Result) decorates(impl, fn *types.Func) bool {
	f := r.funcs[impl]
	if f == nil {
		return false
	}
	for call := range ssaform.Calls(f) {
		if ssaform.Callee(call.Common()) == fn {
			return true
		}
	}
	return false
}

// meet is what implementations of one method do. What only half of them do is
// presumed. If they do something, but not the same, all that is known is that
// they are remote.
func meet(impls []*does) *does {
	switch len(impls) {
	case 0:
		return nil
	case 1:
		return impls[0]
	}
	m := &does{}
	lowest := Always
	counts := map[knowledge.Role]int{}
	n, remote, reading := 0, 0, false
	for _, d := range impls {
		if d == nil {
			d = &does{}
		}
		lowest = min(lowest, d.waits)
		m.waits = max(m.waits, d.waits)
		if len(d.calls) > 0 && presumedOnly(d) {
			for _, x := range d.calls {
				m.add(plain(x))
			}
			continue // a decorator calls another implementation
		}
		n++
		if len(d.calls) > 0 {
			remote++
			reading = reading || reads(d)
		}
		for _, x := range d.calls {
			if !x.Presumed {
				counts[x.Role]++
			}
			m.add(plain(x))
		}
	}
	if lowest != Never || m.waits == Never {
		m.waits = lowest
	} else {
		m.waits = Sometimes
	}
	common := false
	kept := m.calls[:0]
	for _, x := range m.calls {
		switch {
		case n > 0 && counts[x.Role] == n:
			x.Always = !slices.ContainsFunc(impls, func(d *does) bool { return d != nil && d.lapses(x.Role) })
			common = true
		case n == 0 || 2*counts[x.Role] >= n:
			x.Presumed, x.Always = true, false
		default:
			continue
		}
		kept = append(kept, x)
	}
	m.calls = kept
	if all := remote == n; n > 1 && (all && !common || len(kept) == 0 && 2*remote >= n) {
		role := knowledge.Put
		if reading {
			role = knowledge.Fetch
		}
		m.calls = []item{{Call: Call{Role: role, Presumed: !all}}}
	}
	return m
}

// as is what an interface's method does that fn implements.
func (d *does) as(fn *types.Func) *does {
	if d == nil {
		return nil
	}
	c := *d
	c.calls = slices.Clone(d.calls)
	for i, x := range c.calls {
		c.calls[i].Via = callpath.As(fn, x.Via)
	}
	return &c
}

// plain is x without what its parameters decide.
func plain(x item) item {
	x.verb, x.VerbParam = nil, 0
	return x
}

// lapses reports whether d does role, but not always.
func (d *does) lapses(role knowledge.Role) bool {
	return slices.ContainsFunc(d.calls, func(x item) bool { return x.Role == role && !x.Always })
}

func presumedOnly(d *does) bool {
	return !slices.ContainsFunc(d.calls, func(x item) bool { return !x.Presumed })
}

// reads reports whether d asks, and changes nothing.
func reads(d *does) bool {
	return !slices.ContainsFunc(d.calls, func(x item) bool {
		return x.Role != knowledge.Query && x.Role != knowledge.Fetch && x.Role != knowledge.Receive
	})
}

// like returns the role of the method that fn, a method of an interface that
// nothing in sight implements, stands in for, or None: one of the name and
// results of a library's, where one of these is the library's own type, or of a
// generated client, whose messages it takes.
//
//	type Warehouse interface {
//		Exec(query string, args ...any) (sql.Result, error)
//	}
//
//	type Orders interface {
//		Create(context.Context, *orderspb.CreateRequest) (*orderspb.Order, error)
//	}
func like(fn *types.Func) knowledge.Role {
	results := fn.Signature().Results()
	if role := likeClient(fn); role.IsRemote() {
		return role
	}
	for v := range results.Variables() {
		named := knowledge.Named(v.Type())
		if named == nil || named.Obj().Pkg() == nil {
			continue
		}
		pkg := named.Obj().Pkg()
		lib := knowledge.OfPackage(pkg.Path())
		if lib == nil {
			continue
		}
		for _, t := range lib.Types {
			tn, ok := pkg.Scope().Lookup(t.Name).(*types.TypeName)
			if !ok {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(tn.Type()), true, pkg, fn.Name())
			m, ok := obj.(*types.Func)
			if !ok || !types.Identical(m.Signature().Results(), results) {
				continue
			}
			switch f, _ := knowledge.Of(m); {
			case f.Role == knowledge.Begin:
				return knowledge.Exec
			case f.Role.IsQuery():
				return f.Role
			}
		}
	}
	return knowledge.None
}

// likeClient returns the role of the generated client's method that fn has name,
// parameters and results of, options apart.
func likeClient(fn *types.Func) knowledge.Role {
	sig := fn.Signature()
	if sig.Params().Len() < 2 || sig.Variadic() {
		return knowledge.None
	}
	message := knowledge.Named(sig.Params().At(1).Type())
	if message == nil || message.Obj().Pkg() == nil || message.Obj().Pkg() == fn.Pkg() {
		return knowledge.None
	}
	scope := message.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || !types.IsInterface(tn.Type()) {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(tn.Type(), false, nil, fn.Name())
		m, ok := obj.(*types.Func)
		if !ok || !m.Signature().Variadic() || m.Signature().Params().Len() != sig.Params().Len()+1 ||
			!types.Identical(m.Signature().Results(), sig.Results()) {
			continue
		}
		same := true
		for i := range sig.Params().Len() {
			same = same && types.Identical(m.Signature().Params().At(i).Type(), sig.Params().At(i).Type())
		}
		if f, _ := knowledge.Of(m); same {
			return f.Role
		}
	}
	return knowledge.None
}

// presumed reports whether fn, a method of an interface that nothing in sight
// implements or a function of another module, looks like a remote call: it is
// given a context and what to ask for, and may fail.
func (r *Result) presumed(fn *types.Func) bool {
	return r.asks(fn) && (!ssaform.IsInterfaceMethod(fn) || len(r.form.ImplementationsIn(fn, []*types.Package{fn.Pkg()})) == 0)
}

// asks reports whether fn is given a context and what to ask for, and may fail.
func (r *Result) asks(fn *types.Func) bool {
	if first, _, _ := strings.Cut(path(fn), "/"); !strings.Contains(first, ".") && !r.form.SameModule(path(fn)) {
		return false // the standard library's
	}
	sig := fn.Signature()
	params, results := sig.Params(), sig.Results()
	if params.Len() < 2 || results.Len() == 0 || !isNamed(params.At(0).Type(), "context", "Context") ||
		!types.Identical(results.At(results.Len()-1).Type(), errorType) {
		return false
	}
	asks := false
	for i := 1; i < params.Len(); i++ {
		if i == params.Len()-1 && sig.Variadic() {
			break // options
		}
		switch t := params.At(i).Type().Underlying().(type) {
		case *types.Signature:
			return false // it runs that
		case *types.Basic:
			asks = asks || t.Info()&types.IsString != 0
		default:
			asks = true
		}
	}
	return asks
}

// handsOff reports whether fn, within depth calls in the package, gives something
// to another goroutine that it didn't start itself, by a channel that a struct
// holds: what that one does with it isn't followed.
func (r *Result) handsOff(fn *ssa.Function, depth int) bool {
	held := func(ch ssa.Value) bool {
		load, ok := ch.(*ssa.UnOp)
		if !ok {
			return false
		}
		_, ok = load.X.(*ssa.FieldAddr)
		return ok
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send:
				if held(instr.Chan) {
					return true
				}
			case *ssa.Select:
				if slices.ContainsFunc(instr.States, func(s *ssa.SelectState) bool { return s.Dir == types.SendOnly && held(s.Chan) }) {
					return true
				}
			case *ssa.Call:
				if depth > 0 && r.callsHandingOff(instr.Common(), depth-1) {
					return true
				}
			}
		}
	}
	return false
}

func (r *Result) callsHandingOff(c *ssa.CallCommon, depth int) bool {
	callee := ssaform.Callee(c)
	if callee == nil || callee.Pkg() != r.pass.Pkg {
		return false
	}
	fns := []*types.Func{callee}
	if ssaform.IsInterfaceMethod(callee) {
		fns = r.form.Implementations(callee)
	}
	return slices.ContainsFunc(fns, func(fn *types.Func) bool {
		f := r.funcs[fn]
		return f != nil && r.handsOff(f, depth)
	})
}

func path(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	return fn.Pkg().Path()
}

func isNamed(t types.Type, path, name string) bool {
	n := knowledge.Named(t)
	return n != nil && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path
}
