// Package sqlc holds datavet against sqlc: which columns may be NULL, which files
// belong to a project, what the generated code does, and datavet as its plugin.
//
// sqlc is run as a process of its own: its cgo parser and datavet's can't live
// in one program.
package sqlc

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gopkg.in/yaml.v3"
)

var clones = flag.String("clones", "", "folder with checkouts of sqlc projects (owner+name), to be held against sqlc as well")

func TestNullability(t *testing.T) {
	sqlc, datavet := build(t)
	module := output(t, ".", "go", "list", "-m", "-f", "{{.Dir}}", "github.com/sqlc-dev/sqlc")
	for _, name := range []string{"authors", "batch", "booktest", "jets", "ondeck"} {
		t.Run(name, func(t *testing.T) {
			project := t.TempDir()
			if err := os.CopyFS(project, os.DirFS(filepath.Join(module, "examples", name))); err != nil {
				t.Fatal(err)
			}
			writable(t, project)
			compare(t, sqlc, datavet, project)
		})
	}
}

// TestClones holds any projects against sqlc: those of a folder of checkouts,
// for what a test can't fetch.
func TestClones(t *testing.T) {
	if *clones == "" {
		t.Skip("no -clones: the projects have to be checked out first")
	}
	sqlc, datavet := build(t)
	dirs, err := os.ReadDir(*clones)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		t.Run(d.Name(), func(t *testing.T) {
			project, err := filepath.Abs(filepath.Join(*clones, d.Name()))
			if err != nil {
				t.Fatal(err)
			}
			configs := configs(t, project)
			if len(configs) == 0 {
				t.Error("no sqlc configuration")
			}
			for _, dir := range configs {
				compare(t, sqlc, datavet, dir)
			}
		})
	}
}

// configs returns the folders below project that have a sqlc configuration.
func configs(t *testing.T, project string) (dirs []string) {
	t.Helper()
	err := filepath.WalkDir(project, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if slices.Contains(configNames, d.Name()) {
			dirs = append(dirs, filepath.Dir(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Compact(dirs)
}

// bin is the folder of the programs that are tested.
var bin string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "sqlc")
	if err != nil {
		panic(err)
	}
	bin = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// build returns the paths of sqlc and datavet, which are built once.
func build(t *testing.T) (sqlc, datavet string) {
	t.Helper()
	if err := built(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(bin, "sqlc"), filepath.Join(bin, "datavet")
}

var built = sync.OnceValue(func() error {
	for _, program := range []struct{ dir, pkg string }{{".", "github.com/sqlc-dev/sqlc/cmd/sqlc"}, {"../..", "./cmd/datavet"}} {
		cmd := exec.Command("go", "build", "-o", bin, program.pkg)
		cmd.Dir = program.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go build %s: %w\n%s", program.pkg, err, out)
		}
	}
	return nil
})

func output(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	var stderr strings.Builder
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stderr = dir, &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out))
}

// writable undoes the module cache's read-only modes.
func writable(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(path, 0o755)
		}
		return os.Chmod(path, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A block is one set of schema files of a sqlc configuration, of either
// version.
type block struct {
	Engine  string    `yaml:"engine"`
	Schema  yaml.Node `yaml:"schema"`
	Queries yaml.Node `yaml:"queries"`
}

var configNames = []string{"sqlc.yaml", "sqlc.yml", "sqlc.json"}

// blocks reads the configuration in the folder dir.
func blocks(t *testing.T, dir string) []block {
	t.Helper()
	for _, name := range configNames {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		var config struct {
			SQL      []block `yaml:"sql"`
			Packages []block `yaml:"packages"`
		}
		if err := yaml.Unmarshal(data, &config); err != nil {
			t.Fatal(err)
		}
		return append(config.SQL, config.Packages...)
	}
	t.Fatalf("%s has no sqlc configuration", dir)
	return nil
}

func paths(t *testing.T, n yaml.Node) []string {
	t.Helper()
	var list []string
	if n.Decode(&list) != nil {
		var one string
		if err := n.Decode(&one); err != nil {
			t.Fatal(err)
		}
		list = []string{one}
	}
	return list
}

// catalog is the part of sqlc's request to a plugin that says what it made of
// the schema.
type catalog struct {
	Catalog struct {
		DefaultSchema string `json:"default_schema"`
		Schemas       []struct {
			Name   string `json:"name"`
			Tables []struct {
				Rel     struct{ Name string }
				Columns []struct {
					Name    string
					NotNull bool `json:"not_null"`
				}
			}
		}
	}
}

// picture is what datavet schema -json prints of a module.
type picture struct {
	Root   string
	Tables []table
}

type table struct {
	Name, Schema, Declared string
	DDL                    bool
	Columns                []column
}

type column struct{ Name, Nullable string }

// below returns the tables that the schema's files declare.
func (p picture) below(files []string) (out []*table) {
	for i, t := range p.Tables {
		file := filepath.Join(p.Root, t.Declared[:strings.LastIndex(t.Declared, ":")])
		if t.DDL && slices.ContainsFunc(files, func(f string) bool { return below(file, f) }) {
			out = append(out, &p.Tables[i])
		}
	}
	return out
}

// nullable returns "yes", "no" or "unknown", or "missing" if there is no such
// column.
func (t *table) nullable(name string) string {
	for _, c := range t.Columns {
		if strings.EqualFold(c.Name, name) {
			return c.Nullable
		}
	}
	return "missing"
}

// compare asks both about every column that the sqlc configuration in the
// folder dir is about.
func compare(t *testing.T, sqlc, datavet, dir string) {
	t.Helper()
	var modules []picture
	if err := json.Unmarshal([]byte(output(t, dir, datavet, "schema", "-json")), &modules); err != nil {
		t.Fatal(err)
	}
	if len(modules) != 1 {
		t.Fatalf("datavet sees %d modules, want 1", len(modules))
	}
	for i, b := range blocks(t, dir) {
		var files []string
		for _, f := range paths(t, b.Schema) {
			files = append(files, filepath.Join(modules[0].Root, relative(t, modules[0].Root, dir), f))
		}
		ours := modules[0].below(files)
		theirs := generate(t, sqlc, dir, fmt.Sprintf("oracle%d", i), b)
		columns, views := 0, 0
		for _, s := range theirs.Catalog.Schemas {
			if s.Name == "pg_catalog" || s.Name == "information_schema" {
				continue
			}
			for _, theirs := range s.Tables {
				i := slices.IndexFunc(ours, func(t *table) bool {
					return strings.EqualFold(t.Name, theirs.Rel.Name) && (t.Schema == "" || t.Schema == s.Name)
				})
				if i < 0 {
					if declaresView(t, files, theirs.Rel.Name) {
						views++
						continue
					}
					t.Errorf("%s: table %s isn't known", files, theirs.Rel.Name)
					continue
				}
				for _, c := range theirs.Columns {
					columns++
					want := map[bool]string{true: "no", false: "yes"}[c.NotNull]
					if got := ours[i].nullable(c.Name); got != want {
						t.Errorf("%s: %s.%s: nullable: %s, sqlc says %s", files, theirs.Rel.Name, c.Name, got, want)
					}
				}
				if len(ours[i].Columns) != len(theirs.Columns) {
					t.Errorf("%s: %s: %d columns, sqlc says %d", files, theirs.Rel.Name, len(ours[i].Columns), len(theirs.Columns))
				}
				ours = slices.Delete(ours, i, i+1)
			}
		}
		for _, o := range ours {
			t.Errorf("%s: sqlc knows no table %s", files, o.Name)
		}
		if columns == 0 {
			t.Error("no columns compared")
		}
		t.Logf("%s: %d columns; %d views left out", files, columns, views)
	}
}

// relative returns dir relative to root, which has no symbolic links.
func relative(t *testing.T, root, dir string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	return rel
}

// declaresView reports whether a schema has a view of that name. sqlc takes it
// for a table; its columns have no NOT NULL of their own.
func declaresView(t *testing.T, files []string, name string) bool {
	t.Helper()
	found := false
	for _, file := range files {
		err := filepath.WalkDir(file, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			found = found || slices.ContainsFunc(strings.Split(strings.ToLower(string(data)), "\n"), func(line string) bool {
				_, after, ok := strings.Cut(line, " view ")
				return ok && slices.Contains(strings.Fields(after), strings.ToLower(name))
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// below reports whether file is the file, or in the folder, path, which may be
// a pattern.
func below(file, path string) bool {
	if ok, _ := filepath.Match(path, file); ok {
		return true
	}
	return strings.HasPrefix(file, path+string(filepath.Separator))
}

// generate has sqlc write what it hands to its plugins.
func generate(t *testing.T, sqlc, project, name string, b block) (c catalog) {
	t.Helper()
	config := map[string]any{"version": "2", "sql": []any{map[string]any{
		"engine": b.Engine, "schema": paths(t, b.Schema), "queries": paths(t, b.Queries),
		"gen": map[string]any{"json": map[string]any{"out": name, "filename": "request.json"}},
	}}}
	data, err := yaml.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	// Beside the project's own configuration: paths are relative to it.
	file := filepath.Join(project, name+".yaml")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(file)
	defer os.RemoveAll(filepath.Join(project, name))
	output(t, project, sqlc, "generate", "-f", file)
	data, err = os.ReadFile(filepath.Join(project, name, "request.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	return c
}
