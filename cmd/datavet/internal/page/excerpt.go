package page

import (
	"fmt"
	"go/scanner"
	"go/token"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

type line struct {
	N     int // 0: lines are left out here, or the line is new
	Class string
	// Op is what a change does with the line: "+", "-" or " "; empty elsewhere.
	Op       string
	Segments []segment
}

// A segment is text that looks the same.
type segment struct{ Class, Text string }

const (
	plainText  = ""
	keyword    = "k"
	literal    = "s"
	comment    = "c"
	unprinted  = "u" // what a browser would hide, or obey
	marked     = "m"
	maxMarked  = 12  // lines of a place
	nearLines  = 100 // between a finding and its transaction's ends
	maxLine    = 400 // bytes shown of a line
	beforeMark = 80  // bytes shown of a longer line before the place
)

// A file is read once for all excerpts.
type file struct {
	text   string
	starts []int // of the lines
	tokens []span
}

// A span is a part of a file with a class.
type span struct {
	start, end int
	class      string
}

func (b *builder) file(name string) *file {
	if f := b.files[name]; f != nil {
		return f
	}
	f := newFile(name, b.sources.Text(name))
	b.files[name] = f
	return f
}

func newFile(name, text string) *file {
	f := &file{text: text}
	at := 0
	for l := range strings.Lines(text) {
		f.starts = append(f.starts, at)
		at += len(l)
	}
	if strings.HasSuffix(name, ".go") {
		f.scan()
	}
	return f
}

// scan finds the tokens that aren't plain.
func (f *file) scan() {
	var s scanner.Scanner
	set := token.NewFileSet().AddFile("", 1, len(f.text)) // offsets are positions less 1
	s.Init(set, []byte(f.text), func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		var class string
		switch {
		case tok == token.EOF:
			return
		case tok == token.COMMENT:
			class = comment
		case tok == token.STRING || tok == token.CHAR:
			class = literal
		case tok.IsKeyword():
			class = keyword
		default:
			continue
		}
		start := int(pos) - 1
		f.tokens = append(f.tokens, span{start, start + len(lit), class})
	}
}

// lineAt returns the index of the line that offset is in.
func (f *file) lineAt(offset int) int {
	return sort.Search(len(f.starts), func(i int) bool { return f.starts[i] > offset }) - 1
}

// line returns the extent of the line with an index, without its end.
func (f *file) line(i int) (start, end int) {
	start, end = f.starts[i], len(f.text)
	if i+1 < len(f.starts) {
		end = f.starts[i+1]
	}
	end = start + len(strings.TrimRight(f.text[start:end], "\r\n"))
	return start, end
}

// excerpt returns the lines around a finding, and those where its transaction
// begins and ends if these are near.
func (b *builder) excerpt(t *report.Told) []line {
	name := t.Pos.Filename
	f := b.file(name)
	here, ok := f.extent(t.Pos, t.End)
	if !ok {
		return nil
	}
	shown := map[int]bool{}
	f.show(shown, here, aroundFinding)
	ends := map[int]bool{}
	for _, r := range t.Related {
		at, ok := f.extent(r.Pos, r.Pos)
		role := roleOf(r)
		if !ok || r.Pos.Filename != name || role != begins && role != commits || at.distance(here) > nearLines {
			continue
		}
		ends[at.first] = true
		f.show(shown, at, 0)
	}
	return f.excerpt(here, shown, ends)
}

// lines returns the lines from pos to end, and as many around them; none if the
// file has no such line.
func (b *builder) lines(pos, end token.Position, around int) []line {
	f := b.file(pos.Filename)
	here, ok := f.extent(pos, end)
	if !ok {
		return nil
	}
	shown := map[int]bool{}
	f.show(shown, here, around)
	return f.excerpt(here, shown, nil)
}

// An extent is a place in a file, its lines by index.
type extent struct {
	first, last int
	mark        span
}

func (e extent) distance(of extent) int { return max(of.first-e.last, e.first-of.last) }

// extent returns the place from pos to end; end may be pos.
func (f *file) extent(pos, end token.Position) (extent, bool) {
	if pos.Line < 1 || pos.Line > len(f.starts) {
		return extent{}, false
	}
	e := extent{first: pos.Line - 1, last: pos.Line - 1}
	start, stop := f.line(e.first)
	at := min(start+max(pos.Column-1, 0), stop)
	e.mark = span{at, at, marked}
	if end.Filename != pos.Filename || end.Line < pos.Line || end.Line > len(f.starts) {
		return e, true
	}
	e.last = end.Line - 1
	start, stop = f.line(e.last)
	e.mark.end = max(at, min(start+max(end.Column-1, 0), stop))
	return e, true
}

// show adds the lines of a place and some around to those shown, but not all of
// a place of many, and no blank ones at the edges.
func (f *file) show(shown map[int]bool, e extent, around int) {
	from, to := max(e.first-around, 0), min(e.last+around, len(f.starts)-1)
	for from < e.first && f.blank(from) {
		from++
	}
	for to > e.last && f.blank(to) {
		to--
	}
	for i := from; i <= to; i++ {
		if i < e.first+maxMarked || i >= e.last {
			shown[i] = true
		}
	}
}

func (f *file) excerpt(here extent, shown, ends map[int]bool) []line {
	order := slices.Sorted(maps.Keys(shown))
	indent := f.indent(order)
	var list []line
	for k, i := range order {
		if k > 0 && order[k-1] != i-1 {
			list = append(list, line{})
		}
		l := line{N: i + 1}
		var mark span
		switch {
		case here.first <= i && i <= here.last:
			l.Class, mark = "here", here.mark
		case ends[i]:
			l.Class = "tx"
		}
		start, stop := f.line(i)
		if !f.blank(i) {
			start += len(indent)
		}
		text := f.text[start:stop]
		mark.start = max(mark.start, start+len(text)-len(strings.TrimLeft(text, " \t")))
		l.Segments = f.segments(start, stop, mark)
		list = append(list, l)
	}
	return list
}

func (f *file) blank(i int) bool {
	start, end := f.line(i)
	return strings.TrimSpace(f.text[start:end]) == ""
}

// indent returns the white space that all of the lines but blank ones start with.
func (f *file) indent(lines []int) string {
	indent, some := "", false
	for _, i := range lines {
		if f.blank(i) {
			continue
		}
		start, end := f.line(i)
		text := f.text[start:end]
		own := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		if !some {
			indent, some = own, true
		}
		for !strings.HasPrefix(own, indent) {
			indent = indent[:len(indent)-1]
		}
	}
	return indent
}

// segments returns the text from start to end, a line or a part of one; of a
// very long one what is about the mark.
func (f *file) segments(start, end int, mark span) []segment {
	var list []segment
	cutEnd := false
	if end-start > maxLine {
		if mark.start-start > beforeMark && mark.end > 0 {
			start = mark.start - beforeMark
			for !utf8.RuneStart(f.text[start]) && start < mark.start {
				start++
			}
			list = append(list, segment{unprinted, "…"})
		}
		if end-start > maxLine {
			cutEnd = true
			end = start + maxLine
			for !utf8.RuneStart(f.text[end]) && end > start {
				end--
			}
		}
	}
	i := sort.Search(len(f.tokens), func(i int) bool { return f.tokens[i].end > start })
	at := start
	for at < end {
		class, stop := plainText, end
		if i < len(f.tokens) {
			switch t := f.tokens[i]; {
			case t.end <= at:
				i++
				continue
			case t.start <= at:
				class, stop = t.class, min(end, t.end)
			default:
				stop = min(end, t.start)
			}
		}
		if at < mark.start {
			stop = min(stop, max(mark.start, at))
		} else if at < mark.end {
			stop = min(stop, mark.end)
			class = strings.TrimSpace(class + " " + marked)
		}
		list = appendVisible(list, class, f.text[at:stop])
		at = stop
	}
	if cutEnd {
		list = append(list, segment{unprinted, "…"})
	}
	return list
}

// appendVisible appends text, in which it writes out what can't be seen.
func appendVisible(list []segment, class, text string) []segment {
	add := func(class, text string) {
		if n := len(list); n > 0 && list[n-1].Class == class {
			list[n-1].Text += text
		} else if text != "" {
			list = append(list, segment{class, text})
		}
	}
	from := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if hidden := writeOut(r, text[i:i+size]); hidden != "" {
			add(class, text[from:i])
			add(unprinted, hidden)
			from = i + size
		}
		i += size
	}
	add(class, text[from:])
	return list
}

// writeOut returns how to show a rune that can't be seen or that changes how
// others are, empty for any other.
func writeOut(r rune, bytes string) string {
	switch {
	case r == '\t':
		return ""
	case r == utf8.RuneError && len(bytes) == 1:
		return fmt.Sprintf(`\x%02x`, bytes[0])
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
		return fmt.Sprintf(`\u%04x`, r)
	}
	return ""
}

// plain returns text with what can't be seen written out.
func plain(text string) string {
	var b strings.Builder
	for _, s := range appendVisible(nil, plainText, strings.Join(strings.Fields(text), " ")) {
		b.WriteString(s.Text)
	}
	return b.String()
}

// A fix is a change as lines of a diff.
type fix struct {
	Message string
	Files   []diff
}

type diff struct {
	File  string
	Lines []line
}

const aroundChange = 2

func (b *builder) fix(change report.Fix) fix {
	byFile := map[string][]report.Edit{}
	var names []string
	for _, e := range change.Edits {
		if byFile[e.File] == nil {
			names = append(names, e.File)
		}
		byFile[e.File] = append(byFile[e.File], e)
	}
	slices.Sort(names)
	shown := fix{Message: plain(change.Message)}
	for _, name := range names {
		if lines := b.file(name).diff(name, byFile[name]); lines != nil {
			shown.Files = append(shown.Files, diff{plain(b.relative(name)), lines})
		}
	}
	return shown
}

// A hunk is where lines from first up to last, excluded, become others.
type hunk struct {
	first, last int
	lines       []line
}

// diff returns the lines that edits change, with some around them; nil if the
// edits don't fit the file.
func (f *file) diff(name string, edits []report.Edit) []line {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b report.Edit) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(f.text) {
			return nil
		}
		at = e.End
	}
	var hunks []hunk
	for i := 0; i < len(edits); {
		first := max(f.lineAt(edits[i].Start), 0)
		last := f.after(edits[i])
		from := i
		for i++; i < len(edits) && f.lineAt(edits[i].Start) <= last; i++ {
			last = max(last, f.after(edits[i]))
		}
		hunks = append(hunks, f.hunk(name, first, last, edits[from:i]))
	}
	return f.around(hunks)
}

// after returns the index of the first line that e leaves as it is.
func (f *file) after(e report.Edit) int {
	l := f.lineAt(e.End)
	if l >= 0 && f.starts[l] == e.End && (e.Start < e.End || strings.HasSuffix(e.New, "\n")) {
		return l
	}
	return l + 1
}

func (f *file) hunk(name string, first, last int, edits []report.Edit) hunk {
	start, end := 0, len(f.text)
	if first < len(f.starts) {
		start = f.starts[first]
	}
	if last < len(f.starts) {
		end = f.starts[last]
	}
	var text strings.Builder
	at := start
	for _, e := range edits {
		text.WriteString(f.text[at:e.Start])
		text.WriteString(e.New)
		at = e.End
	}
	text.WriteString(f.text[at:end])
	changed := newFile(name, text.String())
	added := changed.lines("+", 0, len(changed.starts))
	removed := f.lines("-", first, last)
	for len(added) > 0 && len(removed) > 0 && slices.Equal(added[0].Segments, removed[0].Segments) {
		added, removed, first = added[1:], removed[1:], first+1
	}
	for len(added) > 0 && len(removed) > 0 && slices.Equal(added[len(added)-1].Segments, removed[len(removed)-1].Segments) {
		added, removed, last = added[:len(added)-1], removed[:len(removed)-1], last-1
	}
	for i := range added {
		added[i].N = 0
	}
	return hunk{first, last, append(removed, added...)}
}

var opClass = map[string]string{"+": "add", "-": "del"}

// lines returns the lines from first up to last, excluded.
func (f *file) lines(op string, first, last int) []line {
	var list []line
	for i := max(first, 0); i < last; i++ {
		start, end := f.line(i)
		list = append(list, line{N: i + 1, Op: op, Class: opClass[op], Segments: f.segments(start, end, span{})})
	}
	return list
}

// around returns hunks with lines before, between and after them.
func (f *file) around(hunks []hunk) []line {
	var list []line
	shown := 0
	for i, h := range hunks {
		from := max(shown, h.first-aroundChange)
		if i > 0 && from > shown {
			list = append(list, line{})
		}
		list = append(list, f.lines(" ", from, h.first)...)
		list = append(list, h.lines...)
		shown = min(h.last+aroundChange, len(f.starts))
		if i+1 < len(hunks) {
			shown = min(shown, max(hunks[i+1].first, h.last))
		}
		list = append(list, f.lines(" ", h.last, shown)...)
	}
	return list
}
