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
	os.Exit(m.Run())
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
		{name: "no list", settings: `{enable: outerhandle}`, stderr: `enable: have outerhandle, want a list of rules`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			config := readFile(t, filepath.Join(dir, ".golangci.yml"))
			config = strings.Replace(config, "type: module\n", "type: module\n        settings: "+tt.settings+"\n", 1)
			name := strings.ReplaceAll(tt.name, " ", "-") + ".yml"
			writeFile(t, filepath.Join(dir, name), config)
			found, stderr, code := runGolangci(t, dir, name)
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
	datavet := filepath.Join(t.TempDir(), "datavet.exe")
	if out, err := exec.Command("go", "build", "-C", "../..", "-o", datavet, "./cmd/datavet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	stdout, stderr, _ := run(t, exec.Command(datavet, "-C", dir, "-json", "./..."))
	var tree map[string]map[string][]struct{ Posn, Message string }
	if err := json.Unmarshal(stdout, &tree); err != nil {
		t.Fatalf("datavet -json: %v\n%s%s", err, stdout, stderr)
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
