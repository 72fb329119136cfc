package sentinelrange

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// keepsOrder reports whether the function around a column leaves the sentinel
// where it was among the times: a cast does, COALESCE and MAX don't.
func keepsOrder(function string) bool {
	switch function {
	case "", "cast", "convert", "date", "datetime", "timestamp", "to_timestamp", "from_unixtime", "unixepoch", "julianday", "unix_timestamp", "date_trunc":
		return true
	}
	return false
}

// isPage reports whether the comparison is the cursor of a list that shows the
// latest first: there rows with the sentinel come last, as they would in a list
// of all.
func isPage(q *sqlparse.Query, cmp *sqlparse.Comparison) bool {
	return q.Verb == sqlparse.Select && q.Limit != nil && (cmp.Op == sqlparse.Lt || cmp.Op == sqlparse.Le) &&
		len(q.OrderBy) > 0 && q.OrderBy[0].Desc && q.OrderBy[0].Column != nil && strings.EqualFold(q.OrderBy[0].Column.Name, cmp.Column.Name)
}

// guarded reports whether another part of the query may keep the sentinel's
// rows out, or lets them in on purpose.
func (c *check) guarded(q *sqlquery.Query, sub *sqlparse.Query, all []site, i int) bool {
	s := all[i]
	key := c.column(q, sub, s.cmp.Column).key
	for j, other := range all {
		if j == i {
			continue
		}
		if c.column(q, sub, other.cmp.Column).key == key {
			return true // a second bound, or the sentinel by name
		}
		// A row's state may say what the sentinel says: status = 'done' AND
		// finished_at < ?.
		if joined(s, other) == sqlparse.And && c.isState(q, other.cmp) {
			return true
		}
	}
	// What isn't modelled may guard, too.
	opaque := false
	for _, c := range s.path {
		for _, part := range c.Parts {
			opaque = opaque || part.Op == sqlparse.Opaque && (part.Hole || namesColumn(part.Columns, s.cmp.Column.Name) ||
				slices.ContainsFunc(part.Columns, func(c sqlparse.Column) bool { return saysState(c.Name) }))
		}
	}
	return opaque || sub.Holed
}

func namesColumn(columns []sqlparse.Column, name string) bool {
	for _, col := range columns {
		if strings.EqualFold(col.Name, name) {
			return true
		}
	}
	return false
}

// isState reports whether a comparison asks for one of a column's fixed values:
// a constant, or anything where the column is a row's state.
func (c *check) isState(q *sqlquery.Query, cmp *sqlparse.Comparison) bool {
	constant := func(o sqlparse.Operand) bool {
		e := q.Arg(o)
		return o.Kind == sqlparse.Const && o.Type != sqlparse.NullConst || e != nil && c.pass.TypesInfo.Types[e].Value != nil
	}
	operands := cmp.List
	switch cmp.Op {
	case sqlparse.Eq, sqlparse.Ne:
		operands = []sqlparse.Operand{cmp.Operand}
	case sqlparse.In, sqlparse.NotIn:
	default:
		return false
	}
	return saysState(cmp.Column.Name) || slices.ContainsFunc(operands, constant)
}

// saysState reports whether a column's name says that it holds a row's state, or
// a flag.
// It only ever silences.
func saysState(column string) bool {
	column = strings.ToLower(column)
	word := column[strings.LastIndexByte(column, '_')+1:]
	return strings.HasPrefix(column, "is_") || word == "status" || word == "state" || word == "phase" || word == "stage"
}
