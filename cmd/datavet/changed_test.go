package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var letter = regexp.MustCompile(`(?m)^(?:\S*/)?(\w+)\.(?:go|sql):\d+:\d+: `)

// found returns the names of the files with findings, sorted.
func (r result) found() string {
	var list []string
	for _, m := range letter.FindAllStringSubmatch(r.stdout, -1) {
		list = append(list, m[1])
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), " ")
}

func (m module) read(name string) string {
	m.t.Helper()
	data, err := os.ReadFile(filepath.Join(m.dir, name))
	if err != nil {
		m.t.Fatal(err)
	}
	return string(data)
}

func (m module) remove(name string) {
	m.t.Helper()
	if err := os.RemoveAll(filepath.Join(m.dir, name)); err != nil {
		m.t.Fatal(err)
	}
}

func (m module) edit(name, old, new string) {
	m.t.Helper()
	text := m.read(name)
	if !strings.Contains(text, old) {
		m.t.Fatalf("no %q in %s", old, name)
	}
	m.write(name, strings.Replace(text, old, new, 1))
}

// changed checks which files have findings if files have changed.
func (m module) changed(want string, args ...string) {
	m.t.Helper()
	r := m.datavet(append([]string{"-changed"}, args...)...)
	code := exitFindings
	if want == "" {
		code = exitOK
	}
	if got := r.found(); got != want || r.code != code || r.stderr != "" {
		m.t.Errorf("-changed %s: %q and exit code %d, want %q\n%s", strings.Join(args, " "), got, r.code, want, r.stderr)
	}
}

func TestChanged(t *testing.T) {
	m := extract(t, "changed")
	m.changed("")
	m.changed("a b", "a/a.go")
	m.changed("b", "b/b.go")
	m.changed("a b", "base/base.go")
	m.changed("b c", "b/b.go", "c/c.go")
	m.changed("b c", "-C", ".", "--", "b/b.go", filepath.Join(m.dir, "c/c.go"))
	m.in("c").changed("b c", "../b/b.go", "c.go")
	// Files of a folder that aren't compiled now.
	m.changed("c", "c/c_test.go")
	m.changed("c", "c/c_windows.go")
	// Deleted files, packages that nobody imports, and other modules' fixtures.
	m.changed("a b", "base/gone.go")
	m.changed("", "gone/gone.go", "testdata/x/x.go")
	m.changed("", "README.md")
	m.changed("c", "c/mail.tmpl")
	for _, all := range []string{"db/schema.sql", "db/gone.sql", "go.mod", ".datavet.yaml", "sqlc.yaml", "vendor/example.com/v/v.go"} {
		m.changed("a b c d purge", all)
	}
	m.changed("", "testdata/x/x.sql")
	m.changed("a b", "base")
	m.changed("a b c d", ".")
	m.datavet("-changed", "./...").want(t, exitError, nil, []string{"./...: -changed takes names of files that have changed; leave it out"})
}

// TestChangedWithTests: a package is analysed with its tests, as always.
func TestChangedWithTests(t *testing.T) {
	m := extract(t, "shop")
	m.changed("external_test signup signup_test", "-tests", "signup/signup_test.go")
	m.changed("external_test signup signup_test", "-tests", "mail/mail.go")
	m.changed("", "-tests", "cmd/shop/main.go")
}

// TestChangedInModules: several modules are looked at one after the other, those
// too that take a changed one from its folder.
func TestChangedInModules(t *testing.T) {
	m := extract(t, "changed")
	m.changed("f", "tools/f/f.go")
	m.changed("a b f", "a/a.go", "tools/f/f.go")
	m.in("a").changed("a b f", "a.go", "../tools/f/f.go")
	m.changed("d", "lib/lib.go")
	m.changed("e", "lib/e/e.go")
	m.changed("d e", "lib/go.mod")
	m.changed("d e", "lib")
	m.in("lib").changed("e", "e/e.go")
	// -C names one of them.
	m.changed("a b", "-C", "a", "a/a.go", "tools/f/f.go")
	m.changed("f", "-C", "tools", "a/a.go", "tools/f/f.go")
	m.datavet("-format=sarif", "-changed", "a/a.go", "tools/f/f.go").want(t, exitError, nil,
		[]string{"the changed files are in several modules (" + m.dir + ", " + m.dir + "/tools), which only -format=text tells of at once: name one by -C"})
	m.datavet("-changed", "-fail-on=none", "a/a.go", "tools/f/f.go").want(t, exitOK, []string{"a/a.go", "b/b.go", "tools/f/f.go"}, nil)
	m.write("tools/f/f.go", "package f(\n")
	if r := m.datavet("-changed", "a/a.go", "tools/f/f.go"); r.code != exitError || r.found() != "a b" {
		t.Errorf("exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	// The folder above is in no module.
	m.write("tools/f/f.go", "package f\n")
	above := module{t, filepath.Dir(m.dir)}
	above.changed("a b", filepath.Base(m.dir)+"/a/a.go", filepath.Base(m.dir)+"/tools/f/f.go")
}

func TestChangedInWorkspace(t *testing.T) {
	m := extract(t, "changed")
	m.write("go.work", "go 1.26.0\n\nuse (\n\t.\n\t./lib\n\t./tools\n)\n")
	m.write("tools/db/purge.sql", "SELECT 1;\n")
	work := func(want string, args ...string) {
		t.Helper()
		r := m.inWorkspace(false)(append([]string{"-changed"}, args...)...)
		if got := r.found(); got != want || r.stderr != "" {
			t.Errorf("-changed %s: %q, want %q\n%s", strings.Join(args, " "), got, want, r.stderr)
		}
	}
	work("a b f", "a/a.go", "tools/f/f.go")
	work("d", "lib/lib.go")
	work("d e", "lib/go.mod")
	work("f", "tools/db/purge.sql")
	work("a b c d e f purge", "go.work")
	work("a b f", "-format=text", "-C", "lib", "a/a.go", "tools/f/f.go")
}

// TestChangedBroken: what doesn't compile elsewhere is nobody's business here.
func TestChangedBroken(t *testing.T) {
	m := extract(t, "changed")
	m.write("c/c.go", "package c(\n")
	m.changed("a b", "a/a.go")
	m.remove("base")
	if r := m.datavet("-changed", "base/base.go"); r.code != exitError || !strings.Contains(r.stderr, "a/a.go:7:2: ") || strings.Contains(r.stderr, "c/c.go") {
		t.Errorf("a package that is imported is deleted: exit code %d\n%s", r.code, r.stderr)
	}
}

// TestChangedSQL: .sql files in no module.
func TestChangedSQL(t *testing.T) {
	m := extract(t, "changed")
	sql := module{t, filepath.Join(m.dir, "x")}
	for _, name := range []string{"schema.sql", "purge.sql"} {
		sql.write("db/"+name, m.read("db/"+name))
	}
	m.remove("go.mod")
	sql.changed("purge", "db/schema.sql")
	m.changed("purge", "x/db/schema.sql") // beside modules
	m.remove("lib")
	m.remove("tools")
	m.changed("purge", "x/db/schema.sql")
	sql.changed("", "x.go")
}
