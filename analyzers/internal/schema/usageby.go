package schema

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A selection is which rows a statement or a chain is about: those whose
// columns equal a value or are in a list. Open says that there may be more to
// it: then nothing is known.
type selection struct {
	columns []string
	open    bool
}

func (s *selection) by(column string) {
	if column == "" {
		s.open = true
	} else if !slices.Contains(s.columns, column) {
		s.columns = append(s.columns, column)
	}
}

// cond takes a condition. That a row isn't deleted yet narrows nothing.
func (s *selection) cond(c *sqlparse.Cond) {
	switch {
	case c == nil || c.Conditional:
		s.open = true
	case c.Op == sqlparse.And:
		for _, part := range c.Parts {
			s.cond(part)
		}
	case c.Op == sqlparse.Leaf && isDeletedName(c.Cmp.Column.Name):
	case c.Op == sqlparse.Leaf && c.Cmp.Wrapped == "" && !strings.ContainsRune(c.Cmp.Column.Name, sqlparse.Hole) &&
		(c.Cmp.Op == sqlparse.In || c.Cmp.Op == sqlparse.Eq && c.Cmp.Operand.Kind != sqlparse.ColumnOp):
		s.by(c.Cmp.Column.Name)
	default:
		s.open = true
	}
}

// text takes a condition of a builder, with its number of arguments.
func (s *selection) text(text string, args int) {
	if args == 1 && isName(text) { // Where("name", value)
		s.by(text)
		return
	}
	stmt, err := sqlparse.ParseFragment(text, sqlparse.WhereClause, sqlparse.Unknown)
	if err != nil || stmt.Query == nil || stmt.Query.Holed {
		s.open = true
		return
	}
	s.cond(stmt.Query.Where)
}

func isName(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return r > 127 || !isWordByte(byte(r)) }) < 0
}

// selectionOf is the rows that a statement is about.
func selectionOf(q *sqlparse.Query) (s selection) {
	if q.Where == nil || q.Holed || len(q.Tables) != 1 {
		s.open = true
		return s
	}
	s.cond(q.Where)
	return s
}

// primary is the column of a model's only primary key, empty if that isn't
// known.
func (m *Model) primary() string {
	column := ""
	if m == nil {
		return ""
	}
	for _, f := range m.Fields {
		if f.PrimaryKey {
			if column != "" {
				return ""
			}
			column = f.Column
		}
	}
	if column == "" && m.fieldNamed("id") != nil {
		return m.fieldNamed("id").Column
	}
	return column
}

// selects takes a call of a chain of GORM, bun, xorm or a builder. The model is
// the one that is known so far; started says that a call of the library's has
// been seen, before which calls give the handle.
func (w *useFunc) selects(s *selection, m *Model, call useCall, started bool) {
	switch call.name {
	case "WithContext", "Context", "Session", "Debug", "Begin", "Unscoped", "Table", "From", "ForceDelete", "WhereAllWithDeleted",
		"Set", "SetMap", "SetColumn", "Update", "Updates", "UpdateColumn", "UpdateColumns", "NewUpdate", "NewDelete",
		"Exec", "ExecContext", "RunWith", "PlaceholderFormat", "ToSql", "NoAutoTime", "Cols":
	case "Model":
		if len(call.args) == 1 {
			w.selectsRow(s, m, call.args[0])
		}
	case "Delete":
		for i, arg := range call.args {
			switch text, ok := w.s.constString(w.file, arg); {
			case i > 0 && ok:
				s.text(text, len(call.args)-2)
				return
			case i > 0:
				s.by(w.primaryOf(arg, m))
			case !ok:
				w.selectsRow(s, m, arg)
			}
		}
	case "Where", "And":
		if len(call.args) == 0 {
			s.open = true
			return
		}
		if text, ok := w.s.constString(w.file, call.args[0]); ok {
			s.text(text, len(call.args)-1)
			return
		}
		w.selectsValue(s, call.args[0])
	case "ID":
		s.by(m.primary())
	case "WherePK":
		if len(call.args) > 0 {
			s.open = true
			return
		}
		s.by(m.primary())
	case "In":
		if len(call.args) < 2 {
			s.open = true
			return
		}
		column, _ := w.s.constString(w.file, call.args[0])
		s.by(column)
	default:
		s.open = s.open || started || !givesHandle(call.name)
	}
}

// givesHandle reports whether a method of that name gives a handle of the
// database. Others may give one with conditions.
func givesHandle(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"db", "tx", "conn", "ctx", "context", "engine", "client"} {
		if strings.HasPrefix(name, word) || strings.HasSuffix(name, word) {
			return true
		}
	}
	return false
}

// primaryOf is the primary key, if an inline condition is a value of it.
func (w *useFunc) primaryOf(arg ast.Expr, m *Model) string {
	if w.model(arg) != nil {
		return ""
	}
	return m.primary()
}

// selectsRow takes the row that a chain is about: GORM and bun look for its
// primary key, if it is set.
func (w *useFunc) selectsRow(s *selection, m *Model, e ast.Expr) {
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = u.X
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		if m != nil && m.ORM == Xorm && len(e.Elts) > 0 {
			w.selectsValue(s, e)
			return
		}
		for _, elt := range e.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				s.open = true
				continue
			}
			key, ok := kv.Key.(*ast.Ident)
			if !ok || m == nil || m.fieldNamed(key.Name) == nil {
				s.open = true // an embedded struct may hold the key
			} else if column := m.fieldNamed(key.Name).Column; column == m.primary() {
				s.by(column)
			}
		}
	case *ast.CallExpr: // new(T), (*T)(nil)
		if _, ok := w.s.madeBy(w.file, e); !ok {
			if _, ok := e.Fun.(*ast.ParenExpr); !ok || len(e.Args) != 1 || !w.isZero(e.Args[0]) {
				s.open = true
			}
		}
	case *ast.Ident:
		switch {
		case e.Name == "nil":
		case m != nil && m.ORM == Xorm:
			s.open = true // any field that is set
		case m != nil && m.ORM == Bun:
			// WherePK says it.
		case !w.fresh[e.Name]:
			s.by(m.primary())
		}
	default:
		s.open = true
	}
}

// selectsValue takes a condition that is a map, a struct or a list of such:
// squirrel.Eq{"name": x}, map[string]any{…}, &T{Name: x}, squirrel.And{…}.
func (w *useFunc) selectsValue(s *selection, e ast.Expr) {
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok || len(lit.Elts) == 0 {
		s.open = true
		return
	}
	name := ""
	switch t := lit.Type.(type) {
	case *ast.SelectorExpr:
		name = t.Sel.Name
	case *ast.MapType:
		name = "Eq"
	}
	m := w.model(lit)
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		switch {
		case !ok && name == "And":
			w.selectsValue(s, elt)
		case !ok:
			s.open = true
		case m != nil:
			key, ok := kv.Key.(*ast.Ident)
			if !ok || m.fieldNamed(key.Name) == nil {
				s.open = true
				continue
			}
			s.by(m.fieldNamed(key.Name).Column)
		case name == "Eq":
			column, _ := w.s.constString(w.file, kv.Key)
			if !isDeletedName(column) {
				s.by(column)
			}
		default:
			s.open = true
		}
	}
}

// entSelection is the rows that a chain of ent's is about.
func (w *useFunc) entSelection(m *Model, base ast.Expr, calls []useCall) (s selection) {
	switch calls[0].name {
	case "UpdateOne", "UpdateOneID", "DeleteOne", "DeleteOneID":
		s.by("id")
	}
	if _, ok := base.(*ast.Ident); ok { // pet.Update()
		s.by("id")
	}
	for _, call := range calls[1:] {
		if call.name == "Where" {
			for _, arg := range call.args {
				w.entPredicate(&s, m, arg)
			}
		}
	}
	return s
}

// entPredicate takes chunk.UploadID(id), chunk.And(…), chunk.DeletedAtIsNil().
func (w *useFunc) entPredicate(s *selection, m *Model, e ast.Expr) {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		s.open = true
		return
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		s.open = true
		return
	}
	name := sel.Sel.Name
	if name == "And" {
		for _, arg := range call.Args {
			w.entPredicate(s, m, arg)
		}
		return
	}
	for _, suffix := range []string{"", "EQ", "In", "IsNil"} {
		field, ok := strings.CutSuffix(name, suffix)
		if !ok {
			continue
		}
		if field == "ID" && suffix != "IsNil" {
			s.by("id")
			return
		}
		f := m.fieldNamed(field)
		if f == nil || field == "" {
			continue
		}
		if marks := f == m.SoftDelete || isDeletedName(f.Column); marks {
			return
		}
		if suffix != "IsNil" {
			s.by(f.Column)
			return
		}
	}
	s.open = true
}
