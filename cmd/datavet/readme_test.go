package main

import (
	"bytes"
	"errors"
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
)

const (
	root = "../.."
	// firstRun is what the README has newcomers run.
	firstRun   = "go run ./cmd/datavet -C " + exampleDir + " ./..."
	exampleDir = "testdata/example"
	// schemaDir is the module whose schema the README shows.
	schemaDir = "testdata/mixedsoftdelete/epochs"
)

// TestReadme holds what the README shows against what happens.
func TestReadme(t *testing.T) {
	readme := read(t, "README.md")
	output := example(t)
	if want := "```sh\n" + firstRun + "\n```\n\n```text\n" + output + "exit status 3\n```\n"; !strings.Contains(readme, want) {
		t.Errorf("README.md lacks\n%s", want)
	}
	schema := new(strings.Builder)
	if err := printSchema([]string{filepath.Join(root, schemaDir)}, schema); err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	picture := strings.Replace(schema.String(), dir+"/", "…/", 1)
	if want := "```sh\ngo run ./cmd/datavet schema " + schemaDir + "\n```\n\n```text\n" + picture + "```\n"; !strings.Contains(readme, want) {
		t.Errorf("README.md lacks\n%s", want)
	}
	tests := regexp.MustCompile(`(?m)^check "go test" (.*)$`).FindStringSubmatch(read(t, ".ci/run"))
	if tests == nil || !strings.Contains(readme, "```sh\n"+tests[1]+"\n```\n") {
		t.Errorf("README.md doesn't run the tests as .ci/run does: %q", tests)
	}
}

// TestQuotes: findings in the example that documents quote are real.
func TestQuotes(t *testing.T) {
	output := example(t)
	documents, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range documents {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(strings.TrimSpace(line), exampleDir+"/") && !strings.Contains(output, line) {
				t.Errorf("%s quotes a line that isn't printed: %s", path, line)
			}
		}
	}
}

var (
	incident = regexp.MustCompile("(?m)^\\| `(\\w+)` `(\\w+)` \\| .* \\| `(\\w+)` \\|$")
	numbers  = strings.Fields("no one two three four five six seven eight nine ten eleven twelve")
)

// TestExampleTable holds the example's table of incidents against the
// findings: both name the same functions, and the right ones have none.
func TestExampleTable(t *testing.T) {
	var found []string
	declared := map[string]bool{}
	for line := range strings.Lines(example(t)) {
		if posn, ok := strings.CutPrefix(line, exampleDir+"/"); ok {
			found = append(found, enclosing(t, posn, declared))
		}
	}
	table := read(t, exampleDir+"/README.md")
	var named []string
	for _, row := range incident.FindAllStringSubmatch(table, -1) {
		wrong, right := row[1]+"."+row[2], row[1]+"."+row[3]
		named = append(named, wrong)
		if !declared[right] || slices.Contains(found, right) {
			t.Errorf("%s is to be right: it is not there, or has a finding", right)
		}
	}
	slices.Sort(found)
	slices.Sort(named)
	if !slices.Equal(found, named) {
		t.Errorf("findings in %q, the table has %q", found, named)
	}
	if count := numbers[len(named)] + " incidents"; !strings.Contains(strings.ToLower(table), count) {
		t.Errorf("%s/README.md doesn't say %q", exampleDir, count)
	}
}

// enclosing returns "package.Function" for a position in the example, and
// adds the functions of its file to declared.
func enclosing(t *testing.T, posn string, declared map[string]bool) string {
	t.Helper()
	parts := strings.SplitN(posn, ":", 3)
	line, err := strconv.Atoi(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, filepath.Join(root, exampleDir, parts[0]), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	name := ""
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok {
			qualified := filepath.Dir(parts[0]) + "." + fn.Name.Name
			declared[qualified] = true
			if fset.Position(fn.Pos()).Line <= line && line <= fset.Position(fn.End()).Line {
				name = qualified
			}
		}
	}
	if name == "" {
		t.Fatalf("%s is in no function", posn)
	}
	return name
}

// example returns what firstRun prints. The example's libraries come from the
// module proxy.
func example(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("downloads the example's libraries")
	}
	// go test keeps this result as long as the files that it saw are the same.
	err := filepath.WalkDir(filepath.Join(root, exampleDir), func(path string, _ fs.DirEntry, err error) error {
		if err == nil {
			_, err = os.Stat(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	args := strings.Fields(strings.TrimPrefix(firstRun, "go run ./cmd/datavet "))
	cmd := exec.Command(executable(t), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "DATAVET_TEST_AS=datavet", "GOWORK=off", "PWD="+dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != exitFindings {
		t.Fatalf("%s: %v\n%s%s", cmd, err, &stdout, &stderr)
	}
	return stdout.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
