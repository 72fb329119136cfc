package softdelete

import (
	"maps"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// keyed reports whether the query takes rows by the key of r's table, or of
// another whose rows it belongs to.
func (res *Result) keyed(r *Read) bool {
	for i := range r.Sub.Tables {
		if (!r.First || same(r.Sub.Tables[i], r.Table) || leads(r)) && res.isKeyed(r.Query, r.Sub, r.Sub.Tables[i]) {
			return true
		}
	}
	refers := false
	r.Sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
		refers = refers || cond.Cmp != nil && cond.Cmp.Op == sqlparse.Eq && cond.Cmp.Operand.Kind != sqlparse.ColumnOp && !owns(r.Sub, r.Table, cond.Cmp.Column) && schema.Refers(cond.Cmp.Column.Name, r.Table.Table)
	})
	if refers {
		return true
	}
	return r.Sub == r.Query.Query && len(r.Sub.Tables) == 0 && res.isKeyed(r.Query, r.Sub, r.Table)
}

func (res *Result) isKeyed(q *sqlquery.Query, sub *sqlparse.Query, table sqlparse.Table) bool {
	if table.Sub != nil || table.Table == "" {
		return false
	}
	t := res.schema.TableIn(table.Table, q.Dialect)
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
	sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
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
func leads(r *Read) bool {
	found := false
	r.Sub.On.Each(func(cond *sqlparse.Cond) {
		if cond.Cmp != nil && cond.Cmp.Operand.Kind == sqlparse.ColumnOp {
			for _, col := range []sqlparse.Column{cond.Cmp.Column, cond.Cmp.Operand.Column} {
				found = found || owns(r.Sub, r.Table, col) && strings.EqualFold(col.Name, "id")
			}
		}
	})
	return found
}

// byList reports whether a list of keys is given.
func byList(r *Read) bool {
	found := false
	r.Sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
		found = found || cond.Cmp != nil && cond.Cmp.Op == sqlparse.In || cond.Op == sqlparse.Opaque && len(cond.Columns) == 1
	})
	return found
}

// hasTwin reports whether another query takes the same rows as r without the
// deleted ones: r is there for the sake of them.
func (res *Result) hasTwin(r *Read) bool {
	by := given(r.Query, r.Sub, r.Table)
	return slices.ContainsFunc(res.readers[r.Name()], func(other *Read) bool {
		if other.State != Live || !other.First || other.Writes {
			return false
		}
		also := given(other.Query, other.Sub, other.Table)
		delete(also, strings.ToLower(r.Mark.Column))
		return maps.Equal(by, also)
	})
}

// hangs reports whether r's table is joined by its key to one that is so.
func hangs(r *Read, is func(table string) bool) bool {
	found := false
	r.Sub.On.Each(func(cond *sqlparse.Cond) {
		if cond.Cmp == nil || cond.Cmp.Operand.Kind != sqlparse.ColumnOp {
			return
		}
		a, b := cond.Cmp.Column, cond.Cmp.Operand.Column
		if !owns(r.Sub, r.Table, a) {
			a, b = b, a
		}
		if !owns(r.Sub, r.Table, a) || !isKey(a.Name, r.Table.Table) {
			return
		}
		if table, ok := r.Query.TableOf(r.Sub, b); ok {
			found = found || is(table)
		}
	})
	return found
}

// isKey reports whether a column has the name of a primary key of a table.
func isKey(column, table string) bool {
	return strings.EqualFold(column, "id") || schema.Refers(column, table)
}

// selects reports whether the query gives rows of r's table, not only of those
// that belong to them.
func (res *Result) selects(r *Read) bool {
	return len(r.Sub.Tables) <= 1 || slices.ContainsFunc(r.Sub.Columns, func(col sqlparse.Column) bool {
		return col.Table == "" || owns(r.Sub, r.Table, col)
	})
}

// isWhole reports whether the query gives whole rows of r's table: what takes
// some columns by the key of a row knows which row that is.
func (res *Result) isWhole(r *Read) bool {
	return r.Query.Text == "" && !r.Query.Chosen && len(r.Sub.Columns) == 0 || res.takesAll(r) ||
		slices.ContainsFunc(r.Sub.Columns, func(col sqlparse.Column) bool {
			return col.Name == "*" && (col.Table == "" || owns(r.Sub, r.Table, col))
		})
}
