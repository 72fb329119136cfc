package sqlquery

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// TakesSQL is the fact about a function that hands a parameter to a sink as it
// is, or about a field that is handed to one: it is an SQL text itself.
type TakesSQL struct {
	Param  int // 0 for a field
	Clause knowledge.Clause
	Conj   knowledge.Conj
	// Args is the parameter that holds the arguments, -1 for none. Named says
	// that it is a struct or map.
	Args  int
	Named bool
}

func (*TakesSQL) AFact() {}

func (f *TakesSQL) String() string { return fmt.Sprintf("sql(%d)", f.Param) }

func (f *TakesSQL) text() knowledge.Text {
	t := knowledge.Text{SQL: knowledge.Param(f.Param), Clause: f.Clause, Conj: f.Conj, Named: f.Named}
	if f.Args >= 0 {
		t.Args = knowledge.Param(f.Args)
	}
	return t
}

// maxWrappers bounds how many wrappers may stand around one another.
const maxWrappers = 6

// wrap finds the functions of the package that hand a parameter to a sink.
func (f *finder) wrap() {
	type candidate struct {
		call *ast.CallExpr
		fn   *types.Func
	}
	var calls []candidate
	f.each([]ast.Node{(*ast.FuncDecl)(nil)}, func(n ast.Node) {
		decl := n.(*ast.FuncDecl)
		fn, ok := f.pass.TypesInfo.Defs[decl.Name].(*types.Func)
		if !ok || decl.Body == nil {
			return
		}
		ast.Inspect(decl.Body, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				calls = append(calls, candidate{call, fn})
			}
			return true
		})
	})
	for range maxWrappers {
		found := false
		for _, c := range calls {
			if _, ok := f.wrappers[c.fn]; ok {
				continue
			}
			callee, ok := typeutil.Callee(f.pass.TypesInfo, c.call).(*types.Func)
			if !ok {
				continue
			}
			if t, ok := f.textOf(callee); ok {
				f.passesField(c.call, t)
				if fact, ok := f.passes(c.fn, c.call, t); ok {
					f.wrappers[c.fn] = fact.text()
					f.pass.ExportObjectFact(c.fn, fact)
					found = true
				}
			}
		}
		if !found {
			return
		}
	}
}

// passesField says of the field of the package that a call takes as its text
// that it is one: other packages may fill it.
func (f *finder) passesField(call *ast.CallExpr, t knowledge.Text) {
	arg := argument(call, t.SQL)
	if arg == nil || t.Clause != knowledge.Statement {
		return
	}
	field := f.varOf(arg)
	if field != nil && field.IsField() && field.Exported() && field.Pkg() == f.pass.Pkg && !f.decls().written[field] {
		f.pass.ExportObjectFact(field, &TakesSQL{Args: -1})
	}
}

// passes returns which parameter of fn the call in it takes as its text.
func (f *finder) passes(fn *types.Func, call *ast.CallExpr, t knowledge.Text) (*TakesSQL, bool) {
	arg := argument(call, t.SQL)
	if t.Clause == knowledge.Same || arg == nil {
		return nil, false
	}
	// Rebind and its like stand between.
	for range maxDepth {
		inner, ok := ast.Unparen(arg).(*ast.CallExpr)
		if !ok {
			break
		}
		if f.pass.TypesInfo.Types[inner.Fun].IsType() && len(inner.Args) == 1 {
			arg = inner.Args[0] // a conversion
			continue
		}
		callee, ok := typeutil.Callee(f.pass.TypesInfo, inner).(*types.Func)
		if !ok {
			return nil, false
		}
		same, ok := f.textOf(callee)
		if !ok || same.Clause != knowledge.Same {
			return nil, false
		}
		if arg = argument(inner, same.SQL); arg == nil {
			return nil, false
		}
	}
	fact := &TakesSQL{Param: f.paramOf(fn, arg), Clause: t.Clause, Conj: t.Conj, Args: -1, Named: t.Named}
	if fact.Param < 0 {
		return nil, false
	}
	if i, ok := t.Args.AsParam(); ok && i < len(call.Args) && (t.Named || f.isSliceAt(call, i) || call.Ellipsis.IsValid() && i == len(call.Args)-1) {
		fact.Args = f.paramOf(fn, call.Args[i])
	}
	return fact, true
}

// paramOf returns the index of fn's parameter that e is, -1 if it is none or
// if the parameter is set anew.
func (f *finder) paramOf(fn *types.Func, e ast.Expr) int {
	v := f.varOf(e)
	if v == nil || f.decls().written[v] {
		return -1
	}
	for i := range fn.Signature().Params().Len() {
		if fn.Signature().Params().At(i) == v {
			return i
		}
	}
	return -1
}
