package sqlparse

import (
	"strings"
	"unicode/utf8"
)

// The limits of the guard. The grammars overflow the stack, take exponential
// time or panic beyond them; real SQL is far below.
const (
	maxLength = 1 << 18
	maxDepth  = 12
	maxRun    = 1500 // tokens that a tree can hang one below the other
	maxDigits = 80
	maxGaps   = 200
)

// admit returns the tokens of a text, comments left out, or an error if no
// grammar must see it.
func admit(text string, d Dialect) ([]token, error) {
	refuse := func(at int, word string) ([]token, error) {
		return nil, &Error{Span: Span{at, min(at+1, len(text))}, Dialect: d, Word: word}
	}
	switch {
	case len(text) > maxLength:
		return refuse(0, "longer than 256 KB")
	case strings.IndexByte(text, 0) >= 0:
		return refuse(strings.IndexByte(text, 0), "NUL byte")
	case !utf8.ValidString(text):
		return refuse(invalidAt(text), "invalid UTF-8")
	}
	tokens := make([]token, 0, len(text)/5+8)
	s := scanner{text: text, dialect: d}
	// A tree can be as deep as there are tokens without a comma between them,
	// those around the parentheses included: run is their number at each depth,
	// path their sum.
	var run [maxDepth + 2]int
	path, depth, cases := 0, 0, 0
	enter := func() {
		if depth++; depth <= maxDepth {
			run[depth] = 0
		}
	}
	leave := func() {
		if depth > 0 {
			path -= run[depth]
			depth--
		}
	}
	for {
		t := s.next()
		if t.open {
			return refuse(t.start, "not closed: "+text[t.start:t.start+1])
		}
		switch t.kind {
		case commentToken:
			continue
		case endToken:
			// Lookahead needs a few tokens that are there.
			return append(tokens, t, t, t, t), nil
		case opToken:
			switch t.op {
			case '(', '[':
				enter()
			case ')', ']':
				leave()
			case ',', ';':
				path -= run[depth]
				run[depth] = 0
			}
		case wordToken:
			switch t.end - t.start {
			case 4:
				if strings.EqualFold(text[t.start:t.end], "case") {
					cases++
					enter()
				}
			case 3:
				if cases > 0 && strings.EqualFold(text[t.start:t.end], "end") {
					cases--
					leave()
				}
			}
		case numberToken:
			if t.end-t.start > maxDigits {
				return refuse(t.start, "number of more than 80 digits")
			}
		}
		if depth > maxDepth {
			return refuse(t.start, "nested deeper than 12")
		}
		run[depth]++
		if path++; path > maxRun {
			return refuse(t.start, "more than 1500 tokens in one expression")
		}
		tokens = append(tokens, t)
	}
}

func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return 0
}
