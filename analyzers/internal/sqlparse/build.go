package sqlparse

import (
	"slices"
	"strings"
)

// A term is one side of a comparison, as an adapter reads it: a value, and the
// column that it is or wraps.
type term struct {
	Operand
	// column is set if the term is a column or a function or cast of one
	// column and constants; wrapped and def are then as in Comparison.
	column  *Column
	wrapped string
	def     *Operand
}

// columnTerm returns the term that is the column c.
func columnTerm(c Column) term {
	return term{Operand: Operand{Kind: ColumnOp, Column: c, Span: c.Span}, column: &c}
}

// call returns the term name(args). It is a wrapped column if one of the
// arguments is a column, wrapped or not, and the others are constants or
// placeholders. The name is one of a function, "cast" for every kind of cast,
// or a word for what the grammar has syntax for ("collate", "extract").
func call(name string, args []term, text string, span Span) term {
	name = strings.ToLower(name)
	t := term{Operand: Operand{Kind: Expr, Text: text, Span: span}}
	columns, now, plain := 0, false, true
	var inner *term
	for i := range args {
		a := &args[i]
		switch {
		case a.column != nil:
			columns++
			inner = a
		case a.Kind == Const, a.Kind == Param, a.Kind == HoleOp:
		case a.Kind == Expr && a.Now:
			now = true
		case a.Kind == Expr && !namesColumn(a.Operand):
		default:
			plain = false
		}
	}
	t.Now = plain && columns == 0 && (now || isNow(name, args))
	t.Parts = allLeaves(args)
	if name == "cast" && len(args) == 1 && !t.Now {
		switch a := args[0].Operand; a.Kind {
		case Const:
			a.Span = span
			return term{Operand: a}
		case Param:
			return term{Operand: a}
		}
	}
	if columns != 1 || !plain || now {
		return t
	}
	column := *inner.column
	t.column, t.wrapped, t.def = &column, name, inner.def
	if (name == "coalesce" || name == "ifnull") && len(args) > 1 && inner == &args[0] {
		t.wrapped = "coalesce"
		d := copyOperand(args[1].Operand)
		t.def = &d
	}
	return t
}

// binary returns the term left op right, where op is no comparison.
func binary(op string, left, right term, text string, span Span) term {
	t := term{Operand: Operand{Kind: Expr, Text: text, Span: span}}
	t.Parts = append(leaves(left.Operand), leaves(right.Operand)...)
	switch op {
	case "+":
		t.Now = left.Now || right.Now
	case "-":
		// A column taken from the current time gives a duration.
		t.Now = left.Now && right.column == nil && !right.Now
	case "*", "/":
		t.Now = left.Now && right.Kind == Const || right.Now && left.Kind == Const
	}
	return t
}

// leaves returns the operands that o is made of, o itself if it is no
// expression. It uses o up: the slice is o's own.
func leaves(o Operand) []Operand {
	// now() has no parts; it is a leaf.
	if o.Kind != Expr || len(o.Parts) == 0 {
		return []Operand{o}
	}
	return o.Parts
}

// allLeaves returns the leaves of every argument, which it uses up.
func allLeaves(args []term) []Operand {
	var out []Operand
	for i, a := range args {
		if i == 0 {
			out = leaves(a.Operand)
			continue
		}
		out = append(out, leaves(a.Operand)...)
	}
	return out
}

func namesColumn(o Operand) bool {
	switch o.Kind {
	case ColumnOp, SubqueryOp:
		return true
	case Expr:
		return slices.ContainsFunc(o.Parts, namesColumn)
	}
	return false
}

// nowNames are functions and keywords whose value is the current time,
// whatever precision they are given.
var nowNames = map[string]bool{
	"now": true, "current_timestamp": true, "current_date": true, "current_time": true,
	"localtime": true, "localtimestamp": true, "sysdate": true, "curdate": true, "curtime": true,
	"utc_timestamp": true, "utc_date": true, "utc_time": true,
	"transaction_timestamp": true, "statement_timestamp": true, "clock_timestamp": true,
}

// nowByDefault are functions whose value is the current time without an
// argument or with the argument 'now'.
var nowByDefault = map[string]bool{
	"unix_timestamp": true, "unixepoch": true, "datetime": true, "date": true, "time": true,
	"julianday": true, "strftime": true, "timestamp": true, "cast": true,
}

func isNow(name string, args []term) bool {
	if nowNames[name] {
		return true
	}
	if !nowByDefault[name] {
		return false
	}
	return len(args) == 0 || slices.ContainsFunc(args, func(a term) bool {
		return a.Kind == Const && a.Type == StringConst && strings.EqualFold(a.Text, "now")
	})
}

// compare returns the comparison left op right, with the column on the left.
// The operands are used up: a term goes into one comparison only.
func compare(op CmpOp, left, right term, span Span) *Cond {
	if left.column == nil && op != Like {
		left, right = right, left
		op = flip(op)
	}
	if left.column == nil {
		return opaque(span, left, right)
	}
	return leaf(left, Comparison{Op: op, Operand: right.Operand}, span)
}

// distinct returns left IS DISTINCT FROM right, or its negation. MySQL's
// left <=> right is not distinct, SQLite's IS and IS NOT are such too.
func distinct(left, right term, negated bool, span Span) *Cond {
	for _, x := range []struct{ value, null term }{{left, right}, {right, left}} {
		if x.null.Kind == Const && x.null.Type == NullConst {
			return isNull(x.value, negated, span)
		}
	}
	if negated {
		return compare(Eq, left, right, span)
	}
	return compare(Ne, left, right, span)
}

// isNull returns t IS NULL, or t IS NOT NULL if null is false.
func isNull(t term, null bool, span Span) *Cond {
	op := IsNull
	if !null {
		op = NotNull
	}
	if t.column == nil {
		return opaque(span, t)
	}
	return leaf(t, Comparison{Op: op}, span)
}

// isTruth returns t IS TRUE, IS FALSE, IS NOT TRUE, IS NOT FALSE.
func isTruth(t term, value, negated bool, span Span) *Cond {
	if t.column == nil {
		return opaque(span, t)
	}
	k := Operand{Kind: Const, Type: BoolConst, Text: boolText(value), Span: span}
	if !negated {
		return leaf(t, Comparison{Op: Eq, Operand: k}, span)
	}
	return or(span, leaf(t, Comparison{Op: Ne, Operand: k}, span), isNull(t, true, span))
}

// truth returns the condition that is the bare term t: a boolean column in
// PostgreSQL, one that isn't zero in the others.
func truth(t term, d Dialect) *Cond {
	if t.column == nil {
		return opaque(t.Span, t)
	}
	c := Comparison{Op: Eq, Operand: Operand{Kind: Const, Type: BoolConst, Text: "true", Span: t.Span}}
	if d != PostgreSQL {
		c = Comparison{Op: Ne, Operand: Operand{Kind: Const, Type: NumberConst, Text: "0", Span: t.Span}}
	}
	return leaf(t, c, t.Span)
}

// between returns t BETWEEN low AND high, or its negation.
func between(t, low, high term, negated bool, span Span) *Cond {
	again := t
	again.Operand = copyOperand(t.Operand)
	c := and(span, compare(Ge, t, low, span), compare(Le, again, high, span))
	if negated {
		return not(c, span)
	}
	return c
}

// in returns t IN (list), or its negation. A subquery is the list's only
// element.
func in(t term, list []Operand, negated bool, span Span) *Cond {
	op := In
	if negated {
		op = NotIn
	}
	if t.column == nil {
		terms := []term{t}
		for _, o := range list {
			terms = append(terms, term{Operand: o})
		}
		return opaque(span, terms...)
	}
	return leaf(t, Comparison{Op: op, List: list}, span)
}

// rows returns the comparison of two row values, column by column, as SQL defines
// it: (a, b) > (x, y) is a > x OR a = x AND b > y.
func rows(op CmpOp, left, right []term, span Span) *Cond {
	again := func(t term) term {
		t.Operand = copyOperand(t.Operand)
		return t
	}
	each := func(op CmpOp, n int) []*Cond {
		var parts []*Cond
		for i := range n {
			parts = append(parts, compare(op, again(left[i]), again(right[i]), span))
		}
		return parts
	}
	switch {
	case op == Eq:
		return and(span, each(Eq, len(left))...)
	case op == Ne:
		return or(span, each(Ne, len(left))...)
	case !op.IsRange():
		return opaque(span, append(left, right...)...)
	}
	strict := op
	switch op {
	case Le:
		strict = Lt
	case Ge:
		strict = Gt
	}
	var ways []*Cond
	for i := range left {
		last := strict
		if i == len(left)-1 {
			last = op
		}
		ways = append(ways, and(span, append(each(Eq, i), compare(last, again(left[i]), again(right[i]), span))...))
	}
	return or(span, ways...)
}

// maxRow is how many columns a row value may have to be compared one by one.
const maxRow = 6

// areRows reports whether two row values can be compared by their columns.
func areRows(left, right int) bool { return left == right && 0 < left && left <= maxRow }

// exists returns EXISTS (q).
func exists(q *Query, span Span) *Cond {
	return &Cond{Op: Opaque, Exists: q, Span: span}
}

// aggregates are functions over rows.
var aggregates = map[string]bool{
	"count": true, "sum": true, "min": true, "max": true, "avg": true, "total": true,
	"array_agg": true, "string_agg": true, "group_concat": true, "any_value": true,
	"json_agg": true, "jsonb_agg": true, "json_object_agg": true, "jsonb_object_agg": true,
	"json_arrayagg": true, "json_objectagg": true, "json_group_array": true, "json_group_object": true,
	"bool_and": true, "bool_or": true, "every": true, "bit_and": true, "bit_or": true, "bit_xor": true,
	"stddev": true, "variance": true,
}

// aggregate adds a function that is selected, if it is one over rows.
func (q *Query) aggregate(name string, args []term, span Span) {
	a := Aggregate{Name: strings.ToLower(name), Span: span}
	if !aggregates[a.Name] {
		return
	}
	if len(args) > 0 && args[0].column != nil && args[0].column.Name != "*" {
		a.Column = *args[0].column
	}
	q.Aggregates = append(q.Aggregates, a)
}

func leaf(t term, c Comparison, span Span) *Cond {
	c.Column, c.Wrapped, c.Span = *t.column, t.wrapped, span
	if t.def != nil {
		d := copyOperand(*t.def)
		c.Default = &d
	}
	return &Cond{Op: Leaf, Cmp: &c, Span: span}
}

// opaque returns the condition that isn't modelled, with the columns that its
// terms name.
func opaque(span Span, terms ...term) *Cond {
	c := &Cond{Op: Opaque, Span: span}
	for _, t := range terms {
		c.Columns = appendColumns(c.Columns, t.Operand)
	}
	return c
}

func appendColumns(to []Column, o Operand) []Column {
	if o.Kind == ColumnOp {
		return append(to, o.Column)
	}
	for _, p := range o.Parts {
		to = appendColumns(to, p)
	}
	return to
}

// and joins conditions; nil ones are left out, nested ones made flat.
func and(span Span, parts ...*Cond) *Cond { return join(And, span, parts) }

// or joins conditions; nil ones are left out, nested ones made flat.
func or(span Span, parts ...*Cond) *Cond { return join(Or, span, parts) }

func join(op BoolOp, span Span, parts []*Cond) *Cond {
	c := &Cond{Op: op, Span: span}
	for _, p := range parts {
		switch {
		case p == nil:
		case p.Op == op:
			c.Parts = append(c.Parts, p.Parts...)
		default:
			c.Parts = append(c.Parts, p)
		}
	}
	switch len(c.Parts) {
	case 0:
		return nil
	case 1:
		return c.Parts[0]
	}
	return c
}

// not negates a condition. It uses c up.
func not(c *Cond, span Span) *Cond {
	if c == nil {
		return nil
	}
	switch c.Op {
	case Leaf:
		c.Cmp.Op = c.Cmp.Op.Negated()
		c.Span, c.Cmp.Span = span, span
		return c
	case And, Or:
		for i, p := range c.Parts {
			c.Parts[i] = not(p, p.Span)
		}
		return join(And+Or-c.Op, span, c.Parts)
	case Not:
		return c.Parts[0]
	case Opaque:
		if c.Exists != nil {
			c.Negated, c.Span = !c.Negated, span
			return c
		}
	}
	return &Cond{Op: Not, Parts: []*Cond{c}, Span: span}
}

// flip returns the operator of the comparison whose sides are swapped.
func flip(op CmpOp) CmpOp {
	switch op {
	case Lt:
		return Gt
	case Le:
		return Ge
	case Gt:
		return Lt
	case Ge:
		return Le
	}
	return op
}

// copyOperand returns a copy that shares nothing but queries.
func copyOperand(o Operand) Operand {
	parts := o.Parts
	o.Parts = nil
	for _, p := range parts {
		o.Parts = append(o.Parts, copyOperand(p))
	}
	return o
}

func boolText(v bool) string {
	if v {
		return "true"
	}
	return "false"
}

// typeNames maps the other names of a type to the one that the model uses.
var typeNames = map[string]string{
	"int": "integer", "int4": "integer", "int2": "smallint", "int8": "bigint",
	"bool": "boolean", "decimal": "numeric", "dec": "numeric",
	"float4": "real", "float8": "double", "double precision": "double",
	"character varying": "varchar", "character": "char", "bpchar": "char",
	"timestamp with time zone": "timestamptz", "timestamp without time zone": "timestamp",
	"time with time zone": "timetz", "time without time zone": "time",
	"serial4": "serial", "serial8": "bigserial", "serial2": "smallserial",
	"bit varying": "varbit",
}

// typeName returns the model's name of a type as it is written: in lower case,
// without schema, parameters and modifiers, one name for each type.
func typeName(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if open := strings.IndexByte(s, '('); open >= 0 {
		rest := ""
		if end := strings.IndexByte(s[open:], ')'); end >= 0 {
			rest = s[open+end+1:]
		}
		s = s[:open] + " " + rest
	}
	words := strings.Fields(s)
	words = slices.DeleteFunc(words, func(w string) bool {
		return w == "unsigned" || w == "signed" || w == "zerofill"
	})
	s = strings.Join(words, " ")
	if dot := strings.LastIndexByte(s, '.'); dot >= 0 {
		s = s[dot+1:]
	}
	if n, ok := typeNames[s]; ok {
		return n
	}
	return s
}
