package remote

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/effects"
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
			r.library(d, c, fn, f)
			if f.Role == knowledge.Sleep && f.On != 0 {
				r.joins(d, call, ssaform.Operand(c, f.On))
			}
		} else if own := r.target(c, fn); own != nil {
			for _, x := range own.calls {
				d.add(r.atCaller(x, c, fn))
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
				x.Via = via(obj, x.Via)
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

// target returns what fn does, the method behind it where the receiver is
// known.
func (r *Result) target(c *ssa.CallCommon, fn *types.Func) *does {
	if c.IsInvoke() {
		if m, ok := ssaform.ConcreteMethod(c); ok && !ssaform.IsInterfaceMethod(m) {
			return r.of(m)
		}
	}
	return r.of(fn)
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
	x.Via = via(fn, x.Via)
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

func via(fn *types.Func, rest []string) []string {
	if len(rest) >= maxVia {
		rest = rest[len(rest)-maxVia+1:]
	}
	return append([]string{fn.Name()}, rest...)
}

// library adds what a library's function does at c.
func (r *Result) library(d *does, c *ssa.CallCommon, fn *types.Func, f knowledge.Func) {
	d.waits = retrierWaits(fn)
	x := item{Call: Call{Role: f.Role, Always: true, Via: []string{effects.SinkName(fn)}}}
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
			all = append(all, own)
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
	return asks && (!ssaform.IsInterfaceMethod(fn) || len(r.form.ImplementationsIn(fn, []*types.Package{fn.Pkg()})) == 0)
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
