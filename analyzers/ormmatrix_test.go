package analyzers

import (
	"fmt"
	"go/format"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/analyzers/internal/optin"
)

// ormRules are the rules that the matrix is about.
var ormRules = []string{"reuseddest", "sharedchain", "shiftingpage", "staleassociation", "trackedslice", "zerocondition"}

// TestMatrix writes a function for each row of the matrix, and for each call
// that persists where the row has several, and holds what the rules find in it
// against the row. The functions are nowhere on disk.
func TestMatrix(t *testing.T) {
	var rules []*analysis.Analyzer
	for _, rule := range Rules {
		if name := rule.Analyzer.Name; slices.Contains(ormRules, name) {
			optin.Set(rule.Analyzer, true)
			rules = append(rules, rule.Analyzer)
		}
	}
	testdata, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	overlay := map[string][]byte{}
	cells := map[string]*cell{} // by library and function
	var patterns []string
	for _, lib := range matrix {
		source := program(t, lib, cells)
		overlay[filepath.Join(testdata, "ormmatrix", lib.name, lib.name+".go")] = source
		patterns = append(patterns, "./ormmatrix/"+lib.name)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: testdata, Overlay: overlay}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Fatal(err)
		}
	}
	graph, err := checker.Analyze(rules, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Fatalf("%s: %v", action, action.Err)
		}
		for _, d := range action.Diagnostics {
			line := action.Package.Fset.Position(d.Pos).Line
			file := strings.Split(string(overlay[action.Package.Fset.Position(d.Pos).Filename]), "\n")
			for !strings.HasPrefix(file[line-1], "func row") {
				line--
			}
			name, _, _ := strings.Cut(strings.TrimPrefix(file[line-1], "func "), "(")
			c := cells[action.Package.Name+"."+name]
			c.found = append(c.found, strings.TrimSpace(action.Analyzer.Name+" "+d.Category))
		}
	}

	for _, lib := range matrix {
		t.Run(lib.name, func(t *testing.T) {
			for i, row := range lib.rows {
				t.Run(row.what, func(t *testing.T) {
					if row.want != "" && row.miss != "" {
						t.Fatal("a row with a finding misses none")
					}
					for j := 0; ; j++ {
						c := cells[fmt.Sprintf("%s.row%d_%d", lib.name, i, j)]
						if c == nil {
							break
						}
						slices.Sort(c.found)
						got := strings.Join(slices.Compact(c.found), ", ")
						if got != row.want {
							t.Errorf("have %q, want %q: %s", got, row.want, c.code)
						}
					}
				})
			}
		})
	}
}

// A cell is one function of the matrix and what was found in it.
type cell struct {
	code  string
	found []string
}

var save = regexp.MustCompile(`\$save\((\w+)\)`)

// program returns the package of a library's rows, and adds its functions to cells.
func program(t *testing.T, lib library, cells map[string]*cell) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n%s", lib.name, lib.prelude)
	for i, row := range lib.rows {
		for j, code := range expand(row.code) {
			fn := fmt.Sprintf("row%d_%d", i, j)
			cells[lib.name+"."+fn] = &cell{code: code}
			fmt.Fprintf(&b, "\n// %s\nfunc %s(%s) {\n%s\n}\n", row.what, fn, lib.params, code)
		}
	}
	source, err := format.Source([]byte(b.String()))
	if err != nil {
		t.Fatalf("%s: %v", lib.name, err)
	}
	return source
}

// expand puts each call that persists for $save.
func expand(code string) (list []string) {
	m := save.FindStringSubmatch(code)
	if m == nil {
		return []string{code}
	}
	for _, call := range persists {
		call = strings.NewReplacer("$v", m[1], "$T", strings.ToUpper(m[1])).Replace(call)
		list = append(list, strings.ReplaceAll(code, m[0], call))
	}
	return list
}
