package unfilteredread

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// read reports a read that takes deleted rows for live ones.
func (c *check) read(r *read) {
	if r.state != silent || r.q.Holed || r.sub.Holed || r.table.Outer || r.mark.orm && !c.deletes(r) {
		return
	}
	if r.writes || r.q.Verb != sqlparse.Select || r.q.Locks || r.sub.Locks || len(r.q.Subjects) > 1 {
		return
	}
	if at := around(r.q.Query, r.sub); at != nil && c.readsLive(r, at) && asks(at, r.sub) && len(r.sub.Aggregates) == 0 && r.sub.Limit == nil {
		return // the query around it leaves them out
	}
	kept, ok := c.convention(r)
	if !ok || c.implied(r) {
		return
	}
	if w := c.writes[r.q.Func][r.name()]; r.q.Func != nil && (w.inserts || w.deletes || w.updates) {
		return
	}
	if mentions(r.q.Func, r.mark) {
		return
	}
	category := "missing"
	if !r.first {
		category = "join"
	}
	c.report(r, category, kept)
}

// readsLive reports whether a query reads live rows alone of r's table.
func (c *check) readsLive(r *read, at *sqlparse.Query) bool {
	return slices.ContainsFunc(c.readers[r.name()], func(other *read) bool {
		return other.q == r.q && other.sub == at && other.state == live
	})
}

// asks reports whether sub stands in a condition of q, and isn't another arm of
// a UNION.
func asks(q, sub *sqlparse.Query) bool {
	found := false
	for _, cond := range []*sqlparse.Cond{q.Where, q.On, q.Having} {
		each(cond, func(cond *sqlparse.Cond) {
			found = found || cond.Exists == sub || cond.Cmp != nil && (cond.Cmp.Operand.Sub == sub || slices.ContainsFunc(cond.Cmp.List, func(o sqlparse.Operand) bool { return o.Sub == sub }))
		})
	}
	return found
}

// deletes reports whether something deletes rows of r's table, as far as is
// seen.
func (c *check) deletes(r *read) bool {
	if r.mark.set {
		return true
	}
	for _, byTable := range c.writes {
		if byTable[r.name()].marks {
			return true
		}
	}
	return false
}

// convention reports whether the table's readers leave deleted rows out, and
// how many do. What one row is read for by its key may be to restore it: there
// only others that do the same tell.
func (c *check) convention(r *read) (kept int, ok bool) {
	if c.follows(r) || c.hasState(r) || c.isPart(r.q) {
		return 0, false
	}
	keyed := c.keyed(r)
	if keyed && byList(r) && len(r.sub.Aggregates) == 0 || keyed && len(r.sub.Aggregates) == 0 && c.hasTwin(r) || c.isGiven(r) || c.asksForName(r) || never(r) ||
		!r.first && hangs(r, func(table string) bool { return slices.Contains(c.deleted(r), strings.ToLower(table)) }) {
		return 0, false
	}
	if keyed && (!r.first || r.sub != r.q.Query || !c.selects(r) || !c.isWhole(r) && len(r.sub.Aggregates) == 0 || c.repeats(r.q)) {
		return 0, false // what belongs to rows that were chosen before
	}
	alike, unlike, broken, lists := 0, 0, 0, 0
	for _, other := range c.readers[r.name()] {
		likewise := other.first == r.first && c.keyed(other) == keyed
		switch {
		case other.state == live:
			kept++
			if likewise {
				alike++
			}
		case other.state == silent && !other.q.Holed && !other.writes && !other.table.Outer && !c.follows(other) && !c.implied(other):
			broken++
			if !c.keyed(other) {
				lists++
			}
			if likewise {
				unlike++
			}
		}
	}
	switch {
	case kept < 2 || broken > kept:
		return kept, false
	case keyed && alike == 0:
		return kept, !c.isLooked(r.mark) && !c.revived[r.name()]
	case keyed:
		return kept, alike >= 2 && alike > unlike
	case alike > 0:
		return kept, alike >= unlike
	case !r.first && hangs(r, func(table string) bool { return c.mark(table, r.q.Dialect) != nil }):
		return kept, false // whose readers see to it
	}
	return kept, kept >= 2*lists
}

// follows reports whether r's rows are those that others, chosen before, lead
// to: of a common table expression, or of a walk up or down a tree.
func (c *check) follows(r *read) bool {
	if slices.ContainsFunc(r.sub.Tables, func(t sqlparse.Table) bool { return t.Sub != nil }) {
		return true
	}
	for sub := range r.sub.All() {
		if slices.ContainsFunc(sub.Tables, func(t sqlparse.Table) bool { return t.Sub == r.sub }) {
			return true
		}
	}
	return false
}

// hasState reports whether the query asks for a state of the rows, which may
// be none that deleted ones have, or for those that its own transaction made.
func (c *check) hasState(r *read) bool {
	found := false
	conjuncts(r.sub.Where, func(cond *sqlparse.Cond) {
		each(cond, func(cond *sqlparse.Cond) {
			cmp := cond.Cmp
			if cmp == nil || !owns(r.sub, r.table, cmp.Column) || r.mark.dead != "" {
				return
			}
			switch strings.ToLower(cmp.Column.Name) {
			case "status", "state", "phase":
				found = found || cmp.Operand.Kind == sqlparse.Const || len(cmp.List) > 0
			case "xmin":
				found = true
			}
		})
	})
	return found
}

// isWhole reports whether the query gives whole rows of r's table: what takes
// some columns by the key of a row knows which row that is.
func (c *check) isWhole(r *read) bool {
	return r.q.Text == "" && !r.q.Chosen && len(r.sub.Columns) == 0 || c.takesAll(r) ||
		slices.ContainsFunc(r.sub.Columns, func(col sqlparse.Column) bool {
			return col.Name == "*" && (col.Table == "" || owns(r.sub, r.table, col))
		})
}

// repeats reports whether the query is run in a loop: it follows a chain of
// rows.
func (c *check) repeats(q *sqlquery.Query) bool {
	if q.Call == nil || q.Func == nil {
		return false
	}
	found := false
	ast.Inspect(q.Func, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			found = found || n.Pos() <= q.Call.Pos() && q.Call.Pos() < n.End()
		case *ast.RangeStmt:
			found = found || n.Pos() <= q.Call.Pos() && q.Call.Pos() < n.End()
		}
		return !found
	})
	return found
}

// isPart reports whether the text is an expression that a builder puts into
// another query, which may say more.
func (c *check) isPart(q *sqlquery.Query) bool {
	if q.Call == nil {
		return false
	}
	fn, ok := typeutil.Callee(c.pass.TypesInfo, q.Call).(*types.Func)
	if !ok {
		return false
	}
	text, ok := knowledge.TextOf(fn)
	return ok && q.Text != "" && text.Clause != knowledge.Statement
}

// selects reports whether the query gives rows of r's table, not only of those
// that belong to them.
func (c *check) selects(r *read) bool {
	return len(r.sub.Tables) <= 1 || slices.ContainsFunc(r.sub.Columns, func(col sqlparse.Column) bool {
		return col.Table == "" || owns(r.sub, r.table, col)
	})
}

// keyed reports whether the query takes rows by the key of r's table, or of
// another whose rows it belongs to.
func (c *check) keyed(r *read) bool {
	for i := range r.sub.Tables {
		if (!r.first || same(r.sub.Tables[i], r.table) || leads(r)) && c.isKeyed(r.q, r.sub, r.sub.Tables[i]) {
			return true
		}
	}
	refers := false
	conjuncts(r.sub.Where, func(cond *sqlparse.Cond) {
		refers = refers || cond.Cmp != nil && cond.Cmp.Op == sqlparse.Eq && cond.Cmp.Operand.Kind != sqlparse.ColumnOp && !owns(r.sub, r.table, cond.Cmp.Column) && schema.Refers(cond.Cmp.Column.Name, r.table.Table)
	})
	if refers {
		return true
	}
	return r.sub == r.q.Query && len(r.sub.Tables) == 0 && c.isKeyed(r.q, r.sub, r.table)
}

func (c *check) isKeyed(q *sqlquery.Query, sub *sqlparse.Query, table sqlparse.Table) bool {
	if table.Sub != nil || table.Table == "" {
		return false
	}
	t := c.schema.TableIn(table.Table, q.Dialect)
	if t == nil {
		return false
	}
	given := given(q, sub, table)
	if len(given) == 0 {
		return false
	}
	return given["id"] || slices.ContainsFunc(t.Indexes, func(index *schema.Index) bool {
		return index.Unique && len(index.Columns) > 0 && !slices.ContainsFunc(index.Columns, func(col sqlparse.IndexColumn) bool { return !given[strings.ToLower(col.Name)] })
	})
}

// given returns the columns of a table that sub compares with what its callers
// give.
func given(q *sqlquery.Query, sub *sqlparse.Query, table sqlparse.Table) map[string]bool {
	given := map[string]bool{}
	conjuncts(sub.Where, func(cond *sqlparse.Cond) {
		switch {
		case cond.Cmp != nil && (cond.Cmp.Op == sqlparse.Eq || cond.Cmp.Op == sqlparse.In) && cond.Cmp.Operand.Kind != sqlparse.ColumnOp && cond.Cmp.Operand.Kind != sqlparse.SubqueryOp:
			if owns(sub, table, cond.Cmp.Column) {
				given[strings.ToLower(cond.Cmp.Column.Name)] = true
			}
		case cond.Op == sqlparse.Opaque && len(cond.Columns) == 0 && !cond.Hole && q.Text == "":
			given["id"] = true // an ORM's own word for the primary key
		case cond.Op == sqlparse.Opaque && len(cond.Columns) == 1: // id = ANY($1)
			if owns(sub, table, cond.Columns[0]) {
				given[strings.ToLower(cond.Columns[0].Name)] = true
			}
		}
	})
	return given
}

// leads reports whether r's table is joined by its key: a row of another leads to
// its row.
func leads(r *read) bool {
	found := false
	each(r.sub.On, func(cond *sqlparse.Cond) {
		if cond.Cmp != nil && cond.Cmp.Operand.Kind == sqlparse.ColumnOp {
			for _, col := range []sqlparse.Column{cond.Cmp.Column, cond.Cmp.Operand.Column} {
				found = found || owns(r.sub, r.table, col) && strings.EqualFold(col.Name, "id")
			}
		}
	})
	return found
}

// byList reports whether a list of keys is given.
func byList(r *read) bool {
	found := false
	conjuncts(r.sub.Where, func(cond *sqlparse.Cond) {
		found = found || cond.Cmp != nil && cond.Cmp.Op == sqlparse.In || cond.Op == sqlparse.Opaque && len(cond.Columns) == 1
	})
	return found
}

// hasTwin reports whether another query takes the same rows as r without the
// deleted ones: r is there for the sake of them.
func (c *check) hasTwin(r *read) bool {
	by := given(r.q, r.sub, r.table)
	return slices.ContainsFunc(c.readers[r.name()], func(other *read) bool {
		if other.state != live || !other.first || other.writes {
			return false
		}
		also := given(other.q, other.sub, other.table)
		delete(also, strings.ToLower(r.mark.column))
		return maps.Equal(by, also)
	})
}

// hangs reports whether r's table is joined by its key to one that is so.
func hangs(r *read, is func(table string) bool) bool {
	found := false
	each(r.sub.On, func(cond *sqlparse.Cond) {
		if cond.Cmp == nil || cond.Cmp.Operand.Kind != sqlparse.ColumnOp {
			return
		}
		a, b := cond.Cmp.Column, cond.Cmp.Operand.Column
		if !owns(r.sub, r.table, a) {
			a, b = b, a
		}
		if !owns(r.sub, r.table, a) || !isKey(a.Name, r.table.Table) {
			return
		}
		if table, ok := r.q.TableOf(r.sub, b); ok {
			found = found || is(table)
		}
	})
	return found
}

// asksForName reports whether the query asks whether there is a row with a name
// or such, and isn't there to find the parent of a new row: a name may be taken
// by a deleted row, too.
func (c *check) asksForName(r *read) bool {
	if len(r.sub.Tables) > 1 {
		return false
	}
	exists := len(r.sub.Aggregates) > 0
	if r.q.Call != nil {
		t := c.pass.TypesInfo.TypeOf(r.q.Call)
		if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
			t = tuple.At(0).Type()
		}
		basic, ok := t.(*types.Basic)
		exists = exists || ok && basic.Kind() == types.Bool && len(r.q.Call.Args) == 0
	}
	if !exists {
		return false
	}
	for column := range given(r.q, r.sub, r.table) {
		if !strings.HasSuffix(column, "id") {
			for table, w := range c.writes[r.q.Func] {
				if w.inserts && table != r.name() {
					return false
				}
			}
			return true
		}
	}
	return false
}

// never reports whether the query's condition is one that holds for no row.
func never(r *read) bool {
	found := false
	conjuncts(r.sub.Where, func(cond *sqlparse.Cond) {
		if text, ok := r.q.Source(cond.Span); ok && len(cond.Columns) == 0 {
			switch strings.ReplaceAll(strings.ToLower(text), " ", "") {
			case "1=0", "0=1", "false", "1<>1", "1!=1":
				found = true
			}
		}
	})
	return found
}

// isKey reports whether a column has the name of a primary key of a table.
func isKey(column, table string) bool {
	return strings.EqualFold(column, "id") || schema.Refers(column, table)
}

// isGiven reports whether the chain adds no condition to a query that a caller
// hands the function, who may have.
func (c *check) isGiven(r *read) bool {
	if r.q.Text != "" || r.q.Where != nil || r.q.Call == nil {
		return false
	}
	e := ast.Expr(r.q.Call)
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			e = x.Fun
			continue
		case *ast.SelectorExpr:
			e = x.X
			continue
		case *ast.Ident:
			v, ok := c.pass.TypesInfo.Uses[x].(*types.Var)
			return ok && r.q.Func != nil && r.q.Func.Type.Params.Pos() <= v.Pos() && v.Pos() < r.q.Func.Type.Params.End()
		}
		return false
	}
}

// owns reports whether a column that sub names is table's, as far as its name
// tells.
func owns(sub *sqlparse.Query, table sqlparse.Table, col sqlparse.Column) bool {
	if col.Table == "" {
		return len(sub.Tables) <= 1
	}
	return strings.EqualFold(col.Table, table.Alias) || table.Alias == "" && strings.EqualFold(col.Table, table.Table)
}

func conjuncts(cond *sqlparse.Cond, visit func(*sqlparse.Cond)) {
	switch {
	case cond == nil:
	case cond.Op == sqlparse.And:
		for _, part := range cond.Parts {
			conjuncts(part, visit)
		}
	default:
		visit(cond)
	}
}

// implied reports whether the statement leaves out the deleted rows of another
// table that rows of r's are only ever deleted with.
func (c *check) implied(r *read) bool {
	with := c.deleted(r)
	if len(with) == 0 {
		return false
	}
	for sub := range r.q.All() {
		tables := sub.Tables
		if sub == r.q.Query {
			tables = r.q.AllTables()
		}
		for _, t := range tables {
			if slices.Contains(with, strings.ToLower(t.Table)) {
				if other := c.readOf(r.q, sub, t); other != nil && other.state == live {
					return true
				}
			}
		}
	}
	return false
}

// deleted returns what deletedWith does, once for each table.
func (c *check) deleted(r *read) []string {
	with, ok := c.with[r.name()]
	if !ok {
		with = c.deletedWith(r)
		c.with[r.name()] = with
	}
	return with
}

func (c *check) readOf(q *sqlquery.Query, sub *sqlparse.Query, t sqlparse.Table) *read {
	for _, r := range c.readers[strings.ToLower(t.Table)] {
		if r.q == q && r.sub == sub && same(r.table, t) {
			return r
		}
	}
	return nil
}

// deletedWith returns the tables that each soft delete of r's table deletes
// rows of, too.
func (c *check) deletedWith(r *read) []string {
	t := c.schema.TableIn(r.table.Table, r.q.Dialect)
	if t == nil {
		return nil
	}
	var with []string
	first := true
	also := func(tables []string) {
		if first {
			with, first = slices.Clone(tables), false
			return
		}
		with = slices.DeleteFunc(with, func(table string) bool { return !slices.Contains(tables, table) })
	}
	for _, u := range c.schema.Module().UsesOf(t) {
		if u.Kind == schema.SoftDeletes && !u.Seeding && path.Ext(u.Place.File) == ".go" && path.Dir(u.Place.File) != c.schema.Dir() {
			also(u.With)
		}
	}
	for _, byTable := range c.writes {
		if w := byTable[r.name()]; w.marks && !w.inserts {
			var tables []string
			for table, w := range byTable {
				if (w.deletes || w.marks) && table != r.name() {
					tables = append(tables, table)
				}
			}
			also(tables)
		}
	}
	for _, file := range c.schema.Module().Files {
		if !file.Queries {
			continue
		}
		for _, s := range file.Statements {
			if marked := c.markedBy(s.Query, file.Dialect); slices.Contains(marked, r.name()) {
				also(slices.DeleteFunc(marked, func(table string) bool { return table == r.name() }))
			}
		}
	}
	return with
}

// markedBy returns the tables whose rows a statement marks as deleted.
func (c *check) markedBy(q *sqlparse.Query, d sqlparse.Dialect) []string {
	var tables []string
	if q == nil {
		return nil
	}
	for sub := range q.All() {
		if sub.Verb != sqlparse.Update || len(sub.Tables) == 0 {
			continue
		}
		if m := c.mark(sub.Tables[0].Table, d); m != nil && m.isSetBy(sub) {
			tables = append(tables, strings.ToLower(sub.Tables[0].Table))
		}
	}
	return tables
}

func (c *check) report(r *read, category string, kept int) {
	pos, end := c.place(r)
	remedy := "compare it here, too"
	if r.mark.test != "" {
		remedy = fmt.Sprintf("add %s %s", r.mark.column, r.mark.test)
	}
	c.found(category, pos, end, r.name(), message.Fit(
		fmt.Sprintf("deleted rows of %s are read: %d other reads leave them out by %s, this one doesn't; %s", r.table.Table, kept, r.mark.column, remedy),
		fmt.Sprintf("deleted rows of %s are read: other reads leave them out by %s; %s", r.table.Table, r.mark.column, remedy),
		fmt.Sprintf("deleted rows of %s are read: other reads leave them out; compare the mark here, too", r.table.Table),
		"deleted rows are read: other reads leave them out, this one doesn't; compare the mark here, too",
	))
}

// place returns the condition that lacks one, or else the table's name, unless
// another function or a constant has it.
func (c *check) place(r *read) (pos, end token.Pos) {
	near := func(span sqlparse.Span) bool {
		pos, end = r.q.Extent(span)
		return pos.IsValid() && (r.q.Text != "" || c.inFunction(pos))
	}
	if r.sub.Where != nil && near(r.sub.Where.Span) || near(r.table.Span) || r.q.Call == nil {
		return pos, end
	}
	return r.q.Call.Pos(), r.q.Call.End()
}

func (c *check) inFunction(pos token.Pos) bool {
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return true
			}
		}
	}
	return false
}

func (c *check) found(category string, pos, end token.Pos, table, text string) {
	at := finding{pos, table}
	if !pos.IsValid() || c.reported[at] {
		return // one text that several calls run
	}
	c.reported[at] = true
	directive.Report(c.pass, c.set, analysis.Diagnostic{Category: category, Pos: pos, End: end, Message: text})
}
