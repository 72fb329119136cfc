package positions

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// cellSources returns what the result of a call of a key-value store's library is
// taken from: a cell, or what the reply that it converts is.
func (g *graph) cellSources(call *ast.CallExpr, fn *types.Func) []node {
	if cells := knowledge.CellsOf(fn); len(cells) > 0 {
		for _, c := range cells {
			if !c.Writes {
				if names := g.cell(call, c); len(names) > 0 {
					return names
				}
			}
		}
		return nil
	}
	if fn.Signature().Recv() == nil {
		var out []node
		for _, arg := range call.Args {
			out = append(out, g.sources(arg)...)
		}
		return out
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && knowledge.KindOf(g.info.TypeOf(sel.X)) == knowledge.NoHandle {
		return g.sources(sel.X)
	}
	return nil
}

// cellStores records what a call of a key-value store's library writes to a cell,
// and the variables that it reads a reply into.
func (w *walker) cellStores(call *ast.CallExpr, fn *types.Func) {
	cells := knowledge.CellsOf(fn)
	for _, c := range cells {
		if !c.Writes {
			continue
		}
		if to := w.cell(call, c); len(to) > 0 {
			i, _ := c.Key.AsParam()
			if i += c.Keys; i < len(call.Args) {
				w.edges(to, w.sources(call.Args[i]))
			}
		}
	}
	if len(cells) > 0 {
		return
	}
	from := w.cellSources(call, fn)
	for _, arg := range call.Args {
		if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && u.Op == token.AND {
			w.edges(w.targets(u.X), from)
		}
	}
}

// cell returns the cell that a call is about, as one node, or none if that isn't
// known.
func (g *graph) cell(call *ast.CallExpr, c knowledge.Cell) []node {
	if i, ok := c.Verb.AsParam(); ok {
		if i >= len(call.Args) {
			return nil
		}
		if verb := g.info.Types[call.Args[i]].Value; verb == nil || verb.Kind() != constant.String || !c.Is(constant.StringVal(verb)) {
			return nil
		}
	}
	first, ok := c.Key.AsParam()
	if !ok || first+c.Keys > len(call.Args) {
		return nil
	}
	name := ""
	for _, arg := range call.Args[first : first+c.Keys] {
		key := g.cellKey(arg, 3)
		if key == "" {
			return nil
		}
		name += key
	}
	return []node{{col: Column{Name: name}}}
}

// cellKey returns what tells a key from others, wherever it is written: its value,
// or what it is made of.
func (g *graph) cellKey(e ast.Expr, depth int) string {
	e = ast.Unparen(e)
	if v := g.info.Types[e].Value; v != nil {
		return v.ExactString()
	}
	if depth == 0 {
		return ""
	}
	switch e := e.(type) {
	case *ast.Ident:
		v, ok := g.info.ObjectOf(e).(*types.Var)
		if !ok || v.Pkg() == nil {
			return ""
		}
		if text := g.defined[v]; text != nil {
			return g.cellKey(text, depth-1)
		}
		if v.Parent() == v.Pkg().Scope() {
			return v.Pkg().Path() + "." + v.Name()
		}
		if p, ok := g.params[v]; ok {
			return p.fn.FullName() + "." + v.Name()
		}
	case *ast.SelectorExpr:
		if v, ok := g.info.ObjectOf(e.Sel).(*types.Var); ok && v.Pkg() != nil {
			return v.Pkg().Path() + "." + v.Name()
		}
	case *ast.BinaryExpr:
		x, y := g.cellKey(e.X, depth-1), g.cellKey(e.Y, depth-1)
		if e.Op == token.ADD && x != "" && y != "" {
			return x + "+" + y
		}
	case *ast.CallExpr:
		if t := g.info.Types[e.Fun]; t.IsType() && len(e.Args) == 1 {
			return g.cellKey(e.Args[0], depth)
		}
		fn, ok := typeutil.Callee(g.info, e).(*types.Func)
		switch {
		case !ok:
		case g.own(fn.Pkg()):
			return fn.FullName()
		case pathOf(fn) == "fmt" && len(e.Args) > 0:
			return g.cellKey(e.Args[0], depth) // by its format
		}
	}
	return ""
}

// define records what a local variable is, unless it is set twice.
func (w *walker) define(lhs, value ast.Expr) {
	id, ok := lhs.(*ast.Ident)
	if !ok {
		return
	}
	v, ok := w.info.ObjectOf(id).(*types.Var)
	if !ok || w.isShared(v) {
		return
	}
	if _, again := w.defined[v]; again {
		value = nil
	}
	w.defined[v] = value
}
