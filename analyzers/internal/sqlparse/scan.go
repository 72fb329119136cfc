package sqlparse

import "strings"

type tokenKind uint8

const (
	wordToken   tokenKind = iota // identifier or keyword, perhaps with holes
	quotedToken                  // "x", `x`, [x]
	stringToken                  // with its prefix: E'x', $$x$$
	numberToken
	paramToken    // $1, $name
	templateToken // {{…}}
	commentToken
	opToken // one byte of punctuation or of an operator
	endToken
)

type token struct {
	kind       tokenKind
	op         byte // of opToken
	open       bool // not closed before the text ended
	start, end int
}

// A scanner cuts SQL into tokens. It takes what no dialect could read byte by
// byte, so it never fails.
type scanner struct {
	text    string
	dialect Dialect
	pos     int
}

// next returns the next token, comments included.
func (s *scanner) next() token {
	text := s.text
	for s.pos < len(text) && space(text[s.pos]) {
		s.pos++
	}
	t := token{start: s.pos}
	if s.pos == len(text) {
		t.kind, t.end = endToken, s.pos
		return t
	}
	c := text[s.pos]
	switch {
	case letter(c):
		s.word(&t)
	case digit(c), c == '.' && digit(s.at(1)):
		t.kind = numberToken
		s.number()
	case c == '\'':
		t.kind = stringToken
		t.open = !s.quoted('\'', s.dialect == MySQL)
	case c == '"':
		t.kind = quotedToken
		if s.dialect == MySQL {
			t.kind = stringToken
		}
		t.open = !s.quoted('"', s.dialect == MySQL)
	case c == '`':
		t.kind = quotedToken
		t.open = !s.quoted('`', false)
	case c == '[' && s.dialect == SQLite:
		t.kind = quotedToken
		t.open = !s.until("]")
	case c == '-' && s.at(1) == '-' && (s.dialect != MySQL || s.pos+2 == len(text) || space(s.at(2))),
		c == '#' && s.dialect == MySQL:
		t.kind = commentToken
		s.line()
	case c == '/' && s.at(1) == '*':
		t.kind = commentToken
		t.open = !s.comment()
	case c == '$':
		s.dollar(&t)
	case c == '{' && s.at(1) == '{':
		t.kind = templateToken
		t.open = !s.until("}}")
	default:
		t.kind, t.op = opToken, c
		s.pos++
	}
	t.end = s.pos
	return t
}

func (s *scanner) at(i int) byte {
	if s.pos+i < len(s.text) {
		return s.text[s.pos+i]
	}
	return 0
}

func (s *scanner) word(t *token) {
	for s.pos < len(s.text) && (letter(s.text[s.pos]) || digit(s.text[s.pos]) || s.text[s.pos] == '$') {
		s.pos++
	}
	if i := strings.IndexRune(s.text[t.start:s.pos], Hole); i > 0 && entire(s.text[t.start:t.start+i]) {
		s.pos = t.start + i
		return
	}
	if s.at(0) != '\'' {
		return
	}
	if prefix := s.text[t.start]; s.pos == t.start+1 && strings.IndexByte("eEbBxXnN", prefix) >= 0 {
		t.kind = stringToken
		t.open = !s.quoted('\'', s.dialect == MySQL || prefix|0x20 == 'e')
	}
}

func (s *scanner) number() {
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		switch {
		case digit(c), c == '.' && s.at(1) != '.', 'a' <= c|0x20 && c|0x20 <= 'f', c == 'x', c == 'X', c == '_', c == 'o':
			s.pos++
			if c|0x20 == 'e' && (s.at(0) == '+' || s.at(0) == '-') && digit(s.at(1)) {
				s.pos++
			}
		default:
			return
		}
	}
}

// quoted skips a string whose quote is doubled inside, and reports whether it
// ends.
func (s *scanner) quoted(quote byte, backslash bool) bool {
	for s.pos++; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; {
		case c == '\\' && backslash:
			s.pos++
		case c == quote && s.at(1) == quote:
			s.pos++
		case c == quote:
			s.pos++
			return true
		}
	}
	s.pos = len(s.text)
	return false
}

func (s *scanner) until(end string) bool {
	if i := strings.Index(s.text[s.pos:], end); i >= 0 {
		s.pos += i + len(end)
		return true
	}
	s.pos = len(s.text)
	return false
}

func (s *scanner) line() {
	if i := strings.IndexByte(s.text[s.pos:], '\n'); i >= 0 {
		s.pos += i
		return
	}
	s.pos = len(s.text)
}

func (s *scanner) comment() bool {
	s.pos += 2
	for depth := 1; s.pos < len(s.text); s.pos++ {
		switch {
		case s.text[s.pos] == '*' && s.at(1) == '/':
			s.pos++
			if depth--; depth == 0 {
				s.pos++
				return true
			}
		case s.text[s.pos] == '/' && s.at(1) == '*' && s.dialect == PostgreSQL:
			s.pos++
			depth++
		}
	}
	s.pos = len(s.text)
	return false
}

// dollar scans $1, $name, $tag$…$tag$ or a lone $.
func (s *scanner) dollar(t *token) {
	i := s.pos + 1
	for i < len(s.text) && (letter(s.text[i]) || digit(s.text[i])) {
		i++
	}
	name := s.text[s.pos+1 : i]
	if i < len(s.text) && s.text[i] == '$' && (name == "" || !digit(name[0])) &&
		(s.dialect == PostgreSQL || s.dialect == Unknown) {
		tag := s.text[s.pos : i+1]
		s.pos = i + 1
		t.kind = stringToken
		t.open = !s.until(tag)
		return
	}
	if name == "" {
		t.kind, t.op = opToken, '$'
		s.pos++
		return
	}
	t.kind = paramToken
	s.pos = i
	if digit(name[0]) {
		for s.pos = t.start + 1; digit(s.at(0)); {
			s.pos++
		}
	}
}

// entire reports whether word is a keyword that no name begins with: a hole
// after it is no part of it, as in Sprintf("… IS NULL%s", more).
func entire(word string) bool {
	switch lower(word) {
	case "null", "true", "false", "select", "from", "where", "and", "or", "not", "in", "is", "by", "having":
		return true
	}
	return false
}

func space(c byte) bool {
	return c == ' ' || '\t' <= c && c <= '\r'
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// letter reports whether c may begin an identifier, holes and all other
// letters beyond ASCII included.
func letter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c >= 0x80
}
