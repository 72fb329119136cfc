package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
)

// asGolangci in the environment makes the test binary golangci-lint of that
// version: linking another one takes as long as the tests.
const asGolangci = "DATAVET_TEST_AS_GOLANGCI"

// oldPlugin in the environment makes it one with a datavet that knew less.
const oldPlugin = "DATAVET_TEST_OLD_PLUGIN"

func TestMain(m *testing.M) {
	if os.Getenv(oldPlugin) != "" {
		forgetEffects()
	}
	if os.Getenv(asGolangci) != "" {
		lint(os.Getenv(asGolangci))
		return
	}
	os.Exit(withPrograms(m))
}

// programs is the folder that tests build programs in.
var programs string

func withPrograms(m *testing.M) (code int) {
	var err error
	if programs, err = os.MkdirTemp("", "datavet"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(programs)
	return m.Run()
}

// forgetEffects makes the pass that knows what functions do keep it to itself.
func forgetEffects() {
	rule, err := analyzers.Find("enqueueintx")
	if err != nil {
		panic(err)
	}
	for _, pass := range rule.Analyzer.Requires {
		if pass.Name == "effects" {
			run := pass.Run
			pass.Run = func(p *analysis.Pass) (any, error) {
				silent := *p
				silent.ExportObjectFact = func(types.Object, analysis.Fact) {}
				return run(&silent)
			}
		}
	}
}

// deliberate is the scenario's file whose finding has a nolint comment.
const deliberate = "signup/deliberate.go"

func TestSameFindingsAsStandalone(t *testing.T) {
	dir := scenario(t)
	standalone := runStandalone(t, dir)
	var want []string
	for _, finding := range standalone {
		if !strings.HasPrefix(finding, deliberate) {
			want = append(want, finding)
		}
	}
	if len(want) == 0 || len(want) == len(standalone) {
		t.Fatalf("standalone found %q: the scenario shows nothing", standalone)
	}
	for _, rule := range []string{"enqueueintx", "outerhandle"} {
		if !slices.ContainsFunc(want, func(finding string) bool { return strings.Contains(finding, " "+rule+": ") }) {
			t.Errorf("standalone found %q: the scenario doesn't show %s", want, rule)
		}
	}

	lint := func(cache string) {
		t.Helper()
		found, stderr, code := runGolangci(t, dir, ".golangci.yml")
		if code != exitcodes.IssuesFound {
			t.Errorf("%s: exit code %d, want %d\n%s", cache, code, exitcodes.IssuesFound, stderr)
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s: golangci-lint found\n%s\nwant\n%s\n%s",
				cache, strings.Join(found, "\n"), strings.Join(want, "\n"), stderr)
		}
	}
	lint("empty cache")
	lint("full cache")

	// Only the packages that call it are analysed again: the facts of the
	// others come from the cache.
	path := filepath.Join(dir, "signup", "mail_leaves_before_commit.go")
	writeFile(t, path, readFile(t, path)+"\nvar changed = true\n")
	lint("cached facts")
}

// TestAnotherPlugin: what a plugin left in the cache is not another one's, though
// golangci-lint takes both for the same version of itself.
func TestAnotherPlugin(t *testing.T) {
	dir := scenario(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	another := filepath.Join(t.TempDir(), "golangci-lint.exe")
	writeFile(t, another, readFile(t, self)+"more") // is not read, but another file
	if err := os.Chmod(another, 0o777); err != nil {
		t.Fatal(err)
	}
	const version = "v2.15.0"
	want, stderr, _ := golangci(t, another, version, dir, ".golangci.yml")
	if len(want) == 0 {
		t.Fatalf("golangci-lint found nothing\n%s", stderr)
	}

	t.Setenv("GOLANGCI_LINT_CACHE", t.TempDir())
	t.Setenv(oldPlugin, "1")
	if old, _, _ := golangci(t, self, version, dir, ".golangci.yml"); len(old) >= len(want) {
		t.Fatalf("the old plugin found %q: the scenario shows nothing", old)
	}
	if err := os.Unsetenv(oldPlugin); err != nil {
		t.Fatal(err)
	}
	if found, stderr, _ := golangci(t, another, version, dir, ".golangci.yml"); !slices.Equal(found, want) {
		t.Errorf("after another plugin golangci-lint found\n%s\nwant\n%s\n%s", strings.Join(found, "\n"), strings.Join(want, "\n"), stderr)
	}

	// With the findings of one package only to be found again, its facts of
	// others are from the cache.
	t.Setenv("GOLANGCI_LINT_CACHE", t.TempDir())
	t.Setenv(oldPlugin, "1")
	golangci(t, self, version, dir, ".golangci.yml")
	if err := os.Unsetenv(oldPlugin); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "signup", "mail_leaves_before_commit.go")
	writeFile(t, path, readFile(t, path)+"\nvar changed = true\n")
	if found, stderr, _ := golangci(t, another, version, dir, ".golangci.yml"); !slices.Equal(found, want) {
		t.Errorf("with facts of another plugin golangci-lint found\n%s\nwant\n%s\n%s", strings.Join(found, "\n"), strings.Join(want, "\n"), stderr)
	}
}

func TestSettings(t *testing.T) {
	dir := scenario(t)
	for _, tt := range []struct {
		name     string
		settings string
		rules    []string
		stderr   string
	}{
		{name: "exactly one rule", settings: `{enable: [outerhandle]}`, rules: []string{"outerhandle"}},
		{name: "without one rule", settings: `{enable: [all], disable: [outerhandle]}`, rules: []string{"enqueueintx"}},
		{name: "unknown key", settings: `{enabel: [all]}`, stderr: `unknown key "enabel": did you mean "enable"?`},
		{name: "unknown rule", settings: `{disable: [enqueueintxs]}`, stderr: `unknown rule "enqueueintxs": did you mean "enqueueintx"?`},
		{name: "one rule off", settings: `{rules: {enqueueintx: off}}`, rules: []string{"outerhandle"}},
		{name: "unknown rule of a switch", settings: `{rules: {enqueueintxs: off}}`, stderr: `rules: unknown rule "enqueueintxs": did you mean "enqueueintx"?`},
		{name: "unknown severity", settings: `{rules: {enqueueintx: high}}`, stderr: `rules.enqueueintx: unknown value "high": choose from off, on, error, warning, note`},
		{name: "no list", settings: `{enable: outerhandle}`, stderr: `enable: have outerhandle, want a list of rules`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, stderr, code := runGolangci(t, dir, withSettings(t, dir, tt.name, tt.settings))
			if tt.stderr != "" {
				if code == exitcodes.Success || code == exitcodes.IssuesFound || !strings.Contains(stderr, tt.stderr) {
					t.Errorf("exit code %d, want a failure that says %s\n%s", code, tt.stderr, stderr)
				}
				return
			}
			rules := map[string]bool{}
			for _, finding := range found {
				_, text, _ := strings.Cut(finding, " ")
				rule, _, _ := strings.Cut(text, ": ")
				rules[rule] = true
			}
			if got := slices.Sorted(maps.Keys(rules)); !slices.Equal(got, tt.rules) {
				t.Errorf("found %q by the rules %v, want by %v\n%s", found, got, tt.rules, stderr)
			}
		})
	}
}

// settings are some for the scenario: what they show, or take away.
var settings = []struct{ name, yaml, with, without string }{
	{name: "none", with: "mail sent", without: "count_test.go"},
	{
		name: "tests and a function of another module",
		yaml: "tests: true, functions: {no-effect: [{name: example.com/postoffice.Send, why: a test}]}",
		with: "count_test.go", without: "mail sent",
	},
	{
		name: "a function, and a package without findings but with facts",
		yaml: "functions: {no-effect: [{name: example.com/shop/notify.CRM, why: a test}]}, exclude: [{path: notify, reason: a test}]",
		with: "mail sent", without: "remote call",
	},
	{
		name: "a file without findings, and a rule",
		yaml: "rules: {outerhandle: note}, exclude: [{path: signup/mail_*.go, reason: a test}]",
		with: " outerhandle: ", without: "mail_leaves_before_commit.go",
	},
}

// TestModuleSettings: what .datavet.yaml says holds as it does for datavet, and
// just so if the plugin's settings say it, whatever is in golangci-lint's cache;
// from which it takes its findings if nothing has changed.
func TestModuleSettings(t *testing.T) {
	dir := scenario(t)
	test := strings.ReplaceAll(readFile(t, filepath.Join(dir, "signup", "count_misses_own_insert.go")), "func count", "func testCount")
	writeFile(t, filepath.Join(dir, "signup", "count_test.go"), test)
	file := filepath.Join(dir, ".datavet.yaml")
	t.Setenv("GL_DEBUG", "goanalysis/issues/cache")
	for _, tt := range settings {
		yaml := "{" + tt.yaml + "}"
		writeFile(t, file, yaml)
		var want []string
		for _, finding := range runStandalone(t, dir) {
			if !strings.HasPrefix(finding, deliberate) {
				want = append(want, finding)
			}
		}
		all := strings.Join(want, "\n")
		if strings.Contains(all, tt.without) || !strings.Contains(all, tt.with) {
			t.Errorf("%s: standalone found\n%s", tt.name, all)
		}
		lint := func(how, config string, cached bool) {
			t.Helper()
			found, stderr, _ := runGolangci(t, dir, config)
			if !slices.Equal(found, want) {
				t.Errorf("%s by %s: golangci-lint found\n%s\nwant\n%s\n%s", tt.name, how, strings.Join(found, "\n"), all, stderr)
			}
			if got := strings.Contains(stderr, "analyzing 0/"); got != cached {
				t.Errorf("%s by %s: from the cache: %t\n%s", tt.name, how, got, stderr)
			}
		}
		lint("the file", ".golangci.yml", false)
		lint("the file again", ".golangci.yml", true)
		if tt.yaml != "" {
			writeFile(t, file, "")
			lint("settings", withSettings(t, dir, tt.name, yaml), false)
		}
	}
}

// TestSettingsAbove: settings come before the file.
func TestSettingsAbove(t *testing.T) {
	dir := scenario(t)
	writeFile(t, filepath.Join(dir, ".datavet.yaml"), "rules: {outerhandle: off, enqueueintx: off}\n")
	config := withSettings(t, dir, "above", "{rules: {outerhandle: on}}")
	if found, stderr, _ := runGolangci(t, dir, config); len(found) != 1 || !strings.Contains(found[0], " outerhandle: ") {
		t.Errorf("found %q, want one by outerhandle\n%s", found, stderr)
	}
}

// TestFirstParty: packages of other modules are seen into if .datavet.yaml says
// so.
func TestFirstParty(t *testing.T) {
	dir := scenario(t)
	vendored := filepath.Join(dir, "vendor", "example.com", "postoffice")
	if err := os.MkdirAll(filepath.Dir(vendored), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "postoffice"), vendored); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "go.mod"), "module example.com/shop\n\ngo 1.26.0\n\nrequire example.com/postoffice v1.0.0\n")
	writeFile(t, filepath.Join(dir, "vendor", "modules.txt"), "# example.com/postoffice v1.0.0\n## explicit; go 1.26.0\nexample.com/postoffice\n")
	for _, firstParty := range []bool{false, true} {
		if firstParty {
			writeFile(t, filepath.Join(dir, ".datavet.yaml"), "first-party: [example.com/postoffice]\n")
		}
		found, stderr, _ := runGolangci(t, dir, ".golangci.yml")
		if mail := strings.Contains(strings.Join(found, "\n"), "mail sent"); mail != firstParty {
			t.Errorf("first-party %t: golangci-lint found\n%s\n%s", firstParty, strings.Join(found, "\n"), stderr)
		}
	}
}

// TestLost: what golangci-lint doesn't hand on, and what its own settings do in
// its place.
func TestLost(t *testing.T) {
	dir := scenario(t)
	sql := "CREATE TABLE customers (id BIGINT, deleted_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00');\n"
	writeFile(t, filepath.Join(dir, "store", "schema.sql"), sql)
	writeFile(t, filepath.Join(dir, "store", "purge.sql"), "DELETE FROM customers WHERE deleted_at <= now();\n")
	store := filepath.Join(dir, "store", "store.go")
	writeFile(t, store, readFile(t, store)+`
// Purge drops customers.
func Purge(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "DELETE FROM customers WHERE deleted_at <= now()")
	return err
}
`)
	config := withSettings(t, dir, "severity", "{rules: {outerhandle: warning}}")
	writeFile(t, filepath.Join(dir, config), readFile(t, filepath.Join(dir, config))+`
severity:
  default: error
  rules:
  - {linters: [datavet], text: "^enqueueintx: ", severity: warning}
`)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	lint := func(args ...string) (stdout []byte, stderr string) {
		args = append([]string{"run", "--allow-parallel-runners", "--config", config, "--show-stats=false"}, args...)
		cmd := exec.Command(self, append(args, "./...")...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), asGolangci+"=(devel)")
		stdout, stderr, _ = run(t, cmd)
		return stdout, stderr
	}
	stdout, stderr := lint("--output.json.path", "stdout")
	standalone := runDatavet(t, dir, "-json", "./...")
	for what, words := range map[string]struct{ kept, lost string }{
		"rule and message":    {kept: "enqueueintx: mail sent inside a transaction"},
		"path, as text":       {kept: "via Welcome -\\u003e Send -\\u003e smtp.SendMail"},
		"fixes":               {kept: "SuggestedFixes"},
		"category":            {lost: `"category"`},
		"related information": {lost: "the transaction begins here"},
		"findings in SQL":     {lost: "purge.sql"},
	} {
		if words.kept != "" && !strings.Contains(string(stdout), words.kept) {
			t.Errorf("%s isn't kept\n%s%s", what, stdout, stderr)
		}
		if words.lost != "" && (!strings.Contains(standalone, words.lost) || strings.Contains(string(stdout), words.lost)) {
			t.Errorf("%s isn't lost\n%s\nstandalone\n%s", what, stdout, standalone)
		}
	}
	if strings.Contains(string(stdout), "https://") {
		t.Errorf("there is a URL\n%s", stdout)
	}
	var report struct {
		Issues []struct{ Text, Severity string }
	}
	if err := json.Unmarshal(stdout, &report); err != nil {
		t.Fatal(err)
	}
	for _, issue := range report.Issues {
		want := "error" // not .datavet.yaml's, nor the settings'
		if strings.HasPrefix(issue.Text, "enqueueintx: ") {
			want = "warning"
		}
		if issue.Severity != want {
			t.Errorf("%s has the severity %q, want %s", issue.Text, issue.Severity, want)
		}
	}
	stdout, stderr = lint("--fix")
	if fix := "<= now() AND deleted_at <> '1970-01-01 00:00:00'"; !strings.Contains(readFile(t, store), fix) {
		t.Errorf("%s isn't in store.go\n%s%s", fix, stdout, stderr)
	}
}

// withSettings writes a configuration with settings of the plugin, and returns
// its name.
func withSettings(t *testing.T, dir, name, settings string) string {
	t.Helper()
	config := readFile(t, filepath.Join(dir, ".golangci.yml"))
	config = strings.Replace(config, "type: module\n", "type: module\n        settings: "+settings+"\n", 1)
	name = strings.ReplaceAll(name, " ", "-") + ".yml"
	writeFile(t, filepath.Join(dir, name), config)
	return name
}

// TestCustomConfig holds the example for users against what is tested here.
func TestCustomConfig(t *testing.T) {
	_, version, _ := strings.Cut(readFile(t, "go.mod"), "github.com/golangci/golangci-lint/v2 ")
	version, _, _ = strings.Cut(version, "\n")
	_, plugin, _ := strings.Cut(readFile(t, "main.go"), "\t_ \"")
	plugin, _, _ = strings.Cut(plugin, "\"")
	config := readFile(t, "../../.custom-gcl.yml")
	for _, want := range []string{"\nversion: " + version + "\n", "import: " + plugin + "\n"} {
		if !strings.Contains(config, want) {
			t.Errorf(".custom-gcl.yml lacks %q", want)
		}
	}
}

// scenario copies the scenario to a folder of its own, with a fresh cache.
func scenario(t *testing.T) (dir string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS("scenario")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOLANGCI_LINT_CACHE", t.TempDir())
	t.Setenv("GOWORK", "off")
	return dir
}

// runStandalone returns what datavet finds in the module in dir.
func runStandalone(t *testing.T, dir string) []string {
	t.Helper()
	stdout := runDatavet(t, dir, "-json", "./...")
	var tree map[string]map[string][]struct{ Posn, Message string }
	if err := json.Unmarshal([]byte(stdout), &tree); err != nil {
		t.Fatalf("datavet -json: %v\n%s", err, stdout)
	}
	var findings []string
	for _, rules := range tree {
		for rule, diagnostics := range rules {
			for _, d := range diagnostics {
				findings = append(findings, relative(t, dir, d.Posn)+" "+rule+": "+d.Message)
			}
		}
	}
	slices.Sort(findings)
	return findings
}

// program builds datavet, once.
var program = sync.OnceValues(func() (name string, err error) {
	name = filepath.Join(programs, "datavet.exe")
	if out, err := exec.Command("go", "build", "-C", "../..", "-o", name, "./cmd/datavet").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return name, nil
})

// runDatavet returns what datavet prints for the module in dir.
func runDatavet(t *testing.T, dir string, args ...string) string {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr, code := run(t, exec.Command(name, append([]string{"-C", dir}, args...)...))
	if code != 0 && code != 3 {
		t.Fatalf("datavet: exit code %d\n%s", code, stderr)
	}
	return string(stdout)
}

// runGolangci returns what golangci-lint finds in the module in dir.
func runGolangci(t *testing.T, dir, config string) (findings []string, stderr string, code int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return golangci(t, self, "(devel)", dir, config)
}

func golangci(t *testing.T, binary, version, dir, config string) (findings []string, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(binary, "run", "--allow-parallel-runners", "--config", config, "--path-mode", "abs",
		"--output.json.path", "stdout", "--show-stats=false", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asGolangci+"="+version)
	stdout, stderr, code := run(t, cmd)
	if len(stdout) == 0 {
		return nil, stderr, code
	}
	var report struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal(stdout, &report); err != nil {
		t.Fatalf("golangci-lint: %v\n%s%s", err, stdout, stderr)
	}
	for _, issue := range report.Issues {
		if issue.FromLinter != "datavet" {
			t.Errorf("unexpected issue of %s: %s", issue.FromLinter, issue.Text)
		}
		posn := fmt.Sprintf("%s:%d:%d", issue.Pos.Filename, issue.Pos.Line, issue.Pos.Column)
		findings = append(findings, relative(t, dir, posn)+" "+issue.Text)
	}
	slices.Sort(findings)
	return findings, stderr, code
}

func run(t *testing.T, cmd *exec.Cmd) (stdout []byte, stderr string, code int) {
	t.Helper()
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	stdout, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", cmd, err)
	}
	return stdout, errOut.String(), cmd.ProcessState.ExitCode()
}

func relative(t *testing.T, dir, path string) string {
	t.Helper()
	rel, err := filepath.Rel(dir, path)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(rel)
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}
