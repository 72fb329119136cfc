package loops

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// cycles finds the loops of fn, without those of its closures.
func (r *Result) cycles(fn *ssa.Function) {
	cycles := ssaform.Cycles(fn)
	for _, c := range cycles {
		l := &Loop{Form: InCycle, Fn: fn, Cycle: c}
		received := r.receives(c)
		for call := range c.Calls() {
			if !innermost(cycles, c, call.Block()) {
				continue
			}
			if call, ok := call.(*ssa.Call); ok && len(r.remote.At(call)) > 0 {
				r.attempt(l, call)
			}
		}
		l.Kind = r.kind(l, received)
		r.Loops = append(r.Loops, l)
	}
}

// innermost reports whether no cycle within c has the block.
func innermost(cycles []*ssaform.Cycle, c *ssaform.Cycle, b *ssa.BasicBlock) bool {
	return !slices.ContainsFunc(cycles, func(d *ssaform.Cycle) bool {
		return d != c && d.Blocks[b] && c.Blocks[d.Head]
	})
}

// receives reports whether every iteration begins with new work.
func (r *Result) receives(c *ssaform.Cycle) bool {
	for b := range c.Blocks {
		if slices.ContainsFunc(c.Head.Preds, func(p *ssa.BasicBlock) bool { return c.Blocks[p] && !b.Dominates(p) }) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && !isTimer(instr.X) {
					return true
				}
			case *ssa.Call:
				if r.receivesWork(instr) {
					return true
				}
			}
		}
	}
	return false
}

// receivesWork reports whether a call waits for new work, unless it fails.
func (r *Result) receivesWork(call *ssa.Call) bool {
	return slices.ContainsFunc(r.remote.At(call), func(does remote.Call) bool { return does.Role == knowledge.Receive })
}

func (r *Result) kind(l *Loop, received bool) Kind {
	switch {
	case received && r.accepts(l.Cycle):
		return Accept
	case slices.ContainsFunc(l.Attempts, func(a *Attempt) bool { return a.Leaves && !a.Again }):
		return Retry
	case received:
		return Consumer
	case len(l.Attempts) > 0:
		return Poll
	case iterates(l.Cycle):
		return Iteration
	}
	return Other
}

// accepts reports whether the new work is connections, or packets of a socket.
func (r *Result) accepts(c *ssaform.Cycle) bool {
	for call := range c.Calls() {
		for _, does := range r.remote.At(call) {
			if does.Role != knowledge.Receive || len(does.Via) == 0 {
				continue
			}
			last := does.Via[len(does.Via)-1].Name()
			if strings.HasSuffix(last, ".Accept") || strings.HasPrefix(last, "net.UDPConn.") || strings.HasPrefix(last, "net.PacketConn.") {
				return true
			}
		}
	}
	return false
}

// iterates reports whether the loop goes over elements or numbers.
func iterates(c *ssaform.Cycle) bool {
	for _, instr := range c.Head.Instrs {
		switch instr := instr.(type) {
		case *ssa.Next:
			return true
		case *ssa.Phi:
			if _, ok := counterOf(c, instr); ok {
				return true
			}
		}
	}
	return false
}

// attempt adds call to the loop if it is made again after it failed.
func (r *Result) attempt(l *Loop, call *ssa.Call) {
	err := r.errorOf(call)
	if err == nil || slices.ContainsFunc(call.Operands(nil), func(op *ssa.Value) bool {
		return r.varies(l.Cycle, *op) || r.advanced(l.Cycle, *op)
	}) {
		return
	}
	w := &walker{Result: r, cycle: l.Cycle, from: call, target: call, errs: errorsFrom(err), sends: sentIn(l.Cycle)}
	check := w.check(w.reached(failed))
	if check == token.NoPos || !w.again(failed, false).found {
		return
	}
	a := &Attempt{Loop: l, Call: call, Does: r.remote.At(call), Err: err, Check: check}
	// What a presumed call waits for may be a thing of its own.
	if waits := r.remote.Waits(call); waits == remote.Never || waits == remote.Sometimes && presumed(a.Does) {
		if hot := w.again(failed, true); hot.found {
			a.Back = r.jump(l, check, hot.last)
		}
	}
	a.Again, a.Leaves = w.again(succeeded, false).found, w.leaves()
	bound := w.bound(failed)
	if len(l.Attempts) == 0 {
		l.Bound = bound
	} else {
		l.Bound = l.Bound.with(bound)
	}
	a.Errors = r.flow.again(call, err, call, l.Blocks)
	l.Attempts = append(l.Attempts, a)
}

// advanced reports whether the loop sets a field of what a call is given to what
// the iteration is about.
//
//	for _, c.addr = range addrs { err = c.dial() }
func (r *Result) advanced(c *ssaform.Cycle, arg ssa.Value) bool {
	for b := range c.Blocks {
		for _, instr := range b.Instrs {
			s, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			f, ok := s.Addr.(*ssa.FieldAddr)
			if !ok || f.X != arg {
				continue
			}
			// An error, a flag or a count is about the attempts.
			if _, isBasic := s.Val.Type().Underlying().(*types.Basic); (!isBasic || isString(s.Val.Type())) &&
				!types.Identical(s.Val.Type(), errorType) && r.varies(c, s.Val) {
				return true
			}
		}
	}
	return false
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func presumed(list []remote.Call) bool {
	return !slices.ContainsFunc(list, func(does remote.Call) bool { return !does.Presumed })
}

// with joins what ends two series of failures in one loop.
func (b Bound) with(c Bound) Bound {
	return Bound{b.Capped || c.Capped, b.Deadline || c.Deadline, b.Cancelled || c.Cancelled, b.Unknown || c.Unknown}
}

// check returns where the error is looked at first after the call, on the edges
// that were taken; before it only if nowhere else.
func (w *walker) check(taken map[edge]bool) token.Pos {
	var tests []token.Pos
	for e := range taken {
		if cond, ok := e.from.Instrs[len(e.from.Instrs)-1].(*ssa.If); ok && w.errs.tests(cond.Cond) {
			if pos := condPos(cond.Cond); pos.IsValid() {
				tests = append(tests, pos)
			}
		}
	}
	if len(tests) == 0 {
		return token.NoPos
	}
	return slices.MinFunc(tests, func(a, b token.Pos) int {
		call := w.from.Pos()
		return cmp.Or(-cmp.Compare(min(a, call), min(b, call)), cmp.Compare(a, b))
	})
}

func condPos(cond ssa.Value) token.Pos {
	switch v := cond.(type) {
	case *ssa.UnOp:
		if !v.Pos().IsValid() {
			return condPos(v.X)
		}
	case *ssa.Extract:
		return condPos(v.Tuple)
	}
	return cond.Pos()
}

// jump returns where the way to the next attempt ends in the source, that leaves
// the loop's body at the block last: after a continue or goto, or at the end of
// the branch.
func (r *Result) jump(l *Loop, check token.Pos, last *ssa.BasicBlock) token.Pos {
	at := check
	for _, instr := range last.Instrs {
		if pos := instr.Pos(); pos > at {
			at = pos
		}
	}
	end := token.NoPos
	var stack []ast.Node
	root := l.Fn.Syntax()
	if root == nil {
		return at
	}
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		if b, ok := n.(*ast.BranchStmt); ok && (b.Tok == token.CONTINUE || b.Tok == token.GOTO) && b.Pos() >= at && end == token.NoPos {
			if block := enclosingBlock(stack); block != nil && block.Pos() <= at && at <= block.End() {
				end = b.End()
			}
		}
		return true
	})
	if end != token.NoPos {
		return end
	}
	return max(at, check) + 1
}

func enclosingBlock(stack []ast.Node) ast.Node {
	for _, n := range slices.Backward(stack[:len(stack)-1]) {
		switch n.(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			return n
		}
	}
	return nil
}

// recursions finds the calls by which fn repeats itself with the same arguments.
func (r *Result) recursions(fn *ssa.Function) {
	obj := ssaform.FuncOf(fn)
	if obj == nil || types.IsInterface(fn.Type()) {
		return
	}
	for call := range ssaform.Calls(fn) {
		call, ok := call.(*ssa.Call)
		if !ok || ssaform.Callee(call.Common()) != obj || call.Common().IsInvoke() {
			continue
		}
		bound, same := r.sameArguments(fn, call)
		if !same {
			continue
		}
		l := &Loop{Kind: Retry, Form: Recursion, Fn: fn, Run: call, Bound: bound}
		for c := range ssaform.Calls(fn) {
			c, ok := c.(*ssa.Call)
			if !ok || c == call || len(r.remote.At(c)) == 0 || ssaform.Callee(c.Common()) == obj {
				continue
			}
			w := &walker{Result: r, from: c, target: call, errs: errorsFrom(r.errorOf(c))}
			onFailure, onSuccess := w.again(failed, false).found, w.again(succeeded, false).found
			if !onFailure && !onSuccess {
				continue
			}
			a := &Attempt{Loop: l, Call: c, Does: r.remote.At(c), Err: r.errorOf(c), Check: call.Pos(), Again: onSuccess, Leaves: true}
			if (onFailure && w.again(failed, true).found || onSuccess && w.again(succeeded, true).found) && r.remote.Waits(c) == 0 {
				_, a.Back = r.form.Extent(call)
			}
			if a.Err != nil {
				a.Errors = r.flow.again(c, a.Err, call, nil)
			}
			l.Attempts = append(l.Attempts, a)
		}
		r.Loops = append(r.Loops, l)
	}
}

// sameArguments reports whether a recursive call passes on what the function was
// given, but for a count that may bound it.
func (r *Result) sameArguments(fn *ssa.Function, call *ssa.Call) (Bound, bool) {
	var bound Bound
	for i, p := range fn.Params {
		arg := ssaform.Argument(call.Common(), i)
		if arg == p {
			continue
		}
		if isContext(p.Type()) {
			bound.Unknown = bound.Unknown || withValue(arg)
			continue
		}
		step, ok := arg.(*ssa.BinOp)
		b, isBasic := p.Type().Underlying().(*types.Basic)
		switch {
		case ok && isBasic && b.Info()&types.IsInteger != 0 && (step.X == p || step.Y == p):
			bound.Capped = bound.Capped || tested(fn, p) || tested(fn, step)
			bound.Unknown = true
		case isBasic && b.Kind() == types.Bool, isBasic && b.Info()&types.IsNumeric != 0 && isDuration(p.Type()):
			bound.Unknown = true // retry(false), 2*sleep
		default:
			return bound, false
		}
	}
	if r.marks(fn) {
		bound.Unknown = true
	}
	return bound, true
}

// withValue reports whether a context is given a value, which may be the number of
// the attempt.
func withValue(ctx ssa.Value) bool {
	call, ok := ctx.(*ssa.Call)
	if !ok {
		return false
	}
	fn := ssaform.Callee(call.Common())
	return fn != nil && fn.FullName() == "context.WithValue"
}

func isDuration(t types.Type) bool {
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == "Duration" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time"
}

// tested reports whether a condition of fn is computed from v.
func tested(fn *ssa.Function, v ssa.Value) bool {
	for _, b := range fn.Blocks {
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if bin, ok := cond.Cond.(*ssa.BinOp); ok && (bin.X == v || bin.Y == v) {
				return true
			}
		}
	}
	return false
}

// marks reports whether fn changes a field or variable that outlives the call
// and that one of its conditions reads: the next call may take another way.
func (r *Result) marks(fn *ssa.Function) bool {
	stored := map[any]bool{}
	place := func(addr ssa.Value) any {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			return [2]any{a.X.Type().String(), a.Field}
		case *ssa.Global:
			return a
		}
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if s, ok := instr.(*ssa.Store); ok {
				if p := place(s.Addr); p != nil {
					stored[p] = true
				}
			}
		}
	}
	for _, b := range fn.Blocks {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for _, op := range append(operands(cond.Cond), cond.Cond) {
			if load, ok := op.(*ssa.UnOp); ok && load.Op == token.MUL {
				if p := place(load.X); p != nil && stored[p] {
					return true
				}
			}
		}
	}
	return false
}

func operands(v ssa.Value) []ssa.Value {
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, op := range instr.Operands(nil) {
		if *op != nil {
			out = append(out, *op)
		}
	}
	return out
}

// sorted puts loops in source order, and their attempts, which may be in several
// files: files by name, since drivers don't parse them in order.
func sorted(fset *token.FileSet, ls []*Loop) {
	compare := func(a, b token.Pos) int {
		if a, b := fset.File(a), fset.File(b); a != b && a != nil && b != nil {
			return cmp.Compare(a.Name(), b.Name())
		}
		return cmp.Compare(a, b)
	}
	slices.SortStableFunc(ls, func(a, b *Loop) int { return compare(a.Pos(), b.Pos()) })
	for _, l := range ls {
		slices.SortStableFunc(l.Attempts, func(a, b *Attempt) int { return compare(a.Call.Pos(), b.Call.Pos()) })
	}
}

// Pos is where the loop stands: its head's first place, or the call that
// repeats.
func (l *Loop) Pos() token.Pos {
	if l.Run != nil {
		return l.Run.Pos()
	}
	for _, b := range append([]*ssa.BasicBlock{l.Head}, l.Head.Succs...) {
		for _, instr := range b.Instrs {
			if instr.Pos().IsValid() {
				return instr.Pos()
			}
		}
	}
	return l.Fn.Pos()
}
