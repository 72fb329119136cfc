package sqlparse

import "strings"

// finish makes statements, whose spans are offsets of p.text, those of the
// caller's text: it maps the spans, numbers and names the placeholders, and
// says where holes are.
func (p *prepared) finish(statements []*Statement) {
	f := &finisher{p: p}
	f.walker = walker{span: p.back, operand: f.operand, cond: f.cond, column: f.column, name: f.name, query: f.query}
	for _, s := range statements {
		f.statement(s)
	}
	for _, gap := range p.gaps {
		if q := f.innermost(gap); q != nil {
			q.Holed = true
		}
	}
}

type finisher struct {
	walker
	p       *prepared
	queries []*Query
}

// innermost returns the smallest query that a hole stands in, or right behind,
// where its last clause would be.
func (f *finisher) innermost(at int) *Query {
	var best *Query
	for _, q := range f.queries {
		end := q.Span.End
		if at > end && strings.Trim(f.p.source[end:at], holesAndSpace) == "" {
			end = at
		}
		if q.Span.Start <= at && at <= end && (best == nil || q.Span.End-q.Span.Start <= best.Span.End-best.Span.Start) {
			best = q
		}
	}
	return best
}

const holesAndSpace = string(Hole) + " \t\r\n"

// The callbacks below see spans of p.text, and the walker maps them after.

func (f *finisher) query(q *Query) {
	f.queries = append(f.queries, q)
	for i := range q.Tables {
		if t := &q.Tables[i]; allHoles(t.Alias) {
			t.Alias = ""
		}
	}
}

func (f *finisher) holed() {
	if f.in != nil {
		f.in.Holed = true
	}
}

func (f *finisher) name(n *Name) {
	if n.Table != string(Hole) {
		return
	}
	if e := f.p.edit(n.Span.Start); e != nil && e.kind == modelEdit {
		n.Table = ""
		return
	}
	f.holed()
}

func (f *finisher) column(c *Column) {
	if c.Table != string(Hole) {
		return
	}
	if e := f.p.edit(c.Span.Start); e != nil && e.kind == modelEdit {
		c.Table = ""
	}
}

func (f *finisher) operand(o *Operand) {
	switch o.Kind {
	case Param:
		e := f.p.edit(o.Span.Start)
		switch {
		case e == nil || e.kind != paramEdit:
			o.Kind = HoleOp
		case e.name != "":
			o.Name = e.name
		case e.param < 0:
			o.Kind = HoleOp
		default:
			o.Param = e.param
		}
	case ColumnOp:
		if isHole(o.Column) {
			*o = Operand{Kind: HoleOp, Span: o.Span}
		}
	case Const:
		if o.Type == StringConst && holed(o.Text) {
			*o = Operand{Kind: HoleOp, Span: o.Span}
		}
	case Expr:
		s := f.p.back(o.Span)
		o.Text = f.p.source[s.Start:s.End]
	}
}

// isHole reports whether nothing of a column's name is known.
func isHole(c Column) bool { return c.Table == "" && allHoles(c.Name) }

// holed reports whether a string constant has a part that isn't known: a hole,
// a template, a verb.
func holed(s string) bool {
	return strings.ContainsRune(s, Hole) || strings.Contains(s, "{{.") || strings.Contains(s, "{{ ") ||
		s == "%s" || s == "%d" || s == "%v"
}

func (f *finisher) cond(c *Cond) {
	switch c.Op {
	case Leaf:
		// A hole that is a condition by itself was read as a boolean column.
		if isHole(c.Cmp.Column) && c.Cmp.Operand.Span == c.Cmp.Column.Span && c.Cmp.Operand.Kind == Const {
			*c = Cond{Op: Opaque, Hole: true, Span: c.Span}
			f.holed()
		}
	case Opaque:
		known := c.Columns[:0]
		for _, column := range c.Columns {
			if isHole(column) {
				c.Hole = true
				continue
			}
			known = append(known, column)
		}
		c.Columns = known
		// A hole's own ON 1=1.
		if e := f.p.edit(c.Span.Start); e != nil && e.kind == holeEdit {
			c.Hole = true
		}
		s := f.p.back(c.Span)
		for _, gap := range f.p.gaps {
			c.Hole = c.Hole || s.Start <= gap && gap < s.End
		}
		if c.Hole {
			f.holed()
		}
	}
}
