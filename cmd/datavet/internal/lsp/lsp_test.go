package lsp_test

import (
	"context"
	"errors"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/datavet/datavet/cmd/datavet/internal/lsp"
	"github.com/datavet/datavet/cmd/datavet/internal/lsp/lsptest"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A shop is a module of which a fake check finds what its files say: a finding
// for each "bad" in any of them.
type shop struct {
	t   *testing.T
	dir string

	mu       sync.Mutex
	problems []report.Problem
	err      error
	checks   []string // the folders and patterns of checks
	block    chan struct{}
	atOnce   int
	most     int
}

// newShop returns a module of the files a.go and b.go.
func newShop(t *testing.T) *shop {
	s := &shop{t: t, dir: filepath.Join(t.TempDir(), "my shop")}
	if err := os.Mkdir(s.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	s.write("go.mod", "module example.com/shop\n\ngo 1.26\n")
	s.write("a.go", "package shop\n\nfunc a() {\n\tbad()\n}\n")
	s.write("b.go", "package shop\n\nfunc b() {}\n")
	return s
}

func (s *shop) path(name string) string { return filepath.Join(s.dir, name) }

func (s *shop) write(name, text string) {
	s.t.Helper()
	if err := os.WriteFile(s.path(name), []byte(text), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) read(name string) string {
	s.t.Helper()
	data, err := os.ReadFile(s.path(name))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data)
}

func (s *shop) check(ctx context.Context, dir string, patterns ...string) (*report.Report, error) {
	s.mu.Lock()
	s.checks = append(s.checks, strings.Join(append([]string{dir}, patterns...), " "))
	s.atOnce++
	s.most = max(s.most, s.atOnce)
	block := s.block
	r := &report.Report{Problems: slices.Clone(s.problems)}
	err := s.err
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.atOnce--
		s.mu.Unlock()
	}()
	if block != nil {
		select {
		case <-block:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if err != nil {
		return nil, err
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for i := range data {
			if strings.HasPrefix(string(data[i:]), "panic") {
				panic("out of order")
			}
			if strings.HasPrefix(string(data[i:]), "bad") {
				r.Findings = append(r.Findings, finding(file, string(data), i))
			}
		}
	}
	return r, nil
}

// finding returns one of what begins with bad at offset i.
func finding(file, text string, i int) report.Told {
	place := func(i int) token.Position {
		line := strings.Count(text[:i], "\n")
		return token.Position{Filename: file, Offset: i, Line: line + 1, Column: i - strings.LastIndex(text[:i], "\n")}
	}
	edit := report.Edit{File: file, Start: i, End: i + len("bad"), New: "good", Sum: report.Sum([]byte(text))}
	return report.Told{
		Finding: report.Finding{
			Rule: "enqueueintx", Category: "mail", Message: "mail sent inside a transaction",
			Pos: place(i), End: place(i + len("bad")),
			Related: []report.Related{{Pos: place(0), End: place(0), Message: "the package"}},
			Fixes:   []report.Fix{{Message: "Make it good", Edits: []report.Edit{edit}}},
		},
		Severity: report.Warning, Fingerprint: "0123456789abcdef",
		Steps: []report.Step{{Pos: place(i), End: place(i + len("bad")), Func: "shop.a", Callee: "smtp.SendMail"}},
	}
}

// serve returns a client of a server in this process, and what Serve returned
// once it has.
func serve(t *testing.T, check lsp.Check) (*lsptest.Client, <-chan error) {
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- lsp.Serve(t.Context(), fromClient, toClient, check) }()
	return lsptest.Connect(t, fromServer, toServer), ended
}

// open returns a client that has the shop open, and its file a.go.
func (s *shop) open(t *testing.T) *lsptest.Client {
	t.Helper()
	c, _ := serve(t, s.check)
	c.Initialize(lsptest.Capabilities(), s.dir)
	c.Open(s.path("a.go"))
	return c
}

func count(n int) func([]lsptest.Diagnostic) bool {
	return func(list []lsptest.Diagnostic) bool { return len(list) == n }
}

func TestDiagnostics(t *testing.T) {
	s := newShop(t)
	s.write("schema.sql", "SELECT 'ä😀', bad;\n")
	c := s.open(t)
	got := c.Wait(s.path("a.go"), count(1))
	if got.Version == nil || *got.Version != 1 {
		t.Errorf("version %v", got.Version)
	}
	d := got.Diagnostics[0]
	if text := lsptest.In(s.read("a.go"), d.Range); text != "bad" {
		t.Errorf("the range is of %q", text)
	}
	if d.Severity != 2 || d.Source != "datavet" || d.Code != "enqueueintx/mail" || d.Data != "0123456789abcdef" ||
		!strings.HasSuffix(d.CodeDescription.Href, "/docs/rules/enqueueintx.md#mail") {
		t.Errorf("got %+v", d)
	}
	var related []string
	for _, r := range d.RelatedInformation {
		related = append(related, strings.TrimPrefix(r.Location.URI, lsptest.URI(s.dir))+" "+lsptest.In(s.read("a.go"), r.Location.Range)+": "+r.Message)
	}
	if want := []string{"/a.go package: the package", "/a.go bad: shop.a calls smtp.SendMail"}; !slices.Equal(related, want) {
		t.Errorf("related: %q", related)
	}
	c.Until("diagnostics of SQL", func(told lsptest.Told) bool {
		return slices.ContainsFunc(told.Published, func(p lsptest.Published) bool {
			return p.URI == lsptest.URI(s.path("schema.sql")) && p.Diagnostics[0].Range.Start == lsptest.Position{Line: 0, Character: 14}
		})
	})
	if want := []string{realPath(t, s.dir) + " ./..."}; !slices.Equal(s.checks, want) {
		t.Errorf("checks %q, want %q", s.checks, want)
	}
	c.Save(s.path("a.go"), "package shop\n")
	c.Wait(s.path("a.go"), count(0))
}

func realPath(t *testing.T, path string) string {
	t.Helper()
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	return real
}

func TestPositionEncodings(t *testing.T) {
	for _, test := range []struct {
		offered []string
		want    string
		at      int
	}{
		{nil, "utf-16", 9},
		{[]string{"utf-32", "utf-8", "utf-16"}, "utf-8", 12},
		{[]string{"utf-32"}, "utf-16", 9},
	} {
		s := newShop(t)
		s.write("a.go", "package shop\n/*ä😀 */ var _ = bad()\n")
		c, _ := serve(t, s.check)
		can := lsptest.Capabilities()
		if test.offered != nil {
			can["general"] = map[string]any{"positionEncodings": test.offered}
		}
		result := c.Initialize(can, s.dir)
		if got := result["capabilities"].(map[string]any)["positionEncoding"]; got != test.want {
			t.Errorf("%v: %v, want %s", test.offered, got, test.want)
		}
		c.Open(s.path("a.go"))
		d := c.Wait(s.path("a.go"), count(1)).Diagnostics[0]
		if got := d.Range.Start.Character - len("var _ = "); got != test.at {
			t.Errorf("%v: at %d, want %d", test.offered, got, test.at)
		}
	}
}

// TestDirtyDocuments: what has changed in the editor keeps its diagnostics, and
// is offered no fix.
func TestDirtyDocuments(t *testing.T) {
	s := newShop(t)
	c := s.open(t)
	place := c.Wait(s.path("a.go"), count(1)).Diagnostics[0].Range
	clean := s.read("a.go")
	if got := c.Actions(s.path("a.go"), place); len(got) == 0 {
		t.Error("no actions in a clean document")
	}
	c.Change(s.path("a.go"), 2, "// new\n"+clean)
	if got := c.Actions(s.path("a.go"), place); len(got) > 0 {
		t.Errorf("actions in a dirty document: %+v", got)
	}
	c.Save(s.path("b.go"), "package shop\n\nfunc b() { bad() }\n")
	c.Wait(s.path("b.go"), count(1))
	for _, p := range c.Told().Published {
		if p.Version != nil && *p.Version == 2 && p.URI == lsptest.URI(s.path("a.go")) {
			t.Error("diagnostics of the file for a dirty document")
		}
	}
	c.Change(s.path("a.go"), 3, clean)
	if got := c.Wait(s.path("a.go"), count(1)); *got.Version != 3 {
		t.Errorf("version %d", *got.Version)
	}
	if got := c.Actions(s.path("a.go"), place); len(got) == 0 {
		t.Error("no actions in a document that is clean again")
	}
	// Changed behind the editor's back, of which nobody has told the server.
	s.write("a.go", "// other\n"+clean)
	if got := fixesOf(c.Actions(s.path("a.go"), place)); len(got) > 0 {
		t.Errorf("fixes of a file that has changed: %+v", got)
	}
}

func fixesOf(list []lsptest.CodeAction) []lsptest.CodeAction {
	return slices.DeleteFunc(list, func(a lsptest.CodeAction) bool { return strings.HasPrefix(a.Title, "Ignore") })
}

// TestIncrementalChanges: the server has the text that the client has.
func TestIncrementalChanges(t *testing.T) {
	s := newShop(t)
	c := s.open(t)
	place := c.Wait(s.path("a.go"), count(1)).Diagnostics[0].Range
	change := func(version int, line, from, to int, text string) {
		at := func(n int) any { return map[string]int{"line": line, "character": n} }
		c.Notify("textDocument/didChange", map[string]any{
			"textDocument":   map[string]any{"uri": lsptest.URI(s.path("a.go")), "version": version},
			"contentChanges": []any{map[string]any{"range": map[string]any{"start": at(from), "end": at(to)}, "text": text}},
		})
	}
	change(2, 2, 5, 6, "ä😀\nx")
	if got := c.Actions(s.path("a.go"), place); len(got) > 0 {
		t.Errorf("actions in a dirty document: %+v", got)
	}
	change(3, 3, 0, 1, "y")
	c.Notify("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": lsptest.URI(s.path("a.go")), "version": 4},
		"contentChanges": []any{map[string]any{"text": "a", "range": map[string]any{
			"start": map[string]int{"line": 2, "character": 5}, "end": map[string]int{"line": 3, "character": 1},
		}}},
	})
	c.Wait(s.path("a.go"), count(1)) // it is what it was
	if got := c.Actions(s.path("a.go"), place); len(got) == 0 {
		t.Error("no actions in a document that is clean again")
	}
}

func TestCodeActions(t *testing.T) {
	s := newShop(t)
	s.write("a.go", "package shop\r\n\r\nfunc a() {\r\n\tbad()\r\n\tprintln(`\r\nbad`, bad)\r\n}\r\n")
	c := s.open(t)
	list := c.Wait(s.path("a.go"), count(3)).Diagnostics
	apply := func(a lsptest.CodeAction) string {
		t.Helper()
		edits := a.Edit.DocumentChanges
		if len(edits) != 1 || edits[0].TextDocument.URI != lsptest.URI(s.path("a.go")) || *edits[0].TextDocument.Version != 1 {
			t.Fatalf("edit %+v", a.Edit)
		}
		return lsptest.Apply(s.read("a.go"), edits[0].Edits)
	}
	actions := c.Actions(s.path("a.go"), list[0].Range, "quickfix")
	if len(actions) != 2 || actions[0].Title != "Make it good" || !actions[0].IsPreferred || actions[0].Kind != "quickfix" || actions[0].Diagnostics[0].Data != list[0].Data {
		t.Fatalf("%+v", actions)
	}
	if got := apply(actions[0]); !strings.Contains(got, "\tgood()\r\n") || strings.Count(got, "bad") != 2 {
		t.Errorf("fixed: %q", got)
	}
	if got := apply(actions[1]); !strings.Contains(got, "{\r\n\t//datavet:ignore enqueueintx \r\n\tbad()") {
		t.Errorf("ignored: %q", got)
	}
	actions = c.Actions(s.path("a.go"), list[1].Range, "quickfix")
	if got := apply(actions[1]); !strings.Contains(got, "\r\n//datavet:ignore enqueueintx \r\nfunc a") {
		t.Errorf("ignored in a raw string: %q", got)
	}
	actions = c.Actions(s.path("a.go"), lsptest.Range{}, "source.fixAll")
	if len(actions) != 1 || actions[0].Kind != "source.fixAll.datavet" {
		t.Fatalf("%+v", actions)
	}
	if got := apply(actions[0]); strings.Contains(got, "bad") {
		t.Errorf("all fixed: %q", got)
	}
	if got := c.Actions(s.path("a.go"), list[0].Range, "refactor"); len(got) > 0 {
		t.Errorf("%+v", got)
	}
}

// TestPlainClient: a client that can do little gets what it can take.
func TestPlainClient(t *testing.T) {
	s := newShop(t)
	c, _ := serve(t, s.check)
	can := lsptest.Capabilities()
	delete(can, "workspace")
	delete(can, "window")
	c.Initialize(can)
	c.Open(s.path("a.go"))
	d := c.Wait(s.path("a.go"), count(1)).Diagnostics[0]
	actions := c.Actions(s.path("a.go"), d.Range)
	if edits := actions[0].Edit.Changes[lsptest.URI(s.path("a.go"))]; len(edits) != 1 {
		t.Errorf("%+v", actions)
	}
	if told := c.Told(); len(told.Watching)+len(told.Progress) > 0 {
		t.Errorf("%+v", told)
	}
}

func TestSQLSuppression(t *testing.T) {
	s := newShop(t)
	s.write("q.sql", "SELECT 1;\n  SELECT bad;\n")
	c := s.open(t)
	c.Open(s.path("q.sql"))
	d := c.Wait(s.path("q.sql"), count(1)).Diagnostics[0]
	actions := c.Actions(s.path("q.sql"), d.Range)
	got := lsptest.Apply(s.read("q.sql"), actions[1].Edit.DocumentChanges[0].Edits)
	if want := "SELECT 1;\n  -- datavet:ignore enqueueintx \n  SELECT bad;\n"; got != want {
		t.Errorf("got %q", got)
	}
}

// TestNewerSave: a save ends the check that runs, and what that found is dropped.
func TestNewerSave(t *testing.T) {
	s := newShop(t)
	s.block = make(chan struct{})
	c := s.open(t)
	c.Until("progress", func(told lsptest.Told) bool { return slices.Contains(told.Progress, "begin") })
	for range 5 {
		c.Save(s.path("a.go"), "package shop\n\nfunc a() { bad(); bad() }\n")
	}
	s.mu.Lock()
	s.block = nil
	s.mu.Unlock()
	c.Wait(s.path("a.go"), func(list []lsptest.Diagnostic) bool {
		if len(list) == 1 {
			t.Error("stale diagnostics")
		}
		return len(list) == 2
	})
	c.Until("end of progress", func(told lsptest.Told) bool { return slices.Contains(told.Progress, "end") })
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.most != 1 || len(s.checks) > 4 {
		t.Errorf("%d checks, %d at once", len(s.checks), s.most)
	}
}

func TestProblems(t *testing.T) {
	s := newShop(t)
	s.problems = []report.Problem{
		{Posn: s.path("b.go") + ":3:6", Text: "make it compile"},
		{Posn: s.path("go.mod"), Text: "odd", Warning: true},
		{Posn: "nowhere:1:2", Text: "lost"},
		{Text: "no place"},
	}
	c := s.open(t)
	d := c.Wait(s.path("b.go"), count(1)).Diagnostics[0]
	if d.Severity != 1 || d.Message != "make it compile" || lsptest.In(s.read("b.go"), d.Range) != "b" || d.Code != "" {
		t.Errorf("%+v", d)
	}
	if got := c.Actions(s.path("b.go"), d.Range); len(got) > 0 {
		t.Errorf("%+v", got)
	}
	c.Save(s.path("b.go"), s.read("b.go")+"// more\n")
	c.Until("second check", func(told lsptest.Told) bool { return logged(told, "datavet: no place") == 2 })
	var shown []string
	for _, m := range c.Told().Shown {
		shown = append(shown, m.Message)
	}
	if want := []string{"datavet: nowhere:1:2: lost", "datavet: no place"}; !slices.Equal(shown, want) {
		t.Errorf("shown %q, want %q", shown, want)
	}
}

func logged(told lsptest.Told, text string) int {
	n := 0
	for _, m := range told.Logged {
		if strings.Contains(m.Message, text) {
			n++
		}
	}
	return n
}

// TestFailedCheck: what was found before a check failed is kept.
func TestFailedCheck(t *testing.T) {
	s := newShop(t)
	c := s.open(t)
	c.Wait(s.path("a.go"), count(1))
	s.mu.Lock()
	s.err = errors.New("go.mod is broken")
	s.mu.Unlock()
	before := len(c.Told().Published)
	c.Save(s.path("a.go"), "package shop\n")
	c.Until("message", func(told lsptest.Told) bool { return len(told.Shown) == 1 })
	if told := c.Told(); len(told.Published) != before || told.Shown[0].Message != "datavet: go.mod is broken" {
		t.Errorf("%+v", told)
	}
	s.mu.Lock()
	s.err = nil
	s.mu.Unlock()
	c.Save(s.path("a.go"), "package shop\n")
	c.Wait(s.path("a.go"), count(0))
}

// TestPanic: a check that panics is told of, and the server goes on.
func TestPanic(t *testing.T) {
	s := newShop(t)
	s.write("b.go", "package shop // panic")
	c := s.open(t)
	c.Until("message", func(told lsptest.Told) bool { return len(told.Shown) == 1 })
	if got := c.Told().Shown[0].Message; got != "datavet: panic: out of order; please report it" {
		t.Errorf("shown %q", got)
	}
	c.Save(s.path("b.go"), "package shop\n")
	c.Wait(s.path("a.go"), count(1))
}

func TestWatchedFiles(t *testing.T) {
	s := newShop(t)
	c := s.open(t)
	c.Until("registration", func(told lsptest.Told) bool { return slices.Contains(told.Watching, "**/.datavet.yaml") })
	c.Wait(s.path("a.go"), count(1))
	c.Watched(2, s.path("b.go"))      // it hasn't changed since
	c.Watched(1, s.path("README.md")) // nothing depends on it
	s.write("c.go", "package shop // bad")
	c.Watched(1, s.path("c.go"))
	c.Wait(s.path("c.go"), count(1))
	if err := os.Remove(s.path("c.go")); err != nil {
		t.Fatal(err)
	}
	c.Watched(3, s.path("c.go"))
	c.Wait(s.path("c.go"), count(0))
	if len(s.checks) != 3 {
		t.Errorf("checks: %q", s.checks)
	}
}

// TestFolders: only the client's own modules are analysed; those of a workspace
// at once, and those that read a module by replace when it changes.
func TestFolders(t *testing.T) {
	own, other := newShop(t), newShop(t)
	c, _ := serve(t, own.check)
	c.Initialize(lsptest.Capabilities(), own.dir)
	c.Open(own.path("a.go"))
	c.Wait(own.path("a.go"), count(1))
	c.Open(other.path("a.go"))
	c.Notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{
		"added": []any{map[string]any{"uri": lsptest.URI(other.dir), "name": "other"}}, "removed": []any{},
	}})
	c.Wait(other.path("a.go"), count(1))
	own.write("go.mod", "module example.com/shop\n\ngo 1.26\n\nreplace example.com/other => "+`"`+other.dir+`"`+"\n")
	c.Watched(2, own.path("go.mod"))
	c.Wait(own.path("a.go"), count(1))
	before := len(own.checks)
	c.Save(other.path("a.go"), "package shop // bad bad")
	c.Until("checks of both", func(lsptest.Told) bool {
		own.mu.Lock()
		defer own.mu.Unlock()
		return len(own.checks) == before+2
	})
	c.Wait(other.path("a.go"), count(2))
	c.Notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{
		"added": []any{}, "removed": []any{map[string]any{"uri": lsptest.URI(other.dir), "name": "other"}},
	}})
	c.Wait(other.path("a.go"), count(0))
}

// TestWorkspace: the modules of a workspace are analysed at once.
func TestWorkspace(t *testing.T) {
	t.Setenv("GOWORK", "")
	s := newShop(t)
	nested := s.path("nested")
	if err := os.Mkdir(nested, 0o777); err != nil {
		t.Fatal(err)
	}
	s.write("nested/go.mod", "module example.com/shop/nested\n\ngo 1.26\n")
	s.write("nested/n.go", "package nested\n")
	s.write("go.work", "go 1.26\n\nuse (\n\t.\n\t./nested\n)\n")
	c, _ := serve(t, func(ctx context.Context, dir string, patterns ...string) (*report.Report, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.checks = append(s.checks, strings.Join(append([]string{dir}, patterns...), " "))
		return &report.Report{}, nil
	})
	c.Initialize(lsptest.Capabilities(), nested)
	c.Open(s.path("nested/n.go"))
	c.Wait(s.path("nested/n.go"), count(0))
	c.Open(s.path("a.go"))
	c.Actions(s.path("a.go"), lsptest.Range{}) // answered after it is open
	s.mu.Lock()
	defer s.mu.Unlock()
	if want := []string{realPath(t, s.dir) + " ./... ./nested/..."}; !slices.Equal(s.checks, want) {
		t.Errorf("checks %q, want %q", s.checks, want)
	}
}

// TestSymbolicLinks: the client is told of files by the names that it has for
// them.
func TestSymbolicLinks(t *testing.T) {
	s := newShop(t)
	s.write("b.go", "package shop // bad")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(s.dir, link); err != nil {
		t.Skip(err)
	}
	c, _ := serve(t, s.check)
	c.Initialize(lsptest.Capabilities(), link)
	c.Open(filepath.Join(link, "a.go"))
	d := c.Wait(filepath.Join(link, "a.go"), count(1)).Diagnostics[0]
	if got, want := d.RelatedInformation[0].Location.URI, lsptest.URI(filepath.Join(link, "a.go")); got != want {
		t.Errorf("related in %s, want %s", got, want)
	}
	if got := c.Actions(filepath.Join(link, "a.go"), d.Range); len(got) == 0 {
		t.Error("no actions")
	}
	c.Save(filepath.Join(link, "b.go"), "package shop // bad bad")
	c.Wait(filepath.Join(link, "b.go"), count(2))
	// Opened by its real name, too, it is one file with two names.
	c.Open(s.path("b.go"))
	c.Wait(s.path("b.go"), count(2))
	c.Close(s.path("b.go"))
	c.Wait(s.path("b.go"), count(0))
}

func TestLifecycle(t *testing.T) {
	s := newShop(t)
	c, ended := serve(t, s.check)
	wantCode := func(err error, code int64) {
		t.Helper()
		var wrong *jsonrpc2.Error
		if !errors.As(err, &wrong) || wrong.Code != code {
			t.Errorf("got %v, want code %d", err, code)
		}
	}
	wantCode(c.Call("textDocument/hover", map[string]any{}, nil), -32002)
	c.Notify("textDocument/didOpen", map[string]any{}) // dropped
	c.Initialize(lsptest.Capabilities(), s.dir)
	wantCode(c.Call("initialize", map[string]any{}, nil), jsonrpc2.CodeInvalidRequest)
	wantCode(c.Call("textDocument/hover", map[string]any{}, nil), jsonrpc2.CodeMethodNotFound)
	wantCode(c.Call("textDocument/codeAction", []int{1}, nil), jsonrpc2.CodeInvalidParams)
	c.Notify("$/setTrace", map[string]any{"value": "off"})
	c.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "untitled:1", "text": "package x"}})
	c.Notify("textDocument/didChange", []int{1})
	c.Until("complaint", func(told lsptest.Told) bool { return logged(told, "textDocument/didChange: ") == 1 })
	if err := c.Call("shutdown", nil, nil); err != nil {
		t.Error(err)
	}
	wantCode(c.Call("textDocument/codeAction", map[string]any{}, nil), jsonrpc2.CodeInvalidRequest)
	c.Notify("exit", nil)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestLostClient: a client that goes takes the checks with it.
func TestLostClient(t *testing.T) {
	s := newShop(t)
	s.block = make(chan struct{}) // never closed
	r, w := io.Pipe()
	fromServer, toClient := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- lsp.Serve(t.Context(), r, toClient, s.check) }()
	c := lsptest.Connect(t, fromServer, w)
	c.Initialize(lsptest.Capabilities(), s.dir)
	c.Open(s.path("a.go"))
	c.Until("progress", func(told lsptest.Told) bool { return slices.Contains(told.Progress, "begin") })
	w.Close()
	if err := <-ended; err == nil || !strings.Contains(err.Error(), "without asking for shutdown") {
		t.Errorf("got %v", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.atOnce != 0 {
		t.Error("a check runs on")
	}
}

// TestBadMessages: what isn't JSON is refused, and what isn't a message ends it.
func TestBadMessages(t *testing.T) {
	const initialize = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`
	frame := func(body string) string { return "Content-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body }
	for _, test := range []struct{ in, out, err string }{
		{frame("{oops") + "content-type: x\r\n" + frame(initialize), `"id":null`, "without asking"},
		{frame("[]") + frame(initialize), `"positionEncoding":"utf-16"`, "without asking"},
		{frame(`{"jsonrpc":"2.0","method":7}`) + frame(initialize), `"positionEncoding":"utf-16"`, "without asking"},
		{"hello\r\n\r\n", "", "no Content-Length"},
		{"Content-Length: -3\r\n\r\n", "", `header "Content-Length: -3"`},
		{"Content-Length: 99999999999\r\n\r\n", "", "header"},
		{strings.Repeat("x", 1<<16), "", "too long"},
		{frame(initialize)[:40], "", "without asking"},
	} {
		var out strings.Builder
		err := lsp.Serve(t.Context(), strings.NewReader(test.in), &out, nil)
		if err == nil || !strings.Contains(err.Error(), test.err) || !strings.Contains(out.String(), test.out) {
			t.Errorf("%q: %v, out %q", test.in, err, out.String())
		}
	}
}
