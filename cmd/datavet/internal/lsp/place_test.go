package lsp

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

func TestURIs(t *testing.T) {
	for _, test := range []struct {
		uri, path string
		windows   bool
		again     string // if it isn't uri
	}{
		{"file:///shop/a.go", "/shop/a.go", false, ""},
		{"file:///my%20shop/50%25/%C3%A4%23.go", "/my shop/50%/ä#.go", false, ""},
		{"file:///shop//b/../a%40b.go", "/shop/a@b.go", false, "file:///shop/a@b.go"},
		{"file:///c%3A/my%20shop/a.go", `C:\my shop\a.go`, true, "file:///C:/my%20shop/a.go"},
		{"file:///D:/a.go", `D:\a.go`, true, ""},
		{"file://server/share/a.go", `\\server\share\a.go`, true, ""},
	} {
		path, err := pathOf(test.uri, test.windows)
		if err != nil || path != test.path {
			t.Errorf("%s: %q, %v", test.uri, path, err)
		}
		again := test.again
		if again == "" {
			again = test.uri
		}
		if got := uriOf(test.path, test.windows); got != again {
			t.Errorf("%s: %s, want %s", test.path, got, again)
		}
	}
	for _, uri := range []string{"untitled:Untitled-1", "git:/shop/a.go?x", "file:a.go", "%zz", "file:///%zz", ""} {
		if path, err := pathOf(uri, false); err == nil {
			t.Errorf("%s: %q", uri, path)
		}
	}
}

// TestAliases: an alias says no more than what differs.
func TestAliases(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	real, link := filepath.Join(dir, "real", "shop"), filepath.Join(dir, "link")
	if err := os.MkdirAll(real, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "real"), link); err != nil {
		t.Skip(err)
	}
	a := aliasOf(filepath.Join(link, "shop", "new", "a.go"))
	if want := (alias{filepath.Join(dir, "real"), link}); a != want {
		t.Errorf("got %v, want %v", a, want)
	}
	for path, want := range map[string]string{
		real:                          filepath.Join(link, "shop"),
		filepath.Join(dir, "real"):    link,
		filepath.Join(dir, "realist"): filepath.Join(dir, "realist"),
	} {
		if got := clientPath([]alias{a}, path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestPositions(t *testing.T) {
	text := newText("ä\r\n😀b\n\xffz")
	for _, test := range []struct {
		offset    int
		in8, in16 position
	}{
		{0, position{0, 0}, position{0, 0}},
		{2, position{0, 2}, position{0, 1}},
		{4, position{1, 0}, position{1, 0}},
		{8, position{1, 4}, position{1, 2}},
		{11, position{2, 1}, position{2, 1}},
		{12, position{2, 2}, position{2, 2}},
	} {
		for enc, want := range map[encoding]position{encodingUTF8: test.in8, encodingUTF16: test.in16} {
			if got := text.position(test.offset, enc); got != want {
				t.Errorf("%d in %s: %v, want %v", test.offset, enc, got, want)
			}
			if got := text.offset(want, enc); got != test.offset {
				t.Errorf("%v in %s: %d, want %d", want, enc, got, test.offset)
			}
		}
	}
	// Beyond the end of a line, or of the text.
	for p, want := range map[position]int{{0, 99}: 2, {1, 99}: 9, {2, 99}: 12, {7, 3}: 12, {-1, 0}: 0} {
		if got := text.offset(p, encodingUTF16); got != want {
			t.Errorf("%v: %d, want %d", p, got, want)
		}
	}
	for at, want := range map[[2]int]int{{1, 1}: 0, {1, 0}: 0, {1, 9}: 2, {2, 5}: 8, {9, 9}: 12, {0, 0}: 0} {
		if got := text.offsetOf(at[0], at[1]); got != want {
			t.Errorf("%v: %d, want %d", at, got, want)
		}
	}
}

// TestProblems: what is wrong with a file is shown there, anything else as a message.
func TestProblems(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.go")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for posn, placed := range map[string]bool{
		file: true, file + ":3": true, file + ":3:4": true,
		"": false, "-": false, dir: false, filepath.Join(dir, "gone.go") + ":1:2": false, "a.go:1": false,
	} {
		d := digester{server: newServer(t.Context(), nil), sources: map[string]*source{}, files: map[string]*analysed{}}
		d.problem(report.Problem{Posn: posn, Text: "wrong"})
		if len(d.files) == 1 != placed || len(d.messages) == 0 != placed {
			t.Errorf("%s: %v, %v", posn, d.files, d.messages)
		}
	}
}

func TestPatterns(t *testing.T) {
	dir := filepath.FromSlash("/src/shop")
	for root, want := range map[string]string{"/src/shop": "./...", "/src/shop/a": "./a/...", "/src/other": "../other/...", "/": "../../..."} {
		if got := pattern(dir, filepath.FromSlash(root)); got != want {
			t.Errorf("%s: %s, want %s", root, got, want)
		}
	}
}
