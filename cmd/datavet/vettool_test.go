package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/datavet/datavet/cmd/datavet/internal/toolchain"
)

// unpack writes the files of a txtar archive to a folder.
func unpack(t *testing.T, archive string) module {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	m := module{t, dir}
	for _, file := range txtar.Parse([]byte(archive)).Files {
		m.write(file.Name, string(file.Data))
	}
	return m
}

func (m module) write(name, content string) {
	m.t.Helper()
	name = filepath.Join(m.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		m.t.Fatal(err)
	}
	writeFile(m.t, name, []byte(content))
}

// vetIn is vet with a build cache of its own, as by a go command of the version
// goversion, unless that is empty.
func (m module) vetIn(gocache, goversion string, args ...string) result {
	env := append(os.Environ(), "DATAVET_TEST_AS=datavet", "DATAVET_TEST_GOVERSION="+goversion, "GOCACHE="+gocache)
	return m.exec(env, "go", append([]string{"vet", "-vettool=" + executable(m.t)}, args...)...)
}

// Packages that import nothing of the standard library, so that an empty build
// cache costs little. What is wrong with them is a directive.
const directives = `
-- go.mod --
module example.com/m

go 1.26
-- a/a.go --
package a

import "example.com/m/lib"

var A = lib.L
-- lib/lib.go --
package lib

//datavet:nothing
var L = 1
-- tested/tested.go --
package tested

//datavet:nothing
var T = 1
-- tested/tested_test.go --
package tested

var inTest = T
-- tested/external_test.go --
package tested_test

import "example.com/m/between"

var _ = between.B
-- between/between.go --
package between

import "example.com/m/tested"

//datavet:nothing
var B = tested.T
`

// TestVetLosesNothing: the go command keeps what was printed of a package, and
// up to Go 1.26.8, and in 1.27.0 and 1.27.1, takes what was printed of one that
// was only imported for all that there is to say of it.
func TestVetLosesNothing(t *testing.T) {
	m := unpack(t, directives)
	cache := t.TempDir()
	const lib, tested, between = "lib/lib.go:3:1", "tested/tested.go:3:1", "between/between.go:5:1"
	step := func(what, args string, want ...string) {
		t.Helper()
		r := m.vetIn(cache, "", strings.Fields(args)...)
		got := map[string]int{}
		for line := range strings.Lines(r.stderr) {
			if posn, _, ok := strings.Cut(line, ": unknown datavet directive"); ok {
				got[posn]++
			}
		}
		same := len(got) == len(want)
		for _, posn := range want {
			same = same && got[posn] == 1
		}
		if !same || r.code == 0 && len(want) > 0 {
			t.Errorf("%s: go vet %s: exit code %d\n%s\nwant %q, each once", what, args, r.code, r.stderr, want)
		}
	}
	// The price: what an imported package has to be told is told with those
	// that import it.
	imported := []string{lib}
	if !toolchain.MixesResults(runtime.Version()) {
		imported = nil
	}
	step("imported", "./a", imported...)
	step("named", "./lib", lib)
	step("all", "./...", lib, tested, between)
	step("all again", "./...", lib, tested, between)

	m.write("lib/lib_test.go", "package lib\n\nvar inTest = L\n")
	step("with tests, all", "./...", lib, tested, between)
	step("with tests, imported", "./a")
	step("with tests, named", "./lib", lib)

	m.write("lib/lib_test.go", "//go:build ignore\n\npackage lib\n")
	step("tests not built, imported", "./a", imported...)
	step("tests not built, all", "./...", lib, tested, between)

	if err := os.Remove(filepath.Join(m.dir, "lib/lib_test.go")); err != nil {
		t.Fatal(err)
	}
	step("tests removed, imported", "./a", imported...)
	step("tests removed, named", "./lib", lib)
	step("tests removed, all", "./...", lib, tested, between)
}

// TestVetOfMendedGo: where the go command tells the two results apart, nothing
// is printed but of what is named.
func TestVetOfMendedGo(t *testing.T) {
	m := unpack(t, directives)
	if r := m.vetIn(t.TempDir(), "go1.26.9", "./a"); r.code != 0 || r.stderr != "" {
		t.Errorf("exit code %d\n%s", r.code, r.stderr)
	}
}

// TestVetByOlderTool: the go command says it once, as the tool has it.
func TestVetByOlderTool(t *testing.T) {
	m := unpack(t, directives)
	r := m.vetIn(t.TempDir(), "go1.99.3", "./...")
	const want = "datavet: built by "
	if r.code == 0 || strings.Count(r.stderr, want) != 1 || !strings.Contains(r.stderr, "but the go command is go1.99.3: build datavet again") || strings.Contains(r.stderr, "panic") {
		t.Errorf("exit code %d\n%s\nwant once %q", r.code, r.stderr, want)
	}
}

// TestVetBrokenPackages: each is reported once, and the others are analysed.
func TestVetBrokenPackages(t *testing.T) {
	m := unpack(t, directives+`
-- broken/broken.go --
package broken

var B string = 1
-- syntax/syntax.go --
package syntax

func Unfinished( {
-- user/user.go --
package user

import "example.com/m/broken"

//datavet:nothing
var U = broken.B
`)
	for range 2 { // the second time from the cache
		r := m.vetIn(t.TempDir(), "", "./...")
		for want, times := range map[string]int{
			"broken/broken.go:3:16: cannot use 1 (untyped int constant) as string value": 1,
			"syntax/syntax.go:3:18:": 1,
			"lib/lib.go:3:1: ":       1,
			"tested/tested.go:3:1: ": 1,
			"user/user.go:":          0,
			"panic":                  0,
		} {
			if got := strings.Count(r.stderr, want); got != times {
				t.Errorf("%q %d times, want %d\n%s", want, got, times, r.stderr)
			}
		}
		if r.code == 0 {
			t.Error("exit code 0")
		}
	}
}

// TestVetPanic: that passes panic is told each time, also from the cache, and
// costs no other findings.
func TestVetPanic(t *testing.T) {
	m := extract(t, "shop")
	for range 2 {
		env := append(os.Environ(), "DATAVET_TEST_AS=panicking datavet")
		r := m.exec(env, "go", "vet", "-vettool="+executable(t), "./...")
		for _, want := range []string{
			mailInTx,
			": outerhandle failed on example.com/shop/signup: panic: out of order; please report it",
			": effects failed on example.com/shop/store: panic: out of order; please report it",
		} {
			if r.code == 0 || strings.Count(r.stderr, want) != 1 {
				t.Errorf("exit code %d\n%s\nwant once %q", r.code, r.stderr, want)
			}
		}
	}
}

// TestToolDirective runs datavet as a tool of the module that it analyses.
func TestToolDirective(t *testing.T) {
	if testing.Short() {
		t.Skip("builds datavet")
	}
	m := extract(t, "shop")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	m.write("go.sum", string(sums))
	for _, args := range []string{
		"mod edit -replace=github.com/datavet/datavet=" + root,
		"get -tool github.com/datavet/datavet/cmd/datavet",
	} {
		cmd := exec.Command("go", strings.Fields(args)...)
		cmd.Dir = m.dir
		cmd.Env = append(os.Environ(), "GOPROXY=off", "GOWORK=off", "GOFLAGS=")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", cmd, err, out)
		}
	}
	if r := m.exec(os.Environ(), "go", "tool", "datavet", "./..."); !strings.Contains(r.stdout, mailInTx) {
		t.Errorf("go tool datavet: exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r := m.exec(os.Environ(), "sh", "-c", "go vet -vettool=$(go tool -n datavet) ./..."); r.code == 0 || !strings.Contains(r.stderr, mailInTx) {
		t.Errorf("go vet: exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
}
