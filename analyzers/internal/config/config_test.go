package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	got, err := parse("f", []byte(`
schema:
  - db/schema.sql
  - db/migrations/*.sql
dialect: mysql
sentinels:
  - {table: categories, column: deleted_at, value: "1970-01-01"}
  - table: jobs
    column: note
    value: ""
first-party: [github.com/acme, corp.example]
`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Schema:     []Entry{{"db/schema.sql", 3, 5}, {"db/migrations/*.sql", 4, 5}},
		Dialect:    "mysql",
		Sentinels:  []Sentinel{{"categories", "deleted_at", "1970-01-01", 7, 5}, {"jobs", "note", "", 8, 5}},
		FirstParty: []string{"github.com/acme", "corp.example"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOneSchemaFile(t *testing.T) {
	got, err := parse("f", []byte("schema: ./db/schema.sql\n"))
	if err != nil || len(got.Schema) != 1 || got.Schema[0].Text != "db/schema.sql" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "\n", "# nothing\n", "---\n", "null\n", "{}\n"} {
		if got, err := parse("f", []byte(text)); err != nil || !reflect.DeepEqual(got, &Config{}) {
			t.Errorf("%q: got %+v, %v", text, got, err)
		}
	}
	if got, err := Read(t.TempDir()); err != nil || !reflect.DeepEqual(got, &Config{}) {
		t.Errorf("no file: got %+v, %v", got, err)
	}
}

func TestMistakes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"schemas: a.sql\n", `f:1:1: unknown key "schemas": did you mean "schema"?`},
		{"dialect: mysql\nfoo: 1\n", `f:2:1: unknown key "foo": choose from dialect, first-party, schema, sentinels`},
		{"dialect: postgres\n", `f:1:10: unknown value "postgres": did you mean "postgresql"?`},
		{"dialect: [mysql]\n", `f:1:10: want a text`},
		{"dialect: mysql\ndialect: mysql\n", `f:2:1: key "dialect" is there twice`},
		{"schema: ../other/schema.sql\n", `f:1:9: "../other/schema.sql" is outside of the module`},
		{"schema: [\"db/[.sql\"]\n", `f:1:10: "db/[.sql": syntax error in pattern`},
		{"schema:\n", `f:1:8: want a text`},
		{"sentinels:\n  - {table: t, colum: c}\n", `f:2:16: unknown key "colum": did you mean "column"?`},
		{"sentinels:\n  - {table: t}\n", `f:2:5: a sentinel needs table, column and value`},
		{"first-party: github.com/acme\n", `f:1:14: want a list`},
		{"first-party: [{}]\n", `f:1:15: want a text`},
		{"sentinels: 1\n", `f:1:12: want a list`},
		{"- a\n", `f:1:1: want keys and values`},
		{"a: b: c\n", `f: mapping values are not allowed`},
		{"dialect: \"mysql\n", `f:`},
	}
	for _, test := range tests {
		_, err := parse("f", []byte(test.text))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %s", test.text, err, test.want)
		}
	}
}

func TestInline(t *testing.T) {
	t.Cleanup(func() { inline = nil })
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, Name), []byte("dialect: mysql\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := SetInline(`{"dialect": "postgre"}`); err == nil || !strings.HasPrefix(err.Error(), "config:1:13: unknown value") {
		t.Errorf("got the error %v", err)
	}
	if c := Inline(); c.Dialect != "" {
		t.Errorf("before one was set: %+v", c)
	}
	for _, text := range []string{`{"dialect": "sqlite"}`, "dialect: sqlite", "dialect: sqlite\n"} {
		if _, err := SetInline(text); err != nil {
			t.Fatal(err)
		}
		if c, err := Read(dir); err != nil || c.Dialect != "sqlite" {
			t.Errorf("%s: got %+v, %v", text, c, err)
		}
	}
}
