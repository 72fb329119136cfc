package loops_test

import (
	"go/token"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/loops"
)

const testdata = "../../../testdata"

// shown reports the loops that repeat a call: where its error is tested, or where
// the call is that repeats it.
var shown = &analysis.Analyzer{
	Name:     "shown",
	Doc:      "report what pass loops has found",
	Requires: []*analysis.Analyzer{loops.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, l := range pass.ResultOf[loops.Analyzer].(*loops.Result).Loops {
			words := []string{
				[...]string{"other", "retry", "poll", "consumer", "accept", "iteration"}[l.Kind],
				[...]string{"cycle", "recursion", "runner"}[l.Form],
			}
			for i, is := range []bool{l.Bound.Capped, l.Bound.Deadline, l.Bound.Cancelled, l.Bound.Unknown} {
				if is {
					words = append(words, [...]string{"capped", "deadline", "cancelled", "unknown"}[i])
				}
			}
			pos := token.NoPos
			for _, a := range l.Attempts {
				pos = a.Check
				if a.Back.IsValid() {
					words = append(words, "hot")
				}
			}
			if l.Run != nil {
				pos = l.Run.Pos()
			}
			if pos.IsValid() {
				pass.ReportRangef(at(pos), "%s", strings.Join(words, " "))
			}
		}
		return nil, nil
	},
}

type at token.Pos

func (p at) Pos() token.Pos { return token.Pos(p) }
func (p at) End() token.Pos { return token.Pos(p) }

func TestLoops(t *testing.T) { analysistest.Run(t, testdata, shown, "./loops") }

func TestRepeats(t *testing.T) {
	analysistest.Run(t, testdata, loops.Analyzer, "./loops/runners")
	facttest.Check(t, testdata, loops.Analyzer, "./loops/...")
}

func TestPredicates(t *testing.T) {
	analysistest.Run(t, testdata, loops.Analyzer, "./loops/predicates")
}

// rounds has the facts of pass loops, and reports what is run again and again in
// time, where its function begins.
var rounds = func() *analysis.Analyzer {
	rounds := *loops.Analyzer
	rounds.Doc = "report the rounds that pass loops has found"
	rounds.Run = func(pass *analysis.Pass) (any, error) {
		result, err := loops.Analyzer.Run(pass)
		found, _ := result.(*loops.Result)
		if found == nil || err != nil {
			return result, err
		}
		for _, p := range found.Periodics {
			words := []string{"callback"}
			if p.Cycle != nil {
				words[0] = "cycle"
			}
			if p.Every > 0 {
				words = append(words, p.Every.String())
			}
			if p.Overlap {
				words = append(words, "overlap")
			}
			pass.ReportRangef(at(p.Fn.Pos()), "%s", strings.Join(words, " "))
		}
		return result, nil
	}
	return &rounds
}()

func TestRounds(t *testing.T) {
	analysistest.Run(t, testdata, rounds, "./loops/rounds/...")
}
