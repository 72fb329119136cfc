//go:build linux

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGenerate: a generated module is what its parameters say, twice; datavet
// has something to find in it and something to leave alone.
func TestGenerate(t *testing.T) {
	m := module{packages: 40, lines: 12_000, depth: 8, imports: 3, share: 0.3, seed: 1}
	dirs := [2]string{}
	for i := range dirs {
		dirs[i] = filepath.Join(t.TempDir(), "m")
		if err := m.write(dirs[i]); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("diff", "-r", dirs[0], dirs[1]).CombinedOutput(); err != nil {
		t.Errorf("the same parameters write other files: %v\n%s", err, out)
	}
	if err := m.write(dirs[0]); err == nil {
		t.Error("a folder that isn't empty is written to")
	}
	packages, err := output(dirs[0], "go", "list", "./...")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(strings.Fields(packages)); n != m.packages {
		t.Errorf("%d packages, want %d", n, m.packages)
	}
	if n, err := countLines(dirs[0]); err != nil || n < m.lines || n > m.lines*5/4 {
		t.Errorf("%d lines, %v, want %d or some more", n, err, m.lines)
	}
	if levels, err := filepath.Glob(filepath.Join(dirs[0], "l*")); err != nil || len(levels) != m.depth {
		t.Errorf("levels %s, %v, want %d", levels, err, m.depth)
	}

	bin := t.TempDir()
	if err := build(bin); err != nil {
		t.Fatal(err)
	}
	out, err := output(dirs[0], bin+"/floor", "-ssa", "./...")
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := regexp.MatchString(`^40 packages, SSA of [123]?\d$`, out); err != nil || !ok {
		t.Errorf("the floor says %q", out)
	}
	findings, _, err := execute(os.Environ(), dirs[0], datavetTool(bin+"/datavet"))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range []string{"(enqueueintx)", "(outerhandle)"} {
		if !strings.Contains(string(findings), rule) {
			t.Errorf("no finding of %s in\n%s", rule, findings)
		}
	}
}

func TestEdits(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":      "module example.com/m\n",
		"base/b.go":   "package base\n\nfunc Base() {}\n",
		"mid/m.go":    "package mid\n\nimport _ \"example.com/m/base\"\n\nfunc Mid() {}\n",
		"leaf/l.go":   "package leaf\n\nimport _ \"example.com/m/mid\"\n\nfunc short() {}\n\nfunc Leaf() {\n\tshort()\n}\n",
		"leaf/big.go": "package leaf\n\n// " + strings.Repeat("no functions ", 99) + "\nvar x = 1\n",
		"tiny/t.go":   "package tiny\n\nfunc Tiny() {}\n",
	} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(content), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := edits(dir)
	if err != nil {
		t.Fatal(err)
	}
	before := content(t, dir)
	for i, want := range []struct{ file, now string }{
		{"leaf/l.go", "func Leaf() {\n_ = \"1\"\n"},
		{"leaf/l.go", "func Bench1() {}\n"},
		{"base/b.go", "func Base() {\n_ = \"1\"\n}"},
		{"base/b.go", "func Bench1() {}\n"},
	} {
		if list[i].File != want.file || list[i].state() != editStates[i] {
			t.Errorf("edit %d is %v, want %s of %s", i, list[i], editStates[i], want.file)
		}
		restore, err := list[i].apply(dir, "1")
		if err != nil {
			t.Fatal(err)
		}
		if now := content(t, dir); !strings.Contains(now, want.now) {
			t.Errorf("%v has made\n%s\nwant in it\n%s", list[i], now, want.now)
		}
		if err := restore(); err != nil || content(t, dir) != before {
			t.Errorf("%v is not undone: %v", list[i], err)
		}
	}
}

// content returns the content of all files in dir.
func content(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var data []byte
			data, err = os.ReadFile(filepath.Join(dir, path))
			all.Write(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
