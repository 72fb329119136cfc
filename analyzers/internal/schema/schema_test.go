package schema

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

var update = flag.Bool("update", false, "write what the cases give into their want")

// TestCases holds the tables of small modules against those in testdata: each
// archive is a module and, as want, its picture.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			root := t.TempDir()
			want := -1
			for i, file := range archive.Files {
				if file.Name == "want" {
					want = i
					continue
				}
				write(t, root, file.Name, string(file.Data))
			}
			if want < 0 {
				t.Fatal("no want")
			}
			got := picture(read(t, root))
			if *update {
				archive.Files[want].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if text := string(archive.Files[want].Data); got != text {
				t.Errorf("got\n%s\nwant\n%s", got, text)
			}
			if again := picture(read(t, root)); again != got {
				t.Errorf("another time\n%s\ninstead of\n%s", again, got)
			}
		})
	}
}

// read returns what is known of the module in root, having kept it in between.
func read(t *testing.T, root string) *Module {
	t.Helper()
	m, err := decode(bytesOf(join(treeOf(t, root), settingOf(root).path)), root, settingOf(root).path)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func treeOf(t testing.TB, root string) *tree {
	t.Helper()
	tree, err := readTree(root)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func sourceOf(t testing.TB, root, module string) *source { return newSource(treeOf(t, root), module) }

func write(t *testing.T, root, name, text string) {
	t.Helper()
	full := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// picture prints what is known of a module, a table, column or index a line.
func picture(m *Module) string {
	var b strings.Builder
	for _, t := range m.Tables {
		name := t.Name
		if t.Schema != "" {
			name = t.Schema + "." + name
		}
		fmt.Fprintf(&b, "%s in %s, %s, %s\n", name, t.Dir, dialectNames[t.Dialect], at(t.Declared))
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "\t%s", strings.TrimSpace(c.Name+" "+c.Type))
			if c.Nullable != Maybe {
				fmt.Fprintf(&b, " %s", [...]string{"", "null", "not null"}[c.Nullable])
			}
			if c.Default != nil {
				fmt.Fprintf(&b, " default %s", c.Default.Text)
			}
			if c.Generated {
				fmt.Fprintf(&b, " generated")
			}
			if c.Comment != "" {
				fmt.Fprintf(&b, " %q", c.Comment)
			}
			fmt.Fprintf(&b, " %s", at(c.Declared))
			for _, s := range c.Sentinels {
				fmt.Fprintf(&b, "; %s by %s %s", s.Value, [...]string{"config", "ddl", "tag", "guard", "write"}[s.Evidence], at(s.Place))
			}
			for _, f := range c.Fields {
				fmt.Fprintf(&b, "; %s.%s", f.Owner, f.Name)
			}
			b.WriteByte('\n')
		}
		for _, x := range t.Indexes {
			kind := "index"
			if x.Unique {
				kind = "unique"
			}
			if x.Primary {
				kind = "primary"
			}
			var keys []string
			for _, key := range x.Columns {
				keys = append(keys, key.Name+key.Expr)
			}
			fmt.Fprintf(&b, "\t%s %s (%s)", kind, x.Name, strings.Join(keys, ", "))
			if x.Where != nil || x.WhereText != "" {
				fmt.Fprintf(&b, " partial")
			}
			fmt.Fprintf(&b, " %s\n", at(x.Declared))
		}
	}
	for _, e := range m.Errors {
		fmt.Fprintf(&b, "unparsed %s\n", at(e.Place))
	}
	return b.String()
}

var dialectNames = [...]string{"any", "postgresql", "mysql", "sqlite"}

func at(p Place) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

func TestNearest(t *testing.T) {
	a := &Table{Name: "users", Dir: "services/a/db", Columns: []*Column{{Name: "id", Nullable: No}, {Name: "gone", Nullable: Yes}}}
	b := &Table{Name: "users", Dir: "services/b/db", Columns: []*Column{{Name: "id", Nullable: No}, {Name: "gone", Nullable: No}, {Name: "b"}}}
	m := &Module{Tables: []*Table{b, a}}
	m.index()
	find := func(dir string) *Table { return agreed(near(m.named("Users"), dir, sqlparse.Unknown)) }
	if got := find("services/a/http"); got != a {
		t.Errorf("beside a: %+v", got)
	}
	if got := find("services/b"); got != b {
		t.Errorf("beside b: %+v", got)
	}
	got := find("cmd")
	if len(got.Columns) != 2 || got.Column("id").Nullable != No || got.Column("gone").Nullable != Maybe {
		t.Errorf("between them: %+v", got)
	}
	if agreed(near(m.named("orders"), "cmd", sqlparse.Unknown)) != nil {
		t.Error("orders are known")
	}
}

func TestInSchema(t *testing.T) {
	plain, auth, audit := &Table{}, &Table{Schema: "auth"}, &Table{Schema: "audit"}
	tests := []struct {
		tables []*Table
		schema string
		want   []*Table
	}{
		{[]*Table{auth, plain}, "", []*Table{plain}},
		{[]*Table{auth, plain}, "AUTH", []*Table{auth}},
		{[]*Table{auth, plain}, "other", []*Table{plain}},
		{[]*Table{auth, audit}, "", []*Table{auth, audit}},
		{[]*Table{auth, audit}, "other", nil},
	}
	for i, test := range tests {
		if got := inSchema(test.tables, test.schema); !slices.Equal(got, test.want) {
			t.Errorf("%d: got %v", i, got)
		}
	}
}

func TestNatural(t *testing.T) {
	names := []string{"10_c", "2_b", "0001_a", "V1.10__e", "V1.9__d", "20240101_z", "3.14", "3.4"}
	slices.SortFunc(names, natural)
	if got := strings.Join(names, " "); got != "0001_a 2_b 3.4 3.14 10_c 20240101_z V1.9__d V1.10__e" {
		t.Error(got)
	}
}

func TestInForceKeepsOffsets(t *testing.T) {
	text := "\ufeff-- +goose Up\r\nCREATE TABLE t (id int);\r\n-- +goose Down\r\nDROP TABLE t; -- ü\r\n-- +goose Up\r\nSELECT 1;\r\n"
	got := inForce(text)
	if len(got) != len(text) || strings.Contains(got, "DROP") || strings.Index(got, "SELECT") != strings.Index(text, "SELECT") {
		t.Errorf("%q", got)
	}
	if strings.Count(got, "\n") != strings.Count(text, "\n") {
		t.Error("lines are lost")
	}
	dump := "COPY public.t (a) FROM stdin;\n1\tCREATE TABLE x (id int);\n\\.\nSELECT 1;\n"
	if got := inForce(dump); strings.Contains(got, "CREATE") || !strings.Contains(got, "SELECT") {
		t.Errorf("%q", got)
	}
}

// TestHostile reads what no schema is.
func TestHostile(t *testing.T) {
	root := t.TempDir()
	write(t, root, "go.mod", "module m\n")
	write(t, root, "a.go", "package m\n")
	write(t, root, "binary.sql", "CREATE TABLE b (id int);\x00\xff\xfe")
	write(t, root, "latin.sql", "CREATE TABLE caf\xe9 (id int, \xff int);")
	write(t, root, "empty.sql", "")
	write(t, root, "open.sql", "CREATE TABLE o (id int, note text DEFAULT 'never closed")
	write(t, root, "deep.sql", "CREATE TABLE d (id int CHECK ("+strings.Repeat("(", 10000)+"1"+strings.Repeat(")", 10000)+"));")
	write(t, root, "wide.sql", "CREATE TABLE w (id int); SELECT "+strings.Repeat("a, ", 100000)+"a FROM w;")
	write(t, root, "sqlc.yaml", "{{{")
	if err := os.WriteFile(filepath.Join(root, "dump.sql"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(root, "dump.sql"), 50<<20); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"loop": ".", "self.sql": "self.sql", "folder.sql": ".", "linked.sql": "real/t.txt"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	write(t, root, "real/t.txt", "CREATE TABLE linked (id int);")
	if err := os.Mkdir(filepath.Join(root, "dir.sql"), 0o755); err != nil {
		t.Fatal(err)
	}
	m := read(t, root)
	if m.byName["b"] != nil || m.byName["linked"] == nil {
		t.Errorf("got %s", picture(m))
	}
	if !slices.ContainsFunc(m.Errors, func(e Unparsed) bool { return e.Place.File == "dump.sql" }) {
		t.Errorf("the dump isn't listed: %v", m.Errors)
	}
}

// TestLinks reads a schema that lies elsewhere in the module once, where it
// lies.
func TestLinks(t *testing.T) {
	root := t.TempDir()
	write(t, root, "go.mod", "module m\n")
	write(t, root, "db/sqlc.yaml", "version: '2'\nsql: [{engine: postgresql, schema: schema.sql}]\n")
	write(t, root, "sql/schema.sql", "CREATE TABLE t (id int);\n")
	if err := os.Symlink("../sql/schema.sql", filepath.Join(root, "db/schema.sql")); err != nil {
		t.Skip(err)
	}
	m := read(t, root)
	if got := picture(m); len(m.Files) != 1 || got != "t in sql, postgresql, sql/schema.sql:1\n\tid integer null sql/schema.sql:1\n" {
		t.Errorf("got %s", got)
	}
}

// TestFingerprint changes what findings depend on, and what they don't.
func TestFingerprint(t *testing.T) {
	root := t.TempDir()
	hash := func() string { return newView(root, "m", nil).summary().Fingerprint }
	write(t, root, "go.mod", "module m\n")
	write(t, root, "a.go", "package m\n")
	write(t, root, "schema.sql", "CREATE TABLE t (id int);\n")
	last := hash()
	for _, change := range []struct {
		file, text string
		same       bool
	}{
		{"notes.txt", "x", true},
		{"a.go", "package m\n\nfunc f() {}\n", true},
		{"schema.sql", "CREATE TABLE t (id int, d int);\n", false},
		{"b/query.sql", "SELECT 1;\n", false},
		{".datavet.yaml", "dialect: mysql\n", false},
		{"b/b.go", "package b\n\nconst ddl = `CREATE TABLE b (id int)`\n", false},
		{"c/c.go", "package c\n\nimport \"gorm.io/gorm\"\n\ntype User struct {\n\tgorm.Model\n\tName string `gorm:\"uniqueIndex\"`\n}\n", false},
	} {
		write(t, root, change.file, change.text)
		got := hash()
		if got != hash() {
			t.Errorf("%s: two hashes of one tree", change.file)
		}
		if (got == last) != change.same {
			t.Errorf("%s: same is %t", change.file, got == last)
		}
		last = got
	}
}
