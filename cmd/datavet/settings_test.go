package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers"
)

// What is found in the module switches, by the function that it is in.
const (
	inInvite = "legacy.go:21:12"
	inFetch  = "legacy.go:29:16"
	inPurge  = "purge.sql:1:27"
	inAdd    = "signup.go:16:12"
	inLeave  = "signup.go:28:3"
	inTest   = "signup_test.go:16:12"
)

var place = regexp.MustCompile(`(?m)^(?:\S*/)?([\w.]+:\d+:\d+): [^\t]`)

// places returns where findings are, sorted.
func (r result) places() []string {
	var list []string
	for _, m := range place.FindAllStringSubmatch(r.stdout+r.stderr, -1) {
		list = append(list, m[1])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestSettings: what .datavet.yaml says of rules, places and tests holds for
// datavet and for go vet at once, whatever their caches have; and that nothing has
// changed, or only what isn't part of a finding, leaves them warm.
func TestSettings(t *testing.T) {
	m := extract(t, "switches")
	cache := "-cache=" + t.TempDir()
	for _, tt := range []struct {
		settings, args string
		want           []string
		warm           bool // the first run, too
	}{
		{settings: "", want: []string{inInvite, inPurge, inAdd}},
		{settings: "rules: {txleak: on}", want: []string{inInvite, inPurge, inAdd, inLeave}},
		{settings: "rules: {txleak: note}", want: []string{inInvite, inPurge, inAdd, inLeave}, warm: true},
		{settings: "rules: {enqueueintx: off}", want: []string{inPurge}},
		{settings: "rules: {enqueueintx: off, unguardedretry: {opt-in: true}}", want: []string{inFetch, inPurge}},
		{settings: "rules: {enqueueintx: off}", args: "-enable=enqueueintx", want: []string{inInvite, inAdd}},
		{settings: "rules: {txleak: on}", args: "-disable=txleak", want: []string{inInvite, inPurge, inAdd}},
		{settings: "tests: true", want: []string{inInvite, inPurge, inAdd, inTest}},
		{settings: "tests: true", args: "-tests=false", want: []string{inInvite, inPurge, inAdd}},
		{settings: "tests: false", args: "-tests", want: []string{inInvite, inPurge, inAdd, inTest}},
		// That Mail, which is in legacy, sends mail is known all the same.
		{settings: "exclude: [{path: legacy, reason: frozen}]", want: []string{inAdd}},
		{settings: "exclude: [{path: legacy, reason: goes in June}]", want: []string{inAdd}, warm: true},
		{settings: "exclude: [{path: '**/*.sql', reason: frozen}]", want: []string{inInvite, inAdd}},
		{settings: "exclude: [{path: signup/signup.go, rules: [txleak], reason: frozen}]", args: "-enable=txleak,enqueueintx", want: []string{inInvite, inAdd}},
	} {
		m.write(".datavet.yaml", tt.settings+"\n")
		want := slices.Sorted(slices.Values(tt.want))
		for i := range 2 {
			warm := tt.warm || i > 0
			args := append(strings.Fields(tt.args), "./...")
			r := m.datavet(append([]string{cache, "-debug=time"}, args...)...)
			if got := r.places(); !slices.Equal(got, want) || warm && !strings.Contains(r.stderr, "Packages: 0 analysed") {
				t.Errorf("%s %s: datavet, warm %t: found %q, want %q\n%s%s", tt.settings, tt.args, warm, got, want, r.stdout, r.stderr)
			}
			if r.code != exitFindings {
				t.Errorf("%s %s: exit code %d", tt.settings, tt.args, r.code)
			}
		}
		r := m.vet(append(strings.Fields(tt.args), "./...")...)
		if got := r.places(); !slices.Equal(got, want) {
			t.Errorf("%s %s: go vet: found %q, want %q\n%s", tt.settings, tt.args, got, want, r.stderr)
		}
	}
}

// TestSettingsKeepVetWarm: the same settings let go vet take its results from the
// cache, others, or other words for the same, do or don't.
func TestSettingsKeepVetWarm(t *testing.T) {
	m := extract(t, "switches")
	cached := func() bool { return !strings.Contains(m.vet("-x", "./...").stderr, "vet.cfg") }
	for _, tt := range []struct {
		settings string
		want     bool
	}{
		{"# warm\nexclude: [{path: legacy, reason: a}]", false},
		{"# warm\nexclude: [{path: legacy, reason: a}]", true},
		{"# warm\nexclude: [{path: legacy, reason: b}]", true},
		{"# warm\nexclude: [{path: signup, reason: b}]", false},
		{"# warm\nexclude: [{path: legacy, reason: a}]", true},
		{"functions: {no-effect: [{name: example.com/switches/legacy.Mail, why: a test}]}", false},
	} {
		m.write(".datavet.yaml", tt.settings+"\n")
		if got := cached(); got != tt.want {
			t.Errorf("%s: cached %t", tt.settings, got)
		}
	}
}

// TestSettingsOfWorkspace: in each module its own settings hold, and one that has
// tests analysed has those of all.
func TestSettingsOfWorkspace(t *testing.T) {
	m := extract(t, "switches")
	twin := module{t, filepath.Join(m.dir, "twin")}
	if err := os.CopyFS(twin.dir, os.DirFS(filepath.Join(m.dir, "signup"))); err != nil {
		t.Fatal(err)
	}
	twin.write("go.mod", "module example.com/twin\n\ngo 1.26\n")
	m.write("go.work", "go 1.26\n\nuse (\n\t.\n\t./twin\n)\n")
	for _, tt := range []struct {
		own, twins string
		want       []string
	}{
		{"rules: {txleak: on}", "", []string{inAdd, inLeave, "twin/" + inAdd}},
		{"", "rules: {txleak: on, enqueueintx: off}", []string{inAdd, "twin/" + inLeave}},
		{"exclude: [{path: ., reason: frozen}]", "tests: true", []string{"twin/" + inAdd, "twin/" + inTest}},
	} {
		m.write(".datavet.yaml", tt.own+"\n")
		twin.write(".datavet.yaml", tt.twins+"\n")
		for how, run := range map[string]func(...string) result{"datavet": m.inWorkspace(false), "go vet": m.inWorkspace(true)} {
			r := run("./signup", "./twin")
			var got []string
			for _, posn := range regexp.MustCompile(`(?m)^\S*?((?:twin/)?signup[\w.]+:\d+:\d+): [^\t]`).FindAllStringSubmatch(r.stdout+r.stderr, -1) {
				got = append(got, posn[1])
			}
			slices.Sort(got)
			if got = slices.Compact(got); !slices.Equal(got, tt.want) {
				t.Errorf("%q, %q: %s: found %q, want %q\n%s%s", tt.own, tt.twins, how, got, tt.want, r.stdout, r.stderr)
			}
		}
	}
}

// inWorkspace runs datavet, or go vet with it, with the workspace that m is.
func (m module) inWorkspace(vet bool) func(args ...string) result {
	return func(args ...string) result {
		env := []string{"env", "GOWORK=" + filepath.Join(m.dir, "go.work"), "DATAVET_TEST_AS=datavet"}
		name := []string{executable(m.t)}
		if vet {
			name = []string{"go", "vet", "-vettool=" + executable(m.t)}
		}
		cmd := slices.Concat(env, name, args)
		return m.exec(os.Environ(), cmd[0], cmd[1:]...)
	}
}

// TestSettingsOfReplaced: a module in the place of another has its own settings.
// They say what its functions do, and not which rules run on those who call them.
func TestSettingsOfReplaced(t *testing.T) {
	m := extract(t, "switches")
	lib := module{t, filepath.Join(m.dir, "lib")}
	lib.write("go.mod", "module example.com/lib\n\ngo 1.26\n")
	lib.write("lib.go", `// Package lib mails.
package lib

import "net/smtp"

func Mail(to string) error {
	return smtp.SendMail("localhost:25", nil, "shop@example.com", []string{to}, nil)
}
`)
	m.write("go.mod", "module example.com/switches\n\ngo 1.26\n\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ./lib\n")
	calls, err := os.ReadFile(filepath.Join(m.dir, "signup/signup.go"))
	if err != nil {
		t.Fatal(err)
	}
	m.write("signup/signup.go", strings.NewReplacer("switches/legacy", "lib", "legacy.Mail", "lib.Mail").Replace(string(calls)))
	off := "rules:\n"
	for _, rule := range analyzers.Rules {
		if name := rule.Analyzer.Name; rule.Default && name != "softunique" {
			off += "  " + name + ": off\n"
		}
	}
	for _, tt := range []struct {
		name, settings string
		want           []string
	}{
		{"none", "", []string{inAdd}},
		{"rules off", off, []string{inAdd}},
		{"declared", "functions: {no-effect: [{name: example.com/lib.Mail, why: a test}]}", nil},
		{"none again", "", []string{inAdd}},
	} {
		want := append([]string{inInvite, inPurge}, tt.want...)
		lib.write(".datavet.yaml", tt.settings+"\n")
		for how, r := range map[string]result{"datavet": m.datavet("./..."), "go vet": m.vet("./...")} {
			if got := r.places(); !slices.Equal(got, want) {
				t.Errorf("%s: %s found %q, want %q\n%s%s", tt.name, how, got, want, r.stdout, r.stderr)
			}
		}
	}
}

// TestWrongSettingsOfReplaced: they are said once.
func TestWrongSettingsOfReplaced(t *testing.T) {
	m := extract(t, "switches")
	m.write("go.mod", "module example.com/switches\n\ngo 1.26\n\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ./lib\n")
	m.write("lib/go.mod", "module example.com/lib\n\ngo 1.26\n")
	m.write("lib/lib.go", "package lib\n\nconst Name = 1\n")
	m.write("lib/.datavet.yaml", "rule: {}\n")
	m.write("signup/name.go", "package signup\n\nimport \"example.com/lib\"\n\nconst Name = lib.Name\n")
	want := `lib/.datavet.yaml:1:1: unknown key "rule": did you mean "rules"?`
	m.datavet("./...").want(t, exitError, nil, []string{want})
	if r := m.vet("./..."); r.code == 0 || strings.Count(r.stderr, want) != 1 {
		t.Errorf("go vet: exit code %d\n%s", r.code, r.stderr)
	}
}

// TestInlineSettings: drivers that are given settings as a flag heed all keys.
func TestInlineSettings(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the standard library")
	}
	program := filepath.Join(t.TempDir(), "foreign.exe")
	if out, err := exec.Command("go", "build", "-o", program, "./testdata/foreign").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	m := extract(t, "switches")
	m.write(".datavet.yaml", "rules: {sentinelrange: off}\n") // doesn't count
	for _, tt := range []struct {
		args []string
		want []string
	}{
		{
			[]string{"{rules: {sentinelrange: off, unguardedretry: {opt-in: true}}, exclude: [{path: signup/signup.go, reason: frozen}], tests: true}"},
			[]string{inInvite, inFetch, inTest},
		},
		{
			[]string{"{functions: {no-effect: [{name: example.com/switches/legacy.Mail, why: a test}]}, tests: true}", "-datavet.tests=false"},
			[]string{inPurge},
		},
	} {
		args := append([]string{"-datavet.config=" + tt.args[0]}, tt.args[1:]...)
		for how, r := range foreign(program).run(m, append(args, "./...")...) {
			if got := r.places(); !slices.Equal(got, tt.want) {
				t.Errorf("%s %q: found %q, want %q\n%s", how, tt.args, got, tt.want, r.stderr)
			}
		}
	}
	for how, r := range foreign(program).run(m, "-datavet.config=rules: {txlaek: on}", "./...") {
		if want := `config:1:9: unknown rule "txlaek": did you mean "txleak"?`; r.code == 0 || !strings.Contains(r.stderr, want) {
			t.Errorf("%s: exit code %d\n%s", how, r.code, r.stderr)
		}
	}
}
