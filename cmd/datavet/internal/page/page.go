// Package page writes a report as one HTML page that needs nothing else.
package page

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"go/token"
	"html/template"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

//go:embed page.html
var markup string

//go:embed page.css
var style string

//go:embed page.js
var script string

//go:embed picture.html
var pictureMarkup string

// tmpl is parsed when it is needed: go vet starts this program for each package.
var tmpl = sync.OnceValue(func() *template.Template {
	return template.Must(template.Must(template.New("page").Funcs(template.FuncMap{
		"add": func(a, b int) int { return a + b },
	}).Parse(markup)).Parse(pictureMarkup))
})

// Write writes r as a page; s has the files that it shows parts of. The page is
// the same, byte for byte, for the same report and files.
func Write(w io.Writer, r *report.Report, s *report.Sources) error {
	out := bufio.NewWriter(w)
	if err := tmpl().Execute(out, newPage(r, s)); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return out.Flush()
}

type page struct {
	Style      template.CSS
	Script     template.JS
	Policy     string
	Name       string // of the folder that was analysed
	Version    string
	Facts      string
	Total      int
	Severities []count
	Rules      []*rule
	Packages   []*pkg
	Errors     []problem // what makes the result incomplete
	Warnings   []problem
}

type count struct {
	Name report.Severity
	N    int
}

type rule struct {
	Name, Hazard, Incident, URL string
	Severity                    report.Severity // the gravest of its findings
	Findings                    []*finding
}

type pkg struct {
	Path     string
	Findings []*finding
}

type problem struct{ Place, Text string }

type finding struct {
	ID                   string
	Rule                 *rule
	Category, URL        string
	Severity             report.Severity
	Package, Place, Func string
	What, Why, Do        string // parts of the message, which is all of them
	Excerpt              []line
	Picture              *picture
	Path                 string
	Steps, Related       []place
	Fixes                []fix
	N                    int // in its package
}

// A place is one that has to do with a finding.
type place struct {
	Text, Place string
	Excerpt     []line
}

// Lines shown before and after what an excerpt is about.
const (
	aroundFinding = 3
	aroundPlace   = 1
)

func newPage(r *report.Report, s *report.Sources) *page {
	b := &builder{root: r.Root, sources: s, files: map[string]*file{}}
	p := &page{
		Style:   template.CSS(style),
		Script:  template.JS(script),
		Policy:  fmt.Sprintf("default-src 'none'; img-src data:; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", hash(style), hash(script)),
		Name:    plain(filepath.Base(cmp.Or(r.Root, r.Base))),
		Version: plain(r.Version),
		Facts:   facts(r),
		Total:   len(r.Findings),
	}
	rules, packages := map[string]*rule{}, map[string]*pkg{}
	severities := map[report.Severity]int{}
	ids := map[string]int{}
	for i := range r.Findings {
		t := &r.Findings[i]
		severities[t.Severity]++
		of := rules[t.Rule]
		if of == nil {
			of = newRule(t.Rule)
			rules[t.Rule] = of
		}
		in := packages[t.Package]
		if in == nil {
			in = &pkg{Path: cmp.Or(plain(t.Package), "no package")}
			packages[t.Package] = in
		}
		f := b.finding(t, of)
		f.Package = in.Path
		f.ID = cmp.Or(plain(t.Fingerprint), "finding")
		if ids[f.ID]++; ids[f.ID] > 1 { // a fingerprint names a finding within its file
			f.ID = fmt.Sprintf("%s-%d", f.ID, ids[f.ID])
		}
		of.Severity = graver(of.Severity, f.Severity)
		of.Findings = append(of.Findings, f)
		in.Findings = append(in.Findings, f)
	}
	for _, s := range severityOrder {
		if severities[s] > 0 {
			p.Severities = append(p.Severities, count{s, severities[s]})
		}
	}
	p.Rules = slices.SortedFunc(maps.Values(rules), func(a, b *rule) int {
		return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(a.Name, b.Name))
	})
	p.Packages = slices.SortedFunc(maps.Values(packages), func(a, b *pkg) int { return cmp.Compare(a.Path, b.Path) })
	for _, in := range p.Packages {
		for i, f := range in.Findings {
			f.N = i
		}
	}
	for _, problem := range r.Problems {
		if problem.Warning {
			p.Warnings = append(p.Warnings, b.problem(problem))
		} else {
			p.Errors = append(p.Errors, b.problem(problem))
		}
	}
	return p
}

// facts says in one sentence what was analysed, and what is left out.
func facts(r *report.Report) string {
	text := fmt.Sprintf("%s analysed in %.1f s", report.Count(r.Packages, "package"), r.Elapsed.Seconds())
	var hidden []string
	if r.Baselined > 0 {
		hidden = append(hidden, report.Count(r.Baselined, "finding")+" in the baseline")
	}
	if r.Unchanged > 0 {
		hidden = append(hidden, report.Count(r.Unchanged, "finding")+" where nothing has changed")
	}
	if len(hidden) > 0 {
		text += "; not shown: " + strings.Join(hidden, ", ")
	}
	return text
}

var severityOrder = []report.Severity{report.Error, report.Warning, report.Note}

func rank(s report.Severity) int { return slices.Index(severityOrder, s) }

// graver returns the graver of two severities; the first may be empty.
func graver(a, b report.Severity) report.Severity {
	if a == "" || rank(b) < rank(a) {
		return b
	}
	return a
}

func newRule(name string) *rule {
	known, err := analyzers.Find(name)
	if err != nil { // what is wrong with directives has no page
		return &rule{Name: plain(name)}
	}
	return &rule{Name: name, Hazard: known.Hazard, Incident: known.Incident, URL: known.Analyzer.URL}
}

// A builder turns what a report says into what the page shows.
type builder struct {
	root    string
	sources *report.Sources
	files   map[string]*file
}

func (b *builder) finding(t *report.Told, of *rule) *finding {
	f := &finding{
		Rule:     of,
		Category: plain(t.Category),
		Severity: t.Severity,
		Place:    b.place(t.Pos),
		Func:     plain(t.Func),
		Excerpt:  b.excerpt(t),
		Picture:  b.picture(t),
	}
	if of.URL != "" && t.Category != "" {
		f.URL = of.URL + "#" + t.Category
	}
	f.What, f.Why, f.Do = parts(plain(t.Message))
	for _, step := range t.Steps {
		f.Steps = append(f.Steps, place{plain(step.Func) + " calls " + plain(step.Callee), b.place(step.Pos), b.lines(step.Pos, step.End, aroundPlace)})
	}
	f.Path = plain(strings.Join(callPath(t), " → "))
	for _, rel := range t.Related {
		if roleOf(rel) == onPath {
			continue
		}
		f.Related = append(f.Related, place{plain(rel.Message), b.place(rel.Pos), b.lines(rel.Pos, rel.End, aroundPlace)})
	}
	for _, change := range t.Fixes {
		f.Fixes = append(f.Fixes, b.fix(change))
	}
	return f
}

// parts returns what a message is made of, "what is wrong: why it bites; what to
// do"; one that is made in another way is all what.
func parts(message string) (what, why, do string) {
	what, rest, ok := strings.Cut(message, ": ")
	if !ok {
		return message, "", ""
	}
	if i := strings.LastIndex(rest, "; "); i >= 0 {
		rest, do = rest[:i], rest[i+len("; "):]
	}
	return what, rest, do
}

func (b *builder) problem(p report.Problem) problem {
	return problem{plain(b.relative(p.Posn)), plain(p.Text)}
}

func (b *builder) place(p token.Position) string {
	p.Filename = b.relative(p.Filename)
	return plain(p.String())
}

// relative shortens the path that place starts with.
func (b *builder) relative(place string) string {
	if rest, ok := strings.CutPrefix(place, b.root+string(filepath.Separator)); ok && b.root != "" {
		place = rest
	}
	return filepath.ToSlash(place)
}

// hash returns text as a source in a content security policy.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
