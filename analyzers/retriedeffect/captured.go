package retriedeffect

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A closure is one that is run again after it failed, with those in it.
type closure struct {
	r     *rule
	fn    *ssa.Function
	again ssa.CallInstruction // that runs it
	reset []*ssa.Function     // callbacks that are called before each attempt
	cycle *ssaform.Cycle      // that runs it, nil if a runner does
}

// A change is a write of what the closure captures whose value depends on what
// was there before.
type change struct {
	place place
	at    ssa.Instruction // a Store or MapUpdate
	kind  changeKind
	reads []ssa.Instruction // that the value depends on
}

type changeKind uint8

const (
	added    changeKind = iota + 1 // +=, ++, any arithmetic
	appended                       // of a slice or string
	taken                          // xs = xs[1:]
	moved                          // a cursor: asked by, and then assigned
)

// captured reports the changes that an attempt which is undone leaves behind
// for the next, of each place the first. If it is open for which errors there is
// another attempt, they are a project's own conflicts, those of writes: what only
// lists rows is left out.
func (r *rule) captured(c *closure, open bool) {
	lists := open && r.onlyReads(c)
	found := map[place]bool{}
	for f := range ssaform.Tree(c.fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				if ch, ok := c.change(instr); ok && !found[ch.place] && (ch.kind == added || !lists) && c.bites(ch) {
					found[ch.place] = true
					r.report(c.changed(ch))
				}
			}
		}
	}
}

// change returns what instr does to a captured place, if that depends on what
// was there.
func (c *closure) change(instr ssa.Instruction) (change, bool) {
	ch := change{at: instr}
	var val ssa.Value
	ok := false
	switch instr := instr.(type) {
	case *ssa.Store:
		ch.place, ok = c.at(instr.Addr)
		val = instr.Val
	case *ssa.MapUpdate:
		ch.place, ok = c.at(instr.Map)
		ch.place.path += entry(instr.Key)
		val = instr.Value
	}
	if !ok {
		return ch, false
	}
	d := derivation{c: c, place: ch.place, seen: map[ssa.Value]bool{}}
	if d.from(val) {
		ch.kind, ch.reads = d.kind, d.reads
		if t, ok := val.Type().Underlying().(*types.Basic); ok && ch.kind == added && t.Info()&types.IsString != 0 {
			ch.kind = appended
		}
	} else if st, ok := instr.(*ssa.Store); ok {
		ch.kind, ch.reads = moved, c.asked(st, ch.place)
	}
	return ch, ch.kind != 0 && len(ch.reads) > 0
}

// A derivation is how a value depends on what a place held.
type derivation struct {
	c     *closure
	place place
	kind  changeKind
	reads []ssa.Instruction
	seen  map[ssa.Value]bool
}

// from reports whether v depends on what the place held. What functions make of
// it isn't known: they may leave out what is there already.
func (d *derivation) from(v ssa.Value) bool {
	if d.seen[v] {
		return false
	}
	d.seen[v] = true
	switch v := v.(type) {
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			return d.read(v)
		case token.NOT:
			return d.by(added, v.X)
		}
	case *ssa.Lookup:
		return d.read(v)
	case *ssa.Extract:
		if l, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			return d.read(l)
		}
	case *ssa.BinOp:
		switch v.Op {
		case token.ADD, token.SUB, token.MUL, token.QUO, token.SHL, token.SHR, token.XOR:
			return d.by(added, v.X, v.Y)
		}
	case *ssa.Convert:
		return d.from(v.X)
	case *ssa.ChangeType:
		return d.from(v.X)
	case *ssa.Slice:
		if isZero(v.High) {
			return false // xs[:0] holds nothing
		}
		return d.by(taken, v.X)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			to, what := v.Call.Args[0], v.Call.Args[1]
			// Have: xs = append([]T{first}, xs...). A nil is a clone's.
			return d.by(appended, to) || !isZero(to) && d.by(appended, what)
		}
	case *ssa.Phi:
		found := false
		for _, e := range v.Edges {
			found = d.from(e) || found
		}
		return found
	}
	return false
}

func (d *derivation) read(v ssa.Value) bool {
	if p, ok := d.c.at(v); !ok || p != d.place {
		return false
	}
	d.reads = append(d.reads, v.(ssa.Instruction))
	return true
}

// by notes that one of the operands is changed that way.
func (d *derivation) by(kind changeKind, operands ...ssa.Value) bool {
	found := false
	for _, v := range operands {
		found = d.from(v) || found
	}
	if found {
		d.kind = max(d.kind, kind)
		if kind == appended {
			d.kind = kind
		}
	}
	return found
}

// isZero reports whether v is a constant that is zero, empty or nil.
func isZero(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok {
		return false
	}
	if c.Value == nil {
		return true
	}
	switch c.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	case constant.String:
		return constant.StringVal(c.Value) == ""
	}
	return false
}

// asked returns the reads of p, a variable, by which the database is asked
// before st assigns it.
func (c *closure) asked(st *ssa.Store, p place) []ssa.Instruction {
	if p.path != "" || !isCursor(st.Val.Type()) || isZero(st.Val) || c.whereZero(st, p) {
		return nil
	}
	var out []ssa.Instruction
	for _, b := range st.Parent().Blocks {
		for _, instr := range b.Instrs {
			load, ok := instr.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				continue
			}
			if q, ok := c.at(load); !ok || q != p {
				continue
			}
			if c.r.asks(load, 0) && after(load, st) {
				out = append(out, load)
			}
		}
	}
	return out
}

// isCursor reports whether a position in rows may be of type t.
func isCursor(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsString) != 0
}

// asks reports whether v is an argument of a query.
func (r *rule) asks(v ssa.Value, depth int) bool {
	if depth > 4 || v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			if r.asks(ref, depth+1) {
				return true
			}
		case *ssa.Convert:
			if r.asks(ref, depth+1) {
				return true
			}
		case *ssa.Store:
			// Into the array of variadic arguments.
			if ix, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v {
				if a, ok := ix.X.(*ssa.Alloc); ok && r.asks(a, depth+1) {
					return true
				}
			}
		case *ssa.Slice:
			if r.asks(ref, depth+1) {
				return true
			}
		case ssa.CallInstruction:
			if slices.ContainsFunc(r.eff.At(ref), isQuery) {
				return true
			}
		}
	}
	return false
}

// whereZero reports whether instr runs only where p was found to be zero: what
// is loaded once needn't be loaded again.
func (c *closure) whereZero(instr ssa.Instruction, p place) bool {
	for b := instr.Block(); b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		if len(b.Preds) != 1 {
			continue
		}
		if succ, ok := c.zeroEdge(idom, p); ok && idom.Succs[succ] == b {
			return true
		}
	}
	return false
}

// zeroEdge returns the successor of b that is taken when p is zero or empty.
func (c *closure) zeroEdge(b *ssa.BasicBlock, p place) (int, bool) {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return 0, false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || !isZero(cmp.Y) {
		return 0, false
	}
	x := cmp.X
	if call, ok := x.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			x = call.Call.Args[0]
		}
	}
	load, ok := x.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return 0, false
	}
	if q, ok := c.at(load); !ok || q != p {
		return 0, false
	}
	switch cmp.Op {
	case token.EQL:
		return 0, true
	case token.NEQ, token.GTR:
		return 1, true
	}
	return 0, false
}

// bites reports whether the next attempt begins with what ch left, and that
// makes a difference.
func (c *closure) bites(ch change) bool {
	undone, commits := c.r.undone(c, ch.at)
	switch {
	case !c.r.tx.MaySucceedAfter(c.fn, ch.at):
		return false // it collects what failed
	case !commits && !c.mayFailAfter(ch.at):
		return false // only the attempt that succeeds gets there
	case !undone && (ch.kind == taken || ch.kind == moved || c.resumes(ch)):
		return false // nothing is undone: the next attempt goes on from there
	case c.countsAttempts(ch):
		return false
	case c.cleared(ch.place), c.cycle != nil && c.renewed(ch.place):
		return false
	case !c.matters(ch):
		return false
	}
	f := flow{c: c, place: ch.place, stale: map[ssa.Instruction]bool{}}
	f.run(c.fn, true, 0)
	return slices.ContainsFunc(ch.reads, func(read ssa.Instruction) bool { return f.stale[read] })
}

// mayFailAfter reports whether the attempt may fail after instr.
func (c *closure) mayFailAfter(instr ssa.Instruction) bool {
	for {
		f := instr.Parent()
		rest, blocks := reachable(instr)
		for b := range blocks {
			rest = append(slices.Clip(rest), b.Instrs...)
		}
		if slices.ContainsFunc(rest, func(i ssa.Instruction) bool { return mayFail(i, instr) }) {
			return true
		}
		if f == c.fn || len(c.r.callers[f]) == 0 {
			return false
		}
		instr = c.r.callers[f][0]
		if instr.Parent() == f {
			return false
		}
	}
}

// mayFail reports whether instr returns an error that may not be nil, and that
// wasn't there before since: what a call returns with an error is nothing.
//
//	n, err := f()
//	sum += n
//	return err
func mayFail(instr, since ssa.Instruction) bool {
	ret, ok := instr.(*ssa.Return)
	if !ok || len(ret.Results) == 0 {
		return false
	}
	err := ret.Results[len(ret.Results)-1]
	if !types.Identical(err.Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	return isNew(err, since, 0) && !knownNil(err, ret.Block())
}

// isNew reports whether err may be an error that came after since.
func isNew(err ssa.Value, since ssa.Instruction, depth int) bool {
	if isZero(err) || depth > 4 {
		return false
	}
	if phi, ok := err.(*ssa.Phi); ok {
		return slices.ContainsFunc(phi.Edges, func(e ssa.Value) bool { return isNew(e, since, depth+1) })
	}
	def, ok := err.(ssa.Instruction)
	return !ok || def == since || after(since, def)
}

// knownNil reports whether b is reached only where err was nil.
func knownNil(err ssa.Value, b *ssa.BasicBlock) bool {
	for ; b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok || cmp.X != err || !isZero(cmp.Y) {
			continue
		}
		if cmp.Op == token.NEQ && b.Idom().Succs[1] == b || cmp.Op == token.EQL && b.Idom().Succs[0] == b {
			return true
		}
	}
	return false
}

// resumes reports whether the closure also looks at the place otherwise.
func (c *closure) resumes(ch change) bool {
	return c.eachRead(c.fn, ch.place, func(read ssa.Value) bool {
		return !c.onlyChanges(read, ch.place) && !quiet(read, 0)
	})
}

// eachRead reports whether is holds for a read of p, or of what p is a part of,
// in fn and its closures.
func (c *closure) eachRead(fn *ssa.Function, p place, is func(ssa.Value) bool) bool {
	for f := range ssaform.Tree(fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				var read ssa.Value
				switch v := instr.(type) {
				case *ssa.UnOp:
					if v.Op == token.MUL {
						read = v
					}
				case *ssa.Lookup:
					read = v
				}
				if read == nil {
					continue
				}
				if q, ok := c.at(read); ok && q == p && is(read) {
					return true
				}
			}
		}
	}
	return false
}

// onlyChanges reports whether read is of use to nothing but changes of p.
func (c *closure) onlyChanges(read ssa.Value, p place) bool {
	return used(read, func(ref ssa.Instruction) verdict {
		switch ref := ref.(type) {
		case *ssa.Store:
			if q, ok := c.at(ref.Addr); ok && q == p {
				return harmless
			}
		case *ssa.MapUpdate:
			return harmless
		case *ssa.BinOp, *ssa.Convert, *ssa.ChangeType, *ssa.Slice, *ssa.Phi, *ssa.Extract:
			return follow
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
				return follow
			}
		case *ssa.DebugRef:
			return harmless
		}
		return harmful
	}, map[ssa.Value]bool{})
}

// quiet reports whether a number or text is only told to functions that return
// nothing: loggers, metrics.
func quiet(read ssa.Value, depth int) bool {
	if b, ok := read.Type().Underlying().(*types.Basic); (!ok || b.Info()&(types.IsNumeric|types.IsString) == 0) && depth == 0 {
		return false
	}
	return used(read, func(ref ssa.Instruction) verdict {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.Convert, *ssa.ChangeType, *ssa.Slice, *ssa.IndexAddr:
			return follow
		case *ssa.Store:
			if _, ok := ref.Addr.(*ssa.IndexAddr); ok {
				return follow // an array of arguments
			}
		case *ssa.Call:
			if ref.Call.Signature().Results().Len() == 0 {
				return harmless
			}
			if fn := ssaform.Callee(&ref.Call); fn != nil && fn.Pkg() != ref.Parent().Pkg.Pkg && ref.Call.Signature().Results().Len() == 1 {
				return follow // a logger's field
			}
		case *ssa.Defer, *ssa.DebugRef:
			return harmless
		}
		return harmful
	}, map[ssa.Value]bool{})
}

type verdict uint8

const (
	harmful verdict = iota
	harmless
	follow // as are the uses of its value
)

// used reports whether all uses of v are harmless.
func used(v ssa.Value, judge func(ssa.Instruction) verdict, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return true
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch judge(ref) {
		case harmful:
			return false
		case follow:
			next, _ := ref.(ssa.Value)
			if st, ok := ref.(*ssa.Store); ok {
				next = st.Addr.(*ssa.IndexAddr).X
			}
			if next != nil && !used(next, judge, seen) {
				return false
			}
		}
	}
	return true
}

// countsAttempts reports whether ch steps a counter once an attempt, before
// anything has been tried.
func (c *closure) countsAttempts(ch change) bool {
	st, ok := ch.at.(*ssa.Store)
	if !ok || ch.kind != added || ch.at.Parent() != c.fn || inCycle(ch.at) {
		return false
	}
	op, ok := st.Val.(*ssa.BinOp)
	if !ok {
		return false
	}
	if _, ok := op.Y.(*ssa.Const); !ok {
		return false
	}
	for call := range ssaform.Calls(c.fn) {
		if returnsError(call) && after(call, ch.at) {
			return false
		}
	}
	return true
}

func returnsError(call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	return results.Len() > 0 && types.Identical(results.At(results.Len()-1).Type(), types.Universe.Lookup("error").Type())
}

// cleared reports whether a reset callback of the runner assigns p.
func (c *closure) cleared(p place) bool {
	for _, fn := range c.reset {
		cb := &closure{r: c.r, fn: fn}
		for f := range ssaform.Tree(fn) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					st, ok := instr.(*ssa.Store)
					if !ok {
						continue
					}
					q, ok := cb.at(st.Addr)
					if !ok || c.r.variable(q.root) != c.r.variable(p.root) {
						continue
					}
					if q.root = p.root; p.within(q) {
						return true
					}
				}
			}
		}
	}
	return false
}

// renewed reports whether the cycle that runs the closure declares the variable
// of p or assigns it, or a part that p is in.
func (c *closure) renewed(p place) bool {
	v := c.r.variable(p.root)
	for b := range c.cycle.Blocks {
		for _, instr := range b.Instrs {
			if instr, ok := instr.(ssa.Value); ok && instr == v {
				return true
			}
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			outer := &closure{r: c.r, fn: b.Parent()}
			if c.r.variable(st.Addr) == v {
				return true
			}
			if q, ok := outer.at(st.Addr); ok && c.r.variable(q.root) == v {
				return true
			}
		}
	}
	return false
}

// matters reports whether somebody looks at the place who would notice: after
// the runner has returned, outside of the function, or the closure itself.
func (c *closure) matters(ch change) bool {
	if c.resumes(ch) {
		return true
	}
	v := c.r.variable(ch.place.root)
	alloc, ok := v.(*ssa.Alloc)
	if !ok || outlives(alloc, ch) {
		return true
	}
	notices := func(read ssa.Value) bool { return ch.place.path != "" || !quiet(read, 0) }
	outer := c.fn.Parent()
	for outer.Parent() != nil {
		outer = outer.Parent()
	}
	for f := range ssaform.Tree(outer) {
		if encloses(c.fn, f) || slices.Contains(c.reset, f) {
			continue
		}
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				load, ok := instr.(*ssa.UnOp)
				if !ok || load.Op != token.MUL || c.r.variable(load.X) != alloc {
					if c.r.takesAddress(instr, alloc) {
						return true
					}
					continue
				}
				if f == c.again.Parent() && !after(c.again, load) {
					continue
				}
				if notices(load) {
					return true
				}
			}
		}
	}
	return false
}

// outlives reports whether ch is of what a parameter points to.
func outlives(v *ssa.Alloc, ch change) bool {
	t := v.Type().Underlying().(*types.Pointer).Elem()
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice:
	default:
		return false
	}
	if st, ok := ch.at.(*ssa.Store); ok && ch.place.path == "" && types.Identical(st.Val.Type(), t) {
		return false // the variable itself
	}
	for _, ref := range *v.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == v {
			if _, ok := st.Val.(*ssa.Parameter); ok {
				return true
			}
		}
	}
	return false
}

// takesAddress reports whether instr hands the address of the variable on.
func (r *rule) takesAddress(instr ssa.Instruction, alloc *ssa.Alloc) bool {
	switch instr := instr.(type) {
	case *ssa.MakeClosure, *ssa.DebugRef, *ssa.UnOp:
		return false
	case *ssa.Store:
		return r.variable(instr.Val) == alloc
	case *ssa.FieldAddr:
		return r.variable(instr.X) == alloc
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && r.variable(*op) == alloc {
			return true
		}
	}
	return false
}

// A flow tells where a place may still hold what an earlier attempt left: a
// forward may-analysis of the closure, with those in it where they are run.
type flow struct {
	c     *closure
	place place
	stale map[ssa.Instruction]bool // reads
}

// maxDepth bounds closures in closures.
const maxDepth = 4

// run takes the state at fn's entry and returns that at its returns.
func (f *flow) run(fn *ssa.Function, stale bool, depth int) bool {
	if len(fn.Blocks) == 0 || depth > maxDepth {
		return stale
	}
	in := map[*ssa.BasicBlock]bool{fn.Blocks[0]: stale}
	seen := map[*ssa.BasicBlock]bool{fn.Blocks[0]: true}
	out := false
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		state := in[b]
		for _, instr := range b.Instrs {
			state = f.step(instr, state, depth)
		}
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = out || state
		}
		zero, isTest := f.c.zeroEdge(b, f.place)
		for i, succ := range b.Succs {
			next := state && !(isTest && i == zero)
			if !seen[succ] || next && !in[succ] {
				seen[succ] = true
				in[succ] = in[succ] || next
				work = append(work, succ)
			}
		}
	}
	return out
}

func (f *flow) step(instr ssa.Instruction, stale bool, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		if p, ok := f.c.at(instr.Addr); ok && f.place.within(p) {
			d := derivation{c: f.c, place: p, seen: map[ssa.Value]bool{}}
			return stale && d.from(instr.Val)
		}
	case *ssa.MapUpdate:
		if p, ok := f.c.at(instr.Map); ok {
			p.path += entry(instr.Key)
			d := derivation{c: f.c, place: p, seen: map[ssa.Value]bool{}}
			if p == f.place && !d.from(instr.Value) {
				return false
			}
		}
	case *ssa.UnOp, *ssa.Lookup:
		if stale {
			f.stale[instr] = true
		}
	case ssa.CallInstruction:
		if _, ok := instr.(*ssa.Defer); ok {
			return stale
		}
		return f.call(instr, stale, depth)
	}
	return stale
}

func (f *flow) call(call ssa.CallInstruction, stale bool, depth int) bool {
	c := call.Common()
	for _, act := range f.c.r.tx.Activations(call) {
		if act.Fn == f.c.fn || !encloses(f.c.fn, act.Fn) {
			continue
		}
		left := f.run(act.Fn, stale, depth+1)
		if !act.Passed || act.Run.InTx {
			stale = left // it runs once at least
		}
	}
	if b, ok := c.Value.(*ssa.Builtin); ok && b.Name() == "clear" {
		if p, ok := f.c.at(c.Args[0]); ok && f.place.within(p) {
			return false
		}
		return stale
	}
	for _, arg := range c.Args {
		// Have: rows.Scan(&n): it is given the variable to write it.
		if isAddress(arg) {
			if p, ok := f.c.at(arg); ok && f.place.within(p) {
				return false
			}
		}
	}
	return stale
}

// isAddress reports whether v is the address of a variable or field.
func isAddress(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	switch v.(type) {
	case *ssa.FreeVar, *ssa.FieldAddr, *ssa.IndexAddr:
		return true
	}
	return false
}

var words = map[changeKind]struct{ what, why, do string }{
	added:    {"added to", "a failed attempt's part stays", "reset it at the closure's start"},
	appended: {"appended to", "a failed attempt's part stays", "reset it at the closure's start"},
	taken:    {"cut", "what a failed attempt took is gone", "work on a copy"},
	moved:    {"moved on", "the next attempt begins where the failed one ended", "reset it at the closure's start"},
}

func (c *closure) changed(ch change) analysis.Diagnostic {
	w := words[ch.kind]
	if len(c.reset) > 0 && ch.kind != taken {
		w.do = "reset it in the callback for that"
	}
	say := func(name, by string) string {
		return fmt.Sprintf("%s is %s in a closure that %s: %s; %s", name, w.what, by, w.why, w.do)
	}
	by := "is run again"
	if c.cycle == nil {
		by = calleeName(c.again) + " runs again"
	}
	d := analysis.Diagnostic{
		Category: "captured",
		Message:  message.Fit(say(ch.place.name(), by), say(ch.place.name(), "is run again"), say("a captured variable", "is run again")),
	}
	d.Pos, d.End = c.r.statement(ch.at.Pos())
	d.Related = []analysis.RelatedInformation{{Pos: c.again.Pos(), Message: "the closure is run again from here"}}
	return d
}
