package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// settle is how long files must have been left alone before they are analysed:
// editors save many at once.
const settle = 200 * time.Millisecond

// A server is what is known of one client. Paths in it are real ones.
type server struct {
	ctx     context.Context
	check   Check
	settle  time.Duration
	running sync.WaitGroup
	slot    chan struct{} // held by the unit that is analysed: one takes all processors

	mu       sync.Mutex // guards what follows
	conn     *jsonrpc2.Conn
	state    state
	client   clientCapabilities
	encoding encoding
	folders  []folder
	docs     map[string]*document       // by URI
	units    map[string]*unit           // by unit.key
	shown    map[string]map[string]bool // by path, the URIs that have diagnostics
	told     map[string]bool            // messages that were shown
	tokens   int                        // of progress
	aliases  []alias
}

type state int

const (
	fresh state = iota
	initialized
	shutdown
	gone // the client
)

// A folder is one of the client's workspace.
type folder struct{ uri, path string }

// A document is open in the client.
type document struct {
	uri, path string
	version   int
	text      *text
	saved     string // what it was when it was opened or saved
}

// dirty reports whether the client has changed the document since it was the
// file's contents.
func (d *document) dirty() bool { return d.text.string != d.saved }

func newServer(ctx context.Context, check Check) *server {
	return &server{
		ctx: ctx, check: check, settle: settle, slot: make(chan struct{}, 1), encoding: encodingUTF16,
		docs: map[string]*document{}, units: map[string]*unit{},
		shown: map[string]map[string]bool{}, told: map[string]bool{},
	}
}

// leave has nothing begun any more, and reports whether the client has asked for
// shutdown.
func (s *server) leave() (asked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked = s.state == shutdown
	s.state = gone
	return asked
}

// codeNotInitialized is the protocol's error for what comes before initialize.
const codeNotInitialized = -32002

// A method answers a message; notifications have no result. It holds server.mu.
type method func(s *server, params json.RawMessage) (any, error)

var methods = map[string]method{
	"initialize":                          takes((*server).initialize),
	"initialized":                         takes((*server).initialized),
	"shutdown":                            takes((*server).shutdown),
	"textDocument/didOpen":                takes((*server).didOpen),
	"textDocument/didChange":              takes((*server).didChange),
	"textDocument/didSave":                takes((*server).didSave),
	"textDocument/didClose":               takes((*server).didClose),
	"textDocument/codeAction":             takes((*server).codeAction),
	"workspace/didChangeWatchedFiles":     takes((*server).didChangeWatchedFiles),
	"workspace/didChangeWorkspaceFolders": takes((*server).didChangeFolders),
}

// takes decodes the parameters of a method.
func takes[P any](answer func(*server, P) (any, error)) method {
	return func(s *server, data json.RawMessage) (any, error) {
		var params P
		if len(data) > 0 {
			if err := json.Unmarshal(data, &params); err != nil {
				return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
			}
		}
		return answer(s, params)
	}
}

// Handle answers a message of the client. Messages are handled one after the
// other, each quickly: checks run beside.
func (s *server) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	if req.Method == "exit" {
		conn.Close()
		return
	}
	result, err := s.answer(conn, req)
	switch {
	case req.Notif && err != nil:
		s.log(severityError, fmt.Sprintf("%s: %v", req.Method, err))
	case req.Notif:
	case err != nil:
		wrong := &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: err.Error()}
		errors.As(err, &wrong)
		_ = conn.ReplyWithError(ctx, req.ID, wrong) // fails if the client is gone
	default:
		_ = conn.Reply(ctx, req.ID, result)
	}
}

func (s *server) answer(conn *jsonrpc2.Conn, req *jsonrpc2.Request) (result any, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v; please report it\n%s", p, debug.Stack())
		}
	}()
	if s.state == fresh {
		s.conn = conn
	}
	switch first := req.Method == "initialize"; {
	case s.state == fresh && !first:
		if req.Notif {
			return nil, nil
		}
		return nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: req.Method + " before initialize"}
	case s.state == initialized && first:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "initialize a second time"}
	case s.state == shutdown || s.state == gone:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: req.Method + " after shutdown"}
	}
	answer, ok := methods[req.Method]
	if !ok {
		if req.Notif {
			return nil, nil
		}
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: req.Method + " isn't supported"}
	}
	var params json.RawMessage
	if req.Params != nil {
		params = *req.Params
	}
	return answer(s, params)
}

func (s *server) initialize(p initializeParams) (any, error) {
	s.state = initialized
	s.client = p.Capabilities
	s.encoding = negotiate(p.Capabilities.General.PositionEncodings)
	folders := p.WorkspaceFolders
	if len(folders) == 0 && p.RootURI != "" {
		folders = []workspaceFolder{{URI: p.RootURI}}
	}
	s.addFolders(folders)

	var result initializeResult
	result.ServerInfo.Name = "datavet"
	c := &result.Capabilities
	c.PositionEncoding = s.encoding
	c.TextDocumentSync.OpenClose = true
	c.TextDocumentSync.Change = syncIncremental
	c.CodeActionProvider.CodeActionKinds = []string{kindQuickFix, kindFixAll}
	c.Workspace.WorkspaceFolders.Supported = true
	c.Workspace.WorkspaceFolders.ChangeNotifications = true
	return result, nil
}

func (s *server) initialized(struct{}) (any, error) {
	if !s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		return nil, nil
	}
	options := watchOptions{}
	for _, glob := range watched {
		options.Watchers = append(options.Watchers, watcher{"**/" + glob})
	}
	params := registrationParams{[]registration{{ID: "files", Method: "workspace/didChangeWatchedFiles", RegisterOptions: options}}}
	s.beside(func() {
		if err := s.conn.Call(s.ctx, "client/registerCapability", params, nil); err != nil {
			s.log(severityWarning, fmt.Sprintf("files that change outside of the editor go unseen: %v", err))
		}
	})
	return nil, nil
}

func (s *server) shutdown(struct{}) (any, error) {
	s.state = shutdown
	for _, u := range s.units {
		u.stop()
	}
	return nil, nil
}

func (s *server) addFolders(list []workspaceFolder) {
	for _, f := range list {
		path, err := pathOf(f.URI, onWindows)
		if err != nil {
			continue // virtual
		}
		s.addAlias(path)
		s.folders = append(s.folders, folder{f.URI, realPath(path)})
	}
}

func (s *server) addAlias(client string) {
	if a := aliasOf(client); a.real != a.client && !slices.Contains(s.aliases, a) {
		s.aliases = append(s.aliases, a)
	}
}

func (s *server) didChangeFolders(p didChangeFoldersParams) (any, error) {
	for _, gone := range p.Event.Removed {
		s.folders = slices.DeleteFunc(s.folders, func(f folder) bool { return f.uri == gone.URI })
	}
	s.addFolders(p.Event.Added)
	s.review()
	return nil, nil
}

func (s *server) didOpen(p didOpenParams) (any, error) {
	path, err := pathOf(p.TextDocument.URI, onWindows)
	if err != nil {
		return nil, nil // a buffer without a file
	}
	s.addAlias(path)
	d := &document{
		uri: p.TextDocument.URI, path: realPath(path), version: p.TextDocument.Version,
		text: newText(p.TextDocument.Text), saved: p.TextDocument.Text,
	}
	s.docs[d.uri] = d
	if u := s.unitOf(d.path); u != nil && (!u.asked || u.missed(d.path)) {
		s.schedule(u)
	}
	s.publish(d.path) // under the URI that the client has for it
	return nil, nil
}

func (s *server) didChange(p didChangeParams) (any, error) {
	d := s.docs[p.TextDocument.URI]
	if d == nil {
		return nil, nil
	}
	was := d.dirty()
	d.text = d.text.changed(p.ContentChanges, s.encoding)
	if p.TextDocument.Version != nil {
		d.version = *p.TextDocument.Version
	}
	if was && !d.dirty() {
		s.publish(d.path) // what was held back
	}
	return nil, nil
}

func (s *server) didSave(p documentParams) (any, error) {
	if d := s.docs[p.TextDocument.URI]; d != nil {
		d.saved = d.text.string
	}
	path, err := pathOf(p.TextDocument.URI, onWindows)
	if err != nil {
		return nil, nil
	}
	s.changedOnDisk(realPath(path), true)
	return nil, nil
}

func (s *server) didClose(p documentParams) (any, error) {
	d := s.docs[p.TextDocument.URI]
	if d == nil {
		return nil, nil
	}
	delete(s.docs, d.uri)
	s.publish(d.path)
	return nil, nil
}

func (s *server) didChangeWatchedFiles(p didChangeFilesParams) (any, error) {
	for _, c := range p.Changes {
		path, err := pathOf(c.URI, onWindows)
		if err != nil {
			continue
		}
		path = realPath(path)
		if u := s.unitOf(path); c.Type == fileChanged && u != nil && u.asked && !u.missed(path) {
			continue // it was saved, and has been seen since
		}
		s.changedOnDisk(path, false)
	}
	return nil, nil
}

// documentsOf returns the open documents that are the file at path.
func (s *server) documentsOf(path string) []*document {
	var list []*document
	for _, d := range s.docs {
		if d.path == path {
			list = append(list, d)
		}
	}
	return list
}

// uris returns what the client calls the file at path.
func (s *server) uris(path string) []string {
	var list []string
	for _, d := range s.documentsOf(path) {
		list = append(list, d.uri)
	}
	if list == nil {
		list = append(list, uriOf(clientPath(s.aliases, path), onWindows))
	}
	slices.Sort(list)
	return list
}

// beside runs do on its own. A panic of it is told, and ends nothing else.
func (s *server) beside(do func()) {
	s.running.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				text := fmt.Sprintf("panic: %v; please report it", p)
				s.log(severityError, fmt.Sprintf("%s\n%s", text, debug.Stack()))
				s.notify("window/showMessage", messageParams{severityError, "datavet: " + text})
			}
		}()
		do()
	})
}

func (s *server) notify(method string, params any) {
	_ = s.conn.Notify(s.ctx, method, params) // fails if the client is gone, which Serve sees
}

func (s *server) log(severity int, text string) {
	s.notify("window/logMessage", messageParams{severity, "datavet: " + text})
}

// tell logs text and shows it, if it hasn't been before.
func (s *server) tell(severity int, text string) {
	s.log(severity, text)
	if !s.told[text] {
		s.told[text] = true
		s.notify("window/showMessage", messageParams{severity, "datavet: " + text})
	}
}

// progress has the client show title if what it is about takes a while, until
// done is called.
func (s *server) progress(title string) (done func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.client.Window.WorkDoneProgress {
		return func() {}
	}
	s.tokens++
	token := fmt.Sprintf("datavet %d", s.tokens)
	ended := make(chan struct{})
	s.beside(func() {
		select {
		case <-ended:
			return
		case <-time.After(patience):
		}
		if s.conn.Call(s.ctx, "window/workDoneProgress/create", progressCreateParams{token}, nil) != nil {
			return
		}
		s.notify("$/progress", progressParams{token, progressValue{Kind: "begin", Title: title}})
		<-ended
		s.notify("$/progress", progressParams{token, progressValue{Kind: "end"}})
	})
	return func() { close(ended) }
}

// patience is how long a check runs before it shows.
const patience = 500 * time.Millisecond
