// Package browsertest looks at pages in a browser.
package browsertest

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"
)

//go:embed lookingglass.js
var lookingGlass string

// A Browser is a Chromium without a window that shows one page. It is driven
// through its remote debugging pipe. What fails in it fails its test.
type Browser struct {
	t       *testing.T
	in      *os.File
	out     *os.File
	lines   *bufio.Reader
	session string
	calls   int
	events  []event
	url     string // of the page
}

type event struct {
	Method string
	Params json.RawMessage
}

// answerTime is how long a busy machine may take to answer one call.
const answerTime = 2 * time.Minute

// Open starts a browser for t, or skips t where there is none.
func Open(t *testing.T) *Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("needs chromium (Debian: apt-get install chromium): ", err)
	}
	home, err := os.MkdirTemp("", "page")
	if err != nil {
		t.Fatal(err)
	}
	theirIn, in := pipe(t)
	out, theirOut := pipe(t)
	var noise bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--no-first-run", "--disable-background-networking", "--user-data-dir="+home, "--remote-debugging-pipe", "about:blank")
	cmd.Env = append(os.Environ(), "HOME="+home)
	cmd.ExtraFiles = []*os.File{theirIn, theirOut}
	cmd.Stdout, cmd.Stderr = &noise, &noise
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirIn.Close()
	theirOut.Close()
	b := &Browser{t: t, in: in, out: out, lines: bufio.NewReader(out)}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("chromium: %s", noise.Bytes())
		}
		in.Close() // it ends when nobody can talk to it
		if err := cmd.Wait(); err != nil && !errors.Is(err, exec.ErrWaitDelay) && !t.Failed() {
			t.Logf("chromium: %v", err)
		}
		out.Close()
		os.RemoveAll(home) // a process of its may still write to it
	})

	var target struct{ TargetID string }
	b.Call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	b.Call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		b.Call(domain+".enable", nil, nil)
	}
	return b
}

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	return r, w
}

// Call calls a method of the DevTools protocol, and decodes its result unless
// that is nil.
func (b *Browser) Call(method string, params map[string]any, result any) {
	b.t.Helper()
	b.calls++
	message := map[string]any{"id": b.calls, "method": method}
	if params != nil {
		message["params"] = params
	}
	if b.session != "" {
		message["sessionId"] = b.session
	}
	data, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.in.Write(append(data, 0)); err != nil {
		b.t.Fatal(err)
	}
	for {
		answer := b.read()
		switch {
		case answer.ID != b.calls:
			continue
		case answer.Error != nil:
			b.t.Fatalf("%s: %s", method, answer.Error)
		case result == nil:
			return
		}
		if err := json.Unmarshal(answer.Result, result); err != nil {
			b.t.Fatalf("%s: %v", method, err)
		}
		return
	}
}

type answer struct {
	ID     int
	Result json.RawMessage
	Error  json.RawMessage
	event
}

// read reads the next message, and keeps it if it is an event.
func (b *Browser) read() answer {
	b.t.Helper()
	if err := b.out.SetReadDeadline(time.Now().Add(answerTime)); err != nil {
		b.t.Fatal(err)
	}
	data, err := b.lines.ReadBytes(0)
	if err != nil {
		b.t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(bytes.TrimSuffix(data, []byte{0}), &a); err != nil {
		b.t.Fatal(err)
	}
	if a.Method != "" {
		b.events = append(b.events, a.event)
	}
	return a
}

// Visit loads a page and waits until it is there.
func (b *Browser) Visit(url string) {
	b.t.Helper()
	b.events, b.url = nil, url
	b.Call("Page.navigate", map[string]any{"url": url}, nil)
	for seen := 0; ; {
		for ; seen < len(b.events); seen++ {
			if b.events[seen].Method == "Page.loadEventFired" {
				return
			}
		}
		b.read()
	}
}

// Look sets what the page is looked at with: media is screen or print, scheme
// light or dark.
func (b *Browser) Look(width int, media, scheme string) {
	b.t.Helper()
	b.Call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false}, nil)
	b.Call("Emulation.setEmulatedMedia", map[string]any{"media": media, "features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
}

// Eval evaluates a JavaScript expression in the page, with the helpers of
// lookingGlass, and decodes its value unless value is nil.
func (b *Browser) Eval(expression string, value any) {
	b.t.Helper()
	var result struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.Call("Runtime.evaluate", map[string]any{
		"expression":    "(async () => {" + lookingGlass + "\nreturn " + expression + ";})()",
		"returnByValue": true,
		"awaitPromise":  true,
	}, &result)
	if result.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, result.ExceptionDetails)
	}
	if value == nil {
		return
	}
	if err := json.Unmarshal(result.Result.Value, value); err != nil {
		b.t.Fatalf("%s: %s: %v", expression, result.Result.Value, err)
	}
}

// complaints returns what the page has logged, and asked of others.
func (b *Browser) complaints() []string {
	b.t.Helper()
	b.Eval("1", nil) // what came before is here now
	var list []string
	for _, e := range b.events {
		switch e.Method {
		case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening":
			list = append(list, e.Method+" "+string(e.Params))
		case "Network.requestWillBeSent":
			var sent struct{ Request struct{ URL string } }
			if err := json.Unmarshal(e.Params, &sent); err != nil {
				b.t.Fatal(err)
			}
			if sent.Request.URL != b.url {
				list = append(list, "request of "+sent.Request.URL)
			}
		}
	}
	return list
}

// List evaluates an expression for a list of texts.
func (b *Browser) List(expression string) (list []string) {
	b.t.Helper()
	b.Eval(expression, &list)
	return list
}

// Is evaluates a condition.
func (b *Browser) Is(condition string) (yes bool) {
	b.t.Helper()
	b.Eval(condition, &yes)
	return yes
}

// Legible fails t for all on the page that is too wide, hard to read, or on top
// of other things.
func (b *Browser) Legible(t *testing.T) {
	t.Helper()
	b.Eval("unfold()", nil)
	for _, look := range []struct{ what, expression string }{
		{"too wide", "tooWide()"}, {"hard to read", "pale()"}, {"smudged", "smudged()"},
	} {
		for _, e := range b.List(look.expression) {
			t.Errorf("%s: %s", look.what, e)
		}
	}
}

// Quiet fails t if the page has complained, or asked others for something.
func (b *Browser) Quiet(t *testing.T) {
	t.Helper()
	for _, complaint := range b.complaints() {
		t.Error(complaint)
	}
}
