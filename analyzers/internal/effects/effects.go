// Package effects finds what a function does to the world: jobs, messages,
// mails, calls and deletions that a rollback does not take back, and queries,
// each with the handle that it runs through.
//
// Every function gets a fact, [Effects], computed bottom-up from the tables of
// package knowledge and from its callees, so that a call three wrappers and
// two packages away from the library is still known for what it does.
package effects

import (
	"cmp"
	"go/types"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// Analyzer computes the effects of a package's functions; its result is a
// *[Result], nil for a package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name:       "effects",
	Doc:        "find what functions do to the world, and through which handle",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer, sqlquery.Analyzer, ssaform.Analyzer, txscope.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Effects)},
}

// An Effect is one thing that a function does, as its callers see it.
type Effect struct {
	Role knowledge.Role
	// On are, for a query, the handles that it may run through.
	On []txscope.Ref
	// Via are the functions from the callee down to the library's, which comes
	// last. Of an interface's method it begins with what implements that.
	Via []callpath.Symbol
	// VerbParam is 1 + the parameter that decides whether an HTTP call
	// changes anything; 0: it does.
	VerbParam int
}

// Effects is the fact about a function.
type Effects struct {
	List []Effect
	// Claims says that the function locks rows for itself with SKIP LOCKED:
	// the consumer's side of a queue in a table.
	Claims bool
	// Verb and VerbParam are the HTTP method of the request that the function
	// returns, or 1 + the parameter that is it.
	Verb      string
	VerbParam int
}

func (*Effects) AFact() {}

func (e *Effects) String() string {
	var words []string
	for _, x := range e.List {
		words = append(words, Verb(x.Role))
	}
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

func (e *Effects) empty() bool {
	return e == nil || len(e.List) == 0 && !e.Claims && e.Verb == "" && e.VerbParam == 0
}

// Verb names what a role does, for facts and messages.
func Verb(r knowledge.Role) string {
	switch r {
	case knowledge.Enqueue:
		return "enqueue"
	case knowledge.Publish:
		return "publish"
	case knowledge.Mail:
		return "mail"
	case knowledge.Call:
		return "call"
	case knowledge.Storage:
		return "storage"
	case knowledge.Query:
		return "query"
	case knowledge.Exec:
		return "exec"
	case knowledge.Put:
		return "put"
	case knowledge.Fetch:
		return "fetch"
	case knowledge.Receive:
		return "receive"
	}
	return "none"
}

// An Occurrence is an effect at a call, in terms of the caller's values.
type Occurrence struct {
	Role    knowledge.Role
	Handles []txscope.Origin // of a query; empty when unknown
	Via     []callpath.Symbol
	// InRun says that the call hands a declared function to a transaction
	// runner, and the effect is that function's: it happens inside whether or
	// not the call does.
	InRun bool

	verbRoot *ssa.Parameter // of the enclosing function: decides as VerbParam does
}

// A Result holds the effects of one package's functions.
type Result struct {
	pass       *analysis.Pass
	tx         *txscope.Result
	form       *ssaform.Form
	sql        *sqlquery.Result
	directives *directive.Set
	own        map[*types.Func]*Effects
	imported   map[*types.Func]*Effects
	at         map[ssa.CallInstruction]atCall
}

type atCall struct {
	list   []Occurrence
	claims bool
}

const (
	maxRounds  = 6
	maxQueries = 16 // queries through different handles that a fact keeps
)

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	if tx == nil {
		return (*Result)(nil), nil
	}
	defer tx.Lock()()
	r := &Result{
		pass:       pass,
		tx:         tx,
		form:       pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		sql:        pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result),
		directives: pass.ResultOf[directive.Analyzer].(*directive.Set),
		own:        map[*types.Func]*Effects{},
	}
	for range maxRounds {
		r.imported = map[*types.Func]*Effects{}
		r.at = map[ssa.CallInstruction]atCall{}
		changed := false
		for _, fn := range tx.Postorder {
			obj := ssaform.FuncOf(fn)
			e := r.summarize(fn, obj)
			if !reflect.DeepEqual(e, r.own[obj]) {
				r.own[obj] = e
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
		if obj := ssaform.FuncOf(fn); obj != nil && !r.own[obj].empty() {
			r.pass.ExportObjectFact(obj, r.own[obj])
		}
	}
	for m := range r.form.InterfaceMethods() {
		if e := r.of(m); !e.empty() {
			r.pass.ExportObjectFact(m, e)
		}
	}
}

// declaredRoles are the effects that directives declare.
var declaredRoles = map[directive.Verb]knowledge.Role{
	directive.Enqueues:  knowledge.Enqueue,
	directive.Publishes: knowledge.Publish,
	directive.Mails:     knowledge.Mail,
	directive.Calls:     knowledge.Call,
	directive.Deletes:   knowledge.Storage,
}

// declared returns what directives say of fn; ok, when they say it all.
func (r *Result) declared(fn *types.Func) (e *Effects, ok bool) {
	e = &Effects{}
	for _, d := range r.directives.Of(fn) {
		if role, declares := declaredRoles[d.Verb]; declares {
			e.List = append(e.List, Effect{Role: role, Via: callpath.As(fn, nil)})
			ok = true
		}
		if d.Verb == directive.NoEffect || d.Verb == directive.AfterCommit {
			ok = true
		}
	}
	return e, ok
}

// autonomous reports whether fn is declared to use its own connection on
// purpose.
func (r *Result) autonomous(fn *types.Func) bool {
	return slices.ContainsFunc(r.directives.Of(fn), func(d directive.Directive) bool { return d.Verb == directive.Autonomous })
}

// of returns the effects of a callee, or nil.
func (r *Result) of(fn *types.Func) *Effects {
	iface := fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type())
	if fn.Pkg() == r.pass.Pkg && !iface {
		return r.own[fn]
	}
	if e, ok := r.imported[fn]; ok {
		return e
	}
	r.imported[fn] = nil // cuts cycles
	var e *Effects
	if fn.Pkg() != r.pass.Pkg {
		var fact Effects
		if r.pass.ImportObjectFact(fn, &fact) {
			e = &fact
		}
	}
	if iface {
		if d, ok := r.declared(fn); ok && fn.Pkg() == r.pass.Pkg {
			e = d
		} else {
			e = r.implementations(fn, e)
		}
	}
	r.imported[fn] = e
	return e
}

// implementations returns what all implementations in sight do; seen is what
// those do that are in sight where the interface is declared.
func (r *Result) implementations(fn *types.Func, seen *Effects) *Effects {
	e := seen
	for i, impl := range r.form.Implementations(fn) {
		own := r.of(impl)
		if i == 0 && seen == nil {
			e = own.as(impl)
			continue
		}
		e = meet(e, own)
	}
	return e
}

// as is what an interface's method does that fn implements.
func (e *Effects) as(fn *types.Func) *Effects {
	if e == nil {
		return nil
	}
	c := *e
	c.List = slices.Clone(e.List)
	for i := range c.List {
		c.List[i].Via = callpath.As(fn, c.List[i].Via)
	}
	return &c
}

func meet(a, b *Effects) *Effects {
	if a == nil || b == nil {
		return nil
	}
	m := &Effects{Claims: a.Claims || b.Claims}
	for _, x := range a.List {
		if slices.ContainsFunc(b.List, func(y Effect) bool {
			return x.Role == y.Role && slices.Equal(x.On, y.On)
		}) {
			m.List = append(m.List, x)
		}
	}
	return m
}

// At returns what call does, itself or through its callee. What closures do
// that the callee runs is found at the calls in them.
func (r *Result) At(call ssa.CallInstruction) []Occurrence { return r.atCall(call).list }

// Claims reports whether call locks rows with SKIP LOCKED.
func (r *Result) Claims(call ssa.CallInstruction) bool { return r.atCall(call).claims }

func (r *Result) atCall(call ssa.CallInstruction) atCall {
	if a, ok := r.at[call]; ok {
		return a
	}
	r.at[call] = atCall{} // cuts cycles
	a := r.compute(call)
	r.at[call] = a
	return a
}

func (r *Result) compute(call ssa.CallInstruction) atCall {
	c := call.Common()
	var a atCall
	for _, act := range r.tx.Activations(call) {
		if act.Fn.Parent() != nil && act.Fn.Synthetic == "" {
			continue
		}
		// A declared function or method as callback.
		obj := ssaform.FuncOf(act.Fn)
		if obj == nil || obj == ssaform.Callee(c) {
			continue
		}
		if e := r.of(obj); e != nil {
			for _, x := range e.List {
				if x.Role.IsEffect() && x.VerbParam == 0 {
					a.list = append(a.list, Occurrence{Role: x.Role, Via: r.via(obj, x.Via), InRun: act.Run.InTx})
				}
			}
		}
	}
	fn := ssaform.Callee(c)
	if fn == nil {
		return a
	}
	if f, ok := r.tx.Library(fn); ok {
		if o, ok := r.library(call, fn, f); ok {
			a.list = append(a.list, o)
		}
		a.claims = f.Role.IsQuery() && r.claims(c)
		return a
	}
	e := r.of(fn)
	if e == nil {
		return a
	}
	a.claims = e.Claims
	if reportsErrors(fn) {
		// Telling somebody of a failure stays true after a rollback.
		e = &Effects{List: slices.DeleteFunc(slices.Clone(e.List), func(x Effect) bool { return x.Role.IsEffect() })}
	}
	for _, x := range e.List {
		o := Occurrence{Role: r.sql.HandedRole(call, x.Role), Via: r.via(fn, x.Via)}
		if x.VerbParam > 0 {
			changes, param := r.Changes(ssaform.Argument(c, x.VerbParam-1))
			if !changes && param == nil {
				continue
			}
			o.verbRoot = param
		}
		unknown := false
		for _, ref := range x.On {
			if ref.Kind == txscope.Unknown {
				unknown = true
				continue
			}
			o.Handles = append(o.Handles, r.tx.Resolve(call, ref)...)
		}
		o.Handles = present(o.Handles)
		if unknown {
			o.Handles = nil
		}
		a.list = append(a.list, o)
	}
	return a
}

// present drops the nil of an optional handle where there are others.
func present(os []txscope.Origin) []txscope.Origin {
	isNil := func(o txscope.Origin) bool { return o.Kind == txscope.FromLiteral }
	if slices.ContainsFunc(os, func(o txscope.Origin) bool { return !isNil(o) }) {
		return slices.DeleteFunc(os, isNil)
	}
	return nil
}

// via leaves out a function that hands on to one of its name: of a path people
// read the names.
func (r *Result) via(fn *types.Func, rest []callpath.Symbol) []callpath.Symbol {
	path := callpath.Via(r.pass.Pkg, fn, rest)
	if len(path) > 1 && path[0].Name() == path[1].Name() {
		return callpath.Rest(r.pass.Pkg, path)
	}
	return path
}

// library returns what a library function does at call.
func (r *Result) library(call ssa.CallInstruction, fn *types.Func, f knowledge.Func) (Occurrence, bool) {
	c := call.Common()
	o := Occurrence{Role: r.sql.Role(call, f.Role), Via: []callpath.Symbol{callpath.Sink(fn)}}
	switch {
	case f.Role.IsEffect():
		if f.Verbs != "" {
			verb, ok := r.tx.ConstString(ssaform.Operand(c, f.Verb))
			if !ok || !slices.Contains(strings.Fields(f.Verbs), strings.ToUpper(verb)) {
				return o, false
			}
		} else if f.Verb != 0 {
			changes, param := r.Changes(ssaform.Operand(c, f.Verb))
			if !changes && param == nil {
				return o, false
			}
			o.verbRoot = param
		}
		if f.Tx != 0 {
			if v := ssaform.Operand(c, f.Tx); v != nil && r.tx.IsHandle(v) {
				o.Role, o.Handles = knowledge.Exec, r.tx.Origins(v)
			}
		}
		if f.Role == knowledge.Storage && r.temporary(c) {
			return o, false
		}
		return o, true
	case f.Role.IsQuery(), f.Role == knowledge.Begin, f.Role == knowledge.Run:
		on := ssaform.Operand(c, f.On)
		if on == nil {
			return o, false
		}
		if !f.Role.IsQuery() {
			o.Role = knowledge.Exec // a transaction of its own on that handle
		}
		o.Handles = present(slices.Clone(r.tx.Origins(on)))
		if f.Role == knowledge.Run && f.FnCtx != 0 {
			// A runner whose transaction travels in contexts joins the one in
			// the context that it is given.
			o.Handles = append(o.Handles, r.tx.CtxArgs(c)...)
		}
		return o, true
	}
	return o, false
}

// temporary reports whether the file that is removed was made by CreateTemp
// or MkdirTemp: nothing refers to it.
func (r *Result) temporary(c *ssa.CallCommon) bool {
	var made func(v ssa.Value, depth int) bool
	made = func(v ssa.Value, depth int) bool {
		for _, o := range r.tx.Origins(v) {
			call, ok := o.Root.(*ssa.Call)
			if !ok || depth > 4 {
				continue
			}
			if fn := ssaform.Callee(call.Common()); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "os" {
				switch fn.Name() {
				case "CreateTemp", "MkdirTemp", "TempDir":
					return true
				}
			}
			// Have: f.Name(), filepath.Join(dir, name).
			for _, arg := range call.Call.Args {
				if made(arg, depth+1) {
					return true
				}
			}
		}
		return false
	}
	return slices.ContainsFunc(c.Args, func(arg ssa.Value) bool { return made(arg, 0) })
}

// claims reports whether a constant argument of a query takes rows with SKIP
// LOCKED.
func (r *Result) claims(c *ssa.CallCommon) bool {
	for _, arg := range c.Args {
		if s, ok := r.tx.ConstString(arg); ok {
			words := strings.Fields(strings.ToUpper(s))
			for i := range words {
				if words[i] == "SKIP" && i+1 < len(words) && strings.HasPrefix(words[i+1], "LOCKED") {
					return true
				}
			}
		}
	}
	return false
}

// Changes reports whether v, an HTTP method or a request, may change something;
// param, when only the caller knows.
func (r *Result) Changes(v ssa.Value) (changes bool, param *ssa.Parameter) {
	verb, param := r.verb(v, 0)
	switch verb {
	case http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return true, nil
	case "":
		return false, param
	}
	return false, nil
}

// Method returns the HTTP method that v is, or of the request that v is, in
// upper case, empty if it isn't known; param, when only the caller knows.
func (r *Result) Method(v ssa.Value) (verb string, param *ssa.Parameter) { return r.verb(v, 0) }

// verb returns the HTTP method that v is, or of the request that v is.
func (r *Result) verb(v ssa.Value, depth int) (string, *ssa.Parameter) {
	if v == nil || depth > 4 {
		return "", nil
	}
	if s, ok := r.tx.ConstString(v); ok {
		if s == "" {
			return http.MethodGet, nil
		}
		return strings.ToUpper(s), nil
	}
	for _, o := range r.tx.Origins(v) {
		switch o.Kind {
		case txscope.FromParam:
			if o.Path == "" {
				return "", o.Root.(*ssa.Parameter)
			}
		case txscope.FromCall:
			call := o.Root.(*ssa.Call)
			fn := ssaform.Callee(call.Common())
			if fn == nil {
				continue
			}
			if f, ok := r.tx.Library(fn); ok {
				if f.Role == knowledge.None && f.Verb != 0 {
					return r.verb(ssaform.Operand(call.Common(), f.Verb), depth+1)
				}
				continue
			}
			if e := r.of(fn); e != nil && e.Verb != "" {
				return e.Verb, nil
			} else if e != nil && e.VerbParam > 0 {
				return r.verb(ssaform.Argument(call.Common(), e.VerbParam-1), depth+1)
			}
		case txscope.FromVar:
			for _, s := range r.tx.Stored(o, "Method") {
				return r.verb(s, depth+1)
			}
		}
	}
	return "", nil
}

// reportsErrors reports whether fn is told an error, or errors: its mails and
// calls report a failure.
func reportsErrors(fn *types.Func) bool {
	for p := range fn.Signature().Params().Variables() {
		t := types.Unalias(p.Type())
		switch u := t.(type) {
		case *types.Slice:
			t = types.Unalias(u.Elem())
		case *types.Map:
			t = types.Unalias(u.Elem())
		}
		if types.Implements(t, errorType) {
			return true
		}
	}
	return false
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// summarize returns the effects of the declared function fn, or nil.
func (r *Result) summarize(fn *ssa.Function, obj *types.Func) *Effects {
	if e, ok := r.declared(obj); ok {
		return e
	}
	e := &Effects{}
	roles := map[knowledge.Role]Effect{}
	var queries []Effect
	for _, call := range r.tx.Body(fn) {
		a := r.atCall(call)
		e.Claims = e.Claims || a.claims
		for _, o := range a.list {
			x := Effect{Role: o.Role, Via: o.Via}
			if o.verbRoot != nil {
				i := slices.Index(fn.Params, o.verbRoot)
				if i < 0 {
					continue
				}
				x.VerbParam = i + 1
			}
			if o.Role.IsEffect() {
				if o.InRun || r.reportedHere(call) || !r.tx.MaySucceedAfter(fn, call) {
					continue
				}
				if old, ok := roles[o.Role]; !ok || better(x, old) {
					roles[o.Role] = x
				}
				continue
			}
			handles := o.Handles
			if !r.inside(call, handles) {
				// A session that is begun nowhere is its engine.
				handles = r.tx.Pools(handles)
			}
			for _, h := range handles {
				ref, _ := r.tx.Ref(fn, h)
				x.On = append(x.On, ref)
			}
			if r.autonomous(obj) || !slices.ContainsFunc(x.On, func(ref txscope.Ref) bool { return ref.Kind != txscope.Unknown }) {
				continue
			}
			slices.SortFunc(x.On, txscope.CompareRefs)
			x.On = slices.Compact(x.On)
			if i := slices.IndexFunc(queries, func(q Effect) bool { return slices.Equal(q.On, x.On) }); i >= 0 {
				if x.Role == knowledge.Exec && queries[i].Role == knowledge.Query {
					queries[i] = x
				}
			} else if len(queries) < maxQueries {
				queries = append(queries, x)
			}
		}
	}
	for _, x := range roles {
		e.List = append(e.List, x)
	}
	slices.SortFunc(e.List, func(a, b Effect) int { return cmp.Compare(a.Role, b.Role) })
	e.List = append(e.List, r.optional(fn, queries)...)
	r.request(fn, e)
	if e.empty() {
		return nil
	}
	return e
}

// inside reports whether a query through handles is part of a transaction
// that the function holds.
func (r *Result) inside(call ssa.CallInstruction, handles []txscope.Origin) bool {
	return slices.ContainsFunc(r.tx.Inside(call), func(site txscope.Site) bool {
		return r.tx.AnyCarries(site.Scope, handles)
	})
}

// optional adds to every query the handles that fn uses only if they are
// there: what a context carries, a parameter that may be nil. Which branch
// goes with which handle isn't followed.
//
//	if tx, ok := ctx.Value(key).(*sql.Tx); ok {
//		return tx.QueryRow(q)
//	}
//	return s.db.QueryRow(q)
func (r *Result) optional(fn *ssa.Function, queries []Effect) []Effect {
	if len(queries) == 0 {
		return nil
	}
	handles := r.tx.CtxLookups(fn)
	for _, q := range queries {
		for _, ref := range q.On {
			if ref.Kind == txscope.OfParam && txscope.Optional(fn.Params[ref.Index]) {
				handles = append(handles, ref)
			}
		}
	}
	if len(handles) == 0 {
		return queries
	}
	for i := range queries {
		on := slices.Concat(queries[i].On, handles)
		slices.SortFunc(on, txscope.CompareRefs)
		queries[i].On = slices.Compact(on)
	}
	return slices.CompactFunc(queries, func(a, b Effect) bool { return slices.Equal(a.On, b.On) })
}

// better prefers what happens without condition, then the shorter way.
func better(x, old Effect) bool {
	if (x.VerbParam == 0) != (old.VerbParam == 0) {
		return x.VerbParam == 0
	}
	return len(x.Via) < len(old.Via)
}

// reportedHere reports whether an effect at call is a finding already: it
// happens inside a transaction that the function itself holds. Its callers
// then have nothing to add.
func (r *Result) reportedHere(call ssa.CallInstruction) bool {
	for _, site := range r.tx.Inside(call) {
		if !site.Scope.ReadOnly {
			return true
		}
	}
	return false
}

// request notes the HTTP method of the request that fn returns.
func (r *Result) request(fn *ssa.Function, e *Effects) {
	results := fn.Signature.Results()
	if results.Len() == 0 {
		return
	}
	named := knowledge.Named(results.At(0).Type())
	if named == nil || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "net/http" || named.Obj().Name() != "Request" {
		return
	}
	for _, v := range r.tx.Returned(fn, 0) {
		verb, param := r.verb(v, 0)
		if verb != "" {
			e.Verb = verb
		} else if i := slices.Index(fn.Params, param); param != nil && i >= 0 {
			e.VerbParam = i + 1
		}
	}
}
