package keyset

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// A function is a declared one, its closures included, as far as it says where
// values come from. The flow of control counts only as far as loops and
// conditions go: a variable holds whatever it is assigned anywhere.
type function struct {
	*finder
	decl    *ast.FuncDecl
	obj     *types.Func
	params  []*types.Var // the receiver first, if there is one
	results []*types.Var // named ones
	assigns map[types.Object][]assignment
	fills   map[types.Object][]fill
	calls   []call
	news    []ast.Expr // elements of literals, results, arguments, and what fields are set to
	returns []*ast.ReturnStmt
	cuts    map[types.Object][]token.Pos // where a slice is cut at its end
	// elsewhere are the variables that something else fills, too.
	elsewhere map[types.Object]bool
	// reorders says that elements of a slice change places.
	reorders bool
	pages    []*page
}

// An assignment is one of a variable, or of a field in it.
type assignment struct {
	path string // ".Next.ID"; empty for the variable itself
	from ast.Expr
	// index is which result of from it is, elem that it is an element of it.
	index int
	elem  bool
	// outer says that it stands in a loop that the variable outlives, sure
	// that every iteration gets there.
	outer, sure bool
}

// A fill is a variable that a row is read into.
type fill struct {
	path   string
	page   *page
	column string // empty if it isn't one column
}

// A call has the loop around it.
type call struct {
	*ast.CallExpr
	loop ast.Node // the outermost
	lone bool     // a statement of its own
}

func (f *finder) function(decl *ast.FuncDecl) *function {
	fn := &function{
		finder: f, decl: decl,
		assigns:   map[types.Object][]assignment{},
		fills:     map[types.Object][]fill{},
		cuts:      map[types.Object][]token.Pos{},
		elsewhere: map[types.Object]bool{},
	}
	fn.obj, _ = f.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if fn.obj == nil {
		return fn
	}
	sig := fn.obj.Signature()
	if sig.Recv() != nil {
		fn.params = append(fn.params, sig.Recv())
	}
	for v := range sig.Params().Variables() {
		fn.params = append(fn.params, v)
	}
	for v := range sig.Results().Variables() {
		if v.Name() != "" {
			fn.results = append(fn.results, v)
		}
	}
	fn.read()
	return fn
}

// read notes what the body assigns and calls.
func (fn *function) read() {
	var stack []ast.Node
	ast.Inspect(fn.decl.Body, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		fn.node(n, stack)
		stack = append(stack, n)
		return true
	})
}

func (fn *function) node(n ast.Node, stack []ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if len(n.Lhs) == 2 && len(n.Rhs) == 2 && isIndex(n.Lhs[0]) && isIndex(n.Lhs[1]) {
			fn.reorders = true // a[i], a[j] = a[j], a[i]
		}
		for i, lhs := range n.Lhs {
			from, index := n.Rhs[0], i
			if len(n.Lhs) == len(n.Rhs) {
				from, index = n.Rhs[i], 0
			}
			if n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
				from = &ast.BinaryExpr{X: lhs, Op: token.ADD, Y: n.Rhs[0]} // x += y
			}
			fn.assign(lhs, from, index, false, stack)
			if _, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok {
				fn.news = append(fn.news, from)
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Values) == len(n.Names) {
				fn.assign(name, n.Values[i], 0, false, stack)
			} else if len(n.Values) == 1 {
				fn.assign(name, n.Values[0], i, false, stack)
			}
		}
	case *ast.RangeStmt:
		if n.Value != nil {
			fn.assign(n.Value, n.X, 0, true, stack)
		}
	case *ast.CallExpr:
		c := call{CallExpr: n}
		for _, around := range stack {
			switch around.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				c.loop = around
			}
			if c.loop != nil {
				break
			}
		}
		if len(stack) > 0 {
			_, c.lone = stack[len(stack)-1].(*ast.ExprStmt)
		}
		fn.calls = append(fn.calls, c)
		if !c.lone && !fn.isBuiltin(n) {
			fn.news = append(fn.news, n.Args...)
		}
		if callee, ok := typeutil.Callee(fn.pass.TypesInfo, n).(*types.Func); ok && callee.Pkg() != nil {
			switch callee.Pkg().Path() {
			case "slices", "sort":
				fn.reorders = true
			}
		}
		if fn.isAppend(n) && n.Ellipsis.IsValid() {
			if _, ok := ast.Unparen(n.Args[0]).(*ast.CompositeLit); ok {
				fn.reorders = true // append([]T{x}, list...)
			}
		}
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			fn.news = append(fn.news, e)
		}
	case *ast.ReturnStmt:
		if !slices.ContainsFunc(stack, func(n ast.Node) bool { _, ok := n.(*ast.FuncLit); return ok }) {
			fn.returns = append(fn.returns, n)
			fn.news = append(fn.news, n.Results...)
		}
	case *ast.SliceExpr:
		if n.High != nil {
			if obj := fn.variable(n.X); obj != nil {
				fn.cuts[obj] = append(fn.cuts[obj], n.Pos())
			}
		}
	}
}

func isIndex(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.IndexExpr)
	return ok
}

func (fn *function) assign(lhs, from ast.Expr, index int, elem bool, stack []ast.Node) {
	obj, path := fn.place(lhs)
	if obj == nil {
		return
	}
	a := assignment{path: path, from: from, index: index, elem: elem, sure: true}
	for i := len(stack) - 1; i >= 0; i-- {
		switch around := stack[i].(type) {
		case *ast.IfStmt, *ast.CaseClause, *ast.CommClause:
			if !a.outer {
				a.sure = false
			}
		case *ast.ForStmt, *ast.RangeStmt:
			if obj.Pos() < around.Pos() || obj.Pos() >= around.End() {
				a.outer = true
			}
		}
		if a.outer {
			break
		}
	}
	fn.assigns[obj] = append(fn.assigns[obj], a)
}

// place returns the variable that an expression is, or a field of, and the
// path to the field.
func (fn *function) place(e ast.Expr) (types.Object, string) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := fn.pass.TypesInfo.ObjectOf(e).(*types.Var); ok {
			return v, ""
		}
	case *ast.SelectorExpr:
		if fn.pass.TypesInfo.Selections[e] != nil {
			obj, path := fn.place(e.X)
			return obj, path + "." + e.Sel.Name
		}
	case *ast.StarExpr:
		return fn.place(e.X)
	case *ast.IndexExpr:
		// An element stands for the slice.
		return fn.place(e.X)
	}
	return nil, ""
}

// variable returns the variable that an expression is, or whose address.
func (fn *function) variable(e ast.Expr) types.Object {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	if obj, path := fn.place(e); path == "" {
		return obj
	}
	return nil
}

func (fn *function) isBuiltin(c *ast.CallExpr) bool {
	_, ok := typeutil.Callee(fn.pass.TypesInfo, c).(*types.Builtin)
	return ok
}

func (fn *function) isAppend(c *ast.CallExpr) bool {
	b, ok := typeutil.Callee(fn.pass.TypesInfo, c).(*types.Builtin)
	return ok && b.Name() == "append" && len(c.Args) > 0
}

// param returns which parameter v is, -1 for none.
func (fn *function) param(v types.Object) int {
	return slices.IndexFunc(fn.params, func(p *types.Var) bool { return p == v })
}

// isReceiver reports whether the i-th parameter is the receiver.
func (fn *function) isReceiver(i int) bool { return i == 0 && fn.obj.Signature().Recv() != nil }

// below returns the rest of path after prefix.
func below(path, prefix string) (string, bool) {
	rest, ok := strings.CutPrefix(path, prefix)
	return rest, ok && (rest == "" || rest[0] == '.')
}
