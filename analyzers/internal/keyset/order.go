package keyset

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A Kind is what is wrong with a page.
type Kind uint8

const (
	Right Kind = iota
	// Unclear is a page of which it isn't known what the next one holds.
	Unclear
	Unordered     // LIMIT without ORDER BY
	OtherKey      // ordered by Key, after Column
	Direction     // Column is compared against the order
	Mixed         // the keys are ordered in other directions than they are compared in
	Separate      // Column and Key are compared each for itself
	TiesSkipped   // rows that have the same Column as the last one are skipped
	TiesRepeated  // they are read again
	NullSkipped   // rows without a Column are skipped
	Repeated      // the last row is read again
	OtherColumn   // the next page begins after Key, but Column is compared
	BeyondSkipped // the next page begins after the row that isn't on the page
	FirstRepeated // the next page begins after the first row
)

// A Verdict is what the rows of the next page are, if the cursor is the last
// row of the page.
type Verdict struct {
	Kind        Kind
	Column, Key string
	// Inclusive says that the row of the cursor itself is on the next page.
	Inclusive bool
}

// A key is one of ORDER BY.
type key struct {
	column string
	desc   bool
}

// A position is a column that is compared with a part of the cursor: arg tells
// apart what it is compared with.
type position struct{ column, arg string }

// An order is a SELECT with LIMIT, as far as it says which rows come next.
type order struct {
	where   *sqlparse.Cond
	keys    []key
	ordered bool
	arg     func(sqlparse.Operand) string
	column  func(sqlparse.Column) string
	unique  func(columns []string) schema.Tri
	// nullable says that rows which have no value of a column come last.
	nullable func(key) bool
	fixed    []string // columns that all rows of all pages have the same value of
}

// maxColumns bounds the columns of a page's predicate and order.
const maxColumns = 5

// positions returns the columns that the predicate compares by a range.
func (o *order) positions() []position {
	var out []position
	o.where.Leaves(func(c *sqlparse.Cond) {
		if p, ok := o.position(c.Cmp); ok && c.Cmp.Op.IsRange() && !slices.Contains(out, p) {
			out = append(out, p)
		}
	})
	return out
}

func (o *order) position(c *sqlparse.Comparison) (position, bool) {
	if c.Wrapped != "" || strings.ContainsRune(c.Column.Name, sqlparse.Hole) {
		return position{}, false
	}
	arg := o.arg(c.Operand)
	return position{o.column(c.Column), arg}, arg != ""
}

// optional reports whether a column is compared on some paths, or for some
// arguments, only.
func (o *order) optional(c *sqlparse.Cond, column string) bool {
	if c == nil {
		return false
	}
	compared := false
	c.Leaves(func(leaf *sqlparse.Cond) {
		compared = compared || leaf.Cmp.Op.IsRange() && o.column(leaf.Cmp.Column) == column
	})
	if !compared {
		return false
	}
	given := func(p *sqlparse.Cond) bool {
		return p.Op == sqlparse.Opaque && len(p.Columns) == 0 && !p.Hole && p.Exists == nil
	}
	return c.Conditional || c.Op == sqlparse.Or && slices.ContainsFunc(c.Parts, given) ||
		slices.ContainsFunc(c.Parts, func(p *sqlparse.Cond) bool { return o.optional(p, column) })
}

// fix notes the columns that the predicate fixes: they order nothing.
func (o *order) fix() {
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		switch {
		case c == nil:
		case c.Op == sqlparse.And:
			for _, p := range c.Parts {
				walk(p)
			}
		case c.Op == sqlparse.Leaf && c.Cmp.Wrapped == "" &&
			(c.Cmp.Op == sqlparse.Eq || c.Cmp.Op == sqlparse.IsNull || c.Cmp.Op == sqlparse.In && len(c.Cmp.List) == 1):
			o.fixed = append(o.fixed, o.column(c.Cmp.Column))
		}
	}
	walk(o.where)
	o.keys = slices.DeleteFunc(o.keys, func(k key) bool { return slices.Contains(o.fixed, k.column) })
	for i := range o.keys {
		if o.isUnique(o.keys[:i+1]) == schema.Yes {
			o.keys = o.keys[:i+1]
			break
		}
	}
}

func (o *order) isUnique(keys []key) schema.Tri {
	columns := slices.Clone(o.fixed)
	for _, k := range keys {
		columns = append(columns, k.column)
	}
	return o.unique(columns)
}

// judge says what the next page holds if the positions of set are the cursor.
// Of conditions that are added on some paths only, the best for which there is a
// cursor counts: which of them go together isn't known.
func (o *order) judge(set []position) Verdict {
	var optional []*sqlparse.Cond
	always := false
	var walk func(c *sqlparse.Cond, conditional bool)
	walk = func(c *sqlparse.Cond, conditional bool) {
		if c == nil {
			return
		}
		if c.Conditional && !conditional {
			conditional = true
			if o.mentions(c, set) {
				optional = append(optional, c)
			}
		}
		if c.Op == sqlparse.Leaf && !conditional && o.mentions(c, set) {
			always = true
		}
		for _, p := range c.Parts {
			walk(p, conditional)
		}
	}
	walk(o.where, false)
	if len(optional) > 4 {
		return Verdict{Kind: Unclear}
	}
	var worst Verdict
	for present := 1<<len(optional) - 1; present >= 0; present-- {
		if present == 0 && !always {
			break
		}
		e := &evaluation{order: o, absent: map[*sqlparse.Cond]bool{}}
		for i, c := range optional {
			e.absent[c] = present&(1<<i) == 0
		}
		eachPresent(o.where, e.absent, func(c *sqlparse.Cond) {
			if p, ok := o.position(c.Cmp); ok && c.Cmp.Op.IsRange() && slices.Contains(set, p) && !slices.Contains(e.set, p) {
				e.set = append(e.set, p)
			}
		})
		v := e.judge()
		if v.Kind == Right || v.Kind == Unclear {
			return v
		}
		if worst.Kind == Right {
			worst = v
		}
	}
	return worst
}

func (o *order) mentions(c *sqlparse.Cond, set []position) bool {
	found := false
	c.Leaves(func(c *sqlparse.Cond) {
		if p, ok := o.position(c.Cmp); ok && c.Cmp.Op.IsRange() && slices.Contains(set, p) {
			found = true
		}
	})
	return found
}

func eachPresent(c *sqlparse.Cond, absent map[*sqlparse.Cond]bool, visit func(*sqlparse.Cond)) {
	if c == nil || absent[c] {
		return
	}
	if c.Op == sqlparse.Leaf {
		visit(c)
	}
	for _, p := range c.Parts {
		eachPresent(p, absent, visit)
	}
}

// An evaluation is a predicate about rows of which nothing is known but how
// they compare with the cursor, column by column: -1, 0 or 1.
type evaluation struct {
	*order
	set    []position
	absent map[*sqlparse.Cond]bool
}

type truth uint8

const (
	no truth = iota
	yes
	// neither is a condition that has nothing to do with the cursor, param one
	// that is about no row: whether a cursor was given.
	neither
	param
	unknown
)

func (e *evaluation) eval(c *sqlparse.Cond, row map[string]int) truth {
	if e.absent[c] {
		return param
	}
	switch c.Op {
	case sqlparse.Leaf:
		return e.leaf(c.Cmp, row)
	case sqlparse.And, sqlparse.Or:
		return e.junction(c, row)
	case sqlparse.Not:
		switch t := e.eval(c.Parts[0], row); t {
		case yes:
			return no
		case no:
			return yes
		default:
			return t
		}
	}
	for _, col := range c.Columns {
		if _, ok := row[e.column(col)]; ok {
			return unknown
		}
	}
	if c.Hole {
		return unknown
	}
	if len(c.Columns) == 0 && c.Exists == nil {
		return param
	}
	return neither
}

func (e *evaluation) junction(c *sqlparse.Cond, row map[string]int) truth {
	ends, goes := no, yes // what decides it, and what it is otherwise
	if c.Op == sqlparse.Or {
		ends, goes = yes, no
	}
	var decided, open, filtered bool
	about := false
	for _, p := range c.Parts {
		switch t := e.eval(p, row); t {
		case unknown:
			return unknown
		case neither:
			filtered = true
		case param:
			open = true
		default:
			about = true
			decided = decided || t == ends
		}
	}
	switch {
	case !about && filtered:
		return neither
	case !about && open:
		return param
	case c.Op == sqlparse.Or && filtered:
		return unknown // rows that match by something else
	case decided:
		return ends
	}
	return goes
}

func (e *evaluation) leaf(c *sqlparse.Comparison, row map[string]int) truth {
	p, ok := e.position(c)
	s, compared := row[e.column(c.Column)]
	if !compared {
		return neither
	}
	switch c.Op {
	case sqlparse.IsNull:
		return no
	case sqlparse.NotNull:
		return yes
	}
	if !ok || !slices.Contains(e.set, p) {
		if c.Wrapped != "" {
			return unknown
		}
		return neither
	}
	var t bool
	switch c.Op {
	case sqlparse.Eq:
		t = s == 0
	case sqlparse.Ne:
		t = s != 0
	case sqlparse.Lt:
		t = s < 0
	case sqlparse.Le:
		t = s <= 0
	case sqlparse.Gt:
		t = s > 0
	case sqlparse.Ge:
		t = s >= 0
	default:
		return unknown
	}
	if t {
		return yes
	}
	return no
}

func (e *evaluation) judge() Verdict {
	if len(e.set) == 0 || e.where == nil {
		return Verdict{Kind: Unclear}
	}
	first := e.set[0].column
	if !e.ordered {
		return Verdict{Kind: Unordered, Column: first}
	}
	if len(e.keys) == 0 {
		return Verdict{Kind: Unclear} // all rows have the same keys
	}
	columns := []string{}
	for _, p := range e.set {
		if !slices.Contains(columns, p.column) {
			columns = append(columns, p.column)
		}
	}
	compared := func(k key) bool { return slices.Contains(columns, k.column) }
	if !compared(e.keys[0]) {
		if e.eval(e.where, zero(columns)) == unknown {
			return Verdict{Kind: Unclear}
		}
		return Verdict{Kind: OtherKey, Column: first, Key: e.keys[0].column}
	}
	prefix := 0 // the keys that are compared
	for prefix < len(e.keys) && compared(e.keys[prefix]) {
		prefix++
	}
	for _, k := range e.keys[prefix:] {
		if !compared(k) {
			columns = append(columns, k.column)
		}
	}
	if len(columns) > maxColumns {
		return Verdict{Kind: Unclear}
	}
	top, last := e.keys[0].column, e.keys[prefix-1].column
	tie := e.eval(e.where, zero(columns))
	if tie != yes && tie != no {
		return Verdict{Kind: Unclear}
	}
	v := Verdict{Column: top, Inclusive: tie == yes}
	ties := func() Verdict {
		v.Kind, v.Column = TiesSkipped, last
		if tie == yes {
			v.Kind = TiesRepeated
		}
		return v
	}
	switch {
	case e.follows(columns, e.keys):
		switch {
		case e.nullable(e.keys[0]):
			v.Kind = NullSkipped
		case e.isUnique(e.keys) == schema.No:
			return ties()
		}
		return v
	case prefix < len(e.keys) && e.follows(columns, e.keys[:prefix]):
		if e.isUnique(e.keys[:prefix]) == schema.Maybe {
			return Verdict{Kind: Unclear}
		}
		return ties()
	}
	for turned := 1; turned < 1<<prefix; turned++ {
		keys := slices.Clone(e.keys[:prefix])
		for i := range keys {
			keys[i].desc = keys[i].desc != (turned&(1<<i) != 0)
		}
		if !e.follows(columns, keys) {
			continue
		}
		if v.Kind = Mixed; turned == 1<<prefix-1 {
			v.Kind = Direction
		} else {
			v.Key = last
		}
		return v
	}
	for _, p := range e.set {
		if p.column != top {
			v.Kind, v.Key = Separate, p.column
			return v
		}
	}
	return Verdict{Kind: Unclear}
}

func zero(columns []string) map[string]int {
	row := map[string]int{}
	for _, c := range columns {
		row[c] = 0
	}
	return row
}

// follows reports whether the predicate is true of all rows that come after
// the cursor by keys, and of none that comes before it.
func (e *evaluation) follows(columns []string, keys []key) bool {
	row := zero(columns)
	var each func(i int) bool
	each = func(i int) bool {
		if i < len(columns) {
			for s := -1; s <= 1; s++ {
				if row[columns[i]] = s; !each(i + 1) {
					return false
				}
			}
			return true
		}
		for _, k := range keys {
			s := row[k.column]
			if k.desc {
				s = -s
			}
			if s != 0 {
				return e.eval(e.where, row) == map[bool]truth{true: yes, false: no}[s > 0]
			}
		}
		return true
	}
	return each(0)
}
