package refire

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

//go:embed doc.go
var doc string

// Analyzer finds calls that each round of a timer starts again until the first
// is answered.
var Analyzer = &analysis.Analyzer{
	Name:     "refire",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("refire"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, ssaform.Analyzer, txscope.Analyzer, remote.Analyzer, loops.Analyzer},
}

// A finder decides about the rounds of one package.
type finder struct {
	pass   *analysis.Pass
	form   *ssaform.Form
	tx     *txscope.Result
	remote *remote.Result
	// changes are the writes of the package by what they write to.
	changes map[place][]change
	// bound are the arguments of the parameters of the functions that are being
	// looked into.
	bound map[*ssa.Parameter]ssa.Value
	// deciding are the conditions that are being looked into.
	deciding map[ssa.Value]bool
	// channels are those that the package makes, by where it keeps them.
	channels map[place][]*ssa.MakeChan
	// clientTimeout is the longest constant timeout of the package's HTTP clients.
	clientTimeout time.Duration
	found         []finding
}

// A finding is a call that is started again until it is answered.
type finding struct {
	ripeness
	// trigger starts the call, reset is what the condition waits for.
	trigger, reset ssa.Instruction
	does           string
	// flag marks the call as being in flight, and rival is another place that tests
	// it at the same time; nil if nothing marks it.
	flag  place
	rival ssa.Instruction
}

func run(pass *analysis.Pass) (any, error) {
	all := pass.ResultOf[loops.Analyzer].(*loops.Result)
	if all == nil || len(all.Periodics) == 0 {
		return nil, nil
	}
	f := &finder{
		pass:     pass,
		form:     pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		tx:       pass.ResultOf[txscope.Analyzer].(*txscope.Result),
		remote:   pass.ResultOf[remote.Analyzer].(*remote.Result),
		changes:  map[place][]change{},
		bound:    map[*ssa.Parameter]ssa.Value{},
		deciding: map[ssa.Value]bool{},
		channels: map[place][]*ssa.MakeChan{},
	}
	defer f.tx.Lock()()
	for _, fn := range f.tx.Funcs {
		for g := range ssaform.Tree(fn) {
			for instr := range instructions(g) {
				f.note(instr)
			}
		}
	}
	if len(f.tx.Funcs) > 0 {
		// Have: var client = &http.Client{Timeout: time.Second}.
		for instr := range instructions(f.tx.Funcs[0].Pkg.Func("init")) {
			if s, ok := instr.(*ssa.Store); ok {
				f.noteLimit(s)
			}
		}
	}
	for _, p := range all.Periodics {
		f.rounds(p)
	}
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	reported := map[token.Pos]bool{}
	slices.SortStableFunc(f.found, func(a, b finding) int { return int(a.at.Pos() - b.at.Pos()) })
	for _, found := range f.found {
		if !reported[found.at.Pos()] {
			reported[found.at.Pos()] = true
			directive.Report(pass, set, f.diagnostic(found))
		}
	}
	return nil, nil
}

// note remembers what instr changes, makes or configures.
func (f *finder) note(instr ssa.Instruction) {
	if c, ok := f.changeOf(instr); ok {
		f.changes[c.to] = append(f.changes[c.to], c)
	}
	s, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	if made, ok := s.Val.(*ssa.MakeChan); ok {
		if to := f.addressAt(s.Addr, 0); len(to) > 0 {
			f.channels[to[0]] = append(f.channels[to[0]], made)
		}
	}
	f.noteLimit(s)
}

// noteLimit remembers the longest time after which a client's calls give up.
func (f *finder) noteLimit(s *ssa.Store) {
	if to, ok := s.Addr.(*ssa.FieldAddr); ok && knowledge.IsTimeLimit(to.X.Type(), fieldOf(to.X.Type(), to.Field).(*types.Var).Name()) {
		if k, ok := s.Val.(*ssa.Const); ok && k.Value != nil {
			f.clientTimeout = max(f.clientTimeout, time.Duration(k.Int64()))
		}
	}
}

func (f *finder) diagnostic(found finding) analysis.Diagnostic {
	what := nameOf(found.of[0]) + map[kind]string{
		elapsed: " is set", left: " is set", counted: " is reset", filled: " is emptied",
	}[found.kind]
	format := func(what, does string) string {
		return fmt.Sprintf("%s only after %s: until then each round starts it again; do that before the call, or mark it in flight", what, does)
	}
	d := analysis.Diagnostic{
		Category: "inflight",
		Message:  message.Fit(format(what, found.does), format(what, "the call"), format("what is compared is reset", "the call")),
		Related: []analysis.RelatedInformation{
			{Pos: found.trigger.Pos(), Message: "the call is started here"},
			{Pos: found.reset.Pos(), Message: "this makes the comparison false again"},
		},
	}
	d.Pos, d.End = f.extent(found.at)
	if found.rival != nil {
		format := func(does string) string {
			return fmt.Sprintf("%s is tested and set without a lock: two goroutines may both start %s; claim it with CompareAndSwap", nameOf(found.flag), does)
		}
		d.Message = message.Fit(format(found.does), format("the call"))
		d.Related[1] = analysis.RelatedInformation{Pos: found.rival.Pos(), Message: "it is tested here, too"}
		return d
	}
	d.SuggestedFixes = f.fixes(found)
	return d
}

func nameOf(p place) string {
	switch p := p.(type) {
	case *types.Var:
		return p.Name()
	case *ssa.Alloc:
		if token.IsIdentifier(p.Comment) {
			return p.Comment
		}
	}
	return "it"
}
