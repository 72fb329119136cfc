// Package lsptest is a client of the language server, for tests.
package lsptest

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/sourcegraph/jsonrpc2"
)

// A Position is a place in a text.
type Position struct{ Line, Character int }

// A Range is what stands between two places.
type Range struct{ Start, End Position }

// A Diagnostic is what an editor shows of a finding.
type Diagnostic struct {
	Range           Range
	Severity        int
	Code, Source    string
	CodeDescription struct{ Href string }
	Message         string
	Data            string
	// RelatedInformation are other places.
	RelatedInformation []struct {
		Location struct {
			URI   string
			Range Range
		}
		Message string
	}
}

// Published are the diagnostics of a file.
type Published struct {
	URI         string
	Version     *int
	Diagnostics []Diagnostic
}

// A CodeAction is an edit that an editor offers.
type CodeAction struct {
	Title, Kind string
	IsPreferred bool
	Diagnostics []Diagnostic
	Edit        struct {
		DocumentChanges []struct {
			TextDocument struct {
				URI     string
				Version *int
			}
			Edits []TextEdit
		}
		Changes map[string][]TextEdit
	}
}

// A TextEdit puts a text in the place of another.
type TextEdit struct {
	Range   Range
	NewText string
}

// A Message is one that is shown or logged.
type Message struct {
	Type    int
	Message string
}

// A Client talks to a server.
type Client struct {
	t    testing.TB
	conn *jsonrpc2.Conn

	mu        sync.Mutex
	published []Published
	read      int // how many of them were waited for
	shown     []Message
	logged    []Message
	progress  []string // kinds
	watching  []string // globs
}

// Connect returns a client that reads what the server writes from r and writes to
// w.
func Connect(t testing.TB, r io.Reader, w io.WriteCloser) *Client {
	c := &Client{t: t}
	stream := jsonrpc2.NewBufferedStream(readWriteCloser{r, w}, jsonrpc2.VSCodeObjectCodec{})
	c.conn = jsonrpc2.NewConn(context.Background(), stream, c, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	t.Cleanup(func() { c.conn.Close() })
	return c
}

type readWriteCloser struct {
	io.Reader
	io.WriteCloser
}

// Handle takes a message of the server.
func (c *Client) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	c.mu.Lock()
	switch req.Method {
	case "textDocument/publishDiagnostics":
		c.published = append(c.published, decode[Published](req))
	case "window/showMessage":
		c.shown = append(c.shown, decode[Message](req))
	case "window/logMessage":
		c.logged = append(c.logged, decode[Message](req))
	case "$/progress":
		c.progress = append(c.progress, decode[struct{ Value struct{ Kind string } }](req).Value.Kind)
	case "client/registerCapability":
		params := decode[struct {
			Registrations []struct {
				RegisterOptions struct {
					Watchers []struct{ GlobPattern string }
				}
			}
		}](req)
		for _, r := range params.Registrations {
			for _, w := range r.RegisterOptions.Watchers {
				c.watching = append(c.watching, w.GlobPattern)
			}
		}
	}
	c.mu.Unlock()
	if !req.Notif {
		// What is written may wait for what is read; it fails if the test is over.
		go func() { _ = conn.Reply(ctx, req.ID, nil) }()
	}
}

func decode[T any](req *jsonrpc2.Request) (v T) {
	if err := json.Unmarshal(*req.Params, &v); err != nil {
		panic(err)
	}
	return v
}

// Capabilities are those of a client that can do all, positions as the protocol
// has them by default.
func Capabilities() map[string]any {
	return map[string]any{
		"window": map[string]any{"workDoneProgress": true},
		"workspace": map[string]any{
			"workspaceEdit":         map[string]any{"documentChanges": true},
			"didChangeWatchedFiles": map[string]any{"dynamicRegistration": true},
		},
		"textDocument": map[string]any{
			"codeAction": map[string]any{"codeActionLiteralSupport": map[string]any{"codeActionKind": map[string]any{"valueSet": []string{"quickfix"}}}},
		},
	}
}

// Initialize opens folders, paths of the client, and returns what the server can
// do.
func (c *Client) Initialize(capabilities map[string]any, folders ...string) map[string]any {
	c.t.Helper()
	list := []any{}
	for _, f := range folders {
		list = append(list, map[string]any{"uri": URI(f), "name": "folder"})
	}
	result := map[string]any{}
	if err := c.Call("initialize", map[string]any{"processId": nil, "rootUri": nil, "workspaceFolders": list, "capabilities": capabilities}, &result); err != nil {
		c.t.Fatal(err)
	}
	c.Notify("initialized", map[string]any{})
	return result
}

// Call sends a request and waits for its result.
func (c *Client) Call(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return c.conn.Call(ctx, method, params, result)
}

// Notify sends a notification.
func (c *Client) Notify(method string, params any) {
	c.t.Helper()
	if err := c.conn.Notify(context.Background(), method, params); err != nil {
		c.t.Fatal(err)
	}
}

// Open opens a file as it is on disk.
func (c *Client) Open(path string) {
	c.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	c.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": URI(path), "languageId": "go", "version": 1, "text": string(data),
	}})
}

// Change puts text in the place of an open document, but not of its file.
func (c *Client) Change(path string, version int, text string) {
	c.t.Helper()
	c.Notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": URI(path), "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// Save writes text to the file, of a document that has it already.
func (c *Client) Save(path, text string) {
	c.t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		c.t.Fatal(err)
	}
	c.Notify("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": URI(path)}})
}

// Hangup closes the connection.
func (c *Client) Hangup() { c.conn.Close() }

// Close closes a document.
func (c *Client) Close(path string) {
	c.t.Helper()
	c.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": URI(path)}})
}

// Watched says that files have changed.
func (c *Client) Watched(kind int, paths ...string) {
	c.t.Helper()
	var changes []any
	for _, path := range paths {
		changes = append(changes, map[string]any{"uri": URI(path), "type": kind})
	}
	c.Notify("workspace/didChangeWatchedFiles", map[string]any{"changes": changes})
}

// Actions asks for the code actions in a range, of the kinds named.
func (c *Client) Actions(path string, r Range, only ...string) []CodeAction {
	c.t.Helper()
	around := map[string]any{"diagnostics": []any{}}
	if only != nil {
		around["only"] = only
	}
	var actions []CodeAction
	err := c.Call("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": URI(path)}, "range": r.wire(), "context": around}, &actions)
	if err != nil {
		c.t.Fatal(err)
	}
	return actions
}

func (r Range) wire() any {
	place := func(p Position) any { return map[string]int{"line": p.Line, "character": p.Character} }
	return map[string]any{"start": place(r.Start), "end": place(r.End)}
}

// patience is how long a server may take.
const patience = 4 * time.Minute

// Wait returns the next diagnostics of the file of which ok approves. Those before
// are passed over.
func (c *Client) Wait(path string, ok func([]Diagnostic) bool) Published {
	c.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		c.mu.Lock()
		for c.read < len(c.published) {
			p := c.published[c.read]
			c.read++
			if p.URI == URI(path) && ok(p.Diagnostics) {
				c.mu.Unlock()
				return p
			}
		}
		c.mu.Unlock()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t.Fatalf("no diagnostics of %s as wanted, but %+v; log %+v", path, c.published, c.logged)
	return Published{}
}

// Until waits until ok approves of what the client was told.
func (c *Client) Until(what string, ok func(Told) bool) {
	c.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ok(c.Told()) {
			return
		}
	}
	c.t.Fatalf("no %s: %+v", what, c.Told())
}

// Told is what the server has said.
type Told struct {
	Published          []Published
	Shown, Logged      []Message
	Progress, Watching []string
}

// Told returns what the server has said so far.
func (c *Client) Told() Told {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Told{slices.Clone(c.published), slices.Clone(c.shown), slices.Clone(c.logged), slices.Clone(c.progress), slices.Clone(c.watching)}
}

// Apply returns text after edits, whose positions count UTF-16.
func Apply(text string, edits []TextEdit) string {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b TextEdit) int { return offset(text, b.Range.Start) - offset(text, a.Range.Start) })
	for _, e := range edits {
		text = text[:offset(text, e.Range.Start)] + e.NewText + text[offset(text, e.Range.End):]
	}
	return text
}

func offset(text string, p Position) int {
	at := 0
	for range p.Line {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	line := text[at:]
	for units, i := 0, 0; ; {
		if units >= p.Character {
			return at + i
		}
		for _, r := range line[i:] {
			units += utf16.RuneLen(r)
			i += len(string(r))
			break
		}
	}
}

// In returns what stands in a range of text.
func In(text string, r Range) string { return text[offset(text, r.Start):offset(text, r.End)] }

// URI returns the URI of a path that is no Windows one.
func URI(path string) string { return (&url.URL{Scheme: "file", Path: path}).String() }
