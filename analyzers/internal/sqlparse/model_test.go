package sqlparse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// show writes a statement in one line, without its spans: what two dialects
// give for the same statement must be the same line.
func show(s *Statement) string {
	var parts []string
	if s.Query != nil {
		parts = append(parts, showQuery(s.Query))
	}
	for i := range s.Changes {
		parts = append(parts, showChange(&s.Changes[i]))
	}
	return strings.Join(parts, "; ")
}

func showQuery(q *Query) string {
	var b strings.Builder
	b.WriteString(q.Verb.String())
	add := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, " %s(%s)", name, text)
		}
	}
	add("columns", list(q.Columns, showColumn))
	if slices.ContainsFunc(q.Selected, func(o Operand) bool { return o.Kind != ColumnOp && o.Kind != Const }) {
		add("selected", list(q.Selected, showOperand))
	}
	add("aggregates", list(q.Aggregates, func(a Aggregate) string { return a.Name + " " + showColumn(a.Column) }))
	if q.Grouped {
		b.WriteString(" grouped")
	}
	add("tables", list(q.Tables, func(t Table) string {
		s := showName(t.Name)
		if t.Sub != nil {
			s = fmt.Sprintf("#%d", slices.Index(q.Subs, t.Sub))
		}
		if t.Alias != "" {
			s += " " + t.Alias
		}
		if t.Outer {
			s += " outer"
		}
		return s
	}))
	add("into", list(q.Into, showColumn))
	if q.Source != nil {
		add("source", fmt.Sprintf("#%d", slices.Index(q.Subs, q.Source)))
	}
	for _, row := range q.Rows {
		add("row", list(row, showOperand))
	}
	add("set", list(q.Sets, showSet))
	if k := q.Conflict; k != nil {
		var parts []string
		for _, p := range []struct {
			text string
			is   bool
		}{{"on " + strings.Join(k.Columns, " "), len(k.Columns) > 0}, {"nothing", k.Nothing}, {"replace", k.Replace}} {
			if p.is {
				parts = append(parts, p.text)
			}
		}
		for _, s := range k.Sets {
			parts = append(parts, showSet(s))
		}
		if k.Where != nil {
			parts = append(parts, "where "+showCond(k.Where))
		}
		add("conflict", strings.Join(parts, ", "))
	}
	add("on", showCond(q.On))
	add("where", showCond(q.Where))
	add("having", showCond(q.Having))
	add("order", list(q.OrderBy, func(o Order) string {
		s := "expr"
		if o.Column != nil {
			s = showColumn(*o.Column)
		}
		if o.Desc {
			s += " desc"
		}
		return s
	}))
	if q.Limit != nil {
		add("limit", showOperand(*q.Limit))
	}
	if q.Offset != nil {
		add("offset", showOperand(*q.Offset))
	}
	if q.Locks {
		b.WriteString(" locks")
	}
	if q.SkipLocked {
		b.WriteString(" skiplocked")
	}
	for i, s := range q.Subs {
		fmt.Fprintf(&b, " #%d{%s}", i, showQuery(s))
	}
	return b.String()
}

func list[T any](xs []T, f func(T) string) string {
	var parts []string
	for _, x := range xs {
		parts = append(parts, f(x))
	}
	return strings.Join(parts, ", ")
}

func showName(n Name) string {
	if n.Schema != "" {
		return n.Schema + "." + n.Table
	}
	return n.Table
}

func showColumn(c Column) string {
	if c.Table != "" {
		return c.Table + "." + c.Name
	}
	return c.Name
}

func showTables(q *Query) string {
	return list(q.Tables, func(t Table) string { return t.Table + t.Alias })
}

func showSet(a Assignment) string { return showColumn(a.Column) + " = " + showOperand(a.Value) }

func showOperand(o Operand) string {
	switch o.Kind {
	case Const:
		switch o.Type {
		case StringConst:
			return "'" + o.Text + "'"
		case NullConst:
			return "null"
		}
		return o.Text
	case Param:
		return "?"
	case ColumnOp:
		return showColumn(o.Column)
	case SubqueryOp:
		return "subquery"
	case DefaultOp:
		return "default"
	case HoleOp:
		return "hole"
	}
	if o.Now {
		return "now"
	}
	return "expr[" + list(o.Parts, showOperand) + "]"
}

func showCond(c *Cond) string {
	if c == nil {
		return ""
	}
	parts := list(c.Parts, showCond)
	switch c.Op {
	case And:
		return "and[" + parts + "]"
	case Or:
		return "or[" + parts + "]"
	case Not:
		return "not[" + parts + "]"
	case Opaque:
		if c.Exists != nil && c.Negated {
			return "notexists[" + showTables(c.Exists) + "]"
		} else if c.Exists != nil {
			return "exists[" + showTables(c.Exists) + "]"
		}
		return "opaque[" + list(c.Columns, showColumn) + "]"
	}
	k := c.Cmp
	s := showColumn(k.Column)
	if k.Wrapped != "" {
		s = k.Wrapped + "(" + s
		if k.Default != nil {
			s += ", " + showOperand(*k.Default)
		}
		s += ")"
	}
	s += " " + k.Op.String()
	switch k.Op {
	case IsNull, NotNull:
		return s
	case In, NotIn:
		return s + " (" + list(k.List, showOperand) + ")"
	}
	return s + " " + showOperand(k.Operand)
}

var changeNames = [...]string{
	"create", "drop", "rename", "add", "dropcolumn", "renamecolumn", "modify", "setnotnull", "dropnotnull",
	"setdefault", "dropdefault", "settype", "addindex", "dropindex", "renameindex", "comment", "createview",
}

func showChange(c *Change) string {
	s := changeNames[c.Kind] + " " + showName(c.Table)
	for _, p := range []struct{ name, text string }{{"column", c.Column}, {"index", c.Index}, {"to", c.To}} {
		if p.text != "" {
			s += " " + p.name + "=" + p.text
		}
	}
	if c.Default != nil {
		s += " default=" + showOperand(*c.Default)
	}
	if c.IfNotExists {
		s += " ifnotexists"
	}
	for _, d := range c.Columns {
		s += " " + showDef(d)
	}
	for _, x := range c.Indexes {
		s += " " + showIndex(x)
	}
	return s
}

func showDef(d ColumnDef) string {
	s := "(" + d.Name + " " + d.Type
	if d.NotNull {
		s += " notnull"
	}
	if d.Default != nil {
		s += " default=" + showOperand(*d.Default)
	}
	if d.Generated {
		s += " generated=" + d.GeneratedText
	}
	if d.AutoIncrement {
		s += " auto"
	}
	if d.Comment != "" {
		s += " comment=" + d.Comment
	}
	return s + ")"
}

func showIndex(x IndexDef) string {
	s := "index"
	switch {
	case x.Primary:
		s = "primary"
	case x.Unique:
		s = "unique"
	}
	s += "[" + list(x.Columns, func(c IndexColumn) string {
		if c.Expr != "" {
			return "{" + c.Expr + ": " + strings.Join(c.Columns, " ") + "}"
		}
		return c.Name
	}) + "]"
	if x.Name != "" {
		s = x.Name + ":" + s
	}
	if x.Where != nil {
		s += " where " + showCond(x.Where)
	}
	return s
}

// checkSpans checks that every part of a statement has a span and that the text
// there is what the part says.
func checkSpans(t testing.TB, text string, s *Statement) {
	t.Helper()
	c := spanChecker{t, text}
	c.has("statement", s.Span)
	if s.Query != nil {
		c.query(s.Query, map[*Query]bool{})
	}
	for i := range s.Changes {
		c.change(&s.Changes[i])
	}
}

type spanChecker struct {
	testing.TB
	text string
}

// has returns the text of a span, which must be there.
func (c spanChecker) has(what string, s Span) string {
	c.Helper()
	if s.Start < 0 || s.End > len(c.text) || s.Start >= s.End {
		c.Errorf("%s has span %v in %q", what, s, c.text)
		return ""
	}
	got := c.text[s.Start:s.End]
	if strings.TrimSpace(got) != got {
		c.Errorf("%s has a span with space around it: %q in %q", what, got, c.text)
	}
	return got
}

// ends checks that a span is a name, perhaps quoted and qualified.
func (c spanChecker) ends(what, name string, s Span) {
	c.Helper()
	got := c.has(what, s)
	bare := strings.NewReplacer("`", "", `"`, "", "[", "", "]", "", " ", "", "'", "").Replace(got)
	want := strings.NewReplacer("`", "", `"`, "", "[", "", "]", "", " ", "", "'", "").Replace(name)
	if !strings.HasSuffix(strings.ToLower(bare), strings.ToLower(want)) && !strings.HasSuffix(strings.ToLower(bare), strings.ToLower(want)+")") {
		c.Errorf("%s %s has the span of %q in %q", what, name, got, c.text)
	}
}

func (c spanChecker) column(x Column) { c.ends("column", x.Name, x.Span) }

func (c spanChecker) operand(o Operand) {
	got := c.has("operand "+showOperand(o), o.Span)
	switch o.Kind {
	case Param:
		if !strings.HasPrefix(got, "?") && !strings.HasPrefix(got, "$") && !strings.HasPrefix(got, ":") && !strings.HasPrefix(got, "@") {
			c.Errorf("a placeholder has the span of %q in %q", got, c.text)
		}
	case ColumnOp:
		c.column(o.Column)
	case Expr:
		if got != o.Text {
			c.Errorf("expression %q has the span of %q in %q", o.Text, got, c.text)
		}
	case DefaultOp:
		if !strings.EqualFold(got, "default") {
			c.Errorf("DEFAULT has the span of %q in %q", got, c.text)
		}
	case SubqueryOp:
		if !strings.HasPrefix(got, "(") || !strings.HasSuffix(got, ")") {
			c.Errorf("a subquery has the span of %q in %q", got, c.text)
		}
	}
	for _, p := range o.Parts {
		c.operand(p)
	}
}

func (c spanChecker) inside(what string, inner, outer Span) {
	if inner.Start < outer.Start || inner.End > outer.End {
		c.Errorf("%s: %v is not inside of %v in %q", what, inner, outer, c.text)
	}
}

func (c spanChecker) cond(k *Cond) {
	if k == nil {
		return
	}
	c.has("condition "+showCond(k), k.Span)
	for _, p := range k.Parts {
		c.cond(p)
	}
	for _, x := range k.Columns {
		c.column(x)
		c.inside("opaque's column", x.Span, k.Span)
	}
	if k.Cmp == nil {
		return
	}
	c.has("comparison", k.Cmp.Span)
	c.column(k.Cmp.Column)
	c.inside("compared column", k.Cmp.Column.Span, k.Cmp.Span)
	if k.Cmp.Op == In || k.Cmp.Op == NotIn {
		for _, o := range k.Cmp.List {
			c.operand(o)
			c.inside("element", o.Span, k.Cmp.Span)
		}
	} else if k.Cmp.Op != IsNull && k.Cmp.Op != NotNull {
		if k.Cmp.Operand.Kind != Const || k.Cmp.Operand.Span != k.Cmp.Span {
			c.operand(k.Cmp.Operand)
		}
		c.inside("compared operand", k.Cmp.Operand.Span, k.Cmp.Span)
	}
	if k.Cmp.Default != nil {
		c.operand(*k.Cmp.Default)
	}
}

func (c spanChecker) query(q *Query, seen map[*Query]bool) {
	if seen[q] {
		return
	}
	seen[q] = true
	c.has("query", q.Span)
	for _, t := range q.Tables {
		if t.Sub == nil {
			c.ends("table", t.Table, t.Span)
		} else {
			c.has("table "+t.Alias, t.Span)
		}
	}
	for _, x := range append(slices.Clone(q.Columns), q.Into...) {
		c.column(x)
	}
	for _, o := range q.Selected {
		c.operand(o)
	}
	for _, a := range q.Aggregates {
		got := c.has("aggregate", a.Span)
		if !strings.HasPrefix(strings.ToLower(got), a.Name) {
			c.Errorf("aggregate %s has the span of %q in %q", a.Name, got, c.text)
		}
		if a.Column.Name != "" {
			c.column(a.Column)
			c.inside("aggregate", a.Column.Span, a.Span)
		}
	}
	for _, k := range []*Cond{q.Where, q.On, q.Having} {
		c.cond(k)
	}
	sets := slices.Clone(q.Sets)
	if q.Conflict != nil {
		sets = append(sets, q.Conflict.Sets...)
		c.cond(q.Conflict.Where)
	}
	for _, s := range sets {
		c.column(s.Column)
		c.operand(s.Value)
	}
	for _, row := range q.Rows {
		for _, o := range row {
			c.operand(o)
		}
	}
	for _, o := range q.OrderBy {
		c.has("order", o.Span)
		if o.Column != nil {
			c.column(*o.Column)
			c.inside("order", o.Column.Span, o.Span)
		}
	}
	for _, o := range []*Operand{q.Limit, q.Offset} {
		if o != nil {
			c.operand(*o)
		}
	}
	for _, s := range q.Subs {
		c.query(s, seen)
		c.inside("subquery", s.Span, q.Span)
	}
}

func (c spanChecker) change(x *Change) {
	c.has("change", x.Span)
	if x.Table.Table != "" {
		c.ends("table", x.Table.Table, x.Table.Span)
	}
	for _, d := range x.Columns {
		if d.Span == (Span{}) && x.Kind == SetType {
			continue
		}
		got := c.has("column definition", d.Span)
		if !strings.HasPrefix(strings.ToLower(strings.TrimLeft(got, "`\"['")), strings.ToLower(strings.TrimLeft(d.Name, `"`))) {
			c.Errorf("definition of %s has the span of %q in %q", d.Name, got, c.text)
		}
		if d.Default != nil {
			c.operand(*d.Default)
			c.inside("default", d.Default.Span, d.Span)
		}
	}
	if x.Default != nil {
		c.operand(*x.Default)
	}
	for _, i := range x.Indexes {
		c.has("index", i.Span)
		c.cond(i.Where)
	}
}
