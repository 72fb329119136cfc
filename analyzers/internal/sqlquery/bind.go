package sqlquery

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// binder returns what the placeholders of the text of a call are bound to.
func (f *finder) binder(call *ast.CallExpr, t knowledge.Text) binder {
	if t.Prepares {
		return f.bind(func() []ast.Expr { return f.prepared(call) })
	}
	i, ok := t.Args.AsParam()
	if !ok {
		return nil
	}
	if t.Args == t.SQL {
		i++
	}
	return f.positional(call, i)
}

// positional returns a binder for the arguments of a call from the i-th on.
func (f *finder) positional(call *ast.CallExpr, i int) binder {
	return f.bind(func() []ast.Expr { return f.arguments(call, i) })
}

// bind returns a binder for a list of arguments, which is made when it is
// asked for. Unknown ones are nil.
func (f *finder) bind(list func() []ast.Expr) binder {
	var args []ast.Expr
	made := false
	return func(o sqlparse.Operand) ast.Expr {
		f.asked.Lock()
		defer f.asked.Unlock()
		if !made {
			args, made = list(), true
		}
		switch {
		case o.Kind != sqlparse.Param:
			return nil
		case o.Name != "":
			return f.named(args, o.Name)
		case 0 <= o.Param && o.Param < len(args):
			return args[o.Param]
		}
		return nil
	}
}

// arguments returns the arguments of a call from the i-th on, what is spread
// included.
func (f *finder) arguments(call *ast.CallExpr, i int) []ast.Expr {
	if i >= len(call.Args) {
		return nil
	}
	list := call.Args[i:]
	for len(list) > 0 && knowledge.IsQueryOption(f.pass.TypesInfo.TypeOf(list[0])) {
		list = list[1:]
	}
	if len(list) > 0 && !call.Ellipsis.IsValid() && f.isSliceAt(call, i) {
		return f.spread(list[0])
	}
	if !call.Ellipsis.IsValid() || len(list) == 0 {
		return list
	}
	last := len(list) - 1
	return append(list[:last:last], f.spread(list[last])...)
}

// isSliceAt reports whether the i-th argument of a call is for a parameter
// that is a slice and not variadic.
func (f *finder) isSliceAt(call *ast.CallExpr, i int) bool {
	sig := f.signature(call)
	if sig == nil || i >= sig.Params().Len() || sig.Variadic() && i == sig.Params().Len()-1 {
		return false
	}
	_, ok := sig.Params().At(i).Type().Underlying().(*types.Slice)
	return ok
}

// spread returns the elements of a slice as far as they are known.
func (f *finder) spread(e ast.Expr) []ast.Expr {
	values := f.operands(e)
	if len(values) != 1 {
		return nil
	}
	var list []ast.Expr
	for i, p := range values[0].pieces {
		if values[0].sql[p.start:p.end] == elementMark {
			continue
		}
		if i == 0 || values[0].sql[p.start-1:p.start] != elementMark {
			break // a hole for any number of elements
		}
		list = append(list, p.hole)
	}
	return list
}

// named returns what the name of a placeholder is bound to by args: sql.Named
// and its like, or a literal of a map or struct.
func (f *finder) named(args []ast.Expr, name string) ast.Expr {
	for _, arg := range args {
		if arg == nil {
			continue
		}
		if call, ok := ast.Unparen(arg).(*ast.CallExpr); ok && len(call.Args) == 2 {
			if fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func); ok && fn.FullName() == "database/sql.Named" && f.isConstant(call.Args[0], name) {
				return call.Args[1]
			}
		}
		lit := f.composite(arg)
		if lit == nil {
			continue
		}
		if e := f.entry(lit, name); e != nil {
			return e
		}
	}
	return nil
}

// entry returns what a literal of a map or struct has for name.
func (f *finder) entry(lit *ast.CompositeLit, name string) ast.Expr {
	t := f.pass.TypesInfo.TypeOf(lit)
	s, isStruct := t.Underlying().(*types.Struct)
	for i, elem := range lit.Elts {
		kv, ok := elem.(*ast.KeyValueExpr)
		if !ok {
			if isStruct && i < s.NumFields() && isNamed(s, i, name) {
				return elem
			}
			continue
		}
		if !isStruct {
			if f.isConstant(kv.Key, name) {
				return kv.Value
			}
			continue
		}
		for j := range s.NumFields() {
			if key, ok := kv.Key.(*ast.Ident); ok && s.Field(j).Name() == key.Name && isNamed(s, j, name) {
				return kv.Value
			}
		}
	}
	return nil
}

// isNamed reports whether the i-th field of s is bound to the placeholder
// name: by its tag, or else by its own name, which sqlx takes in lower case
// and GORM as it is.
func isNamed(s *types.Struct, i int, name string) bool {
	tag, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("db"), ",")
	return tag == name || tag == "" && strings.EqualFold(s.Field(i).Name(), name)
}

func (f *finder) isConstant(e ast.Expr, s string) bool {
	value, ok := f.constantString(e)
	return ok && value == s
}

// prepared returns the arguments of the one call of a method of the statement
// that call prepares, none if there are more.
func (f *finder) prepared(call *ast.CallExpr) []ast.Expr {
	body := f.body(call.Pos())
	if body == nil {
		return nil
	}
	info := f.pass.TypesInfo
	var stmt types.Object
	var uses []*ast.CallExpr
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && ast.Unparen(n.Rhs[0]) == call {
				if id, ok := n.Lhs[0].(*ast.Ident); ok {
					stmt = info.ObjectOf(id)
				} else if field := f.varOf(n.Lhs[0]); field != nil && field.IsField() {
					stmt, uses = field, f.runs(field)
				}
			}
		case *ast.CallExpr:
			sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
			if !ok || stmt == nil {
				break
			}
			if id, ok := ast.Unparen(sel.X).(*ast.Ident); ok && info.Uses[id] == stmt && sel.Sel.Name != "Close" {
				uses = append(uses, n)
			}
		}
		return true
	})
	if len(uses) != 1 {
		return nil
	}
	first := 0
	if sig, ok := info.TypeOf(uses[0].Fun).Underlying().(*types.Signature); ok && sig.Params().Len() > 1 {
		first = sig.Params().Len() - 1
		// Get and Select have a destination, too.
	}
	return f.arguments(uses[0], first)
}

// runs returns the calls of methods of the statement that a field holds, or that
// a function has made of it: TxStmt(tx, s.stmt).
func (f *finder) runs(field *types.Var) []*ast.CallExpr {
	if f.statementRuns == nil {
		f.statementRuns = map[*types.Var][]*ast.CallExpr{}
		for _, file := range f.pass.Files {
			f.collectRuns(file)
		}
	}
	return f.statementRuns[field]
}

func (f *finder) collectRuns(file *ast.File) {
	made := map[*types.Var]*types.Var{}
	fieldOf := func(e ast.Expr) *types.Var {
		v := f.varOf(e)
		if v == nil || v.IsField() {
			return v
		}
		return made[v]
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 || len(n.Rhs) != 1 {
				break
			}
			call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr)
			v := f.varOf(n.Lhs[0])
			if !ok || v == nil || v.IsField() {
				break
			}
			for _, arg := range call.Args {
				if field := f.varOf(arg); field != nil && field.IsField() && types.Identical(field.Type(), v.Type()) {
					made[v] = field
				}
			}
		case *ast.CallExpr:
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name != "Close" {
				if field := fieldOf(sel.X); field != nil {
					f.statementRuns[field] = append(f.statementRuns[field], n)
				}
			}
		}
		return true
	})
}
