package exports

import (
	"fmt"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
)

// listed writes a module of these files and lists what its main package
// imports.
func listed(t *testing.T, env []string, files map[string]string) (packages.Config, []*packages.Package) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	c := packages.Config{Dir: dir, Env: append(os.Environ(), env...), Fset: token.NewFileSet()}
	c.Mode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule
	main, err := packages.Load(&c, ".")
	if err != nil {
		t.Fatal(err)
	}
	var list []*packages.Package
	for _, p := range main[0].Imports {
		list = append(list, p)
	}
	return c, list
}

func importing(paths ...string) map[string]string {
	text := "package main\n\nfunc main() {}\n"
	for _, path := range paths {
		text = strings.Replace(text, "\n\n", fmt.Sprintf("\n\nimport _ %q\n", path), 1)
	}
	return map[string]string{"go.mod": "module example.com/app\n\ngo 1.26\n", "main.go": text}
}

// library is a module with a package that all of test import.
func library(text string) map[string]string {
	files := importing("example.com/lib", "net/http")
	files["go.mod"] += "\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ./lib\n"
	files["lib/go.mod"] = "module example.com/lib\n\ngo 1.26\n"
	files["lib/lib.go"] = text
	return files
}

const sound = `package lib

import (
	"fmt"
	"net/http"
)

type Client struct{ inner *http.Client }

func (c *Client) Get() error { return fmt.Errorf("nothing") }
`

func describe(fset *token.FileSet, p *types.Package) string {
	var out strings.Builder
	show := func(prefix string, o types.Object) {
		at := fset.Position(o.Pos())
		fmt.Fprintf(&out, "%s%s %s:%d\n", prefix, types.ObjectString(o, (*types.Package).Path), filepath.Base(at.Filename), at.Line)
	}
	for _, name := range p.Scope().Names() {
		o := p.Scope().Lookup(name)
		if !o.Exported() {
			continue // of these there are different ones
		}
		show("", o)
		switch o := o.(type) {
		case *types.Const:
			fmt.Fprintln(&out, " ", o.Val())
		case *types.TypeName:
			named, ok := o.Type().(*types.Named)
			if !ok {
				continue
			}
			for m := range named.Methods() {
				show("  ", m)
			}
			if s, ok := named.Underlying().(*types.Struct); ok {
				for i := range s.NumFields() {
					show("  "+s.Tag(i)+" ", s.Field(i))
				}
			}
		}
	}
	return out.String()
}

// What is read from source is what the compiler says.
func TestDeclaredAsCompiled(t *testing.T) {
	paths := []string{"archive/tar", "database/sql", "embed", "go/types", "iter", "net/http", "net/smtp", "os/exec", "slices", "sync/atomic", "text/template", "time", "unicode"}
	c, list := listed(t, nil, importing(paths...))
	if out, err := exec.Command("go", append([]string{"build"}, paths...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	compiled, declared := New(c, nil), New(c, nil)
	compiled.Load(list)
	declared.Load(list)
	for _, f := range declared.known {
		f.file = ""
	}
	for _, path := range paths {
		if compiled.known[path].file == "" {
			t.Fatalf("%s has no export data after go build", path)
		}
		want := describe(compiled.config.Fset, compiled.Types(path))
		got := describe(declared.config.Fset, declared.Types(path))
		if got != want {
			t.Errorf("%s\n%s", path, firstDifference(got, want))
		}
	}
	for _, r := range []*Reader{compiled, declared} {
		for _, f := range r.Failures() {
			t.Error(f.Text)
		}
		for path, p := range r.types {
			if !p.Complete() {
				t.Errorf("%s is mentioned and not complete", path)
			}
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return "one has more"
}

// With nothing in the build cache all is read from source, and the build cache
// doesn't grow by it.
func TestNothingIsCompiled(t *testing.T) {
	c, list := listed(t, []string{"GOCACHE=" + t.TempDir()}, library(sound))
	r := New(c, nil)
	for range 2 {
		r.Load(list)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, p := range list {
				if r.Types(p.PkgPath) == nil {
					t.Errorf("no types of %s", p.PkgPath)
				}
			}
		})
	}
	wg.Wait()
	for _, f := range r.known {
		if f.file != "" {
			t.Errorf("%s was compiled", f.PkgPath)
		}
	}
	if found := r.list([]string{"net/http"}); len(found) > 0 {
		t.Errorf("%d packages were compiled", len(found))
	}
	for _, f := range r.Failures() {
		t.Error(f.Text)
	}
	client := r.Types("example.com/lib").Scope().Lookup("Client").Type().Underlying().(*types.Struct)
	want := r.Types("net/http").Scope().Lookup("Client").Type()
	if got := client.Field(0).Type().(*types.Pointer).Elem(); got != want {
		t.Errorf("inner is of another %v", got)
	}
	if r.Types("example.com/unknown") != nil {
		t.Error("a package that wasn't loaded has types")
	}
}

func TestBroken(t *testing.T) {
	for _, test := range []struct{ name, text, failure string }{
		{"body", sound + "\nfunc f() int { return missing }\n", ""},
		{"unreachable", sound + "\nfunc f(missing) {}\n", ""},
		{"declaration", sound + "\nvar Extra missing\n", "example.com/lib does not compile: "},
		{"syntax", sound + "\nfunc f( {\n", "example.com/lib does not compile: "},
		{"import", strings.Replace(sound, "net/http", "example.com/nothing/http", 1), "example.com/lib does not compile: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			store := cache.Open(t.TempDir(), func(text string) { t.Error(text) })
			for range 2 {
				c, list := listed(t, nil, library(test.text))
				r := New(c, store)
				r.Version = version
				r.Load(list)
				if lib := r.Types("example.com/lib"); lib == nil || lib.Scope().Lookup("Client") == nil {
					t.Error("the client is not known")
				}
				var texts []string
				for _, f := range r.Failures() {
					texts = append(texts, f.Text)
				}
				if test.failure == "" && len(texts) > 0 || test.failure != "" && (len(texts) != 1 || !strings.HasPrefix(texts[0], test.failure)) {
					t.Errorf("failures %q, want %q", texts, test.failure)
				}
			}
		})
	}
}

// version is enough of a version for packages that don't change.
func version(p *packages.Package) cache.Key {
	h := cache.NewHash("test")
	h.String(p.PkgPath)
	return h.Sum()
}

// goCommands returns how often the go command was run since the last call with
// these first arguments.
func goCommands(t *testing.T) func(args string) int {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	script := fmt.Sprintf("#!/bin/sh\necho \"$@\" >>%s\nexec %s \"$@\"\n", log, real)
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
	return func(args string) int {
		data, _ := os.ReadFile(log)
		os.Remove(log)
		n := 0
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, args) {
				n++
			}
		}
		return n
	}
}

func TestIndex(t *testing.T) {
	runs := goCommands(t)
	store := cache.Open(t.TempDir(), func(text string) { t.Error(text) })
	c, list := listed(t, nil, importing("net/http", "strings"))
	load := func(env ...string) *Reader {
		c := c
		c.Env = append(slices.Clip(c.Env), env...)
		r := New(c, store)
		r.Version = version
		r.Load(list)
		if r.Types("net/http") == nil || len(r.Failures()) > 0 {
			t.Fatal("no types")
		}
		return r
	}
	check := func(what string, want int) {
		t.Helper()
		if n := runs("list -n"); n != want {
			t.Errorf("%s: listed %d times, want %d", what, n, want)
		}
	}
	first := load()
	check("first", 1)
	load()
	check("again", 0)
	load("CGO_CFLAGS=-O1")
	check("other settings", 1)
	load()
	check("the first ones again", 0)

	x := first.readIndex()
	files := 0
	for key, file := range x {
		if file.Name != "" {
			files++
			file.Name += ".gone"
			x[key] = file
		}
	}
	if files == 0 {
		t.Fatal("nothing is in the build cache")
	}
	first.writeIndex(x, nil)
	r := load()
	check("files are gone", 1)
	for _, f := range r.known {
		if strings.HasSuffix(f.file, ".gone") {
			t.Errorf("%s is taken from a file that isn't there", f.PkgPath)
		}
	}
	store.Put(first.indexKey, []byte("no index"))
	load()
	check("no index", 1)
}

// What was read from source is remembered as export data.
func TestDeclaredOnce(t *testing.T) {
	store := cache.Open(t.TempDir(), func(text string) { t.Error(text) })
	c, list := listed(t, []string{"GOCACHE=" + t.TempDir()}, library(sound))
	var want string
	for i := range 2 {
		r := New(c, store)
		r.Version = version
		r.Load(list)
		if i > 0 {
			// Nothing may be read but what is remembered.
			for _, f := range r.known {
				f.GoFiles = nil
			}
		}
		got := describe(r.config.Fset, r.Types("net/http")) + describe(r.config.Fset, r.Types("example.com/lib"))
		if i == 0 {
			want = got
		}
		if got != want {
			t.Error(firstDifference(got, want))
		}
	}
}
