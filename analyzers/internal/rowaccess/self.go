package rowaccess

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A SelfCheck is an INSERT that looks for the row itself: INSERT … SELECT …
// WHERE NOT EXISTS.
type SelfCheck struct {
	Table string
	Keys  []Pair
	// Values are the columns that it fills, with terms as far as known.
	Values []Pair
	// Span is that of the condition.
	Span sqlparse.Span
}

// SelfChecked returns the inserts of a query that look for the row themselves.
func (r *Result) SelfChecked(q *sqlquery.Query) []SelfCheck {
	var out []SelfCheck
	if q.Text == "" {
		return nil
	}
	for in := range q.All() {
		if in.Verb != sqlparse.Insert || in.Source == nil || in.Conflict != nil || len(in.Tables) == 0 || in.Holed {
			continue
		}
		table := strings.ToLower(in.Tables[0].Table)
		cond := notExists(in.Source.Where)
		if cond == nil {
			continue
		}
		asked := cond.Exists
		for range 4 {
			if asked != nil && len(asked.Tables) == 1 && asked.Tables[0].Sub != nil && asked.Where == nil {
				asked = asked.Tables[0].Sub // a common table expression
			}
		}
		if asked == nil || asked.Verb != sqlparse.Select || len(asked.Tables) != 1 || !strings.EqualFold(asked.Tables[0].Table, table) {
			continue
		}
		s := SelfCheck{Table: table, Span: cond.Span}
		for _, c := range in.Into {
			s.Values = append(s.Values, Pair{strings.ToLower(c.Name), ""})
		}
		for _, k := range r.placeholders(asked.Where) {
			if !slices.ContainsFunc(s.Values, func(p Pair) bool { return p.Column == k.Column }) {
				s.Keys = nil
				break
			}
			s.Keys = append(s.Keys, k)
		}
		if slices.ContainsFunc(s.Keys, func(p Pair) bool { return Varies(p.Value) }) {
			out = append(out, s)
		}
	}
	return out
}

// notExists returns the condition NOT EXISTS among those that AND joins.
func notExists(c *sqlparse.Cond) *sqlparse.Cond {
	switch {
	case c == nil:
		return nil
	case c.Op == sqlparse.And:
		for _, p := range c.Parts {
			if found := notExists(p); found != nil {
				return found
			}
		}
	case c.Op == sqlparse.Opaque && c.Exists != nil && c.Negated:
		return c
	}
	return nil
}

// placeholders returns the columns that a condition compares with what a
// statement is given, and with constants; nil if it asks for anything else.
func (r *Result) placeholders(where *sqlparse.Cond) []Pair {
	var out []Pair
	ok := where != nil
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		switch {
		case c.Op == sqlparse.And:
			for _, p := range c.Parts {
				walk(p)
			}
		case c.Op != sqlparse.Leaf:
			ok = false
		case c.Cmp.Op == sqlparse.IsNull || c.Cmp.Op == sqlparse.NotNull || c.Cmp.Op == sqlparse.Ne:
		case c.Cmp.Op != sqlparse.Eq:
			ok = false
		default:
			column := strings.ToLower(c.Cmp.Column.Name)
			switch o := c.Cmp.Operand; o.Kind {
			case sqlparse.Const:
			case sqlparse.Param, sqlparse.HoleOp, sqlparse.ColumnOp:
				out = append(out, Pair{column, "@" + column})
			case sqlparse.Expr:
				if len(o.Parts) != 1 || o.Now {
					ok = false
					return
				}
				out = append(out, Pair{column, "@" + column})
			default:
				ok = false
			}
		}
	}
	if ok {
		walk(where)
	}
	if !ok {
		return nil
	}
	return out
}
