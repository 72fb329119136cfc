// Package qb composes SQL texts.
package qb

import "strings"

type part struct {
	text string
	args []any
}

// A Query is a text and its arguments, piece by piece.
type Query struct{ parts []part }

// Q returns an empty query.
func Q() *Query { return &Query{} }

// Join adds a piece after a separator.
func (q *Query) Join(sep, text string, args ...any) *Query {
	if len(q.parts) > 0 {
		text = sep + text
	}
	q.parts = append(q.parts, part{text, args})
	return q
}

// Space adds a piece after a blank.
func (q *Query) Space(text string, args ...any) *Query { return q.Join(" ", text, args...) }

// And adds a condition.
func (q *Query) And(text string, args ...any) *Query { return q.Join(" AND ", text, args...) }

// Comma adds a piece after a comma.
func (q *Query) Comma(text string, args ...any) *Query { return q.Join(", ", text, args...) }

// ToSQL returns the text and the arguments.
func (q *Query) ToSQL() (string, []any, error) {
	var sql strings.Builder
	var args []any
	for _, p := range q.parts {
		sql.WriteString(p.text)
		args = append(args, p.args...)
	}
	return sql.String(), args, nil
}
