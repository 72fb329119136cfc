package refire

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A kind says what a quantity is, which grows from round to round.
type kind uint8

const (
	elapsed kind = iota // the time since what is kept
	left                // the time until what is kept
	counted             // a number that each round makes larger
	filled              // how much is in a collection
)

// A ripeness is a comparison that is true, or false, once a quantity has grown,
// and stays so until what it is computed from is set back.
type ripeness struct {
	kind kind
	// of is what the time or number is kept in, and the objects and collections
	// around it.
	of []place
	// when is what the comparison gives from then on.
	when bool
	// at is the comparison.
	at ssa.Value
}

// ripe returns what cond compares, if it is a quantity that grows.
func (f *finder) ripe(cond ssa.Value) (ripeness, bool) {
	if f.deciding[cond] {
		return ripeness{}, false
	}
	f.deciding[cond] = true
	defer delete(f.deciding, cond)
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			r, ok := f.ripe(cond.X)
			r.when = !r.when
			return r, ok
		}
	case *ssa.BinOp:
		var greater bool // X is, or becomes
		switch cond.Op {
		case token.GTR, token.GEQ:
			greater = true
		case token.LSS, token.LEQ:
		default:
			return ripeness{}, false // == is true once
		}
		x, y := f.quantity(cond.X, 0), f.quantity(cond.Y, 0)
		if x.grows == 0 {
			x, y, greater = y, x, !greater
		}
		if x.grows == 0 || y.grows != 0 || isIndex(cond.X) || isIndex(cond.Y) {
			return ripeness{}, false
		}
		if len(x.of) == 0 {
			x.of = y.of // now > next
		}
		return ripeness{x.kind, x.of, greater == (x.grows > 0), cond}, len(x.of) > 0
	case *ssa.Phi:
		// Have: due := !busy && elapsed > limit
		for _, e := range cond.Edges {
			if r, ok := f.ripe(e); ok {
				return r, true
			}
		}
	case *ssa.Call:
		if fn := ssaform.Callee(cond.Common()); fn != nil && isTime(fn.Signature().Recv()) && len(cond.Call.Args) == 2 {
			if fn.Name() != "After" && fn.Name() != "Before" {
				break
			}
			now, kept, when := cond.Call.Args[0], cond.Call.Args[1], fn.Name() == "After"
			if !f.isNow(now, 0) {
				now, kept, when = kept, now, !when
			}
			of := f.kept(kept)
			return ripeness{elapsed, of, when, cond}, f.isNow(now, 0) && !f.isNow(kept, 0) && len(of) > 0
		}
		return f.predicate(cond)
	}
	return ripeness{}, false
}

// predicate returns what a function of the package compares whose answer the
// comparison decides: due(), or fresh() with an early return.
func (f *finder) predicate(call *ssa.Call) (ripeness, bool) {
	callee := call.Common().StaticCallee()
	if callee == nil || callee.Pkg != call.Parent().Pkg || len(callee.Blocks) == 0 || !isBool(call.Type()) {
		return ripeness{}, false
	}
	defer f.bind(callee, call.Common())()
	for _, b := range callee.Blocks {
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			if r, ok := f.ripe(returned(last, 0)); ok {
				return r, true
			}
		case *ssa.If:
			r, ok := f.ripe(last.Cond)
			if !ok {
				continue
			}
			unripe := b.Succs[0]
			if r.when {
				unripe = b.Succs[1]
			}
			if answer, ok := answers(unripe); ok {
				r.when = !answer
				return r, true
			}
		}
	}
	return ripeness{}, false
}

// returned is what ret returns as result k. In a function that defers, it is put
// into a variable first.
func returned(ret *ssa.Return, k int) ssa.Value {
	v := ret.Results[k]
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	for _, instr := range slices.Backward(ret.Block().Instrs) {
		if s, ok := instr.(*ssa.Store); ok && s.Addr == load.X {
			return s.Val
		}
	}
	return v
}

// answers returns what a function returns whenever it comes to b, if that is
// known.
func answers(b *ssa.BasicBlock) (answer, ok bool) {
	ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	if !ok {
		return false, false
	}
	k, ok := returned(ret, 0).(*ssa.Const)
	if !ok || k.Value == nil {
		return false, false
	}
	return constant.BoolVal(k.Value), true
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// isIndex reports whether v counts the iterations of a loop: i < len(queue).
func isIndex(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Phi:
		return true
	case *ssa.BinOp:
		return isIndex(v.X)
	}
	return false
}

// An amount is a number that grows (1) with time or from round to round, shrinks
// (-1), or neither.
type amount struct {
	kind  kind
	grows int
	of    []place
}

func (f *finder) quantity(v ssa.Value, depth int) amount {
	if depth > maxDepth {
		return amount{}
	}
	depth++
	switch v := v.(type) {
	case *ssa.Convert:
		return f.quantity(v.X, depth)
	case *ssa.ChangeType:
		return f.quantity(v.X, depth)
	case *ssa.Parameter:
		if arg := f.bound[v]; arg != nil {
			return f.quantity(arg, depth)
		}
	case *ssa.BinOp:
		switch v.Op {
		case token.SUB:
			x, y := f.quantity(v.X, depth), f.quantity(v.Y, depth)
			switch {
			case x.grows == 0 && y.grows == 0:
				// Have: now.Unix() - last, which kept finds to be one place
				return amount{}
			case x.kind == elapsed && len(x.of) == 0 && x.grows > 0:
				return amount{elapsed, 1, f.kept(v.Y)}
			case y.kind == elapsed && len(y.of) == 0 && y.grows > 0:
				return amount{left, -1, f.kept(v.X)}
			case x.grows != 0:
				return x
			}
			return amount{y.kind, -y.grows, y.of}
		case token.ADD, token.MUL, token.QUO:
			if x := f.quantity(v.X, depth); x.grows != 0 {
				return x
			}
			return f.quantity(v.Y, depth)
		}
		return amount{} // of % the round comes again
	case *ssa.Call:
		return f.called(v, depth)
	}
	if of := f.kept(v); len(of) > 0 && isNumber(v.Type()) {
		if f.counts(of[0]) {
			return amount{counted, 1, of}
		}
		// Have: now.Unix() > next; next may be a time, in the comparison with one.
		return amount{elapsed, 0, of}
	}
	return amount{}
}

// called is the quantity that a call gives.
func (f *finder) called(call *ssa.Call, depth int) amount {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		if _, channel := c.Args[0].Type().Underlying().(*types.Chan); b.Name() == "len" && !channel {
			if of := f.kept(c.Args[0]); len(of) > 0 && f.counts(of[0]) {
				return amount{filled, 1, of}
			}
		}
		return amount{}
	}
	fn := ssaform.Callee(c)
	if fn == nil || fn.Pkg() == nil {
		return amount{}
	}
	if fn.Pkg().Path() == "time" {
		switch {
		case fn.Name() == "Since":
			return amount{elapsed, 1, f.kept(c.Args[0])}
		case fn.Name() == "Until":
			return amount{left, -1, f.kept(c.Args[0])}
		case f.isNow(call, 0): // now.Unix()
			return amount{elapsed, 1, nil}
		case isTime(fn.Signature().Recv()) && fn.Name() == "Sub":
			if f.isNow(c.Args[0], 0) {
				return amount{elapsed, 1, f.kept(c.Args[1])}
			} else if f.isNow(c.Args[1], 0) {
				return amount{left, -1, f.kept(c.Args[0])}
			}
		case isTime(fn.Signature().Recv()):
			return amount{elapsed, 0, f.kept(c.Args[0])} // next.Unix()
		case fn.Signature().Recv() != nil && isNamed(fn.Signature().Recv().Type(), "time", "Duration"):
			return f.quantity(c.Args[0], depth)
		}
		return amount{}
	}
	if atomicOf(fn) == add {
		return amount{counted, 1, f.kept(c.Args[0])}
	}
	if callee := c.StaticCallee(); callee != nil && callee.Pkg == call.Parent().Pkg && len(callee.Blocks) > 0 {
		defer f.bind(callee, c)()
		for _, b := range callee.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 {
				if a := f.quantity(returned(ret, 0), depth); a.grows != 0 {
					return a
				}
			}
		}
	}
	if of := f.kept(call); len(of) > 0 && isNumber(call.Type()) {
		if f.counts(of[0]) {
			return amount{counted, 1, of}
		}
		return amount{elapsed, 0, of}
	}
	return amount{}
}

// bind remembers what the parameters of callee are, until the function that it
// returns is called.
func (f *finder) bind(callee *ssa.Function, c *ssa.CallCommon) (forget func()) {
	var set []*ssa.Parameter
	for i, p := range callee.Params {
		if arg := ssaform.Argument(c, i); arg != nil && f.bound[p] == nil && arg != p {
			f.bound[p] = arg
			set = append(set, p)
		}
	}
	return func() {
		for _, p := range set {
			delete(f.bound, p)
		}
	}
}

// isNow reports whether v is the time now, or one before or after it by what
// doesn't change; also as a number.
func (f *finder) isNow(v ssa.Value, depth int) bool {
	if depth > maxDepth {
		return false
	}
	depth++
	switch v := v.(type) {
	case *ssa.Parameter:
		if arg := f.bound[v]; arg != nil {
			return f.isNow(arg, depth)
		}
		return isNamed(v.Type(), "time", "Time") // now is told, not looked up
	case *ssa.Convert:
		return f.isNow(v.X, depth)
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return knowledge.IsTimer(v.X.Type())
		}
		if a, ok := f.variable(v.X).(*ssa.Alloc); ok && v.Op == token.MUL {
			only := stored(a)
			return only != nil && f.isNow(only, depth)
		}
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Select:
			return isNamed(v.Type(), "time", "Time")
		case *ssa.UnOp:
			return f.isNow(tuple, depth)
		}
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !f.isNow(e, depth) })
	case *ssa.BinOp:
		return (v.Op == token.ADD || v.Op == token.SUB) && f.isNow(v.X, depth)
	case *ssa.Call:
		fn := ssaform.Callee(v.Common())
		switch {
		case fn == nil:
		case fn.Name() == "Now" && isTime(results(fn)):
			return true // time.Now, or a clock's
		case isTime(fn.Signature().Recv()) && fn.Name() != "Sub" && len(v.Call.Args) > 0:
			return f.isNow(v.Call.Args[0], depth)
		}
	}
	return false
}

func results(fn *types.Func) *types.Var {
	if r := fn.Signature().Results(); r.Len() == 1 {
		return r.At(0)
	}
	return nil
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

func isNamed(t types.Type, path, name string) bool {
	named := knowledge.Named(t)
	return named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path && named.Obj().Name() == name
}

// counts reports whether something adds to the number or collection that p is.
func (f *finder) counts(p place) bool {
	return slices.ContainsFunc(f.changes[p], func(c change) bool { return c.grows })
}
