package shiftingpage_test

import (
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/shiftingpage"
)

const testdata = "../../testdata"

func TestScenarios(t *testing.T) {
	analysistest.Run(t, testdata, shiftingpage.Analyzer, "./shiftingpage", "./shiftingpage/store")
}

// TestElsewhere: what a loop does to its pages is known where the loop and the
// repository are both reached, and reported in the loop.
func TestElsewhere(t *testing.T) {
	for pattern, file := range map[string]string{
		"./shiftingpage/uploads/...": "shiftingpage/uploads/orphans_kept_for_good.go",
		"./shiftingpage/tools/...":   "shiftingpage/tools/runner/tools_left_behind.go",
	} {
		path, err := filepath.Abs(filepath.Join(testdata, file))
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var want, have []int
		for i, line := range strings.Split(string(data), "\n") {
			if strings.Contains(line, "// want ") {
				want = append(want, i+1)
			}
		}
		for _, result := range analysistest.Run(anyFile{t, path}, testdata, shiftingpage.Analyzer, pattern) {
			for _, d := range result.Diagnostics {
				have = append(have, result.Pass.Fset.Position(d.Pos).Line)
			}
		}
		if !slices.Equal(have, want) {
			t.Errorf("%s: findings in lines %v, want %v", file, have, want)
		}
	}
}

// anyFile leaves out what analysistest, which wants the findings of a package
// in its own files, says of those in path.
type anyFile struct {
	*testing.T
	path string
}

func (t anyFile) Errorf(format string, args ...any) {
	t.Helper()
	if len(args) > 0 {
		if p, ok := args[0].(token.Position); ok && p.Filename == t.path {
			return
		}
		if at, ok := args[0].(string); ok && strings.HasPrefix(at, t.path) {
			return
		}
	}
	t.T.Errorf(format, args...)
}
