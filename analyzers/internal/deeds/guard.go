package deeds

// Marks of what was done: a deed that is skipped when it was done before isn't
// one.

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// guarded reports whether call runs only if something that was read says that it
// wasn't done before: a claim that a remote call granted, or a value that is
// written after it.
func (r *Result) guarded(call ssa.CallInstruction) bool {
	if _, ok := call.(*ssa.Call); !ok {
		return false
	}
	for p := call.Block().Idom(); p != nil; p = p.Idom() {
		branch, ok := p.Instrs[len(p.Instrs)-1].(*ssa.If)
		if !ok || !slices.ContainsFunc(p.Succs, func(s *ssa.BasicBlock) bool { return len(s.Preds) == 1 && s.Dominates(call.Block()) }) {
			continue
		}
		for _, x := range r.asked(branch.Cond) {
			if x.claim || r.marked(call, x) {
				return true
			}
		}
	}
	return false
}

// An asking is what a condition asks for: the answer of a remote call, a variable
// that a column was read into, whichever it was, or a field.
type asking struct {
	claim bool
	any   bool
	field string
}

func (r *Result) asked(cond ssa.Value) []asking {
	var out []asking
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		if v == nil || seen[v] || types.Identical(v.Type(), errorType) {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.BinOp:
			walk(v.X)
			walk(v.Y)
		case *ssa.Phi:
			for _, e := range v.Edges {
				walk(e)
			}
		case *ssa.UnOp:
			if v.Op != token.MUL {
				walk(v.X)
				return
			}
			switch addr := v.X.(type) {
			case *ssa.FieldAddr:
				if a, ok := addr.X.(*ssa.Alloc); ok && r.oneColumn(a) {
					out = append(out, asking{any: true}) // sql.NullTime's Valid
					return
				}
				out = append(out, asking{field: fieldName(addr.X.Type(), addr.Field)})
			case *ssa.Alloc:
				if st := lastStore(v, addr); st != nil {
					walk(st.Val)
				} else if r.filled(addr) {
					out = append(out, asking{any: true})
				}
			}
		case *ssa.Field:
			out = append(out, asking{field: fieldName(v.X.Type(), v.Field)})
		case *ssa.Extract:
			walk(v.Tuple)
		case *ssa.Call:
			if len(r.remote.At(v)) > 0 {
				out = append(out, asking{claim: true})
				return
			}
			// Have: order.MailedAt.IsZero(), res.RowsAffected(), cmd.Val().
			if fn := ssaform.Callee(v.Common()); fn != nil && fn.Signature().Recv() != nil {
				walk(ssaform.Argument(v.Common(), 0))
			}
		}
	}
	walk(cond)
	return out
}

func fieldName(t types.Type, i int) string {
	if s, ok := deref(t).Underlying().(*types.Struct); ok {
		return s.Field(i).Name()
	}
	return ""
}

// oneColumn reports whether a is a struct that stands for one column: of the
// standard library, or of no package of the project.
func (r *Result) oneColumn(a *ssa.Alloc) bool {
	n := knowledge.Named(deref(a.Type()))
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg() != r.pass.Pkg && !r.form.SameModule(n.Obj().Pkg().Path()) && r.filled(a)
}

// filled reports whether a variable's address is given to a call, as to Scan.
func (r *Result) filled(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			return true
		case *ssa.Call:
			return !ref.Call.IsInvoke() || ref.Call.Value != ssa.Value(a)
		}
	}
	return false
}

// marked reports whether something is written after call that may be what was
// asked for: the field itself, a column of that name, or what isn't known.
func (r *Result) marked(call ssa.CallInstruction, x asking) bool {
	reached := r.succeeded(call)
	for _, b := range call.Parent().Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if f, ok := instr.Addr.(*ssa.FieldAddr); ok && reached[b] && !x.any && fieldName(f.X.Type(), f.Field) == x.field {
					return true
				}
			case *ssa.Call:
				if instr != call && comesAfter(call, instr, reached) && r.mayMark(instr, x) {
					return true
				}
			}
		}
	}
	return false
}

func (r *Result) mayMark(call *ssa.Call, x asking) bool {
	writes := false
	for _, does := range r.remote.At(call) {
		writes = writes || does.Role == knowledge.Exec || does.Presumed
	}
	if !writes {
		return false
	}
	if r.rows == nil || x.any {
		return true
	}
	known := r.rows.Writes(call)
	return len(known) == 0 || slices.ContainsFunc(known, func(w rowaccess.WriteAt) bool {
		return w.All || slices.ContainsFunc(w.Sets, func(s rowaccess.Set) bool { return plain(s.Column) == plain(x.field) })
	})
}

// plain is a name without what Go and SQL write differently.
func plain(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// permanent reports whether call makes an error for which a job isn't run again.
func (r *Result) permanent(call *ssa.Call) bool {
	if fn := ssaform.Callee(call.Common()); fn != nil && permanentMark(fn) {
		return true
	}
	found := false
	for _, arg := range call.Call.Args {
		if s, ok := arg.(*ssa.Slice); ok {
			r.stored(s.X, func(_ string, v ssa.Value) { found = found || r.permanentValue(v) })
		}
		found = found || r.permanentValue(arg)
	}
	return found
}

func permanentMark(obj types.Object) bool {
	m, ok := knowledge.MarkOf(obj)
	return ok && m.Permanent
}

// permanentValue reports whether v is such an error itself.
func (r *Result) permanentValue(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		g, ok := v.X.(*ssa.Global)
		return ok && g.Object() != nil && permanentMark(g.Object())
	case *ssa.MakeInterface:
		return r.permanentValue(v.X)
	case *ssa.ChangeInterface:
		return r.permanentValue(v.X)
	case *ssa.Call:
		return r.permanent(v)
	}
	return false
}

// freshExpr reports whether e is another value each time: uuid.New(), or a
// variable that was set to it.
func (r *Result) freshExpr(e ast.Expr, in *ast.FuncDecl) bool { return r.freshCall(e, in) != nil }
