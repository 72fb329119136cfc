package sqlquery

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// expression returns the operand that an SQL text in a builder's wrapping is:
// gorm.Expr("now()"), sq.Expr("? - interval '1 day'", t).
func (w *walker) expression(s *step, e ast.Expr) (sqlparse.Operand, bool) {
	b, o, ok := w.entry(e, knowledge.Phrases)
	if !ok {
		return sqlparse.Operand{}, false
	}
	of := o.one(b.Of)
	if of == nil {
		return sqlparse.Operand{}, false
	}
	args, spread := o.at(b.Args)
	if list, ok := w.literalList(args); ok {
		args, spread = list, false
	}
	texts := w.texts(of)
	if len(texts) != 1 {
		return sqlparse.Operand{}, false
	}
	w.taken[e] = true
	// An expression has no place of its own in a grammar: it is parsed as the
	// right side of a comparison.
	t := w.join(w.opaque("x < ", of), texts[0])
	q := w.parse(s, t, sqlparse.WhereClause, args, spread)
	if q == nil || q.Where == nil || q.Where.Cmp == nil || q.Where.Cmp.Column.Name != "x" {
		return sqlparse.Operand{}, false
	}
	return q.Where.Cmp.Operand, true
}

// phrase returns the condition that an SQL text is.
func (w *walker) phrase(s *step, e ast.Expr, args []ast.Expr, spread, short bool) *sqlparse.Cond {
	texts := w.name(e)
	if len(texts) == 0 {
		return w.hole(s, e)
	}
	var parts []*sqlparse.Cond
	for _, t := range texts {
		sql := strings.TrimSpace(t.sql)
		if sql == "" {
			continue
		}
		if short && len(args) == 1 && !spread && !strings.ContainsAny(sql, "?@ ") {
			if column, ok := w.column(s, e); ok {
				parts = append(parts, w.leaf(s, column, knowledge.OpEq, args, false, w.space.addNode(args[0])))
				continue
			}
		}
		if short && len(args) == 0 && strings.Trim(sql, "0123456789") == "" {
			// The primary key.
			parts = append(parts, &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)})
			continue
		}
		q := w.parse(s, t, sqlparse.WhereClause, args, spread)
		if q == nil {
			parts = append(parts, w.hole(s, e))
			continue
		}
		parts = append(parts, conditional(q.Where, len(texts) > 1))
	}
	return joined(sqlparse.And, parts)
}

// parse parses a part of a statement and binds args to its placeholders.
func (w *walker) parse(s *step, t *text, c sqlparse.Clause, args []ast.Expr, spread bool) *sqlparse.Query {
	t, args = w.withNames(t, args)
	off := w.space.addText(t, w.bind(func() []ast.Expr {
		if n := len(placeholders(t.sql)); n == 0 && len(args) == 1 && !spread {
			// $2 of a text that is one of several.
			return slices.Repeat(args, 9)
		}
		if !spread || len(args) == 0 {
			return args
		}
		last := len(args) - 1
		return append(args[:last:last], w.spread(args[last])...)
	}))
	call, _ := s.node.(*ast.CallExpr)
	q := w.fragment(t, c, w.dialectOf(call), off)
	if q == nil {
		return nil
	}
	s.holed = s.holed || q.Holed
	s.subs = append(s.subs, q.Subs...)
	return q
}

// withNames puts the names of columns that are given as arguments
// (bun.Ident("expires_at")) in the place of their placeholders.
func (w *walker) withNames(t *text, args []ast.Expr) (*text, []ast.Expr) {
	if !slices.ContainsFunc(args, func(e ast.Expr) bool { _, _, ok := w.entry(e, knowledge.Names); return ok }) {
		return t, args
	}
	var rest []ast.Expr
	var out []*text
	from, next := 0, 0
	for _, at := range placeholders(t.sql) {
		if next >= len(args) {
			break
		}
		arg := args[next]
		next++
		b, o, ok := w.entry(arg, knowledge.Names)
		if !ok {
			rest = append(rest, arg)
			continue
		}
		of := o.one(b.Of)
		if of == nil {
			return t, args
		}
		column := w.name(of)
		if len(column) != 1 {
			return t, args
		}
		out = append(out, t.cut(from, at), column[0])
		from = at + 1
	}
	if next < len(args) {
		rest = append(rest, args[next:]...)
	}
	return w.join(append(out, t.cut(from, len(t.sql)))...), rest
}

// name returns the texts of e, which may be a name of a string type of its own
// or hold nothing but placeholders.
func (w *walker) name(e ast.Expr) []*text {
	if lit, ok := ast.Unparen(e).(*ast.BasicLit); ok && lit.Kind == token.STRING {
		return []*text{w.literal(lit)}
	}
	return w.texts(e)
}

// placeholders returns the offsets of the question marks of a text that stand
// outside of strings and for the next argument: not ?TableAlias.
func placeholders(sql string) []int {
	var out []int
	quote := byte(0)
	for i := range len(sql) {
		switch c := sql[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '?' && (i+1 == len(sql) || !isWord(sql[i+1:i+2])):
			out = append(out, i)
		}
	}
	return out
}
