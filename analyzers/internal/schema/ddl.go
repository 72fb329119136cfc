package schema

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A catalog is the tables that the DDL of one group leaves.
type catalog struct {
	dir     string
	dialect sqlparse.Dialect
	rank    role // whose tables count where catalogs disagree
	// lenient keeps tables that were dropped and not made again: the order of
	// statements in Go files is unknown.
	lenient bool
	tables  []*Table
	dropped []*Table
	// pending are the changes to tables that the group doesn't make.
	pending []pendingChange
	// results are the catalogs of the steps that led to this one.
	results []*catalog
}

type pendingChange struct {
	sqlparse.Change
	place func(sqlparse.Span) Place
}

// find returns the table called name, nil if there is none. Without a schema
// it is that of any.
func (c *catalog) find(name sqlparse.Name) *Table {
	var found *Table
	for _, t := range c.tables {
		if !strings.EqualFold(t.Name, name.Table) {
			continue
		}
		if strings.EqualFold(t.Schema, schemaOf(name)) {
			return t
		}
		if t.Schema == "" || schemaOf(name) == "" {
			found = t
		}
	}
	return found
}

// schemaOf returns the schema of name without those that are the default, or
// are only known at run time.
func schemaOf(name sqlparse.Name) string {
	if isOpen(name.Schema) {
		return ""
	}
	switch strings.ToLower(name.Schema) {
	case "public", "main":
		return ""
	}
	return name.Schema
}

// isOpen reports whether a name has a part that is only known at run time.
func isOpen(name string) bool {
	return strings.ContainsRune(name, sqlparse.Hole) || strings.Contains(name, "{{")
}

func (c *catalog) remove(t *Table) {
	c.tables = slices.DeleteFunc(c.tables, func(other *Table) bool { return other == t })
}

// apply does ch to the tables; place maps its spans.
func (c *catalog) apply(ch sqlparse.Change, place func(sqlparse.Span) Place) {
	if isOpen(ch.Table.Table) {
		return // which table isn't known
	}
	switch ch.Kind {
	case sqlparse.CreateTable:
		c.create(ch, place)
		return
	case sqlparse.CreateView:
		return
	}
	t := c.target(ch)
	switch {
	case t == nil && c.lenient && ch.Kind == sqlparse.DropTable:
		// When, if ever, isn't known.
	case t == nil:
		c.pending = append(c.pending, pendingChange{ch, place})
	case ch.Kind == sqlparse.DropTable:
		c.remove(t)
		if c.lenient {
			c.dropped = append(c.dropped, t)
		}
	case ch.Kind == sqlparse.RenameTable:
		if old := c.find(sqlparse.Name{Schema: t.Schema, Table: ch.To}); old != nil && old != t {
			c.remove(old)
		}
		t.Name = ch.To
	default:
		alter(t, ch, place)
	}
}

func (c *catalog) create(ch sqlparse.Change, place func(sqlparse.Span) Place) {
	if len(ch.Columns) == 0 {
		return // LIKE, AS SELECT, PARTITION OF: its columns aren't known
	}
	if old := c.find(ch.Table); old != nil {
		if ch.IfNotExists {
			return
		}
		c.remove(old)
	}
	t := &Table{
		Name: ch.Table.Table, Schema: schemaOf(ch.Table), Dir: c.dir, Dialect: c.dialect, DDL: true,
		Declared: place(ch.Span),
	}
	for _, def := range ch.Columns {
		t.Columns = append(t.Columns, newColumn(def, place(def.Span)))
	}
	for _, def := range ch.Indexes {
		t.addIndex(def, place(def.Span))
	}
	c.tables = append(c.tables, t)
}

// target returns the table that ch is about, nil if there is none. PostgreSQL
// and SQLite name only the index that they drop.
func (c *catalog) target(ch sqlparse.Change) *Table {
	if ch.Table.Table != "" {
		return c.find(ch.Table)
	}
	for _, t := range c.tables {
		if t.index(ch.Index) >= 0 {
			return t
		}
	}
	return nil
}

// finish brings back what was dropped for good by statements whose order is
// unknown.
func (c *catalog) finish() {
	for _, t := range c.dropped {
		if c.find(sqlparse.Name{Schema: t.Schema, Table: t.Name}) == nil {
			c.tables = append(c.tables, t)
		}
	}
	c.dropped = nil
}

func newColumn(def sqlparse.ColumnDef, place Place) *Column {
	return &Column{
		Name: def.Name, Type: def.Type, Nullable: tri(!def.NotNull), Default: def.Default,
		Declared: place, Generated: def.Generated, Comment: def.Comment,
		Numbered: def.AutoIncrement || isSequence(def.Default),
	}
}

// isSequence reports whether a default is the next number of a sequence.
func isSequence(o *sqlparse.Operand) bool {
	return o != nil && o.Kind == sqlparse.Expr && strings.Contains(strings.ToLower(o.Text), "nextval")
}

func tri(yes bool) Tri {
	if yes {
		return Yes
	}
	return No
}

// alter does ch, which isn't about a table as a whole, to t.
func alter(t *Table, ch sqlparse.Change, place func(sqlparse.Span) Place) {
	column := t.Column(ch.Column)
	switch ch.Kind {
	case sqlparse.AddColumn:
		for _, def := range ch.Columns {
			if old := t.Column(def.Name); old == nil {
				t.Columns = append(t.Columns, newColumn(def, place(def.Span)))
			} else if !ch.IfNotExists {
				*old = *newColumn(def, place(def.Span))
			}
		}
		for _, def := range ch.Indexes {
			t.addIndex(def, place(def.Span))
		}
	case sqlparse.DropColumn:
		t.dropColumn(ch.Column)
	case sqlparse.AddIndex:
		for _, def := range ch.Indexes {
			if i := t.index(def.Name); i >= 0 && ch.IfNotExists {
				continue
			}
			t.addIndex(def, place(ch.Span))
		}
	case sqlparse.DropIndex:
		if i := t.index(ch.Index); i >= 0 {
			t.Indexes = slices.Delete(t.Indexes, i, i+1)
		}
	case sqlparse.RenameIndex:
		if i := t.index(ch.Index); i >= 0 {
			t.Indexes[i].Name = ch.To
		}
	case sqlparse.Comment:
		if column != nil {
			column.Comment = ch.To
		}
	}
	if column == nil {
		return
	}
	switch ch.Kind {
	case sqlparse.RenameColumn:
		t.renameColumn(column, ch.To)
	case sqlparse.ModifyColumn:
		if len(ch.Columns) == 0 {
			return
		}
		name := column.Name
		*column = *newColumn(ch.Columns[0], place(ch.Columns[0].Span))
		column.Name = name
		if ch.To != "" {
			t.renameColumn(column, ch.To)
		}
		if t.inPrimary(column.Name) {
			column.Nullable = No
		}
		for _, def := range ch.Indexes {
			t.addIndex(def, place(def.Span))
		}
	case sqlparse.SetNotNull:
		column.Nullable, column.Declared = No, place(ch.Span)
	case sqlparse.DropNotNull:
		column.Nullable, column.Declared = Yes, place(ch.Span)
	case sqlparse.SetDefault:
		column.Default, column.Declared = ch.Default, place(ch.Span)
		column.Numbered = isSequence(ch.Default)
	case sqlparse.DropDefault:
		column.Default, column.Declared, column.Numbered = nil, place(ch.Span), false
	case sqlparse.SetType:
		if len(ch.Columns) > 0 {
			column.Type = ch.Columns[0].Type
		}
	}
}

// index returns where in t.Indexes the one called name is, or -1.
func (t *Table) index(name string) int {
	if name == "" {
		return -1
	}
	return slices.IndexFunc(t.Indexes, func(x *Index) bool { return strings.EqualFold(x.Name, name) })
}

func (t *Table) addIndex(def sqlparse.IndexDef, place Place) {
	x := &Index{
		Name: def.Name, Columns: slices.Clone(def.Columns), Unique: def.Unique || def.Primary, Primary: def.Primary,
		Where: def.Where, NullsNotDistinct: def.NullsNotDistinct, Declared: place,
	}
	if x.Name == "" {
		x.Name = t.implicitName(def)
	}
	if i := t.index(x.Name); i >= 0 { // made again: its drop wasn't understood
		t.Indexes = slices.Delete(t.Indexes, i, i+1)
	}
	t.Indexes = append(t.Indexes, x)
	if def.Primary {
		for _, key := range def.Columns {
			if c := t.Column(key.Name); c != nil {
				c.Nullable = No
			}
		}
	}
}

// implicitName returns the name that the database gives an index without one,
// by which later statements drop it.
func (t *Table) implicitName(def sqlparse.IndexDef) string {
	var keys []string
	for _, key := range def.Columns {
		if key.Name == "" {
			return ""
		}
		keys = append(keys, key.Name)
	}
	switch {
	case t.Dialect == sqlparse.MySQL && def.Primary:
		return "PRIMARY"
	case t.Dialect == sqlparse.MySQL && len(keys) > 0:
		return keys[0]
	case t.Dialect == sqlparse.PostgreSQL && def.Primary:
		return t.Name + "_pkey"
	case t.Dialect == sqlparse.PostgreSQL && def.Unique:
		return t.Name + "_" + strings.Join(keys, "_") + "_key"
	case t.Dialect == sqlparse.PostgreSQL:
		return t.Name + "_" + strings.Join(keys, "_") + "_idx"
	}
	return ""
}

func (t *Table) inPrimary(name string) bool {
	return slices.ContainsFunc(t.Indexes, func(x *Index) bool { return x.Primary && x.has(name) })
}

// has reports whether the column called name is one of the index's keys, by
// itself or in an expression.
func (x *Index) has(name string) bool {
	return slices.ContainsFunc(x.Columns, func(key sqlparse.IndexColumn) bool {
		return strings.EqualFold(key.Name, name) ||
			slices.ContainsFunc(key.Columns, func(c string) bool { return strings.EqualFold(c, name) })
	})
}

// dropColumn takes the column and what it was indexed by: PostgreSQL drops the
// whole index, MySQL only the key.
func (t *Table) dropColumn(name string) {
	t.Columns = slices.DeleteFunc(t.Columns, func(c *Column) bool { return strings.EqualFold(c.Name, name) })
	t.Indexes = slices.DeleteFunc(t.Indexes, func(x *Index) bool {
		if !x.has(name) {
			return false
		}
		if t.Dialect != sqlparse.MySQL {
			return true
		}
		x.Columns = slices.DeleteFunc(slices.Clone(x.Columns), func(key sqlparse.IndexColumn) bool { return strings.EqualFold(key.Name, name) })
		return len(x.Columns) == 0
	})
}

func (t *Table) renameColumn(c *Column, to string) {
	if to == "" {
		return
	}
	for _, x := range t.Indexes {
		for i, key := range x.Columns {
			if strings.EqualFold(key.Name, c.Name) {
				x.Columns[i].Name = to
			}
			for j, name := range key.Columns {
				if strings.EqualFold(name, c.Name) {
					x.Columns[i].Columns = slices.Clone(key.Columns)
					x.Columns[i].Columns[j] = to
				}
			}
		}
		x.Where = renamed(x.Where, c.Name, to)
	}
	c.Name = to
}

// renamed returns cond with the column from called to. cond is the parser's
// and stays as it is.
func renamed(cond *sqlparse.Cond, from, to string) *sqlparse.Cond {
	if cond == nil {
		return nil
	}
	out := *cond
	out.Parts = nil
	for _, part := range cond.Parts {
		out.Parts = append(out.Parts, renamed(part, from, to))
	}
	if cond.Cmp != nil && strings.EqualFold(cond.Cmp.Column.Name, from) {
		cmp := *cond.Cmp
		cmp.Column.Name = to
		out.Cmp = &cmp
	}
	out.Columns = slices.Clone(cond.Columns)
	for i, column := range out.Columns {
		if strings.EqualFold(column.Name, from) {
			out.Columns[i].Name = to
		}
	}
	return &out
}
