package schema

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// TestTextPlaces holds the places of parts of SQL texts against where the Go
// file has them.
func TestTextPlaces(t *testing.T) {
	const file = "package p\n\n" +
		"const rest = \" (\\tname text)\"\n\n" +
		"const first = `\n-- a comment\nCREATE TABLE one (id int)`\n\n" +
		"var second = \"CREATE TABLE \\\"t\u00e4g\\\"\" + rest + `; DROP TABLE three` + name\n\n" +
		"func Down() string { return \"DROP TABLE one\" }\n"
	root := t.TempDir()
	write(t, root, "p.go", file)
	src := sourceOf(t, root, "example.com/p")
	texts := src.ddlTexts()
	if len(texts) != 2 {
		t.Fatalf("got %d texts, want 2", len(texts))
	}
	for i, parts := range [][]string{{"one", "id int"}, {"täg", "text", "three"}} {
		for _, part := range parts {
			at := strings.Index(texts[i].Text, part)
			if at < 0 {
				t.Errorf("%q isn't in %q", part, texts[i].Text)
				continue
			}
			p := texts[i].Place(sqlparse.Span{Start: at, End: at + len(part)})
			if got := file[p.Offset:p.EndOffset]; got != part {
				t.Errorf("%q is at %+v: %q", part, p, got)
			}
		}
	}
	if !strings.ContainsRune(texts[1].Text, sqlparse.Hole) {
		t.Errorf("no hole for a name that isn't known: %q", texts[1].Text)
	}
}

// TestWalk says which files are a module's.
func TestWalk(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"go.mod", "a.go", "a_test.go", "_b.go", "sub/b.go", "sub/q.sql", ".hidden/c.go", ".hidden/migrations/1.sql", "vendor/v/v.go",
		"nested/go.mod", "nested/n.go", "testdata/t.go", "node_modules/x/x.sql", ".git/x.sql",
	} {
		write(t, root, name, "package p\n")
	}
	src := sourceOf(t, root, "example.com/p")
	var names []string
	for _, f := range src.files {
		names = append(names, f.name)
	}
	if got, want := strings.Join(append(names, src.sqlFiles...), " "), "a.go sub/b.go .hidden/migrations/1.sql sub/q.sql"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestBroken: of a file with errors what parses counts.
func TestBroken(t *testing.T) {
	root := t.TempDir()
	write(t, root, "m.go", "package m\n\ntype User struct {\n\tID int `gorm:\"primaryKey\"`\n\tName string `gorm:\"unique\"`\n}\n\nfunc broken( {\n")
	src := sourceOf(t, root, "example.com/m")
	if models := src.modelsOf(); len(models) != 1 || models[0].Table != "users" || len(models[0].Indexes) != 2 {
		t.Errorf("got %+v", models)
	}
}

// BenchmarkSource reads a module of 300,000 lines, a tenth of whose files
// matter.
func BenchmarkSource(b *testing.B) {
	root := b.TempDir()
	for i := range 3000 {
		name := filepath.Join(root, fmt.Sprintf("p%d", i/20), fmt.Sprintf("f%d.go", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.Fatal(err)
		}
		var text strings.Builder
		fmt.Fprintf(&text, "package p%d\n\nimport \"gorm.io/gorm\"\n\n", i/20)
		lines := 4
		if i%10 == 0 {
			fmt.Fprintf(&text, "type Row%d struct {\n\tgorm.Model\n\tName string `gorm:\"uniqueIndex\"`\n}\n\nfunc del%d(db *gorm.DB) { db.Delete(&Row%d{}) }\n\n", i, i, i)
			lines += 7
		}
		for f := 0; lines < 100; f++ {
			fmt.Fprintf(&text, "func compute%d_%d(input []int, factor int) (total int) {\n\tfor _, value := range input {\n\t\ttotal += value * factor // accumulate the product\n\t}\n\treturn total\n}\n\n", i, f)
			lines += 7
		}
		if err := os.WriteFile(name, []byte(text.String()), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		src := sourceOf(b, root, "example.com/big")
		models := src.modelsOf()
		src.ddlTexts()
		if uses := src.usesOf(models, nil); len(models) != 300 || len(uses) != 300 {
			b.Fatalf("%d models, %d uses", len(models), len(uses))
		}
	}
}
