package fixes

import (
	"bytes"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A tree is a folder with a module.
type tree struct {
	t   *testing.T
	dir string
}

func newTree(t *testing.T) tree {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	tr := tree{t, dir}
	tr.write("go.mod", "module example.com/m\n")
	return tr
}

func (tr tree) write(name, text string) string {
	tr.t.Helper()
	name = filepath.Join(tr.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		tr.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		tr.t.Fatal(err)
	}
	return name
}

func (tr tree) read(name string) string {
	tr.t.Helper()
	data, err := os.ReadFile(filepath.Join(tr.dir, name))
	if err != nil {
		tr.t.Fatal(err)
	}
	return string(data)
}

// finding returns one whose fix replaces each first text of pairs, which is in
// the file once, by the second: of "a⟦b⟧c" only what is in brackets.
func (tr tree) finding(name string, pairs ...string) report.Told {
	tr.t.Helper()
	text := tr.read(name)
	file := filepath.Join(tr.dir, name)
	var fix report.Fix
	for i := 0; i < len(pairs); i += 2 {
		before, target, after := marked(pairs[i])
		if strings.Count(text, before+target+after) != 1 {
			tr.t.Fatalf("%q isn't once in %q", pairs[i], text)
		}
		start := strings.Index(text, before+target+after) + len(before)
		fix.Edits = append(fix.Edits, report.Edit{File: file, Start: start, End: start + len(target), New: pairs[i+1], Sum: report.Sum([]byte(text))})
	}
	at := token.Position{Filename: file, Line: 1, Column: 1}
	return report.Told{Finding: report.Finding{Rule: "rule", Pos: at, End: at, Fixes: []report.Fix{fix}}}
}

// marked splits "before⟦target⟧after"; text without brackets is all target.
func marked(text string) (before, target, after string) {
	before, rest, ok := strings.Cut(text, "⟦")
	if !ok {
		return "", text, ""
	}
	target, after, _ = strings.Cut(rest, "⟧")
	return before, target, after
}

func apply(t *testing.T, list ...report.Told) *Result {
	t.Helper()
	r, err := Apply(list)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Fixed)+len(r.Left) != len(list) {
		t.Errorf("%d fixed, %d left of %d", len(r.Fixed), len(r.Left), len(list))
	}
	return r
}

func TestFileStaysAsItWas(t *testing.T) {
	for _, test := range []struct{ name, text, old, new, want string }{
		{"formatted", "package p\n\nvar (\n\ta   = 1\n\tbcd = 2\n)\n", "bcd", "bcdef", "package p\n\nvar (\n\ta     = 1\n\tbcdef = 2\n)\n"},
		{"not formatted", "package p\nvar  a = 1\nvar b=2\n", "b=2", "b=3", "package p\nvar  a = 1\nvar b=3\n"},
		{"CRLF", "package p\r\n\r\nvar a = 1\r\n", "a = 1", "a = 1\nvar b = 2", "package p\r\n\r\nvar a = 1\r\nvar b = 2\r\n"},
		{"CRLF in part", "package p\r\n\nvar a = 1\r\n", "a = 1", "a = 1\nvar b = 2", "package p\r\n\nvar a = 1\nvar b = 2\r\n"},
		{"BOM", "\ufeffpackage p\n\nvar a = 1\n", "a = 1", "a    = 2", "\ufeffpackage p\n\nvar a = 2\n"},
		{"no line feed at the end", "package p\n\nvar a = 1", "a = 1", "a  = 2", "package p\n\nvar a  = 2"},
	} {
		tr := newTree(t)
		tr.write("a.go", test.text)
		r := apply(t, tr.finding("a.go", test.old, test.new))
		if got := string(r.Files[filepath.Join(tr.dir, "a.go")]); got != test.want {
			t.Errorf("%s:\n%q, want\n%q", test.name, got, test.want)
		}
		if got := tr.read("a.go"); got != test.text {
			t.Errorf("%s: written before Write", test.name)
		}
		if err := r.Write(); err != nil || tr.read("a.go") != test.want {
			t.Errorf("%s: Write: %v, %q", test.name, err, tr.read("a.go"))
		}
	}
}

func TestImports(t *testing.T) {
	for _, test := range []struct{ name, imports, want string }{
		{"alone", "import \"slices\"\n\n", ""},
		{"with its comment", "// For f.\nimport \"slices\" // too\n\n", ""},
		{"first", "import (\n\t\"slices\"\n\t\"x\"\n)\n\n", "import (\n\t\"x\"\n)\n\n"},
		{"last", "import (\n\t\"a\"\n\n\t// For f.\n\t\"slices\"\n)\n\n", "import (\n\t\"a\"\n)\n\n"},
		{"a group", "import (\n\t\"slices\"\n\n\t\"x\"\n)\n\n", "import (\n\t\"x\"\n)\n\n"},
		{"a group between", "import (\n\t\"a\"\n\n\t\"slices\"\n\n\t\"x\"\n)\n\n", "import (\n\t\"a\"\n\n\t\"x\"\n)\n\n"},
		{"the only one in parentheses", "import (\n\t\"slices\"\n)\n\n", ""},
		{"on one line", "import (\"slices\"; \"x\")\n\n", "import ( \"x\")\n\n"},
		{"under another name", "import slices \"example.com/go-slices/v2\"\n\n", ""},
		{"of a major version", "import \"example.com/go-slices/v2\"\n\n", ""},
		{"with another name than its path", "import (\n\t\"example.com/own\"\n\t\"fmt\"\n)\n\nvar _ = fmt.Sprint\n\n", "import (\n\t\"fmt\"\n)\n\nvar _ = fmt.Sprint\n\n"},
		{"used elsewhere", "import \"slices\"\n\nvar _ = slices.Max[[]int]\n\n", "import \"slices\"\n\nvar _ = slices.Max[[]int]\n\n"},
		{"shadowed elsewhere", "import \"slices\"\n\nfunc g(slices struct{ a int }) int { return slices.a }\n\n", "func g(slices struct{ a int }) int { return slices.a }\n\n"},
		{"a key elsewhere", "import \"slices\"\n\nvar _ = struct{ slices int }{slices: 0}\n\n", "var _ = struct{ slices int }{slices: 0}\n\n"},
		{"a variable of the package", "import \"fmt\"\n\nvar _ = fmt.Sprint\n\n", "import \"fmt\"\n\nvar _ = fmt.Sprint\n\n"},
	} {
		for _, format := range []string{"", "var  x = 1\n"} {
			tr := newTree(t)
			tail := "var v = %s\n" + format
			tr.write("a.go", "package p\n\n"+test.imports+fmt.Sprintf(tail, "slices.Delete(q, 0, n)"))
			r := apply(t, tr.finding("a.go", "slices.Delete(q, 0, n)", "q[n:]"))
			want := "package p\n\n" + test.want + fmt.Sprintf(tail, "q[n:]")
			if got := string(r.Files[filepath.Join(tr.dir, "a.go")]); got != want {
				t.Errorf("%s:\n%q, want\n%q", test.name, got, want)
			}
		}
	}
}

func TestAmbiguousImportIsLeft(t *testing.T) {
	tr := newTree(t)
	tr.write("a.go", "package p\n\nimport (\n\t\"example.com/a\"\n\t\"example.com/b\"\n)\n\nvar (\n\tx = one.X\n\ty = two.Y\n)\n")
	r := apply(t, tr.finding("a.go", "one.X", "1"), tr.finding("a.go", "⟦x⟧ = ", "xyz"))
	if len(r.Fixed) != 1 || len(r.Held) != 1 || !strings.Contains(r.Held[0].Text, "doesn't compile") {
		t.Errorf("fixed %v, held %v", r.Fixed, r.Held)
	}
	if got := string(r.Files[filepath.Join(tr.dir, "a.go")]); !strings.Contains(got, "\txyz = one.X\n\ty   = two.Y\n") {
		t.Errorf("got %q", got)
	}
}

func TestConflicts(t *testing.T) {
	const text = "package p\n\nimport (\n\t\"fmt\"\n)\n\nvar a, b, c = fmt.Sprint(1), fmt.Sprint(2), fmt.Sprint(3)\n"
	for _, test := range []struct {
		name string
		one  []string
		two  []string
		held string
		want string // part of the result
	}{
		{"apart", []string{"(⟦1⟧)", "4"}, []string{"(⟦2⟧)", "5"}, "", "fmt.Sprint(4), fmt.Sprint(5), fmt.Sprint(3)"},
		{"overlapping", []string{"Sprint(1)", "Sprint()"}, []string{"(⟦1⟧)", "5"}, "touches", "fmt.Sprint(), fmt.Sprint(2)"},
		{"side by side", []string{"(⟦1⟧)", "4"}, []string{"(1⟦)⟧", ",5)"}, "touches", "fmt.Sprint(4), fmt.Sprint(2)"},
		{"alike", []string{"(⟦1⟧)", "4", "(⟦2⟧)", "5"}, []string{"(⟦1⟧)", "4", "(⟦2⟧)", "5"}, "", "fmt.Sprint(4), fmt.Sprint(5), fmt.Sprint(3)"},
		{"alike in part", []string{"(⟦⟧1)", "f(", "(1⟦⟧)", ")"}, []string{"(⟦⟧1)", "f(", "(1), fmt.Sprint(2⟦⟧)", ")"}, "touches", "fmt.Sprint(f(1)), fmt.Sprint(2), "},
		{"the same import", []string{"\"fmt\"⟦⟧", "\n\t\"slices\"", "(⟦1⟧)", "slices.Max(q)"}, []string{"\"fmt\"⟦⟧", "\n\t\"slices\"", "(⟦2⟧)", "slices.Min(q)"}, "",
			"import (\n\t\"fmt\"\n\t\"slices\"\n)\n\nvar a, b, c = fmt.Sprint(slices.Max(q)), fmt.Sprint(slices.Min(q)), "},
		{"half of a fix", []string{"(⟦1⟧)", "4"}, []string{"(⟦1⟧)", "5", "(⟦2⟧)", "6"}, "touches", "fmt.Sprint(4), fmt.Sprint(2), "},
		{"does not parse", []string{"(⟦1⟧)", "4"}, []string{"(⟦2⟧)", "(("}, "doesn't compile", "fmt.Sprint(4), fmt.Sprint(2), "},
		{"changes nothing", []string{"(⟦1⟧)", "4"}, []string{"(⟦2⟧)", "2"}, "changes nothing", "fmt.Sprint(4), fmt.Sprint(2), "},
	} {
		tr := newTree(t)
		tr.write("a.go", text)
		r := apply(t, tr.finding("a.go", test.one...), tr.finding("a.go", test.two...))
		if got := string(r.Files[filepath.Join(tr.dir, "a.go")]); !strings.Contains(got, test.want) {
			t.Errorf("%s:\n%s, want\n%s", test.name, got, test.want)
		}
		switch {
		case test.held == "" && len(r.Held) > 0:
			t.Errorf("%s: held %v", test.name, r.Held)
		case test.held != "" && (len(r.Held) != 1 || !strings.Contains(r.Held[0].Text, test.held)):
			t.Errorf("%s: held %v, want %q", test.name, r.Held, test.held)
		}
	}
}

func TestFilesThatAreNotTouched(t *testing.T) {
	tr := newTree(t)
	const text = "package p\n\nvar a = 1\n"
	tr.write("own.go", text)
	generated := "// Code generated by x. DO NOT EDIT.\n\n" + text
	tr.write("generated.go", generated)
	tr.write("vendor/lib/a.go", text)
	tr.write("nested/go.mod", "module example.com/nested\n")
	tr.write("nested/a.go", text)
	cache := newTree(t)
	cache.write("example.com/m@v1.2.3/go.mod", "module example.com/m\n")
	cache.write("example.com/m@v1.2.3/a.go", text)
	outside := cache.write("outside.go", text)
	if err := os.Symlink(outside, filepath.Join(tr.dir, "link.go")); err != nil {
		t.Skip(err)
	}
	in := func(name string) report.Told {
		f := tr.finding(name, "a = 1", "a = 2")
		f.Pos.Filename = filepath.Join(tr.dir, "own.go")
		return f
	}
	// A fix that would change one of them changes no other either.
	both := in("own.go")
	both.Fixes[0].Edits = append(both.Fixes[0].Edits, in("generated.go").Fixes[0].Edits...)
	r := apply(t, both, in("generated.go"), in("vendor/lib/a.go"), in("nested/a.go"), in("link.go"),
		cache.finding("example.com/m@v1.2.3/a.go", "a = 1", "a = 2"))
	if len(r.Fixed) > 0 || len(r.Files) > 0 || len(r.Held) != 6 {
		t.Errorf("fixed %v, held %v", r.Fixed, r.Held)
	}
}

func TestChangedFile(t *testing.T) {
	tr := newTree(t)
	a := tr.write("a.go", "package p\n\nvar a = 1\n")
	tr.write("b.go", "package p\n\nvar b = 1\n")
	list := []report.Told{tr.finding("a.go", "a = 1", "a = 2"), tr.finding("b.go", "b = 1", "b = 2")}
	tr.write("b.go", "package p\n\nvar b = 7\n")
	if _, err := Apply(list); err == nil || !strings.Contains(err.Error(), "b.go: changed since it was analysed; run datavet again") {
		t.Errorf("changed before Apply: %v", err)
	}
	list[1] = tr.finding("b.go", "b = 7", "b = 8")
	r := apply(t, list...)
	tr.write("b.go", "package p\n\nvar b = 9\n")
	if err := r.Write(); err == nil || !strings.Contains(err.Error(), "b.go: changed since it was analysed") {
		t.Errorf("changed before Write: %v", err)
	}
	if got := tr.read("a.go"); !strings.Contains(got, "a = 1") {
		t.Errorf("a.go is written all the same: %s", got)
	}
	if err := os.Remove(a); err != nil {
		t.Fatal(err)
	}
	if err := r.Write(); err == nil {
		t.Error("a file is gone")
	}
	if left, _ := filepath.Glob(filepath.Join(tr.dir, ".datavet-*")); len(left) > 0 {
		t.Errorf("left behind: %s", left)
	}
}

// TestLink: of a file that is known by two names, the file itself is written, and
// keeps its permissions.
func TestLink(t *testing.T) {
	tr := newTree(t)
	name := tr.write("a/a.go", "package p\n\nvar a, b = 1, 2\n")
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	tr.write("b/b.go", "package p\n")
	link := filepath.Join(tr.dir, "b", "link.go")
	if err := os.Symlink("../a/a.go", link); err != nil {
		t.Skip(err)
	}
	r := apply(t, tr.finding("a/a.go", "= ⟦1⟧", "3"), tr.finding("b/link.go", "= ⟦1⟧", "3"), tr.finding("b/link.go", ", ⟦2⟧", "4"))
	if err := r.Write(); err != nil || len(r.Fixed) != 3 || tr.read("a/a.go") != "package p\n\nvar a, b = 3, 4\n" {
		t.Errorf("%v, %d fixed: %s", err, len(r.Fixed), tr.read("a/a.go"))
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("permissions: %v", info.Mode())
	}
	if err := os.Chmod(name, 0o440); err != nil {
		t.Fatal(err)
	}
	if err := apply(t, tr.finding("a/a.go", "= ⟦3⟧", "5")).Write(); err == nil || !strings.Contains(err.Error(), "may not be written") {
		t.Errorf("read-only: %v", err)
	}
}

func TestOtherFiles(t *testing.T) {
	tr := newTree(t)
	tr.write("a.sql", "SELECT 1")
	r := apply(t, tr.finding("a.sql", "1", "2\n"))
	if got := string(r.Files[filepath.Join(tr.dir, "a.sql")]); got != "SELECT 2\n" {
		t.Errorf("%q", got)
	}
	var b bytes.Buffer
	if err := r.Diff(&b, tr.dir); err != nil || b.String() != "--- a/a.sql\n+++ b/a.sql\n@@ -1,1 +1,1 @@\n-SELECT 1\n\\ No newline at end of file\n+SELECT 2\n" {
		t.Errorf("%v\n%s", err, b.String())
	}
}
