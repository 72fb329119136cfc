// Package loops tells the loops that repeat a call because it failed from those
// that poll, consume, accept or iterate, and finds what runs again and again in
// time.
//
// A loop is a cycle of the control flow graph, whatever statement made it; a
// function that calls itself; or a closure that a runner, of a library or of the
// project, calls again after it failed.
//
// It is a retry loop if some way leads from the failure of a remote call back to
// that call, the call's arguments don't change with the iteration, success leaves
// the loop, and the iteration doesn't begin with a blocking receive of new work.
package loops

import (
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// Analyzer finds the loops of a package; its result is a *[Result], nil for a
// package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name:       "loops",
	Doc:        "tell retry loops from polls, consumers and iterations",
	Run:        run,
	Requires:   []*analysis.Analyzer{ssaform.Analyzer, txscope.Analyzer, remote.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Accepts), new(Repeats), new(Ticks)},
}

// A Kind says why a loop goes round.
type Kind uint8

const (
	Other     Kind = iota
	Retry          // a call failed
	Poll           // what a call asks for isn't there yet, or to ask again later
	Consumer       // for the next message or job
	Accept         // for the next connection
	Iteration      // for the next element, page or position
)

// A Form says how a loop is made.
type Form uint8

const (
	InCycle   Form = iota // of the control flow graph: for, range, goto
	Recursion             // the function calls itself
	Runner                // a function calls the closure that it is given, again
)

// A Loop repeats calls.
type Loop struct {
	Kind Kind
	Form Form
	// Fn is the function or closure that repeats: that has the cycle, calls
	// itself, or is called again.
	Fn *ssa.Function
	// Cycle is nil unless Form is InCycle.
	*ssaform.Cycle
	// Run is the call of a Runner, or the recursive call.
	Run ssa.CallInstruction
	// Attempts are the remote calls that are made again after they failed, with
	// the same arguments, in source order. A loop that isn't a Retry may have
	// some: a poll goes on when it fails, too.
	Attempts []*Attempt
	// Bound says what ends a series of failures.
	Bound Bound

	repeat Repeat // of a Runner
}

// A Bound says what ends a series of failures.
type Bound struct {
	Capped    bool // the number of attempts
	Deadline  bool // the time since the first one
	Cancelled bool // a context, or a channel that is closed
	// Unknown says that something ends it that isn't understood.
	Unknown bool
}

// An Attempt is a remote call that is made again after it failed.
type Attempt struct {
	Loop *Loop
	Call ssa.CallInstruction
	Does []remote.Call
	// Err is the error that Call returns.
	Err ssa.Value
	// Check is where the error is tested, the call's place if nothing tests it.
	Check token.Pos
	// Back is where the way ends that leads from the failure to the next attempt
	// without a wait: at a continue or goto, or at the end of the failure's
	// branch. NoPos if every way waits.
	Back token.Pos
	// Again says that it is also made again after it succeeded, whatever the
	// result; Leaves that success may end the loop.
	Again, Leaves bool
	// Errors are those that the call is made again for.
	Errors Errors
}

// Errors says for which errors a call is made again.
type Errors struct {
	// Every says that nothing looks at which error it is.
	Every bool
	// Classes are the known ones, if Every is false.
	Classes knowledge.Failure
	// Unknown says that a test decides that isn't understood; there may be more
	// than Classes.
	Unknown bool
	// Tested says that an error that is known to be permanent, or unlike those
	// that pass, ends the loop.
	Tested bool
}

// Repeats is the fact about a function that calls its func parameters again
// after they failed.
type Repeats struct {
	List []Repeat
}

// A Repeat says how a function calls a func parameter again.
type Repeat struct {
	Param int
	Path  string
	Errors
	Bound
	// Waits says that every way from the failure to the next call waits.
	Waits bool
	// Answer says how the results of what is called again decide, Marked that
	// only errors that a mark says so of have another attempt.
	Answer knowledge.Answer
	Marked bool
}

func (*Repeats) AFact() {}

func (r *Repeats) String() string {
	var words []string
	for _, rep := range r.List {
		word := fmt.Sprintf("repeats(%d%s) %s", rep.Param, rep.Path, rep.Errors)
		if !rep.Waits {
			word += " hot"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// A Result holds the loops of one package.
type Result struct {
	// Loops are in source order.
	Loops []*Loop
	// Periodics are in source order.
	Periodics []*Periodic

	pass   *analysis.Pass
	form   *ssaform.Form
	tx     *txscope.Result
	remote *remote.Result
	flow   *errorFlow

	own      map[*types.Func][]Repeat
	imported map[*types.Func][]Repeat
	runs     map[*ssa.Function][]*Loop // the runners of a closure
	// unselective are the calls of func parameters that are made again after any
	// error, without end.
	unselective map[*ssa.Call]bool
}

// maxRounds bounds how deep a runner may be wrapped by functions that call each
// other.
const maxRounds = 4

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	if tx == nil {
		return (*Result)(nil), nil
	}
	defer tx.Lock()()
	r := &Result{
		pass:   pass,
		form:   pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		tx:     tx,
		remote: pass.ResultOf[remote.Analyzer].(*remote.Result),
		own:    map[*types.Func][]Repeat{},

		unselective: map[*ssa.Call]bool{},
	}
	r.flow = newErrorFlow(pass, r.form)
	r.flow.export()
	for range maxRounds {
		r.imported = map[*types.Func][]Repeat{}
		r.runs = map[*ssa.Function][]*Loop{}
		r.Loops = nil
		changed := false
		for _, fn := range tx.Postorder {
			r.runners(fn)
			if obj := ssaform.FuncOf(fn); obj != nil {
				if list := r.summarize(fn); !slices.Equal(list, r.own[obj]) {
					r.own[obj] = list
					changed = true
				}
			}
		}
		if !changed {
			break
		}
	}
	for _, fn := range tx.Funcs {
		for g := range ssaform.Tree(fn) {
			r.cycles(g)
		}
		r.recursions(fn)
		if obj := ssaform.FuncOf(fn); obj != nil && len(r.own[obj]) > 0 {
			pass.ExportObjectFact(obj, &Repeats{r.own[obj]})
		}
	}
	for m := range r.form.InterfaceMethods() {
		if list := r.repeatsOf(m); len(list) > 0 {
			pass.ExportObjectFact(m, &Repeats{list})
		}
	}
	sorted(pass.Fset, r.Loops)
	r.Periodics = periodics(pass, tx)
	return r, nil
}
