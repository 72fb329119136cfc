package sqlquery

import (
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// FilteredByORM reports whether the ORM leaves soft-deleted rows of t, which is
// one of [Query.AllTables], out of q.
func (q *Query) FilteredByORM(t sqlparse.Table) bool {
	if !q.Filtered || q.modelTable == nil {
		return false
	}
	model := q.modelTable()
	return model.Table != "" && strings.EqualFold(model.Table, t.Table) && model.Alias == t.Alias
}
