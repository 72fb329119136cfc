package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

func TestTellingErrors(t *testing.T) {
	m := extract(t, "shop")
	for _, test := range []struct{ args, want string }{
		{"-format=sarfi", `-format=sarfi: unknown format "sarfi": did you mean "sarif"?`},
		{"-format=text,github", "-format=text,github: "},
		{"-format=sarif:", "-format=sarif:: "},
		{"-format=sarif -json", "-json and -format: say -format=json"},
		{"-fix -diff", "-fix and -diff: choose one"},
		{"-diff -format=html:out.html", "-diff tells nothing but what -fix would change"},
		{"-diff -json", "-diff tells nothing but what -fix would change"},
		{"baseline -format=sarif:out.sarif", "datavet baseline takes no -format and no -json"},
		{"-fail-on=fatal", "-fail-on=fatal: want one of error, warning, note, none"},
		{"-baseline=nothing.json", "nothing.json: "},
		{"-new-from=HEAD", "-new-from=HEAD: "},
		{"baseline -fix", "datavet baseline takes no -fix and no -diff"},
		{"baseline -baseline=x", "flag provided but not defined: -baseline"},
		{"lsp -format=text", "lsp takes no packages"},
		{"-new-from=", `invalid value "" for flag -new-from: name a revision`},
		{"-baseline=", `invalid value "" for flag -baseline: name a file`},
		{"./store -q", "-q: flags go before the packages"},
		{"-q init", "init is a command and goes first: datavet init"},
		{"lint", "package lint is not in std"},
		{"lint", "folders are named with ./ before them, and datavet help lists the commands"},
		{"version 2", "version takes no arguments"},
		{"-format=sarif:missing/out.sarif", "missing"},
	} {
		m.datavet(append(strings.Fields(test.args), "./store")...).want(t, exitError, nil, []string{test.want})
	}
}

// TestUsage: each command says how it is called, and does nothing.
func TestUsage(t *testing.T) {
	m := extract(t, "shop")
	before := m.files()
	for _, c := range commands {
		for _, flag := range []string{"-h", "--help"} {
			r := m.datavet(c.name, flag)
			if want := strings.TrimSpace("usage: datavet " + c.name + " " + c.args); r.code != exitOK || !strings.HasPrefix(r.stdout, want+"\n") {
				t.Errorf("%s %s: exit code %d, want %q\n%s%s", c.name, flag, r.code, want, r.stdout, r.stderr)
			}
		}
	}
	if r := m.datavet("baseline", "-h"); !strings.Contains(r.stdout, "-reason reason") || strings.Contains(r.stdout, "-new-from") {
		t.Errorf("baseline -h: %s", r.stdout)
	}
	if !maps.Equal(m.files(), before) {
		t.Error("files were written")
	}
}

// TestFailOn: findings that don't matter enough are told, and don't fail the run.
func TestFailOn(t *testing.T) {
	m := extract(t, "shop")
	for failOn, code := range map[string]int{"note": exitFindings, "warning": exitFindings, "error": exitFindings, "none": exitOK} {
		m.datavet("-fail-on="+failOn, "./...").want(t, code, []string{mailInTx}, nil)
	}
	m.write(".datavet.yaml", "rules: {enqueueintx: warning}\n")
	for failOn, code := range map[string]int{"note": exitFindings, "warning": exitFindings, "error": exitOK, "none": exitOK} {
		r := m.datavet("-fail-on="+failOn, "./...")
		r.want(t, code, []string{mailInTx}, nil)
		if !strings.Contains(r.stdout, "(enqueueintx, warning)\n") {
			t.Errorf("the severity isn't told: %s", r.stdout)
		}
	}
}

// TestReport: what editors get has all that formats tell.
func TestReport(t *testing.T) {
	m := extract(t, "shop")
	r := m.datavet("-format=report", "./...")
	var got report.Report
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Findings) != 1 || got.Root != m.dir || got.Packages == 0 {
		t.Fatalf("got %+v", got)
	}
	f := got.Findings[0]
	if f.Package != "example.com/shop/signup" || f.Func == "" || f.Severity != report.Error || len(f.Fingerprint) != 16 || f.Pos.Filename != filepath.Join(m.dir, "signup/signup.go") {
		t.Errorf("got %+v", f)
	}
	m.write(".datavet.yaml", "dialekt: mysql\n")
	r = m.datavet("-format=report", "./...")
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || r.code != exitError || len(got.Problems) != 1 || !strings.HasSuffix(got.Problems[0].Posn, ".datavet.yaml:1:1") {
		t.Errorf("of a wrong setting: %v, %+v", err, got.Problems)
	}
}

// TestFormatsToFiles: several formats of one run, files whole or not at all.
func TestFormatsToFiles(t *testing.T) {
	m := extract(t, "shop")
	m.datavet("-format=text,sarif:out.sarif,html:out.html", "./...").want(t, exitFindings, []string{mailInTx}, nil)
	for name, want := range map[string]string{"out.sarif": `"version": "2.1.0"`, "out.html": "<!DOCTYPE html>"} {
		if data, err := os.ReadFile(filepath.Join(m.dir, name)); err != nil || !strings.Contains(strings.ToLower(string(data)), strings.ToLower(want)) {
			t.Errorf("%s: %v lacks %s", name, err, want)
		}
	}
	left, err := filepath.Glob(filepath.Join(m.dir, "*out*"))
	if err != nil || len(left) != 2 {
		t.Errorf("left %q, %v", left, err)
	}
	m.datavet("-format=sarif:out.sarif", "./...").want(t, exitFindings, nil, []string{"1 finding (1 error) in 1 of "})
	m.datavet("-q", "-format=sarif:out.sarif", "./...").want(t, exitFindings, nil, nil)
	m.datavet("-format=sarif:out.sarif", "./store").want(t, exitOK, nil, nil)
}

func TestSourceRoot(t *testing.T) {
	dir := t.TempDir()
	m := module{t, dir}
	m.write("go.work", "go 1.26.0\n\nuse (\n\t./a\n\t./b\n)\n")
	m.write("a/go.mod", "module a\n")
	m.write("b/go.mod", "module b\n")
	m.write("alone/go.mod", "module alone\n")
	t.Setenv("GOWORK", "")
	if got := sourceRoot(filepath.Join(dir, "a")); got != dir {
		t.Errorf("of a workspace: %s, want %s", got, dir)
	}
	t.Setenv("GOWORK", "off")
	if got, want := sourceRoot(filepath.Join(dir, "alone")), filepath.Join(dir, "alone"); got != want {
		t.Errorf("of a module: %s, want %s", got, want)
	}
	m.write(".git", "gitdir: elsewhere\n") // a worktree's
	if got := sourceRoot(filepath.Join(dir, "alone")); got != dir {
		t.Errorf("of a repository: %s, want %s", got, dir)
	}
}
