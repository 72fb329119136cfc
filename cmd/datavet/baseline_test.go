package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

const known = ".datavet-baseline.json"

// baselined runs datavet baseline.
func (m module) baselined(want string, args ...string) {
	m.t.Helper()
	m.datavet(append([]string{"baseline"}, args...)...).want(m.t, exitOK, []string{known + ": " + want}, nil)
}

func TestBaseline(t *testing.T) {
	m := extract(t, "changed")
	m.baselined("5 added, 0 dropped, 0 kept")
	first := m.read(known)
	m.baselined("0 added, 0 dropped, 5 kept")
	if again := m.read(known); again != first {
		t.Errorf("written again: %s", again)
	}
	all := []string{"-baseline=" + known, "./..."}
	m.datavet(all...).want(t, exitOK, nil, nil)
	m.datavet("-json", all[0], all[1]).want(t, exitOK, []string{"{"}, nil)

	// A new finding, one line further down; one repaired; one moved in its file.
	m.edit("a/a.go", "\treturn tx.Commit()", "\tif err := smtp.SendMail(email, nil, email, nil, nil); err != nil {\n\t\treturn err\n\t}\n\treturn tx.Commit()")
	m.edit("b/b.go", "smtp.SendMail", "ignored")
	m.edit("b/b.go", "func Register", "var ignored func(...any) error\n\nvar _ = smtp.SendMail\n\nfunc Register")
	m.edit("c/c.go", "func Register", "// Register registers.\nfunc Register")
	told := []string{"a/a.go:24:12: mail sent inside a transaction"}
	gone := []string{known + ":5:1: the finding is gone (enqueueintx in b/b.go); datavet baseline brings the baseline up to date"}
	m.datavet(all...).want(t, exitFindings, told, gone)
	m.in("c").datavet("-baseline=../"+known, "./../...").want(t, exitFindings, []string{"a.go:24:12"}, []string{"../" + known + ":5:1: "})

	m.baselined("1 added, 1 dropped, 4 kept", "-reason=the mail says that we try")
	m.datavet(all...).want(t, exitOK, nil, nil)
	if text := m.read(known); strings.Count(text, `"reason":"the mail says that we try"`) != 1 || strings.Count(text, `"reason":"found when the baseline was written"`) != 4 {
		t.Errorf("reasons: %s", text)
	}
}

// TestBaselineInPart: a run says nothing of what it doesn't look at, nor drops it.
func TestBaselineInPart(t *testing.T) {
	m := extract(t, "changed")
	m.baselined("5 added, 0 dropped, 0 kept")
	for _, name := range []string{"a/a.go", "b/b.go", "c/c.go", "d/d.go"} {
		m.edit(name, "smtp.SendMail", "func(...any) error { _ = smtp.SendMail; return nil }")
	}
	m.edit("db/purge.sql", "WHERE", "WHERE expires_at <> 0 AND")
	in := "-baseline=" + known
	m.datavet(in, "-disable=enqueueintx", "./b").want(t, exitOK, nil, nil)
	m.datavet(in, "-enable=txleak", "./...").want(t, exitOK, nil, nil)
	m.datavet(in, "./b").want(t, exitOK, nil, []string{"in b/b.go"})
	m.datavet(in, "-changed", "c/c.go").want(t, exitOK, nil, []string{"in c/c.go"})
	m.datavet(in, "./db").want(t, exitOK, nil, []string{"in db/purge.sql"})
	m.datavet(in, "./base", "./a").want(t, exitOK, nil, []string{"in a/a.go", "in db/purge.sql"})
	m.write(".datavet.yaml", "rules: {enqueueintx: off}\n")
	m.datavet(in, "./...").want(t, exitOK, nil, []string{"in db/purge.sql"})
	m.remove(".datavet.yaml")
	m.baselined("0 added, 1 dropped, 4 kept", "-disable=sentinelrange", "./b")
	m.baselined("0 added, 2 dropped, 2 kept", "./a")

	// What could not be analysed isn't gone, and nothing is written.
	before := m.read(known)
	m.edit("base/base.go", "const Name", "const Other")
	m.remove("d")
	r := m.datavet(in, "./...")
	if r.code != exitError || strings.Contains(r.stderr, "in b/b.go") || !strings.Contains(r.stderr, known+":5:1: the finding is gone (enqueueintx in d/d.go)") {
		t.Errorf("exit code %d\n%s", r.code, r.stderr)
	}
	if r := m.datavet("baseline"); r.code != exitError || !strings.Contains(r.stderr, "the baseline is left as it was: mend what is said above first") || m.read(known) != before {
		t.Errorf("exit code %d\n%s\n%s", r.code, r.stderr, m.read(known))
	}
}

// TestBaselineWithTests: findings in tests stay where tests aren't analysed.
func TestBaselineWithTests(t *testing.T) {
	m := extract(t, "shop")
	m.baselined("3 added, 0 dropped, 0 kept", "-tests")
	m.datavet("-baseline="+known, "./...").want(t, exitOK, nil, nil)
	m.baselined("0 added, 0 dropped, 3 kept")
	m.remove("signup/signup_test.go")
	m.datavet("-baseline="+known, "./...").want(t, exitOK, nil, []string{"the finding is gone (enqueueintx in signup/signup_test.go)"})
	m.baselined("0 added, 1 dropped, 2 kept", "-tests")
}

// TestBaselineOptIn: findings of opt-in categories stay where nobody asks for them.
func TestBaselineOptIn(t *testing.T) {
	m := extract(t, "changed")
	m.write("g/g.go", `package g

import (
	"database/sql"
	"time"
)

func Touch(db *sql.DB) {
	for {
		if _, err := db.Exec("UPDATE sessions SET expires_at = 1 WHERE id = 1"); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}
`)
	m.datavet("./g").want(t, exitOK, nil, nil)
	m.baselined("1 added, 0 dropped, 0 kept", "-enable=all", "./g")
	m.datavet("-enable=all", "-baseline="+known, "./g").want(t, exitOK, nil, nil)
	m.write("g/g.go", "package g\n")
	m.datavet("-baseline="+known, "./g").want(t, exitOK, nil, nil)
	m.baselined("0 added, 0 dropped, 1 kept", "./g")
	m.write(".datavet.yaml", "rules: {unguardedretry: {opt-in: true}}\n")
	m.datavet("-baseline="+known, "./g").want(t, exitOK, nil, []string{"in g/g.go"})
	m.baselined("0 added, 1 dropped, 0 kept", "./g")
}

func TestBaselineErrors(t *testing.T) {
	m := extract(t, "changed")
	m.baselined("5 added, 0 dropped, 0 kept")
	whole := m.read(known)
	m.write("empty.json", "")
	m.write("conflict.json", strings.Replace(whole, "{\"file\":\"b", "<<<<<<< HEAD\n{\"file\":\"b", 1))
	m.write("reason.json", strings.Replace(whole, "found when the baseline was written", "", 1))
	m.write("version.json", strings.Replace(whole, ": 1", ": 7", 1))
	for _, test := range []struct{ args, want string }{
		{"-baseline=none.json ./...", "datavet: none.json: no such baseline; datavet baseline -o none.json writes one"},
		{"-baseline=empty.json ./...", "datavet: empty.json:1:1: unexpected end of JSON input; restore the file, or delete it"},
		{"-baseline=conflict.json ./...", "datavet: conflict.json:5:1: a merge conflict: run datavet baseline -o conflict.json, which keeps what holds"},
		{"-baseline=reason.json ./...", "datavet: reason.json:4:"},
		{"-baseline=version.json ./...", "datavet: version.json:2:12: version 7: this datavet knows 1"},
		{"-baseline=a ./...", "datavet: a is a folder: name the baseline that datavet baseline wrote"},
		{"baseline -o empty.json ./...", "datavet: empty.json:1:1: "},
		{"baseline -o none/known.json ./...", "datavet: none/known.json can't be written"},
		{"baseline -reason= ./...", "datavet: -reason is empty: say why"},
		{"baseline -changed a/a.go", "datavet baseline takes no -changed"},
		{"baseline -fix", "datavet baseline takes no -fix"},
		{"baseline -baseline=x", "flag provided but not defined: -baseline"},
	} {
		m.datavet(strings.Fields(test.args)...).want(t, exitError, nil, []string{test.want})
	}
	m.datavet("baseline", "-o", "conflict.json").want(t, exitOK, []string{"conflict.json: 0 added, 0 dropped, 5 kept"}, nil)
	if m.read("conflict.json") != whole {
		t.Error("a conflict's entries weren't kept")
	}
	m.datavet("baseline", "./nowhere").want(t, exitError, nil, []string{"./nowhere: stat", "datavet: the baseline is left as it was: mend what is said above first"})
	m.write("c/wrong.go", "package c\n\n//datavet:ignore txlaek why\nfunc wrong() {}\n")
	wrong := `c/wrong.go:3:1: datavet directive ignores the unknown rule "txlaek"`
	m.datavet("baseline").want(t, exitError, nil, []string{wrong, "datavet: the baseline is left as it was: mend what is said above first"})
	m.datavet("-diff", "./c").want(t, exitError, nil, []string{wrong})
	m.remove("c/wrong.go")
	if m.read(known) != whole {
		t.Error("the baseline was written")
	}
	// A wrong directive is a mistake and stays one.
	m.edit("c/c.go", "func Register", "//datavet:ignored txleak why\nfunc Register")
	m.datavet("-baseline="+known, "./...").want(t, exitError, []string{"unknown datavet directive"}, nil)
}

// TestBaselinePlace: beside go.mod, or go.work, wherever datavet runs.
func TestBaselinePlace(t *testing.T) {
	m := extract(t, "changed")
	m.in("c").datavet("baseline").want(t, exitOK, []string{m.dir + "/" + known + ": 1 added"}, nil)
	m.baselined("4 added, 0 dropped, 1 kept")
	m.in("c").datavet("-baseline="+known).want(t, exitError, nil, []string{"datavet: " + known + ": no such baseline: paths are relative to the current folder; there is " + m.dir + "/" + known})
	m.in("lib").datavet("baseline", "-C", m.dir+"/tools").want(t, exitOK, []string{m.dir + "/tools/" + known + ": 1 added"}, nil)

	m.remove(known)
	m.remove("tools/" + known)
	m.write("go.work", "go 1.26.0\n\nuse (\n\t.\n\t./lib\n\t./tools\n)\n")
	m.inWorkspace(false)("baseline", "./...", "./lib/...", "./tools/...").want(t, exitOK, []string{known + ": 7 added"}, nil)
	var file struct {
		Findings []struct{ File string }
	}
	if err := json.Unmarshal([]byte(m.read(known)), &file); err != nil || file.Findings[len(file.Findings)-1].File != "tools/f/f.go" {
		t.Error(err, file)
	}
	m.inWorkspace(false)("-baseline="+filepath.Join(m.dir, known), "./...", "./lib/...", "./tools/...").want(t, exitOK, nil, nil)
}
