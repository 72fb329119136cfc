// Package deeds finds what functions do that does harm if it is done twice, and
// where they may fail after it.
//
// A deed is an effect, as package effects knows them, that nothing makes
// idempotent: no key that the receiver drops duplicates by, no verb or kind of
// call that does twice what it does once; or a row that is inserted where no
// unique key refuses it, or counted up. What runs in a transaction is done when
// that commits.
//
// Every function gets a fact, [Summary], computed bottom-up: its deeds, and those
// after which it may return an error. All of it is may-analysis; an interface's
// method does what all of its implementations in sight do.
package deeds

import (
	"cmp"
	"fmt"
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
	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// Analyzer finds the deeds of a package's functions; its result is a *[Result],
// nil for a package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name: "deeds",
	Doc:  "find what does harm if it is done twice, and what may fail after it",
	Run:  run,
	Requires: []*analysis.Analyzer{
		directive.Analyzer, effects.Analyzer, remote.Analyzer, rowaccess.Analyzer, schema.Analyzer,
		sqlquery.Analyzer, ssaform.Analyzer, txscope.Analyzer,
	},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Summary), new(Suspended)},
}

// A Deed is something that does harm if it is done twice.
type Deed struct {
	// Role is that of an effect, or Exec: of a row inserted or counted up.
	Role knowledge.Role
	// Counts says that the row is counted up.
	Counts bool
	// On are the handles of an Exec whose transaction it may be part of; none if
	// it is committed when the function returns.
	On []txscope.Ref
	// InTx says that the function itself commits it: only the commit's own
	// failure leaves open whether it was done.
	InTx bool
	// Keys are the parameters that may bring a key; if an argument has one it is
	// no deed.
	Keys []int
	// VerbParam is 1 + the parameter that is an HTTP method or a request.
	VerbParam int
	// Open is set instead for a method of an interface that nothing in sight
	// implements: what it does is known where it is implemented.
	Open rowaccess.Method
	// Via are the functions from the callee down to the library's. Of an
	// interface's method it begins with what implements that.
	Via []callpath.Symbol
}

// A Late is a failure that a function may report after a deed.
type Late struct {
	Deed Deed
	// Inside is set instead for an open method that may do both.
	Inside rowaccess.Method
	// Via are the functions from the one that fails down to the library's.
	Via []callpath.Symbol
}

// Summary is the fact about a function.
type Summary struct {
	Deeds []Deed
	Late  []Late
	// Keyed says that its results bring a key.
	Keyed bool
	// Plays are the func parameters that a queue runs again after they failed.
	Plays []int
}

func (*Summary) AFact() {}

func (s *Summary) String() string {
	var words []string
	for _, d := range s.Deeds {
		words = append(words, d.String())
	}
	for _, l := range s.Late {
		if l.Inside.Name != "" {
			words = append(words, "what "+l.Inside.Name+" does before it fails")
		} else {
			words = append(words, l.Deed.String()+" then fails")
		}
	}
	if s.Keyed {
		words = append(words, "keyed")
	}
	if len(s.Plays) > 0 {
		words = append(words, fmt.Sprintf("plays %d", s.Plays))
	}
	return strings.Join(words, ", ")
}

func (d Deed) String() string {
	var out strings.Builder
	switch {
	case d.Open.Name != "":
		fmt.Fprintf(&out, "what %s does", d.Open.Name)
	case d.Counts:
		out.WriteString("count")
	case d.Role == knowledge.Exec:
		out.WriteString("insert")
	default:
		out.WriteString(effects.Verb(d.Role))
	}
	for _, ref := range d.On {
		fmt.Fprintf(&out, " on %d%s", ref.Index, ref.Path)
	}
	if d.InTx {
		out.WriteString(" in tx")
	}
	if len(d.Keys) > 0 {
		fmt.Fprintf(&out, " unless keyed by %d", d.Keys)
	}
	if d.VerbParam > 0 {
		fmt.Fprintf(&out, " by verb %d", d.VerbParam-1)
	}
	return out.String()
}

func (s *Summary) empty() bool {
	return s == nil || len(s.Deeds)+len(s.Late)+len(s.Plays) == 0 && !s.Keyed
}

// A DeedAt is a deed that a call does.
type DeedAt struct {
	Deed
	Call ssa.CallInstruction
	// within are the transactions that it is part of, theirs says that one of
	// them is the caller's.
	within []*txscope.Scope
	theirs bool
}

// A LateAt is a call that may fail after a deed, and whose failure makes its
// function fail.
type LateAt struct {
	// Call fails, Via are the functions from the callee down.
	Call ssa.CallInstruction
	Via  []callpath.Symbol
	// First is done before, by another call or the same one in an earlier
	// iteration. Its Call is nil if the callee does both; Inside is set if that is
	// an open method.
	First  DeedAt
	Inside rowaccess.Method
}

// Sure reports whether it is one whatever the callers give the function.
func (l LateAt) Sure() bool { return l.First.sure() }

// Open reports whether it is known elsewhere if it is one.
func (l LateAt) Open() bool { return l.First.Open.Name != "" || l.Inside.Name != "" }

// A Result holds the deeds of one package's functions.
type Result struct {
	// Handlers are the functions that a queue runs again after they failed, in
	// source order, Registrations those of other packages that nothing else says
	// it of.
	Handlers      []Handler
	Registrations []Registration
	// Resumed are the failures in other packages that are decided here.
	Resumed []Resumed

	pass     *analysis.Pass
	form     *ssaform.Form
	tx       *txscope.Result
	effects  *effects.Result
	remote   *remote.Result
	rows     *rowaccess.Result
	schema   *schema.Result
	sql      *sqlquery.Result
	own      map[*types.Func]*Summary
	imported map[*types.Func]*Summary
	at       map[ssa.CallInstruction][]DeedAt
}

const (
	maxRounds = 4
	maxDeeds  = 6
	maxOpen   = 16 // deeds that are decided elsewhere
	maxLate   = 16
)

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	eff := pass.ResultOf[effects.Analyzer].(*effects.Result)
	rem := pass.ResultOf[remote.Analyzer].(*remote.Result)
	if tx == nil || eff == nil || rem == nil {
		return (*Result)(nil), nil
	}
	defer tx.Lock()()
	r := &Result{
		pass:    pass,
		form:    pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		tx:      tx,
		effects: eff,
		remote:  rem,
		own:     map[*types.Func]*Summary{},
	}
	r.rows, _ = pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result)
	r.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	r.sql = pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result)
	for range maxRounds {
		r.imported = map[*types.Func]*Summary{}
		r.at = map[ssa.CallInstruction][]DeedAt{}
		changed := false
		for _, fn := range tx.Postorder {
			obj := ssaform.FuncOf(fn)
			s := r.summarize(fn)
			if !reflect.DeepEqual(s, r.own[obj]) {
				r.own[obj] = s
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	r.play()
	r.suspend(pass.ResultOf[directive.Analyzer].(*directive.Set))
	r.resume()
	for _, fn := range tx.Funcs {
		if obj := ssaform.FuncOf(fn); obj != nil && !r.own[obj].empty() {
			pass.ExportObjectFact(obj, r.own[obj])
		}
	}
	for m := range r.form.InterfaceMethods() {
		if s := r.of(m); !s.empty() {
			pass.ExportObjectFact(m, s)
		}
	}
	return r, nil
}

// of returns the summary of a callee, or nil.
func (r *Result) of(fn *types.Func) *Summary {
	iface := ssaform.IsInterfaceMethod(fn)
	if fn.Pkg() == r.pass.Pkg && !iface {
		return r.own[fn]
	}
	if s, ok := r.imported[fn]; ok {
		return s
	}
	r.imported[fn] = nil // cuts cycles
	var s *Summary
	if fn.Pkg() != r.pass.Pkg {
		var fact Summary
		if r.pass.ImportObjectFact(fn, &fact) {
			s = &fact
		}
	}
	if iface {
		for i, impl := range r.form.Implementations(fn) {
			if own := r.of(impl); i == 0 && s == nil {
				s = own.as(impl)
			} else {
				s = meet(s, own)
			}
		}
	}
	r.imported[fn] = s
	return s
}

// as is the summary of an interface's method that fn implements.
func (s *Summary) as(fn *types.Func) *Summary {
	if s == nil {
		return nil
	}
	c := *s
	c.Deeds, c.Late = slices.Clone(s.Deeds), slices.Clone(s.Late)
	for i, d := range c.Deeds {
		c.Deeds[i].Via = callpath.As(fn, d.Via)
	}
	for i, l := range c.Late {
		c.Late[i].Via, c.Late[i].Deed.Via = callpath.As(fn, l.Via), callpath.As(fn, l.Deed.Via)
	}
	return &c
}

// meet returns what two implementations of a method have in common.
func meet(a, b *Summary) *Summary {
	if a == nil || b == nil {
		return nil
	}
	m := &Summary{Keyed: a.Keyed || b.Keyed}
	for _, d := range a.Deeds {
		if i := slices.IndexFunc(b.Deeds, d.like); i >= 0 {
			d.Keys = union(d.Keys, b.Deeds[i].Keys)
			m.Deeds = append(m.Deeds, d)
		}
	}
	for _, l := range a.Late {
		if slices.ContainsFunc(b.Late, func(x Late) bool { return l.Deed.like(x.Deed) && l.Inside == x.Inside }) {
			m.Late = append(m.Late, l)
		}
	}
	return m
}

func (d Deed) like(x Deed) bool {
	return d.Open == x.Open && d.Role == x.Role && d.Counts == x.Counts && d.VerbParam == x.VerbParam && slices.Equal(d.On, x.On)
}

func union(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// callee returns the function that c calls, the method behind an interface's
// where the receiver is known.
func callee(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		if m, ok := ssaform.ConcreteMethod(c); ok && !ssaform.IsInterfaceMethod(m) {
			return m
		}
	}
	return ssaform.Callee(c)
}

// At returns the deeds of call, its callee, and the closures that run before it
// returns. What a goroutine does is left out.
func (r *Result) At(call ssa.CallInstruction) []DeedAt {
	if at, ok := r.at[call]; ok {
		return at
	}
	r.at[call] = nil // cuts cycles
	at := r.compute(call)
	r.at[call] = at
	return at
}

func (r *Result) compute(call ssa.CallInstruction) []DeedAt {
	if _, ok := call.(*ssa.Call); !ok {
		return nil
	}
	c := call.Common()
	fn := callee(c)
	var out []DeedAt
	for _, act := range r.tx.Activations(call) {
		if act.Run.Spawned || act.Run.AfterCommit {
			continue
		}
		if obj := ssaform.FuncOf(act.Fn); obj != nil {
			if s := r.of(obj); s != nil && obj != fn {
				for _, d := range s.Deeds {
					if d.Role.IsEffect() && len(d.Keys) == 0 && d.VerbParam == 0 {
						d.Via = callpath.Via(r.pass.Pkg, obj, d.Via)
						out = append(out, DeedAt{Deed: d, Call: call})
					}
				}
			}
			continue
		}
		for _, d := range r.done(act.Fn) {
			// A transaction that the closure runs in is committed when the call
			// returns.
			if i := slices.IndexFunc(d.within, func(s *txscope.Scope) bool { return s.Begin == call }); i >= 0 {
				d.within = slices.Delete(slices.Clone(d.within), i, i+1)
				d.InTx = true
			}
			d.Call = call
			out = append(out, d)
		}
	}
	if fn == nil {
		return out
	}
	if f, ok := r.tx.Library(fn); ok {
		if d, ok := r.library(call, fn, f); ok {
			out = append(out, d)
		}
		return out
	}
	if d, ok := r.handed(call); ok {
		out = append(out, d)
	}
	if m, ok := r.open(call); ok {
		return append(out, DeedAt{Deed: Deed{Open: m, Via: []callpath.Symbol{callpath.Of(fn)}}, Call: call})
	}
	s := r.of(fn)
	if s == nil {
		return out
	}
	for _, d := range s.Deeds {
		if at, ok := r.here(d, call, fn); ok {
			out = append(out, at)
		}
	}
	return out
}

// here returns what a callee's deed is at call.
func (r *Result) here(d Deed, call ssa.CallInstruction, fn *types.Func) (DeedAt, bool) {
	c := call.Common()
	d.Via = callpath.Via(r.pass.Pkg, fn, d.Via)
	at := DeedAt{Deed: d, Call: call}
	at.Keys = nil
	for _, i := range d.Keys {
		arg := ssaform.Argument(c, i)
		if arg == nil {
			continue
		}
		keyed, params := r.keyed(arg)
		if keyed {
			return at, false
		}
		at.Keys = union(at.Keys, params)
	}
	if d.Open.Name != "" {
		return at, len(r.tx.Inside(call)) == 0
	}
	if d.Role == knowledge.Call && r.setsKey(call.Parent()) {
		return at, false
	}
	if d.VerbParam > 0 {
		verb, param := r.effects.Method(ssaform.Argument(c, d.VerbParam-1))
		if at.VerbParam = paramIndex(call.Parent(), param) + 1; !repeats(verb) && at.VerbParam == 0 {
			return at, false
		}
	}
	if d.Role.IsEffect() {
		// The effects of a function that reports an error, or is declared to have
		// none, don't count.
		return at, at.VerbParam > 0 || slices.ContainsFunc(r.effects.At(call), func(o effects.Occurrence) bool { return o.Role == d.Role })
	}
	var handles []txscope.Origin
	for _, ref := range d.On {
		handles = append(handles, r.tx.Resolve(call, ref)...)
	}
	return at, len(d.On) == 0 || r.place(&at, handles)
}

// repeats reports whether two requests of that method do more than one.
func repeats(verb string) bool { return verb == "POST" || verb == "PATCH" }

func paramIndex(fn *ssa.Function, p *ssa.Parameter) int {
	if p == nil {
		return -1
	}
	return slices.Index(fn.Params, p)
}

// place finds the transactions that a write through handles is part of. It is
// false if that isn't known, or one of them is rolled back in any case.
func (r *Result) place(at *DeedAt, handles []txscope.Origin) bool {
	fn := at.Call.Parent()
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	at.On = nil
	for _, site := range r.tx.Inside(at.Call) {
		if !r.tx.AnyCarries(site.Scope, handles) {
			continue
		}
		switch site.Scope.Kind {
		case txscope.Manual, txscope.Callback:
			if !site.Scope.CommitReachable(site.At) {
				return false
			}
			at.within = append(at.within, site.Scope)
		default:
			at.theirs = true
		}
	}
	if len(at.within) > 0 {
		return true
	}
	for _, h := range handles {
		switch h.Kind {
		case txscope.FromLiteral, txscope.FromGlobal:
			continue
		case txscope.FromCall, txscope.FromVar:
			if r.tx.HandleKind(rootType(h)) != knowledge.Tx {
				continue // a pool that was opened here
			}
		}
		ref, ok := r.tx.Ref(fn, h)
		if !ok {
			return false
		}
		at.On = append(at.On, ref)
	}
	slices.SortFunc(at.On, txscope.CompareRefs)
	at.On = slices.Compact(at.On)
	return len(handles) > 0
}

func rootType(o txscope.Origin) types.Type {
	t := o.Root.Type()
	if tuple, ok := t.(*types.Tuple); ok && o.K < tuple.Len() {
		t = tuple.At(o.K).Type()
	}
	return t
}

// done returns the deeds of fn's own calls after which it may return without an
// error, reports of a failure left out.
func (r *Result) done(fn *ssa.Function) []DeedAt {
	var out []DeedAt
	for call := range ssaform.Calls(fn) {
		at := r.At(call)
		if len(at) == 0 || afterFailure(call.Block()) || !r.tx.MaySucceedAfter(fn, call) || r.guarded(call) {
			continue
		}
		out = append(out, at...)
	}
	return out
}

func (r *Result) summarize(fn *ssa.Function) *Summary {
	s := &Summary{Keyed: r.returnsKey(fn)}
	for _, at := range r.done(fn) {
		s.addDeed(at.exported())
	}
	for _, l := range r.lateIn(fn) {
		d := l.First.exported()
		if len(s.Late) < maxLate && !slices.ContainsFunc(s.Late, func(x Late) bool { return x.Deed.like(d) && x.Inside == l.Inside }) {
			s.Late = append(s.Late, Late{Deed: d, Inside: l.Inside, Via: l.Via})
		}
	}
	if s.empty() {
		return nil
	}
	return s
}

// lateIn returns what may fail late in fn and in the closures whose failure is
// fn's.
func (r *Result) lateIn(fn *ssa.Function) []LateAt {
	exits := Exits{Errors: true}
	out := r.Late(fn, exits)
	for call := range ssaform.Calls(fn) {
		for _, act := range r.tx.Activations(call) {
			if act.Fn.Parent() == fn && !act.Run.Spawned && !act.Run.AfterCommit && r.Fails(call, exits) {
				out = append(out, r.lateIn(act.Fn)...)
			}
		}
	}
	return out
}

// sure reports whether it is a deed whatever the callers give the function.
func (at DeedAt) sure() bool {
	return len(at.Keys) == 0 && at.VerbParam == 0 && !at.theirs
}

// exported is the deed as callers see it.
func (at DeedAt) exported() Deed {
	if len(at.within) > 0 {
		at.On, at.InTx = nil, true
	}
	return at.Deed
}

func (s *Summary) addDeed(d Deed) {
	i := slices.IndexFunc(s.Deeds, d.like)
	same := 0
	for _, x := range s.Deeds {
		if (x.Open.Name == "") == (d.Open.Name == "") {
			same++
		}
	}
	switch {
	case i < 0 && (same < maxDeeds || d.Open.Name != "" && same < maxOpen):
		s.Deeds = append(s.Deeds, d)
		slices.SortStableFunc(s.Deeds, func(a, b Deed) int { return cmp.Compare(a.Role, b.Role) })
	case i >= 0 && (len(d.Keys) < len(s.Deeds[i].Keys) || len(d.Keys) == len(s.Deeds[i].Keys) && len(d.Via) < len(s.Deeds[i].Via)):
		s.Deeds[i] = d
	}
}

// Late returns the calls in fn that may fail after a deed of fn's, and have it
// run again; in order of the calls, and for each of the deeds before it.
func (r *Result) Late(fn *ssa.Function, exits Exits) []LateAt {
	type first struct {
		DeedAt
		reached map[*ssa.BasicBlock]bool
	}
	var firsts []first
	for call := range ssaform.Calls(fn) {
		at := r.At(call)
		if len(at) == 0 || afterFailure(call.Block()) || r.guarded(call) {
			continue
		}
		reached := r.succeeded(call)
		for _, d := range at {
			if !d.theirs {
				firsts = append(firsts, first{d, reached})
			}
		}
	}
	slices.SortStableFunc(firsts, func(a, b first) int { return cmp.Compare(a.Call.Pos(), b.Call.Pos()) })
	var out []LateAt
	for call := range ssaform.Calls(fn) {
		does := r.remote.At(call)
		if len(does) == 0 || !r.Fails(call, exits) {
			continue
		}
		out = append(out, r.lateInside(call)...)
		for _, f := range firsts {
			if comesAfter(f.Call, call, f.reached) && !r.undoneBy(f.DeedAt, call) {
				out = append(out, LateAt{Call: call, Via: does[0].Via, First: f.DeedAt})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b LateAt) int { return cmp.Compare(a.Call.Pos(), b.Call.Pos()) })
	return out
}

// lateInside returns what the callee of call may do before it fails, unless a
// transaction that the function has open takes it back.
func (r *Result) lateInside(call ssa.CallInstruction) []LateAt {
	fn := callee(call.Common())
	if fn == nil {
		return nil
	}
	if _, ok := r.tx.Library(fn); ok {
		return nil
	}
	if m, ok := r.open(call); ok {
		return []LateAt{{Call: call, Via: []callpath.Symbol{callpath.Of(fn)}, Inside: m}}
	}
	s := r.of(fn)
	if s == nil {
		return nil
	}
	var out []LateAt
	for _, l := range s.Late {
		late := LateAt{Call: call, Via: callpath.Via(r.pass.Pkg, fn, l.Via), Inside: l.Inside}
		if l.Inside.Name != "" {
			out = append(out, late)
			continue
		}
		at, ok := r.here(l.Deed, call, fn)
		if at.Call = nil; ok && len(at.within) == 0 && !at.theirs {
			late.First = at
			out = append(out, late)
		}
	}
	return out
}

// undoneBy reports whether a failure of call rolls the deed back.
func (r *Result) undoneBy(at DeedAt, call ssa.CallInstruction) bool {
	return slices.ContainsFunc(r.tx.Inside(call), func(site txscope.Site) bool {
		return slices.Contains(at.within, site.Scope)
	})
}
