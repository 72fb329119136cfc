package unguardedretry

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/remote"
)

// anyError reports calls that are made again for permanent errors, too.
func (c *check) anyError() {
	for _, l := range c.loops.Loops {
		if l.Kind != loops.Retry || l.Bound.Capped || l.Bound.Deadline || l.Bound.Unknown || c.spinning[l] {
			continue // it ends, if late, or is reported already
		}
		for _, a := range l.Attempts {
			if a.Errors.Every && !a.Again && !a.Errors.Tested && !a.Errors.Unknown && slices.ContainsFunc(a.Does, mayBePermanent) {
				c.again(a, "anyerror", []string{anyError})
			}
		}
	}
	for _, call := range c.loops.Unselective() {
		d := analysis.Diagnostic{Category: "anyerror", Message: anyError}
		d.Pos, d.End = c.form.Extent(call)
		c.report(d)
	}
	for _, ret := range c.loops.Defaults() {
		c.report(analysis.Diagnostic{
			Pos: ret.Pos(), End: ret.Pos() + token.Pos(len("return")), Category: "anyerror",
			Message: "any other error is taken for one that passes: permanent ones are retried, too; name those that pass, and default to false",
		})
	}
}

const anyError = "every error is retried: what is invalid, forbidden or misspelt fails for ever; stop at errors that stay"

// mayBePermanent reports whether some errors of a remote call come back each
// time.
func mayBePermanent(does remote.Call) bool {
	return !does.Presumed && does.Role != knowledge.Receive
}
