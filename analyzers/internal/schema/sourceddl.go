package schema

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A goText is an SQL text in a Go file: a literal, or a concatenation of
// literals and constants. What isn't constant is a hole.
type goText struct {
	Text string
	// File is the file of the literal that it starts with, relative to the
	// module's root.
	File  string
	Func  string // the function around it, empty if there is none
	parts []textPart
	src   *source
}

// A textPart is what one literal gives to a text.
type textPart struct {
	start int // in the text
	lit   *ast.BasicLit
	value string
}

// Place is where a part of the text stands in the Go file: the part's start,
// and its end if that is in the same literal, else the end of the literal.
func (t *goText) Place(span sqlparse.Span) Place {
	i := len(t.parts) - 1
	for i > 0 && t.parts[i].start > span.Start {
		i--
	}
	p := t.parts[i]
	start, end := span.Start-p.start, span.End-p.start
	if end < start {
		end = start
	}
	if p.lit == nil { // a hole: the literal before it says where
		for i > 0 && t.parts[i].lit == nil {
			i--
		}
		p = t.parts[i]
		start, end = len(p.value), len(p.value)
	}
	from, to := p.offset(start), p.offset(min(end, len(p.value)))
	return t.src.place(p.lit.Pos()+token.Pos(from), p.lit.Pos()+token.Pos(to))
}

// offset maps an offset in the literal's value to one in its source.
func (p textPart) offset(at int) int {
	if at < 0 {
		at = 0
	}
	raw := p.lit.Value
	if raw[0] == '`' {
		// The parser has dropped carriage returns.
		return 1 + at
	}
	rest, n, i := raw[1:len(raw)-1], 0, 1
	for n < at && rest != "" {
		r, multi, tail, err := strconv.UnquoteChar(rest, '"')
		if err != nil {
			break
		}
		if multi {
			n += utf8.RuneLen(r)
		} else {
			n++
		}
		i += len(rest) - len(tail)
		rest = tail
	}
	return i
}

// ddlTexts returns the texts of the module's Go files that hold DDL, by file
// name and position. Those of functions that undo a migration are left out.
func (s *source) ddlTexts() []*goText {
	var texts []*goText
	for _, f := range s.files {
		if f.marks&markDDL == 0 || f.syntax == nil {
			continue
		}
		texts = append(texts, s.texts(f, isDDL)...)
	}
	return texts
}

// texts returns the texts of a file that want takes. They are maximal: no part
// of one is another.
func (s *source) texts(f *goFile, want func(string) bool) []*goText {
	var texts []*goText
	fn := ""
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			// Its tag is no SQL.
			ast.Inspect(n.Type, visit)
			return false
		case *ast.CallExpr:
			if s.says(f, n.Fun) {
				return false
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && undoes(key.Name) {
				return false
			}
		case *ast.ValueSpec:
			if len(n.Names) == 1 && undoes(n.Names[0].Name) {
				return false
			}
		case *ast.BinaryExpr:
			if n.Op != token.ADD {
				return true
			}
			if first, ok := leftmost(n).(*ast.BasicLit); !ok || first.Kind != token.STRING {
				return true
			}
			t := s.text(f, n)
			if want(t.Text) {
				t.Func = fn
				texts = append(texts, t)
			}
			return false
		case *ast.BasicLit:
			if n.Kind != token.STRING || len(n.Value) < 8 || plain(n) && !want(n.Value[1:len(n.Value)-1]) {
				return false
			}
			if t := s.text(f, n); want(t.Text) {
				t.Func = fn
				texts = append(texts, t)
			}
		}
		return true
	}
	for _, decl := range f.syntax.Decls {
		fn = ""
		if d, ok := decl.(*ast.FuncDecl); ok {
			if undoes(d.Name.Name) {
				continue
			}
			fn = d.Name.Name
		}
		ast.Inspect(decl, visit)
	}
	return texts
}

// says reports whether fun makes an error or a message of its arguments, which
// no database gets.
func (s *source) says(f *goFile, fun ast.Expr) bool {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	if !ok {
		return false
	}
	switch s.importPath(f, x.Name) {
	case "fmt":
		return sel.Sel.Name == "Errorf"
	case "errors", "github.com/pkg/errors", "log", "log/slog":
		return true
	}
	return false
}

// plain reports whether a literal's text is its value.
func plain(lit *ast.BasicLit) bool {
	return lit.Value[0] == '`' || strings.IndexByte(lit.Value, '\\') < 0
}

// undoes reports whether a function, key or variable of that name holds the
// way back of a migration.
func undoes(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"down", "rollback", "revert", "undo"} {
		if strings.HasPrefix(name, word) || strings.HasSuffix(name, word) || strings.HasSuffix(name, word+"sql") {
			return true
		}
	}
	return false
}

func leftmost(e ast.Expr) ast.Expr {
	for {
		switch x := e.(type) {
		case *ast.BinaryExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return e
		}
	}
}

// text folds an expression. Its first leaf is a string literal.
func (s *source) text(f *goFile, e ast.Expr) *goText {
	t := &goText{File: f.name, src: s}
	var b strings.Builder
	s.fold(f, e, 0, func(lit *ast.BasicLit, value string) {
		t.parts = append(t.parts, textPart{b.Len(), lit, value})
		b.WriteString(value)
	})
	t.Text = b.String()
	return t
}

// fold gives the parts of a string expression in order; what isn't constant is
// a hole without a literal.
func (s *source) fold(f *goFile, e ast.Expr, depth int, part func(lit *ast.BasicLit, value string)) {
	hole := func() { part(nil, string(sqlparse.Hole)) }
	if depth > 20 {
		hole()
		return
	}
	switch e := e.(type) {
	case *ast.BasicLit:
		value, err := strconv.Unquote(e.Value)
		if err != nil || e.Kind != token.STRING {
			hole()
			return
		}
		part(e, value)
	case *ast.ParenExpr:
		s.fold(f, e.X, depth+1, part)
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			hole()
			return
		}
		// Long concatenations lean left: their depth is no nesting.
		var terms []ast.Expr
		var x ast.Expr = e
		for {
			sum, ok := x.(*ast.BinaryExpr)
			if !ok || sum.Op != token.ADD {
				terms = append(terms, x)
				break
			}
			terms = append(terms, sum.Y)
			x = sum.X
		}
		slices.Reverse(terms)
		for _, term := range terms {
			s.fold(f, term, depth+1, part)
		}
	case *ast.Ident, *ast.SelectorExpr:
		if d := s.constant(f, e); d != nil {
			s.fold(d.file, d.value, depth+1, part)
			return
		}
		hole()
	default:
		hole()
	}
}

// constant returns the constant that a name stands for, nil if it is none of
// the module's at the top level of a file.
func (s *source) constant(f *goFile, e ast.Expr) *goDecl {
	var d *goDecl
	switch e := e.(type) {
	case *ast.Ident:
		d = s.lookup(f.pkg.path, e.Name)
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			if p := s.importPath(f, x.Name); p != "" {
				d = s.lookup(p, e.Sel.Name)
			}
		}
	}
	if d == nil || !d.konst || d.value == nil {
		return nil
	}
	return d
}

// constString is the value of a constant string expression.
func (s *source) constString(f *goFile, e ast.Expr) (string, bool) {
	var b strings.Builder
	ok := true
	s.fold(f, e, 0, func(lit *ast.BasicLit, value string) {
		ok = ok && lit != nil
		b.WriteString(value)
	})
	if !ok {
		return "", false
	}
	return b.String(), true
}

// isDDL reports whether a text can be DDL: by its first word, or where that is
// another statement's, by words in it. What it says is for the grammars.
func isDDL(text string) bool {
	text = skipComments(text)
	word, rest := firstWord(text)
	switch strings.ToLower(word) {
	case "create", "alter", "drop", "rename", "comment":
		next, _ := firstWord(strings.TrimLeft(rest, " \t\r\n"))
		return next != ""
	case "begin", "start", "set", "pragma", "insert", "update", "delete", "use", "do", "select", "lock":
		return marksOf([]byte(rest+"        "))&markDDL != 0
	}
	return false
}

func firstWord(text string) (word, rest string) {
	i := 0
	for i < len(text) && isWordByte(text[i]) {
		i++
	}
	return text[:i], text[i:]
}

// skipComments drops the white space and SQL comments that a text starts with.
func skipComments(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n;")
		switch {
		case strings.HasPrefix(text, "--"), strings.HasPrefix(text, "#"):
			_, rest, ok := strings.Cut(text, "\n")
			if !ok {
				return ""
			}
			text = rest
		case strings.HasPrefix(text, "/*"):
			_, rest, ok := strings.Cut(text, "*/")
			if !ok {
				return ""
			}
			text = rest
		default:
			return text
		}
	}
}
