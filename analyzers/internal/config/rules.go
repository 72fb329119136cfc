package config

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/datavet/datavet/analyzers/internal/nearest"
)

// A KnownRule is a rule that there is.
type KnownRule struct {
	Name  string
	OptIn bool // has opt-in categories
}

// known are all rules, nil if nobody has said which there are.
var known []KnownRule

// Know says which rules there are: settings that name others are wrong. The
// table of rules can't be asked, since rules ask for settings.
func Know(rules []KnownRule) { known = rules }

// Rule returns what the module says of a rule, the zero Rule if nothing.
func (c *Config) Rule(name string) Rule {
	for _, r := range c.Rules {
		if r.Name == name {
			return r
		}
	}
	return Rule{}
}

func (p *parser) rules(n *yaml.Node) []Rule {
	if n.Kind != yaml.MappingNode {
		p.failf(n, "want rules and what they are: off, on, or a severity")
		return nil
	}
	var list []Rule
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		hasOptIn := p.knownRule(key)
		if slices.ContainsFunc(list, func(r Rule) bool { return r.Name == key.Value }) {
			p.failf(key, "rule %q is there twice", key.Value)
		}
		list = append(list, p.rule(key.Value, value, hasOptIn))
	}
	return list
}

// rule reads what n says of the rule called name.
func (p *parser) rule(name string, n *yaml.Node, hasOptIn bool) Rule {
	r := Rule{Name: name, State: On}
	if n.Kind == yaml.ScalarNode {
		switch text := p.oneOf(n, slices.Concat([]string{"off", "on"}, Severities)); text {
		case "off":
			r.State = Off
		case "on":
		default:
			r.Severity = text
		}
		return r
	}
	p.mapping(n, map[string]func(*yaml.Node){
		"severity": func(n *yaml.Node) { r.Severity = p.oneOf(n, Severities) },
		"opt-in": func(n *yaml.Node) {
			r.OptIn = p.trueOrFalse(n) == On
			if !hasOptIn {
				p.failf(n, "rule %s has no opt-in categories: leave opt-in out", name)
			}
		},
	})
	return r
}

// knownRule complains of a rule that there isn't, and reports whether the one
// that n names has opt-in categories.
func (p *parser) knownRule(n *yaml.Node) (optIn bool) {
	if known == nil {
		return true
	}
	var names []string
	for _, rule := range known {
		if rule.Name == n.Value {
			return rule.OptIn
		}
		names = append(names, rule.Name)
	}
	p.failf(n, "unknown rule %q: %s", n.Value, nearest.Suggest(n.Value, names))
	return false
}

func (p *parser) exclusions(n *yaml.Node) []Exclusion {
	var list []Exclusion
	for _, item := range p.sequence(n) {
		var e Exclusion
		p.mapping(item, map[string]func(*yaml.Node){
			"path": func(n *yaml.Node) { e.Path = p.inModule(n) },
			"rules": func(n *yaml.Node) {
				for _, item := range p.sequence(n) {
					p.knownRule(item)
					e.Rules = append(e.Rules, p.text(item))
				}
				if len(e.Rules) == 0 {
					p.failf(n, "name at least one rule, or leave rules out")
				}
			},
			"reason": func(n *yaml.Node) { e.Reason = p.text(n) },
		})
		switch {
		case e.Path == "":
			p.failf(item, "an exclusion needs a path")
		case strings.TrimSpace(e.Reason) == "":
			p.failf(item, "an exclusion needs a reason: nobody can tell otherwise whether it still holds")
		}
		list = append(list, e)
	}
	return list
}

// inModule returns a path or glob of the module.
func (p *parser) inModule(n *yaml.Node) string {
	text := p.text(n)
	clean := path.Clean(filepath.ToSlash(text))
	if path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") {
		p.failf(n, "%q is outside of the module", text)
	}
	if _, err := path.Match(clean, ""); err != nil {
		p.failf(n, "%q: %v", text, err)
	}
	return clean
}

func (p *parser) trueOrFalse(n *yaml.Node) Switch {
	switch p.scalar(n) {
	case "true":
		return On
	case "false":
		return Off
	}
	p.failf(n, "want true or false")
	return Open
}
