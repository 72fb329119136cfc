package tracked

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// An eager names an association that is loaded with the rows, as the ORM does
// ("Users.Roles"). It isn't on every way if maybe.
type eager struct {
	Name  string
	Maybe bool
	Part  bool // under a condition
}

// A link is what the calls of a chain have added to a statement.
type link struct {
	About   ssa.Value // the model, if there is one
	Eager   []eager
	More    bool // associations that aren't known are loaded, too
	Omits   []string
	Only    []string
	Limited bool // there is an Only
	Full    bool // all columns of the children are written
	Relates string
	Sets    []string // columns that are written
	Upsert  bool     // an INSERT writes over rows that exist
	Open    bool     // something isn't known: all may be omitted
	Cleared []string // associations that the statement empties, by path
	Added   []added  // and fills
	Args    []ssa.Value
	Base    ssa.Value // what the chain begins with: a parameter, a field

	// again says that it goes on with the statement whose alternative it is:
	// a loop adds to it.
	again bool
}

// An added is what a statement adds to an association.
type added struct {
	Path   string
	Values []ssa.Value
	Call   *ssa.CallCommon
}

// add joins what an earlier, or another, part of the chain added.
func (l *link) add(m link) {
	if l.About == nil {
		l.About = m.About
	}
	l.Eager = union(l.Eager, m.Eager)
	l.Omits = union(l.Omits, m.Omits)
	l.Only = union(l.Only, m.Only)
	l.Limited = l.Limited || m.Limited
	l.Full = l.Full || m.Full
	if l.Relates == "" {
		l.Relates = m.Relates
	}
	l.Sets = union(l.Sets, m.Sets)
	l.Upsert = l.Upsert || m.Upsert
	l.Open = l.Open || m.Open
	l.More = l.More || m.More
	l.Cleared = union(l.Cleared, m.Cleared)
	for _, a := range m.Added {
		if !slices.ContainsFunc(l.Added, func(b added) bool { return a.Call == b.Call }) {
			l.Added = append(l.Added, a)
		}
	}
	l.Args = union(l.Args, m.Args)
	if l.Base == nil {
		l.Base = m.Base
	}
}

// union keeps the order. Ways that meet again share most of what they add.
func union[T comparable](a, b []T) []T {
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(slices.Clip(a), x)
		}
	}
	return a
}

// chain returns what the calls that made v, a statement under construction,
// have added to it.
func (r *Result) chain(v ssa.Value) link { return r.follow(v, map[variable]link{}) }

// A variable is one that a statement is assigned to.
type variable struct {
	of   ssa.Value // a phi, or what holds it
	path string
}

// follow is chain; memo has the variables that were met, and cuts cycles.
func (r *Result) follow(v ssa.Value, memo map[variable]link) link {
	var l link
	for {
		var of variable
		var alternatives []ssa.Value
		switch x := v.(type) {
		case *ssa.Call:
			fn := ssaform.Callee(&x.Call)
			if fn == nil {
				l.Open = true
				return l
			}
			next := r.step(&x.Call, fn, &l)
			if next == nil {
				l.Base = v
				return l
			}
			v = next
			continue
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.ChangeInterface:
			v = x.X
			continue
		case *ssa.Phi:
			of, alternatives = variable{of: x}, x.Edges
		case *ssa.UnOp:
			// A variable that a closure captures.
			base, path := r.base(x.X)
			if _, ok := base.(*ssa.Alloc); ok {
				of = variable{base, path}
				for _, s := range r.storesTo(base) {
					if s.path == path {
						alternatives = append(alternatives, s.instr.Val)
					}
				}
			}
		}
		if len(alternatives) == 0 {
			l.Base = v
			return l
		}
		taken, ok := memo[of]
		if !ok {
			memo[of] = link{again: true}
			taken = r.either(alternatives, memo)
			memo[of] = taken
		}
		l.add(taken)
		l.again = taken.again
		return l
	}
}

// either joins chains of which one is taken.
func (r *Result) either(vals []ssa.Value, memo map[variable]link) link {
	out := link{again: true}
	var alternatives []link
	for _, v := range vals {
		if c, ok := v.(*ssa.Const); ok && c.IsNil() {
			continue
		}
		l := r.follow(v, memo)
		alternatives = append(alternatives, l)
		l.Eager = nil
		out.add(l)
		out.again = out.again && l.again
	}
	for i, l := range alternatives {
		for _, e := range l.Eager {
			for j, other := range alternatives {
				if i != j && !other.again && !slices.ContainsFunc(other.Eager, func(o eager) bool { return o.Name == e.Name && !o.Maybe }) {
					e.Maybe = true
				}
			}
			if !slices.Contains(out.Eager, e) {
				out.Eager = append(out.Eager, e)
			}
		}
	}
	return out
}

// step adds what one call adds to l and returns the statement that it was
// called on; nil if the chain begins here.
func (r *Result) step(c *ssa.CallCommon, fn *types.Func, l *link) ssa.Value {
	tracks := knowledge.TracksOf(fn)
	for _, t := range tracks {
		r.apply(c, t, l)
	}
	for _, b := range knowledge.BuildsOf(fn) {
		switch b.Part {
		case knowledge.Scopes:
			r.scopes(c, b, l)
		case knowledge.Applies:
			r.mods(c, b, l)
		}
	}
	lib, known := knowledge.Of(fn)
	if len(tracks) > 0 || known && lib.Role == knowledge.Derive {
		on := ssaform.Argument(c, 0)
		if fn.Signature().Recv() != nil {
			l.Args = append(l.Args, c.Args...)
		} else if p, ok := lib.On.AsParam(); ok {
			on = ssaform.Argument(c, p)
		}
		return on
	}
	s := r.SummaryOf(c)
	if s == nil {
		// A function of the project that isn't known to add anything, or one
		// of a library: where it begins, nothing is known to be added.
		return nil
	}
	for _, ch := range s.Chains {
		l.add(link{
			Eager: ch.Eager, Omits: ch.Omits, Only: ch.Only, Limited: ch.Limited,
			Full: ch.Full, Open: ch.Open,
		})
		if ch.Base >= 0 {
			return ssaform.Argument(c, ch.Base)
		}
	}
	return nil
}

// scopes adds what the functions add that a call of Scopes is given.
func (r *Result) scopes(c *ssa.CallCommon, b knowledge.Build, l *link) {
	fns, ok := r.operands(c, b.Of)
	if !ok {
		l.Open = true
		return
	}
	for _, v := range fns {
		fn := function(v)
		if fn == nil {
			// Have: Scopes(WithUsers()) where the call returns a closure.
			// known miss: what such a scope preloads
			continue
		}
		for _, ret := range returns(fn) {
			if len(ret.Results) > 0 {
				in := r.chain(ret.Results[0])
				in.Args, in.Base, in.About = nil, nil, nil
				l.add(in)
			}
		}
	}
}

// mods adds what the values add that a query is made of.
func (r *Result) mods(c *ssa.CallCommon, b knowledge.Build, l *link) {
	vs, ok := r.operands(c, b.Of)
	l.More = l.More || !ok
	for _, v := range vs {
		if mi, ok := v.(*ssa.MakeInterface); ok {
			v = mi.X
		}
		if call, ok := v.(*ssa.Call); ok {
			if fn := ssaform.Callee(&call.Call); fn != nil {
				for _, t := range knowledge.TracksOf(fn) {
					r.apply(&call.Call, t, l)
				}
			}
		}
	}
}

// function is the function or closure that v is, or nil.
func function(v ssa.Value) *ssa.Function {
	for {
		switch x := v.(type) {
		case *ssa.Function:
			return x
		case *ssa.MakeClosure:
			return x.Fn.(*ssa.Function)
		case *ssa.ChangeType:
			v = x.X
		default:
			return nil
		}
	}
}

func returns(fn *ssa.Function) []*ssa.Return {
	var out []*ssa.Return
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = append(out, ret)
		}
	}
	return out
}

// apply adds what one call does, as t says, to l.
func (r *Result) apply(c *ssa.CallCommon, t knowledge.Track, l *link) {
	switch t.Deed {
	case knowledge.About:
		if l.About == nil {
			l.About = ssaform.Operand(c, t.Of)
		}
	case knowledge.Eager:
		if t.Path != "" {
			l.Eager = append(l.Eager, eager{Name: t.Path})
		} else if name, ok := text(ssaform.Operand(c, t.Of)); ok {
			l.Eager = append(l.Eager, eager{Name: name, Part: r.limits(c, t.Of)})
		} else {
			l.More = true
		}
	case knowledge.Relates:
		if name, ok := text(ssaform.Operand(c, t.Of)); ok {
			l.Relates = name
		} else {
			l.Open = true
		}
	case knowledge.Omits, knowledge.Only:
		names, ok := r.texts(c, t.Of)
		if !ok {
			l.Open = true // it may omit anything
		}
		var split []string // GORM takes several in one text
		for _, name := range names {
			for n := range strings.SplitSeq(name, ",") {
				split = append(split, strings.TrimSpace(n))
			}
		}
		if t.Deed == knowledge.Omits {
			l.Omits = append(l.Omits, split...)
			return
		}
		l.Limited = true
		l.Only = append(l.Only, split...)
	case knowledge.Assigns:
		v := ssaform.Operand(c, t.Of)
		if name, ok := text(v); ok {
			l.Sets = append(l.Sets, name)
		} else {
			l.Sets = append(l.Sets, mapKeys(v)...)
		}
	case knowledge.Clears:
		if t.Step {
			l.Cleared = append(l.Cleared, t.Path)
		}
	case knowledge.Adds:
		if t.Step {
			l.Added = append(l.Added, added{t.Path, r.spread(c, t.Of), c})
		}
	case knowledge.Upserting:
		vs, _ := r.operands(c, t.Of)
		l.Upsert = l.Upsert || slices.ContainsFunc(vs, func(v ssa.Value) bool {
			n := knowledge.Named(staticType(v))
			return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path()+"."+n.Obj().Name() == t.OfType
		})
	case knowledge.Alters:
		l.Full = l.Full || r.setsTrue(ssaform.Operand(c, t.Of), t.FullSave)
	}
}

// limits reports whether a call that names an association has conditions, too.
// An order is none.
func (r *Result) limits(c *ssa.CallCommon, name knowledge.Ref) bool {
	sig := c.Signature()
	i, ok := name.AsParam()
	if !ok || !sig.Variadic() || i >= sig.Params().Len()-1 {
		return false
	}
	conds, known := r.operands(c, knowledge.Param(sig.Params().Len()-1))
	return !known || slices.ContainsFunc(conds, func(v ssa.Value) bool {
		if mi, ok := v.(*ssa.MakeInterface); ok {
			v = mi.X
		}
		fn := function(v)
		return fn == nil || slices.ContainsFunc(slices.Collect(ssaform.Calls(fn)), limiting)
	})
}

// limiting reports whether call adds a condition or a limit to a statement.
func limiting(call ssa.CallInstruction) bool {
	fn := ssaform.Callee(call.Common())
	if fn == nil {
		return true
	}
	return slices.ContainsFunc(knowledge.BuildsOf(fn), func(b knowledge.Build) bool {
		switch b.Part {
		case knowledge.Wheres, knowledge.Limits, knowledge.Offsets, knowledge.Scopes, knowledge.JoinsOn, knowledge.Obscures, knowledge.Raws:
			return true
		}
		return false
	})
}

// setsTrue reports whether v, a struct literal, has a field that is true.
func (r *Result) setsTrue(v ssa.Value, field string) bool {
	if v == nil || field == "" {
		return false
	}
	base, _ := r.base(v)
	for _, s := range r.storesTo(base) {
		if s.path == "."+field {
			if k, ok := s.instr.Val.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.Bool && constant.BoolVal(k.Value) {
				return true
			}
		}
	}
	return false
}

// text is the constant string that v is.
func text(v ssa.Value) (string, bool) {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Const:
			if x.Value != nil && x.Value.Kind() == constant.String {
				return constant.StringVal(x.Value), true
			}
			return "", false
		default:
			return "", false
		}
	}
}

// mapKeys are the constant keys of the map literal that v is.
func mapKeys(v ssa.Value) []string {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if ct, ok := v.(*ssa.ChangeType); ok {
		v = ct.X
	}
	m, ok := v.(*ssa.MakeMap)
	if !ok {
		return nil
	}
	var out []string
	for _, ref := range *m.Referrers() {
		if u, ok := ref.(*ssa.MapUpdate); ok {
			if name, ok := text(u.Key); ok {
				out = append(out, name)
			}
		}
	}
	return out
}

// texts are the constant strings of an operand, each of a variadic one; false
// if one isn't constant.
func (r *Result) texts(c *ssa.CallCommon, ref knowledge.Ref) ([]string, bool) {
	vs, ok := r.operands(c, ref)
	var out []string
	for _, v := range vs {
		s, isText := text(v)
		if names, isSlice := r.elements(v); !isText && isSlice {
			for _, n := range names {
				if t, isText := text(n); isText {
					out = append(out, t)
				} else {
					ok = false
				}
			}
			continue
		}
		if isText {
			out = append(out, s)
		} else {
			ok = false
		}
	}
	return out, ok
}

// operands are the values that ref names: of a variadic parameter each. false
// if these aren't known.
func (r *Result) operands(c *ssa.CallCommon, ref knowledge.Ref) ([]ssa.Value, bool) {
	v := ssaform.Operand(c, ref)
	if v == nil {
		return nil, true
	}
	sig := c.Signature()
	if i, ok := ref.AsParam(); !ok || !sig.Variadic() || i != sig.Params().Len()-1 {
		return []ssa.Value{v}, true
	}
	return r.elements(v)
}

// spread are the values that ref names: of a variadic parameter each, or the
// slice that is spread.
func (r *Result) spread(c *ssa.CallCommon, ref knowledge.Ref) []ssa.Value {
	if vs, ok := r.operands(c, ref); ok {
		return vs
	}
	return []ssa.Value{ssaform.Operand(c, ref)}
}

// elements are the values of a slice literal, or of a variadic argument.
func (r *Result) elements(v ssa.Value) ([]ssa.Value, bool) {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if k, ok := v.(*ssa.Const); ok && k.IsNil() {
		return nil, true
	}
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil, false
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	var out []ssa.Value
	for _, s := range r.storesTo(array) {
		if s.path == "[]" {
			out = append(out, s.instr.Val)
		}
	}
	return out, true
}

// skips reports whether a statement leaves the association called name alone,
// and its rows with it.
func (l *link) skips(orm *knowledge.ORM, name string) bool {
	if l.Open {
		return true
	}
	for _, o := range l.Omits {
		if o == orm.AllAssociations || o == name {
			return true
		}
	}
	if !l.Limited {
		return false
	}
	for _, o := range l.Only {
		if o == "*" || o == orm.AllAssociations || o == name || strings.HasPrefix(o, name+".") {
			return false
		}
	}
	return true
}
