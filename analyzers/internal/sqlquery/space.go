package sqlquery

import (
	"go/ast"
	"go/token"
	"sort"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A space gives offsets to what one Query is made of: SQL texts, whose parts
// keep their order within, and Go expressions, laid end to end. A fragment is
// parsed by itself and shifted to the offset that its text has in the space.
type space struct{ regions []region }

// A region is one text or one Go node of a space.
type region struct {
	start, end int // end included: spans may be empty at a text's end
	text       *text
	node       ast.Node
	bind       binder
}

// A binder returns the Go expression that an operand stands for, nil if it
// isn't known. Param and Name of the operand are as its own text has them.
type binder func(sqlparse.Operand) ast.Expr

// addText appends a text whose placeholders bind resolves; it returns the
// offset that the text begins at, for [sqlparse.Shift].
func (s *space) addText(t *text, bind binder) int {
	start := s.next()
	s.regions = append(s.regions, region{start: start, end: start + len(t.sql), text: t, bind: bind})
	return start
}

// addNode appends a part of the Go source and returns its span.
func (s *space) addNode(n ast.Node) sqlparse.Span {
	start := s.next()
	s.regions = append(s.regions, region{start: start, end: start + 1, node: n})
	return sqlparse.Span{Start: start, End: start + 1}
}

// addExpr appends a Go expression that is an operand: [Query.Arg] of the
// result is e.
func (s *space) addExpr(e ast.Expr) sqlparse.Operand {
	span := s.addNode(e)
	s.regions[len(s.regions)-1].bind = func(sqlparse.Operand) ast.Expr { return e }
	return sqlparse.Operand{Kind: sqlparse.Param, Span: span}
}

// next returns the first free offset. Offset 0 is used too: an unknown Span is
// the zero one, which nothing but the empty text at the start has.
func (s *space) next() int {
	if len(s.regions) == 0 {
		return 0
	}
	return s.regions[len(s.regions)-1].end + 1
}

func (s *space) at(offset int) *region {
	i := sort.Search(len(s.regions), func(i int) bool { return offset <= s.regions[i].end })
	if i == len(s.regions) || offset < s.regions[i].start {
		return nil
	}
	return &s.regions[i]
}

// extent returns where a span stands in the source, NoPos if it isn't known.
func (s *space) extent(span sqlparse.Span) (pos, end token.Pos) {
	r := s.at(span.Start)
	switch {
	case r == nil || span == (sqlparse.Span{}):
		return token.NoPos, token.NoPos
	case r.node != nil:
		pos, end = r.node.Pos(), r.node.End()
		// A span that begins at one call of a chain and ends at another.
		if last := s.at(span.End); last != nil && last != r && last.node != nil && last.node.End() > end {
			end = last.node.End()
		}
		return pos, end
	}
	return r.text.extent(sqlparse.Span{Start: span.Start - r.start, End: min(span.End, r.end) - r.start})
}

// arg returns what o stands for in the Go source.
func (s *space) arg(o sqlparse.Operand) ast.Expr {
	r := s.at(o.Span.Start)
	if r == nil || o.Span == (sqlparse.Span{}) {
		return nil
	}
	if o.Kind == sqlparse.HoleOp && r.text != nil {
		return r.text.hole(o.Span.Start - r.start)
	}
	if r.bind == nil {
		return nil
	}
	return r.bind(o)
}
