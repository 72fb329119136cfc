package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/multichecker"
	"golang.org/x/tools/txtar"

	"github.com/datavet/datavet/analyzers"
)

// TestMain lets the test binary be datavet, so that tests run it as the
// processes that users run.
func TestMain(m *testing.M) {
	if v := os.Getenv("DATAVET_TEST_GOVERSION"); v != "" {
		os.Setenv("GOVERSION", v) // as if the go command were of that version
	}
	switch os.Getenv("DATAVET_TEST_AS") {
	case "datavet":
		main()
	case "panicking datavet":
		os.Setenv("DATAVET_CACHE", "off") // it is the same program
		panicOn("signup", rule("outerhandle"))
		for _, pass := range rule("enqueueintx").Requires {
			if pass.Name == "effects" {
				panicOn("store", pass)
			}
		}
		main()
	case "multichecker":
		runMultichecker(analyzers.Options{})
	case "multichecker of all rules":
		runMultichecker(analyzers.Options{Enable: []string{analyzers.EveryRule}})
	}
	os.Exit(runTests(m))
}

func runMultichecker(options analyzers.Options) {
	selected, err := analyzers.Analyzers(options)
	if err != nil {
		panic(err)
	}
	multichecker.Main(selected...)
}

// runTests runs the tests with a cache of their own.
func runTests(m *testing.M) int {
	dir, err := os.MkdirTemp("", "datavet")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.Setenv("DATAVET_CACHE", dir)
	return m.Run()
}

func rule(name string) *analysis.Analyzer {
	rule, err := analyzers.Find(name)
	if err != nil {
		panic(err)
	}
	return rule.Analyzer
}

// panicOn has the analyzer panic on the package called name.
func panicOn(name string, a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Name() == name {
			panic("out of order")
		}
		return run(pass)
	}
}

// A module is a folder made of a file of testdata, in which commands run.
type module struct {
	t   *testing.T
	dir string
}

func extract(t *testing.T, name string) module {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		path := filepath.Join(dir, file.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return module{t, dir}
}

// in returns the module as seen from one of its folders.
func (m module) in(dir string) module { return module{m.t, filepath.Join(m.dir, dir)} }

type result struct {
	stdout, stderr string
	code           int
}

func (m module) datavet(args ...string) result { return m.as("datavet", args...) }

func (m module) as(what string, args ...string) result {
	return m.exec(append(os.Environ(), "DATAVET_TEST_AS="+what), executable(m.t), args...)
}

// vet runs go vet with datavet as its tool.
func (m module) vet(args ...string) result {
	env := append(os.Environ(), "DATAVET_TEST_AS=datavet")
	return m.exec(env, "go", append([]string{"vet", "-vettool=" + executable(m.t)}, args...)...)
}

func executable(t *testing.T) string {
	t.Helper()
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func (m module) exec(env []string, name string, args ...string) result {
	m.t.Helper()
	// The modules here need no other ones: offline, and free of the
	// environment's workspace.
	env = append(env, "GOPROXY=off", "GOWORK=off", "GOFLAGS=", "PWD="+m.dir)
	cmd := exec.Command(name, args...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = m.dir, env, &stdout, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		m.t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// want checks a result: each line of stdout and stderr contains what is
// wanted there, related information aside.
func (r result) want(t *testing.T, code int, stdout, stderr []string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d", r.code, code)
	}
	for _, stream := range []struct {
		name, got string
		want      []string
	}{{"stdout", r.stdout, stdout}, {"stderr", r.stderr, stderr}} {
		var got []string
		for line := range strings.Lines(stream.got) {
			if !strings.HasPrefix(line, "\t") {
				got = append(got, line)
			}
		}
		same := len(got) == len(stream.want)
		for i := 0; same && i < len(got); i++ {
			same = strings.Contains(got[i], stream.want[i])
		}
		if !same {
			t.Errorf("%s:\n%swant lines with %q", stream.name, stream.got, stream.want)
		}
	}
}

var mailInTx = "signup/signup.go:17:10: mail sent inside a transaction"

func TestText(t *testing.T) {
	m := extract(t, "shop")
	m.datavet("./...").want(t, exitFindings, []string{mailInTx}, nil)
	m.datavet("./store", "./mail").want(t, exitOK, nil, nil)
	m.in("signup").datavet().want(t, exitFindings, []string{"signup.go:17:10: mail sent"}, nil)
	m.in("mail").datavet("../signup").want(t, exitFindings, []string{m.dir + "/" + mailInTx}, nil)
	m.datavet("-C", "signup").want(t, exitFindings, []string{mailInTx}, nil)
	m.in("cmd").datavet("-C", m.dir, "./...").want(t, exitFindings, []string{m.dir + "/" + mailInTx}, nil)
}

// TestTextForm holds a finding against the form that editors read, and people.
func TestTextForm(t *testing.T) {
	const want = `signup/signup.go:17:10: mail sent inside a transaction via Welcome -> smtp.SendMail: a rollback does not take it back; send after commit (enqueueintx)
	17 | return mail.Welcome(to)
	   |        ^^^^^^^^^^^^^^^^
	signup/signup.go:13:15: the transaction begins here
	signup/signup.go:17:10: signup.Add calls mail.Welcome
	mail/mail.go:7:9: mail.Welcome calls smtp.SendMail
	signup/signup.go:18:2: the transaction commits when this returns
	help: datavet explain enqueueintx
`
	m := extract(t, "shop")
	if got := m.datavet("./...").stdout; got != want {
		t.Errorf("got %s", got)
	}
	if got, help := m.datavet("-q", "./...").stdout, "\thelp: datavet explain enqueueintx\n"; got+help != want {
		t.Errorf("with -q: %s", got)
	}
}

func TestFileArguments(t *testing.T) {
	m := extract(t, "shop")
	m.datavet("signup/signup.go").want(t, exitFindings, []string{mailInTx}, nil)
}

func TestSelection(t *testing.T) {
	m := extract(t, "shop")
	m.datavet("-disable=enqueueintx", "./...").want(t, exitOK, nil, nil)
	m.datavet("-enable=txleak,outerhandle", "./...").want(t, exitOK, nil, nil)
	m.datavet("-enable=all", "-disable=enqueueintx", "./...").want(t, exitOK, nil, nil)
	m.datavet("-enable=enqueueintx", "./...").want(t, exitFindings, []string{mailInTx}, nil)
}

func TestUsageErrors(t *testing.T) {
	m := extract(t, "shop")
	for _, test := range []struct {
		args, want string
	}{
		{"-enable=enqeueintx ./...", `unknown rule "enqeueintx": did you mean "enqueueintx"?`},
		{"-disable=sqlleak ./...", `unknown rule "sqlleak"`},
		{"-enable= ./...", "name at least one rule; datavet rules lists them"},
		{"-enable=txleak -disable=txleak ./...", "no rule is left to run"},
		{"-enabel=all ./...", "flag provided but not defined: -enabel; datavet help lists"},
		{"-C nowhere ./...", "-C nowhere: no such folder"},
		{"explain", "name one rule"},
		{"explain txlaek", `did you mean "txleak"?`},
		{"docs", "name the folder"},
		{"./nowhere", "./nowhere: stat"},
		{"./nowhere/...", "./nowhere/...: "},
		{"fmt", "fmt is not part of this module or workspace: run datavet in a checkout of it"},
	} {
		m.datavet(strings.Fields(test.args)...).want(t, exitError, nil, []string{test.want})
	}
	m.datavet().want(t, exitError, nil, []string{"no Go files in"})
	outside := module{t, t.TempDir()}
	outside.datavet("./...").want(t, exitError, nil, []string{"run datavet in a module, or name its folder by -C"})
	outside.datavet().want(t, exitError, nil, []string{"run datavet in a module, or name its folder by -C"})
}

func TestTests(t *testing.T) {
	m := extract(t, "shop")
	m.datavet("-tests", "./...").want(t, exitFindings, []string{
		"signup/external_test.go:14:63: mail sent", mailInTx, "signup/signup_test.go:14:63: mail sent",
	}, nil)
}

func TestBrokenPackages(t *testing.T) {
	m := extract(t, "broken")
	m.datavet("./...").want(t, exitError, []string{
		"healthy/healthy.go:17:12: mail sent inside a transaction",
		"missing/missing.go:14:39: mail sent inside a transaction", // the function that needs nothing missing
	}, []string{
		"datavet: example.com/broken/invalid is skipped: its types are incomplete because example.com/broken/types is broken; mend that first",
		"missing/missing.go:7:2: no required module provides package github.com/datavet/no-such-module; to add it: go get github.com/datavet/no-such-module",
		"syntax/syntax.go:3:18: expected ')', found '{'; make it compile, its package is skipped",
		"types/types.go:3:19: cannot use 1 (untyped int constant) as string value in variable declaration; make it compile, its package is skipped",
		"uses/uses.go:5:18: example.com/broken/uses is analysed in part: undefined: types.Nothing, because example.com/broken/types is broken; mend that first",
	})
}

func TestForeignPackageThatDoesNotCompile(t *testing.T) {
	m := extract(t, "foreign").in("app")
	m.datavet("./...").want(t, exitFindings,
		[]string{"main.go:19:12: mail sent", "main.go:31:15: job enqueued"}, nil)
}

func TestForeignPackageThatImportsFirstParty(t *testing.T) {
	extract(t, "cycle").datavet("./...").want(t, exitOK, nil, nil)
}

// TestDeps: what a dependency does is known if it is followed, whatever the cache
// has of runs that didn't.
func TestDeps(t *testing.T) {
	m := extract(t, "deps")
	for range 2 {
		m.datavet("./...").want(t, exitOK, nil, nil)
		m.datavet("-deps", "./...").want(t, exitFindings, []string{"signup.go:15:10: mail sent inside a transaction"}, nil)
	}
}

func TestCgo(t *testing.T) {
	m := extract(t, "cgo")
	if m.exec(os.Environ(), "go", "build", "./...").code != 0 {
		t.Skip("no C compiler")
	}
	m.datavet("./...").want(t, exitFindings, []string{"store.go:20:12: mail sent"}, nil)
}

func TestDirectives(t *testing.T) {
	m := extract(t, "directives")
	m.datavet("./wrong").want(t, exitError, []string{`wrong/wrong.go:3:1: unknown datavet directive "enqueue"`}, nil)
	m.datavet("./unused").want(t, exitOK, nil, nil)
	m.datavet("-unused-ignores", "./unused").want(t, exitFindings, []string{"unused/unused.go:3:1: datavet directive ignores enqueueintx"}, nil)
	m.datavet("-unused-ignores", "-enable=txleak", "./unused").want(t, exitOK, nil, nil)
}

// TestPanic: a panic costs what was to be found in one package.
func TestPanic(t *testing.T) {
	m := extract(t, "shop")
	m.as("panicking datavet", "./...").want(t, exitError, []string{mailInTx}, []string{
		"datavet: effects failed on example.com/shop/store: panic: out of order; please report it",
		"datavet: outerhandle failed on example.com/shop/signup: panic: out of order; please report it",
	})
}

func TestJSON(t *testing.T) {
	m := extract(t, "shop")
	got := m.datavet("-json", "./...")
	if want := m.as("multichecker", "-json", "-test=false", "./..."); got.stdout != want.stdout {
		t.Errorf("got %s\nwant what multichecker prints: %s", got.stdout, want.stdout)
	}
	if got.code != exitFindings || !strings.Contains(got.stdout, `"message": "mail sent inside a transaction`) {
		t.Errorf("exit code %d, output %s", got.code, got.stdout)
	}
	m.datavet("-json", "./store").want(t, exitOK, []string{"{}"}, nil)
}

func TestVettool(t *testing.T) {
	for _, test := range []struct{ name, args string }{
		{"shop", ""},
		{"shop", "-tests"},
		{"shop", "-enable=all"},
		{"directives", "-unused-ignores"},
		{"cycle", ""},
		{"cgo", ""},
		{"folders", ""},
		{"folders", "-tests"},
	} {
		m := extract(t, test.name)
		args := append([]string{"-json"}, append(strings.Fields(test.args), "./...")...)
		alone, vet := m.datavet(args...), m.vet(args...)
		if a, b := merged(t, alone.stdout), merged(t, vet.stdout+vet.stderr); a != b {
			t.Errorf("%s %s: standalone\n%s\ngo vet\n%s\n%s", test.name, test.args, a, b, vet.stderr)
		}
	}
}

func TestVettoolText(t *testing.T) {
	m := extract(t, "shop")
	r := m.vet("./...")
	if r.code == 0 || !strings.Contains(r.stderr, mailInTx) {
		t.Errorf("exit code %d\n%s", r.code, r.stderr)
	}
	r = m.vet("-enable=enqeueintx", "./...")
	if r.code == 0 || !strings.Contains(r.stderr, `did you mean "enqueueintx"?`) {
		t.Errorf("exit code %d\n%s", r.code, r.stderr)
	}
}

var unitComment = regexp.MustCompile(`(?m)^#.*$`)

// merged returns the JSON objects in text as one, with the findings sorted:
// go vet has them in the order that a rule reports them in.
func merged(t *testing.T, text string) string {
	t.Helper()
	tree := map[string]map[string]any{}
	decoder := json.NewDecoder(strings.NewReader(unitComment.ReplaceAllString(text, "")))
	for {
		if err := decoder.Decode(&tree); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
	for _, byRule := range tree {
		for _, found := range byRule {
			if list, ok := found.([]any); ok {
				slices.SortFunc(list, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
			}
		}
	}
	data, err := json.MarshalIndent(tree, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestSameOutputEveryTime(t *testing.T) {
	m := extract(t, "shop")
	for _, args := range [][]string{{"-tests", "./..."}, {"-tests", "-json", "./..."}, {"-tests", "./signup", "./mail", "./store"}} {
		first := m.datavet(args...)
		for range 5 {
			if again := m.datavet(args...); again != first {
				t.Fatalf("%q: first\n%sthen\n%s", args, first.stdout, again.stdout)
			}
		}
	}
}

func TestCommands(t *testing.T) {
	m := module{t, t.TempDir()}
	for args, want := range map[string]string{
		"rules":          "on; opt-in: resave ",
		"explain txleak": "Hazard: ",
		"help":           "-enable rules",
		"-h":             "-enable rules",
		"-C . -json -h":  "Exit codes: 0 no findings, 1 errors, 3 findings.",
	} {
		if r := m.datavet(strings.Fields(args)...); r.code != exitOK || !strings.Contains(r.stdout, want) {
			t.Errorf("%s: exit code %d\n%s%s", args, r.code, r.stdout, r.stderr)
		}
	}
	m.datavet("docs", "out").want(t, exitOK, nil, nil)
	for name, want := range analyzers.Pages() {
		if got, err := os.ReadFile(filepath.Join(m.dir, "out", "rules", name)); err != nil || string(got) != want {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}
