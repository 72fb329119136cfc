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

// A Unit is what a declared function, with the closures in it, does with
// values. Events stand in source order.
type Unit struct {
	Fn        *ssa.Function
	Loads     []*Load
	Saves     []*Save
	Changes   []*Change
	Writes    []*Write
	Links     []*Link
	Omissions []*Omission
}

// A Load fills values from rows.
type Load struct {
	Call ssa.CallInstruction
	// Dest is the model, or the slice of it, of type Type.
	Dest []Place
	Type types.Type
	ORM  *knowledge.ORM
	// Assocs are the associations that are loaded with it, as paths from Dest.
	Assocs []Assoc
	// Open says that others may be loaded, too; Adds that nothing but these is.
	Open, Adds bool
	// Through is the function of the project that loads; empty if it is done
	// here.
	Through string
	// Args are where the values are kept that pick the rows.
	Args []Place

	lib  string    // import path of the library
	base ssa.Value // what the chain begins with
}

// An Assoc is a path from a model to associated rows. They aren't loaded on
// every way if Maybe.
type Assoc struct {
	Path  string
	Maybe bool
	Part  bool // those that meet a condition
}

// fills reports whether the load assigns what is at path of its destination: a
// struct keeps the associations that aren't loaded with it.
func (l *Load) fills(path string) bool {
	if _, isSlice := l.Type.Underlying().(*types.Slice); !l.Adds && (isSlice || path == "" || l.Open) {
		return true
	}
	return slices.ContainsFunc(l.Assocs, func(a Assoc) bool { return strings.HasPrefix(path, a.Path) })
}

// facts is what a function says of the load whose destination is at path of
// operand of.
func (l *Load) facts(of int, path string, fn *ssa.Function) []Loaded {
	var out []Loaded
	if !l.Adds {
		out = append(out, Loaded{Of: of, At: path, Open: l.Open, ORM: l.lib})
	}
	if p, ok := l.base.(*ssa.Parameter); ok && !l.Adds {
		out[0].Chain = 1 + slices.Index(fn.Params, p)
	}
	for _, a := range l.Assocs {
		out = append(out, Loaded{Of: of, At: path, Assoc: a.Path, Maybe: a.Maybe, Part: a.Part, ORM: l.lib})
	}
	return out
}

// A Save writes a value with the associations that it holds.
type Save struct {
	Call    ssa.CallInstruction
	Verb    string // the library's method: "Save"
	Values  []Place
	Type    types.Type // of the value, without pointers
	ORM     *knowledge.ORM
	Insert  bool
	Through string // as in Load

	lib  string
	link link
}

// Cascades returns the relations on the path from the saved value if all of
// their rows are written with it.
func (s *Save) Cascades(path string) ([]*Relation, bool) {
	if s.ORM == nil || s.ORM.Cascade == knowledge.NoCascade || s.Type == nil {
		return nil, false
	}
	rels, ok := Relations(s.ORM, s.Type, path)
	if !ok || len(rels) == 0 {
		return nil, false
	}
	names := ""
	for _, rel := range rels {
		if rel.Kind == Serialized {
			if s.link.Open || slices.Contains(s.link.Omits, rel.Field.Name()) || s.link.Limited && !slices.Contains(s.link.Only, rel.Field.Name()) && !slices.Contains(s.link.Only, "*") {
				return nil, false
			}
			continue
		}
		names = strings.TrimPrefix(names+"."+rel.Field.Name(), ".")
		if s.link.skips(s.ORM, names) {
			return nil, false
		}
	}
	return rels, true
}

// Full reports whether all columns of associated rows are written.
func (s *Save) Full() bool {
	return s.link.Full || s.ORM != nil && s.ORM.Cascade == knowledge.Overwrites
}

// Sets reports whether the statement writes the column of the field.
func (s *Save) Sets(field string) bool {
	return slices.ContainsFunc(s.link.Sets, func(c string) bool { return strings.EqualFold(strings.ReplaceAll(c, "_", ""), field) })
}

// A ChangeKind is what is done to the array of a slice.
type ChangeKind uint8

const (
	Zeroes    ChangeKind = iota // elements are shifted, and blank ones left at the end
	Clears                      // all elements become blank
	Prefix                      // others are written behind a prefix of it
	Shifts                      // elements are moved to the front; the end stays as it was
	AddsBlank                   // a blank element is appended
	MadeBlank                   // the slice is new, of blank elements
)

// A Change writes the elements of a slice in place.
type Change struct {
	Call  ssa.Instruction
	At    ssa.Instruction // what is to be mended, if that isn't Call
	Kind  ChangeKind
	Op    string // as messages say it: "slices.Delete"
	Slice ssa.Value
	Array []Place
	// Blank is how many elements become blank; 0 if that isn't known.
	Blank   int64
	Through string
}

// A Write assigns to a field.
type Write struct {
	Instr  ssa.Instruction
	Places []Place // of the field
	Val    ssa.Value
	Zero   bool // the zero value
	Cut    bool // what is left of the slice that was there
}

// A Link changes which rows belong to an association.
type Link struct {
	Call ssa.CallInstruction
	Deed knowledge.Deed // Replaces, Adds, Removes or Clears
	// Owner is the model, of type Type, Path its association.
	Owner  []Place
	Type   types.Type
	Path   string
	Values []ssa.Value
	ORM    *knowledge.ORM
}

// An Omission is an argument of Omits, of a statement that saves.
type Omission struct {
	Call ssa.CallInstruction
	Name string
	Save *Save
}

// unit returns the events of fn.
func (r *Result) unit(fn *ssa.Function) *Unit {
	u := &Unit{Fn: fn}
	for f := range ssaform.Tree(fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					r.assignment(u, instr)
				case ssa.CallInstruction:
					r.call(u, instr)
				}
			}
		}
	}
	for _, w := range u.Writes {
		w.Cut = w.Cut || w.Val != nil && r.isCut(u, w)
	}
	return u
}

// isCut reports whether w assigns to a field what is left of it.
func (r *Result) isCut(u *Unit, w *Write) bool {
	from := func(v ssa.Value) bool {
		return slices.ContainsFunc(r.Places(v), func(p Place) bool { return slices.Contains(w.Places, p) })
	}
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if seen[v] {
			return false
		}
		seen[v] = true
		switch x := v.(type) {
		case *ssa.Slice:
			return Cuts(x) && from(x.X)
		case *ssa.Phi:
			return slices.ContainsFunc(x.Edges, walk)
		case *ssa.Call:
			if slices.ContainsFunc(u.Changes, func(c *Change) bool {
				return c.Call == ssa.Instruction(x) && (c.Kind == Zeroes || c.Kind == Shifts) && from(c.Slice)
			}) {
				return true
			}
			// kept = append(kept, g.Users[i])
			b, ok := x.Call.Value.(*ssa.Builtin)
			return ok && b.Name() == "append" && walk(x.Call.Args[0])
		}
		return false
	}
	return walk(w.Val)
}

// Cuts reports whether s leaves elements out.
func Cuts(s *ssa.Slice) bool {
	if s.Low != nil {
		k, ok := s.Low.(*ssa.Const)
		return !ok || k.Int64() != 0
	}
	return s.High != nil && s.Max == nil
}

func (r *Result) assignment(u *Unit, s *ssa.Store) {
	addr, ok := s.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	k, isConst := s.Val.(*ssa.Const)
	u.Writes = append(u.Writes, &Write{
		Instr: s, Places: r.Places(addr), Val: s.Val, Zero: isConst && isZero(k),
	})
	if made, n, ok := r.madeBlank(s.Val); ok {
		u.Changes = append(u.Changes, &Change{Call: s, At: made, Kind: MadeBlank, Op: "make", Slice: s.Val, Array: r.Places(addr), Blank: n})
	}
}

func isZero(k *ssa.Const) bool {
	if k.Value == nil {
		return true
	}
	switch k.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Sign(k.Value) == 0
	case constant.String:
		return constant.StringVal(k.Value) == ""
	}
	return false
}

// madeBlank reports whether v is what an append makes of a new slice of blank
// elements: make([]T, n) where make([]T, 0, n) was meant. n is 0 if it isn't
// constant.
func (r *Result) madeBlank(v ssa.Value) (at ssa.Instruction, n int64, ok bool) {
	appended, made := false, false
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if seen[v] {
			return true
		}
		seen[v] = true
		switch x := v.(type) {
		case *ssa.Call:
			b, isBuiltin := x.Call.Value.(*ssa.Builtin)
			appended = true
			return isBuiltin && b.Name() == "append" && walk(x.Call.Args[0])
		case *ssa.Phi:
			return !slices.ContainsFunc(x.Edges, func(e ssa.Value) bool { return !walk(e) })
		case *ssa.MakeSlice:
			k, isConst := x.Len.(*ssa.Const)
			made, at = true, x
			return (!isConst || k.Int64() != 0) && !filled(x)
		case *ssa.Slice:
			// make([]T, 3)
			a, isAlloc := x.X.(*ssa.Alloc)
			if !isAlloc || a.Comment != "makeslice" || x.High == nil {
				return false
			}
			k, isConst := x.High.(*ssa.Const)
			if isConst {
				n = k.Int64()
			}
			made, at = true, x
			return n > 0 && !filled(x)
		}
		return false
	}
	ok = walk(v) && appended && made
	return at, n, ok
}

// filled reports whether an element is assigned, or the slice handed on.
func filled(made ssa.Value) bool {
	return slices.ContainsFunc(*made.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			return true
		case ssa.CallInstruction:
			b, ok := ref.Common().Value.(*ssa.Builtin)
			return !ok || b.Name() == "copy"
		case *ssa.Phi:
			return filledPhi(ref)
		}
		return false
	})
}

func filledPhi(phi *ssa.Phi) bool {
	return slices.ContainsFunc(*phi.Referrers(), func(ref ssa.Instruction) bool {
		_, ok := ref.(*ssa.IndexAddr)
		return ok
	})
}

func (r *Result) call(u *Unit, call ssa.CallInstruction) {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		r.builtin(u, call, b.Name())
		return
	}
	fn := ssaform.Callee(c)
	if fn == nil {
		return
	}
	if knowledge.SliceOpOf(fn) == knowledge.ZeroesTail {
		u.Changes = append(u.Changes, &Change{
			Call: call, Kind: Zeroes, Op: "slices." + fn.Name(), Slice: c.Args[0], Array: r.Places(c.Args[0]), Blank: deleted(c),
		})
		return
	}
	if tracks := knowledge.TracksOf(fn); len(tracks) > 0 {
		r.libraryCall(u, call, fn, tracks)
		return
	}
	if s := r.SummaryOf(c); s != nil {
		r.projectCall(u, call, s)
	}
}

// deleted is how many elements slices.Delete(s, i, j) deletes, if constant.
func deleted(c *ssa.CallCommon) int64 {
	if len(c.Args) == 3 {
		i, ok1 := c.Args[1].(*ssa.Const)
		j, ok2 := c.Args[2].(*ssa.Const)
		if ok1 && ok2 && i.Value != nil && j.Value != nil {
			return j.Int64() - i.Int64()
		}
	}
	return 0
}

func (r *Result) builtin(u *Unit, call ssa.CallInstruction, name string) {
	args := call.Common().Args
	switch name {
	case "clear":
		if _, ok := args[0].Type().Underlying().(*types.Slice); ok {
			u.Changes = append(u.Changes, &Change{Call: call, Kind: Clears, Op: "clear", Slice: args[0], Array: r.Places(args[0])})
		}
	case "append":
		if len(args) < 2 {
			return
		}
		if s, ok := args[0].(*ssa.Slice); ok && isPrefix(s) {
			kind := Prefix
			if from := r.Places(args[1]); len(from) > 0 && slices.ContainsFunc(from, func(p Place) bool { return slices.Contains(r.Places(s.X), p) }) {
				kind = Shifts // append(q[:i], q[j:]...)
			}
			u.Changes = append(u.Changes, &Change{Call: call, Kind: kind, Op: "append", Slice: args[0], Array: r.Places(s.X)})
			return
		}
		elems, ok := r.elements(args[1])
		if ok && len(elems) > 0 && slices.ContainsFunc(elems, r.isBlank) {
			u.Changes = append(u.Changes, &Change{Call: call, Kind: AddsBlank, Op: "append", Slice: args[0], Array: r.Places(args[0]), Blank: 1})
		}
	}
}

// isPrefix reports whether s cuts elements off the end that an append writes
// over. x[:i:i] has no room.
func isPrefix(s *ssa.Slice) bool {
	if s.High == nil || s.Max != nil {
		return false
	}
	_, isSlice := s.X.Type().Underlying().(*types.Slice)
	if call, ok := s.High.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" && call.Call.Args[0] == s.X {
			return false
		}
	}
	return isSlice
}

// isBlank reports whether v is a struct literal without a field set.
func (r *Result) isBlank(v ssa.Value) bool {
	if _, ok := v.Type().Underlying().(*types.Struct); !ok {
		return false
	}
	if k, ok := v.(*ssa.Const); ok {
		return k.Value == nil
	}
	u, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	a, ok := u.X.(*ssa.Alloc)
	if !ok || a.Comment != "complit" {
		return false
	}
	return len(r.storesTo(a)) == 0 && len(*a.Referrers()) == 1
}

// staticType is the type that v had before it became an interface.
func staticType(v ssa.Value) types.Type {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v.Type()
		}
	}
}

// whole is what all calls of the chain that ends with call have added.
func (r *Result) whole(call ssa.CallInstruction) link {
	if v := call.Value(); v != nil {
		return r.chain(v)
	}
	if on := ssaform.Argument(call.Common(), 0); on != nil {
		return r.chain(on)
	}
	return link{Open: true}
}

func (r *Result) libraryCall(u *Unit, call ssa.CallInstruction, fn *types.Func, tracks []knowledge.Track) {
	c := call.Common()
	orm := knowledge.ORMOf(fn)
	if !slices.ContainsFunc(tracks, func(t knowledge.Track) bool { return ending(t.Deed) }) {
		return
	}
	l := r.whole(call)
	for _, t := range tracks {
		of := ssaform.Operand(c, t.Of)
		if args, known := r.operands(c, t.Without); t.Without != 0 && (!known || len(args) > 0) {
			continue
		}
		switch t.Deed {
		case knowledge.Attaches:
			r.attached(u, call, orm, t)
		case knowledge.Loads, knowledge.Collects, knowledge.Batches:
			if of == nil {
				of = l.About
			}
			if of != nil && l.Relates != "" {
				r.loadRelated(u, call, orm, r.Places(of), l)
			} else if of != nil {
				u.Loads = append(u.Loads, r.loadOf(call, orm, r.Places(of), staticType(of), l))
			}
		case knowledge.Yields:
			k, ok := t.Of.AsResult()
			if v, isCall := call.(*ssa.Call); ok && isCall {
				if results := c.Signature().Results(); k < results.Len() {
					u.Loads = append(u.Loads, r.loadOf(call, orm, []Place{{Root: v, K: k}}, results.At(k).Type(), l))
				}
			}
		case knowledge.Saves, knowledge.Inserts:
			if l.About != nil && (of == nil || t.Deed == knowledge.Saves) {
				of = l.About
			}
			for _, a := range l.Added {
				if slices.Contains(l.Cleared, a.Path) {
					u.Links = append(u.Links, &Link{Call: call, Deed: knowledge.Replaces, Path: "." + a.Path, Values: a.Values, ORM: orm})
				}
			}
			if of == nil {
				continue
			}
			values := []ssa.Value{of}
			if elems, ok := r.elements(of); ok && len(elems) > 0 {
				values = elems // Have: Save([]*Group{group})
			}
			for _, v := range values {
				u.Saves = append(u.Saves, &Save{
					Call: call, Verb: fn.Name(), Values: r.Places(v), Type: deref(staticType(v)), ORM: orm,
					Insert: t.Deed == knowledge.Inserts && !l.Upsert, link: l, lib: libraryOf(call),
				})
			}
			for _, name := range l.Omits {
				u.Omissions = append(u.Omissions, &Omission{call, name, u.Saves[len(u.Saves)-1]})
			}
		case knowledge.Replaces, knowledge.Removes, knowledge.Clears, knowledge.Adds:
			if t.Step {
				continue // see Saves
			}
			r.linking(u, call, orm, t, l)
		}
	}
}

func libraryOf(call ssa.CallInstruction) string {
	if fn := ssaform.Callee(call.Common()); fn != nil && fn.Pkg() != nil {
		return fn.Pkg().Path()
	}
	return ""
}

func ending(d knowledge.Deed) bool {
	switch d {
	case knowledge.Loads, knowledge.Collects, knowledge.Batches, knowledge.Yields, knowledge.Attaches, knowledge.Saves, knowledge.Inserts,
		knowledge.Replaces, knowledge.Removes, knowledge.Clears, knowledge.Adds:
		return true
	}
	return false
}

func (r *Result) linking(u *Unit, call ssa.CallInstruction, orm *knowledge.ORM, t knowledge.Track, l link) {
	c := call.Common()
	owner := l.About
	path := t.Path
	if path == "" {
		path = l.Relates
	}
	if t.On != 0 {
		owner = ssaform.Operand(c, t.On)
	}
	if path == "" || owner == nil {
		return
	}
	full, ok := pathOf(staticType(owner), path)
	if !ok {
		return
	}
	u.Links = append(u.Links, &Link{
		Call: call, Deed: t.Deed, Owner: r.Places(owner), Type: deref(staticType(owner)), Path: full,
		Values: r.spread(c, t.Of), ORM: orm,
	})
}

func typeName(n *types.Named) string {
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

// loadOf is the load of a statement into dest, of type t.
func (r *Result) loadOf(call ssa.CallInstruction, orm *knowledge.ORM, dest []Place, t types.Type, l link) *Load {
	load := &Load{Call: call, Dest: dest, Type: deref(t), ORM: orm, Open: l.Open || l.More, lib: libraryOf(call), base: l.Base, Args: r.Picked(append(l.Args, call.Common().Args...))}
	r.eagerly(load, l.Eager)
	return load
}

// eagerly adds the associations that es name to what load fills.
func (r *Result) eagerly(load *Load, es []eager) {
	orm, t := load.ORM, load.Type
	add := func(path string, e eager) { load.with(Assoc{path, e.Maybe, e.Part}) }
	for _, e := range es {
		if orm != nil && e.Name == orm.AllAssociations && e.Name != "" {
			for path := range associations(orm, t) {
				add(path, e)
			}
			continue
		}
		// Each step of a nested association is loaded.
		found := false
		for i := range len(e.Name) + 1 {
			if i == len(e.Name) || e.Name[i] == '.' {
				var path string
				if path, found = pathOf(t, e.Name[:i]); found {
					step := e
					step.Part = e.Part && i == len(e.Name)
					add(path, step)
				}
			}
		}
		// Have: Joins("JOIN …"), or a name that isn't a field's.
		load.Open = load.Open || !found && !strings.Contains(e.Name, " ")
	}
}

// with adds an association, which may be there already.
func (l *Load) with(a Assoc) {
	i := slices.IndexFunc(l.Assocs, func(b Assoc) bool { return a.Path == b.Path })
	if i < 0 {
		l.Assocs = append(l.Assocs, a)
		return
	}
	b := &l.Assocs[i]
	b.Maybe, b.Part = a.Maybe && b.Maybe, a.Part && b.Part
}

// attached adds the load of an association of values that are loaded already.
func (r *Result) attached(u *Unit, call ssa.CallInstruction, orm *knowledge.ORM, t knowledge.Track) {
	c := call.Common()
	on := ssaform.Operand(c, t.On)
	name := t.Path
	if s, ok := text(ssaform.Operand(c, t.Of)); ok && name == "" {
		name = s
	}
	if on == nil || name == "" {
		return
	}
	model := deref(staticType(on))
	if path, ok := pathOf(model, name); ok {
		u.Loads = append(u.Loads, &Load{
			Call: call, Dest: r.Places(on), Type: model, ORM: orm, Assocs: []Assoc{{Path: path}}, Adds: true, Open: true, lib: libraryOf(call),
		})
	}
}

// chainArg is the argument that a Loaded's Chain names, or nil.
func chainArg(c *ssa.CallCommon, chain int) ssa.Value {
	if chain == 0 {
		return nil
	}
	return ssaform.Argument(c, chain-1)
}

// loadRelated adds the load of an association into the model that it belongs
// to: Model(&g).Association("Users").Find(&g.Users).
func (r *Result) loadRelated(u *Unit, call ssa.CallInstruction, orm *knowledge.ORM, dest []Place, l link) {
	if l.About == nil {
		return
	}
	t := deref(staticType(l.About))
	path, ok := pathOf(t, l.Relates)
	if !ok {
		return
	}
	for _, owner := range r.Places(l.About) {
		if slices.Contains(dest, owner.at(path)) {
			u.Loads = append(u.Loads, &Load{
				Call: call, Dest: []Place{owner.at(path)}, Type: typeAt(t, path), ORM: orm, Open: true, lib: libraryOf(call),
			}, &Load{Call: call, Dest: []Place{owner}, Type: t, ORM: orm, Assocs: []Assoc{{Path: path}}, Adds: true, Open: true, lib: libraryOf(call)})
		}
	}
}

// Picked returns where the values are kept that pick rows: without handles and
// contexts.
func (r *Result) Picked(values []ssa.Value) []Place {
	var out []Place
	for _, v := range values {
		vs, ok := r.elements(v)
		if !ok {
			vs = []ssa.Value{v}
		}
		for _, v := range vs {
			t := staticType(v)
			if types.IsInterface(t) || isStatement(t) || knowledge.KindOf(t) != knowledge.NoHandle {
				continue
			}
			out = append(out, r.Places(v)...)
		}
	}
	return unique(out)
}

// projectCall adds what a call of a function with a summary does.
func (r *Result) projectCall(u *Unit, call ssa.CallInstruction, s *Summary) {
	c := call.Common()
	fn := ssaform.Callee(c)
	loads := map[string]*Load{}
	whole := map[string]bool{}
	for _, f := range s.Loads {
		var dest []Place
		var t types.Type
		if k := ^f.Of; f.Of < 0 {
			v, ok := call.(*ssa.Call)
			if !ok || k >= c.Signature().Results().Len() {
				continue
			}
			dest, t = []Place{{Root: v, K: k}}, c.Signature().Results().At(k).Type()
		} else if arg := ssaform.Argument(c, f.Of); arg != nil {
			dest, t = r.Places(arg), staticType(arg)
		} else {
			continue
		}
		if t = typeAt(t, f.At); t == nil {
			continue
		}
		key := string(rune(f.Of+64)) + f.At
		load := loads[key]
		if load == nil {
			load = &Load{Call: call, Type: t, Through: fn.Name(), lib: f.ORM, Args: r.Picked(c.Args)}
			if lib := knowledge.OfPackage(f.ORM); lib != nil {
				load.ORM = lib.ORM
			}
			for _, p := range dest {
				load.Dest = append(load.Dest, p.at(f.At))
			}
			loads[key] = load
			u.Loads = append(u.Loads, load)
		}
		if f.Assoc == "" {
			whole[key] = true
			load.Open = load.Open || f.Open || f.Maybe
			if on := chainArg(c, f.Chain); on != nil {
				l := r.chain(on)
				load.base = l.Base
				r.eagerly(load, l.Eager)
			}
		} else {
			load.with(Assoc{f.Assoc, f.Maybe, f.Part})
		}
	}
	for key, load := range loads {
		load.Adds = !whole[key]
		load.Open = load.Open || load.Adds
	}
	for _, f := range s.Saves {
		if save := r.saveOf(call, f); save != nil && save.Type != nil {
			u.Saves = append(u.Saves, save)
		}
	}
	for _, f := range s.Blanks {
		if arg := ssaform.Argument(c, f.Param); arg != nil {
			u.Changes = append(u.Changes, &Change{
				Call: call, Kind: Zeroes, Op: f.Op, Slice: arg, Array: r.extend(arg, f.Path), Through: fn.Name(),
			})
		}
	}
	for _, f := range s.Links {
		owner := ssaform.Argument(c, f.Owner)
		if owner == nil {
			continue
		}
		link := &Link{Call: call, Deed: knowledge.Deed(f.Deed), Owner: r.extend(owner, f.At), Type: typeAt(staticType(owner), f.At), Path: f.Assoc}
		if f.Value >= 0 {
			if value := ssaform.Argument(c, f.Value); value != nil {
				link.Values = []ssa.Value{value}
			}
		}
		if lib := knowledge.OfPackage(f.ORM); lib != nil && link.Type != nil {
			link.ORM = lib.ORM
			u.Links = append(u.Links, link)
		}
	}
	for _, f := range s.Writes {
		if arg := ssaform.Argument(c, f.Param); arg != nil {
			u.Writes = append(u.Writes, &Write{Instr: call, Places: r.extend(arg, f.Path), Zero: f.Zero, Cut: f.Cut})
		}
	}
}

// WritesTo returns the instructions of u that assign to p or to what p is a
// part of, or load it anew.
func (r *Result) WritesTo(u *Unit, p Place) []ssa.Instruction {
	var out []ssa.Instruction
	for _, w := range u.Writes {
		for _, q := range w.Places {
			if _, ok := q.Rest(p); ok {
				out = append(out, w.Instr)
			}
		}
	}
	for f := range ssaform.Tree(u.Fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				if m, ok := instr.(*ssa.MapUpdate); ok {
					for _, q := range r.Places(m.Map) {
						if _, ok := q.at("[]").Rest(p); ok {
							out = append(out, m)
						}
					}
				}
				if call, ok := instr.(ssa.CallInstruction); ok {
					if b, ok := call.Common().Value.(*ssa.Builtin); ok && b.Name() == "delete" {
						for _, q := range r.Places(call.Common().Args[0]) {
							if _, ok := q.at("[]").Rest(p); ok {
								out = append(out, call)
							}
						}
					}
				}
				if s, ok := instr.(*ssa.Store); ok {
					if _, isField := s.Addr.(*ssa.FieldAddr); isField {
						continue
					}
					for _, q := range r.Places(s.Addr) {
						if _, ok := q.Rest(p); ok {
							out = append(out, s)
						}
					}
				}
			}
		}
	}
	for _, l := range u.Loads {
		for _, q := range l.Dest {
			if rest, ok := q.Rest(p); ok && l.fills(rest) {
				out = append(out, l.Call)
			}
		}
	}
	if instr, ok := p.Root.(ssa.Instruction); ok {
		out = append(out, instr) // in a loop: another value
	}
	return out
}
