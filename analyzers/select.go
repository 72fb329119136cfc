package analyzers

import (
	"errors"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/nearest"
)

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
		enabled := rule.Default
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

func unknownRule(name string, known []string) error {
	return fmt.Errorf("unknown rule %q: %s", name, nearest.Suggest(name, known))
}

func ruleNames() []string {
	names := make([]string, len(Rules))
	for i, rule := range Rules {
		names[i] = rule.Analyzer.Name
	}
	return names
}
