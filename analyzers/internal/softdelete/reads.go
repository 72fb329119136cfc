package softdelete

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A State is what a query says of the rows that are marked as deleted.
type State uint8

const (
	Silent State = iota // nothing: it takes them for live ones
	Named               // that it knows of them
	Live                // that it leaves them out
	Dead                // that it looks for them
)

// A Read is a query's use of one table that is soft-deleted.
type Read struct {
	Query *sqlquery.Query
	Sub   *sqlparse.Query // that has the table in its FROM; the Query or one within
	Table sqlparse.Table
	First bool // it is what sub begins with
	// Writes says that its rows are changed or deleted.
	Writes bool
	Mark   *Mark
	State  State
	// Test is the comparison that says so, nil if the ORM does.
	Test *sqlparse.Comparison
}

// Name returns the table's name in lower case.
func (r *Read) Name() string { return strings.ToLower(r.Table.Table) }

// learn finds the readers, and returns those whose findings are the package's.
func (res *Result) learn() []*Read {
	var own []*Read
	files := map[string]bool{}
	for _, q := range res.sql.Queries {
		if q.Ran {
			continue // a migration sees what was there
		}
		own = append(own, res.reads(q)...)
		res.note(q)
	}
	for _, name := range res.schema.OwnedNames() {
		files[name] = true
	}
	all := own
	for _, file := range res.schema.Module().Files {
		if !file.Queries || files[file.Name] {
			continue
		}
		for _, s := range file.Statements {
			if s.Query != nil {
				q := &sqlquery.Query{Query: s.Query, Dialect: file.Dialect}
				res.foreign[q] = true
				all = append(all, res.reads(q)...)
			}
		}
	}
	for _, r := range all {
		res.readers[r.Name()] = append(res.readers[r.Name()], r)
	}
	return own
}

// reads returns the reads of a statement.
func (res *Result) reads(q *sqlquery.Query) []*Read {
	var list []*Read
	for sub := range q.All() {
		tables := sub.Tables
		if sub == q.Query {
			tables = q.AllTables()
		}
		for i, t := range tables {
			if t.Sub != nil || t.Table == "" || strings.ContainsRune(t.Table, sqlparse.Hole) || sub.Verb == sqlparse.Insert || sub.Verb == sqlparse.Fragment {
				continue
			}
			m := res.Mark(t.Table, q.Dialect)
			if m == nil {
				continue
			}
			r := &Read{Query: q, Sub: sub, Table: t, First: i == 0, Writes: i == 0 && sub.Verb != sqlparse.Select, Mark: m}
			res.judge(r)
			list = append(list, r)
		}
	}
	return list
}

// judge finds what the statement says of the rows that are marked.
func (res *Result) judge(r *Read) {
	say := func(s State, test *sqlparse.Comparison) {
		if s > r.State {
			r.State, r.Test = s, test
		}
	}
	if r.Sub == r.Query.Query && r.Mark.orm {
		switch {
		case r.Query.FilteredByORM(r.Table), r.First && r.Query.Model != nil && r.Query.Filtered:
			say(Live, nil)
		case r.First && r.Query.Model != nil && r.Query.Builder.Filters:
			say(Named, nil) // the ORM was told not to filter
		}
	}
	for sub := range r.Query.All() {
		for _, cond := range []*sqlparse.Cond{sub.Where, sub.On, sub.Having} {
			must := map[*sqlparse.Cond]bool{}
			cond.Conjuncts(func(part *sqlparse.Cond) { must[part] = true })
			cond.Each(func(cond *sqlparse.Cond) {
				if cond.Cmp == nil {
					for _, col := range cond.Columns {
						if res.concerns(r, sub, col) {
							say(Named, nil)
						}
					}
					return
				}
				if res.concerns(r, sub, cond.Cmp.Column) {
					s := r.Mark.of(res, r.Query, cond.Cmp)
					if s == Dead && !must[cond] {
						s = Named // or else: others come, too
					}
					say(s, cond.Cmp)
				}
				if o := cond.Cmp.Operand; o.Kind == sqlparse.ColumnOp && res.concerns(r, sub, o.Column) {
					say(Named, nil)
				}
			})
		}
		for _, o := range sub.OrderBy {
			if o.Column != nil && res.concerns(r, sub, *o.Column) {
				say(Named, nil)
			}
		}
		if sub == r.Sub && res.takesAll(r) {
			continue // as SELECT * would
		}
		for _, col := range sub.Columns {
			if res.concerns(r, sub, col) {
				say(Named, nil)
			}
		}
	}
	if r.State == Silent && !r.Writes && !res.takesAll(r) && res.spells(r) {
		say(Named, nil)
	}
}

// takesAll reports whether the query selects each column of r's table: the
// mark among them says nothing then.
func (res *Result) takesAll(r *Read) bool {
	t := res.schema.TableIn(r.Table.Table, r.Query.Dialect)
	if t == nil || len(r.Sub.Columns) < 4 {
		return false
	}
	missing := 0
	for _, col := range t.Columns {
		if !slices.ContainsFunc(r.Sub.Columns, func(selected sqlparse.Column) bool { return strings.EqualFold(selected.Name, col.Name) }) {
			missing++
		}
	}
	return missing*4 <= len(t.Columns)
}

// concerns reports whether a reference in sub is, or may be, to the mark of r's
// table.
func (res *Result) concerns(r *Read, sub *sqlparse.Query, col sqlparse.Column) bool {
	if !strings.EqualFold(col.Name, r.Mark.Column) {
		return false
	}
	for at := sub; at != nil; at = around(r.Query.Query, at) {
		tables := at.Tables
		if at == r.Query.Query {
			tables = r.Query.AllTables()
		}
		if col.Table == "" {
			if at == r.Sub {
				return true
			}
			if slices.ContainsFunc(tables, func(t sqlparse.Table) bool {
				m := res.Mark(t.Table, r.Query.Dialect)
				return m != nil && strings.EqualFold(m.Column, col.Name)
			}) {
				return false
			}
			continue
		}
		for _, t := range tables {
			if strings.EqualFold(t.Alias, col.Table) || t.Alias == "" && strings.EqualFold(t.Table, col.Table) {
				// A column of a subquery may be of any table in it.
				return at == r.Sub && same(t, r.Table) || t.Sub != nil && holds(t.Sub, r.Sub)
			}
		}
		for _, t := range tables {
			if strings.EqualFold(t.Table, col.Table) {
				return at == r.Sub && same(t, r.Table)
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
func (res *Result) spells(r *Read) bool {
	text := r.Query.Text
	if text == "" {
		return false
	}
	if own, ok := res.source(r); ok {
		text = own
	}
	text, name := strings.ToLower(text), strings.ToLower(r.Mark.Column)
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
			if len(r.Sub.Tables) == 1 {
				return true
			}
			continue
		}
		rest = strings.TrimRight(rest, "\"`]")
		alias := strings.ToLower(r.Table.Alias)
		if alias == "" {
			alias = r.Name()
		}
		if strings.HasSuffix(rest, alias) && (len(rest) == len(alias) || !isWord(rest[len(rest)-len(alias)-1])) {
			return true
		}
	}
}

// source returns the text of the query that has r's table.
func (res *Result) source(r *Read) (string, bool) {
	if res.foreign[r.Query] || r.Sub == r.Query.Query {
		return "", false
	}
	return r.Query.Source(r.Sub.Span)
}

func isWord(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

// owns reports whether a column that sub names is table's, as far as its name
// tells.
func owns(sub *sqlparse.Query, table sqlparse.Table, col sqlparse.Column) bool {
	if col.Table == "" {
		return len(sub.Tables) <= 1
	}
	return strings.EqualFold(col.Table, table.Alias) || table.Alias == "" && strings.EqualFold(col.Table, table.Table)
}

// ReadOf returns the read of a table that sub, which is q or in it, names; nil if
// its rows have no mark.
func (res *Result) ReadOf(q *sqlquery.Query, sub *sqlparse.Query, t sqlparse.Table) *Read {
	for _, r := range res.readers[strings.ToLower(t.Table)] {
		if r.Query == q && r.Sub == sub && same(r.Table, t) {
			return r
		}
	}
	return nil
}

// readsLive reports whether a query reads live rows alone of r's table.
func (res *Result) readsLive(r *Read, at *sqlparse.Query) bool {
	return slices.ContainsFunc(res.readers[r.Name()], func(other *Read) bool {
		return other.Query == r.Query && other.Sub == at && other.State == Live
	})
}

// asks reports whether sub stands in a condition of q, and isn't another arm of
// a UNION.
func asks(q, sub *sqlparse.Query) bool {
	found := false
	for _, cond := range []*sqlparse.Cond{q.Where, q.On, q.Having} {
		cond.Each(func(cond *sqlparse.Cond) {
			found = found || cond.Exists == sub || cond.Cmp != nil && (cond.Cmp.Operand.Sub == sub || slices.ContainsFunc(cond.Cmp.List, func(o sqlparse.Operand) bool { return o.Sub == sub }))
		})
	}
	return found
}

// Keeper returns a read of the package that leaves deleted rows of r's table out
// by itself, of those of r's kind if there is one; nil if there is none.
func (res *Result) Keeper(r *Read) *Read {
	var keeper *Read
	for _, other := range res.Own {
		if other.Name() != r.Name() || other.State != Live || other.Test == nil || other.Writes {
			continue
		}
		if other.First == r.First {
			return other
		}
		if keeper == nil {
			keeper = other
		}
	}
	return keeper
}

// Resumes reports whether a reader of the table takes the rows after a position
// in the column.
func (res *Result) Resumes(table sqlparse.Table, column string) bool {
	return slices.ContainsFunc(res.Readers(table.Table), func(r *Read) bool {
		found := false
		r.Sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
			cmp := cond.Cmp
			found = found || cmp != nil && !r.Writes && (cmp.Op == sqlparse.Gt || cmp.Op == sqlparse.Ge) && strings.EqualFold(cmp.Column.Name, column)
		})
		return found
	})
}
