package chains

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// reaches reports whether the control flow leads from after one instruction to
// another without passing begin, where a new statement starts, and without the
// edges that closed tells.
func reaches(from, to, begin ssa.Instruction, closed func(from, to *ssa.BasicBlock) bool) bool {
	if from.Parent() != to.Parent() {
		return false
	}
	// through walks the instructions of a block: whether to is among them, and
	// whether its end is reached.
	through := func(instrs []ssa.Instruction) (found, end bool) {
		for _, instr := range instrs {
			switch instr {
			case to:
				return true, false
			case begin:
				return false, false
			}
		}
		return false, true
	}
	block := from.Block()
	found, end := through(block.Instrs[slices.Index(block.Instrs, from)+1:])
	if found || !end {
		return found
	}
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock) bool
	walk = func(b *ssa.BasicBlock) bool {
		for _, next := range b.Succs {
			if closed != nil && closed(b, next) || seen[next] {
				continue
			}
			seen[next] = true
			found, end := through(next.Instrs)
			if found || end && walk(next) {
				return true
			}
		}
		return false
	}
	return walk(block)
}

// inLoop reports whether v is made anew each time that at is reached again.
func inLoop(v ssa.Value, at ssa.Instruction) bool {
	made, ok := v.(ssa.Instruction)
	return ok && made.Parent() == at.Parent() && reaches(at, made, nil, nil) && reaches(made, at, nil, nil)
}

// failing reports whether victim runs after leaver has found nothing: the code
// looks at leaver's error, and victim is behind.
func (b *body) failing(leaver, victim *event, begin ssa.Instruction) bool {
	call, ok := leaver.at.(*ssa.Call)
	if !ok {
		return false
	}
	type edge struct{ from, to *ssa.BasicBlock }
	closed := map[edge]bool{}
	for _, err := range errorsOf(call) {
		for _, use := range *err.Referrers() {
			cond, ok := use.(ssa.Value)
			if !ok || cond.Referrers() == nil {
				continue
			}
			// The edge on which the error is none, or not that of no row.
			var fine int
			switch use := use.(type) {
			case *ssa.BinOp:
				if !isNil(use.X) && !isNil(use.Y) {
					continue
				}
				switch use.Op {
				case token.EQL:
					fine = 0
				case token.NEQ:
					fine = 1
				default:
					continue
				}
			case *ssa.Call:
				fn := ssaform.Callee(use.Common())
				if fn == nil || fn.FullName() != "errors.Is" {
					continue
				}
				fine = 1
			default:
				continue
			}
			for _, test := range *cond.Referrers() {
				if branch, ok := test.(*ssa.If); ok {
					closed[edge{branch.Block(), branch.Block().Succs[fine]}] = true
				}
			}
		}
	}
	return len(closed) > 0 && reaches(leaver.at, victim.at, begin, func(from, to *ssa.BasicBlock) bool { return closed[edge{from, to}] })
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// errorsOf returns the loads of the error that a builder holds.
func errorsOf(call *ssa.Call) []ssa.Value {
	var out []ssa.Value
	for _, instr := range *call.Referrers() {
		field, ok := instr.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if ptr, ok := field.Type().(*types.Pointer); !ok || !types.Identical(ptr.Elem(), types.Universe.Lookup("error").Type()) {
			continue
		}
		for _, use := range *field.Referrers() {
			if load, ok := use.(*ssa.UnOp); ok && load.Op == token.MUL {
				out = append(out, load)
			}
		}
	}
	return out
}
