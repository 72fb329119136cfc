package schema

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// agreed returns what tables of one name agree on, nil if there are none.
func agreed(tables []*Table) *Table {
	if len(tables) <= 1 {
		return first(tables)
	}
	t := *tables[0]
	t.Columns, t.Indexes, t.Models = nil, nil, nil
	for _, other := range tables {
		if other.Dialect != t.Dialect {
			t.Dialect = sqlparse.Unknown
		}
		for _, model := range other.Models {
			if !slices.Contains(t.Models, model) {
				t.Models = append(t.Models, model)
			}
		}
	}
	for _, c := range tables[0].Columns {
		columns := []*Column{c}
		for _, other := range tables[1:] {
			if c := other.Column(c.Name); c != nil {
				columns = append(columns, c)
			}
		}
		if len(columns) == len(tables) {
			t.Columns = append(t.Columns, agreedColumn(columns))
		}
	}
	for _, x := range tables[0].Indexes {
		inAll := !slices.ContainsFunc(tables[1:], func(other *Table) bool {
			return !slices.ContainsFunc(other.Indexes, x.sameAs)
		})
		if inAll {
			t.Indexes = append(t.Indexes, x)
		}
	}
	return &t
}

func first[T any](list []*T) *T {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// agreedColumn returns what columns agree on, nil if there are none.
func agreedColumn(columns []*Column) *Column {
	if len(columns) <= 1 {
		return first(columns)
	}
	c := *columns[0]
	c.Fields = slices.Clone(c.Fields)
	c.Sentinels = nil
	for _, other := range columns[1:] {
		if other.Nullable != c.Nullable {
			c.Nullable = Maybe
		}
		if other.Type != c.Type {
			c.Type = ""
		}
		if !sameDefault(other.Default, c.Default) {
			c.Default = nil
		}
		c.Generated = c.Generated && other.Generated
		c.Numbered = c.Numbered && other.Numbered
		for _, f := range other.Fields {
			if !slices.Contains(c.Fields, f) {
				c.Fields = append(c.Fields, f)
			}
		}
	}
	for _, s := range columns[0].Sentinels {
		inAll := !slices.ContainsFunc(columns[1:], func(other *Column) bool {
			return !slices.ContainsFunc(other.Sentinels, func(o Sentinel) bool { return o.Value == s.Value })
		})
		if inAll {
			c.Sentinels = append(c.Sentinels, s)
		}
	}
	return &c
}

func sameDefault(a, b *sqlparse.Operand) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Kind == b.Kind && a.Text == b.Text
}

// sameAs reports whether the indexes bind the same columns in the same way, as
// far as that can be compared.
func (x *Index) sameAs(y *Index) bool {
	return x.Unique == y.Unique && x.Primary == y.Primary && x.NullsNotDistinct == y.NullsNotDistinct &&
		(x.Where == nil) == (y.Where == nil) && x.WhereText == y.WhereText &&
		slices.EqualFunc(x.Columns, y.Columns, func(a, b sqlparse.IndexColumn) bool {
			return strings.EqualFold(a.Name, b.Name) && a.Expr == b.Expr
		})
}
