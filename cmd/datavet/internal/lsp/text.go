package lsp

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// An encoding is what positions count characters in.
type encoding string

const (
	encodingUTF8  encoding = "utf-8"
	encodingUTF16 encoding = "utf-16"
)

// negotiate returns the client's first choice of what is known here.
func negotiate(offered []encoding) encoding {
	for _, e := range offered {
		if e == encodingUTF8 || e == encodingUTF16 {
			return e
		}
	}
	return encodingUTF16
}

// A text is the contents of a file.
type text struct {
	string
	starts []int // offsets of lines
}

func newText(s string) *text {
	t := &text{s, []int{0}}
	for i := range len(s) {
		if s[i] == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// line returns the bounds of a line, counted from 0, without its end. Beyond the
// last one they are the text's end.
func (t *text) line(n int) (start, end int) {
	if n < 0 {
		return 0, 0
	}
	if n >= len(t.starts) {
		return len(t.string), len(t.string)
	}
	start, end = t.starts[n], len(t.string)
	if n+1 < len(t.starts) {
		end = t.starts[n+1] - 1
	}
	if end > start && t.string[end-1] == '\r' {
		end--
	}
	return start, end
}

// offsetOf returns the offset of what Go calls line and column, which count bytes
// from 1; 0 stands for 1.
func (t *text) offsetOf(line, column int) int {
	start, end := t.line(line - 1)
	return min(start+max(column-1, 0), end)
}

// position returns the place of an offset.
func (t *text) position(offset int, enc encoding) position {
	offset = min(max(offset, 0), len(t.string))
	line := sort.SearchInts(t.starts, offset+1) - 1
	before := t.string[t.starts[line]:offset]
	if enc == encodingUTF8 {
		return position{line, len(before)}
	}
	units := 0
	for _, r := range before {
		units += utf16.RuneLen(r)
	}
	return position{line, units}
}

func (t *text) textRange(start, end int, enc encoding) textRange {
	return textRange{t.position(start, enc), t.position(end, enc)}
}

// offset returns the offset of a place, or of the end of its line if that is
// shorter.
func (t *text) offset(p position, enc encoding) int {
	start, end := t.line(p.Line)
	if enc == encodingUTF8 {
		return min(start+max(p.Character, 0), end)
	}
	offset := start
	for units := 0; offset < end && units < p.Character; {
		r, size := utf8.DecodeRuneInString(t.string[offset:end])
		units += utf16.RuneLen(r)
		offset += size
	}
	return offset
}

// wordEnd returns the end of the word at offset, for places without an end: at
// least one character is to be seen.
func (t *text) wordEnd(offset int) int {
	rest := t.string[min(offset, len(t.string)):]
	length := strings.IndexFunc(rest, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	switch {
	case length < 0:
		length = len(rest)
	case length == 0 && rest[0] != '\n' && rest[0] != '\r':
		_, length = utf8.DecodeRuneInString(rest)
	}
	return offset + length
}

// changed returns the text after changes.
func (t *text) changed(changes []contentChange, enc encoding) *text {
	for _, c := range changes {
		if c.Range == nil {
			t = newText(c.Text)
			continue
		}
		start, end := t.offset(c.Range.Start, enc), t.offset(c.Range.End, enc)
		t = newText(t.string[:start] + c.Text + t.string[max(start, end):])
	}
	return t
}
