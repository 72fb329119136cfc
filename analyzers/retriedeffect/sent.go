package retriedeffect

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// sent reports what an attempt of c does for good although a transaction that
// comes after it, or around it, may fail, and all be done again. Of what stands
// inside a transaction it leaves to enqueueintx what that reports: the remedy is
// the same.
func (r *rule) sent(c *closure, l *loops.Loop) {
	for f := range ssaform.Tree(c.fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Send:
					r.delivered(c, instr, instr.Chan, instr.Pos())
				case *ssa.Select:
					for _, s := range instr.States {
						if s.Dir == types.SendOnly {
							r.delivered(c, instr, s.Chan, s.Pos)
						}
					}
				case *ssa.Call:
					for _, o := range r.eff.At(instr) {
						if what, ok := done[o.Role]; ok && r.beforeTransaction(c, instr) && !isAttempt(l, instr) {
							pos, end := r.tx.Extent(instr)
							r.again(c, pos, end, what, "send it after the retries", o.Via...)
						}
					}
				}
			}
		}
	}
}

var done = map[knowledge.Role]string{
	knowledge.Enqueue: "job enqueued",
	knowledge.Publish: "message published",
	knowledge.Mail:    "mail sent",
	knowledge.Call:    "remote call made",
}

// delivered reports a value that is sent inside of a transaction to a channel
// that was made outside of c.
func (r *rule) delivered(c *closure, instr ssa.Instruction, channel ssa.Value, pos token.Pos) {
	undone, commits := r.undone(c, instr)
	if _, ok := c.at(channel); !ok || !undone || !r.tx.MaySucceedAfter(c.fn, instr) || !commits && !c.mayFailAfter(instr) {
		return
	}
	elem := channel.Type().Underlying().(*types.Chan).Elem()
	if s, ok := elem.Underlying().(*types.Struct); ok && s.NumFields() == 0 {
		return // a slot of a semaphore
	}
	r.again(c, pos, token.NoPos, "value sent to a channel", "collect them and send after the retries")
}

// beforeTransaction reports whether a transaction of the same attempt may fail
// after call, which is in none.
func (r *rule) beforeTransaction(c *closure, call *ssa.Call) bool {
	if len(r.tx.Inside(call)) > 0 {
		return false
	}
	return slices.ContainsFunc(r.tx.Scopes, func(s *txscope.Scope) bool {
		return !s.ReadOnly && s.Begin != nil && s.Begin.Parent() == call.Parent() && encloses(c.fn, s.Begin.Parent()) &&
			returnsError(s.Begin) && after(call, s.Begin)
	})
}

// isAttempt reports whether l makes call again because that failed itself:
// what it does twice then is unguardedretry's finding.
func isAttempt(l *loops.Loop, call ssa.CallInstruction) bool {
	return slices.ContainsFunc(l.Attempts, func(a *loops.Attempt) bool { return a.Call == call })
}

func (r *rule) again(c *closure, pos, end token.Pos, what, do string, path ...callpath.Symbol) {
	r.report(analysis.Diagnostic{
		Category: "sent", Pos: pos, End: end,
		Message: fmt.Sprintf("%s in a transaction that is run again: it is sent once for each attempt; %s", what, do),
		Related: []analysis.RelatedInformation{{Pos: c.again.Pos(), Message: "the closure is run again from here"}},
	}, path...)
}
