package directive

import (
	"go/token"
	"path/filepath"
	"slices"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/schema"
)

// A Choice is how the rules that run were chosen.
type Choice struct {
	// ByName says that a user named them: what settings switch on or off doesn't
	// count.
	ByName bool
	// Default are the rules that report where the settings don't say, as some may
	// run for another module only; nil if it is each one that runs.
	Default []string
}

// Chosen is how the rules were chosen. A driver sets it before the first pass.
var Chosen Choice

// settings are those of a package's module.
type settings struct {
	*config.Config
	root string // absolute; empty if the driver doesn't tell
}

// settingsOf returns the settings that hold for a package with these tables, nil
// where files can't be read.
func settingsOf(tables *schema.Result) settings {
	if tables == nil {
		return settings{config.Inline(), ""}
	}
	return settings{schema.SettingsOf(tables.Root()), tables.Root()}
}

// OptIn reports whether the settings have rule report its opt-in categories.
func (s *Set) OptIn(rule string) bool { return s.settings.Rule(rule).OptIn }

// off reports whether rule isn't to report in the package.
func (s *Set) off(rule string) bool {
	if Chosen.ByName {
		return false
	}
	switch s.settings.Rule(rule).State {
	case config.Off:
		return true
	case config.Open:
		return rule != Check && Chosen.Default != nil && !slices.Contains(Chosen.Default, rule)
	}
	return false
}

// excluded reports whether the settings want no findings of rule at pos.
func (s *Set) excluded(rule string, pos token.Pos) bool {
	if len(s.settings.Exclude) == 0 {
		return false
	}
	// Position, not File: as findings are told, and cgo's output has //line
	// directives.
	name := s.fset.Position(pos).Filename
	if s.settings.root != "" {
		rel, err := filepath.Rel(s.settings.root, name)
		if err != nil {
			return false
		}
		name = rel
	}
	name = filepath.ToSlash(name)
	return slices.ContainsFunc(s.settings.Exclude, func(e config.Exclusion) bool {
		return (len(e.Rules) == 0 || slices.Contains(e.Rules, rule)) && e.Matches(name)
	})
}
