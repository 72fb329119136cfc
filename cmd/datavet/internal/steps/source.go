package steps

import (
	"go/ast"
	"go/parser"
	"path"
	"strconv"
)

// A name is that of a function, whose type is empty, or of a method or field.
type name struct{ of, name string }

// A pkg is what the files of a package declare.
type pkg struct {
	decls  map[name]decl
	fields map[name]ast.Expr // types of struct fields
}

// A decl declares a function, or an interface's method, which has no fn.
type decl struct {
	name    *ast.Ident
	fn      *ast.FuncDecl
	imports map[string]string // paths by name
}

func newPkg() *pkg { return &pkg{decls: map[name]decl{}, fields: map[name]ast.Expr{}} }

// load reads a package; one that isn't known declares nothing.
func (r *Resolver) load(path string) *pkg {
	if p, ok := r.packages[path]; ok {
		return p
	}
	p := newPkg()
	r.packages[path] = p
	for _, file := range r.files(path) {
		if f := r.parse(file); f != nil {
			p.add(f)
		}
	}
	return p
}

// parse returns what can be read of a file, nil if nothing can.
func (r *Resolver) parse(file string) *ast.File {
	if f, ok := r.parsed[file]; ok {
		return f
	}
	f, _ := parser.ParseFile(r.fset, file, nil, parser.SkipObjectResolution|parser.ParseComments)
	r.parsed[file] = f
	return f
}

func (p *pkg) add(f *ast.File) {
	imported := imports(f)
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			at := name{"", d.Name.Name}
			if d.Recv != nil && len(d.Recv.List) > 0 {
				at.of = typeName(d.Recv.List[0].Type)
			}
			if d.Body != nil {
				p.decls[at] = decl{d.Name, d, imported}
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					p.members(t, imported)
				}
			}
		}
	}
}

func (p *pkg) members(t *ast.TypeSpec, imported map[string]string) {
	switch x := t.Type.(type) {
	case *ast.InterfaceType:
		for _, m := range x.Methods.List {
			for _, n := range m.Names {
				p.decls[name{t.Name.Name, n.Name}] = decl{n, nil, imported}
			}
		}
	case *ast.StructType:
		for _, f := range x.Fields.List {
			for _, n := range f.Names {
				p.fields[name{t.Name.Name, n.Name}] = f.Type
			}
			if embedded := typeName(f.Type); len(f.Names) == 0 && embedded != "" {
				p.fields[name{t.Name.Name, embedded}] = f.Type
			}
		}
	}
}

// imports returns the paths that a file imports by the names that it calls them:
// without types, by the end of the path.
func imports(f *ast.File) map[string]string {
	out := map[string]string{}
	for _, spec := range f.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		if spec.Name != nil {
			out[spec.Name.Name] = p
		} else {
			out[path.Base(p)] = p
		}
	}
	return out
}

// local returns the type that the function's receiver or a parameter of that name
// is declared with, nil if there is none.
func (d decl) local(name string) ast.Expr {
	lists := []*ast.FieldList{d.fn.Recv, d.fn.Type.Params, d.fn.Type.Results}
	for _, list := range lists {
		if list == nil {
			continue
		}
		for _, f := range list.List {
			for _, n := range f.Names {
				if n.Name == name {
					return f.Type
				}
			}
		}
	}
	return nil
}

// typeName returns the mere name of a named type, or of what a pointer points to:
// "Client" of *notify.Client[T].
func typeName(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.SelectorExpr:
		return t.Sel.Name
	case *ast.StarExpr:
		return typeName(t.X)
	case *ast.ParenExpr:
		return typeName(t.X)
	case *ast.IndexExpr:
		return typeName(t.X)
	case *ast.IndexListExpr:
		return typeName(t.X)
	}
	return ""
}

// unwrap returns a function's expression without parentheses and type arguments.
func unwrap(e ast.Expr) ast.Expr {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return unwrap(x.X)
	case *ast.IndexExpr:
		return unwrap(x.X)
	case *ast.IndexListExpr:
		return unwrap(x.X)
	}
	return e
}
