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
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer computes the transaction scopes of a package; its result is a
// *[Result], nil for a package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name:       "txscope",
	Doc:        "find what runs between begin and commit of a transaction",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer, reach.Analyzer, ssaform.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Summary), new(FieldRun)},
}

// A FieldRun is the fact about a func-typed field, or a slice of funcs, whose
// elements run inside a transaction.
type FieldRun struct{ Run Run }

func (*FieldRun) AFact() {}

func (f *FieldRun) String() string { return "runsintx" }

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
	form       *ssaform.Form
	directives *directive.Set
	known      *knowledge.View
	reached    map[string]bool // the direct imports that can have facts
	byFn       map[*ssa.Function][]*Scope
	callers    map[*ssa.Function][]ssa.CallInstruction // that activate a closure
	fieldRuns  map[*types.Var]Run
	bindings   map[*ssa.Parameter][]ssa.Value

	// Memos of one round of the fixpoint.
	summaries map[*types.Func]*Summary
	imported  map[*types.Func]*Summary
	libs      map[*types.Func]libAnswer
	origins   map[ssa.Value][]Origin
	taints    map[ssa.Value]map[ssa.Value]bool
	stores    map[*ssa.Alloc][]store
	holders   map[types.Type]bool
	closing   map[*ssa.Function]bool
	loads     map[Origin][]Origin
	alwaysTx  map[*ssa.Parameter]bool

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
	form := pass.ResultOf[ssaform.Analyzer].(*ssaform.Form)
	form.Build()
	r := &Result{
		Funcs:      form.Funcs,
		Postorder:  form.Postorder(),
		pass:       pass,
		form:       form,
		directives: pass.ResultOf[directive.Analyzer].(*directive.Set),
		known:      pass.ResultOf[directive.Analyzer].(*directive.Set).Known(),
		reached:    reached.Imports,
		summaries:  map[*types.Func]*Summary{},
		libs:       map[*types.Func]libAnswer{},
		stores:     map[*ssa.Alloc][]store{},
		holders:    map[types.Type]bool{},
		fieldRuns:  map[*types.Var]Run{},
		alwaysTx:   map[*ssa.Parameter]bool{},
	}
	r.solve()
	r.export()
	return r, nil
}

// solve computes summaries until they no longer change, callees first, and
// then the scopes.
func (r *Result) solve() {
	r.bind()
	for range maxRounds {
		r.reset()
		changed := false
		for _, fn := range r.Postorder {
			obj := ssaform.FuncOf(fn)
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

// bind notes what the parameters of closures are that are called where the
// argument can be seen: called by the function that made them, or by a library
// function that hands them a handle derived from its own.
func (r *Result) bind() {
	r.reset()
	r.bindings = map[*ssa.Parameter][]ssa.Value{}
	for _, fn := range r.Funcs {
		for f := range ssaform.Tree(fn) {
			for call := range ssaform.Calls(f) {
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
						on := ssaform.Operand(c, lib.On)
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
	callbacks := r.callbackFields()
	for _, fn := range r.Funcs {
		for f := range ssaform.Tree(fn) {
			if run, ok := callbacks[f]; ok {
				r.addCallback(f, nil, run, r.byFn)
			}
		}
	}
	for _, fn := range r.Funcs {
		for f := range ssaform.Tree(fn) {
			r.Scopes = append(r.Scopes, r.byFn[f]...)
		}
	}
}

// treeScopes adds the scopes in fn and its closures to byFn, and notes which
// call activates which closure.
func (r *Result) treeScopes(fn *ssa.Function, byFn map[*ssa.Function][]*Scope) {
	for f := range ssaform.Tree(fn) {
		scopes := r.functionScopes(f)
		byFn[f] = append(byFn[f], scopes...)
		for _, s := range scopes {
			r.deferredCommits(s, byFn)
		}
	}
	for f := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(f) {
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
	for call := range ssaform.Calls(s.Fn) {
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

// export writes the facts.
func (r *Result) export() {
	for _, fn := range r.Funcs {
		if obj := ssaform.FuncOf(fn); obj != nil {
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
	for m := range r.form.InterfaceMethods() {
		if s := r.SummaryOf(m); s != nil && !s.empty() {
			r.pass.ExportObjectFact(m, s)
		}
	}
}
