package directive_test

import (
	"go/ast"
	"go/types"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/directive"
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
	analysistest.Run(t, analysistest.TestData(), directive.NewCheck(known, []*analysis.Analyzer{toy}), "unused")
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
