package destinations

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// batches finds what callbacks keep of a batch, and what moves the cursor.
func (r *Result) batches(fn *ssa.Function) {
	for call := range ssaform.Calls(fn) {
		for _, b := range r.batchesOf(call) {
			if b.Pages && b.param < 0 {
				r.Batched = append(r.Batched, b)
			}
			if b.fn == nil {
				continue
			}
			d, ok := b.source()
			if !ok {
				continue
			}
			kept := map[ssa.Instruction]bool{}
			r.batchFlow(b, func(_, _ ssa.Instruction, h hold) {
				if h.feeds != nil || h.at == nil || kept[h.at] {
					return
				}
				kept[h.at] = true
				r.Findings = append(r.Findings, Finding{Hazard: Kept, At: h.at, Other: call, Dest: d.name(), How: h.how, Deep: b.deep, Struct: d.value == nil && isStruct(d.typ()), Value: h.value})
			})
			if b.Pages {
				r.moved(b, d)
			}
		}
	}
}

// batchFlow follows the batch through the callback of b.
func (r *Result) batchFlow(b Batch, report func(load, at ssa.Instruction, h hold)) {
	d, ok := b.source()
	if !ok {
		return
	}
	f := &flow{r: r, fn: b.fn, dest: d, batch: true, report: report}
	entry := newState()
	entry.loaded = true
	if d.value != nil {
		entry.vals[d.value] = mark{kind: alias, linked: true, value: d.value}
	}
	f.run(entry)
}

// moved finds what changes the last element of the batch, whose key is where
// the next one begins.
func (r *Result) moved(b Batch, d dest) {
	add := func(at ssa.Instruction) {
		if goesOn(at) {
			r.Findings = append(r.Findings, Finding{Hazard: Moved, At: at, Other: b.Call, Dest: d.name()})
		}
	}
	for _, block := range b.fn.Blocks {
		for _, instr := range block.Instrs {
			switch v := instr.(type) {
			case *ssa.Store:
				if p, ok := placeOf(v.Addr); ok && d.value == nil && p == d.at && !r.keepsLast(v.Val, d) && !r.zeroes(v.Val) {
					add(v)
				}
			case *ssa.Call:
				for _, l := range r.loadsOf(v) {
					if l.isAt && !l.appends && d.value == nil && l.at == d.at {
						add(v)
					}
				}
				fn := ssaform.Callee(&v.Call)
				if fn == nil || len(v.Call.Args) == 0 || !r.isBatch(v.Call.Args[0], d) {
					continue
				}
				if op := knowledge.SliceOpOf(fn); op == knowledge.Reorders || op == knowledge.ZeroesTail {
					add(v)
				}
			}
		}
	}
}

// zeroes reports whether v is the result of a call that is reported by itself.
func (r *Result) zeroes(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn := ssaform.Callee(&call.Call)
	return fn != nil && knowledge.SliceOpOf(fn) == knowledge.ZeroesTail
}

// isBatch reports whether v is the batch, whole or from an element on.
func (r *Result) isBatch(v ssa.Value, d dest) bool {
	switch x := peel(v).(type) {
	case *ssa.Slice:
		return x.High == nil && r.isBatch(x.X, d)
	case *ssa.UnOp:
		p, ok := placeOf(x.X)
		return ok && x.Op == token.MUL && d.value == nil && p == d.at
	case *ssa.Phi:
		return false
	default:
		return d.value != nil && x == d.value
	}
}

// keepsLast reports whether v, which becomes the batch, may well end with the
// same row: not if it was cut, extended or emptied.
func (r *Result) keepsLast(v ssa.Value, d dest) bool {
	switch x := v.(type) {
	case *ssa.Const, *ssa.MakeSlice:
		return false
	case *ssa.Slice:
		// The literal []T{} is a slice of an array, too.
		return isSlice(x.X.Type()) && x.High == nil && r.isBatch(x.X, d)
	case *ssa.Call:
		if b, ok := x.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return !r.isBatch(x.Call.Args[0], d) && !r.isPrefix(x.Call.Args[0], d)
		}
	case *ssa.Phi:
		return !isFilter(x)
	}
	return true // what an unknown function makes of it may have the same rows
}

// isPrefix reports whether v is the beginning of the batch.
func (r *Result) isPrefix(v ssa.Value, d dest) bool {
	s, ok := v.(*ssa.Slice)
	return ok && isSlice(s.X.Type()) && s.High != nil && r.isBatch(s.X, d)
}

// isFilter reports whether a loop makes v by appending under a condition.
func isFilter(v *ssa.Phi) bool {
	// Have: v = phi(start, w); w = phi(v, append(v, x))
	appends := func(e ssa.Value) bool {
		call, ok := e.(*ssa.Call)
		if !ok {
			return false
		}
		b, ok := call.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && call.Call.Args[0] == v
	}
	both := func(edges []ssa.Value) bool {
		return slices.ContainsFunc(edges, appends) && slices.Contains(edges, ssa.Value(v))
	}
	return both(v.Edges) || slices.ContainsFunc(v.Edges, func(e ssa.Value) bool {
		inner, ok := e.(*ssa.Phi)
		return ok && both(inner.Edges)
	})
}

// goesOn reports whether after instr the callback may return without error.
func goesOn(instr ssa.Instruction) bool {
	seen := map[*ssa.BasicBlock]bool{}
	work := []*ssa.BasicBlock{instr.Block()}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !fails(ret) {
			return true
		}
		work = append(work, b.Succs...)
	}
	return false
}

// HasKey reports whether t, a struct, has a primary key by which its ORM asks,
// and which columns it is made of, if that is known.
func (r *Result) HasKey(t types.Type) (columns []string, ok bool) {
	named, isNamed := types.Unalias(t).(*types.Named)
	if !isNamed {
		return nil, false
	}
	if r.schema != nil {
		if m := r.schema.Model(named); m != nil {
			for _, f := range m.Fields {
				if f.PrimaryKey {
					columns = append(columns, f.Column)
				}
			}
			return columns, len(columns) > 0
		}
	}
	obj, _, _ := types.LookupFieldOrMethod(named, true, named.Obj().Pkg(), "ID")
	field, isField := obj.(*types.Var)
	return []string{"id"}, isField && field.IsField()
}
