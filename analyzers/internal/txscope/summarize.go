package txscope

import (
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// declaredSummary returns what directives say of fn, or nil.
func declaredSummary(fn *types.Func, ds []directive.Directive) *Summary {
	s := &Summary{}
	shift := 0
	if fn.Signature().Recv() != nil {
		shift = 1
	}
	for _, d := range ds {
		if d.Verb != directive.RunsInTx && d.Verb != directive.AfterCommit {
			continue
		}
		params := fn.Signature().Params()
		for i := range params.Len() {
			cb, ok := params.At(i).Type().Underlying().(*types.Signature)
			if !ok {
				continue
			}
			run := Run{Param: i + shift, InTx: d.Verb == directive.RunsInTx, AfterCommit: d.Verb == directive.AfterCommit}
			if run.InTx {
				// Whatever the callback is given may carry the transaction.
				for j := range cb.Params().Len() {
					run.TxArgs = append(run.TxArgs, j)
				}
			}
			s.Runs = append(s.Runs, run)
		}
	}
	if s.empty() {
		return nil
	}
	s.normalize()
	return s
}

// summarize computes the summary of the declared function fn from its body
// and those of its callees, or nil when there is nothing to say.
func (r *Result) summarize(fn *ssa.Function, obj *types.Func) *Summary {
	if s := declaredSummary(obj, r.directives.Of(obj)); s != nil {
		return s
	}
	if !r.worthwhile(fn) {
		return nil
	}
	byFn := map[*ssa.Function][]*Scope{}
	for f := range ssaform.Tree(fn) {
		delete(r.callers, f)
	}
	r.byFn = byFn
	r.treeScopes(fn, byFn)

	s := &Summary{}
	r.summarizeFlows(fn, s)
	r.summarizeBegins(fn, byFn[fn], s)
	r.summarizeEnds(fn, s)
	r.summarizeRuns(fn, s)
	if s.empty() {
		return nil
	}
	s.normalize()
	return s
}

// worthwhile reports whether fn could have a summary: it returns or takes
// something that can hold a handle.
func (r *Result) worthwhile(fn *ssa.Function) bool {
	for _, p := range fn.Params {
		if r.canHold(p.Type()) {
			return true
		}
	}
	for v := range fn.Signature.Results().Variables() {
		if r.canHold(v.Type()) {
			return true
		}
	}
	return false
}

func returns(fn *ssa.Function) iter.Seq[*ssa.Return] {
	return func(yield func(*ssa.Return) bool) {
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !yield(ret) {
				return
			}
		}
	}
}

// maxFlows bounds a summary.
const maxFlows = 24

func (r *Result) summarizeFlows(fn *ssa.Function, s *Summary) {
	for ret := range returns(fn) {
		for k, v := range ret.Results {
			if r.canHold(v.Type()) {
				for _, o := range r.Origins(v) {
					r.flow(fn, k, "", o, s, 0)
				}
			}
		}
	}
	if len(s.Flows) > maxFlows {
		s.Flows = nil
	}
	// Only unknown sources say nothing.
	if !slices.ContainsFunc(s.Flows, func(f Flow) bool { return f.From.Kind != Unknown }) {
		s.Flows = nil
	}
}

// flow records that field path of result k is o.
func (r *Result) flow(fn *ssa.Function, k int, path string, o Origin, s *Summary, depth int) {
	if depth > 3 || len(s.Flows) > maxFlows {
		return
	}
	if o.Kind == FromLiteral && o.Root == nil {
		return // nil: nothing is there
	}
	if ref, ok := r.Ref(fn, o); ok {
		s.Flows = append(s.Flows, Flow{k, path, ref})
		return
	}
	switch o.Kind {
	case FromBegin:
		s.Flows = append(s.Flows, Flow{k, path, Ref{Kind: OfBegin, Path: o.Path}})
		return
	case FromVar:
		stored := false
		for _, st := range r.storesOf(o.Root.(*ssa.Alloc)) {
			rest, ok := under(o.Path, st.path)
			if !ok || !r.canHold(st.val.Type()) {
				continue
			}
			stored = true
			for _, from := range r.Origins(st.val) {
				r.flow(fn, k, path+rest, from, s, depth+1)
			}
		}
		if stored {
			return
		}
	case FromCall:
		if sum := r.summaryOf(o.Root.(*ssa.Call).Common()); sum != nil && o.Path == "" {
			found := false
			for _, f := range sum.Flows {
				if f.Result != o.K || f.From.Kind == Unknown {
					continue
				}
				found = true
				for _, from := range r.Resolve(o.Root.(*ssa.Call), f.From) {
					r.flow(fn, k, path+f.Path, from, s, depth+1)
				}
			}
			if found {
				return
			}
		}
	}
	if path == "" {
		s.Flows = append(s.Flows, Flow{k, path, Ref{}})
	}
}

// under returns what remains of path below base.
func under(base, path string) (string, bool) {
	if path == base {
		return "", true
	}
	if isPrefix(base, path) {
		return path[len(base):], true
	}
	return "", false
}

func (r *Result) refs(fn *ssa.Function, os []Origin) []Ref {
	var out []Ref
	for _, o := range os {
		ref, _ := r.Ref(fn, o)
		out = append(out, ref)
	}
	sortRefs(&out)
	return out
}

func (r *Result) summarizeBegins(fn *ssa.Function, scopes []*Scope, s *Summary) {
	for _, sc := range scopes {
		if sc.Kind != Manual || !sc.openAtReturn() {
			continue
		}
		b := Begin{From: r.refs(fn, sc.From), ReadOnly: sc.ReadOnly}
		for ret := range returns(fn) {
			if !sc.OpenAt(ret) {
				continue
			}
			for k, v := range ret.Results {
				if r.endsResult(sc, v) {
					if !slices.Contains(b.EndResults, k) {
						b.EndResults = append(b.EndResults, k)
					}
				} else if r.canHold(v.Type()) && r.Carries(sc, v) && !slices.Contains(b.Results, k) {
					b.Results = append(b.Results, k)
				}
			}
		}
		for i, p := range fn.Params {
			if sc.Roots[p] || slices.ContainsFunc(sc.Kept, func(o Origin) bool { return o.Root == p }) {
				b.Params = append(b.Params, i)
			}
		}
		if len(b.Results)+len(b.EndResults)+len(b.Params) > 0 {
			s.Begins = append(s.Begins, b)
		}
	}
}

// endsResult reports whether v is a function that ends sc.
func (r *Result) endsResult(sc *Scope, v ssa.Value) bool {
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return false
	}
	for _, o := range r.Origins(v) {
		switch o.Kind {
		case FromFunc:
			if e, _ := r.closureEnds(sc, o.Root); e {
				return true
			}
		case FromCall:
			if o.Root == sc.begin() && sc.endResults[o.K] {
				return true
			}
		}
	}
	return false
}

// summarizeEnds finds the parameters whose transaction fn ends. A parameter
// is taken for a handle by being ended.
func (r *Result) summarizeEnds(fn *ssa.Function, s *Summary) {
	for i, p := range fn.Params {
		if !r.canHold(p.Type()) || isContext(p.Type()) {
			continue
		}
		probe := &Scope{Kind: Handed, Fn: fn, Roots: map[ssa.Value]bool{p: true}}
		for call := range ssaform.Calls(fn) {
			if _, ok := call.(*ssa.Go); ok {
				continue
			}
			if ends, commit := r.endsScope(probe, call); ends && !r.begunHere(fn, call) {
				s.Ends = append(s.Ends, End{Param: i, Commit: commit})
			}
		}
	}
}

// begunHere reports whether call ends a transaction that fn itself began.
func (r *Result) begunHere(fn *ssa.Function, call ssa.CallInstruction) bool {
	for _, sc := range r.byFn[fn] {
		if sc.Kind == Manual {
			if ends, _ := r.endsScope(sc, call); ends {
				return true
			}
		}
	}
	return false
}

// summarizeRuns finds the function parameters that fn calls, itself, in its
// closures or through callees.
func (r *Result) summarizeRuns(fn *ssa.Function, s *Summary) {
	for f := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(f) {
			c := call.Common()
			if _, ok := c.Value.(*ssa.Builtin); ok {
				continue
			}
			if !c.IsInvoke() && c.StaticCallee() == nil {
				r.calledParam(fn, call, c.Value, s)
				r.calledField(call, c.Value)
			}
			if c.IsInvoke() && c.Method.Name() == "ServeHTTP" {
				r.calledParam(fn, call, c.Value, s)
			}
			for _, run := range r.Runs(call) {
				if arg := ssaform.Argument(c, run.Param); arg != nil && !run.Curried {
					r.passedParam(fn, call, arg, run, s)
				}
			}
		}
	}
}

// calledParam records a run when v, which call calls, is a parameter of fn or
// of the function that fn returns.
func (r *Result) calledParam(fn *ssa.Function, call ssa.CallInstruction, v ssa.Value, s *Summary) {
	for _, o := range r.Origins(v) {
		param, curried, ok := runnable(fn, o)
		if !ok {
			continue
		}
		_, spawned := call.(*ssa.Go)
		_, deferred := call.(*ssa.Defer)
		run := Run{Param: param, Path: o.Path, Curried: curried, Spawned: spawned}
		if sites := r.Inside(call); len(sites) > 0 && !spawned {
			sc := sites[0].Scope
			run.InTx = true
			run.ReadOnly = sc.ReadOnly
			run.From = r.refs(fn, sc.From)
			for i, arg := range call.Common().Args {
				if r.Carries(sc, arg) {
					run.TxArgs = append(run.TxArgs, i)
					run.From = append(run.From, r.refs(fn, r.rebound(sc, arg))...)
				}
			}
			run.Retries = sc.Retries || inLoop(sites[0].At) && (sc.Begin == nil || sc.Begin.Parent() != sites[0].At.Parent() || inLoop(sc.Begin))
		} else if deferred || curried || !r.runsIn(fn, call.Parent()) || r.keeps(fn, o) {
			// Called later, by whoever calls the closure around it. What is
			// kept on one path and called at once on another is an
			// after-commit hook that finds no transaction.
			continue
		} else {
			run.Retries = inLoop(call)
		}
		s.Runs = append(s.Runs, run)
	}
}

// rebound returns the handles that arg, a copy of some object, has replaced by
// that of sc: in the object they are what sc was begun for.
//
//	bound := *r
//	bound.q = tx
//	return fn(ctx, &bound)
func (r *Result) rebound(sc *Scope, arg ssa.Value) []Origin {
	var out []Origin
	for _, o := range r.Origins(arg) {
		switch o.Kind {
		case FromVar:
			stores := r.storesOf(o.Root.(*ssa.Alloc))
			for _, whole := range stores {
				if whole.path != "" {
					continue
				}
				for _, field := range stores {
					if field.path != "" && r.Carries(sc, field.val) {
						out = append(out, extend(r.Origins(whole.val), field.path)...)
					}
				}
			}
		case FromCall:
			call := o.Root.(*ssa.Call)
			s := r.summaryOf(call.Common())
			if s == nil {
				continue
			}
			for _, whole := range s.Flows {
				if whole.Result != o.K || whole.Path != "" || whole.From.Kind != OfParam {
					continue
				}
				for _, field := range s.Flows {
					if field.Result == o.K && field.Path != "" && r.AnyCarries(sc, r.Resolve(call, field.From)) {
						out = append(out, extend(r.Resolve(call, whole.From), field.Path)...)
					}
				}
			}
		}
	}
	return out
}

// runsIn reports whether the closure f is run before fn, which it stands in,
// returns.
func (r *Result) runsIn(fn, f *ssa.Function) bool {
	for depth := 0; f != fn; depth++ {
		callers := r.callers[f]
		if len(callers) == 0 || depth > 8 {
			return false
		}
		f = callers[0].Parent()
	}
	return true
}

// keeps reports whether fn stores the function o where it outlives the call.
func (r *Result) keeps(fn *ssa.Function, o Origin) bool {
	is := func(v ssa.Value) bool { return slices.Contains(r.Origins(v), o) }
	for f := range ssaform.Tree(fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					switch instr.Addr.(type) {
					case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
						if is(instr.Val) {
							return true
						}
					}
				case *ssa.Send:
					if is(instr.X) {
						return true
					}
				case *ssa.MapUpdate:
					if is(instr.Value) {
						return true
					}
				}
			}
		}
	}
	return false
}

// runnable reports which parameter of fn holds the function o, as its value or
// in a field that the caller sets. What fields of a receiver hold was put there
// elsewhere.
func runnable(fn *ssa.Function, o Origin) (param int, curried, ok bool) {
	if o.Kind != FromParam || strings.Contains(o.Path, "[]") {
		return 0, false, false
	}
	param, curried = paramIndex(fn, o.Root.(*ssa.Parameter))
	receiver := param == 0 && !curried && fn.Signature.Recv() != nil
	return param, curried, param >= 0 && (o.Path == "" || !receiver)
}

// paramIndex returns which parameter of fn p is; curried, when it is one of a
// closure that fn returns.
func paramIndex(fn *ssa.Function, p *ssa.Parameter) (index int, curried bool) {
	if i := slices.Index(fn.Params, p); i >= 0 {
		return i, false
	}
	owner := p.Parent()
	if owner.Parent() != fn {
		return -1, false
	}
	for ret := range returns(fn) {
		for _, v := range ret.Results {
			if mc, ok := unwrap(v).(*ssa.MakeClosure); ok && mc.Fn == owner {
				return slices.Index(owner.Params, p), true
			}
		}
	}
	return -1, false
}

func unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// passedParam records a run when arg, which the callee runs, is a parameter
// of fn.
func (r *Result) passedParam(fn *ssa.Function, call ssa.CallInstruction, arg ssa.Value, inner Run, s *Summary) {
	for _, o := range r.Origins(arg) {
		param, curried, ok := runnable(fn, o)
		if !ok {
			continue
		}
		run := inner
		run.Param, run.Path, run.Curried = param, o.Path+inner.Path, curried
		run.From = nil
		if inner.InTx {
			for _, ref := range inner.From {
				run.From = append(run.From, r.refs(fn, r.Resolve(call, ref))...)
			}
		} else if sites := r.Inside(call); len(sites) > 0 && !inner.AfterCommit {
			sc := sites[0].Scope
			run.InTx, run.ReadOnly, run.From = true, sc.ReadOnly, r.refs(fn, sc.From)
		} else if !inner.AfterCommit && !r.runsIn(fn, call.Parent()) {
			continue
		}
		run.Retries = run.Retries || inLoop(call)
		s.Runs = append(s.Runs, run)
	}
}

// inLoop reports whether control can come back to instr.
func inLoop(instr ssa.Instruction) bool {
	start := instr.Block()
	seen := map[*ssa.BasicBlock]bool{}
	work := slices.Clone(start.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == start {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}

// calledField notes a func-typed field, or a slice of funcs in a field, that
// is called inside a transaction.
func (r *Result) calledField(call ssa.CallInstruction, v ssa.Value) {
	field := fieldOf(v, 0)
	if field == nil {
		return
	}
	sites := r.Inside(call)
	if len(sites) == 0 {
		return
	}
	run := Run{InTx: true, ReadOnly: sites[0].Scope.ReadOnly}
	for i, arg := range call.Common().Args {
		if r.Carries(sites[0].Scope, arg) {
			run.TxArgs = append(run.TxArgs, i)
		}
	}
	r.fieldRuns[field] = run
}

// fieldOf returns the struct field that v was read from, through indexing and
// ranging.
func fieldOf(v ssa.Value, depth int) *types.Var {
	if depth > 8 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return fieldOf(v.X, depth+1)
	case *ssa.FieldAddr:
		return structField(v.X.Type(), v.Field)
	case *ssa.Field:
		return structField(v.X.Type(), v.Field)
	case *ssa.IndexAddr:
		return fieldOf(v.X, depth+1)
	case *ssa.Index:
		return fieldOf(v.X, depth+1)
	case *ssa.Lookup:
		return fieldOf(v.X, depth+1)
	case *ssa.Extract:
		if next, ok := v.Tuple.(*ssa.Next); ok {
			if rng, ok := next.Iter.(*ssa.Range); ok {
				return fieldOf(rng.X, depth+1)
			}
		}
	}
	return nil
}

func structField(t types.Type, i int) *types.Var {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		return s.Field(i).Origin()
	}
	return nil
}

// callbackFields returns the closures of this package that are stored to
// fields whose functions run inside a transaction, directly or through a
// method that keeps its parameter there.
func (r *Result) callbackFields() map[*ssa.Function]Run {
	out := map[*ssa.Function]Run{}
	keepers := map[*types.Func]map[int]Run{} // own functions that store a parameter
	note := func(fn *ssa.Function, v ssa.Value, run Run) {
		for _, o := range r.elements(v, 0) {
			switch o.Kind {
			case FromFunc:
				if mc, ok := o.Root.(*ssa.MakeClosure); ok && mc.Fn.(*ssa.Function).Synthetic == "" {
					out[mc.Fn.(*ssa.Function)] = run
				} else if f, ok := o.Root.(*ssa.Function); ok && f.Parent() != nil {
					out[f] = run
				}
			case FromParam:
				if obj := ssaform.FuncOf(fn); obj != nil {
					if i := slices.Index(fn.Params, o.Root.(*ssa.Parameter)); i >= 0 {
						if keepers[obj] == nil {
							keepers[obj] = map[int]Run{}
						}
						keepers[obj][i] = run
					}
				}
			}
		}
	}
	for _, fn := range r.Funcs {
		for f := range ssaform.Tree(fn) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					st, ok := instr.(*ssa.Store)
					if !ok {
						continue
					}
					addr, ok := st.Addr.(*ssa.FieldAddr)
					if !ok {
						continue
					}
					if run, ok := r.fieldRun(structField(addr.X.Type(), addr.Field)); ok {
						note(fn, st.Val, run)
					}
				}
			}
		}
	}
	if len(keepers) > 0 {
		for obj, params := range keepers {
			s := r.summaries[obj]
			if s == nil {
				s = &Summary{}
			}
			for i, run := range params {
				run.Param = i
				s.Runs = append(s.Runs, run)
			}
			s.normalize()
			r.summaries[obj] = s
		}
		for _, fn := range r.Funcs {
			for f := range ssaform.Tree(fn) {
				for call := range ssaform.Calls(f) {
					for _, a := range r.Activations(call) {
						if obj := ssaform.Callee(call.Common()); keepers[obj] != nil && a.Run.InTx && a.Fn.Parent() != nil {
							out[a.Fn] = a.Run
						}
					}
				}
			}
		}
	}
	return out
}

func (r *Result) fieldRun(field *types.Var) (Run, bool) {
	if field == nil {
		return Run{}, false
	}
	if run, ok := r.fieldRuns[field]; ok {
		return run, run.InTx
	}
	for _, d := range r.directives.Of(field) {
		if d.Verb == directive.RunsInTx {
			return Run{InTx: true}, true
		}
	}
	if field.Pkg() != nil && field.Pkg() != r.pass.Pkg {
		var fact FieldRun
		if r.pass.ImportObjectFact(field, &fact) {
			return fact.Run, true
		}
	}
	return Run{}, false
}

// elements returns where v, or the elements of the slice v, come from.
func (r *Result) elements(v ssa.Value, depth int) []Origin {
	if depth > 4 {
		return nil
	}
	if call, ok := v.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			var out []Origin
			for _, arg := range call.Call.Args {
				out = append(out, r.elements(arg, depth+1)...)
			}
			return out
		}
	}
	var out []Origin
	for _, o := range r.Origins(v) {
		if o.Kind == FromVar {
			o.Path += ".[]"
			out = append(out, r.loadOne(o)...)
		} else {
			out = append(out, o)
		}
	}
	return out
}
