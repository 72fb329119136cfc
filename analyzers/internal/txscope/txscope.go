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
	alwaysTx  map[*ssa.Parameter]bool

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
		alwaysTx:   map[*ssa.Parameter]bool{},
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
			obj := FuncOf(fn)
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
		if obj := FuncOf(fn); obj != nil {
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
		if FuncOf(fn) != nil {
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
						on := Operand(c, lib.On)
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

// export writes the facts.
func (r *Result) export() {
	for _, fn := range r.Funcs {
		if obj := FuncOf(fn); obj != nil {
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
