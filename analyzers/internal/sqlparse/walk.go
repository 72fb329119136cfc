package sqlparse

// Shift maps every span of q and of the queries in it, once each.
func Shift(q *Query, span func(Span) Span) {
	(&walker{span: span}).queryTree(q)
}

// A walker visits a model once. The callbacks other than span may be nil; they
// are called before the spans of what they are given are mapped.
type walker struct {
	span    func(Span) Span
	operand func(*Operand)
	cond    func(*Cond)
	column  func(*Column)
	name    func(*Name)
	query   func(*Query)
	in      *Query // the innermost query at hand
	seen    map[*Query]bool
}

func (w *walker) statement(s *Statement) {
	w.queryTree(s.Query)
	for i := range s.Changes {
		w.change(&s.Changes[i])
	}
	s.Span = w.span(s.Span)
}

func (w *walker) queryTree(q *Query) {
	if q == nil || w.seen[q] {
		return
	}
	if w.seen == nil {
		w.seen = map[*Query]bool{}
	}
	w.seen[q] = true
	outer := w.in
	w.in = q
	if w.query != nil {
		w.query(q)
	}
	for i := range q.Tables {
		t := &q.Tables[i]
		w.tableName(&t.Name)
		w.queryTree(t.Sub)
	}
	w.columns(q.Columns)
	w.operands(q.Selected)
	for i := range q.Aggregates {
		a := &q.Aggregates[i]
		if a.Column.Name != "" {
			w.columnRef(&a.Column)
		}
		a.Span = w.span(a.Span)
	}
	w.condition(q.Where)
	w.condition(q.On)
	w.condition(q.Having)
	w.assignments(q.Sets)
	w.columns(q.Into)
	for _, row := range q.Rows {
		w.operands(row)
	}
	if c := q.Conflict; c != nil {
		w.assignments(c.Sets)
		w.condition(c.Where)
	}
	for i := range q.OrderBy {
		o := &q.OrderBy[i]
		if o.Column != nil {
			w.columnRef(o.Column)
		}
		o.Span = w.span(o.Span)
	}
	w.value(q.Limit)
	w.value(q.Offset)
	for _, sub := range q.Subs {
		w.queryTree(sub)
	}
	q.Span = w.span(q.Span)
	w.in = outer
}

func (w *walker) tableName(n *Name) {
	if w.name != nil {
		w.name(n)
	}
	n.Span = w.span(n.Span)
}

func (w *walker) columnRef(c *Column) {
	if w.column != nil {
		w.column(c)
	}
	c.Span = w.span(c.Span)
}

func (w *walker) columns(list []Column) {
	for i := range list {
		w.columnRef(&list[i])
	}
}

func (w *walker) assignments(list []Assignment) {
	for i := range list {
		w.columnRef(&list[i].Column)
		w.value(&list[i].Value)
	}
}

func (w *walker) condition(c *Cond) {
	if c == nil {
		return
	}
	if w.cond != nil {
		w.cond(c)
	}
	for _, part := range c.Parts {
		w.condition(part)
	}
	if m := c.Cmp; m != nil {
		w.columnRef(&m.Column)
		w.value(&m.Operand)
		w.operands(m.List)
		w.value(m.Default)
		m.Span = w.span(m.Span)
	}
	w.columns(c.Columns)
	w.queryTree(c.Exists)
	c.Span = w.span(c.Span)
}

func (w *walker) operands(list []Operand) {
	for i := range list {
		w.value(&list[i])
	}
}

func (w *walker) value(o *Operand) {
	if o == nil {
		return
	}
	if w.operand != nil {
		w.operand(o)
	}
	if o.Kind == ColumnOp {
		w.columnRef(&o.Column)
	}
	w.operands(o.Parts)
	w.queryTree(o.Sub)
	o.Span = w.span(o.Span)
}

func (w *walker) change(c *Change) {
	w.tableName(&c.Table)
	for i := range c.Columns {
		w.value(c.Columns[i].Default)
		c.Columns[i].Span = w.span(c.Columns[i].Span)
	}
	for i := range c.Indexes {
		w.condition(c.Indexes[i].Where)
		c.Indexes[i].Span = w.span(c.Indexes[i].Span)
	}
	w.value(c.Default)
	c.Span = w.span(c.Span)
}
