package sqlparse

import (
	"sort"
	"strings"

	"github.com/sqlc-dev/marino/ast"
	"github.com/sqlc-dev/marino/opcode"
)

// A mySource is a MySQL text with its tokens. Positions in it are indexes of
// tokens; a range of tokens is lo, hi with hi excluded.
type mySource struct {
	text string
	toks []myToken
}

// at is the index of the token that starts at offset.
func (s *mySource) at(offset int) int {
	return sort.Search(len(s.toks), func(i int) bool { return s.toks[i].start >= offset })
}

// raw is the source of token i, empty beyond the text.
func (s *mySource) raw(i int) string {
	if i < 0 || i >= len(s.toks) {
		return ""
	}
	return s.text[s.toks[i].start:s.toks[i].end]
}

// is reports whether token i is the unquoted word or operator.
func (s *mySource) is(i int, word string) bool {
	return i >= 0 && i < len(s.toks) && s.toks[i].kind != myQuoted && s.toks[i].kind != myString &&
		strings.EqualFold(s.raw(i), word)
}

// isAny reports whether token i is one of the words.
func (s *mySource) isAny(i int, words ...string) bool {
	for _, w := range words {
		if s.is(i, w) {
			return true
		}
	}
	return false
}

// isName reports whether token i may be an identifier.
func (s *mySource) isName(i int) bool {
	return i >= 0 && i < len(s.toks) && (s.toks[i].kind == myWord || s.toks[i].kind == myQuoted)
}

// name is the identifier at token i without its quotes.
func (s *mySource) name(i int) string {
	raw := s.raw(i)
	if strings.HasPrefix(raw, "`") {
		return strings.ReplaceAll(strings.Trim(raw, "`"), "``", "`")
	}
	return raw
}

// span is the part of the text from token lo to before token hi.
func (s *mySource) span(lo, hi int) Span {
	if lo < 0 || lo >= hi || hi > len(s.toks) {
		return Span{}
	}
	return Span{s.toks[lo].start, s.toks[hi-1].end}
}

// after is the token after the bracket that token i opens.
func (s *mySource) after(i int) int {
	if i < len(s.toks) && s.toks[i].match > i {
		return s.toks[i].match + 1
	}
	return i + 1
}

// find is the first of the words in lo, hi that stands in no brackets, hi if
// there is none.
func (s *mySource) find(lo, hi int, words ...string) int {
	for i := lo; i < hi; i = s.after(i) {
		if s.isAny(i, words...) {
			return i
		}
	}
	return hi
}

// split cuts lo, hi at the commas that stand in no brackets.
func (s *mySource) split(lo, hi int) [][2]int {
	var parts [][2]int
	for lo < hi {
		comma := s.find(lo, hi, ",")
		parts = append(parts, [2]int{lo, comma})
		lo = comma + 1
	}
	return parts
}

// unwrap takes the brackets off that enclose the whole range.
func (s *mySource) unwrap(lo, hi int) (int, int) {
	for lo < hi && s.is(lo, "(") && s.toks[lo].match == hi-1 {
		lo, hi = lo+1, hi-1
	}
	return lo, hi
}

// dotted is the token after the name, perhaps qualified, at token i.
func (s *mySource) dotted(i int) int {
	i++
	for s.is(i, ".") && (s.isName(i+1) || s.is(i+1, "*")) {
		i += 2
	}
	return i
}

// named is the span of the dotted name at token i if its last part is name;
// the zero Span if something else stands there.
func (s *mySource) named(i int, name string) Span {
	if i < 0 || i >= len(s.toks) {
		return Span{}
	}
	hi := s.dotted(i)
	if !strings.EqualFold(s.name(hi-1), name) {
		return Span{}
	}
	return s.span(i, hi)
}

// start is the first token of an expression.
func (s *mySource) start(e ast.ExprNode) int { return s.at(e.OriginTextPosition()) }

// spanOf is the source of an expression.
func (s *mySource) spanOf(e ast.ExprNode) Span { return s.span(s.start(e), s.end(e)) }

// end is the token after an expression. The grammar gives an expression's
// start; where it ends follows from what it is.
func (s *mySource) end(e ast.ExprNode) int {
	i := s.start(e)
	switch e := e.(type) {
	case *ast.ColumnNameExpr:
		return s.dotted(i)
	case *ast.ParenthesesExpr, *ast.SubqueryExpr:
		return s.after(i)
	case *ast.BinaryOperationExpr:
		if s.start(e.L) != i && s.is(i+1, "(") { // MOD(a, b)
			return s.after(i + 1)
		}
		if f, ok := e.R.(*ast.FuncCallExpr); ok && e.Op == opcode.EQ && isSoundsLike(e) {
			return s.end(f.Args[0])
		}
		return s.end(e.R)
	case *ast.UnaryOperationExpr:
		return s.end(e.V)
	case *ast.BetweenExpr:
		return s.end(e.Right)
	case *ast.CompareSubqueryExpr:
		return s.end(e.R)
	case *ast.PatternInExpr:
		if e.Sel != nil {
			return s.end(e.Sel)
		}
		return s.after(s.find(s.end(e.Expr), len(s.toks), "IN") + 1)
	case *ast.PatternLikeOrIlikeExpr:
		hi := s.end(e.Pattern)
		if e.EscapeExplicit {
			hi += 2
		}
		return hi
	case *ast.PatternRegexpExpr:
		return s.end(e.Pattern)
	case *ast.IsNullExpr:
		return s.afterIs(e.Expr, e.Not)
	case *ast.IsTruthExpr:
		return s.afterIs(e.Expr, e.Not)
	case *ast.ExistsSubqueryExpr:
		return s.end(e.Sel)
	case *ast.SetCollationExpr:
		return s.end(e.Expr) + 2
	case *ast.VariableExpr:
		if e.Value != nil {
			return s.end(e.Value)
		}
		return i + 1
	case *ast.CaseExpr:
		last := e.WhenClauses[len(e.WhenClauses)-1].Result
		if e.ElseClause != nil {
			last = e.ElseClause
		}
		return s.end(last) + 1
	case *ast.FuncCastExpr:
		if e.FunctionType == ast.CastBinaryOperator {
			return s.end(e.Expr)
		}
		return s.after(i + 1)
	case *ast.WindowFuncExpr:
		over := s.find(s.after(i+1), len(s.toks), "OVER")
		return s.after(over + 1)
	case *ast.MatchAgainst:
		return s.after(s.find(i, len(s.toks), "AGAINST") + 1)
	case *ast.FuncCallExpr:
		return s.endOfCall(e, i)
	case ast.ValueExpr:
		return s.endOfValue(i)
	}
	// The rest are calls (aggregates, DEFAULT(c), VALUES(c), ROW(…), JSON
	// functions), row values, and single words.
	if s.is(i, "(") {
		return s.after(i)
	}
	if s.is(i+1, "(") {
		return s.after(i + 1)
	}
	return i + 1
}

// afterIs is the token after "e IS [NOT] word".
func (s *mySource) afterIs(e ast.ExprNode, not bool) int {
	i := s.find(s.end(e), len(s.toks), "IS") + 2
	if not {
		i++
	}
	return i
}

// endOfCall is the token after the call that starts at token i.
func (s *mySource) endOfCall(e *ast.FuncCallExpr, i int) int {
	switch {
	case len(e.Args) == 3 && s.infix(e, e.Args[0], i): // e + INTERVAL n DAY
		return s.end(e.Args[1]) + 1
	case len(e.Args) == 3 && s.is(i, "INTERVAL") && e.FnName.L == "date_add": // INTERVAL n DAY + e
		return s.end(e.Args[0])
	case e.FnName.L == ast.JSONMemberOf && len(e.Args) == 2: // e MEMBER OF (…)
		return s.after(s.find(s.end(e.Args[0]), len(s.toks), "OF") + 1)
	case s.is(i, "{"): // {ts '…'}
		return s.find(i, len(s.toks), "}") + 1
	case i+1 < len(s.toks) && s.toks[i+1].kind == myString: // DATE '…'
		return i + 2
	}
	hi := s.dotted(i)
	if s.isAny(hi, "->", "->>") {
		return hi + 2
	}
	if s.is(hi, "(") {
		return s.after(hi)
	}
	return hi // CURRENT_TIMESTAMP
}

// infix reports whether the call of e, which starts at token i, is written as
// an operator after its first argument.
func (s *mySource) infix(e *ast.FuncCallExpr, first ast.ExprNode, i int) bool {
	if e.FnName.L != "date_add" && e.FnName.L != "date_sub" {
		return false
	}
	return !s.is(i, "INTERVAL") && s.start(first) == i
}

// endOfValue is the token after the literal at token i: adjacent strings are
// one literal, and it may have a character set in front.
func (s *mySource) endOfValue(i int) int {
	isString := func(i int) bool { return i < len(s.toks) && s.toks[i].kind == myString }
	if !isString(i) && isString(i+1) && s.toks[i].kind == myWord {
		return i + 2
	}
	i++
	for isString(i-1) && isString(i) {
		i++
	}
	return i
}

// isSoundsLike reports whether e is "a SOUNDS LIKE b", which the grammar makes
// a comparison of two calls that are not in the text.
func isSoundsLike(e *ast.BinaryOperationExpr) bool {
	l, ok := e.L.(*ast.FuncCallExpr)
	r, ok2 := e.R.(*ast.FuncCallExpr)
	return ok && ok2 && l.FnName.L == "soundex" && r.FnName.L == "soundex" &&
		len(l.Args) == 1 && len(r.Args) == 1 && l.OriginTextPosition() == 0 && r.OriginTextPosition() == 0
}

// findLast is the last of the words in lo, hi that stands in no brackets, hi
// if there is none.
func (s *mySource) findLast(lo, hi int, words ...string) int {
	last := hi
	for i := s.find(lo, hi, words...); i < hi; i = s.find(s.after(i), hi, words...) {
		last = i
	}
	return last
}

// enclosing is the bracket that opens around token i, -1 if there is none.
func (s *mySource) enclosing(i int) int {
	for i--; i >= 0; i-- {
		switch {
		case s.is(i, ")") && s.toks[i].match >= 0:
			i = s.toks[i].match
		case s.is(i, "("):
			return i
		}
	}
	return -1
}

// source is the text of an expression.
func (s *mySource) source(e ast.ExprNode) string {
	span := s.spanOf(e)
	return s.text[span.Start:span.End]
}
