package loops

import (
	"cmp"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Accepts is the fact about a function that is given an error and returns a
// bool.
type Accepts struct {
	// Param is the error among the parameters, the receiver first, Result the
	// bool among the results.
	Param, Result int
	// True are the errors for which it returns true, False those for which it
	// returns false. Every says of one that it is the default.
	True, False Errors
}

func (*Accepts) AFact() {}

func (a *Accepts) String() string { return "accepts " + a.True.String() }

func (e Errors) String() string {
	var words []string
	if e.Every {
		words = append(words, "every")
	}
	for i, name := range [...]string{"timeout", "refused", "contended", "duplicate", "outdated", "notfound", "permanent"} {
		if e.Classes&(1<<i) != 0 {
			words = append(words, name)
		}
	}
	if e.Unknown {
		words = append(words, "unknown")
	}
	if e.Tested {
		words = append(words, "tested")
	}
	return strings.Join(words, " ")
}

// An errorFlow finds which errors get from one place to another.
//
// It follows all ways through a function from the call that failed, one by one,
// and what is known of the error there: a phi is the value of the edge that was
// taken, a variable what was stored to it last. A test of which error it is
// splits what is known; any other test goes both ways. It is a may analysis:
// what arrives on some way arrives.
type errorFlow struct {
	pass     *analysis.Pass
	form     *ssaform.Form
	own      map[*types.Func]*Accepts
	imported map[*types.Func]*Accepts
	// defaults are where the package's own predicates return true for the errors
	// that none of their tests told apart, decides those that loops ask.
	defaults map[*ssa.Function]*ssa.Return
	decides  map[*ssa.Function]bool
}

func newErrorFlow(pass *analysis.Pass, form *ssaform.Form) *errorFlow {
	return &errorFlow{
		pass: pass, form: form,
		own: map[*types.Func]*Accepts{}, imported: map[*types.Func]*Accepts{},
		defaults: map[*ssa.Function]*ssa.Return{}, decides: map[*ssa.Function]bool{},
	}
}

// Leading returns for which errors of call, a call of the same function, target
// is reached.
func (r *Result) Leading(call *ssa.Call, target ssa.Instruction) Errors {
	err := r.errorOf(call)
	if err == nil {
		return Errors{}
	}
	return r.flow.again(call, err, target, nil)
}

// Unselective returns the calls of func parameters that are made again after any
// error, without end.
func (r *Result) Unselective() []*ssa.Call {
	return slices.SortedFunc(maps.Keys(r.unselective), func(a, b *ssa.Call) int { return cmp.Compare(a.Pos(), b.Pos()) })
}

// ends reports whether a series of failures ends by itself, as far as is known.
func (b Bound) ends() bool { return b.Capped || b.Deadline || b.Unknown }

// Defaults returns where functions of the package that decide about another
// attempt, and name errors for which there is none, return true for all others.
func (r *Result) Defaults() []*ssa.Return {
	var out []*ssa.Return
	for fn, ret := range r.flow.defaults {
		if r.flow.decides[fn] || isRetryPolicy(fn.Signature) {
			out = append(out, ret)
		}
	}
	slices.SortFunc(out, func(a, b *ssa.Return) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return out
}

// isRetryPolicy reports whether functions of that form decide whether an HTTP
// request is sent again: (…, *http.Response, error) (bool, error).
func isRetryPolicy(sig *types.Signature) bool {
	n := sig.Params().Len()
	return n >= 2 && sig.Results().Len() == 2 && isError(sig.Results().At(1).Type()) &&
		isError(sig.Params().At(n-1).Type()) && sig.Params().At(n-2).Type().String() == "*net/http.Response"
}

// again returns the errors of call, which err holds, after which target is
// reached without leaving body; nil stands for the whole function. Of a cycle
// target is call itself.
func (f *errorFlow) again(call ssa.CallInstruction, err ssa.Value, target ssa.Instruction, body map[*ssa.BasicBlock]bool) Errors {
	t := &trace{flow: f, call: call, err: err, target: target, body: body}
	t.from(call)
	return t.errors()
}

// returned returns the errors of call, which err holds, after which fn, in
// which it stands, returns what makes its runner call it again.
func (f *errorFlow) returned(fn *ssa.Function, call ssa.CallInstruction, err ssa.Value, runner Repeat) Errors {
	results := fn.Signature.Results()
	failure, answer := -1, -1
	for i := range results.Len() {
		t := results.At(i).Type()
		if b, ok := t.Underlying().(*types.Basic); isError(t) {
			failure = i
		} else if ok && b.Kind() == types.Bool {
			answer = i
		}
	}
	if failure < 0 {
		return Errors{Unknown: true} // it tells its runner in another way
	}
	t := &trace{flow: f, call: call, err: err}
	t.end = func(w *errorWay, ret *ssa.Return) fate {
		switch {
		case runner.Answer == knowledge.ByError || answer < 0:
			return t.outcome(w, ret.Results[failure], runner.Marked)
		case runner.Answer == knowledge.DoneOrError:
			if isNil(w.value(ret.Results[failure])) && isFalse(w.value(ret.Results[answer])) {
				return repeats
			}
		case !isFalse(w.value(ret.Results[answer])):
			return t.outcome(w, ret.Results[failure], runner.Marked)
		}
		return leaves
	}
	t.from(call)
	return t.errors()
}

// accepts returns for which errors fn returns true, or nil if it is no such
// function.
func (f *errorFlow) accepts(fn *types.Func) *Accepts {
	if fn == nil {
		return nil
	}
	iface := ssaform.IsInterfaceMethod(fn)
	if fn.Pkg() == f.pass.Pkg && !iface {
		return f.own[fn]
	}
	if a, ok := f.imported[fn]; ok {
		return a
	}
	f.imported[fn] = nil // cuts cycles
	var a *Accepts
	if iface {
		for _, impl := range f.form.Implementations(fn) {
			if own := f.accepts(impl); a == nil {
				a = own
			} else if own != nil && own.Param == a.Param && own.Result == a.Result {
				a = &Accepts{Param: a.Param, Result: a.Result, True: union(a.True, own.True), False: union(a.False, own.False)}
			}
		}
	} else if fact := new(Accepts); f.pass.ImportObjectFact(fn, fact) {
		a = fact
	}
	f.imported[fn] = a
	return a
}

// export computes the facts about the package's own functions, callees first.
func (f *errorFlow) export() {
	for _, fn := range f.form.Postorder() {
		obj := ssaform.FuncOf(fn)
		if a := f.predicate(fn); a != nil {
			f.own[obj] = a
			f.pass.ExportObjectFact(obj, a)
		}
	}
}

// predicate reads the body of fn, nil if it isn't one that an error is given
// to and a bool returned by.
func (f *errorFlow) predicate(fn *ssa.Function) *Accepts {
	a := &Accepts{Param: -1, Result: -1}
	for i, p := range fn.Params {
		if isError(p.Type()) {
			a.Param = i
		}
	}
	results := fn.Signature.Results()
	for i := range results.Len() {
		if b, ok := results.At(i).Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool && a.Result < 0 {
			a.Result = i
		}
	}
	if a.Param < 0 || a.Result < 0 || len(fn.Blocks) == 0 {
		return nil
	}
	yes := &trace{flow: f, err: fn.Params[a.Param]}
	no := &trace{flow: f, err: yes.err}
	var byDefault *ssa.Return
	yes.end = func(w *errorWay, ret *ssa.Return) fate {
		t, n := yes.split(ret.Results[a.Result], w)
		if t != nil && t.rest && byDefault == nil {
			byDefault = ret
		}
		yes.note(t, repeats)
		yes.note(n, leaves)
		no.note(n, repeats)
		no.note(t, leaves)
		return noted
	}
	yes.enter(fn.Blocks[0], nil, &errorWay{view: view{rest: true}})
	no.incomplete = yes.incomplete
	a.True, a.False = yes.errors(), no.errors()
	if byDefault != nil && slices.ContainsFunc(no.again, func(v view) bool { return !v.rest && !v.cancel }) {
		f.defaults[fn] = byDefault
	}
	return a
}

func union(a, b Errors) Errors {
	return Errors{Every: a.Every || b.Every, Classes: a.Classes | b.Classes, Unknown: a.Unknown || b.Unknown, Tested: a.Tested && b.Tested}
}

// A view is what is known of the error on a way.
type view struct {
	// rest: it may be any that no test told apart.
	rest bool
	// classes and unknown are what it is, if rest is false.
	classes knowledge.Failure
	unknown bool
	// by is the test that told it apart, cancel says that it is one for the
	// caller's own context.
	by     ssa.Value
	cancel bool
	// fine: the call returned no error; only what its answer says may be a
	// failure.
	fine bool
}

// An errorWay is a way through a function up to some place.
type errorWay struct {
	view
	phis map[ssa.Value]ssa.Value // by the edges that were taken
	mem  map[ssa.Value]ssa.Value // by address, what was stored last
}

func (w *errorWay) key(from, to *ssa.BasicBlock) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %v", to.Index, w.view)
	if from != nil && len(to.Instrs) > 0 {
		if _, ok := to.Instrs[0].(*ssa.Phi); ok {
			fmt.Fprintf(&b, " %d", from.Index)
		}
	}
	for _, m := range []map[ssa.Value]ssa.Value{w.phis, w.mem} {
		var words []string
		for k, v := range m {
			words = append(words, fmt.Sprintf("%s=%p", k.Name(), v))
		}
		slices.Sort(words)
		fmt.Fprint(&b, words)
	}
	return b.String()
}

// with returns w with k set in one of its maps.
func with(m map[ssa.Value]ssa.Value, k, v ssa.Value) map[ssa.Value]ssa.Value {
	c := make(map[ssa.Value]ssa.Value, len(m)+1)
	for k, v := range m {
		c[k] = v
	}
	c[k] = v
	return c
}

// A fate says what a way comes to.
type fate uint8

const (
	repeats fate = iota
	leaves
	noted // by who was asked
)

// maxSteps bounds how many blocks are entered; what is more has tests that
// nobody understands.
const maxSteps = 3000

// A trace follows the ways of one function.
type trace struct {
	flow   *errorFlow
	call   ssa.CallInstruction // nil for a parameter
	err    ssa.Value
	target ssa.Instruction
	body   map[*ssa.BasicBlock]bool
	end    func(*errorWay, *ssa.Return) fate

	seen       map[string]bool
	steps      int
	incomplete bool
	again      []view
	out        []view
}

func (t *trace) note(w *errorWay, e fate) {
	switch {
	case w == nil || e == noted:
	case e == repeats:
		t.again = append(t.again, w.view)
	default:
		t.out = append(t.out, w.view)
	}
}

func (t *trace) errors() Errors {
	e := Errors{Unknown: t.incomplete}
	for _, v := range t.again {
		switch {
		case v.fine && v.by == nil: // success doesn't leave
		case v.rest:
			e.Every = e.Every || !v.fine
		default:
			e.Classes |= v.classes
			e.Unknown = e.Unknown || v.unknown
		}
	}
	e.Tested = !e.Every || slices.ContainsFunc(t.out, func(v view) bool {
		return !v.rest && !v.fine && !v.cancel && !slices.ContainsFunc(t.again, func(x view) bool { return x.by == v.by })
	})
	return e
}

// from follows the ways that begin after the call.
func (t *trace) from(call ssa.CallInstruction) {
	b := call.Block()
	i := slices.Index(b.Instrs, ssa.Instruction(call))
	t.instrs(b, i+1, &errorWay{view: view{rest: true}})
	t.instrs(b, i+1, &errorWay{view: view{rest: true, fine: true}})
}

func (t *trace) enter(b, from *ssa.BasicBlock, w *errorWay) {
	if t.body != nil && !t.body[b] {
		t.note(w, leaves)
		return
	}
	if t.seen == nil {
		t.seen = map[string]bool{}
	}
	key := w.key(from, b)
	if t.seen[key] {
		return
	}
	t.seen[key] = true
	if t.steps++; t.steps > maxSteps {
		t.incomplete = true
		return
	}
	next := *w
	if from != nil {
		edge := slices.Index(b.Preds, from)
		for _, instr := range b.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			if isError(phi.Type()) || isBool(phi) || t.about(phi.Edges[edge], w) {
				next.phis = with(next.phis, phi, w.value(phi.Edges[edge]))
			}
		}
	}
	t.instrs(b, 0, &next)
}

func (t *trace) instrs(b *ssa.BasicBlock, i int, w *errorWay) {
	for _, instr := range b.Instrs[i:] {
		if instr == t.target {
			t.note(w, repeats)
			return
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			if isError(instr.Val.Type()) || isBool(instr.Val) {
				next := *w
				next.mem = with(next.mem, instr.Addr, w.value(instr.Val))
				w = &next
			}
		case *ssa.If:
			yes, no := t.split(instr.Cond, w)
			if yes != nil {
				t.enter(b.Succs[0], b, yes)
			}
			if no != nil {
				t.enter(b.Succs[1], b, no)
			}
			return
		case *ssa.Return:
			if t.end == nil {
				t.note(w, leaves)
			} else {
				t.note(w, t.end(w, instr))
			}
			return
		case *ssa.Panic:
			return
		}
	}
	for _, s := range b.Succs {
		t.enter(s, b, w)
	}
}

// value returns what v is on the way.
func (w *errorWay) value(v ssa.Value) ssa.Value {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Phi:
			e, ok := w.phis[x]
			if !ok || e == v {
				return v
			}
			v = e
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v
			}
			e, ok := w.mem[x.X]
			if !ok {
				return v
			}
			v = e
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
	return v
}

// is reports whether v is the error, perhaps wrapped. sure says that it isn't
// nil.
func (t *trace) is(v ssa.Value, w *errorWay) (is, sure bool) { return t.isAt(v, w, 6) }

func (t *trace) isAt(v ssa.Value, w *errorWay, depth int) (is, sure bool) {
	if v = w.value(v); v == nil || depth == 0 {
		return false, false
	}
	if v == t.err || sameField(v, t.err) {
		return true, true
	}
	switch x := v.(type) {
	case *ssa.Extract:
		if assert, ok := x.Tuple.(*ssa.TypeAssert); ok && x.Index == 0 {
			is, _ = t.isAt(assert.X, w, depth-1)
			return is, false
		}
		if call, ok := x.Tuple.(*ssa.Call); ok && isError(x.Type()) {
			is, _ = t.wraps(call, w, depth)
			return is, false
		}
	case *ssa.TypeAssert:
		return t.isAt(x.X, w, depth-1)
	case *ssa.Call:
		if isError(x.Type()) {
			return t.wraps(x, w, depth)
		}
	}
	return false, false
}

// wraps reports whether a call is given the error, and so returns it wrapped.
func (t *trace) wraps(call *ssa.Call, w *errorWay, depth int) (is, sure bool) {
	fn := ssaform.Callee(call.Common())
	for _, arg := range arguments(call.Common()) {
		if isError(arg.Type()) || isError(w.value(arg).Type()) {
			if is, _ := t.isAt(arg, w, depth-1); is {
				return true, fn != nil && fn.FullName() == "fmt.Errorf"
			}
		}
	}
	return false, false
}

// arguments returns what a call is given, a variadic parameter's one by one.
func arguments(c *ssa.CallCommon) []ssa.Value {
	out := slices.Clone(c.Args)
	if c.IsInvoke() {
		out = append(out, c.Value)
	}
	if !c.Signature().Variadic() || len(c.Args) == 0 {
		return out
	}
	slice, ok := c.Args[len(c.Args)-1].(*ssa.Slice)
	if !ok {
		return out
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return out
	}
	for _, ref := range *array.Referrers() {
		if at, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *at.Referrers() {
				if s, ok := use.(*ssa.Store); ok {
					out = append(out, s.Val)
				}
			}
		}
	}
	return out
}

// sameField reports whether a and b are loaded from one field of one value:
// the Error of GORM's statement.
func sameField(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 || x.Op != token.MUL || y.Op != token.MUL {
		return false
	}
	f, ok := x.X.(*ssa.FieldAddr)
	g, ok2 := y.X.(*ssa.FieldAddr)
	return ok && ok2 && f.Field == g.Field && f.X == g.X
}

// about reports whether v is computed from the error, or from what the call
// answered.
func (t *trace) about(v ssa.Value, w *errorWay) bool {
	return (&lineage{t, w, map[ssa.Value]bool{}}).of(v)
}

// A lineage looks for the error in what a value is computed from.
type lineage struct {
	*trace
	way  *errorWay
	seen map[ssa.Value]bool
}

// maxLineage bounds how many values are looked at.
const maxLineage = 60

func (l *lineage) of(v ssa.Value) bool {
	if v = l.way.value(v); v == nil || l.seen[v] || len(l.seen) > maxLineage {
		return false
	}
	l.seen[v] = true
	if is, _ := l.is(v, l.way); is {
		return true
	}
	if l.call != nil && v == l.call.Value() {
		return true
	}
	if a, ok := v.(*ssa.Alloc); ok {
		return l.filled(a)
	}
	instr, ok := v.(ssa.Instruction)
	return ok && slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return l.of(*op) })
}

// filled reports whether something of the error, or of what the call answered, is
// put into a variable: by errors.As, by json.Unmarshal.
func (l *lineage) filled(v *ssa.Alloc) bool {
	into := func(call *ssa.Call, target ssa.Value) bool {
		return slices.Contains(call.Call.Args, target) && slices.ContainsFunc(call.Call.Args, l.of)
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			for _, use := range *ref.Referrers() {
				if call, ok := use.(*ssa.Call); ok && into(call, ref) {
					return true
				}
			}
		case *ssa.Call:
			if into(ref, v) {
				return true
			}
		case *ssa.Store:
			if ref.Addr == v && l.of(ref.Val) {
				return true
			}
		}
	}
	return false
}

// A test says which errors a condition is true for.
type test struct {
	classes knowledge.Failure
	known   bool // otherwise nobody knows which
	// single: it is one error, type or code; those that fail the test are the
	// rest. Of a predicate that isn't understood that isn't known.
	single bool
	cancel bool
	// none: it is no error at all.
	none bool
}

// split returns what is known where cond is true, and where it is false; nil
// where it can't be.
func (t *trace) split(cond ssa.Value, w *errorWay) (yes, no *errorWay) {
	switch c := w.value(cond).(type) {
	case *ssa.Const:
		if c.Value != nil && c.Value.Kind() == constant.Bool {
			if constant.BoolVal(c.Value) {
				return w, nil
			}
			return nil, w
		}
	case *ssa.UnOp:
		if c.Op == token.NOT {
			no, yes = t.split(c.X, w)
			return yes, no
		}
	case *ssa.BinOp:
		return t.compare(c, w)
	case *ssa.Extract:
		switch tuple := c.Tuple.(type) {
		case *ssa.TypeAssert:
			if is, _ := t.is(tuple.X, w); is {
				classes, known := knowledge.FailureOfType(tuple.AssertedType)
				return narrow(w, c, test{classes: classes, known: known, single: true})
			}
		case *ssa.Call:
			return t.asked(tuple, c, c.Index, w)
		}
	case *ssa.Call:
		return t.asked(c, c, 0, w)
	}
	if t.about(cond, w) {
		return narrow(w, cond, test{})
	}
	return w, w
}

func (t *trace) compare(c *ssa.BinOp, w *errorWay) (yes, no *errorWay) {
	x, y, op := w.value(c.X), w.value(c.Y), c.Op
	if _, ok := x.(*ssa.Const); ok {
		x, y, op = y, x, mirrored(op)
	}
	if k, ok := y.(*ssa.Const); ok && k.IsNil() {
		if !isError(c.X.Type()) || op != token.EQL && op != token.NEQ {
			return w, w
		}
		none, some := w, w
		if is, sure := t.is(x, w); is {
			if w.fine {
				some = nil
			} else if sure {
				none = nil
			}
		} else if isNil(x) {
			some = nil
		} else if isMade(x) {
			none = nil
		}
		if op == token.EQL {
			return none, some
		}
		return some, none
	}
	if op == token.EQL || op == token.NEQ {
		equal, found := t.equal(x, y, w)
		if !found {
			equal, found = t.equal(y, x, w)
		}
		if found {
			yes, no = narrow(w, c, equal)
			if op == token.NEQ {
				return no, yes
			}
			return yes, no
		}
	}
	if classes, known, ok := t.codes(x, op, y, w); ok {
		return narrow(w, c, test{classes: classes, known: known, single: true})
	}
	if t.about(c, w) {
		return narrow(w, c, test{})
	}
	return w, w
}

// equal returns what it says of the error that x is y.
func (t *trace) equal(x, y ssa.Value, w *errorWay) (test, bool) {
	if is, _ := t.is(x, w); is {
		return t.variable(y), true
	}
	if k, ok := y.(*ssa.Const); ok && k.Value != nil {
		if family, ok := t.code(x, w); ok {
			if family == knowledge.GRPC && constant.Sign(k.Value) == 0 { // codes.OK
				return test{none: true}, true
			}
			classes, known := knowledge.FailureOfCode(family, k.Value)
			return test{classes: classes, known: known, single: true}, true
		}
	}
	return test{}, false
}

// variable returns what it says of the error that it is what v holds.
func (t *trace) variable(v ssa.Value) test {
	if k, ok := v.(*ssa.Const); ok && k.Value != nil { // syscall.ECONNRESET
		classes, known := knowledge.FailureOfConst(k.Type(), k.Value)
		return test{classes: classes, known: known, single: true}
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return test{single: true}
	}
	g, ok := load.X.(*ssa.Global)
	if !ok || g.Object() == nil {
		return test{single: true}
	}
	obj := g.Object().(*types.Var)
	classes, known := knowledge.FailureOf(obj)
	return test{classes: classes, known: known, single: true, cancel: obj.Pkg() != nil && obj.Pkg().Path() == "context"}
}

// code returns of which kind the code is that v is of the error, or of what
// the call answered.
func (t *trace) code(v ssa.Value, w *errorWay) (family knowledge.Code, ok bool) {
	v = w.value(v)
	if convert, ok := v.(*ssa.Convert); ok {
		v = convert.X
	}
	if convert, ok := v.(*ssa.ChangeType); ok {
		v = convert.X
	}
	switch x := v.(type) {
	case *ssa.Call:
		fn := ssaform.Callee(x.Common())
		if fn == nil {
			return knowledge.NoCode, false
		}
		family, ok = knowledge.CodeOf(fn)
		return family, ok && t.about(x, w)
	case *ssa.UnOp:
		f, isField := x.X.(*ssa.FieldAddr)
		if x.Op != token.MUL || !isField {
			return knowledge.NoCode, false
		}
		ptr, isPtr := f.X.Type().Underlying().(*types.Pointer)
		if !isPtr {
			return knowledge.NoCode, false
		}
		return t.codeField(ptr.Elem(), f.Field, x, w)
	case *ssa.Field:
		return t.codeField(x.X.Type(), x.Field, x, w)
	}
	return knowledge.NoCode, false
}

func (t *trace) codeField(owner types.Type, field int, v ssa.Value, w *errorWay) (family knowledge.Code, ok bool) {
	s, isStruct := owner.Underlying().(*types.Struct)
	if !isStruct {
		return knowledge.NoCode, false
	}
	family, ok = knowledge.CodeField(owner, s.Field(field).Name())
	return family, ok && t.about(v, w)
}

// codes returns which errors have a code that compares so to a constant:
// resp.StatusCode >= 500.
func (t *trace) codes(x ssa.Value, op token.Token, y ssa.Value, w *errorWay) (classes knowledge.Failure, known, ok bool) {
	k, isConst := y.(*ssa.Const)
	if !isConst || k.Value == nil {
		return 0, false, false
	}
	family, ok := t.code(x, w)
	if !ok {
		return 0, false, false
	}
	classes, known = knowledge.FailureOfCodes(family, op, k.Value)
	return classes, known, true
}

// asked returns what result k of a call, which is cond, says of the error.
func (t *trace) asked(call *ssa.Call, cond ssa.Value, k int, w *errorWay) (yes, no *errorWay) {
	c := call.Common()
	fn := ssaform.Callee(c)
	given := slices.ContainsFunc(arguments(c), func(arg ssa.Value) bool { return t.about(arg, w) })
	if !given {
		return w, w
	}
	if fn == nil {
		return narrow(w, cond, test{})
	}
	switch knowledge.Path(pathOf(fn)) + "." + fn.Name() {
	case "errors.Is", "github.com/pkg/errors.Is", "github.com/cockroachdb/errors.Is", "golang.org/x/xerrors.Is":
		return narrow(w, cond, t.variable(w.value(c.Args[1])))
	case "errors.As", "github.com/pkg/errors.As", "github.com/cockroachdb/errors.As", "golang.org/x/xerrors.As":
		if ptr, ok := w.value(c.Args[1]).Type().Underlying().(*types.Pointer); ok {
			classes, known := knowledge.FailureOfType(ptr.Elem())
			return narrow(w, cond, test{classes: classes, known: known, single: true})
		}
	case "strings.Contains", "strings.HasPrefix", "strings.HasSuffix", "strings.EqualFold":
		if text, ok := w.value(c.Args[1]).(*ssa.Const); ok && text.Value != nil && text.Value.Kind() == constant.String {
			classes, known := knowledge.FailureOfText(constant.StringVal(text.Value))
			return narrow(w, cond, test{classes: classes, known: known, single: true})
		}
	}
	if classes, ok := knowledge.FailureTest(fn); ok {
		return narrow(w, cond, test{classes: classes, known: true, single: true})
	}
	if a := t.flow.accepts(fn); a != nil && a.Result == k {
		if own := c.StaticCallee(); own != nil && t.call != nil {
			t.flow.decides[own] = true
		}
		if arg := ssaform.Argument(c, a.Param); arg != nil {
			if is, _ := t.is(arg, w); is {
				return filter(w, cond, a.True), filter(w, cond, a.False)
			}
		}
	}
	return narrow(w, cond, test{})
}

func pathOf(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	return fn.Pkg().Path()
}

// narrow returns what is known where a test, cond, is passed, and where it
// isn't.
func narrow(w *errorWay, cond ssa.Value, is test) (yes, no *errorWay) {
	if is.none {
		if w.fine {
			return w, nil
		}
		return nil, w
	}
	y := *w
	y.by, y.cancel = cond, is.cancel
	switch {
	case is.known && (w.rest || w.unknown):
		y.rest, y.unknown, y.classes = false, false, is.classes
	case is.known:
		if y.classes &= is.classes; y.classes == 0 {
			return nil, w
		}
	case w.rest:
		y.rest, y.unknown = false, true
	}
	if !is.known && !is.single && w.rest {
		// Which errors fail a test that isn't understood isn't known either.
		n := *w
		n.rest, n.unknown, n.by = false, true, cond
		return &y, &n
	}
	return &y, w
}

// filter returns what is known where a predicate has let e through.
func filter(w *errorWay, cond ssa.Value, e Errors) *errorWay {
	y := *w
	switch {
	case !e.Every && e.Classes == 0 && !e.Unknown:
		return nil
	case e.Every:
		return w
	case w.rest || w.unknown:
		y.rest, y.unknown, y.classes = false, e.Unknown, e.Classes
	case w.classes&e.Classes == 0 && !e.Unknown:
		return nil
	default:
		y.classes &= e.Classes
		y.unknown = e.Unknown
	}
	y.by, y.cancel = cond, false
	return &y
}

// outcome says what a runner does about the error that a closure returns; marked
// says that it wants to be told which have another attempt.
func (t *trace) outcome(w *errorWay, result ssa.Value, marked bool) fate {
	v := w.value(result)
	if isNil(v) {
		return leaves
	}
	if is, sure := t.is(v, w); is && sure && w.fine {
		return leaves
	}
	found := false
	for _, m := range marks(v, w, 4) {
		if m.Permanent {
			return leaves
		}
		found = true
	}
	if marked && !found {
		return leaves
	}
	return repeats
}

// marks returns what an error says of another attempt.
func marks(v ssa.Value, w *errorWay, depth int) []knowledge.Mark {
	if v = w.value(v); depth == 0 {
		return nil
	}
	var out []knowledge.Mark
	switch v := v.(type) {
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && g.Object() != nil {
			if m, ok := knowledge.MarkOf(g.Object()); ok {
				out = append(out, m)
			}
		}
	case *ssa.Call:
		if fn := ssaform.Callee(v.Common()); fn != nil {
			if m, ok := knowledge.MarkOf(fn); ok {
				return []knowledge.Mark{m}
			}
		}
		for _, arg := range arguments(v.Common()) {
			if isError(arg.Type()) || isError(w.value(arg).Type()) {
				out = append(out, marks(arg, w, depth-1)...)
			}
		}
	case *ssa.Extract:
		out = marks(v.Tuple, w, depth)
	}
	return out
}

func isFalse(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Bool && !constant.BoolVal(c.Value)
}

func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.LEQ:
		return token.GEQ
	case token.GTR:
		return token.LSS
	case token.GEQ:
		return token.LEQ
	}
	return op
}

// isMade reports whether an error is made here.
func isMade(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		_, ok = v.(*ssa.Alloc)
		return ok
	}
	fn := ssaform.Callee(call.Common())
	return fn != nil && (fn.FullName() == "fmt.Errorf" || fn.FullName() == "errors.New")
}

func isError(t types.Type) bool { return types.Identical(t, errorType) }
