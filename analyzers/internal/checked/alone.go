package checked

import (
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// alone reports whether something keeps a second request out between a find and
// the insert: a lock, here or in all callers, or a serializable transaction.
func (f *finder) alone(fn *ssa.Function, find rowaccess.FindAt, insert ssa.CallInstruction) bool {
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			if call.Pos() >= insert.Pos() || f.around(call, find.Call) {
				continue
			}
			if f.Serialises(call) || find.Verb == sqlparse.Delete && f.owned(call, find.Table) {
				return true
			}
		}
	}
	return f.calledAlone(fn, 0)
}

// around reports whether a call is another one or is written around it, as Scan
// is around QueryRow.
func (f *finder) around(call, inner ssa.CallInstruction) bool {
	e, x := f.Form.Expr(call), f.Form.Expr(inner)
	return call == inner || e != nil && x != nil && e.Pos() <= x.Pos() && x.End() <= e.End()
}

// owned reports whether a call writes the row that the rows of a table belong
// to, whose lock goes on until the transaction ends.
func (f *finder) owned(call ssa.CallInstruction, table string) bool {
	return slices.ContainsFunc(f.Writes(call), func(w rowaccess.WriteAt) bool { return w.Table != table && w.Keyed && !w.Delete }) ||
		slices.ContainsFunc(f.Inserts(call), func(in rowaccess.InsertAt) bool { return in.Table != table })
}

// maxCallers is how far up callers are asked for a lock.
const maxCallers = 3

// calledAlone reports whether all callers of a function that only its package
// calls hold a lock.
func (f *finder) calledAlone(fn *ssa.Function, depth int) bool {
	obj := ssaform.FuncOf(fn)
	if obj == nil || obj.Exported() || depth > maxCallers {
		return false
	}
	callers := f.callersOf(fn)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(call ssa.CallInstruction) bool {
		return !f.holds(call) && !f.calledAlone(outermost(call.Parent()), depth+1)
	})
}

// holds reports whether the function around a call has taken a lock before it.
func (f *finder) holds(at ssa.CallInstruction) bool {
	for g := range ssaform.Tree(outermost(at.Parent())) {
		for call := range ssaform.Calls(g) {
			if call.Pos() < at.Pos() && f.Serialises(call) {
				return true
			}
		}
	}
	return false
}

func (f *finder) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	if f.callers == nil {
		f.callers = map[*ssa.Function][]ssa.CallInstruction{}
		for _, caller := range f.Form.Funcs {
			for g := range ssaform.Tree(caller) {
				for call := range ssaform.Calls(g) {
					if callee := call.Common().StaticCallee(); callee != nil {
						f.callers[callee] = append(f.callers[callee], call)
					}
				}
			}
		}
	}
	return f.callers[fn]
}

// outermost returns the declared function that fn is in.
func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// onlyOnce reports whether a function runs when a program starts, or is set up:
// no two requests make it run at once. Names narrow only.
func onlyOnce(fn *ssa.Function) bool {
	name := strings.ToLower(fn.Name())
	if name == "init" || name == "main" && fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" {
		return true
	}
	file := fn.Prog.Fset.Position(fn.Pos()).Filename
	where := strings.ToLower(filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(file))
	return slices.ContainsFunc([]string{"seed", "migrat", "fixture", "bootstrap"}, func(w string) bool {
		return strings.Contains(name, w) || strings.Contains(where, w)
	})
}
