package refire

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A place is what a value is kept in, whichever object's it is: a field or
// package variable (*types.Var), or a variable that closures share (*ssa.Alloc).
type place any

// maxDepth bounds how far values and calls are followed.
const maxDepth = 8

// kept returns the places that v was loaded from: its own, and those of the
// objects and collections around it. None if v is computed, or a local variable
// that no closure shares.
func (f *finder) kept(v ssa.Value) []place { return f.keptAt(v, 0) }

func (f *finder) keptAt(v ssa.Value, depth int) []place {
	if depth > maxDepth {
		return nil
	}
	depth++
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return f.addressAt(v.X, depth)
		}
	case *ssa.Field:
		return append([]place{fieldOf(v.X.Type(), v.Field)}, f.keptAt(v.X, depth)...)
	case *ssa.Lookup:
		return f.keptAt(v.X, depth)
	case *ssa.Index:
		return f.keptAt(v.X, depth)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Lookup:
			return f.keptAt(tuple.X, depth)
		case *ssa.TypeAssert:
			return f.keptAt(tuple.X, depth)
		case *ssa.Next:
			if r, ok := tuple.Iter.(*ssa.Range); ok {
				return f.keptAt(r.X, depth)
			}
		case *ssa.Call:
			return f.got(tuple, v.Index, depth)
		}
	case *ssa.TypeAssert:
		return f.keptAt(v.X, depth)
	case *ssa.Convert:
		return f.keptAt(v.X, depth)
	case *ssa.ChangeType:
		return f.keptAt(v.X, depth)
	case *ssa.MakeInterface:
		return f.keptAt(v.X, depth)
	case *ssa.Slice:
		return f.keptAt(v.X, depth)
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global, *ssa.FreeVar:
		return f.addressAt(v, depth)
	case *ssa.Parameter:
		if arg := f.bound[v]; arg != nil {
			return f.keptAt(arg, depth)
		}
	case *ssa.Call:
		return f.got(v, 0, depth)
	}
	return nil
}

// got returns the places that result k of a call was loaded from: an atomic's,
// or the fields that a function of the package returns.
func (f *finder) got(call *ssa.Call, k, depth int) []place {
	c := call.Common()
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil
	}
	if op := atomicOf(fn); op == load || op == add {
		return f.keptAt(c.Args[0], depth)
	}
	if fn.Pkg() != nil && fn.Pkg().Path() == "time" && isTime(fn.Signature().Recv()) && len(c.Args) > 0 {
		return f.keptAt(c.Args[0], depth) // of last.Add(d), last.Unix()
	}
	callee := c.StaticCallee()
	if callee == nil || callee.Pkg != call.Parent().Pkg {
		return nil
	}
	var out []place
	for _, b := range callee.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && k < len(ret.Results) {
			out = append(out, f.keptAt(returned(ret, k), depth)...)
		}
	}
	return out
}

func (f *finder) addressAt(addr ssa.Value, depth int) []place {
	if depth > maxDepth {
		return nil
	}
	depth++
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		out := []place{fieldOf(addr.X.Type(), addr.Field)}
		if a, ok := f.variable(addr.X).(*ssa.Alloc); ok {
			if only := stored(a); only != nil {
				return append(out, f.keptAt(only, depth)...)
			}
			return append(out, a) // a field of the variable itself
		}
		return append(out, f.keptAt(addr.X, depth)...)
	case *ssa.IndexAddr:
		return f.keptAt(addr.X, depth)
	case *ssa.Global:
		if addr.Object() != nil {
			return []place{addr.Object()}
		}
	case *ssa.Alloc, *ssa.FreeVar:
		a, ok := f.variable(addr).(*ssa.Alloc)
		if !ok {
			return nil
		}
		if only := stored(a); only != nil {
			from := f.keptAt(only, depth)
			if _, pointer := only.Type().Underlying().(*types.Pointer); pointer || len(from) > 0 {
				return from // the object that it points to, or a copy
			}
		}
		return []place{a}
	default:
		return f.keptAt(addr, depth)
	}
	return nil
}

// variable returns the variable that a closure's free variable stands for.
func (f *finder) variable(v ssa.Value) ssa.Value {
	for range maxDepth {
		free, ok := v.(*ssa.FreeVar)
		if !ok {
			return v
		}
		site := f.form.Closures[free.Parent()]
		if site == nil {
			return nil
		}
		for i, fv := range free.Parent().FreeVars {
			if fv == free {
				v = site.Bindings[i]
			}
		}
	}
	return nil
}

// stored returns the only value that a variable ever gets, or nil.
func stored(a *ssa.Alloc) ssa.Value {
	var only ssa.Value
	n := 0
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == a {
				only = ref.Val
				n++
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == a && setsFree(ref.Fn.(*ssa.Function), i) {
					return nil
				}
			}
		}
	}
	if n == 1 {
		return only
	}
	return nil
}

// setsFree reports whether a closure, or one in it, sets its free variable i.
func setsFree(fn *ssa.Function, i int) bool {
	if i >= len(fn.FreeVars) {
		return false
	}
	for _, ref := range *fn.FreeVars[i].Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == fn.FreeVars[i] {
				return true
			}
		case *ssa.MakeClosure:
			for j, b := range ref.Bindings {
				if b == fn.FreeVars[i] && setsFree(ref.Fn.(*ssa.Function), j) {
					return true
				}
			}
		}
	}
	return false
}

func fieldOf(t types.Type, i int) place {
	t = t.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	return t.(*types.Struct).Field(i).Origin()
}

func isTime(v *types.Var) bool { return v != nil && isNamed(v.Type(), "time", "Time") }

// An atomicOp is what a function of an atomic variable does.
type atomicOp uint8

const (
	noAtomic atomicOp = iota
	load
	store
	add
)

// atomicOf returns what fn does to the variable that its first argument points
// to.
func atomicOf(fn *types.Func) atomicOp {
	if fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" && fn.Pkg().Path() != "go.uber.org/atomic" {
		return noAtomic
	}
	name := fn.Name()
	has := func(prefix string) bool { return len(name) >= len(prefix) && name[:len(prefix)] == prefix }
	switch {
	case has("Load"):
		return load
	case has("Store"), has("Swap"), has("CompareAndSwap"), has("CAS"):
		return store
	case has("Add"), has("Inc"):
		return add
	}
	return noAtomic
}

// A change is one write to a place.
type change struct {
	at ssa.Instruction
	to place
	// grows says that it adds to what is there: n++, append, m[k] = v.
	grows bool
}

// changeOf returns what instr writes, if it does.
func (f *finder) changeOf(instr ssa.Instruction) (change, bool) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if a, ok := instr.Addr.(*ssa.FieldAddr); ok && fresh(a.X) {
			return change{}, false // sets up a new object
		}
		to := f.target(instr.Addr)
		return change{instr, to, to != nil && f.adds(instr.Val, to)}, to != nil
	case *ssa.MapUpdate:
		if to := f.kept(instr.Map); len(to) > 0 {
			return change{instr, to[0], !isTimeMap(instr.Map.Type())}, true
		}
	case ssa.CallInstruction:
		c := instr.Common()
		if b, ok := c.Value.(*ssa.Builtin); ok {
			if b.Name() == "delete" || b.Name() == "clear" {
				if to := f.kept(c.Args[0]); len(to) > 0 {
					return change{instr, to[0], false}, true
				}
			}
			return change{}, false
		}
		fn := ssaform.Callee(c)
		if fn == nil || len(c.Args) == 0 {
			return change{}, false
		}
		if op := atomicOf(fn); op == store || op == add {
			if to := f.kept(c.Args[0]); len(to) > 0 {
				return change{instr, to[0], op == add && positive(c.Args[len(c.Args)-1])}, true
			}
		}
	}
	return change{}, false
}

// target returns the place that a store to addr changes, or nil.
func (f *finder) target(addr ssa.Value) place {
	switch v := f.variable(addr).(type) {
	case *ssa.Alloc:
		return v
	case nil:
		return nil
	}
	if to := f.addressAt(addr, 0); len(to) > 0 {
		return to[0]
	}
	return nil
}

// isTimeMap reports whether t is a map of times or numbers: an entry that is set
// replaces the one that was there.
func isTimeMap(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	if !ok {
		return false
	}
	b, basic := m.Elem().Underlying().(*types.Basic)
	return isNamed(m.Elem(), "time", "Time") || basic && b.Info()&types.IsNumeric != 0
}

// fresh reports whether v is an object that was made here.
func fresh(v ssa.Value) bool {
	a, ok := v.(*ssa.Alloc)
	return ok && a.Comment == "complit"
}

func positive(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return !ok || k.Value == nil || k.Int64() >= 0
}

// adds reports whether v is what p holds and something more.
func (f *finder) adds(v ssa.Value, p place) bool {
	switch v := v.(type) {
	case *ssa.BinOp:
		return v.Op == token.ADD && (f.holds(v.X, p) || f.holds(v.Y, p))
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return f.holds(v.Call.Args[0], p) && !sliced(v.Call.Args[0])
		}
	}
	return false
}

// sliced reports whether v is a part of a slice: q[:0], which append then fills
// again.
func sliced(v ssa.Value) bool {
	_, ok := v.(*ssa.Slice)
	return ok
}

func (f *finder) holds(v ssa.Value, p place) bool {
	k := f.kept(v)
	return len(k) > 0 && k[0] == p
}
