// Package remote finds which calls go over the network or to the database, what
// they ask there, and which calls wait before they return.
//
// Every function gets a fact, [Does], computed bottom-up from the tables of
// package knowledge and from its callees. Unlike package effects, which is about
// what a rollback doesn't take back, it counts reads, too, and what closures do
// that a callee runs.
//
// What a call does is a may analysis, but for [Call.Always]; what it waits says
// [Wait]. Paths are those of the control flow graph: which tests go together
// isn't followed, but for those of an error against nil.
package remote

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/effects"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// Analyzer finds the remote calls of a package; its result is a *[Result], nil
// for a package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name:       "remote",
	Doc:        "find which calls go over the network, and which wait",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer, effects.Analyzer, sqlquery.Analyzer, ssaform.Analyzer, txscope.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Does)},
}

// A Call is one thing that a call does remotely, itself or through its callees
// and the closures that they run.
type Call struct {
	// Role is what the library's function does: one for which
	// [knowledge.Role.IsRemote]. A Begin, Run or Commit is an Exec, an HTTP
	// call that nothing shows to change anything a Fetch.
	Role knowledge.Role
	// Presumed says that nothing in sight says so but the signature: a method of
	// an interface that nothing in sight implements, or a function of a library
	// that no table has, which is given a context and what to ask for, and may
	// fail; or that only half of the implementations in sight do it, or more.
	Presumed bool
	// Always says that the callee does it on every way to a return without an
	// error.
	Always bool
	// VerbParam is, of a Fetch, 1 + the parameter of the function that decides
	// whether it is a Call: an HTTP method, or a request; 0 if none does.
	VerbParam int
	// Via are the functions from the callee down to the library's, which comes
	// last. Of an interface's method it begins with what implements that.
	Via []callpath.Symbol
}

// A Wait says when a call waits before it returns: it sleeps, or blocks on a
// timer, a ticker, a limiter or a channel. A Receive waits until there is new work,
// but not when it fails: see Role.
type Wait uint8

const (
	Never Wait = iota
	Sometimes
	OnFailure // whenever it returns an error
	Always
)

func (w Wait) String() string {
	return [...]string{"never", "sometimes", "onfailure", "always"}[w]
}

// Does is the fact about a function or interface method.
type Does struct {
	Calls []Call
	Waits Wait
}

func (*Does) AFact() {}

func (d *Does) String() string {
	var words []string
	for _, c := range d.Calls {
		word := effects.Verb(c.Role)
		switch {
		case c.Presumed:
			word += "?"
		case c.Always:
			word += "!"
		}
		words = append(words, word)
	}
	if d.Waits != Never {
		words = append(words, "waits "+d.Waits.String())
	}
	return strings.Join(words, " ")
}

func (d *Does) empty() bool { return d == nil || len(d.Calls) == 0 && d.Waits == Never }

// A Result says what the calls of one package do.
type Result struct {
	pass       *analysis.Pass
	form       *ssaform.Form
	tx         *txscope.Result
	effects    *effects.Result
	sql        *sqlquery.Result
	directives *directive.Set

	funcs    map[*types.Func]*ssa.Function
	own      map[*ssa.Function]*does
	imported map[*types.Func]*does // and of interface methods
	at       map[ssa.CallInstruction]*does
	// Of one round: the functions that are computed, and those that were asked
	// for before.
	done, early map[*ssa.Function]bool
}

// does is what a function, closure or call does, in terms of the function that
// it stands in.
type does struct {
	calls []item
	waits Wait
}

// An item is a Call whose VerbParam isn't counted yet: a closure's may be a
// parameter of the function around it.
type item struct {
	Call
	verb *ssa.Parameter
}

const (
	maxRounds = 6
	// maxHandOff bounds the calls down to where something is handed to another
	// goroutine.
	maxHandOff = 3
)

// At returns what call does remotely, at most one Call a role, in order of the
// roles. A go statement does nothing; what is deferred is done at the end.
func (r *Result) At(call ssa.CallInstruction) []Call {
	d := r.at[call]
	if d == nil {
		return nil
	}
	out := make([]Call, len(d.calls))
	for i, x := range d.calls {
		out[i] = x.Call
		out[i].VerbParam = 1 + slices.Index(call.Parent().Params, x.verb)
	}
	return out
}

// Waits returns when call waits before it returns. What is deferred waits at
// the end, not at the call.
func (r *Result) Waits(call ssa.CallInstruction) Wait {
	if _, ok := call.(*ssa.Defer); ok {
		return Never
	}
	if d := r.at[call]; d != nil {
		return d.waits
	}
	return Never
}

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	if tx == nil {
		return (*Result)(nil), nil
	}
	defer tx.Lock()()
	r := &Result{
		pass:       pass,
		form:       pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		tx:         tx,
		effects:    pass.ResultOf[effects.Analyzer].(*effects.Result),
		sql:        pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result),
		directives: pass.ResultOf[directive.Analyzer].(*directive.Set),
		funcs:      map[*types.Func]*ssa.Function{},
		own:        map[*ssa.Function]*does{},
		at:         map[ssa.CallInstruction]*does{},
	}
	for _, fn := range tx.Funcs {
		if obj := ssaform.FuncOf(fn); obj != nil {
			r.funcs[obj] = fn
		}
	}
	for range maxRounds {
		r.imported = map[*types.Func]*does{}
		r.done, r.early = map[*ssa.Function]bool{}, map[*ssa.Function]bool{}
		changed := false
		for _, fn := range tx.Postorder {
			if r.summarizeTree(fn) {
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	r.export()
	return r, nil
}

func (r *Result) export() {
	for _, fn := range r.tx.Funcs {
		if obj := ssaform.FuncOf(fn); obj != nil {
			r.exportFact(obj, fn.Params, r.own[fn])
		}
	}
	for m := range r.form.InterfaceMethods() {
		r.exportFact(m, nil, r.of(m))
	}
}

func (r *Result) exportFact(obj *types.Func, params []*ssa.Parameter, d *does) {
	if d == nil {
		return
	}
	fact := &Does{Waits: d.waits}
	for _, x := range d.calls {
		if x.verb != nil {
			x.VerbParam = 1 + slices.Index(params, x.verb)
		}
		fact.Calls = append(fact.Calls, x.Call)
	}
	if !fact.empty() {
		r.pass.ExportObjectFact(obj, fact)
	}
}

// summarizeTree computes what fn and its closures do, innermost first, and
// reports whether that has changed for one who has asked already.
func (r *Result) summarizeTree(fn *ssa.Function) bool {
	changed := false
	for _, f := range slices.Backward(slices.Collect(ssaform.Tree(fn))) {
		d := r.summarize(f)
		if !reflect.DeepEqual(d, r.own[f]) {
			r.own[f] = d
			changed = changed || r.early[f]
		}
		r.done[f] = true
	}
	return changed
}

func (r *Result) summarize(fn *ssa.Function) *does {
	d := &does{}
	for call := range ssaform.Calls(fn) {
		at := r.compute(call)
		if at == nil {
			delete(r.at, call)
			continue
		}
		r.at[call] = at
		for _, x := range at.calls {
			x.Always = false
			d.add(x)
		}
	}
	for i, x := range d.calls {
		d.calls[i].Always = r.alwaysDoes(fn, x.Role)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, ch := range r.received(instr) {
				if runs := r.spawned(fn, ch); len(runs) > 0 {
					r.addSpawned(d, runs)
				}
			}
		}
	}
	d.waits = r.summarizeWaits(fn)
	if fn.Parent() == nil {
		if obj := ssaform.FuncOf(fn); obj != nil {
			if calls, ok := r.declared(obj); ok {
				d.calls = calls
			} else if len(d.calls) == 0 && obj.Signature().Results().Len() > 1 && r.asks(obj) && r.handsOff(fn, maxHandOff) {
				d.calls = []item{{Call: Call{Role: knowledge.Call, Presumed: true, Always: true}}}
			}
		}
	}
	if len(d.calls) == 0 && d.waits == Never {
		return nil
	}
	return d
}

// declaredRoles are what directives declare.
var declaredRoles = map[directive.Verb]knowledge.Role{
	directive.Enqueues:  knowledge.Enqueue,
	directive.Publishes: knowledge.Publish,
	directive.Mails:     knowledge.Mail,
	directive.Calls:     knowledge.Call,
	directive.Deletes:   knowledge.Storage,
}

// declared returns what directives say that fn does remotely; ok, when they say
// it all.
func (r *Result) declared(fn *types.Func) (calls []item, ok bool) {
	d := &does{}
	for _, x := range r.directives.Of(fn) {
		role, declares := declaredRoles[x.Verb]
		if declares {
			d.add(item{Call: Call{Role: role, Always: true}})
		}
		ok = ok || declares || x.Verb == directive.NoEffect
	}
	return d.calls, ok
}

// add adds x, or merges it into the item of its role.
func (d *does) add(x item) {
	i, found := slices.BinarySearchFunc(d.calls, x.Role, func(c item, role knowledge.Role) int { return cmp.Compare(c.Role, role) })
	if !found {
		d.calls = slices.Insert(d.calls, i, x)
		return
	}
	old := &d.calls[i]
	always := old.Always || x.Always
	if better(x, *old) {
		*old = x
	}
	old.Always = always
}

// better prefers what is certain, what a parameter may turn into a Call, then
// the shorter way.
func better(x, old item) bool {
	if x.Presumed != old.Presumed {
		return old.Presumed
	}
	if (x.verb == nil) != (old.verb == nil) {
		return x.verb != nil
	}
	return len(x.Via) < len(old.Via)
}
