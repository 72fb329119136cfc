package gclplugin

import (
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/analyzers/internal/moduletest"
)

func TestRegistered(t *testing.T) {
	newPlugin, err := register.GetPlugin("datavet")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(nil)
	if err != nil {
		t.Fatal(err)
	}
	if mode := p.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode is %s, want %s", mode, register.LoadModeTypesInfo)
	}
}

func TestSettings(t *testing.T) {
	for _, tt := range []struct {
		name            string
		settings        any
		enable, disable []string
	}{
		{"none", nil, nil, nil},
		{"empty", map[string]any{}, nil, nil},
		{"enable", map[string]any{"enable": []any{"txleak"}}, []string{"txleak"}, nil},
		{"all but one", map[string]any{"enable": []any{"all"}, "disable": []any{"txleak"}}, []string{"all"}, []string{"txleak"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := New(tt.settings)
			if err != nil {
				t.Fatal(err)
			}
			built, err := p.BuildAnalyzers()
			if err != nil {
				t.Fatal(err)
			}
			selected, err := analyzers.Select(tt.enable, tt.disable)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := names(built), names(selected); !slices.Equal(got, want) {
				t.Errorf("got the rules %v, want those of the command, %v", got, want)
			}
		})
	}
}

func TestBadSettings(t *testing.T) {
	for _, tt := range []struct {
		name     string
		settings any
		want     string
	}{
		{"slip in key", map[string]any{"enabel": []any{"all"}}, `unknown key "enabel": did you mean "enable"?`},
		{"foreign key", map[string]any{"severity": "high"}, `unknown key "severity": want enable or disable`},
		{"slip in rule", map[string]any{"enable": []any{"outerhandel"}}, `unknown rule "outerhandel": did you mean "outerhandle"?`},
		{"no list", map[string]any{"disable": "txleak"}, `disable: have txleak, want a list of rules`},
		{"list of numbers", map[string]any{"disable": []any{1}}, `disable: have [1], want a list of rules`},
		{"no map", []any{"txleak"}, `have [txleak], want the keys enable and disable`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(tt.settings)
			if want := "settings of linter datavet: " + tt.want; err == nil || err.Error() != want {
				t.Errorf("got the error %v, want %s", err, want)
			}
		})
	}
}

func TestWithoutRelated(t *testing.T) {
	original := &analysis.Analyzer{
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
	result, err := withoutRelated(original).Run(&analysis.Pass{
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
	moduletest.Run(t, "../../testdata/golangci")
}

func names(list []*analysis.Analyzer) []string {
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return names
}
