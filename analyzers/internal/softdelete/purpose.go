package softdelete

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// asksOfAll reports whether the answer is one about the table as a whole, of
// which deleted rows are a part: yes or no, or what values there are, and no
// condition but on constants.
func (res *Result) asksOfAll(r *Read) bool {
	if len(r.Sub.Tables) > 1 || !isConstant(r.Sub.Where) || r.Sub.On != nil {
		return false
	}
	switch {
	case r.Sub != r.Query.Query:
		return len(r.Query.AllTables()) == 0 && len(r.Sub.Aggregates) == 0 // SELECT EXISTS (…)
	case r.Sub.Where != nil:
		return false
	case len(r.Sub.Aggregates) == 0:
		return r.Sub.Grouped
	}
	return answersYesOrNo(res.info, r.Query.Func)
}

// isConstant reports whether a condition compares columns with constants alone.
func isConstant(cond *sqlparse.Cond) bool {
	constant := true
	cond.Each(func(cond *sqlparse.Cond) {
		if cmp := cond.Cmp; cmp != nil {
			constant = constant && (cmp.Op == sqlparse.IsNull || cmp.Op == sqlparse.NotNull || cmp.Operand.Kind == sqlparse.Const)
		} else if cond.Op == sqlparse.Opaque {
			constant = false
		}
	})
	return constant
}

func answersYesOrNo(info *types.Info, fn *ast.FuncDecl) bool {
	if fn == nil || fn.Type.Results == nil || len(fn.Type.Results.List) == 0 {
		return false
	}
	basic, ok := info.TypeOf(fn.Type.Results.List[0].Type).(*types.Basic)
	return ok && basic.Kind() == types.Bool
}

// crosses reports whether the query takes rows of all owners, by a range at
// most, where nearly all readers that leave deleted rows out ask for those of
// one: it is there to back rows up, or to move them.
func (res *Result) crosses(r *Read) bool {
	if !r.First || r.Sub.Where == nil || len(r.Sub.Tables) > 1 || !isRange(r.Sub.Where) {
		return false
	}
	kept, by := 0, map[string]int{}
	for _, other := range res.readers[r.Name()] {
		if other.State != Live || !other.First || other.Writes {
			continue
		}
		kept++
		for column := range given(other.Query, other.Sub, other.Table) {
			by[column]++
		}
	}
	for column, n := range by {
		if column != "id" && column != strings.ToLower(r.Mark.Column) && n >= 3 && n*4 >= kept*3 {
			return true
		}
	}
	return false
}

// isRange reports whether a condition bounds columns by what is given, and does
// nothing else.
func isRange(cond *sqlparse.Cond) bool {
	bounds := false
	cond.Each(func(cond *sqlparse.Cond) {
		if cmp := cond.Cmp; cmp != nil && cmp.Operand.Kind == sqlparse.Param {
			switch cmp.Op {
			case sqlparse.Lt, sqlparse.Le, sqlparse.Gt, sqlparse.Ge:
				bounds = true
			}
		}
	})
	exact := false
	cond.Conjuncts(func(cond *sqlparse.Cond) {
		exact = exact || cond.Cmp != nil && (cond.Cmp.Op == sqlparse.Eq || cond.Cmp.Op == sqlparse.In)
	})
	return bounds && !exact
}

// isLabel reports whether r's table gives names to counts of another table's
// rows.
func isLabel(r *Read) bool {
	return !r.First && r.Sub.Grouped && len(r.Sub.Aggregates) > 0 && leads(r) && !compares(r)
}

// compares reports whether sub's WHERE asks something of r's table.
func compares(r *Read) bool {
	found := false
	r.Sub.Where.Each(func(cond *sqlparse.Cond) {
		found = found || cond.Cmp != nil && owns(r.Sub, r.Table, cond.Cmp.Column) ||
			slices.ContainsFunc(cond.Columns, func(col sqlparse.Column) bool { return owns(r.Sub, r.Table, col) })
	})
	return found
}

// narrows reports whether r is found by its key in an EXISTS, for a row that the
// query around it takes: one that isn't deleted by its own mark, or one without
// its parent.
func (res *Result) narrows(r *Read) bool {
	at := around(r.Query.Query, r.Sub)
	if at == nil || len(r.Sub.Columns) > 0 || len(r.Sub.Aggregates) > 0 || isSource(at, r.Sub) {
		return false
	}
	if !leads(r) && !correlates(r, at) {
		return false
	}
	orphans := false
	at.Where.Each(func(cond *sqlparse.Cond) {
		orphans = orphans || cond.Exists == r.Sub && cond.Negated && cond.Exists.Where != nil && cond.Exists.Where.Cmp != nil
	})
	return orphans || slices.ContainsFunc(tablesOf(r.Query, at), func(t sqlparse.Table) bool {
		other := res.ReadOf(r.Query, at, t)
		return other != nil && other.First && other.State == Live
	})
}

// isSource reports whether sub stands in q's FROM.
func isSource(q, sub *sqlparse.Query) bool {
	return slices.ContainsFunc(q.Tables, func(t sqlparse.Table) bool { return t.Sub == sub })
}

// correlates reports whether r's key is compared with a column of the query
// around.
func correlates(r *Read, at *sqlparse.Query) bool {
	found := false
	r.Sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
		cmp := cond.Cmp
		if cmp == nil || cmp.Op != sqlparse.Eq || cmp.Operand.Kind != sqlparse.ColumnOp {
			return
		}
		for _, col := range []sqlparse.Column{cmp.Column, cmp.Operand.Column} {
			found = found || isKey(col.Name, r.Table.Table) && col.Table != "" && !slices.ContainsFunc(at.Tables, func(t sqlparse.Table) bool { return owns(at, t, col) })
		}
	})
	return found
}

// tablesOf returns the tables of sub, which is q or in it.
func tablesOf(q *sqlquery.Query, sub *sqlparse.Query) []sqlparse.Table {
	if sub == q.Query {
		return q.AllTables()
	}
	return sub.Tables
}

// isSought reports whether r's table is what the query is made for: the row
// that it begins with leads to one of r's, which gives most of the columns. That
// row is found by a key, or is itself kept under a mark; another would be gone
// with its parent.
func (res *Result) isSought(r *Read) bool {
	if r.First || r.Sub != r.Query.Query || r.Table.Outer || len(r.Sub.Tables) != 2 || !leads(r) {
		return false
	}
	if from := r.Sub.Tables[0]; !res.isKeyed(r.Query, r.Sub, from) && res.Mark(from.Table, r.Query.Dialect) == nil {
		return false
	}
	own := 0
	for _, col := range r.Sub.Columns {
		if owns(r.Sub, r.Table, col) {
			own++
		}
	}
	return own >= 4 && 2*own > len(r.Sub.Columns)
}

// isKnown reports whether the row is one that the program knows by a constant
// key: one that it comes with, which nobody deletes.
func (res *Result) isKnown(r *Read) bool {
	t := res.schema.TableIn(r.Table.Table, r.Query.Dialect)
	if t == nil {
		return false
	}
	known := false
	r.Sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
		cmp := cond.Cmp
		if cmp == nil || cmp.Op != sqlparse.Eq || cmp.Operand.Kind != sqlparse.Const || !owns(r.Sub, r.Table, cmp.Column) {
			return
		}
		known = known || slices.ContainsFunc(t.Indexes, func(index *schema.Index) bool {
			return index.Unique && len(index.Columns) == 1 && strings.EqualFold(index.Columns[0].Name, cmp.Column.Name)
		})
	})
	return known
}
