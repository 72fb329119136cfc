package keyset

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/schema"
)

// A spot is which of the rows of a page a value is of.
type spot uint8

const (
	nowhere spot = iota // the rows themselves
	element             // one of a list that is made of them
	each                // one after the other: the last one in the end
	some                // which one isn't known
	first
	last
	beyond // the one that was read to see whether there are more
)

// A leaf is what a value is computed from: a row, a parameter, or neither, such
// as the time.
type leaf struct {
	page   *page
	column string
	at     spot
	param  int // -1 for none
	path   string
	// moved says that something is added to it.
	moved bool
	// expr is the place where one of the rows is picked.
	expr ast.Expr
}

// A look is what of an expression is asked for: a field in it.
type look struct {
	path  string
	field *types.Var // the innermost
	tag   string
	at    spot
	moved bool
	expr  ast.Expr
}

// trace returns what e, or the field path of it, is computed from.
func (fn *function) trace(e ast.Expr, path string) []leaf {
	t := &tracer{function: fn, seen: map[visit]bool{}}
	t.expr(e, look{path: path})
	return t.out
}

type tracer struct {
	*function
	seen map[visit]bool
	out  []leaf
}

type visit struct {
	e    ast.Expr
	obj  types.Object
	look look
}

const maxVisits = 2000

func (t *tracer) enter(v visit) bool {
	if t.seen[v] || len(t.seen) > maxVisits {
		return false
	}
	t.seen[v] = true
	return true
}

func (t *tracer) add(l leaf) {
	if !slices.Contains(t.out, l) {
		t.out = append(t.out, l)
	}
}

func (t *tracer) other(l look) { t.add(leaf{param: -1, moved: l.moved}) }

func (t *tracer) row(p *page, column string, l look) {
	if column == "" {
		column = t.column(p, l)
	}
	t.add(leaf{page: p, column: column, at: l.at, param: -1, moved: l.moved, expr: l.expr})
}

func (t *tracer) expr(e ast.Expr, l look) {
	if e == nil || !t.enter(visit{e: e, look: l}) {
		return
	}
	info := t.pass.TypesInfo
	if tv := info.Types[e]; tv.Value != nil || tv.IsNil() {
		return
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		t.expr(e.X, l)
	case *ast.StarExpr:
		t.expr(e.X, l)
	case *ast.TypeAssertExpr:
		t.expr(e.X, l)
	case *ast.UnaryExpr:
		if e.Op != token.AND {
			l.moved = true
		}
		t.expr(e.X, l)
	case *ast.BinaryExpr:
		if b, ok := info.TypeOf(e.X).Underlying().(*types.Basic); !ok || b.Info()&types.IsString == 0 {
			l.moved = true
		}
		t.expr(e.X, l)
		t.expr(e.Y, l)
	case *ast.Ident:
		if v, ok := info.ObjectOf(e).(*types.Var); ok {
			t.variable(v, l)
		}
	case *ast.SelectorExpr:
		sel := info.Selections[e]
		if sel == nil || sel.Kind() != types.FieldVal {
			t.other(l)
			return
		}
		if isWrapper(info.TypeOf(e.X)) {
			t.expr(e.X, l) // sql.NullString.String
			return
		}
		l.path = "." + e.Sel.Name + l.path
		if v, ok := sel.Obj().(*types.Var); ok && l.field == nil {
			l.field, l.tag = v, tagOf(sel)
		}
		t.expr(e.X, l)
	case *ast.IndexExpr:
		if _, ok := info.TypeOf(e.X).Underlying().(*types.Signature); ok {
			t.other(l)
			return
		}
		if _, ok := info.TypeOf(e.X).Underlying().(*types.Map); !ok && (l.at == nowhere || l.at == each || l.at == element) {
			l.at, l.expr = t.index(e), e
		}
		t.expr(e.X, l)
	case *ast.SliceExpr:
		t.expr(e.X, l)
	case *ast.CompositeLit:
		t.literal(e, l)
	case *ast.CallExpr:
		t.call(e, 0, l)
	default:
		t.other(l)
	}
}

// literal follows what a field of a literal is given, or all of its elements.
func (t *tracer) literal(lit *ast.CompositeLit, l look) {
	s, isStruct := t.pass.TypesInfo.TypeOf(lit).Underlying().(*types.Struct)
	for i, e := range lit.Elts {
		name := ""
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				name = id.Name
			}
			e = kv.Value
		} else if isStruct && i < s.NumFields() {
			name = s.Field(i).Name()
		}
		next := l
		if isStruct && l.path != "" {
			rest, ok := below(l.path, "."+name)
			if !ok {
				continue
			}
			if next.path = rest; rest == "" {
				next.field, next.tag = nil, ""
			}
		}
		t.expr(e, next)
	}
}

func (t *tracer) variable(v *types.Var, l look) {
	if !t.enter(visit{obj: v, look: l}) {
		return
	}
	for _, p := range t.pages {
		if p.dests[v] {
			t.row(p, "", l)
			return
		}
	}
	for _, f := range t.fills[v] {
		if f.column == "" {
			if rest, ok := below(l.path, f.path); ok {
				next := l
				next.path = rest
				t.row(f.page, "", next)
			}
			continue
		}
		if rest, ok := below(l.path, f.path); ok && (rest == "" || isWrapper(v.Type())) {
			t.row(f.page, f.column, l)
		} else if _, ok := below(f.path, l.path); ok {
			next := l
			next.field = nil
			t.row(f.page, "", next) // of the whole row no column is meant
		}
	}
	for _, a := range t.assigns[v] {
		next := l
		if rest, ok := below(l.path, a.path); ok {
			if next.path = rest; rest == "" {
				next.field, next.tag = nil, ""
			}
		} else if _, ok := below(a.path, l.path); ok {
			next.path, next.field, next.tag = "", nil, ""
		} else {
			continue
		}
		if a.outer && next.at == nowhere {
			if next.at = each; !a.sure {
				next.at = some
			}
		}
		if a.elem && next.at == nowhere {
			next.at = element
		}
		if c, ok := ast.Unparen(a.from).(*ast.CallExpr); ok {
			t.call(c, a.index, next)
			continue
		}
		t.expr(a.from, next)
	}
	switch i := t.param(v); {
	case i >= 0:
		t.add(leaf{param: i, path: l.path, moved: l.moved})
	case v.Pkg() != nil && v.Parent() == v.Pkg().Scope():
		t.other(l)
	}
}

// call follows the arguments that the index-th result of a call may be computed
// from.
func (t *tracer) call(c *ast.CallExpr, index int, l look) {
	info := t.pass.TypesInfo
	if info.Types[c.Fun].IsType() {
		if len(c.Args) == 1 {
			t.expr(c.Args[0], l)
		}
		return
	}
	for _, p := range t.pages {
		if p.call == c {
			if p.result == index {
				t.row(p, "", l)
			}
			return
		}
	}
	if t.isAppend(c) {
		if l.at == nowhere || l.at == each || l.at == some {
			l.at = element
		}
		for _, arg := range c.Args {
			t.expr(arg, l)
		}
		return
	}
	if t.isBuiltin(c) {
		l.moved = true
	}
	if isBasic(resultType(info.TypeOf(c), index)) {
		l.path, l.field, l.tag = "", nil, ""
	}
	if l.at == each && inputs(info, c) > 1 {
		l.moved = true // made of each row and something else
	}
	before := len(t.out)
	if sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr); ok && info.Selections[sel] != nil {
		t.expr(sel.X, l)
		if callee, ok := typeutil.Callee(info, c).(*types.Func); ok && moves(callee) {
			for i := before; i < len(t.out); i++ {
				t.out[i].moved = true
			}
		}
	}
	for _, arg := range c.Args {
		if !isContext(info.TypeOf(arg)) {
			t.expr(arg, l)
		}
	}
	if len(t.out) == before {
		t.other(l)
	}
}

// inputs returns of how many values a call makes something, contexts left out.
func inputs(info *types.Info, c *ast.CallExpr) int {
	n := 0
	for _, arg := range c.Args {
		if !isContext(info.TypeOf(arg)) {
			n++
		}
	}
	if sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr); ok && info.Selections[sel] != nil {
		n++
	}
	return n
}

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// moves reports whether a method returns its receiver moved.
func moves(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "time" && (fn.Name() == "Add" || fn.Name() == "AddDate")
}

func resultType(t types.Type, i int) types.Type {
	if tuple, ok := t.(*types.Tuple); ok {
		if i < tuple.Len() {
			return tuple.At(i).Type()
		}
		return nil
	}
	return t
}

func isBasic(t types.Type) bool {
	if t == nil {
		return true
	}
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// isWrapper reports whether t is a value that has the column in a field:
// sql.NullString, pgtype.Text.
func isWrapper(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(t), true, nil, "Scan")
	m, ok := obj.(*types.Func)
	return ok && m.Signature().Params().Len() == 1
}

// index returns which element an index expression picks.
func (t *tracer) index(e *ast.IndexExpr) spot {
	if t.reorders {
		return some
	}
	info := t.pass.TypesInfo
	if v := info.Types[e.Index].Value; v != nil {
		if v.Kind() == constant.Int && constant.Sign(v) == 0 {
			return first
		}
		return some
	}
	i := t.plain(e.Index)
	if bin, ok := i.(*ast.BinaryExpr); ok && bin.Op == token.SUB && isOne(info, bin.Y) {
		return t.lastOr(e)
	}
	for _, p := range t.pages {
		if p.more != "" && types.ExprString(i) == p.more {
			return beyond
		}
	}
	return some
}

// lastOr tells the last row of a page from the one after it, where one more is
// read than the page has.
func (t *tracer) lastOr(e *ast.IndexExpr) spot {
	obj := t.function.variable(e.X)
	for _, p := range t.pages {
		if p.more == "" || obj == nil {
			continue
		}
		cuts := t.cuts[obj]
		if len(cuts) == 0 || types.ExprString(t.plain(e.Index)) != "len("+obj.Name()+") - 1" {
			return last
		}
		if !slices.ContainsFunc(cuts, func(cut token.Pos) bool { return cut < e.Pos() }) {
			return beyond
		}
	}
	return last
}

// plain returns e without conversions, and what it is if that is a variable
// that is assigned once.
func (fn *function) plain(e ast.Expr) ast.Expr {
	info := fn.pass.TypesInfo
	for range 4 {
		e = ast.Unparen(e)
		switch x := e.(type) {
		case *ast.CallExpr:
			if info.Types[x.Fun].IsType() && len(x.Args) == 1 {
				e = x.Args[0]
				continue
			}
		case *ast.Ident:
			if v, ok := info.ObjectOf(x).(*types.Var); ok && fn.param(v) < 0 && len(fn.assigns[v]) == 1 && !fn.assigns[v][0].elem && fn.assigns[v][0].index == 0 {
				e = fn.assigns[v][0].from
				continue
			}
		}
		break
	}
	return e
}

func isOne(info *types.Info, e ast.Expr) bool {
	v := info.Types[e].Value
	return v != nil && v.ExactString() == "1"
}

// column returns the column that the field l of a row stands for, in lower
// case, empty for the row itself.
func (t *tracer) column(p *page, l look) string {
	if l.field == nil {
		return ""
	}
	for _, f := range p.fields {
		if f.Path == l.path {
			return f.Column
		}
	}
	return t.columnOf(l.field, l.tag)
}

func (f *finder) columnOf(field *types.Var, tag string) string {
	if name, _, _ := strings.Cut(reflect.StructTag(tag).Get("db"), ","); name != "" && name != "-" {
		return strings.ToLower(name)
	}
	if f.schema != nil {
		column := ""
		for _, ref := range f.schema.Refs(field, nil) {
			c := strings.ToLower(ref.Column.Name)
			if column != "" && c != column {
				return ""
			}
			column = c
		}
		if column != "" {
			return column
		}
	}
	return schema.SnakeCase(field.Name())
}

// tagOf returns the tag of the field that is selected.
func tagOf(sel *types.Selection) string {
	at := sel.Recv()
	tag := ""
	for _, i := range sel.Index() {
		if p, ok := at.Underlying().(*types.Pointer); ok {
			at = p.Elem()
		}
		s, ok := at.Underlying().(*types.Struct)
		if !ok || i >= s.NumFields() {
			return ""
		}
		at, tag = s.Field(i).Type(), s.Tag(i)
	}
	return tag
}
