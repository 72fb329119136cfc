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
func notExists(c *sqlparse.Cond) (found *sqlparse.Cond) {
	c.Conjuncts(func(c *sqlparse.Cond) {
		if found == nil && c.Op == sqlparse.Opaque && c.Exists != nil && c.Negated {
			found = c
		}
	})
	return found
}

// placeholders returns the columns that a condition compares with what a
// statement is given, and with constants; nil if it asks for anything else.
func (r *Result) placeholders(where *sqlparse.Cond) []Pair {
	var out []Pair
	ok := where != nil
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		if eq := nullSafe(c); eq != nil {
			c = eq
		}
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
			switch o := comparedWith(c.Cmp); o.Kind {
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

// nullSafe returns the equality in (column = ? OR (? IS NULL AND column IS NULL)),
// nil if a condition is another one.
func nullSafe(c *sqlparse.Cond) *sqlparse.Cond {
	if c.Op != sqlparse.Or || len(c.Parts) != 2 {
		return nil
	}
	for i, eq := range c.Parts {
		both := c.Parts[1-i]
		if eq.Op != sqlparse.Leaf || eq.Cmp.Op != sqlparse.Eq || both.Op != sqlparse.And || len(both.Parts) != 2 {
			continue
		}
		for j, null := range both.Parts {
			value := both.Parts[1-j]
			if null.Op == sqlparse.Leaf && null.Cmp.Op == sqlparse.IsNull && strings.EqualFold(null.Cmp.Column.Name, eq.Cmp.Column.Name) &&
				value.Op == sqlparse.Opaque && len(value.Columns) == 0 && value.Exists == nil && !value.Hole {
				return eq
			}
		}
	}
	return nil
}

// comparedWith returns what a column is compared with; of coalesce on both
// sides it is the value that may be NULL.
func comparedWith(c *sqlparse.Comparison) sqlparse.Operand {
	o := c.Operand
	if c.Wrapped == "coalesce" && o.Kind == sqlparse.Expr && len(o.Parts) == 2 && len(o.Text) > len(c.Wrapped) && strings.EqualFold(o.Text[:len(c.Wrapped)], c.Wrapped) {
		return o.Parts[0]
	}
	return o
}
