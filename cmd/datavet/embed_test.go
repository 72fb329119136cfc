package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers"
)

// TestForeignDrivers: with drivers that know nothing but analyzers our analyzers
// find the same, but for what the tests say.
func TestForeignDrivers(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the standard library")
	}
	program := filepath.Join(t.TempDir(), "foreign.exe")
	if out, err := exec.Command("go", "build", "-o", program, "./testdata/foreign").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for name, test := range map[string]func(*testing.T, foreign){
		"scenarios": testScenariosForeignly,
		"far above": testKeptForThoseFarAbove,
		"settings":  testSettingsOfAnalyzers,
		"declared":  testDeclaredForeignly,
	} {
		t.Run(name, func(t *testing.T) { test(t, foreign(program)) })
	}
}

// foreign is the program of testdata.
type foreign string

// run returns what the drivers find in m, by their names.
func (f foreign) run(m module, args ...string) map[string]result {
	m.t.Helper()
	return map[string]result{
		"unitchecker":  m.exec(os.Environ(), "go", append([]string{"vet", "-vettool=" + string(f)}, args...)...),
		"multichecker": m.exec(os.Environ(), string(f), args...),
	}
}

// They hand on facts about functions, and about packages, to direct imports only.
func testScenariosForeignly(t *testing.T, f foreign) {
	m := module{t, "../../testdata"}
	packages := []string{"./wrappers/..."}
	for _, rule := range analyzers.Rules {
		packages = append(packages, "./"+rule.Analyzer.Name+"/...")
	}
	alone := m.datavet(append([]string{"-json"}, packages...)...)
	if alone.code != exitFindings {
		t.Fatalf("exit code %d\n%s", alone.code, alone.stderr)
	}
	want := merged(t, alone.stdout)
	for how, r := range f.run(m, append([]string{"-json"}, packages...)...) {
		if found := merged(t, r.stdout+r.stderr); found != want {
			t.Errorf("standalone\n%s\n%s\n%s", want, how, found)
		}
	}
}

// Where a loop waits for what implements an interface, they keep that for
// packages that import its own, or if it is a method's.
func testKeptForThoseFarAbove(t *testing.T, f foreign) {
	m := extract(t, "indirect")
	function, method := "runner.go:18:14: rows deleted", "runner.go:35:14: rows deleted"
	m.datavet("./cmd").want(t, exitFindings, []string{function, method}, nil)
	if r := m.vet("./cmd"); !strings.Contains(r.stderr, function) || !strings.Contains(r.stderr, method) {
		t.Errorf("go vet: exit code %d\n%s", r.code, r.stderr)
	}
	for how, r := range f.run(m, "./cmd") {
		if strings.Contains(r.stderr, function) || !strings.Contains(r.stderr, method) {
			t.Errorf("%s: exit code %d\n%s", how, r.code, r.stderr)
		}
	}
}

// What changes findings is a flag of an analyzer.
func testSettingsOfAnalyzers(t *testing.T, f foreign) {
	m := extract(t, "settings")
	const (
		sweep  = "folders.go:12:59: deleted_at <="
		send   = "folders.go:22:12: mail sent"
		ignore = "folders.go:28:1: datavet directive ignores outerhandle"
		test   = "folders_test.go:18:12: mail sent"
	)
	config := "{sentinels: [{table: folders, column: deleted_at, value: '1970-01-01'}], first-party: [example.com/acme]}"
	for _, tt := range []struct {
		flags []string
		want  []string
	}{
		{nil, nil},
		{[]string{"-datavet.tests", "-baddirective.unused", "-datavet.config=" + config}, []string{sweep, send, ignore, test}},
	} {
		args := slices.Concat(tt.flags, []string{"./..."})
		for how, r := range f.run(m, args...) {
			for _, posn := range []string{sweep, send, ignore, test} {
				if found := strings.Contains(r.stderr, posn); found != slices.Contains(tt.want, posn) {
					t.Errorf("%s %q: found %s: %t\n%s", how, tt.flags, posn, found, r.stderr)
				}
			}
		}
	}
	for how, r := range f.run(m, "-datavet.config={sentinel: []}", "./...") {
		if want := `config:1:2: unknown key "sentinel": did you mean "sentinels"?`; r.code == 0 || !strings.Contains(r.stderr, want) {
			t.Errorf("%s: exit code %d\n%s", how, r.code, r.stderr)
		}
	}
}

// TestProgramOfOnesOwn builds the multichecker of docs/ci.md, which finds what
// datavet does.
func TestProgramOfOnesOwn(t *testing.T) {
	if testing.Short() {
		t.Skip("links another program")
	}
	_, section, _ := strings.Cut(read(t, "docs/ci.md"), "\n## Programs of your own\n")
	_, code, _ := strings.Cut(section, "```go\n")
	code, _, found := strings.Cut(code, "```\n")
	if !found {
		t.Fatal("docs/ci.md has no program of one's own")
	}
	// A package that is there for the compiler alone, in the module whose
	// dependencies it needs.
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "main.go"), []byte(code))
	at, err := filepath.Abs("../own/main.go")
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {at: filepath.Join(dir, "main.go")}})
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "overlay.json"), overlay)
	program := filepath.Join(dir, "own.exe")
	if out, err := exec.Command("go", "build", "-o", program, "-overlay", filepath.Join(dir, "overlay.json"), "../own").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	m := extract(t, "shop")
	want, got := m.datavet("-json", "./..."), m.exec(os.Environ(), program, "-json", "-test=false", "./...")
	if got.stdout != want.stdout || want.code != exitFindings {
		t.Errorf("got %s%s\nwant %s", got.stdout, got.stderr, want.stdout)
	}
}

// TestFirstParty: paths of other modules count, whether the settings name them
// or the command line does.
func TestFirstParty(t *testing.T) {
	m := extract(t, "settings")
	send := []string{"folders.go:22:12: mail sent"}
	m.datavet("./...").want(t, exitOK, nil, nil)
	m.datavet("-first-party=example.com/acme", "./...").want(t, exitFindings, send, nil)
	m.datavet("-first-party=example.com/ac", "./...").want(t, exitOK, nil, nil)
	if r := m.vet("-first-party=example.com/acme", "./..."); !strings.Contains(r.stderr, send[0]) {
		t.Errorf("go vet: exit code %d\n%s", r.code, r.stderr)
	}
	if err := os.WriteFile(m.dir+"/.datavet.yaml", []byte("first-party: [example.com/acme]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	m.datavet("./...").want(t, exitFindings, send, nil)
	m.in("folders").datavet().want(t, exitFindings, send, nil)
	m.datavet("-first-party=,", "./...").want(t, exitError, nil, []string{"name at least one path"})
}

// TestOptInByFlag: a rule's flag and its name on the command line mean the same.
func TestOptInByFlag(t *testing.T) {
	for _, rule := range analyzers.Rules {
		name := rule.Analyzer.Name
		if has := rule.Analyzer.Flags.Lookup("optin") != nil; has != (len(rule.OptIn) > 0) {
			t.Errorf("%s has opt-in categories %q, and a flag: %t", name, rule.OptIn, has)
		}
	}
	selected, err := analyzers.Analyzers(analyzers.Options{Enable: []string{"zerocondition"}})
	if err != nil {
		t.Fatal(err)
	}
	if f := selected[0].Flags.Lookup("optin"); f.Value.String() != "true" {
		t.Errorf("enabled by name: -optin=%s", f.Value)
	}
	if _, err := analyzers.Analyzers(analyzers.Options{}); err != nil {
		t.Fatal(err)
	}
	if f := selected[0].Flags.Lookup("optin"); f.Value.String() != "false" {
		t.Errorf("by default: -optin=%s", f.Value)
	}
}
