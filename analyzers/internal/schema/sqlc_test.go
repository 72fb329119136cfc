package schema

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSqlcErrors(t *testing.T) {
	const entry = "version: '2'\nsql:\n- engine: postgresql\n"
	for _, test := range []struct{ name, config, want string }{
		{"sqlc.yaml", "", "sqlc.yaml:1:1: this isn't a configuration of sqlc: it is empty; mend it, sqlc refuses it, too"},
		{"sqlc.yaml", "# to do\n", "sqlc.yaml:1:1: this isn't a configuration of sqlc: it is empty; mend it, sqlc refuses it, too"},
		{"sqlc.yaml", "---\n", `sqlc.yaml:2:1: this configuration of sqlc has no version; write version: "2" or "1"`},
		{"sqlc.yaml", "version: '2'\nsql: [\n", "sqlc.yaml:2:1: this isn't a configuration of sqlc: did not find expected node content; mend it, sqlc refuses it, too"},
		{"sqlc.json", `{"version": "2", "sql": [}`, "sqlc.json:1:1: this isn't a configuration of sqlc: did not find expected node content; mend it, sqlc refuses it, too"},
		{"sqlc.yaml", "sql: []\n", `sqlc.yaml:1:1: this configuration of sqlc has no version; write version: "2" or "1"`},
		{"sqlc.yaml", "version: '3'\n", `sqlc.yaml:1:10: version "3" of sqlc's configuration isn't known; write "2" or "1"`},
		{"sqlc.yaml", "version: '2'\npackages: []\n", `sqlc.yaml:1:1: this configuration of sqlc names no schema and no queries; list them below "sql"`},
		{"sqlc.yml", "version: '1'\nsql: []\n", `sqlc.yml:1:1: this configuration of sqlc names no schema and no queries; list them below "packages"`},
		{"sqlc.yaml", "version: '2'\nsql:\n- schema: a.sql\n", "sqlc.yaml:3:3: this entry has no engine; write postgresql, mysql or sqlite"},
		{"sqlc.yaml", entry + "  schema: b.sql\n", `sqlc.yaml:4:11: there is no "b.sql"; name .sql files or their folder, relative to sqlc.yaml`},
		{"db/sqlc.yaml", entry + "  schema: ../a.sql\n  queries:\n  - ../a.sql\n  - query\n", `db/sqlc.yaml:7:5: there is no "query"; name .sql files or their folder, relative to sqlc.yaml`},
		{"sqlc.yaml", entry + "  queries: {a: b}\n", "sqlc.yaml:4:12: want the name of a .sql file or of a folder of them"},
		{"sqlc.yaml", entry + "  schema: a.sql\n  queries: 'none*.sql'\n", ""},
		{"sqlc.yaml", entry + "  schema: &a a.sql\n  queries: [*a]\n", ""},
		{"sqlc.yaml", entry + "  queries: a.sql\n  database: {managed: true}\n", ""},
		{"fixtures/sqlc.yaml", "version: [\n", ""},
		{"testdata/sqlc.yaml", "version: [\n", ""},
	} {
		root := t.TempDir()
		write(t, root, "go.mod", "module m\n")
		write(t, root, "m.go", "package m\n")
		write(t, root, "a.sql", "CREATE TABLE t (id int);\n")
		write(t, root, test.name, test.config)
		err := Check(root)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%q: %v", test.config, err)
		case test.want != "" && (err == nil || err.Error() != filepath.Join(root, filepath.FromSlash(test.want))):
			t.Errorf("%q: got %v, want %s", test.config, err, test.want)
		}
	}
}

// TestSqlcLeftOut: what an engine without a grammar reads is nobody's query.
func TestSqlcLeftOut(t *testing.T) {
	root := t.TempDir()
	write(t, root, "go.mod", "module m\n")
	write(t, root, "m.go", "package m\n")
	write(t, root, "sqlc.yaml", "version: '2'\nsql:\n- {engine: clickhouse, schema: [a.sql, c.sql], queries: q.sql}\n- {engine: sqlite, schema: c.sql, queries: r.sql}\n")
	for _, name := range []string{"a", "c"} {
		write(t, root, name+".sql", "CREATE TABLE "+name+" (id int);\n")
	}
	for _, name := range []string{"q", "r"} {
		write(t, root, name+".sql", "-- name: Q :exec\nDELETE FROM c;\n")
	}
	left := LeftOut(root)
	if len(left) != 1 || left[0].Error() != filepath.Join(root, "sqlc.yaml")+`:3:12: the engine "clickhouse" isn't one of postgresql, mysql and sqlite: the schema and the queries of this entry are left out` {
		t.Errorf("left out: %v", left)
	}
	var names []string
	for _, file := range read(t, root).Files {
		names = append(names, file.Name)
	}
	if want := []string{"c.sql", "r.sql"}; !slices.Equal(names, want) {
		t.Errorf("read %v, want %v", names, want)
	}
}

// TestSqlcOwners: the package that is generated of a query reports what is found in
// it, of several the first entry's, and without one the nearest.
func TestSqlcOwners(t *testing.T) {
	root := t.TempDir()
	write(t, root, "go.mod", "module m\n")
	write(t, root, "db/sqlc.yaml", `version: '2'
sql:
- {engine: postgresql, schema: schema.sql, queries: queries, gen: {go: {package: b, out: ../b}}}
- {engine: postgresql, schema: schema.sql, queries: [queries/one.sql, ../other.sql], gen: {go: {package: a, out: ../a}}}
- {engine: postgresql, schema: schema.sql, queries: later.sql, codegen: [{plugin: p, out: ../none}, {plugin: q, out: ../b}]}
- {engine: postgresql, schema: schema.sql, queries: never.sql, gen: {go: {package: c, out: ../none}}}
`)
	for _, name := range []string{"a/a.go", "b/b.go", "db/db.go"} {
		write(t, root, name, "package p\n")
	}
	for _, name := range []string{"db/schema.sql", "db/queries/one.sql", "db/queries/two.sql", "other.sql", "db/later.sql", "db/never.sql"} {
		write(t, root, name, "SELECT 1;\n")
	}
	want := map[string]string{
		"db/schema.sql": "db", "db/queries/one.sql": "b", "db/queries/two.sql": "b",
		"other.sql": "a", "db/later.sql": "b", "db/never.sql": "db",
	}
	if got := Owners(root); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestFilesIn: a folder's own name is no pattern.
func TestFilesIn(t *testing.T) {
	root := filepath.Join(t.TempDir(), "[a]*")
	for _, name := range []string{"b.sql", "q/a.sql", "q/.a.sql", "q/b.down.sql", "q/c.go", "q/sub/d.sql", "q/e.sql"} {
		write(t, root, name, "SELECT 1;\n")
	}
	for name, want := range map[string][]string{
		"b.sql": {"b.sql"}, "q": {"q/a.sql", "q/e.sql"}, "/q": {"q/a.sql", "q/e.sql"}, "*.sql": {"b.sql"}, "q/[a-d]*.sql": {"q/a.sql"}, "q/[": nil, "none": nil,
	} {
		var got []string
		for _, file := range FilesIn(root, []string{name}) {
			rel, err := filepath.Rel(root, file)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, filepath.ToSlash(rel))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestQueryAt(t *testing.T) {
	root := t.TempDir()
	write(t, root, "go.mod", "module m\n")
	write(t, root, "sqlc.yaml", "version: '2'\nsql:\n- {engine: mysql, queries: q.sql, gen: {go: {package: db, out: db}}}\n")
	text := "\ufeff-- name: First :one\r\nSELECT 'a;ä' ;\r\n/* name: Second :exec */\r\nDELETE FROM t;\r\n" +
		"DELETE FROM nameless;\n# name: Third :many\n-- about it; -- name: No :one\nSELECT 3;\n-- name: broken\nSELECT 4;\n"
	write(t, root, "q.sql", text)
	write(t, root, "other.sql", text)
	for part, want := range map[string]string{
		"SELECT 'a;ä'": "First", ";ä'": "First", "DELETE FROM t": "Second", "DELETE FROM nameless": "", "SELECT 3": "Third", "SELECT 4": "",
	} {
		name, dirs := QueryAt(filepath.Join(root, "q.sql"), strings.Index(text, part))
		if name != want || want != "" && !slices.Equal(dirs, []string{filepath.Join(root, "db")}) {
			t.Errorf("%s: got %q of %v, want %q", part, name, dirs, want)
		}
	}
	if name, _ := QueryAt(filepath.Join(root, "other.sql"), strings.Index(text, ";ä")); name != "" {
		t.Errorf("a file that sqlc doesn't read has %s", name)
	}
}
