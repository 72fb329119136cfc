package destinations

import (
	"cmp"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A flow follows one destination through one function. It is a forward *may*
// analysis. Its state says which values are linked, that is see what the next
// load will write, and which are stale: a load has written over what they saw.
// A value that the function hands out while it is linked becomes wrong when a
// load follows; one that it keeps to itself, when it is read after that.
type flow struct {
	r     *Result
	fn    *ssa.Function
	dest  dest
	loads map[ssa.Instruction]int
	// batch says that the function is called again after each load: its
	// returns are followed by one, unless they stop that with an error.
	batch bool

	states    map[*ssa.BasicBlock]*state
	byClosure map[*ssa.MakeClosure][]hold // what closures keep
	// report, set once the states are final, is told what at, a load or the
	// return before it, made stale; escaped and returned what is handed out.
	report   func(load, at ssa.Instruction, h hold)
	escaped  func(h hold)
	returned func(result int, m mark)
}

// A dest is where rows are read into: the variable at, or a slice that is
// handed on as a value.
type dest struct {
	at    place
	value ssa.Value
	deep  bool
}

// typ is the type of the slice or struct.
func (d dest) typ() types.Type {
	if d.value != nil {
		return d.value.Type()
	}
	t := d.at.root.Type()
	for path := d.at.path; path != ""; {
		t = elem(t)
		if path[0] == '*' {
			path = path[1:]
			continue
		}
		end := slices.IndexFunc([]byte(path[1:]), func(b byte) bool { return b == '.' || b == '*' }) + 1
		if end == 0 {
			end = len(path)
		}
		i, _ := strconv.Atoi(path[1:end])
		t, path = t.Underlying().(*types.Struct).Field(i).Type(), path[end:]
	}
	return elem(t)
}

// leadsOn reports whether a copy of the slice still sees what a load overwrites:
// its elements are pointers through which the library writes.
func (d dest) leadsOn() bool {
	sl, ok := d.typ().Underlying().(*types.Slice)
	return ok && d.deep && isPointer(sl.Elem())
}

type kind uint8

const (
	none     kind = iota
	captures      // a closure that sees the variable itself
	holds         // something in it is an alias
	alias         // the slice's array, or a pointer into it
)

// A mark says what a value has to do with the destination's rows.
type mark struct {
	kind   kind
	linked bool
	stale  uint64          // by the loads with these numbers
	at     ssa.Instruction // where it was kept
	value  ssa.Value       // the slice that was kept
	points bool            // it is a pointer to a row that was kept
}

func (m mark) or(n mark) mark {
	if m.at == nil || n.at != nil && Pos(n.at) < Pos(m.at) {
		m.at, m.value = n.at, n.value
	}
	m.kind = max(m.kind, n.kind)
	m.linked = m.linked || n.linked
	m.points = m.points || n.points
	m.stale |= n.stale
	return m
}

// A hold is an alias that others have.
type hold struct {
	mark
	how How
	// slot is the field or variable that has it and is written each time.
	slot string
	// into is the variable that has it, if the function knows.
	into ssa.Value
	// feeds is the function-typed value that was called with it, as its
	// argument param.
	feeds ssa.Value
	param int
}

type state struct {
	loaded bool
	vals   map[ssa.Value]mark
	held   map[ssa.Instruction]hold
}

func newState() *state {
	return &state{vals: map[ssa.Value]mark{}, held: map[ssa.Instruction]hold{}}
}

// keepers are the instructions in s.held, in source order: of holds that are as
// good as each other the first is reported.
func (s *state) keepers() []ssa.Instruction {
	return slices.SortedFunc(maps.Keys(s.held), func(a, b ssa.Instruction) int {
		return cmp.Or(cmp.Compare(Pos(a), Pos(b)), a.Block().Index-b.Block().Index, cmp.Compare(slices.Index(a.Block().Instrs, a), slices.Index(b.Block().Instrs, b)))
	})
}

func (s *state) clone() *state {
	return &state{s.loaded, maps.Clone(s.vals), maps.Clone(s.held)}
}

// join adds t to s and reports whether s changed.
func (s *state) join(t *state) bool {
	changed := t.loaded && !s.loaded
	s.loaded = s.loaded || t.loaded
	for v, m := range t.vals {
		if old := s.vals[v]; old.or(m) != old {
			s.vals[v], changed = old.or(m), true
		}
	}
	for at, h := range t.held {
		old, ok := s.held[at]
		joined := h
		joined.mark = old.or(h.mark)
		if !ok || joined != old {
			s.held[at], changed = joined, true
		}
	}
	return changed
}

// run computes the states and then reports.
func (f *flow) run(entry *state) {
	f.states = map[*ssa.BasicBlock]*state{f.fn.Blocks[0]: entry}
	work := []*ssa.BasicBlock{f.fn.Blocks[0]}
	report, escaped, returned := f.report, f.escaped, f.returned
	f.report, f.escaped, f.returned = nil, nil, nil
	for len(work) > 0 {
		b := work[0]
		work = work[1:]
		s := f.states[b].clone()
		for _, instr := range b.Instrs {
			f.step(s, instr)
		}
		for _, succ := range b.Succs {
			if f.states[succ] == nil {
				f.states[succ] = newState()
			} else if !f.states[succ].join(s) {
				continue
			}
			f.states[succ].join(s)
			if !slices.Contains(work, succ) {
				work = append(work, succ)
			}
		}
	}
	f.report, f.escaped, f.returned = report, escaped, returned
	for _, b := range f.fn.Blocks {
		if f.states[b] != nil {
			s := f.states[b].clone()
			for _, instr := range b.Instrs {
				f.step(s, instr)
			}
		}
	}
}

// mark returns what v has to do with the rows.
func (f *flow) mark(s *state, v ssa.Value) mark {
	if m, ok := s.vals[v]; ok {
		return m
	}
	// The address of the one struct is what is handed out.
	if f.dest.value == nil && v == f.dest.at.root && f.dest.at.path == "" && s.loaded && isStruct(f.dest.typ()) {
		return mark{kind: alias, linked: true}
	}
	return mark{}
}

// step takes s over one instruction.
func (f *flow) step(s *state, instr ssa.Instruction) {
	f.reads(s, instr)
	var m mark
	switch v := instr.(type) {
	case *ssa.Alloc:
		if v == f.dest.at.root {
			s.reset()
		}
	case *ssa.Store:
		f.store(s, v)
		return
	case *ssa.MapUpdate:
		f.keep(s, v, v.Map, f.kept(s, v, v.Value))
		return
	case *ssa.Send:
		m := f.kept(s, v, v.X)
		m.points = m.points || m.kind == alias && isPointer(v.X.Type())
		f.hold(s, v, hold{mark: m, how: Sent})
		return
	case *ssa.Go:
		f.started(s, v, append([]ssa.Value{v.Call.Value}, v.Call.Args...))
		return
	case *ssa.Return:
		f.leave(s, v)
		return
	case *ssa.Phi:
		for _, e := range v.Edges {
			m = m.or(f.mark(s, e))
		}
		m = f.derived(m, v.Type())
	case *ssa.UnOp:
		m = f.loaded(s, v)
		if v.Op == token.ARROW {
			s.await()
		}
	case *ssa.Select:
		s.await()
	case *ssa.FieldAddr:
		m = f.mark(s, v.X)
	case *ssa.IndexAddr:
		m = f.mark(s, v.X)
		if m.kind == alias && m.at == nil {
			m.value = nil
		}
	case *ssa.Field:
		m = f.derived(f.mark(s, v.X), v.Type())
	case *ssa.Index:
		m = f.derived(f.mark(s, v.X), v.Type())
	case *ssa.Lookup:
		m = f.derived(f.mark(s, v.X), v.Type())
	case *ssa.Range:
		m = f.mark(s, v.X)
	case *ssa.Next:
		m = f.mark(s, v.Iter)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			m = f.result(s, call, v.Index)
		} else {
			m = f.derived(f.mark(s, v.Tuple), v.Type())
		}
	case *ssa.Slice:
		if !isCut(v) {
			m = f.mark(s, v.X)
		}
	case *ssa.ChangeType:
		m = f.mark(s, v.X)
	case *ssa.ChangeInterface:
		m = f.mark(s, v.X)
	case *ssa.MakeInterface:
		m = f.mark(s, v.X)
	case *ssa.TypeAssert:
		m = f.derived(f.mark(s, v.X), v.Type())
	case *ssa.MakeClosure:
		for _, b := range v.Bindings {
			if b == f.dest.at.root && s.loaded && f.readsDest(v) {
				m = m.or(mark{kind: captures, linked: true})
			} else if bound := f.mark(s, b); bound.kind == holds {
				m = m.or(bound)
			}
		}
	case *ssa.Call:
		f.call(s, v)
		return
	case *ssa.Defer:
		f.call(s, v)
		return
	}
	if v, ok := instr.(ssa.Value); ok {
		s.set(v, m)
	}
}

func (s *state) set(v ssa.Value, m mark) {
	if m.kind == none {
		delete(s.vals, v)
	} else {
		s.vals[v] = m
	}
}

// reset says that the destination has an array of its own from here on.
func (s *state) reset() {
	s.loaded = false
	clear(s.held)
	for v, m := range s.vals {
		m.linked = false
		if m.stale == 0 {
			delete(s.vals, v)
		} else {
			s.vals[v] = m
		}
	}
}

// await says that goroutines, and who receives, are done.
func (s *state) await() {
	maps.DeleteFunc(s.held, func(_ ssa.Instruction, h hold) bool { return h.how == Sent || h.how == Started })
}

// isCut reports whether an append to the slice makes a new array: x[:0:0].
func isCut(v *ssa.Slice) bool {
	c, ok := v.Max.(*ssa.Const)
	return ok && c.Value != nil && c.Int64() == 0
}

// derived is m for a part of type t of what has it.
func (f *flow) derived(m mark, t types.Type) mark {
	if m.kind == none || !canHold(t) {
		return mark{}
	}
	if m.kind == holds && f.isAlias(t) {
		m.kind = alias
	}
	return m
}

// isAlias reports whether a value of type t found in a container is what was
// put there.
func (f *flow) isAlias(t types.Type) bool {
	d := f.dest.typ()
	if sl, ok := d.Underlying().(*types.Slice); ok {
		return types.Identical(t.Underlying(), d.Underlying()) || isPointer(t) && types.Identical(elem(t), sl.Elem()) ||
			f.dest.deep && types.Identical(t, sl.Elem())
	}
	return isPointer(t) && types.Identical(elem(t), d)
}

// loaded is the mark of what a load through an address gives.
func (f *flow) loaded(s *state, v *ssa.UnOp) mark {
	if v.Op != token.MUL {
		return f.derived(f.mark(s, v.X), v.Type())
	}
	if p, ok := placeOf(v.X); ok && f.dest.value == nil && s.loaded {
		switch {
		case p == f.dest.at && isSlice(v.Type()):
			return mark{kind: alias, linked: true, value: v}
		case p != f.dest.at && p.covers(f.dest.at):
			return mark{kind: holds, linked: true}
		}
	}
	m := f.mark(s, v.X)
	switch m.kind {
	case alias:
		// A copy of the row; of a pointer to it, if that is what the library
		// writes through.
		if f.dest.deep && isPointer(v.Type()) {
			return m
		}
		return mark{}
	case holds:
		return f.derived(m, v.Type())
	case none:
		for _, o := range object(v.X) {
			if isLocal(o) {
				if in := f.mark(s, o); in.kind == holds {
					m = m.or(in)
				}
			}
		}
		return f.derived(m, v.Type())
	}
	return m
}

// kept is what instr hands on if it hands on v.
func (f *flow) kept(s *state, instr ssa.Instruction, v ssa.Value) mark {
	m := f.mark(s, v)
	if m.kind != none && m.at == nil {
		m.at = instr
	}
	return m
}

// store takes s over an assignment.
func (f *flow) store(s *state, v *ssa.Store) {
	p, isPlace := placeOf(v.Addr)
	m := f.kept(s, v, v.Val)
	if isPlace && f.dest.value == nil && p.covers(f.dest.at) {
		if m.kind != alias || !m.linked {
			s.reset()
		}
		return
	}
	if m.kind == none {
		switch {
		case !isPlace:
		case p.path == "" && isLocal(p.root):
			delete(s.vals, p.root)
		default:
			maps.DeleteFunc(s.held, func(_ ssa.Instruction, h hold) bool { return h.slot == p.key() })
		}
		return
	}
	if isPlace && p.path == "" && isLocal(p.root) {
		delete(s.vals, p.root)
	}
	f.keep(s, v, v.Addr, m)
}

func (p place) key() string {
	return p.root.Name() + p.path
}

// keep says that m is in what container, an address or a map, is a part of.
func (f *flow) keep(s *state, instr ssa.Instruction, container ssa.Value, m mark) {
	if m.kind == none {
		return
	}
	m.at = instr
	m.points = m.points || m.kind == alias && isPointer(f.partOf(instr))
	slot := ""
	if p, ok := placeOf(container); ok {
		if _, isMap := container.Type().Underlying().(*types.Map); !isMap {
			slot = p.key()
		}
	}
	for _, o := range object(container) {
		if isLocal(o) {
			m := m
			m.kind = min(m.kind, holds)
			s.vals[o] = s.vals[o].or(m)
			// A map is read through the value that was updated, too.
			if container != o {
				if _, isMap := container.Type().Underlying().(*types.Map); isMap {
					s.vals[container] = s.vals[container].or(m)
				}
			}
			continue
		}
		f.hold(s, instr, hold{mark: m, how: Stored, slot: slot, into: o})
	}
}

// partOf is the type of what instr puts into a container.
func (f *flow) partOf(instr ssa.Instruction) types.Type {
	switch v := instr.(type) {
	case *ssa.Store:
		return v.Val.Type()
	case *ssa.MapUpdate:
		return v.Value.Type()
	case *ssa.Send:
		return v.X.Type()
	}
	return types.Typ[types.Invalid]
}

// hold says that others have h from instr on.
func (f *flow) hold(s *state, instr ssa.Instruction, h hold) {
	if h.kind == none {
		return
	}
	if h.slot != "" {
		maps.DeleteFunc(s.held, func(_ ssa.Instruction, old hold) bool { return old.slot == h.slot })
	}
	if h.at == nil {
		h.at = instr
	}
	if h.points && h.how != Started {
		h.how = Pointed
	}
	if h.stale != 0 {
		f.stale(instr, h.mark)
	}
	if f.escaped != nil {
		f.escaped(h)
	}
	if h.linked || h.stale != 0 {
		s.held[instr] = h
	}
}

// started says that a goroutine has the values.
func (f *flow) started(s *state, instr ssa.Instruction, vals []ssa.Value) {
	var m mark
	for _, v := range vals {
		m = m.or(f.mark(s, v))
		if v == f.dest.at.root && s.loaded && f.dest.value == nil {
			m = m.or(mark{kind: captures, linked: true})
		}
	}
	if m.kind != none {
		m.at = instr
		f.hold(s, instr, hold{mark: m, how: Started})
	}
}

// readsDest reports whether the closure reads the destination, or what is
// within it does.
func (f *flow) readsDest(mc *ssa.MakeClosure) bool {
	fn := mc.Fn.(*ssa.Function)
	for i, b := range mc.Bindings {
		if b != f.dest.at.root {
			continue
		}
		for _, ref := range *fn.FreeVars[i].Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp, *ssa.FieldAddr:
				return true
			case *ssa.MakeClosure:
				inner := &flow{r: f.r, dest: dest{at: place{root: fn.FreeVars[i]}}}
				if inner.readsDest(ref) {
					return true
				}
			}
		}
	}
	return false
}

// overwrite says that the load at instr, the n-th, happens.
func (f *flow) overwrite(s *state, instr ssa.Instruction, n int) {
	for _, at := range s.keepers() {
		h := s.held[at]
		if !h.linked {
			continue
		}
		if h.slot == "" {
			f.tell(instr, instr, h)
			continue
		}
		h.stale |= 1 << n
		s.held[at] = h
	}
	for v, m := range s.vals {
		if m.linked {
			m.stale |= 1 << n
			s.vals[v] = m
		}
	}
	s.loaded = true
}

func (f *flow) tell(load, at ssa.Instruction, h hold) {
	if f.report != nil {
		f.report(load, at, h)
	}
}

// stale reports what m says of the loads that made it stale.
func (f *flow) stale(at ssa.Instruction, m mark) {
	if m.kind == captures || f.report == nil {
		return
	}
	for _, load := range slices.SortedFunc(maps.Keys(f.loads), func(a, b ssa.Instruction) int { return f.loads[a] - f.loads[b] }) {
		if m.stale&(1<<f.loads[load]) != 0 {
			f.tell(load, at, hold{mark: m})
		}
	}
}

// reads reports values that instr reads although they are stale.
func (f *flow) reads(s *state, instr ssa.Instruction) {
	if f.report == nil {
		return
	}
	check := func(v ssa.Value) {
		if m, ok := s.vals[v]; ok && m.stale != 0 {
			f.stale(instr, m)
		}
	}
	switch v := instr.(type) {
	case *ssa.IndexAddr:
		if m := s.vals[v.X]; m.kind == alias {
			check(v.X)
		}
	case *ssa.UnOp:
		if m := s.vals[v.X]; v.Op == token.MUL && m.kind == alias {
			check(v.X)
		}
	case *ssa.FieldAddr:
		if m := s.vals[v.X]; m.kind == alias {
			check(v.X)
		}
	case *ssa.Return:
		if !fails(v) {
			for _, res := range v.Results {
				check(res)
			}
		}
	case *ssa.Send:
		check(v.X)
	case *ssa.Call, *ssa.Go:
		c := v.(ssa.CallInstruction).Common()
		if b, ok := c.Value.(*ssa.Builtin); ok {
			if b.Name() == "append" && len(c.Args) > 1 && s.vals[c.Args[1]].kind == alias || b.Name() == "copy" {
				check(c.Args[1])
			}
			return
		}
		if _, again := f.loads[instr]; again {
			return
		}
		for _, a := range c.Args {
			check(a)
		}
	}
}

// leave takes s over a return.
func (f *flow) leave(s *state, v *ssa.Return) {
	if f.returned != nil {
		for i, res := range v.Results {
			if m := f.mark(s, res); m.linked {
				f.returned(i, m)
			}
		}
	}
	if fails(v) {
		return // whoever sees the error doesn't go on
	}
	for _, at := range s.keepers() {
		h := s.held[at]
		switch {
		case f.batch && h.linked && !f.replaced(h):
			f.tell(v, v, h)
		case h.slot != "" && h.stale != 0:
			f.stale(v, h.mark)
		}
	}
}

// replaced reports whether what a batch keeps is the same variable's next time,
// on every way: only the last batch is kept, and is what it says.
func (f *flow) replaced(h hold) bool {
	st, ok := h.at.(*ssa.Store)
	if !ok || h.slot == "" || h.feeds != nil {
		return false
	}
	if call, ok := st.Val.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return false
		}
	}
	for _, b := range f.fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !fails(ret) && !st.Block().Dominates(b) {
			return false
		}
	}
	return true
}

// call takes s over a call.
func (f *flow) call(s *state, instr ssa.CallInstruction) {
	c := instr.Common()
	result, _ := instr.(*ssa.Call)
	if b, ok := c.Value.(*ssa.Builtin); ok {
		f.builtin(s, instr, b.Name())
		return
	}
	if n, ok := f.loads[instr]; ok {
		f.overwrite(s, instr, n)
		f.closures(s, instr)
		if result != nil {
			m := mark{}
			if f.dest.value != nil {
				m = mark{kind: alias, linked: true}
			}
			s.set(result, m)
		}
		return
	}
	if isWait(c) {
		s.await()
	}
	f.closures(s, instr)
	fn := ssaform.Callee(c)
	if fn == nil {
		f.callValue(s, instr)
	} else {
		if known, ok := knowledge.Of(fn); ok && (known.Role == knowledge.Spawn || known.Role == knowledge.Later) {
			f.started(s, instr, operands(c, known.Fn))
		}
		if keepsArgument(fn) {
			for _, a := range c.Args[1:] {
				f.keep(s, instr, ssaform.Argument(c, 0), f.kept(s, instr, a))
			}
		}
		if sum := f.r.summaryOf(c); sum != nil {
			for _, k := range sum.Keeps {
				arg := ssaform.Argument(c, k.Param)
				if arg == nil {
					continue
				}
				m := f.kept(s, instr, arg)
				if m.kind == none {
					continue
				}
				m.at = instr
				how, slot := How(k.How), ""
				if k.Slot != "" {
					// Have: s.SetRows(rows), which writes the same field each time.
					if recv := ssaform.Argument(c, 0); recv != nil {
						if p, ok := placeOf(recv); ok {
							slot = p.key() + "=" + k.Slot
						}
					}
				}
				f.hold(s, instr, hold{mark: m, how: how, slot: slot})
			}
		}
	}
	if result != nil {
		m := mark{}
		if c.Signature().Results().Len() == 1 {
			m = f.result(s, result, 0)
		}
		s.set(result, m)
	}
}

// closures takes s over what the closures that a call runs keep.
func (f *flow) closures(s *state, instr ssa.CallInstruction) {
	if !s.loaded || f.dest.value != nil {
		return
	}
	for _, mc := range f.r.runs(instr) {
		fn := mc.Fn.(*ssa.Function)
		for _, h := range f.keptBy(mc) {
			i := slices.Index(fn.FreeVars, asFreeVar(h.into))
			if i < 0 {
				continue
			}
			if o := mc.Bindings[i]; isLocal(o) {
				h.kind = min(h.kind, holds)
				s.vals[o] = s.vals[o].or(h.mark)
			} else {
				h.into = o
				f.hold(s, instr, h)
			}
		}
	}
}

// keptBy returns what a closure keeps of the destination.
func (f *flow) keptBy(mc *ssa.MakeClosure) []hold {
	if kept, ok := f.byClosure[mc]; ok {
		return kept
	}
	fn := mc.Fn.(*ssa.Function)
	var kept []hold
	if i := slices.Index(mc.Bindings, f.dest.at.root); i >= 0 {
		inner := &flow{r: f.r, fn: fn, dest: dest{at: place{fn.FreeVars[i], f.dest.at.path}, deep: f.dest.deep}, loads: map[ssa.Instruction]int{}}
		inner.escaped = func(h hold) {
			if h.linked && h.kind != captures && h.feeds == nil {
				h.slot, h.stale = "", 0
				kept = append(kept, h)
			}
		}
		entry := newState()
		entry.loaded = true
		inner.run(entry)
	}
	if f.byClosure == nil {
		f.byClosure = map[*ssa.MakeClosure][]hold{}
	}
	f.byClosure[mc] = kept
	return kept
}

// callValue takes s over the call of a function value: a parameter that is
// called with an alias is how callers get hold of it.
func (f *flow) callValue(s *state, instr ssa.CallInstruction) {
	c := instr.Common()
	if c.IsInvoke() || c.StaticCallee() != nil {
		return
	}
	for i, a := range c.Args {
		if m := f.mark(s, a); m.kind == alias && m.linked && isSlice(a.Type()) {
			m.at = instr
			h := hold{mark: m, feeds: c.Value, param: i}
			if f.escaped != nil {
				f.escaped(h)
			}
			s.held[instr] = h
		}
	}
}

// result is the mark of a call's result.
func (f *flow) result(s *state, call *ssa.Call, i int) mark {
	c := &call.Call
	if _, ok := f.loads[call]; ok {
		if i == 0 && f.dest.value != nil {
			return f.mark(s, call)
		}
		return mark{}
	}
	fn := ssaform.Callee(c)
	if fn == nil {
		return mark{}
	}
	t := c.Signature().Results().At(i).Type()
	if op := knowledge.SliceOpOf(fn); len(c.Args) > 0 && (op.Aliases() || op == knowledge.Copies && f.dest.leadsOn()) {
		return f.derived(f.mark(s, c.Args[0]), t)
	}
	var m mark
	if sum := f.r.summaryOf(c); sum != nil {
		for _, a := range sum.Aliases {
			if arg := ssaform.Argument(c, a.Param); a.Result == i && arg != nil {
				from := f.mark(s, arg)
				if from.kind != none && !f.isAlias(t) {
					from.kind = holds
				}
				m = m.or(f.derived(from, t))
			}
		}
	}
	return m
}

// builtin takes s over a call of a builtin function.
func (f *flow) builtin(s *state, instr ssa.CallInstruction, name string) {
	c := instr.Common()
	result, _ := instr.(*ssa.Call)
	var m mark
	switch name {
	case "append":
		m = f.mark(s, c.Args[0])
		if len(c.Args) > 1 {
			added := f.kept(s, instr, c.Args[1])
			if added.kind == alias {
				// The elements are copied.
				if added.kind = holds; !f.dest.leadsOn() {
					added = mark{}
				}
			}
			if added.kind != none {
				added.at = instr
				if m.kind == alias {
					m.kind = holds
				}
				m = m.or(added)
			}
		}
	case "copy":
		if m := f.kept(s, instr, c.Args[1]); m.kind == holds || m.kind == alias && f.dest.leadsOn() {
			f.keep(s, instr, c.Args[0], m)
		}
	}
	if result != nil {
		s.set(result, m)
	}
}

// isWait reports whether a call waits for goroutines: sync.WaitGroup,
// errgroup.Group and those that are made like them.
func isWait(c *ssa.CallCommon) bool {
	fn := ssaform.Callee(c)
	return fn != nil && fn.Name() == "Wait" && fn.Signature().Recv() != nil && fn.Signature().Params().Len() == 0
}

// keepsArgument reports whether a method of a container of the standard library
// keeps what it is given.
func keepsArgument(fn *types.Func) bool {
	switch fn.FullName() {
	case "(*sync.Map).Store", "(*sync.Map).LoadOrStore", "(*sync.Map).Swap", "(*sync/atomic.Value).Store",
		"(*container/list.List).PushBack", "(*container/list.List).PushFront":
		return true
	}
	return false
}
