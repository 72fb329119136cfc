package sqlquery

import (
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// TableOf returns the table that a column of sub, which is q or a query within
// it, belongs to: by its alias, or the only table there is. It is false where
// that isn't known.
func (q *Query) TableOf(sub *sqlparse.Query, col sqlparse.Column) (string, bool) {
	tables := sub.Tables
	if sub == q.Query && q.modelTable != nil {
		tables = append([]sqlparse.Table{q.modelTable()}, tables...)
	}
	if col.Table == "" {
		if len(tables) == 1 && tables[0].Sub == nil && tables[0].Table != "" {
			return tables[0].Table, true
		}
		return "", false
	}
	for _, t := range tables {
		if t.Sub == nil && (strings.EqualFold(t.Alias, col.Table) || strings.EqualFold(t.Table, col.Table)) {
			return t.Table, true
		}
	}
	return "", false
}

// Source returns the SQL text of a span, as it is written. It is false for
// what a builder's calls say.
func (q *Query) Source(s sqlparse.Span) (string, bool) {
	r := q.space.at(s.Start)
	if r == nil || r.text == nil || s.End > r.end || s.End <= s.Start {
		return "", false
	}
	return r.text.sql[s.Start-r.start : s.End-r.start], true
}
