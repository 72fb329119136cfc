package unguardedretry

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// flags reports the variables that hide the one that ends their loop.
func (c *check) flags() {
	for _, fn := range c.form.Funcs {
		if fn.Syntax() != nil {
			c.shadowed(fn.Syntax())
		}
	}
}

// unsetFlag reports a loop that only a flag ends, which only a closure sets that
// is handed to something that may not call it, and whether it is one.
//
//	for !stop {
//		addTask(func(tx *sql.Tx) (bool, error) {
//			stop = …
//		})
//	}
func (c *check) unsetFlag(l *loops.Loop) bool {
	flag := exitFlag(l)
	if flag == nil {
		return false
	}
	var setter *ssa.MakeClosure
	for _, ref := range *flag.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != flag || l.Blocks[ref.Block()] {
				return false
			}
		case *ssa.MakeClosure:
			if setter != nil || !l.Blocks[ref.Block()] {
				return false // a second one may set it, too, or be called at any time
			}
			setter = ref
		default:
			return false
		}
	}
	if setter == nil || !sets(setter, flag) || c.waits(l) {
		return false
	}
	call, ok := handedTo(setter)
	if !ok || !l.Blocks[call.Block()] || !mayNotCall(call, setter) || !c.remoteIn(setter.Fn.(*ssa.Function)) {
		return false
	}
	pos, end := c.condition(l)
	c.report(analysis.Diagnostic{
		Pos: pos, End: end, Category: "deadflag",
		Message: message.Fit(
			fmt.Sprintf("%s is only set in a closure that may not be called: then this loop spins and never ends; set it before the call, too", flag.Comment),
			"the flag is only set in a closure that may not be called: then this loop spins and never ends; set it before the call, too"),
	})
	return true
}

// exitFlag returns the variable that alone ends the loop, or nil.
func exitFlag(l *loops.Loop) *ssa.Alloc {
	var exit *ssa.If
	for b := range l.Blocks {
		for _, s := range b.Succs {
			if l.Blocks[s] {
				continue
			}
			cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			if !ok || exit != nil {
				return nil
			}
			exit = cond
		}
		if len(b.Succs) == 0 {
			return nil
		}
	}
	if exit == nil {
		return nil
	}
	cond := exit.Cond
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	if load, ok := cond.(*ssa.UnOp); ok && load.Op == token.MUL {
		flag, _ := load.X.(*ssa.Alloc)
		return flag
	}
	return nil
}

// sets reports whether a closure stores to the variable that it captures.
func sets(mc *ssa.MakeClosure, flag *ssa.Alloc) bool {
	i := slices.Index(mc.Bindings, ssa.Value(flag))
	for _, ref := range *mc.Fn.(*ssa.Function).FreeVars[i].Referrers() {
		if _, ok := ref.(*ssa.Store); ok {
			return true
		}
	}
	return false
}

// handedTo returns the one call that is given the closure, if nothing else is.
func handedTo(v ssa.Value) (*ssa.Call, bool) {
	refs := *v.Referrers()
	if len(refs) != 1 {
		return nil, false
	}
	switch ref := refs[0].(type) {
	case *ssa.ChangeType:
		return handedTo(ref)
	case *ssa.Call:
		return ref, ref.Call.Value != v
	}
	return nil, false
}

// mayNotCall reports whether the function that call calls may return without
// having called the closure. One that isn't known may if it, or the closure, can
// fail: it then has something to do first that fails, too.
func mayNotCall(call *ssa.Call, closure *ssa.MakeClosure) bool {
	callee := call.Call.StaticCallee()
	if callee != nil && len(callee.Blocks) > 0 {
		i := slices.IndexFunc(call.Call.Args, func(arg ssa.Value) bool { return unconverted(arg) == closure })
		return i >= 0 && i < len(callee.Params) && !calls(callee, callee.Params[i])
	}
	if fails(call.Call.Signature()) {
		return true
	}
	return ssaform.Callee(call.Common()) == nil && fails(closure.Fn.(*ssa.Function).Signature)
}

func unconverted(v ssa.Value) ssa.Value {
	for {
		x, ok := v.(*ssa.ChangeType)
		if !ok {
			return v
		}
		v = x.X
	}
}

func fails(sig *types.Signature) bool {
	for v := range sig.Results().Variables() {
		if types.Identical(v.Type(), errorType) {
			return true
		}
	}
	return false
}

// calls reports whether fn calls its parameter, or hands it on, on every way to
// a return.
func calls(fn *ssa.Function, p *ssa.Parameter) bool {
	seen := map[*ssa.BasicBlock]bool{}
	var returns func(b *ssa.BasicBlock) bool
	returns = func(b *ssa.BasicBlock) bool {
		if seen[b] {
			return false
		}
		seen[b] = true
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				c := instr.Common()
				if c.Value == p || slices.Contains(c.Args, ssa.Value(p)) {
					return false
				}
			case *ssa.Return:
				return true
			}
		}
		return slices.ContainsFunc(b.Succs, returns)
	}
	return !returns(fn.Blocks[0])
}

// waits reports whether the loop may wait, or block.
func (c *check) waits(l *loops.Loop) bool {
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select, *ssa.Send:
				return true
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return true
				}
			case ssa.CallInstruction:
				if c.remote.Waits(instr) != remote.Never {
					return true
				}
			}
		}
	}
	return false
}

// remoteIn reports whether a closure makes a remote call.
func (c *check) remoteIn(fn *ssa.Function) bool {
	for call := range ssaform.Calls(fn) {
		if certain(c.remote.At(call)) {
			return true
		}
	}
	return false
}

func certain(does []remote.Call) bool {
	return slices.ContainsFunc(does, func(d remote.Call) bool { return !d.Presumed })
}

// condition is where the loop's condition stands.
func (c *check) condition(l *loops.Loop) (from, to token.Pos) {
	last := l.Head.Instrs[len(l.Head.Instrs)-1]
	if cond, ok := last.(*ssa.If); ok && cond.Cond.Pos().IsValid() {
		return c.expression(cond.Cond.Pos())
	}
	return c.expression(l.Pos())
}

// shadowed reports the := by which a loop's body declares another variable of
// the name that the loop's condition tests, if that one never changes.
//
//	for more {
//		rows, more, err := next(ctx)
//	}
func (c *check) shadowed(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		loop, ok := n.(*ast.ForStmt)
		if !ok || loop.Cond == nil {
			return true
		}
		ast.Inspect(loop.Cond, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
			if ok && !v.IsField() && v.Parent() != c.pass.Pkg.Scope() && isFlag(v.Type()) && !c.changed(root, loop, v) {
				c.shadowing(loop, v)
			}
			return true
		})
		return true
	})
}

// isFlag leaves out the types that a condition also compares with: a number that
// stays the same is a bound.
func isFlag(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool || types.Identical(t, errorType)
}

// changed reports whether the loop, or a closure, may change v.
func (c *check) changed(root ast.Node, loop *ast.ForStmt, v *types.Var) bool {
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && c.pass.TypesInfo.Uses[id] == v
	}
	found, depth := false, 0
	var stack []ast.Node
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			if _, ok := stack[len(stack)-1].(*ast.FuncLit); ok {
				depth--
			}
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		within := depth > 0 || loop.Body.Pos() <= n.Pos() && n.End() <= loop.Body.End() ||
			loop.Post != nil && loop.Post.Pos() <= n.Pos() && n.End() <= loop.Post.End()
		switch n := n.(type) {
		case *ast.FuncLit:
			depth++
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && is(n.X)
		case *ast.AssignStmt:
			found = found || within && slices.ContainsFunc(n.Lhs, is)
		case *ast.RangeStmt:
			found = found || within && (n.Key != nil && is(n.Key) || n.Value != nil && is(n.Value))
		}
		return true
	})
	return found
}

// shadowing reports the variable of the loop's body that has the name and type
// of v, is got by a remote call, and doesn't leave the loop in another way.
func (c *check) shadowing(loop *ast.ForStmt, v *types.Var) {
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
		assign, ok := n.(*ast.AssignStmt)
		if !ok || assign.Tok != token.DEFINE || !c.isRemote(assign.Rhs) {
			return true
		}
		for _, lhs := range assign.Lhs {
			id, ok := lhs.(*ast.Ident)
			if !ok || id.Name != v.Name() {
				continue
			}
			inner, ok := c.pass.TypesInfo.Defs[id].(*types.Var)
			if ok && types.Identical(inner.Type(), v.Type()) && !c.leavesBy(loop, inner) {
				c.report(analysis.Diagnostic{
					Pos: id.Pos(), End: id.End(), Category: "deadflag",
					Message: message.Fit(
						fmt.Sprintf("another %s is declared: the loop goes on testing the outer one, which never changes; assign to it with =", v.Name()),
						"a variable is declared again: the loop goes on testing the outer one, which never changes; assign to it with ="),
				})
			}
		}
		return true
	})
}

// isRemote reports whether one of the expressions is a remote call.
func (c *check) isRemote(list []ast.Expr) bool {
	return slices.ContainsFunc(list, func(e ast.Expr) bool {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok {
			return false
		}
		for instr := range c.tx.Calls() {
			if instr.Common().Pos() == call.Lparen {
				return certain(c.remote.At(instr))
			}
		}
		return false
	})
}

// leavesBy reports whether something that v decides leaves the loop.
func (c *check) leavesBy(loop *ast.ForStmt, v *types.Var) bool {
	mentions := func(root ast.Node) bool {
		found := false
		if root != nil {
			ast.Inspect(root, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				found = found || ok && c.pass.TypesInfo.Uses[id] == v
				return !found
			})
		}
		return found
	}
	found := false
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			found = found || mentions(n.Cond) && leaves(n)
		case *ast.SwitchStmt:
			found = found || mentions(n) && leaves(n)
		case *ast.ReturnStmt:
			found = found || mentions(n)
		}
		return !found
	})
	return found
}

// leaves reports whether a statement may end the loop around it.
func leaves(root ast.Node) bool {
	found := false
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		case *ast.BranchStmt:
			found = found || n.Tok == token.BREAK || n.Tok == token.GOTO || n.Label != nil
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "panic" {
				found = true
			}
		}
		return !found
	})
	return found
}
