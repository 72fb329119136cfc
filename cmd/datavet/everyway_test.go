package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/lsp/lsptest"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// TestOneCorpusInEveryWay: all scenarios, with every rule on by the settings
// alone, have the same findings however datavet is run, but for what a way can't
// carry. docs/ci.md has a table of that.
func TestOneCorpusInEveryWay(t *testing.T) {
	if testing.Short() {
		t.Skip("builds golangci-lint, and analyses all scenarios in every way")
	}
	m := corpus(t)
	want := m.findings("-json", "./...")
	if len(want) < 500 {
		t.Fatalf("%d findings: the corpus shows nothing", len(want))
	}
	for how, way := range map[string]struct {
		run func(module) []finding
		// carried returns of a finding what the way carries, false if nothing.
		carried func(finding) (finding, bool)
	}{
		"text":          {run: byText},
		"report":        {run: byReport},
		"sarif":         {run: bySARIF},
		"github":        {run: byGitHub},
		"checkstyle":    {run: byCheckstyle},
		"junit":         {run: byJUnit},
		"go vet":        {run: byVet},
		"pre-commit":    {run: byPreCommit},
		"lsp":           {run: byLSP},
		"golangci-lint": {byGolangci, func(f finding) (finding, bool) { return f, filepath.Ext(f.file) != ".sql" }},
	} {
		t.Run(how, func(t *testing.T) {
			var expected []finding
			for _, f := range want {
				if way.carried != nil {
					var ok bool
					if f, ok = way.carried(f); !ok {
						continue
					}
				}
				expected = append(expected, f)
			}
			compare(t, way.run(module{t, m.dir}), expected)
		})
	}
}

// A finding is what every way tells of one.
type finding struct {
	file    string // slash-separated, relative to the corpus
	line    int
	rule    string
	message string
}

func compare(t *testing.T, got, want []finding) {
	t.Helper()
	count := map[finding]int{}
	for _, f := range got {
		count[f]++
	}
	for _, f := range want {
		count[f]--
	}
	order := func(a, b finding) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }
	for _, f := range slices.SortedFunc(maps.Keys(count), order) {
		switch n := count[f]; {
		case n > 0:
			t.Errorf("%d too many: %+v", n, f)
		case n < 0:
			t.Errorf("%d missing: %+v", -n, f)
		}
	}
}

// corpus copies the scenarios to a repository, with settings that have all rules
// on.
func corpus(t *testing.T) module {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const testdata = "../../testdata"
	settings := "rules:\n"
	folders := []string{"stubs", "wrappers"}
	for _, rule := range analyzers.Rules {
		folders = append(folders, rule.Analyzer.Name)
		how := "error"
		if len(rule.OptIn) > 0 {
			how = "{severity: error, opt-in: true}"
		}
		settings += fmt.Sprintf("  %s: %s\n", rule.Analyzer.Name, how)
	}
	for _, name := range folders {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(testdata, name))); err != nil {
			t.Fatal(err)
		}
		if name == "stubs" {
			continue
		}
		// Scenarios that are modules of their own are found by none but -changed.
		nested, err := filepath.Glob(filepath.Join(dir, name, "*", "go.mod"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range nested {
			if err := os.RemoveAll(filepath.Dir(name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(testdata, name))
		if err != nil && name == "go.mod" {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name), data)
	}
	m := module{t, dir}
	m.write(".datavet.yaml", settings)
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}} {
		if r := m.exec(os.Environ(), "git", args...); r.code != 0 {
			t.Fatalf("git %q: %s", args, r.stderr)
		}
	}
	return m
}

// findings returns what datavet prints as x/tools' tree.
func (m module) findings(args ...string) []finding {
	m.t.Helper()
	r := m.datavet(args...)
	if r.code != exitFindings || r.stderr != "" {
		m.t.Fatalf("exit code %d\n%s", r.code, r.stderr)
	}
	return m.tree(r.stdout)
}

// tree returns the findings of trees that were printed one after the other, each
// once.
func (m module) tree(text string) []finding {
	m.t.Helper()
	seen := map[string]bool{}
	var list []finding
	for _, rules := range byPackage(m.t, text) {
		var tree map[string][]struct{ Posn, Message string }
		if err := json.Unmarshal([]byte(rules), &tree); err != nil {
			m.t.Fatalf("%v in %s", err, rules)
		}
		for rule, found := range tree {
			for _, d := range found {
				if key := d.Posn + rule + d.Message; !seen[key] {
					seen[key] = true
					list = append(list, m.finding(d.Posn, rule, d.Message))
				}
			}
		}
	}
	return list
}

var posnForm = regexp.MustCompile(`^(.*?):(\d+)(:\d+)?$`)

func (m module) finding(posn, rule, message string) finding {
	m.t.Helper()
	parts := posnForm.FindStringSubmatch(posn)
	if parts == nil {
		m.t.Fatalf("%q is no place", posn)
	}
	return finding{m.relative(parts[1]), number(m.t, parts[2]), rule, message}
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (m module) relative(name string) string {
	if rel, err := filepath.Rel(m.dir, name); err == nil && filepath.IsAbs(name) {
		name = rel
	}
	return filepath.ToSlash(name)
}

var textForm = regexp.MustCompile(`(?m)^([^\t\n]+?:\d+:\d+): (.*) \((\w+)\)$`)

func byText(m module) []finding { return m.text(m.datavet("./...").stdout) }

func (m module) text(out string) (list []finding) {
	for _, parts := range textForm.FindAllStringSubmatch(out, -1) {
		list = append(list, m.finding(parts[1], parts[3], parts[2]))
	}
	return list
}

func byReport(m module) (list []finding) {
	var r report.Report
	if err := json.Unmarshal([]byte(m.datavet("-format=report", "./...").stdout), &r); err != nil {
		m.t.Fatal(err)
	}
	for _, f := range r.Findings {
		list = append(list, m.finding(f.Pos.String(), f.Rule, f.Message))
	}
	return list
}

func bySARIF(m module) (list []finding) {
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID    string
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(m.datavet("-format=sarif", "./...").stdout), &log); err != nil {
		m.t.Fatal(err)
	}
	for _, r := range log.Runs[0].Results {
		at := r.Locations[0].PhysicalLocation
		file, err := url.PathUnescape(at.ArtifactLocation.URI)
		if err != nil {
			m.t.Fatal(err)
		}
		rule, _, _ := strings.Cut(r.RuleID, "/")
		list = append(list, finding{file, at.Region.StartLine, rule, withoutLinks(r.Message.Text)})
	}
	return list
}

// links are what SARIF's messages end with where there are related places.
var links = regexp.MustCompile(` \(\[[^\]]*\]\(\d+\)(, \[[^\]]*\]\(\d+\))*\)$`)

func withoutLinks(text string) string {
	return strings.NewReplacer(`\[`, `[`, `\]`, `]`, `\\`, `\`).Replace(links.ReplaceAllString(text, ""))
}

var annotation = regexp.MustCompile(`(?m)^::error file=([^,]*),line=(\d+),.*title=([^:]*)::(.*)$`)

func byGitHub(m module) (list []finding) {
	unescape := strings.NewReplacer("%2C", ",", "%3A", ":", "%0A", "\n", "%0D", "\r", "%25", "%")
	for _, parts := range annotation.FindAllStringSubmatch(m.datavet("-format=github", "./...").stdout, -1) {
		rule, _, _ := strings.Cut(unescape.Replace(parts[3]), "/")
		message, _, _ := strings.Cut(unescape.Replace(parts[4]), "\n")
		list = append(list, finding{unescape.Replace(parts[1]), number(m.t, parts[2]), rule, message})
	}
	return list
}

func byCheckstyle(m module) (list []finding) {
	var doc struct {
		Files []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line    int    `xml:"line,attr"`
				Message string `xml:"message,attr"`
				Source  string `xml:"source,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal([]byte(m.datavet("-format=checkstyle", "./...").stdout), &doc); err != nil {
		m.t.Fatal(err)
	}
	for _, file := range doc.Files {
		for _, e := range file.Errors {
			message, _, _ := strings.Cut(e.Message, "\n")
			list = append(list, finding{file.Name, e.Line, strings.TrimPrefix(e.Source, "datavet."), message})
		}
	}
	return list
}

func byJUnit(m module) (list []finding) {
	var doc struct {
		Suites []struct {
			Cases []struct {
				Name    string `xml:"name,attr"`
				Failure *struct {
					Text string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(m.datavet("-format=junit", "./...").stdout), &doc); err != nil {
		m.t.Fatal(err)
	}
	for _, suite := range doc.Suites {
		for _, c := range suite.Cases {
			if c.Failure == nil {
				continue
			}
			first, _, _ := strings.Cut(c.Failure.Text, "\n")
			posn, message, _ := strings.Cut(first, ": ")
			_, rule, _ := strings.Cut(c.Name, ": ")
			rule, _, _ = strings.Cut(rule, " in ")
			rule, _, _ = strings.Cut(rule, "/")
			rule, _, _ = strings.Cut(rule, " (") // a second one of that name
			list = append(list, m.finding(posn, rule, message))
		}
	}
	return list
}

func byVet(m module) []finding {
	r := m.vet("-json", "./...")
	return m.tree(r.stdout + r.stderr)
}

// byPreCommit runs the hook that takes datavet from the path.
func byPreCommit(m module) []finding {
	if _, err := exec.LookPath("pre-commit"); err != nil {
		if os.Getenv("CI") == "true" {
			m.t.Fatal(err)
		}
		m.t.Skip("needs pre-commit: ", err)
	}
	var hooks []map[string]any
	if err := yaml.Unmarshal([]byte(read(m.t, ".pre-commit-hooks.yaml")), &hooks); err != nil {
		m.t.Fatal(err)
	}
	i := slices.IndexFunc(hooks, func(h map[string]any) bool { return h["language"] == "system" })
	config, err := yaml.Marshal(map[string]any{"repos": []any{map[string]any{"repo": "local", "hooks": hooks[i : i+1]}}})
	if err != nil {
		m.t.Fatal(err)
	}
	m.write(".pre-commit-config.yaml", string(config))
	defer os.Remove(filepath.Join(m.dir, ".pre-commit-config.yaml"))
	bin := m.t.TempDir()
	if err := os.Symlink(executable(m.t), filepath.Join(bin, "datavet")); err != nil {
		m.t.Fatal(err)
	}
	env := append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"),
		"PRE_COMMIT_HOME="+m.t.TempDir(), "PRE_COMMIT_COLOR=never", "DATAVET_TEST_AS=datavet")
	r := m.exec(env, "pre-commit", "run", "--all-files")
	if r.code == 0 {
		m.t.Errorf("the hook passes\n%s%s", r.stdout, r.stderr)
	}
	return m.text(r.stdout)
}

func byLSP(m module) (list []finding) {
	c := m.lsp(m.dir)
	file := filepath.Join(m.dir, "enqueueintx", "begun_by_any_library.go")
	c.Open(file)
	c.Wait(file, func(list []lsptest.Diagnostic) bool { return len(list) > 0 })
	c.Actions(file, lsptest.Range{}) // is answered when all files are published
	of := map[string][]lsptest.Diagnostic{}
	for _, p := range c.Told().Published {
		of[p.URI] = p.Diagnostics
	}
	for uri, diagnostics := range of {
		at, err := url.Parse(uri)
		if err != nil {
			m.t.Fatal(err)
		}
		for _, d := range diagnostics {
			rule, _, _ := strings.Cut(d.Code, "/")
			list = append(list, finding{m.relative(filepath.FromSlash(at.Path)), d.Range.Start.Line + 1, rule, d.Message})
		}
	}
	c.leave()
	return list
}

// byGolangci runs golangci-lint with the plugin.
func byGolangci(m module) (list []finding) {
	program := filepath.Join(m.t.TempDir(), "golangci-lint.exe")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = filepath.Join(root, "testdata", "golangci")
	if out, err := build.CombinedOutput(); err != nil {
		m.t.Fatalf("go build: %v\n%s", err, out)
	}
	m.write(".golangci.yml", `version: "2"
linters:
  default: none
  enable: [datavet]
  settings:
    custom:
      datavet: {type: module}
  exclusions: {generated: disable}
issues: {uniq-by-line: false, max-issues-per-linter: 0, max-same-issues: 0}
`)
	defer os.Remove(filepath.Join(m.dir, ".golangci.yml"))
	env := append(os.Environ(), "GOLANGCI_LINT_CACHE="+m.t.TempDir())
	r := m.exec(env, program, "run", "--allow-parallel-runners", "--path-mode=abs", "--output.json.path=stdout", "--show-stats=false", "./...")
	var out struct {
		Issues []struct {
			Text string
			Pos  struct {
				Filename string
				Line     int
			}
		}
	}
	if err := json.Unmarshal([]byte(r.stdout), &out); err != nil {
		m.t.Fatalf("exit code %d: %v\n%s%s", r.code, err, r.stdout, r.stderr)
	}
	for _, issue := range out.Issues {
		rule, message, _ := strings.Cut(issue.Text, ": ")
		list = append(list, finding{m.relative(issue.Pos.Filename), issue.Pos.Line, rule, message})
	}
	return list
}
