package unfilteredread

import (
	"fmt"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/softdelete"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// again reports an update that marks deleted rows once more and thereby gives
// them something new.
func (c *check) again(q *sqlquery.Query) {
	if q.Ran || q.Holed {
		return
	}
	for sub := range q.All() {
		if sub.Verb != sqlparse.Update || sub.Where == nil {
			continue
		}
		tables := sub.Tables
		if sub == q.Query {
			tables = q.AllTables()
		}
		if len(tables) == 0 {
			continue
		}
		m := c.soft.Mark(tables[0].Table, q.Dialect)
		if m == nil {
			continue
		}
		i := slices.IndexFunc(sub.Sets, func(set sqlparse.Assignment) bool {
			return strings.EqualFold(set.Column.Name, m.Column) && softdelete.MarksDead(set.Value)
		})
		fresh := slices.IndexFunc(sub.Sets, func(set sqlparse.Assignment) bool { return c.isFresh(q, tables[0], set) })
		if i < 0 || fresh < 0 {
			continue
		}
		r := c.soft.ReadOf(q, sub, tables[0])
		if r == nil || r.State != softdelete.Silent {
			continue
		}
		pos, end := q.Extent(sub.Sets[i].Column.Span)
		c.found("write", pos, end, r, message.Fit(
			fmt.Sprintf("rows of %s that are deleted are deleted again: %s changes once more; compare %s here, too", tables[0].Table, sub.Sets[fresh].Column.Name, m.Column),
			"rows that are deleted are deleted again: what the update sets changes once more; leave them out",
		))
	}
}

// isFresh reports whether an assignment gives a row something that it never had:
// the next number of a sequence, one more than it has, a new primary key, a
// position that readers resume from.
func (c *check) isFresh(q *sqlquery.Query, table sqlparse.Table, set sqlparse.Assignment) bool {
	if set.Value.Kind == sqlparse.Expr {
		if strings.Contains(strings.ToLower(set.Value.Text), "nextval") {
			return true
		}
		return slices.ContainsFunc(set.Value.Parts, func(o sqlparse.Operand) bool {
			return o.Kind == sqlparse.ColumnOp && strings.EqualFold(o.Column.Name, set.Column.Name)
		}) && strings.Contains(set.Value.Text, "+")
	}
	if set.Value.Kind != sqlparse.Param {
		return false
	}
	if c.soft.Resumes(table, set.Column.Name) {
		return true
	}
	t := c.schema.TableIn(table.Table, q.Dialect)
	return t != nil && slices.ContainsFunc(t.Indexes, func(index *schema.Index) bool {
		return index.Primary && len(index.Columns) == 1 && strings.EqualFold(index.Columns[0].Name, set.Column.Name)
	})
}
