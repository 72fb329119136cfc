// Package config reads the settings of a module: the file .datavet.yaml beside
// its go.mod.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/datavet/datavet/analyzers/internal/nearest"
)

// Name is the file's name.
const Name = ".datavet.yaml"

// A Config is the settings of one module.
type Config struct {
	// Schema are the files that hold the schema in force, slash-separated and
	// relative to the module's root; globs of path.Match. Empty: they are
	// found.
	Schema []Entry
	// Dialect is postgresql, mysql, sqlite, or empty.
	Dialect string
	// Sentinels are values that nothing in the module proves to be such.
	Sentinels []Sentinel
	// FirstParty are paths below which the packages of other modules are
	// analysed, too.
	FirstParty []string
	// Rules are those that the module has an opinion of, each once.
	Rules []Rule
	// Tests says whether _test.go files are analysed.
	Tests Switch
	// Exclude are the places without findings.
	Exclude []Exclusion
	// Functions and Handles say what directives would, of names.
	Functions []Declared
	Handles   []Handle
}

// A Switch is a setting that may be left open.
type Switch uint8

const (
	Open Switch = iota
	Off
	On
)

// A Rule is what a module says of a rule.
type Rule struct {
	Name     string
	State    Switch // Off or On
	Severity string // empty: as the rule has it
	OptIn    bool   // reports its opt-in categories, too
}

// Severities are the values of a rule's severity, the gravest first.
var Severities = []string{"error", "warning", "note"}

// An Exclusion is a place where there are to be no findings.
type Exclusion struct {
	// Path is a folder, a file or a glob in which ** stands for any number of
	// folders; slash-separated and relative to the module's root.
	Path   string
	Rules  []string // empty: every one
	Reason string
}

// An Entry is a string with its place in the file.
type Entry struct {
	Text         string
	Line, Column int
}

// A Sentinel is the value of a column that stands for none.
type Sentinel struct {
	Table, Name, Value string // of the table, of the column
	Line, Column       int
}

// An Error is a mistake in the file.
type Error struct {
	File         string // absolute
	Line, Column int
	Text         string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text)
}

// Dialects are the values of dialect.
var Dialects = []string{"mysql", "postgresql", "sqlite"}

// inline are the settings of every module, nil if files have them.
var inline *Config

// SetInline has text stand for the files of all modules. A driver calls it
// before the first pass runs.
func SetInline(text string) (*Config, error) {
	c, err := parse("config", []byte(text))
	if err != nil {
		return nil, err
	}
	inline = c
	return c, nil
}

// Inline returns what [SetInline] was given, empty settings if it wasn't called.
func Inline() *Config {
	if inline == nil {
		return &Config{}
	}
	return inline
}

// Read returns the settings of the module in root: none if it has no file. The
// error is an *[Error].
func Read(root string) (*Config, error) {
	if inline != nil {
		return inline, nil
	}
	name := filepath.Join(root, Name)
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &Config{}, nil
	case err != nil:
		return nil, &Error{File: name, Text: err.Error()}
	}
	return parse(name, data)
}

func parse(name string, data []byte) (*Config, error) {
	p := parser{file: name}
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) { // nothing but comments
			return &Config{}, nil
		}
		return nil, p.syntax(err)
	}
	c := &Config{}
	if len(doc.Content) > 0 && doc.Content[0].Tag != "!!null" {
		p.mapping(doc.Content[0], map[string]func(*yaml.Node){
			"schema":      func(n *yaml.Node) { c.Schema = p.entries(n) },
			"dialect":     func(n *yaml.Node) { c.Dialect = p.oneOf(n, Dialects) },
			"sentinels":   func(n *yaml.Node) { c.Sentinels = p.sentinels(n) },
			"first-party": func(n *yaml.Node) { c.FirstParty = p.texts(n) },
			"rules":       func(n *yaml.Node) { c.Rules = p.rules(n) },
			"tests":       func(n *yaml.Node) { c.Tests = p.onOrOff(n) },
			"exclude":     func(n *yaml.Node) { c.Exclude = p.exclusions(n) },
			"functions":   func(n *yaml.Node) { c.Functions = p.functions(n) },
			"handles":     func(n *yaml.Node) { c.Handles = p.handles(n) },
		})
	}
	if p.err != nil {
		return nil, p.err
	}
	return c, nil
}

// A parser keeps the first mistake.
type parser struct {
	file string
	err  error
}

func (p *parser) failf(n *yaml.Node, format string, args ...any) {
	if p.err == nil {
		p.err = &Error{p.file, n.Line, n.Column, fmt.Sprintf(format, args...)}
	}
}

// syntax gives the error of the YAML parser a place: it says "yaml: line 3:
// what".
func (p *parser) syntax(err error) error {
	e := &Error{File: p.file, Text: strings.TrimPrefix(err.Error(), "yaml: ")}
	var line int
	if n, _ := fmt.Sscanf(e.Text, "line %d:", &line); n == 1 {
		_, e.Text, _ = strings.Cut(e.Text, ": ")
		e.Line, e.Column = line, 1
	}
	return e
}

// mapping hands the value of each key of n to its function.
func (p *parser) mapping(n *yaml.Node, keys map[string]func(*yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.failf(n, "want keys and values")
		return
	}
	var known []string
	for key := range keys {
		known = append(known, key)
	}
	slices.Sort(known)
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		set := keys[key.Value]
		switch {
		case set == nil:
			p.failf(key, "unknown key %q: %s", key.Value, nearest.Suggest(key.Value, known))
		case seen[key.Value]:
			p.failf(key, "key %q is there twice", key.Value)
		default:
			seen[key.Value] = true
			set(value)
		}
	}
}

func (p *parser) sentinels(n *yaml.Node) []Sentinel {
	var list []Sentinel
	for _, item := range p.sequence(n) {
		s := Sentinel{Line: item.Line, Column: item.Column}
		p.mapping(item, map[string]func(*yaml.Node){
			"table":  func(n *yaml.Node) { s.Table = p.text(n) },
			"column": func(n *yaml.Node) { s.Name = p.text(n) },
			"value":  func(n *yaml.Node) { s.Value = p.scalar(n) },
		})
		if s.Table == "" || s.Name == "" {
			p.failf(item, "a sentinel needs table, column and value")
		}
		list = append(list, s)
	}
	return list
}

// entries returns the texts of a list, or the one text that n is. They name
// files of the module.
func (p *parser) entries(n *yaml.Node) []Entry {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	var list []Entry
	for _, n := range nodes {
		list = append(list, Entry{p.inModule(n), n.Line, n.Column})
	}
	return list
}

func (p *parser) texts(n *yaml.Node) []string {
	var list []string
	for _, item := range p.sequence(n) {
		list = append(list, p.text(item))
	}
	return list
}

func (p *parser) sequence(n *yaml.Node) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		p.failf(n, "want a list")
		return nil
	}
	return n.Content
}

func (p *parser) oneOf(n *yaml.Node, known []string) string {
	text := p.text(n)
	if text != "" && !slices.Contains(known, text) {
		p.failf(n, "unknown value %q: %s", text, nearest.Suggest(text, known))
	}
	return text
}

// text returns the value of a scalar that isn't empty.
func (p *parser) text(n *yaml.Node) string {
	text := p.scalar(n)
	if text == "" {
		p.failf(n, "want a text")
	}
	return text
}

func (p *parser) scalar(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		p.failf(n, "want a text")
		return ""
	}
	return n.Value
}
