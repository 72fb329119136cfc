//go:build real

package gormv1models

import (
	"reflect"
	"strings"
	"testing"

	"github.com/jinzhu/gorm"

	"github.com/datavet/datavet/testdata/schema/internal/golden"
)

// nowhere is a connection that nothing is sent to.
type nowhere struct{ gorm.SQLCommon }

func TestSame(t *testing.T) {
	db, err := gorm.Open("common", nowhere{})
	if err != nil {
		t.Fatal(err)
	}
	var models []golden.Model
	for _, model := range All {
		scope := db.NewScope(model)
		m := golden.Model{Type: reflect.TypeOf(model).Elem().Name(), Table: scope.TableName()}
		for _, f := range scope.GetModelStruct().StructFields {
			if !f.IsNormal {
				continue
			}
			_, notNull := f.TagSettingsGet("NOT NULL")
			value, hasDefault := f.TagSettingsGet("DEFAULT")
			m.Columns = append(m.Columns, golden.Column{Name: f.DBName, Primary: f.IsPrimaryKey, NotNull: notNull, Default: strings.Trim(value, "'"), HasDefault: hasDefault})
		}
		if f, ok := scope.FieldByName("DeletedAt"); ok {
			m.SoftDelete, m.Convention = f.DBName, "null"
		}
		models = append(models, m)
	}
	ours := golden.Read(t)
	for i := range ours {
		ours[i].Indexes = nil // version 1 knows them only while it migrates
	}
	golden.Compare(t, ours, models)
}
