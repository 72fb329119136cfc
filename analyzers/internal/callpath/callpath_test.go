package callpath

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
)

const source = `package notify

import "io"

type Client struct{ io.Reader }
func (*Client) Send() {}

type Queue[T any] struct{}
func (Queue[T]) Push(T) {}

type Desk struct{ *Client }

type Sender interface{ Send() }

func Welcome() {}

var fails error
`

// functions returns the functions of the source by how people write them.
func functions(t *testing.T) map[string]*types.Func {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "notify.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("example.com/shop.v2/notify", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	method := func(of, name string) *types.Func {
		obj, _, _ := types.LookupFieldOrMethod(pkg.Scope().Lookup(of).Type(), true, pkg, name)
		return obj.(*types.Func)
	}
	instance, err := types.Instantiate(nil, pkg.Scope().Lookup("Queue").Type(), []types.Type{types.Typ[types.Int]}, false)
	if err != nil {
		t.Fatal(err)
	}
	push, _, _ := types.LookupFieldOrMethod(instance, true, pkg, "Push")
	return map[string]*types.Func{
		"Welcome":     pkg.Scope().Lookup("Welcome").(*types.Func),
		"Client.Send": method("Client", "Send"),
		"Client.Read": method("Client", "Read"),
		"Desk.Send":   method("Desk", "Send"),
		"Sender.Send": method("Sender", "Send"),
		"Queue.Push":  push.(*types.Func),
		"error.Error": method("fails", "Error"),
	}
}

func TestSymbol(t *testing.T) {
	fns := functions(t)
	tests := []struct {
		symbol       Symbol
		name, pretty string
		want         Function
	}{
		{Of(fns["Welcome"]), "Welcome", "notify.Welcome", Function{Path: "example.com/shop.v2/notify", Package: "notify", Name: "Welcome"}},
		{Of(fns["Client.Send"]), "Send", "notify.Client.Send", Function{Path: "example.com/shop.v2/notify", Package: "notify", Receiver: "Client", Name: "Send"}},
		{Of(fns["Desk.Send"]), "Send", "notify.Client.Send", Function{Path: "example.com/shop.v2/notify", Package: "notify", Receiver: "Client", Name: "Send"}},
		{Of(fns["Queue.Push"]), "Push", "notify.Queue.Push", Function{Path: "example.com/shop.v2/notify", Package: "notify", Receiver: "Queue", Name: "Push"}},
		{Sink(fns["Welcome"]), "notify.Welcome", "notify.Welcome", Function{Path: "example.com/shop.v2/notify", Package: "notify", Name: "Welcome", Library: true}},
		{Sink(fns["Client.Read"]), "io.Reader.Read", "io.Reader.Read", Function{Path: "io", Package: "io", Receiver: "Reader", Name: "Read", Library: true}},
		{Of(fns["error.Error"]), "Error", "error.Error", Function{Receiver: "error", Name: "Error"}},
	}
	for _, test := range tests {
		if got := test.symbol.Function(); got != test.want || got.String() != test.pretty || test.symbol.Name() != test.name {
			t.Errorf("%s: got %+v, %s, %s", test.symbol, got, got, test.symbol.Name())
		}
	}
}

func TestVia(t *testing.T) {
	fns := functions(t)
	send, welcome := fns["Client.Send"], fns["Welcome"]
	path := func(names ...string) []Symbol {
		var out []Symbol
		for _, n := range names {
			out = append(out, Symbol("p#p."+n))
		}
		return out
	}
	tests := []struct {
		name string
		got  []Symbol
		want string
	}{
		{"a call", Via(nil, welcome, path("a", "b")), "notify.Welcome p.a p.b"},
		{"the longest", Via(nil, welcome, path("a", "b", "c", "d")), "notify.Welcome p.a p.b p.c p.d"},
		{"too long", Via(nil, welcome, path("a", "b", "c", "d", "e")), "notify.Welcome ~p.b p.c p.d p.e"},
		{"too long again", Via(nil, send, Via(nil, welcome, path("a", "b", "c", "d", "e"))), "notify.Client.Send ~p.b p.c p.d p.e"},
		{"an interface's method", Via(nil, fns["Sender.Send"], As(send, path("a"))), "notify.Client.Send p.a"},
		{"a method behind two interfaces", Via(nil, fns["Sender.Send"], As(welcome, As(send, path("a")))), "notify.Client.Send p.a"},
		{"joined", Join(path("x", "y"), As(send, path("a"))), "p.x notify.Client.Send p.a"},
		{"joined to a function", Join(path("x"), path("a")), "p.x p.a"},
	}
	for _, test := range tests {
		var got []string
		for _, s := range test.got {
			f := s.Function()
			text := f.String()
			if f.Skips {
				text = "~" + text
			}
			got = append(got, text)
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
	// What is in one package says so once.
	pkg := welcome.Pkg()
	near := Via(pkg, send, Via(pkg, welcome, []Symbol{"net/smtp!smtp.SendMail"}))
	if want := []Symbol{"&Client.Send", "&Welcome", "net/smtp!smtp.SendMail"}; !slices.Equal(near, want) {
		t.Errorf("got %q", near)
	}
	all := []Symbol{Of(send), Of(welcome), "net/smtp!smtp.SendMail"}
	far := Via(types.NewPackage("example.com/other", "other"), welcome, near)
	for _, got := range [][]Symbol{Absolute(pkg, near), Absolute(nil, far)[1:], Absolute(nil, Rest(nil, far)), Absolute(nil, Join(path("x"), As(send, near[1:])))} {
		if !slices.Equal(got, all) {
			t.Errorf("got %q", got)
		}
	}
	for range maxVia {
		near = Via(pkg, welcome, near)
	}
	if got, want := near, []Symbol{"&Welcome", "~" + Of(welcome), "&Client.Send", "&Welcome", "net/smtp!smtp.SendMail"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	long := path("a", "b", "c", "d", "e")
	Via(nil, welcome, long)
	if !slices.Equal(long, path("a", "b", "c", "d", "e")) {
		t.Error("Via changed what it was given")
	}
	if got := strings.Join(Names(As(send, path("a", "b"))), " "); got != "a b" {
		t.Errorf("messages name %q", got)
	}
}

func TestRole(t *testing.T) {
	path := []Symbol{"p#p.save", "database/sql!sql.DB.Exec"}
	for message, want := range map[string]string{
		Begin:                                "begin",
		Commit:                               "commit",
		CommitAfter:                          "commit",
		Is(path):                             "path",
		Done(path):                           "call",
		Rows("orders", "deleted", path):      "call",
		Rows("orders", "deleted", nil):       "",
		"rows of orders are deleted here":    "",
		"order.Lines is loaded here, by get": "",
	} {
		if got := Role(message); got != want {
			t.Errorf("%s: got %q, want %q", message, got, want)
		}
	}
}

func TestTake(t *testing.T) {
	pass := &analysis.Pass{Fset: token.NewFileSet()}
	var reported []analysis.Diagnostic
	pass.Report = func(d analysis.Diagnostic) { reported = append(reported, d) }
	path := []Symbol{"p#p.a", "p#p.b"}
	d := analysis.Diagnostic{Pos: 7, Message: "m"}
	On(pass, path).Report(d)
	On(pass, path[:1]).Report(analysis.Diagnostic{Pos: 8, Message: "m"})
	if len(reported) != 2 {
		t.Fatal(reported)
	}
	if got := Take(token.NewFileSet(), d); got != nil {
		t.Error("another file set has", got)
	}
	if got := Take(pass.Fset, reported[1]); got != nil {
		t.Error("the call itself says it, but there is", got)
	}
	if got := Take(pass.Fset, d); !slices.Equal(got, path) {
		t.Error("got", got)
	}
	if got := Take(pass.Fset, d); got != nil {
		t.Error("taken twice:", got)
	}
}

// A driver that doesn't ask for paths leaves none behind.
func TestForgets(t *testing.T) {
	count := func() int {
		kept.Lock()
		defer kept.Unlock()
		return len(kept.of)
	}
	before := count()
	func() {
		pass := &analysis.Pass{Fset: token.NewFileSet(), Report: func(analysis.Diagnostic) {}}
		On(pass, []Symbol{"p#p.a", "p#p.b"}).Report(analysis.Diagnostic{Pos: 7, Message: "m"})
		if count() != before+1 {
			t.Error("no path is kept")
		}
		runtime.KeepAlive(pass)
	}()
	for range 100 {
		runtime.GC()
		if count() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond) // cleanups run on their own
	}
	t.Error("the paths outlive their file set")
}
