package sqlquery

import (
	"go/ast"
	"go/token"
	"sort"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A text is an SQL text, and where each byte of it stands in the source. What
// isn't known of it is a [sqlparse.Hole].
type text struct {
	sql    string
	pieces []piece // they cover sql
	fset   *token.FileSet
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

// extent returns where a part of the text stands. A part that is made of
// several places, not in the order of the source, ends with the first.
func (t *text) extent(s sqlparse.Span) (pos, end token.Pos) {
	first, last := t.piece(s.Start), t.piece(max(s.End-1, s.Start))
	if first == nil {
		return token.NoPos, token.NoPos
	}
	pos, end = first.from(s.Start), last.to(s.End)
	if end < pos || t.fset.File(end) != t.fset.File(pos) {
		end = first.to(first.end)
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
