package sqlquery

import (
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// FilteredByORM reports whether the ORM leaves soft-deleted rows of t, which is
// one of [Query.AllTables], out of q: those of the model's table and of
// associations that are joined by their name, but not those of tables that an
// SQL text joins, nor any after Unscoped. A join's filter is in its ON.
func (q *Query) FilteredByORM(t sqlparse.Table) bool {
	if !q.Filtered || t.Table == "" {
		return false
	}
	if q.associations[t.Alias] != nil {
		return true
	}
	tables := q.AllTables()
	if len(tables) == 0 {
		return false
	}
	first := tables[0]
	if !strings.EqualFold(first.Table, t.Table) || !strings.EqualFold(first.Alias, t.Alias) {
		return false
	}
	// The rows of a table that is named may be read into another type.
	return q.modelTable != nil || strings.EqualFold(q.namedFor(), t.Table)
}
