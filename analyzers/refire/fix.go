package refire

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// fixes sets back before the call what the goroutine sets back after it. Where a
// mutex is about, it isn't known whether it is held.
func (f *finder) fixes(found finding) []analysis.SuggestedFix {
	if _, ok := found.trigger.(*ssa.Go); !ok {
		return nil
	}
	for g := range ssaform.Tree(outermost(found.trigger.Parent())) {
		if f.locks(slices.Collect(instructions(g))) {
			return nil
		}
	}
	spawn, _ := f.enclosing(found.trigger.Pos(), isNode[*ast.GoStmt]).(*ast.GoStmt)
	reset, _ := f.enclosing(found.reset.Pos(), isNode[*ast.AssignStmt]).(*ast.AssignStmt)
	if spawn == nil || reset == nil || reset.Tok != token.ASSIGN || len(reset.Lhs) != 1 || len(reset.Rhs) != 1 {
		return nil
	}
	if reset.Pos() < spawn.Pos() || spawn.End() < reset.End() || !f.means(reset.Lhs[0], spawn.Pos()) || !f.isAnew(reset.Rhs[0]) {
		return nil
	}
	what := types.ExprString(reset.Lhs[0])
	indent := strings.Repeat("\t", f.pass.Fset.Position(spawn.Pos()).Column-1)
	return []analysis.SuggestedFix{{
		Message: "Reset before the call",
		TextEdits: []analysis.TextEdit{{
			Pos: spawn.Pos(), End: spawn.Pos(),
			NewText: []byte(what + " = " + types.ExprString(reset.Rhs[0]) + "\n" + indent),
		}},
	}}
}

func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// means reports whether e is a variable, or a field of one, that means the same
// at pos.
func (f *finder) means(e ast.Expr, pos token.Pos) bool {
	switch e := e.(type) {
	case *ast.Ident:
		obj := f.pass.TypesInfo.ObjectOf(e)
		return obj != nil && obj.Pos() < pos
	case *ast.SelectorExpr:
		return f.means(e.X, pos)
	}
	return false
}

// isAnew reports whether e is a constant or the time now.
func (f *finder) isAnew(e ast.Expr) bool {
	if f.pass.TypesInfo.Types[e].Value != nil {
		return true
	}
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) > 0 {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := f.pass.TypesInfo.ObjectOf(sel.Sel).(*types.Func)
	return ok && fn.FullName() == "time.Now"
}

// extent returns where a comparison stands in the source.
func (f *finder) extent(at ssa.Value) (pos, end token.Pos) {
	n := f.enclosing(at.Pos(), func(n ast.Node) bool { return isNode[*ast.BinaryExpr](n) || isNode[*ast.CallExpr](n) })
	if n == nil {
		return at.Pos(), token.NoPos
	}
	return n.Pos(), n.End()
}

// enclosing returns the innermost node around pos that is wanted, or nil.
func (f *finder) enclosing(pos token.Pos, wanted func(ast.Node) bool) ast.Node {
	for _, file := range f.pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			path, _ := astutil.PathEnclosingInterval(file, pos, pos)
			if i := slices.IndexFunc(path, wanted); i >= 0 {
				return path[i]
			}
		}
	}
	return nil
}

func isNode[T ast.Node](n ast.Node) bool {
	_, ok := n.(T)
	return ok
}
