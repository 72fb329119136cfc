package fixes

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDiffIsTaken: git apply and patch make of the old files what Write would.
func TestDiffIsTaken(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	file := func(n int, last string) []string {
		var list []string
		for range n {
			list = append(list, fmt.Sprintf("line %d\n", rnd.Intn(6)))
		}
		if n > 0 {
			list[n-1] += last
		}
		return list
	}
	edit := func(list []string) []string {
		list = append([]string{}, list...)
		for range 1 + rnd.Intn(4) {
			switch at := rnd.Intn(len(list) + 1); {
			case rnd.Intn(2) == 0 || at == len(list):
				list = append(list[:at], append([]string{fmt.Sprintf("new %d\n", rnd.Intn(6))}, list[at:]...)...)
			default:
				list = append(list[:at], list[at+1:]...)
			}
		}
		return list
	}
	r := &Result{Files: map[string][]byte{}, old: map[string][]byte{}}
	tr := newTree(t)
	add := func(name, old, new string) {
		tr.write(name, old)
		name = filepath.Join(tr.dir, name)
		r.old[name], r.Files[name] = []byte(old), []byte(new)
	}
	for i := range 60 {
		list := file(1+rnd.Intn(40), "")
		add(fmt.Sprintf("random%d.txt", i), strings.Join(list, ""), strings.Join(edit(list), "")+"x\n")
	}
	add("no line feed.go", "a\nb", "a\nc")
	add("line feed.go", "a\nb", "a\nb\n")
	add("not any more.go", "a\nb\n", "a\nb")
	add("crlf.go", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n")
	add("dir/sub folder/ü.go", "a\n", "b\n")
	add("quote\"d\\.go", "a\n", "b\n")
	add("empty.sql", "", "a\n")
	add("same.go", "a\n", "a\n")
	var diff bytes.Buffer
	if err := r.Diff(&diff, tr.dir); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(diff.String(), "same.go") {
		t.Error("what doesn't differ is there")
	}
	run := func(name string, args ...string) {
		t.Helper()
		if _, err := exec.LookPath(name); err != nil {
			t.Skip(err)
		}
		cmd := exec.Command(name, args...)
		cmd.Dir = tr.dir
		cmd.Stdin = bytes.NewReader(diff.Bytes())
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s\n%s", name, err, out, diff.String())
		}
		for name, want := range r.Files {
			got, err := os.ReadFile(name)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %v, %q, want %q", name, err, got, want)
			}
			if err := os.WriteFile(name, r.old[name], 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Run("git", func(t *testing.T) { run("git", "apply", "--whitespace=nowarn", "-") })
	t.Run("patch", func(t *testing.T) { run("patch", "-p1", "--binary", "-s") })
}
