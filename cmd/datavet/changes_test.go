package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// git makes what m holds a commit of a repository.
func (m module) git(args ...string) {
	m.t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		m.t.Skip("needs git")
	}
	cmd := exec.Command("git", append([]string{"-c", "user.name=test", "-c", "user.email=test@example.com"}, args...)...)
	cmd.Dir = m.dir
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "GIT_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	if out, err := cmd.CombinedOutput(); err != nil {
		m.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func (m module) commit() {
	m.t.Helper()
	if _, err := os.Stat(filepath.Join(m.dir, ".git")); err != nil {
		m.git("init", "-q", "-b", "main")
	}
	m.git("add", "-A")
	m.git("commit", "-q", "-m", "commit")
}

// newFrom checks which files have findings that are new since rev.
func (m module) newFrom(want, rev string, args ...string) {
	m.t.Helper()
	if args == nil {
		args = []string{"./..."}
	}
	r := m.datavet(append([]string{"-new-from=" + rev}, args...)...)
	code := exitFindings
	if want == "" {
		code = exitOK
	}
	if got := r.found(); got != want || r.code != code || r.stderr != "" {
		m.t.Errorf("-new-from=%s: %q and exit code %d, want %q\n%s%s", rev, got, r.code, want, r.stdout, r.stderr)
	}
}

// TestNewFrom: a finding counts if its lines have changed, the places that it
// names, or a call on its path, in whichever package.
func TestNewFrom(t *testing.T) {
	m := extract(t, "shop")
	m.write("db/schema.sql", "CREATE TABLE sessions (\n    id BIGINT PRIMARY KEY,\n    expires_at BIGINT NOT NULL DEFAULT 0\n);\n")
	m.write("db/purge.sql", "-- Old sessions.\nDELETE FROM sessions WHERE expires_at < extract(epoch FROM now());\n")
	m.commit()
	m.newFrom("", "HEAD")
	for _, test := range []struct{ name, old, new, want string }{
		{"signup/signup.go", "return mail.Welcome(to)", "return mail.Welcome(to) // now", "signup"},
		{"signup/signup.go", "return s.InTx(ctx,", "return s.InTx(ctx, ", "signup"}, // where it begins
		{"signup/signup.go", "// Package signup adds", "// Package signup has", ""},
		{"mail/mail.go", `[]byte("Welcome!")`, `[]byte("Hello!")`, "signup"},
		{"mail/mail.go", "// Package mail", "// Package mail itself", ""},
		{"db/purge.sql", "DELETE", "DELETE ", "purge"},
		{"db/purge.sql", "-- Old", "-- Older", ""},
		{"db/schema.sql", "DEFAULT 0", "DEFAULT  0", "purge"},
		{"db/schema.sql", "id BIGINT", "id  BIGINT", ""},
	} {
		text := m.read(test.name)
		m.edit(test.name, test.old, test.new)
		m.newFrom(test.want, "HEAD")
		m.write(test.name, text)
	}
	m.edit("signup/signup.go", "return mail.Welcome(to)", "return mail.Welcome(to) // now")
	m.in("signup").newFrom("signup", "HEAD", ".")
	m.in("store").newFrom("", "HEAD", ".")
	m.in("store").newFrom("signup", "HEAD", "-C", "../signup")
	if r := m.datavet("-json", "-new-from=HEAD", "./..."); strings.Count(r.stdout, `"posn": "`+m.dir+"/signup/signup.go:17:10") != 2 || strings.Contains(r.stdout, "purge.sql") {
		t.Error(r.stdout)
	}
	m.git("switch", "-q", "-c", "topic")
	m.commit()
	m.newFrom("", "HEAD")
	m.newFrom("signup", "main")
	m.baselined("2 added, 0 dropped, 0 kept")
	m.newFrom("", "main", "-baseline="+known, "./...")
}

// TestNewFromDeleted: a finding in lines that stayed comes from one that is gone.
func TestNewFromDeleted(t *testing.T) {
	m := extract(t, "changed")
	m.edit("a/a.go", "email); err != nil {\n\t\treturn err", "email); err != nil {\n\t\t_ = email\n\t\treturn err")
	m.commit()
	m.edit("a/a.go", "\tdefer func() { _ = tx.Rollback() }()\n", "")
	m.newFrom("a", "HEAD", "-enable=txleak", "./...")
}

func TestNewFromHook(t *testing.T) {
	m := extract(t, "shop")
	m.commit()
	m.edit("signup/signup.go", "return mail.Welcome(to)", "return mail.Welcome(to) // now")
	env := append(os.Environ(), "DATAVET_TEST_AS=datavet", "GIT_DIR=.git", "GIT_INDEX_FILE=.git/index", "GIT_PREFIX=signup/")
	r := m.in("signup").exec(env, executable(t), "-new-from=HEAD", "./...")
	if r.found() != "signup" || r.stderr != "" {
		t.Errorf("%s%s", r.stdout, r.stderr)
	}
}

func TestNewFromErrors(t *testing.T) {
	m := extract(t, "shop")
	wrong := func(rev, want string) {
		t.Helper()
		m.datavet("-new-from="+rev, "./...").want(t, exitError, nil, []string{want})
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(m.dir))
	wrong("HEAD", "datavet: -new-from=HEAD: "+m.dir+" is in no git repository: run datavet in one, or leave the flag out")
	m.commit()
	wrong("mian", "datavet: -new-from=mian: no such revision here: see git branch -a, or fetch it")
	wrong("main..HEAD", "datavet: -new-from=main..HEAD: want one revision")
	m.newFrom("", "main")
	// A wrong directive is told, however old.
	m.edit("signup/signup.go", "func Add(", "//datavet:ignored enqueueintx why\nfunc Add(")
	m.commit()
	m.datavet("-new-from=main", "./...").want(t, exitError, []string{"unknown datavet directive"}, nil)
}
