package sqlparse

import (
	"fmt"
	"slices"
	"strings"
)

// A dumper prints a model, each part with the source that its Span names in
// ‹›, so that a test shows both.
type dumper struct {
	strings.Builder
	text string
}

func dump(text string, s *Statement) string {
	d := &dumper{text: text}
	if s.Query != nil {
		d.query(s.Query, map[*Query]bool{})
	}
	for _, c := range s.Changes {
		d.change(c)
	}
	return strings.TrimRight(d.String(), "\n")
}

func (d *dumper) printf(format string, args ...any) { fmt.Fprintf(d, format, args...) }

func (d *dumper) src(s Span) string { return "‹" + d.text[s.Start:s.End] + "›" }

func (d *dumper) query(q *Query, seen map[*Query]bool) {
	if seen[q] {
		return
	}
	seen[q] = true
	d.printf("%s %s", q.Verb, d.src(q.Span))
	if q.Holed {
		d.printf(" holed")
	}
	if q.Locks {
		d.printf(" locks skip=%v", q.SkipLocked)
	}
	d.printf("\n")
	for _, t := range q.Tables {
		d.printf("  table %s", d.tableName(t.Name))
		if t.Alias != "" {
			d.printf(" as %s", t.Alias)
		}
		if t.Outer {
			d.printf(" outer")
		}
		if t.Sub != nil {
			d.printf(" sub")
		}
		d.printf("\n")
	}
	d.columns("columns", q.Columns)
	if slices.ContainsFunc(q.Selected, func(o Operand) bool { return o.Kind != ColumnOp && o.Kind != Const }) {
		d.printf("  selected")
		for _, o := range q.Selected {
			d.printf(" %s", d.operand(o))
		}
		d.printf("\n")
	}
	for _, a := range q.Aggregates {
		d.printf("  aggregate %s %s %s\n", a.Name, d.column(a.Column), d.src(a.Span))
	}
	if q.Grouped {
		d.printf("  grouped\n")
	}
	d.cond("where", q.Where)
	d.cond("on", q.On)
	d.cond("having", q.Having)
	d.sets("set", q.Sets)
	d.columns("into", q.Into)
	for _, row := range q.Rows {
		d.printf("  row")
		for _, o := range row {
			d.printf(" %s", d.operand(o))
		}
		d.printf("\n")
	}
	if c := q.Conflict; c != nil {
		d.printf("  conflict %v nothing=%v replace=%v\n", c.Columns, c.Nothing, c.Replace)
		d.sets("conflict set", c.Sets)
		d.cond("conflict where", c.Where)
	}
	for _, o := range q.OrderBy {
		name := "expression"
		if o.Column != nil {
			name = d.column(*o.Column)
		}
		d.printf("  order %s desc=%v %s\n", name, o.Desc, d.src(o.Span))
	}
	if q.Limit != nil {
		d.printf("  limit %s\n", d.operand(*q.Limit))
	}
	if q.Offset != nil {
		d.printf("  offset %s\n", d.operand(*q.Offset))
	}
	for _, sub := range q.Subs {
		if sub == q.Source {
			d.printf("source ")
		}
		d.query(sub, seen)
	}
}

func (d *dumper) tableName(n Name) string {
	s := n.Table
	if n.Schema != "" {
		s = n.Schema + "." + s
	}
	return s + d.src(n.Span)
}

func (d *dumper) columns(what string, list []Column) {
	if len(list) == 0 {
		return
	}
	d.printf("  %s", what)
	for _, c := range list {
		d.printf(" %s%s", d.column(c), d.src(c.Span))
	}
	d.printf("\n")
}

func (d *dumper) column(c Column) string {
	if c.Table != "" {
		return c.Table + "." + c.Name
	}
	return c.Name
}

func (d *dumper) sets(what string, list []Assignment) {
	for _, a := range list {
		d.printf("  %s %s%s %s\n", what, d.column(a.Column), d.src(a.Column.Span), d.operand(a.Value))
	}
}

func (d *dumper) cond(what string, c *Cond) {
	if c != nil {
		d.printf("  %s %s\n", what, d.condition(c))
	}
}

func (d *dumper) condition(c *Cond) string {
	switch c.Op {
	case Leaf:
		m := c.Cmp
		s := fmt.Sprintf("%s%s %s", d.column(m.Column), d.src(m.Column.Span), m.Op)
		if m.Wrapped != "" {
			s = m.Wrapped + ":" + s
		}
		if m.Default != nil {
			s += " default " + d.operand(*m.Default)
		}
		if m.Op == In || m.Op == NotIn {
			for _, o := range m.List {
				s += " " + d.operand(o)
			}
		} else if m.Op != IsNull && m.Op != NotNull {
			s += " " + d.operand(m.Operand)
		}
		return s + " " + d.src(c.Span)
	case Opaque:
		s := "opaque"
		if c.Exists != nil {
			s = "exists " + d.src(c.Exists.Span)
			if c.Negated {
				s = "not " + s
			}
		}
		if c.Hole {
			s = "hole"
		}
		for _, x := range c.Columns {
			s += " " + d.column(x)
		}
		return s + " " + d.src(c.Span)
	}
	parts := make([]string, len(c.Parts))
	for i, p := range c.Parts {
		parts[i] = d.condition(p)
	}
	return fmt.Sprintf("%s(%s)%s", [...]string{And: "and", Or: "or", Not: "not"}[c.Op], strings.Join(parts, "; "), d.src(c.Span))
}

func (d *dumper) operand(o Operand) string {
	s := ""
	switch o.Kind {
	case Const:
		s = fmt.Sprintf("%s:%s", [...]string{"string", "number", "bool", "null"}[o.Type], o.Text)
	case Param:
		s = fmt.Sprintf("param%d", o.Param)
		if o.Name != "" {
			s = "param:" + o.Name
		}
	case ColumnOp:
		s = "column:" + d.column(o.Column)
	case HoleOp:
		s = "hole"
	case SubqueryOp:
		s = "subquery"
	case DefaultOp:
		s = "default"
	case Expr:
		s = "expr"
		if o.Now {
			s = "now"
		}
		if len(o.Parts) > 0 {
			var parts []string
			for _, p := range o.Parts {
				parts = append(parts, d.operand(p))
			}
			s += "(" + strings.Join(parts, ", ") + ")"
		}
	}
	return s + d.src(o.Span)
}

func (d *dumper) change(c Change) {
	d.printf("%s %s", [...]string{"create table", "drop table", "rename table", "add column", "drop column", "rename column",
		"modify column", "set not null", "drop not null", "set default", "drop default", "set type", "add index", "drop index",
		"rename index", "comment", "create view"}[c.Kind], d.tableName(c.Table))
	for _, x := range []struct{ name, value string }{{"column", c.Column}, {"index", c.Index}, {"to", c.To}} {
		if x.value != "" {
			d.printf(" %s=%s", x.name, x.value)
		}
	}
	if c.Default != nil {
		d.printf(" default %s", d.operand(*c.Default))
	}
	if c.IfNotExists {
		d.printf(" if not exists")
	}
	d.printf(" %s\n", d.src(c.Span))
	for _, x := range c.Columns {
		d.printf("  %s %s", x.Name, x.Type)
		if x.NotNull {
			d.printf(" not null")
		}
		if x.Default != nil {
			d.printf(" default %s", d.operand(*x.Default))
		}
		if x.Generated {
			d.printf(" generated %q", x.GeneratedText)
		}
		if x.AutoIncrement {
			d.printf(" auto")
		}
		if x.Comment != "" {
			d.printf(" comment %q", x.Comment)
		}
		d.printf(" %s\n", d.src(x.Span))
	}
	for _, x := range c.Indexes {
		d.printf("  index %s", x.Name)
		for _, k := range x.Columns {
			if k.Name != "" {
				d.printf(" %s", k.Name)
			} else {
				d.printf(" expr(%s %v)", k.Expr, k.Columns)
			}
		}
		if x.Unique {
			d.printf(" unique")
		}
		if x.Primary {
			d.printf(" primary")
		}
		if x.NullsNotDistinct {
			d.printf(" nulls not distinct")
		}
		if x.Where != nil {
			d.printf(" where %s", d.condition(x.Where))
		}
		d.printf(" %s\n", d.src(x.Span))
	}
}
