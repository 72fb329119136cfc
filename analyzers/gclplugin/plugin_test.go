package gclplugin

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/moduletest"
)

func TestRegistered(t *testing.T) {
	newPlugin, err := register.GetPlugin("datavet")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(map[string]any{"enable": []any{"txleak"}})
	if err != nil {
		t.Fatal(err)
	}
	built, err := p.BuildAnalyzers()
	if err != nil || !slices.ContainsFunc(built, func(a *analysis.Analyzer) bool { return a.Name == "txleak" }) {
		t.Errorf("BuildAnalyzers returned %v, %v, want txleak in it", built, err)
	}
	if mode := p.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode is %s, want %s", mode, register.LoadModeTypesInfo)
	}
}

func TestSettings(t *testing.T) {
	for _, tt := range []struct {
		name     string
		settings any
		want     analyzers.Options
		above    *config.Config
	}{
		{"none", nil, analyzers.Options{}, nil},
		{"empty", map[string]any{}, analyzers.Options{}, &config.Config{}},
		{
			"both kinds",
			map[string]any{
				"enable": []any{"all"}, "disable": []any{"txleak", "outerhandle"}, "unused-ignores": true,
				"tests": false, "rules": map[string]any{"txleak": "off"},
			},
			analyzers.Options{Enable: []string{"all"}, Disable: []string{"txleak", "outerhandle"}, UnusedIgnores: true},
			&config.Config{Tests: config.Off, Rules: []config.Rule{{Name: "txleak", State: config.Off}}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, above, err := decode(tt.settings)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) || !reflect.DeepEqual(above, tt.above) {
				t.Errorf("got %+v, %+v, want %+v, %+v", got, above, tt.want, tt.above)
			}
		})
	}
}

func TestBadSettings(t *testing.T) {
	rules := func(v any) map[string]any { return map[string]any{"rules": map[string]any{"txleak": v}} }
	for _, tt := range []struct {
		name     string
		settings any
		want     string
	}{
		{"slip in key", map[string]any{"enabel": []any{"all"}}, `unknown key "enabel": did you mean "enable"?`},
		{"slip in a key of the file", map[string]any{"excludes": []any{}}, `unknown key "excludes": did you mean "exclude"?`},
		{"foreign key", map[string]any{"severity": "high"}, `unknown key "severity": choose from dialect, disable, enable, exclude, first-party, functions, handles, rules, schema, sentinels, tests, unused-ignores`},
		{"slip in rule", map[string]any{"enable": []any{"outerhandel"}}, `unknown rule "outerhandel": did you mean "outerhandle"?`},
		{"slip in a switch's rule", map[string]any{"rules": map[string]any{"outerhandel": "off"}}, `rules: unknown rule "outerhandel": did you mean "outerhandle"?`},
		{"no list", map[string]any{"disable": "txleak"}, `disable: have txleak, want a list of rules`},
		{"list of numbers", map[string]any{"disable": []any{1}}, `disable: have [1], want a list of rules`},
		{"no bool", map[string]any{"unused-ignores": "yes"}, `unused-ignores: have yes, want true or false`},
		{"no bool in the file's", map[string]any{"tests": "yes"}, `tests: want true or false`},
		{"no switch", rules(true), `rules.txleak: unknown value "true": choose from off, on, error, warning, note`},
		{"no severity", rules(map[string]any{"severity": "high"}), `rules.txleak.severity: unknown value "high": choose from error, warning, note`},
		{"no reason", map[string]any{"exclude": []any{map[string]any{"path": "a"}}}, `exclude[0]: an exclusion needs a reason: nobody can tell otherwise whether it still holds`},
		{"no schema file", map[string]any{"schema": "x.sql"}, `there is no schema file "x.sql"; name .sql files or their folder, relative to the module`},
		{"no map", []any{"txleak"}, `have [txleak], want keys and values`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Cleanup(func() { config.SetAbove(nil) })
			dir := t.TempDir() // what is known of one is known for good
			if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module m\n"), 0o666); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			_, err := New(tt.settings)
			if want := "settings of linter datavet: " + tt.want; err == nil || err.Error() != want {
				t.Errorf("got the error %v, want %s", err, want)
			}
		})
	}
}

// TestWrongModuleSettings: they are said before any package is analysed.
func TestWrongModuleSettings(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"go.mod": "module m\n", ".datavet.yaml": "shcema: x.sql\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	sub := filepath.Join(dir, "sub")
	if err := os.Mkdir(sub, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(sub)
	_, err = New(nil)
	if want := filepath.Join(dir, ".datavet.yaml") + `:1:1: unknown key "shcema": did you mean "schema"?`; err == nil || err.Error() != want {
		t.Errorf("got the error %v, want %s", err, want)
	}
}

// TestCacheKey: it differs with the schema and the settings, and with nothing else.
func TestCacheKey(t *testing.T) {
	key := func(files map[string]string) string {
		dir := t.TempDir()
		files["go.mod"] = "module m\n"
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		key, err := cacheKey(dir)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	table := key(map[string]string{"schema.sql": "CREATE TABLE a (id INT);"})
	if same := key(map[string]string{"schema.sql": "CREATE TABLE a (id INT);", "README": "a"}); same != table {
		t.Errorf("%s and %s of one schema", table, same)
	}
	if other := key(map[string]string{"schema.sql": "CREATE TABLE b (id INT);"}); other == table {
		t.Errorf("%s of two schemas", table)
	}
	settings := map[string]string{"schema.sql": "CREATE TABLE a (id INT);", ".datavet.yaml": "rules: {txleak: on}"}
	if other := key(settings); other == table {
		t.Errorf("%s of two settings", table)
	}
}

// TestIdentify: the sum of a module identifies it; what was built from a checkout
// has none.
func TestIdentify(t *testing.T) {
	of := func(dep debug.Module) string {
		var b strings.Builder
		dep.Path = "github.com/datavet/datavet"
		if err := identify(&b, &debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{&dep}}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if got, want := of(debug.Module{Version: "v0.5.0", Sum: "h1:x="}), "go1.26.8 v0.5.0 h1:x=\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, dep := range []debug.Module{
		{Version: "v0.5.0", Sum: "h1:x=", Replace: &debug.Module{Path: "../datavet"}},
		{Version: "(devel)"},
	} {
		if got := of(dep); len(got) < 1e6 {
			t.Errorf("%+v: %q is not the program", dep, got)
		}
	}
}

// TestNames: what has facts is named by the key, however often it is named, and
// rules aren't.
func TestNames(t *testing.T) {
	facts := &analysis.Analyzer{Name: "facts", Doc: "have facts", FactTypes: []analysis.Fact{new(fact)}, Run: func(*analysis.Pass) (any, error) { return nil, nil }}
	rule := &analysis.Analyzer{Name: "rule", Doc: "find", Requires: []*analysis.Analyzer{facts}, Run: facts.Run}
	for _, key := range []string{"1", "2"} {
		list := nameBy(key, []*analysis.Analyzer{rule})
		if err := analysis.Validate(list); err != nil {
			t.Error(err)
		}
		if len(list) != 2 || list[0].Name != "rule" || list[1].Name != "key_"+key || facts.Name != "facts_"+key {
			t.Errorf("%v requires %v", list, facts)
		}
	}
}

type fact struct{}

func (*fact) AFact() {}

func TestStripRelated(t *testing.T) {
	a := &analysis.Analyzer{
		Name: "noisy",
		Run: func(pass *analysis.Pass) (any, error) {
			pass.Report(analysis.Diagnostic{
				Message: "mail sent inside a transaction",
				Related: []analysis.RelatedInformation{{Message: "transaction begins here"}},
			})
			return "result", nil
		},
	}
	var reported []analysis.Diagnostic
	stripRelated(a)
	result, err := a.Run(&analysis.Pass{
		Report: func(d analysis.Diagnostic) { reported = append(reported, d) },
	})
	if result != "result" || err != nil {
		t.Errorf("Run returned %v, %v, want the original's result", result, err)
	}
	if len(reported) != 1 || !strings.HasPrefix(reported[0].Message, "mail sent") || reported[0].Related != nil {
		t.Errorf("reported %+v, want the message alone", reported)
	}
}

func TestGolangciLint(t *testing.T) {
	moduletest.Run(t, "../../testdata/golangci", "./...")
}
