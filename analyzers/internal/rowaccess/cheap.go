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
