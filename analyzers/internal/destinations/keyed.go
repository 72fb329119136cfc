package destinations

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A keys follows which loads may have left a key in a struct. It is a forward
// *may* analysis: a state is the set of those loads.
type keys struct {
	r     *Result
	dest  place
	loads []load
	index map[ssa.Instruction]int
}

// keyed finds structs that are asked for by another key than the one they hold.
func (r *Result) keyed(fn *ssa.Function) {
	dests, loads := r.destsOf(fn)
	for i, d := range dests {
		if d.value != nil || !isStruct(d.typ()) {
			continue
		}
		if !slices.ContainsFunc(loads[i], func(l load) bool { return l.keyed && !l.partial }) ||
			len(loads[i]) == 1 && !inLoop(loads[i][0].call.Block()) {
			continue
		}
		if _, ok := r.HasKey(d.typ()); !ok {
			continue
		}
		k := &keys{r, d.at, loads[i], map[ssa.Instruction]int{}}
		for n, l := range loads[i] {
			k.index[l.call] = n
		}
		found := k.run(fn)
		for n, l := range k.loads {
			by, ok := found[n]
			if !ok {
				continue
			}
			f := Finding{Hazard: Keyed, At: l.call, Other: k.loads[by].call, Dest: d.name(), Struct: true, Again: l.call == k.loads[by].call}
			if d.at.path == "" {
				f.Var, _ = d.at.root.(*ssa.Alloc)
			}
			r.Findings = append(r.Findings, f)
		}
	}
}

// run returns the loads that ask for another row than the struct holds, with the
// load that left the key.
func (k *keys) run(fn *ssa.Function) map[int]int {
	found := map[int]int{}
	states := map[*ssa.BasicBlock]uint64{}
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	seen := map[*ssa.BasicBlock]bool{fn.Blocks[0]: true}
	for len(work) > 0 {
		b := work[0]
		work = work[1:]
		s := states[b]
		for _, instr := range b.Instrs {
			s = k.step(s, instr, found)
		}
		for i, succ := range b.Succs {
			out := k.branch(b, i, s)
			if joined := states[succ] | out; joined != states[succ] || !seen[succ] {
				states[succ], seen[succ] = joined, true
				work = append(work, succ)
			}
		}
	}
	return found
}

func (k *keys) step(s uint64, instr ssa.Instruction, found map[int]int) uint64 {
	if n, ok := k.index[instr]; ok {
		l := k.loads[n]
		for by := range k.loads {
			if s&(1<<by) != 0 && k.differs(l, k.loads[by]) {
				if old, ok := found[n]; !ok || by < old {
					found[n] = by
				}
			}
		}
		switch {
		case l.partial || !l.keyed || !k.isModel(l):
			return 0 // what it read may lack the key
		case k.reloads(l):
			return s
		}
		return s | 1<<n
	}
	switch v := instr.(type) {
	case *ssa.Alloc:
		if v == k.dest.root {
			return 0
		}
	case *ssa.Store:
		// The whole struct, or a field of it: maybe the key, on purpose.
		if p, ok := placeOf(v.Addr); ok && (p.covers(k.dest) || k.dest.covers(p)) {
			return 0
		}
	case ssa.CallInstruction:
		// Others that are given the struct may change it.
		c := v.Common()
		if b, ok := c.Value.(*ssa.Builtin); ok && b.Name() != "clear" {
			return s
		}
		if fn := ssaform.Callee(c); fn != nil && keepsKey(fn) {
			return s
		}
		for _, a := range c.Args {
			if p, ok := placeOf(peel(a)); ok && isPointer(peel(a).Type()) && (p == k.dest || p.root == k.dest.root && p.covers(k.dest)) {
				return 0
			}
		}
	case *ssa.MakeClosure:
		// Seen by a closure: it may change, unless all that is done with it is to
		// run it, for a load.
		if slices.Contains(v.Bindings, k.dest.root) && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			_, known := k.index[ref]
			_, debug := ref.(*ssa.DebugRef)
			return !known && !debug
		}) {
			return 0
		}
	}
	return s
}

// keepsKey reports whether a call of an ORM leaves the key of the structs that it
// is given as it is.
func keepsKey(fn *types.Func) bool {
	tracks := knowledge.TracksOf(fn)
	return len(tracks) > 0 && !slices.ContainsFunc(tracks, func(t knowledge.Track) bool {
		return t.Deed == knowledge.Inserts || t.Deed == knowledge.Loads
	})
}

// isModel reports whether the load is of the struct's own type: by it GORM
// knows the key's field.
func (k *keys) isModel(l load) bool {
	return l.about == nil || types.Identical(l.about, dest{at: k.dest}.typ())
}

// differs reports whether l asks for another row than by left in the struct.
func (k *keys) differs(l, by load) bool {
	if !l.keyed || l.partial || !k.isModel(l) {
		return false
	}
	if k.reloads(l) {
		return false
	}
	if l.call == by.call {
		loop := loopOf(l.call.Block())
		return slices.ContainsFunc(l.conds, func(c ssa.Value) bool { return varies(c, loop, 0) })
	}
	if slices.EqualFunc(l.conds, by.conds, func(a, b ssa.Value) bool { return same(a, b, 0) }) {
		return false
	}
	// Have: Where("id = ?", id).First(&u), then First(&u, id). What the row is
	// picked by the second time it was picked by the first.
	now, before := compared(l.conds), compared(by.conds)
	return len(now) == 0 || slices.ContainsFunc(now, func(a ssa.Value) bool {
		return !slices.ContainsFunc(before, func(b ssa.Value) bool { return same(a, b, 0) })
	})
}

// compared are the values in conditions, those of variadic arguments each,
// without constants.
func compared(conds []ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, c := range conds {
		c = peel(c)
		if s, ok := c.(*ssa.Slice); ok {
			out = append(out, compared(elements(s))...)
		} else if _, ok := c.(*ssa.Const); !ok {
			out = append(out, c)
		}
	}
	return out
}

// reloads reports whether l asks for the row that the struct holds, on purpose:
// First(&u), First(&u, u.ID).
func (k *keys) reloads(l load) bool {
	return len(l.conds) == 0 || slices.ContainsFunc(l.conds, func(c ssa.Value) bool { return k.fromDest(c, 0) })
}

const maxDepth = 8

// fromDest reports whether v is made of what the struct holds.
func (k *keys) fromDest(v ssa.Value, depth int) bool {
	if depth > maxDepth || v == nil {
		return false
	}
	if p, ok := placeOf(v); ok && (k.dest.covers(p) || p.covers(k.dest)) {
		return true
	}
	if v, ok := v.(*ssa.Slice); ok {
		if slices.ContainsFunc(elements(v), func(e ssa.Value) bool { return k.fromDest(e, depth+1) }) {
			return true
		}
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	if a, ok := v.(*ssa.Alloc); ok {
		// A literal: First(&u, User{Name: u.Name}).
		return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.Store:
				return ref.Addr == a && k.fromDest(ref.Val, depth+1)
			case *ssa.FieldAddr:
				return slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
					st, ok := use.(*ssa.Store)
					return ok && st.Addr == ref && k.fromDest(st.Val, depth+1)
				})
			}
			return false
		})
	}
	return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op != nil && k.fromDest(*op, depth+1) })
}

// branch is s on the way from b to its i-th successor: where the load is told
// to have failed, or found nothing, the struct holds no key.
func (k *keys) branch(b *ssa.BasicBlock, i int, s uint64) uint64 {
	if s == 0 {
		return s
	}
	cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return s
	}
	for n, l := range k.loads {
		if s&(1<<n) == 0 {
			continue
		}
		byResult, byRow := k.tells(cond.Cond, l, 0)
		if !byResult && !byRow {
			continue
		}
		loaded, known := k.saysLoaded(cond.Cond, i == 0)
		if known && !loaded || !known && byResult {
			s &^= 1 << n
		}
	}
	return s
}

// tells reports whether v tells how l went, by its result or by what is in the
// struct.
func (k *keys) tells(v ssa.Value, l load, depth int) (byResult, byRow bool) {
	if depth > maxDepth || v == nil {
		return false, false
	}
	if call, ok := l.call.(*ssa.Call); ok && v == call {
		return true, false
	}
	if p, ok := placeOf(v); ok && p.root == k.dest.root && (k.dest.covers(p) || p.covers(k.dest)) {
		return false, true
	}
	var from []ssa.Value
	if u, ok := v.(*ssa.UnOp); ok {
		// Have: err = db.First(&u).Error, with err a variable that a closure sees.
		if a, ok := u.X.(*ssa.Alloc); ok {
			for _, ref := range *a.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == a {
					from = append(from, st.Val)
				}
			}
		}
	}
	if instr, ok := v.(ssa.Instruction); ok {
		for _, op := range instr.Operands(nil) {
			from = append(from, *op)
		}
	}
	for _, f := range from {
		r, w := k.tells(f, l, depth+1)
		byResult, byRow = byResult || r, byRow || w
	}
	return byResult, byRow
}

// saysLoaded reports what cond, which was found to be value, says of a load:
// that it read a row, or that it didn't.
func (k *keys) saysLoaded(cond ssa.Value, value bool) (loaded, known bool) {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return k.saysLoaded(c.X, !value)
		}
	case *ssa.BinOp:
		x, y, op := c.X, c.Y, c.Op
		if isNil(x) || isZero(x) {
			x, y = y, x
		}
		switch {
		case isNil(y) && types.Identical(x.Type(), errorType): // err != nil
			return (op == token.EQL) == value, op == token.EQL || op == token.NEQ
		case isZero(y): // RowsAffected == 0, u.ID == 0
			switch op {
			case token.EQL:
				return !value, true
			case token.NEQ, token.GTR:
				return value, true
			}
		case types.Identical(x.Type(), errorType): // err == gorm.ErrRecordNotFound
			return (op == token.NEQ) == value, op == token.EQL || op == token.NEQ
		}
	case *ssa.Extract: // found, err := session.Get(&u)
		if call, ok := c.Tuple.(*ssa.Call); ok {
			if fn := ssaform.Callee(&call.Call); fn != nil && knowledge.TracksOf(fn) != nil {
				return value, true
			}
		}
	case *ssa.Call:
		if fn := ssaform.Callee(&c.Call); fn != nil && fn.FullName() == "errors.Is" {
			return !value, true
		}
	}
	return false, false
}

func isZero(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil {
		return false
	}
	switch c.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	case constant.String:
		return constant.StringVal(c.Value) == ""
	}
	return false
}

// same reports whether two values are equal as long as what they are read from
// doesn't change.
func same(a, b ssa.Value, depth int) bool {
	if a == b {
		return true
	}
	if depth > maxDepth || a == nil || b == nil {
		return false
	}
	switch x := a.(type) {
	case *ssa.Const:
		y, ok := b.(*ssa.Const)
		return ok && types.Identical(x.Type(), y.Type()) && (x.Value == nil) == (y.Value == nil) &&
			(x.Value == nil || constant.Compare(x.Value, token.EQL, y.Value))
	case *ssa.MakeInterface:
		y, ok := b.(*ssa.MakeInterface)
		return ok && same(x.X, y.X, depth+1)
	case *ssa.ChangeType:
		y, ok := b.(*ssa.ChangeType)
		return ok && same(x.X, y.X, depth+1)
	case *ssa.Convert:
		y, ok := b.(*ssa.Convert)
		return ok && types.Identical(x.Type(), y.Type()) && same(x.X, y.X, depth+1)
	case *ssa.UnOp:
		y, ok := b.(*ssa.UnOp)
		return ok && x.Op == y.Op && same(x.X, y.X, depth+1)
	case *ssa.BinOp:
		y, ok := b.(*ssa.BinOp)
		return ok && x.Op == y.Op && same(x.X, y.X, depth+1) && same(x.Y, y.Y, depth+1)
	case *ssa.Field:
		y, ok := b.(*ssa.Field)
		return ok && x.Field == y.Field && same(x.X, y.X, depth+1)
	case *ssa.FieldAddr:
		y, ok := b.(*ssa.FieldAddr)
		return ok && x.Field == y.Field && same(x.X, y.X, depth+1)
	case *ssa.IndexAddr:
		y, ok := b.(*ssa.IndexAddr)
		return ok && same(x.X, y.X, depth+1) && same(x.Index, y.Index, depth+1)
	case *ssa.Call:
		y, ok := b.(*ssa.Call)
		return ok && len(x.Call.Args) > 0 && len(x.Call.Args) == len(y.Call.Args) && ssaform.Callee(&x.Call) != nil &&
			ssaform.Callee(&x.Call) == ssaform.Callee(&y.Call) &&
			slices.EqualFunc(x.Call.Args, y.Call.Args, func(a, b ssa.Value) bool { return same(a, b, depth+1) })
	case *ssa.Alloc:
		// Have: First(&u, &User{ID: id}), twice.
		y, ok := b.(*ssa.Alloc)
		return ok && types.Identical(x.Type(), y.Type()) && sameFields(x, y, depth+1)
	case *ssa.Slice:
		y, ok := b.(*ssa.Slice)
		xs, ys := elements(a), elements(b)
		return ok && y.Low == nil && x.Low == nil && len(xs) > 0 &&
			slices.EqualFunc(xs, ys, func(a, b ssa.Value) bool { return same(a, b, depth+1) })
	}
	return false
}

// sameFields reports whether two literals have the same fields set to the same.
func sameFields(a, b *ssa.Alloc, depth int) bool {
	x, ok1 := fieldsOf(a)
	y, ok2 := fieldsOf(b)
	return ok1 && ok2 && maps.EqualFunc(x, y, func(a, b ssa.Value) bool { return same(a, b, depth) })
}

// fieldsOf returns the values of a literal's fields, by their index, if they are
// all that is done to it.
func fieldsOf(lit *ssa.Alloc) (map[int]ssa.Value, bool) {
	if lit.Comment != "complit" {
		return nil, false
	}
	fields := map[int]ssa.Value{}
	for _, ref := range *lit.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == lit {
				return nil, false
			}
		case *ssa.FieldAddr:
			for _, use := range *ref.Referrers() {
				st, ok := use.(*ssa.Store)
				if !ok || fields[ref.Field] != nil {
					return nil, false
				}
				fields[ref.Field] = st.Val
			}
		}
	}
	return fields, true
}

// loopOf returns the blocks from which control may come back to b that b leads
// to.
func loopOf(b *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	walk := func(next func(*ssa.BasicBlock) []*ssa.BasicBlock) map[*ssa.BasicBlock]bool {
		seen := map[*ssa.BasicBlock]bool{}
		work := slices.Clone(next(b))
		for len(work) > 0 {
			c := work[len(work)-1]
			work = work[:len(work)-1]
			if !seen[c] {
				seen[c] = true
				work = append(work, next(c)...)
			}
		}
		return seen
	}
	after := walk(func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
	before := walk(func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds })
	for c := range after {
		if !before[c] {
			delete(after, c)
		}
	}
	return after
}

// varies reports whether v may be another value each time the loop comes round.
func varies(v ssa.Value, loop map[*ssa.BasicBlock]bool, depth int) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > maxDepth || !loop[instr.Block()] {
		if a, isVar := v.(*ssa.Alloc); isVar && a.Comment != "varargs" {
			return storedIn(a, loop)
		}
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi, *ssa.Next:
		return true
	case *ssa.Alloc:
		return storedVaries(v, loop, depth)
	case *ssa.Call:
		if len(v.Call.Args) == 0 && !v.Call.IsInvoke() {
			return true // time.Now()
		}
	}
	return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op != nil && varies(*op, loop, depth+1) })
}

// storedIn reports whether a variable from outside the loop is assigned in it.
func storedIn(a *ssa.Alloc, loop map[*ssa.BasicBlock]bool) bool {
	return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == a && loop[st.Block()]
	})
}

// storedVaries reports whether what is put into a variable or literal made in
// the loop varies.
func storedVaries(a *ssa.Alloc, loop map[*ssa.BasicBlock]bool, depth int) bool {
	var stored func(addr ssa.Value) bool
	stored = func(addr ssa.Value) bool {
		return slices.ContainsFunc(*addr.Referrers(), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.Store:
				return ref.Addr == addr && varies(ref.Val, loop, depth+1)
			case *ssa.FieldAddr:
				return ref.X == addr && stored(ref)
			case *ssa.IndexAddr:
				return ref.X == addr && stored(ref)
			}
			return false
		})
	}
	return stored(a)
}
