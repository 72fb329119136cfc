package sqlquery

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// TableOf returns the table that a column of sub, which is q or a query within
// it, belongs to: by its alias, be it of a query around sub, or the only table
// there is. It is false where that isn't known.
func (q *Query) TableOf(sub *sqlparse.Query, col sqlparse.Column) (string, bool) {
	if col.Table == "" {
		if tables := q.tables(sub); len(tables) == 1 && tables[0].Sub == nil && tables[0].Table != "" {
			return tables[0].Table, true
		}
		return "", false
	}
	for ; sub != nil; sub = enclosing(q.Query, sub) {
		for _, t := range q.tables(sub) {
			if strings.EqualFold(t.Alias, col.Table) || strings.EqualFold(t.Table, col.Table) {
				return t.Table, t.Sub == nil
			}
		}
	}
	return "", false
}

// AllTables returns the tables of q itself, that of its Model first.
func (q *Query) AllTables() []sqlparse.Table { return q.tables(q.Query) }

func (q *Query) tables(sub *sqlparse.Query) []sqlparse.Table {
	if sub != q.Query {
		return sub.Tables
	}
	tables := sub.Tables
	if q.modelTable != nil {
		tables = append([]sqlparse.Table{q.modelTable()}, tables...)
	}
	if q.associations == nil {
		return tables
	}
	tables = slices.Clone(tables)
	for i := range tables {
		if t := &tables[i]; t.Table == "" && q.associations[t.Alias] != nil {
			t.Table = q.associations[t.Alias]()
		}
	}
	return tables
}

// enclosing returns the query within root that sub is a subquery of, nil if
// there is none.
func enclosing(root, sub *sqlparse.Query) *sqlparse.Query {
	for q := range root.All() {
		if slices.Contains(q.Subs, sub) {
			return q
		}
	}
	return nil
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
