// Package tracked follows the values that an ORM filled from rows: where they
// were loaded and with which associations, what became of the arrays and keys
// in them, which rows were deleted behind their back, and where they are
// written back with all that they hold.
//
// Each declared function, with the closures in it, is a [Unit] of events. What
// a function does with its parameters and results is its [Summary], a fact;
// summaries are computed bottom-up within a package, to a fixpoint. A call of
// a function that has one is as many events.
//
// Places are may-analysis: a value may be kept at each of its places. Whether
// an association was loaded is must-analysis but where an event says Maybe.
// The order of events is that of the control flow.
package tracked

import (
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer follows the values of a package; its result is a *[Result], nil for
// a package that fills none from rows.
var Analyzer = &analysis.Analyzer{
	Name:       "tracked",
	Doc:        "follow the values that an ORM loaded to where they are persisted",
	Run:        run,
	Requires:   []*analysis.Analyzer{reach.Analyzer, ssaform.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Summary)},
}

// A Result is what a package does with values.
type Result struct {
	// Units are the declared functions, in source order.
	Units []*Unit

	pass *analysis.Pass
	form *ssaform.Form

	stores    map[ssa.Value][]store
	summaries map[*types.Func]*Summary
	imported  map[*types.Func]*Summary
	places    map[ssa.Value][]Place

	mu sync.Mutex
}

// Lock guards the memos of r: the analyzers that ask it run at the same time.
// Each holds the lock while it runs, and calls the result at its end.
func (r *Result) Lock() (unlock func()) {
	r.mu.Lock()
	return r.mu.Unlock
}

// maxRounds bounds the fixpoint: recursion through more functions than this is
// not followed further.
const maxRounds = 4

func run(pass *analysis.Pass) (any, error) {
	if !pass.ResultOf[reach.Analyzer].(reach.Result).Fills {
		return (*Result)(nil), nil
	}
	r := &Result{
		pass:      pass,
		form:      pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		stores:    map[ssa.Value][]store{},
		summaries: map[*types.Func]*Summary{},
	}
	r.form.Build()
	for _, fn := range r.form.Funcs {
		for f := range ssaform.Tree(fn) {
			r.indexStores(f)
		}
	}
	r.solve()
	for _, fn := range r.form.Funcs {
		if obj := ssaform.FuncOf(fn); obj != nil {
			if s := r.summaries[obj]; s != nil {
				pass.ExportObjectFact(obj, s)
			}
		}
	}
	for m := range r.form.InterfaceMethods() {
		if s := r.summaryOf(m); s != nil {
			pass.ExportObjectFact(m, s)
		}
	}
	return r, nil
}

// solve computes summaries until they no longer change, callees first, and
// then the units.
func (r *Result) solve() {
	order := r.form.Postorder()
	for range maxRounds {
		r.reset()
		changed := false
		for _, fn := range order {
			obj := ssaform.FuncOf(fn)
			s := r.summarize(r.unit(fn))
			if !reflect.DeepEqual(r.summaries[obj], s) {
				changed = true
				r.summaries[obj] = s
			}
		}
		if !changed {
			break
		}
	}
	r.reset()
	r.settle()
	for _, fn := range r.form.Funcs {
		r.Units = append(r.Units, r.unit(fn))
	}
}

// settle asks for the places of all values, in source order. Where values depend
// on each other in a cycle, the answer depends on which is asked for first, and
// rules ask at the same time; this way it is always the same.
func (r *Result) settle() {
	for _, fn := range r.form.Funcs {
		for f := range ssaform.Tree(fn) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					if v, ok := instr.(ssa.Value); ok {
						r.Places(v)
					}
				}
			}
		}
	}
}

func (r *Result) reset() {
	r.imported = map[*types.Func]*Summary{}
	r.places = map[ssa.Value][]Place{}
}

// SummaryOf returns what the callee of c does with values, or nil.
func (r *Result) SummaryOf(c *ssa.CallCommon) *Summary {
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil
	}
	if c.IsInvoke() {
		if m, ok := ssaform.ConcreteMethod(c); ok {
			fn = m
		}
	}
	return r.summaryOf(fn)
}

func (r *Result) summaryOf(fn *types.Func) *Summary {
	if fn.Pkg() == r.pass.Pkg && !ssaform.IsInterfaceMethod(fn) {
		return r.summaries[fn]
	}
	if s, ok := r.imported[fn]; ok {
		return s
	}
	r.imported[fn] = nil // cuts cycles
	var s *Summary
	var fact Summary
	if fn.Pkg() != r.pass.Pkg && r.pass.ImportObjectFact(fn, &fact) {
		s = &fact
	}
	if ssaform.IsInterfaceMethod(fn) {
		for i, impl := range r.form.Implementations(fn) {
			own := r.summaryOf(impl)
			if i == 0 && s == nil {
				s = own
			} else {
				s = meet(s, own)
			}
			if s == nil {
				break
			}
		}
	}
	r.imported[fn] = s
	return s
}
