// Package config reads the settings of a module: the file .datavet.yaml beside
// its go.mod.
package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
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

// An Error is a mistake in settings.
type Error struct {
	File         string // absolute; empty if they are of no file
	Line, Column int
	Text         string
}

func (e *Error) Error() string {
	switch {
	case e.File == "":
		return e.Text
	case e.Line == 0:
		return fmt.Sprintf("%s: %s", e.File, e.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text)
}

// Wrong returns the error that what the settings of the module in root have at
// a place is wrong. The line is 0 for what [SetAbove] has added or [SetInline] has set.
func Wrong(root string, line, column int, format string, args ...any) *Error {
	e := &Error{Text: fmt.Sprintf(format, args...)}
	if line > 0 {
		e.File, e.Line, e.Column = filepath.Join(root, Name), line, column
	}
	return e
}

// Dialects are the values of dialect.
var Dialects = []string{"mysql", "postgresql", "sqlite"}

var (
	inline *Config // the settings of every module, nil if files have them
	above  *Config // stands above those of each module, nil if nothing does
)

// SetInline has text stand for the files of all modules. A driver calls it
// before the first pass runs.
func SetInline(text string) (*Config, error) {
	c, err := parse("config", []byte(text))
	if err != nil {
		return nil, err
	}
	c.unplace()
	inline = c
	return c, nil
}

// unplace takes the places from c: what is wrong later would be told at one of a
// module's file.
func (c *Config) unplace() {
	for i := range c.Schema {
		c.Schema[i].Line, c.Schema[i].Column = 0, 0
	}
	for i := range c.Sentinels {
		c.Sentinels[i].Line, c.Sentinels[i].Column = 0, 0
	}
	for i := range c.Functions {
		c.Functions[i].Line, c.Functions[i].Column = 0, 0
	}
	for i := range c.Handles {
		c.Handles[i].Line, c.Handles[i].Column = 0, 0
	}
}

// Inline returns what [SetInline] was given, empty settings if it wasn't called.
func Inline() *Config {
	if inline == nil {
		return &Config{}
	}
	return inline
}

// SetAbove has c, nil for nothing, stand above the settings of each module: what
// it says of a rule, the schema, the dialect and tests counts in place of theirs;
// what it lists otherwise is added. A driver calls it before it asks for anything.
func SetAbove(c *Config) { above = c }

// Read returns the settings of the module in root: none if it has no file. The
// error is an *[Error].
func Read(root string) (*Config, error) {
	c, err := read(root)
	if err != nil || above == nil {
		return c, err
	}
	return c.under(above), nil
}

func read(root string) (*Config, error) {
	if inline != nil {
		return inline, nil
	}
	name := filepath.Join(root, Name)
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		// Other tools take it.
		misnamed := strings.TrimSuffix(name, ".yaml") + ".yml"
		if _, err := os.Stat(misnamed); err == nil {
			return nil, &Error{File: misnamed, Text: "not read: rename it to " + Name}
		}
		return &Config{}, nil
	case err != nil:
		return nil, &Error{File: name, Text: err.Error()}
	}
	return parse(name, data)
}

// under returns c with top above it.
func (c *Config) under(top *Config) *Config {
	merged := *c
	if len(top.Schema) > 0 {
		merged.Schema = top.Schema
	}
	merged.Dialect = cmp.Or(top.Dialect, c.Dialect)
	merged.Tests = cmp.Or(top.Tests, c.Tests)
	merged.Sentinels = slices.Concat(top.Sentinels, c.Sentinels)
	merged.FirstParty = slices.Concat(top.FirstParty, c.FirstParty)
	merged.Exclude = slices.Concat(top.Exclude, c.Exclude)
	merged.Functions = slices.Concat(top.Functions, c.Functions)
	merged.Handles = slices.Concat(top.Handles, c.Handles)
	merged.Rules = slices.Clone(top.Rules)
	for _, r := range c.Rules {
		if top.Rule(r.Name).State == Open {
			merged.Rules = append(merged.Rules, r)
		}
	}
	return &merged
}

// Fingerprint returns a text that differs if findings or facts may.
func (c *Config) Fingerprint() string {
	told := *c
	told.Rules, told.Exclude, told.Functions = slices.Clone(c.Rules), slices.Clone(c.Exclude), slices.Clone(c.Functions)
	for i := range told.Rules {
		told.Rules[i].Severity = "" // is no part of findings
	}
	for i := range told.Exclude {
		told.Exclude[i].Reason = ""
	}
	for i := range told.Functions {
		told.Functions[i].Why = ""
	}
	return fmt.Sprintf("%#v", told)
}

// SchemaFingerprint returns a text that differs if what is known of the module's
// tables may.
func (c *Config) SchemaFingerprint() string {
	return fmt.Sprintf("%#v", Config{Schema: c.Schema, Dialect: c.Dialect, Sentinels: c.Sentinels})
}

func parse(name string, data []byte) (*Config, error) {
	p := parser{file: name}
	var doc, more yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) { // nothing but comments
			return &Config{}, nil
		}
		return nil, p.syntax(err)
	}
	switch err := decoder.Decode(&more); {
	case err == nil:
		p.failf(more.Content[0], "a second document: put all into one")
		return nil, p.err
	case !errors.Is(err, io.EOF):
		return nil, p.syntax(err)
	}
	c := &Config{}
	if len(doc.Content) > 0 && doc.Content[0].Tag != "!!null" {
		p.config(doc.Content[0], c)
	}
	if p.err != nil {
		return nil, p.err
	}
	return c, nil
}

// FromValue returns the settings that value holds, which another program has
// decoded: maps, lists and scalars. The error names the key; also are those
// beside ours in value's place.
func FromValue(value map[string]any, also ...string) (*Config, error) {
	p := parser{also: also}
	if err := p.root.Encode(value); err != nil {
		return nil, err
	}
	unplace(&p.root)
	c := &Config{}
	p.config(&p.root, c)
	if p.err != nil {
		return nil, p.err
	}
	return c, nil
}

// unplace takes places from n that nobody has written.
func unplace(n *yaml.Node) {
	n.Line, n.Column = 0, 0
	if n.Tag == "!!null" {
		n.Value = "" // as where nothing is written
	}
	for _, child := range n.Content {
		unplace(child)
	}
}

// A parser keeps the first mistake.
type parser struct {
	file string
	root yaml.Node // without a file
	also []string
	err  error
}

// config reads all keys.
func (p *parser) config(n *yaml.Node, c *Config) {
	p.mapping(n, map[string]func(*yaml.Node){
		"dialect":     func(n *yaml.Node) { c.Dialect = p.oneOf(n, Dialects) },
		"exclude":     func(n *yaml.Node) { c.Exclude = p.exclusions(n) },
		"first-party": func(n *yaml.Node) { c.FirstParty = p.texts(n) },
		"functions":   func(n *yaml.Node) { c.Functions = p.functions(n) },
		"handles":     func(n *yaml.Node) { c.Handles = p.handles(n) },
		"rules":       func(n *yaml.Node) { c.Rules = p.rules(n) },
		"schema":      func(n *yaml.Node) { c.Schema = p.entries(n) },
		"sentinels":   func(n *yaml.Node) { c.Sentinels = p.sentinels(n) },
		"tests":       func(n *yaml.Node) { c.Tests = p.trueOrFalse(n) },
	}, p.also...)
}

func (p *parser) failf(n *yaml.Node, format string, args ...any) {
	if p.err != nil {
		return
	}
	e := &Error{p.file, n.Line, n.Column, fmt.Sprintf(format, args...)}
	if key := keyOf(&p.root, n); key != "" && p.file == "" {
		e.Text = key + ": " + e.Text
	}
	p.err = e
}

// keyOf returns the key of n below the node in, empty for a key of in itself.
func keyOf(in, n *yaml.Node) string {
	for i, child := range in.Content {
		own := fmt.Sprintf("[%d]", i)
		if in.Kind == yaml.MappingNode {
			own = ""
			if i%2 == 1 {
				own = in.Content[i-1].Value
			}
		}
		if child == n {
			return own
		}
		if key := keyOf(child, n); key != "" || slices.Contains(child.Content, n) {
			if key != "" && key[0] != '[' {
				key = "." + key
			}
			return own + key
		}
	}
	return ""
}

// syntax gives the error of the YAML parser a place: it says "yaml: line 3:
// what".
func (p *parser) syntax(err error) error {
	e := &Error{File: p.file, Line: 1, Column: 1, Text: strings.TrimPrefix(err.Error(), "yaml: ")}
	var line int
	if n, _ := fmt.Sscanf(e.Text, "line %d:", &line); n == 1 {
		_, e.Text, _ = strings.Cut(e.Text, ": ")
		e.Line = line
	}
	if strings.Contains(e.Text, "cannot start any token") {
		e.Text += "; indent by spaces, not tabs, and quote what begins with @, % or `"
	}
	return e
}

// mapping hands the value of each key of n to its function. also are keys that
// are suggested, too.
func (p *parser) mapping(n *yaml.Node, keys map[string]func(*yaml.Node), also ...string) {
	if n.Kind != yaml.MappingNode {
		p.failf(n, "want keys and values")
		return
	}
	known := slices.AppendSeq(also, maps.Keys(keys))
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
		hasValue := false
		p.mapping(item, map[string]func(*yaml.Node){
			"table":  func(n *yaml.Node) { s.Table = p.text(n) },
			"column": func(n *yaml.Node) { s.Name = p.text(n) },
			"value":  func(n *yaml.Node) { s.Value, hasValue = p.scalar(n), true },
		})
		if s.Table == "" || s.Name == "" || !hasValue {
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
