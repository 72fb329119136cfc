package sqlparse

import "strings"

// Split cuts a file into its statements, comments left out, without parsing
// them. It knows strings, dollar quotes, comments, BEGIN … END bodies, DELIMITER,
// psql's backslash lines and the data of COPY … FROM stdin.
func Split(text string, d Dialect) []Span {
	if d != Unknown {
		spans, _ := split(text, d)
		return spans
	}
	// What a quote or a backslash means depends on the dialect: a string that
	// never ends was read by the wrong one.
	order := likely(text)
	for _, d := range order {
		if spans, closed := split(text, d); closed {
			return spans
		}
	}
	spans, _ := split(text, order[0])
	return spans
}

// A splitter is at some place in a file.
type splitter struct {
	scanner
	out       []Span
	delimiter string

	// Of the statement at hand; n is the number of its tokens.
	span    Span
	n       int
	first   string // its first word, in lower case
	routine bool   // it may have a body
	rule    bool   // it may have statements in parentheses
	stdin   bool   // it is COPY … FROM stdin
	last    string // the word before
	blocks  int    // BEGIN and CASE in the body that are open
	parens  int
}

// split also reports whether every quote and comment is closed.
func split(text string, d Dialect) (out []Span, closed bool) {
	s := &splitter{scanner: scanner{text: text, dialect: d}, delimiter: ";"}
	if strings.HasPrefix(text, byteOrderMark) {
		s.pos = len(byteOrderMark)
	}
	for closed = true; ; {
		t := s.next()
		closed = closed && !t.open
		switch {
		case t.kind == endToken:
			s.end()
			return s.out, closed
		case t.kind == commentToken:
			if c := text[t.start:t.end]; strings.HasPrefix(c, "-- +") && strings.Contains(c, "StatementEnd") {
				s.end()
			}
		case t.kind == opToken && t.op == '\\':
			// psql's own command; in a statement it is \g or such, and before
			// a quote the escape of another dialect.
			closed = closed && s.at(0) != '\'' && s.at(0) != '"'
			s.end()
			s.line()
		case s.n == 0 && s.isWord(t, "delimiter"):
			s.line()
			if f := strings.Fields(text[t.end:s.pos]); len(f) > 0 {
				s.delimiter = f[0]
			}
		case s.ends(t):
			s.pos = t.start + len(s.delimiter)
			s.end()
		default:
			s.add(t)
		}
	}
}

const byteOrderMark = "\uFEFF"

func (s *splitter) isWord(t token, word string) bool {
	return t.kind == wordToken && strings.EqualFold(s.text[t.start:t.end], word)
}

// ends reports whether the statement ends before t, which begins the
// delimiter.
func (s *splitter) ends(t token) bool {
	if t.kind == stringToken || t.kind == quotedToken || !strings.HasPrefix(s.text[t.start:], s.delimiter) {
		return false
	}
	if s.delimiter != ";" {
		return true
	}
	return s.blocks == 0 && (!s.rule || s.parens == 0)
}

// add takes a token into the statement.
func (s *splitter) add(t token) {
	if s.n == 0 {
		s.span.Start = t.start
	}
	s.span.End = t.end
	s.n++
	if t.kind == wordToken {
		s.word(lower(s.text[t.start:t.end]))
		return
	}
	s.last = ""
	switch {
	case t.kind == opToken && t.op == '(':
		s.parens++
	case t.kind == opToken && t.op == ')':
		s.parens--
	}
}

func (s *splitter) word(w string) {
	if s.n == 1 {
		s.first = w
	}
	switch w {
	case "trigger", "procedure", "function", "event":
		s.routine = s.routine || s.first == "create"
	case "rule":
		s.rule = s.first == "create"
	case "stdin":
		s.stdin = s.first == "copy" && s.last == "from"
	case "begin":
		if s.routine {
			s.blocks++
		}
	case "case":
		if s.routine && s.last != "end" && s.blocks > 0 {
			s.blocks++
		}
	case "end":
		// END IF, END LOOP and such end what isn't counted.
		if s.blocks > 0 {
			s.blocks--
		}
	case "if", "loop", "while", "repeat":
		if s.routine && s.last == "end" {
			s.blocks++
		}
	}
	s.last = w
}

// end ends the statement at hand, if there is one.
func (s *splitter) end() {
	if s.n > 0 {
		s.out = append(s.out, s.span)
	}
	if s.stdin {
		s.data()
	}
	*s = splitter{scanner: s.scanner, out: s.out, delimiter: s.delimiter}
}

// data skips the lines that COPY reads.
func (s *splitter) data() {
	for s.line(); s.pos < len(s.text); s.line() {
		s.pos++
		if line, _, _ := strings.Cut(s.text[s.pos:], "\n"); strings.TrimRight(line, "\r") == `\.` {
			s.line()
			return
		}
	}
}
