// Package sqlc holds datavet's picture of a schema against sqlc's own: which
// columns may be NULL.
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

// TestClones needs the network's work done before: checkouts of any projects
// with a sqlc configuration at their root.
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
		t.Run(d.Name(), func(t *testing.T) { compare(t, sqlc, datavet, filepath.Join(*clones, d.Name())) })
	}
}

// build returns the paths of sqlc and datavet.
func build(t *testing.T) (sqlc, datavet string) {
	t.Helper()
	bin := t.TempDir()
	sqlc, datavet = filepath.Join(bin, "sqlc"), filepath.Join(bin, "datavet")
	output(t, ".", "go", "build", "-o", sqlc, "github.com/sqlc-dev/sqlc/cmd/sqlc")
	output(t, "../..", "go", "build", "-o", datavet, "./cmd/datavet")
	return sqlc, datavet
}

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

func blocks(t *testing.T, project string) []block {
	t.Helper()
	for _, name := range []string{"sqlc.yaml", "sqlc.yml", "sqlc.json"} {
		data, err := os.ReadFile(filepath.Join(project, name))
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
	t.Fatalf("%s has no sqlc configuration at its root", project)
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

// picture is what datavet schema -json prints.
type picture struct{ Tables []table }

type table struct {
	Name, Schema, Declared string
	DDL                    bool
	Columns                []column
}

type column struct{ Name, Nullable string }

// find returns the table that one of the schema's files declares, nil if there
// is none.
func (p picture) find(schema, name string, files []string) *table {
	for i, t := range p.Tables {
		if t.DDL && strings.EqualFold(t.Name, name) && (t.Schema == "" || t.Schema == schema) &&
			slices.ContainsFunc(files, func(f string) bool { return below(t.Declared, f) }) {
			return &p.Tables[i]
		}
	}
	return nil
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

// compare asks both about every column of a project.
func compare(t *testing.T, sqlc, datavet, project string) {
	var ours picture
	if err := json.Unmarshal([]byte(output(t, project, datavet, "schema", "-json")), &ours); err != nil {
		t.Fatal(err)
	}
	columns := 0
	for i, b := range blocks(t, project) {
		files := paths(t, b.Schema)
		theirs := generate(t, sqlc, project, fmt.Sprintf("oracle%d", i), b)
		for _, s := range theirs.Catalog.Schemas {
			if s.Name == "pg_catalog" || s.Name == "information_schema" {
				continue
			}
			for _, theirs := range s.Tables {
				ours := ours.find(s.Name, theirs.Rel.Name, files)
				if ours == nil {
					t.Errorf("%s: table %s isn't known", files, theirs.Rel.Name)
					continue
				}
				for _, c := range theirs.Columns {
					columns++
					want := map[bool]string{true: "no", false: "yes"}[c.NotNull]
					if got := ours.nullable(c.Name); got != want {
						t.Errorf("%s: %s.%s: nullable: %s, sqlc says %s", files, theirs.Rel.Name, c.Name, got, want)
					}
				}
			}
		}
	}
	if columns == 0 {
		t.Error("no columns compared")
	}
	t.Logf("%d columns", columns)
}

// below reports whether the place "file:line" is in the file or folder path.
func below(place, path string) bool {
	file := place[:strings.LastIndex(place, ":")]
	path = filepath.ToSlash(filepath.Clean(path))
	if ok, _ := filepath.Match(path, file); ok {
		return true
	}
	return strings.HasPrefix(file, path+"/")
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
