package schema

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// sentinels gives each column those that the module proves.
func (r *reader) sentinels() {
	for _, t := range r.Tables {
		for _, c := range t.Columns {
			r.declared(t, c)
		}
		for _, model := range t.Models {
			r.marked(t, model)
		}
	}
	for _, s := range r.tree.config.Sentinels {
		v, ok := SentinelOfText(s.Value, "")
		if !ok {
			continue
		}
		for _, t := range r.named(unqualified(s.Table)) {
			if c := t.Column(s.Name); c != nil {
				c.add(Sentinel{v, s.Value, ByConfig, Place{File: config.Name, Line: s.Line, Column: s.Column}})
			}
		}
	}
	for _, file := range r.sql {
		if file.role != asQuery {
			continue // a migration may leave a sentinel behind
		}
		for _, stmt := range file.parsed.Statements {
			if stmt.Query != nil {
				o := observer{r, file}
				o.query(stmt.Query)
			}
		}
	}
	for _, t := range r.Tables {
		for _, c := range t.Columns {
			slices.SortStableFunc(c.Sentinels, func(a, b Sentinel) int { return cmp.Compare(a.Evidence, b.Evidence) })
		}
	}
}

// add adds a sentinel unless it is known by evidence as strong.
func (c *Column) add(s Sentinel) {
	for i, old := range c.Sentinels {
		if old.Value == s.Value {
			if s.Evidence < old.Evidence {
				c.Sentinels[i] = s
			}
			return
		}
	}
	c.Sentinels = append(c.Sentinels, s)
}

// declared adds what the default of a column proves: by DDL, or where there is
// none, by the tags of its fields.
func (r *reader) declared(t *Table, c *Column) {
	if c.Generated {
		return
	}
	evidence := ByTag
	if c.Type != "" {
		evidence = ByDDL
	}
	if c.Default != nil {
		if v, ok := SentinelOf(*c.Default, c.Type); ok && !isFlag(c) {
			c.add(Sentinel{v, c.Default.Text, evidence, c.Declared})
		}
	}
	for _, f := range c.Fields {
		if !f.HasDefault || isBool(f.GoType) {
			continue
		}
		if v, ok := SentinelOfText(f.Default, c.Type); ok && (!t.DDL || c.Default == nil) {
			c.add(Sentinel{v, f.Default, ByTag, f.Place})
		}
	}
}

// isFlag reports whether the column is a boolean by its fields' types.
func isFlag(c *Column) bool {
	return slices.ContainsFunc(c.Fields, func(f *Field) bool { return isBool(f.GoType) })
}

func isBool(goType string) bool { return strings.TrimLeft(goType, "*") == "bool" }

// marked adds the value by which an ORM marks the live rows of a model, if
// that isn't NULL.
func (r *reader) marked(t *Table, model *Model) {
	f := model.SoftDelete
	if f == nil || model.Convention != LiveIsValue {
		return
	}
	c := t.Column(f.Column)
	if c == nil || t.DDL && c.Nullable == Yes && f.HasDefault {
		return
	}
	v, text := Zero, "0"
	if strings.HasSuffix(f.GoType, "time.Time") {
		v, text = ZeroTime, "0001-01-01"
	}
	c.add(Sentinel{v, text, ByTag, f.Place})
}

// An observer looks at what the queries of a file compare with and write.
type observer struct {
	*reader
	file *sqlFile
}

func (o observer) query(q *sqlparse.Query) {
	for _, sub := range q.Subs {
		o.query(sub)
	}
	for _, cond := range []*sqlparse.Cond{q.Where, q.On, q.Having} {
		o.cond(q, cond)
	}
	for _, set := range q.Sets {
		o.see(q, set.Column, set.Value, ByWrite)
	}
	for _, row := range q.Rows {
		for i, value := range row {
			if i < len(q.Into) {
				o.see(q, q.Into[i], value, ByWrite)
			}
		}
	}
	if q.Conflict != nil {
		for _, set := range q.Conflict.Sets {
			o.see(q, set.Column, set.Value, ByWrite)
		}
		o.cond(q, q.Conflict.Where)
	}
}

func (o observer) cond(q *sqlparse.Query, cond *sqlparse.Cond) {
	if cond == nil {
		return
	}
	for _, part := range cond.Parts {
		o.cond(q, part)
	}
	cmp := cond.Cmp
	if cmp == nil || cmp.Wrapped != "" {
		return
	}
	switch cmp.Op {
	case sqlparse.Eq, sqlparse.Ne:
		o.see(q, cmp.Column, cmp.Operand, ByGuard)
	case sqlparse.In, sqlparse.NotIn:
		for _, value := range cmp.List {
			o.see(q, cmp.Column, value, ByGuard)
		}
	}
}

// see adds a value that stands beside column, if it is a sentinel.
func (o observer) see(q *sqlparse.Query, column sqlparse.Column, value sqlparse.Operand, e Evidence) {
	if value.Kind != sqlparse.Const && value.Kind != sqlparse.Expr {
		return
	}
	for _, c := range o.columns(q, column) {
		if v, ok := SentinelOf(value, c.Type); ok && !c.Generated && !isFlag(c) {
			span := value.Span
			if span == (sqlparse.Span{}) {
				span = column.Span
			}
			c.add(Sentinel{v, value.Text, e, o.file.place(span)})
		}
	}
}

// columns returns the columns that a reference in q may be to, in each of the
// tables that its name may be of.
func (o observer) columns(q *sqlparse.Query, ref sqlparse.Column) []*Column {
	var found []*Column
	owners := 0
	for _, t := range q.Tables {
		if t.Sub != nil {
			if ref.Table == "" {
				return nil // it may be the subquery's
			}
			continue
		}
		if ref.Table != "" && !strings.EqualFold(ref.Table, t.Alias) && !strings.EqualFold(ref.Table, t.Table) {
			continue
		}
		before := len(found)
		for _, table := range near(o.named(t.Table), path.Dir(o.file.name), o.file.dialect) {
			if c := table.Column(ref.Name); c != nil {
				found = append(found, c)
			}
		}
		if len(found) > before {
			owners++
		}
	}
	if owners > 1 {
		return nil
	}
	return found
}
