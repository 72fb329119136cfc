package unguardedretry

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// attempts reports the calls that are made again after they failed without a
// bound, a wait, or an end.
func (c *check) attempts() {
	for _, l := range c.loops.Loops {
		switch {
		case l.Kind == loops.Accept:
		case l.Form == loops.InCycle:
			if !c.unsetFlag(l) && !c.repeated(l) {
				c.unwaited(l)
			}
		case l.Form == loops.Runner:
			c.unwaited(l)
		case l.Form == loops.Recursion:
			c.recursion(l)
		}
	}
}

// unwaited reports the first attempt of a loop that isn't waited for, or that
// nothing bounds.
func (c *check) unwaited(l *loops.Loop) {
	b := l.Bound
	bounded := b.Capped || b.Deadline || b.Unknown
	for _, a := range l.Attempts {
		name := c.name(a)
		switch dry := a.Back.IsValid(); {
		case dry && !bounded && only(a.Errors, progressed):
		case dry && !bounded && !presumed(a):
			c.at(l, a, "hot", message.Fit(
				fmt.Sprintf("retried at once, without end, when %s fails: while the peer is down, this spins and floods it; wait in between, and bound it", name),
				"retried at once, without end, when it fails: while the peer is down, this spins and floods it; wait in between, and bound it"))
			return
		case dry && !bounded && c.all:
			c.at(l, a, "presumed", message.Fit(
				fmt.Sprintf("retried at once, without end, when %s fails: if that is a remote call, this floods its peer; wait in between, and bound it", name),
				"retried at once, without end, when it fails: if that is a remote call, this floods its peer; wait in between, and bound it"))
			return
		case presumed(a) || !c.all:
		case dry && (b.Capped || b.Deadline) && l.Kind == loops.Retry && !only(a.Errors, knowledge.Duplicate|knowledge.Outdated):
			c.at(l, a, "burst", message.Fit(
				fmt.Sprintf("retried at once when %s fails: all attempts fall into one outage, or collide again; wait in between, with jitter", name),
				"retried at once when it fails: all attempts fall into one outage, or collide again; wait in between, with jitter"))
			return
		case !dry && !bounded && !b.Cancelled && l.Kind == loops.Retry && !cancellable(a):
			c.at(l, a, "unbounded", message.Fit(
				fmt.Sprintf("retried for ever when %s fails: it never gives up, and can't be told to; bound the attempts, or heed a context", name),
				"retried for ever when it fails: it never gives up, and can't be told to; bound the attempts, or heed a context"))
			return
		}
	}
}

// only reports whether a call is made again for no other errors than classes, or
// for ones that aren't known and may be of them.
func only(e loops.Errors, classes knowledge.Failure) bool {
	switch {
	case e.Every:
		return false
	case e.Unknown:
		return e.Classes&(knowledge.Timeout|knowledge.Refused) == 0
	}
	return e.Classes&^classes == 0
}

// cancellable reports whether the call is given a context, and the error that it
// returns when that is cancelled is none that it is made again for.
func cancellable(a *loops.Attempt) bool {
	return !a.Errors.Every && slices.ContainsFunc(a.Call.Common().Args, func(arg ssa.Value) bool {
		n, ok := arg.Type().(*types.Named)
		if !ok || n.Obj().Name() != "Context" || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "context" {
			return false
		}
		made, ok := arg.(*ssa.Call)
		return !ok || made.Common().Signature().Params().Len() > 0 // not context.Background()
	})
}

// progressed are the errors by which another one has got on: that one isn't kept
// from it by who tries again.
const progressed = knowledge.Contended | knowledge.Duplicate | knowledge.Outdated

// presumed reports whether only a signature says that the call is remote.
func presumed(a *loops.Attempt) bool {
	return !slices.ContainsFunc(a.Does, func(does remote.Call) bool { return !does.Presumed })
}

// name is what the attempt calls.
func (c *check) name(a *loops.Attempt) string {
	if fn := ssaform.Callee(a.Call.Common()); fn != nil {
		return fn.Name()
	}
	return "it"
}

// at reports an attempt: from the test of its error to where the way ends that
// leads back; at the call, if a bound is missing.
func (c *check) at(l *loops.Loop, a *loops.Attempt, category, msg string) {
	c.spinning[l] = true
	d := analysis.Diagnostic{Category: category, Message: msg}
	if l.Form == loops.Runner {
		if runner := ssaform.Callee(l.Run.Common()); runner != nil {
			// It is what is to be changed, whatever it is given.
			once := place{category, runner.Pos()}
			if c.reported[once] {
				return
			}
			c.reported[once] = true
		}
	}
	if l.Form == loops.Runner || category == "unbounded" {
		d.Pos, d.End = c.form.Extent(a.Call)
	} else {
		d.Pos, d.End = c.expression(a.Check)
		d.End = max(d.End, a.Back)
	}
	c.report(d)
}

// expression returns the extent of the comparison or call at pos, which may be
// its operator's.
func (c *check) expression(pos token.Pos) (from, to token.Pos) {
	for _, file := range c.pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			path, _ := astutil.PathEnclosingInterval(file, pos, pos)
			for _, n := range path {
				if e, ok := n.(ast.Expr); ok {
					return e.Pos(), e.End()
				}
			}
		}
	}
	return pos, pos
}
