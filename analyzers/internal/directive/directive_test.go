package directive_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/schema"
)

// toy is a rule that finds calls of bad, and shows what is declared as facts.
var toy = &analysis.Analyzer{
	Name:      "toy",
	Doc:       "find calls of bad",
	Requires:  []*analysis.Analyzer{directive.Analyzer},
	FactTypes: []analysis.Fact{(*declared)(nil)},
	Run: func(pass *analysis.Pass) (any, error) {
		set := pass.ResultOf[directive.Analyzer].(*directive.Set)
		for _, obj := range pass.TypesInfo.Defs {
			if obj == nil {
				continue
			}
			if list := set.Of(obj); list != nil {
				pass.ExportObjectFact(obj, &declared{list})
			}
		}
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && id.Name == "bad" && pass.TypesInfo.Uses[id] != nil {
					directive.Report(pass, set, analysis.Diagnostic{Pos: id.Pos(), Message: "found"})
				}
				return true
			})
		}
		return nil, nil
	},
}

type declared struct{ List []directive.Directive }

func (*declared) AFact() {}

func (d *declared) String() string {
	var words []string
	for _, x := range d.List {
		words = append(words, strings.TrimSpace(string(x.Verb)+" "+x.Why))
	}
	return strings.Join(words, " ")
}

var known = []string{"other", "toy"}

func TestDirectives(t *testing.T) {
	both := &analysis.Analyzer{
		Name:      "both",
		Doc:       "report what the rule and the check report",
		Requires:  []*analysis.Analyzer{directive.Analyzer},
		FactTypes: toy.FactTypes,
		Run: func(pass *analysis.Pass) (any, error) {
			as := *pass
			as.Analyzer = toy
			if _, err := toy.Run(&as); err != nil {
				return nil, err
			}
			return directive.NewCheck(known, nil).Run(pass)
		},
	}
	analysistest.Run(t, analysistest.TestData(), both, "a")
}

func TestUnusedIgnores(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), unusedOf(t, toy), "unused")
}

// unusedOf returns the check that reports unused ignores of rule, too.
func unusedOf(t *testing.T, rule *analysis.Analyzer) *analysis.Analyzer {
	check := directive.NewCheck(known, []*analysis.Analyzer{rule})
	if err := check.Flags.Set("unused", "true"); err != nil {
		t.Fatal(err)
	}
	return check
}

// TestOrigin: what is declared of a generic type's member holds for its
// instances.
func TestOrigin(t *testing.T) {
	var asked atomic.Bool // packages are analysed at the same time
	ask := &analysis.Analyzer{
		Name:     "ask",
		Doc:      "ask for a field of an instance",
		Requires: []*analysis.Analyzer{directive.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			set := pass.ResultOf[directive.Analyzer].(*directive.Set)
			for sel, s := range pass.TypesInfo.Selections {
				if v, ok := s.Obj().(*types.Var); ok && sel.Sel.Name == "run" {
					asked.Store(true)
					if list := set.Of(v); len(list) != 1 || list[0].Verb != directive.RunsInTx {
						t.Errorf("Of(%v) = %v", v, list)
					}
				}
			}
			return nil, nil
		},
	}
	for _, r := range analysistest.Run(quiet{t}, analysistest.TestData(), ask, "a") {
		if r.Err != nil {
			t.Error(r.Err)
		}
	}
	if !asked.Load() {
		t.Error("the test package selects no field run")
	}
}

// quiet drops what analysistest says about wants that are another test's.
type quiet struct{ t *testing.T }

func (quiet) Errorf(string, ...any) {}

// TestSQL: comments of .sql files that the package owns count.
func TestSQL(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	sql := strings.Join([]string{
		"DELETE FROM a; -- datavet:ignore toy it is a test",
		"DELETE FROM b; -- found",
		"--datavet:ignore toy,other it is",
		"-- another comment",
		"DELETE FROM c",
		"WHERE d = '-- datavet:ignore toy no comment';",
		"DELETE FROM e; /* datavet:ignore toy in a block */",
		"DELETE FROM f; -- datavet:ignore toy",
		"-- datavet:ignore",
		"DELETE FROM g; -- found",
		"-- datavet:ignroe toy why",
		"-- datavet:ignore tyo why",
		"-- datavet:ignore toy nothing is there",
		"",
		"-- Read more about datavet: it helps.",
	}, "\n")
	for name, data := range map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26\n", "p/p.go": "package p\n", "p/sql/q.sql": sql,
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	rule := &analysis.Analyzer{
		Name:     "toy",
		Doc:      "find deletes",
		Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			set := pass.ResultOf[directive.Analyzer].(*directive.Set)
			tables := pass.ResultOf[schema.Analyzer].(*schema.Result)
			for _, file := range tables.Owned() {
				for _, stmt := range file.Statements {
					pos, _ := tables.Pos(schema.Place{File: file.Name, Offset: stmt.Span.Start, EndOffset: stmt.Span.End})
					directive.Report(pass, set, analysis.Diagnostic{Pos: pos, Message: "found"})
				}
			}
			return nil, nil
		},
	}
	var got []string
	for _, a := range []*analysis.Analyzer{rule, unusedOf(t, rule)} {
		for _, r := range analysistest.Run(quiet{t}, dir, a, "./p") {
			for _, d := range r.Diagnostics {
				posn := r.Pass.Fset.Position(d.Pos)
				got = append(got, fmt.Sprintf("%s:%d:%d: %s", filepath.Base(posn.Filename), posn.Line, posn.Column, d.Message))
			}
		}
	}
	want := []string{
		"q.sql:2:1: found",
		"q.sql:10:1: found",
		"q.sql:8:16: datavet directive ignore without a reason",
		"q.sql:9:1: datavet directive ignore without a rule",
		`q.sql:11:1: unknown datavet directive "ignroe"`,
		`q.sql:12:1: datavet directive ignores the unknown rule "tyo"`,
		"q.sql:13:1: datavet directive ignores toy where it finds nothing",
	}
	same := len(got) == len(want)
	for i := 0; same && i < len(got); i++ {
		same = strings.HasPrefix(got[i], want[i])
	}
	if !same {
		t.Errorf("have\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
