package chains

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// A Conflict is a statement that two branches share although one changes what
// the other does.
type Conflict struct {
	// Over is what changes: one trait.
	Over knowledge.Trait
	// At is the call that returned what is shared; nil if it comes from several
	// places, or from outside.
	At *ssa.Call
	// Branch is the first call of the branch that changes the statement.
	Branch *ssa.Call
	// Leaver and Victim are the names of the methods or functions that leave
	// something and that it changes, LeaverAt and VictimAt where they stand.
	Leaver, Victim     string
	LeaverAt, VictimAt ssa.Instruction
	// Loop says that they are one, at the next pass of a loop; Self that they
	// are both in the function that is called.
	Loop, Self bool
	Builder    knowledge.Builder
	// Type is the builder's.
	Type *types.Named
}

// An Ignored is a call that adds to a statement that has run.
type Ignored struct {
	Call *ssa.Call
	// Name is its method's, Ran the call's that ran the statement.
	Name, Ran string
	End       *ssa.Call
}

// gravity is what a conflict is reported over if there are several.
var gravity = []knowledge.Trait{
	knowledge.Filtered, knowledge.Keyed, knowledge.Bound, knowledge.Skipped, knowledge.Limited,
	knowledge.Unscoped, knowledge.Projected, knowledge.Sorted, knowledge.Adorned, knowledge.Failed,
}

// looped is what a step that runs again adds once more with other values.
const looped = knowledge.Filtered | knowledge.Keyed

// A body is the analysis of one function.
type body struct {
	*program
	fn     *ssa.Function
	events []*event
	// byCall are the events by the call that returns the builder.
	byCall map[ssa.Value][]*event
	// finished are the values that led to a statement that was run.
	finished map[ssa.Value]bool
	self     map[*ssa.Parameter]knowledge.Trait
}

// analyze judges fn without its closures and returns its summary, nil if it has
// none.
func (p *program) analyze(fn *ssa.Function) *Summary {
	b := &body{program: p, fn: fn, events: p.eventsOf(fn), byCall: map[ssa.Value][]*event{}, finished: map[ssa.Value]bool{}, self: map[*ssa.Parameter]knowledge.Trait{}}
	for _, e := range b.events {
		if e.value != nil {
			b.byCall[e.value] = append(b.byCall[e.value], e)
		}
		if e.ends {
			for _, v := range p.historyOf(e.on).list {
				b.finished[v] = true
			}
		}
	}
	for _, victim := range b.events {
		b.judge(victim)
	}
	for _, e := range b.events {
		b.ignored(e)
	}
	return b.summary()
}

// judge reports what is in conflict with victim.
func (b *body) judge(victim *event) {
	if victim.self != 0 {
		b.report(victim, victim, heaviest(victim.self), victim.on)
	}
	if !victim.ends {
		return
	}
	own := b.historyOf(victim.on)
	for _, leaver := range b.events {
		over := leaver.leaves & victim.minds
		if over == 0 || leaver.inPart {
			continue
		}
		if !leaver.ends && !b.finished[leaver.value] {
			continue // what is added is meant for all
		}
		before := b.historyOf(leaver.on)
		again := own.seen[leaver.value]
		switch {
		case again && (before.seen[leaver.value] || leaver.constants()):
			continue // its own history: q = q.Where(…)
		case again || leaver == victim:
			over &= looped
		}
		over &^= b.replaced(own, before, again || leaver == victim)
		over = b.differing(over, leaver, victim, again || leaver == victim)
		if over == 0 {
			continue
		}
		if over&knowledge.Filtered != 0 && !again && b.repeats(leaver, own, before) {
			if over &^= knowledge.Filtered; over == 0 {
				continue
			}
		}
		b.conflict(leaver, victim, over, again)
	}
}

// conflict reports a conflict if the control flow leads from leaver to victim
// while they share a statement.
func (b *body) conflict(leaver, victim *event, over knowledge.Trait, again bool) {
	own := b.historyOf(victim.on).roots
	reported := false
	for _, root := range b.historyOf(leaver.on).roots {
		if !slices.Contains(own, root) {
			continue
		}
		begin, _ := root.(ssa.Instruction)
		if e, ok := root.(*ssa.Extract); ok {
			begin, _ = e.Tuple.(ssa.Instruction)
		}
		from := leaver.at
		if !reaches(from, victim.at, begin, nil) || again && !reaches(from, from, begin, nil) {
			continue
		}
		over := over
		if over == knowledge.Failed {
			if !b.failing(leaver, victim, begin) {
				continue
			}
		} else {
			over &^= knowledge.Failed
		}
		if param, ok := root.(*ssa.Parameter); ok {
			if t, _ := builder(param); t.Shares {
				b.self[param] |= over &^ (knowledge.Failed | knowledge.Bound)
				continue
			}
		}
		if !reported {
			b.report(leaver, victim, heaviest(over), b.fork(leaver, victim, again))
		}
		reported = true
	}
}

func heaviest(over knowledge.Trait) knowledge.Trait {
	for _, t := range gravity {
		if over&t != 0 {
			return t
		}
	}
	return 0
}

// replaced is what the calls of own that aren't in before, or all in a loop,
// make ineffective.
func (b *body) replaced(own, before *history, loop bool) knowledge.Trait {
	var out knowledge.Trait
	for _, v := range own.list {
		if before.seen[v] && !loop {
			continue
		}
		for _, e := range b.byCall[v] {
			out |= e.replaces
		}
	}
	return out
}

// repeats reports whether victim's own branch adds what leaver has added.
func (b *body) repeats(leaver *event, own, before *history) bool {
	for _, v := range own.list {
		if before.seen[v] {
			continue
		}
		for _, e := range b.byCall[v] {
			if same(e, leaver) {
				return true
			}
		}
	}
	return false
}

// differing takes away what makes no difference between the rows and tables
// that leaver and victim are about.
func (b *body) differing(over knowledge.Trait, leaver, victim *event, loop bool) knowledge.Trait {
	if over&knowledge.Keyed != 0 && leaver.step {
		row, other := b.rowOf(leaver), b.rowOf(victim)
		switch {
		case row == nil || !mayHaveKey(row):
			over &^= knowledge.Keyed
		case loop && !inLoop(row, leaver.at):
			over &^= knowledge.Keyed
		case !loop && (row == other || place(row) != "" && other != nil && place(row) == place(other)):
			over &^= knowledge.Keyed
		}
	}
	if over&knowledge.Bound != 0 {
		first, second := b.boundTo(leaver), b.boundTo(victim)
		if first == nil || second == nil || first == second {
			over &^= knowledge.Bound
		}
	}
	return over
}

// models returns the operands of the steps that name the model of e's
// statement.
func (b *body) models(e *event) (list []ssa.Value, replaced bool) {
	for _, v := range b.historyOf(e.on).list {
		call, ok := v.(*ssa.Call)
		if !ok {
			continue
		}
		for _, s := range b.callEvents(call) {
			replaced = replaced || s.replaces&knowledge.Bound != 0
			if s.step && !s.ends && s.of != nil {
				list = append(list, s.of)
			}
		}
	}
	return list, replaced
}

// rowOf returns the row whose key is a condition of the statement that e runs,
// or nil.
func (b *body) rowOf(e *event) ssa.Value {
	switch list, _ := b.models(e); len(list) {
	case 0:
		return e.of
	case 1:
		return list[0]
	}
	return nil
}

// boundTo returns the struct whose table e's statement is meant for, nil if
// that is unknown.
func (b *body) boundTo(e *event) *types.Named {
	if !e.step {
		return nil
	}
	list, replaced := b.models(e)
	if replaced {
		return nil
	}
	if len(list) == 0 {
		return tableOf(e.of)
	}
	named := tableOf(list[0])
	for _, v := range list[1:] {
		if tableOf(v) != named {
			return nil
		}
	}
	return named
}

// fork returns the value at which leaver's branch leaves victim's history.
func (b *body) fork(leaver, victim *event, again bool) ssa.Value {
	own := b.historyOf(victim.on)
	if again || leaver == victim {
		return leaver.on
	}
	seen := map[ssa.Value]bool{}
	v := leaver.on
	for v != nil && !own.seen[v] && !seen[v] {
		seen[v] = true
		before := b.before(v)
		v = nil
		for _, w := range before {
			if v == nil || own.seen[w] {
				v = w
			}
		}
	}
	return v
}

// report notes a conflict over what stands at shared.
func (b *body) report(leaver, victim *event, over knowledge.Trait, shared ssa.Value) {
	if over == 0 {
		return
	}
	self := leaver == victim && leaver.self != 0
	if self {
		real := false
		for _, root := range b.historyOf(victim.on).roots {
			if param, ok := root.(*ssa.Parameter); ok {
				if t, _ := builder(param); t.Shares {
					b.self[param] |= over
					continue
				}
			}
			real = true
		}
		if !real {
			return
		}
	}
	branch, _ := leaver.at.(*ssa.Call)
	for v := leaver.on; v != nil && v != shared; {
		if call, ok := v.(*ssa.Call); ok {
			branch = call
		}
		before := b.before(v)
		v = nil
		if len(before) == 1 {
			v = before[0]
		}
	}
	at, _ := result(shared)
	how, _ := builder(victim.on)
	b.result.Conflicts = append(b.result.Conflicts, Conflict{
		Over: over, At: at, Branch: branch,
		Leaver: leaver.name, Victim: victim.name, LeaverAt: leaver.at, VictimAt: victim.at,
		Loop: leaver.at == victim.at && !self || b.historyOf(victim.on).seen[leaver.value],
		Self: self, Builder: how, Type: knowledge.Named(victim.on.Type()),
	})
}

// Pos is where a conflict is reported.
func (c Conflict) Pos() token.Pos {
	if c.At != nil {
		return c.At.Pos()
	}
	return c.LeaverAt.Pos()
}

// sort orders what was found by place, and keeps the gravest conflict of each.
func (r *Result) sort() {
	slices.SortStableFunc(r.Conflicts, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(slices.Index(gravity, a.Over), slices.Index(gravity, b.Over)),
			cmp.Compare(a.LeaverAt.Pos(), b.LeaverAt.Pos()), cmp.Compare(a.VictimAt.Pos(), b.VictimAt.Pos()))
	})
	r.Conflicts = slices.CompactFunc(r.Conflicts, func(a, b Conflict) bool { return a.Pos() == b.Pos() })
	slices.SortFunc(r.Ignored, func(a, b Ignored) int { return cmp.Compare(a.Call.Pos(), b.Call.Pos()) })
}

// ignored notes e if it is the first call on the result of one that ran the
// statement, and nobody runs it again.
func (b *body) ignored(e *event) {
	if !e.step || e.ends || e.leaves|e.replaces == 0 && e.of == nil && !b.eager(e) {
		return
	}
	end, ok := e.on.(*ssa.Call)
	if !ok || len(*end.Referrers()) == 0 {
		return
	}
	for _, ran := range b.byCall[end] {
		if ran.step && ran.ends && b.dead(e.value.(*ssa.Call)) {
			b.result.Ignored = append(b.result.Ignored, Ignored{Call: e.at.(*ssa.Call), Name: e.name, Ran: ran.name, End: end})
		}
	}
}

// eager reports whether e is a step that is in the tables without a trait.
func (b *body) eager(e *event) bool {
	_, fn, ok := method(e.at.(*ssa.Call).Common())
	return ok && knowledge.IsStep(fn)
}

// dead reports whether nothing is done with a builder but to read what came of
// the statement that has run, or to add more.
func (b *body) dead(call *ssa.Call) bool {
	for _, instr := range *call.Referrers() {
		switch instr := instr.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr:
			if fieldName(instr) == "Statement" {
				return false
			}
		case *ssa.Call:
			events := b.byCall[instr]
			if len(events) != 1 || !events[0].step || events[0].ends || events[0].on != call || !b.dead(instr) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// summary is what fn does to its parameters, and where its results come from.
func (b *body) summary() *Summary {
	s := new(Summary)
	index := map[ssa.Value]int{}
	for i, param := range b.fn.Params {
		if _, ok := builder(param); !ok {
			continue
		}
		index[param] = i
		out := Param{Index: i, Self: b.self[param]}
		for _, e := range b.events {
			h := b.historyOf(e.on)
			if !slices.Contains(h.roots, ssa.Value(param)) {
				continue
			}
			if e.ends {
				out.Ends = true
				out.Minds |= e.minds &^ b.replaced(h, &history{}, false)
			}
			if e.inPart || !e.ends && !b.finished[e.value] {
				continue
			}
			left := e.leaves
			if row := b.rowOf(e); e.step && (row == nil || !mayHaveKey(row)) {
				left &^= knowledge.Keyed
			}
			out.Leaves |= left
		}
		// Which table, and whether it failed, isn't told.
		out.Leaves &^= knowledge.Bound | knowledge.Failed
		out.Minds &^= knowledge.Bound | knowledge.Failed
		if out.Leaves|out.Minds|out.Self != 0 || out.Ends {
			s.Params = append(s.Params, out)
		}
	}
	results := b.fn.Signature.Results()
	for i := range results.Len() {
		if _, ok := knowledge.SharedBuilder(results.At(i).Type()); !ok {
			continue
		}
		o := Origin{Index: i}
		for _, block := range b.fn.Blocks {
			ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
			if !ok || i >= len(ret.Results) {
				continue
			}
			h := b.historyOf(ret.Results[i])
			for _, root := range h.roots {
				if j, ok := index[root]; ok {
					if !slices.Contains(o.From, j) {
						o.From = append(o.From, j)
					}
				} else {
					o.Adds = true
				}
			}
			for _, v := range h.list {
				for _, e := range b.byCall[v] {
					o.Adds = true
					o.Leaves |= e.leaves &^ (knowledge.Keyed | knowledge.Bound | knowledge.Failed)
				}
			}
		}
		slices.Sort(o.From)
		if o.Adds || len(o.From) > 0 {
			s.Results = append(s.Results, o)
		}
	}
	if len(s.Params)+len(s.Results) == 0 {
		return nil
	}
	return s
}
