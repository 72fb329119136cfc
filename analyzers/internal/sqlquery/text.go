package sqlquery

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A text is an SQL text, and where each byte of it stands in the source. What
// isn't known of it is a [sqlparse.Hole].
type text struct {
	sql    string
	pieces []piece // they cover sql
	f      *finder
}

// A piece is a part of a text that comes from one place.
type piece struct {
	start, end int // sql[start:end]
	// pos and stop are where the place begins and ends.
	pos, stop token.Pos
	// at maps each byte of the piece, and its end, to an offset from pos; nil
	// where the bytes stand as they are, or nowhere (opaque).
	at     []int
	opaque bool
	// hole is the expression whose value isn't known.
	hole ast.Expr
}

// from returns where the byte at offset i of the text begins.
func (p *piece) from(i int) token.Pos {
	switch {
	case p.opaque:
		return p.pos
	case p.at != nil:
		return p.pos + token.Pos(p.at[i-p.start])
	}
	return p.pos + token.Pos(i-p.start)
}

// to returns where the byte before offset i of the text ends.
func (p *piece) to(i int) token.Pos {
	if p.opaque {
		return p.stop
	}
	return p.from(i)
}

// piece returns the piece that the byte at offset is of, the last one for the
// text's end.
func (t *text) piece(offset int) *piece {
	i := sort.Search(len(t.pieces), func(i int) bool { return offset < t.pieces[i].end })
	if i == len(t.pieces) {
		i--
	}
	if i < 0 {
		return nil
	}
	return &t.pieces[i]
}

// extent returns where a part of the text stands. Of a part that begins and
// ends in different declarations, it is where the end stands: of t.c, with t a
// constant that is declared elsewhere, the c.
func (t *text) extent(s sqlparse.Span) (pos, end token.Pos) {
	first, last := t.piece(s.Start), t.piece(max(s.End-1, s.Start))
	if first == nil {
		return token.NoPos, token.NoPos
	}
	pos, end = first.from(s.Start), last.to(min(s.End, last.end))
	if first != last && (end < pos || t.f.specAt(pos) != t.f.specAt(end)) {
		pos = last.from(last.start)
	}
	return pos, end
}

// hole returns the expression that the hole at offset stands for, nil if it is
// no expression's.
func (t *text) hole(offset int) ast.Expr {
	if p := t.piece(offset); p != nil {
		return p.hole
	}
	return nil
}

// known reports whether anything of the text is known that could be SQL.
func (t *text) known() bool { return hasWords(t.sql) }

func hasWords(sql string) bool {
	return strings.ContainsFunc(sql, func(r rune) bool { return r != sqlparse.Hole && unicode.IsLetter(r) })
}

// isSame reports whether u says the same as t in the same places.
func (t *text) isSame(u *text) bool {
	return t.sql == u.sql && slices.EqualFunc(t.pieces, u.pieces, func(a, b piece) bool { return a.pos == b.pos && a.end == b.end })
}

// join returns the texts one after the other.
func (f *finder) join(list ...*text) *text {
	out := &text{f: f}
	n := 0
	for _, t := range list {
		n += len(t.sql)
	}
	var sql strings.Builder
	sql.Grow(n)
	for _, t := range list {
		for _, p := range t.pieces {
			p.start += sql.Len()
			p.end += sql.Len()
			out.pieces = append(out.pieces, p)
		}
		sql.WriteString(t.sql)
	}
	out.sql = sql.String()
	return out
}

// cut returns the part of t from start to end.
func (t *text) cut(start, end int) *text {
	out := &text{sql: t.sql[start:end], f: t.f}
	for _, p := range t.pieces {
		from, to := max(p.start, start), min(p.end, end)
		if from >= to {
			continue
		}
		switch {
		case p.opaque:
		case p.at != nil:
			p.at = p.at[from-p.start : to-p.start+1]
		default:
			p.pos += token.Pos(from - p.start)
			p.stop = p.pos + token.Pos(to-from)
		}
		p.start, p.end = from-start, to-start
		out.pieces = append(out.pieces, p)
	}
	return out
}

// replace returns t with the first n occurrences of old replaced, all if n is
// negative.
func (f *finder) replace(t *text, old string, by *text, n int) *text {
	if old == "" {
		return t
	}
	var list []*text
	for rest := 0; ; n-- {
		i := strings.Index(t.sql[rest:], old)
		if i < 0 || n == 0 {
			return f.join(append(list, t.cut(rest, len(t.sql)))...)
		}
		list = append(list, t.cut(rest, rest+i), by)
		rest += i + len(old)
	}
}

// trim returns t without what cut takes off its value; cut removes bytes at
// the ends only.
func (t *text) trim(cut func(string) string) *text {
	short := cut(t.sql)
	start := strings.Index(t.sql, short)
	return t.cut(start, start+len(short))
}

// opaque returns a text that stands nowhere as such: its place is n.
func (f *finder) opaque(sql string, n ast.Node) *text {
	if sql == "" {
		return &text{f: f}
	}
	return &text{sql: sql, f: f, pieces: []piece{{end: len(sql), pos: n.Pos(), stop: n.End(), opaque: true}}}
}

// unknown returns the text that is e's unknown value.
func (f *finder) unknown(e ast.Expr) *text {
	t := f.opaque(string(sqlparse.Hole), e)
	t.pieces[0].hole = e
	return t
}

// gap returns a hole for what the statement n may add: a part by itself.
func (f *finder) gap(n ast.Node) *text { return f.opaque(" "+string(sqlparse.Hole)+" ", n) }

// literal returns the value of a string literal.
func (f *finder) literal(lit *ast.BasicLit) *text {
	src := lit.Value
	if len(src) < 2 {
		return f.unknown(lit)
	}
	if src[0] == '`' {
		t := &text{sql: src[1 : len(src)-1], f: f}
		p := piece{end: len(t.sql), pos: lit.Pos() + 1, stop: lit.End() - 1}
		if int(lit.End()-lit.Pos()) != len(src) {
			p.at = f.withoutReturns(lit, len(t.sql))
			p.opaque = p.at == nil
		}
		t.pieces = []piece{p}
		return t
	}
	body := src[1 : len(src)-1]
	p := piece{pos: lit.Pos() + 1, stop: lit.End() - 1}
	if !strings.Contains(body, `\`) {
		p.end = len(body)
		return &text{sql: body, f: f, pieces: []piece{p}}
	}
	var sql strings.Builder
	for rest := body; rest != ""; {
		r, multibyte, tail, err := strconv.UnquoteChar(rest, src[0])
		if err != nil {
			return f.unknown(lit)
		}
		at, n := len(body)-len(rest), sql.Len()
		if multibyte {
			sql.WriteRune(r)
		} else {
			sql.WriteByte(byte(r))
		}
		for range sql.Len() - n {
			p.at = append(p.at, at)
		}
		rest = tail
	}
	p.at = append(p.at, len(body))
	p.end = sql.Len()
	return &text{sql: sql.String(), f: f, pieces: []piece{p}}
}

// specAt returns the declared function, or the declaration of a constant or
// variable, around pos.
func (f *finder) specAt(pos token.Pos) ast.Node {
	for _, file := range f.pass.Files {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		for _, decl := range file.Decls {
			if pos < decl.Pos() || decl.End() < pos {
				continue
			}
			if gen, ok := decl.(*ast.GenDecl); ok {
				for _, spec := range gen.Specs {
					if spec.Pos() <= pos && pos <= spec.End() {
						return spec
					}
				}
			}
			return decl
		}
	}
	return nil
}

// withoutReturns maps the bytes of a raw literal's value, which has no carriage
// returns, to the source, which has; nil if that can't be read.
func (f *finder) withoutReturns(lit *ast.BasicLit, n int) []int {
	file := f.pass.Fset.File(lit.Pos())
	data, err := firstparty.ReadFile(f.pass, file.Name())
	start := file.Offset(lit.Pos()) + 1
	if err != nil || start > len(data) {
		return nil
	}
	at := make([]int, 0, n+1)
	for i, c := range data[start:] {
		if c == '\r' {
			continue
		}
		if at = append(at, i); len(at) == n+1 {
			return at
		}
	}
	return nil
}

// format returns what Sprintf makes of format: a hole for each operand that
// isn't known.
func (f *finder) format(format *text, args []ast.Expr, spread bool) *text {
	var list []*text
	src := format.sql
	next, rest := 0, 0
	for {
		i := strings.IndexByte(src[rest:], '%')
		if i < 0 {
			return f.join(append(list, format.cut(rest, len(src)))...)
		}
		verb := rest + i
		list = append(list, format.cut(rest, verb))
		end := verb + 1
		plain := true
		for end < len(src) && strings.IndexByte("+-# 0123456789.*[]", src[end]) >= 0 {
			switch src[end] {
			case '[':
				if close := strings.IndexByte(src[end:], ']'); close > 0 {
					if n, err := strconv.Atoi(src[end+1 : end+close]); err == nil {
						next = n - 1
					}
					end += close
				}
			case '*':
				next++
				plain = false
			default:
				plain = false
			}
			end++
		}
		if end >= len(src) {
			return f.join(append(list, format.cut(verb, len(src)))...)
		}
		rest = end + 1
		if src[end] == '%' {
			list = append(list, format.cut(end, rest))
			continue
		}
		switch {
		case spread || next < 0 || next >= len(args):
			list = append(list, f.at(format.cut(verb, rest), string(sqlparse.Hole)))
		default:
			list = append(list, f.operand(src[end], plain, args[next]))
		}
		next++
	}
}

// at returns sql as a text that stands where t does.
func (f *finder) at(t *text, sql string) *text {
	pos, end := t.extent(sqlparse.Span{Start: 0, End: len(t.sql)})
	return &text{sql: sql, f: t.f, pieces: []piece{{end: len(sql), pos: pos, stop: end, opaque: true}}}
}

// operand returns what a verb prints of e.
func (f *finder) operand(verb byte, plain bool, e ast.Expr) *text {
	if !plain {
		return f.unknown(e)
	}
	value := f.pass.TypesInfo.Types[e].Value
	switch verb {
	case 's', 'v':
		if value == nil || value.Kind() == constant.String {
			if list := f.eval(e); len(list) == 1 {
				return list[0]
			}
			return f.unknown(e)
		}
		fallthrough
	case 'd', 't':
		if value != nil && (value.Kind() == constant.Int || value.Kind() == constant.Bool) {
			return f.opaque(value.ExactString(), e)
		}
	case 'q':
		if value != nil && value.Kind() == constant.String {
			return f.opaque(strconv.Quote(constant.StringVal(value)), e)
		}
	}
	return f.unknown(e)
}
