package config

import "go.yaml.in/yaml/v3"

// A Declared is what the module says of a function, method or func field: what
// a directive would say at its declaration.
type Declared struct {
	Verb         string
	Name         string // "path/of/package.Func" or "path/of/package.Type.Method"
	Why          string
	Line, Column int
}

// A Handle is a type whose values are handles of the database.
type Handle struct {
	Kind         string // one of HandleKinds
	Type         string // "path/of/package.Type"
	Line, Column int
}

// Verbs are the keys of functions, and whether they need a reason.
var Verbs = map[string]bool{
	"enqueues": false, "publishes": false, "mails": false, "calls": false, "deletes": false,
	"no-effect": true, "runs-in-tx": false, "in-tx": false, "after-commit": false, "autonomous": true,
}

// HandleKinds are the keys of handles.
var HandleKinds = []string{"conn", "either", "pool", "tx"}

// functions reads what is said of functions: by verb, names or names with a
// reason.
func (p *parser) functions(n *yaml.Node) []Declared {
	var list []Declared
	keys := map[string]func(*yaml.Node){}
	for verb, needsReason := range Verbs {
		keys[verb] = func(n *yaml.Node) {
			for _, item := range p.sequence(n) {
				d := Declared{Verb: verb, Line: item.Line, Column: item.Column}
				if item.Kind == yaml.ScalarNode {
					d.Name = p.text(item)
				} else {
					p.mapping(item, map[string]func(*yaml.Node){
						"name": func(n *yaml.Node) { d.Name = p.text(n) },
						"why":  func(n *yaml.Node) { d.Why = p.text(n) },
					})
					if d.Name == "" {
						p.failf(item, "a function needs its name")
					}
				}
				if needsReason && d.Why == "" {
					p.failf(item, "%s needs a reason: write {name: %s, why: …}", verb, d.Name)
				}
				list = append(list, d)
			}
		}
	}
	p.mapping(n, keys)
	return list
}

// handles reads the types of handles, by kind.
func (p *parser) handles(n *yaml.Node) []Handle {
	var list []Handle
	keys := map[string]func(*yaml.Node){}
	for _, kind := range HandleKinds {
		keys[kind] = func(n *yaml.Node) {
			for _, item := range p.sequence(n) {
				list = append(list, Handle{kind, p.text(item), item.Line, item.Column})
			}
		}
	}
	p.mapping(n, keys)
	return list
}
