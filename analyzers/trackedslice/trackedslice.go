package trackedslice

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/tracked"
)

//go:embed doc.go
var doc string

// Analyzer finds collections that an ORM loaded and that are changed in a way
// that it doesn't persist, or persists as something else.
var Analyzer = &analysis.Analyzer{
	Name:     "trackedslice",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("trackedslice"),
	Run:      run,
	Flags:    optin.Flags(),
	Requires: []*analysis.Analyzer{directive.Analyzer, rowaccess.Analyzer, tracked.Analyzer},
}

type check struct {
	pass     *analysis.Pass
	set      *directive.Set
	tracked  *tracked.Result
	rows     *rowaccess.Result
	unit     *tracked.Unit
	reported map[token.Pos]bool
}

func run(pass *analysis.Pass) (any, error) {
	r := pass.ResultOf[tracked.Analyzer].(*tracked.Result)
	if r == nil {
		return nil, nil // nothing here is filled from rows
	}
	rows := pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result)
	defer r.Lock()()
	c := check{pass: pass, set: pass.ResultOf[directive.Analyzer].(*directive.Set), tracked: r, rows: rows, reported: map[token.Pos]bool{}}
	for _, c.unit = range r.Units {
		for _, change := range c.unit.Changes {
			c.change(change)
		}
		c.keys()
		c.links()
		c.omissions()
		c.mirrors()
		if optin.On(pass) {
			c.unsaved()
			for _, change := range c.unit.Changes {
				c.batch(change)
				c.shared(change)
			}
		}
	}
	return nil, nil
}

// report reports at instr, once. The other places are related information.
func (c *check) report(instr ssa.Instruction, category, message string, fixes []analysis.SuggestedFix, related ...related) {
	d := analysis.Diagnostic{Category: category, Message: message, SuggestedFixes: fixes}
	d.Pos, d.End = c.tracked.Extent(instr)
	if !d.Pos.IsValid() || c.reported[d.Pos] {
		return
	}
	c.reported[d.Pos] = true
	for _, rel := range related {
		if pos, end := c.tracked.Extent(rel.at); pos.IsValid() && pos != d.Pos {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: rel.says})
		}
	}
	directive.Report(c.pass, c.set, d)
}

type related struct {
	at   ssa.Instruction
	says string
}

// places are the load of name before instr, if it is known, and its save.
func (c *check) places(p tracked.Place, instr ssa.Instruction, name string, save *tracked.Save) []related {
	var out []related
	if l, _ := c.tracked.LoadedAt(c.unit, p, instr); l != nil {
		out = append(out, loadedHere(l, name))
	}
	if save != nil {
		out = append(out, related{save.Call, fmt.Sprintf("%s is persisted here%s", name, by(save.Through))})
	}
	return out
}

func loadedHere(l *tracked.Load, name string) related {
	return related{l.Call, fmt.Sprintf("%s is loaded here%s", name, by(l.Through))}
}

func by(fn string) string {
	if fn == "" {
		return ""
	}
	return ", by " + fn
}
