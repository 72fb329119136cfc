package start

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/datavet/datavet/analyzers"
)

const goMod = "module example.com/shop\n\ngo 1.24\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.7.0\n\tgithub.com/riverqueue/river v0.20.0\n\texample.com/shop-jobs v1.0.0\n)\n"

const usesPgx = "package db\n\nimport (\n\t\"github.com/jackc/pgx/v5/pgxpool\"\n\t\"github.com/riverqueue/river\"\n)\n"

// project makes a folder of files, a git repository with the remote if that isn't
// empty.
func makeProject(t *testing.T, remote string, files map[string]string) string {
	t.Helper()
	t.Setenv("GOWORK", "")
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "") // restores it
			os.Unsetenv(name)
		}
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if remote != "" {
		for _, args := range [][]string{{"init", "-q", "-b", "trunk"}, {"remote", "add", "origin", remote}} {
			cmd := exec.Command("git", args...)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Skipf("%v: %s", err, out)
			}
		}
	}
	return dir
}

// filesOf returns the files in dir but git's.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if entry.Name() == ".git" {
				return filepath.SkipDir
			}
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name) // it is below
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func runIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var out strings.Builder
	if err := Run(dir, args, &out); err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return out.String()
}

func wantIn(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q isn't in\n%s", part, text)
		}
	}
}

func TestWrites(t *testing.T) {
	dir := makeProject(t, "git@github.com:acme/shop.git", map[string]string{"go.mod": goMod, "db/db.go": usesPgx, "db/migrations/1_init.up.sql": "SELECT 1;"})
	before := filesOf(t, dir)
	dry := runIn(t, dir, "-n")
	wantIn(t, dry, "would write .datavet.yaml:", "would write .github/workflows/datavet.yml:")
	if !maps.Equal(filesOf(t, dir), before) {
		t.Error("-n writes")
	}
	out := runIn(t, dir)
	wantIn(t, out, "example.com/shop uses github.com/jackc/pgx/v5, github.com/riverqueue/river; its SQL is postgresql\n",
		"wrote .datavet.yaml\n", "wrote .github/workflows/datavet.yml\n", "  datavet ./...\n", "  datavet baseline ./...\n", "  git add .datavet.yaml .github/workflows/datavet.yml\n")
	after := filesOf(t, dir)
	if len(after) != len(before)+2 {
		t.Errorf("%d files, want two more than %d", len(after), len(before))
	}
	wantIn(t, after[".datavet.yaml"], "\ndialect: postgresql\n", `# schema: ["db/migrations"] `)
	wantIn(t, after[".github/workflows/datavet.yml"], "branches: [trunk]\n", "go-version-file: go.mod\n", "      env: { GOTOOLCHAIN: auto }    # setup-go pins that of go.mod,", "datavet -new-from=HEAD^1 -format=github ./...\n")
	wantIn(t, runIn(t, dir), "kept .datavet.yaml\n", "kept .github/workflows/datavet.yml: it has datavet\n")
	if !maps.Equal(filesOf(t, dir), after) {
		t.Error("a second time changes something")
	}
	wantIn(t, runIn(t, filepath.Dir(dir), "-n", filepath.Base(dir)), "cd "+filepath.Base(dir)+" && datavet ./...")
	wantIn(t, runIn(t, filepath.Join(dir, "db")), "kept "+dir)
}

// TestSettings: what is written is valid, and so is each example in it.
func TestSettings(t *testing.T) {
	example := regexp.MustCompile(`(?m)^# ([a-z-]+:|  |- )`)
	for name, files := range map[string]map[string]string{
		"database":    {"db/db.go": usesPgx, "db/schema.sql": "SELECT 1;"},
		"two drivers": {"db/db.go": usesPgx, "db/lite.go": "package db\n\nimport _ \"modernc.org/sqlite\"\n"},
		"no database": {"main.go": "package main\n"},
		"no go files": {"q u\"ery/a.sql": "SELECT 1;"},
		"odd path":    {"go.mod": "module example.com/a.b~c/d_e/v2\n\nrequire example.com/a.b~c/f v1.0.0\n", "db/db.go": usesPgx},
	} {
		if files["go.mod"] == "" {
			files["go.mod"] = goMod
		}
		dir := makeProject(t, "", files)
		runIn(t, dir)
		settings := filepath.Join(dir, ".datavet.yaml")
		text := filesOf(t, dir)[".datavet.yaml"]
		if err := analyzers.CheckConfig(dir); err != nil {
			t.Errorf("%s: %v in\n%s", name, err, text)
		}
		all := example.ReplaceAllString(text, "$1")
		if n := strings.Count(all, "\n# "); n > 1 { // the one on the keys
			t.Errorf("%s: %d comments left\n%s", name, n, all)
		}
		if err := os.WriteFile(settings, []byte(all), 0o666); err != nil {
			t.Fatal(err)
		}
		err := analyzers.CheckConfig(dir)
		if err != nil {
			t.Errorf("%s, with its examples: %v in\n%s", name, err, all)
		}
	}
}

func TestDialect(t *testing.T) {
	const lite = "package db\n\nimport _ \"modernc.org/sqlite\"\n"
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"driver", map[string]string{"db/db.go": usesPgx}, "postgresql"},
		{"another in tests", map[string]string{"db/db.go": usesPgx, "db/db_test.go": lite}, "postgresql"},
		{"two drivers", map[string]string{"db/db.go": usesPgx, "db/lite.go": lite}, ""},
		{"one whose SQL isn't read", map[string]string{"db/db.go": usesPgx, "db/ms.go": "package db\n\nimport _ \"github.com/microsoft/go-mssqldb\"\n"}, ""},
		{"sqlc", map[string]string{"sqlc.yaml": "version: \"2\"\nsql:\n- engine: mysql\n  queries: q\n"}, "mysql"},
		{"sqlc of version 1", map[string]string{"sqlc.json": `{"version": "1", "packages": [{"engine": "sqlite"}]}`}, "sqlite"},
		{"sqlc and driver", map[string]string{"sqlc.yaml": "sql:\n- engine: postgresql\n", "db/db.go": usesPgx}, "postgresql"},
		{"sqlc against driver", map[string]string{"sqlc.yaml": "sql:\n- engine: mysql\n", "db/db.go": usesPgx}, ""},
		{"vendored", map[string]string{"vendor/db/db.go": usesPgx, "x/go.mod": "module x\n", "x/db.go": usesPgx}, ""},
		{"none", map[string]string{"a.go": "package a\n"}, ""},
	} {
		test.files["go.mod"] = goMod
		dir := makeProject(t, "", test.files)
		m, err := lookAt(dir)
		if err != nil || m.dialect() != test.want {
			t.Errorf("%s: %v, %q, want %q", test.name, err, m.dialect(), test.want)
		}
	}
}

func TestFilesThatAreThere(t *testing.T) {
	files := map[string]string{
		"go.mod":                   goMod,
		"db/db.go":                 usesPgx,
		".datavet.yaml":            "tests: true\n",
		".golangci.yml":            "version: \"2\"\n",
		".pre-commit-config.yaml":  "repos: []\n",
		"lefthook.yml":             "pre-push: {}\n",
		".gitlab-ci.yml":           "test: {script: [go test ./...]}\n",
		".github/workflows/ci.yml": "name: ci\n",
	}
	dir := makeProject(t, "", files)
	out := runIn(t, dir)
	wantIn(t, out, "kept .datavet.yaml\n", "add to .golangci.yml:\n\n    linters:\n", "wrote .custom-gcl.yml\n",
		"add to .pre-commit-config.yaml, below repos:\n\n    - repo: https://github.com/datavet/datavet\n",
		"add to lefthook.yml:\n\n    pre-commit:\n", "wrote .github/workflows/datavet.yml\n")
	after := filesOf(t, dir)
	for name, text := range files {
		if after[name] != text {
			t.Errorf("%s has changed: %s", name, after[name])
		}
	}
	for name, text := range after {
		if strings.HasSuffix(name, ".yml") || strings.HasSuffix(name, ".yaml") {
			var value any
			if err := yaml.Unmarshal([]byte(text), &value); err != nil {
				t.Errorf("%s: %v\n%s", name, err, text)
			}
		}
	}
	// What is printed is YAML, too.
	blocks := regexp.MustCompile(`(?m)^(?:    .*\n|\n)+`).FindAllString(out, -1)
	if len(blocks) < 3 {
		t.Errorf("%d blocks in\n%s", len(blocks), out)
	}
	for _, block := range blocks {
		var value any
		if err := yaml.Unmarshal([]byte(block), &value); err != nil {
			t.Errorf("%v in\n%s", err, block)
		}
	}
	if err := Run(dir, []string{"-n"}, failing{}); err == nil {
		t.Error("what can't be printed is no error")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestTools(t *testing.T) {
	for _, test := range []struct {
		name   string
		remote string
		files  map[string]string
		want   []string
	}{
		{"golangci-lint v1", "", map[string]string{".golangci.yml": "linters: {}\n"}, []string{"kept .golangci.yml: golangci-lint v1 has no place for datavet"}},
		{"golangci-lint as TOML", "", map[string]string{".golangci.toml": "version = \"2\"\n"}, []string{"add to .golangci.toml, in its own form:"}},
		{"golangci-lint as JSON", "", map[string]string{".golangci.json": `{"version": "2"}`}, []string{"add to .golangci.json, in its own form:"}},
		{"plugins of golangci-lint", "", map[string]string{".golangci.yml": "version: 2\n", ".custom-gcl.yml": "plugins: []\n"},
			[]string{"add to .custom-gcl.yml, below plugins:\n\n    - module: github.com/datavet/datavet\n"}},
		{"all there", "", map[string]string{
			".golangci.yml": "version: \"2\"\nlinters: {enable: [datavet]}\n", ".pre-commit-config.yaml": "repos:\n- repo: https://github.com/datavet/datavet\n",
			".github/workflows/x.yaml": "run: datavet ./...",
		}, []string{"kept .golangci.yml: it has datavet\n", "kept .pre-commit-config.yaml: it has datavet\n", "kept .github/workflows/x.yaml: it has datavet\n"}},
		{"GitLab", "", map[string]string{".gitlab-ci.yml": "test: {}\n"}, []string{"add to .gitlab-ci.yml:\n\n    datavet:\n      image: golang:1.26\n"}},
		{"GitLab without CI", "https://gitlab.com/acme/shop.git", nil, []string{"add to .gitlab-ci.yml, which isn't there yet:"}},
		{"GitLab with datavet", "", map[string]string{".gitlab-ci.yml": "datavet: {}\n"}, []string{"kept .gitlab-ci.yml: it has datavet\n"}},
		{"another remote", "https://git.example.com/acme/shop.git", nil, []string{"in CI: go install github.com/datavet/datavet/cmd/datavet@", " && datavet -new-from=origin/trunk ./...\n"}},
		{"baseline", "https://github.com/acme/shop", map[string]string{".datavet-baseline.json": "{}"}, []string{"    - run: datavet -baseline=.datavet-baseline.json -format=github ./...\n"}},
		{"hooks", "", map[string]string{".pre-commit-config.yaml": "repos: []\n", "lefthook.yml": "{}"},
			[]string{"      args: [-new-from=HEAD]\n", "          run: datavet -new-from=HEAD -changed {staged_files}\n"}},
		{"hooks with a baseline", "", map[string]string{".pre-commit-config.yaml": "repos: []\n", "lefthook.yml": "{}", ".datavet-baseline.json": "{}"},
			[]string{"      args: [-baseline=.datavet-baseline.json]\n", "          run: datavet -baseline=.datavet-baseline.json -changed {staged_files}\n"}},
		{"no library", "", map[string]string{"db/db.go": "package db\n"}, []string{"example.com/shop imports no library of databases or queues that datavet knows: it will find little"}},
	} {
		files := map[string]string{"go.mod": goMod, "db/db.go": usesPgx}
		maps.Copy(files, test.files)
		dir := makeProject(t, test.remote, files)
		out := runIn(t, dir, "-n")
		for _, want := range test.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q isn't in\n%s", test.name, want, out)
			}
		}
	}
}

// TestCustomGCL: the golangci-lint that init names is the one that the plugin is
// tested with.
func TestCustomGCL(t *testing.T) {
	data, err := os.ReadFile("../../../../.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	_, tested, found := strings.Cut(string(data), "\nversion: ")
	tested, _, _ = strings.Cut(tested, "\n")
	out := runIn(t, makeProject(t, "", map[string]string{"go.mod": goMod, "db/db.go": usesPgx, ".golangci.yml": "version: \"2\"\n"}), "-n")
	if !found || !strings.Contains(out, "version: "+tested+" ") {
		t.Errorf("not of golangci-lint %q:\n%s", tested, out)
	}
}

// TestDefaultBranch: the workflow is for what others are merged into, and not for
// the branch that datavet is set up on.
func TestDefaultBranch(t *testing.T) {
	dir := makeProject(t, "https://github.com/acme/shop", map[string]string{"go.mod": goMod, "db/db.go": usesPgx})
	run := func(want string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if got := defaultBranch(dir); got != want {
			t.Errorf("after git %s: %s, want %s", strings.Join(args, " "), got, want)
		}
	}
	run("trunk", "commit", "-q", "--allow-empty", "-m", "first")
	run("trunk", "checkout", "-q", "-b", "adopt-datavet")
	run("adopt-datavet", "branch", "-q", "-m", "trunk", "develop") // no usual name is there
	run("master", "update-ref", "refs/remotes/origin/master", "HEAD")
	run("develop", "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/develop")
}

// TestPlaces: settings stand beside go.mod, and workflows where the repository
// has them.
func TestPlaces(t *testing.T) {
	dir := makeProject(t, "https://github.com/acme/shop", map[string]string{"back end/go.mod": goMod, "back end/db.go": usesPgx})
	wantIn(t, runIn(t, dir, "back end"), "  cd 'back end' && datavet ./...\n")
	files := filesOf(t, dir)
	wantIn(t, files[".github/workflows/datavet-back-end.yml"], "name: datavet-back-end\n", "key: datavet-back-end-${{", "working-directory: back end }", "go-version-file: back end/go.mod\n", "cache-dependency-path: \"back end/go.sum\"\n")
	if files["back end/.datavet.yaml"] == "" {
		t.Error("no settings beside go.mod")
	}
	wantIn(t, runIn(t, dir, "back end"), "kept .github/workflows/datavet-back-end.yml: it has datavet\n")

	// The workflow of one module isn't that of another.
	dir = makeProject(t, "https://github.com/acme/shop", map[string]string{"a/go.mod": goMod, "a/db.go": usesPgx, "b/go.mod": goMod, "b/db.go": usesPgx})
	runIn(t, dir, "a")
	wantIn(t, runIn(t, dir, "b"), "wrote .github/workflows/datavet-b.yml\n")

	dir = makeProject(t, "https://github.com/acme/shop", map[string]string{
		"go.work":  "go 1.25\n\nuse (\n\t./a\n\t./b\n\t./c\n)\n",
		"a/go.mod": goMod, "a/db.go": usesPgx,
		"b/go.mod": "module example.com/b\n\ngo 1.27\n", "b/b.go": "package b\n",
		"c/go.mod": "module example.com/c\n", "c/c.go": "package c\n\nimport \"database/sql\"\n",
	})
	runIn(t, dir)
	files = filesOf(t, dir)
	wantIn(t, files[".github/workflows/datavet.yml"], "go-version-file: go.work\n", "cache-dependency-path: \"**/go.sum\"\n", "-format=github ./a/... ./b/... ./c/...\n")
	for name, want := range map[string]bool{".datavet.yaml": false, "a/.datavet.yaml": true, "b/.datavet.yaml": false, "c/.datavet.yaml": true} {
		if _, there := files[name]; there != want {
			t.Errorf("%s: %t, want %t", name, there, want)
		}
	}
	p, err := look(dir)
	if err != nil || p.goVersion() != "1.27" {
		t.Errorf("%v, Go %s", err, p.goVersion())
	}
}

func TestWrong(t *testing.T) {
	dir := makeProject(t, "", map[string]string{"bad/go.mod": "module\n", "file": ""})
	for _, test := range []struct{ args, want string }{
		{"", "no go.mod in " + dir + " or above: run it in a module"},
		{"nowhere", "nowhere: no such folder"},
		{"file", "file: no such folder"},
		{"a b", "name one folder"},
		{"-m", "not defined: -m; want [-n] [DIR]"},
		{"bad", "bad/go.mod:1: "},
	} {
		err := Run(dir, strings.Fields(test.args), &strings.Builder{})
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", test.args, err, test.want)
		}
	}
}
