package sentinelrange

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
	"unicode"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sentinel"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// columnKey names a column, in lower case.
type columnKey struct{ table, column string }

// A column is a column of a table.
type column struct {
	key columnKey
	*schema.Column
	softDelete bool // by an ORM
}

func (c column) known() bool { return c.key != columnKey{} }

// declared reports whether the DDL or the ORM itself gives rows the sentinel.
func (c column) declared() bool {
	return c.Column != nil && len(c.Sentinels) > 0 && c.Sentinels[0].Evidence <= schema.ByTag
}

func (c column) typ() string {
	if c.Column == nil {
		return ""
	}
	return c.Type
}

// learned is what queries say of a column.
type learned struct {
	value   schema.Value
	text    string // as SQL, empty if a query binds it
	place   string
	meaning sentinel.Meaning
}

// learn reads what the package's queries take sentinels for.
func (c *check) learn() {
	c.learned, c.inserts = map[columnKey]*learned{}, map[string][]insert{}
	for _, q := range c.sql.Queries {
		for sub := range q.All() {
			if sub.Verb == sqlparse.Insert && len(sub.Tables) == 1 {
				table := strings.ToLower(sub.Tables[0].Table)
				c.inserts[table] = append(c.inserts[table], insert{q, sub})
			}
			all := sites(sub)
			for _, s := range all {
				if s.cmp.Operand.Kind == sqlparse.Const || c.sentinelOf(q, s.cmp.Operand, column{}) != schema.NoValue {
					c.learnFrom(q, sub, all, s)
				} // else spares reading the module
			}
		}
	}
}

// learnFrom reads what a comparison of a column with a sentinel says, and what
// it says together with the others of the query.
func (c *check) learnFrom(q *sqlquery.Query, sub *sqlparse.Query, all []site, s site) {
	col := c.column(q, sub, s.cmp.Column)
	value := c.sentinelOf(q, s.cmp.Operand, col)
	pos, _ := q.Extent(s.cmp.Span)
	if !col.known() || value == schema.NoValue || !pos.IsValid() {
		return
	}
	l := c.learned[col.key]
	if l == nil {
		l = &learned{value: value, place: sentinel.Position(c.pass, pos)}
		if s.cmp.Operand.Kind == sqlparse.Const || !sentinel.IsTime(c.pass.TypesInfo.TypeOf(q.Arg(s.cmp.Operand))) {
			l.text = literal(value, s.cmp.Operand.Text)
		}
		c.learned[col.key] = l
	}
	for _, other := range all {
		if m := meaning(s, other, value); m != sentinel.Unseen {
			if l.meaning != sentinel.Unseen && l.meaning != m {
				m = sentinel.Mixed
			}
			l.meaning = m
		}
	}
}

// meaning returns what the comparison with a sentinel and one by range, of the
// same column, say together.
func meaning(test, other site, value schema.Value) sentinel.Meaning {
	if other.cmp == test.cmp || !strings.EqualFold(other.cmp.Column.Name, test.cmp.Column.Name) || !other.cmp.Op.IsRange() {
		return sentinel.Unseen
	}
	within := reaches(other.cmp.Op, value)
	switch op := test.cmp.Op; joined(test, other) {
	case sqlparse.And:
		if within && (op == sqlparse.Ne || op == sqlparse.Gt) {
			return sentinel.Never
		}
	case sqlparse.Or:
		if op == sqlparse.Eq && within {
			return sentinel.Due
		} else if op == sqlparse.Eq {
			return sentinel.Never
		}
	}
	return sentinel.Unseen
}

// column returns the column that a reference in sub stands for; its Column is
// nil if the schema doesn't know it, its key empty if its table isn't known
// either.
func (c *check) column(q *sqlquery.Query, sub *sqlparse.Query, ref sqlparse.Column) column {
	name, ok := q.TableOf(sub, ref)
	if !ok && sub == q.Query && len(sub.Tables) == 0 && q.Model != nil {
		if m := c.schema.Model(q.Model); m != nil && (ref.Table == "" || strings.EqualFold(ref.Table, m.Table)) {
			name, ok = m.Table, true
		}
	}
	if !ok || ref.Name == "" {
		return column{}
	}
	col := column{key: columnKey{strings.ToLower(name), strings.ToLower(ref.Name)}}
	if t := c.schema.TableIn(name, q.Dialect); t != nil {
		col.Column = t.Column(ref.Name)
		col.softDelete = col.Column != nil && t.SoftDelete() == col.Column
	}
	return col
}

// sentinelOf returns the sentinel that an operand is.
func (c *check) sentinelOf(q *sqlquery.Query, o sqlparse.Operand, col column) schema.Value {
	if v, ok := schema.SentinelOf(o, col.typ()); ok {
		return v
	}
	if e := q.Arg(o); e != nil && c.isSentinelExpr(e) {
		if sentinel.IsTime(c.pass.TypesInfo.TypeOf(e)) {
			return schema.ZeroTime
		}
		return schema.Zero
	}
	return schema.NoValue
}

// isSentinelExpr reports whether e is a constant that stands for no time, by
// itself or as a variable of the package that nothing else is said of.
func (c *check) isSentinelExpr(e ast.Expr) bool {
	return sentinel.IsSentinel(c.pass.TypesInfo, sentinel.Resolve(c.pass, e))
}

// evidence is what is known of a column's sentinel.
type evidence struct {
	value schema.Value
	text  string // as SQL, empty if it isn't known how the rows have it
	place string
}

// literal returns a sentinel as SQL. A time is written as it is there: SQLite
// compares texts, and '1970-01-01 00:00:00' isn't '1970-01-01'.
func literal(v schema.Value, text string) string {
	switch v {
	case schema.Zero, schema.MinusOne, schema.Empty:
		return v.String()
	case schema.Epoch, schema.ZeroTime:
		quoted := "'" + text + "'"
		if again, ok := schema.SentinelOfText(quoted, "timestamp"); ok && again == v && !strings.Contains(text, "'") {
			return quoted
		}
	}
	return ""
}

// evidence returns the sentinel of a column whose rows mean live, never or not
// yet. A default says that the value is there, not what it means: 0 in
// last_run_at is due at once. So the code's own queries, the ORM's soft delete
// or what the column is for have to say it, too.
func (c *check) evidence(col column) (evidence, bool) {
	l := c.learned[col.key]
	ends := col.softDelete || ends(col.key.column)
	if l != nil && (l.meaning == sentinel.Due || l.meaning == sentinel.Mixed) && (!ends || !col.declared()) {
		return evidence{}, false
	}
	if col.Column != nil && col.Nullable == schema.Yes {
		return evidence{}, false // NULL is in no range
	}
	var e evidence
	switch {
	case col.Column != nil && len(col.Sentinels) > 0:
		s := col.Sentinels[0]
		e = evidence{s.Value, literal(s.Value, s.Text), fmt.Sprintf("%s:%d", s.Place.File, s.Place.Line)}
	case l != nil:
		e = evidence{l.value, l.text, l.place}
	default:
		return evidence{}, false
	}
	if l != nil && l.meaning == sentinel.Never {
		return e, true
	}
	if e.value == schema.FarFuture {
		return evidence{}, false // its side of a range is the one that it was chosen for
	}
	return e, ends && !c.isFilled(col.key)
}

// ends reports whether a column or field tells when a row ends: there a
// sentinel means that it doesn't.
func ends(name string) bool {
	return hasWord(name, "delet", "remov", "expir", "archiv", "revok", "cancel", "finish", "complet", "ended", "closed", "deactivat")
}

// isPast reports whether a field tells when something was last done: none is
// long ago, whatever one place makes of it.
func isPast(name string) bool { return hasWord(name, "last", "seen", "latest", "previous") }

// hasWord reports whether a word of name, in snake or camel case, begins with
// one of the stems.
func hasWord(name string, stems ...string) bool {
	var words strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			words.WriteByte('_')
		}
		words.WriteRune(unicode.ToLower(r))
	}
	for word := range strings.FieldsFuncSeq(words.String(), func(r rune) bool { return r == '_' }) {
		if slices.ContainsFunc(stems, func(stem string) bool { return strings.HasPrefix(word, stem) }) {
			return true
		}
	}
	return false
}
