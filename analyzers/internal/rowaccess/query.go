package rowaccess

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// target returns the table whose rows a query reads or writes, in lower case,
// and the name of its model; the table is empty if it isn't known.
func target(q *sqlquery.Query) (table, model string) {
	tables := q.AllTables()
	if len(tables) == 0 || tables[0].Sub != nil || strings.ContainsRune(tables[0].Table, sqlparse.Hole) {
		return "", ""
	}
	return strings.ToLower(tables[0].Table), typeName(q.Model)
}

func typeName(t *types.Named) string {
	if t == nil || t.Obj().Pkg() == nil {
		return ""
	}
	return t.Obj().Pkg().Path() + "." + t.Obj().Name()
}

// softDelete returns the column by which the ORM deletes and filters the rows
// of the query's model, empty if it doesn't.
func (r *Result) softDelete(q *sqlquery.Query) string {
	if !q.Filtered || q.Model == nil || r.schema == nil {
		return ""
	}
	if m := r.schema.Model(q.Model); m != nil && m.SoftDelete != nil {
		return strings.ToLower(m.SoftDelete.Column)
	}
	return ""
}

// written returns what the queries that end at call delete or update.
func (r *Result) written(call ssa.CallInstruction, queries []*sqlquery.Query) []WriteAt {
	var out []WriteAt
	for _, q := range queries {
		if q.Verb != sqlparse.Delete && q.Verb != sqlparse.Update {
			continue
		}
		w := WriteAt{Picks: r.operands(call)}
		if w.Table, w.Model = target(q); w.Table == "" {
			continue
		}
		w.Keyed = r.keyed(q, w.Table)
		soft := r.softDelete(q)
		switch {
		case q.Verb == sqlparse.Update:
			r.sets(&w, call, q)
		case soft != "":
			w.Sets = []Set{{Column: soft}}
		default:
			w.Delete = true
		}
		out = append(out, w)
	}
	return out
}

// manyColumns is how many columns an update sets that writes a row back rather
// than one that is about them.
const manyColumns = 3

// sets records the columns that an update sets.
func (r *Result) sets(w *WriteAt, call ssa.CallInstruction, q *sqlquery.Query) {
	for _, s := range q.Sets {
		w.Sets = append(w.Sets, Set{strings.ToLower(s.Column.Name), r.operand(q, s.Value)})
	}
	if len(q.Sets) == 0 {
		// The columns that a struct is written to.
		for _, c := range q.Columns {
			if c.Name != "*" {
				w.Sets = append(w.Sets, Set{Column: strings.ToLower(c.Name)})
			}
		}
	}
	if w.All = len(w.Sets) == 0 || len(w.Sets) > manyColumns; w.All {
		w.Sets = slices.DeleteFunc(w.Sets, func(s Set) bool { return !s.Value.Known })
		w.Sets = merge(w.Sets, r.assigned(call, w.Picks))
	}
}

// operand returns the constant or the parameter that an operand is.
func (r *Result) operand(q *sqlquery.Query, o sqlparse.Operand) Value {
	if o.Kind == sqlparse.Const {
		if o.Type == sqlparse.NullConst {
			return Value{Known: true, Text: "null"}
		}
		return Value{Known: true, Text: o.Text}
	}
	e := q.Arg(o)
	if e == nil {
		return Value{}
	}
	e = ast.Unparen(e)
	if c := r.pass.TypesInfo.Types[e].Value; c != nil {
		return constantOf(c)
	}
	id, ok := e.(*ast.Ident)
	if !ok || q.Func == nil {
		return Value{}
	}
	obj := r.pass.TypesInfo.Uses[id]
	if _, isNil := obj.(*types.Nil); isNil {
		return Value{Known: true, Text: "null"}
	}
	fn, ok := r.pass.TypesInfo.Defs[q.Func.Name].(*types.Func)
	if !ok {
		return Value{}
	}
	first := 1
	if fn.Signature().Recv() != nil {
		first = 2
	}
	for i := range fn.Signature().Params().Len() {
		if fn.Signature().Params().At(i) == obj {
			return Value{Param: first + i}
		}
	}
	return Value{}
}

// keyed reports whether a DELETE or UPDATE picks rows by their primary key.
func (r *Result) keyed(q *sqlquery.Query, table string) bool {
	if q.Where == nil {
		return q.Model != nil && q.Text == "" // the value itself says which
	}
	found := false
	var columns []string
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		switch {
		case c.Op == sqlparse.And:
			for _, p := range c.Parts {
				walk(p)
			}
		case c.Op == sqlparse.Opaque && len(c.Columns) == 0 && !c.Hole && q.Text == "":
			found = true // a builder's own way to say the key
		case c.Op == sqlparse.Leaf && (c.Cmp.Op == sqlparse.Eq || c.Cmp.Op == sqlparse.In):
			columns = append(columns, c.Cmp.Column.Name)
		}
	}
	walk(q.Where)
	return found || r.areKey(table, columns)
}

// areKey reports whether the primary key of a table is among the columns.
func (r *Result) areKey(table string, columns []string) bool {
	has := func(name string) bool {
		return slices.ContainsFunc(columns, func(c string) bool { return strings.EqualFold(c, name) })
	}
	if r.schema != nil {
		if t := r.schema.Table(table); t != nil {
			for _, x := range t.Indexes {
				if x.Primary {
					return !slices.ContainsFunc(x.Columns, func(c sqlparse.IndexColumn) bool { return !has(c.Name) })
				}
			}
		}
	}
	return has("id") || has("uuid")
}

// filters returns the columns that a SELECT always filters its own table by.
func (r *Result) filters(q *sqlquery.Query, table string) []Filter {
	var out []Filter
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		if c == nil || c.Conditional {
			return
		}
		if c.Op == sqlparse.And {
			for _, p := range c.Parts {
				walk(p)
			}
			return
		}
		if c.Op != sqlparse.Leaf || c.Cmp.Wrapped != "" {
			return // whether a row goes on to match isn't known
		}
		if c.Cmp.Column.Table != "" || len(q.AllTables()) > 1 {
			if of, ok := q.TableOf(q.Query, c.Cmp.Column); !ok || !strings.EqualFold(of, table) {
				return
			}
		}
		f := Filter{Column: strings.ToLower(c.Cmp.Column.Name), Op: Compared}
		list := []sqlparse.Operand{c.Cmp.Operand}
		switch c.Cmp.Op {
		case sqlparse.Eq:
			f.Op = Equal
		case sqlparse.Ne:
			f.Op = Unequal
		case sqlparse.In:
			f.Op, list = Equal, c.Cmp.List
		case sqlparse.NotIn:
			f.Op, list = Unequal, c.Cmp.List
		case sqlparse.IsNull:
			f.Op, list = Null, nil
		case sqlparse.NotNull:
			f.Op, list = NotNull, nil
		case sqlparse.Like:
			return
		default:
			list = nil
		}
		for _, o := range list {
			f.Values = append(f.Values, r.operand(q, o))
		}
		out = append(out, f)
	}
	walk(q.Where)
	if column := r.softDelete(q); column != "" {
		out = append(out, Filter{Column: column, Op: Null})
	}
	return out
}

// paged returns the pages that the queries which end at call read.
func (r *Result) paged(call ssa.CallInstruction, queries []*sqlquery.Query) []PageAt {
	var out []PageAt
	for _, q := range queries {
		if q.Verb != sqlparse.Select {
			continue
		}
		table, model := target(q)
		if table == "" && q.Text != "" {
			continue
		}
		var from []Leaf
		if q.Text != "" {
			from = r.textOffset(call, q)
		} else {
			from = r.chainOffset(call)
		}
		if len(from) == 0 {
			continue
		}
		p := PageAt{Page: Page{Table: table, Model: model, Filters: r.filters(q, table)}, From: from, Rows: Results(call)}
		steps := chain(call)
		for _, step := range steps {
			p.Rows = append(p.Rows, Results(step)[1:]...)
		}
		if q.Text == "" {
			r.given(&p.Page, call)
			for _, step := range steps {
				r.given(&p.Page, step)
			}
		}
		if p.Table != "" {
			p.Of, p.Builder = nil, 0
		} else if len(p.Of) == 0 && p.Builder == 0 {
			continue
		}
		out = append(out, p)
	}
	return out
}

// given records the parameters of the function that a step of a query reads
// rows into, filters by, or extends.
func (r *Result) given(p *Page, step ssa.CallInstruction) {
	c := step.Common()
	fn := ssaform.Callee(c)
	if fn == nil {
		return
	}
	if recv, ok := ssaform.Argument(c, 0).(*ssa.Parameter); ok && fn.Signature().Recv() != nil {
		if v := ValueOf(recv); v.Param > 0 {
			p.Builder = v.Param
		}
	}
	for _, b := range knowledge.BuildsOf(fn) {
		first, ok := b.Of.AsParam()
		if b.Of == 0 {
			first, ok = 0, true
		}
		if !ok || b.Part != knowledge.Entities && b.Part != knowledge.Models && b.Part != knowledge.Wheres {
			continue
		}
		v := ssaform.Operand(c, knowledge.Param(first))
		if v != nil && c.Signature().Variadic() && first == c.Signature().Params().Len()-1 {
			v = element(v, 0)
		}
		param := ValueOf(v).Param
		if param == 0 {
			continue
		}
		t := v.Type()
		switch {
		case b.Part != knowledge.Wheres && types.IsInterface(t) && !slices.Contains(p.Of, param-1):
			p.Of = append(p.Of, param-1)
		case b.Part == knowledge.Wheres && (types.IsInterface(t) || knowledge.Named(t) != nil) && !slices.Contains(p.Beans, param-1):
			p.Beans = append(p.Beans, param-1)
		}
	}
}

// open says of a page that a callee reads for its caller what the call gives
// it: the table, and what it filters by.
func (r *Result) open(p *PageAt, call ssa.CallInstruction) {
	c := call.Common()
	for _, i := range p.Beans {
		v := ssaform.Argument(c, i)
		p.Filters = append(p.Filters, r.FieldFilters(v)...)
	}
	p.Beans = paramsOf(c, p.Beans)
	if p.Table != "" {
		return
	}
	if p.Builder > 0 {
		built := ssaform.Argument(c, p.Builder-1)
		for _, step := range chain(call) {
			for _, q := range r.queries[step.Call.Pos()] {
				if q.Verb != sqlparse.Fragment || !step.Block().Dominates(call.Block()) {
					continue
				}
				if q.Model != nil && p.Table == "" {
					p.Table, p.Model = target(q)
				}
				if p.Table == "" || len(q.Tables) <= 1 {
					p.Filters = append(p.Filters, r.filters(q, p.Table)...)
				}
			}
		}
		p.Builder = ValueOf(built).Param
	}
	for _, i := range p.Of {
		if p.Table != "" {
			break
		}
		if v, ok := ssaform.Argument(c, i).(*ssa.MakeInterface); ok {
			p.Table, p.Model = r.tableOf(v.X.Type())
		}
	}
	if p.Of = paramsOf(c, p.Of); p.Table != "" {
		p.Of, p.Builder = nil, 0
	}
}

// paramsOf returns the parameters of the caller that are handed on as those of
// the callee.
func paramsOf(c *ssa.CallCommon, params []int) []int {
	var out []int
	for _, i := range params {
		if v := ValueOf(ssaform.Argument(c, i)); v.Param > 0 {
			out = append(out, v.Param-1)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// tableOf returns the table, in lower case, and the name of the model that is
// behind the pointers and slices of t.
func (r *Result) tableOf(t types.Type) (table, model string) {
	for {
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			t = u.Elem()
			continue
		case *types.Slice:
			t = u.Elem()
			continue
		}
		break
	}
	named := knowledge.Named(t)
	if named == nil || r.schema == nil {
		return "", ""
	}
	if m := r.schema.Model(named); m != nil && m.ORM != schema.TagOnly {
		return strings.ToLower(m.Table), typeName(named)
	}
	return "", ""
}

// FieldFilters returns the filters that the fields of a struct literal are, as
// libraries take them that leave out those that are zero.
func (r *Result) FieldFilters(v ssa.Value) []Filter {
	if v == nil {
		return nil
	}
	base, path := r.address(v)
	if load, ok := base.(*ssa.UnOp); ok {
		base, path = r.address(load.X)
	}
	var out []Filter
	for _, s := range r.storesOf(base) {
		f, ok := s.instr.Addr.(*ssa.FieldAddr)
		if !ok || path != "" || strings.Count(s.path, ".") != 1 {
			continue
		}
		value := ValueOf(s.instr.Val)
		if value.Known && (value.Text == "" || value.Text == "0" || value.Text == "false" || value.Text == "null") {
			continue
		}
		if column := r.column(f); column != "" {
			out = append(out, Filter{Column: column, Op: Equal, Values: []Value{value}})
		}
	}
	return out
}

// textOffset returns what the operand of OFFSET is computed from.
func (r *Result) textOffset(call ssa.CallInstruction, q *sqlquery.Query) []Leaf {
	if q.Offset == nil {
		return nil
	}
	e := q.Arg(*q.Offset)
	if e == nil {
		return nil
	}
	if v := r.argument(call, e); v != nil {
		return r.Leaves(v, "")
	}
	return nil
}

// argument returns the value of the expression e, an argument of call or of a
// call that makes the text for it (fmt.Sprintf).
func (r *Result) argument(call ssa.CallInstruction, e ast.Expr) ssa.Value {
	for c := range ssaform.Calls(call.Parent()) {
		at := r.Form.Expr(c)
		if at == nil {
			continue
		}
		i := slices.IndexFunc(at.Args, func(a ast.Expr) bool { return a == e || ast.Unparen(a) == e })
		if i < 0 {
			continue
		}
		common := c.Common()
		fixed := common.Signature().Params().Len()
		if common.Signature().Variadic() && i >= fixed-1 && !at.Ellipsis.IsValid() {
			return element(common.Args[len(common.Args)-1], i-(fixed-1))
		}
		if common.Signature().Recv() != nil && !common.IsInvoke() {
			i++
		}
		if i < len(common.Args) {
			return common.Args[i]
		}
	}
	return nil
}

// element returns the i-th element of a list of variadic arguments, or nil.
func element(list ssa.Value, i int) ssa.Value {
	s, ok := list.(*ssa.Slice)
	if !ok {
		return nil
	}
	for _, ref := range *s.X.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		if c, ok := at.Index.(*ssa.Const); !ok || c.Int64() != int64(i) {
			continue
		}
		for _, ref := range *at.Referrers() {
			if st, ok := ref.(*ssa.Store); ok {
				return st.Val
			}
		}
	}
	return nil
}

// chain returns the calls that built what call is a method of: the steps of a
// builder's chain, and what else was called on a builder that calls change.
func chain(call ssa.CallInstruction) []*ssa.Call {
	var out []*ssa.Call
	seen := map[ssa.Value]bool{}
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		b, ok := knowledge.BuilderOf(v.Type())
		if !ok {
			return
		}
		if b.Mutates && v.Referrers() != nil {
			for _, ref := range *v.Referrers() {
				if c, ok := ref.(*ssa.Call); ok && ssaform.Argument(&c.Call, 0) == v && ssa.CallInstruction(c) != call && !slices.Contains(out, c) {
					out = append(out, c)
				}
			}
		}
		switch v := v.(type) {
		case *ssa.Call:
			if !slices.Contains(out, v) {
				out = append(out, v)
			}
			for i := range len(v.Call.Args) + 1 {
				visit(ssaform.Argument(&v.Call, i))
			}
		case *ssa.Phi:
			for _, e := range v.Edges {
				visit(e)
			}
		case *ssa.Extract:
			if c, ok := v.Tuple.(*ssa.Call); ok && !slices.Contains(out, c) {
				out = append(out, c)
				for i := range len(c.Call.Args) + 1 {
					visit(ssaform.Argument(&c.Call, i))
				}
			}
		case *ssa.UnOp:
			// A variable that a closure has, too.
			if v.X.Referrers() == nil {
				return // a global
			}
			for _, ref := range *v.X.Referrers() {
				if s, ok := ref.(*ssa.Store); ok && s.Addr == v.X {
					visit(s.Val)
				}
			}
		}
	}
	c := call.Common()
	for i := range len(c.Args) + 1 {
		visit(ssaform.Argument(c, i))
	}
	return out
}

// chainOffset returns what the offset of the query that ends at call is
// computed from.
func (r *Result) chainOffset(call ssa.CallInstruction) []Leaf {
	var out []Leaf
	for _, step := range chain(call) {
		out = append(out, r.stepOffset(step)...)
	}
	return out
}

// stepOffset returns what the offset that a call gives a builder is computed
// from.
func (r *Result) stepOffset(step *ssa.Call) []Leaf {
	var out []Leaf
	fn, rows := r.callee(&step.Call)
	if fn == nil {
		return nil
	}
	for _, b := range knowledge.BuildsOf(fn) {
		switch b.Part {
		case knowledge.Offsets:
			of := b.Of
			if of == 0 {
				of = knowledge.Param(0)
			}
			v := ssaform.Operand(&step.Call, of)
			if i, ok := of.AsParam(); ok && v != nil && step.Call.Signature().Variadic() && i == step.Call.Signature().Params().Len()-1 {
				v = element(v, 0)
			}
			if v != nil {
				out = append(out, r.Leaves(v, "")...)
			}
		case knowledge.Scopes, knowledge.Applies:
			var calls []*ssa.Call
			for from := range r.Sources(step.Call.Args[len(step.Call.Args)-1:]) {
				if c, ok := from.(*ssa.Call); ok {
					calls = append(calls, c)
				}
			}
			slices.SortFunc(calls, func(a, b *ssa.Call) int { return cmp.Compare(a.Pos(), b.Pos()) })
			for _, c := range calls {
				out = append(out, r.scopeOffset(c)...)
			}
		}
	}
	if rows != nil {
		out = append(out, r.leavesOf(&step.Call, rows.Offset)...)
	}
	return out
}

// scopeOffset returns what the offset is computed from that the value which c
// returns gives a query: db.Scopes(Paginate(page)), qm.Offset(n).
func (r *Result) scopeOffset(c *ssa.Call) []Leaf {
	if _, ok := knowledge.BuilderOf(c.Type()); ok {
		return nil
	}
	return r.stepOffset(c)
}

// operands returns the values that a query is made of: the arguments of the
// call that ends it and of those that built it.
func (r *Result) operands(call ssa.CallInstruction) []ssa.Value {
	out := arguments(call.Common())
	for _, step := range chain(call) {
		out = append(out, arguments(&step.Call)...)
	}
	return out
}

// arguments returns the arguments of a call, without what it is a method of.
func arguments(c *ssa.CallCommon) []ssa.Value {
	if c.Signature().Recv() != nil && !c.IsInvoke() && len(c.Args) > 0 {
		return c.Args[1:]
	}
	return c.Args
}

// assigned returns the columns of the fields that are assigned in what a call
// writes whole: item.Status = done; db.Save(item).
func (r *Result) assigned(call ssa.CallInstruction, picks []ssa.Value) []Set {
	if call.Parent() == nil {
		return nil
	}
	bases := map[ssa.Value]bool{}
	for _, v := range picks {
		base, _ := r.address(v)
		bases[base] = true
		if load, ok := base.(*ssa.UnOp); ok {
			base, _ = r.address(load.X)
			bases[base] = true
		}
	}
	var out []Set
	for _, s := range r.storesIn(outermost(call.Parent())) {
		f, ok := s.instr.Addr.(*ssa.FieldAddr)
		if !ok || !bases[s.base] && !sameElement(s.base, bases) {
			continue
		}
		if column := r.column(f); column != "" {
			out = append(out, Set{column, ValueOf(s.instr.Val)})
		}
	}
	return merge(nil, out)
}

// sameElement reports whether base is the address of an element that bases
// have the address of, too.
func sameElement(base ssa.Value, bases map[ssa.Value]bool) bool {
	a, ok := base.(*ssa.IndexAddr)
	if !ok {
		return false
	}
	for v := range bases {
		if b, ok := v.(*ssa.IndexAddr); ok && a.Index == b.Index && (a.X == b.X || sameLoad(a.X, b.X)) {
			return true
		}
	}
	return false
}

func sameLoad(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	return ok && ok2 && x.X == y.X
}

// column returns the column of the field that f is the address of, in lower
// case.
func (r *Result) column(f *ssa.FieldAddr) string {
	p, ok := f.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return ""
	}
	s, ok := p.Elem().Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	v := s.Field(f.Field)
	if r.schema != nil {
		owner := knowledge.Named(p.Elem())
		if refs := r.schema.Refs(v, owner); len(refs) > 0 {
			return strings.ToLower(refs[0].Column.Name)
		}
		if owner != nil {
			if m := r.schema.Model(owner); m != nil && m.ORM != schema.TagOnly {
				return ""
			}
		}
	}
	return schema.SnakeCase(v.Name())
}

// merge returns the sets of both, by column; of two values of one column none
// is known.
func merge(a, b []Set) []Set {
	out := slices.Clone(a)
	for _, s := range b {
		if i := slices.IndexFunc(out, func(x Set) bool { return x.Column == s.Column }); i < 0 {
			out = append(out, s)
		} else if out[i].Value != s.Value {
			out[i].Value = Value{}
		}
	}
	slices.SortFunc(out, func(a, b Set) int { return strings.Compare(a.Column, b.Column) })
	return out
}

// returned records what the results of fn are computed from: a number, or a
// builder with an offset.
func (r *Result) returned(rows *Rows, fn *ssa.Function) {
	results := fn.Signature.Results()
	if results.Len() == 0 {
		return
	}
	first := types.Unalias(results.At(0).Type())
	if b, ok := first.Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
				rows.Number = append(rows.Number, refs(fn, r.Leaves(ret.Results[0], ""))...)
			}
		}
		rows.Number = compact(rows.Number)
		return
	}
	_, isBuilder := knowledge.BuilderOf(first)
	_, isFunc := first.Underlying().(*types.Signature)
	if !isBuilder && !isFunc && !isMods(first) {
		return
	}
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			if step, ok := call.(*ssa.Call); ok {
				rows.Offset = append(rows.Offset, refs(fn, r.stepOffset(step))...)
			}
		}
	}
	rows.Offset = compact(rows.Offset)
}

// isMods reports whether t is a value, or a list of values, that apply
// themselves to a query.
func isMods(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	named := knowledge.Named(t)
	return named != nil && named.Obj().Pkg() != nil && knowledge.BuildsQueries(named.Obj().Pkg())
}

func compact(list []Ref) []Ref {
	slices.SortFunc(list, compareRefs)
	return slices.Compact(list)
}
