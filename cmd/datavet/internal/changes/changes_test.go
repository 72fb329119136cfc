package changes

import (
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A repo is a git repository, as the settings of the user that runs the tests don't
// matter.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git")
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull,
		"GIT_AUTHOR_NAME": "test", "GIT_AUTHOR_EMAIL": "test@example.com",
		"GIT_COMMITTER_NAME": "test", "GIT_COMMITTER_EMAIL": "test@example.com",
		// Inside a hook these name the checkout's own repository.
		"GIT_DIR": "", "GIT_INDEX_FILE": "", "GIT_WORK_TREE": "",
	} {
		t.Setenv(name, value)
		if value == "" {
			os.Unsetenv(name)
		}
	}
	r := repo{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repo) git(args ...string) {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func (r repo) write(name, content string) {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

func (r repo) commit() {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", "commit")
}

func (r repo) since(rev string) *Changes {
	r.t.Helper()
	c, err := Since(r.t.Context(), r.dir, rev)
	if err != nil {
		r.t.Fatal(err)
	}
	return c
}

// want checks which of the first ten lines of a file have changed, as "1 4".
func (r repo) want(c *Changes, name, lines string) {
	r.t.Helper()
	var got []string
	for line := 1; line <= 10; line++ {
		pos := token.Position{Filename: filepath.Join(r.dir, name), Line: line}
		if c.Touch(report.Told{Finding: report.Finding{Pos: pos, End: pos}}) {
			got = append(got, string("0123456789X"[line]))
		}
	}
	if got := strings.Join(got, " "); got != lines {
		r.t.Errorf("%s: lines %q have changed, want %q", name, got, lines)
	}
}

const (
	ten      = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"
	allLines = "1 2 3 4 5 6 7 8 9 X"
)

func TestLines(t *testing.T) {
	for name, test := range map[string]struct{ after, want string }{
		"nothing":          {ten, ""},
		"changed":          {"1\n2\nx\n4\n5\n6\n7\n8\n9\n10\n", "3"},
		"added":            {"1\n2\n3\n4\nx\ny\n5\n6\n7\n8\n9\n10\n", "5 6"},
		"first":            {"x\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1"},
		"deleted":          {"1\n2\n3\n4\n6\n7\n8\n9\n10\n", "4 5"},
		"first deleted":    {"2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1"},
		"last deleted":     {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "9 X"}, // there is no tenth
		"newline dropped":  {strings.TrimSuffix(ten, "\n"), "X"},
		"CRLF":             {"1\r\n2\r\n" + ten[4:], "1 2"},
		"like a head":      {"1\n++ b/other.go\n@@ -1 +7 @@\n4\n5\n6\n7\n8\n9\n10\n", "2 3"},
		"several":          {"x\n2\n3\n4\n5\n6\n7\n8\n9\nx\n", "1 X"},
		"like a diff head": {"1\ndiff --git a/x b/x\n3\n4\n5\n6\n7\n8\n9\n10\n", "2"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRepo(t)
			r.write("a.go", ten)
			r.write("other.go", ten)
			r.commit()
			r.write("a.go", test.after)
			c := r.since("HEAD")
			r.want(c, "a.go", test.want)
			r.want(c, "other.go", "")
			// A removed line that looks like the head of a file.
			r.commit()
			r.write("a.go", "-- a/other.go\n"+ten)
			r.commit()
			r.write("a.go", ten)
			r.want(r.since("HEAD"), "other.go", "")
		})
	}
}

func TestKindsOfChanges(t *testing.T) {
	r := newRepo(t)
	r.write(".gitignore", "ignored.go\n")
	r.write("moved.go", ten+"a\nb\nc\n")
	r.write("same.go", "package same\n"+ten)
	r.write("binary.go", ten)
	r.write(".gitattributes", "binary.go -diff\nauto.go text eol=crlf\n")
	r.write("auto.go", ten)
	r.write("deleted.go", "package deleted\n")
	r.write("run.go", "package run\n"+ten)
	r.commit()

	r.git("mv", "moved.go", "new.go")
	r.write("new.go", "1\n2\nx\n4\n5\n6\n7\n8\n9\n10\na\nb\nc\n")
	r.git("mv", "same.go", "sub.go")
	r.write("binary.go", "x"+ten)
	r.write("auto.go", strings.ReplaceAll(ten, "\n", "\r\n"))
	r.write("staged.go", ten)
	r.git("add", "staged.go")
	r.git("rm", "-q", "deleted.go")
	if err := os.Chmod(filepath.Join(r.dir, "run.go"), 0o777); err != nil {
		t.Fatal(err)
	}
	r.write("untracked.go", ten)
	r.write("ignored.go", ten)
	r.write("intended.go", strings.Repeat("x\n", 10))
	r.git("add", "-N", "intended.go")
	c := r.since("HEAD")
	for name, lines := range map[string]string{
		"new.go": "3", "sub.go": "", "binary.go": allLines, "auto.go": "", "staged.go": allLines, "run.go": "",
		"untracked.go": allLines, "ignored.go": "", "intended.go": allLines, "../elsewhere.go": allLines,
	} {
		r.want(c, name, lines)
	}
}

// TestNames: git quotes names, and its users' settings change how it writes
// differences.
func TestNames(t *testing.T) {
	names := []string{"a b.go", "ä.go", `q"uote.go`, "tab\there.go", "new\nline.go", "sub/a b/b b.go", "a b/a b.go", "-dash.go", "b.go", "[glob]*.go"}
	for _, settings := range [][]string{
		nil,
		{"diff.noprefix=true"}, {"diff.mnemonicPrefix=true"}, {"core.quotePath=false"}, {"diff.context=5"}, {"diff.interHunkContext=9"},
		{"diff.external=false"}, {"color.ui=always"}, {"color.diff=always"}, {"diff.relative=true"}, {"diff.submodule=log"}, {"diff.renames=false"}, {"diff.renames=copies"},
		{"diff.algorithm=histogram"}, {"diff.wordRegex=."}, {"diff.colorMoved=zebra"}, {"core.pager=false"},
	} {
		t.Run(strings.Join(settings, " "), func(t *testing.T) {
			r := newRepo(t)
			for _, setting := range settings {
				name, value, _ := strings.Cut(setting, "=")
				r.git("config", name, value)
			}
			r.write(".gitattributes", "*.bin.go -diff\n")
			for _, name := range names {
				r.write(name, ten)
				r.write(strings.TrimSuffix(name, ".go")+".bin.go", ten)
			}
			r.commit()
			for _, name := range names {
				r.write(name, "1\nx\n3\n4\n5\nx\n7\n8\n9\n10\n")
				r.write(strings.TrimSuffix(name, ".go")+".bin.go", "x"+ten)
			}
			r.write("new ä.go", ten)
			c, err := Since(t.Context(), filepath.Join(r.dir, "sub"), "HEAD")
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				r.want(c, name, "2 6")
				r.want(c, strings.TrimSuffix(name, ".go")+".bin.go", allLines)
			}
			r.want(c, "new ä.go", allLines)
		})
	}
}

// TestEnvironment: what git tells its hooks leads to the same changes.
func TestEnvironment(t *testing.T) {
	r := newRepo(t)
	r.write("sub/a.go", ten)
	r.commit()
	r.write("sub/a.go", "x\n"+ten)
	for name, value := range map[string]string{
		"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/next-index-1.lock", "GIT_PREFIX": "sub/", "GIT_WORK_TREE": ".", "GIT_DIFF_OPTS": "-u5", "GIT_EXTERNAL_DIFF": "false",
	} {
		t.Setenv(name, value)
	}
	c, err := Since(t.Context(), filepath.Join(r.dir, "sub"), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	r.want(c, "sub/a.go", "1")
}

func TestWorktree(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", ten)
	r.commit()
	tree := repo{t, filepath.Join(t.TempDir(), "tree")}
	r.git("worktree", "add", "-q", tree.dir)
	tree.write("a.go", "x\n"+ten)
	tree.want(tree.since("main"), "a.go", "1")
	r.want(r.since("main"), "a.go", "")
}

func TestSymbolicLink(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", ten)
	r.commit()
	r.write("a.go", "x\n"+ten)
	link := repo{t, filepath.Join(t.TempDir(), "link")}
	if err := os.Symlink(r.dir, link.dir); err != nil {
		t.Skip(err)
	}
	link.want(link.since("HEAD"), "a.go", "1")
	r.want(link.since("HEAD"), "a.go", "1")
}

// TestOtherRepositories: of what git doesn't look into all lines count.
func TestOtherRepositories(t *testing.T) {
	r, lib := newRepo(t), newRepo(t)
	lib.write("a.go", ten)
	lib.commit()
	r.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", lib.dir, "still")
	r.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", lib.dir, "dirty")
	r.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", lib.dir, "ahead")
	r.commit()
	r.write("dirty/a.go", "x\n"+ten)
	ahead := repo{t, filepath.Join(r.dir, "ahead")}
	ahead.write("b.go", ten)
	ahead.commit()
	nested := repo{t, filepath.Join(r.dir, "nested")}
	r.write("nested/a.go", ten)
	nested.git("init", "-q")
	nested.commit()
	r.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", lib.dir, "added")
	c := r.since("HEAD")
	for name, lines := range map[string]string{
		"still/a.go": "", "dirty/a.go": allLines, "ahead/a.go": allLines, "nested/a.go": allLines, "added/a.go": allLines,
	} {
		r.want(c, name, lines)
	}
}

func TestUnmerged(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", ten)
	r.write("b.go", ten)
	r.commit()
	r.git("switch", "-q", "-c", "topic")
	r.write("a.go", "x"+ten)
	r.commit()
	r.git("switch", "-q", "main")
	r.write("a.go", "y"+ten)
	r.commit()
	if out, err := exec.Command("git", "-C", r.dir, "merge", "topic").CombinedOutput(); err == nil {
		t.Fatalf("merged: %s", out)
	}
	c := r.since("HEAD")
	r.want(c, "a.go", "1 3 4 5") // with the markers
	r.want(c, "b.go", "")
}

// TestMergeBase: what has been committed to main since doesn't count.
func TestMergeBase(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", ten)
	r.commit()
	r.git("switch", "-q", "-c", "topic")
	r.write("a.go", "x"+ten)
	r.commit()
	r.git("switch", "-q", "main")
	r.write("a.go", strings.Replace(ten, "5", "main", 1))
	r.commit()
	r.git("switch", "-q", "topic")
	r.want(r.since("main"), "a.go", "1")
	r.want(r.since("HEAD"), "a.go", "")
	r.want(r.since("HEAD~1"), "a.go", "1")

	r.git("switch", "-q", "--orphan", "alone")
	r.write("a.go", strings.Replace(ten, "7", "alone", 1))
	r.git("add", "a.go")
	r.want(r.since("main~1"), "a.go", "7") // nothing is committed
	r.commit()
	r.want(r.since("main~1"), "a.go", "7") // no history in common
}

func TestTouch(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", ten)
	r.write("schema.sql", ten)
	r.commit()
	r.write("a.go", strings.Replace(ten, "5", "x", 1))
	r.write("schema.sql", strings.Replace(ten, "3", "x", 1))
	r.write("db/y.sql", ten)
	c := r.since("HEAD")
	at := func(name string, line int) token.Position {
		return token.Position{Filename: filepath.Join(r.dir, name), Line: line}
	}
	still := report.Finding{Pos: at("a.go", 1), End: at("a.go", 2)}
	related := func(pos, end token.Position) report.Told {
		f := still
		f.Related = []report.Related{{Pos: pos, End: end}}
		return report.Told{Finding: f}
	}
	for name, test := range map[string]struct {
		told report.Told
		want bool
	}{
		"unchanged":       {report.Told{Finding: still}, false},
		"within":          {report.Told{Finding: report.Finding{Pos: at("a.go", 4), End: at("a.go", 6)}}, true},
		"no end":          {report.Told{Finding: report.Finding{Pos: at("a.go", 5)}}, true},
		"below":           {report.Told{Finding: report.Finding{Pos: at("a.go", 6), End: at("a.go", 9)}}, false},
		"column":          {related(at("schema.sql", 3), at("schema.sql", 3)), true},
		"other column":    {related(at("schema.sql", 4), at("schema.sql", 4)), false},
		"named":           {report.Told{Finding: report.Finding{Pos: at("a.go", 1), Message: "rows are live (schema.sql:3); guard"}}, true},
		"other named":     {report.Told{Finding: report.Finding{Pos: at("a.go", 1), Message: "rows are live (schema.sql:4, b/schema.sql:3)"}}, false},
		"related names":   {report.Told{Finding: report.Finding{Pos: at("a.go", 1), Related: []report.Related{{Pos: at("a.go", 1), Message: "declared at schema.sql:3"}}}}, true},
		"named in folder": {report.Told{Finding: report.Finding{Pos: at("a.go", 1), Message: "x (y.sql:1)"}}, true},
		"SQL":             {report.Told{Finding: report.Finding{Pos: at("schema.sql", 2), End: at("schema.sql", 3)}}, true},
		"call on path":    {report.Told{Finding: still, Steps: []report.Step{{Pos: at("a.go", 9), End: at("a.go", 9)}, {Pos: at("a.go", 5), End: at("a.go", 5)}}}, true},
		"unchanged steps": {report.Told{Finding: still, Steps: []report.Step{{Pos: at("a.go", 9), End: at("a.go", 9)}}}, false},
	} {
		if got := c.Touch(test.told); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestBetween: what is gone between the places of a finding may be its cause.
func TestBetween(t *testing.T) {
	for name, test := range map[string]struct {
		after string
		want  bool
	}{
		"deleted":        {strings.Replace(ten, "5\n", "", 1), true},
		"replaced":       {strings.Replace(ten, "5\n", "x\n", 1), true},
		"added":          {strings.Replace(ten, "5\n", "5\nx\n", 1), false},
		"deleted before": {strings.Replace(ten, "1\n", "", 1), false},
		"deleted after":  {strings.Replace(ten, "10\n", "", 1), false},
	} {
		r := newRepo(t)
		r.write("a.go", ten)
		r.commit()
		r.write("a.go", test.after)
		c := r.since("HEAD")
		at := func(line int) token.Position {
			text := strings.Split(test.after, "\n")
			for i := range text {
				if text[i] == string("0123456789"[line]) {
					return token.Position{Filename: filepath.Join(r.dir, "a.go"), Line: i + 1}
				}
			}
			t.Fatalf("no %d", line)
			return token.Position{}
		}
		f := report.Finding{Func: "F", Pos: at(8), End: at(8), Related: []report.Related{{Pos: at(3), End: at(3)}}}
		if got := c.Touch(report.Told{Finding: f}); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
		f.Func = ""
		if c.Touch(report.Told{Finding: f}) {
			t.Errorf("%s: outside of a function", name)
		}
	}
}

func TestErrors(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", ten)
	r.commit()
	r.git("tag", "first")
	r.commit()
	r.git("branch", "twice")
	r.git("tag", "twice", "first")
	r.git("update-ref", "refs/remotes/origin/develop", "HEAD")
	clone := repo{t, filepath.Join(t.TempDir(), "clone")}
	r.git("switch", "-q", "-c", "topic", "first")
	r.write("b.go", ten)
	r.commit()
	r.git("clone", "-q", "--depth=1", "file://"+r.dir, clone.dir)
	clone.git("fetch", "-q", "--depth=1", "origin", "main:main")

	outside := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(outside))
	for _, test := range []struct{ dir, rev, want string }{
		{outside, "main", "is in no git repository: run datavet in one"},
		{filepath.Join(r.dir, ".git"), "main", "git: this operation must be run in a work tree"},
		{r.dir, "nowhere", "no such revision here: see git branch -a, or fetch it"},
		{r.dir, "develop", "no such revision here: did you mean origin/develop?"},
		{r.dir, "twice", "the revision is ambiguous: write refs/heads/…"},
		{r.dir, "main..topic", "want one revision"},
		{r.dir, "--help", "want one revision"},
		{r.dir, "", "want one revision"},
		{r.dir, "HEAD:a.go", "no such revision here"},
		{clone.dir, "first", "no such revision in this shallow clone: fetch all of it"},
		{clone.dir, "main", "no history in common with HEAD: fetch all of it"},
	} {
		_, err := Since(t.Context(), test.dir, test.rev)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s in %s: %v, want %s", test.rev, test.dir, err, test.want)
		}
	}
	t.Setenv("PATH", outside)
	if _, err := Since(t.Context(), r.dir, "main"); err == nil || !strings.Contains(err.Error(), "no git in PATH") {
		t.Errorf("without git: %v", err)
	}
}
