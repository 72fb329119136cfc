package facts

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

type note struct{ Text string }

func (*note) AFact() {}

type mark struct{ Count int }

func (*mark) AFact() {}

const source = `package p

type T struct{ Field func() }

func (T) Method() {}

func Function(param int) {
	local := param
	_ = local
}

func hidden() {}
`

func check(t *testing.T) (*types.Package, *types.Info) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, info
}

func object(t *testing.T, info *types.Info, name string) types.Object {
	t.Helper()
	for id, obj := range info.Defs {
		if id.Name == name {
			return obj
		}
	}
	t.Fatalf("no object %s", name)
	return nil
}

// TestRoundTrip writes facts about objects of all kinds and reads them for
// another copy of the package's types.
func TestRoundTrip(t *testing.T) {
	Register([]*analysis.Analyzer{{FactTypes: []analysis.Fact{new(note), new(mark)}}})
	pkg, info := check(t)
	set := NewSet(pkg)
	kept := []string{"T", "Method", "Field", "Function", "param"}
	for _, name := range append(kept, "local", "hidden") {
		set.SetObject(object(t, info, name), &note{name})
	}
	set.SetObject(object(t, info, "T"), &mark{7})
	set.SetPackage(&note{"package"})
	data, err := set.Encode()
	if err != nil {
		t.Fatal(err)
	}

	pkg, info = check(t)
	decoded, err := Decode(pkg.Path(), data)
	if err != nil {
		t.Fatal(err)
	}
	if set.Distant() {
		t.Error("notes and marks are distant")
	}
	if list := decoded.DistantObjects(map[reflect.Type]bool{reflect.TypeFor[*note](): true}); len(list) > 0 {
		t.Errorf("distant are %v", list)
	}
	var got note
	if !decoded.Package(&got) || got.Text != "package" {
		t.Errorf("the package's note is %q", got.Text)
	}
	for _, name := range kept {
		if got = (note{}); !decoded.Object(object(t, info, name), &got) || got.Text != name {
			t.Errorf("the note on %s is %q", name, got.Text)
		}
	}
	for _, name := range []string{"local", "hidden"} {
		if decoded.Object(object(t, info, name), &got) {
			t.Errorf("the note on %s has travelled", name)
		}
	}
	var m mark
	if !decoded.Object(object(t, info, "T"), &m) || m.Count != 7 {
		t.Errorf("the mark is %v", m)
	}
	if decoded.Object(object(t, info, "Method"), &m) {
		t.Error("a mark where there was none")
	}
}

// TestSameBytes: the bytes don't depend on the order in which facts were set.
func TestSameBytes(t *testing.T) {
	Register([]*analysis.Analyzer{{FactTypes: []analysis.Fact{new(note), new(mark)}}})
	pkg, info := check(t)
	names := []string{"T", "Method", "Field", "Function"}
	encode := func(order []string) []byte {
		set := NewSet(pkg)
		for _, name := range order {
			set.SetObject(object(t, info, name), &note{name})
			set.SetObject(object(t, info, name), &mark{len(name)})
		}
		data, err := set.Encode()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	first := encode(names)
	for i := range names {
		if !bytes.Equal(encode(append(names[i:], names[:i]...)), first) {
			t.Error("two encodings of one set")
		}
	}
	if empty, err := NewSet(pkg).Encode(); err != nil || empty != nil {
		t.Errorf("no facts are %q, %v", empty, err)
	}
}

// TestCorrupt: bytes that aren't facts are an error, not a panic.
func TestCorrupt(t *testing.T) {
	Register([]*analysis.Analyzer{{FactTypes: []analysis.Fact{new(note)}}})
	pkg, info := check(t)
	set := NewSet(pkg)
	set.SetObject(object(t, info, "T"), &note{"T"})
	data, err := set.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(data); i++ {
		if _, err := Decode("example.com/p", data[:i]); err == nil {
			t.Errorf("%d of %d bytes are taken", i, len(data))
		}
	}
}

type open struct{ Question string }

func (*open) AFact() {}

func (*open) Distant() {}

// TestDistant enumerates distant facts of a package whose types aren't there.
func TestDistant(t *testing.T) {
	Register([]*analysis.Analyzer{{FactTypes: []analysis.Fact{new(note), new(open)}}})
	pkg, info := check(t)
	set := NewSet(pkg)
	set.SetObject(object(t, info, "T"), &note{"T"})
	set.SetObject(object(t, info, "Function"), &open{"why"})
	data, err := set.Encode()
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := Decode(pkg.Path(), data)
	if err != nil {
		t.Fatal(err)
	}
	list := decoded.DistantObjects(map[reflect.Type]bool{reflect.TypeFor[*note](): true, reflect.TypeFor[*open](): true})
	if !set.Distant() || len(list) != 1 || list[0].Fact.(*open).Question != "why" || list[0].Object.Pkg().Path() != pkg.Path() {
		t.Errorf("distant are %v", list)
	}
	if list := decoded.DistantObjects(map[reflect.Type]bool{reflect.TypeFor[*note](): true}); len(list) > 0 {
		t.Errorf("distant of another type are %v", list)
	}
}

// TestSameBytesInAllProcesses: what a process wrote before makes no difference.
func TestSameBytesInAllProcesses(t *testing.T) {
	const variable = "FACTS_TEST_FIRST"
	Register([]*analysis.Analyzer{{FactTypes: []analysis.Fact{new(note), new(mark), new(open)}}})
	pkg, info := check(t)
	encode := func(fact analysis.Fact) []byte {
		set := NewSet(pkg)
		set.SetObject(object(t, info, "T"), fact)
		data, err := set.Encode()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if first := os.Getenv(variable); first != "" {
		if first == "mark" {
			encode(&mark{1})
		}
		fmt.Printf("%x\n", encode(&open{"why"}))
		return
	}
	outputs := map[string]bool{}
	for _, first := range []string{"mark", "nothing"} {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), variable+"="+first)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(string(out), "\n")
		outputs[line] = true
	}
	if len(outputs) != 1 {
		t.Errorf("bytes are %v", outputs)
	}
}
