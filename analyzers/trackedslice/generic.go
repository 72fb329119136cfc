package trackedslice

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/tracked"
)

// mirrors reports collections that are shortened before an ORM makes the rows
// equal to them.
func (c *check) mirrors() {
	for _, s := range c.unit.Saves {
		if s.ORM == nil || s.ORM.Cascade != knowledge.Mirrors || s.Insert {
			continue
		}
		for _, w := range c.unit.Writes {
			if !w.Cut {
				continue
			}
			for _, p := range w.Places {
				if rels, ok := c.cascades(s, p); ok && c.tracked.Flows(w.Instr, s.Call, nil) {
					name := tracked.AssociationName(s.Type, rels)
					c.report(w.Instr, "mirror", fmt.Sprintf("%s is cut and then mirrored: %s deletes its rows and inserts what is left; work on a copy", name, s.Verb), nil, c.places(p, w.Instr, name, s)...)
				}
			}
		}
		for _, change := range c.unit.Changes {
			if change.Kind != tracked.Shifts {
				continue // zeroed tails are aliases' business
			}
			for _, p := range change.Array {
				if rels, ok := c.cascades(s, p); ok && c.tracked.Flows(change.Call, s.Call, c.tracked.WritesTo(c.unit, p)) {
					name := tracked.AssociationName(s.Type, rels)
					c.report(change.Call, "mirror", fmt.Sprintf("the array of %s is shifted in place: %s deletes its rows and inserts what it holds now; work on a copy", name, s.Verb), nil, c.places(p, change.Call, name, s)...)
				}
			}
		}
	}
}

// cascades returns the relations to p if s writes what is there.
func (c *check) cascades(s *tracked.Save, p tracked.Place) ([]*tracked.Relation, bool) {
	for _, v := range s.Values {
		for _, q := range c.tracked.Contents(v, s.Call) {
			if rest, ok := q.Rest(p); ok {
				if rels, ok := s.Cascades(rest); ok {
					return rels, true
				}
			}
		}
	}
	return nil, false
}

// unsaved reports collections that are shortened, and elements that are edited,
// before a Save that persists neither.
func (c *check) unsaved() {
	for _, w := range c.unit.Writes {
		for _, p := range w.Places {
			if c.lost(w, p) {
				break
			}
		}
	}
}

func (c *check) lost(w *tracked.Write, p tracked.Place) bool {
	for _, s := range c.unit.Saves {
		if s.ORM == nil || s.ORM.Cascade != knowledge.Upserts || s.Insert || s.Full() {
			continue
		}
		for _, v := range s.Values {
			rest, ok := v.Rest(p)
			if !ok || !c.tracked.Flows(w.Instr, s.Call, c.tracked.WritesTo(c.unit, p)) {
				continue
			}
			if rels, ok := s.Cascades(rest); ok && len(rels) == 1 && (rels[0].Kind == tracked.HasMany || rels[0].Kind == tracked.ManyToMany) {
				if l, _ := c.tracked.LoadedAt(c.unit, p, w.Instr); l == nil || !w.Cut || c.unlinks(rels[0]) {
					continue
				}
				name := rels[0].Field.Name()
				c.report(w.Instr, "unsaved", message.Fit(
					fmt.Sprintf("rows cut from %s stay in the database: %s only adds and updates associations; replace the association or delete them", name, s.Verb),
					fmt.Sprintf("rows cut from %s stay in the database: %s only adds associations; replace or delete them", name, s.Verb),
				), nil, c.places(p, w.Instr, name, s)...)
				return true
			}
			owner, field, ok := tracked.SplitField(rest)
			if !ok {
				continue
			}
			rels, ok := s.Cascades(owner)
			if !ok || len(rels) == 0 || rels[0].Kind == tracked.Serialized || tracked.RelationNamed(s.ORM, rels[len(rels)-1].Elem, field) != nil || c.updated(p) {
				continue
			}
			l, _ := c.tracked.LoadedAt(c.unit, v.At(trimElem(owner)), w.Instr)
			if l == nil || !c.tracked.Flows(l.Call, w.Instr, c.tracked.WritesTo(c.unit, v.At(trimElem(owner)))) ||
				slices.ContainsFunc(c.tracked.WritesTo(c.unit, v.At(trimElem(owner))), func(instr ssa.Instruction) bool {
					return instr != ssa.Instruction(l.Call) && c.tracked.Flows(l.Call, instr, nil) && c.tracked.Flows(instr, w.Instr, nil)
				}) {
				continue // the element may be a new one, whose columns are written
			}
			name := rels[len(rels)-1].Field.Name()
			c.report(w.Instr, "unsaved", fmt.Sprintf("the edit of %s.%s is lost: %s writes the keys of loaded associations, not their columns; save the element", name, field, s.Verb),
				nil, c.places(v.At(trimElem(owner)), w.Instr, name, s)...)
			return true
		}
	}
	return false
}

func trimElem(path string) string {
	for len(path) > 2 && path[len(path)-2:] == "[]" {
		path = path[:len(path)-2]
	}
	return path
}

// unlinks reports whether the function deletes or unlinks rows of rel.
func (c *check) unlinks(rel *tracked.Relation) bool {
	if slices.ContainsFunc(c.unit.Links, func(l *tracked.Link) bool { return l.Deed != knowledge.Adds }) {
		return true
	}
	for call := range c.unit.Calls() {
		for _, w := range c.rows.Writes(call) {
			if w.Model == tracked.TypeName(rel.Elem) || rel.Join != "" && strings.EqualFold(w.Table, rel.Join) {
				return true
			}
		}
	}
	return false
}

// updated reports whether the element that holds p is itself saved.
func (c *check) updated(p tracked.Place) bool {
	return slices.ContainsFunc(c.unit.Saves, func(s *tracked.Save) bool {
		return slices.ContainsFunc(s.Values, func(v tracked.Place) bool {
			rest, ok := v.Rest(p)
			_, _, oneStep := tracked.SplitField(rest)
			return ok && oneStep && len(rest) > 0 && rest[0] == '.' && !hasAssociation(s, rest)
		})
	})
}

func hasAssociation(s *tracked.Save, rest string) bool {
	owner, _, _ := tracked.SplitField(rest)
	rels, ok := tracked.Relations(s.ORM, s.Type, owner)
	return ok && len(rels) > 0
}

// batch reports a batch cut from a queue whose array the next step of the queue
// overwrites while the batch is still read.
func (c *check) batch(change *tracked.Change) {
	if change.Kind != tracked.Zeroes && change.Kind != tracked.Shifts {
		return
	}
	for _, b := range c.cutsOf(uncut(change.Slice), change) {
		for _, use := range *b.Referrers() {
			if _, variable := use.(*ssa.Phi); variable || use == change.Call {
				continue // Have: q = q[n:], or append(q[:0], q[n:]...)
			}
			kept := keeps(use) && c.tracked.Flows(use, change.Call, nil)
			if !kept && !c.tracked.Flows(change.Call, use, []ssa.Instruction{b}) {
				continue
			}
			what := "blanks"
			if change.Kind == tracked.Shifts {
				what = "overwrites"
			}
			c.report(change.Call, "batch", fmt.Sprintf("%s %s the batch that was cut from the same array: it is read afterwards; advance with q = q[n:]", change.Op, what),
				c.advance(change), related{b, "the batch is cut here"})
			return
		}
	}
}

// advance is the fix that leaves the array alone: q[n:] for both
// slices.Delete(q, 0, n) and append(q[:0], q[n:]...).
func (c *check) advance(change *tracked.Change) []analysis.SuggestedFix {
	e := c.tracked.Expr(change.Call)
	call, ok := change.Call.(*ssa.Call)
	if e == nil || !ok || len(*call.Referrers()) == 0 {
		return nil // a statement of its own, which q[n:] can't be
	}
	var q, n ast.Expr
	switch {
	case change.Kind == tracked.Shifts && len(e.Args) == 2:
		from, ok1 := ast.Unparen(e.Args[0]).(*ast.SliceExpr)
		to, ok2 := ast.Unparen(e.Args[1]).(*ast.SliceExpr)
		if ok1 && ok2 && from.Low == nil && isZero(from.High) && to.High == nil && types.ExprString(from.X) == types.ExprString(to.X) {
			q, n = to.X, to.Low
		}
	case change.Kind == tracked.Zeroes && len(e.Args) == 3 && isZero(e.Args[1]) && c.tracked.NeedsPackage(e):
		q, n = e.Args[0], e.Args[2]
	}
	if q == nil || n == nil || !simple(q) {
		return nil
	}
	// What stands between and around the two goes.
	return []analysis.SuggestedFix{{
		Message: "Advance without touching the array",
		TextEdits: []analysis.TextEdit{
			{Pos: e.Pos(), End: q.Pos()},
			{Pos: q.End(), End: n.Pos(), NewText: []byte("[")},
			{Pos: n.End(), End: e.End(), NewText: []byte(":]")},
		},
	}}
}

func isZero(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Value == "0"
}

// uncut is the slice that v is a part of.
func uncut(v ssa.Value) ssa.Value {
	for {
		s, ok := v.(*ssa.Slice)
		if !ok {
			return v
		}
		v = s.X
	}
}

// cutsOf are the parts that are cut, before change, from q or from the variable
// that q is read from.
func (c *check) cutsOf(q ssa.Value, change *tracked.Change) []*ssa.Slice {
	var out []*ssa.Slice
	add := func(v ssa.Value, kills []ssa.Instruction) {
		if v.Referrers() == nil {
			return
		}
		for _, ref := range *v.Referrers() {
			if s, ok := ref.(*ssa.Slice); ok && s.X == v && s != change.Slice && c.tracked.Flows(s, change.Call, kills) {
				out = append(out, s)
			}
		}
	}
	add(q, nil)
	if load, ok := q.(*ssa.UnOp); ok {
		if a, ok := load.X.(*ssa.Alloc); ok {
			var kills []ssa.Instruction
			for _, s := range c.tracked.Assignments(c.unit, tracked.Place{Root: a}) {
				kills = append(kills, s)
			}
			for _, ref := range *a.Referrers() {
				if other, ok := ref.(*ssa.UnOp); ok && other != load {
					add(other, kills)
				}
			}
		}
	}
	return out
}

// keeps reports whether use stores a slice where it is read later.
func keeps(use ssa.Instruction) bool {
	switch use.(type) {
	case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.MakeClosure:
		return true
	}
	return false
}

// shared reports a change in place of an array that a field, map or variable
// goes on to hold.
func (c *check) shared(change *tracked.Change) {
	if change.Kind != tracked.Zeroes && change.Kind != tracked.Shifts {
		return // what is cleared is the holder's own, most often to be filled again
	}
	for _, p := range change.Array {
		if !p.Held() {
			continue
		}
		if taken, ok := uncut(change.Slice).(ssa.Instruction); ok && !c.tracked.Flows(taken, change.Call, c.tracked.WritesTo(c.unit, p)) {
			continue // the holder has let go of it
		}
		if c.assignedBack(change, p) || !c.tracked.Leaves(c.unit, change.Call, c.tracked.WritesTo(c.unit, p)) {
			continue
		}
		effect := "it keeps its length, with blank elements"
		if change.Kind == tracked.Shifts {
			effect = "it keeps its length, with its last elements twice"
		}
		c.report(change.Call, "shared", fmt.Sprintf("%s changes the array that %s still holds: %s; clone it first", change.Op, p.Name(), effect), c.clone(change))
		return
	}
}
