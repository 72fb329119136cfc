package unfilteredread

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A mark is the column by which rows of a table are marked as deleted.
type mark struct {
	column string
	// dead is the value of a column of states that says so, empty of one that
	// says nothing else.
	dead string
	// name is that of the constant that dead is, if it is one.
	name string
	// orm says that an ORM's model of the table leaves marked rows out.
	orm bool
	// test is how a nullable column is compared to leave marked rows out.
	test string
	// set says that something in the module marks rows.
	set bool
}

// marks are the tables that delete softly, as far as they are known, by name in
// lower case.
type marks struct {
	columns map[string]*mark
	none    map[string]bool // that are known to have no such column
}

// mark returns the mark of a table, nil if its rows aren't marked.
func (c *check) mark(table string, d sqlparse.Dialect) *mark {
	key := strings.ToLower(table)
	if m := c.marks.columns[key]; m != nil || c.marks.none[key] {
		return m
	}
	t := c.schema.TableIn(table, d)
	if t == nil {
		return nil
	}
	m := c.markIn(t)
	if m == nil {
		c.marks.none[key] = true
		return nil
	}
	c.marks.columns[key] = m
	return m
}

// markIn returns the mark that the schema has for a table.
func (c *check) markIn(t *schema.Table) *mark {
	uses := c.schema.Module().UsesOf(t)
	isSet := func(column string) bool {
		return slices.ContainsFunc(uses, func(u *schema.Use) bool {
			return u.Kind == schema.SoftDeletes && !u.Seeding && (len(u.Columns) == 0 || slices.ContainsFunc(u.Columns, func(name string) bool { return strings.EqualFold(name, column) }))
		})
	}
	if col := t.SoftDelete(); col != nil {
		return &mark{column: col.Name, test: testOf(col), orm: true, set: isSet(col.Name)}
	}
	var found *mark
	for _, col := range t.Columns {
		if !isMark(t.Name, col) {
			continue
		}
		if found != nil {
			return nil // deleted_at beside is_deleted: which of them counts isn't told
		}
		found = &mark{column: col.Name, test: testOf(col), set: isSet(col.Name)}
	}
	return found
}

func testOf(col *schema.Column) string {
	if col.Nullable == schema.Yes {
		return "IS NULL"
	}
	return ""
}

// isMark reports whether a column is there to mark deleted rows. What it marks
// is read from the queries; the name says only that it is worth the question.
func isMark(table string, col *schema.Column) bool {
	name := strings.ToLower(col.Name)
	if !deletes(name) {
		_, rest, ok := strings.Cut(name, "_")
		prefix := name[:len(name)-len(rest)]
		if !ok || !deletes(rest) || len(prefix) < 3 || !strings.HasPrefix(strings.ToLower(table), prefix[:3]) {
			return false
		}
	}
	switch {
	case schema.IsTimeType(col.Type), col.Type == "":
		return true
	case strings.Contains(col.Type, "int"), strings.HasPrefix(col.Type, "bool"), col.Type == "bit", col.Type == "integer":
		return true
	}
	return false
}

func deletes(name string) bool {
	switch strings.ReplaceAll(name, "_", "") {
	case "deletedat", "deletedon", "deletedtime", "deletetime", "deletedate", "deleteddate", "softdeletedat", "removedat", "deletetimestamp",
		"deletedts", "isdeleted", "deleted", "softdeleted", "isdel", "delflag", "deleteflag", "deletedflag", "deleteat", "isremoved", "removed",
		"trashedat", "istrashed", "trashed", "discardedat", "deletiontime", "deletedatms", "isdelete":
		return true
	}
	return false
}

// findMarks reads the states that mean deleted, from the statements that set
// them.
func (c *check) findMarks() *marks {
	m := &marks{map[string]*mark{}, map[string]bool{}}
	for _, q := range c.sql.Queries {
		for sub := range q.All() {
			if sub.Verb != sqlparse.Update {
				continue
			}
			for _, set := range sub.Sets {
				value, ok := c.deadState(q, set.Value)
				if !ok {
					continue
				}
				if table, ok := q.TableOf(sub, set.Column); ok && !c.schemaHasMark(table, q.Dialect) {
					m.columns[strings.ToLower(table)] = &mark{column: set.Column.Name, dead: value, name: nameOf(c.arg(q, set.Value)), set: true}
				}
			}
		}
	}
	return m
}

func (c *check) schemaHasMark(table string, d sqlparse.Dialect) bool {
	t := c.schema.TableIn(table, d)
	return t != nil && c.markIn(t) != nil
}

// deadState returns the value that an operand is if it is a state called
// deleted: a constant by its name, a literal by itself.
func (c *check) deadState(q *sqlquery.Query, o sqlparse.Operand) (string, bool) {
	if o.Kind == sqlparse.Const {
		return o.Text, o.Type == sqlparse.StringConst && isDead(o.Text)
	}
	e := c.arg(q, o)
	if e == nil {
		return "", false
	}
	value, ok := c.constant(e)
	return value, ok && (isDead(nameOf(e)) || isDead(value))
}

// arg returns the Go expression that an operand stands for, nil if it isn't
// known. A query of another package's file has none.
func (c *check) arg(q *sqlquery.Query, o sqlparse.Operand) ast.Expr {
	if c.foreign[q] {
		return nil
	}
	return q.Arg(o)
}

// constant returns the value of an expression that is one.
func (c *check) constant(e ast.Expr) (string, bool) {
	tv, ok := c.pass.TypesInfo.Types[e]
	if !ok || tv.Value == nil {
		return "", false
	}
	if tv.Value.Kind() == constant.String {
		return constant.StringVal(tv.Value), true
	}
	return tv.Value.ExactString(), true
}

func nameOf(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.CallExpr: // a conversion, or Status.String()
		if len(e.Args) == 1 {
			return nameOf(e.Args[0])
		}
		return nameOf(e.Fun)
	}
	return ""
}

func isDead(name string) bool {
	name = strings.ToLower(name)
	for _, end := range []string{"deleted", "removed", "trashed", "delete"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// isFalse reports whether a constant is what a live row has where it hasn't NULL.
func isFalse(o sqlparse.Operand) bool {
	return o.Kind == sqlparse.Const && (o.Text == "false" || o.Text == "0" || o.Text == "" || o.Text == "f" || strings.HasPrefix(o.Text, "1970-01-01") || strings.HasPrefix(o.Text, "0001-01-01"))
}

func isTrue(o sqlparse.Operand) bool {
	return o.Kind == sqlparse.Const && (o.Text == "true" || o.Text == "1" || o.Text == "t")
}

// isLooked reports whether some Go code of the module may look at the mark of a
// row that it has read.
func (c *check) isLooked(m *mark) bool {
	if m.dead != "" && m.name == "" {
		return true // a text, which may be compared anywhere
	}
	name := m.name
	if name == "" {
		name = strings.ReplaceAll(m.column, "_", "")
	}
	return slices.ContainsFunc(c.schema.Module().Looks, func(look string) bool {
		look = strings.ReplaceAll(look, "_", "")
		return strings.EqualFold(look, name) || m.name == "" && (strings.EqualFold(look, "deletedAt") || strings.EqualFold(look, "isDeleted") || strings.EqualFold(look, "deleted"))
	})
}

// of returns what a comparison of the mark says of the rows.
func (m *mark) of(c *check, q *sqlquery.Query, cmp *sqlparse.Comparison) state {
	o := cmp.Operand
	if e := c.arg(q, o); e != nil && o.Kind == sqlparse.Param {
		if value, ok := c.constant(e); ok {
			o = sqlparse.Operand{Kind: sqlparse.Const, Text: value}
		} else if t := c.pass.TypesInfo.TypeOf(e); t != nil && types.Identical(t, types.Typ[types.UntypedNil]) {
			o = sqlparse.Operand{Kind: sqlparse.Const, Type: sqlparse.NullConst}
		}
	}
	if m.dead != "" {
		switch {
		case cmp.Op == sqlparse.Eq && o.Kind == sqlparse.Const:
			if o.Text == m.dead {
				return dead
			}
			return live
		case cmp.Op == sqlparse.Ne && o.Kind == sqlparse.Const && o.Text == m.dead:
			return live
		case cmp.Op == sqlparse.In, cmp.Op == sqlparse.NotIn:
			return live
		}
		return named
	}
	switch cmp.Op {
	case sqlparse.IsNull:
		return live
	case sqlparse.NotNull:
		return dead
	case sqlparse.Eq:
		if isFalse(o) {
			return live
		} else if isTrue(o) {
			return dead
		}
	case sqlparse.Ne:
		if isTrue(o) {
			return live
		} else if isFalse(o) {
			return dead
		}
	}
	return named
}
