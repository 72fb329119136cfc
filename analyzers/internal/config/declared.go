package config

import (
	"go/token"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A Declared is what the module says of a function, method or func field: what
// a directive would say at its declaration.
type Declared struct {
	Verb         string
	Name         string // "path/of/package.Func" or "path/of/package.Type.Method"
	Why          string
	Line, Column int
}

// A Symbol is a function, method, func field or type by its name.
type Symbol struct {
	Path, Type, Name string // Type is empty for what a package has itself
}

// Symbols returns what the name may mean: the last element of an import path
// may have dots, too. No two of them exist in one program.
func (d Declared) Symbols() []Symbol {
	path, name, ok := cutLast(d.Name)
	if !ok {
		return nil
	}
	list := []Symbol{{Path: path, Name: name}}
	if path, typ, ok := cutLast(path); ok {
		list = append(list, Symbol{path, typ, name})
	}
	return list
}

// cutLast cuts the identifier behind the last dot off text. No import path has
// what other tools write around a type: (*path/of/package.Type).Method.
func cutLast(text string) (before, name string, ok bool) {
	i := strings.LastIndexByte(text, '.')
	if i <= strings.LastIndexByte(text, '/')+1 || !token.IsIdentifier(text[i+1:]) || strings.ContainsAny(text, "()*[] \t\n") {
		return "", "", false
	}
	return text[:i], text[i+1:], true
}

// A Handle is a type whose values are handles of a database, and what its
// methods do; the others do nothing with it.
type Handle struct {
	Type         string // "path/of/package.Type"
	Kind         string // one of HandleKinds, or empty: a transaction if it commits, else a pool
	Query, Exec  []string
	Begin, Run   []string
	Commit       []string
	Rollback     []string
	Line, Column int
}

// Symbol returns the type.
func (h Handle) Symbol() Symbol {
	path, name, _ := cutLast(h.Type)
	return Symbol{Path: path, Name: name}
}

// Verbs are the keys of functions, and whether they need a reason.
var Verbs = map[string]bool{
	"enqueues": false, "publishes": false, "mails": false, "calls": false, "deletes": false,
	"no-effect": true, "runs-in-tx": false, "in-tx": false, "after-commit": false, "autonomous": true,
}

// HandleKinds are the kinds of handles.
var HandleKinds = []string{"connection", "either", "pool", "transaction"}

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
				if len(d.Symbols()) == 0 {
					p.failf(item, "%q names no function: write import path, type and name, as in example.com/shop/jobs.Client.Push", d.Name)
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

// handles reads the types of handles.
func (p *parser) handles(n *yaml.Node) []Handle {
	var list []Handle
	for _, item := range p.sequence(n) {
		h := Handle{Line: item.Line, Column: item.Column}
		methods := 0
		names := func(to *[]string) func(*yaml.Node) {
			return func(n *yaml.Node) {
				for _, item := range p.sequence(n) {
					name := p.text(item)
					if !token.IsIdentifier(name) {
						p.failf(item, "%q names no method: write its name alone", name)
					}
					*to = append(*to, name)
					methods++
				}
			}
		}
		p.mapping(item, map[string]func(*yaml.Node){
			"type": func(n *yaml.Node) { h.Type = p.text(n) }, "kind": func(n *yaml.Node) { h.Kind = p.oneOf(n, HandleKinds) },
			"query": names(&h.Query), "exec": names(&h.Exec), "begin": names(&h.Begin), "run": names(&h.Run),
			"commit": names(&h.Commit), "rollback": names(&h.Rollback),
		})
		if h.Symbol().Name == "" {
			p.failf(item, "a handle needs its type with import path, as in type: corp.example/db.Conn")
		}
		if methods == 0 {
			p.failf(item, "a handle needs methods that query, exec, begin, run, commit or rollback")
		}
		list = append(list, h)
	}
	return list
}
