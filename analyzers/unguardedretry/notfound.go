package unguardedretry

import (
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/remote"
)

// notFound reports waits for a row that a job was told of before it was there.
func (c *check) notFound() {
	for _, l := range c.loops.Loops {
		if !handlesJob(l.Fn) {
			continue
		}
		for _, a := range l.Attempts {
			if a.Errors.Every || a.Errors.Classes != knowledge.NotFound || !slices.ContainsFunc(a.Does, func(does remote.Call) bool { return does.Role.IsQuery() }) {
				continue
			}
			d := analysis.Diagnostic{
				Category: "notfound",
				Message:  "asked again for a row that the job refers to: it was enqueued before the row was committed; enqueue it after the commit",
			}
			d.Pos, d.End = c.form.Extent(a.Call)
			c.report(d)
		}
	}
}

// handlesJob reports whether fn, or a function around it, is given a job or
// message.
func handlesJob(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for _, p := range fn.Params {
			if _, ok := knowledge.DeliveryOf(p.Type()); ok {
				return true
			}
		}
	}
	return false
}
