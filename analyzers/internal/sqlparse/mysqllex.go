package sqlparse

import "strings"

// The MySQL grammar tells where its expressions start and little else. What
// it doesn't tell is read off the tokens of the text: the grammar's tree says
// what must come, so the tokens are walked, never guessed at.

// A myKind is the kind of a token.
type myKind uint8

const (
	myWord   myKind = iota // an identifier or keyword without quotes
	myQuoted               // `identifier`
	myString
	myNumber
	myOther // an operator, a bracket, a placeholder, a variable
)

// A myToken is a token: text[start:end]. match is the index of the bracket
// that closes or opens it, -1 for other tokens.
type myToken struct {
	kind       myKind
	start, end int
	match      int
}

// myOperators are the operators of more than one byte, longest first.
var myOperators = []string{"<=>", "->>", "<=", ">=", "<>", "!=", ":=", "||", "&&", "<<", ">>", "->"}

// lexMySQL cuts a text that the grammar took into its tokens. Comments are
// left out, but the content of /*! … */ and of TiDB's /*T![…] … */ is code.
func lexMySQL(text string) []myToken {
	var (
		toks []myToken
		open []int // indexes of open brackets
		bang bool  // inside /*! … */
	)
	for i := 0; i < len(text); {
		c, rest := text[i], text[i:]
		switch {
		case space(c):
			i++
			continue
		case c == '#', strings.HasPrefix(rest, "--") && (len(rest) == 2 || space(rest[2])):
			if n := strings.IndexByte(rest, '\n'); n >= 0 {
				i += n + 1
			} else {
				i = len(text)
			}
			continue
		case strings.HasPrefix(rest, "/*!"):
			for i += len("/*!"); i < len(text) && digit(text[i]); i++ {
			}
			bang = true
			continue
		case strings.HasPrefix(rest, "/*T!["):
			i += strings.IndexByte(rest+"]", ']') + 1
			bang = true
			continue
		case strings.HasPrefix(rest, "/*"):
			if n := strings.Index(rest[2:], "*/"); n >= 0 {
				i += n + 4
			} else {
				i = len(text)
			}
			continue
		case bang && strings.HasPrefix(rest, "*/"):
			bang = false
			i += 2
			continue
		}
		t := myToken{start: i, match: -1}
		afterDot := len(toks) > 0 && toks[len(toks)-1].end == i && text[i-1] == '.'
		switch {
		case c == '`':
			t.kind, t.end = myQuoted, i+quotedLen(rest, false)
		case c == '\'' || c == '"':
			t.kind, t.end = myString, i+quotedLen(rest, true)
		case strings.ContainsRune("xXbB", rune(c)) && len(rest) > 1 && rest[1] == '\'':
			t.kind, t.end = myNumber, i+1+quotedLen(rest[1:], false)
		case c == '@':
			t.kind, t.end = myOther, i+variableLen(rest)
		case digit(c) && !afterDot, c == '.' && len(rest) > 1 && digit(rest[1]) && !endsName(toks, i):
			t.kind, t.end = myNumber, i+numberLen(rest)
			if c != '.' && t.end < len(text) && isMyIdent(text[t.end]) {
				t.kind, t.end = myWord, i+identLen(rest)
			}
		case isMyIdent(c):
			t.kind, t.end = myWord, i+identLen(rest)
		default:
			t.kind, t.end = myOther, i+1
			for _, op := range myOperators {
				if strings.HasPrefix(rest, op) {
					t.end = i + len(op)
					break
				}
			}
			switch c {
			case '(':
				open = append(open, len(toks))
			case ')':
				if len(open) > 0 {
					t.match = open[len(open)-1]
					toks[t.match].match = len(toks)
					open = open[:len(open)-1]
				}
			}
		}
		toks = append(toks, t)
		i = t.end
	}
	return toks
}

func isMyIdent(c byte) bool { return letter(c) || digit(c) || c == '$' }

// endsName reports whether the last token is a name that ends at i, so that a
// dot there qualifies it.
func endsName(toks []myToken, i int) bool {
	if len(toks) == 0 {
		return false
	}
	last := toks[len(toks)-1]
	return last.end == i && (last.kind == myWord || last.kind == myQuoted)
}

func identLen(s string) int {
	n := 0
	for n < len(s) && isMyIdent(s[n]) {
		n++
	}
	return n
}

// quotedLen is the length of the quoted text that s begins with.
func quotedLen(s string, escapes bool) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && escapes:
			i++
		case s[i] == s[0]:
			if i+1 < len(s) && s[i+1] == s[0] {
				i++
				continue
			}
			return i + 1
		}
	}
	return len(s)
}

// variableLen is the length of @name, @@scope.name or @'name'.
func variableLen(s string) int {
	n := 1
	if n < len(s) && s[n] == '@' {
		n++
	}
	if n < len(s) && (s[n] == '`' || s[n] == '\'' || s[n] == '"') {
		return n + quotedLen(s[n:], s[n] != '`')
	}
	for n < len(s) && (isMyIdent(s[n]) || s[n] == '.') {
		n++
	}
	return n
}

// numberLen is the length of the number that s begins with.
func numberLen(s string) int {
	afterDigits := func(n int) int {
		for n < len(s) && digit(s[n]) {
			n++
		}
		return n
	}
	if len(s) > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X' || s[1] == 'b') {
		n := 2
		for n < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[n]) >= 0 {
			n++
		}
		return n
	}
	n := afterDigits(0)
	if n < len(s) && s[n] == '.' {
		n = afterDigits(n + 1)
	}
	if n < len(s) && (s[n] == 'e' || s[n] == 'E') {
		e := n + 1
		if e < len(s) && (s[e] == '+' || s[e] == '-') {
			e++
		}
		if e < len(s) && digit(s[e]) {
			n = afterDigits(e)
		}
	}
	return n
}
