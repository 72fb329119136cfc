//go:build real

package xormmodels

import (
	"reflect"
	"slices"
	"testing"

	"xorm.io/xorm/caches"
	"xorm.io/xorm/dialects"
	"xorm.io/xorm/names"
	"xorm.io/xorm/schemas"
	"xorm.io/xorm/tags"

	"github.com/datavet/datavet/testdata/schema/internal/golden"
)

func TestSame(t *testing.T) {
	parser := tags.NewParser("xorm", dialects.QueryDialect(schemas.SQLITE), names.SnakeMapper{}, names.SnakeMapper{}, caches.NewManager())
	var models []golden.Model
	for _, model := range All {
		table, err := parser.Parse(reflect.ValueOf(model))
		if err != nil {
			t.Fatal(err)
		}
		m := golden.Model{Type: table.Type.Name(), Table: table.Name}
		for _, c := range table.Columns() {
			value := c.Default
			if len(value) > 1 && value[0] == '\'' {
				value = value[1 : len(value)-1]
			}
			m.Columns = append(m.Columns, golden.Column{
				Name: c.Name, Primary: c.IsPrimaryKey, NotNull: !c.Nullable, Default: value, HasDefault: !c.DefaultIsEmpty && c.Default != "" || c.IsVersion || c.Default == "''",
			})
			if c.IsDeleted {
				m.SoftDelete, m.Convention = c.Name, "null"
				if !c.Nullable {
					m.Convention = "value"
				}
			}
		}
		for _, idx := range table.Indexes {
			m.Indexes = append(m.Indexes, golden.Index{Name: idx.XName(table.Name), Columns: idx.Cols, Unique: idx.Type == schemas.UniqueType})
		}
		at := func(column string) int {
			return slices.IndexFunc(m.Columns, func(c golden.Column) bool { return c.Name == column })
		}
		slices.SortFunc(m.Indexes, func(a, b golden.Index) int {
			if d := at(a.Columns[0]) - at(b.Columns[0]); d != 0 {
				return d
			}
			return len(b.Name) - len(a.Name)
		})
		models = append(models, m)
	}
	golden.Compare(t, golden.Read(t), models)
}
