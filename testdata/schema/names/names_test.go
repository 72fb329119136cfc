//go:build real

// Package names holds the names that datavet expects of libraries against
// those that they give.
package names

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"entgo.io/ent/entc/gen"
	"github.com/jinzhu/inflection"
	"gorm.io/gorm/schema"
	"xorm.io/xorm/names"
)

func TestSame(t *testing.T) {
	data, err := os.ReadFile("names.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]string
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	gorm := schema.NamingStrategy{}
	ent := func(fn string) func(string) string { return gen.Funcs[fn].(func(string) string) }
	libraries := map[string]func(string) string{
		"GORM":      func(w string) string { return gorm.ColumnName("", w) },
		"Plural":    func(w string) string { return inflection.Plural(strings.ToLower(w)) },
		"GORMTable": gorm.TableName,
		"GORMIndex": func(w string) string { return gorm.IndexName("some_table", w) },
		"Xorm":      names.SnakeMapper{}.Obj2Table,
		"Gonic":     names.GonicMapper{}.Obj2Table,
		"Ent":       ent("snake"),
		// Where the plural is the word itself, this function adds a word.
		"EntPlural": func(w string) string { return strings.TrimSuffix(ent("plural")(w), "Slice") },
		"EntPascal": ent("pascal"),
	}
	for word, got := range all {
		for library, name := range libraries {
			if want := name(word); got[library] != want {
				t.Errorf("%s: %s of %s is %s", library, got[library], word, want)
			}
		}
	}
}
