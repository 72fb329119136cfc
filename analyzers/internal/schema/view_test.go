package schema

import (
	"bytes"
	"crypto/sha256"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shop has a file of each kind that a module is read from.
var shop = map[string]string{
	"go.mod":                     "module example.com/shop\n\nrequire gorm.io/gorm v1.30.0\n",
	"model/user.go":              "package model\n\nimport \"gorm.io/gorm\"\n\ntype User struct {\n\tgorm.Model\n\tName string `gorm:\"uniqueIndex\"`\n}\n",
	"store/store.go":             "package store\n\nimport \"example.com/shop/model\"\n\nfunc remove(db *gorm.DB, u *model.User) { db.Delete(u) }\n",
	"db/migrations/001_init.sql": "CREATE TABLE orders (id int, deleted_at timestamp);\n",
	"db/queries/orders.sql":      "UPDATE orders SET deleted_at = now() WHERE id = $1;\n",
	"db/sqlc.yaml":               "version: '2'\nsql: [{engine: postgresql, schema: migrations, queries: queries}]\n",
}

func writeShop(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	for name, text := range shop {
		write(t, root, name, text)
	}
	return root
}

// TestInputs changes what reading a module depends on, and what it doesn't.
func TestInputs(t *testing.T) {
	link := func(to, name string) func(*testing.T, string) {
		return func(t *testing.T, root string) {
			full := filepath.Join(root, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(to, full); err != nil {
				t.Skip(err)
			}
		}
	}
	put := func(name, text string) func(*testing.T, string) {
		return func(t *testing.T, root string) { write(t, root, name, text) }
	}
	remove := func(name string) func(*testing.T, string) {
		return func(t *testing.T, root string) {
			if err := os.RemoveAll(filepath.Join(root, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	large := string(bytes.Repeat([]byte("-- x\n"), maxFile/5+1))
	tests := []struct {
		name   string
		before func(*testing.T, string)
		change func(*testing.T, string)
		same   bool
	}{
		{name: "Go file", change: put("model/user.go", shop["model/user.go"]+"\n")},
		{name: "new Go file", change: put("model/order.go", "package model\n")},
		{name: "new folder", change: put("jobs/sweep/sweep.go", "package sweep\n")},
		{name: "no Go file", change: remove("store/store.go")},
		{name: "renamed Go file", before: put("a.go", "package a\n"), change: func(t *testing.T, root string) {
			if err := os.Rename(filepath.Join(root, "a.go"), filepath.Join(root, "b.go")); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "go.mod", change: put("go.mod", "module example.com/shop\n")},
		{name: "nested module", change: put("store/go.mod", "module example.com/shop/store\n")},
		{name: "settings", change: put(".datavet.yaml", "dialect: mysql\n")},
		{name: "migration", change: put("db/migrations/001_init.sql", "CREATE TABLE orders (id bigint);\n")},
		{name: "new migration", change: put("db/migrations/002_more.sql", "ALTER TABLE orders ADD total int;\n")},
		{name: "migration back", change: put("db/migrations/001_init.down.sql", "DROP TABLE orders;\n")},
		{name: "hidden migration", change: put(".db/1.sql", "CREATE TABLE t (id int);\n")},
		{name: "query", change: remove("db/queries/orders.sql")},
		{name: "sqlc", change: put("db/sqlc.yaml", "version: '2'\nsql: [{engine: mysql, schema: migrations}]\n")},
		{name: "broken sqlc", change: put("db/sqlc.yaml", "version: [\n")},
		{name: "atlas", change: put("db/migrations/atlas.sum", "h1:\n")},
		{name: "large file", before: put("dump.sql", large), change: put("dump.sql", large[:len(large)-1]+" ")},
		{name: "link", before: put("b.sql", shop["db/migrations/001_init.sql"]), change: func(t *testing.T, root string) {
			remove("b.sql")(t, root)
			link("db/migrations/001_init.sql", "b.sql")(t, root)
		}},
		{name: "link's target", before: link("db/migrations/001_init.sql", "b.sql"), change: func(t *testing.T, root string) {
			put("db/other.sql", shop["db/migrations/001_init.sql"])(t, root)
			remove("b.sql")(t, root)
			link("db/other.sql", "b.sql")(t, root)
		}},
		{
			name: "linked Go file elsewhere",
			before: func(t *testing.T, root string) {
				put("testdata/a.go", "package a\n")(t, root)
				link("../testdata/a.go", "store/a.go")(t, root)
			},
			change: put("testdata/a.go", "package a // changed\n"),
		},
		{
			name: "schema that settings name in an ignored folder",
			before: func(t *testing.T, root string) {
				put(".datavet.yaml", "schema: testdata/*.sql\n")(t, root)
				put("testdata/a.sql", "CREATE TABLE a (id int);\n")(t, root)
			},
			change: put("testdata/b.sql", "CREATE TABLE b (id int);\n"),
		},
		{
			name: "file that settings name in an ignored folder",
			before: func(t *testing.T, root string) {
				put(".datavet.yaml", "schema: testdata/a.sql\n")(t, root)
				put("testdata/a.sql", "CREATE TABLE a (id int);\n")(t, root)
			},
			change: put("testdata/a.sql", "CREATE TABLE a (id bigint);\n"),
		},
		{
			name: "folder that sqlc names through a link",
			before: func(t *testing.T, root string) {
				put("testdata/schema/a.sql", "CREATE TABLE a (id int);\n")(t, root)
				link("../testdata/schema", "db/linked")(t, root)
				put("db/sqlc.yaml", "version: '2'\nsql: [{engine: postgresql, schema: linked}]\n")(t, root)
			},
			change: put("testdata/schema/a.sql", "CREATE TABLE a (id bigint);\n"),
		},

		{name: "test file", change: put("store/store_test.go", "package store\n"), same: true},
		{name: "other file", change: put("notes.txt", "x"), same: true},
		{name: "empty folder", change: func(t *testing.T, root string) { _ = os.Mkdir(filepath.Join(root, "empty"), 0o755) }, same: true},
		{name: "ignored folder", change: put("testdata/a.sql", "CREATE TABLE a (id int);\n"), same: true},
		{name: "vendored", change: put("vendor/x/x.go", "package x\n"), same: true},
		{name: "in the nested module", before: put("tools/go.mod", "module tools\n"), change: put("tools/a.go", "package tools\n"), same: true},
		{name: "comment in settings", before: put(".datavet.yaml", "dialect: mysql\n"), change: put(".datavet.yaml", "dialect: mysql # x\n"), same: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := writeShop(t)
			if test.before != nil {
				test.before(t, root)
			}
			before := treeOf(t, root)
			test.change(t, root)
			if after := treeOf(t, root); (before.inputs == after.inputs) != test.same {
				t.Errorf("the same: %t", !test.same)
			}
		})
	}
}

func bytesOf(m *Module) []byte { data, _ := encode(m); return data }

// A memory is a store.
type memory map[[sha256.Size]byte][]byte

func (m memory) store() *Store {
	return &Store{
		Get: func(key [sha256.Size]byte) ([]byte, bool) { data, ok := m[key]; return data, ok },
		Put: func(key [sha256.Size]byte, data []byte) { m[key] = data },
	}
}

// TestEdits holds what a store gives against what is read, edit by edit: the
// same inputs always give the same module.
func TestEdits(t *testing.T) {
	variants := map[string][]string{
		"go.mod":                     {"module example.com/shop\n", shop["go.mod"], "module example.com/shop\n\nrequire github.com/go-sql-driver/mysql v1.9.0\n"},
		"model/user.go":              {shop["model/user.go"], "package model\n\n" + shop["model/user.go"][len("package model\n"):], "package model\n\ntype User struct{ Name string }\n"},
		"model/base.go":              {"package model\n\ntype Base struct {\n\tID int\n\tDeletedAt *int64\n}\n", "package model\n\ntype Base struct{ ID string }\n"},
		"model/tag.go":               {"package model\n\ntype Tag struct {\n\tBase\n\tName string `gorm:\"uniqueIndex\"`\n}\n\nfunc (Tag) TableName() string { return name }\n"},
		"model/name.go":              {"package model\n\nconst name = \"tags\"\n", "package model\n\nconst name = \"labels\"\n"},
		"store/store.go":             {shop["store/store.go"], "package store\n"},
		"store/ddl.go":               {"package store\n\nconst ddl = `CREATE TABLE notes (id int, text text)`\n", "package store\n\nconst ddl = `CREATE TABLE notes (id bigint)`\n"},
		"db/migrations/001_init.sql": {shop["db/migrations/001_init.sql"], "CREATE TABLE orders (id int NOT NULL DEFAULT 0);\n-- +goose Down\nDROP TABLE orders;\n", "CREATE TABLE (;\n"},
		"db/migrations/10_b.sql":     {"ALTER TABLE orders ADD b int;\n", "ALTER TABLE orders DROP b;\n"},
		"db/migrations/9_a.sql":      {"ALTER TABLE orders ADD a int;\n", "ALTER TABLE orders ADD b text;\n"},
		"db/migrations/atlas.sum":    {"h1:\n"},
		"db/migrations/embed.go":     {"package migrations\n"},
		"db/queries/orders.sql":      {shop["db/queries/orders.sql"], "SELECT * FROM orders WHERE deleted_at = '1970-01-01';\n"},
		"db/sqlc.yaml":               {shop["db/sqlc.yaml"], "version: '2'\nsql: [{engine: mysql, schema: migrations/9_a.sql}]\n", "version: [\n"},
		".datavet.yaml":              {"dialect: sqlite\n", "schema: db/migrations/*.sql\ndialect: mysql\n", "sentinels: [{table: orders, column: deleted_at, value: 0}]\n", "schema: none.sql\n"},
		"store/go.mod":               {"module example.com/shop/store\n"},
		"testdata/x.sql":             {"CREATE TABLE x (id int);\n"},
	}
	var names []string
	for name := range variants {
		names = append(names, name)
	}
	slices.Sort(names)
	random := rand.New(rand.NewSource(6))
	root := writeShop(t)
	kept := memory{}
	fingerprints := map[[sha256.Size]byte]string{}
	found := 0
	for step := range 400 {
		name := names[random.Intn(len(names))]
		full := filepath.Join(root, filepath.FromSlash(name))
		_ = os.Remove(full)
		texts := variants[name]
		switch n := random.Intn(len(texts) + 2); {
		case n < len(texts):
			write(t, root, name, texts[n])
		case n == len(texts) && filepath.Ext(name) == ".sql":
			if err := os.Symlink(filepath.Join(root, "testdata/x.sql"), full); err != nil {
				t.Skip(err)
			}
		}
		tree := treeOf(t, root)
		before := len(kept)
		fresh, again := newView(root, "example.com/shop", nil), newView(root, "example.com/shop", kept.store())
		if len(kept) == before {
			found++
		}
		print := fresh.summary().Fingerprint
		if got := again.summary().Fingerprint; got != print {
			t.Fatalf("step %d: %s: the store has another fingerprint", step, name)
		}
		if !bytes.Equal(bytesOf(fresh.module()), bytesOf(again.module())) {
			t.Fatalf("step %d: %s: the store has another module", step, name)
		}
		if other, ok := fingerprints[tree.inputs]; ok && other != print {
			t.Fatalf("step %d: %s: the same inputs have two fingerprints", step, name)
		}
		fingerprints[tree.inputs] = print
	}
	if found < 20 {
		t.Errorf("the store was of use %d times only", found)
	}
}

// TestTreeIsAll: what is known of a module comes from its tree alone.
func TestTreeIsAll(t *testing.T) {
	root := writeShop(t)
	want := bytesOf(newView(root, "example.com/shop", nil).module())
	tree := treeOf(t, root)
	if err := os.RemoveAll(root); err != nil {
		t.Fatal(err)
	}
	if got := bytesOf(join(tree, "example.com/shop")); !bytes.Equal(got, want) {
		t.Error("something was read beside the tree")
	}
}

// TestOtherBytes: a store that gives something else costs a reading.
func TestOtherBytes(t *testing.T) {
	root := writeShop(t)
	want := newView(root, "example.com/shop", nil)
	kept := memory{}
	newView(root, "example.com/shop", kept.store())
	for key, data := range kept {
		for _, cut := range []int{0, 1, 10, 80, len(data) / 2, len(data) - 1} {
			kept[key] = data[:cut]
			if got := newView(root, "example.com/shop", kept.store()); got.summary().Fingerprint != want.summary().Fingerprint || !bytes.Equal(bytesOf(got.module()), bytesOf(want.module())) {
				t.Errorf("of %d bytes %d made a difference", len(data), cut)
			}
		}
	}
}

// TestPackageFingerprint changes what some packages depend on, and what only
// those do that ask for the schema.
func TestPackageFingerprint(t *testing.T) {
	root := writeShop(t)
	write(t, root, "api/api.go", "package api\n\ntype Order struct {\n\tID int `json:\"id\"`\n}\n")
	prints := func() map[string]string {
		settings, views = memo[string, setting]{}, memo[viewKey, view]{}
		ownersOf, ownedIn = memo[string, map[string]string]{}, memo[string, map[string][]string]{}
		all := map[string]string{"all": Fingerprint(root)}
		for _, dir := range []string{"api", "model", "store"} {
			all[dir] = PackageFingerprint(filepath.Join(root, dir))
		}
		return all
	}
	last := prints()
	for _, change := range []struct {
		file, text string
		want       string // whose hash is another
	}{
		{"notes.txt", "x", ""},
		{"store/store.go", shop["store/store.go"] + "\nfunc f() {}\n", ""},
		{"store/store.go", "package store\n\n" + shop["store/store.go"][len("package store\n"):], "all"},
		{"model/user.go", shop["model/user.go"] + "\ntype Order struct {\n\tID int `gorm:\"primaryKey\"`\n}\n", "all"},
		{"db/queries/orders.sql", "DELETE FROM orders;\n", "all api"}, // the first package owns it
		{"api/more.go", "package api\n\ntype Item struct {\n\tID int `gorm:\"primaryKey\"`\n}\n", "all api model store"},
		{"go.mod", "module example.com/shop\n\nrequire (\n\tgithub.com/lib/pq v1.10.9\n\tgorm.io/gorm v1.30.0\n)\n", "all api model store"},
		{".datavet.yaml", "dialect: mysql\n", "all api model store"},
	} {
		write(t, root, change.file, change.text)
		now := prints()
		var changed []string
		for _, of := range []string{"all", "api", "model", "store"} {
			if now[of] != last[of] {
				changed = append(changed, of)
			}
		}
		if got := strings.Join(changed, " "); got != change.want {
			t.Errorf("%s: changes %q, want %q", change.file, got, change.want)
		}
		last = now
	}
}
