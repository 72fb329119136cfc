// Package vet runs datavet on testdata with the real libraries: a proof asserts
// that it reports the program that fails and not its repaired twin.
package vet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A Report is what one rule says about the package of the test that asked.
type Report struct {
	// findings are the messages by declaration, for every function, type,
	// constant and variable of the package; a method is named Type.Method. A
	// .sql file is one declaration, called by its name.
	findings map[string][]string
}

// Run runs datavet with only rule enabled over the package of the calling
// test, whose TestMain is [Main]. The result is kept, so that each test of a
// package may ask.
func Run(t *testing.T, rule string) Report {
	t.Helper()
	_, caller, _, _ := runtime.Caller(1)
	dir := filepath.Dir(caller)
	once, _ := reports.LoadOrStore([2]string{dir, rule}, sync.OnceValues(func() (Report, error) {
		return run(dir, rule)
	}))
	report, err := once.(func() (Report, error))()
	if err != nil {
		t.Fatalf("running datavet: %v", err)
	}
	return report
}

var reports sync.Map // [2]string{dir, rule} to func() (Report, error)

// Flags fails t unless declared, a function or another declaration, has a
// finding whose message contains message.
func (r Report) Flags(t *testing.T, declared, message string) {
	t.Helper()
	messages, ok := r.findings[declared]
	if !ok {
		t.Fatalf("there is no %s", declared)
	}
	if !slices.ContainsFunc(messages, func(m string) bool { return strings.Contains(m, message) }) {
		t.Errorf("datavet reports %q in %s, want a finding with %q", messages, declared, message)
	}
}

// Silent fails t if declared has a finding.
func (r Report) Silent(t *testing.T, declared string) {
	t.Helper()
	messages, ok := r.findings[declared]
	if !ok {
		t.Fatalf("there is no %s", declared)
	}
	if len(messages) > 0 {
		t.Errorf("datavet reports %q in %s, want silence", messages, declared)
	}
}

// Main runs the tests of a proof and removes what they built; it returns the
// exit code for TestMain.
func Main(m *testing.M) int {
	var err error
	if temp, err = os.MkdirTemp("", "datavet"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(temp)
	return m.Run()
}

var temp string // the folder for what is built, set by Main

// Modules is what testdata's imports mean to datavet.
type Modules string

const (
	// Stubs are the signatures that the scenarios are written against.
	Stubs Modules = "go"
	// Real are the pinned libraries, but for [unpinned].
	Real Modules = "real"
)

// unpinned are imported by scenarios although real.mod can't have them, since
// not every module proxy serves them: they stay stubs.
var unpinned = []struct{ require, stub string }{
	{"github.com/vgarvardt/gue/v6 v6.0.0", "./stubs/gue"},
}

// JSON runs datavet in testdata and returns what it prints with -json. The
// calling test's TestMain is [Main].
func JSON(modules Modules, args ...string) ([]byte, error) {
	built, err := build()
	if err != nil {
		return nil, err
	}
	var stderr bytes.Buffer
	cmd := exec.Command(built.datavet, append([]string{"-json"}, args...)...)
	cmd.Dir, cmd.Stderr = testdata(), &stderr
	if modules == Real {
		cmd.Env = append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -overlay="+built.overlay)
	}
	out, err := cmd.Output()
	// 3 is the exit code for findings.
	if exit := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 3) {
		return nil, fmt.Errorf("%v: %w\n%s", cmd, err, &stderr)
	}
	return out, nil
}

// build builds the binary from the module around testdata, and an overlay by
// which the go command reads real.mod: -modfile=real.mod is refused by x/tools'
// loader, which asks go for its version outside of module mode.
var build = sync.OnceValues(func() (built struct{ datavet, overlay string }, err error) {
	built.datavet = filepath.Join(temp, "datavet")
	cmd := exec.Command("go", "build", "-o", built.datavet, "./cmd/datavet")
	cmd.Dir = filepath.Dir(testdata())
	if out, err := cmd.CombinedOutput(); err != nil {
		return built, fmt.Errorf("building datavet: %w\n%s", err, out)
	}

	mod, err := os.ReadFile(filepath.Join(testdata(), "real.mod"))
	if err != nil {
		return built, err
	}
	for _, u := range unpinned {
		module, _, _ := strings.Cut(u.require, " ")
		mod = fmt.Appendf(mod, "\nrequire %s\n\nreplace %s => %s\n", u.require, module, u.stub)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(testdata(), "go.mod"): filepath.Join(temp, "go.mod"),
		filepath.Join(testdata(), "go.sum"): filepath.Join(testdata(), "real.sum"),
	}})
	if err != nil {
		return built, err
	}
	built.overlay = filepath.Join(temp, "overlay.json")
	return built, errors.Join(
		os.WriteFile(filepath.Join(temp, "go.mod"), mod, 0o600),
		os.WriteFile(built.overlay, overlay, 0o600),
	)
})

// testdata is the folder of the module that the proofs belong to.
func testdata() string {
	_, self, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(self), "..", "..", "..")
}

func run(dir, rule string) (Report, error) {
	declarations, err := parse(dir)
	if err != nil {
		return Report{}, err
	}
	rel, err := filepath.Rel(testdata(), dir)
	if err != nil {
		return Report{}, err
	}
	out, err := JSON(Real, "-enable="+rule, "./"+filepath.ToSlash(rel))
	if err != nil {
		return Report{}, err
	}

	var tree map[string]map[string][]struct{ Posn, Message string }
	if err := json.Unmarshal(out, &tree); err != nil {
		return Report{}, fmt.Errorf("findings in %s: %w\n%s", rel, err, out)
	}
	report := Report{map[string][]string{}}
	for _, d := range declarations {
		report.findings[d.name] = nil
	}
	for _, byRule := range tree {
		for _, f := range byRule[rule] {
			name, err := enclosing(declarations, f.Posn)
			if err != nil {
				return Report{}, err
			}
			report.findings[name] = append(report.findings[name], f.Message)
		}
	}
	return report, nil
}

// A declaration is what a package declares and the lines it spans.
type declaration struct {
	name, file string
	from, to   int
}

func parse(dir string) ([]declaration, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var declarations []declaration
	fset := token.NewFileSet()
	add := func(name string, node ast.Node) {
		from, to := fset.Position(node.Pos()), fset.Position(node.End())
		declarations = append(declarations, declaration{name, filepath.Base(from.Filename), from.Line, to.Line})
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				name := decl.Name.Name
				if decl.Recv != nil {
					name = receiver(decl.Recv.List[0].Type) + "." + name
				}
				add(name, decl)
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						add(spec.Name.Name, spec)
					case *ast.ValueSpec:
						add(spec.Names[0].Name, spec)
					}
				}
			}
		}
	}
	queries, err := filepath.Glob(filepath.Join(dir, "*.sql"))
	if err != nil {
		return nil, err
	}
	for _, name := range queries {
		declarations = append(declarations, declaration{filepath.Base(name), filepath.Base(name), 1, math.MaxInt})
	}
	return declarations, nil
}

func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// enclosing returns the declaration around posn, a "file:line:column".
func enclosing(declarations []declaration, posn string) (string, error) {
	parts := strings.Split(posn, ":")
	if len(parts) < 3 {
		return "", fmt.Errorf("position %q: want file:line:column", posn)
	}
	file := filepath.Base(strings.Join(parts[:len(parts)-2], ":"))
	line, err := strconv.Atoi(parts[len(parts)-2])
	if err != nil {
		return "", fmt.Errorf("position %q: %w", posn, err)
	}
	for _, d := range declarations {
		if d.file == file && d.from <= line && line <= d.to {
			return d.name, nil
		}
	}
	return "", fmt.Errorf("position %q is in no declaration", posn)
}
