//go:build real

package gormmodels

import (
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"gorm.io/gorm"
	"gorm.io/plugin/soft_delete"

	"github.com/datavet/datavet/testdata/schema/internal/golden"
)

func TestSame(t *testing.T) {
	var models []golden.Model
	for _, model := range All {
		s, err := schema.Parse(model, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			t.Fatal(err)
		}
		m := golden.Model{Type: s.Name, Table: s.Table}
		for _, name := range s.DBNames {
			f := s.FieldsByDBName[name]
			m.Columns = append(m.Columns, golden.Column{
				Name: name, Primary: f.PrimaryKey, NotNull: f.NotNull,
				Default: f.DefaultValue, HasDefault: f.HasDefaultValue && f.TagSettings["DEFAULT"] != "",
			})
			if f.Unique {
				m.Indexes = append(m.Indexes, golden.Index{Name: schema.NamingStrategy{}.UniqueName(s.Table, name), Columns: []string{name}, Unique: true})
			}
		}
		for _, idx := range s.ParseIndexes() {
			i := golden.Index{Name: idx.Name, Unique: idx.Class == "UNIQUE", Where: idx.Where}
			for _, f := range idx.Fields {
				column := f.DBName
				if f.Expression != "" {
					column = f.Expression
				}
				i.Columns = append(i.Columns, column)
			}
			m.Indexes = append(m.Indexes, i)
		}
		for _, c := range s.QueryClauses {
			switch c := c.(type) {
			case gorm.SoftDeleteQueryClause:
				m.SoftDelete, m.Convention = c.Field.DBName, "null"
				if c.ZeroValue.Valid {
					m.Convention = "value"
				}
			case soft_delete.SoftDeleteQueryClause:
				m.SoftDelete, m.Convention = c.Field.DBName, "value"
				if d, ok := (soft_delete.DeletedAt(0)).DeleteClauses(c.Field)[0].(soft_delete.SoftDeleteDeleteClause); ok && d.Flag {
					m.Convention = "flag"
				}
			}
		}
		models = append(models, m)
	}
	golden.Compare(t, golden.Read(t), models)
}
