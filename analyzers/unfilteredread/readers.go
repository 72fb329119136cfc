package unfilteredread

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A state is what a query says of the rows that are marked as deleted.
type state uint8

const (
	silent state = iota // nothing: it takes them for live ones
	named               // that it knows of them
	live                // that it leaves them out
	dead                // that it looks for them
)

// A read is a query's use of one table that is soft-deleted.
type read struct {
	q     *sqlquery.Query
	sub   *sqlparse.Query // that has the table in its FROM; q.Query or one within
	table sqlparse.Table
	first bool // it is what sub begins with
	// writes says that its rows are changed or deleted.
	writes bool
	mark   *mark
	state  state
	// test is the comparison that says so, nil if the ORM does.
	test *sqlparse.Comparison
}

func (r *read) name() string { return strings.ToLower(r.table.Table) }

// learn finds the readers, and returns those whose findings are the package's.
func (c *check) learn() []*read {
	var own []*read
	files := map[string]bool{}
	for _, q := range c.sql.Queries {
		if q.Ran {
			continue // a migration sees what was there
		}
		own = append(own, c.reads(q)...)
		c.note(q)
	}
	for _, name := range c.schema.OwnedNames() {
		files[name] = true
	}
	all := own
	for _, file := range c.schema.Module().Files {
		if !file.Queries || files[file.Name] {
			continue
		}
		for _, s := range file.Statements {
			if s.Query != nil {
				q := &sqlquery.Query{Query: s.Query, Dialect: file.Dialect}
				c.foreign[q] = true
				all = append(all, c.reads(q)...)
			}
		}
	}
	for _, r := range all {
		c.readers[r.name()] = append(c.readers[r.name()], r)
	}
	return own
}

// reads returns the reads of a statement.
func (c *check) reads(q *sqlquery.Query) []*read {
	var list []*read
	for sub := range q.All() {
		tables := sub.Tables
		if sub == q.Query {
			tables = q.AllTables()
		}
		for i, t := range tables {
			if t.Sub != nil || t.Table == "" || strings.ContainsRune(t.Table, sqlparse.Hole) || sub.Verb == sqlparse.Insert || sub.Verb == sqlparse.Fragment {
				continue
			}
			m := c.mark(t.Table, q.Dialect)
			if m == nil {
				continue
			}
			r := &read{q: q, sub: sub, table: t, first: i == 0, writes: i == 0 && sub.Verb != sqlparse.Select, mark: m}
			c.judge(r)
			list = append(list, r)
		}
	}
	return list
}

// judge finds what the statement says of the rows that are marked.
func (c *check) judge(r *read) {
	say := func(s state, test *sqlparse.Comparison) {
		if s > r.state {
			r.state, r.test = s, test
		}
	}
	if r.sub == r.q.Query && r.first && r.q.Model != nil && r.mark.orm {
		if r.q.Filtered {
			say(live, nil)
		} else if r.q.Builder.Filters {
			say(named, nil) // the ORM was told not to filter
		}
	}
	for sub := range r.q.All() {
		for _, cond := range []*sqlparse.Cond{sub.Where, sub.On, sub.Having} {
			each(cond, func(cond *sqlparse.Cond) {
				if cond.Cmp == nil {
					for _, col := range cond.Columns {
						if c.concerns(r, sub, col) {
							say(named, nil)
						}
					}
					return
				}
				if c.concerns(r, sub, cond.Cmp.Column) {
					say(r.mark.of(c, r.q, cond.Cmp), cond.Cmp)
				}
				if o := cond.Cmp.Operand; o.Kind == sqlparse.ColumnOp && c.concerns(r, sub, o.Column) {
					say(named, nil)
				}
			})
		}
		for _, o := range sub.OrderBy {
			if o.Column != nil && c.concerns(r, sub, *o.Column) {
				say(named, nil)
			}
		}
		if sub == r.sub && c.takesAll(r) {
			continue // as SELECT * would
		}
		for _, col := range sub.Columns {
			if c.concerns(r, sub, col) {
				say(named, nil)
			}
		}
	}
	if r.state == silent && !r.writes && !c.takesAll(r) && c.spells(r) {
		say(named, nil)
	}
}

// takesAll reports whether the query selects each column of r's table: the
// mark among them says nothing then.
func (c *check) takesAll(r *read) bool {
	t := c.schema.TableIn(r.table.Table, r.q.Dialect)
	if t == nil || len(r.sub.Columns) < 4 {
		return false
	}
	missing := 0
	for _, col := range t.Columns {
		if !slices.ContainsFunc(r.sub.Columns, func(selected sqlparse.Column) bool { return strings.EqualFold(selected.Name, col.Name) }) {
			missing++
		}
	}
	return missing*4 <= len(t.Columns)
}

// concerns reports whether a reference in sub is, or may be, to the mark of r's
// table.
func (c *check) concerns(r *read, sub *sqlparse.Query, col sqlparse.Column) bool {
	if !strings.EqualFold(col.Name, r.mark.column) {
		return false
	}
	for at := sub; at != nil; at = around(r.q.Query, at) {
		tables := at.Tables
		if at == r.q.Query {
			tables = r.q.AllTables()
		}
		if col.Table == "" {
			if at == r.sub {
				return true
			}
			if slices.ContainsFunc(tables, func(t sqlparse.Table) bool {
				m := c.mark(t.Table, r.q.Dialect)
				return m != nil && strings.EqualFold(m.column, col.Name)
			}) {
				return false
			}
			continue
		}
		for _, t := range tables {
			if strings.EqualFold(t.Alias, col.Table) || t.Alias == "" && strings.EqualFold(t.Table, col.Table) {
				// A column of a subquery may be of any table in it.
				return at == r.sub && same(t, r.table) || t.Sub != nil && holds(t.Sub, r.sub)
			}
		}
		for _, t := range tables {
			if strings.EqualFold(t.Table, col.Table) {
				return at == r.sub && same(t, r.table)
			}
		}
	}
	return true // not known
}

func same(a, b sqlparse.Table) bool { return a.Name == b.Name && a.Alias == b.Alias }

func holds(q, sub *sqlparse.Query) bool {
	for inner := range q.All() {
		if inner == sub {
			return true
		}
	}
	return false
}

// around returns the query that sub is within, nil for root.
func around(root, sub *sqlparse.Query) *sqlparse.Query {
	for q := range root.All() {
		if slices.Contains(q.Subs, sub) {
			return q
		}
	}
	return nil
}

// spells reports whether the text names the mark where the model doesn't show
// it: in an expression of the select list.
func (c *check) spells(r *read) bool {
	text := r.q.Text
	if text == "" {
		return false
	}
	if own, ok := c.source(r); ok {
		text = own
	}
	text, name := strings.ToLower(text), strings.ToLower(r.mark.column)
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(name)
		if i > 0 && isWord(text[i-1]) || at < len(text) && isWord(text[at]) {
			continue
		}
		before := strings.TrimRight(text[:i], "\"`[")
		rest, ok := strings.CutSuffix(before, ".")
		if !ok {
			if len(r.sub.Tables) == 1 {
				return true
			}
			continue
		}
		rest = strings.TrimRight(rest, "\"`]")
		alias := strings.ToLower(r.table.Alias)
		if alias == "" {
			alias = r.name()
		}
		if strings.HasSuffix(rest, alias) && (len(rest) == len(alias) || !isWord(rest[len(rest)-len(alias)-1])) {
			return true
		}
	}
}

// source returns the text of the query that has r's table.
func (c *check) source(r *read) (string, bool) {
	if c.foreign[r.q] || r.sub == r.q.Query {
		return "", false
	}
	return r.q.Source(r.sub.Span)
}

func isWord(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

// each calls visit for a condition and its parts.
func each(cond *sqlparse.Cond, visit func(*sqlparse.Cond)) {
	if cond == nil {
		return
	}
	visit(cond)
	for _, part := range cond.Parts {
		each(part, visit)
	}
}

// A write is what a function does to a table's rows.
type write struct{ inserts, marks, deletes, updates bool }

// note notes what a query writes.
func (c *check) note(q *sqlquery.Query) {
	if q.Func == nil {
		return
	}
	for sub := range q.All() {
		if sub.Verb == sqlparse.Select || sub.Verb == sqlparse.Fragment {
			continue
		}
		tables := sub.Tables
		if sub == q.Query {
			tables = q.AllTables()
		}
		if len(tables) == 0 {
			continue
		}
		table := strings.ToLower(tables[0].Table)
		byTable := c.writes[q.Func]
		if byTable == nil {
			byTable = map[string]write{}
			c.writes[q.Func] = byTable
		}
		w := byTable[table]
		w.inserts = w.inserts || sub.Verb == sqlparse.Insert
		if m := c.mark(table, q.Dialect); m != nil && sub.Verb == sqlparse.Update && m.isLiftedBy(c, q, sub) {
			c.revived[table] = true
		}
		w.deletes = w.deletes || sub.Verb == sqlparse.Delete
		w.updates = w.updates || sub.Verb == sqlparse.Update
		if m := c.mark(table, q.Dialect); m != nil {
			w.marks = w.marks || sub.Verb == sqlparse.Delete && m.orm || sub.Verb == sqlparse.Update && m.isSetBy(sub)
		}
		byTable[table] = w
	}
}

// isSetBy reports whether an update marks rows as deleted.
func (m *mark) isSetBy(update *sqlparse.Query) bool {
	return slices.ContainsFunc(update.Sets, func(set sqlparse.Assignment) bool {
		return strings.EqualFold(set.Column.Name, m.column) && marksDead(set.Value)
	})
}

// isLiftedBy reports whether an update makes rows live.
func (m *mark) isLiftedBy(c *check, q *sqlquery.Query, update *sqlparse.Query) bool {
	return slices.ContainsFunc(update.Sets, func(set sqlparse.Assignment) bool {
		if !strings.EqualFold(set.Column.Name, m.column) {
			return false
		}
		if m.dead == "" {
			return !marksDead(set.Value)
		}
		_, dies := c.deadState(q, set.Value)
		return !dies
	})
}

// mentions reports whether the function's code names a field or variable as the
// mark is called: it looks at it itself.
func mentions(fn *ast.FuncDecl, m *mark) bool {
	if fn == nil || m.dead != "" {
		return false
	}
	name := strings.ReplaceAll(strings.ToLower(m.column), "_", "")
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && strings.EqualFold(id.Name, name) {
			found = true
		}
		return !found
	})
	return found
}
