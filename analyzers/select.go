package analyzers

import (
	"errors"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/nearest"
)

func init() {
	var rules []config.KnownRule
	for _, rule := range Rules {
		rules = append(rules, config.KnownRule{Name: rule.Analyzer.Name, OptIn: len(rule.OptIn) > 0})
	}
	config.Know(rules)
}

// EveryRule is the name that enables every rule.
const EveryRule = "all"

// Find returns the rule called name. The error for an unknown name says which
// one was probably meant.
func Find(name string) (Rule, error) {
	for _, rule := range Rules {
		if rule.Analyzer.Name == name {
			return rule, nil
		}
	}
	return Rule{}, unknownRule(name, ruleNames())
}

// Select returns the analyzers to run, in the order of Rules: exactly those
// that enable names (every one for EveryRule, the default ones if it is empty),
// without those that disable names. Unknown names and an empty selection are
// errors.
func Select(enable, disable []string) ([]*analysis.Analyzer, error) {
	return selectRules(enable, disable, nil)
}

// selectRules is Select, but where enable is empty it takes the rules that are on
// by one of the settings, of which there may be none.
func selectRules(enable, disable []string, settings []*config.Config) ([]*analysis.Analyzer, error) {
	for _, name := range enable {
		if _, err := Find(name); err != nil && name != EveryRule {
			return nil, unknownRule(name, append(ruleNames(), EveryRule))
		}
	}
	for _, name := range disable {
		if _, err := Find(name); err != nil {
			return nil, err
		}
	}
	var selected []*analysis.Analyzer
	for _, rule := range Rules {
		name := rule.Analyzer.Name
		enabled := rule.isOn(settings)
		if len(enable) > 0 {
			enabled = slices.Contains(enable, name) || slices.Contains(enable, EveryRule)
		}
		if enabled && !slices.Contains(disable, name) {
			selected = append(selected, rule.Analyzer)
		}
	}
	if len(selected) == 0 {
		return nil, errors.New("no rule is left to run: disable fewer rules or enable more")
	}
	return selected, nil
}

// isOn reports whether the rule is on by one of the settings.
func (r Rule) isOn(settings []*config.Config) bool {
	if len(settings) == 0 {
		return r.Default
	}
	return slices.ContainsFunc(settings, func(c *config.Config) bool {
		state := c.Rule(r.Analyzer.Name).State
		return state == config.On || state == config.Open && r.Default
	})
}

func unknownRule(name string, known []string) error {
	return fmt.Errorf("unknown rule %q: %s", name, nearest.Suggest(name, known))
}

func defaultRules() []string {
	var names []string
	for _, rule := range Rules {
		if rule.Default {
			names = append(names, rule.Analyzer.Name)
		}
	}
	return names
}

func ruleNames() []string {
	names := make([]string, len(Rules))
	for i, rule := range Rules {
		names[i] = rule.Analyzer.Name
	}
	return names
}
