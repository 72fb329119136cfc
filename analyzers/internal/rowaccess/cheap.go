package rowaccess

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
)

// mayPage reports whether a package that reaches no database may page over what
// an interface gives it: a loop hands a method what the loop counts up. It
// spares all others their SSA form.
func mayPage(pass *analysis.Pass) bool {
	if !firstparty.Is(pass) {
		return false
	}
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch loop := n.(type) {
			case *ast.ForStmt:
				found = found || handsCounted(pass.TypesInfo, loop)
			case *ast.RangeStmt:
				if t := pass.TypesInfo.TypeOf(loop.X); t != nil && loop.Key != nil {
					if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
						found = found || handsCounted(pass.TypesInfo, loop)
					}
				}
			}
			return !found
		})
	}
	return found
}

// handsCounted reports whether loop gives an interface's method a variable that
// it counts up.
func handsCounted(info *types.Info, loop ast.Stmt) bool {
	counted := map[types.Object]bool{}
	count := func(e ast.Expr) {
		if obj := rootOf(info, e); obj != nil {
			counted[obj] = true
		}
	}
	if r, ok := loop.(*ast.RangeStmt); ok {
		count(r.Key)
	}
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			if n.Tok == token.INC {
				count(n.X)
			}
		case *ast.AssignStmt:
			if n.Tok == token.ADD_ASSIGN {
				count(n.Lhs[0])
			}
		}
		return true
	})
	found := false
	ast.Inspect(loop, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || info.Selections[sel] == nil || !types.IsInterface(info.Selections[sel].Recv()) {
			return true
		}
		for _, arg := range call.Args {
			ast.Inspect(arg, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && counted[info.Uses[id]] {
					found = true
				}
				return !found
			})
		}
		return !found
	})
	return found
}

// rootOf returns the variable that e is, or is a field of.
func rootOf(info *types.Info, e ast.Expr) types.Object {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			return info.ObjectOf(x)
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// mayCheck reports whether a package that reaches no database may look for rows
// and insert them by what an interface gives it: a function hands the same
// variable to two methods of an interface, and branches. It spares all others
// their SSA form.
func mayCheck(pass *analysis.Pass) bool {
	if !firstparty.Is(pass) {
		return false
	}
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil && handsTwice(pass.TypesInfo, fn) {
				return true
			}
		}
	}
	return false
}

// handsTwice reports whether a function hands a variable, or fields of it, to
// two methods of one interface.
func handsTwice(info *types.Info, fn *ast.FuncDecl) bool {
	type given struct {
		iface types.Type
		arg   types.Object
	}
	methods := map[given]string{}
	found, branches := false, false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if _, ok := n.(*ast.IfStmt); ok {
			branches = true
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return !found
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || info.Selections[sel] == nil || !types.IsInterface(info.Selections[sel].Recv()) || isContext(info.Selections[sel].Recv()) {
			return true
		}
		for _, arg := range call.Args {
			if isContext(info.TypeOf(arg)) {
				continue
			}
			ast.Inspect(arg, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				v, ok := info.Uses[id].(*types.Var)
				if !ok || v.IsField() {
					return true
				}
				key := given{info.Selections[sel].Recv(), v}
				if name, seen := methods[key]; seen && name != sel.Sel.Name {
					found = true
				}
				methods[key] = sel.Sel.Name
				return true
			})
		}
		return true
	})
	return found && branches
}
