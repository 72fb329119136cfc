package positions

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// scan makes columns the sources of what a call of Scan reads them into.
func (g *graph) scan(call *ast.CallExpr) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return
	}
	for _, q := range g.rowsOf(sel.X) {
		if q.Verb != sqlparse.Select {
			continue
		}
		items := selected(q)
		byPlace := len(items) == len(call.Args)
		for i, arg := range call.Args {
			to := g.targets(arg)
			if len(to) == 0 {
				continue
			}
			var item *sqlparse.Column
			if byPlace {
				item = &items[i]
			} else {
				item = named(items, to[0].v)
			}
			if item == nil {
				continue
			}
			if c, ok := g.column(q, q.Query, *item); ok {
				g.edges(to, []node{{col: c}})
			}
		}
	}
}

// rowsOf returns the queries whose rows e is.
func (g *graph) rowsOf(e ast.Expr) []*sqlquery.Query {
	var out []*sqlquery.Query
	for _, n := range g.order(g.sources(e)) {
		if n.call == nil {
			continue
		}
		for _, q := range g.queries[n.call] {
			if !slices.Contains(out, q) {
				out = append(out, q)
			}
		}
	}
	return out
}

// selected returns the columns of a SELECT list in order: those that are plain,
// and those of max().
func selected(q *sqlquery.Query) []sqlparse.Column {
	type item struct {
		at  int
		col sqlparse.Column
	}
	var items []item
	for _, c := range q.Columns {
		items = append(items, item{c.Span.Start, c})
	}
	for _, a := range q.Aggregates {
		c := a.Column
		if a.Name != "max" {
			c = sqlparse.Column{}
		}
		items = append(items, item{a.Span.Start, c})
	}
	slices.SortStableFunc(items, func(a, b item) int { return a.at - b.at })
	var out []sqlparse.Column
	for _, i := range items {
		out = append(out, i.col)
	}
	return out
}

// named returns the column that has the name of a variable, or nil.
func named(items []sqlparse.Column, v *types.Var) *sqlparse.Column {
	if v == nil {
		return nil
	}
	for i := range items {
		if squeezed(items[i].Name) == squeezed(v.Name()) {
			return &items[i]
		}
	}
	return nil
}

func squeezed(name string) string { return strings.ReplaceAll(strings.ToLower(name), "_", "") }

// column returns which column of which table a reference of sub, which is q or
// within it, is.
func (g *graph) column(q *sqlquery.Query, sub *sqlparse.Query, c sqlparse.Column) (Column, bool) {
	if c.Name == "" || c.Name == "*" {
		return Column{}, false
	}
	tables := sub.Tables
	if sub == q.Query {
		tables = q.AllTables()
	}
	table := ""
	if len(tables) == 1 && c.Table == "" && tables[0].Sub == nil {
		table = tables[0].Table
	} else if t, ok := q.TableOf(sub, c); ok {
		table = t
	}
	if table == "" {
		return Column{}, false
	}
	return Column{strings.ToLower(table), strings.ToLower(c.Name)}, true
}

// query records what q reads into variables without Scan and writes to columns,
// and what it compares.
func (g *graph) query(q *sqlquery.Query) {
	switch q.Verb {
	case sqlparse.Select:
		g.destinations(q)
	case sqlparse.Update:
		for _, s := range q.Sets {
			g.update(q, s.Column, s.Value)
		}
	case sqlparse.Insert:
		if tables := q.AllTables(); len(tables) > 0 && tables[0].Sub == nil {
			table := strings.ToLower(tables[0].Table)
			if q.Func != nil {
				g.inserts[table] = append(g.inserts[table], q.Func)
			}
			for i, c := range q.Into {
				if len(q.Rows) == 0 || i >= len(q.Rows[0]) || q.Rows[0][i].Kind != sqlparse.DefaultOp {
					g.filled[Column{table, strings.ToLower(c.Name)}] = q.Text != "" || g.filled[Column{table, strings.ToLower(c.Name)}]
				}
			}
		}
		for _, row := range q.Rows {
			for i, value := range row {
				if i < len(q.Into) {
					g.written(q, q.Into[i], value)
				}
			}
		}
		if q.Conflict != nil {
			for _, s := range q.Conflict.Sets {
				g.update(q, s.Column, s.Value)
			}
		}
	}
}

// update records what a column of a row that exists is set to.
func (g *graph) update(q *sqlquery.Query, c sqlparse.Column, o sqlparse.Operand) {
	g.written(q, c, o)
	if tables := q.AllTables(); len(tables) > 0 && tables[0].Sub == nil {
		to := Column{strings.ToLower(tables[0].Table), strings.ToLower(c.Name)}
		g.updated[to] = g.updated[to] || q.Call == nil && (o.Kind == sqlparse.Param || o.Kind == sqlparse.ColumnOp)
	}
}

// written records what a column is set to.
func (g *graph) written(q *sqlquery.Query, c sqlparse.Column, o sqlparse.Operand) {
	tables := q.AllTables()
	if len(tables) == 0 || tables[0].Sub != nil {
		return
	}
	to := node{col: Column{strings.ToLower(tables[0].Table), strings.ToLower(c.Name)}}
	g.edges([]node{to}, g.operand(q, o))
}

// operand returns what an operand is taken from.
func (g *graph) operand(q *sqlquery.Query, o sqlparse.Operand) []node {
	var out []node
	if e := q.Arg(o); e != nil {
		out = g.sources(e)
	}
	for _, p := range o.Parts {
		out = append(out, g.operand(q, p)...)
	}
	if o.Sub != nil && len(o.Sub.Tables) == 1 && o.Sub.Tables[0].Sub == nil {
		table := strings.ToLower(o.Sub.Tables[0].Table)
		for _, c := range o.Sub.Columns {
			out = append(out, node{col: Column{table, strings.ToLower(c.Name)}})
		}
		for _, a := range o.Sub.Aggregates {
			if a.Name == "max" {
				out = append(out, node{col: Column{table, strings.ToLower(a.Column.Name)}})
			}
		}
	}
	return out
}

// destinations makes columns the sources of the structs and numbers that a query
// reads its rows into.
func (g *graph) destinations(q *sqlquery.Query) {
	if q.Call == nil {
		return
	}
	dests := slices.Clone(q.Subjects)
	if fn, ok := typeutil.Callee(g.info, q.Call).(*types.Func); ok && !isScan(fn) {
		for _, arg := range q.Call.Args {
			if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && !slices.Contains(dests, arg) {
				dests = append(dests, u)
			}
		}
	}
	for _, e := range dests {
		to := g.targets(e)
		t := elem(g.info.TypeOf(e))
		if t == nil {
			continue
		}
		s, isStruct := t.Underlying().(*types.Struct)
		if !isStruct || carries(t) {
			if items := selected(q); len(items) == 1 && carries(t) {
				if c, ok := g.column(q, q.Query, items[0]); ok {
					g.edges(to, []node{{col: c}})
				}
			}
			continue
		}
		if !g.isOwnStruct(s) {
			continue
		}
		for i := range s.NumFields() {
			f := s.Field(i).Origin()
			if !carries(f.Type()) {
				continue
			}
			if c, ok := g.column(q, q.Query, sqlparse.Column{Name: g.columnName(f, t, s.Tag(i))}); ok && (len(q.Columns) == 0 || g.selects(q, c)) {
				g.edge(node{v: f}, node{col: c})
			}
		}
	}
}

// selects reports whether q gives the column c.
func (g *graph) selects(q *sqlquery.Query, c Column) bool {
	return slices.ContainsFunc(q.Columns, func(x sqlparse.Column) bool {
		return x.Name == "*" || strings.EqualFold(x.Name, c.Name)
	})
}

// columnName returns the column that a field of a struct is read from.
func (g *graph) columnName(f *types.Var, owner types.Type, tag string) string {
	if g.schema != nil {
		if named, ok := types.Unalias(owner).(*types.Named); ok {
			if refs := g.schema.Refs(f, named); len(refs) > 0 && refs[0].Column != nil {
				return refs[0].Column.Name
			}
		}
	}
	if name, _, _ := strings.Cut(reflect.StructTag(tag).Get("db"), ","); name != "" {
		return name
	}
	return schema.SnakeCase(f.Name())
}

// elem returns what is behind the pointers and slices of t.
func elem(t types.Type) types.Type {
	for i := 0; t != nil && i < 8; i++ { // a slice may be one of itself
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		default:
			return t
		}
	}
	return t
}

// compared records the comparisons by which sub, which is q or what it inserts,
// takes the rows after a position.
func (g *graph) compared(q *sqlquery.Query, sub *sqlparse.Query) {
	if sub.SkipLocked || isOpen(q) || g.isSQLite(q) || mentionsSnapshot(q) || isConstant(sub.Limit, "1") {
		return
	}
	if len(sub.Columns) == 0 && len(sub.Aggregates) > 0 {
		return // no rows
	}
	conds := conjunction(sub.Where, conjunction(sub.On, nil))
	for _, c := range conds {
		if c.Op != sqlparse.Gt && c.Op != sqlparse.Ge || c.Wrapped != "" {
			continue
		}
		o := c.Operand
		switch o.Kind {
		case sqlparse.Param, sqlparse.HoleOp, sqlparse.SubqueryOp, sqlparse.Expr, sqlparse.ColumnOp:
		default:
			continue
		}
		if text, ok := q.Source(o.Span); ok && subtracts(text) {
			continue // an overlap
		}
		col, ok := g.column(q, sub, c.Column)
		if !ok || g.bounded(q, sub, conds, c) {
			continue
		}
		byTime := g.isStamp(col)
		if !byTime && (!g.isNumbered(col) || g.isSerial(q, sub, col)) {
			continue
		}
		from := g.operand(q, o)
		if o.Kind == sqlparse.ColumnOp {
			// Have: events e JOIN offsets o ON e.id > o.position
			if kept, ok := g.column(q, sub, o.Column); ok && kept.Table != col.Table {
				from = []node{{col: kept}}
			}
		}
		pos, end := g.place(q, c)
		g.bounds = append(g.bounds, bound{
			column: col, from: from, pos: pos, end: end, in: q.Func, byTime: byTime, stored: g.storedIn(q, conds, c, from),
			all: !byTime && c.Op == sqlparse.Gt && sub.Limit == nil && o.Kind == sqlparse.Param && g.gives(q, sub, col) && !g.picks(q, conds, c),
		})
	}
}

// place returns where a comparison of q stands: of what sqlc made of a .sql file
// there.
func (g *graph) place(q *sqlquery.Query, c *sqlparse.Comparison) (pos, end token.Pos) {
	if !slices.Contains(g.sql.Generated, q) {
		return q.Extent(c.Span)
	}
	for _, owned := range g.sql.Queries {
		if owned.Call != nil || owned.Name != q.Name {
			continue
		}
		for _, x := range conjunction(owned.Where, nil) {
			if x.Op == c.Op && strings.EqualFold(x.Column.Name, c.Column.Name) {
				return owned.Extent(x.Span)
			}
		}
	}
	return token.NoPos, token.NoPos
}

// storedIn returns the column, set by an UPDATE, that a query of a .sql file
// compares with: of a row that has a name, not of what other rows refer to, which
// would be what a person has read.
func (g *graph) storedIn(q *sqlquery.Query, conds []*sqlparse.Comparison, after *sqlparse.Comparison, from []node) Column {
	if q.Call != nil || len(from) != 1 || from[0].col == (Column{}) {
		return Column{}
	}
	stored := from[0].col
	scope := q.Query
	if after.Operand.Sub != nil {
		scope, conds = after.Operand.Sub, conjunction(after.Operand.Sub.Where, nil)
	}
	for _, c := range conds {
		if c == after {
			continue
		}
		col, ok := g.column(q, scope, c.Column)
		if !ok || c.Operand.Kind == sqlparse.ColumnOp {
			return Column{}
		}
		if col.Table == stored.Table && c.Operand.Kind != sqlparse.Const && !g.isText(col) {
			return Column{}
		}
	}
	return stored
}

// isText reports whether a column holds texts.
func (g *graph) isText(c Column) bool {
	if g.schema == nil {
		return false
	}
	t := g.schema.Table(c.Table)
	if t == nil {
		return false
	}
	col := t.Column(c.Name)
	return col != nil && (strings.Contains(strings.ToLower(col.Type), "char") || strings.Contains(strings.ToLower(col.Type), "text"))
}

// gives reports whether sub gives the column c.
func (g *graph) gives(q *sqlquery.Query, sub *sqlparse.Query, c Column) bool {
	return len(sub.Columns) == 0 && q.Text == "" || slices.ContainsFunc(sub.Columns, func(x sqlparse.Column) bool {
		return x.Name == "*" || strings.EqualFold(x.Name, c.Name)
	})
}

// picks reports whether other conditions compare with what is given at run time:
// with one owner's rows there is mostly one writer.
func (g *graph) picks(q *sqlquery.Query, conds []*sqlparse.Comparison, after *sqlparse.Comparison) bool {
	return slices.ContainsFunc(conds, func(c *sqlparse.Comparison) bool {
		if c == after {
			return false
		}
		return slices.ContainsFunc(append(c.List, c.Operand), func(o sqlparse.Operand) bool {
			if o.Kind != sqlparse.Param && o.Kind != sqlparse.HoleOp {
				return false
			}
			e := q.Arg(o)
			return e == nil || g.info.Types[e].Value == nil
		})
	})
}

// bounded reports whether the rows that other conditions leave may all be there:
// those up to a number, or a time, that isn't the largest there is.
func (g *graph) bounded(q *sqlquery.Query, sub *sqlparse.Query, conds []*sqlparse.Comparison, after *sqlparse.Comparison) bool {
	own, _ := g.column(q, sub, after.Column)
	for _, c := range conds {
		if c.Op != sqlparse.Lt && c.Op != sqlparse.Le {
			continue
		}
		col, ok := g.column(q, sub, c.Column)
		switch {
		case !ok:
			return true
		case col != own:
			if g.isTime(col) {
				return true
			}
		default:
			// To the largest one is as far as there are rows.
			if _, found := g.reach(g.operand(q, c.Operand))[node{col: own}]; !found {
				return true
			}
		}
	}
	return false
}

// isSerial reports whether transactions commit in the order in which they insert
// into the column's table, or none is open while q runs.
func (g *graph) isSerial(q *sqlquery.Query, sub *sqlparse.Query, c Column) bool {
	if g.filled[c] {
		return true // numbered by who inserts
	}
	if q.Func != nil && g.locks[q.Func] == tableLock {
		return true
	}
	if g.besideSQLite(q) {
		return true // one writes at a time
	}
	if (sub.Locks || q.Func != nil && g.isSerializable(q.Func, 2)) && g.dialectOf(q, c) == sqlparse.MySQL {
		return true // InnoDB's locking reads wait for rows that aren't committed
	}
	for _, in := range g.inserts[c.Table] {
		if g.lockedIn(in, 2) {
			return true
		}
	}
	return false
}

// lockedIn reports whether a function, one that it calls, or one that calls it,
// locks out other writers.
func (g *graph) lockedIn(d *ast.FuncDecl, depth int) bool {
	if g.locks[d] != noLock {
		return true
	}
	for callee, callers := range g.callers {
		if g.locks[callee] != noLock && slices.Contains(callers, d) {
			return true
		}
	}
	return depth > 0 && slices.ContainsFunc(g.callers[d], func(c *ast.FuncDecl) bool { return c != d && g.lockedIn(c, depth-1) })
}

// A lock is what a function locks until the transaction ends.
type lock uint8

const (
	noLock     lock = iota
	sharedLock      // whoever else asks for it
	tableLock       // whoever writes to the table
)

func lockOf(text string) lock {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "lock table "):
		return tableLock
	case strings.Contains(text, "pg_advisory_xact_lock"), strings.Contains(text, "get_lock("):
		return sharedLock
	}
	return noLock
}

func (g *graph) isTime(c Column) bool {
	if g.schema != nil {
		if t := g.schema.Table(c.Table); t != nil {
			if col := t.Column(c.Name); col != nil {
				return schema.IsTimeType(col.Type) || col.Type == ""
			}
		}
	}
	return true
}

// conjunction returns the comparisons that all of cond's rows match, those that
// a constant switches off included: ($1 = 0 OR id > $1).
func conjunction(cond *sqlparse.Cond, out []*sqlparse.Comparison) []*sqlparse.Comparison {
	if cond == nil {
		return out
	}
	switch cond.Op {
	case sqlparse.Leaf:
		return append(out, cond.Cmp)
	case sqlparse.And:
		for _, p := range cond.Parts {
			out = conjunction(p, out)
		}
	case sqlparse.Or:
		if first := rowComparison(cond); first != nil {
			return append(out, first)
		}
		var cmp *sqlparse.Cond
		for _, p := range cond.Parts {
			if p.Op == sqlparse.Opaque && len(p.Columns) == 0 && !p.Hole {
				continue
			}
			if cmp != nil {
				return out
			}
			cmp = p
		}
		return conjunction(cmp, out)
	}
	return out
}

// rowComparison returns the comparison of the first column of
// (a, b) > ($1, $2), or nil.
func rowComparison(cond *sqlparse.Cond) *sqlparse.Comparison {
	if len(cond.Parts) != 2 || cond.Parts[0].Op != sqlparse.Leaf || cond.Parts[1].Op != sqlparse.And {
		return nil
	}
	first := cond.Parts[0].Cmp
	if slices.ContainsFunc(cond.Parts[1].Parts, func(p *sqlparse.Cond) bool {
		return p.Op == sqlparse.Leaf && p.Cmp.Op == sqlparse.Eq && strings.EqualFold(p.Cmp.Column.Name, first.Column.Name)
	}) {
		return first
	}
	return nil
}

// isStamp reports whether rows have a time in a column.
func (g *graph) isStamp(c Column) bool {
	if g.schema == nil {
		return false
	}
	t := g.schema.Table(c.Table)
	if t == nil || t.Dialect == sqlparse.SQLite {
		return false
	}
	col := t.Column(c.Name)
	if col == nil || col.Type != "" {
		return col != nil && schema.IsTimeType(col.Type)
	}
	return slices.ContainsFunc(col.Fields, func(f *schema.Field) bool { return f.GoType == "time.Time" })
}

// isNumbered reports whether the database numbers the rows of a table by c, in a
// way that lets transactions commit in another order.
func (g *graph) isNumbered(c Column) bool {
	if yes, ok := g.numbered[c]; ok {
		return yes
	}
	yes := false
	if g.schema != nil {
		if t := g.schema.Table(c.Table); t != nil && t.Dialect != sqlparse.SQLite {
			col := t.Column(c.Name)
			yes = col != nil && col.Numbered
		}
	}
	g.numbered[c] = yes
	return yes
}

// isOpen reports whether more may belong to q than is known.
func isOpen(q *sqlquery.Query) bool {
	if !q.Holed {
		return false
	}
	tables := q.AllTables()
	return len(tables) != 1 || !strings.ContainsRune(tables[0].Table, sqlparse.Hole) || strings.Count(q.Text, string(sqlparse.Hole)) != 1
}

func (g *graph) isSQLite(q *sqlquery.Query) bool {
	if q.Dialect != sqlparse.Unknown {
		return q.Dialect == sqlparse.SQLite
	}
	return g.schema != nil && g.schema.RequiredDialect() == sqlparse.SQLite
}

// mentionsSnapshot reports whether q asks which transactions are in flight.
func mentionsSnapshot(q *sqlquery.Query) bool {
	text := strings.ToLower(q.Text)
	for _, word := range []string{"xmin", "txid_", "snapshot", "pg_xact", "as of system time"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

func isConstant(o *sqlparse.Operand, text string) bool {
	return o != nil && o.Kind == sqlparse.Const && o.Text == text
}

func via(pkg *types.Package, fn *types.Func, rest []callpath.Symbol) []callpath.Symbol {
	return callpath.Via(pkg, fn, rest)
}

// subtracts reports whether a text has a minus outside of its strings, where feeds
// have the time that they begin with. It silences only.
func subtracts(text string) bool {
	quoted := false
	for _, c := range text {
		switch c {
		case '\'':
			quoted = !quoted
		case '-':
			if !quoted {
				return true
			}
		}
	}
	return false
}
