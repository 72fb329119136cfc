//go:build real

package bunmodels

import (
	"database/sql"
	"reflect"
	"slices"
	"testing"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"github.com/datavet/datavet/testdata/schema/internal/golden"
)

func TestSame(t *testing.T) {
	db := bun.NewDB(&sql.DB{}, sqlitedialect.New())
	var models []golden.Model
	for _, model := range All {
		table := db.Table(reflect.TypeOf(model))
		m := golden.Model{Type: table.Type.Name(), Table: table.Name}
		for _, f := range table.Fields {
			m.Columns = append(m.Columns, golden.Column{
				Name: f.Name, Primary: f.IsPK, NotNull: f.NotNull, Default: f.SQLDefault, HasDefault: f.SQLDefault != "", ZeroIsNull: f.NullZero,
			})
		}
		// bun keeps them in a map: here they stand by their first column.
		for name, fields := range table.Unique {
			if name == "" {
				for _, f := range fields {
					m.Indexes = append(m.Indexes, golden.Index{Name: table.Name + "_" + f.Name + "_key", Columns: []string{f.Name}, Unique: true})
				}
				continue
			}
			idx := golden.Index{Name: name, Unique: true}
			for _, f := range fields {
				idx.Columns = append(idx.Columns, f.Name)
			}
			m.Indexes = append(m.Indexes, idx)
		}
		at := func(column string) int {
			return slices.IndexFunc(m.Columns, func(c golden.Column) bool { return c.Name == column })
		}
		slices.SortFunc(m.Indexes, func(a, b golden.Index) int { return at(a.Columns[0]) - at(b.Columns[0]) })
		if f := table.SoftDeleteField; f != nil {
			m.SoftDelete, m.Convention = f.Name, "value"
			if f.IsPtr || f.NullZero {
				m.Convention = "null"
			}
		}
		models = append(models, m)
	}
	golden.Compare(t, golden.Read(t), models)
}
