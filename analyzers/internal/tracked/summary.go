package tracked

import (
	"cmp"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A Summary is the fact about a function that does something with values of
// its caller. Parameters are counted with the receiver first.
type Summary struct {
	Loads   []Loaded
	Saves   []Saved
	Blanks  []Blanked
	Writes  []Written
	Links   []Linked
	Aliases []Alias
	Chains  []Chain
}

func (*Summary) AFact() {}

// String is the summary as tests want it: operands are numbers, with ^ those of
// results.
func (s *Summary) String() string {
	var out []string
	for _, l := range s.Loads {
		of := fmt.Sprint(l.Of)
		if l.Of < 0 {
			of = fmt.Sprintf("^%d", ^l.Of)
		}
		text := "loads " + of + l.At
		if l.Assoc != "" {
			text += " with " + l.Assoc
		}
		text += flag(l.Maybe, "maybe") + flag(l.Part, "part") + flag(l.Open, "open")
		if l.Chain > 0 {
			text += fmt.Sprintf(" by %d", l.Chain-1)
		}
		out = append(out, text)
	}
	for _, v := range s.Saves {
		out = append(out, fmt.Sprintf("%s %d%s", v.Verb, v.Param, v.Path)+flag(v.Insert, "new")+flag(v.Full, "full")+
			list("omit", v.Omits)+flag(v.Limited, "limited")+list("only", v.Only)+list("set", v.Sets))
	}
	for _, b := range s.Blanks {
		out = append(out, fmt.Sprintf("blanks %d%s by %s", b.Param, b.Path, b.Op))
	}
	for _, w := range s.Writes {
		out = append(out, fmt.Sprintf("writes %d%s", w.Param, w.Path)+flag(w.Zero, "zero")+flag(w.Cut, "cut"))
	}
	for _, l := range s.Links {
		verb := map[knowledge.Deed]string{
			knowledge.Replaces: "replaces", knowledge.Adds: "adds to", knowledge.Removes: "removes from", knowledge.Clears: "clears",
		}
		text := fmt.Sprintf("%s %s of %d%s", verb[knowledge.Deed(l.Deed)], l.Assoc, l.Owner, l.At)
		if l.Value >= 0 {
			text += fmt.Sprintf(": %d", l.Value)
		}
		out = append(out, text)
	}
	for _, a := range s.Aliases {
		out = append(out, fmt.Sprintf("^%d is %d%s", a.Result, a.Param, a.Path))
	}
	for _, c := range s.Chains {
		text := "chain"
		if c.Base >= 0 {
			text += fmt.Sprintf(" on %d", c.Base)
		}
		for _, e := range c.Eager {
			text += " with " + e.Name + flag(e.Maybe, "maybe") + flag(e.Part, "part")
		}
		out = append(out, text+flag(c.Full, "full")+flag(c.Open, "open")+list("omit", c.Omits)+flag(c.Limited, "limited")+list("only", c.Only))
	}
	return strings.Join(out, "; ")
}

func flag(on bool, word string) string {
	if !on {
		return ""
	}
	return " " + word
}

func list(word string, of []string) string {
	return flag(len(of) > 0, word+" "+strings.Join(of, ","))
}

// A Loaded says that a result or what a parameter points to is filled from
// rows.
type Loaded struct {
	Of    int    // the parameter, or ^k for result k
	At    string // where the model is in it: "[]", ".Group"
	Assoc string // what is loaded with it, from there on, ".Users"; empty: the model itself
	Maybe bool   // not on every way
	Part  bool   // those that meet a condition
	Open  bool   // other associations may be loaded, too
	ORM   string // import path of the library
	Chain int    // 1 + the parameter that is the statement, whose associations are loaded, too; 0 if none
}

// A Saved says that a parameter is written with the associations it holds.
type Saved struct {
	Param   int
	Path    string
	Verb    string
	Insert  bool
	Omits   []string
	Only    []string
	Limited bool
	Full    bool
	Sets    []string
	ORM     string // import path of the library
}

// A Blanked says that the array of a slice gets blank elements that its holder
// goes on to hold.
type Blanked struct {
	Param int
	Path  string
	Op    string
}

// A Written says that a field is assigned.
type Written struct {
	Param int
	Path  string
	Zero  bool
	Cut   bool // what is left of the slice that was there
}

// A Linked says that the association of a parameter is changed: that another
// becomes it, or is added or taken away.
type Linked struct {
	Owner int
	At    string // where the model is in it
	Assoc string
	Value int // -1 if none
	Deed  uint8
	ORM   string
}

// An Alias says that a result is a parameter, or shares its array.
type Alias struct {
	Result, Param int
	Path          string
}

// A Chain says that a result is a statement under construction, and what has
// been added to it. Base is the parameter that it was made of, -1 if none.
type Chain struct {
	Base    int
	Eager   []eager
	Omits   []string
	Only    []string
	Limited bool
	Full    bool
	Open    bool
}

// meet is what two implementations agree on.
func meet(a, b *Summary) *Summary {
	if a == nil || b == nil {
		return nil
	}
	out := &Summary{
		Loads: join([][]Loaded{a.Loads, b.Loads}), Saves: both(a.Saves, b.Saves), Blanks: both(a.Blanks, b.Blanks),
		Writes:  both(a.Writes, b.Writes),
		Links:   both(a.Links, b.Links),
		Aliases: both(a.Aliases, b.Aliases), Chains: both(a.Chains, b.Chains),
	}
	return out.orNil()
}

// alike reports whether two facts are of the same value.
func (l Loaded) alike(m Loaded) bool {
	return l.Of == m.Of && l.At == m.At && l.Assoc == m.Assoc && l.ORM == m.ORM
}

// or is what is known where one of two facts that are alike is true.
func (l Loaded) or(m Loaded) Loaded {
	l.Maybe = l.Maybe || m.Maybe
	l.Part = l.Part || m.Part
	l.Open = l.Open || m.Open
	if l.Chain != m.Chain {
		l.Chain, l.Open = 0, true
	}
	return l
}

// join is what is loaded where one of several ways is taken.
func join(ways [][]Loaded) []Loaded {
	var out []Loaded
	var times []int
	for _, way := range ways {
		for _, f := range way {
			if i := slices.IndexFunc(out, f.alike); i >= 0 {
				out[i] = out[i].or(f)
				times[i]++
			} else {
				out, times = append(out, f), append(times, 1)
			}
		}
	}
	for i := range out {
		out[i].Maybe = out[i].Maybe || times[i] < len(ways)
	}
	return out
}

func both[T any](a, b []T) []T {
	var out []T
	for _, x := range a {
		if slices.ContainsFunc(b, func(y T) bool { return reflect.DeepEqual(x, y) }) {
			out = append(out, x)
		}
	}
	return out
}

func (s *Summary) orNil() *Summary {
	if len(s.Loads)+len(s.Saves)+len(s.Blanks)+len(s.Writes)+len(s.Links)+len(s.Aliases)+len(s.Chains) == 0 {
		return nil
	}
	return s
}

// maxFacts bounds each list of a summary: a function that does more is one
// that callers can't be told about.
const maxFacts = 24

// summarize returns what callers of u need to know, or nil.
func (r *Result) summarize(u *Unit) *Summary {
	s := &Summary{}
	param := func(p Place) (int, bool) {
		i := slices.IndexFunc(u.Fn.Params, func(q *ssa.Parameter) bool { return q == p.Root })
		return i, i >= 0
	}
	for _, l := range u.Loads {
		for _, dest := range l.Dest {
			if i, ok := param(dest); ok {
				s.Loads = append(s.Loads, l.facts(i, dest.Path, u.Fn)...)
			}
		}
	}
	r.summarizeResults(u, s)
	for _, v := range u.Saves {
		for _, p := range v.Values {
			for _, q := range r.Contents(p, v.Call) {
				if i, ok := param(q); ok && !v.link.Open {
					s.Saves = append(s.Saves, Saved{
						Param: i, Path: q.Path, Verb: v.Verb, Insert: v.Insert, Omits: append(slices.Clone(v.link.Omits), r.replaced(u, v, p, q)...), Only: v.link.Only,
						Limited: v.link.Limited, Full: v.link.Full, Sets: v.link.Sets, ORM: v.lib,
					})
				}
			}
		}
	}
	for _, c := range u.Changes {
		for _, p := range c.Array {
			if i, ok := param(p); ok && c.Kind == Zeroes && r.leaves(u.Fn, c.Call, r.WritesTo(u, p)) {
				s.Blanks = append(s.Blanks, Blanked{i, p.Path, c.Op})
			}
		}
	}
	for _, w := range u.Writes {
		for _, p := range w.Places {
			if i, ok := param(p); ok && matters(u.Fn.Params[i].Type(), p.Path, w.Zero) {
				s.Writes = append(s.Writes, Written{i, p.Path, w.Zero, w.Cut})
			}
		}
	}
	for _, l := range u.Links {
		for _, owner := range l.Owner {
			i, ok := param(owner)
			if !ok {
				continue
			}
			link := Linked{i, owner.Path, l.Path, -1, uint8(l.Deed), libraryOf(l.Call)}
			n := len(s.Links)
			for _, v := range l.Values {
				for _, p := range r.Places(v) {
					if j, ok := param(p); ok && p.Path == "" {
						link.Value = j
						s.Links = append(s.Links, link)
					}
				}
			}
			if len(s.Links) == n {
				s.Links = append(s.Links, link)
			}
		}
	}
	s.Loads, s.Saves, s.Blanks = tidy(s.Loads), tidy(s.Saves), tidy(s.Blanks)
	s.Writes, s.Links, s.Aliases, s.Chains = tidy(s.Writes), tidy(s.Links), tidy(s.Aliases), tidy(s.Chains)
	return s.orNil()
}

// replaced returns the names of the associations of what s saves, at any of
// places, that are assigned on every way to it: those of the caller aren't
// saved.
func (r *Result) replaced(u *Unit, s *Save, places ...Place) []string {
	var out []string
	for path, rel := range associations(s.ORM, s.Type) {
		if slices.ContainsFunc(u.Writes, func(w *Write) bool {
			return w.Instr != s.Call && r.Dominates(w.Instr, s.Call) &&
				slices.ContainsFunc(places, func(p Place) bool { return slices.Contains(w.Places, p.at(path)) })
		}) {
			out = append(out, rel.Field.Name())
		}
	}
	return out
}

// tidy sorts facts and drops those that occur again.
func tidy[T any](facts []T) []T {
	text := func(f T) string { return fmt.Sprintf("%+v", f) }
	slices.SortFunc(facts, func(a, b T) int { return cmp.Compare(text(a), text(b)) })
	facts = slices.CompactFunc(facts, func(a, b T) bool { return text(a) == text(b) })
	if len(facts) > maxFacts {
		return nil
	}
	return facts
}

// summarizeResults adds what the results of u are.
func (r *Result) summarizeResults(u *Unit, s *Summary) {
	results := u.Fn.Signature.Results()
	rets := returns(u.Fn)
	for k := range results.Len() {
		t := results.At(k).Type()
		if isStatement(t) {
			if results.Len() == 1 { // the result of a call that is followed
				r.summarizeChain(u, rets, s)
			}
			continue
		}
		if !holdsModel(t) {
			continue
		}
		var ways [][]Loaded
		for _, ret := range rets {
			places := r.Places(ret.Results[k])
			var contents []Place
			for _, p := range places {
				contents = append(contents, r.Contents(p, ret)...)
			}
			if len(contents) == 0 {
				continue
			}
			var here []Loaded
			for _, p := range unique(contents) {
				for i, q := range u.Fn.Params {
					if p.Root == q && shares(t) {
						s.Aliases = append(s.Aliases, Alias{k, i, p.Path})
					}
				}
				for _, l := range u.Loads {
					for _, dest := range l.Dest {
						rest, ok := p.Rest(dest)
						if !ok || !r.Flows(l.Call, ret, nil) {
							continue
						}
						for _, f := range l.facts(^k, rest, u.Fn) {
							f.Maybe = f.Maybe || !r.Dominates(l.Call, ret)
							if i := slices.IndexFunc(here, f.alike); i >= 0 {
								f = f.or(here[i])
								here[i] = f
							} else {
								here = append(here, f)
							}
						}
					}
				}
			}
			ways = append(ways, here)
		}
		s.Loads = append(s.Loads, join(ways)...)
	}
}

// summarizeChain adds what the result, a statement, has been given.
func (r *Result) summarizeChain(u *Unit, rets []*ssa.Return, s *Summary) {
	var vals []ssa.Value
	for _, ret := range rets {
		vals = append(vals, ret.Results[0])
	}
	l := r.either(vals, map[variable]link{})
	c := Chain{Base: -1, Eager: l.Eager, Omits: l.Omits, Only: l.Only, Limited: l.Limited, Full: l.Full, Open: l.Open}
	if p, ok := l.Base.(*ssa.Parameter); ok {
		c.Base = slices.Index(u.Fn.Params, p)
	}
	if c.Base < 0 && len(c.Eager)+len(c.Omits)+len(c.Only) == 0 && !c.Limited && !c.Full && !c.Open {
		return
	}
	s.Chains = append(s.Chains, c)
}

// isStatement reports whether t is a statement under construction, or a handle
// that is one, too.
func isStatement(t types.Type) bool {
	named := knowledge.Named(t)
	if named == nil {
		return false
	}
	_, ok := knowledge.BuilderOf(named)
	return ok
}

// holdsModel reports whether a value of type t may be filled from rows.
func holdsModel(t types.Type) bool {
	if _, ok := types.Unalias(deref(t)).(*types.TypeParam); ok {
		return true
	}
	if s, ok := deref(t).Underlying().(*types.Slice); ok {
		t = s.Elem()
		if _, ok := types.Unalias(deref(t)).(*types.TypeParam); ok {
			return true
		}
	}
	_, ok := deref(t).Underlying().(*types.Struct)
	return ok
}

// shares reports whether a value of type t is, or holds, what a caller can
// change through it.
func shares(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Struct:
		return true
	}
	return false
}

// leaves reports whether u can return after instr without passing kills.
func (r *Result) leaves(fn *ssa.Function, instr ssa.Instruction, kills []ssa.Instruction) bool {
	return slices.ContainsFunc(returns(fn), func(ret *ssa.Return) bool { return r.Flows(instr, ret, kills) })
}

// matters reports whether an assignment to path from a value of type t is to a
// model that has associations, or takes its key away.
func matters(t types.Type, path string, zero bool) bool {
	if _, isKey := KeyOwner(t, path); isKey && zero {
		return true
	}
	i := strings.LastIndexAny(path, ".")
	if i < 0 {
		return false
	}
	owner := typeAt(t, path[:i])
	if owner == nil {
		return false
	}
	s, ok := owner.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if elem, _, _ := elemOf(f.Type()); elem != nil && isModel(elem) {
			return true
		}
	}
	return false
}

// typeAt is the type that path leads to from a value of type t, without
// pointers; nil if it leads nowhere.
func typeAt(t types.Type, path string) types.Type {
	t = deref(t)
	for path != "" {
		if rest, ok := strings.CutPrefix(path, "[]"); ok {
			switch u := t.Underlying().(type) {
			case *types.Slice:
				t = u.Elem()
			case *types.Array:
				t = u.Elem()
			case *types.Map:
				t = u.Elem()
			default:
				return nil
			}
			path = rest
		} else {
			end := len(path)
			if i := strings.IndexAny(path[1:], ".["); i >= 0 {
				end = i + 1
			}
			s, ok := t.Underlying().(*types.Struct)
			if !ok {
				return nil
			}
			i := slices.IndexFunc(slices.Collect(s.Fields()), func(f *types.Var) bool { return f.Name() == path[1:end] })
			if i < 0 {
				return nil
			}
			t, path = s.Field(i).Type(), path[end:]
		}
		t = deref(t)
	}
	return t
}

// saveOf is the event of a call whose callee saves a parameter.
func (r *Result) saveOf(call ssa.CallInstruction, s Saved) *Save {
	arg := ssaform.Argument(call.Common(), s.Param)
	if arg == nil {
		return nil
	}
	lib := knowledge.OfPackage(s.ORM)
	if lib == nil {
		return nil
	}
	return &Save{
		Call: call, Verb: s.Verb, Insert: s.Insert, ORM: lib.ORM, lib: s.ORM,
		Values: r.extend(arg, s.Path), Type: typeAt(staticType(arg), s.Path),
		Through: ssaform.Callee(call.Common()).Name(),
		link:    link{Omits: s.Omits, Only: s.Only, Limited: s.Limited, Full: s.Full, Sets: s.Sets},
	}
}
