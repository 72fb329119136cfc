// Package gclplugin is datavet as a module plugin of golangci-lint v2. The
// linter is called datavet; its settings choose the rules:
//
//	linters:
//	  enable: [datavet]
//	  settings:
//	    custom:
//	      datavet:
//	        type: module
//	        settings:
//	          enable: [all]
//	          disable: [txleak]
package gclplugin

import (
	"fmt"
	"maps"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/analyzers/internal/nearest"
)

func init() {
	register.Plugin("datavet", New)
}

// New returns the linter for its settings as golangci-lint decodes them from
// its configuration: a map, or nil without settings. They mean what the
// command's flags of the same names mean.
func New(settings any) (register.LinterPlugin, error) {
	enable, disable, err := decode(settings)
	if err != nil {
		return nil, fmt.Errorf("settings of linter datavet: %w", err)
	}
	selected, err := analyzers.Select(enable, disable)
	if err != nil {
		return nil, fmt.Errorf("settings of linter datavet: %w", err)
	}
	for i, a := range selected {
		selected[i] = withoutRelated(a)
	}
	return plugin(selected), nil
}

type plugin []*analysis.Analyzer

// BuildAnalyzers returns the selected rules.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) { return p, nil }

// GetLoadMode asks for type information.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

func decode(settings any) (enable, disable []string, err error) {
	if settings == nil {
		return nil, nil, nil
	}
	m, ok := settings.(map[string]any)
	if !ok {
		return nil, nil, fmt.Errorf("have %v, want the keys enable and disable", settings)
	}
	lists := map[string]*[]string{"enable": &enable, "disable": &disable}
	for _, key := range slices.Sorted(maps.Keys(m)) {
		list, ok := lists[key]
		if !ok {
			return nil, nil, unknownKey(key, slices.Sorted(maps.Keys(lists)))
		}
		if *list, ok = toStrings(m[key]); !ok {
			return nil, nil, fmt.Errorf("%s: have %v, want a list of rules", key, m[key])
		}
	}
	return enable, disable, nil
}

func unknownKey(key string, known []string) error {
	if near := nearest.Name(key, known); near != "" {
		return fmt.Errorf("unknown key %q: did you mean %q?", key, near)
	}
	return fmt.Errorf("unknown key %q: want enable or disable", key)
}

func toStrings(value any) ([]string, bool) {
	list, ok := value.([]any)
	if !ok {
		return nil, false
	}
	names := make([]string, len(list))
	for i, item := range list {
		if names[i], ok = item.(string); !ok {
			return nil, false
		}
	}
	return names, true
}

// withoutRelated returns a, reporting without related information, of which
// golangci-lint would make issues of their own.
func withoutRelated(a *analysis.Analyzer) *analysis.Analyzer {
	stripped := *a
	stripped.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			pass.Report(d)
		}
		return a.Run(&p)
	}
	return &stripped
}
