package sqlquery

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A fold follows the text that one local variable holds (a string, a slice of
// them, a strings.Builder) through the statements of its function up to a use.
// It is exact in straight-line code. What only some runs add is a hole; where
// branches set the variable anew, or each branch adds something, all of the
// texts are followed.
type fold struct {
	f   *finder
	v   *types.Var
	use token.Pos
	of  valuer // what an assigned expression holds

	values []*text // none: not set yet
	first  bool    // in the first round of a loop: no separator is needed
	done   bool    // the use is reached
	dead   bool    // this path ends before the use
}

// local returns the values of a local variable or parameter at its use e.
func (f *finder) local(v *types.Var, e ast.Expr, of valuer) []*text {
	body := f.body(v.Pos())
	if body == nil || e.Pos() < body.Pos() || body.End() < e.Pos() {
		return nil
	}
	fold := &fold{f: f, v: v, use: e.Pos(), of: of}
	if v.Pos() < body.Pos() { // a parameter
		if fold.values = f.given[v]; fold.values == nil {
			fold.values = []*text{f.unknown(e)}
		}
	}
	fold.block(body)
	if !fold.done {
		return nil
	}
	return fold.values
}

// body returns the body of the outermost function around pos.
func (f *finder) body(pos token.Pos) *ast.BlockStmt {
	for _, file := range f.pass.Files {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		for _, decl := range file.Decls {
			if pos < decl.Pos() || decl.End() <= pos {
				continue
			}
			if fn, ok := decl.(*ast.FuncDecl); ok {
				return fn.Body
			}
			if lit := literalAround(decl, pos); lit != nil {
				return lit.Body
			}
		}
	}
	return nil
}

// literalAround returns the outermost function literal in n that pos is in.
func literalAround(n ast.Node, pos token.Pos) *ast.FuncLit {
	var found *ast.FuncLit
	ast.Inspect(n, func(n ast.Node) bool {
		if n == nil || found != nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		found, _ = n.(*ast.FuncLit)
		return found == nil
	})
	return found
}

func (d *fold) around(n ast.Node) bool {
	return n != nil && n.Pos() <= d.use && d.use < n.End()
}

func (d *fold) block(b *ast.BlockStmt) {
	if b != nil {
		d.list(b.List)
	}
}

func (d *fold) list(list []ast.Stmt) {
	for _, s := range list {
		if d.done || d.dead {
			return
		}
		d.stmt(s)
	}
}

func (d *fold) stmt(s ast.Stmt) {
	if d.done || s == nil {
		return
	}
	switch s := s.(type) {
	case *ast.BlockStmt:
		d.block(s)
	case *ast.LabeledStmt:
		d.stmt(s.Stmt)
	case *ast.IfStmt:
		d.stmt(s.Init)
		if d.done || d.within(s.Cond) {
			return
		}
		if s.Else == nil {
			d.branches(s, false, s.Body)
		} else {
			d.branches(s, true, s.Body, s.Else)
		}
	case *ast.ForStmt:
		d.stmt(s.Init)
		if d.done || d.within(s.Cond) || d.within(s.Post) {
			return
		}
		d.loop(s, s.Body)
	case *ast.RangeStmt:
		if d.within(s.X) {
			return
		}
		if d.declares(s.Value) {
			d.values = d.f.union(d.f.elements(s.X, nil))
			if d.values == nil {
				d.values = []*text{d.f.unknown(s.Value)}
			}
			d.block(s.Body)
			return
		}
		d.loop(s, s.Body)
	case *ast.SwitchStmt:
		d.stmt(s.Init)
		if !d.done && !d.within(s.Tag) {
			d.clauses(s, s.Body)
		}
	case *ast.TypeSwitchStmt:
		d.stmt(s.Init)
		if !d.done {
			d.clauses(s, s.Body)
		}
	case *ast.SelectStmt:
		d.clauses(s, s.Body)
	case *ast.BranchStmt:
		d.dead = true
	case *ast.ReturnStmt:
		if !d.within(s) {
			d.dead = true
		}
	default:
		if !d.within(s) {
			d.apply(s)
		}
	}
}

// within ends the fold if the use is in n, in a function literal of it after
// the statements that stand before the use there.
func (d *fold) within(n ast.Node) bool {
	if !d.around(n) {
		return false
	}
	if lit := literalAround(n, d.use); lit != nil {
		if lit.Type.Params.Pos() <= d.v.Pos() && d.v.Pos() < lit.Type.Params.End() {
			d.values = []*text{d.f.opaque(string(sqlparse.Hole), lit.Type.Params)}
		} else if d.runsLater(n, lit) {
			d.values = []*text{d.f.gap(lit.Type)}
		}
		d.block(lit.Body)
	}
	d.done = true
	return true
}

// runsLater reports whether the statement n only keeps the function literal,
// and the variable, which is declared outside of it, is set further down.
func (d *fold) runsLater(n ast.Node, lit *ast.FuncLit) bool {
	s, ok := n.(*ast.AssignStmt)
	if !ok || !slices.ContainsFunc(s.Rhs, func(e ast.Expr) bool { return ast.Unparen(e) == lit }) || d.v.Pos() > lit.Pos() {
		return false
	}
	set := false
	ast.Inspect(d.f.body(d.v.Pos()), func(n ast.Node) bool {
		if s, ok := n.(*ast.AssignStmt); ok && s.Pos() > lit.End() && slices.ContainsFunc(s.Lhs, d.is) {
			set = true
		}
		return !set
	})
	return set
}

// declares reports whether e is where a range statement declares the variable.
func (d *fold) declares(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && d.f.pass.TypesInfo.Defs[id] == d.v
}

// clauses follows the cases of a switch or select.
func (d *fold) clauses(s ast.Stmt, body *ast.BlockStmt) {
	var bodies []ast.Stmt
	exhaustive := false
	for _, c := range body.List {
		var list []ast.Stmt
		switch c := c.(type) {
		case *ast.CaseClause:
			for _, e := range c.List {
				if d.within(e) {
					return
				}
			}
			list = c.Body
			exhaustive = exhaustive || c.List == nil
		case *ast.CommClause:
			list = c.Body
			if c.Comm != nil {
				list = append([]ast.Stmt{c.Comm}, list...)
			}
			exhaustive = true
		}
		bodies = append(bodies, &ast.BlockStmt{Lbrace: c.Pos(), List: list, Rbrace: c.End() - 1})
	}
	d.branches(s, exhaustive, bodies...)
}

// branches follows alternatives: the one with the use, or else all.
func (d *fold) branches(s ast.Stmt, exhaustive bool, bodies ...ast.Stmt) {
	for _, b := range bodies {
		if d.around(b) {
			d.stmt(b)
			return
		}
	}
	if !d.changes(s) {
		if exhaustive {
			d.dead = !slices.ContainsFunc(bodies, func(b ast.Stmt) bool { return !d.run(b).dead })
		}
		return
	}
	before := d.values
	var after [][]*text
	for _, b := range bodies {
		if one := d.run(b); !one.dead {
			after = append(after, one.values)
		}
	}
	if !exhaustive && d.first && isSeparated(before, after) {
		return
	}
	if !exhaustive {
		after = append(after, before)
	}
	d.merge(s, exhaustive, before, after)
}

// isSeparated reports whether all that the paths add is a comma.
func isSeparated(before []*text, after [][]*text) bool {
	for _, values := range after {
		if len(values) != len(before) {
			return false
		}
		for i, t := range values {
			if added, ok := strings.CutPrefix(t.sql, before[i].sql); !ok || strings.TrimSpace(added) != "," && added != "" {
				return false
			}
		}
	}
	return true
}

// run follows s by itself.
func (d *fold) run(s ast.Stmt) *fold {
	one := &fold{f: d.f, v: d.v, use: token.NoPos, of: d.of, values: d.values, first: d.first}
	one.stmt(s)
	// A case that ends with break leaves the switch only.
	if block, ok := s.(*ast.BlockStmt); ok && one.dead && len(block.List) > 0 {
		if b, ok := block.List[len(block.List)-1].(*ast.BranchStmt); ok && b.Tok == token.BREAK {
			one.dead = false
		}
	}
	return one
}

// merge sets the values to those of the paths that after lists.
func (d *fold) merge(s ast.Stmt, exhaustive bool, before []*text, after [][]*text) {
	if len(after) == 0 {
		d.dead = true
		return
	}
	var all []*text
	for _, values := range after {
		for _, t := range values {
			if !slices.ContainsFunc(all, func(x *text) bool { return x.sql == t.sql }) {
				all = append(all, t)
			}
		}
	}
	if len(before) > 0 && len(all) > len(before) && (!exhaustive || len(all) > maxJoined) && extends(all, before) {
		all = d.f.product(before, []*text{d.f.gap(s)})
	}
	if len(all) > maxTexts {
		all = []*text{d.f.gap(s)}
	}
	d.values = all
}

// extends reports whether each of all begins with one of before, be it a
// slice's elements or a text that isn't empty.
func extends(all, before []*text) bool {
	for _, t := range all {
		if !slices.ContainsFunc(before, func(b *text) bool {
			return strings.HasPrefix(t.sql, b.sql) && (b.sql != "" || t.sql == "" || strings.HasPrefix(t.sql, elementMark))
		}) {
			return false
		}
	}
	return true
}

// loop follows a loop: what its body adds may be there any number of times.
func (d *fold) loop(s ast.Stmt, body *ast.BlockStmt) {
	if d.use == body.Lbrace {
		d.done = true
		return
	}
	if !d.changes(body) {
		if d.around(body) {
			d.block(body)
		}
		return
	}
	before := d.values
	if d.rows(body) {
		once := &fold{f: d.f, v: d.v, use: token.NoPos, of: d.of, values: d.values, first: true}
		once.block(body)
		if !once.dead {
			d.values = once.values
		}
		if d.around(body) {
			d.block(body)
		}
		return
	}
	once := d.run(body)
	if once.dead {
		once.values = before
	}
	d.merge(s, false, before, [][]*text{once.values, before})
	if d.around(body) {
		d.block(body)
	}
}

// changes reports whether n names the variable at all.
func (d *fold) changes(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && d.f.pass.TypesInfo.ObjectOf(id) == d.v {
			found = true
		}
		return !found
	})
	return found
}

// is reports whether e is the variable.
func (d *fold) is(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && d.f.pass.TypesInfo.ObjectOf(id) == d.v
}

// value returns what e holds, with the variable as it is now.
func (d *fold) value(of valuer, e ast.Expr) []*text {
	if d.values != nil {
		old, had := d.f.bound[d.v]
		d.f.bound[d.v] = d.values
		defer func() {
			if delete(d.f.bound, d.v); had {
				d.f.bound[d.v] = old
			}
		}()
	}
	return of(e)
}

// apply follows a statement without statements in it.
func (d *fold) apply(s ast.Stmt) {
	if !d.changes(s) {
		return
	}
	switch s := s.(type) {
	case *ast.AssignStmt:
		for i, lhs := range s.Lhs {
			if d.is(lhs) {
				d.assign(s, i)
				return
			}
		}
	case *ast.DeclStmt:
		for _, spec := range s.Decl.(*ast.GenDecl).Specs {
			spec, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			for i, name := range spec.Names {
				switch {
				case d.f.pass.TypesInfo.Defs[name] != d.v:
				case len(spec.Values) == 0:
					d.values = []*text{{f: d.f}}
					return
				case len(spec.Values) == len(spec.Names):
					d.values = d.value(d.of, spec.Values[i])
					return
				default:
					d.values = d.result(spec.Values[0], i)
					return
				}
			}
		}
	}
	d.calls(s)
}

func (d *fold) assign(s *ast.AssignStmt, i int) {
	switch {
	case len(s.Lhs) != len(s.Rhs):
		d.values = d.result(s.Rhs[0], i)
	case s.Tok == token.ADD_ASSIGN:
		if d.values == nil {
			d.values = []*text{d.f.gap(s)}
		}
		d.values = d.f.product(d.values, d.value(d.of, s.Rhs[i]))
	default:
		d.values = d.value(d.of, s.Rhs[i])
	}
}

// result returns the i-th result of the call e.
func (d *fold) result(e ast.Expr, i int) []*text {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		if values := d.value(func(ast.Expr) []*text { return d.f.call(call, i) }, e); values != nil {
			return values
		}
	}
	return []*text{d.f.unknown(e)}
}

// calls follows what the calls of s do to the variable: write to it, if it is
// a builder, or get its address.
func (d *fold) calls(s ast.Stmt) {
	info := d.f.pass.TypesInfo
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			// It may be called any number of times.
			if d.changes(n.Body) {
				before := d.values
				d.merge(s, false, before, [][]*text{d.run(n.Body).values, before})
			}
			return false
		case *ast.CallExpr:
			fn, _ := typeutil.Callee(info, n).(*types.Func)
			if root := d.f.root(n); root != nil {
				if d.is(root) {
					d.values = d.value(d.of, n)
				}
				return false // what is given to it is only read
			}
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && d.is(sel.X) && fn != nil {
				d.method(fn, n)
				return false
			}
			for i, arg := range n.Args {
				if !d.isAddress(arg) {
					continue
				}
				added := []*text{d.f.gap(n)}
				if fn != nil && i == 0 {
					switch fn.FullName() {
					case "fmt.Fprintf":
						added = nil
						for _, format := range d.f.eval(n.Args[1]) {
							added = append(added, d.f.format(format, n.Args[2:], n.Ellipsis.IsValid()))
						}
					case "fmt.Fprint", "io.WriteString":
						added = []*text{{f: d.f}}
						for _, arg := range n.Args[1:] {
							added = d.f.product(added, d.f.eval(arg))
						}
					}
				}
				d.values = d.f.product(d.values, added)
				return false
			}
		}
		return true
	})
}

// isAddress reports whether e is a reference to the variable through which it
// can be written.
func (d *fold) isAddress(e ast.Expr) bool {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		return u.Op == token.AND && d.is(u.X)
	}
	_, pointer := d.v.Type().Underlying().(*types.Pointer)
	return pointer && d.is(e)
}

// method follows a call of a method of the variable, a builder or buffer.
func (d *fold) method(fn *types.Func, call *ast.CallExpr) {
	name := fn.Name()
	if pkg := fn.Pkg(); strings.HasPrefix(name, "Write") && (pkg == nil || pkg.Path() != "strings" && pkg.Path() != "bytes") {
		name = "" // of another type
	}
	switch name {
	case "WriteString", "Write":
		d.values = d.f.product(d.values, d.f.eval(call.Args[0]))
	case "WriteByte", "WriteRune":
		added := d.f.unknown(call.Args[0])
		if value := d.f.pass.TypesInfo.Types[call.Args[0]].Value; value != nil {
			if r, ok := constant.Int64Val(constant.ToInt(value)); ok {
				added = d.f.opaque(string(rune(r)), call.Args[0])
			}
		}
		d.values = d.f.product(d.values, []*text{added})
	case "Reset":
		d.values = []*text{{f: d.f}}
	case "String", "Bytes", "Len", "Cap", "Grow":
	default:
		if !d.f.renders(fn) {
			d.values = []*text{d.f.gap(call)}
		}
	}
}
