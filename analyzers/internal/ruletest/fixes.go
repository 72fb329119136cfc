package ruletest

import (
	"go/ast"
	"go/parser"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/txtar"
)

// Fixes holds what the fixes make of the package testdata/<rule>/<dir> against
// the golden files there. That must compile, too.
func Fixes(t *testing.T, rule *analysis.Analyzer, dir string) {
	t.Helper()
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range analysistest.RunWithSuggestedFixes(t, testdata, rule, "./"+filepath.Join(rule.Name, dir)) {
		for i, file := range result.Pass.Files {
			path := result.Pass.Fset.Position(file.Pos()).Filename
			data, err := os.ReadFile(path + ".golden")
			if os.IsNotExist(err) {
				continue // no fixes
			} else if err != nil {
				t.Fatal(err)
			}
			for _, section := range txtar.Parse(data).Files {
				fixed, err := parser.ParseFile(result.Pass.Fset, filepath.Join(path, section.Name), section.Data, parser.SkipObjectResolution)
				if err != nil {
					t.Error(err)
					continue
				}
				files := append([]*ast.File{}, result.Pass.Files...)
				files[i] = fixed
				conf := types.Config{Importer: imports{result.Pass.Pkg}, Error: func(err error) { t.Error(err) }}
				_, _ = conf.Check(result.Pass.Pkg.Path(), result.Pass.Fset, files, nil) // told to Error
			}
		}
	}
}

// imports are those of a package that was loaded.
type imports struct{ of *types.Package }

func (i imports) Import(path string) (*types.Package, error) {
	for _, pkg := range i.of.Imports() {
		if pkg.Path() == path {
			return pkg, nil
		}
	}
	return nil, &os.PathError{Op: "import", Path: path, Err: os.ErrNotExist}
}
