package zerocondition

import (
	"go/ast"
	constants "go/constant"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// A zeroness says how sure it is that a value may be its type's zero value.
type zeroness uint8

const (
	no       zeroness = iota // or nothing speaks for it
	possible                 // nothing speaks against it
	evident                  // zero is as good a value as any other: of a bool, an enum, an optional part of a request
	constant                 // it is zero
)

// values answers what the values of a package's expressions may be: from their
// types, what they are made of, and the comparisons on the way. Unknown is no.
type values struct {
	pass   *analysis.Pass
	schema *schema.Result
	// calls are those of each function of the package; assigned is what local
	// variables are given, nil for a value that no expression is.
	calls    map[*types.Func][]*ast.CallExpr
	assigned map[types.Object][]ast.Expr
	altered  map[types.Object]bool          // fields of it are set
	funcs    map[types.Object]*ast.FuncDecl // of a parameter
	depth    int
}

func newValues(pass *analysis.Pass) values {
	v := values{
		pass: pass, calls: map[*types.Func][]*ast.CallExpr{},
		assigned: map[types.Object][]ast.Expr{}, altered: map[types.Object]bool{}, funcs: map[types.Object]*ast.FuncDecl{},
	}
	v.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	give := func(l, r ast.Expr) {
		switch l := ast.Unparen(l).(type) {
		case *ast.Ident:
			if obj := pass.TypesInfo.ObjectOf(l); obj != nil {
				v.assigned[obj] = append(v.assigned[obj], r)
			}
		case *ast.SelectorExpr:
			if id, ok := ast.Unparen(l.X).(*ast.Ident); ok {
				v.altered[pass.TypesInfo.ObjectOf(id)] = true
			}
		}
	}
	nodes := []ast.Node{(*ast.CallExpr)(nil), (*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.UnaryExpr)(nil)}
	pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Preorder(nodes, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(pass.TypesInfo, n).(*types.Func); ok && fn.Pkg() == pass.Pkg {
				v.calls[fn.Origin()] = append(v.calls[fn.Origin()], n)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if len(n.Lhs) == len(n.Rhs) {
					give(l, n.Rhs[i])
				} else {
					give(l, n.Rhs[0])
				}
			}
		case *ast.ValueSpec:
			for i, l := range n.Names {
				switch {
				case len(n.Values) == len(n.Names):
					give(l, n.Values[i])
				case len(n.Values) == 1:
					give(l, n.Values[0])
				}
			}
		case *ast.RangeStmt:
			for _, l := range []ast.Expr{n.Key, n.Value} {
				if l != nil {
					give(l, nil)
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				if id, ok := ast.Unparen(n.X).(*ast.Ident); ok {
					give(id, nil) // whoever has the address may set it
				}
			}
		case *ast.FuncDecl:
			for _, p := range n.Type.Params.List {
				for _, name := range p.Names {
					v.funcs[pass.TypesInfo.Defs[name]] = n
				}
			}
		}
	})
	return v
}

// A field is one of a struct literal.
type field struct {
	name  string
	v     *types.Var
	owner *types.Named
	value ast.Expr
	zero  zeroness
	rest  bool // the condition has other fields
}

// literal returns the struct literal that e is, or that the local variable e
// was given and has kept, nil if there is none.
func (v *values) literal(e ast.Expr) *ast.CompositeLit {
	switch e := unwrap(e).(type) {
	case *ast.CompositeLit:
		if _, ok := structOf(v.pass.TypesInfo.TypeOf(e)); ok {
			return e
		}
	case *ast.Ident:
		var given []ast.Expr
		for _, x := range v.assigned[v.pass.TypesInfo.ObjectOf(e)] {
			if x != nil {
				given = append(given, x)
			}
		}
		if len(given) == 1 && !v.altered[v.pass.TypesInfo.ObjectOf(e)] {
			if lit, ok := unwrap(given[0]).(*ast.CompositeLit); ok {
				return v.literal(lit)
			}
		}
	}
	return nil
}

// A place is a literal, and where what it is made of is known.
type place struct {
	lit *ast.CompositeLit
	fn  *ast.FuncDecl
	pos token.Pos
}

// literals returns the struct literals that e, a condition of q, may be: its
// own, or those that calls in the package give the parameter e.
func (v *values) literals(e ast.Expr, q *sqlquery.Query) []place {
	if lit := v.literal(e); lit != nil {
		return []place{{lit, q.Func, q.Call.Pos()}}
	}
	id, ok := unwrap(e).(*ast.Ident)
	if !ok || v.altered[v.pass.TypesInfo.ObjectOf(id)] {
		return nil
	}
	var out []place
	fn, i := v.parameter(v.pass.TypesInfo.ObjectOf(id))
	for _, call := range v.calls[fn] {
		if i < len(call.Args) {
			if lit := v.literal(call.Args[i]); lit != nil {
				out = append(out, place{lit, v.around(call), call.Pos()})
			}
		}
	}
	return out
}

// parameter returns the function that obj is the i-th parameter of, nil if it
// is none.
func (v *values) parameter(obj types.Object) (fn *types.Func, i int) {
	decl := v.funcs[obj]
	if decl == nil {
		return nil, 0
	}
	fn, _ = v.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if fn == nil {
		return nil, 0
	}
	params := fn.Signature().Params()
	for i < params.Len() && params.At(i) != obj {
		i++
	}
	return fn, i
}

// writes yields the fields that q, an UPDATE, is to write: those of a
// literal, or those that a variable was given before.
func (v *values) writes(q *sqlquery.Query) iter.Seq[field] {
	if lit := v.literal(q.Partial); lit != nil {
		return v.fields(lit)
	}
	return func(yield func(field) bool) {
		id, ok := unwrap(q.Partial).(*ast.Ident)
		if !ok {
			return
		}
		obj := v.pass.TypesInfo.ObjectOf(id)
		last := map[*types.Var]field{}
		var order []*types.Var
		ast.Inspect(q.Func.Body, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok || assign.Pos() > q.Call.Pos() || len(assign.Lhs) != len(assign.Rhs) {
				return true
			}
			for i, l := range assign.Lhs {
				sel, ok := ast.Unparen(l).(*ast.SelectorExpr)
				if !ok {
					continue
				}
				x, ok := ast.Unparen(sel.X).(*ast.Ident)
				f, isVar := v.pass.TypesInfo.ObjectOf(sel.Sel).(*types.Var)
				if !ok || !isVar || v.pass.TypesInfo.ObjectOf(x) != obj {
					continue
				}
				if _, ok := last[f]; !ok {
					order = append(order, f)
				}
				last[f] = field{name: f.Name(), v: f, owner: knowledge.Named(v.pass.TypesInfo.TypeOf(x)), value: assign.Rhs[i]}
			}
			return true
		})
		for _, f := range order {
			if !yield(last[f]) {
				return
			}
		}
	}
}

// fields yields the fields that a struct literal sets, those of embedded
// structs included.
func (v *values) fields(lit *ast.CompositeLit) iter.Seq[field] {
	return func(yield func(field) bool) {
		t := v.pass.TypesInfo.TypeOf(lit)
		s, ok := structOf(t)
		if !ok {
			return
		}
		for i, elt := range lit.Elts {
			f := s.Field(min(i, s.NumFields()-1))
			value := elt
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				key, _ := kv.Key.(*ast.Ident)
				f, _ = v.pass.TypesInfo.Uses[key].(*types.Var)
				value = kv.Value
			}
			if f == nil {
				continue
			}
			if inner, ok := ast.Unparen(value).(*ast.CompositeLit); ok {
				if _, isStruct := structOf(f.Type()); isStruct && f.Embedded() {
					for g := range v.fields(inner) {
						if !yield(g) {
							return
						}
					}
					continue
				}
			}
			if !yield(field{name: f.Name(), v: f, owner: knowledge.Named(t), value: value}) {
				return
			}
		}
	}
}

// isKey reports whether f is the primary key of a model.
func (v *values) isKey(f field) bool { return v.keyField(f.v, f.owner) }

func (v *values) keyField(f *types.Var, owner *types.Named) bool {
	if v.schema == nil {
		return strings.EqualFold(f.Name(), "id")
	}
	refs := v.schema.Refs(f, owner)
	if len(refs) == 0 {
		return strings.EqualFold(f.Name(), "id")
	}
	return slices.ContainsFunc(refs, func(r schema.Ref) bool { return r.Field.PrimaryKey })
}

// hasKey reports whether a struct literal sets a primary key.
func (v *values) hasKey(lit *ast.CompositeLit) bool {
	for f := range v.fields(lit) {
		if v.isKey(f) {
			return true
		}
	}
	return false
}

// keyed reports whether a value that q is about may hold a primary key that is
// a condition of it.
func (v *values) keyed(q *sqlquery.Query) bool {
	if !q.Builder.Keyed {
		return false
	}
	return slices.ContainsFunc(q.Subjects, func(e ast.Expr) bool {
		if q.Partial == e && len(q.Subjects) > 1 {
			return false // Model(…).Updates(e)
		}
		if isSlice(v.pass.TypesInfo.TypeOf(unwrap(e))) {
			_, ok := unwrap(e).(*ast.CompositeLit)
			return !ok
		}
		switch e := unwrap(e).(type) {
		case *ast.CompositeLit:
			return v.hasKey(e)
		case *ast.CallExpr: // new(T), (*T)(nil)
			_, builtin := typeutil.Callee(v.pass.TypesInfo, e).(*types.Builtin)
			return !builtin && !v.pass.TypesInfo.Types[e.Fun].IsType()
		}
		_, isString := v.pass.TypesInfo.TypeOf(e).Underlying().(*types.Basic)
		return !isString
	})
}

// holdsKey reports whether the struct that q writes has a primary key, which
// whoever wrote the call may have taken for a condition.
func (v *values) holdsKey(q *sqlquery.Query) bool {
	if q.Partial == nil {
		return false
	}
	if lit := v.literal(q.Partial); lit != nil {
		return v.hasKey(lit)
	}
	t := v.pass.TypesInfo.TypeOf(q.Partial)
	s, ok := structOf(t)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if v.keyField(f, knowledge.Named(t)) {
			return true
		}
	}
	return false
}

// handed reports whether the chain that call ends begins at a parameter or a
// field that may have conditions of its own: a session.
func (v *values) handed(call *ast.CallExpr) bool {
	e := ast.Expr(call)
	for range 32 {
		switch x := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if b, ok := knowledge.BuilderOf(v.pass.TypesInfo.TypeOf(sel.X)); !ok || b == (knowledge.Builder{}) {
				return true // a function that may add conditions
			}
			e = sel.X
			continue
		case *ast.Ident, *ast.SelectorExpr:
			b, ok := knowledge.BuilderOf(v.pass.TypesInfo.TypeOf(x))
			if !ok || !b.Mutates {
				return !ok
			}
			id, ok := x.(*ast.Ident)
			if !ok {
				return true
			}
			given := v.assigned[v.pass.TypesInfo.ObjectOf(id)]
			if len(given) != 1 || given[0] == nil {
				return true
			}
			e = given[0]
			continue
		}
		return true
	}
	return true
}

// zeroness returns whether e, which is used at pos in fn, may be zero.
func (v *values) zeroness(e ast.Expr, fn *ast.FuncDecl, pos token.Pos) zeroness {
	if v.depth > 4 {
		return no
	}
	v.depth++
	defer func() { v.depth-- }()
	e = ast.Unparen(e)
	tv := v.pass.TypesInfo.Types[e]
	if tv.IsNil() {
		return constant
	}
	if tv.Value != nil {
		if isZero(tv.Value) {
			return constant
		}
		return no
	}
	z := v.source(e, fn, pos)
	if z == no || v.compared(e, fn, pos) {
		return no
	}
	return max(z, v.byType(tv.Type))
}

// source says what e is made of.
func (v *values) source(e ast.Expr, fn *ast.FuncDecl, pos token.Pos) zeroness {
	switch e := e.(type) {
	case *ast.Ident:
		obj := v.pass.TypesInfo.ObjectOf(e)
		if _, ok := obj.(*types.Var); !ok || obj.Parent() == v.pass.Pkg.Scope() {
			return no
		}
		if f := v.funcs[obj]; f != nil {
			return v.argument(obj, f)
		}
		given := v.assigned[obj]
		if len(given) == 1 && given[0] != nil {
			return v.zeroness(given[0], fn, pos)
		}
		if len(given) == 0 {
			return no // a parameter of a closure
		}
		return possible
	case *ast.SelectorExpr:
		return v.selection(e, fn, pos)
	case *ast.CallExpr:
		return v.call(e, fn, pos)
	case *ast.BinaryExpr:
		return no
	case *ast.StarExpr:
		return possible
	case *ast.IndexExpr:
		return possible
	}
	return no // &x, a literal, a function
}

// byType says of what types zero is a value like others.
func (v *values) byType(t types.Type) zeroness {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return possible
	}
	if b.Info()&types.IsBoolean != 0 {
		return evident
	}
	named := knowledge.Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return possible
	}
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		if c, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(c.Type(), t) && isZero(c.Val()) && b.Info()&types.IsInteger != 0 {
			return evident
		}
	}
	return possible
}

// argument returns what the calls in the package give a parameter.
func (v *values) argument(param types.Object, decl *ast.FuncDecl) zeroness {
	fn, i := v.parameter(param)
	if fn == nil {
		return no
	}
	z := no
	if ast.IsExported(decl.Name.Name) || len(v.calls[fn]) == 0 {
		z = possible
	}
	for _, call := range v.calls[fn] {
		if i < len(call.Args) {
			z = max(z, v.zeroness(call.Args[i], v.around(call), call.Pos()))
		}
	}
	if z == constant {
		z = evident
	}
	return z
}

// around returns the function that n stands in.
func (v *values) around(n ast.Node) *ast.FuncDecl {
	for _, file := range v.pass.Files {
		if n.Pos() < file.FileStart || file.FileEnd < n.Pos() {
			continue
		}
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= n.Pos() && n.Pos() < fn.End() {
				return fn
			}
		}
	}
	return nil
}

// selection returns what a field's value may be: a key is there once its row
// is; a part of a request is optional unless its tags say otherwise.
func (v *values) selection(e *ast.SelectorExpr, fn *ast.FuncDecl, pos token.Pos) zeroness {
	sel := v.pass.TypesInfo.Selections[e]
	if sel == nil || sel.Kind() != types.FieldVal {
		return no // of another package
	}
	f := sel.Obj().(*types.Var)
	tag := tagOf(sel)
	switch {
	case required(tag):
		return no
	case v.isRequest(e.X, tag):
		if v.passed(e.X, fn, pos) {
			return possible
		}
		return evident
	case strings.HasSuffix(strings.ToLower(f.Name()), "id"), v.keyField(f, knowledge.Named(sel.Recv())):
		return no
	}
	return possible
}

// isRequest reports whether e is a struct that was decoded from a request: its
// address was given to a function that decodes, and the field has a tag for it.
func (v *values) isRequest(e ast.Expr, tag reflect.StructTag) bool {
	if !slices.ContainsFunc(requestTags, func(key string) bool { _, ok := tag.Lookup(key); return ok }) {
		return false
	}
	id, ok := unwrap(e).(*ast.Ident)
	if !ok {
		return false
	}
	obj := v.pass.TypesInfo.ObjectOf(id)
	found := false
	if fn := v.around(id); fn != nil && fn.Body != nil {
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || call.Pos() > id.Pos() {
				return !found
			}
			for _, arg := range call.Args {
				if x, ok := unwrap(arg).(*ast.Ident); ok && v.pass.TypesInfo.ObjectOf(x) == obj && decodes(call) {
					found = true
				}
			}
			return true
		})
	}
	return found
}

var requestTags = []string{"json", "form", "query", "param", "mapstructure", "schema", "uri", "url", "xml"}

// decodes reports whether a call is named as one that fills a struct from a
// request.
func decodes(call *ast.CallExpr) bool {
	var name string
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	return slices.ContainsFunc([]string{"Bind", "Decode", "Unmarshal", "Parse", "Read"}, func(word string) bool { return strings.Contains(name, word) })
}

// required reports whether a field's tags refuse its zero value.
func required(tag reflect.StructTag) bool {
	for _, word := range []string{"required", "notblank", "min=1", "gt=0", "gte=1", "oneof", "uuid", "nonzero", "Required", "MinSize(1)"} {
		if strings.Contains(string(tag), word) {
			return true
		}
	}
	return false
}

// tagOf returns the tag of the field that is selected.
func tagOf(sel *types.Selection) reflect.StructTag {
	t := sel.Recv()
	for i, index := range sel.Index() {
		s, ok := structOf(t)
		if !ok {
			return ""
		}
		if i == len(sel.Index())-1 {
			return reflect.StructTag(s.Tag(index))
		}
		t = s.Field(index).Type()
	}
	return ""
}

// call returns what a call may return: an optional part of a request; of a
// conversion and of what keeps an empty text empty, what its operand may be.
func (v *values) call(e *ast.CallExpr, fn *ast.FuncDecl, pos token.Pos) zeroness {
	if v.pass.TypesInfo.Types[e.Fun].IsType() && len(e.Args) == 1 {
		return v.zeroness(e.Args[0], fn, pos)
	}
	callee, ok := typeutil.Callee(v.pass.TypesInfo, e).(*types.Func)
	if !ok {
		return no
	}
	switch {
	case knowledge.MayLack(callee):
		return evident
	case callee.Pkg() != nil && callee.Pkg().Path() == "strings" && len(e.Args) > 0:
		return v.zeroness(e.Args[0], fn, pos)
	}
	return no
}

// compared reports whether a condition before pos names e, or the function's
// caller can't come here with e unchecked.
func (v *values) compared(e ast.Expr, fn *ast.FuncDecl, pos token.Pos) bool {
	if fn == nil || fn.Body == nil {
		return false
	}
	found := false
	in := func(cond ast.Node) {
		if cond == nil || found {
			return
		}
		ast.Inspect(cond, func(n ast.Node) bool {
			if x, ok := n.(ast.Expr); ok && v.same(x, e) {
				found = true
			}
			return !found
		})
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if n == nil || found || n.Pos() >= pos {
			return false
		}
		switch n := n.(type) {
		case *ast.IfStmt:
			in(n.Cond)
			if n.Init != nil {
				in(n.Init)
			}
		case *ast.SwitchStmt:
			if n.Tag != nil {
				in(n.Tag)
			}
		case *ast.CaseClause:
			for _, x := range n.List {
				in(x)
			}
		case *ast.ForStmt:
			if n.Cond != nil {
				in(n.Cond)
			}
		}
		return true
	})
	return found
}

// passed reports whether the value e is given to a function whose answer is
// asked, before pos: it may be a check.
func (v *values) passed(e ast.Expr, fn *ast.FuncDecl, pos token.Pos) bool {
	if fn == nil {
		return false
	}
	found := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if n == nil || n.Pos() >= pos {
			return false
		}
		call, ok := n.(*ast.CallExpr)
		if !ok || decodes(call) {
			return true
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && v.same(sel.X, unwrap(e)) {
			found = true
		}
		for _, arg := range call.Args {
			found = found || v.same(unwrap(arg), unwrap(e))
		}
		return true
	})
	return found
}

// same reports whether two expressions name the same variable, or the same
// field of it.
func (v *values) same(a, b ast.Expr) bool {
	a, b = ast.Unparen(a), ast.Unparen(b)
	switch a := a.(type) {
	case *ast.Ident:
		b, ok := b.(*ast.Ident)
		obj := v.pass.TypesInfo.ObjectOf(a)
		return ok && obj != nil && obj == v.pass.TypesInfo.ObjectOf(b)
	case *ast.SelectorExpr:
		b, ok := b.(*ast.SelectorExpr)
		return ok && a.Sel.Name == b.Sel.Name && v.same(a.X, b.X)
	}
	return false
}

// mayBeEmpty reports whether a slice may be empty where it is used: nothing
// before has asked its length, and no element was put into it.
func (v *values) mayBeEmpty(e ast.Expr, fn *ast.FuncDecl, pos token.Pos) bool {
	e = ast.Unparen(e)
	switch x := e.(type) {
	case *ast.CompositeLit:
		return len(x.Elts) == 0
	case *ast.Ident:
		obj := v.pass.TypesInfo.ObjectOf(x)
		if obj == nil || obj.Parent() == v.pass.Pkg.Scope() {
			return false
		}
		for _, given := range v.assigned[obj] {
			if lit, ok := given.(*ast.CompositeLit); ok && len(lit.Elts) > 0 {
				return false
			}
		}
	case *ast.CallExpr:
		if len(x.Args) == 0 {
			return false
		}
	}
	return !v.compared(e, fn, pos)
}

// mentions reports whether n names one of the objects.
func (v *values) mentions(n ast.Node, objs map[types.Object]bool) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && v.pass.TypesInfo.ObjectOf(id) != nil && objs[v.pass.TypesInfo.ObjectOf(id)] {
			found = true
		}
		return !found
	})
	return found
}

// unwrap returns what an expression is the address of.
func unwrap(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		return ast.Unparen(u.X)
	}
	return e
}

// structOf returns the struct that t is, or points to.
func structOf(t types.Type) (*types.Struct, bool) {
	if t == nil {
		return nil, false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	return s, ok
}

func isSlice(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

func isZero(c constants.Value) bool {
	switch c.Kind() {
	case constants.Bool:
		return !constants.BoolVal(c)
	case constants.String:
		return constants.StringVal(c) == ""
	case constants.Int, constants.Float:
		return constants.Sign(c) == 0
	}
	return false
}
