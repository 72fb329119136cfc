package loops

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// An outcome is how the call went that a way begins at.
type outcome uint8

const (
	failed outcome = iota
	succeeded
)

// A walker follows the ways from a call to the same call in the next iteration.
type walker struct {
	*Result
	cycle *ssaform.Cycle // nil: ways to target within the function
	from  ssa.CallInstruction
	// target is what the ways lead to: from itself, or a recursive call.
	target ssa.Instruction
	errs   errorSet
	sends  []ssa.Value // channels that the loop sends to
	// stuck are the counters that some way has left as they were.
	stuck map[*ssa.Phi]bool
}

// A step is a block, and how the flow came to it: through pred, and last through
// latch to the loop's head. Either may be nil.
type step struct{ block, pred, latch *ssa.BasicBlock }

// A way is what a search found.
type way struct {
	found bool
	// last is the block from which it goes back to the loop's head, or to the
	// target.
	last *ssa.BasicBlock
}

// again searches a way from the call to the target on which the call went as
// how says; if dry, one without a wait.
func (w *walker) again(how outcome, dry bool) way {
	start := w.from.Block()
	i := slices.Index(start.Instrs, ssa.Instruction(w.from)) + 1
	s := &search{walker: w, how: how, dry: dry, seen: map[step]bool{}, waits: map[ssa.Instruction]bool{}}
	return s.block(step{block: start}, i)
}

// reached returns the edges that the flow may take after the call, until it is
// made again.
func (w *walker) reached(how outcome) map[edge]bool {
	start := w.from.Block()
	i := slices.Index(start.Instrs, ssa.Instruction(w.from)) + 1
	w.stuck = map[*ssa.Phi]bool{}
	s := &search{walker: w, how: how, all: true, seen: map[step]bool{}, edges: map[edge]bool{}}
	s.block(step{block: start}, i)
	return s.edges
}

// An edge is one way out of a block.
type edge struct {
	from *ssa.BasicBlock
	succ int
}

type search struct {
	*walker
	how  outcome
	dry  bool
	all  bool // go on when the target is found
	seen map[step]bool
	// waits caches which instructions wait.
	waits map[ssa.Instruction]bool
	edges map[edge]bool
}

func (s *search) block(at step, from int) way {
	for _, instr := range at.block.Instrs[from:] {
		if instr == s.target {
			if s.all {
				return way{}
			}
			last := at.latch
			if last == nil {
				last = at.block
			}
			return way{true, last}
		}
		if s.dry && s.wait(instr) || s.how == failed && s.panics(instr) {
			return way{}
		}
	}
	return s.next(at)
}

// panics reports whether an instruction uses what the call has returned besides
// its error, as if there had been none: a nil pointer's field, a nil interface's
// method.
func (w *walker) panics(instr ssa.Instruction) bool {
	var used ssa.Value
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		used = instr.X
	case *ssa.Call:
		if !instr.Common().IsInvoke() {
			return false
		}
		used = instr.Common().Value
	}
	result, ok := used.(*ssa.Extract)
	return ok && result.Tuple == w.from.Value()
}

func (s *search) enter(at step) way {
	if s.cycle != nil && !s.cycle.Blocks[at.block] || s.seen[at] {
		return way{}
	}
	s.seen[at] = true
	return s.block(at, 0)
}

func (s *search) next(at step) way {
	cond, isIf := at.block.Instrs[len(at.block.Instrs)-1].(*ssa.If)
	if !isIf {
		if len(at.block.Succs) == 1 {
			return s.take(at, 0)
		}
		return way{}
	}
	if succ, ok := s.decided(at, cond.Cond); ok {
		return s.take(at, succ)
	}
	if !s.paced(at, cond.Cond) {
		if first := s.take(at, 0); first.found {
			return first
		}
		return s.take(at, 1)
	}
	// Have: if attempt < max-1 { time.Sleep(d) }: the other way is the last
	// attempt's, which the loop's own test ends. Or: if time.Since(last) < d {
	// time.Sleep(…) }: on the other way the time has passed.
	fork := *s
	fork.seen = maps.Clone(s.seen)
	ways := [2]way{fork.take(at, 0), s.take(at, 1)}
	for i, w := range ways {
		if !w.found && ways[1-i].found {
			wet := &search{walker: s.walker, how: s.how, seen: map[step]bool{}}
			if wet.take(at, i).found {
				return way{}
			}
		}
	}
	if ways[0].found {
		return ways[0]
	}
	return ways[1]
}

// paced reports whether a condition, other than the loop's own, is about the
// number of the attempt, or about time.
func (s *search) paced(at step, cond ssa.Value) bool {
	if !s.dry || s.cycle == nil || !s.cycle.Blocks[at.block.Succs[0]] || !s.cycle.Blocks[at.block.Succs[1]] {
		return false
	}
	b, ok := cond.(*ssa.BinOp)
	return ok && ofDuration(b.X) || !ok && ofTimes(cond) || len(counters(s.cycle, cond)) > 0
}

// ofDuration reports whether v is a duration, or says how long one is:
// pause.Nanoseconds().
func ofDuration(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return isDuration(v.Type()) || ok && len(call.Call.Args) == 1 && isDuration(call.Call.Args[0].Type())
}

// ofTimes reports whether a condition is a comparison of times: a.Before(b).
func ofTimes(cond ssa.Value) bool {
	call, ok := cond.(*ssa.Call)
	return ok && len(call.Call.Args) > 0 && isTime(call.Call.Args[0].Type())
}

func (s *search) take(at step, succ int) way {
	if s.edges != nil {
		s.edges[edge{at.block, succ}] = true
		s.count(at, at.block.Succs[succ])
	}
	return s.enter(s.to(at, at.block.Succs[succ]))
}

// count notes the counters that are what they were when the flow comes back from
// at to the loop's head.
//
//	for i := 0; i < n; i++ { if err := send(); err != nil { i--; continue } }
func (s *search) count(at step, succ *ssa.BasicBlock) {
	if s.cycle == nil || succ != s.cycle.Head {
		return
	}
	for _, instr := range succ.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			return
		}
		if i := slices.Index(succ.Preds, at.block); i >= 0 {
			if moved, ok := s.moved(at, phi, phi.Edges[i]); ok && moved == 0 {
				s.stuck[phi] = true
			}
		}
	}
}

// moved returns by how much v is more than phi, on the way that led to at.
func (s *search) moved(at step, phi *ssa.Phi, v ssa.Value) (int64, bool) {
	return stepOf(phi, v, 0, func(join *ssa.Phi) []ssa.Value {
		if i := slices.Index(join.Block().Preds, at.pred); join.Block() == at.block && i >= 0 {
			return join.Edges[i : i+1]
		}
		return nil
	})
}

func (s *search) to(at step, succ *ssa.BasicBlock) step {
	n := step{block: succ, pred: at.block, latch: at.latch}
	if s.cycle != nil && succ == s.cycle.Head {
		n.latch = at.block
	}
	return n
}

// decided returns the edge that the flow takes, if that is known from how the
// call went, or from which way the flow came.
func (s *search) decided(at step, cond ssa.Value) (int, bool) {
	if nilEdge, ok := s.errs.nilTest(cond); ok {
		if s.how == succeeded {
			return nilEdge, true
		}
		return 1 - nilEdge, true
	}
	if s.how == succeeded && s.errs.derived[cond] {
		return 1, true // a predicate of no error
	}
	switch s.truth(at, cond, 0) {
	case yes:
		return 0, true
	case no:
		return 1, true
	}
	return 0, false
}

type truth uint8

const (
	open truth = iota
	yes
	no
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (s *search) truth(at step, v ssa.Value, depth int) truth {
	if depth > 4 {
		return open
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool {
			return truthOf(constant.BoolVal(v.Value))
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			switch s.truth(at, v.X, depth+1) {
			case yes:
				return no
			case no:
				return yes
			}
		}
	case *ssa.Phi:
		if e := s.incoming(at, v); e != nil {
			return s.truth(step{block: at.latch}, e, depth+1)
		}
	case *ssa.BinOp:
		if nilEdge, ok := s.errs.nilTest(v); ok && s.how == failed {
			return truthOf(nilEdge == 1)
		}
		return s.compare(at, v)
	}
	return open
}

// incoming returns what a phi is for the way that the flow came; nil if that
// isn't known.
func (s *search) incoming(at step, phi *ssa.Phi) ssa.Value {
	from := at.pred
	if phi.Block() != at.block {
		if s.cycle == nil || phi.Block() != s.cycle.Head {
			return nil
		}
		from = at.latch
	}
	if from == nil {
		return nil
	}
	if i := slices.Index(phi.Block().Preds, from); i >= 0 {
		return phi.Edges[i]
	}
	return nil
}

// compare decides attempt > 0 and the like for all attempts after the first.
func (s *search) compare(at step, b *ssa.BinOp) truth {
	if s.cycle == nil || at.latch == nil {
		return open
	}
	phi, ok := b.X.(*ssa.Phi)
	k, isConst := b.Y.(*ssa.Const)
	if !ok || !isConst || k.Value == nil || k.Value.Kind() != constant.Int {
		return open
	}
	n, ok := counterOf(s.cycle, phi)
	if !ok || !n.known || n.step < 0 {
		return open
	}
	// The counter is n.first or more.
	switch limit := k.Int64(); b.Op {
	case token.GTR:
		if n.first > limit {
			return yes
		}
	case token.GEQ:
		if n.first >= limit {
			return yes
		}
	case token.EQL:
		if n.first > limit {
			return no
		}
	case token.NEQ:
		if n.first > limit {
			return yes
		}
	case token.LSS:
		if n.first >= limit {
			return no
		}
	case token.LEQ:
		if n.first > limit {
			return no
		}
	}
	return open
}

// wait reports whether an instruction keeps the flow for a while, or may.
func (s *search) wait(instr ssa.Instruction) bool {
	if known, ok := s.waits[instr]; ok {
		return known
	}
	waits := s.waitsAt(instr)
	s.waits[instr] = waits
	return waits
}

func (w *walker) waitsAt(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		return w.remote.Waits(instr) != remote.Never || w.receivesWork(instr) || givenDuration(instr)
	case *ssa.UnOp:
		return instr.Op == token.ARROW && !w.fedHere(instr.X)
	case *ssa.Select:
		return instr.Blocking && !slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool {
			return st.Dir == types.RecvOnly && w.fedHere(st.Chan)
		})
	case *ssa.Send:
		return !w.receives(instr.Chan)
	}
	return false
}

// givenDuration reports whether a call is given a time and returns nothing but
// an error: what else would it do with it.
func givenDuration(call *ssa.Call) bool {
	results := call.Common().Signature().Results()
	if results.Len() > 1 || results.Len() == 1 && !types.Identical(results.At(0).Type(), errorType) {
		return false
	}
	return slices.ContainsFunc(call.Common().Args, func(v ssa.Value) bool {
		return isDuration(v.Type()) && !remote.IsInstant(v)
	})
}

// fedHere reports whether the loop itself sends to the channel that it receives
// from: the receive then doesn't wait.
func (w *walker) fedHere(ch ssa.Value) bool {
	return slices.ContainsFunc(w.sends, func(sent ssa.Value) bool { return sameChannel(sent, ch) })
}

// receives reports whether the loop receives from ch.
func (w *walker) receives(ch ssa.Value) bool {
	if w.cycle == nil {
		return false
	}
	for b := range w.cycle.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && sameChannel(instr.X, ch) {
					return true
				}
			case *ssa.Select:
				for _, st := range instr.States {
					if st.Dir == types.RecvOnly && sameChannel(st.Chan, ch) {
						return true
					}
				}
			}
		}
	}
	return false
}

func sentIn(c *ssaform.Cycle) []ssa.Value {
	var out []ssa.Value
	for b := range c.Blocks {
		for _, instr := range b.Instrs {
			if s, ok := instr.(*ssa.Send); ok {
				out = append(out, s.Chan)
			}
		}
	}
	return out
}

// sameChannel reports whether two values are the same channel for certain: one
// value, or loads of one variable or field.
func sameChannel(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 || x.Op != token.MUL || y.Op != token.MUL {
		return false
	}
	return sameAddress(x.X, y.X)
}

func sameAddress(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.FieldAddr)
	y, ok2 := b.(*ssa.FieldAddr)
	if !ok || !ok2 || x.Field != y.Field {
		return false
	}
	return sameChannel(x.X, y.X) || sameAddress(x.X, y.X)
}
