package main

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/lsp/lsptest"
)

// A client has a module open in datavet lsp, a process.
type client struct {
	*lsptest.Client
	m   module
	cmd *exec.Cmd
}

// lsp starts the language server for a client that knows the module as dir.
func (m module) lsp(dir string, flags ...string) client {
	m.t.Helper()
	cmd := exec.Command(executable(m.t), append([]string{"lsp", "--stdio"}, flags...)...)
	cmd.Dir, cmd.Env = m.dir, append(os.Environ(), "DATAVET_TEST_AS=datavet", "GOPROXY=off", "GOWORK=off", "GOFLAGS=")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		m.t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		m.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	c := client{lsptest.Connect(m.t, stdout, stdin), m, cmd}
	c.Initialize(lsptest.Capabilities(), dir)
	return c
}

func (c client) path(name string) string { return filepath.Join(c.m.dir, name) }

// open opens signupGo, which has n findings.
func (c client) open(n int) []lsptest.Diagnostic {
	c.m.t.Helper()
	c.Open(c.path(signupGo))
	return c.wait(signupGo, n)
}

func (c client) wait(name string, n int) []lsptest.Diagnostic {
	c.m.t.Helper()
	return c.Wait(c.path(name), func(list []lsptest.Diagnostic) bool { return len(list) == n }).Diagnostics
}

// save changes an open file in the editor, and saves it.
func (c client) save(name, text string) {
	c.m.t.Helper()
	c.Change(c.path(name), 0, text)
	c.Save(c.path(name), text)
}

// take applies the action of a diagnostic whose title begins so, and saves what
// that makes.
func (c client) take(name string, d lsptest.Diagnostic, title string) {
	c.m.t.Helper()
	for _, action := range c.Actions(c.path(name), d.Range) {
		if !strings.HasPrefix(action.Title, title) {
			continue
		}
		edits := action.Edit.DocumentChanges
		if len(edits) != 1 || edits[0].TextDocument.URI != lsptest.URI(c.path(name)) {
			c.m.t.Fatalf("%s: %+v", action.Title, edits)
		}
		c.save(name, lsptest.Apply(c.m.read(name), edits[0].Edits))
		return
	}
	c.m.t.Fatalf("no action %q of %s", title, d.Message)
}

// leave ends the server as the protocol has it.
func (c client) leave() {
	c.m.t.Helper()
	if err := c.Call("shutdown", nil, nil); err != nil {
		c.m.t.Error(err)
	}
	c.Notify("exit", nil)
	if err := c.cmd.Wait(); err != nil {
		c.m.t.Error(err)
	}
}

const (
	signupGo = "signup/signup.go"
	mailGo   = "mail/mail.go"
)

// TestLSP: a finding shows with the places on its call path, and goes when the
// function at the end of it changes, in another package.
func TestLSP(t *testing.T) {
	m := extract(t, "shop")
	c := m.lsp(m.dir)
	d := c.open(1)[0]
	if !strings.Contains(mailInTx, d.Message[:20]) || d.Severity != 1 || d.Code != "enqueueintx/mail" || d.Data == "" ||
		lsptest.In(m.read(signupGo), d.Range) != "mail.Welcome(to)" {
		t.Errorf("got %+v", d)
	}
	var path []string
	for _, r := range d.RelatedInformation {
		if at, ok := strings.CutPrefix(r.Location.URI, lsptest.URI(m.dir)+"/"); ok && strings.Contains(r.Message, " calls ") {
			text := lsptest.In(m.read(at), r.Location.Range)
			path = append(path, at+": "+r.Message+": "+text[:min(len(text), 13)])
		}
	}
	if got, want := strings.Join(path, "\n"), "signup/signup.go: signup.Add calls mail.Welcome: mail.Welcome(\nmail/mail.go: mail.Welcome calls smtp.SendMail: smtp.SendMail"; got != want {
		t.Errorf("call path\n%s\nwant\n%s", got, want)
	}

	mails := m.read(mailGo)
	c.Open(c.path(mailGo))
	c.save(mailGo, "package mail\n\nfunc Welcome(to string) error { return nil }\n")
	c.wait(signupGo, 0)
	c.save(mailGo, mails)
	c.wait(signupGo, 1)

	c.save(mailGo, strings.Replace(mails, "smtp.SendMail", "smtp.SendMial", 1))
	if d := c.wait(mailGo, 1)[0]; d.Code != "" || !strings.Contains(d.Message, "SendMial") {
		t.Errorf("got %+v", d)
	}
	c.save(mailGo, mails)
	c.wait(mailGo, 0)
	c.leave()
}

// TestLSPActions: fixes mend, and suppressions ask for a reason.
func TestLSPActions(t *testing.T) {
	m := extract(t, "fixes")
	c := m.lsp(m.dir)
	for _, name := range []string{"store/formatted.go", "queries/purge.sql"} {
		c.Open(c.path(name))
	}
	c.Until("diagnostics", func(told lsptest.Told) bool { return len(told.Published) >= len(fixedFiles) })
	at := lsptest.Diagnostic{Range: lsptest.Range{End: lsptest.Position{Line: 99}}}
	for _, name := range []string{"store/formatted.go", "queries/purge.sql"} {
		want := strings.Replace(m.read(name), purged, mendedSQL, 1)
		var fix lsptest.CodeAction
		for _, action := range c.Actions(c.path(name), at.Range, "quickfix") {
			if !strings.HasPrefix(action.Title, "Ignore") {
				fix = action
			}
		}
		c.take(name, at, fix.Title)
		c.wait(name, 0)
		if got := m.read(name); got != want {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
	c.leave()

	m = extract(t, "shop")
	c = m.lsp(m.dir)
	c.take(signupGo, c.open(1)[0], "Ignore enqueueintx")
	d := c.wait(signupGo, 1)[0]
	if !strings.HasPrefix(d.Message, "datavet directive ignore without a reason") || d.Severity != 1 {
		t.Errorf("got %+v", d)
	}
	if got := c.Actions(c.path(signupGo), d.Range); len(got) > 0 {
		t.Errorf("actions for a directive: %+v", got)
	}
	c.save(signupGo, strings.Replace(m.read(signupGo), "ignore enqueueintx \n", "ignore enqueueintx a double is harmless\n", 1))
	c.wait(signupGo, 0)
	c.leave()
}

// TestLSPSettings: what changes beside the code counts at once.
func TestLSPSettings(t *testing.T) {
	m := extract(t, "shop")
	c := m.lsp(m.dir)
	c.open(1)
	const file = ".datavet.yaml"
	settings := func(text string) {
		m.write(file, text)
		c.Watched(2, c.path(file))
	}
	settings("rules: {enqueueintx: off}\n")
	c.wait(signupGo, 0)
	settings("rules: {enqueueintx: warning}\n")
	if d := c.wait(signupGo, 1)[0]; d.Severity != 2 {
		t.Errorf("severity %d", d.Severity)
	}
	settings("rulez: {enqueueintx: off}\n")
	if d := c.wait(file, 1)[0]; !strings.Contains(d.Message, `unknown key "rulez"`) || lsptest.In(m.read(file), d.Range) != "rulez" {
		t.Errorf("got %+v", d)
	}
	m.remove(file)
	c.Watched(3, c.path(file))
	c.wait(file, 0)
	c.leave()
}

// TestLSPFlags: an editor sees what the gate sees.
func TestLSPFlags(t *testing.T) {
	m := extract(t, "shop")
	m.datavet("baseline", "-o=known.yaml", "./...").want(t, exitOK, []string{"known.yaml"}, nil)
	c := m.lsp(m.dir, "-baseline=known.yaml")
	c.open(0)
	c.save(signupGo, strings.Replace(m.read(signupGo), "\treturn mail.Welcome(to)", "\t_ = 1\n\t\tmail.Welcome(to)\n\t\treturn mail.Welcome(to)", 1))
	c.wait(signupGo, 1)
	c.leave()
}

// TestLSPLinks: a client that knows the module by a symbolic link is told of
// files by that.
func TestLSPLinks(t *testing.T) {
	m := extract(t, "shop")
	link := filepath.Join(t.TempDir(), "a link")
	if err := os.Symlink(m.dir, link); err != nil {
		t.Skip(err)
	}
	c := m.lsp(link)
	c.Open(filepath.Join(link, "store/store.go"))
	d := c.Wait(filepath.Join(link, signupGo), func(list []lsptest.Diagnostic) bool { return len(list) == 1 }).Diagnostics[0]
	for _, r := range d.RelatedInformation {
		if u, err := url.Parse(r.Location.URI); err != nil || !strings.HasPrefix(u.Path, link+"/") {
			t.Errorf("%s in %s", r.Message, r.Location.URI)
		}
	}
	c.leave()
}

// TestLSPWithoutShutdown: a client that goes as it shouldn't has the server end,
// and say so.
func TestLSPWithoutShutdown(t *testing.T) {
	m := module{t, t.TempDir()}
	c := m.lsp(m.dir)
	c.Hangup()
	if err := c.cmd.Wait(); err == nil || c.cmd.ProcessState.ExitCode() != exitError {
		t.Errorf("got %v", err)
	}
	c = m.lsp(m.dir)
	if err := c.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Skip(err) // Windows
	}
	if err := c.cmd.Wait(); err == nil || c.cmd.ProcessState.ExitCode() != exitError {
		t.Errorf("interrupted: %v", err)
	}
	for arg, want := range map[string]string{
		"-fix":  "datavet: lsp takes no -fix, but -baseline, -cache",
		"-fixx": "datavet: lsp: flag provided but not defined: -fixx; it takes -baseline, -cache",
		"./...": `datavet: lsp takes no packages, has ["./..."]: the editor says what to analyse`,
	} {
		m.datavet("lsp", arg).want(t, exitError, nil, []string{want})
	}
	m.datavet("lsp").want(t, exitError, nil, []string{"datavet: the client went without asking for shutdown"})
}

// TestNeovim: a real editor shows a finding, applies an action and sees it go.
func TestNeovim(t *testing.T) {
	if _, err := exec.LookPath("nvim"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("needs Neovim (Debian: apt-get install neovim): ", err)
	}
	m := extract(t, "shop")
	script, err := filepath.Abs("testdata/editors/neovim.lua")
	if err != nil {
		t.Fatal(err)
	}
	bin, home := t.TempDir(), t.TempDir()
	if err := os.Symlink(executable(t), filepath.Join(bin, "datavet")); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "DATAVET_TEST_AS=datavet", "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"),
		"XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home,
		"GOCACHE="+strings.TrimSpace(m.exec(os.Environ(), "go", "env", "GOCACHE").stdout))
	r := m.exec(env, "nvim", "--headless", "--clean", "-S", script)
	want := `17:10 datavet enqueueintx/mail mail sent inside a transaction via Welcome -> smtp.SendMail: a rollback does not take it back; send after commit
quickfix Ignore enqueueintx here; write why behind the directive
17:3 datavet baddirective datavet directive ignore without a reason: nobody can tell whether it still holds; write //datavet:ignore enqueueintx why
end
`
	if got := m.read("result"); got != want || r.code != 0 {
		t.Errorf("exit code %d, %s\ngot\n%swant\n%s", r.code, r.stderr, got, want)
	}
}
