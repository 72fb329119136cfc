package pageturns

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A loop is a cycle that may page.
type loop struct{ *ssaform.Cycle }

// after returns the blocks that the flow gets to from b before the iteration
// ends, b included.
func (l *loop) after(b *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	seen := map[*ssa.BasicBlock]bool{b: true}
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range b.Succs {
			if s != l.Head && l.Blocks[s] && !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return seen
}

// grows reports whether the offset is further on in the next iteration,
// whichever way the flow takes from the blocks that after has. What it grows by
// is a page, not what was kept of one; or it is the next one that came with the
// rows.
func (l *loop) grows(r *rowaccess.Result, leaves []rowaccess.Leaf, rows []ssa.Value, after map[*ssa.BasicBlock]bool) bool {
	grown := false
	for _, leaf := range leaves {
		up := l.leafGrows(r, leaf, rows, after)
		if up && leaf.Minus {
			return false // counts down
		}
		grown = grown || up
	}
	return grown
}

func (l *loop) leafGrows(r *rowaccess.Result, leaf rowaccess.Leaf, rows []ssa.Value, after map[*ssa.BasicBlock]bool) bool {
	if phi, ok := leaf.Value.(*ssa.Phi); ok {
		if phi.Block() != l.Head || leaf.Path != "" {
			return false
		}
		return l.phiGrows(r, phi, phi, rows, after, 0)
	}
	var within []*ssa.Store
	for _, s := range r.Stores(leaf.Value, leaf.Path) {
		if s.Parent() != l.Head.Parent() {
			return false // a closure sets it: when isn't known
		}
		if l.Blocks[s.Block()] {
			if step := r.Increments(s); step == nil || !l.isPage(step) {
				return false
			}
			within = append(within, s)
		}
	}
	for _, latch := range l.Head.Preds {
		if l.Blocks[latch] && after[latch] && !slices.ContainsFunc(within, func(s *ssa.Store) bool { return s.Block().Dominates(latch) }) {
			return false
		}
	}
	return len(within) > 0
}

// phiGrows reports whether at, which is base or a value that paths of the
// iteration join in, is base and a page on all ways that after has.
func (l *loop) phiGrows(r *rowaccess.Result, at, base *ssa.Phi, rows []ssa.Value, after map[*ssa.BasicBlock]bool, depth int) bool {
	some := false
	for i, from := range at.Block().Preds {
		if !l.Blocks[from] || !after[from] {
			continue
		}
		if !l.isNext(r, at.Edges[i], base, rows, after, depth) {
			return false
		}
		some = true
	}
	return some
}

func (l *loop) isNext(r *rowaccess.Result, v ssa.Value, base *ssa.Phi, rows []ssa.Value, after map[*ssa.BasicBlock]bool, depth int) bool {
	switch v := unconverted(v).(type) {
	case *ssa.BinOp:
		if v.Op != token.ADD {
			return false
		}
		return unconverted(v.X) == base && l.isPage(v.Y) || unconverted(v.Y) == base && l.isPage(v.X)
	case *ssa.Phi:
		return v != base && l.Blocks[v.Block()] && !rowaccess.Carried(v) && depth < 8 && l.phiGrows(r, v, base, rows, after, depth+1)
	}
	return cameWith(r, v, rows)
}

// cameWith reports whether v is a part of what was read with the rows:
// *result.NextPage.
func cameWith(r *rowaccess.Result, v ssa.Value, rows []ssa.Value) bool {
	for range 12 {
		if slices.Contains(rows, v) {
			return true
		}
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Alloc:
			stores := r.Stores(x, "")
			if len(stores) != 1 {
				return false
			}
			v = stores[0].Val
		default:
			return false
		}
	}
	return false
}

func unconverted(v ssa.Value) ssa.Value {
	for {
		switch c := v.(type) {
		case *ssa.Convert:
			v = c.X
		case *ssa.ChangeType:
			v = c.X
		default:
			return v
		}
	}
}

// isPage reports whether step is as much as a page has: a constant, what the
// loop doesn't change, or the length of what was read. What is counted in the
// loop may leave out the rows that were deleted.
func (l *loop) isPage(step ssa.Value) bool {
	step = unconverted(step)
	switch s := step.(type) {
	case *ssa.Const:
		return s.Value != nil && s.Value.Kind() == constant.Int && constant.Sign(s.Value) > 0
	case *ssa.Parameter, *ssa.FreeVar:
		return true
	case *ssa.Call:
		b, ok := s.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "len" && isRead(s.Call.Args[0])
	case *ssa.UnOp:
		// A field that the loop doesn't set, as far as is seen here: o.Limit.
		return s.Op == token.MUL && (isField(s.X) || !l.Blocks[s.Block()])
	case *ssa.Field:
		return true
	case ssa.Instruction:
		return !l.Blocks[s.Block()]
	}
	return false
}

func isField(addr ssa.Value) bool {
	switch addr.(type) {
	case *ssa.FieldAddr, *ssa.Global, *ssa.FreeVar:
		return true
	}
	return false
}

// isRead reports whether v is as a call gave it: its result, or the variable
// that it was read into.
func isRead(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.Call:
			_, builtin := x.Call.Value.(*ssa.Builtin)
			return !builtin
		case *ssa.UnOp:
			return x.Op == token.MUL
		default:
			return false
		}
	}
}
