// Package keyset finds pages of rows that begin after the last row of the page
// before, and says where that isn't so: where the predicate isn't what ORDER BY
// says, or the cursor is of another row or column than the predicate takes it
// for.
//
// That a query is such a page is known by where the cursor comes from: a row of
// the page before, in a loop around the query, or a parameter of a function that
// makes something of the last row's column which the parameter is compared with.
// The function and the query may be apart: a function that compares a column of
// its page with a parameter has a fact, [Page].
//
// What the predicate says of rows is tried, for each way in which a row may
// compare with the cursor, column by column: however it is written, it counts for
// the rows that it is true of.
package keyset

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer finds pages that skip or repeat rows; its result is a []*[Finding],
// in source order.
var Analyzer = &analysis.Analyzer{
	Name:       "keyset",
	Doc:        "find pages whose cursor doesn't fit their order",
	Run:        run,
	Requires:   []*analysis.Analyzer{reach.Analyzer, ssaform.Analyzer, schema.Analyzer, sqlquery.Analyzer},
	ResultType: reflect.TypeFor[[]*Finding](),
	FactTypes:  []analysis.Fact{new(Page)},
}

// A Finding is a page that isn't right.
type Finding struct {
	Verdict
	// Pos and End are where the cursor is compared, or made, or else the call
	// of the function that compares it.
	Pos, End token.Pos
	// Callee is that function, if it is elsewhere.
	Callee string
}

// Page is the fact about a function that reads a page after what it is given.
type Page struct {
	Cursors []Cursor
	// Verdicts are by which of the cursors are of the page before: bit by bit,
	// less one.
	Verdicts []Verdict
	// Result is the one that holds the rows, Fields are the columns that fields
	// of them stand for.
	Result int
	Fields []Field
	// Columns are those that the rows are compared or ordered by.
	Columns []string
	// More says that it reads one row more than it is asked for.
	More bool
}

// A Cursor is a parameter, the receiver first, or a field in it, that a column
// is compared with.
type Cursor struct {
	Param  int
	Path   string
	Column string
}

func (c Cursor) arg() string { return strconv.Itoa(c.Param) + c.Path }

// A Field is a field of a row, and the column that it stands for.
type Field struct{ Path, Column string }

func (*Page) AFact() {}

func (p *Page) String() string {
	var columns []string
	for _, c := range p.Cursors {
		columns = append(columns, c.Column)
	}
	return "pages after " + strings.Join(columns, ", ")
}

type finder struct {
	pass    *analysis.Pass
	schema  *schema.Result // nil if there is none
	form    *ssaform.Form
	imports map[string]bool
	queries map[*ast.FuncDecl][]*sqlquery.Query
	own     map[*types.Func]*Page
	// compared is where a function's own query compares a column.
	compared map[*types.Func]map[string]extent
	asking   map[*types.Func]bool
	findings []*Finding
}

type extent struct{ pos, end token.Pos }

// maxRounds bounds how deep functions hand on what others page.
const maxRounds = 4

func run(pass *analysis.Pass) (any, error) {
	reached := pass.ResultOf[reach.Analyzer].(reach.Result)
	if !reached.Matters {
		return []*Finding(nil), nil
	}
	f := &finder{
		pass:     pass,
		form:     pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		imports:  reached.Imports,
		queries:  map[*ast.FuncDecl][]*sqlquery.Query{},
		own:      map[*types.Func]*Page{},
		compared: map[*types.Func]map[string]extent{},
		asking:   map[*types.Func]bool{},
	}
	f.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	if sql := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result); sql != nil {
		for _, q := range slices.Concat(sql.Queries, sql.Generated) {
			if q.Call != nil && q.Func != nil && q.Func.Pos() <= q.Call.Pos() && q.Call.End() <= q.Func.End() {
				f.queries[q.Func] = append(f.queries[q.Func], q)
			}
		}
	}
	f.form.Build()
	var functions []*function
	for _, file := range pass.Files {
		if firstparty.SkipFile(pass, file) {
			continue
		}
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok && decl.Body != nil {
				if fn := f.function(decl); fn.obj != nil {
					functions = append(functions, fn)
				}
			}
		}
	}
	for range maxRounds {
		changed := false
		f.findings = nil
		for _, fn := range functions {
			fn.pages, fn.fills = nil, map[types.Object][]fill{}
			fn.ownPages()
			fn.calledPages()
			fn.scans()
			fact := fn.summary()
			if !reflect.DeepEqual(fact, f.own[fn.obj]) {
				f.own[fn.obj] = fact
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	for _, fn := range functions {
		if fact := f.own[fn.obj]; fact != nil {
			pass.ExportObjectFact(fn.obj, fact)
		}
	}
	for m := range f.form.InterfaceMethods() {
		if fact := f.of(m); fact != nil {
			pass.ExportObjectFact(m, fact)
		}
	}
	slices.SortFunc(f.findings, func(a, b *Finding) int { return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Kind, b.Kind)) })
	f.findings = slices.CompactFunc(f.findings, func(a, b *Finding) bool { return a.Pos == b.Pos && a.Kind == b.Kind })
	return f.findings, nil
}

// of returns the page that a callee reads, or nil.
func (f *finder) of(fn *types.Func) *Page {
	iface := ssaform.IsInterfaceMethod(fn)
	if fn.Pkg() == f.pass.Pkg && !iface {
		return f.own[fn]
	}
	if fn.Pkg() == nil || fn.Pkg() != f.pass.Pkg && !f.imports[fn.Pkg().Path()] || f.asking[fn] {
		return nil
	}
	var fact Page
	if fn.Pkg() != f.pass.Pkg && f.pass.ImportObjectFact(fn, &fact) {
		return &fact
	}
	if !iface {
		return nil
	}
	f.asking[fn] = true
	defer delete(f.asking, fn)
	var common *Page
	for i, impl := range f.form.Implementations(fn) {
		own := f.of(impl)
		if own == nil || i > 0 && !reflect.DeepEqual(own, common) {
			return nil
		}
		common = own
	}
	return common
}

// summary decides the pages of the function and returns the one that it reads
// for its callers, or nil.
func (fn *function) summary() *Page {
	var fact *Page
	for _, p := range fn.pages {
		if fn.decide(p) {
			continue
		}
		if fact == nil {
			fact = fn.offered(p)
		}
	}
	return fact
}

// decide reports whether it is known what the cursor of a page is, and notes
// what is wrong then.
func (fn *function) decide(p *page) bool {
	if set, leaves := fn.looped(p); len(set) > 0 {
		fn.check(p, set, leaves, true)
		return true
	}
	if p.single {
		return false
	}
	given := fn.given(p)
	if len(given) == 0 {
		return false
	}
	leaves := fn.next(p)
	var set []position
	for _, at := range given {
		if slices.ContainsFunc(leaves, func(l leaf) bool { return l.column == at.column }) {
			set = append(set, at)
		}
	}
	if len(set) == 0 {
		return false
	}
	leaves = slices.DeleteFunc(leaves, func(l leaf) bool {
		return !slices.ContainsFunc(set, func(at position) bool { return at.column == l.column })
	})
	fn.check(p, set, leaves, false)
	return true
}

// looped returns the positions of a page that are compared with a row of the
// page before, and those rows.
func (fn *function) looped(p *page) (set []position, leaves []leaf) {
	i := slices.IndexFunc(fn.calls, func(c call) bool { return c.CallExpr == p.call })
	inLoop := i >= 0 && fn.calls[i].loop != nil
	for _, c := range p.cursors {
		kept := false
		var rows []leaf
		for _, arg := range c.args {
			for _, l := range fn.trace(arg, c.path) {
				switch {
				case l.page == p && (l.at != nowhere || l.column != "") && l.at != element:
					rows = append(rows, l)
				case l.param >= 0 && l.path != "":
					kept = true
				}
			}
		}
		if len(rows) > 0 && (inLoop || kept) {
			set = append(set, c.position)
			leaves = append(leaves, rows...)
		}
	}
	return set, leaves
}

// given returns the positions that are compared with what the function is
// given.
func (fn *function) given(p *page) []position {
	var out []position
	for _, c := range p.cursors {
		param, other := false, false
		for _, arg := range c.args {
			for _, l := range fn.trace(arg, c.path) {
				switch {
				case l.param >= 0 && !fn.isReceiver(l.param) && !l.moved:
					param = true
				case l.param < 0:
					other = true
				}
			}
		}
		if param && !other {
			out = append(out, c.position)
		}
	}
	return out
}

// next returns the rows of a page that something is made of which may be the
// next cursor.
func (fn *function) next(p *page) []leaf {
	var out []leaf
	add := func(list []leaf) {
		for _, l := range list {
			if l.page == p && !l.moved && l.column != "" && (l.at == last || l.at == beyond || l.at == each) && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	for _, e := range fn.news {
		add(fn.trace(e, ""))
	}
	for _, v := range fn.results {
		t := &tracer{function: fn, seen: map[visit]bool{}}
		t.variable(v, look{})
		add(t.out)
	}
	return out
}

// check notes what is wrong with a page whose cursor has the positions of set,
// made of the rows leaves.
func (fn *function) check(p *page, set []position, leaves []leaf, looped bool) {
	if slices.ContainsFunc(leaves, func(l leaf) bool { return l.moved || l.at == some }) {
		return
	}
	at := func(s spot) bool { return slices.ContainsFunc(leaves, func(l leaf) bool { return l.at == s }) }
	v := fn.best(p, set)
	switch v.Kind {
	case Unclear:
		return
	case Right:
		if looped {
			if l := fn.misplaced(p, set, leaves); l != nil {
				fn.report(p, Verdict{Kind: OtherColumn, Column: set[0].column, Key: l.column}, l.expr)
				return
			}
		}
		onlyBeyond := at(beyond) && !at(last) && !at(each) && !at(nowhere)
		switch {
		case at(beyond) && !onlyBeyond:
		case onlyBeyond && !v.Inclusive:
			fn.report(p, Verdict{Kind: BeyondSkipped, Column: v.Column}, leaves[slices.IndexFunc(leaves, func(l leaf) bool { return l.at == beyond })].expr)
		case v.Inclusive && !onlyBeyond && !p.surplus && looped && !fn.skipsFirst(p):
			fn.report(p, Verdict{Kind: Repeated, Column: v.Column}, nil)
		case at(first) && !at(last) && !at(each) && looped && !p.single:
			fn.report(p, Verdict{Kind: FirstRepeated, Column: v.Column}, leaves[slices.IndexFunc(leaves, func(l leaf) bool { return l.at == first })].expr)
		}
		return
	case TiesRepeated:
		if fn.skipsFirst(p) || !looped {
			return // the caller may leave out what it has
		}
	}
	if at(first) {
		return
	}
	fn.report(p, v, nil)
}

// best judges a page for the cursor set: of several positions of one column it
// isn't known which is the cursor's and which a bound.
func (fn *function) best(p *page, set []position) Verdict {
	all := p.judge(set)
	for mask := 1; mask < 1<<len(set)-1; mask++ {
		var part []position
		columns := map[string]bool{}
		for i, at := range set {
			if mask&(1<<i) != 0 {
				part = append(part, at)
				columns[at.column] = true
			}
		}
		if slices.ContainsFunc(set, func(at position) bool { return !columns[at.column] }) {
			continue
		}
		if v := p.judge(part); v.Kind == Right || v.Kind == Unclear {
			return v
		}
	}
	return all
}

// misplaced returns a row's column that is compared with another column, if
// none is compared with its own.
func (fn *function) misplaced(p *page, set []position, leaves []leaf) *leaf {
	for i, l := range leaves {
		if l.column == "" || !p.known(l.column) {
			return nil
		}
		if slices.ContainsFunc(set, func(at position) bool { return at.column == l.column }) {
			return nil
		}
		if i == len(leaves)-1 {
			return &leaves[0]
		}
	}
	return nil
}

// skipsFirst reports whether the function may leave out rows that it has seen:
// it cuts the page at its front, compares keys, or fills the cursor otherwise.
func (fn *function) skipsFirst(p *page) bool {
	for _, c := range p.cursors {
		for _, arg := range c.args {
			if obj, _ := fn.place(arg); obj != nil && fn.elsewhere[obj] {
				return true
			}
		}
	}
	found := false
	ast.Inspect(fn.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SliceExpr:
			found = found || n.Low != nil
		case *ast.BinaryExpr:
			if n.Op != token.EQL && n.Op != token.NEQ {
				break
			}
			for _, e := range []ast.Expr{n.X, n.Y} {
				if tv := fn.pass.TypesInfo.Types[e]; tv.Value != nil || tv.IsNil() {
					return true
				}
			}
			for _, e := range []ast.Expr{n.X, n.Y} {
				found = found || slices.ContainsFunc(fn.trace(e, ""), func(l leaf) bool { return l.page == p && slices.Contains(p.columns, l.column) })
			}
		case *ast.IndexExpr:
			if _, ok := fn.pass.TypesInfo.TypeOf(n.X).Underlying().(*types.Map); ok {
				found = true // seen[id]
			}
		}
		return !found
	})
	return found
}

func (fn *function) report(p *page, v Verdict, at ast.Expr) {
	f := &Finding{Verdict: v}
	switch {
	case at != nil:
		f.Pos, f.End = at.Pos(), at.End()
	case p.query != nil:
		f.Pos, f.End = fn.extent(p, v.Column)
	default:
		if e, ok := fn.compared[p.callee][v.Column]; ok {
			f.Pos, f.End = e.pos, e.end
			break
		}
		f.Pos, f.End = p.call.Pos(), p.call.End()
		f.Callee = p.callee.Name()
	}
	if !f.Pos.IsValid() {
		f.Pos, f.End = p.call.Pos(), p.call.End()
	}
	fn.findings = append(fn.findings, f)
}

// extent returns where a page's own query compares a column.
func (fn *function) extent(p *page, column string) (pos, end token.Pos) {
	i := max(0, slices.IndexFunc(p.cursors, func(c cursor) bool { return c.column == column }))
	return p.query.Extent(p.cursors[i].span)
}

// offered returns the fact of a page that the function reads for its callers,
// or nil.
func (fn *function) offered(p *page) *Page {
	if p.single || fn.reorders {
		return nil
	}
	fact := &Page{Result: -1, More: p.surplus}
	var set []position
	for _, c := range p.cursors {
		var refs []Cursor
		other := false
		for _, arg := range c.args {
			for _, l := range fn.trace(arg, c.path) {
				ref := Cursor{Param: l.param, Path: l.path, Column: c.column}
				if l.param < 0 || l.moved || fn.isReceiver(l.param) {
					other = true
				} else if !slices.Contains(refs, ref) {
					refs = append(refs, ref)
				}
			}
		}
		if len(refs) == 1 && !other {
			fact.Cursors = append(fact.Cursors, refs[0])
			set = append(set, c.position)
		}
	}
	if len(set) == 0 || len(set) > 3 {
		return nil
	}
	wrong := false
	for mask := 1; mask < 1<<len(set); mask++ {
		var part []position
		for i, at := range set {
			if mask&(1<<i) != 0 {
				part = append(part, at)
			}
		}
		v := p.judge(part)
		fact.Verdicts = append(fact.Verdicts, v)
		wrong = wrong || v.Kind != Unclear
	}
	if !wrong {
		return nil
	}
	fn.offerRows(fact, p)
	if fact.Result < 0 {
		return nil
	}
	fact.Columns = slices.Clone(p.columns)
	slices.Sort(fact.Columns)
	fact.Columns = slices.Compact(fact.Columns)
	if p.query != nil && !fn.isGenerated() {
		of := map[string]extent{}
		for _, c := range p.cursors {
			pos, end := fn.extent(p, c.column)
			of[c.column] = extent{pos, end}
		}
		fn.compared[fn.obj] = of
	} else if p.callee != nil && fn.compared[p.callee] != nil {
		fn.compared[fn.obj] = fn.compared[p.callee]
	}
	return fact
}

func (fn *function) isGenerated() bool {
	for _, file := range fn.pass.Files {
		if file.FileStart <= fn.decl.Pos() && fn.decl.Pos() < file.FileEnd {
			return ast.IsGenerated(file)
		}
	}
	return false
}

// offerRows says which result of the function holds the rows of a page, and
// which columns their fields stand for.
func (fn *function) offerRows(fact *Page, p *page) {
	results := fn.obj.Signature().Results()
	for i := range results.Len() {
		list, ok := results.At(i).Type().Underlying().(*types.Slice)
		if !ok {
			continue
		}
		var exprs []ast.Expr
		for _, ret := range fn.returns {
			switch {
			case len(ret.Results) == results.Len():
				exprs = append(exprs, ret.Results[i])
			case len(ret.Results) == 1 && results.Len() > 1:
				exprs = append(exprs, ret.Results[0])
			}
		}
		rows := func(l look) []leaf {
			var out []leaf
			for _, e := range exprs {
				t := &tracer{function: fn, seen: map[visit]bool{}}
				if c, ok := ast.Unparen(e).(*ast.CallExpr); ok {
					t.call(c, i, l)
				} else {
					t.expr(e, l)
				}
				out = append(out, t.out...)
			}
			if len(fn.results) > i {
				t := &tracer{function: fn, seen: map[visit]bool{}}
				t.variable(fn.results[i], l)
				out = append(out, t.out...)
			}
			return out
		}
		if !slices.ContainsFunc(rows(look{}), func(l leaf) bool { return l.page == p }) {
			continue
		}
		fact.Result = i
		elem := list.Elem()
		if ptr, ok := elem.Underlying().(*types.Pointer); ok {
			elem = ptr.Elem()
		}
		s, ok := elem.Underlying().(*types.Struct)
		if !ok {
			return
		}
		for j := range min(s.NumFields(), 60) {
			path := "." + s.Field(j).Name()
			var columns []string
			for _, l := range rows(look{path: path, field: s.Field(j), tag: s.Tag(j)}) {
				if l.page == p && l.column != "" && !slices.Contains(columns, l.column) {
					columns = append(columns, l.column)
				}
			}
			if len(columns) == 1 && slices.Contains(p.columns, columns[0]) {
				fact.Fields = append(fact.Fields, Field{path, columns[0]})
			}
		}
		return
	}
}
