package checkinsert

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/checked"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// binds reports whether the database takes one of two rows only, or isn't known
// well enough to say that it takes both.
func (c *check) binds(in *checked.Insert) bool {
	if in.Dialect == sqlparse.SQLite || slices.Equal(c.schema.RequiredDialects(), []sqlparse.Dialect{sqlparse.SQLite}) {
		return true // one writer
	}
	// known miss: a replacement that isn't in one transaction, or is at READ COMMITTED.
	if t := c.schema.Table(in.Table); in.Verb == sqlparse.Delete && (in.Dialect == sqlparse.MySQL || t != nil && t.Dialect == sqlparse.MySQL) {
		return true // InnoDB's delete locks the gap: one of two deadlocks, or takes the other's rows along
	}
	known := false
	for _, t := range c.schema.Module().Tables {
		if !strings.EqualFold(t.Name, in.Table) || slices.ContainsFunc(in.Asked, func(k rowaccess.Pair) bool { return t.Column(k.Column) == nil }) {
			continue
		}
		known = known || c.complete(t)
		if slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool { return takesOne(t, x, in) }) {
			return true
		}
	}
	return !known
}

// complete reports whether all indexes of a table can be known. Models alone
// say them where tags declare indexes, and no DDL makes the tables of the models
// beside them.
func (c *check) complete(t *schema.Table) bool {
	if t.DDL {
		return true
	}
	beside := func(m *schema.Model) bool {
		return slices.ContainsFunc(t.Models, func(own *schema.Model) bool { return own.Package == m.Package })
	}
	sameORM := func(m *schema.Model) bool {
		return slices.ContainsFunc(t.Models, func(own *schema.Model) bool { return own.ORM == m.ORM })
	}
	declares := false
	for _, other := range c.schema.Module().Tables {
		if other.DDL && slices.ContainsFunc(other.Models, beside) {
			return false
		}
		for _, m := range other.Models {
			declares = declares || sameORM(m) && (m.ORM == schema.Ent || slices.ContainsFunc(m.Indexes, func(x *schema.Index) bool { return !x.Primary }))
		}
	}
	return declares
}

// takesOne reports whether an index has the same values in the rows of two
// requests: those that are asked for, or others that both insert.
func takesOne(t *schema.Table, x *schema.Index, in *checked.Insert) bool {
	if !x.Unique && !x.Primary || len(x.Columns) == 0 {
		return false
	}
	asks, repeats := false, !x.Primary
	for _, name := range columnsOf(x) {
		if slices.ContainsFunc(in.Asked, func(k rowaccess.Pair) bool { return k.Column == name && rowaccess.Varies(k.Value) }) {
			asks = true
			continue
		}
		if !mayRepeat(t, x, in.Row, name) {
			return false
		}
		repeats = repeats && rowaccess.Repeats(in.Row.Value(name)) && !random(t, name)
	}
	return asks || repeats
}

// columnsOf returns the columns of an index, those in expressions included.
func columnsOf(x *schema.Index) []string {
	var out []string
	for _, ic := range x.Columns {
		if ic.Name != "" {
			out = append(out, strings.ToLower(ic.Name))
		}
		for _, name := range ic.Columns {
			out = append(out, strings.ToLower(name))
		}
	}
	return out
}

// mayRepeat reports whether a column isn't NULL and the same in the rows of two
// requests, or may be for all that is known.
func mayRepeat(t *schema.Table, x *schema.Index, row checked.Row, name string) bool {
	col := t.Column(name)
	if col == nil {
		return true
	}
	if row.Fills(name) {
		switch v := row.Value(name); v {
		case "=null":
			return x.NullsNotDistinct
		case "":
			return !schema.IsTimeType(col.Type) && name != "id"
		default:
			return rowaccess.Varies(v) || strings.HasPrefix(v, "=")
		}
	}
	if col.Default != nil && col.Default.Kind == sqlparse.Const && col.Default.Type != sqlparse.NullConst {
		return true
	}
	return col.Nullable == schema.Yes && x.NullsNotDistinct
}

// random reports whether an ORM makes up the values of a column.
func random(t *schema.Table, name string) bool {
	col := t.Column(name)
	return col != nil && slices.ContainsFunc(col.Fields, func(f *schema.Field) bool { return f.Random })
}

// backed reports whether the values that are asked for are also inserted into
// another table that takes them once.
func (c *check) backed(in *checked.Insert) bool {
	asked := func(v string) bool {
		return slices.ContainsFunc(in.Asked, func(k rowaccess.Pair) bool { return k.Value == v && rowaccess.Varies(v) })
	}
	once := func(row checked.Row, x *schema.Index) bool {
		if !x.Unique && !x.Primary {
			return false
		}
		found := false
		for _, name := range columnsOf(x) {
			v := row.Value(name)
			if !asked(v) && !strings.HasPrefix(v, "=") {
				return false
			}
			found = found || asked(v)
		}
		return found
	}
	return slices.ContainsFunc(in.Before, func(row checked.Row) bool {
		return slices.ContainsFunc(c.schema.Module().Tables, func(t *schema.Table) bool {
			return strings.EqualFold(t.Name, row.Table) && slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool { return once(row, x) })
		})
	})
}
