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
	// Packages that the commit doesn't touch have no say.
	write(t, app, "signup/register.go", hazard)
	mustRun(t, env, app, "git", "add", ".")
	mustRun(t, env, app, "git", "commit", "-q", "--no-verify", "-m", "by force")
	write(t, app, "util/util.go", "package util\n")
	if out, err := commit("util"); err != nil {
		t.Errorf("a finding elsewhere is refused: %v\n%s", err, out)
	}
	if got, want := mustRun(t, env, app, "git", "log", "--format=%s"), "util\nby force\nguarded purge\ndeclaration\nrepaired\nharmless\n"; got != want {
		t.Errorf("the log is %q, want %q", got, want)
	}
}

// A hook is a way to have datavet run before a commit.
type hook struct {
	program string // has to be there; empty: git alone
	// files are those that set it up, and command what installs it; args are
	// datavet's flags.
	files   func(t *testing.T, env []string, args string) map[string]string
	command []string
}

var hooks = map[string]hook{
	"git": {
		files: func(t *testing.T, _ []string, args string) map[string]string {
			return map[string]string{".git/hooks/pre-commit": strings.Replace(example(t, "pre-commit"), "-changed", args+" -changed", 1)}
		},
		command: []string{"chmod", "+x", ".git/hooks/pre-commit"},
	},
	"pre-commit": {
		program: "pre-commit",
		files: func(t *testing.T, env []string, args string) map[string]string {
			text, err := os.ReadFile("../../.pre-commit-hooks.yaml")
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			write(t, dir, ".pre-commit-hooks.yaml", string(text))
			return map[string]string{".pre-commit-config.yaml": "repos:\n- repo: " + dir + "\n  rev: " + commitAll(t, env, dir) +
				"\n  hooks:\n  - id: datavet-system\n    args: [" + strings.ReplaceAll(args, " ", ", ") + "]\n"}
		},
		command: []string{"pre-commit", "install"},
	},
	"lefthook": {
		program: "lefthook",
		files: func(t *testing.T, _ []string, args string) map[string]string {
			return map[string]string{"lefthook.yml": strings.Replace(example(t, "lefthook.yml"), "-changed", args+" -changed", 1)}
		},
		command: []string{"lefthook", "install"},
	},
}

func example(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "hooks", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestHookExamples: the documentation has what TestHooks runs.
func TestHookExamples(t *testing.T) {
	page, err := os.ReadFile("../../docs/adopt.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, lang := range map[string]string{"pre-commit": "sh", "lefthook.yml": "yaml"} {
		if want := "```" + lang + "\n" + example(t, name) + "```\n"; !strings.Contains(string(page), want) {
			t.Errorf("docs/adopt.md lacks %s", want)
		}
	}
}

const (
	logging = `package mail

import "log"

func Welcome(email string) error {
	log.Println("welcome", email)
	return nil
}
`
	sending = `package mail

import "net/smtp"

func Welcome(email string) error {
	return smtp.SendMail("localhost:25", nil, "shop@example.com", []string{email}, []byte("welcome"))
}
`
)

// inTx returns a package whose transaction calls what the import welcomes by.
func inTx(pkg, imported, call string) string {
	return strings.NewReplacer("package signup", "package "+pkg, "import \"database/sql\"", "import (\n\t\"database/sql\"\n\n\t\""+imported+"\"\n)",
		"welcome(email)", call).Replace(hazard)
}

// TestHooks: before a commit only what it can have changed is looked at.
func TestHooks(t *testing.T) {
	for name, h := range hooks {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(h.program); h.program != "" && err != nil {
				if os.Getenv("CI") == "true" && h.program == "pre-commit" {
					t.Fatal(err)
				}
				t.Skip("needs ", h.program, ": ", err)
			}
			h.test(t)
		})
	}
}

func (h hook) test(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	write(t, bin, "datavet", "#!/bin/sh\nDATAVET_TEST_AS=datavet exec '"+self+"' \"$@\"\n")
	if err := os.Chmod(filepath.Join(bin, "datavet"), 0o777); err != nil {
		t.Fatal(err)
	}
	env := append(environment(t, t.TempDir()), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "GOFLAGS=")
	app := t.TempDir()
	mustRun(t, env, app, "git", "init", "-q")
	install := func(args string) {
		for name, content := range h.files(t, env, args) {
			write(t, app, name, content)
		}
		mustRun(t, env, app, h.command[0], h.command[1:]...)
	}
	commit := func(refused bool, want, never string, args ...string) {
		t.Helper()
		mustRun(t, env, app, "git", "add", "-A")
		out, err := run(env, app, "git", append([]string{"commit", "-q", "-m", "change"}, args...)...)
		if (err != nil) != refused || !strings.Contains(out, want) || never != "" && strings.Contains(out, never) {
			t.Errorf("refused: %v, want %t, %q and never %q:\n%s", err, refused, want, never, out)
		}
	}

	write(t, app, "go.mod", "module example.com/shop\n\ngo 1.26.0\n")
	write(t, app, "mail/mail.go", logging)
	write(t, app, "signup/register.go", inTx("signup", "example.com/shop/mail", "mail.Welcome(email)"))
	write(t, app, "legacy/mail.go", strings.Replace(harmless, "package signup", "package legacy", 1))
	write(t, app, "legacy/register.go", strings.Replace(hazard, "package signup", "package legacy", 1))
	write(t, app, "util/util.go", "package util\n")
	write(t, app, "util/more.go", "package util\n")
	write(t, app, "old/old.go", "package old\n")
	commit(false, "", "", "--no-verify")
	install("-q")

	// What other packages had before is not looked at.
	write(t, app, "util/util.go", "package util\n\nconst A = 1\n")
	commit(false, "", "legacy")
	// A caller has a finding since a function does more.
	write(t, app, "mail/mail.go", sending)
	commit(true, "signup/register.go:18:", "legacy")
	write(t, app, "mail/mail.go", logging)
	// Deleted files, and packages.
	for _, name := range []string{"util/more.go", "old/old.go"} {
		if err := os.Remove(filepath.Join(app, name)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, app, "util/util.go", "package util\n\nconst A = 2\n")
	commit(false, "", "legacy")
	// The schema is every package's.
	write(t, app, "db/schema.sql", declaration)
	commit(true, "legacy/register.go:14:", "signup")
	install("-q -new-from=HEAD")
	commit(false, "", "legacy")
	write(t, app, "db/purge.sql", purge)
	commit(true, "db/purge.sql:1:28:", "legacy")
	write(t, app, "db/purge.sql", guardedPurge)
	commit(false, "", "legacy")
	if h.program == "lefthook" {
		return // its example asks for Go and SQL files alone
	}
	write(t, app, ".datavet.yaml", "dialect: postgres\n")
	commit(true, ".datavet.yaml:1:10:", "legacy")
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
	return dir, commitAll(t, env, dir)
}

// commitAll makes dir a repository, and returns its commit.
func commitAll(t *testing.T, env []string, dir string) (rev string) {
	t.Helper()
	mustRun(t, env, dir, "git", "init", "-q")
	mustRun(t, env, dir, "git", "add", "--force", ".")
	mustRun(t, env, dir, "git", "commit", "-q", "-m", "snapshot")
	return strings.TrimSpace(mustRun(t, env, dir, "git", "rev-parse", "HEAD"))
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
