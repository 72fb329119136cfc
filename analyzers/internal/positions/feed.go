package positions

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// feeds returns the bounds whose position is kept.
func (g *graph) feeds() []*Feed {
	var out []*Feed
	reported := map[token.Pos]bool{}
	for _, b := range g.bounds {
		if !b.pos.IsValid() || reported[b.pos] {
			continue
		}
		if f := g.feed(b); f != nil {
			reported[b.pos] = true
			out = append(out, f)
		}
	}
	return out
}

func (g *graph) feed(b bound) *Feed {
	target := node{col: b.column}
	from := g.order(b.from)
	if !slices.Contains(from, target) {
		if b.stored != (Column{}) && g.updated[b.stored] {
			return &Feed{Column: b.column, Time: b.byTime, Pos: b.pos, End: b.end, Keeper: Table, Name: b.stored.String()}
		}
		return g.handedOn(b)
	}
	if g.findsGaps(target, from) {
		return nil
	}
	var best *Feed
	for _, n := range from {
		if n == target {
			continue
		}
		keeper, name, pos := g.keeps(n, target, b.in)
		if keeper == NoKeeper || best != nil && keeper <= best.Keeper {
			continue
		}
		if _, ok := g.reach([]node{n})[target]; !ok {
			continue // it isn't what holds the position
		}
		best = &Feed{Column: b.column, Time: b.byTime, Pos: b.pos, End: b.end, Keeper: keeper, Name: name, Kept: pos, Via: b.via}
	}
	return best
}

// handedOn returns the feed that an exported function is which gives all rows
// after a parameter, if callers get to know their numbers: pages have a limit.
func (g *graph) handedOn(b bound) *Feed {
	if !b.all || len(b.from) != 1 || b.from[0].v == nil {
		return nil
	}
	p, ok := g.params[b.from[0].v]
	if !ok || !p.fn.Exported() || !g.handsOut(p.fn, b.column) {
		return nil
	}
	return &Feed{Column: b.column, Pos: b.pos, End: b.end, Keeper: Callers, Name: p.fn.Name()}
}

// handsOut reports whether a function returns several rows, and their column c is
// in them, or another function returns it.
func (g *graph) handsOut(fn *types.Func, c Column) bool {
	several := false
	for v := range fn.Signature().Results().Variables() {
		var row types.Type
		switch t := v.Type().Underlying().(type) {
		case *types.Slice:
			row = elem(t)
		case *types.Map:
			row = elem(t.Elem())
		default:
			continue
		}
		several = true
		s, ok := row.Underlying().(*types.Struct)
		if !ok || !g.isOwnStruct(s) {
			continue
		}
		for f := range s.Fields() {
			if is, ok := g.columnOf(f, row); ok && is == c || carries(f.Type()) && g.reach([]node{{v: f.Origin()}})[node{col: c}] {
				return true
			}
		}
	}
	return several && slices.ContainsFunc(g.declared, func(fn *types.Func) bool {
		results := fn.Signature().Results()
		for i := range results.Len() {
			if carries(results.At(i).Type()) && g.reach([]node{{fn: fn, i: i}})[node{col: c}] {
				return true
			}
		}
		return false
	})
}

// findsGaps reports whether a number of the column is compared with the one after
// another that the position comes from: what is missing is known.
func (g *graph) findsGaps(target node, position []node) bool {
	for _, gap := range g.gaps {
		if _, ok := g.reach(gap[0])[target]; !ok || len(gap[1]) == 0 {
			continue
		}
		if !slices.ContainsFunc(gap[1], func(n node) bool { return !slices.Contains(position, n) }) {
			return true
		}
	}
	return false
}

// keeps reports whether what n holds outlives a round of the function in, and what
// it is called.
func (g *graph) keeps(n, target node, in *ast.FuncDecl) (Keeper, string, token.Pos) {
	switch {
	case n.file:
		return File, "a file", token.NoPos
	case n.col.IsCell():
		return Cell, "a key-value store", token.NoPos
	case n.col != (Column{}):
		if n.col.Table != target.col.Table {
			return Table, n.col.String(), token.NoPos
		}
	case n.v == nil || !carries(n.v.Type()) && !carries(elem(n.v.Type())):
	case n.v.IsField():
		return g.fieldKeeps(n.v, target, in)
	case n.v.Pkg() != nil && n.v.Parent() == n.v.Pkg().Scope():
		return Global, n.v.Name(), n.v.Pos()
	default:
		if pos := g.loopKeeps(n.v); pos.IsValid() {
			return Loop, n.v.Name(), pos
		}
		if pos := g.literalKeeps(n.v); pos.IsValid() {
			return Loop, n.v.Name(), pos
		}
	}
	return NoKeeper, "", token.NoPos
}

// fieldKeeps reports whether a field keeps a position: a method sets it in its
// receiver, and another round reads it there. The assignment in the function that
// compares is the one that matters.
func (g *graph) fieldKeeps(v *types.Var, target node, in *ast.FuncDecl) (Keeper, string, token.Pos) {
	if v.Pkg() != g.pass.Pkg || !g.reads[v] {
		return NoKeeper, "", token.NoPos
	}
	kept := token.NoPos
	for _, s := range g.sets[v] {
		if !s.lasting {
			continue
		}
		if _, ok := g.reach(s.from)[target]; ok {
			if g.finishes(s.in) {
				return NoKeeper, "", token.NoPos // an iterator
			}
			if !kept.IsValid() || s.in == in {
				kept = s.pos
			}
		}
	}
	if !kept.IsValid() {
		return NoKeeper, "", token.NoPos
	}
	for _, s := range g.sets[v] {
		if s.lasting && s.fixed && s.in != nil && kept >= s.in.Pos() && kept < s.in.End() {
			return NoKeeper, "", token.NoPos // each round begins anew
		}
	}
	return Field, g.owner(v) + v.Name(), kept
}

// owner returns the name of the type that declares a field, with a dot.
func (g *graph) owner(v *types.Var) string {
	scope := g.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if s, ok := tn.Type().Underlying().(*types.Struct); ok {
			for i := range s.NumFields() {
				if s.Field(i) == v {
					return name + "."
				}
			}
		}
	}
	return ""
}

// finishes reports whether a function tells its caller, or its receiver, that
// there is no more: an iterator's round ends there.
func (g *graph) finishes(d *ast.FuncDecl) bool {
	if d == nil || d.Body == nil {
		return false
	}
	if fn, ok := g.info.Defs[d.Name].(*types.Func); ok {
		results := fn.Signature().Results()
		for i := range results.Len() {
			if b, ok := results.At(i).Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
				return true
			}
		}
	}
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok && i < len(n.Rhs) && g.field(sel) != nil {
					if t := g.info.Types[n.Rhs[i]]; t.Value != nil && t.Type.Underlying() != nil {
						if b, ok := t.Type.Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
							found = true
						}
					}
				}
			}
		case *ast.ReturnStmt:
			for _, e := range n.Results {
				if g.isErrorValue(e) {
					found = true // io.EOF
				}
			}
		}
		return !found
	})
	return found
}

// isErrorValue reports whether e is a package variable that is an error.
func (g *graph) isErrorValue(e ast.Expr) bool {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return false
	}
	v, ok := g.info.Uses[id].(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() && isError(v.Type()) && v.Pkg().Path() != "context"
}

func isError(t types.Type) bool {
	return t != nil && types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// loopKeeps returns the loop that keeps a position in a variable outside of it,
// and goes on when there is nothing to read.
func (g *graph) loopKeeps(v *types.Var) token.Pos {
	for _, loop := range g.loops {
		if v.Pos() >= loop.Pos() && v.Pos() < loop.End() {
			continue
		}
		inside := func(p token.Pos) bool { return loop.Pos() <= p && p < loop.End() }
		if slices.ContainsFunc(g.sets[v], func(s set) bool { return inside(s.pos) && !s.fixed }) && g.polls(loop) {
			return loop.Pos()
		}
	}
	return token.NoPos
}

// literalKeeps returns where a function literal that runs again keeps a position in
// a variable outside of it.
func (g *graph) literalKeeps(v *types.Var) token.Pos {
	for _, lit := range g.lits {
		if v.Pos() >= lit.Pos() && v.Pos() < lit.End() {
			continue
		}
		for _, s := range g.sets[v] {
			if lit.Pos() <= s.pos && s.pos < lit.End() && !s.fixed && g.runsAgain(lit) {
				return s.pos
			}
		}
	}
	return token.NoPos
}

// runsAgain reports whether a library, or a loop of the package that polls, calls
// a literal time and again.
func (g *graph) runsAgain(lit *ast.FuncLit) bool {
	return g.later[lit] || slices.ContainsFunc(g.dynamic, func(call *ast.CallExpr) bool {
		return slices.ContainsFunc(g.loops, func(loop ast.Stmt) bool {
			return loop.Pos() <= call.Pos() && call.Pos() < loop.End() &&
				(lit.Pos() > loop.Pos() || lit.End() < loop.Pos()) && g.polls(loop) && g.reach(g.sources(call.Fun))[node{lit: lit, i: itself}]
		})
	})
}

// polls reports whether a loop waits, and ends for no other reason than an error
// or that it is told to.
func (g *graph) polls(loop ast.Stmt) bool {
	var body *ast.BlockStmt
	waits := false
	switch loop := loop.(type) {
	case *ast.ForStmt:
		if loop.Cond != nil && !g.isAbort(loop.Cond) || loop.Post != nil {
			return false
		}
		body = loop.Body
	case *ast.RangeStmt:
		t := g.info.TypeOf(loop.X)
		if t == nil {
			return false
		}
		if _, ok := t.Underlying().(*types.Chan); !ok {
			return false
		}
		body, waits = loop.Body, true
	}
	if !waits {
		waits = g.waits(body, 2)
	}
	return waits && !g.ends(body)
}

// waits reports whether a body, or a function of the package that it calls,
// sleeps or receives.
func (g *graph) waits(body *ast.BlockStmt, depth int) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt:
			return false
		case *ast.SelectStmt:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.CallExpr:
			fn, ok := typeutil.Callee(g.info, n).(*types.Func)
			if !ok {
				break
			}
			if pathOf(fn) == "time" && fn.Name() == "Sleep" || pathOf(fn) == "sync" && fn.Name() == "Wait" && !strings.Contains(fn.FullName(), "WaitGroup") {
				found = true
			}
			if d := g.decls[fn]; d != nil && d.Body != nil && depth > 0 && g.waits(d.Body, depth-1) {
				found = true
			}
		}
		return !found
	})
	return found
}

// ends reports whether the body of a loop leaves it when there is nothing more to
// read: by a break or return that no error, signal or refusal is the reason for.
func (g *graph) ends(body *ast.BlockStmt) bool {
	ends := false
	var visit func(n ast.Node, abort bool, inner int)
	list := func(stmts []ast.Stmt, abort bool, inner int) {
		for _, s := range stmts {
			visit(s, abort, inner)
		}
	}
	visit = func(n ast.Node, abort bool, inner int) {
		switch n := n.(type) {
		case *ast.BlockStmt:
			list(n.List, abort, inner)
		case *ast.LabeledStmt:
			visit(n.Stmt, abort, inner)
		case *ast.IfStmt:
			visit(n.Body, abort || g.isAbort(n.Cond), inner)
			if n.Else != nil {
				visit(n.Else, abort, inner)
			}
		case *ast.ForStmt:
			visit(n.Body, abort, inner+1)
		case *ast.RangeStmt:
			visit(n.Body, abort, inner+1)
		case *ast.SwitchStmt:
			for _, c := range n.Body.List {
				cc := c.(*ast.CaseClause)
				ab := abort
				for _, e := range cc.List {
					ab = ab || n.Tag == nil && g.isAbort(e)
				}
				list(cc.Body, ab, inner+1)
			}
		case *ast.TypeSwitchStmt:
			list(n.Body.List, abort, inner+1)
		case *ast.CaseClause:
			list(n.Body, abort, inner)
		case *ast.SelectStmt:
			for _, c := range n.Body.List {
				cc := c.(*ast.CommClause)
				_, send := cc.Comm.(*ast.SendStmt)
				list(cc.Body, abort || cc.Comm != nil && !send, inner+1)
			}
		case *ast.ReturnStmt:
			ends = ends || !abort
		case *ast.BranchStmt:
			// A label is that of the loop, or of one around it.
			if (n.Tok == token.BREAK && (inner == 0 || n.Label != nil) || n.Tok == token.GOTO) && !abort {
				ends = true
			}
		}
	}
	visit(body, false, 0)
	return ends
}

// isAbort reports whether a condition is about an error, a context, or an answer
// that is no: it isn't about how many rows there were.
func (g *graph) isAbort(cond ast.Expr) bool {
	abort, counts := false, false
	ast.Inspect(cond, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		if g.isErrorValue(e) {
			counts = true // sql.ErrNoRows
			return false
		}
		if t := g.info.TypeOf(e); t != nil {
			if _, isTuple := t.(*types.Tuple); !isTuple && (isError(t) || isContext(t)) {
				abort = true
			}
		}
		switch e := e.(type) {
		case *ast.CallExpr:
			if id, ok := e.Fun.(*ast.Ident); ok && id.Name == "len" {
				counts = true
			}
		case *ast.UnaryExpr:
			if e.Op == token.NOT {
				abort = true // !ok, !yield(row)
			}
		case *ast.BinaryExpr:
			if b, ok := g.info.TypeOf(e.X).Underlying().(*types.Basic); ok && b.Info()&types.IsNumeric != 0 {
				counts = true
			}
		}
		return true
	})
	return abort && !counts
}

func isContext(t types.Type) bool {
	m, _, _ := types.LookupFieldOrMethod(t, true, nil, "Deadline")
	d, _, _ := types.LookupFieldOrMethod(t, true, nil, "Done")
	return m != nil && d != nil
}
