package sqlquery

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// At returns the queries that a call, whose opening parenthesis is at pos, hands
// on or ends, Generated ones among them.
func (r *Result) At(pos token.Pos) []*Query {
	if r == nil {
		return nil
	}
	r.indexed.Do(func() {
		r.byCall = map[token.Pos][]*Query{}
		for _, q := range slices.Concat(r.Queries, r.Generated) {
			// One that was found by following a call into another function is the
			// caller's there, too.
			if q.Call != nil && q.Func != nil && q.Func.Pos() <= q.Call.Pos() && q.Call.End() <= q.Func.End() {
				r.byCall[q.Call.Lparen] = append(r.byCall[q.Call.Lparen], q)
			}
		}
	})
	return r.byCall[pos]
}

// Role returns what the library's function that call calls does to rows: role, but
// that the text decides where it is known. INSERT … RETURNING is a write whichever
// method runs it; SELECT, from tables, is none.
func (r *Result) Role(call ssa.CallInstruction, role knowledge.Role) knowledge.Role {
	if !role.IsQuery() {
		return role
	}
	queries := r.At(call.Common().Pos())
	if slices.ContainsFunc(queries, func(q *Query) bool { return q.Text != "" && changes(q.Query) }) {
		return knowledge.Exec
	}
	reads := func(q *Query) bool {
		// A function may do anything.
		fromTables := len(q.Tables) > 0 && !slices.ContainsFunc(q.Tables, func(t sqlparse.Table) bool { return t.Table == "" })
		return q.Text != "" && q.Verb == sqlparse.Select && !q.Holed && fromTables && len(sqlparse.Split(q.Text, q.Dialect)) == 1
	}
	if role == knowledge.Exec && len(queries) > 0 && !slices.ContainsFunc(queries, func(q *Query) bool { return !reads(q) }) {
		return knowledge.Query
	}
	return role
}

// HandedRole is Role for a function that hands the text on: that may do other
// things, too.
func (r *Result) HandedRole(call ssa.CallInstruction, role knowledge.Role) knowledge.Role {
	if role == knowledge.Query {
		return r.Role(call, role)
	}
	return role
}

// changes reports whether q, or a part of it, changes rows.
func changes(q *sqlparse.Query) bool {
	for sub := range q.All() {
		switch sub.Verb {
		case sqlparse.Insert, sqlparse.Update, sqlparse.Delete:
			return true
		}
	}
	return false
}
