package unguardedretry

import (
	"go/constant"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// resent reports messages that a consumer sends to its own queue again.
func (c *check) resent() {
	if c.tx == nil {
		return
	}
	for _, fn := range c.tx.Funcs {
		for f := range ssaform.Tree(fn) {
			for call := range ssaform.Calls(f) {
				if !c.sends(call) || !bodyIn(call) || elsewhere(call) || !c.afterAnyFailure(f, call) {
					continue
				}
				d := analysis.Diagnostic{
					Category: "resend",
					Message:  "message sent to its own queue again for every error: what nobody can read or serve goes round at once; park it, and stop at errors that stay",
				}
				d.Pos, d.End = c.form.Extent(call)
				c.report(d)
			}
		}
	}
}

func (c *check) sends(call ssa.CallInstruction) bool {
	for _, does := range c.remote.At(call) {
		if (does.Role == knowledge.Publish || does.Role == knowledge.Enqueue) && !does.Presumed {
			return true
		}
	}
	return false
}

// afterAnyFailure reports whether send runs because another call of f's failed,
// whatever the error was.
func (c *check) afterAnyFailure(f *ssa.Function, send ssa.CallInstruction) bool {
	for call := range ssaform.Calls(f) {
		handle, ok := call.(*ssa.Call)
		if !ok || handle == send || !failureOnly(handle, send) {
			continue
		}
		if e := c.loops.Leading(handle, send); e.Every && !e.Tested {
			return true
		}
	}
	return false
}

// failureOnly reports whether send runs only where the error of handle isn't
// nil.
func failureOnly(handle *ssa.Call, send ssa.CallInstruction) bool {
	for b := send.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cond, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		of := cond.X
		if x, ok := of.(*ssa.Extract); ok {
			of = x.Tuple
		}
		k, isConst := cond.Y.(*ssa.Const)
		if of == handle && isConst && k.IsNil() && (b.Preds[0].Succs[0] == b) == (cond.Op.String() == "!=") {
			return true
		}
	}
	return false
}

// bodyIn reports whether what call is given has the body of a message that was
// received.
func bodyIn(call ssa.CallInstruction) bool {
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if v == nil || seen[v] || len(seen) > 200 {
			return false
		}
		seen[v] = true
		if isBody(v) {
			return true
		}
		switch v := v.(type) {
		case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr:
			for _, ref := range *v.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Store:
					if ref.Addr == v && walk(ref.Val) {
						return true
					}
				case *ssa.FieldAddr:
					if walk(ref) {
						return true
					}
				case *ssa.IndexAddr:
					if walk(ref) {
						return true
					}
				}
			}
			return false
		case ssa.Instruction:
			return slices.ContainsFunc(v.Operands(nil), func(op *ssa.Value) bool { return walk(*op) })
		}
		return false
	}
	return slices.ContainsFunc(call.Common().Args, walk)
}

// isBody reports whether v is the body of a message that was received.
func isBody(v ssa.Value) bool {
	field := func(owner types.Type, i int) bool {
		d, ok := knowledge.DeliveryOf(owner)
		if p, isPtr := owner.Underlying().(*types.Pointer); isPtr {
			owner = p.Elem()
		}
		s, isStruct := owner.Underlying().(*types.Struct)
		return ok && isStruct && s.Field(i).Name() == d.Body
	}
	switch v := v.(type) {
	case *ssa.Field:
		return field(v.X.Type(), v.Field)
	case *ssa.UnOp:
		f, ok := v.X.(*ssa.FieldAddr)
		return ok && field(f.X.Type(), f.Field)
	case *ssa.Call:
		fn := ssaform.Callee(v.Common())
		if fn == nil || fn.Signature().Recv() == nil {
			return false
		}
		d, ok := knowledge.DeliveryOf(fn.Signature().Recv().Type())
		return ok && fn.Name() == d.Body
	}
	return false
}

// elsewhere reports whether the name of the queue that call sends to says that it
// is for what failed, or that the message waits.
func elsewhere(call ssa.CallInstruction) bool {
	return slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool {
		k, ok := arg.(*ssa.Const)
		return ok && k.Value != nil && k.Value.Kind() == constant.String && parked.MatchString(constant.StringVal(k.Value))
	})
}

var parked = regexp.MustCompile(`(?i)dead|dlq|dlx|poison|fail|err|retry|retries|delay|wait|park`)
