package exports

import "bytes"

// scrub drops from a Go file what its declared types don't depend on: bodies
// of functions, elements of composite literals in variables, and comments. It
// overwrites src and keeps lines. What it drops is most of a file, and far
// cheaper to skip here than to parse.
func scrub(src []byte) []byte {
	s := scrubber{src: src, out: src[:0]}
	s.file()
	return s.out
}

type scrubber struct {
	src []byte
	pos int
	out []byte // shares src, never ahead of pos

	// The last token that was copied: its last byte, and the word it is.
	last byte
	word string
	line bool // a line ended after it

	header bool // the package clause was copied
}

// file copies declarations one by one.
func (s *scrubber) file() {
	for {
		start := s.starts()
		switch s.next() {
		case tokenEnd:
			return
		case tokenWord:
			switch {
			case !start:
			case s.word == "package":
				s.header = true
			case s.word == "func":
				s.function()
			case s.word == "var":
				s.variables()
			}
		case tokenOpen:
			s.group()
		}
	}
}

// starts reports whether the next token starts a declaration, outside of
// groups.
func (s *scrubber) starts() bool {
	s.blank()
	switch {
	case s.last == 0 || s.last == ';':
		return true
	case !s.line:
		return false
	}
	return isWord(s.last) || bytes.IndexByte([]byte(")]}\"'`"), s.last) >= 0
}

// function copies the rest of a function declaration without its body.
func (s *scrubber) function() {
	for {
		if s.starts() {
			return // it has none
		}
		typ := s.word == "struct" || s.word == "interface"
		if s.peek() == '{' && !typ {
			s.drop()
			return
		}
		switch s.next() {
		case tokenEnd:
			return
		case tokenOpen:
			s.group()
		}
	}
}

// variables copies the rest of a declaration of variables without the elements
// of composite literals. The length of an array may follow from them.
func (s *scrubber) variables() {
	counted := false
	depth := 0
	for {
		if depth == 0 && s.starts() {
			return
		}
		s.blank()
		typ := s.word == "struct" || s.word == "interface"
		if s.peek() == '{' && !typ && !counted {
			s.drop()
			continue
		}
		counted = counted || bytes.HasPrefix(s.src[s.pos:], []byte("[..."))
		switch s.next() {
		case tokenEnd:
			return
		case tokenOpen:
			if s.last == '{' {
				s.group()
			} else {
				depth++
			}
		case tokenClose:
			depth--
		}
	}
}

// group copies up to the bracket that closes the one copied last.
func (s *scrubber) group() {
	for depth := 1; depth > 0; {
		switch s.next() {
		case tokenEnd:
			return
		case tokenOpen:
			depth++
		case tokenClose:
			depth--
		}
	}
}

// drop copies a pair of braces without what is between them, but for line
// ends.
func (s *scrubber) drop() {
	s.out = append(s.out, '{')
	s.pos++
	for depth := 1; depth > 0 && s.pos < len(s.src); {
		switch c := s.src[s.pos]; c {
		case '\n':
			s.out = append(s.out, c)
			s.pos++
		case '{':
			depth++
			s.pos++
		case '}':
			depth--
			s.pos++
		case '"', '\'', '`':
			s.skip(s.literal())
		case '/':
			s.skip(max(1, s.comment()))
		default:
			s.pos++
		}
	}
	s.out = append(s.out, '}')
	s.last, s.word, s.line = '}', "", false
}

type kind int

const (
	tokenEnd kind = iota
	tokenWord
	tokenOpen
	tokenClose
	tokenOther
)

// next copies a token.
func (s *scrubber) next() kind {
	s.blank()
	if s.pos == len(s.src) {
		return tokenEnd
	}
	n, k := 1, tokenOther
	switch c := s.src[s.pos]; {
	case isWord(c):
		for s.pos+n < len(s.src) && isWord(s.src[s.pos+n]) {
			n++
		}
		k = tokenWord
	case c == '"' || c == '\'' || c == '`':
		n = s.literal()
	case c == '(' || c == '[' || c == '{':
		k = tokenOpen
	case c == ')' || c == ']' || c == '}':
		k = tokenClose
	}
	text := s.src[s.pos : s.pos+n]
	s.word = ""
	if k == tokenWord {
		s.word = keyword(text)
	}
	s.last, s.line = text[n-1], false
	s.out = append(s.out, text...)
	s.pos += n
	return k
}

// keyword returns a word that matters here, else nothing.
func keyword(text []byte) string {
	switch string(text) {
	case "package":
		return "package"
	case "func":
		return "func"
	case "var":
		return "var"
	case "struct":
		return "struct"
	case "interface":
		return "interface"
	}
	return ""
}

// blank copies white space, and comments as far as they say what version a file
// is for and where it comes from.
func (s *scrubber) blank() {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; c {
		case '\n':
			s.line = true
			fallthrough
		case ' ', '\t', '\r':
			s.out = append(s.out, c)
			s.pos++
		case '/':
			n := s.comment()
			if n == 0 {
				return
			}
			text := s.src[s.pos : s.pos+n]
			if !s.header || bytes.HasPrefix(text[2:], []byte("line ")) {
				s.out = append(s.out, text...)
				s.line = s.line || bytes.IndexByte(text, '\n') >= 0
				s.pos += n
			} else {
				s.out = append(s.out, ' ')
				s.skip(n)
			}
		default:
			return
		}
	}
}

// skip drops n bytes, but for line ends.
func (s *scrubber) skip(n int) {
	for _, c := range s.src[s.pos : s.pos+n] {
		if c == '\n' {
			s.out = append(s.out, c)
			s.line = true
		}
	}
	s.pos += n
}

// comment returns the length of the comment that follows, 0 if there is none.
func (s *scrubber) comment() int {
	rest := s.src[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("//")):
		if n := bytes.IndexByte(rest, '\n'); n >= 0 {
			return n
		}
		return len(rest)
	case bytes.HasPrefix(rest, []byte("/*")):
		if n := bytes.Index(rest[2:], []byte("*/")); n >= 0 {
			return n + 4
		}
		return len(rest)
	}
	return 0
}

// literal returns the length of the literal that follows.
func (s *scrubber) literal() int {
	rest := s.src[s.pos:]
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] == rest[0]:
			return i + 1
		case rest[i] == '\\' && rest[0] != '`':
			i++
		}
	}
	return len(rest)
}

func (s *scrubber) peek() byte {
	s.blank()
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

func isWord(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
