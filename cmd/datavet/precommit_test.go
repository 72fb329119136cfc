package main_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	harmless = `package signup

import "net/smtp"

func welcome(email string) error {
	return smtp.SendMail("localhost:25", nil, "shop@example.com", []string{email}, []byte("welcome"))
}
`
	hazard = `package signup

import "database/sql"

func register(db *sql.DB, email string) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec("INSERT INTO customers (email) VALUES ($1)", email); err != nil {
		return err
	}
	if err := welcome(email); err != nil {
		return err
	}
	return tx.Commit()
}
`
	repaired = `package signup

import "database/sql"

func register(db *sql.DB, email string) error {
	if _, err := db.Exec("INSERT INTO customers (email) VALUES ($1)", email); err != nil {
		return err
	}
	return welcome(email)
}
`
	declaration = `CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    expires_at BIGINT NOT NULL DEFAULT 0
);
`
	purge = `DELETE FROM sessions WHERE expires_at < extract(epoch FROM now());
`
	guardedPurge = `DELETE FROM sessions WHERE expires_at <> 0 AND expires_at < extract(epoch FROM now());
`
)

// TestPreCommit commits to a repository that uses this checkout's hook.
func TestPreCommit(t *testing.T) {
	if testing.Short() {
		t.Skip("installs datavet as pre-commit does")
	}
	if _, err := exec.LookPath("pre-commit"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("needs pre-commit (Debian: apt-get install pre-commit): ", err)
	}
	home := t.TempDir()
	env := environment(t, home)
	hooks, rev := snapshot(t, env)

	app := t.TempDir()
	write(t, app, "go.mod", "module example.com/shop\n\ngo 1.26.0\n")
	write(t, app, "signup/welcome.go", harmless)
	write(t, app, ".pre-commit-config.yaml",
		"repos:\n- repo: "+hooks+"\n  rev: "+rev+"\n  hooks:\n  - id: datavet\n")
	mustRun(t, env, app, "git", "init", "-q")
	mustRun(t, env, app, "pre-commit", "install")
	commit := func(name string) (out string, err error) {
		mustRun(t, env, app, "git", "add", ".")
		return run(env, app, "git", "commit", "-q", "-m", name)
	}

	if out, err := commit("harmless"); err != nil {
		t.Fatalf("harmless code is refused: %v\n%s", err, out)
	}
	installed, err := filepath.Glob(filepath.Join(home, "repo*", "golangenv*", "bin", "*"))
	if err != nil || len(installed) != 1 {
		t.Errorf("pre-commit installed %v, %v, want datavet alone", installed, err)
	}

	write(t, app, "signup/register.go", hazard)
	out, err := commit("hazard")
	if err == nil {
		t.Error("a hazard is committed")
	}
	for _, want := range []string{"register.go:14:", "mail sent inside a transaction"} {
		if !strings.Contains(out, want) {
			t.Errorf("the hook's output lacks %q:\n%s", want, out)
		}
	}

	write(t, app, "signup/register.go", repaired)
	if out, err := commit("repaired"); err != nil {
		t.Errorf("repaired code is refused: %v\n%s", err, out)
	}

	// Commits of .sql files alone.
	write(t, app, "db/schema.sql", declaration)
	if out, err := commit("declaration"); err != nil {
		t.Errorf("a table is refused: %v\n%s", err, out)
	}
	write(t, app, "db/purge.sql", purge)
	if out, err := commit("purge"); err == nil || !strings.Contains(out, "db/purge.sql:1:28: expires_at < … also takes live rows") {
		t.Errorf("a hazard in a .sql file: %v\n%s", err, out)
	}
	write(t, app, "db/purge.sql", guardedPurge)
	if out, err := commit("guarded purge"); err != nil {
		t.Errorf("a guarded query is refused: %v\n%s", err, out)
	}
	if got, want := mustRun(t, env, app, "git", "log", "--format=%s"), "guarded purge\ndeclaration\nrepaired\nharmless\n"; got != want {
		t.Errorf("the log is %q, want %q", got, want)
	}
}

// snapshot commits the checkout as it stands, changes included, to a
// repository of its own.
func snapshot(t *testing.T, env []string) (dir, rev string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	files := mustRun(t, env, root, "git", "-c", "safe.directory=*", "ls-files", "-z",
		"--cached", "--others", "--exclude-standard")
	for name := range strings.SplitSeq(strings.TrimRight(files, "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted, but not yet in the index
		}
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, string(content))
	}
	mustRun(t, env, dir, "git", "init", "-q")
	mustRun(t, env, dir, "git", "add", "--force", ".")
	mustRun(t, env, dir, "git", "commit", "-q", "-m", "snapshot")
	return dir, strings.TrimSpace(mustRun(t, env, dir, "git", "rev-parse", "HEAD"))
}

// environment returns an environment in which git and pre-commit use nothing
// of the user's but Go's caches.
func environment(t *testing.T, home string) []string {
	t.Helper()
	var env []string
	for _, v := range os.Environ() {
		// Inside a git hook GIT_DIR names the repository of the checkout.
		if !strings.HasPrefix(v, "GIT_") {
			env = append(env, v)
		}
	}
	modcache := strings.TrimSpace(mustRun(t, env, ".", "go", "env", "GOMODCACHE"))
	return append(env,
		"PRE_COMMIT_HOME="+home,
		"GOMODCACHE="+modcache, // pre-commit moves GOPATH
		"GOWORK=off",
		"GIT_CONFIG_GLOBAL="+os.DevNull,
		"GIT_CONFIG_SYSTEM="+os.DevNull,
		"GIT_AUTHOR_NAME=test", "GIT_AUTHOR_EMAIL=test@example.com",
		"GIT_COMMITTER_NAME=test", "GIT_COMMITTER_EMAIL=test@example.com",
	)
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func run(env []string, dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = env
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

func mustRun(t *testing.T, env []string, dir, name string, args ...string) string {
	t.Helper()
	out, err := run(env, dir, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}
