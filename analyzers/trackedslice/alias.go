package trackedslice

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/tracked"
)

// change reports a change in place of an array that a model goes on to hold.
func (c *check) change(change *tracked.Change) {
	switch change.Kind {
	case tracked.Zeroes, tracked.Clears, tracked.Prefix:
		for _, p := range change.Array {
			if c.persisted(change, change.Call, p) || change.Kind == tracked.Zeroes && c.left(change, p) {
				return
			}
		}
	case tracked.AddsBlank:
		// Have: g.Users = append(g.Users, User{}): the store is what keeps it.
		for _, w := range c.unit.Writes {
			if call, ok := change.Call.(*ssa.Call); ok && w.Val == call {
				for _, p := range w.Places {
					if !c.filled(w, p) && c.persisted(change, w.Instr, p) {
						return
					}
				}
			}
		}
	case tracked.MadeBlank:
		for _, p := range change.Array {
			if c.persisted(change, change.Call, p) {
				return
			}
		}
	case tracked.Shifts:
		for _, p := range change.Array {
			if c.savedWhole(change, p) {
				return
			}
		}
	}
}

// persisted reports change if, after it, the model is persisted that holds the
// slice at p, and nothing is assigned to p between: assigning the result back
// is the repair.
func (c *check) persisted(change *tracked.Change, from ssa.Instruction, p tracked.Place) bool {
	for _, at := range c.tracked.SavesOf(c.unit, p) {
		if !c.tracked.Flows(from, at.Save.Call, c.kills(p, at)) {
			continue
		}
		if len(at.Relations) == 0 && (change.Kind == tracked.Prefix || !c.isAlias(change, at)) {
			continue // the slice itself is saved: its elements are what the code says
		}
		category, text := say(change, at)
		mend := change.Call
		if change.At != nil {
			mend = change.At
		}
		c.report(mend, category, text, c.clone(change), c.places(p, change.Call, at.Name(), at.Save)...)
		return true
	}
	return false
}

// filled reports whether an element of what is at p is written after w.
func (c *check) filled(w *tracked.Write, p tracked.Place) bool {
	return slices.ContainsFunc(c.unit.Writes, func(other *tracked.Write) bool {
		return slices.ContainsFunc(other.Places, func(q tracked.Place) bool { _, ok := p.At("[]").Rest(q); return ok }) &&
			c.tracked.Flows(w.Instr, other.Instr, nil)
	})
}

// kills are what ends a change of p before it is saved as at.
func (c *check) kills(p tracked.Place, at tracked.SavedAt) []ssa.Instruction {
	kills := c.tracked.WritesTo(c.unit, p)
	if at.Place != p {
		kills = append(kills, c.tracked.WritesTo(c.unit, at.Place)...)
	}
	return kills
}

// say words what Save does with the changed array.
func say(change *tracked.Change, at tracked.SavedAt) (category, text string) {
	name, verb := at.Name(), at.Save.Verb
	what := fmt.Sprintf("%s zeroes the tail of an alias of %s", change.Op, name)
	remedy := "clone it first or assign the result back"
	category = "alias"
	if change.Through != "" {
		what = fmt.Sprintf("%s zeroes the tail of %s (%s)", change.Through, name, change.Op)
		remedy = "hand it a clone"
	}
	rows := "blank rows"
	if change.Blank == 1 {
		rows = "a blank row"
	} else if change.Blank > 1 {
		rows = fmt.Sprintf("%d blank rows", change.Blank)
	}
	var last *tracked.Relation
	if n := len(at.Relations); n > 0 {
		last = at.Relations[n-1]
	}
	effect := verb + " inserts " + rows
	if last != nil && last.Kind == tracked.Serialized {
		effect = verb + " writes blank elements"
	} else if last != nil && last.Pointers {
		effect = verb + " panics on the nil elements"
	}
	switch change.Kind {
	case tracked.Clears:
		category, what, remedy = "blank", fmt.Sprintf("clear blanks the elements of %s", name), "clear the association instead"
	case tracked.AddsBlank:
		category, what, remedy = "blank", fmt.Sprintf("an element without fields is appended to %s", name), "append what it is to be"
	case tracked.MadeBlank:
		category, what, remedy = "blank", fmt.Sprintf("%s begins with the blank elements that make gave it", name), "make it of length 0"
	case tracked.Prefix:
		what = fmt.Sprintf("append overwrites elements that %s still holds", name)
		effect = verb + " writes the new one in their place"
		remedy = "cut with x[:n:n] or clone it first"
	}
	return category, message.Fit(
		fmt.Sprintf("%s: %s; %s", what, effect, remedy),
		fmt.Sprintf("%s: %s; clone it", what, effect),
	)
}

// left reports change if its holder, which was loaded from rows, goes on to be
// used with blank elements: it is returned, or read again.
func (c *check) left(change *tracked.Change, p tracked.Place) bool {
	l, rels := c.tracked.LoadedAt(c.unit, p, change.Call)
	if l == nil || c.assignedBack(change, p) {
		return false
	}
	kills := c.tracked.WritesTo(c.unit, p)
	uses := append(c.tracked.Returned(c.unit, p), c.tracked.Read(c.unit, p)...)
	if !slices.ContainsFunc(uses, func(use ssa.Instruction) bool {
		return c.tracked.Flows(change.Call, use, kills) && !c.tracked.Flows(use, change.Call, nil)
	}) {
		return false
	}
	name := l.AssociationName(pathFrom(l, p))
	text := fmt.Sprintf("%s zeroes the tail of an alias of %s: it keeps its length, with blank elements; assign the result to it", change.Op, name)
	if len(rels) > 0 && rels[len(rels)-1].Pointers {
		text = fmt.Sprintf("%s zeroes the tail of an alias of %s: it keeps its length, with nil elements; assign the result to it", change.Op, name)
	}
	c.report(change.Call, "alias", text, c.clone(change), loadedHere(l, name))
	return true
}

func pathFrom(l *tracked.Load, p tracked.Place) string {
	for _, dest := range l.Dest {
		if rest, ok := dest.Rest(p); ok {
			return rest
		}
	}
	return p.Path
}

// assignedBack reports whether the result of change becomes p again.
func (c *check) assignedBack(change *tracked.Change, p tracked.Place) bool {
	call, ok := change.Call.(*ssa.Call)
	return ok && slices.ContainsFunc(c.unit.Writes, func(w *tracked.Write) bool { return w.Val == call && slices.Contains(w.Places, p) })
}

// savedWhole reports a shift in place of a slice that is itself saved: the
// stale duplicate at its end overwrites the edit of the element it is a copy of.
func (c *check) savedWhole(change *tracked.Change, p tracked.Place) bool {
	for _, at := range c.tracked.SavesOf(c.unit, p) {
		if len(at.Relations) == 0 && !at.Save.Insert && c.isAlias(change, at) && c.tracked.Flows(change.Call, at.Save.Call, c.kills(p, at)) {
			c.report(change.Call, "alias", fmt.Sprintf("append shifts the array of a slice in place: %s writes its last element twice, the stale copy last; clone it first", at.Save.Verb),
				nil, c.places(p, change.Call, "the slice", at.Save)...)
			return true
		}
	}
	return false
}

// isAlias reports whether what is saved is another slice than the result of
// change.
func (c *check) isAlias(change *tracked.Change, at tracked.SavedAt) bool {
	call, ok := change.Call.(*ssa.Call)
	return ok && !slices.Contains(at.Save.Values, tracked.Place{Root: call})
}

// clone is the fix that has the change work on a copy.
func (c *check) clone(change *tracked.Change) []analysis.SuggestedFix {
	e := c.tracked.Expr(change.Call)
	if e == nil || len(e.Args) == 0 || change.Through != "" {
		return nil
	}
	switch change.Kind {
	case tracked.Zeroes:
		qualified := selector(e)
		if qualified == nil {
			return nil // import . "slices"
		}
		return []analysis.SuggestedFix{{
			Message: "Work on a clone",
			TextEdits: []analysis.TextEdit{
				{Pos: e.Args[0].Pos(), End: e.Args[0].Pos(), NewText: []byte(types.ExprString(qualified.X) + ".Clone(")},
				{Pos: e.Args[0].End(), End: e.Args[0].End(), NewText: []byte(")")},
			},
		}}
	case tracked.Prefix:
		// append(x[:n], …) writes to an array of its own as append(x[:n:n], …).
		s, ok := ast.Unparen(e.Args[0]).(*ast.SliceExpr)
		if !ok || s.Slice3 || s.High == nil || !simple(s.High) {
			return nil
		}
		return []analysis.SuggestedFix{{
			Message:   "Cap the prefix",
			TextEdits: []analysis.TextEdit{{Pos: s.High.End(), End: s.High.End(), NewText: []byte(":" + types.ExprString(s.High))}},
		}}
	}
	return nil
}

// selector is pkg.F of a call of it.
func selector(e *ast.CallExpr) *ast.SelectorExpr {
	fun := ast.Unparen(e.Fun)
	switch f := fun.(type) {
	case *ast.IndexExpr:
		fun = f.X
	case *ast.IndexListExpr:
		fun = f.X
	}
	sel, _ := fun.(*ast.SelectorExpr)
	return sel
}

// simple reports whether e may be evaluated twice.
func simple(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.BinaryExpr:
		return simple(e.X) && simple(e.Y)
	case *ast.CallExpr:
		fun, ok := e.Fun.(*ast.Ident)
		return ok && fun.Name == "len" && len(e.Args) == 1 && simple(e.Args[0])
	}
	return false
}
