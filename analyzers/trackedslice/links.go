package trackedslice

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/tracked"
)

// keys reports primary keys that are zeroed in loaded values which are then
// persisted: an element's, which inserts it again, or the model's own, which
// takes its children along.
func (c *check) keys() {
	for _, w := range c.unit.Writes {
		if !w.Zero {
			continue
		}
		for _, p := range w.Places {
			if c.zeroed(w, p) {
				break
			}
		}
	}
}

func (c *check) zeroed(w *tracked.Write, p tracked.Place) bool {
	for _, s := range c.unit.Saves {
		for _, v := range s.Values {
			path, ok := v.Rest(p)
			if !ok || !c.tracked.Flows(w.Instr, s.Call, c.tracked.WritesTo(c.unit, p)) {
				continue
			}
			model, ok := tracked.KeyOwner(s.Type, path)
			if !ok {
				continue
			}
			if rels, ok := s.Cascades(model); ok && !c.resets(v, s, "") {
				name := rels[len(rels)-1].Field.Name()
				c.report(w.Instr, "key", message.Fit(
					fmt.Sprintf("the key of an element of %s is zeroed: %s inserts it again, as another row; leave the key or omit %s", name, s.Verb, name),
					fmt.Sprintf("the key of an element of %s is zeroed: %s inserts it again; leave the key", name, s.Verb),
				), nil, c.places(v.At(model), w.Instr, name, s)...)
				return true
			} else if model == "" && c.reparents(w, v, s) {
				return true
			}
		}
	}
	return false
}

// reparents reports a model that is saved under a new key while it holds the
// loaded children of the old one.
func (c *check) reparents(w *tracked.Write, v tracked.Place, s *tracked.Save) bool {
	for _, l := range c.unit.Loads {
		for _, a := range l.Assocs {
			rels, ok := s.Cascades(a.Path)
			if !ok || a.Maybe || len(rels) != 1 || rels[0].Kind != tracked.HasMany && rels[0].Kind != tracked.HasOne ||
				!slices.Contains(c.tracked.Contents(v, s.Call), dest(l)) && !slices.Contains(l.Dest, v) {
				continue
			}
			children := v.At(a.Path)
			if !c.tracked.Flows(l.Call, s.Call, c.tracked.WritesTo(c.unit, children)) || c.resets(v, s, a.Path) {
				continue
			}
			name := l.AssociationName(a.Path)
			c.report(w.Instr, "key", fmt.Sprintf("the key is zeroed while %s is loaded: %s gives the old row's children to the new one; zero their keys, too, or set it to nil", name, s.Verb),
				nil, loadedHere(l, name), related{s.Call, name + " is persisted here"})
			return true
		}
	}
	return false
}

func dest(l *tracked.Load) tracked.Place {
	if len(l.Dest) == 1 {
		return l.Dest[0]
	}
	return tracked.Place{}
}

// resets reports whether the key of the model at path of v is zeroed before s:
// who zeroes both means to copy.
func (c *check) resets(v tracked.Place, s *tracked.Save, path string) bool {
	for _, w := range c.unit.Writes {
		for _, p := range w.Places {
			rest, ok := v.Rest(p)
			if !ok || !w.Zero {
				continue
			}
			if owner, ok := tracked.KeyOwner(s.Type, rest); ok && strings.TrimSuffix(owner, "[]") == path {
				return true
			}
		}
	}
	return false
}

// links reports associations that are replaced by what isn't the association,
// and elements that are taken out of a slice that is being walked.
func (c *check) links() {
	for _, link := range c.unit.Links {
		switch link.Deed {
		case knowledge.Replaces:
			for _, v := range link.Values {
				if c.drained(link, v) || c.unloaded(link, v) {
					break
				}
			}
		case knowledge.Removes:
			c.walked(link)
		}
	}
}

// drained reports a slice that a loop has used up before it becomes the
// association, or of which the first elements were cut off.
func (c *check) drained(link *tracked.Link, v ssa.Value) bool {
	what := "a slice that a loop has drained"
	if c.beheaded(link, v) {
		what = "what is left of it without its first elements"
	} else if !c.usedUp(link.Call, v) {
		return false
	}
	name := link.Path[strings.LastIndexAny(link.Path, ".")+1:]
	c.report(link.Call, "drained", message.Fit(
		fmt.Sprintf("%s becomes %s: all rows that are no longer in it are unlinked; keep the whole slice", name, what),
		fmt.Sprintf("%s becomes %s: the others are unlinked; keep all", name, what),
	), nil)
	return true
}

// beheaded reports whether v is the association of the link's owner from an
// element on, with others appended or not.
func (c *check) beheaded(link *tracked.Link, v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Call:
			if b, ok := x.Call.Value.(*ssa.Builtin); !ok || b.Name() != "append" {
				return false
			}
			v = x.Call.Args[0]
		case *ssa.UnOp:
			// Have: g.Users = g.Users[1:]; Replace(g.Users)
			return slices.ContainsFunc(c.tracked.Places(x.X), func(p tracked.Place) bool {
				return slices.ContainsFunc(c.tracked.Assignments(c.unit, p), func(w *ssa.Store) bool {
					s, ok := w.Val.(*ssa.Slice)
					return ok && s.Low != nil && c.beheaded(link, s) && c.tracked.Flows(w, link.Call, c.fresh(p))
				})
			})
		case *ssa.Slice:
			return x.Low != nil && tracked.Cuts(x) && slices.ContainsFunc(link.Owner, func(owner tracked.Place) bool {
				return slices.Contains(c.tracked.Places(x.X), owner.At(link.Path))
			})
		default:
			return false
		}
	}
}

// usedUp reports whether v is what a loop that cuts elements off left over.
func (c *check) usedUp(at ssa.Instruction, v ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if seen[v] {
			return false
		}
		seen[v] = true
		switch x := v.(type) {
		case *ssa.Phi:
			for _, e := range x.Edges {
				if s, ok := e.(*ssa.Slice); ok && tracked.Cuts(s) && s.X == x {
					return true
				}
			}
			return slices.ContainsFunc(x.Edges, walk)
		case *ssa.MakeInterface:
			return walk(x.X)
		case *ssa.ChangeType:
			return walk(x.X)
		case *ssa.Call:
			b, ok := x.Call.Value.(*ssa.Builtin)
			return ok && b.Name() == "append" && walk(x.Call.Args[0])
		case *ssa.UnOp:
			// Have: for len(g.Users) > 0 { …; g.Users = g.Users[n:] }
			for _, p := range c.tracked.Places(x.X) {
				for _, w := range c.tracked.Assignments(c.unit, p) {
					s, ok := w.Val.(*ssa.Slice)
					if ok && tracked.Cuts(s) && slices.Contains(c.tracked.Places(s.X), p) && c.tracked.InLoop(w) && c.tracked.Flows(w, at, nil) {
						return true
					}
				}
			}
		case *ssa.Alloc:
			for _, w := range c.tracked.Assignments(c.unit, tracked.Place{Root: x}) {
				s, ok := w.Val.(*ssa.Slice)
				if ok && tracked.Cuts(s) && slices.Contains(c.tracked.Places(s.X), tracked.Place{Root: x}) && c.tracked.InLoop(w) && c.tracked.Flows(w, at, nil) {
					return true
				}
			}
		}
		return false
	}
	return walk(v)
}

// unloaded reports an association that is replaced by the field of a model that
// was loaded without it, or on some ways only.
func (c *check) unloaded(link *tracked.Link, v ssa.Value) bool {
	for _, owner := range link.Owner {
		field := owner.At(link.Path)
		if !slices.Contains(c.tracked.Places(v), field) {
			continue
		}
		for _, l := range c.unit.Loads {
			if l.Open || !slices.Contains(l.Dest, owner) || !c.tracked.Flows(l.Call, link.Call, c.fresh(field)) || !c.tracked.Dominates(l.Call, link.Call) {
				continue
			}
			i := slices.IndexFunc(l.Assocs, func(a tracked.Assoc) bool { return a.Path == link.Path })
			if i >= 0 && !l.Assocs[i].Maybe && !l.Assocs[i].Part || c.loadedOtherwise(l, field) {
				continue
			}
			name := l.AssociationName(link.Path)
			what := name + " wasn't loaded"
			if i >= 0 && l.Assocs[i].Part {
				what = name + " was loaded in part"
			} else if i >= 0 {
				what = name + " isn't loaded on every way here"
			}
			c.report(link.Call, "drained", fmt.Sprintf("%s: all rows that aren't in the field are unlinked; load it whole first, or append", what),
				nil, related{l.Call, "the model is loaded here" + by(l.Through)})
			return true
		}
	}
	return false
}

// fresh are the assignments to the field of values that aren't made of it.
func (c *check) fresh(field tracked.Place) []ssa.Instruction {
	var out []ssa.Instruction
	for _, instr := range c.tracked.WritesTo(c.unit, field) {
		if s, ok := instr.(*ssa.Store); ok && slices.Contains(c.tracked.Places(s.Val), field) {
			continue
		}
		out = append(out, instr)
	}
	return out
}

// loadedOtherwise reports whether another load than l may fill field.
func (c *check) loadedOtherwise(l *tracked.Load, field tracked.Place) bool {
	return slices.ContainsFunc(c.unit.Loads, func(other *tracked.Load) bool {
		if other == l {
			return false
		}
		return slices.ContainsFunc(other.Dest, func(p tracked.Place) bool {
			rest, ok := p.Rest(field)
			return ok && (rest == "" || other.Open || slices.ContainsFunc(other.Assocs, func(a tracked.Assoc) bool { return a.Path == rest }))
		})
	})
}

// walked reports elements that are removed by reference while a loop walks
// the slice by index: the ORM takes them out of it.
func (c *check) walked(link *tracked.Link) {
	for _, v := range link.Values {
		if mi, ok := v.(*ssa.MakeInterface); ok {
			v = mi.X
		}
		elem, ok := v.(*ssa.IndexAddr)
		if !ok || !c.tracked.InLoop(link.Call) {
			continue
		}
		if _, counted := elem.Index.(*ssa.Const); counted {
			continue
		}
		for _, owner := range link.Owner {
			if slices.Contains(c.tracked.Places(elem.X), owner.At(link.Path)) {
				name := link.Path[strings.LastIndexAny(link.Path, ".")+1:]
				c.report(link.Call, "loop", fmt.Sprintf("elements of %s are removed while a loop walks it by index: it shrinks, so every second is skipped or it panics; walk a clone", name), nil)
				return
			}
		}
	}
}

// omissions reports "Users.*" of a has-many: it omits the columns of the
// children, but not the rows.
func (c *check) omissions() {
	for _, o := range c.unit.Omissions {
		name, ok := strings.CutSuffix(o.Name, ".*")
		if !ok {
			continue
		}
		if rel := tracked.RelationNamed(o.Save.ORM, o.Save.Type, name); rel != nil && rel.Kind == tracked.HasMany {
			c.report(o.Call, "omit", fmt.Sprintf("Omit(%q) of a has-many association: %s inserts a blank row each time; omit %q itself", o.Name, o.Save.Verb, name), nil)
		}
	}
}
