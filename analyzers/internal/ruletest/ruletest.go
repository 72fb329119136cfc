// Package ruletest runs a rule on its scenarios.
package ruletest

import (
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Run holds what the rule finds in testdata/<rule> against the wants there:
// analysistest's in Go files; in a .sql file -- want "regexp" ends the line.
// Modules nested there are scenarios of their own.
func Run(t *testing.T, rule *analysis.Analyzer) {
	t.Helper()
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	scenarios := filepath.Join(testdata, rule.Name)
	wants, modules, err := read(scenarios)
	if err != nil {
		t.Fatal(err)
	}

	found := map[line][]string{}
	run := func(dir, pattern string) {
		for _, result := range analysistest.Run(goFiles{t}, dir, rule, pattern) {
			for _, d := range result.Diagnostics {
				if p := result.Pass.Fset.Position(d.Pos); isSQL(p) {
					at := line{p.Filename, p.Line}
					found[at] = append(found[at], d.Message)
				}
			}
		}
	}
	run(testdata, "./"+rule.Name+"/...")
	for _, dir := range modules {
		run(dir, "./...")
	}

	for at, want := range wants {
		messages := found[at]
		delete(found, at)
		if len(messages) != 1 || !want.MatchString(messages[0]) {
			t.Errorf("%s: have %q, want one finding that matches %s", at, messages, want)
		}
	}
	for at, messages := range found {
		t.Errorf("%s: unexpected findings %q", at, messages)
	}
}

// A line is one of a .sql file.
type line struct {
	file   string
	number int
}

func (l line) String() string { return fmt.Sprintf("%s:%d", l.file, l.number) }

// read returns the wants of the .sql files below dir, and the modules there.
func read(dir string) (wants map[line]*regexp.Regexp, modules []string, err error) {
	wants = map[line]*regexp.Regexp{}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || entry.IsDir():
			return err
		case entry.Name() == "go.mod":
			modules = append(modules, filepath.Dir(path))
			return nil
		case filepath.Ext(path) != ".sql":
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, text := range strings.Split(string(data), "\n") {
			_, quoted, ok := strings.Cut(text, "-- want ")
			if !ok {
				continue
			}
			at := line{path, i + 1}
			want, err := strconv.Unquote(strings.TrimSpace(quoted))
			if err != nil {
				return fmt.Errorf("%s: %s: %w", at, quoted, err)
			}
			if wants[at], err = regexp.Compile(want); err != nil {
				return fmt.Errorf("%s: %w", at, err)
			}
		}
		return nil
	})
	return wants, modules, err
}

// goFiles leaves out what analysistest, which knows no wants in .sql files,
// says of findings there.
type goFiles struct{ *testing.T }

func (t goFiles) Errorf(format string, args ...any) {
	t.Helper()
	if len(args) > 0 {
		if p, ok := args[0].(token.Position); ok && isSQL(p) {
			return
		}
	}
	t.T.Errorf(format, args...)
}

func isSQL(p token.Position) bool { return filepath.Ext(p.Filename) == ".sql" }
