package analyzers

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWorkedExamples follows the documents that work an example, in a copy of
// the repository. The fenced blocks, in their order, say what to do:
//
//	```<language> <file>	write the file
//	```diff <file>		add the lines marked by +; the others stand in the file, once
//	```sh			run the commands
//	```text			the commands above print just this
func TestWorkedExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("builds datavet for each document")
	}
	for _, name := range []string{"add-a-rule", "add-a-library"} {
		t.Run(name, func(t *testing.T) {
			document, err := os.ReadFile(filepath.Join("../docs", name+".md"))
			if err != nil {
				t.Fatal(err)
			}
			dir := checkout(t)
			blocks := fences(string(document))
			if len(blocks) == 0 {
				t.Fatal("no block to follow")
			}
			for i, b := range blocks {
				switch {
				case b.file != "" && b.language == "diff":
					patch(t, filepath.Join(dir, b.file), b.text)
				case b.file != "":
					write(t, filepath.Join(dir, b.file), b.text)
				case b.language == "sh":
					want := ""
					if i+1 < len(blocks) && blocks[i+1].language == "text" && blocks[i+1].file == "" {
						want = blocks[i+1].text
					}
					shell(t, dir, b.text, want)
				}
				if t.Failed() {
					t.Fatalf("%s, block %d, doesn't work", name, i+1)
				}
			}
		})
	}
}

// A fence is a fenced block of a document.
type fence struct{ language, file, text string }

var fenced = regexp.MustCompile("(?ms)^```(\\w*)(?: (\\S+))?\n(.*?)^```$")

func fences(document string) []fence {
	var list []fence
	for _, m := range fenced.FindAllStringSubmatch(document, -1) {
		list = append(list, fence{m[1], m[2], m[3]})
	}
	return list
}

// checkout copies the repository's tracked files, as they are now, to a folder.
func checkout(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	list, err := exec.Command("git", "-c", "safe.directory=*", "-C", "..", "ls-files", "-z").Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(list), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join("..", name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted, but not yet in the index
		}
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(content))
	}
	return dir
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// patch makes the insertions of diff, whose lines begin with "+" if they are
// new, else with a blank.
func patch(t *testing.T, path, diff string) {
	t.Helper()
	var before, after strings.Builder
	for line := range strings.Lines(diff) {
		after.WriteString(line[1:])
		if line[0] == ' ' {
			before.WriteString(line[1:])
		}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(content), before.String()); n != 1 {
		t.Fatalf("%s has these lines %d times, want once:\n%s", path, n, before.String())
	}
	write(t, path, strings.Replace(string(content), before.String(), after.String(), 1))
}

// shell runs commands that print want, if anything is wanted. They must
// succeed, unless want ends as go run does after a failure.
func shell(t *testing.T, dir, commands, want string) {
	t.Helper()
	cmd := exec.Command("sh", "-e", "-c", commands)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "PWD="+dir)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if fails := strings.Contains(want, "\nexit status "); (err != nil) != fails {
		t.Errorf("%s: %v\n%s", commands, err, &out)
	}
	if want != "" && out.String() != want {
		t.Errorf("%s printed\n%s\nwant\n%s", commands, &out, want)
	}
}
