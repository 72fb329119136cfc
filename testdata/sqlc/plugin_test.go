package sqlc

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pluginConfig is a configuration that runs datavet beside what generates code.
const pluginConfig = `version: "2"
plugins:
  - name: datavet
    process: {cmd: datavet, format: json}
sql:
  - engine: postgresql
    schema: schema.sql
    queries: queries
    gen:
      go: {package: db, out: db}
    codegen:
      - {plugin: datavet, out: db, options: OPTIONS}
`

const (
	pluginSchema = "CREATE TABLE folders (id BIGSERIAL PRIMARY KEY, deleted_at TIMESTAMPTZ NOT NULL DEFAULT '1970-01-01');\n"
	wrongQuery   = "-- name: Purge :exec\nDELETE FROM folders WHERE deleted_at < now();\n"
	rightQuery   = "-- name: Purge :exec\nDELETE FROM folders WHERE deleted_at < now() AND deleted_at > '1970-01-01';\n"
	told         = "queries/purge.sql:2:27: deleted_at < … also takes live rows: "
)

// A plugin is a project in which sqlc runs datavet.
type plugin struct {
	t   *testing.T
	dir string
	bin string // has sqlc and datavet
}

func newPlugin(t *testing.T, files map[string]string) plugin {
	t.Helper()
	sqlc, _ := build(t)
	p := plugin{t, t.TempDir(), filepath.Dir(sqlc)}
	for name, text := range files {
		p.write(name, text)
	}
	return p
}

func (p plugin) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// generate runs sqlc and wants it to fail with texts on stderr, or to succeed if
// there are none.
func (p plugin) generate(want ...string) {
	p.t.Helper()
	p.generateIn(".", nil, want...)
}

func (p plugin) generateIn(dir string, args []string, want ...string) {
	p.t.Helper()
	stderr, err := p.run(dir, args)
	if (err == nil) != (len(want) == 0) {
		p.t.Errorf("sqlc generate: %v\n%s", err, stderr)
	}
	for _, text := range want {
		if strings.Count(stderr, text) != 1 {
			p.t.Errorf("want once %q in\n%s", text, stderr)
		}
	}
}

func (p plugin) run(dir string, args []string) (stderr string, err error) {
	var errors strings.Builder
	cmd := exec.Command(filepath.Join(p.bin, "sqlc"), append([]string{"generate"}, args...)...)
	cmd.Dir, cmd.Stderr = filepath.Join(p.dir, dir), &errors
	cmd.Env = append(os.Environ(), "PATH="+p.bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	err = cmd.Run()
	return errors.String(), err
}

// generated returns the files in db, sorted.
func (p plugin) generated() (names []string) {
	entries, _ := os.ReadDir(filepath.Join(p.dir, "db")) // it may not be there
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func project(options, query string) map[string]string {
	return map[string]string{
		"sqlc.yaml":         strings.Replace(pluginConfig, "OPTIONS", options, 1),
		"schema.sql":        pluginSchema,
		"queries/purge.sql": query,
	}
}

// TestPlugin: findings keep sqlc from writing, in a project without any Go code.
func TestPlugin(t *testing.T) {
	p := newPlugin(t, project("{}", wrongQuery))
	p.generate("datavet: 1 finding\n", told)
	if got := p.generated(); got != nil {
		t.Errorf("generated %v", got)
	}
	p.write("queries/purge.sql", rightQuery)
	p.generate()
	all := []string{"db.go", "models.go", "purge.sql.go"}
	if got := p.generated(); !slices.Equal(got, all) {
		t.Errorf("generated %v, want %v", got, all)
	}
	// What is there stays as it is, and the finding says which method it is.
	old := output(t, p.dir, "cat", "db/purge.sql.go")
	p.write("queries/purge.sql", wrongQuery)
	p.write("go.mod", "module example.com/p\n\ngo 1.26\n")
	p.write("broken.go", "package p\n\nfunc f() { undefined(\n")
	p.generate(told, "run by db.Queries.Purge")
	if got := output(t, p.dir, "cat", "db/purge.sql.go"); got != old {
		t.Errorf("generated code has changed:\n%s", got)
	}
	p.generateIn("queries", []string{"-f", "../sqlc.yaml"}, "purge.sql:2:27: ")
	p.write("queries/purge.sql", strings.Replace(wrongQuery, "DELETE", "-- datavet:ignore sentinelrange nobody is live here\nDELETE", 1))
	p.generate()
}

func TestPluginOptions(t *testing.T) {
	p := newPlugin(t, project("{}", wrongQuery))
	for options, want := range map[string]string{
		"{disable: [sentinelrange]}":                            "",
		"{disable: 'sentinelrange,txleak'}":                     "",
		"{enable: softunique}":                                  "",
		"{enable: [softunique, sentinelrange], fail-on: error}": told,
		"{enable: all, fail-on: none}":                          "",
		"{enable: sentinelrang}":                                `did you mean "sentinelrange"?`,
		"{fail-on: ever}":                                       `datavet: the plugin's options: fail-on: "ever": want one of error, warning, note, none`,
		"{baseline: x}":                                         `datavet: the plugin's options: unknown field "baseline"; there are enable, disable and fail-on`,
	} {
		p.write("sqlc.yaml", strings.Replace(pluginConfig, "OPTIONS", options, 1))
		if want == "" {
			p.generate()
		} else {
			p.generate(want)
		}
	}
}

// TestPluginMistakes: each is told in one line that says what to do.
func TestPluginMistakes(t *testing.T) {
	p := newPlugin(t, project("{}", rightQuery))
	p.write("sqlc.yaml", strings.Replace(strings.Replace(pluginConfig, "OPTIONS", "{}", 1), ", format: json", "", 1))
	p.generate(`datavet: sqlc's request is protobuf: write "format: json" below process, beside cmd, in sqlc's configuration`)
	p.write("sqlc.yaml", strings.Replace(pluginConfig, "OPTIONS", "{}", 1))
	p.write(".datavet.yaml", "dialects: mysql\n")
	p.generate(`.datavet.yaml:1:1: unknown key "dialects"`)
	for input, want := range map[string]string{
		"":       "datavet: no request on stdin: this is a plugin that sqlc runs",
		"{":      "datavet: reading sqlc's request: unexpected end of JSON input",
		"\n\x02": "datavet: sqlc's request is protobuf",
	} {
		cmd := exec.Command(filepath.Join(p.bin, "datavet"), "sqlc")
		cmd.Stdin = strings.NewReader(input)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.HasPrefix(string(out), want) {
			t.Errorf("%q: %v, got %s", input, err, out)
		}
	}
}

// TestPluginEntries: sqlc asks once for each entry, and a finding is told by the one
// whose query it is.
func TestPluginEntries(t *testing.T) {
	const entry = `  - engine: postgresql
    schema: schema.sql
    queries: NAME
    gen:
      go: {package: NAME, out: db/NAME}
    codegen:
      - {plugin: datavet, out: db/NAME}
`
	p := newPlugin(t, map[string]string{
		"sqlc.yaml":  strings.Split(pluginConfig, "sql:\n")[0] + "sql:\n" + strings.ReplaceAll(entry, "NAME", "a") + strings.ReplaceAll(entry, "NAME", "b"),
		"schema.sql": pluginSchema,
		"a/q.sql":    rightQuery,
		"b/q.sql":    wrongQuery,
	})
	p.generate("b/q.sql:2:27: deleted_at < … also takes live rows")
	p.write("a/q.sql", wrongQuery)
	p.generate("a/q.sql:2:27: deleted_at < … also takes live rows", "b/q.sql:2:27: deleted_at < … also takes live rows")
	p.write("a/q.sql", rightQuery)
	p.write("b/q.sql", rightQuery)
	p.generate()
}

// TestPluginElsewhere: the request doesn't say which folder its names are relative to.
func TestPluginElsewhere(t *testing.T) {
	files := map[string]string{}
	for name, text := range project("{}", wrongQuery) {
		files["service/db/"+name] = text
	}
	p := newPlugin(t, files)
	p.generateIn("service/db", nil, told)
	p.write("go.mod", "module example.com/p\n\ngo 1.26\n")
	p.generateIn(".", []string{"-f", "service/db/sqlc.yaml"}, "service/db/"+told)
	p.generateIn("service/db/queries", []string{"-f", "../sqlc.yaml"}, "purge.sql:2:27: ")
	for name, text := range project("{}", wrongQuery) {
		p.write("other/db/"+name, text)
	}
	p.generateIn("service", []string{"-f", "db/sqlc.yaml"}, filepath.FromSlash("other/db")+" and ", "have the same queries; run sqlc in the folder of its configuration")
	p.write("other/db/queries/purge.sql", strings.ReplaceAll(wrongQuery, "Purge", "Sweep"))
	p.generateIn("service", []string{"-f", "db/sqlc.yaml"}, "db/"+told)
	p.write("other/db/dev.yaml", strings.Replace(pluginConfig, "OPTIONS", "{}", 1))
	if err := os.Remove(filepath.Join(p.dir, "other/db/sqlc.yaml")); err != nil {
		t.Fatal(err)
	}
	p.generateIn("service", []string{"-f", "../other/db/dev.yaml"}, "datavet: the queries in queries aren't found from ", "; run sqlc in the folder of its configuration")
}
