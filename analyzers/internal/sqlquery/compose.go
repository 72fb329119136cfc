package sqlquery

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A composer is a type of the module's own that an SQL text is put together by:
// its methods take a piece of text with arguments and return the receiver, and
// one gives the text and all arguments. The pieces stand in the order of the
// calls.

// renders reports whether fn is the method of a composer that gives its text and
// arguments.
func (f *finder) renders(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() > 0 || sig.Results().Len() < 2 || sig.Results().Len() > 3 {
		return false
	}
	if sig.Results().Len() == 3 && sig.Results().At(2).Type() != types.Universe.Lookup("error").Type() {
		return false
	}
	return isString(sig.Results().At(0).Type()) && isAnys(sig.Results().At(1).Type()) && f.isOwn(sig.Recv().Type())
}

func isAnys(t types.Type) bool {
	s, ok := t.(*types.Slice)
	if !ok {
		return false
	}
	i, ok := s.Elem().Underlying().(*types.Interface)
	return ok && i.Empty()
}

// isOwn reports whether t is a type of the module, and not one of a library that
// builds queries in an order of its own.
func (f *finder) isOwn(t types.Type) bool {
	if _, ok := knowledge.BuilderOf(t); ok {
		return false
	}
	named := knowledge.Named(t)
	if named == nil || named.Obj().Pkg() == nil || types.IsInterface(named) {
		return false
	}
	pkg := named.Obj().Pkg()
	return pkg == f.pass.Pkg || f.pass.Module != nil && f.pass.Module.Path != "" && strings.HasPrefix(pkg.Path()+"/", f.pass.Module.Path+"/")
}

// isComposer reports whether values of type t compose texts.
func (f *finder) isComposer(t types.Type) bool {
	if t == nil || !f.isOwn(t) {
		return false
	}
	for m := range knowledge.Named(t).Methods() {
		if f.renders(m) {
			return true
		}
	}
	return false
}

// adds reports whether fn is a method that adds a piece to a composer: at is
// the parameter that it is, after one that separates it if there are two.
func (f *finder) adds(fn *types.Func) (at int, ok bool) {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Results().Len() != 1 || !types.Identical(sig.Results().At(0).Type(), sig.Recv().Type()) || !sig.Variadic() {
		return 0, false
	}
	n := sig.Params().Len()
	if n < 2 || n > 3 || !isAnys(sig.Params().At(n-1).Type()) {
		return 0, false
	}
	for i := range n - 1 {
		if !isString(sig.Params().At(i).Type()) {
			return 0, false
		}
	}
	return n - 2, f.isComposer(sig.Recv().Type())
}

// begun returns what a composer that a function without parameters makes holds:
// nothing, if it is one of the type's own package.
func (f *finder) begun(fn *types.Func, whole valuer) []*text {
	sig := fn.Signature()
	if sig.Recv() != nil || sig.Params().Len() > 0 || sig.Results().Len() != 1 || !f.isComposer(sig.Results().At(0).Type()) {
		return nil
	}
	if fn.Pkg() != f.pass.Pkg {
		if fn.Pkg() == knowledge.Named(sig.Results().At(0).Type()).Obj().Pkg() {
			return []*text{{f: f}}
		}
		return nil
	}
	decl := f.decls().funcs[fn]
	if decl == nil || len(decl.Body.List) != 1 {
		return nil
	}
	if ret, ok := decl.Body.List[0].(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
		return whole(ret.Results[0])
	}
	return nil
}

// root returns the expression that a row of calls which add to a composer begins
// with; nil if call is none.
func (f *finder) root(call *ast.CallExpr) ast.Expr {
	var e ast.Expr = call
	for {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok {
			return e
		}
		fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
		if !ok {
			return nil
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		if _, adds := f.adds(fn); !adds {
			return nil
		}
		e = sel.X
	}
}

// separators are what methods write before their piece.
var separators = map[string]string{
	"and": " AND ", "or": " OR ", "where": " WHERE ", "comma": ", ", "from": " FROM ", "set": " SET ", "values": " VALUES ",
	"having": " HAVING ", "returning": " RETURNING ",
}

// composed returns the texts that a composer holds.
func (f *finder) composed(e ast.Expr) []*text {
	return f.compose(e, f.composed, func(call *ast.CallExpr, name string, at int) (sep, pieces []*text) {
		sep = []*text{f.opaque(" ", call)}
		if at > 0 {
			sep = f.eval(call.Args[0])
		}
		pieces = f.pieces(call, at)
		if word, ok := separators[strings.ToLower(name)]; ok && len(pieces) > 0 && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(pieces[0].sql)), strings.ToLower(name)) {
			sep = []*text{f.opaque(word, call)}
		}
		return sep, pieces
	})
}

// pieces returns the text that a call adds, with what composers among its
// arguments hold in the place of their placeholders.
func (f *finder) pieces(call *ast.CallExpr, at int) []*text {
	pieces := f.eval(call.Args[at])
	args := call.Args[at+1:]
	if len(pieces) != 1 || call.Ellipsis.IsValid() || !slices.ContainsFunc(args, f.composes) {
		return pieces
	}
	marks := placeholders(pieces[0].sql)
	list := []*text{{f: f}}
	from := 0
	for i, mark := range marks {
		if i >= len(args) {
			break
		}
		if !f.composes(args[i]) {
			continue
		}
		list = f.product(f.product(list, []*text{pieces[0].cut(from, mark)}), f.composed(args[i]))
		from = mark + 1
	}
	return f.product(list, []*text{pieces[0].cut(from, len(pieces[0].sql))})
}

func (f *finder) composes(e ast.Expr) bool { return f.isComposer(f.pass.TypesInfo.TypeOf(e)) }

// rows reports whether what a loop adds to the variable are rows behind VALUES, of
// which there is one at least, or their arguments.
func (d *fold) rows(loop *ast.BlockStmt) bool {
	texts := d.values
	if d.f.collects > 0 {
		before := &fold{f: d.f, v: d.v, use: loop.Lbrace, of: d.f.composed}
		collects := d.f.collects
		d.f.collects = 0
		before.block(d.f.body(d.v.Pos()))
		d.f.collects = collects
		if !before.done {
			return false
		}
		texts = before.values
	}
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(t *text) bool {
		return !strings.HasSuffix(strings.ToUpper(strings.TrimSpace(t.sql)), "VALUES")
	})
}

// composedArgs returns the arguments of the pieces that a composer holds, each
// after an [elementMark].
func (f *finder) composedArgs(e ast.Expr) []*text {
	f.collects++
	defer func() { f.collects-- }()
	return f.compose(e, f.composedArgs, func(call *ast.CallExpr, _ string, at int) (sep, list []*text) {
		sep = []*text{{f: f}}
		list = sep
		for i, arg := range call.Args[at+1:] {
			switch {
			case call.Ellipsis.IsValid() && at+1+i == len(call.Args)-1:
				list = f.product(list, f.operands(arg))
			case f.composes(arg):
				list = f.product(list, f.composedArgs(arg))
			default:
				list = f.product(list, []*text{f.join(f.opaque(elementMark, arg), f.unknown(arg))})
			}
		}
		return sep, list
	})
}

// compose returns what a composer holds, of which one call adds what add returns,
// the separator only if there is something before.
func (f *finder) compose(e ast.Expr, whole valuer, add func(call *ast.CallExpr, name string, at int) (sep, pieces []*text)) []*text {
	if !f.enter() {
		return []*text{f.unknown(e)}
	}
	defer f.leave()
	e = ast.Unparen(e)
	info := f.pass.TypesInfo
	switch x := e.(type) {
	case *ast.Ident:
		if v, ok := info.Uses[x].(*types.Var); ok {
			if values := f.variable(v, x, whole); values != nil {
				return values
			}
		}
	case *ast.UnaryExpr:
		if lit, ok := ast.Unparen(x.X).(*ast.CompositeLit); ok && x.Op == token.AND && len(lit.Elts) == 0 {
			return []*text{{f: f}}
		}
	case *ast.CompositeLit:
		if len(x.Elts) == 0 {
			return []*text{{f: f}}
		}
	case *ast.CallExpr:
		fn, ok := typeutil.Callee(info, x).(*types.Func)
		if !ok {
			break
		}
		if at, ok := f.adds(fn); ok && len(x.Args) > at {
			if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok {
				sep, pieces := add(x, fn.Name(), at)
				var list []*text
				for _, before := range whole(sel.X) {
					if before.sql == "" {
						list = append(list, pieces...)
						continue
					}
					list = append(list, f.product(f.product([]*text{before}, sep), pieces)...)
				}
				return list
			}
		}
		if values := f.begun(fn, whole); values != nil {
			return values
		}
	}
	return []*text{f.opaque(string(sqlparse.Hole), e)}
}
