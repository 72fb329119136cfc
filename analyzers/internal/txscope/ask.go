package txscope

// What effects and the rules ask of a Result.

import (
	"go/token"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Inside returns the scopes that are open where call executes, innermost
// first, each with the instruction of the scope's own function through which
// call runs.
func (r *Result) Inside(instr ssa.Instruction) []Site {
	var out []Site
	seen := map[*ssa.Function]bool{}
	var walk func(instr ssa.Instruction)
	walk = func(instr ssa.Instruction) {
		fn := instr.Parent()
		if seen[fn] {
			return
		}
		seen[fn] = true
		for _, s := range slices.Backward(r.byFn[fn]) {
			if s.OpenAt(instr) {
				out = append(out, Site{s, instr})
			}
		}
		for _, call := range r.callers[fn] {
			walk(call)
		}
	}
	walk(instr)
	return out
}

// A Site is a scope and the instruction in the scope's function at which
// something inside happens.
type Site struct {
	Scope *Scope
	At    ssa.Instruction
}

// Body returns the calls in fn and in the closures that it runs or defers.
func (r *Result) Body(fn *ssa.Function) []ssa.CallInstruction {
	var out []ssa.CallInstruction
	for f := range ssaform.Tree(fn) {
		if f != fn && len(r.callers[f]) == 0 && !r.deferred(f) {
			continue // stored, returned or passed to a function that isn't known to call it
		}
		for call := range ssaform.Calls(f) {
			out = append(out, call)
		}
	}
	return out
}

// deferred reports whether the closure f is what a defer statement calls.
func (r *Result) deferred(f *ssa.Function) bool {
	mc := r.form.Closures[f]
	if mc == nil {
		return false
	}
	for _, ref := range *mc.Referrers() {
		if d, ok := ref.(*ssa.Defer); ok && d.Call.Value == mc {
			return true
		}
	}
	return false
}

// IsHandle reports whether v may be a transaction's handle, and is not the
// nil that stands for none.
func (r *Result) IsHandle(v ssa.Value) bool {
	for _, o := range r.Origins(v) {
		switch {
		case o.Kind == FromLiteral:
		case o.Kind == FromBegin, r.HandleKind(v.Type()) == knowledge.Tx, r.HandleKind(v.Type()) == knowledge.Either:
			return true
		case o.Root != nil && o.Path == "" && (r.HandleKind(o.Root.Type()) == knowledge.Tx || r.HandleKind(o.Root.Type()) == knowledge.Either):
			return true
		}
	}
	return false
}

// Stored returns what is stored to the field of the local variable o.
func (r *Result) Stored(o Origin, field string) []ssa.Value {
	var out []ssa.Value
	if a, ok := o.Root.(*ssa.Alloc); ok {
		for _, s := range r.storesOf(a) {
			if s.path == o.Path+"."+field {
				out = append(out, s.val)
			}
		}
	}
	return out
}

// Returned returns what fn returns as result k.
func (r *Result) Returned(fn *ssa.Function, k int) []ssa.Value {
	var out []ssa.Value
	for ret := range returns(fn) {
		out = append(out, ret.Results[k])
	}
	return out
}

// MaySucceedAfter reports whether fn may still return without an error after
// call, one of its own or of a closure in it.
func (r *Result) MaySucceedAfter(fn *ssa.Function, call ssa.Instruction) bool {
	for f := call.Parent(); f != fn; f = call.Parent() {
		callers := r.callers[f]
		if len(callers) == 0 {
			return true // deferred
		}
		if _, ok := call.(*ssa.Go); !ok && !(&Scope{Kind: Handed, Fn: f}).CommitReachable(call) {
			return false
		}
		call = callers[0]
		if call.Parent() == f {
			return true
		}
	}
	return (&Scope{Kind: Handed, Fn: fn}).CommitReachable(call)
}

// Calls yields the calls of all functions and closures, defers excepted, in
// source order of the functions.
func (r *Result) Calls() iter.Seq[ssa.CallInstruction] {
	return func(yield func(ssa.CallInstruction) bool) {
		for _, fn := range r.Funcs {
			for f := range ssaform.Tree(fn) {
				for call := range ssaform.Calls(f) {
					if _, ok := call.(*ssa.Defer); !ok && !yield(call) {
						return
					}
				}
			}
		}
	}
}

// HandedTo reports whether call passes the handle of s, or something that
// embeds it, other than in a context: what callees take out of contexts their
// summaries say.
func (r *Result) HandedTo(s *Scope, call ssa.CallInstruction) bool {
	return slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool {
		return !isContext(arg.Type()) && r.canHold(arg.Type()) && r.Carries(s, arg)
	})
}

// CtxLookups returns what fn takes out of its context parameters that can be
// a handle.
func (r *Result) CtxLookups(fn *ssa.Function) []Ref {
	var out []Ref
	note := func(os []Origin) {
		for _, o := range os {
			if o.Kind == FromCtx {
				if ref, ok := r.Ref(fn, o); ok {
					out = append(out, ref)
				}
			}
		}
	}
	for f := range ssaform.Tree(fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				switch v := instr.(type) {
				case *ssa.TypeAssert:
					if r.HandleKind(v.AssertedType) != knowledge.NoHandle {
						note(r.Origins(v.X))
					}
				case *ssa.Call:
					results := v.Common().Signature().Results()
					for k := range results.Len() {
						if r.HandleKind(results.At(k).Type()) != knowledge.NoHandle {
							note(r.callOrigins(v, k))
						}
					}
				}
			}
		}
	}
	sortRefs(&out)
	return out
}

// CtxArgs returns what the contexts carry that c is given.
func (r *Result) CtxArgs(c *ssa.CallCommon) []Origin {
	var out []Origin
	for _, arg := range c.Args {
		if isContext(arg.Type()) {
			out = append(out, r.ctxOrigins(arg)...)
		}
	}
	return out
}

// AlwaysTx reports whether o is a parameter for which every call in the
// package passes the handle of an open transaction, or such a parameter.
func (r *Result) AlwaysTx(o Origin) bool {
	p, ok := o.Root.(*ssa.Parameter)
	if !ok || o.Path != "" || p.Parent().Parent() != nil {
		return false
	}
	if always, ok := r.alwaysTx[p]; ok {
		return always
	}
	r.alwaysTx[p] = false // a recursive call shows nothing
	i := slices.Index(p.Parent().Params, p)
	obj := ssaform.FuncOf(p.Parent())
	always := false
	for call := range r.Calls() {
		if ssaform.Callee(call.Common()) != obj {
			continue
		}
		arg := ssaform.Argument(call.Common(), i)
		always = arg != nil && (slices.ContainsFunc(r.Inside(call), func(site Site) bool { return r.Carries(site.Scope, arg) }) ||
			slices.ContainsFunc(r.Origins(arg), r.AlwaysTx))
		if !always {
			break
		}
	}
	r.alwaysTx[p] = always
	return always
}

// AnyCarries reports whether a value from one of the origins may be, or
// embed, the handle of s.
func (r *Result) AnyCarries(s *Scope, os []Origin) bool {
	for _, o := range os {
		t := map[ssa.Value]bool{}
		r.taintOrigin(o, t)
		for root := range t {
			if s.Roots[root] {
				return true
			}
		}
	}
	return false
}

// Name is how the source calls the value o: "s.db".
func Name(o Origin) string {
	path := strings.ReplaceAll(o.Path, ".[]", "[…]")
	switch {
	case o.Kind == FromGlobal:
		return o.Name[strings.LastIndexByte(o.Name, '.')+1:] + path
	case o.Kind == FromCall:
		if fn := ssaform.Callee(o.Root.(*ssa.Call).Common()); fn != nil {
			return fn.Name() + "()" + path
		}
	case o.Kind == FromVar:
		if c := o.Root.(*ssa.Alloc).Comment; token.IsIdentifier(c) {
			return c + path
		}
	case o.Kind == FromCtx:
		return "the context " + o.Root.Name()
	case o.Root != nil && token.IsIdentifier(o.Root.Name()):
		return o.Root.Name() + path
	}
	return "another handle"
}

// Extent returns where a call stands in the source. See [ssaform.Form.Extent].
func (r *Result) Extent(call ssa.CallInstruction) (pos, end token.Pos) { return r.form.Extent(call) }
