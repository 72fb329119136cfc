package load

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// salvage makes what is whole of u analysable although an import of it is
// broken: functions that don't type-check lose their body, package variables
// their initial value. So a module that can't be downloaded costs the
// functions that use it, and not every package above.
func (u *Unit) salvage(failed []token.Pos) {
	v := validity{u.TypesInfo, failed}
	for _, file := range u.Syntax {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && !v.valid(fn) {
				fn.Body = nil
			}
		}
	}
	u.TypesInfo.InitOrder = slices.DeleteFunc(u.TypesInfo.InitOrder, func(i *types.Initializer) bool { return !v.valid(i.Rhs) })
	u.Errors, u.IllTyped = nil, false
	u.salvaged = true
}

// validity says which parts of a package type-check.
type validity struct {
	info   *types.Info
	failed []token.Pos // of errors
}

func (v validity) valid(root ast.Node) bool {
	if slices.ContainsFunc(v.failed, func(pos token.Pos) bool { return root.Pos() <= pos && pos < root.End() }) {
		return false
	}
	ok := true
	ast.Inspect(root, func(n ast.Node) bool {
		expr, isExpr := n.(ast.Expr)
		if !ok || !isExpr {
			return ok
		}
		tv, typed := v.info.Types[expr]
		switch e := expr.(type) {
		case *ast.Ident:
			// Not everything that is named has a type of its own: fields in
			// literals, labels, packages.
			_, used := v.info.Uses[e]
			_, defined := v.info.Defs[e]
			ok = e.Name == "_" || used || defined
			switch obj := v.info.ObjectOf(e).(type) {
			case nil, *types.PkgName, *types.Label, *types.Builtin:
				// Their type is never valid.
			default:
				ok = ok && !invalid(obj.Type(), 0)
			}
		case *ast.CallExpr, *ast.SelectorExpr, *ast.BinaryExpr, *ast.UnaryExpr, *ast.IndexExpr, *ast.StarExpr, *ast.CompositeLit, *ast.SliceExpr, *ast.FuncLit:
			ok = typed
		}
		if typed && tv.Type != nil && !tv.IsBuiltin() {
			ok = ok && !invalid(tv.Type, 0)
		}
		return ok
	})
	return ok
}

// invalid reports whether t is, or is made of, a type that is not known.
func invalid(t types.Type, depth int) bool {
	if depth > 4 {
		return false
	}
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() == types.Invalid
	case *types.Named:
		if basic, ok := t.Underlying().(*types.Basic); ok {
			return basic.Kind() == types.Invalid
		}
	case *types.Pointer:
		return invalid(t.Elem(), depth+1)
	case *types.Slice:
		return invalid(t.Elem(), depth+1)
	case *types.Array:
		return invalid(t.Elem(), depth+1)
	case *types.Chan:
		return invalid(t.Elem(), depth+1)
	case *types.Map:
		return invalid(t.Key(), depth+1) || invalid(t.Elem(), depth+1)
	case *types.Signature:
		return invalid(t.Params(), depth+1) || invalid(t.Results(), depth+1)
	case *types.Tuple:
		for v := range t.Variables() {
			if invalid(v.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}
