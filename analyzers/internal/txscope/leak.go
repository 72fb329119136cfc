package txscope

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// LeakingReturns returns the returns of s.Fn at which the transaction that it
// began is neither ended nor handed on. It is must-analysis in one respect: a
// handle that leaves the function's sight leaks nowhere.
func (r *Result) LeakingReturns(s *Scope) []*ssa.Return {
	if s.Kind != Manual || s.Begin.Parent() != s.Fn || s.deferredEnd || r.escapes(s) {
		return nil
	}
	responsible := len(s.ends) > 0 // for the transaction: it ends it or hands it on somewhere
	var out []*ssa.Return
	for ret := range returns(s.Fn) {
		if !s.OpenAt(ret) {
			continue
		}
		handed := false
		for _, v := range ret.Results {
			handed = handed || r.canHold(v.Type()) && r.Carries(s, v)
		}
		if handed {
			responsible = true
		} else {
			out = append(out, ret)
		}
	}
	if !responsible {
		return nil
	}
	return out
}

// escapes reports whether the handle of s may be ended by code that isn't
// seen: it is stored, sent, or given to a function that nothing is known of.
func (r *Result) escapes(s *Scope) bool {
	carries := func(v ssa.Value) bool { return v != nil && r.canHold(v.Type()) && r.Carries(s, v) }
	for f := range ssaform.Tree(s.Fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if !carries(instr.Val) {
						continue
					}
					for _, o := range r.Origins(instr.Addr) {
						if o.Kind != FromVar {
							return true
						}
					}
				case *ssa.Send:
					if carries(instr.X) {
						return true
					}
				case *ssa.MapUpdate:
					if carries(instr.Value) {
						return true
					}
				case *ssa.Go:
					return true
				case ssa.CallInstruction:
					if r.hidden(instr.Common()) {
						// Rows and results embed the handle too: only itself,
						// or a function that has it, can be made to end it.
						for _, arg := range instr.Common().Args {
							_, isFunc := arg.Type().Underlying().(*types.Signature)
							if (isFunc || r.HandleKind(arg.Type()) != knowledge.NoHandle) && carries(arg) {
								return true
							}
						}
					}
				}
			}
		}
	}
	return false
}

// hidden reports whether nothing is known of what c calls.
func (r *Result) hidden(c *ssa.CallCommon) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	fn := ssaform.Callee(c)
	if fn == nil {
		for _, o := range r.Origins(c.Value) {
			if o.Kind != FromFunc {
				return true
			}
		}
		return false
	}
	if _, ok := r.Library(fn); ok {
		return false
	}
	if c.IsInvoke() {
		return len(r.form.Implementations(fn)) == 0
	}
	return fn.Pkg() != r.pass.Pkg && (fn.Pkg() == nil || !r.reached[fn.Pkg().Path()] && !r.form.SameModule(fn.Pkg().Path()))
}

// An Ending is a call that ends a scope's transaction.
type Ending struct {
	Call   *ssa.Call
	Commit bool
}

// Endings returns the calls in s.Fn that end s, deferred ones left out, in
// order of the blocks.
func (s *Scope) Endings() []Ending {
	var out []Ending
	for _, b := range s.Fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if commit, ok := s.ends[call]; ok {
					out = append(out, Ending{call, commit})
				}
			}
		}
	}
	return out
}

// UsedAfter returns the queries through the handle of s that run only after
// call, an ending of it: on every path the transaction is over.
func (r *Result) UsedAfter(s *Scope, end Ending) []ssa.CallInstruction {
	if s.Begin == nil || inLoop(s.Begin) {
		return nil // the handle of the next round
	}
	var out []ssa.CallInstruction
	for call := range ssaform.Calls(s.Fn) {
		if _, ok := call.(*ssa.Call); !ok || !after(call, end.Call) || s.OpenAt(call) {
			continue
		}
		f, ok := r.library(call.Common())
		if !ok || !f.Role.IsQuery() {
			continue
		}
		on := ssaform.Operand(call.Common(), f.On)
		if on == nil {
			continue
		}
		// The handle itself: what was loaded through it may be used.
		for _, o := range r.Origins(on) {
			if o.Kind == FromBegin && o.Root == s.begin() {
				out = append(out, call)
				break
			}
		}
	}
	return out
}

// after reports whether call runs only after end has run.
func after(call ssa.Instruction, end *ssa.Call) bool {
	if call.Block() != end.Block() {
		return end.Block().Dominates(call.Block())
	}
	for _, instr := range call.Block().Instrs {
		switch instr {
		case end:
			return true
		case call:
			return false
		}
	}
	return false
}

// UncheckedCommits returns the commits of s whose outcome nobody looks at,
// where the outcome is not a plain error, which errcheck and vet look after:
// gorm's Commit returns a *DB.
func (r *Result) UncheckedCommits(s *Scope) []*ssa.Call {
	var out []*ssa.Call
	for _, end := range s.Endings() {
		f, ok := r.library(end.Call.Common())
		if !ok || f.Role != knowledge.Commit || len(*end.Call.Referrers()) > 0 {
			continue
		}
		results := end.Call.Common().Signature().Results()
		if results.Len() == 1 && r.HandleKind(results.At(0).Type()) != knowledge.NoHandle {
			out = append(out, end.Call)
		}
	}
	return out
}
