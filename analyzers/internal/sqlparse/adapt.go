package sqlparse

import "strings"

// What the adapters of MySQL and SQLite share.

// A cteScope is the common table expressions that a query may refer to, the
// innermost first; nil if there are none.
type cteScope struct {
	name  string
	query *Query
	outer *cteScope
}

func (s *cteScope) add(name string, q *Query) *cteScope { return &cteScope{name, q, s} }

// find returns the expression that n names, nil if it names a table.
func (s *cteScope) find(n Name) *Query {
	for ; s != nil && n.Schema == ""; s = s.outer {
		if strings.EqualFold(s.name, n.Table) {
			return s.query
		}
	}
	return nil
}

// on adds the condition of a join.
func (q *Query) on(c *Cond) {
	if q.On != nil && c != nil {
		c = and(Span{q.On.Span.Start, c.Span.End}, q.On, c)
	}
	if c != nil {
		q.On = c
	}
}

func setOuter(tables []Table) {
	for i := range tables {
		tables[i].Outer = true
	}
}

// mixed returns the term of an expression that the model has no word for.
func mixed(args []term, text string, span Span) term {
	return term{Operand: Operand{Kind: Expr, Text: text, Parts: allLeaves(args), Span: span}}
}

// sign returns the number t with its sign; false if it is none.
func sign(t term, op string, span Span) (term, bool) {
	if t.Kind != Const || t.Type != NumberConst || op != "-" && op != "+" {
		return term{}, false
	}
	if op == "-" {
		t.Text = "-" + t.Text
	}
	t.Span = span
	return t, true
}

// expressionKey returns the key of an index that is the expression t.
func expressionKey(t term, text string) IndexColumn {
	k := IndexColumn{Expr: text}
	for _, c := range appendColumns(nil, t.Operand) {
		k.Columns = append(k.Columns, c.Name)
	}
	return k
}

// setPrimaryNotNull marks the columns of c's primary key.
func setPrimaryNotNull(c *Change) {
	for _, x := range c.Indexes {
		if !x.Primary {
			continue
		}
		for _, k := range x.Columns {
			for i := range c.Columns {
				if strings.EqualFold(c.Columns[i].Name, k.Name) {
					c.Columns[i].NotNull = true
				}
			}
		}
	}
}
