package analyzers

import (
	"path/filepath"
	"slices"
	"testing"
)

// module writes files below a new folder, the root of a module unless they have
// a go.work.
func module(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	if files["go.work"] == "" {
		write(t, filepath.Join(dir, "go.mod"), "module m\n"+files["go.mod"])
	}
	t.Setenv("GOWORK", "")
	return dir
}

// TestRulesOfSettings: the rules that one of the modules has on run, unless the
// user has named some.
func TestRulesOfSettings(t *testing.T) {
	workspace := map[string]string{
		"go.work": "go 1.26\n\nuse (\n\t./a\n\t./b\n)\n", "a/go.mod": "module a\n", "b/go.mod": "module b\n",
		"a/.datavet.yaml": "rules: {txleak: on, refire: off, sharedchain: off}\ntests: true\n",
		"b/.datavet.yaml": "rules: {halfplayed: note, refire: off}\n",
	}
	for _, tt := range []struct {
		name    string
		files   map[string]string
		options Options
		with    []string
		without []string
		tests   bool
	}{
		{name: "no settings", with: []string{"refire"}, without: []string{"txleak"}},
		{name: "settings", files: map[string]string{".datavet.yaml": "rules: {txleak: on, refire: off}\ntests: false\n"}, with: []string{"txleak", "sharedchain"}, without: []string{"refire"}},
		{name: "workspace", files: workspace, with: []string{"txleak", "halfplayed", "sharedchain"}, without: []string{"refire"}, tests: true},
		{name: "disabled", files: workspace, options: Options{Disable: []string{"txleak"}, Tests: new(bool)}, with: []string{"halfplayed"}, without: []string{"txleak"}},
		{name: "enabled", files: workspace, options: Options{Enable: []string{"refire"}}, with: []string{"refire"}, without: []string{"txleak", "sharedchain"}, tests: true},
		{name: "wrong settings", files: map[string]string{".datavet.yaml": "rules: {txleak: onn, refire: off}\n"}, with: []string{"refire"}, without: []string{"txleak"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.options.Dir = module(t, tt.files)
			list, err := Analyzers(tt.options)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { Default() })
			var names []string
			for _, a := range list {
				names = append(names, a.Name)
			}
			for _, name := range tt.with {
				if !slices.Contains(names, name) {
					t.Errorf("%s doesn't run, but %q", name, names)
				}
			}
			for _, name := range tt.without {
				if slices.Contains(names, name) {
					t.Errorf("%s runs: %q", name, names)
				}
			}
			if got := tt.options.AnalyseTests(); got != tt.tests {
				t.Errorf("tests are analysed: %t", got)
			}
		})
	}
	t.Run("none left", func(t *testing.T) {
		off := "rules:\n"
		for _, name := range ruleNames() {
			off += "  " + name + ": off\n"
		}
		dir := module(t, map[string]string{".datavet.yaml": off})
		if list, err := Analyzers(Options{Dir: dir}); err == nil {
			t.Errorf("%v runs", list)
		}
	})
}

func TestSeverityOf(t *testing.T) {
	dir := module(t, map[string]string{".datavet.yaml": "rules: {refire: note, unguardedretry: {severity: error}, outerhandle: on, txleak: on}\n"})
	for _, tt := range []struct{ rule, category, want string }{
		{"enqueueintx", "mail", "error"},
		{"txleak", "", "warning"},
		{"outerhandle", "", "error"},
		{"refire", "", "note"},
		{"retriedeffect", "", "error"},
		{"retriedeffect", "swallowed", "warning"},
		{"unguardedretry", "unbounded", "error"},
		{"baddirective", "", "error"},
		{"baddirective", "unused", "warning"},
	} {
		if got := SeverityOf(filepath.Join(dir, "sub"), tt.rule, tt.category); got != tt.want {
			t.Errorf("%s %q is a %s, want %s", tt.rule, tt.category, got, tt.want)
		}
	}
}

// TestLocalRoots: what a go.mod puts in the place of a module counts if it has
// settings.
func TestLocalRoots(t *testing.T) {
	dir := module(t, map[string]string{
		"go.mod":                     "\nreplace (\n\ta => ./with\n\tb => ./without\n\tc => c2 v1.0.0\n\td => ../elsewhere\n)\n",
		"with/go.mod":                "module a\n",
		"with/.datavet.yaml":         "",
		"without/go.mod":             "module b\n",
		"../elsewhere/.datavet.yaml": "",
	})
	want := []string{dir, filepath.Join(dir, "with"), filepath.Join(filepath.Dir(dir), "elsewhere")}
	if got := LocalRoots(filepath.Join(dir, "sub")); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
