package exports

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// outline returns export data of p made from its declarations. Of errors in
// them it returns the first; there are data nevertheless.
func (r *Reader) outline(p *packages.Package) (data []byte, err error) {
	o := outliner{Reader: r, pkg: p}
	defer o.close()
	r.slots <- struct{}{}
	o.parse()
	o.prune()
	needed := o.imports()
	<-r.slots
	var wg sync.WaitGroup
	for _, dep := range needed {
		wg.Go(func() { r.Types(dep.PkgPath) })
	}
	wg.Wait()
	r.slots <- struct{}{}
	defer func() { <-r.slots }()
	return o.check()
}

// An outliner reads the declarations of one package.
type outliner struct {
	*Reader
	pkg   *packages.Package
	files []*ast.File
	cgo   bool
	err   error // that of the first place
	place token.Pos
}

func (o *outliner) parse() {
	for _, name := range o.pkg.GoFiles {
		src, err := os.ReadFile(name)
		if err != nil {
			o.fail(err, token.NoPos)
			continue
		}
		file, err := parser.ParseFile(o.config.Fset, name, scrub(src), parser.SkipObjectResolution)
		if err != nil {
			o.forget(file)
			file, err = parser.ParseFile(o.config.Fset, name, nil, parser.SkipObjectResolution) // for the text of the error
		}
		if err != nil {
			o.fail(err, token.NoPos)
		}
		if file != nil {
			o.files = append(o.files, file)
		}
	}
}

func (o *outliner) fail(err error, place token.Pos) {
	if o.err == nil || place < o.place {
		o.err, o.place = err, place
	}
}

// close drops what is known of the files' lines.
func (o *outliner) close() {
	for _, file := range o.files {
		o.forget(file)
	}
}

func (o *outliner) forget(file *ast.File) {
	if file != nil {
		o.config.Fset.RemoveFile(o.config.Fset.File(file.FileStart))
	}
}

// prune drops the declarations that nobody can get at from outside the
// package, and with them imports.
func (o *outliner) prune() {
	decls := map[string][]ast.Node{} // by name; with a type go its methods
	var roots []ast.Node
	add := func(name string, n ast.Node) {
		if name == "_" {
			return
		}
		decls[name] = append(decls[name], n)
		if ast.IsExported(name) {
			roots = append(roots, n)
		}
	}
	for _, file := range o.files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					add(d.Name.Name, d)
				} else if name := receiver(d); name != "" {
					decls[name] = append(decls[name], d)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						add(spec.Name.Name, spec)
						if spec.Assign.IsValid() {
							roots = append(roots, spec) // methods may name it
						}
					case *ast.ValueSpec:
						if d.Tok == token.VAR {
							giveType(spec)
						}
						for _, name := range spec.Names {
							if d.Tok == token.CONST {
								add(name.Name, d) // they count and repeat
							} else {
								add(name.Name, spec)
							}
						}
					}
				}
			}
		}
	}
	kept := map[ast.Node]bool{}
	seen := map[string]bool{}
	var visit func(n ast.Node) bool
	keep := func(n ast.Node) {
		if !kept[n] {
			kept[n] = true
			ast.Inspect(n, visit)
		}
	}
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if !seen[n.Name] {
				seen[n.Name] = true
				for _, d := range decls[n.Name] {
					keep(d)
				}
			}
		case *ast.SelectorExpr:
			ast.Inspect(n.X, visit)
			return false
		case *ast.BlockStmt:
			return false
		}
		return true
	}
	for _, n := range roots {
		keep(n)
	}
	for _, file := range o.files {
		file.Decls = slices.DeleteFunc(file.Decls, func(d ast.Decl) bool {
			gen, ok := d.(*ast.GenDecl)
			switch {
			case !ok:
				return !kept[d]
			case gen.Tok == token.CONST:
				return !kept[gen]
			case gen.Tok == token.IMPORT:
				return false
			}
			gen.Specs = slices.DeleteFunc(gen.Specs, func(s ast.Spec) bool { return !kept[s] })
			return len(gen.Specs) == 0
		})
	}
}

// receiver returns the name of the type that a method is of.
func receiver(d *ast.FuncDecl) string {
	if len(d.Recv.List) == 0 {
		return ""
	}
	t := d.Recv.List[0].Type
	for {
		switch e := t.(type) {
		case *ast.Ident:
			return e.Name
		case *ast.StarExpr:
			t = e.X
		case *ast.ParenExpr:
			t = e.X
		case *ast.IndexExpr:
			t = e.X
		case *ast.IndexListExpr:
			t = e.X
		default:
			return ""
		}
	}
}

// giveType states the type of variables instead of their values where the
// syntax tells it.
func giveType(spec *ast.ValueSpec) {
	if spec.Type == nil && len(spec.Names) == 1 && len(spec.Values) == 1 {
		spec.Type = typeOf(spec.Values[0])
	}
	if spec.Type != nil {
		spec.Values = nil
	}
}

// typeOf returns the type of e, nil if it isn't known.
func typeOf(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return typeOf(e.X)
	case *ast.FuncLit:
		return e.Type
	case *ast.CompositeLit:
		if array, ok := e.Type.(*ast.ArrayType); ok {
			if _, counted := array.Len.(*ast.Ellipsis); counted {
				return nil
			}
		}
		return e.Type
	case *ast.UnaryExpr:
		if lit, ok := e.X.(*ast.CompositeLit); ok && e.Op == token.AND {
			if t := typeOf(lit); t != nil {
				return &ast.StarExpr{Star: e.OpPos, X: t}
			}
		}
	}
	return nil
}

// imports drops the imports that the declarations don't need and returns the
// others.
func (o *outliner) imports() []*packages.Package {
	used := map[string]bool{}
	var needed []*packages.Package
	for _, file := range o.files {
		clear(used)
		for _, d := range file.Decls {
			ast.Inspect(d, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.SelectorExpr:
					if id, ok := n.X.(*ast.Ident); ok {
						used[id.Name] = true
					}
				case *ast.BlockStmt:
					return false
				}
				return true
			})
		}
		file.Decls = slices.DeleteFunc(file.Decls, func(d ast.Decl) bool {
			gen, ok := d.(*ast.GenDecl)
			if !ok || gen.Tok != token.IMPORT {
				return false
			}
			gen.Specs = slices.DeleteFunc(gen.Specs, func(s ast.Spec) bool {
				spec := s.(*ast.ImportSpec)
				path := strings.Trim(spec.Path.Value, "\"`")
				dep := o.pkg.Imports[path]
				var name string
				switch {
				case path == "C":
					o.cgo = true
					return false
				case spec.Name != nil:
					name = spec.Name.Name
				case dep != nil && dep.Name != "":
					name = dep.Name
				default:
					return false
				}
				if name == "_" || name != "." && !used[name] {
					return true
				}
				if dep != nil {
					needed = append(needed, dep)
				}
				return false
			})
			return len(gen.Specs) == 0
		})
	}
	return needed
}

// check type-checks what is left, whose imports are known.
func (o *outliner) check() ([]byte, error) {
	config := types.Config{
		Importer:         importer{o.Reader, o.pkg},
		Sizes:            o.pkg.TypesSizes,
		IgnoreFuncBodies: true,
		FakeImportC:      o.cgo,
		Error: func(err error) {
			var e types.Error
			if errors.As(err, &e) && !e.Soft {
				o.fail(err, e.Pos)
			}
		},
	}
	if m := o.pkg.Module; m != nil && m.GoVersion != "" {
		config.GoVersion = "go" + m.GoVersion
	}
	pkg, _ := config.Check(o.pkg.PkgPath, o.config.Fset, o.files, nil)
	if o.cgo {
		o.err = nil // what C declares isn't known
	}
	var data bytes.Buffer
	if err := write(&data, o.config.Fset, pkg); err != nil {
		return nil, cmp.Or(o.err, err)
	}
	return data.Bytes(), o.err
}

func write(data *bytes.Buffer, fset *token.FileSet, pkg *types.Package) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%v", x)
		}
	}()
	return gcexportdata.Write(data, fset, pkg)
}

// importer resolves the imports of one package that is read from source.
type importer struct {
	*Reader
	pkg *packages.Package
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := i.pkg.Imports[path]
	if dep == nil {
		return nil, fmt.Errorf("no package %s is listed", path)
	}
	if t := i.Types(dep.PkgPath); t != nil {
		return t, nil
	}
	if len(dep.Errors) > 0 {
		return nil, errors.New(oneLine(dep.Errors[0].Msg))
	}
	return nil, fmt.Errorf("no types of package %s", cmp.Or(dep.PkgPath, path))
}
