// Package chains finds out who shares a statement under construction.
//
// A value of a builder that shares (GORM's *DB once something was added to it)
// or mutates stands for a statement that each call changes, whatever variable
// holds the result. Two things follow. What a value seems to have, its
// history, is the chain of calls that led to it. What its statement has is all
// that was called before, on any value of that statement. A call that runs the
// statement is in conflict if another branch, outside its own history, has left
// something there that changes what it does.
//
// Both are may: a conflict is on some path of the control flow, for some of the
// values that a variable may hold. What isn't known, as a parameter or what a
// field holds, is taken for a handle that nothing was added to; a function that
// would be in conflict with itself if its parameter were shared says so in its
// summary, and is judged where a chain is handed to it.
package chains

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer finds out who shares a statement under construction; its result is a
// *[Result], nil for a package that builds none that are shared.
var Analyzer = &analysis.Analyzer{
	Name:       "chains",
	Doc:        "find out who shares a statement under construction",
	Run:        run,
	Requires:   []*analysis.Analyzer{reach.Analyzer, ssaform.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Summary)},
}

// A Result is what a package does with shared statements.
type Result struct {
	// Form is the package's SSA form.
	Form *ssaform.Form
	// Conflicts are in source order, one for each place that shares.
	Conflicts []Conflict
	// Ignored are the calls that add to a statement that has run and that
	// nobody runs again, in source order.
	Ignored []Ignored
}

// A Summary is the fact about a function that takes or returns builders.
type Summary struct {
	Params  []Param  // by Index
	Results []Origin // by Index
}

// A Param is what a function does to the statement of a parameter, the
// receiver being the first.
type Param struct {
	Index int
	// Leaves stays in the statement, Minds changes what runs.
	Leaves, Minds knowledge.Trait
	// Ends says that the statement is run.
	Ends bool
	// Self says that a shared statement brings the function in conflict with
	// itself, and over what.
	Self knowledge.Trait
}

// An Origin is where a builder comes from that a function returns.
type Origin struct {
	Index int
	// From are the parameters whose statement it may be.
	From []int
	// Adds says that something was added to it, so that it is shared whatever
	// the parameters are; Leaves is what.
	Adds   bool
	Leaves knowledge.Trait
}

func (*Summary) AFact() {}

func (s *Summary) String() string {
	var parts []string
	for _, p := range s.Params {
		parts = append(parts, fmt.Sprintf("param %d: leaves %#x, minds %#x, ends %t, self %#x", p.Index, p.Leaves, p.Minds, p.Ends, p.Self))
	}
	for _, r := range s.Results {
		parts = append(parts, fmt.Sprintf("result %d: from %v, adds %t, leaves %#x", r.Index, r.From, r.Adds, r.Leaves))
	}
	return strings.Join(parts, "; ")
}

func (s *Summary) param(i int) (Param, bool) {
	j := slices.IndexFunc(s.Params, func(p Param) bool { return p.Index == i })
	if j < 0 {
		return Param{Index: i}, false
	}
	return s.Params[j], true
}

func (s *Summary) result(i int) (Origin, bool) {
	j := slices.IndexFunc(s.Results, func(o Origin) bool { return o.Index == i })
	if j < 0 {
		return Origin{}, false
	}
	return s.Results[j], true
}

func run(pass *analysis.Pass) (any, error) {
	if !firstparty.Is(pass) || !builds(pass) {
		return (*Result)(nil), nil
	}
	form := pass.ResultOf[ssaform.Analyzer].(*ssaform.Form)
	form.Build()
	p := &program{
		pass: pass, form: form,
		local:     map[*ssa.Function]*Summary{},
		histories: map[ssa.Value]*history{},
		events:    map[ssa.Instruction]*event{},
		result:    &Result{Form: form},
	}
	for _, fn := range form.Postorder() {
		p.function(fn)
	}
	p.result.sort()
	return p.result, nil
}

// builds reports whether the package, or one that it imports, has builders
// that share: a function without one in its signature can't be handed any.
func builds(pass *analysis.Pass) bool {
	if !pass.ResultOf[reach.Analyzer].(reach.Result).Matters {
		return false
	}
	for _, imp := range pass.Pkg.Imports() {
		if knowledge.SharesStatements(imp.Path()) {
			return true
		}
		if !pass.ResultOf[reach.Analyzer].(reach.Result).Imports[imp.Path()] {
			continue
		}
		for _, of := range imp.Imports() {
			if knowledge.SharesStatements(of.Path()) {
				return true
			}
		}
	}
	return false
}

// function judges fn, closures first, and exports its summary.
func (p *program) function(fn *ssa.Function) {
	for _, anon := range fn.AnonFuncs {
		p.function(anon)
	}
	s := p.analyze(fn)
	if s == nil {
		return
	}
	p.local[fn] = s
	if obj := ssaform.FuncOf(fn); obj != nil && fn.Parent() == nil && obj.Pkg() == p.pass.Pkg {
		p.pass.ExportObjectFact(obj, s)
	}
}

// A program is the analysis of one package.
type program struct {
	pass      *analysis.Pass
	form      *ssaform.Form
	local     map[*ssa.Function]*Summary // of functions and closures
	histories map[ssa.Value]*history
	events    map[ssa.Instruction]*event // nil for what is none
	result    *Result
}

// summaryOf returns what the callee of c does, nil if that is unknown. What an
// interface method does is what its implementations agree on.
func (p *program) summaryOf(c *ssa.CallCommon) *Summary {
	if fn := c.StaticCallee(); fn != nil {
		if s := p.local[fn]; s != nil {
			return s
		}
	}
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil
	}
	if !c.IsInvoke() {
		return p.factOf(fn)
	}
	if m, ok := ssaform.ConcreteMethod(c); ok {
		return p.factOf(m)
	}
	var agreed *Summary
	for _, impl := range p.form.Implementations(fn) {
		s := p.factOf(impl)
		if s == nil {
			return nil
		}
		if agreed == nil {
			agreed = s
		} else {
			agreed = agreed.and(s)
		}
	}
	return agreed
}

func (p *program) factOf(fn *types.Func) *Summary {
	s := new(Summary)
	if fn.Pkg() == nil || !p.pass.ImportObjectFact(fn, s) {
		return nil
	}
	return s
}

// and returns what both s and t do.
func (s *Summary) and(t *Summary) *Summary {
	out := new(Summary)
	for _, a := range s.Params {
		if b, ok := t.param(a.Index); ok {
			out.Params = append(out.Params, Param{a.Index, a.Leaves & b.Leaves, a.Minds & b.Minds, a.Ends && b.Ends, a.Self & b.Self})
		}
	}
	for _, a := range s.Results {
		if b, ok := t.result(a.Index); ok {
			from := slices.DeleteFunc(slices.Clone(a.From), func(i int) bool { return !slices.Contains(b.From, i) })
			out.Results = append(out.Results, Origin{a.Index, from, a.Adds && b.Adds, a.Leaves & b.Leaves})
		}
	}
	return out
}
