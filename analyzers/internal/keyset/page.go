package keyset

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A page is a query with LIMIT and a range, or a call of a function that runs
// one.
type page struct {
	call   *ast.CallExpr
	result int // of call, that holds the rows
	dests  map[types.Object]bool
	// cursors are what the range is compared with.
	cursors []cursor
	fields  []Field
	columns []string // that are compared or ordered by
	// more is the number of rows on the page, as it is written, if one more is
	// read; surplus says that one more is, whatever its name.
	more    string
	surplus bool
	single  bool // LIMIT 1
	judge   func(set []position) Verdict
	query   *sqlquery.Query // nil for a call
	callee  *types.Func     // nil for a query
	known   func(column string) bool
}

// A cursor is a position with the values that it is compared with.
type cursor struct {
	position
	args []ast.Expr
	path string // of the arguments: a field that a callee takes
	span sqlparse.Span
}

// ownPages notes the pages that the function's own queries read.
func (fn *function) ownPages() {
	for _, q := range fn.queries[fn.decl] {
		if p := fn.pageOf(q); p != nil {
			fn.pages = append(fn.pages, p)
		}
	}
}

func (fn *function) pageOf(q *sqlquery.Query) *page {
	if q.Verb != sqlparse.Select || q.Where == nil || q.Limit == nil || q.Offset != nil || q.Holed {
		return nil
	}
	o := &order{where: q.Where, ordered: len(q.OrderBy) > 0}
	o.column = func(c sqlparse.Column) string { return strings.ToLower(c.Name) }
	args := map[string][]ast.Expr{}
	o.arg = func(op sqlparse.Operand) string {
		if op.Kind != sqlparse.Param {
			return ""
		}
		e := q.Arg(op)
		if e == nil || fn.pass.TypesInfo.Types[e].Value != nil {
			return ""
		}
		s := types.ExprString(e)
		if !slices.Contains(args[s], e) {
			args[s] = append(args[s], e)
		}
		return s
	}
	positions := o.positions()
	if len(positions) == 0 || len(positions) > 4 {
		return nil
	}
	for _, k := range q.OrderBy {
		if k.Column == nil || strings.ContainsRune(k.Column.Name, sqlparse.Hole) {
			return nil // the order isn't known
		}
		o.keys = append(o.keys, key{o.column(*k.Column), k.Desc})
	}
	if fn.isOpenOrder(q) {
		return nil
	}
	tables := q.AllTables()
	table := func(column sqlparse.Column) *schema.Table {
		name, ok := q.TableOf(q.Query, column)
		if !ok && len(tables) > 0 && tables[0].Sub == nil && column.Table == "" {
			// Of several tables the first that has it.
			for _, t := range tables {
				if known := fn.table(t.Table, q); known != nil && known.Column(column.Name) != nil {
					return known
				}
			}
		}
		if !ok {
			return nil
		}
		return fn.table(name, q)
	}
	of := map[string]*schema.Table{}
	note := func(c sqlparse.Column) {
		// A table without the column is the same one at another time.
		if t := table(c); t != nil && t.Column(c.Name) != nil {
			of[o.column(c)] = t
		}
	}
	for _, k := range q.OrderBy {
		if note(*k.Column); of[o.column(*k.Column)] == nil && q.Text != "" && !names(q, k.Column.Name) {
			return nil // perhaps not a column, but an expression's name
		}
	}
	q.Where.Leaves(func(c *sqlparse.Cond) { note(c.Cmp.Column) })
	o.unique = func(columns []string) schema.Tri {
		if q.Grouped {
			return schema.Maybe
		}
		return unique(of, columns)
	}
	o.nullable = func(k key) bool { return nullsLost(q, of[k.column], k, o) }
	o.fix()
	p := &page{
		call: q.Call, dests: map[types.Object]bool{}, judge: o.judge, query: q,
		single: q.Limit.Kind == sqlparse.Const && q.Limit.Text == "1",
		known: func(column string) bool {
			t := of[positions[0].column]
			return t != nil && t.Column(column) != nil
		},
	}
	for _, pos := range positions {
		c := cursor{position: pos, args: args[pos.arg]}
		q.Where.Leaves(func(leaf *sqlparse.Cond) {
			if at, ok := o.position(leaf.Cmp); ok && at == pos && leaf.Cmp.Op.IsRange() && c.span == (sqlparse.Span{}) {
				c.span = leaf.Cmp.Span
			}
		})
		p.cursors = append(p.cursors, c)
		p.columns = append(p.columns, pos.column)
	}
	for _, k := range o.keys {
		p.columns = append(p.columns, k.column)
	}
	fn.limit(p, *q.Limit)
	fn.dests(p)
	return p
}

// isOpenOrder reports whether a query may be ordered by something that isn't
// known: by a hole in its text, or a call of its builder.
func (fn *function) isOpenOrder(q *sqlquery.Query) bool {
	if q.Text != "" {
		lower := strings.ToLower(q.Text)
		i := strings.LastIndex(lower, "order by")
		if i < 0 {
			return strings.ContainsRune(lower, sqlparse.Hole)
		}
		tail, _, _ := strings.Cut(lower[i:], "limit")
		return strings.ContainsRune(tail, sqlparse.Hole)
	}
	orders := 0
	for _, c := range fn.calls {
		if callee, ok := typeutil.Callee(fn.pass.TypesInfo, c.CallExpr).(*types.Func); ok {
			for _, b := range knowledge.BuildsOf(callee) {
				if b.Part == knowledge.Orders {
					orders++
				}
			}
		}
	}
	return orders > 0 && len(q.OrderBy) == 0
}

// names reports whether a SELECT may have a plain column of that name.
func names(q *sqlquery.Query, column string) bool {
	return slices.ContainsFunc(q.Columns, func(c sqlparse.Column) bool {
		return c.Name == "*" || strings.EqualFold(c.Name, column)
	})
}

func (f *finder) table(name string, q *sqlquery.Query) *schema.Table {
	if f.schema == nil || name == "" || strings.ContainsRune(name, sqlparse.Hole) {
		return nil
	}
	return f.schema.TableIn(name, q.Dialect)
}

// unique reports whether no two rows have the same values of the columns.
func unique(of map[string]*schema.Table, columns []string) schema.Tri {
	answer := schema.No
	seen := map[*schema.Table]bool{}
	for _, c := range columns {
		t := of[c]
		if t == nil {
			answer = schema.Maybe
			continue
		}
		if col := t.Column(c); col != nil && col.Numbered {
			return schema.Yes // nobody gives it, though no index says so
		}
		if seen[t] {
			continue
		}
		seen[t] = true
		keyed := false
		for _, x := range t.Indexes {
			if !x.Unique {
				continue
			}
			keyed = true
			if slices.ContainsFunc(x.Columns, func(part sqlparse.IndexColumn) bool {
				name := strings.ToLower(part.Name)
				return name == "" || of[name] != t || !slices.Contains(columns, name)
			}) {
				continue
			}
			if x.WhereText == "" && ofNotNull(x.Where) {
				return schema.Yes
			}
			answer = schema.Maybe // of some rows
		}
		if !keyed {
			answer = schema.Maybe // its keys aren't known
		}
	}
	return answer
}

// ofNotNull reports whether a unique index with the condition c holds for all
// rows that a range may find: it leaves out NULLs at most.
func ofNotNull(c *sqlparse.Cond) bool {
	if c == nil {
		return true
	}
	if c.Op == sqlparse.And {
		return !slices.ContainsFunc(c.Parts, func(p *sqlparse.Cond) bool { return !ofNotNull(p) })
	}
	return c.Op == sqlparse.Leaf && c.Cmp.Op == sqlparse.NotNull
}

// nullsLost reports whether rows without the first key are on no page: they
// come last, and compare with no cursor.
func nullsLost(q *sqlquery.Query, t *schema.Table, k key, o *order) bool {
	if t == nil || !t.DDL || q.Grouped || strings.Contains(strings.ToLower(q.Text), "nulls ") {
		return false
	}
	c := t.Column(k.column)
	if c == nil || c.Nullable != schema.Yes || c.Default != nil ||
		!slices.ContainsFunc(c.Fields, func(f *schema.Field) bool { return f.NullableType }) {
		return false
	}
	if last := (q.Dialect == sqlparse.PostgreSQL) != k.desc; !last || q.Dialect == sqlparse.Unknown {
		return false // they come first: on the first page, for which nothing is compared
	}
	if !o.optional(o.where, k.column) {
		return false // nor on the first page: they aren't asked for
	}
	guarded := false
	o.where.Leaves(func(leaf *sqlparse.Cond) {
		if o.column(leaf.Cmp.Column) == k.column && (leaf.Cmp.Op == sqlparse.IsNull || leaf.Cmp.Op == sqlparse.NotNull || leaf.Cmp.Wrapped != "") {
			guarded = true
		}
	})
	return !guarded
}

// limit notes whether one row more is read than the page has.
func (fn *function) limit(p *page, o sqlparse.Operand) {
	param := o
	if o.Kind == sqlparse.Expr && len(o.Parts) == 2 && strings.Contains(o.Text, "+") {
		p.surplus = true
		if param = o.Parts[0]; param.Kind == sqlparse.Const {
			param = o.Parts[1]
		}
	}
	e := p.query.Arg(param)
	if e == nil {
		return
	}
	e = fn.plain(e)
	if bin, ok := e.(*ast.BinaryExpr); ok && bin.Op == token.ADD && isOne(fn.pass.TypesInfo, bin.Y) {
		p.surplus = true
		e = fn.plain(bin.X)
	}
	if p.surplus {
		p.more = types.ExprString(e)
	}
}

// dests notes the variables that a query's rows are read into.
func (fn *function) dests(p *page) {
	for c := p.call; c != nil; {
		for _, arg := range c.Args {
			if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && u.Op == token.AND {
				if obj := fn.variable(arg); obj != nil {
					p.dests[obj] = true
				}
			} else if ptr, ok := fn.pass.TypesInfo.TypeOf(arg).Underlying().(*types.Pointer); ok {
				if _, isList := ptr.Elem().Underlying().(*types.Slice); isList {
					if obj := fn.variable(arg); obj != nil {
						p.dests[obj] = true
					}
				}
			}
		}
		sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr)
		if !ok {
			break
		}
		c, _ = ast.Unparen(sel.X).(*ast.CallExpr)
	}
	for _, e := range p.query.Subjects {
		if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.AND {
			if obj := fn.variable(e); obj != nil {
				p.dests[obj] = true
			}
		}
	}
}

// calledPages notes the pages that callees read for the function.
func (fn *function) calledPages() {
	for _, c := range fn.calls {
		callee, ok := typeutil.Callee(fn.pass.TypesInfo, c.CallExpr).(*types.Func)
		if !ok || slices.ContainsFunc(fn.pages, func(p *page) bool { return p.call == c.CallExpr }) {
			continue
		}
		fact := fn.of(callee.Origin())
		if fact == nil {
			continue
		}
		p := &page{call: c.CallExpr, result: fact.Result, fields: fact.Fields, columns: fact.Columns, callee: callee.Origin(), surplus: fact.More}
		for _, at := range fact.Cursors {
			arg := argument(fn.pass.TypesInfo, c.CallExpr, callee, at.Param)
			if arg == nil {
				break
			}
			p.cursors = append(p.cursors, cursor{position: position{at.Column, at.arg()}, args: []ast.Expr{arg}, path: at.Path})
		}
		if len(p.cursors) < len(fact.Cursors) {
			continue
		}
		p.judge = func(set []position) Verdict {
			mask := 0
			for i, c := range p.cursors {
				if slices.Contains(set, c.position) {
					mask |= 1 << i
				}
			}
			if mask == 0 {
				return Verdict{Kind: Unclear}
			}
			return fact.Verdicts[mask-1]
		}
		p.known = func(column string) bool { return slices.Contains(fact.Columns, column) }
		fn.pages = append(fn.pages, p)
	}
}

// argument returns what a call gives the i-th parameter of its callee, the
// receiver counted first.
func argument(info *types.Info, c *ast.CallExpr, callee *types.Func, i int) ast.Expr {
	if callee.Signature().Recv() != nil {
		sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr)
		if !ok || info.Selections[sel] == nil || info.Selections[sel].Kind() != types.MethodVal {
			return nil
		}
		if i == 0 {
			return sel.X
		}
		i--
	}
	if i >= len(c.Args) || callee.Signature().Variadic() && i >= callee.Signature().Params().Len()-1 {
		return nil
	}
	return c.Args[i]
}

// scans notes the variables that the rows of pages are read into one by one.
func (fn *function) scans() {
	if len(fn.pages) == 0 {
		return
	}
	for _, c := range fn.calls {
		if fn.isBuiltin(c.CallExpr) || slices.ContainsFunc(fn.pages, func(p *page) bool { return p.call == c.CallExpr }) {
			continue
		}
		var into []ast.Expr
		var from []ast.Expr
		for _, arg := range c.Args {
			if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && u.Op == token.AND {
				into = append(into, u.X)
			} else {
				from = append(from, arg)
			}
		}
		if len(into) == 0 {
			continue
		}
		name := ""
		if sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr); ok && fn.pass.TypesInfo.Selections[sel] != nil {
			from = append(from, sel.X)
			name = sel.Sel.Name
		}
		p := fn.source(from)
		if p == nil {
			for _, e := range into {
				if obj, _ := fn.place(e); obj != nil {
					fn.elsewhere[obj] = true
				}
			}
			continue
		}
		for i, e := range into {
			obj, path := fn.place(e)
			if obj == nil {
				continue
			}
			f := fill{path: path, page: p}
			if name == "Scan" && (len(into) > 1 || !holdsRow(fn.pass.TypesInfo.TypeOf(e))) {
				if f.column = fn.scanned(p, i, len(into), e); f.column == "" {
					continue
				}
			}
			fn.fills[obj] = append(fn.fills[obj], f)
		}
	}
}

// holdsRow reports whether a whole row is read into a t, or a list of rows.
func holdsRow(t types.Type) bool {
	for range 4 { // type tree []tree goes on for ever
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Struct:
			return !isWrapper(t) && u.NumFields() > 0 && u.Field(0).Exported()
		default:
			return false
		}
	}
	return false
}

// source returns the page whose rows one of the expressions holds.
func (fn *function) source(from []ast.Expr) *page {
	for _, e := range from {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			if c, ok := ast.Unparen(e).(*ast.CallExpr); ok {
				for _, p := range fn.pages {
					if p.call == c {
						return p
					}
				}
			}
			continue
		}
		for _, l := range fn.trace(id, "") {
			if l.page != nil {
				return l.page
			}
		}
		// The rows that a function hands to a closure.
		if v, ok := fn.pass.TypesInfo.ObjectOf(id).(*types.Var); ok && fn.param(v) < 0 && len(fn.assigns[v]) == 0 && len(fn.pages) == 1 && iterates(v.Type()) {
			return fn.pages[0]
		}
	}
	return nil
}

// iterates reports whether t has rows one by one.
func iterates(t types.Type) bool {
	has := func(name string) bool {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		_, ok := obj.(*types.Func)
		return ok
	}
	return has("Next") && has("Scan")
}

// scanned returns the column that the i-th of n variables is read from.
func (fn *function) scanned(p *page, i, n int, e ast.Expr) string {
	if p.query != nil && len(p.query.Columns) == n && !slices.ContainsFunc(p.query.Columns, func(c sqlparse.Column) bool { return c.Name == "*" }) {
		return strings.ToLower(p.query.Columns[i].Name)
	}
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		if s := fn.pass.TypesInfo.Selections[sel]; s != nil {
			if v, ok := s.Obj().(*types.Var); ok {
				return fn.columnOf(v, tagOf(s))
			}
		}
	}
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && p.query != nil {
		// Some of what is selected are expressions: a variable that has a column's name.
		if name := schema.SnakeCase(id.Name); slices.ContainsFunc(p.query.Columns, func(c sqlparse.Column) bool { return strings.EqualFold(c.Name, name) }) {
			return name
		}
	}
	return ""
}
