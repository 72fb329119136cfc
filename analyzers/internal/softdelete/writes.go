package softdelete

import (
	"path"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A write is what a function does to a table's rows.
type write struct{ inserts, marks, deletes, updates bool }

// note notes what a query writes.
func (res *Result) note(q *sqlquery.Query) {
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
		byTable := res.writes[q.Func]
		if byTable == nil {
			byTable = map[string]write{}
			res.writes[q.Func] = byTable
		}
		w := byTable[table]
		w.inserts = w.inserts || sub.Verb == sqlparse.Insert
		if m := res.Mark(table, q.Dialect); m != nil && sub.Verb == sqlparse.Update && m.isLiftedBy(res, q, sub) {
			res.revived[table] = true
		}
		w.deletes = w.deletes || sub.Verb == sqlparse.Delete
		w.updates = w.updates || sub.Verb == sqlparse.Update
		if m := res.Mark(table, q.Dialect); m != nil {
			w.marks = w.marks || sub.Verb == sqlparse.Delete && m.orm || sub.Verb == sqlparse.Update && m.isSetBy(sub)
		}
		byTable[table] = w
	}
}

// isSetBy reports whether an update marks rows as deleted.
func (m *Mark) isSetBy(update *sqlparse.Query) bool {
	return slices.ContainsFunc(update.Sets, func(set sqlparse.Assignment) bool {
		return strings.EqualFold(set.Column.Name, m.Column) && MarksDead(set.Value)
	})
}

// isLiftedBy reports whether an update makes rows live.
func (m *Mark) isLiftedBy(res *Result, q *sqlquery.Query, update *sqlparse.Query) bool {
	return slices.ContainsFunc(update.Sets, func(set sqlparse.Assignment) bool {
		if !strings.EqualFold(set.Column.Name, m.Column) {
			return false
		}
		if m.dead == "" {
			return !MarksDead(set.Value)
		}
		_, dies := res.deadState(q, set.Value)
		return !dies
	})
}

// deletes reports whether something deletes rows of r's table, as far as is
// seen.
func (res *Result) deletes(r *Read) bool {
	if r.Mark.set {
		return true
	}
	for _, byTable := range res.writes {
		if byTable[r.Name()].marks {
			return true
		}
	}
	return false
}

// implied reports whether the statement leaves out the deleted rows of another
// table that rows of r's are only ever deleted with.
func (res *Result) implied(r *Read) bool {
	with := res.deleted(r)
	if len(with) == 0 {
		return false
	}
	for sub := range r.Query.All() {
		tables := sub.Tables
		if sub == r.Query.Query {
			tables = r.Query.AllTables()
		}
		for _, t := range tables {
			if slices.Contains(with, strings.ToLower(t.Table)) {
				if other := res.ReadOf(r.Query, sub, t); other != nil && other.State == Live {
					return true
				}
			}
		}
	}
	return false
}

// deleted returns what deletedWith does, once for each table.
func (res *Result) deleted(r *Read) []string {
	with, ok := res.with[r.Name()]
	if !ok {
		with = res.deletedWith(r)
		res.with[r.Name()] = with
	}
	return with
}

// deletedWith returns the tables that each soft delete of r's table deletes
// rows of, too.
func (res *Result) deletedWith(r *Read) []string {
	t := res.schema.TableIn(r.Table.Table, r.Query.Dialect)
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
	for _, u := range res.schema.Module().UsesOf(t) {
		if u.Kind == schema.SoftDeletes && !u.Seeding && path.Ext(u.Place.File) == ".go" && path.Dir(u.Place.File) != res.schema.Dir() {
			also(u.With)
		}
	}
	for _, byTable := range res.writes {
		if w := byTable[r.Name()]; w.marks && !w.inserts {
			var tables []string
			for table, w := range byTable {
				if (w.deletes || w.marks) && table != r.Name() {
					tables = append(tables, table)
				}
			}
			also(tables)
		}
	}
	for _, file := range res.schema.Module().Files {
		if !file.Queries {
			continue
		}
		for _, s := range file.Statements {
			if marked := res.markedBy(s.Query, file.Dialect); slices.Contains(marked, r.Name()) {
				also(slices.DeleteFunc(marked, func(table string) bool { return table == r.Name() }))
			}
		}
	}
	return with
}

// markedBy returns the tables whose rows a statement marks as deleted.
func (res *Result) markedBy(q *sqlparse.Query, d sqlparse.Dialect) []string {
	var tables []string
	if q == nil {
		return nil
	}
	for sub := range q.All() {
		if sub.Verb != sqlparse.Update || len(sub.Tables) == 0 {
			continue
		}
		if m := res.Mark(sub.Tables[0].Table, d); m != nil && m.isSetBy(sub) {
			tables = append(tables, strings.ToLower(sub.Tables[0].Table))
		}
	}
	return tables
}

// isLooked reports whether some Go code of the module may look at the mark of a
// row that it has read.
func (res *Result) isLooked(m *Mark) bool {
	if m.dead != "" && m.name == "" {
		return true // a text, which may be compared anywhere
	}
	name := m.name
	if name == "" {
		name = strings.ReplaceAll(m.Column, "_", "")
	}
	return slices.ContainsFunc(res.schema.Module().Looks, func(look string) bool {
		look = strings.ReplaceAll(look, "_", "")
		return strings.EqualFold(look, name) || m.name == "" && (strings.EqualFold(look, "deletedAt") || strings.EqualFold(look, "isDeleted") || strings.EqualFold(look, "deleted"))
	})
}

// MarksDead reports whether an assignment of the value marks a row as deleted.
func MarksDead(v sqlparse.Operand) bool {
	return v.Kind != sqlparse.Const || v.Type != sqlparse.NullConst && !isFalse(v)
}
