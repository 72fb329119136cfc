package deeds

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// Fresh returns where in its function, in order, the values are made by which what a
// library's function does at call is another thing each time: the id of a row,
// the key of a message. If they are made once for several calls, these do one
// thing.
func (r *Result) Fresh(call ssa.CallInstruction) []token.Pos {
	var out []token.Pos
	for _, q := range r.sql.At(call.Common().Pos()) {
		for _, row := range q.Rows {
			for _, value := range row {
				if made := r.freshCall(q.Arg(value), q.Func); made != nil {
					out = append(out, made.Lparen)
				}
			}
		}
	}
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		if v == nil || seen[v] || len(seen) > 100 {
			return
		}
		seen[v] = true
		if made, ok := v.(*ssa.Call); ok {
			if fn := callee(made.Common()); fn != nil && knowledge.IsFresh(fn) {
				out = append(out, made.Pos())
				return
			}
		}
		if a, ok := v.(*ssa.Alloc); ok {
			r.stored(a, func(_ string, val ssa.Value) { walk(val) })
			return
		}
		if instr, ok := v.(ssa.Instruction); ok {
			for _, op := range instr.Operands(nil) {
				if *op != nil {
					walk(*op)
				}
			}
		}
	}
	for _, arg := range call.Common().Args {
		walk(arg)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// freshCall returns the call that makes e another value each time, nil if there
// is none.
func (r *Result) freshCall(e ast.Expr, in *ast.FuncDecl) *ast.CallExpr {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		if fn, ok := r.pass.TypesInfo.Uses[sel.Sel].(*types.Func); ok && knowledge.IsFresh(fn) {
			return e
		}
		return r.freshCall(sel.X, in)
	case *ast.Ident:
		obj := r.pass.TypesInfo.Uses[e]
		if obj == nil || in == nil {
			return nil
		}
		for n := range ast.Preorder(in) {
			if set, ok := n.(*ast.AssignStmt); ok {
				for i, lhs := range set.Lhs {
					if id, ok := lhs.(*ast.Ident); ok && i < len(set.Rhs) && r.pass.TypesInfo.Defs[id] == obj {
						return r.freshCall(set.Rhs[i], in)
					}
				}
			}
		}
	}
	return nil
}
