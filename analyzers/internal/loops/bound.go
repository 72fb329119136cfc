package loops

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// An ending is why a loop is left at an exit.
type ending uint8

const (
	unclear ending = iota
	byError
	byCount
	byTime
	byCancel
	byResult
	never // what it tests stays as it was when the loop went round before
)

// bound returns what ends a series of calls that went as how says.
func (w *walker) bound(how outcome) Bound {
	var bound Bound
	for e := range w.reached(how) {
		if cond, ok := e.leaves(w.cycle); ok && !w.answers(cond) {
			switch w.ending(cond, e.succ) {
			case byCount:
				bound.Capped = true
			case byTime:
				bound.Deadline = true
			case byCancel:
				bound.Cancelled = true
			case unclear:
				bound.Unknown = true
			}
		}
	}
	return bound
}

// answers reports whether a condition is what the call returns besides its error.
func (w *walker) answers(cond ssa.Value) bool {
	x, ok := cond.(*ssa.Extract)
	return ok && x.Tuple == w.from.Value()
}

// leaves reports whether an edge leaves the cycle, on which condition.
func (e edge) leaves(c *ssaform.Cycle) (ssa.Value, bool) {
	cond, ok := e.from.Instrs[len(e.from.Instrs)-1].(*ssa.If)
	if !ok || !c.Blocks[e.from] || c.Blocks[e.from.Succs[e.succ]] {
		return nil, false
	}
	return cond.Cond, true
}

// leaves reports whether success may leave the cycle, for another reason than that
// there were enough attempts.
func (w *walker) leaves() bool {
	for e := range w.reached(succeeded) {
		if cond, ok := e.leaves(w.cycle); ok {
			switch w.ending(cond, e.succ) {
			case byError, byResult, unclear:
				return true
			}
		}
	}
	return false
}

func (w *walker) ending(cond ssa.Value, succ int) ending {
	if w.errs.tests(cond) {
		return byError
	}
	if numbers := counters(w.cycle, cond); len(numbers) > 0 {
		if slices.ContainsFunc(numbers, func(n counter) bool { return w.stuck[n.phi] }) {
			return never
		}
		return byCount
	}
	e := &endings{w.cycle, w.errs, succ, map[ssa.Value]bool{}, unclear}
	e.value(cond, 0)
	if e.found == unclear {
		return w.state(w.cycle, cond, 0)
	}
	return e.found
}

// state says of a condition that nothing in the loop computes: it stays as it
// was, or others change what it looks at.
func (r *Result) state(c *ssaform.Cycle, v ssa.Value, depth int) ending {
	instr, ok := v.(ssa.Instruction)
	if !ok || !c.Blocks[instr.Block()] {
		return never
	}
	if depth > 6 {
		return unclear
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		return never
	case *ssa.UnOp:
		if v.Op == token.MUL && r.varies(c, v) {
			return unclear
		}
		if v.Op == token.MUL && !local(v.X) {
			return byCancel
		}
	case *ssa.BinOp, *ssa.Field, *ssa.FieldAddr, *ssa.Convert, *ssa.ChangeType:
	default:
		return unclear
	}
	worst := never
	for _, op := range operands(v) {
		switch r.state(c, op, depth+1) {
		case unclear:
			return unclear
		case byCancel:
			worst = byCancel
		}
	}
	return worst
}

// local reports whether an address is in a variable of the function that nothing
// else can know.
func local(addr ssa.Value) bool {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		return true
	case *ssa.FieldAddr:
		return local(addr.X)
	}
	return false
}

type endings struct {
	cycle *ssaform.Cycle
	errs  errorSet
	succ  int
	seen  map[ssa.Value]bool
	found ending
}

func (w *endings) value(v ssa.Value, depth int) {
	if v == nil || w.seen[v] || depth > 6 || w.found != unclear {
		return
	}
	w.seen[v] = true
	if w.errs.same[v] || w.errs.derived[v] {
		w.found = byError
		return
	}
	switch v := v.(type) {
	case *ssa.Call:
		w.call(v, depth)
	case *ssa.Extract:
		if _, ok := v.Tuple.(*ssa.Select); !ok { // see selected
			w.value(v.Tuple, depth+1)
		}
	case *ssa.BinOp:
		if x, ok := v.X.(*ssa.Extract); ok && x.Index == 0 {
			if sel, ok := x.Tuple.(*ssa.Select); ok {
				w.selected(sel, v.Y)
				return
			}
		}
		w.value(v.X, depth+1)
		w.value(v.Y, depth+1)
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			w.found = byCancel
			return
		}
		w.value(v.X, depth+1)
	case *ssa.Next:
		w.found = byCount
	case *ssa.Phi:
		if v.Block() == w.cycle.Head && isBool(v) {
			// A flag: what sets it on a failure is a condition of its own.
			w.found = byResult
			return
		}
		for _, e := range v.Edges {
			w.value(e, depth+1)
		}
	case *ssa.Convert:
		w.value(v.X, depth+1)
	case *ssa.ChangeType:
		w.value(v.X, depth+1)
	}
}

// selected says why a loop is left for a case of a select, or, if its test fails,
// for one of those after it.
func (w *endings) selected(sel *ssa.Select, k ssa.Value) {
	c, ok := k.(*ssa.Const)
	if !ok || c.Value == nil || c.Int64() < 0 || int(c.Int64()) >= len(sel.States) {
		return
	}
	cases := sel.States[c.Int64() : c.Int64()+1]
	if w.succ == 1 {
		cases = sel.States[c.Int64()+1:]
	}
	w.found = never // no case at all: a blocking select's panic
	for _, st := range cases {
		if !isTimer(st.Chan) {
			w.found = byCancel
			return
		}
		w.found = byTime
	}
}

// isTimer reports whether times come from the channel.
func isTimer(ch ssa.Value) bool {
	t, ok := ch.Type().Underlying().(*types.Chan)
	return ok && isTime(t.Elem())
}

func isTime(t types.Type) bool {
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == "Time" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time"
}

func isBool(v ssa.Value) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

func (w *endings) call(call *ssa.Call, depth int) {
	fn := ssaform.Callee(call.Common())
	if fn != nil {
		if recv := fn.Signature().Recv(); recv != nil && fn.Name() == "Err" && isContext(recv.Type()) {
			w.found = byCancel
			return
		}
		if fn.Pkg() != nil && fn.Pkg().Path() == "time" {
			w.found = byTime
			return
		}
	}
	for _, arg := range call.Common().Args {
		w.value(arg, depth+1)
	}
}

func isContext(t types.Type) bool {
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == "Context" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context"
}
