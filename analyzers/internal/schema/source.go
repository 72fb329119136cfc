package schema

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
)

// A source is what a module's Go files say, read by syntax. They are parsed only
// if they can matter: those that a scan of their bytes marks, and on demand
// those that declare a name which the marked ones refer to.
type source struct {
	*tree
	module   string
	fset     *token.FileSet
	packages map[string]*goPackage // by import path
	files    []*goFile             // sorted by name
	naming   *gormNaming           // of GORM, once it was asked for
	xorm     struct{ table, column func(string) string }
	entEdges map[*Model][]entEdge
	entLater map[*Model]*entParser
}

// A goPackage is the non-test Go files of one folder.
type goPackage struct {
	path, dir string
	files     []*goFile
	name      string // by its package clause, once it was asked for
	decls     map[string]*goDecl
	methods   map[string]map[string]*goDecl // by receiver type and name
	indexed   map[*goFile]bool
	searched  map[string]bool // names that the unparsed files were searched for
}

// A goDecl is a declaration at the top level of a file.
type goDecl struct {
	file  *goFile
	typ   *ast.TypeSpec
	fn    *ast.FuncDecl
	value ast.Expr // of a constant or a variable, nil if it has none
	konst bool
}

// A goFile is one Go file.
type goFile struct {
	pkg       *goPackage
	name      string // relative to the root
	marks     mark
	generated bool
	src       []byte // nil if it can't be read
	syntax    *ast.File
	imports   []goImport
}

type goImport struct{ name, path string }

// newSource marks the Go files of the module, and parses those whose marks say
// that they declare something.
func newSource(t *tree, module string) *source {
	s := &source{
		tree:     t,
		module:   module,
		fset:     token.NewFileSet(),
		packages: make(map[string]*goPackage),
		entEdges: make(map[*Model][]entEdge),
		entLater: make(map[*Model]*entParser),
	}
	for _, name := range t.goFiles {
		pkg := s.packageIn(path.Dir(name))
		f := &goFile{pkg: pkg, name: name, src: t.src[name]}
		pkg.files = append(pkg.files, f)
		s.files = append(s.files, f)
	}
	s.each(s.files, func(f *goFile) {
		f.marks = marksOf(f.src)
		f.generated = isGenerated(f.src)
		if f.marks&declares != 0 {
			f.parse(s.fset)
		}
	})
	return s
}

func (s *source) packageIn(dir string) *goPackage {
	p := path.Join(s.module, dir)
	pkg := s.packages[p]
	if pkg == nil {
		pkg = &goPackage{
			path:     p,
			dir:      dir,
			decls:    make(map[string]*goDecl),
			methods:  make(map[string]map[string]*goDecl),
			indexed:  make(map[*goFile]bool),
			searched: make(map[string]bool),
		}
		s.packages[p] = pkg
	}
	return pkg
}

func (s *source) each(files []*goFile, do func(*goFile)) {
	each(len(files), func(i int) { do(files[i]) })
}

// parse parses a file. Of a broken one it keeps what was understood.
func (f *goFile) parse(fset *token.FileSet) {
	f.syntax, _ = parser.ParseFile(fset, f.name, f.src, parser.SkipObjectResolution)
	if f.syntax == nil {
		f.syntax = &ast.File{Name: ast.NewIdent("_")}
	}
	for _, spec := range f.syntax.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		imp := goImport{path: p}
		if spec.Name != nil {
			imp.name = spec.Name.Name
		}
		f.imports = append(f.imports, imp)
	}
}

// load parses a file unless it is parsed.
func (s *source) load(f *goFile) {
	if f.syntax == nil {
		f.parse(s.fset)
	}
}

// isGenerated reports whether a file has the standard header of generated
// code before its package clause.
func isGenerated(src []byte) bool {
	for line := range bytes.Lines(src) {
		if bytes.HasPrefix(line, []byte("// Code generated ")) && bytes.HasSuffix(bytes.TrimRight(line, "\r\n"), []byte(" DO NOT EDIT.")) {
			return true
		}
		if bytes.HasPrefix(line, []byte("package ")) {
			break
		}
	}
	return false
}

// place is where a node stands.
func (s *source) place(from, to token.Pos) Place {
	p, end := s.fset.PositionFor(from, false), s.fset.PositionFor(to, false)
	return Place{File: p.Filename, Line: p.Line, Column: p.Column, Offset: p.Offset, EndOffset: end.Offset}
}

func (s *source) placeOf(n ast.Node) Place { return s.place(n.Pos(), n.End()) }

// index enters the declarations of a parsed file.
func (p *goPackage) index(f *goFile) {
	if p.indexed[f] || f.syntax == nil {
		return
	}
	p.indexed[f] = true
	enter := func(name string, d *goDecl) {
		if p.decls[name] == nil { // the first file wins: others are of other systems
			p.decls[name] = d
		}
	}
	for _, decl := range f.syntax.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			d := &goDecl{file: f, fn: decl}
			recv := receiverOf(decl)
			if recv == "" {
				enter(decl.Name.Name, d)
				continue
			}
			of := p.methods[recv]
			if of == nil {
				of = make(map[string]*goDecl)
				p.methods[recv] = of
			}
			if of[decl.Name.Name] == nil {
				of[decl.Name.Name] = d
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					enter(spec.Name.Name, &goDecl{file: f, typ: spec})
				case *ast.ValueSpec:
					for i, name := range spec.Names {
						d := &goDecl{file: f, konst: decl.Tok == token.CONST}
						if i < len(spec.Values) {
							d.value = spec.Values[i]
						}
						enter(name.Name, d)
					}
				}
			}
		}
	}
}

// receiverOf is the type that a function is a method of, empty if none.
func receiverOf(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return ""
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// search parses the files of a package that mention a name.
func (s *source) search(p *goPackage, name string) {
	if p.searched[name] {
		return
	}
	p.searched[name] = true
	for _, f := range p.files {
		if f.syntax == nil && bytes.Contains(f.src, []byte(name)) {
			f.parse(s.fset)
		}
		p.index(f)
	}
}

// lookup finds a declaration of the module; nil if there is none.
func (s *source) lookup(pkgPath, name string) *goDecl {
	p := s.packages[pkgPath]
	if p == nil {
		return nil
	}
	for _, f := range p.files {
		p.index(f)
	}
	if d := p.decls[name]; d != nil {
		return d
	}
	s.search(p, name)
	return p.decls[name]
}

// method finds a method that a type of the module declares, by pointer or by
// value; nil if there is none in the files that were parsed.
func (s *source) method(pkgPath, typ, name string) *goDecl {
	p := s.packages[pkgPath]
	if p == nil {
		return nil
	}
	for _, f := range p.files {
		p.index(f)
	}
	return p.methods[typ][name]
}

// packageName is the name in a package's clause.
func (s *source) packageName(p *goPackage) string {
	if p.name != "" || len(p.files) == 0 {
		return p.name
	}
	f := p.files[0]
	if f.syntax != nil {
		p.name = f.syntax.Name.Name
		return p.name
	}
	if syntax, _ := parser.ParseFile(token.NewFileSet(), "", f.src, parser.PackageClauseOnly); syntax != nil {
		p.name = syntax.Name.Name
	}
	return p.name
}

// importPath is the path of the package that a name stands for in a file,
// empty if none. A package outside of the module is taken to have the name
// that its path suggests.
func (s *source) importPath(f *goFile, name string) string {
	for _, imp := range f.imports {
		switch {
		case imp.name != "":
			if imp.name == name {
				return imp.path
			}
		case s.packages[imp.path] != nil:
			if s.packageName(s.packages[imp.path]) == name {
				return imp.path
			}
		case suggestedName(imp.path) == name:
			return imp.path
		}
	}
	return ""
}

// suggestedName is the usual name of the package at a path: its last element
// without a version.
func suggestedName(p string) string {
	base := path.Base(p)
	if isVersion(base) {
		base = path.Base(path.Dir(p))
	}
	if i := strings.LastIndex(base, ".v"); i > 0 { // gopkg.in/guregu/null.v4
		if _, err := strconv.Atoi(base[i+2:]); err == nil {
			base = base[:i]
		}
	}
	base = strings.TrimPrefix(base, "go-")
	return strings.TrimSuffix(base, ".go")
}

func isVersion(s string) bool {
	if len(s) < 2 || s[0] != 'v' {
		return false
	}
	_, err := strconv.Atoi(s[1:])
	return err == nil
}
