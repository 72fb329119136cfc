package lsp

import (
	"cmp"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
)

// An analysed file is what a check found in one.
type analysed struct {
	sum   string // of its contents, as of report.Sum; empty if they changed since
	items []item
}

// An item is a diagnostic, with the finding that it tells of, if it does.
type item struct {
	diagnostic
	finding *report.Told
}

// A message is what has no place in a file.
type message struct {
	severity int
	text     string
}

var severities = map[report.Severity]int{
	report.Error: severityError, report.Warning: severityWarning, report.Note: severityInformation,
}

// digest returns what r tells by file, of contents that the check began to read
// at since.
func (s *server) digest(r *report.Report, since time.Time) (map[string]*analysed, []message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := digester{server: s, since: since, sources: map[string]*source{}, files: map[string]*analysed{}}
	for i := range r.Findings {
		d.finding(&r.Findings[i])
	}
	for _, p := range r.Problems {
		d.problem(p)
	}
	for _, file := range d.files {
		slices.SortStableFunc(file.items, func(a, b item) int {
			return cmp.Or(cmp.Compare(a.Range.Start.Line, b.Range.Start.Line), cmp.Compare(a.Range.Start.Character, b.Range.Start.Character))
		})
	}
	return d.files, d.messages
}

type digester struct {
	*server
	since    time.Time
	sources  map[string]*source
	files    map[string]*analysed
	messages []message
}

// A source is a file that findings or their related places are in.
type source struct {
	path string
	*text
	sum string // as analysed.sum
}

func (d *digester) source(name string) *source {
	if src := d.sources[name]; src != nil {
		return src
	}
	src := &source{path: realPath(name), text: newText("")}
	d.sources[name] = src
	data, err := os.ReadFile(name)
	if err != nil {
		return src
	}
	src.text = newText(string(data))
	// What changed after the check began may not be what it read.
	if info, err := os.Stat(name); err == nil && !info.ModTime().After(d.since) {
		src.sum = report.Sum(data)
	}
	return src
}

func (d *digester) add(src *source, it item) {
	if d.files[src.path] == nil {
		d.files[src.path] = &analysed{sum: src.sum}
	}
	d.files[src.path].items = append(d.files[src.path].items, it)
}

func (d *digester) finding(f *report.Told) {
	it := item{finding: f, diagnostic: diagnostic{
		Severity: severities[f.Severity],
		Code:     f.Rule,
		Source:   "datavet",
		Message:  f.Message,
		Data:     f.Fingerprint,
	}}
	if f.Category != "" {
		it.Code += "/" + f.Category
	}
	if href := pageOf(f.Rule, f.Category); href != "" {
		it.CodeDescription = &codeDescription{href}
	}
	for _, p := range steps.Places(*f) {
		it.RelatedInformation = append(it.RelatedInformation, d.related(p.Pos, p.End, p.Text))
	}
	src := d.source(f.Pos.Filename)
	it.Range = d.rangeOf(src, f.Pos, f.End)
	d.add(src, it)
}

// pageOf returns the address of what there is to read; empty if name is no rule's.
func pageOf(name, category string) string {
	rule, err := analyzers.Find(name)
	if err != nil {
		return ""
	}
	for _, help := range rule.Helps() {
		if help.Category == category {
			return help.URL
		}
	}
	return rule.Analyzer.URL
}

func (d *digester) related(pos, end token.Position, text string) relatedInformation {
	src := d.source(pos.Filename)
	return relatedInformation{location{d.uris(src.path)[0], d.rangeOf(src, pos, end)}, text}
}

// rangeOf returns the range from pos to end, that of the word at pos if there is no
// end.
func (d *digester) rangeOf(src *source, pos, end token.Position) textRange {
	from := src.offsetOf(pos.Line, pos.Column)
	to := src.offsetOf(end.Line, end.Column)
	if end.Filename != pos.Filename || to <= from {
		to = src.wordEnd(from)
	}
	return src.textRange(from, to, d.encoding)
}

func (d *digester) problem(p report.Problem) {
	severity := severityError
	if p.Warning {
		severity = severityWarning
	}
	pos := p.Pos()
	if !filepath.IsAbs(pos.Filename) || !isFile(pos.Filename) {
		text := p.Text
		if p.Posn != "" {
			text = p.Posn + ": " + text
		}
		d.messages = append(d.messages, message{severity, text})
		return
	}
	src := d.source(pos.Filename)
	d.add(src, item{diagnostic: diagnostic{Range: d.rangeOf(src, pos, token.Position{}), Severity: severity, Source: "datavet", Message: p.Text}})
}

// publish tells the client what is known of a file. Of one that is changed in the
// editor it keeps what it has, which moves with the text, until that is saved.
func (s *server) publish(path string) {
	list := []diagnostic{} // not null
	for _, key := range s.unitKeys() {
		if file := s.units[key].files[path]; file != nil {
			for _, it := range file.items {
				list = append(list, it.diagnostic)
			}
		}
	}
	uris := s.uris(path)
	for uri := range s.shown[path] {
		if !slices.Contains(uris, uri) {
			s.send(path, publishParams{URI: uri, Diagnostics: []diagnostic{}})
		}
	}
	for _, uri := range uris {
		params := publishParams{URI: uri, Diagnostics: list}
		if len(list) == 0 && !s.shown[path][uri] {
			continue
		}
		if doc := s.docs[uri]; doc != nil {
			if doc.dirty() && len(list) > 0 {
				continue
			}
			params.Version = &doc.version
		}
		s.send(path, params)
	}
}

func (s *server) send(path string, params publishParams) {
	switch {
	case len(params.Diagnostics) == 0:
		delete(s.shown[path], params.URI)
	case s.shown[path] == nil:
		s.shown[path] = map[string]bool{params.URI: true}
	default:
		s.shown[path][params.URI] = true
	}
	s.notify("textDocument/publishDiagnostics", params)
}

// unitKeys returns the keys of units, sorted.
func (s *server) unitKeys() []string { return slices.Sorted(maps.Keys(s.units)) }
