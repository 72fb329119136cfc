package sentinelrange

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
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

// A site is one comparison in a condition with the way down to it.
type site struct {
	cmp  *sqlparse.Comparison
	path []*sqlparse.Cond
}

// sites returns the comparisons of the query's conditions, subqueries left
// out.
func sites(q *sqlparse.Query) []site {
	var list []site
	var walk func(c *sqlparse.Cond, path []*sqlparse.Cond)
	walk = func(c *sqlparse.Cond, path []*sqlparse.Cond) {
		if c == nil {
			return
		}
		path = append(path[:len(path):len(path)], c)
		if c.Cmp != nil {
			list = append(list, site{c.Cmp, path})
		}
		for _, part := range c.Parts {
			walk(part, path)
		}
	}
	for _, root := range []*sqlparse.Cond{q.Where, q.On, q.Having} {
		walk(root, nil)
	}
	return list
}

// joined returns how two comparisons of a query are joined; those of WHERE and
// of a join's ON must both hold.
func joined(a, b site) sqlparse.BoolOp {
	op := sqlparse.And
	for i := 0; i < len(a.path) && i < len(b.path) && a.path[i] == b.path[i]; i++ {
		op = a.path[i].Op
	}
	return op
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

// reaches reports whether a comparison by op with an ordinary time holds for
// rows that have the sentinel.
func reaches(op sqlparse.CmpOp, v schema.Value) bool {
	if v == schema.FarFuture {
		return op == sqlparse.Gt || op == sqlparse.Ge
	}
	return op == sqlparse.Lt || op == sqlparse.Le
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

// query reports the range comparisons of one query.
func (c *check) query(q *sqlquery.Query) {
	for sub := range q.All() {
		all := sites(sub)
		for i, s := range all {
			if !s.cmp.Op.IsRange() || !keepsOrder(s.cmp.Wrapped) || isPage(sub, s.cmp) {
				continue
			}
			col := c.column(q, sub, s.cmp.Column)
			if !col.known() || !c.isTime(q, s.cmp.Operand, col) {
				continue
			}
			e, ok := c.evidence(col)
			if ok && reaches(s.cmp.Op, e.value) && c.sentinelOf(q, s.cmp.Operand, col) == schema.NoValue && !c.guarded(q, sub, all, i) {
				c.report(q, s.cmp, col.key, e)
			}
		}
	}
}

// keepsOrder reports whether the function around a column leaves the sentinel
// where it was among the times: a cast does, COALESCE and MAX don't.
func keepsOrder(function string) bool {
	switch function {
	case "", "cast", "convert", "date", "datetime", "timestamp", "to_timestamp", "from_unixtime", "unixepoch", "julianday", "unix_timestamp", "date_trunc":
		return true
	}
	return false
}

// isPage reports whether the comparison is the cursor of a list that shows the
// latest first: there rows with the sentinel come last, as they would in a list
// of all.
func isPage(q *sqlparse.Query, cmp *sqlparse.Comparison) bool {
	return q.Verb == sqlparse.Select && q.Limit != nil && (cmp.Op == sqlparse.Lt || cmp.Op == sqlparse.Le) &&
		len(q.OrderBy) > 0 && q.OrderBy[0].Desc && q.OrderBy[0].Column != nil && strings.EqualFold(q.OrderBy[0].Column.Name, cmp.Column.Name)
}

// guarded reports whether another part of the query may keep the sentinel's
// rows out, or lets them in on purpose.
func (c *check) guarded(q *sqlquery.Query, sub *sqlparse.Query, all []site, i int) bool {
	s := all[i]
	key := c.column(q, sub, s.cmp.Column).key
	for j, other := range all {
		if j == i {
			continue
		}
		if c.column(q, sub, other.cmp.Column).key == key {
			return true // a second bound, or the sentinel by name
		}
		// A row's state may say what the sentinel says: status = 'done' AND
		// finished_at < ?.
		if joined(s, other) == sqlparse.And && c.isState(q, other.cmp) {
			return true
		}
	}
	// What isn't modelled may guard, too.
	opaque := false
	for _, c := range s.path {
		for _, part := range c.Parts {
			opaque = opaque || part.Op == sqlparse.Opaque && (part.Hole || namesColumn(part.Columns, s.cmp.Column.Name) ||
				slices.ContainsFunc(part.Columns, func(c sqlparse.Column) bool { return saysState(c.Name) }))
		}
	}
	return opaque || sub.Holed
}

func namesColumn(columns []sqlparse.Column, name string) bool {
	for _, col := range columns {
		if strings.EqualFold(col.Name, name) {
			return true
		}
	}
	return false
}

// isState reports whether a comparison asks for one of a column's fixed values:
// a constant, or anything where the column is a row's state.
func (c *check) isState(q *sqlquery.Query, cmp *sqlparse.Comparison) bool {
	constant := func(o sqlparse.Operand) bool {
		e := q.Arg(o)
		return o.Kind == sqlparse.Const && o.Type != sqlparse.NullConst || e != nil && c.pass.TypesInfo.Types[e].Value != nil
	}
	operands := cmp.List
	switch cmp.Op {
	case sqlparse.Eq, sqlparse.Ne:
		operands = []sqlparse.Operand{cmp.Operand}
	case sqlparse.In, sqlparse.NotIn:
	default:
		return false
	}
	return saysState(cmp.Column.Name) || slices.ContainsFunc(operands, constant)
}

// saysState reports whether a column's name says that it holds a row's state, or
// a flag.
// It only ever silences.
func saysState(column string) bool {
	column = strings.ToLower(column)
	word := column[strings.LastIndexByte(column, '_')+1:]
	return strings.HasPrefix(column, "is_") || word == "status" || word == "state" || word == "phase" || word == "stage"
}

// isTime reports whether the comparison is one of times: by the column's type
// or by what it is compared with.
func (c *check) isTime(q *sqlquery.Query, o sqlparse.Operand, col column) bool {
	switch o.Kind {
	case sqlparse.Expr:
		return o.Now
	case sqlparse.Param:
		if schema.IsTimeType(col.typ()) {
			return true
		}
		e := q.Arg(o)
		return e != nil && sentinel.FromTime(c.pass.TypesInfo, c.pass.Files, e, 0)
	case sqlparse.Const:
		return schema.IsTimeType(col.typ())
	}
	return false // another column, a subquery, a hole: not known
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

// ends reports whether a column tells when a row ends: there a sentinel means
// that it doesn't.
func ends(column string) bool {
	for word := range strings.FieldsFuncSeq(column, func(r rune) bool { return r == '_' }) {
		for _, stem := range []string{"delet", "remov", "expir", "archiv", "revok", "cancel", "finish", "complet", "ended", "closed", "deactivat"} {
			if strings.HasPrefix(word, stem) {
				return true
			}
		}
	}
	return false
}

func (c *check) report(q *sqlquery.Query, cmp *sqlparse.Comparison, key columnKey, e evidence) {
	d := analysis.Diagnostic{Category: "sql"}
	if q.Text == "" {
		d.Category = "builder"
	}
	d.Pos, d.End = q.Extent(cmp.Span)
	if !d.Pos.IsValid() {
		return
	}
	if c.reported[d.Pos] {
		return // one text that several calls run
	}
	c.reported[d.Pos] = true
	mark, remedy := e.value.String(), "leave that value out"
	if e.text != "" {
		remedy = fmt.Sprintf("add %s <> %s", cmp.Column.Name, e.text)
	}
	d.Message = message.Fit(
		fmt.Sprintf("%s %s … also takes live rows: %s marks them %s (%s); %s", cmp.Column.Name, cmp.Op, key.table, mark, e.place, remedy),
		fmt.Sprintf("%s %s … also takes live rows: %s marks them %s (%s); %s", cmp.Column.Name, cmp.Op, key.table, mark, path.Base(e.place), remedy),
		fmt.Sprintf("%s %s … also takes live rows: they have %s (%s); leave that value out", cmp.Column.Name, cmp.Op, mark, path.Base(e.place)),
		fmt.Sprintf("%s %s … also takes live rows: they have %s; leave that value out", cmp.Column.Name, cmp.Op, mark),
		fmt.Sprintf("range also takes live rows: they have %s; leave that value out", mark),
	)
	if fix, ok := c.fix(q, cmp, e.text); ok {
		d.SuggestedFixes = []analysis.SuggestedFix{fix}
	}
	directive.Report(c.pass, c.set, d)
}

// fix leaves the sentinel out, next to the comparison. Only in a text that is
// as the model has it: not under a NOT, not turned round.
func (c *check) fix(q *sqlquery.Query, cmp *sqlparse.Comparison, mark string) (analysis.SuggestedFix, bool) {
	text, ok := q.Source(cmp.Span)
	if !ok || mark == "" || cmp.Wrapped != "" || strings.Count(text, cmp.Op.String()) != 1 {
		return analysis.SuggestedFix{}, false
	}
	column, ok := q.Source(cmp.Column.Span)
	if !ok || !strings.HasPrefix(text, column) || !strings.HasPrefix(strings.TrimSpace(text[len(column):]), cmp.Op.String()) {
		return analysis.SuggestedFix{}, false
	}
	if next := strings.TrimSpace(text[len(column):])[len(cmp.Op.String()):]; strings.HasPrefix(next, "=") {
		return analysis.SuggestedFix{}, false
	}
	_, end := q.Extent(cmp.Span)
	return analysis.SuggestedFix{
		Message:   "leave the live rows out",
		TextEdits: []analysis.TextEdit{{Pos: end, End: end, NewText: fmt.Appendf(nil, " AND %s <> %s", column, mark)}},
	}, true
}
