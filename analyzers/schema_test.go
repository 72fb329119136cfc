package analyzers_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/datavet/datavet/analyzers"
)

func TestWorkRoots(t *testing.T) {
	top := t.TempDir()
	for name, text := range map[string]string{
		"go.work":       "go 1.26\n\nuse (\n\t./a\n\t./b\n)\n",
		"a/go.mod":      "module a\n",
		"a/pkg/p.go":    "package pkg\n",
		"b/go.mod":      "module b\n",
		"alone/go.mod":  "module alone\n",
		"other/go.work": "go 1.26\n\nuse ../b\n",
	} {
		name = filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		dir, env string
		want     []string
	}{
		{".", "", []string{"a", "b"}},
		{"a/pkg", "", []string{"a", "b"}},
		{"b", "", []string{"b", "a"}},
		{"alone", "", []string{"alone", "a", "b"}},
		{"a/pkg", "off", []string{"a"}},
		{"a", filepath.Join(top, "other/go.work"), []string{"a", "b"}},
		{"other", "", []string{"b"}},
	} {
		t.Setenv("GOWORK", test.env)
		var want []string
		for _, dir := range test.want {
			want = append(want, filepath.Join(top, dir))
		}
		if got := analyzers.WorkRoots(filepath.Join(top, test.dir)); !slices.Equal(got, want) {
			t.Errorf("in %s with %q: got %q, want %q", test.dir, test.env, got, want)
		}
	}
}
