package analyzers

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers/internal/moduletest"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
)

// The contract that every rule meets. A test's failure says what a new rule
// still lacks.

func TestTable(t *testing.T) {
	if !slices.IsSortedFunc(Rules, func(a, b Rule) int { return strings.Compare(a.Analyzer.Name, b.Analyzer.Name) }) {
		t.Error("Rules is not sorted by name")
	}
	seen := map[string]bool{}
	for _, rule := range Rules {
		name := rule.Analyzer.Name
		if seen[name] {
			t.Errorf("%s is listed twice", name)
		}
		seen[name] = true
		if got, want := rule.Analyzer.URL, ruledoc.URL(name); got != want {
			t.Errorf("%s: URL is %q, want %q", name, got, want)
		}
		for what, text := range map[string]string{"Hazard": rule.Hazard, "Incident": rule.Incident} {
			if !sentence.MatchString(text) {
				t.Errorf("%s: %s is %q, want lower case and no full stop", name, what, text)
			}
		}
		if !release.MatchString(rule.Since) {
			t.Errorf("%s: Since is %q, want a version as v0.1.0", name, rule.Since)
		}
	}
	// Every rule's folder is in the table.
	folders, err := filepath.Glob("*/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range folders {
		if name := filepath.Dir(path); !seen[name] {
			t.Errorf("%s is not in Rules", name)
		}
	}
}

var (
	sentence = regexp.MustCompile(`^[a-z].*[^.]$`)
	release  = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)
)

func TestFolder(t *testing.T) {
	eachRule(t, func(t *testing.T, rule Rule) {
		name := rule.Analyzer.Name
		for _, file := range []string{"doc.go", name + ".go"} {
			path := filepath.Join(name, file)
			parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly)
			if err != nil {
				t.Error(err)
			} else if parsed.Name.Name != name {
				t.Errorf("%s: package %s, want %s", path, parsed.Name.Name, name)
			}
		}
	})
}

func TestDoc(t *testing.T) {
	eachRule(t, func(t *testing.T, rule Rule) {
		i := 0
		for _, section := range ruledoc.Sections(rule.Analyzer.Doc) {
			if i < len(ruledoc.Headings) && section.Heading == ruledoc.Headings[i] {
				i++
			}
		}
		if i < len(ruledoc.Headings) {
			t.Errorf("doc.go has no heading %q where it belongs: after %q", ruledoc.Headings[i], ruledoc.Headings[:i])
		}
		for _, category := range rule.OptIn {
			if !slices.ContainsFunc(ruledoc.Sections(rule.Analyzer.Doc), func(s ruledoc.Section) bool { return strings.EqualFold(s.Heading, category) }) {
				t.Errorf("doc.go has no heading for the opt-in category %s", category)
			}
		}
	})
}

// TestExamples: what the page calls bad and good is code of the proof.
func TestExamples(t *testing.T) {
	eachRule(t, func(t *testing.T, rule Rule) {
		var proof [][]string
		for _, path := range goFiles(t, filepath.Join("..", "testdata", "proofs", rule.Analyzer.Name)) {
			proof = append(proof, lines(t, path))
		}
		for _, section := range ruledoc.Sections(rule.Analyzer.Doc) {
			if section.Heading != "Bad" && section.Heading != "Good" {
				continue
			}
			if len(section.Code) == 0 {
				t.Errorf("%s shows no code", section.Heading)
			}
			for _, code := range section.Code {
				block := strings.Split(strings.TrimRight(code, "\n"), "\n")
				if !slices.ContainsFunc(proof, func(file []string) bool { return contains(file, block) }) {
					t.Errorf("%s: this code is in no proof:\n%s", section.Heading, code)
				}
			}
		}
	})
}

// TestProofs runs the proofs and, once more, the scenarios with the real
// libraries; the benchmark compiles.
func TestProofs(t *testing.T) {
	moduletest.Run(t, "../testdata", "-modfile=real.mod", "./bench", "./proofs/...")
}

// contains reports whether block stands in file, indented by any number of
// tabs.
func contains(file, block []string) bool {
	for i := range len(file) - len(block) + 1 {
		indent := file[i][:len(file[i])-len(strings.TrimLeft(file[i], "\t"))]
		same := true
		for j, line := range block {
			same = same && (file[i+j] == indent+line || line == "" && file[i+j] == "")
		}
		if same {
			return true
		}
	}
	return false
}

// TestScenarios: a rule has scenarios with findings and without.
func TestScenarios(t *testing.T) {
	eachRule(t, func(t *testing.T, rule Rule) {
		findings, silent := 0, 0
		for _, path := range goFiles(t, filepath.Join("..", "testdata", rule.Analyzer.Name)) {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
			if err != nil {
				t.Error(err)
				continue
			}
			for _, decl := range file.Decls {
				if fn, ok := decl.(*ast.FuncDecl); !ok || fn.Body == nil {
					continue
				}
				wanted := false
				for _, group := range file.Comments {
					for _, c := range group.List {
						wanted = wanted || decl.Pos() <= c.Pos() && c.Pos() < decl.End() && strings.Contains(c.Text, "// want ")
					}
				}
				if wanted {
					findings++
				} else {
					silent++
				}
			}
		}
		if findings == 0 {
			t.Errorf("testdata/%s has no function with a // want", rule.Analyzer.Name)
		}
		if silent == 0 {
			t.Errorf("testdata/%s has no function without a finding", rule.Analyzer.Name)
		}
	})
}

// TestMessages runs all rules on their scenarios and looks at the findings.
func TestMessages(t *testing.T) {
	tool := filepath.Join(t.TempDir(), "datavet")
	if out, err := exec.Command("go", "build", "-o", tool, "../cmd/datavet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	eachRule(t, func(t *testing.T, rule Rule) {
		name := rule.Analyzer.Name
		anchors := map[string]bool{"": true}
		for _, section := range ruledoc.Sections(rule.Analyzer.Doc) {
			anchors[ruledoc.Anchor(section.Heading)] = true
		}
		found := runOn(t, tool, name)
		if len(found) == 0 {
			t.Errorf("no finding in testdata/%s", name)
		}
		for _, f := range found {
			if err := wellFormed(f.Message, lineAt(t, f.Posn)); err != nil {
				t.Errorf("%s: %q: %v", f.Posn, f.Message, err)
			}
			if !anchors[f.Category] {
				t.Errorf("%s: doc.go has no heading for category %q", f.Posn, f.Category)
			}
		}
	})
}

type diagnostic struct{ Category, Posn, Message string }

// runOn returns what the rule finds in its scenarios.
func runOn(t *testing.T, tool, rule string) []diagnostic {
	cmd := exec.Command(tool, "-C", "../testdata", "-json", "-enable="+rule, "./"+rule+"/...")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || len(exit.Stderr) > 0) {
		t.Fatalf("%v: %s", err, exit.Stderr)
	}
	var tree map[string]map[string][]diagnostic
	if err := json.Unmarshal(out, &tree); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var list []diagnostic
	for _, byRule := range tree {
		list = append(list, byRule[rule]...)
	}
	return list
}

// lineAt is the line of source that posn is in.
func lineAt(t *testing.T, posn string) string {
	name, rest, _ := strings.Cut(posn, ":")
	number, _, _ := strings.Cut(rest, ":")
	n, err := strconv.Atoi(number)
	if err != nil {
		t.Fatalf("position %q: %v", posn, err)
	}
	return lines(t, name)[n-1]
}

// wellFormed holds a message against <what>: <why>; <what to do>. It may begin
// with a name that stands in the line it is about, a model's field, or a
// keyword of SQL.
func wellFormed(message, line string) error {
	what, rest, ok1 := strings.Cut(message, ": ")
	why, remedy, ok2 := strings.Cut(rest, "; ")
	switch {
	case !ok1 || !ok2 || what == "" || why == "" || remedy == "":
		return errors.New("want <what is wrong>: <why it bites>; <what to do>")
	case strings.HasSuffix(message, "."):
		return errors.New("want no full stop")
	case !sentence.MatchString(message) && !name.MatchString(message) && !strings.Contains(line, firstWord.FindString(message)):
		return errors.New("want lower case, or a name")
	case len(message) > 140:
		return fmt.Errorf("want at most 140 characters, have %d", len(message))
	case strings.Contains(evidence.ReplaceAllString(message, ""), ".go:"):
		return errors.New("want no positions but for evidence in parentheses")
	}
	return nil
}

var (
	// name matches Group.Users and DELETE.
	name      = regexp.MustCompile(`^([A-Z]\w*\.[A-Z]|[A-Z]{2,} )`)
	firstWord = regexp.MustCompile(`^\w+`)
)

// evidence is where a message says what it knows from: (schema.sql:12).
var evidence = regexp.MustCompile(`\([^()]*\)`)

// TestPages: docs/rules is what datavet docs writes.
func TestPages(t *testing.T) {
	pages := Pages()
	written, err := filepath.Glob("../docs/rules/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range written {
		if _, ok := pages[filepath.Base(path)]; !ok {
			t.Errorf("%s is no rule's page: remove it", path)
		}
	}
	for name, want := range pages {
		if got, err := os.ReadFile(filepath.Join("../docs/rules", name)); err != nil || string(got) != want {
			t.Errorf("docs/rules/%s is stale: run go run ./cmd/datavet docs docs", name)
		}
	}
}

func eachRule(t *testing.T, check func(*testing.T, Rule)) {
	for _, rule := range Rules {
		t.Run(rule.Analyzer.Name, func(t *testing.T) { check(t, rule) })
	}
}

// goFiles returns the Go files below dir, which must exist.
func goFiles(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return files
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}
