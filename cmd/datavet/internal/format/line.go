package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A cell is a piece of a line as a terminal shows it.
type cell struct {
	text    string
	columns int
	offset  int // in bytes, in the line it is made of
}

// tabStop is how far apart the columns are that tabs lead to.
const tabStop = 4

// cells lays a line out.
func cells(line string) []cell {
	var list []cell
	column := 0
	for offset, r := range line {
		c := cell{string(r), 1, offset}
		switch {
		case r == '\t':
			c.columns = tabStop - column%tabStop
			c.text = strings.Repeat(" ", c.columns)
		case visible(r) == utf8.RuneError:
			c.text = string(utf8.RuneError)
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			c.columns = 0
		default:
			if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
				c.columns = 2
			}
		}
		column += c.columns
		list = append(list, c)
	}
	return list
}

// visible returns r, or U+FFFD for what would move a terminal's cursor or the text
// around it.
func visible(r rune) rune {
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
		return utf8.RuneError
	}
	return r
}

// clean returns s for one line of a terminal.
func clean(s string) string { return strings.Map(visible, s) }

func columns(list []cell) int {
	n := 0
	for _, c := range list {
		n += c.columns
	}
	return n
}

func join(list []cell) string {
	var b strings.Builder
	for _, c := range list {
		b.WriteString(c.text)
	}
	return b.String()
}

const ellipsis = "…"

// cut leaves of a line what fits in limit columns, and says where the cells from
// start to end are in it then. Its beginning stays if all of them fit with it, else
// the first of them, as many as fit, and what is around them.
func cut(list []cell, start, end, limit int) ([]cell, int, int) {
	if columns(list) <= limit {
		return list, start, end
	}
	limit -= 2 // an ellipsis on each side
	first, last, used := start, start, 0
	if columns(list[:end]) <= limit {
		first, last, used = 0, end, columns(list[:end])
	}
	add := func(index int) bool {
		if used+list[index].columns > limit {
			return false
		}
		used += list[index].columns
		return true
	}
	for last < end && add(last) {
		last++
	}
	if last == end {
		for first > 0 && columns(list[first:start]) < limit/4 && add(first-1) {
			first--
		}
		for last < len(list) && add(last) {
			last++
		}
		for first > 0 && add(first-1) {
			first--
		}
	}
	var short []cell
	if first > 0 {
		short = append(short, cell{text: ellipsis, columns: 1})
	}
	shift := len(short) - first
	short = append(short, list[first:last]...)
	if last < len(list) {
		short = append(short, cell{text: ellipsis, columns: 1})
	}
	return short, start + shift, min(end, last) + shift
}

// shorten returns what of s fits in limit columns.
func shorten(s string, limit int) string {
	list, _, _ := cut(cells(s), 0, 0, limit)
	return join(list)
}
