package start

import (
	"cmp"
	"fmt"
	"go/version"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"github.com/datavet/datavet/cmd/datavet/internal/baseline"
)

const (
	home    = "https://github.com/datavet/datavet"
	command = "github.com/datavet/datavet/cmd/datavet"
	// minGo is the oldest Go that builds datavet.
	minGo = "1.26"
)

// release returns the version that others are told to use: this program's, or the
// first one if it was built from a checkout.
func release() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Path == "github.com/datavet/datavet" {
		if v := info.Main.Version; semver.IsValid(v) && semver.Build(v) == "" && !module.IsPseudoVersion(v) {
			return v
		}
	}
	return "v0.1.0"
}

func (p *project) steps() []step {
	var steps []step
	for _, m := range p.modules {
		// A workspace may have modules without data; somewhere the file must be.
		if m.usesData() || len(p.modules) == 1 {
			steps = append(steps, step{name: filepath.Join(m.dir, ".datavet.yaml"), text: m.settings()})
		}
	}
	if len(steps) == 0 {
		m := p.modules[0]
		steps = append(steps, step{name: filepath.Join(m.dir, ".datavet.yaml"), text: m.settings()})
	}
	steps = append(steps, p.golangci()...)
	steps = append(steps, p.hooks()...)
	return append(steps, p.ci()...)
}

// settings returns the text of .datavet.yaml: what is certain, and examples of
// what matters for the module in comments.
func (m *goModule) settings() string {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=https://raw.githubusercontent.com/datavet/datavet/main/docs/datavet.schema.json\n" +
		"# What the keys say: " + home + "/blob/main/docs/configuration.md\n")
	example := func(lines ...string) {
		b.WriteString("\n")
		for _, line := range lines {
			b.WriteString("# " + line + "\n")
		}
	}
	switch d := m.dialect(); {
	case d != "":
		fmt.Fprintf(&b, "\ndialect: %s\n", d)
	case len(m.dialects) > 1:
		example("dialect: postgresql    # if all SQL is of one; the module imports " + strings.Join(m.drivers, ", "))
	case m.usesData():
		example("dialect: postgresql    # or mysql, sqlite: no driver says it")
	}
	example("rules:                 # datavet rules lists them",
		"  txleak: warning      # off, on, or a severity: error, warning, note")
	example("tests: true            # look at _test.go files, too")
	example("exclude:               # no findings there",
		"- path: internal/legacy",
		"  reason: frozen, goes in June")
	name := cmp.Or(m.path, "example.com/shop")
	example("functions:             # what datavet can't see in their bodies",
		"  enqueues: ["+name+"/jobs.Client.Push]",
		"  runs-in-tx: ["+name+"/db.InTx]")
	if len(m.libraries) == 0 {
		example("handles:               # types of a library that datavet doesn't know",
			"- type: "+name+"/db.Conn",
			"  query: [Select, Get]",
			"  exec: [Exec]",
			"  begin: [Begin]")
	}
	if m.sql != "" {
		example(fmt.Sprintf("schema: [%q]    # if datavet schema shows too much or too little", m.sql))
	}
	if m.usesData() {
		example("sentinels:             # values for none that neither a default nor a comparison shows",
			`- {table: users, column: deleted_at, value: "1970-01-01"}`)
	}
	if owner := m.siblings(); owner != "" {
		example("first-party: [" + owner + "]    # analyse these modules' packages as your own")
	}
	return b.String()
}

// golangci returns what the project's golangci-lint needs, if it has one.
func (p *project) golangci() []step {
	name := p.find(".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json")
	if name == "" {
		return nil
	}
	data, err := os.ReadFile(name)
	switch {
	case err != nil:
		return []step{{say: err.Error()}}
	case strings.Contains(string(data), "datavet"):
		return []step{{name: name, say: "it has datavet"}}
	case !isV2(name, data):
		return []step{{name: name, say: "golangci-lint v1 has no place for datavet; golangci-lint migrate makes it v2, then run datavet init again"}}
	}
	text := `linters:
  enable: [datavet]    # beside the others
  settings:
    custom:
      datavet:
        type: module
        description: go vet for your data layer
        original-url: ` + home + `
issues:
  uniq-by-line: false  # two findings on a line are two
  max-issues-per-linter: 0
  max-same-issues: 0
`
	say := ""
	if ext := filepath.Ext(name); ext != ".yml" && ext != ".yaml" {
		say = ", in its own form"
	}
	steps := []step{{name: name, text: text, add: true, say: say}}
	plugin := `- module: github.com/datavet/datavet
  import: github.com/datavet/datavet/analyzers/gclplugin
  version: ` + release() + "\n"
	custom := filepath.Join(filepath.Dir(name), ".custom-gcl.yml")
	if data, err := os.ReadFile(custom); err == nil {
		if strings.Contains(string(data), "datavet") {
			return append(steps, step{name: custom, say: "it has datavet"})
		}
		return append(steps, step{name: custom, text: plugin, add: true, say: ", below plugins"})
	}
	text = "# golangci-lint custom builds ./custom-gcl of this: lint with that.\n" +
		"version: v2.15.0    # of golangci-lint: the one that you have\nname: custom-gcl\nplugins:\n" + plugin
	return append(steps, step{name: custom, text: text})
}

// isV2 reports whether a configuration is of golangci-lint v2.
func isV2(name string, data []byte) bool {
	if filepath.Ext(name) == ".toml" {
		return regexp.MustCompile(`(?m)^version\s*=\s*["']?2`).Match(data)
	}
	var c struct{ Version string }
	return yaml.Unmarshal(data, &c) == nil && c.Version == "2"
}

// hooks returns what the project's runner of git hooks needs, if it has one. Old
// findings stop no commit.
func (p *project) hooks() []step {
	var steps []step
	flag := "-new-from=HEAD"
	if p.hasBaseline() {
		flag = "-baseline=" + path.Join(p.dir(), baseline.Name) // hooks run in the repository's folder
	}
	add := func(name, text, say string) {
		if name == "" {
			return
		}
		if data, err := os.ReadFile(name); err == nil && strings.Contains(string(data), "datavet") {
			steps = append(steps, step{name: name, say: "it has datavet"})
			return
		}
		steps = append(steps, step{name: name, text: text, add: true, say: say})
	}
	add(p.find(".pre-commit-config.yaml", ".pre-commit-config.yml"),
		"- repo: "+home+"\n  rev: "+release()+"\n  hooks:\n  - id: datavet\n    args: ["+flag+"]\n", ", below repos")
	add(p.find("lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml"),
		"pre-commit:\n  commands:\n    datavet:\n      glob: \"*.{go,sql}\"\n      run: datavet "+flag+" -changed {staged_files}\n", "")
	return steps
}

// find returns the first of the files that is there, in the project's folder or
// in the repository's; empty if none is.
func (p *project) find(names ...string) string {
	for _, dir := range []string{p.root, p.repo} {
		for _, name := range names {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
				return filepath.Join(dir, name)
			}
		}
	}
	return ""
}

// ci returns what the project's CI needs.
func (p *project) ci() []step {
	workflows := filepath.Join(p.repo, ".github", "workflows")
	_, err := os.Stat(filepath.Join(p.repo, ".github"))
	gitlab := filepath.Join(p.repo, ".gitlab-ci.yml")
	_, gitlabErr := os.Stat(gitlab)
	switch {
	case err == nil || gitlabErr != nil && strings.Contains(p.remotes, "github.com"):
		files, _ := filepath.Glob(filepath.Join(workflows, "*.y*ml")) // the pattern is right
		for _, name := range files {
			if data, err := os.ReadFile(name); err == nil && p.runsDatavet(string(data)) {
				return []step{{name: name, say: "it has datavet"}}
			}
		}
		return []step{{name: filepath.Join(workflows, p.id()+".yml"), text: p.workflow()}}
	case gitlabErr == nil:
		if data, err := os.ReadFile(gitlab); err == nil && strings.Contains(string(data), "datavet") {
			return []step{{name: gitlab, say: "it has datavet"}}
		}
		return []step{{name: gitlab, text: p.gitlab(), add: true}}
	case strings.Contains(p.remotes, "gitlab"):
		return []step{{name: gitlab, text: p.gitlab(), add: true, say: ", which isn't there yet"}}
	}
	return []step{{say: "in CI: " + p.cd() + "go install " + command + "@" + release() + " && datavet " + p.flags("-new-from=origin/"+cmp.Or(p.branch, "main")) + p.patterns()}}
}

// dir is the project's folder relative to the repository's, slash-separated.
func (p *project) dir() string {
	rel, err := filepath.Rel(p.repo, p.root)
	if err != nil {
		return "."
	}
	return filepath.ToSlash(rel)
}

// id names the workflow: those of two modules in one repository don't meet.
func (p *project) id() string {
	if dir := p.dir(); dir != "." {
		return "datavet-" + regexp.MustCompile(`[^\w.-]+`).ReplaceAllString(dir, "-")
	}
	return "datavet"
}

// runsDatavet reports whether a workflow runs datavet, and in the project's folder.
func (p *project) runsDatavet(text string) bool {
	if !strings.Contains(text, "datavet") {
		return false
	}
	dir := p.dir()
	return dir == "." || regexp.MustCompile(`[\s"'/]`+regexp.QuoteMeta(dir)+`[\s"'/]`).MatchString(text)
}

func (p *project) cd() string {
	if dir := p.dir(); dir != "." {
		return "cd " + quoted(dir) + " && "
	}
	return ""
}

// flags returns the flags that tell what is new: by the project's baseline, if it
// has one, else by those given.
func (p *project) flags(changed string) string {
	if p.hasBaseline() {
		return "-baseline=" + baseline.Name + " "
	}
	return changed + " "
}

func (p *project) hasBaseline() bool {
	_, err := os.Stat(filepath.Join(p.root, baseline.Name))
	return err == nil
}

// workflow returns the text of a workflow of GitHub Actions.
func (p *project) workflow() string {
	dir := p.dir()
	goVersion, sums := "go.mod", "go.sum"
	if len(p.modules) > 1 {
		goVersion, sums = "go.work", "**/go.sum"
	}
	var setup, within string
	if dir != "." {
		within = "    defaults: { run: { working-directory: " + dir + " } }\n"
	}
	if dir != "." || len(p.modules) > 1 {
		setup = "        cache-dependency-path: \"" + path.Join(dir, sums) + "\"\n"
	}
	check := `    # What a pull request brings is told on its lines, and fails it.
    - if: github.event_name == 'pull_request'
      run: datavet -new-from=HEAD^1 -format=github ` + p.patterns() + `
    # On the branch all is told and nothing fails: the cache is left to pull
    # requests. With a baseline, which datavet baseline writes, put
    # -baseline=` + baseline.Name + ` in the place of -fail-on and -new-from.
    - if: github.event_name != 'pull_request'
      run: datavet -fail-on=none ` + p.patterns() + "\n"
	if known := p.flags(""); known != " " {
		check = "    - run: datavet " + known + "-format=github " + p.patterns() + "\n"
	}
	return `# datavet in CI: ` + home + `/blob/main/docs/ci.md
name: ` + p.id() + `
on:
  push:
    branches: [` + cmp.Or(p.branch, "main") + `]
  pull_request:
permissions:
  contents: read
jobs:
  datavet:
    runs-on: ubuntu-latest
` + within + `    steps:
    - uses: actions/checkout@v6
      with:
        fetch-depth: 2    # a pull request and what it is to be merged into
    - uses: actions/setup-go@v6
      with:
        go-version-file: ` + path.Join(dir, goVersion) + "\n" + setup + `    - uses: actions/cache@v5
      with:
        path: ~/.cache/datavet
        key: ` + p.id() + `-${{ runner.os }}-${{ github.sha }}
        restore-keys: ` + p.id() + `-${{ runner.os }}-
    - run: go install ` + command + "@" + release() + `
      env: { GOTOOLCHAIN: auto }    # setup-go pins that of ` + goVersion + `, which may be too old to build datavet
` + check + `    # For code scanning, with the permission security-events: write
    # - run: datavet -format=sarif:datavet.sarif -fail-on=none ` + p.patterns() + `
    # - uses: github/codeql-action/upload-sarif@v4
    #   with: { sarif_file: ` + path.Join(dir, "datavet.sarif") + ` }
`
}

// gitlab returns a job of GitLab CI.
func (p *project) gitlab() string {
	return `datavet:
  image: golang:` + p.goVersion() + `
  variables:
    GIT_DEPTH: 0    # to tell what a merge request changes
    DATAVET_CACHE: $CI_PROJECT_DIR/.cache/datavet
  cache:
    key: datavet
    paths: [.cache/datavet]
  rules:
  - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
  - go install ` + command + "@" + release() + `
  - ` + p.cd() + `datavet ` + p.flags("-new-from=$CI_MERGE_REQUEST_DIFF_BASE_SHA") + "-format=text,junit:$CI_PROJECT_DIR/datavet.xml " + p.patterns() + `
  artifacts:
    when: always
    reports: { junit: datavet.xml }
`
}

// goVersion returns the Go to run: the newest that a module wants, and one that
// builds datavet.
func (p *project) goVersion() string {
	want := slices.MaxFunc(p.modules, func(a, b *goModule) int { return version.Compare("go"+a.goVersion, "go"+b.goVersion) }).goVersion
	if version.Compare("go"+want, "go"+minGo) < 0 {
		return minGo
	}
	return strings.TrimPrefix(version.Lang("go"+want), "go")
}
