package loops

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

var errorType = types.Universe.Lookup("error").Type()

// errorOf returns the error that a call returns, itself or in what it returns;
// nil if it returns none or nothing uses it.
func (r *Result) errorOf(call *ssa.Call) ssa.Value {
	results := call.Common().Signature().Results()
	k := results.Len() - 1
	if k < 0 {
		return nil
	}
	if !types.Identical(results.At(k).Type(), errorType) {
		return r.carried(call)
	}
	if k == 0 {
		return call
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == k {
			return x
		}
	}
	return nil
}

// carried returns the error that what a call returns has, or gives when it is
// read.
//
//	db.QueryRow(query).Scan(&n)
//	db.Find(&users).Error
func (r *Result) carried(call *ssa.Call) ssa.Value {
	for _, ref := range *call.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			for _, use := range *ref.Referrers() {
				if load, ok := use.(*ssa.UnOp); ok && types.Identical(load.Type(), errorType) {
					return load
				}
			}
		case *ssa.Call:
			c := ref.Common()
			reads := c.IsInvoke() && c.Value == call || !c.IsInvoke() && c.Signature().Recv() != nil && c.Args[0] == call
			if !reads || len(r.remote.At(ref)) > 0 {
				continue
			}
			if n := c.Signature().Results().Len(); n > 0 && types.Identical(c.Signature().Results().At(n-1).Type(), errorType) {
				return r.errorOf(ref)
			}
		}
	}
	return nil
}

// An errorSet is what becomes of an error.
type errorSet struct {
	// same are nil if the error is.
	same map[ssa.Value]bool
	// derived say something about it: what wraps it, what a predicate answers.
	derived map[ssa.Value]bool
}

// errorsFrom follows an error through variables and wrappers within its
// function.
func errorsFrom(err ssa.Value) errorSet {
	s := errorSet{map[ssa.Value]bool{}, map[ssa.Value]bool{}}
	if err == nil {
		return s
	}
	s.add(err, s.same)
	if load, ok := err.(*ssa.UnOp); ok && load.Op == token.MUL {
		if f, ok := load.X.(*ssa.FieldAddr); ok {
			s.read(f)
		}
	}
	return s
}

// read adds what else is loaded from an error's field.
func (s errorSet) read(f *ssa.FieldAddr) {
	for _, ref := range *f.X.Referrers() {
		if g, ok := ref.(*ssa.FieldAddr); ok && g.Field == f.Field {
			for _, use := range *g.Referrers() {
				if load, ok := use.(*ssa.UnOp); ok {
					s.add(load, s.same)
				}
			}
		}
	}
}

func (s errorSet) add(v ssa.Value, to map[ssa.Value]bool) {
	if s.same[v] || to[v] {
		return
	}
	to[v] = true
	refs := v.Referrers()
	if refs == nil {
		return
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Phi:
			s.add(ref, to)
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType:
			s.add(ref.(ssa.Value), to)
		case *ssa.TypeAssert, *ssa.Extract, *ssa.UnOp, *ssa.BinOp, *ssa.FieldAddr, *ssa.Field:
			if x, ok := ref.(*ssa.BinOp); ok && isNil(x.X, x.Y) && to[v] && s.same[v] {
				continue // a test for nil, see nilTest
			}
			s.add(ref.(ssa.Value), s.derived)
		case *ssa.Store:
			if ref.Val == v {
				s.stored(ref, to)
			}
		case *ssa.Call:
			if ref.Common().Value != v {
				s.add(ref, s.derived)
			}
		}
	}
}

// stored adds the loads that may see what store has put into a variable.
func (s errorSet) stored(store *ssa.Store, to map[ssa.Value]bool) {
	switch store.Addr.(type) {
	case *ssa.Alloc, *ssa.FreeVar:
	default:
		return
	}
	for _, ref := range *store.Addr.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok || load.Op != token.MUL || load.Parent() != store.Parent() {
			continue
		}
		if load.Block() == store.Block() {
			if slices.Index(load.Block().Instrs, ssa.Instruction(load)) > slices.Index(store.Block().Instrs, ssa.Instruction(store)) {
				s.add(load, to)
			}
		} else if store.Block().Dominates(load.Block()) || !load.Block().Dominates(store.Block()) {
			s.add(load, to)
		}
	}
}

func isNil(vs ...ssa.Value) bool {
	return slices.ContainsFunc(vs, func(v ssa.Value) bool {
		c, ok := v.(*ssa.Const)
		return ok && c.IsNil()
	})
}

// nilTest returns which successor of an If is taken when the error is nil; ok is
// false if the If tests something else.
func (s errorSet) nilTest(cond ssa.Value) (nilEdge int, ok bool) {
	b, isBin := cond.(*ssa.BinOp)
	if !isBin || !isNil(b.X, b.Y) || !s.same[b.X] && !s.same[b.Y] {
		return 0, false
	}
	switch b.Op {
	case token.EQL:
		return 0, true
	case token.NEQ:
		return 1, true
	}
	return 0, false
}

// tests reports whether a condition looks at the error.
func (s errorSet) tests(cond ssa.Value) bool {
	if _, ok := s.nilTest(cond); ok {
		return true
	}
	return s.derived[cond] || s.same[cond]
}

// varies reports whether v may be another value in the next iteration of c: what
// comes from the iteration's state, from new work, or is made afresh.
func (r *Result) varies(c *ssaform.Cycle, v ssa.Value) bool {
	return (&variance{r, c, map[ssa.Value]bool{}}).of(v, 0)
}

type variance struct {
	*Result
	cycle *ssaform.Cycle
	seen  map[ssa.Value]bool
}

func (w *variance) of(v ssa.Value, depth int) bool {
	if v == nil || w.seen[v] {
		return false
	}
	w.seen[v] = true
	if depth > 12 {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false // a constant, parameter, global, function
	}
	if a, ok := v.(*ssa.Alloc); ok {
		return w.variable(a, depth)
	}
	if instr.Parent() != w.cycle.Head.Parent() || !w.cycle.Blocks[instr.Block()] {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		if v.Block() == w.cycle.Head {
			return !w.bookkeeping(v)
		}
	case *ssa.UnOp:
		switch v.Op {
		case token.ARROW:
			return true
		case token.MUL:
			return w.load(v, depth)
		}
	case *ssa.Next, *ssa.Select, *ssa.Range:
		return true
	case *ssa.Call:
		return w.call(v, depth)
	}
	return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return w.of(*op, depth+1) })
}

// bookkeeping reports whether a value that the loop carries is only about its
// attempts: a nil-able error of the last one, a flag.
func (w *variance) bookkeeping(phi *ssa.Phi) bool {
	t := phi.Type().Underlying()
	if types.Identical(phi.Type(), errorType) {
		return true
	}
	b, ok := t.(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// call reports whether the result of a call differs from one iteration to the
// next: rows and messages do, and numbers and strings that it may make afresh.
func (w *variance) call(call *ssa.Call, depth int) bool {
	c := call.Common()
	for _, arg := range c.Args {
		if w.of(arg, depth+1) {
			return true
		}
	}
	if !c.IsInvoke() && w.of(c.Value, depth+1) {
		return true
	}
	fn := ssaform.Callee(c)
	if fn != nil && fn.Pkg() != nil && pure[fn.Pkg().Path()] {
		return false
	}
	for _, does := range w.remote.At(call) {
		if does.Role != knowledge.Exec {
			return true // new work
		}
	}
	return fresh(call.Type())
}

// pure are the packages whose functions give the same for the same.
var pure = map[string]bool{
	"fmt": true, "strings": true, "strconv": true, "path": true, "path/filepath": true, "net/url": true,
	"encoding/json": true, "bytes": true, "net/http": true, "context": true, "time": true, "errors": true,
}

// fresh reports whether a call may return another value of type t each time that
// names something: an id, a number, a key.
func fresh(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Tuple:
		for v := range u.Variables() {
			if !types.Identical(v.Type(), errorType) && fresh(v.Type()) {
				return true
			}
		}
		return false
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsNumeric) != 0
	case *types.Array:
		return true
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}

// load reports whether what an address holds is changed by the loop.
func (w *variance) load(load *ssa.UnOp, depth int) bool {
	switch addr := load.X.(type) {
	case *ssa.Alloc:
		return w.variable(addr, depth) || w.scanned(addr)
	case *ssa.FieldAddr:
		if w.of(addr.X, depth+1) {
			return true
		}
		for b := range w.cycle.Blocks {
			for _, instr := range b.Instrs {
				if s, ok := instr.(*ssa.Store); ok {
					if f, ok := s.Addr.(*ssa.FieldAddr); ok && f.Field == addr.Field && types.Identical(f.X.Type(), addr.X.Type()) && !w.isConst(s.Val) {
						return true
					}
				}
			}
		}
		return false
	case *ssa.Global, *ssa.FreeVar:
		for b := range w.cycle.Blocks {
			for _, instr := range b.Instrs {
				if s, ok := instr.(*ssa.Store); ok && s.Addr == addr && !types.Identical(s.Val.Type(), errorType) {
					return true
				}
			}
		}
		return false
	}
	return w.of(load.X, depth+1)
}

func (w *variance) isConst(v ssa.Value) bool { _, ok := v.(*ssa.Const); return ok }

// variable reports whether the loop puts something into a local variable that
// changes with the iteration.
func (w *variance) variable(a *ssa.Alloc, depth int) bool {
	if types.Identical(a.Type().(*types.Pointer).Elem(), errorType) {
		return false
	}
	inside := w.cycle.Blocks[a.Block()]
	return slices.ContainsFunc(w.puts(a, 0), func(s *ssa.Store) bool {
		if s.Parent() != w.cycle.Head.Parent() {
			return false // a closure's result, which the attempt itself sets
		}
		if !w.cycle.Blocks[s.Block()] {
			return false
		}
		if !inside && !w.isConst(s.Val) && w.selfish(a, s.Val) {
			return true // n = n + 1
		}
		return w.of(s.Val, depth+1)
	})
}

// scanned reports whether the loop has a local variable filled from a row: it is
// given, by its address, to a function that takes any number of them.
func (w *variance) scanned(a *ssa.Alloc) bool {
	return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
		mi, ok := ref.(*ssa.MakeInterface)
		return ok && w.cycle.Blocks[mi.Block()] && slices.ContainsFunc(*mi.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			if !ok {
				return false
			}
			_, ok = st.Addr.(*ssa.IndexAddr)
			return ok
		})
	})
}

// selfish reports whether v is computed from what the variable a holds.
func (w *variance) selfish(a *ssa.Alloc, v ssa.Value) bool {
	b, ok := v.(*ssa.BinOp)
	if !ok {
		return false
	}
	return slices.ContainsFunc(b.Operands(nil), func(op *ssa.Value) bool {
		load, ok := (*op).(*ssa.UnOp)
		return ok && load.X == a
	})
}

// puts returns the stores to a variable and its fields and elements.
func (w *variance) puts(addr ssa.Value, depth int) []*ssa.Store {
	refs := addr.Referrers()
	if refs == nil || depth > 4 {
		return nil
	}
	var out []*ssa.Store
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == addr {
				out = append(out, ref)
			}
		case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Slice:
			out = append(out, w.puts(ref.(ssa.Value), depth+1)...)
		}
	}
	return out
}

// A counter is a number that a loop carries and changes by a constant.
type counter struct {
	phi   *ssa.Phi
	first int64 // its value in the second iteration
	step  int64
	known bool // first is
}

// counterOf returns the counter that a header's phi is.
func counterOf(c *ssaform.Cycle, phi *ssa.Phi) (counter, bool) {
	b, ok := phi.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&types.IsInteger == 0 || phi.Block() != c.Head {
		return counter{}, false
	}
	n := counter{phi: phi}
	for i, pred := range phi.Block().Preds {
		if !c.Blocks[pred] {
			if k, ok := phi.Edges[i].(*ssa.Const); ok && k.Value != nil {
				n.first, n.known = k.Int64(), true
			}
			continue
		}
		step, ok := stepOf(phi, phi.Edges[i], 0, allWays)
		if !ok || n.step != 0 && step != 0 && (step > 0) != (n.step > 0) {
			return counter{}, false
		}
		if step != 0 {
			n.step = step
		}
	}
	n.first += n.step
	return n, n.step != 0
}

// stepOf returns by how much v is more than the phi: the most of its ways, which
// joins names where they meet; none where that isn't known.
func stepOf(phi *ssa.Phi, v ssa.Value, depth int, joins func(*ssa.Phi) []ssa.Value) (int64, bool) {
	if v == phi {
		return 0, true
	}
	if depth > 4 {
		return 0, false
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		k, ok := v.Y.(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.Int {
			return 0, false
		}
		base, ok := stepOf(phi, v.X, depth+1, joins)
		switch v.Op {
		case token.ADD:
			return base + k.Int64(), ok
		case token.SUB:
			return base - k.Int64(), ok
		}
	case *ssa.Phi:
		most, found := int64(math.MinInt64), false
		for _, e := range joins(v) {
			step, ok := stepOf(phi, e, depth+1, joins)
			if !ok {
				return 0, false
			}
			most, found = max(most, step), true
		}
		return most, found
	}
	return 0, false
}

// allWays joins all that meet in a phi.
func allWays(phi *ssa.Phi) []ssa.Value { return phi.Edges }

// counters yields the header's phis that v is computed from.
func counters(c *ssaform.Cycle, v ssa.Value) []counter {
	var out []counter
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value, depth int)
	walk = func(v ssa.Value, depth int) {
		if v == nil || seen[v] || depth > 5 {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Phi:
			if n, ok := counterOf(c, v); ok {
				out = append(out, n)
				return
			}
			for _, e := range v.Edges {
				walk(e, depth+1)
			}
		case *ssa.BinOp:
			walk(v.X, depth+1)
			walk(v.Y, depth+1)
		case *ssa.UnOp:
			walk(v.X, depth+1)
		case *ssa.Convert:
			walk(v.X, depth+1)
		case *ssa.ChangeType:
			walk(v.X, depth+1)
		}
	}
	walk(v, 0)
	return out
}
