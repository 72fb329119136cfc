package format

import (
	"cmp"
	"go/token"
	"net/url"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
)

// below returns path relative to dir, and whether it is below it.
func below(dir, path string) (string, bool) {
	if dir == "" || !filepath.IsAbs(path) {
		return "", false
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return rel, true
}

// slashed returns path with slashes, relative to root if it is below that.
func slashed(root, path string) string {
	if rel, ok := below(root, path); ok {
		path = rel
	}
	return filepath.ToSlash(path)
}

// fileURI returns the address of an absolute path.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// A span is a range as programs read it: lines and columns from 1, columns in
// units of UTF-16, the end behind the last one. It is never empty, and zero if
// there is no line.
type span struct{ startLine, startColumn, endLine, endColumn int }

// spanOf returns the range from pos to end. It is the whole line if pos has no
// column, and one character if end is no later.
func spanOf(s *report.Sources, pos, end token.Position) span {
	if pos.Line == 0 {
		return span{}
	}
	line := s.Line(pos.Filename, pos.Line)
	if pos.Column == 0 {
		return span{pos.Line, 1, pos.Line, utf16Column(line, len(line)+1)}
	}
	if end.Filename != pos.Filename || cmp.Or(cmp.Compare(end.Line, pos.Line), cmp.Compare(end.Column, pos.Column)) <= 0 {
		size := 1
		if pos.Column <= len(line) {
			_, size = utf8.DecodeRuneInString(line[pos.Column-1:])
		}
		end = pos
		end.Column += size
	}
	return span{
		pos.Line, utf16Column(line, pos.Column),
		end.Line, utf16Column(s.Line(end.Filename, end.Line), max(end.Column, 1)),
	}
}

// utf16Column returns which column, in units of UTF-16, the column of line is
// that is counted in bytes. What line doesn't have is taken to be ASCII.
func utf16Column(line string, column int) int {
	n := min(column-1, len(line))
	return utf16Len(line[:n]) + column - n
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// ruleID names the rule and the category of a finding.
func ruleID(rule, category string) string {
	if category == "" {
		return rule
	}
	return rule + "/" + category
}

// details returns a line for each of the places of f, with files relative to root.
func details(f report.Told, root string) []string {
	var lines []string
	for _, p := range steps.Places(f) {
		p.Pos.Filename = slashed(root, p.Pos.Filename)
		lines = append(lines, p.Pos.String()+": "+p.Text)
	}
	return lines
}

// upper returns s with a capital, lower without one.
func upper(s string) string { return first(s, unicode.ToUpper) }

func lower(s string) string { return first(s, unicode.ToLower) }

func first(s string, change func(rune) rune) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(change(r)) + s[size:]
}
