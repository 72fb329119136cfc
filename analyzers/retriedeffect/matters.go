package retriedeffect

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// resumes reports whether the closure also looks at the place otherwise.
func (c *closure) resumes(ch change) bool {
	return c.eachRead(c.fn, ch.place, func(read ssa.Value) bool {
		return !c.onlyChanges(read, ch.place) && !quiet(read, 0)
	})
}

// eachRead reports whether is holds for a read of p, or of what p is a part of,
// in fn and its closures.
func (c *closure) eachRead(fn *ssa.Function, p place, is func(ssa.Value) bool) bool {
	for f := range ssaform.Tree(fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				var read ssa.Value
				switch v := instr.(type) {
				case *ssa.UnOp:
					if v.Op == token.MUL {
						read = v
					}
				case *ssa.Lookup:
					read = v
				}
				if read == nil {
					continue
				}
				if q, ok := c.at(read); ok && q == p && is(read) {
					return true
				}
			}
		}
	}
	return false
}

// onlyChanges reports whether read is of use to nothing but changes of p.
func (c *closure) onlyChanges(read ssa.Value, p place) bool {
	return used(read, func(ref ssa.Instruction) verdict {
		switch ref := ref.(type) {
		case *ssa.Store:
			if q, ok := c.at(ref.Addr); ok && q == p {
				return harmless
			}
		case *ssa.MapUpdate:
			return harmless
		case *ssa.BinOp, *ssa.Convert, *ssa.ChangeType, *ssa.Slice, *ssa.Phi, *ssa.Extract:
			return follow
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
				return follow
			}
		case *ssa.DebugRef:
			return harmless
		}
		return harmful
	}, map[ssa.Value]bool{})
}

// quiet reports whether a number or text is only told to functions that return
// nothing: loggers, metrics.
func quiet(read ssa.Value, depth int) bool {
	if b, ok := read.Type().Underlying().(*types.Basic); (!ok || b.Info()&(types.IsNumeric|types.IsString) == 0) && depth == 0 {
		return false
	}
	return used(read, func(ref ssa.Instruction) verdict {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.Convert, *ssa.ChangeType, *ssa.Slice, *ssa.IndexAddr:
			return follow
		case *ssa.Store:
			if _, ok := ref.Addr.(*ssa.IndexAddr); ok {
				return follow // an array of arguments
			}
		case *ssa.Call:
			if ref.Call.Signature().Results().Len() == 0 {
				return harmless
			}
			if fn := ssaform.Callee(&ref.Call); fn != nil && fn.Pkg() != ref.Parent().Pkg.Pkg && ref.Call.Signature().Results().Len() == 1 {
				return follow // a logger's field
			}
		case *ssa.Defer, *ssa.DebugRef:
			return harmless
		}
		return harmful
	}, map[ssa.Value]bool{})
}

type verdict uint8

const (
	harmful verdict = iota
	harmless
	follow // as are the uses of its value
)

// used reports whether all uses of v are harmless.
func used(v ssa.Value, judge func(ssa.Instruction) verdict, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return true
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch judge(ref) {
		case harmful:
			return false
		case follow:
			next, _ := ref.(ssa.Value)
			if st, ok := ref.(*ssa.Store); ok {
				next = st.Addr.(*ssa.IndexAddr).X
			}
			if next != nil && !used(next, judge, seen) {
				return false
			}
		}
	}
	return true
}

// matters reports whether somebody looks at the place who would notice: after
// the runner has returned, outside of the function, or the closure itself.
func (c *closure) matters(ch change) bool {
	if c.resumes(ch) {
		return true
	}
	v := c.r.variable(ch.place.root)
	alloc, ok := v.(*ssa.Alloc)
	if !ok || outlives(alloc, ch) {
		return true
	}
	notices := func(read ssa.Value) bool { return ch.place.path != "" || !quiet(read, 0) }
	outer := c.fn.Parent()
	for outer.Parent() != nil {
		outer = outer.Parent()
	}
	for f := range ssaform.Tree(outer) {
		if encloses(c.fn, f) || slices.Contains(c.reset, f) {
			continue
		}
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				load, ok := instr.(*ssa.UnOp)
				if !ok || load.Op != token.MUL || c.r.variable(load.X) != alloc {
					if c.r.takesAddress(instr, alloc) {
						return true
					}
					continue
				}
				if f == c.again.Parent() && !after(c.again, load) {
					continue
				}
				if notices(load) {
					return true
				}
			}
		}
	}
	return false
}

// outlives reports whether ch is of what a parameter points to.
func outlives(v *ssa.Alloc, ch change) bool {
	t := v.Type().Underlying().(*types.Pointer).Elem()
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice:
	default:
		return false
	}
	if st, ok := ch.at.(*ssa.Store); ok && ch.place.path == "" && types.Identical(st.Val.Type(), t) {
		return false // the variable itself
	}
	for _, ref := range *v.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == v {
			if _, ok := st.Val.(*ssa.Parameter); ok {
				return true
			}
		}
	}
	return false
}

// takesAddress reports whether instr hands the address of the variable on.
func (r *rule) takesAddress(instr ssa.Instruction, alloc *ssa.Alloc) bool {
	switch instr := instr.(type) {
	case *ssa.MakeClosure, *ssa.DebugRef, *ssa.UnOp:
		return false
	case *ssa.Store:
		return r.variable(instr.Val) == alloc
	case *ssa.FieldAddr:
		return r.variable(instr.X) == alloc
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && r.variable(*op) == alloc {
			return true
		}
	}
	return false
}
