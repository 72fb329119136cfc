package sqlc

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A finding is what datavet -json tells of one.
type finding struct {
	Posn, Message string
	Related       []struct{ Posn, Message string }
}

// findings runs datavet in dir and returns what it finds, positions relative to
// dir. The rules are those that args enable.
func findings(t *testing.T, datavet, dir string, args ...string) (list []finding) {
	t.Helper()
	cmd := exec.Command(datavet, append(append([]string{"-cache=off", "-json"}, args...), "./...")...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 3) {
		t.Fatalf("datavet: %v\n%s", err, stderr.String())
	}
	var tree map[string]map[string][]finding
	if err := json.Unmarshal(out, &tree); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, rules := range tree {
		for _, found := range rules {
			for _, f := range found {
				for _, base := range []string{dir, root} {
					f.Posn = strings.TrimPrefix(f.Posn, base+string(filepath.Separator))
					for i := range f.Related {
						f.Related[i].Posn = strings.TrimPrefix(f.Related[i].Posn, base+string(filepath.Separator))
					}
				}
				list = append(list, f)
			}
		}
	}
	return list
}

// TestMethods: rules know what generated methods do, in each form that sqlc
// generates them in.
func TestMethods(t *testing.T) {
	sqlc, datavet := build(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/methods")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	output(t, dir, sqlc, "generate")
	output(t, dir, "go", "vet", "./...")
	wanted := wants(t, dir)
	for _, f := range findings(t, datavet, dir, "-enable=enqueueintx,outerhandle,shiftingpage,unguardedretry") {
		line := f.Posn[:strings.LastIndexByte(f.Posn, ':')]
		if want := wanted[line]; want == nil || !want.MatchString(f.Message) {
			t.Errorf("%s: unexpected: %s", f.Posn, f.Message)
		}
		delete(wanted, line)
	}
	for _, line := range slices.Sorted(maps.Keys(wanted)) {
		t.Errorf("%s: nothing matches %q", line, wanted[line])
	}
}

var want = regexp.MustCompile(`// want "(.*)"$`)

// wants returns what the Go files below dir want to be told, by "file:line".
func wants(t *testing.T, dir string) map[string]*regexp.Regexp {
	t.Helper()
	wanted := map[string]*regexp.Regexp{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		file, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		for n := 1; lines.Scan(); n++ {
			if m := want.FindStringSubmatch(lines.Text()); m != nil {
				wanted[fmt.Sprintf("%s:%d", name, n)] = regexp.MustCompile(m[1])
			}
		}
		return lines.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return wanted
}

// TestFiles holds which files are queries against what sqlc generates code of: a
// finding names the method of its query, and each query has one finding.
func TestFiles(t *testing.T) {
	sqlc, datavet := build(t)
	const gen = `gen: {go: {package: db, out: %s}}`
	for name, test := range map[string]struct {
		config, text string
		links        map[string]string
		in           string // where sqlc runs
	}{
		"folder":   {config: "sqlc.yaml", text: "version: 2\nsql:\n- {engine: postgresql, schema: schema.sql, queries: a, " + fmt.Sprintf(gen, "db") + "}\n"},
		"list":     {config: "sqlc.yml", text: "version: '2'\nsql:\n- {engine: postgresql, schema: [schema.sql], queries: [b, a/1.sql, c/5.sql], " + fmt.Sprintf(gen, "db") + "}\n"},
		"patterns": {config: "sqlc.yaml", text: "version: '2'\nsql:\n- {engine: postgresql, schema: schema.sql, queries: ['?/[1-4]*.sql'], " + fmt.Sprintf(gen, "x/db") + "}\n"},
		"folders by pattern": {
			config: "sqlc.yaml",
			text:   "version: '2'\nsql:\n- {engine: postgresql, schema: schema.sql, queries: '[bc]', " + fmt.Sprintf(gen, "db") + "}\n",
		},
		"JSON, version 1": {
			config: "sqlc.json",
			text:   `{"version": "1", "packages": [{"name": "db", "path": "db", "schema": "schema.sql", "queries": ["a/", "./b/../b"]}]}`,
		},
		"JSON, version 2": {
			config: "sqlc.json",
			text:   "{\n\t\"version\": \"2\",\n\t\"sql\": [{\"engine\": \"postgresql\", \"schema\": \"schema.sql\", \"queries\": \"c\", \"gen\": {\"go\": {\"package\": \"db\", \"out\": \"db\"}}}]\n}\n",
		},
		"entries": {
			config: "sqlc.yaml",
			text: "version: '2'\nsql:\n- {engine: postgresql, schema: schema.sql, queries: a, " + fmt.Sprintf(gen, "p") + "}\n" +
				"- {engine: postgresql, schema: schema.sql, queries: [b, c/5.sql], " + fmt.Sprintf(gen, "q") + "}\n",
		},
		"generated twice": {
			config: "sqlc.yaml",
			text: "version: '2'\nsql:\n- {engine: postgresql, schema: schema.sql, queries: a, " + fmt.Sprintf(gen, "p") + "}\n" +
				"- {engine: postgresql, schema: schema.sql, queries: [a, b], " + fmt.Sprintf(gen, "q") + "}\n",
		},
		"in a folder": {
			config: "conf/sqlc.yaml", in: "conf",
			text: "version: '2'\nsql:\n- {engine: postgresql, schema: ../schema.sql, queries: [../a, ../c/5.sql], " + fmt.Sprintf(gen, "../db") + "}\n",
		},
		"links": {
			config: "sqlc.yaml", links: map[string]string{"linked": "a", "d/9.sql": "../c/5.sql"},
			text: "version: '2'\nsql:\n- {engine: postgresql, schema: schema.sql, queries: [linked, d], " + fmt.Sprintf(gen, "db") + "}\n",
		},
		"anchors": {
			config: "sqlc.yaml",
			text:   "version: '2'\nsql:\n- &first\n  engine: postgresql\n  schema: schema.sql\n  queries: &q [a, b]\n  gen: {go: {package: p, out: p}}\n- engine: postgresql\n  schema: schema.sql\n  queries: *q\n  gen: {go: {package: q, out: q}}\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := plugin{t, t.TempDir(), filepath.Dir(sqlc)}
			p.write("go.mod", "module example.com/p\n\ngo 1.26\n")
			p.write("p.go", "package p\n")
			p.write("schema.sql", pluginSchema)
			p.write(test.config, test.text)
			for _, file := range []string{"a/1.sql", "a/2.sql", "a/2.down.sql", "a/.3.sql", "a/sub/4.sql", "a/5.txt", "b/3.sql", "b/a.sql.bak", "c/4x.sql", "c/5.sql"} {
				query := "Q" + strings.Map(func(r rune) rune {
					if strings.ContainsRune("/.", r) {
						return '_'
					}
					return r
				}, file)
				p.write(file, "-- name: Other"+query+" :exec\nDELETE FROM folders WHERE id = $1;\n\n"+strings.ReplaceAll(wrongQuery, "Purge", query))
			}
			for link, to := range test.links {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(p.dir, link)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink(to, filepath.Join(p.dir, link)); err != nil {
					t.Skip(err)
				}
			}
			if stderr, err := p.run(test.in, nil); err != nil {
				t.Fatalf("%v\n%s", err, stderr)
			}
			theirs := map[string]bool{}
			for _, line := range strings.Split(output(t, p.dir, "grep", "-rhoE", `^func \(q \*Queries\) Q\w+`, "."), "\n") {
				theirs[line[strings.LastIndexByte(line, 'Q'):]] = true
			}
			ours, seen := map[string]bool{}, map[string]bool{}
			for _, f := range findings(t, datavet, p.dir, "-enable=sentinelrange") {
				if seen[f.Posn] || !strings.HasSuffix(f.Posn, ".sql:5:27") {
					t.Errorf("%s: told at a wrong place, or twice", f.Posn)
				}
				seen[f.Posn] = true
				for _, r := range f.Related {
					if rest, ok := strings.CutPrefix(r.Message, "run by "); ok {
						method, others, _ := strings.Cut(rest, " and ")
						ours[method[strings.LastIndexByte(method, '.')+1:]] = true
						if twice := strings.Contains(test.text, "out: q}") && inBoth(t, p.dir, method); twice != (others == "1 other method") {
							t.Errorf("%s: %s", f.Posn, r.Message)
						}
					}
				}
			}
			if !maps.Equal(ours, theirs) || len(ours) == 0 {
				t.Errorf("queries are %v, of sqlc %v", slices.Sorted(maps.Keys(ours)), slices.Sorted(maps.Keys(theirs)))
			}
		})
	}
}

// inBoth reports whether sqlc generated a method in both packages, p and q.
func inBoth(t *testing.T, dir, method string) bool {
	t.Helper()
	name := method[strings.LastIndexByte(method, '.')+1:]
	return strings.Count(output(t, dir, "grep", "-rhE", `^func .* `+name+`\(`, "."), "\n") == 1
}
