// Package txscope finds what runs between begin and commit of a database
// transaction, and by which handle.
//
// Service code rarely calls Begin. It calls a wrapper that the project wrote,
// which calls another. So every function gets a [Summary], a fact: which
// parameters it runs inside a transaction (a runner), which results hold a
// transaction that it opened (a beginner), which parameters' transaction it
// ends, and which results are parameters, fields of them or what a context
// carries. Summaries are computed bottom-up within a package, to a fixpoint,
// and travel across packages as facts.
//
// All of it is may-analysis, and flow-insensitive but for the regions in which
// a transaction is open. What can't be followed is [Opaque], which the rules
// take as a reason to be silent.
package txscope

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/reach"
)

// Analyzer computes the transaction scopes of a package; its result is a
// *[Result], nil for a package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name:       "txscope",
	Doc:        "find what runs between begin and commit of a transaction",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer, reach.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Summary), new(FieldRun)},
}

// A FieldRun is the fact about a func-typed field, or a slice of funcs, whose
// elements run inside a transaction.
type FieldRun struct{ Run Run }

func (*FieldRun) AFact() {}

func (f *FieldRun) String() string { return "runsintx" }

// An Activation is a closure, or declared function, that a call runs before
// it returns, or starts in a goroutine.
type Activation struct {
	Fn  *ssa.Function
	Run Run
	// Passed says that the callee calls it, not the call itself.
	Passed bool
}

// A Result holds the transaction scopes of one package and answers what its
// values are.
type Result struct {
	// Funcs are the package's declared functions, in source order, without
	// test files.
	Funcs []*ssa.Function
	// Postorder are the same, callees first where possible.
	Postorder []*ssa.Function
	// Scopes are all scopes, in source order.
	Scopes []*Scope

	pass       *analysis.Pass
	directives *directive.Set
	reached    map[string]bool // the direct imports that can have facts
	closures   map[*ssa.Function]*ssa.MakeClosure
	byFn       map[*ssa.Function][]*Scope
	callers    map[*ssa.Function][]ssa.CallInstruction // that activate a closure
	fieldRuns  map[*types.Var]Run
	bindings   map[*ssa.Parameter][]ssa.Value
	msets      typeutil.MethodSetCache

	// Memos of one round of the fixpoint.
	summaries map[*types.Func]*Summary
	imported  map[*types.Func]*Summary
	libs      map[*types.Func]libAnswer
	impls     map[*types.Func][]*types.Func
	byMethod  map[string][]*types.Named
	origins   map[ssa.Value][]Origin
	taints    map[ssa.Value]map[ssa.Value]bool
	stores    map[*ssa.Alloc][]store
	closing   map[*ssa.Function]bool
	loads     map[Origin][]Origin

	exprs map[token.Pos]*ast.CallExpr // by left parenthesis

	mu sync.Mutex
}

// Lock guards the memos of r: the analyzers that ask it run at the same time.
// Each holds the lock while it runs, and calls the result at its end.
func (r *Result) Lock() (unlock func()) {
	r.mu.Lock()
	return r.mu.Unlock
}

// maxRounds bounds the fixpoint: recursion through more wrappers than this is
// not followed further.
const maxRounds = 6

func run(pass *analysis.Pass) (any, error) {
	reached := pass.ResultOf[reach.Analyzer].(reach.Result)
	if !reached.Matters {
		return (*Result)(nil), nil
	}
	r := &Result{
		pass:       pass,
		directives: pass.ResultOf[directive.Analyzer].(*directive.Set),
		reached:    reached.Imports,
		closures:   map[*ssa.Function]*ssa.MakeClosure{},
		summaries:  map[*types.Func]*Summary{},
		libs:       map[*types.Func]libAnswer{},
		impls:      map[*types.Func][]*types.Func{},
		stores:     map[*ssa.Alloc][]store{},
		fieldRuns:  map[*types.Var]Run{},
	}
	r.build()
	r.solve()
	r.export()
	return r, nil
}

// build makes the SSA form of the package, without that of its imports.
func (r *Result) build() {
	prog := ssa.NewProgram(r.pass.Fset, 0)
	prog.SetNoReturn(neverReturns)
	for _, imp := range r.pass.Pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	pkg := prog.CreatePackage(r.pass.Pkg, r.pass.Files, r.pass.TypesInfo, false)
	pkg.Build()
	for _, file := range r.pass.Files {
		if firstparty.SkipFile(r.pass, file) {
			continue
		}
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok {
				if obj, ok := r.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					if fn := prog.FuncValue(obj); fn != nil && len(fn.Blocks) > 0 {
						r.Funcs = append(r.Funcs, fn)
					}
				}
			}
		}
	}
	for _, fn := range r.Funcs {
		for f := range tree(fn) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					if mc, ok := instr.(*ssa.MakeClosure); ok {
						r.closures[mc.Fn.(*ssa.Function)] = mc
					}
				}
			}
		}
	}
}

func neverReturns(fn *types.Func) bool {
	switch fn.FullName() {
	case "os.Exit", "runtime.Goexit", "log.Fatal", "log.Fatalf", "log.Fatalln":
		return true
	}
	return false
}

// tree yields fn and the closures in it, outermost first.
func tree(fn *ssa.Function) iter.Seq[*ssa.Function] {
	var walk func(f *ssa.Function, yield func(*ssa.Function) bool) bool
	walk = func(f *ssa.Function, yield func(*ssa.Function) bool) bool {
		if !yield(f) {
			return false
		}
		for _, a := range f.AnonFuncs {
			if !walk(a, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(*ssa.Function) bool) { walk(fn, yield) }
}

func calls(fn *ssa.Function) iter.Seq[ssa.CallInstruction] {
	return func(yield func(ssa.CallInstruction) bool) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok && !yield(call) {
					return
				}
			}
		}
	}
}

// solve computes summaries until they no longer change, callees first, and
// then the scopes.
func (r *Result) solve() {
	r.Postorder = r.postorder()
	r.bind()
	for range maxRounds {
		r.reset()
		changed := false
		for _, fn := range r.Postorder {
			obj := declared(fn)
			s := r.summarize(fn, obj)
			if old := r.summaries[obj]; old == nil && s != nil || old != nil && (s == nil || !old.equal(s)) {
				changed = true
				r.summaries[obj] = s
			}
		}
		if !changed {
			break
		}
	}
	r.reset()
	r.scopes()
	r.settle()
}

// settle asks for all that the rules may ask, in source order. Where values
// depend on each other in a cycle, the answer depends on which is asked for
// first; this way it is always the same.
func (r *Result) settle() {
	for call := range r.Calls() {
		c := call.Common()
		r.Taint(c.Value)
		for _, arg := range c.Args {
			r.Taint(arg)
		}
	}
}

func (r *Result) reset() {
	r.imported = map[*types.Func]*Summary{}
	r.origins = map[ssa.Value][]Origin{}
	r.loads = map[Origin][]Origin{}
	r.taints = map[ssa.Value]map[ssa.Value]bool{}
	r.closing = map[*ssa.Function]bool{}
	r.byFn = nil
	r.callers = map[*ssa.Function][]ssa.CallInstruction{}
}

// postorder returns the functions, callees before callers where possible.
func (r *Result) postorder() []*ssa.Function {
	own := map[*types.Func]*ssa.Function{}
	for _, fn := range r.Funcs {
		if obj := declared(fn); obj != nil {
			own[obj] = fn
		}
	}
	var order []*ssa.Function
	seen := map[*ssa.Function]bool{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		for f := range tree(fn) {
			for call := range calls(f) {
				if obj := Callee(call.Common()); obj != nil && own[obj] != nil {
					visit(own[obj])
				}
			}
		}
		order = append(order, fn)
	}
	for _, fn := range r.Funcs {
		if declared(fn) != nil {
			visit(fn)
		}
	}
	return order
}

// bind notes what the parameters of closures are that are called where the
// argument can be seen: called by the function that made them, or by a library
// function that hands them a handle derived from its own.
func (r *Result) bind() {
	r.reset()
	r.bindings = map[*ssa.Parameter][]ssa.Value{}
	for _, fn := range r.Funcs {
		for f := range tree(fn) {
			for call := range calls(f) {
				c := call.Common()
				lib, isLib := r.library(c)
				for _, a := range r.Activations(call) {
					if a.Fn.Parent() == nil || isWrapper(a.Fn) {
						continue
					}
					switch {
					case !a.Passed:
						for i, p := range a.Fn.Params {
							if i < len(c.Args) {
								r.bindings[p] = append(r.bindings[p], c.Args[i])
							}
						}
					case isLib && lib.Role != knowledge.Run:
						on := operand(c, lib.On)
						for _, ref := range []knowledge.Ref{lib.FnTx, lib.FnCtx} {
							if i, ok := ref.AsParam(); ok && on != nil && i < len(a.Fn.Params) {
								r.bindings[a.Fn.Params[i]] = append(r.bindings[a.Fn.Params[i]], on)
							}
						}
					}
				}
			}
		}
	}
}

// scopes computes all scopes of the package.
func (r *Result) scopes() {
	r.byFn = map[*ssa.Function][]*Scope{}
	for _, fn := range r.Funcs {
		r.treeScopes(fn, r.byFn)
	}
	for fn, run := range r.callbackFields() {
		r.addCallback(fn, nil, run, r.byFn)
	}
	for _, fn := range r.Funcs {
		for f := range tree(fn) {
			r.Scopes = append(r.Scopes, r.byFn[f]...)
		}
	}
}

// treeScopes adds the scopes in fn and its closures to byFn, and notes which
// call activates which closure.
func (r *Result) treeScopes(fn *ssa.Function, byFn map[*ssa.Function][]*Scope) {
	for f := range tree(fn) {
		scopes := r.functionScopes(f)
		byFn[f] = append(byFn[f], scopes...)
		for _, s := range scopes {
			r.deferredCommits(s, byFn)
		}
	}
	for f := range tree(fn) {
		for call := range calls(f) {
			for _, a := range r.Activations(call) {
				if a.Fn.Parent() == nil || len(a.Fn.Blocks) == 0 {
					continue // declared functions have callers of their own
				}
				if a.Run.InTx {
					r.addCallback(a.Fn, call, a.Run, byFn)
				}
				if !slices.Contains(r.callers[a.Fn], call) {
					r.callers[a.Fn] = append(r.callers[a.Fn], call)
				}
			}
		}
	}
}

// deferredCommits adds the closures that s.Fn defers and that commit s: up to
// the commit they are inside.
func (r *Result) deferredCommits(s *Scope, byFn map[*ssa.Function][]*Scope) {
	if s.Kind != Manual || !s.deferredEnd {
		return
	}
	for call := range calls(s.Fn) {
		d, ok := call.(*ssa.Defer)
		if !ok {
			continue
		}
		mc, ok := d.Call.Value.(*ssa.MakeClosure)
		if !ok || isWrapper(mc.Fn.(*ssa.Function)) {
			continue
		}
		if _, commits := r.closureEnds(s, mc); commits {
			inner := *s
			inner.Fn = mc.Fn.(*ssa.Function)
			inner.deferredEnd = false
			r.region(&inner)
			byFn[inner.Fn] = append(byFn[inner.Fn], &inner)
		}
	}
}

func (r *Result) addCallback(fn *ssa.Function, call ssa.CallInstruction, run Run, byFn map[*ssa.Function][]*Scope) {
	s := &Scope{Kind: Callback, Fn: fn, Begin: call, ReadOnly: run.ReadOnly, Retries: run.Retries, Roots: map[ssa.Value]bool{}}
	for _, i := range run.TxArgs {
		if i < len(fn.Params) {
			s.Roots[fn.Params[i]] = true
		}
	}
	if call != nil {
		for _, ref := range run.From {
			s.From = append(s.From, r.Resolve(call, ref)...)
		}
		for _, arg := range call.Common().Args {
			if isContext(arg.Type()) {
				s.Outer = append(s.Outer, r.Origins(arg)...)
			}
		}
	}
	r.region(s)
	byFn[fn] = append(byFn[fn], s)
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
		if arg := argument(c, run.Param); arg != nil {
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
				if arg := argument(c, run.Param); arg != nil {
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
			run.ReadOnly = f.ReadOnly || r.readOnlyOptions(operand(c, f.Opts))
			if on := operand(c, f.On); on != nil && knowledge.KindOf(on.Type()) == knowledge.Tx {
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

// Inside returns the scopes that are open where call executes, innermost
// first, each with the instruction of the scope's own function through which
// call runs.
func (r *Result) Inside(instr ssa.Instruction) []Site {
	var out []Site
	seen := map[*ssa.Function]bool{}
	var walk func(instr ssa.Instruction)
	walk = func(instr ssa.Instruction) {
		fn := instr.Parent()
		if seen[fn] {
			return
		}
		seen[fn] = true
		for _, s := range slices.Backward(r.byFn[fn]) {
			if s.OpenAt(instr) {
				out = append(out, Site{s, instr})
			}
		}
		for _, call := range r.callers[fn] {
			walk(call)
		}
	}
	walk(instr)
	return out
}

// A Site is a scope and the instruction in the scope's function at which
// something inside happens.
type Site struct {
	Scope *Scope
	At    ssa.Instruction
}

// Body returns the calls in fn and in the closures that it runs or defers.
func (r *Result) Body(fn *ssa.Function) []ssa.CallInstruction {
	var out []ssa.CallInstruction
	for f := range tree(fn) {
		if f != fn && len(r.callers[f]) == 0 && !r.deferred(f) {
			continue // stored, returned or passed to a function that isn't known to call it
		}
		for call := range calls(f) {
			out = append(out, call)
		}
	}
	return out
}

// deferred reports whether the closure f is what a defer statement calls.
func (r *Result) deferred(f *ssa.Function) bool {
	mc := r.closures[f]
	if mc == nil {
		return false
	}
	for _, ref := range *mc.Referrers() {
		if d, ok := ref.(*ssa.Defer); ok && d.Call.Value == mc {
			return true
		}
	}
	return false
}

// Ref returns what callers of the declared function fn see of o.
func (r *Result) Ref(fn *ssa.Function, o Origin) (Ref, bool) { return r.ref(fn, o) }

// Operand returns the operand of c that a table's ref names.
func Operand(c *ssa.CallCommon, ref knowledge.Ref) ssa.Value { return operand(c, ref) }

// Argument returns the i-th argument of c, the receiver being 0.
func Argument(c *ssa.CallCommon, i int) ssa.Value { return argument(c, i) }

// FuncOf returns the declared function that fn is or wraps, or nil.
func FuncOf(fn *ssa.Function) *types.Func { return declared(fn) }

// export writes the facts.
func (r *Result) export() {
	for _, fn := range r.Funcs {
		if obj := declared(fn); obj != nil {
			if s := r.summaries[obj]; s != nil && !s.empty() {
				r.pass.ExportObjectFact(obj, s)
			}
		}
	}
	for field, run := range r.fieldRuns {
		if field.Pkg() == r.pass.Pkg && run.InTx {
			r.pass.ExportObjectFact(field, &FieldRun{run})
		}
	}
	for m := range r.InterfaceMethods() {
		if s := r.SummaryOf(m); s != nil && !s.empty() {
			r.pass.ExportObjectFact(m, s)
		}
	}
}

// InterfaceMethods yields the methods that the package's named interfaces
// declare, in order of the interfaces' names.
func (r *Result) InterfaceMethods() iter.Seq[*types.Func] {
	return func(yield func(*types.Func) bool) {
		for _, name := range r.pass.Pkg.Scope().Names() {
			tn, ok := r.pass.Pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || tn.IsAlias() || !types.IsInterface(tn.Type()) {
				continue
			}
			for m := range tn.Type().Underlying().(*types.Interface).ExplicitMethods() {
				if m.Pkg() != r.pass.Pkg {
					continue // type T other.Interface
				}
				test := strings.HasSuffix(r.pass.Fset.Position(m.Pos()).Filename, "_test.go")
				if (!test || firstparty.Tests) && !yield(m) {
					return
				}
			}
		}
	}
}

// IsHandle reports whether v may be a transaction's handle, and is not the
// nil that stands for none.
func (r *Result) IsHandle(v ssa.Value) bool {
	for _, o := range r.Origins(v) {
		switch {
		case o.Kind == FromLiteral:
		case o.Kind == FromBegin, r.HandleKind(v.Type()) == knowledge.Tx, r.HandleKind(v.Type()) == knowledge.Either:
			return true
		case o.Root != nil && o.Path == "" && (r.HandleKind(o.Root.Type()) == knowledge.Tx || r.HandleKind(o.Root.Type()) == knowledge.Either):
			return true
		}
	}
	return false
}

// Stored returns what is stored to the field of the local variable o.
func (r *Result) Stored(o Origin, field string) []ssa.Value {
	var out []ssa.Value
	if a, ok := o.Root.(*ssa.Alloc); ok {
		for _, s := range r.storesOf(a) {
			if s.path == o.Path+"."+field {
				out = append(out, s.val)
			}
		}
	}
	return out
}

// Returned returns what fn returns as result k.
func (r *Result) Returned(fn *ssa.Function, k int) []ssa.Value {
	var out []ssa.Value
	for ret := range returns(fn) {
		out = append(out, ret.Results[k])
	}
	return out
}

// MaySucceedAfter reports whether fn may still return without an error after
// call, one of its own or of a closure in it.
func (r *Result) MaySucceedAfter(fn *ssa.Function, call ssa.Instruction) bool {
	for f := call.Parent(); f != fn; f = call.Parent() {
		callers := r.callers[f]
		if len(callers) == 0 {
			return true // deferred
		}
		if _, ok := call.(*ssa.Go); !ok && !(&Scope{Kind: Handed, Fn: f}).CommitReachable(call) {
			return false
		}
		call = callers[0]
		if call.Parent() == f {
			return true
		}
	}
	return (&Scope{Kind: Handed, Fn: fn}).CommitReachable(call)
}

// Calls yields the calls of all functions and closures, defers excepted, in
// source order of the functions.
func (r *Result) Calls() iter.Seq[ssa.CallInstruction] {
	return func(yield func(ssa.CallInstruction) bool) {
		for _, fn := range r.Funcs {
			for f := range tree(fn) {
				for call := range calls(f) {
					if _, ok := call.(*ssa.Defer); !ok && !yield(call) {
						return
					}
				}
			}
		}
	}
}

// HandedTo reports whether call passes the handle of s, or something that
// embeds it, other than in a context: what callees take out of contexts their
// summaries say.
func (r *Result) HandedTo(s *Scope, call ssa.CallInstruction) bool {
	return slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool {
		return !isContext(arg.Type()) && canHold(arg.Type(), 0) && r.Carries(s, arg)
	})
}

// CtxLookups returns what fn takes out of its context parameters that can be
// a handle.
func (r *Result) CtxLookups(fn *ssa.Function) []Ref {
	var out []Ref
	note := func(os []Origin) {
		for _, o := range os {
			if o.Kind == FromCtx {
				if ref, ok := r.ref(fn, o); ok {
					out = append(out, ref)
				}
			}
		}
	}
	for f := range tree(fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				switch v := instr.(type) {
				case *ssa.TypeAssert:
					if r.HandleKind(v.AssertedType) != knowledge.NoHandle {
						note(r.Origins(v.X))
					}
				case *ssa.Call:
					results := v.Common().Signature().Results()
					for k := range results.Len() {
						if r.HandleKind(results.At(k).Type()) != knowledge.NoHandle {
							note(r.callOrigins(v, k))
						}
					}
				}
			}
		}
	}
	sortRefs(&out)
	return out
}

// CtxArgs returns what the contexts carry that c is given.
func (r *Result) CtxArgs(c *ssa.CallCommon) []Origin {
	var out []Origin
	for _, arg := range c.Args {
		if isContext(arg.Type()) {
			out = append(out, r.ctxOrigins(arg)...)
		}
	}
	return out
}

// AlwaysTx reports whether o is a parameter for which every call in the
// package passes the handle of an open transaction.
func (r *Result) AlwaysTx(o Origin) bool {
	p, ok := o.Root.(*ssa.Parameter)
	if !ok || o.Path != "" || p.Parent().Parent() != nil {
		return false
	}
	i := slices.Index(p.Parent().Params, p)
	obj := declared(p.Parent())
	found := false
	for call := range r.Calls() {
		if Callee(call.Common()) != obj || slices.Contains(slices.Collect(tree(p.Parent())), call.Parent()) {
			continue // a recursive call passes on what it got
		}
		arg := argument(call.Common(), i)
		inside := arg != nil && slices.ContainsFunc(r.Inside(call), func(site Site) bool { return r.Carries(site.Scope, arg) })
		if !inside {
			return false
		}
		found = true
	}
	return found
}

// AnyCarries reports whether a value from one of the origins may be, or
// embed, the handle of s.
func (r *Result) AnyCarries(s *Scope, os []Origin) bool {
	for _, o := range os {
		t := map[ssa.Value]bool{}
		r.taintOrigin(o, t)
		for root := range t {
			if s.Roots[root] {
				return true
			}
		}
	}
	return false
}

// Name is how the source calls the value o: "s.db".
func Name(o Origin) string {
	path := strings.ReplaceAll(o.Path, ".[]", "[…]")
	switch {
	case o.Kind == FromGlobal:
		return o.Name[strings.LastIndexByte(o.Name, '.')+1:] + path
	case o.Kind == FromCall:
		if fn := Callee(o.Root.(*ssa.Call).Common()); fn != nil {
			return fn.Name() + "()" + path
		}
	case o.Kind == FromVar:
		if c := o.Root.(*ssa.Alloc).Comment; token.IsIdentifier(c) {
			return c + path
		}
	case o.Kind == FromCtx:
		return "the context " + o.Root.Name()
	case o.Root != nil && token.IsIdentifier(o.Root.Name()):
		return o.Root.Name() + path
	}
	return "another handle"
}

// Extent returns where a call stands in the source: from the selected method,
// where the calls of a chain are told apart, to the closing parenthesis.
func (r *Result) Extent(call ssa.CallInstruction) (pos, end token.Pos) {
	if r.exprs == nil {
		r.exprs = map[token.Pos]*ast.CallExpr{}
		for _, file := range r.pass.Files {
			for n := range ast.Preorder(file) {
				if e, ok := n.(*ast.CallExpr); ok {
					r.exprs[e.Lparen] = e
				}
			}
		}
	}
	e := r.exprs[call.Common().Pos()]
	if e == nil {
		return call.Pos(), token.NoPos
	}
	pos = e.Pos()
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && r.line(sel.X.Pos()) != r.line(sel.Sel.Pos()) {
		pos = sel.Sel.Pos()
	}
	return pos, e.End()
}

func (r *Result) line(pos token.Pos) int { return r.pass.Fset.Position(pos).Line }
