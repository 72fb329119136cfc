package schema

import (
	"bytes"
	"go/ast"
	"strings"
)

// reseed marks the revivals that only seeds reach: what makes default rows
// again doesn't help who makes a row by hand. A function that nobody calls is
// one of the module's interface.
func (u *uses) reseed() {
	revivals := map[string][]*Use{}
	for _, use := range u.list {
		if use.Kind == Revives && !use.Seeding && use.Func != "" && strings.HasSuffix(use.Place.File, ".go") {
			name := use.Func[strings.LastIndexByte(use.Func, '.')+1:]
			revivals[name] = append(revivals[name], use)
		}
	}
	if len(revivals) == 0 {
		return
	}
	reached, seeded := map[string]bool{}, map[string]bool{}
	for _, f := range u.s.files {
		if f.generated || !u.callsAny(f, revivals) {
			continue
		}
		u.s.load(f)
		for _, decl := range f.syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			seed := seeds(f.name, fn.Name.Name) || strings.Contains(strings.ToLower(fn.Name.Name), "default")
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					name := calledName(call)
					if revivals[name] != nil {
						reached[name] = reached[name] || !seed
						seeded[name] = true
					}
				}
				return true
			})
		}
	}
	for name, uses := range revivals {
		for _, use := range uses {
			use.Seeding = seeded[name] && !reached[name]
		}
	}
}

// callsAny spares the parsing of files that name none of the functions.
func (u *uses) callsAny(f *goFile, revivals map[string][]*Use) bool {
	for name := range revivals {
		if bytes.Contains(f.src, []byte(name+"(")) {
			return true
		}
	}
	return false
}

// calledName returns the name of the function or method that is called.
func calledName(call *ast.CallExpr) string {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}
