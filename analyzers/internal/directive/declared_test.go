package directive_test

import (
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// shop is a module with a library that it can't edit.
var shop = map[string]string{
	"go.mod":             "module example.com/shop\n\ngo 1.26\n\nrequire corp.example/queue/v2 v2.0.0\n",
	"vendor/modules.txt": "# corp.example/queue/v2 v2.0.0\n## explicit; go 1.26\ncorp.example/queue/v2\n",
	"vendor/corp.example/queue/v2/queue.go": `package queue

func Publish(text string) {}

type Conn struct{ base }

func (*Conn) bgin()               {}
func (*Conn) Begin() (*Tx, error) { return nil, nil }
func (*Conn) Quick() *Conn        { return nil }
func (*Conn) Addr() string        { return "" }

type base struct{}

func (*base) Get() {}

type Tx struct{}

func (*Tx) Commit() error { return nil }

type Hooks struct{ Before func() }

type Lane = *Conn

func Atomically(conn *Conn, fn func(tx *Tx)) {}
`,
	"jobs/jobs.go": `package jobs

import (
	"corp.example/queue/v2"
	"example.com/shop/base"
)

type Client struct{ inner }

func (*Client) Push() {}

type inner struct{}

func (*inner) Pull() {}

type Bus interface{ Emit() }

type Line struct{ Bus }

type Far struct{ base.Base }

//datavet:enqueues
func start() { queue.Publish("") }

var _ = queue.Hooks{}
`,
	"base/base.go":       "package base\n\ntype Base struct{}\n\nfunc (Base) Put() {}\n",
	"jobs/jobs_plan9.go": "package jobs\n\nfunc onlyThere() {}\n",
	"main.go":            "package shop\n\nimport _ \"example.com/shop/jobs\"\n",
}

func TestSettings(t *testing.T) {
	got, wrong := declaredIn(t, shop, `
functions:
  enqueues: [example.com/shop/jobs.Client.Push, example.com/shop/jobs.Client.Pull, example.com/shop/jobs.start]
  publishes: [corp.example/queue.Publish, example.com/shop/jobs.Bus.Emit]
  runs-in-tx: [corp.example/queue/v2.Hooks.Before, corp.example/queue.Atomically]
  no-effect: [{name: example.com/shop/jobs.onlyThere, why: it waits}]
handles:
- {type: corp.example/queue.Conn, begin: [Begin], query: [Get]}
- {type: corp.example/queue.Tx, commit: [Commit]}
`)
	want := []string{
		"Atomically: Run on 2 of 3, handle 2",
		"Before: runs-in-tx",
		"Begin: Begin on 1, handle 64",
		"Commit: Commit on 1",
		"Conn: 1",
		"Emit: publishes",
		"Get: Query on 1",
		"Lane: 1",
		"Publish: Publish",
		"Pull: enqueues",
		"Push: enqueues",
		"Quick: Derive on 1",
		"Tx: 2",
		"start: enqueues",
	}
	if !slices.Equal(got, want) {
		t.Errorf("have\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if wrong != nil {
		t.Errorf("unexpected: %q", wrong)
	}
}

// TestAlias: what is said of an alias is said of its type.
func TestAlias(t *testing.T) {
	got, wrong := declaredIn(t, shop, "handles: [{type: corp.example/queue.Lane, begin: [Begin], query: [Get, Bgin]}]\n")
	want := []string{"Begin: Begin on 1, handle 1", "Conn: 1", "Get: Query on 1", "Lane: 1", "Quick: Derive on 1", "start: enqueues"}
	if !slices.Equal(got, want) {
		t.Errorf("have %q, want %q", got, want)
	}
	if len(wrong) != 1 || !strings.Contains(wrong[0], `did you mean "corp.example/queue/v2.Conn.Begin"?`) {
		t.Errorf("wrong: %q", wrong)
	}
}

func TestWrongSettings(t *testing.T) {
	_, wrong := declaredIn(t, shop, `
functions:
  enqueues:
  - example.com/shop/jobs.Client.Psh
  - example.com/shop/jobs.Line.Emit
  - example.com/shop/jobs.Pocket
  - corp.example/queue.Publsh
  - corp.example/queue/v3.Publsh
  - example.com/shop/jobs.Far.Put
  - corp.example/queue.Hooks.Before
  in-tx: [corp.example/queue.Publish]
handles:
- type: corp.example/queue.Con
  query: [Get]
- type: corp.example/queue.Conn
  query: [Get]
  begin: [Bgin]
`)
	const text = " in .datavet.yaml names %q, which there isn't: it has no effect; "
	want := []string{
		".datavet.yaml:4:5: functions" + fmt.Sprintf(text, "example.com/shop/jobs.Client.Psh") + `did you mean "example.com/shop/jobs.Client.Push"?`,
		".datavet.yaml:5:5: functions" + fmt.Sprintf(text, "example.com/shop/jobs.Line.Emit") + `it is a method of another type; write "example.com/shop/jobs.Bus.Emit"`,
		".datavet.yaml:6:5: functions" + fmt.Sprintf(text, "example.com/shop/jobs.Pocket") + "name what example.com/shop/jobs declares",
		".datavet.yaml:7:5: functions" + fmt.Sprintf(text, "corp.example/queue.Publsh") + `did you mean "corp.example/queue.Publish"?`,
		".datavet.yaml:9:5: functions" + fmt.Sprintf(text, "example.com/shop/jobs.Far.Put") + `it is a method of another type; write "example.com/shop/base.Base.Put"`,
		`.datavet.yaml:10:5: functions in .datavet.yaml says enqueues of "corp.example/queue.Hooks.Before": it has no effect; a func field takes runs-in-tx alone`,
		`.datavet.yaml:11:11: functions in .datavet.yaml says in-tx of "corp.example/queue.Publish": it has no effect; say it of functions of this module`,
		".datavet.yaml:13:3: handles" + fmt.Sprintf(text, "corp.example/queue.Con") + `did you mean "corp.example/queue.Conn"?`,
		".datavet.yaml:15:3: handles" + fmt.Sprintf(text, "corp.example/queue.Conn.Bgin") + `did you mean "corp.example/queue.Conn.Begin"?`,
	}
	if !slices.Equal(wrong, want) {
		t.Errorf("have\n%s\nwant\n%s", strings.Join(wrong, "\n"), strings.Join(want, "\n"))
	}
}

// declaredIn returns what the settings declare in the packages of a module, and
// what is wrong with them.
func declaredIn(t *testing.T, files map[string]string, settings string) (declared, wrong []string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put := func(name, data string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range files {
		put(name, data)
	}
	put(config.Name, settings)
	roles := map[knowledge.Role]string{
		knowledge.Publish: "Publish", knowledge.Query: "Query", knowledge.Run: "Run", knowledge.Begin: "Begin", knowledge.Commit: "Commit", knowledge.Derive: "Derive",
	}
	show := &analysis.Analyzer{
		Name:     "show",
		Doc:      "report what is declared",
		Requires: []*analysis.Analyzer{directive.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			set := pass.ResultOf[directive.Analyzer].(*directive.Set)
			tell := func(obj types.Object) {
				text := ""
				for _, d := range set.Of(obj) {
					text += " " + string(d.Verb)
				}
				switch obj := obj.(type) {
				case *types.Func:
					f, ok := set.Known().Declared(obj)
					if !ok {
						f, ok = set.Known().Of(obj)
					}
					if ok && obj.Pkg() != pass.Pkg {
						text += " " + roles[f.Role]
						if f.On != 0 {
							text += fmt.Sprintf(" on %d", f.On)
						}
						if f.Fn != 0 {
							text += fmt.Sprintf(" of %d, handle %d", f.Fn, f.FnTx)
						}
						if f.Tx != 0 {
							text += fmt.Sprintf(", handle %d", f.Tx)
						}
					}
				case *types.TypeName:
					if kind := set.Known().KindOf(obj.Type()); kind != knowledge.NoHandle {
						text += fmt.Sprintf(" %d", kind)
					}
				}
				if text != "" {
					pass.Reportf(pass.Files[0].Package, "%s:%s", obj.Name(), text)
				}
			}
			for _, pkg := range append(pass.Pkg.Imports(), pass.Pkg) {
				for _, name := range pkg.Scope().Names() {
					obj := pkg.Scope().Lookup(name)
					tell(obj)
					if named, ok := obj.Type().(*types.Named); ok {
						for m := range named.Methods() {
							tell(m)
						}
						switch u := named.Underlying().(type) {
						case *types.Interface:
							for m := range u.Methods() {
								tell(m)
							}
						case *types.Struct:
							for f := range u.Fields() {
								tell(f)
							}
						}
					}
				}
			}
			return nil, nil
		},
	}
	for _, r := range analysistest.Run(quiet{t}, dir, show, "./jobs") {
		for _, d := range r.Diagnostics {
			declared = append(declared, d.Message)
		}
	}
	slices.Sort(declared)
	for _, r := range analysistest.Run(quiet{t}, dir, directive.NewCheck(known, nil), "./...") {
		for _, d := range r.Diagnostics {
			posn := r.Pass.Fset.Position(d.Pos)
			wrong = append(wrong, fmt.Sprintf("%s:%d:%d: %s", filepath.Base(posn.Filename), posn.Line, posn.Column, d.Message))
		}
	}
	return declared, wrong
}
