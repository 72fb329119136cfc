package exports

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"

	"strings"
	"testing"
)

func TestScrub(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"package p\n\nfunc f() int {\n\treturn 1 // one\n}\n", "package p\n\nfunc f() int {\n\n}\n"},
		{"package p; func f() {}; func g() { h('}', \"}\", `}`, /* } */ 1) }", "package p; func f() {}; func g() {}"},
		{"package p\nfunc f(x struct{ a int }) interface{ M() } { return nil }", "package p\nfunc f(x struct{ a int }) interface{ M() } {}"},
		{"package p\nfunc assembly(x int)\nfunc f[T interface{ ~int }](a, b T) (c func() struct{}) {}", "package p\nfunc assembly(x int)\nfunc f[T interface{ ~int }](a, b T) (c func() struct{}) {}"},
		{"package p\nvar x = T{1, 2}\nvar y = func() int { return 1 }()", "package p\nvar x = T{}\nvar y = func() int {}()"},
		{"package p\nvar (\n\ta = map[string]struct{ b int }{\"c\": {1}}\n\td = f(&T{e})\n)\nfunc g() { h() }", "package p\nvar (\n\ta = map[string]struct{ b int }{}\n\td = f(&T{})\n)\nfunc g() {}"},
		{"package p\nvar n = [...]int{1, 2}\nconst m = len(n)", "package p\nvar n = [...]int{1, 2}\nconst m = len(n)"},
		{"//go:build linux\n\n// Package p is one.\npackage p\n\n// T is a type.\ntype T struct {\n\ta int /* x\ny */ `tag`\n}", "//go:build linux\n\n// Package p is one.\npackage p\n\n\ntype T struct {\n\ta int  \n `tag`\n}"},
		{"package p\n//line gen.y:7\nvar x func()", "package p\n//line gen.y:7\nvar x func()"},
		{"package p\nfunc f() {", "package p\nfunc f() {}"},
	} {
		if got := trimEnds(string(scrub([]byte(test.src)))); got != test.want {
			t.Errorf("scrub of\n%s\ngot\n%s\nwant\n%s", test.src, got, test.want)
		}
	}
}

// trimEnds drops white space from lines that have nothing else.
func trimEnds(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			lines[i] = strings.Trim(line, " \t")
		}
	}
	return strings.Join(lines, "\n")
}

// What is left of real files parses, and has as many lines.
func TestScrubStandardLibrary(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src", "*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Skip("no standard library")
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(string(src), "\n")
		out := scrub(src)
		if _, err := parser.ParseFile(token.NewFileSet(), name, out, parser.SkipObjectResolution); err != nil {
			t.Error(err)
		}
		if n := strings.Count(string(out), "\n"); n != lines {
			t.Errorf("%s: %d lines instead of %d", name, n, lines)
		}
	}
}
