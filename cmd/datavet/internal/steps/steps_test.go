package steps_test

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/standalone"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
)

// analyse returns what is found in the packages, and the files of packages.
func analyse(t *testing.T, dir string, patterns ...string) (list []report.Finding, files func(string) []string) {
	t.Helper()
	all, err := analyzers.Analyzers(analyzers.Options{Enable: []string{analyzers.EveryRule}})
	if err != nil {
		t.Fatal(err)
	}
	graph, err := load.List(dir, load.Options{}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range graph.Problems() {
		t.Error(p)
	}
	for _, p := range standalone.Run(graph, standalone.Options{Analyzers: all}).Packages {
		list = append(list, p.Findings...)
	}
	of := map[string][]string{}
	for _, u := range graph.Units {
		of[u.PkgPath] = append(of[u.PkgPath], u.GoFiles...)
	}
	return list, func(path string) []string { return of[path] }
}

var sources report.Sources

// line returns the source line of a place.
func line(s report.Step) string {
	return strings.TrimSpace(sources.Line(s.Pos.Filename, s.Pos.Line))
}

// Each module in testdata has the steps of its findings in a file "want".
func TestModules(t *testing.T) {
	modules, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(modules) == 0 {
		t.Fatal("no modules", err)
	}
	for _, module := range modules {
		t.Run(filepath.Base(module), func(t *testing.T) {
			archive, err := txtar.ParseFile(module)
			if err != nil {
				t.Fatal(err)
			}
			dir, want := t.TempDir(), ""
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = string(f.Data)
					continue
				}
				name := filepath.Join(dir, f.Name)
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, f.Data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			findings, files := analyse(t, dir, "./...")
			resolver := steps.NewResolver(files)
			var got strings.Builder
			for _, f := range findings {
				fmt.Fprintf(&got, "%s\n", f.Message)
				for _, s := range resolver.Steps(f) {
					fmt.Fprintf(&got, "\t%s:%d: %s calls %s: %s\n", filepath.Base(s.Pos.Filename), s.Pos.Line, s.Func, s.Callee, line(s))
				}
			}
			if got.String() != want {
				t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
			}
		})
	}
}

// handed are scenarios in which a function is handed on as a value, and then called
// where its name doesn't stand.
var handed = []string{"begun_in_middleware.go", "three_packages_down.go"}

// In the scenarios every call on a path is found, where its name stands.
func TestScenarios(t *testing.T) {
	root, err := filepath.Abs("../../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for _, name := range []string{"enqueueintx", "outerhandle", "shiftingpage", "unguardedretry", "halfplayed", "staleassociation", "retriedeffect"} {
		patterns = append(patterns, "./"+name+"/...")
	}
	paths := map[string]int{}
	check(t, paths, root, patterns...)
	check(t, paths, filepath.Join(root, "example"), "./...")
	for rule, least := range map[string]int{"enqueueintx": 40, "outerhandle": 20, "shiftingpage": 3, "unguardedretry": 3, "halfplayed": 5} {
		if paths[rule] < least {
			t.Errorf("%s has %d findings with paths", rule, paths[rule])
		}
	}
}

// check analyses packages, and counts the findings with paths by rule.
func check(t *testing.T, paths map[string]int, dir string, patterns ...string) {
	findings, files := analyse(t, dir, patterns...)
	resolver := steps.NewResolver(files)
	for _, f := range findings {
		list := resolver.Steps(f)
		if len(f.Path) == 0 {
			if len(list) > 0 {
				t.Errorf("%s: steps without a path", f.Pos)
			}
			continue
		}
		paths[f.Rule]++
		if len(list) != len(f.Path) {
			t.Errorf("%s: %d steps on the path %q", f.Pos, len(list), f.Path)
			continue
		}
		for i, s := range list {
			if i == 0 && slices.Contains(handed, filepath.Base(s.Pos.Filename)) {
				continue
			}
			if name := analyzers.FunctionOf(f.Path[i]).Name; !strings.Contains(line(s), name) {
				t.Errorf("%s: %s (%s) doesn't call %s: %s", f.Pos, s.Pos, s.Func, s.Callee, line(s))
			}
		}
	}
}

// What can't be found is left out, and nothing is told that isn't so.
func TestMissing(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	shop := write("shop.go", "package shop\n\nfunc Pay() { charge() }\n\nfunc charge() { hook() }\n\nvar hook = func() {}\n")
	broken := write("broken.go", "package broken\n\nfunc Refund() { bank.Refund(")
	files := func(path string) []string {
		return map[string][]string{"example.com/shop": {shop, filepath.Join(dir, "gone.go")}, "example.com/broken": {broken}}[path]
	}
	at := token.Position{Filename: shop, Line: 3, Column: 14, Offset: 27}
	end := token.Position{Filename: shop, Line: 3, Column: 22, Offset: 35}
	tests := []struct {
		name string
		path []string
		want string
	}{
		{"no path", nil, ""},
		{"a package outside of the run", []string{"example.com/shop#shop.charge", "example.com/bank#bank.Client.Send", "net/http!http.Client.Do"},
			"3 shop.Pay calls shop.charge; 5 shop.charge calls bank.Client.Send"},
		{"a function that is gone", []string{"example.com/shop#shop.charge", "example.com/shop#shop.settle", "net/http!http.Client.Do"},
			"3 shop.Pay calls shop.charge; 5 shop.charge calls shop.settle"},
		{"no function", []string{"", "nonsense"}, "3 shop.Pay calls "},
		{"a file that doesn't parse", []string{"example.com/broken#broken.Refund", "example.com/bank#bank.Refund"},
			"3 shop.Pay calls broken.Refund; 3 broken.Refund calls bank.Refund"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range steps.NewResolver(files).Steps(report.Finding{Pos: at, End: end, Path: test.path}) {
				got = append(got, fmt.Sprintf("%d %s calls %s", s.Pos.Line, s.Func, s.Callee))
			}
			if got := strings.Join(got, "; "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	t.Run("the file of the finding is gone", func(t *testing.T) {
		at := token.Position{Filename: filepath.Join(dir, "gone.go"), Line: 3, Offset: 99}
		got := steps.NewResolver(files).Steps(report.Finding{Pos: at, End: at, Func: "Pay", Path: []string{"example.com/shop#shop.charge"}})
		if len(got) != 1 || got[0].Pos != at || got[0].Func != "Pay" {
			t.Error(got)
		}
	})
	t.Run("the file of the finding is shorter now", func(t *testing.T) {
		at := token.Position{Filename: shop, Line: 300, Offset: 9000}
		got := steps.NewResolver(files).Steps(report.Finding{Pos: at, End: at, Path: []string{"example.com/shop#shop.charge"}})
		if len(got) != 1 || got[0].Pos != at {
			t.Error(got)
		}
	})
}
