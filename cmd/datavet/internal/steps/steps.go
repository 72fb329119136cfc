// Package steps finds the places of the calls on a finding's call path, which
// findings keep as symbols: lines move.
//
// It reads source without types, so that a place costs no more than to parse the
// files of the packages on the path. Of several calls of one name in a function it
// takes the one whose receiver is written with the callee's type, else the first:
// where an interface hides the type it may be another's. A function that is called
// by a variable is found where it is put in there. A function that only hands on
// to one of its name has no step of its own, as in messages.
package steps

import (
	"cmp"
	"go/ast"
	"go/token"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Resolver finds the places of many findings and parses each file once. It isn't
// safe for concurrent use.
type Resolver struct {
	files    func(pkgPath string) []string
	fset     *token.FileSet
	parsed   map[string]*ast.File // nil: it can't be read
	packages map[string]*pkg
}

// NewResolver returns a resolver. files returns the Go files of a package by its
// import path, none if it isn't known.
func NewResolver(files func(pkgPath string) []string) *Resolver {
	return &Resolver{files: files, fset: token.NewFileSet(), parsed: map[string]*ast.File{}, packages: map[string]*pkg{}}
}

// Steps returns the places of f's call path: the call that the path begins with,
// then in each function on it the call of the next. A step that isn't found there
// stands at the function's declaration, and is left out if that isn't found either.
func (r *Resolver) Steps(f report.Finding) []report.Step {
	if len(f.Path) == 0 {
		return nil
	}
	list := []report.Step{r.first(f)}
	for i := 1; i < len(f.Path); i++ {
		if s, ok := r.step(analyzers.FunctionOf(f.Path[i-1]), analyzers.FunctionOf(f.Path[i])); ok {
			list = append(list, s)
		}
	}
	return list
}

// first returns the call that the path begins with: the one that is reported, or
// where a related entry tells the path, or one in a closure that it is given.
func (r *Resolver) first(f report.Finding) report.Step {
	callee := analyzers.FunctionOf(f.Path[0])
	s := report.Step{Pos: f.Pos, End: f.End, Func: f.Func, Callee: calleeName(callee)}
	for _, rel := range f.Related {
		if role := analyzers.RelatedRole(rel.Message); role == "path" || role == "call" {
			s.Pos, s.End = rel.Pos, rel.End
		}
	}
	file := r.parse(s.Pos.Filename)
	if file == nil {
		return s
	}
	in := r.fset.File(file.FileStart)
	if max(s.Pos.Offset, s.End.Offset) > in.Size() {
		return s // it has changed
	}
	from, to := in.Pos(s.Pos.Offset), in.Pos(s.End.Offset)
	s.Func = file.Name.Name
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || from < fn.Pos() || fn.End() <= from || fn.Body == nil {
			continue
		}
		s.Func += "." + report.FuncName(fn)
		p := newPkg()
		p.add(file)
		search := &search{pkg: p, decl: decl{fn.Name, fn, imports(file)}, callee: callee}
		if at := search.find(from, to); at != nil {
			from, to = r.extent(at)
			s.Pos, s.End = r.fset.Position(from), r.fset.Position(to)
		}
	}
	return s
}

// step returns the call of callee in fn.
func (r *Resolver) step(fn, callee analyzers.Function) (report.Step, bool) {
	s := report.Step{Func: fn.String(), Callee: calleeName(callee)}
	p := r.load(fn.Path)
	d, ok := p.decls[name{fn.Receiver, fn.Name}]
	if !ok {
		return s, false
	}
	from, to := d.name.Pos(), d.name.End()
	if d.fn != nil && !callee.Skips {
		if at := (&search{pkg: p, path: fn.Path, decl: d, callee: callee}).find(d.fn.Pos(), d.fn.End()); at != nil {
			from, to = r.extent(at)
		}
	}
	s.Pos, s.End = r.fset.Position(from), r.fset.Position(to)
	return s, true
}

// calleeName marks that there are functions in between.
func calleeName(f analyzers.Function) string {
	if f.Skips {
		return "… " + f.String()
	}
	return f.String()
}

// extent returns what of a call, or of a function's use, to show: from the line
// with the function's name, without the body of a closure.
func (r *Resolver) extent(at ast.Expr) (from, to token.Pos) {
	from, to = at.Pos(), at.End()
	fun := at
	if call, ok := at.(*ast.CallExpr); ok {
		fun = call.Fun
		for _, arg := range call.Args {
			if _, ok := arg.(*ast.FuncLit); ok {
				to = fun.End()
			}
		}
	}
	if sel, ok := unwrap(fun).(*ast.SelectorExpr); ok && r.fset.Position(sel.Sel.Pos()).Line != r.fset.Position(from).Line {
		from = sel.Sel.Pos()
	}
	return from, to
}

// A search looks for the call of a function in another.
type search struct {
	pkg    *pkg
	path   string // import path of pkg; empty: unknown
	decl   decl
	callee analyzers.Function
}

// How sure it is that an expression is the function.
const (
	not      = iota
	possibly // of its name
	likely   // and nothing speaks against it
	surely   // and the package or the receiver's type is written there
)

// find returns the first of the calls between two places that are most surely the
// one, or else the first use of the function as a value; nil if there is none.
func (s *search) find(from, to token.Pos) ast.Expr {
	var best [2]struct {
		sure int
		expr ast.Expr
	}
	called := map[ast.Expr]bool{}
	take := func(kind, sure int, expr ast.Expr) {
		if b := &best[kind]; sure > b.sure && from <= expr.Pos() && expr.End() <= to {
			b.sure, b.expr = sure, expr
		}
	}
	ast.Inspect(s.decl.fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			fun := unwrap(n.Fun)
			called[fun] = true
			take(0, s.is(fun), n)
		case *ast.SelectorExpr:
			if !called[n] {
				take(1, s.is(n), n)
			}
			called[n.Sel] = true
		case *ast.Ident:
			if !called[n] {
				take(1, s.is(n), n)
			}
		}
		return true
	})
	return cmp.Or(best[0].expr, best[1].expr)
}

// is tells how sure it is that e is the callee.
func (s *search) is(e ast.Expr) int {
	switch e := e.(type) {
	case *ast.Ident:
		switch {
		case e.Name != s.callee.Name || s.callee.Receiver != "":
			return not
		case s.callee.Path == s.path:
			return surely
		}
		return possibly // by a dot import
	case *ast.SelectorExpr:
		if e.Sel.Name != s.callee.Name {
			return not
		}
		if x, ok := e.X.(*ast.Ident); ok && s.decl.local(x.Name) == nil {
			if path, ok := s.decl.imports[x.Name]; ok {
				switch {
				case s.callee.Receiver != "":
					return not // another package's function
				case path == s.callee.Path:
					return surely
				}
				return not
			}
			if x.Name == s.callee.Package && s.callee.Receiver == "" {
				return surely // a package that isn't called as its path ends
			}
		}
		if s.callee.Receiver == "" {
			return possibly
		}
		switch s.typeName(e.X) {
		case s.callee.Receiver:
			return surely
		case "":
			return likely
		}
		return possibly // an interface, or what embeds it
	}
	return not
}

// typeName returns the name of the type that an expression is written to have, ""
// if it isn't.
func (s *search) typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return typeName(s.decl.local(e.Name))
	case *ast.ParenExpr:
		return s.typeName(e.X)
	case *ast.SelectorExpr:
		if t := s.typeName(e.X); t != "" {
			return typeName(s.pkg.fields[name{t, e.Sel.Name}])
		}
	case *ast.UnaryExpr:
		return s.typeName(e.X)
	case *ast.CompositeLit:
		return typeName(e.Type)
	}
	return ""
}
