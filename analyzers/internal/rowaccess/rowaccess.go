// Package rowaccess finds which rows a call deletes or updates, and which it
// reads page by page: the table, the columns, and by which of its parameters.
//
// Every function gets a fact, [Rows], computed bottom-up from the queries that
// sqlquery has found, so that a delete three wrappers and two packages away is
// still known for the table that it deletes from. An interface's method does
// what all of its implementations in sight do.
//
// It is a may analysis: what a function does on some path, it does. A query
// whose table isn't known isn't there.
package rowaccess

import (
	"cmp"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer finds what the functions of a package do with rows; its result is a
// *[Result], nil for a package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name:       "rowaccess",
	Doc:        "find which rows functions delete, update and read by pages",
	Run:        run,
	Requires:   []*analysis.Analyzer{reach.Analyzer, ssaform.Analyzer, schema.Analyzer, sqlquery.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Rows)},
}

// Rows is the fact about a function.
type Rows struct {
	Writes []Write
	Pages  []Page
	// Offset are the parameters from which the function computes the offset
	// that it gives a builder which it returns, or one that what it returns is
	// called with (a scope).
	Offset []Ref
	// Number are the parameters that the number it returns is computed from.
	Number []Ref
	// Open are the calls of interface methods that nothing in sight implements.
	Open []Open
	// Finds are the rows whose presence the function's results tell of, and
	// Inserts those that it makes.
	Finds   []Find
	Inserts []Insert
	// Serial says that what runs after a call of the function, or in a function
	// that it is given, runs alone.
	Serial bool
}

func (*Rows) AFact() {}

func (r *Rows) String() string {
	var words []string
	for _, w := range r.Writes {
		words = append(words, w.String())
	}
	for _, p := range r.Pages {
		words = append(words, "pages "+p.Table)
	}
	if len(r.Offset) > 0 {
		words = append(words, "offsets")
	}
	if len(r.Number) > 0 {
		words = append(words, "computes")
	}
	for _, f := range r.Finds {
		words = append(words, f.String())
	}
	for _, in := range r.Inserts {
		words = append(words, in.String())
	}
	if r.Serial {
		words = append(words, "serial")
	}
	return strings.Join(words, ", ")
}

func (r *Rows) empty() bool {
	return r == nil || len(r.Writes)+len(r.Pages)+len(r.Offset)+len(r.Number)+len(r.Open)+len(r.Finds)+len(r.Inserts) == 0 && !r.Serial
}

// A Ref is a parameter, the receiver first, or a field in it: ".Page".
type Ref struct {
	Param int
	Path  string
}

// A Write is a DELETE or an UPDATE.
type Write struct {
	// Table is its name in lower case, Model the Go type that stands for it
	// ("path.Type"), empty if there is none.
	Table, Model string
	// Delete says that the rows are gone. A soft delete is an update.
	Delete bool
	// Sets are the columns that an update sets. All says that it writes a whole
	// row, of which nothing but Sets is known to have changed.
	Sets []Set
	All  bool
	// Keyed says that the rows are picked by their primary key.
	Keyed bool
	// By are the parameters that the rows and their values come from.
	By []int
	// Via are the functions on the way down to the one that calls the library, the
	// callee first. Of an interface's method it begins with what implements that.
	Via []callpath.Symbol
}

func (w Write) String() string {
	var columns []string
	for _, s := range w.Sets {
		columns = append(columns, s.Column)
	}
	switch {
	case w.Delete:
		return "deletes " + w.Table
	case len(columns) > 0:
		return "updates " + w.Table + "(" + strings.Join(columns, " ") + ")"
	}
	return "updates " + w.Table
}

// An Open is a call of an interface's method whose implementations are in
// packages that import this one: a service that declares the repository that it
// is given. What it does is known there, see [Result.Method].
type Open struct {
	Method Method
	// By are the parameters that its arguments come from.
	By  []int
	Via []callpath.Symbol
}

// A Method is one of an interface.
type Method struct{ Package, Type, Name string }

// An OpenAt is an Open that a call makes.
type OpenAt struct {
	Open
	Picks []ssa.Value
}

// A Set is a column that is set, in lower case.
type Set struct {
	Column string
	Value  Value
}

// A Value is a constant, or what the caller gives as parameter Param - 1.
type Value struct {
	Known bool
	Text  string // as SQL has it, without quotes; "null"
	Param int    // 0: none
}

// A Page is a SELECT with an offset.
type Page struct {
	Table, Model string
	// Of are the parameters, of interface type, whose dynamic type says which
	// table it is, Builder is 1 + the one that is the query so far, if Table is
	// empty: a helper that pages whatever it is given.
	Of      []int
	Builder int
	// Filters are the columns by which it always filters, and Beans the
	// parameters whose fields it also filters by, those that are zero left out.
	Filters []Filter
	Beans   []int
	// Offset are the parameters that the offset is computed from.
	Offset []Ref
	Via    []callpath.Symbol
}

// Filtered returns the filters with the values that known gives.
func (p Page) Filtered(known func(Value) Value) []Filter {
	var out []Filter
	for _, f := range p.Filters {
		var values []Value
		for _, v := range f.Values {
			values = append(values, known(v))
		}
		f.Values = values
		out = append(out, f)
	}
	return out
}

func (p Page) same(x Page) bool {
	x.Via = p.Via
	return reflect.DeepEqual(p, x)
}

// A Filter is a column that rows are compared by.
type Filter struct {
	Column string
	Op     Op
	Values []Value
}

// An Op is how a Filter compares.
type Op uint8

const (
	Equal    Op = iota // to one of Values
	Unequal            // to any of Values
	Null               // IS NULL
	NotNull            //
	Compared           // in some other way
)

// A PageAt is a Page that a call reads, in terms of the caller's values.
type PageAt struct {
	Page
	// From is what the offset is computed from.
	From []Leaf
	// Rows are the values that hold the rows: the call's result, or what it
	// reads into.
	Rows []ssa.Value
}

// A WriteAt is a Write that a call makes.
type WriteAt struct {
	Write
	// Picks are the values that the rows and their new values come from.
	Picks []ssa.Value
}

// A Result holds what one package's functions do with rows.
type Result struct {
	Form *ssaform.Form

	pass     *analysis.Pass
	schema   *schema.Result // nil if there is none
	queries  map[token.Pos][]*sqlquery.Query
	own      map[*types.Func]*Rows
	imported map[*types.Func]*Rows
	stores   map[*ssa.Function][]store
	terms    *terms
	reached  map[*types.Package][]*types.Package // see modulePackages
}

const (
	maxRounds = 4
	maxWrites = 24
	maxPages  = 8
	maxOpen   = 12
)

func run(pass *analysis.Pass) (any, error) {
	if !pass.ResultOf[reach.Analyzer].(reach.Result).Matters && !mayPage(pass) && !mayCheck(pass) {
		return (*Result)(nil), nil
	}
	r := &Result{
		Form:    pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		pass:    pass,
		queries: map[token.Pos][]*sqlquery.Query{},
		own:     map[*types.Func]*Rows{},
		stores:  map[*ssa.Function][]store{},
		terms:   newTerms(pass.TypesInfo, pass.Files),
		reached: map[*types.Package][]*types.Package{},
	}
	r.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	var queries []*sqlquery.Query
	if sql := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result); sql != nil {
		queries = slices.Concat(sql.Queries, sql.Generated)
	}
	for _, q := range queries {
		// A query that was found by following a call into another function is
		// the caller's there, too.
		if q.Call != nil && q.Func != nil && q.Func.Pos() <= q.Call.Pos() && q.Call.End() <= q.Func.End() {
			r.queries[q.Call.Lparen] = append(r.queries[q.Call.Lparen], q)
		}
	}
	r.Form.Build()
	order := r.Form.Postorder()
	for range maxRounds {
		r.imported = map[*types.Func]*Rows{}
		changed := false
		for _, fn := range order {
			obj := ssaform.FuncOf(fn)
			rows := r.summarize(fn)
			if !reflect.DeepEqual(rows, r.own[obj]) {
				r.own[obj] = rows
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	for _, fn := range r.Form.Funcs {
		if obj := ssaform.FuncOf(fn); obj != nil && !r.own[obj].empty() {
			pass.ExportObjectFact(obj, r.own[obj])
		}
	}
	for m := range r.Form.InterfaceMethods() {
		if rows := r.of(m); !rows.empty() {
			pass.ExportObjectFact(m, rows)
		}
	}
	return r, nil
}

// of returns what a callee does with rows, or nil.
func (r *Result) of(fn *types.Func) *Rows {
	iface := ssaform.IsInterfaceMethod(fn)
	if fn.Pkg() == r.pass.Pkg && !iface {
		return r.own[fn]
	}
	if rows, ok := r.imported[fn]; ok {
		return rows
	}
	r.imported[fn] = nil // cuts cycles
	var rows *Rows
	if fn.Pkg() != r.pass.Pkg {
		var fact Rows
		if r.pass.ImportObjectFact(fn, &fact) {
			rows = &fact
		}
	}
	if iface {
		for i, impl := range r.Form.Implementations(fn) {
			if own := r.of(impl); i == 0 && rows == nil {
				rows = own.as(impl)
			} else {
				rows = meet(rows, own)
			}
		}
	}
	r.imported[fn] = rows
	return rows
}

// as is what an interface's method does that fn implements.
func (r *Rows) as(fn *types.Func) *Rows {
	if r == nil {
		return nil
	}
	c := *r
	c.Writes, c.Pages, c.Open = slices.Clone(r.Writes), slices.Clone(r.Pages), slices.Clone(r.Open)
	for i, w := range c.Writes {
		c.Writes[i].Via = callpath.As(fn, w.Via)
	}
	for i, p := range c.Pages {
		c.Pages[i].Via = callpath.As(fn, p.Via)
	}
	for i, o := range c.Open {
		c.Open[i].Via = callpath.As(fn, o.Via)
	}
	c.Finds, c.Inserts = slices.Clone(r.Finds), slices.Clone(r.Inserts)
	for i, f := range c.Finds {
		c.Finds[i].Via = callpath.As(fn, f.Via)
	}
	for i, in := range c.Inserts {
		c.Inserts[i].Via = callpath.As(fn, in.Via)
	}
	return &c
}

// meet returns what two implementations of a method have in common.
func meet(a, b *Rows) *Rows {
	if a == nil || b == nil {
		return nil
	}
	m := &Rows{}
	for _, w := range a.Writes {
		if slices.ContainsFunc(b.Writes, func(x Write) bool {
			return x.Table == w.Table && x.Delete == w.Delete && x.Keyed == w.Keyed && slices.Equal(x.By, w.By) && reflect.DeepEqual(x.Sets, w.Sets)
		}) {
			m.Writes = append(m.Writes, w)
		}
	}
	for _, p := range a.Pages {
		if slices.ContainsFunc(b.Pages, p.same) {
			m.Pages = append(m.Pages, p)
		}
	}
	for _, f := range a.Finds {
		if slices.ContainsFunc(b.Finds, f.same) {
			m.Finds = append(m.Finds, f)
		}
	}
	for _, in := range a.Inserts {
		if slices.ContainsFunc(b.Inserts, in.same) {
			m.Inserts = append(m.Inserts, in)
		}
	}
	m.Serial = a.Serial && b.Serial
	if slices.Equal(a.Offset, b.Offset) {
		m.Offset = a.Offset
	}
	if slices.Equal(a.Number, b.Number) {
		m.Number = a.Number
	}
	return m
}

// callee returns what the function that c calls does, or nil.
func (r *Result) callee(c *ssa.CallCommon) (*types.Func, *Rows) {
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil, nil
	}
	if c.IsInvoke() {
		if m, ok := ssaform.ConcreteMethod(c); ok {
			fn = m
		}
	}
	return fn, r.of(fn)
}

// Writes returns the rows that a call deletes or updates, itself or through
// its callee. What closures do that the callee runs is found at the calls in
// them.
func (r *Result) Writes(call ssa.CallInstruction) []WriteAt {
	c := call.Common()
	if queries := r.queries[c.Pos()]; len(queries) > 0 {
		return r.written(call, queries)
	}
	fn, rows := r.callee(c)
	if rows == nil {
		return nil
	}
	var out []WriteAt
	for _, w := range rows.Writes {
		at := WriteAt{Write: w}
		at.Via = callpath.Via(r.pass.Pkg, fn, w.Via)
		for _, i := range w.By {
			if v := ssaform.Argument(c, i); v != nil {
				at.Picks = append(at.Picks, v)
			}
		}
		at.Sets = slices.Clone(w.Sets)
		for i := range at.Sets {
			at.Sets[i].Value = resolve(c, at.Sets[i].Value)
		}
		if at.All {
			at.Sets = merge(at.Sets, r.assigned(call, at.Picks))
		}
		out = append(out, at)
	}
	return out
}

// Opens returns the calls of methods that nothing in sight implements which a
// call is or makes.
func (r *Result) Opens(call ssa.CallInstruction) []OpenAt {
	c := call.Common()
	fn, rows := r.callee(c)
	if fn == nil {
		return nil
	}
	if m, ok := r.openMethod(fn, c); ok {
		return []OpenAt{{Open{Method: m, Via: []callpath.Symbol{callpath.Of(fn)}}, c.Args}}
	}
	if rows == nil {
		return nil
	}
	var out []OpenAt
	for _, o := range rows.Open {
		at := OpenAt{Open: o}
		at.Via = callpath.Via(r.pass.Pkg, fn, o.Via)
		for _, i := range o.By {
			if v := ssaform.Argument(c, i); v != nil {
				at.Picks = append(at.Picks, v)
			}
		}
		out = append(out, at)
	}
	return out
}

// openMethod reports whether fn is a method of a first-party interface that
// nothing in sight implements, and may fail.
func (r *Result) openMethod(fn *types.Func, c *ssa.CallCommon) (Method, bool) {
	if !ssaform.IsInterfaceMethod(fn) || fn.Pkg() == nil || !r.Form.SameModule(fn.Pkg().Path()) {
		return Method{}, false
	}
	results := fn.Signature().Results()
	if results.Len() == 0 || !types.Identical(results.At(results.Len()-1).Type(), types.Universe.Lookup("error").Type()) {
		return Method{}, false
	}
	// Of the interface that the call is through: it may embed the one that
	// declares the method.
	named := knowledge.Named(c.Value.Type())
	if !c.IsInvoke() || named == nil || named.Obj().Pkg() == nil || r.of(fn) != nil || len(r.Form.Implementations(fn)) > 0 {
		return Method{}, false
	}
	return Method{named.Obj().Pkg().Path(), named.Obj().Name(), fn.Name()}, true
}

// Method returns what a method of an interface does that all implementations
// have in common, those of [Result.Implementing].
func (r *Result) Method(m Method, asker string) (*Rows, bool) {
	var rows *Rows
	for i, impl := range r.Implementing(m, asker) {
		if own := r.of(impl); i == 0 {
			rows = own.as(impl)
		} else {
			rows = meet(rows, own)
		}
	}
	return rows, rows != nil
}

// Implementing returns the implementations of an interface's method which the
// package reaches through its imports. There is none if a package that this one
// imports reaches one, too, and also asker, by which the method is called.
func (r *Result) Implementing(m Method, asker string) []*types.Func {
	reached := r.modulePackages(r.pass.Pkg)
	i := slices.IndexFunc(reached, func(p *types.Package) bool { return p.Path() == m.Package })
	if i < 0 {
		return nil
	}
	obj, ok := reached[i].Scope().Lookup(m.Type).(*types.TypeName)
	if !ok {
		return nil
	}
	found, _, _ := types.LookupFieldOrMethod(obj.Type(), true, reached[i], m.Name)
	fn, ok := found.(*types.Func)
	if !ok || !ssaform.IsInterfaceMethod(fn) {
		return nil
	}
	impls := r.Form.ImplementationsIn(fn, reached)
	for _, imp := range r.pass.Pkg.Imports() {
		if !r.Form.SameModule(imp.Path()) {
			continue
		}
		below := r.modulePackages(imp)
		has := func(path string) bool {
			return slices.ContainsFunc(below, func(p *types.Package) bool { return p.Path() == path })
		}
		if has(asker) && slices.ContainsFunc(impls, func(impl *types.Func) bool { return has(impl.Pkg().Path()) }) {
			return nil
		}
	}
	return impls
}

// modulePackages returns pkg and the packages of the module that it imports,
// however indirectly, sorted by path.
func (r *Result) modulePackages(pkg *types.Package) []*types.Package {
	if list, ok := r.reached[pkg]; ok {
		return list
	}
	seen := map[*types.Package]bool{}
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		if seen[p] {
			return
		}
		seen[p] = true
		for _, imp := range p.Imports() {
			if r.Form.SameModule(imp.Path()) {
				visit(imp)
			}
		}
	}
	visit(pkg)
	list := slices.SortedFunc(maps.Keys(seen), func(a, b *types.Package) int { return strings.Compare(a.Path(), b.Path()) })
	r.reached[pkg] = list
	return list
}

// resolve returns what a callee's value is at a call.
func resolve(c *ssa.CallCommon, v Value) Value {
	if v.Param == 0 {
		return v
	}
	return ValueOf(ssaform.Argument(c, v.Param-1))
}

// Pages returns the pages that a call reads.
func (r *Result) Pages(call ssa.CallInstruction) []PageAt {
	c := call.Common()
	if queries := r.queries[c.Pos()]; len(queries) > 0 {
		return r.paged(call, queries)
	}
	fn, rows := r.callee(c)
	if rows == nil {
		return nil
	}
	var out []PageAt
	for _, p := range rows.Pages {
		at := PageAt{Page: p, From: r.leavesOf(c, p.Offset), Rows: Results(call)}
		at.Via = callpath.Via(r.pass.Pkg, fn, p.Via)
		at.Filters = p.Filtered(func(v Value) Value { return resolve(c, v) })
		r.open(&at, call)
		out = append(out, at)
	}
	return out
}

// leavesOf returns what the parameters that refs name are computed from at a
// call.
func (r *Result) leavesOf(c *ssa.CallCommon, refs []Ref) []Leaf {
	var out []Leaf
	for _, ref := range refs {
		if v := ssaform.Argument(c, ref.Param); v != nil {
			out = append(out, r.Leaves(v, ref.Path)...)
		}
	}
	return out
}

// Results returns the values that hold what a call reads: its result, and the
// slices that it is given the addresses of.
func Results(call ssa.CallInstruction) []ssa.Value {
	var out []ssa.Value
	if v := call.Value(); v != nil {
		out = append(out, v)
	}
	for _, arg := range call.Common().Args {
		for {
			if m, ok := arg.(*ssa.MakeInterface); ok {
				arg = m.X
				continue
			}
			break
		}
		p, ok := arg.Type().Underlying().(*types.Pointer)
		if !ok {
			continue
		}
		if _, ok := p.Elem().Underlying().(*types.Slice); ok {
			base, _ := address(arg)
			out = append(out, base)
		}
	}
	return out
}

// summarize returns what the declared function fn does, or nil.
func (r *Result) summarize(fn *ssa.Function) *Rows {
	rows := &Rows{}
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			for _, w := range r.Writes(call) {
				r.addWrite(rows, fn, w)
			}
			for _, p := range r.Pages(call) {
				r.addPage(rows, fn, p)
			}
			for _, o := range r.Opens(call) {
				r.addOpen(rows, fn, o)
			}
			for _, f := range r.Finds(call) {
				r.addFind(rows, fn, f)
			}
			for _, in := range r.Inserts(call) {
				r.addInsert(rows, in)
			}
		}
	}
	rows.Serial = r.serial(fn)
	r.returned(rows, fn)
	if rows.empty() {
		return nil
	}
	return rows
}

// addWrite records what a call in fn writes as what fn writes.
func (r *Result) addWrite(rows *Rows, fn *ssa.Function, at WriteAt) {
	w := at.Write
	w.By = r.params(fn, at.Picks)
	w.Sets = slices.Clone(w.Sets)
	for i, s := range w.Sets {
		w.Sets[i].Value = ofParam(fn, s.Value)
	}
	if len(w.Sets) == 0 {
		w.Sets = nil // as gob gives it back
	}
	for i, old := range rows.Writes {
		if old.Table == w.Table && old.Delete == w.Delete && old.Keyed == w.Keyed && old.All == w.All && slices.Equal(old.By, w.By) && reflect.DeepEqual(old.Sets, w.Sets) {
			if len(w.Via) < len(old.Via) {
				rows.Writes[i] = w
			}
			return
		}
	}
	if len(rows.Writes) < maxWrites {
		rows.Writes = append(rows.Writes, w)
	}
}

// params returns the parameters of fn that values come from.
func (r *Result) params(fn *ssa.Function, values []ssa.Value) []int {
	var out []int
	from := r.Sources(values)
	for i, p := range fn.Params {
		if from[p] {
			out = append(out, i)
		}
	}
	return out
}

// addOpen records a call of a method that isn't known yet as one of fn, if it
// is about what fn is given.
func (r *Result) addOpen(rows *Rows, fn *ssa.Function, at OpenAt) {
	o := at.Open
	o.By = slices.DeleteFunc(r.params(fn, at.Picks), func(i int) bool { return isHandle(fn.Params[i]) })
	if len(o.By) == 0 || len(rows.Open) >= maxOpen {
		return
	}
	if !slices.ContainsFunc(rows.Open, func(x Open) bool { return x.Method == o.Method && slices.Equal(x.By, o.By) }) {
		rows.Open = append(rows.Open, o)
	}
}

// ofParam drops what the caller of fn can't know.
func ofParam(fn *ssa.Function, v Value) Value {
	if v.Param > len(fn.Params) {
		return Value{}
	}
	return v
}

// addPage records a page that a call in fn reads, if its offset is the
// caller's.
func (r *Result) addPage(rows *Rows, fn *ssa.Function, at PageAt) {
	p := at.Page
	if p.Offset = refs(fn, at.From); len(p.Offset) == 0 || len(rows.Pages) >= maxPages {
		return
	}
	p.Filters = p.Filtered(func(v Value) Value { return ofParam(fn, v) })
	if !slices.ContainsFunc(rows.Pages, p.same) {
		rows.Pages = append(rows.Pages, p)
	}
}

// refs returns those of the leaves that are parameters of fn, sorted.
func refs(fn *ssa.Function, leaves []Leaf) []Ref {
	var out []Ref
	for _, l := range leaves {
		if p, ok := l.Value.(*ssa.Parameter); ok && !l.Minus {
			if i := slices.Index(fn.Params, p); i >= 0 {
				out = append(out, Ref{i, l.Path})
			}
		}
	}
	return compact(out)
}

func compareRefs(a, b Ref) int {
	return cmp.Or(cmp.Compare(a.Param, b.Param), strings.Compare(a.Path, b.Path))
}
