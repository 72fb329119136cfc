package analyzers

import (
	"cmp"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/settings"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// Options are what a driver lets its user choose.
type Options struct {
	// Enable and Disable name rules; see Select.
	Enable, Disable []string
	// Tests says whether _test.go files are analysed, too; nil leaves it to the
	// settings. See [Options.AnalyseTests].
	Tests *bool
	// UnusedIgnores has ignore directives reported that suppress nothing.
	UnusedIgnores bool
	// FirstParty are paths below which the packages of other modules are
	// analysed as the user's own; see [FirstPartyFrom].
	FirstParty []string
	// Dir is the folder, an absolute path, of which the modules count that are
	// analysed from there: what their settings say of rules and tests. Empty: of
	// none, and rules are what they are by default.
	Dir string
}

// AnalyseTests reports whether _test.go files are analysed: as Tests has it, or
// else if the settings of one of the modules say so.
func (o Options) AnalyseTests() bool {
	if o.Tests != nil {
		return *o.Tests
	}
	return slices.ContainsFunc(o.settings(), func(c *config.Config) bool { return c.Tests == config.On })
}

// settings returns those of the modules that are analysed from Dir.
func (o Options) settings() []*config.Config {
	if o.Dir == "" {
		return nil
	}
	var list []*config.Config
	for _, root := range WorkRoots(o.Dir) {
		list = append(list, schema.SettingsOf(root)) // empty if wrong, as CheckConfig says
	}
	return list
}

// Analyzers returns what a driver is to run: the selected rules, the check of
// directives, which no selection leaves out, and the analyzer that has the
// settings' flags, for drivers that set flags themselves. Drivers call it once,
// before the first pass: the options hold for the process.
func Analyzers(o Options) ([]*analysis.Analyzer, error) {
	selected, err := selectRules(o.Enable, o.Disable, o.settings())
	if err != nil {
		return nil, err
	}
	directive.Chosen = directive.Choice{ByName: len(o.Enable) > 0}
	if o.Dir != "" {
		directive.Chosen.Default = defaultRules()
	}
	for _, rule := range selected {
		optin.Set(rule, slices.Contains(o.Enable, rule.Name) || slices.Contains(o.Enable, EveryRule))
	}
	check := directive.NewCheck(ruleNames(), selected)
	if err := check.Flags.Set("unused", strconv.FormatBool(o.UnusedIgnores)); err != nil {
		return nil, err
	}
	firstparty.Tests, firstparty.Prefixes = o.AnalyseTests(), o.FirstParty
	return append(slices.Clone(selected), check, settings.Analyzer), nil
}

// All returns what a program of one's own runs for every rule with its opt-in
// categories, Default for those that are on by default: the rules' analyzers, the
// check of directives, and the analyzer of the settings' flags. The last call, of
// these and of [Analyzers], holds for the process.
func All() []*analysis.Analyzer { return must(Options{Enable: []string{EveryRule}}) }

// Default returns the analyzers of the rules that are on by default; see [All].
func Default() []*analysis.Analyzer { return must(Options{}) }

func must(o Options) []*analysis.Analyzer {
	list, err := Analyzers(o)
	if err != nil {
		panic(err) // no name is unknown
	}
	return list
}

// FirstPartyFrom returns the first-party paths that the settings of the modules
// name which are analysed from the folder dir, an absolute path.
func FirstPartyFrom(dir string) []string {
	var list []string
	for _, c := range (Options{Dir: dir}).settings() {
		list = append(list, c.FirstParty...)
	}
	return list
}

// SeverityOf returns how grave a finding of rule in a file in dir, an absolute
// path, is: error, warning or note. That is as the settings of the file's module
// have it, or else error; warning for what is opt-in.
func SeverityOf(dir, rule, category string) string {
	if severity := schema.SettingsOf(dir).Rule(rule).Severity; severity != "" {
		return severity
	}
	switch r, err := Find(rule); {
	case err != nil: // the check of directives
		if category == directive.Unused {
			return "warning"
		}
	case !r.Default || slices.Contains(r.OptIn, category):
		return "warning"
	}
	return "error"
}

// Reports reports whether rule, with these options and the settings of the module
// around dir, an absolute path, reports findings of category in files in dir.
func (o Options) Reports(dir, rule, category string) bool {
	r, err := Find(rule)
	if err != nil || slices.Contains(o.Disable, rule) {
		return false
	}
	named := slices.Contains(o.Enable, rule) || slices.Contains(o.Enable, EveryRule)
	settings := schema.SettingsOf(dir)
	on := named
	if len(o.Enable) == 0 {
		on = r.isOn([]*config.Config{settings})
	}
	return on && (named || settings.Rule(rule).OptIn || !slices.Contains(r.OptIn, category))
}

// IsWrongDirective reports whether d of the analyzer called name says that a
// directive doesn't do what its author meant. Such a mistake is one of
// configuration, other than a finding in the code.
func IsWrongDirective(name string, d analysis.Diagnostic) bool {
	return name == directive.Check && d.Category != directive.Unused
}

// FirstParty reports whether the package path, made of files, is the user's
// own source. version is that of its module as the go command tells it, if it
// is in one.
func FirstParty(inModule bool, version, path string, files []string) bool {
	return firstparty.Owns(inModule, version, path, files)
}

// IsData reports whether the package path is a library of which the passes know
// what it does with data.
func IsData(path string) bool { return knowledge.IsData(path) }

// MayFollow reports whether it is worth to analyse the package path, which is
// not first-party and reaches data, for its facts: it is none of those that speak
// through tables, and none that has nothing to tell.
func MayFollow(path string) bool {
	return knowledge.OfPackage(path) == nil && !knowledge.IsClosed(path)
}

// Follow has the packages of other modules analysed for their facts as if they
// were first-party. A driver calls it before the first pass.
func Follow(paths []string) {
	firstparty.Followed = map[string]bool{}
	for _, path := range paths {
		firstparty.Followed[path] = true
	}
}

// A SQLTexts counts the SQL of the packages that its Analyzer runs on. It is
// safe for concurrent use.
type SQLTexts struct {
	mu       sync.Mutex
	count    map[string]int // by dialect
	unparsed []UnparsedSQL
	modules  map[*schema.Module]bool // counted
}

// An UnparsedSQL is a text that no grammar took.
type UnparsedSQL struct {
	Posn token.Position
	Text string
	Word string // the parser's own word
}

// Analyzer returns a pass that reports nothing.
func (t *SQLTexts) Analyzer() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     "sqltexts",
		Doc:      "count SQL texts",
		Requires: []*analysis.Analyzer{schema.Analyzer, sqlquery.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			t.mu.Lock()
			defer t.mu.Unlock()
			if queries, _ := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result); queries != nil {
				t.addQueries(pass, queries)
			}
			if tables, _ := pass.ResultOf[schema.Analyzer].(*schema.Result); tables != nil {
				t.addModule(tables.Module())
			}
			return nil, nil
		},
	}
}

func (t *SQLTexts) addQueries(pass *analysis.Pass, result *sqlquery.Result) {
	for d, n := range result.Parsed {
		t.add(d, n)
	}
	for _, u := range result.Errors {
		t.unparsed = append(t.unparsed, UnparsedSQL{pass.Fset.Position(u.Pos), u.Text, u.Word})
	}
}

func (t *SQLTexts) addModule(m *schema.Module) {
	if t.modules[m] {
		return
	}
	if t.modules == nil {
		t.modules = map[*schema.Module]bool{}
	}
	t.modules[m] = true
	for _, file := range m.Files {
		for _, stmt := range file.Statements {
			t.add(stmt.Dialect, 1)
		}
	}
	for _, u := range m.Errors {
		name := filepath.Join(m.Root, filepath.FromSlash(u.Place.File))
		t.unparsed = append(t.unparsed, UnparsedSQL{
			Posn: token.Position{Filename: name, Offset: u.Place.Offset, Line: u.Place.Line, Column: u.Place.Column},
			Text: textAt(name, u.Place),
			Word: u.Word,
		})
	}
}

func (t *SQLTexts) add(d sqlparse.Dialect, n int) {
	if t.count == nil {
		t.count = map[string]int{}
	}
	t.count[dialectName(d)] += n
}

// textAt returns what stands at p, empty if it can't be read any more.
func textAt(name string, p schema.Place) string {
	data, err := os.ReadFile(name)
	if err != nil || p.EndOffset > len(data) || p.Offset > p.EndOffset {
		return ""
	}
	return string(data[p.Offset:p.EndOffset])
}

// Count returns how many texts were parsed, by dialect as .datavet.yaml calls
// it; empty where that is open.
func (t *SQLTexts) Count() map[string]int { return t.count }

// Unparsed returns the texts that no grammar took, each place once, sorted.
func (t *SQLTexts) Unparsed() []UnparsedSQL {
	slices.SortFunc(t.unparsed, func(a, b UnparsedSQL) int {
		return cmp.Or(
			strings.Compare(a.Posn.Filename, b.Posn.Filename),
			cmp.Compare(a.Posn.Line, b.Posn.Line), cmp.Compare(a.Posn.Column, b.Posn.Column),
			strings.Compare(a.Word, b.Word),
		)
	})
	return slices.CompactFunc(t.unparsed, func(a, b UnparsedSQL) bool {
		return a.Posn.Filename == b.Posn.Filename && a.Posn.Line == b.Posn.Line && a.Posn.Column == b.Posn.Column
	})
}
