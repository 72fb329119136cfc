package softdelete

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

// A Mark is the column by which rows of a table are marked as deleted.
type Mark struct {
	Column string
	// dead is the value of a column of states that says so, empty of one that
	// says nothing else.
	dead string
	// name is that of the constant that dead is, if it is one.
	name string
	// orm says that an ORM's model of the table leaves marked rows out.
	orm bool
	// Test is how a nullable column is compared to leave marked rows out.
	Test string
	// Declared is where the column is, the zero Place if that isn't known.
	Declared schema.Place
	// set says that something in the module marks rows.
	set bool
}

// marks are the tables that delete softly, as far as they are known, by name in
// lower case.
type marks struct {
	columns map[string]*Mark
	none    map[string]bool // that are known to have no such column
}

// Mark returns the mark of a table, nil if its rows aren't marked.
func (res *Result) Mark(table string, d sqlparse.Dialect) *Mark {
	key := strings.ToLower(table)
	if m := res.marks.columns[key]; m != nil || res.marks.none[key] {
		return m
	}
	t := res.schema.TableIn(table, d)
	if t == nil {
		return nil
	}
	m := res.markIn(t)
	if m == nil {
		res.marks.none[key] = true
		return nil
	}
	res.marks.columns[key] = m
	return m
}

// markIn returns the mark that the schema has for a table.
func (res *Result) markIn(t *schema.Table) *Mark {
	uses := res.schema.Module().UsesOf(t)
	isSet := func(column string) bool {
		return slices.ContainsFunc(uses, func(u *schema.Use) bool {
			return u.Kind == schema.SoftDeletes && !u.Seeding && (len(u.Columns) == 0 || slices.ContainsFunc(u.Columns, func(name string) bool { return strings.EqualFold(name, column) }))
		})
	}
	if col := t.SoftDelete(); col != nil {
		return &Mark{Column: col.Name, Declared: col.Declared, Test: testOf(col), orm: true, set: isSet(col.Name)}
	}
	var found *Mark
	for _, col := range t.Columns {
		if !isMark(t.Name, col) {
			continue
		}
		if found != nil {
			return nil // deleted_at beside is_deleted: which of them counts isn't told
		}
		found = &Mark{Column: col.Name, Declared: col.Declared, Test: testOf(col), set: isSet(col.Name)}
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
func (res *Result) findMarks() *marks {
	m := &marks{map[string]*Mark{}, map[string]bool{}}
	for _, q := range res.sql.Queries {
		for sub := range q.All() {
			if sub.Verb != sqlparse.Update {
				continue
			}
			for _, set := range sub.Sets {
				value, ok := res.deadState(q, set.Value)
				if !ok {
					continue
				}
				if table, ok := q.TableOf(sub, set.Column); ok && !res.schemaHasMark(table, q.Dialect) {
					m.columns[strings.ToLower(table)] = &Mark{Column: set.Column.Name, dead: value, name: nameOf(res.arg(q, set.Value)), set: true}
				}
			}
		}
	}
	return m
}

func (res *Result) schemaHasMark(table string, d sqlparse.Dialect) bool {
	t := res.schema.TableIn(table, d)
	return t != nil && res.markIn(t) != nil
}

// deadState returns the value that an operand is if it is a state called
// deleted: a constant by its name, a literal by itself.
func (res *Result) deadState(q *sqlquery.Query, o sqlparse.Operand) (string, bool) {
	if o.Kind == sqlparse.Const {
		return o.Text, o.Type == sqlparse.StringConst && isDead(o.Text)
	}
	e := res.arg(q, o)
	if e == nil {
		return "", false
	}
	value, ok := res.constant(e)
	return value, ok && (isDead(nameOf(e)) || isDead(value))
}

// arg returns the Go expression that an operand stands for, nil if it isn't
// known. A query of another package's file has none.
func (res *Result) arg(q *sqlquery.Query, o sqlparse.Operand) ast.Expr {
	if res.foreign[q] {
		return nil
	}
	return q.Arg(o)
}

// constant returns the value of an expression that is one.
func (res *Result) constant(e ast.Expr) (string, bool) {
	tv, ok := res.info.Types[e]
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

// of returns what a comparison of the mark says of the rows.
func (m *Mark) of(res *Result, q *sqlquery.Query, cmp *sqlparse.Comparison) State {
	o := cmp.Operand
	if e := res.arg(q, o); e != nil && o.Kind == sqlparse.Param {
		if value, ok := res.constant(e); ok {
			o = sqlparse.Operand{Kind: sqlparse.Const, Text: value}
		} else if t := res.info.TypeOf(e); t != nil && types.Identical(t, types.Typ[types.UntypedNil]) {
			o = sqlparse.Operand{Kind: sqlparse.Const, Type: sqlparse.NullConst}
		}
	}
	if m.dead != "" {
		switch {
		case cmp.Op == sqlparse.Eq && o.Kind == sqlparse.Const:
			if o.Text == m.dead {
				return Dead
			}
			return Live
		case cmp.Op == sqlparse.Ne && o.Kind == sqlparse.Const && o.Text == m.dead:
			return Live
		case cmp.Op == sqlparse.In, cmp.Op == sqlparse.NotIn:
			return Live
		}
		return Named
	}
	switch cmp.Op {
	case sqlparse.IsNull:
		return Live
	case sqlparse.NotNull:
		return Dead
	case sqlparse.Eq:
		if isFalse(o) {
			return Live
		} else if isTrue(o) {
			return Dead
		}
	case sqlparse.Ne:
		if isTrue(o) {
			return Live
		} else if isFalse(o) {
			return Dead
		}
	}
	return Named
}
