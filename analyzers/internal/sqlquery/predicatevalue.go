package sqlquery

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// Operands are what a call is given, or what a composite literal holds.
type operands struct {
	recv ast.Expr
	args []ast.Expr
	// fixed is how many parameters precede the variadic one; spread says that
	// a slice is given for it (f(list...)).
	fixed    int
	variadic bool
	spread   bool
}

func (w *walker) callOperands(e *ast.CallExpr, fn *types.Func) operands {
	o := operands{args: e.Args, fixed: len(e.Args), spread: e.Ellipsis.IsValid()}
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && fn != nil && fn.Signature().Recv() != nil {
		o.recv = sel.X
	}
	if fn != nil && fn.Signature().Variadic() {
		o.variadic, o.fixed = true, fn.Signature().Params().Len()-1
	}
	return o
}

// literalOperands returns the fields of a struct literal by their order, and
// the elements of any other.
func (w *walker) literalOperands(e *ast.CompositeLit) operands {
	_, s := w.structOf(e)
	if s == nil {
		_, isArray := w.pass.TypesInfo.TypeOf(e).Underlying().(*types.Array)
		o := operands{args: e.Elts, variadic: !isArray}
		if isArray {
			o.fixed = len(e.Elts)
		}
		return o
	}
	o := operands{args: make([]ast.Expr, s.NumFields()), fixed: s.NumFields()}
	for i, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			key, _ := kv.Key.(*ast.Ident)
			for j := range s.NumFields() {
				if key != nil && s.Field(j).Name() == key.Name {
					o.args[j] = kv.Value
				}
			}
			continue
		}
		o.args[i] = elt
	}
	return o
}

// at returns the operands that r names, and whether the last is a slice that
// stands for any number of them.
func (o operands) at(r knowledge.Ref) ([]ast.Expr, bool) {
	if r == knowledge.Recv {
		if o.recv == nil {
			return nil, false
		}
		return []ast.Expr{o.recv}, false
	}
	i, ok := r.AsParam()
	if !ok || i >= len(o.args) {
		return nil, false
	}
	if o.variadic && i >= o.fixed {
		return o.args[i:], o.spread
	}
	if o.args[i] == nil {
		return nil, false
	}
	return o.args[i : i+1], false
}

// one returns the operand that r names, nil if there is none.
func (o operands) one(r knowledge.Ref) ast.Expr {
	list, spread := o.at(r)
	if len(list) == 0 || spread && len(list) == 1 {
		return nil
	}
	return list[0]
}

// fieldColumn returns the column of a struct's field: its tag's, or its name
// in snake case.
func fieldColumn(s *types.Struct, i int) string {
	name := s.Field(i).Name()
	if column, ok := tagColumn(s.Tag(i)); ok {
		return column
	}
	return snake(name)
}

// literalList returns the elements of the only expression if it is a slice
// literal.
func (w *walker) literalList(list []ast.Expr) ([]ast.Expr, bool) {
	if len(list) != 1 {
		return nil, false
	}
	lit, ok := ast.Unparen(list[0]).(*ast.CompositeLit)
	if !ok {
		return nil, false
	}
	if _, ok := w.pass.TypesInfo.TypeOf(lit).Underlying().(*types.Slice); !ok {
		return nil, false
	}
	return lit.Elts, true
}

func (w *walker) isPackage(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	_, ok = w.pass.TypesInfo.Uses[id].(*types.PkgName)
	return ok
}

func isNil(info *types.Info, e ast.Expr) bool { return info.Types[e].IsNil() }

// isList reports whether a value of type t is bound as a list: a slice, but
// not of bytes, and no type that makes a value of itself.
func isList(t types.Type) bool {
	if t == nil {
		return false
	}
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		a, ok := t.Underlying().(*types.Array)
		if !ok || types.NewMethodSet(t).Lookup(nil, "Value") != nil {
			return false
		}
		b, ok := a.Elem().Underlying().(*types.Basic)
		return !ok || b.Kind() != types.Byte
	}
	if types.NewMethodSet(t).Lookup(nil, "Value") != nil {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return !ok || b.Kind() != types.Byte
}

// operand returns the value that e is in the query.
func (w *walker) operand(s *step, e ast.Expr) sqlparse.Operand {
	e = ast.Unparen(e)
	if t := w.pass.TypesInfo.TypeOf(e); t != nil && !isString(t) {
		if column, ok := w.column(s, e); ok && column.Wrapped == "" {
			return sqlparse.Operand{Kind: sqlparse.ColumnOp, Column: column.Column, Span: column.Column.Span}
		}
	}
	if o, ok := w.expression(s, e); ok {
		return o
	}
	if c := w.expr(e); c != nil && c.kind == queryChain {
		o := w.space.addExpr(e)
		o.Kind = sqlparse.SubqueryOp
		return o
	}
	return w.space.addExpr(e)
}

// entry returns the entry of a part that a call or a literal has.
func (w *walker) entry(e ast.Expr, part knowledge.Part) (knowledge.Build, operands, bool) {
	var builds []knowledge.Build
	var o operands
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		if tv := w.pass.TypesInfo.Types[e.Fun]; tv.IsType() {
			builds, o = knowledge.LiteralOf(tv.Type), operands{args: e.Args, fixed: len(e.Args)}
			break
		}
		fn := w.callee(e)
		if fn == nil {
			return knowledge.Build{}, o, false
		}
		builds, o = knowledge.BuildsOf(fn), w.callOperands(e, fn)
	case *ast.CompositeLit:
		if t := w.pass.TypesInfo.TypeOf(e); t != nil {
			builds, o = knowledge.LiteralOf(t), w.literalOperands(e)
		}
	}
	for _, b := range builds {
		if b.Part == part {
			return b, o, true
		}
	}
	return knowledge.Build{}, o, false
}

// column returns the column that e names, with what wraps it, as the left side
// of a comparison.
func (w *walker) column(s *step, e ast.Expr) (*sqlparse.Comparison, bool) {
	e = ast.Unparen(e)
	t := w.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return nil, false
	}
	if !isString(t) {
		b, o, ok := w.entry(e, knowledge.Names)
		if !ok {
			b, o, ok = w.entry(e, knowledge.Phrases)
			b.Value = 0
			w.taken[e] = ok
		}
		if column, ok := w.fieldOf(e); ok {
			return &sqlparse.Comparison{Column: sqlparse.Column{Name: column, Span: w.space.addNode(e)}}, true
		}
		if !ok {
			return nil, false
		}
		if b.Column != "" {
			return &sqlparse.Comparison{Column: sqlparse.Column{Name: b.Column, Span: w.space.addNode(e)}}, true
		}
		of := o.one(b.Of)
		if of == nil {
			return nil, false
		}
		c, ok := w.column(s, of)
		if ok && b.Value != 0 {
			if table := o.one(b.Value); table != nil {
				c.Column.Table = w.tableName(table)
			}
		}
		return c, ok
	}
	if b, o, ok := w.entry(e, knowledge.Names); ok {
		// ent's s.C(user.FieldName)
		if of := o.one(b.Of); of != nil {
			return w.column(s, of)
		}
	}
	texts := w.name(e)
	if len(texts) != 1 {
		return nil, false
	}
	text := texts[0]
	off := w.space.addText(text, nil)
	if c, ok := identifier(text.sql); ok {
		c.Span = sqlparse.Span{Start: off, End: off + len(text.sql)}
		return &sqlparse.Comparison{Column: c}, true
	}
	// date(created_at), COALESCE(x, 0)
	if strings.ContainsRune(text.sql, sqlparse.Hole) || !strings.Contains(text.sql, "(") {
		return nil, false
	}
	q := w.parse(s, w.join(text, w.opaque(" < 1", e)), sqlparse.WhereClause, nil, false)
	if q == nil || q.Where == nil || q.Where.Cmp == nil {
		return nil, false
	}
	cmp := *q.Where.Cmp
	cmp.Operand = sqlparse.Operand{}
	return &cmp, true
}

// fieldOf returns the column that a field of a generated variable names:
// models.UserWhere.DeletedAt.
func (w *walker) fieldOf(e ast.Expr) (string, bool) {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	var id *ast.Ident
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return "", false
	}
	owner, ok := w.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return "", false
	}
	return knowledge.ColumnOf(owner, sel.Sel.Name)
}

// tableName returns the constant name, or that of a value that stands for a
// table (goqu.T("users")).
func (w *walker) tableName(e ast.Expr) string {
	if name, ok := w.constantString(e); ok {
		return name
	}
	if b, o, ok := w.entry(e, knowledge.Names); ok {
		if of := o.one(b.Of); of != nil {
			name, _ := w.constantString(of)
			return name
		}
	}
	return ""
}

// identifier reads a column's name, perhaps quoted and qualified. A hole is an
// unknown qualifier.
func identifier(s string) (sqlparse.Column, bool) {
	parts := strings.Split(strings.TrimSpace(s), ".")
	for i, p := range parts {
		if len(p) > 1 && strings.IndexByte("\"`[", p[0]) >= 0 {
			p = p[1 : len(p)-1]
		}
		if p == string(sqlparse.Hole) && i < len(parts)-1 {
			p = ""
		} else if !isWord(p) {
			return sqlparse.Column{}, false
		}
		parts[i] = p
	}
	c := sqlparse.Column{Name: parts[len(parts)-1]}
	if len(parts) > 1 {
		c.Table = parts[len(parts)-2]
	}
	return c, len(parts) <= 3
}

func isWord(s string) bool {
	for i, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') && r < 0x80 || r == sqlparse.Hole {
			return false
		}
	}
	return s != ""
}
