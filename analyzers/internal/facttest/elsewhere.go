package facttest

import (
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

var wanted = regexp.MustCompile("// want `(.*)`")

// Elsewhere runs a on the packages that pattern names in the module dir. Its
// findings are those that file, of dir, wants, one a line: a fact has told of
// them to another package, and that one reports them. There is nothing else.
func Elsewhere(t *testing.T, dir string, a *analysis.Analyzer, file, pattern string) {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wants := map[int]string{}
	for i, line := range strings.Split(string(data), "\n") {
		if m := wanted.FindStringSubmatch(line); m != nil {
			wants[i+1] = m[1]
		}
	}
	for _, result := range analysistest.Run(anyFile{t, path}, dir, a, pattern) {
		for _, d := range result.Diagnostics {
			p := result.Pass.Fset.Position(d.Pos)
			want, ok := wants[p.Line]
			if p.Filename != path || !ok || !regexp.MustCompile(want).MatchString(d.Message) {
				t.Errorf("%s: unexpected: %s", p, d.Message)
			}
			delete(wants, p.Line)
		}
	}
	for line, want := range wants {
		t.Errorf("%s:%d: nothing matches %q", file, line, want)
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
