package vetcfg

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestFacts: a package hands on what it got from all its imports.
func TestFacts(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, f Facts) string {
		t.Helper()
		c := Config{VetxOutput: filepath.Join(dir, name)}
		if err := c.WriteFacts(f); err != nil {
			t.Fatal(err)
		}
		return c.VetxOutput
	}
	far := Encoded{Data: []byte("far"), Distant: true}
	c := Config{PackageVetx: map[string]string{
		"none": write("none", nil),
		"a":    write("a", Facts{"a": {Data: []byte{}}, "far": far}),
		"b":    write("b", Facts{"b": {Data: []byte("\x00b")}, "far": far}),
	}}
	got, err := c.ReadFacts()
	want := Facts{"a": {Data: []byte{}}, "b": {Data: []byte("\x00b")}, "far": far}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if info, err := os.Stat(c.PackageVetx["none"]); err != nil || info.Size() != 0 {
		t.Errorf("no facts: %v, %v", info, err)
	}
}

func TestMalformedFacts(t *testing.T) {
	name := filepath.Join(t.TempDir(), "vetx")
	c := Config{PackageVetx: map[string]string{"a": name}}
	whole := Facts{"a": {Data: []byte("facts")}}.bytes()
	for n := 1; n < len(whole); n++ {
		if err := os.WriteFile(name, whole[:n], 0o666); err != nil {
			t.Fatal(err)
		}
		if facts, err := c.ReadFacts(); err == nil && n != len(magic) {
			t.Errorf("%d bytes: %v", n, facts)
		}
	}
}

// TestRead: Go 1.27 moved the module into an object.
func TestRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "vet.cfg")
	for text, want := range map[string]*Module{
		`{"ModulePath": "m", "ModuleVersion": "v1.0.0", "GoVersion": "go1.25"}`:                      {"m", "v1.0.0", "1.25"},
		`{"Module": {"Path": "m", "Version": "v1.0.0", "GoVersion": "1.25"}, "GoVersion": "go1.25"}`: {"m", "v1.0.0", "1.25"},
		`{"GoVersion": "go1.26"}`: nil,
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if c, err := Read(name); err != nil || !reflect.DeepEqual(c.Module, want) {
			t.Errorf("%s: %+v, %v", text, c, err)
		}
	}
}
