package sqlquery

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// decls is what the declarations and assignments of a package say about its
// variables, read once.
type decls struct {
	constants map[*types.Const]ast.Expr
	inits     map[*types.Var]ast.Expr // what the declaration of a variable gives it
	// written are the variables and fields that are set elsewhere than where
	// they are declared, or whose address is taken.
	written  map[*types.Var]bool
	embedded map[*types.Var]string         // file names
	funcs    map[*types.Func]*ast.FuncDecl // those with a body
	calls    map[*types.Func][]*ast.CallExpr
	fields   map[*types.Var][]ast.Expr // what composite literals give a field
}

func (f *finder) decls() *decls {
	if f.declared != nil {
		return f.declared
	}
	d := &decls{
		map[*types.Const]ast.Expr{}, map[*types.Var]ast.Expr{}, map[*types.Var]bool{},
		map[*types.Var]string{}, map[*types.Func]*ast.FuncDecl{}, map[*types.Func][]*ast.CallExpr{}, map[*types.Var][]ast.Expr{},
	}
	f.declared = d
	var again []remade
	for _, file := range f.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				f.declare(d, n)
			case *ast.FuncDecl:
				if fn, ok := f.pass.TypesInfo.Defs[n.Name].(*types.Func); ok && n.Body != nil {
					d.funcs[fn] = n
				}
			case *ast.CallExpr:
				if fn, ok := typeutil.Callee(f.pass.TypesInfo, n).(*types.Func); ok && fn.Pkg() == f.pass.Pkg {
					d.calls[fn.Origin()] = append(d.calls[fn.Origin()], n)
				}
			case *ast.AssignStmt:
				if v, call := f.madeOfItself(n); call != nil {
					again = append(again, remade{v, call})
				} else {
					f.assign(d, n)
				}
			case *ast.UnaryExpr:
				if v := f.varOf(n.X); n.Op == token.AND && v != nil {
					d.written[v] = true
				}
			case *ast.IncDecStmt:
				if v := f.varOf(n.X); v != nil {
					d.written[v] = true
				}
			case *ast.RangeStmt:
				for _, e := range []ast.Expr{n.Key, n.Value} {
					if v := f.varOf(e); v != nil {
						d.written[v] = true
					}
				}
			case *ast.CompositeLit:
				f.fill(d, n)
			}
			return true
		})
	}
	for _, a := range again {
		if !f.respaces(d, a.call) {
			d.written[a.v] = true
		}
	}
	return d
}

// remade is a variable that is set to what a call makes of it.
type remade struct {
	v    *types.Var
	call *ast.CallExpr
}

// madeOfItself returns the variable, and the call, of v = f(v).
func (f *finder) madeOfItself(s *ast.AssignStmt) (*types.Var, *ast.CallExpr) {
	if s.Tok != token.ASSIGN || len(s.Lhs) != 1 || len(s.Rhs) != 1 {
		return nil, nil
	}
	v := f.varOf(s.Lhs[0])
	call, ok := ast.Unparen(s.Rhs[0]).(*ast.CallExpr)
	if v == nil || !ok || len(call.Args) != 1 || f.varOf(call.Args[0]) != v {
		return nil, nil
	}
	return v, call
}

// respaces reports whether a call changes the white space of a text only.
func (f *finder) respaces(d *decls, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	switch fn.FullName() {
	case "strings.TrimSpace":
		return true
	case "(*strings.Replacer).Replace":
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		replacer := f.varOf(sel.X)
		if replacer == nil || d.written[replacer] {
			return false
		}
		made, ok := d.inits[replacer].(*ast.CallExpr)
		return ok && !slices.ContainsFunc(made.Args, func(arg ast.Expr) bool {
			v := f.pass.TypesInfo.Types[arg].Value
			return v == nil || v.Kind() != constant.String || strings.TrimSpace(constant.StringVal(v)) != ""
		})
	}
	return false
}

// declare reads constants and variables.
func (f *finder) declare(d *decls, decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for i, name := range spec.Names {
			var init ast.Expr
			if len(spec.Values) == len(spec.Names) {
				init = spec.Values[i]
			}
			switch obj := f.pass.TypesInfo.Defs[name].(type) {
			case *types.Const:
				d.constants[obj] = init
			case *types.Var:
				if init != nil {
					d.inits[obj] = init
				}
				for _, doc := range []*ast.CommentGroup{decl.Doc, spec.Doc} {
					if file := embedDirective(doc); file != "" {
						d.embedded[obj] = file
					}
				}
			}
		}
	}
}

// embedDirective returns the one file that a //go:embed names.
func embedDirective(doc *ast.CommentGroup) string {
	if doc == nil {
		return ""
	}
	for _, c := range doc.List {
		if rest, ok := strings.CutPrefix(c.Text, "//go:embed "); ok {
			if names := strings.Fields(rest); len(names) == 1 {
				return strings.Trim(names[0], "\"`")
			}
		}
	}
	return ""
}

func (f *finder) assign(d *decls, s *ast.AssignStmt) {
	for i, lhs := range s.Lhs {
		if s.Tok == token.DEFINE {
			id, _ := lhs.(*ast.Ident)
			if v, ok := f.pass.TypesInfo.Defs[id].(*types.Var); ok {
				if len(s.Lhs) == len(s.Rhs) {
					d.inits[v] = s.Rhs[i]
				}
				continue
			}
		}
		if v := f.varOf(lhs); v != nil {
			d.written[v] = true
		}
		// An element of a slice, array or map.
		if x, ok := ast.Unparen(lhs).(*ast.IndexExpr); ok {
			if v := f.varOf(x.X); v != nil {
				d.written[v] = true
			}
		}
	}
}

// fill reads what a composite literal gives the fields of a struct.
func (f *finder) fill(d *decls, lit *ast.CompositeLit) {
	_, s := f.structOf(lit)
	if s == nil {
		return
	}
	for i, elem := range lit.Elts {
		if kv, ok := elem.(*ast.KeyValueExpr); ok {
			if v := f.varOf(kv.Key); v != nil && v.IsField() {
				d.fields[v] = append(d.fields[v], kv.Value)
			}
			continue
		}
		if i < s.NumFields() {
			v := s.Field(i).Origin()
			d.fields[v] = append(d.fields[v], elem)
		}
	}
}

// varOf returns the variable or field that e is, nil if it is none.
func (f *finder) varOf(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := f.pass.TypesInfo.ObjectOf(e).(*types.Var); ok {
			return v.Origin()
		}
	case *ast.SelectorExpr:
		return f.varOf(e.Sel)
	}
	return nil
}

// stored returns what the package's composite literals set a field to that
// nothing else sets.
func (f *finder) stored(field *types.Var) []ast.Expr {
	if field.Pkg() != f.pass.Pkg || f.decls().written[field] {
		return nil
	}
	return f.decls().fields[field]
}
