// Package ssaform gives the passes of a package one SSA form of it, and answers
// whom its calls call.
package ssaform

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/reach"
)

// Analyzer gives a package its *[Form]. It is built when a pass first asks: a package
// in which none does costs nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "ssaform",
	Doc:        "build the SSA form of a package when a pass needs it",
	Run:        run,
	Requires:   []*analysis.Analyzer{reach.Analyzer},
	ResultType: reflect.TypeFor[*Form](),
}

// A Form is the SSA form of one package.
type Form struct {
	// Funcs are the package's declared functions, in source order, without
	// those of files that are not analysed.
	Funcs []*ssa.Function
	// Closures is where a closure is made.
	Closures map[*ssa.Function]*ssa.MakeClosure

	pass    *analysis.Pass
	reached map[string]bool // the direct imports that can have facts
	once    sync.Once

	mu       sync.Mutex // guards what follows: passes ask at the same time
	impls    map[*types.Func][]*types.Func
	byMethod map[string][]*types.Named
	msets    typeutil.MethodSetCache
	exprs    map[token.Pos]*ast.CallExpr // by left parenthesis
}

func run(pass *analysis.Pass) (any, error) {
	return &Form{
		pass:     pass,
		reached:  pass.ResultOf[reach.Analyzer].(reach.Result).Imports,
		Closures: map[*ssa.Function]*ssa.MakeClosure{},
		impls:    map[*types.Func][]*types.Func{},
	}, nil
}

// Build makes the form, without that of the package's imports, unless that is
// done. Nothing else of a Form may be used before.
func (f *Form) Build() { f.once.Do(f.build) }

func (f *Form) build() {
	prog := ssa.NewProgram(f.pass.Fset, 0)
	prog.SetNoReturn(neverReturns)
	createImports(prog, f.pass)
	pkg := prog.CreatePackage(f.pass.Pkg, f.pass.Files, f.pass.TypesInfo, false)
	pkg.Build()
	for _, file := range f.pass.Files {
		if firstparty.SkipFile(f.pass, file) {
			continue
		}
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok {
				if obj, ok := f.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					if fn := prog.FuncValue(obj); fn != nil && len(fn.Blocks) > 0 {
						f.Funcs = append(f.Funcs, fn)
					}
				}
			}
		}
	}
	for _, fn := range f.Funcs {
		for g := range Tree(fn) {
			for _, b := range g.Blocks {
				for _, instr := range b.Instrs {
					if mc, ok := instr.(*ssa.MakeClosure); ok {
						f.Closures[mc.Fn.(*ssa.Function)] = mc
					}
				}
			}
		}
	}
}

// createImports creates the imports of the package, and of what they declare only
// what the package names. Left to itself ssa creates all of it, which for a small
// package that imports large ones is most of its form, and most of what is read
// of their export data.
func createImports(prog *ssa.Program, pass *analysis.Pass) {
	used := map[*types.Package]*ast.ValueSpec{}
	for _, imp := range pass.Pkg.Imports() {
		used[imp] = &ast.ValueSpec{}
	}
	defs := map[*ast.Ident]types.Object{}
	seen := map[types.Object]bool{}
	for _, obj := range pass.TypesInfo.Uses {
		switch o := obj.(type) {
		case *types.Func:
			if obj = o.Origin(); IsInterfaceMethod(o.Origin()) {
				continue
			}
		case *types.Var:
			if o.Parent() == nil || o.Parent() != o.Pkg().Scope() {
				continue
			}
		default:
			continue
		}
		if spec := used[obj.Pkg()]; spec != nil && !seen[obj] {
			seen[obj] = true
			id := &ast.Ident{Name: obj.Name()}
			defs[id] = obj
			spec.Names = append(spec.Names, id)
		}
	}
	for _, imp := range pass.Pkg.Imports() {
		// A file that declares constants: ssa takes objects for what they are,
		// and looks for no syntax of theirs.
		file := &ast.File{Decls: []ast.Decl{&ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{used[imp]}}}}
		prog.CreatePackage(imp, []*ast.File{file}, &types.Info{Defs: defs}, true)
	}
}

func neverReturns(fn *types.Func) bool {
	if fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "os":
		return fn.Name() == "Exit"
	case "runtime":
		return fn.Name() == "Goexit"
	case "log":
		return strings.HasPrefix(fn.Name(), "Fatal")
	}
	return false
}

// Tree yields fn and the closures in it, outermost first.
func Tree(fn *ssa.Function) iter.Seq[*ssa.Function] {
	var walk func(f *ssa.Function, yield func(*ssa.Function) bool) bool
	walk = func(f *ssa.Function, yield func(*ssa.Function) bool) bool {
		if !yield(f) {
			return false
		}
		for _, a := range f.AnonFuncs {
			if !walk(a, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(*ssa.Function) bool) { walk(fn, yield) }
}

// Calls yields the calls of fn, without those of its closures.
func Calls(fn *ssa.Function) iter.Seq[ssa.CallInstruction] {
	return func(yield func(ssa.CallInstruction) bool) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				var call ssa.CallInstruction
				switch instr := instr.(type) { // cheaper than asking for the interface
				case *ssa.Call:
					call = instr
				case *ssa.Defer:
					call = instr
				case *ssa.Go:
					call = instr
				default:
					continue
				}
				if !yield(call) {
					return
				}
			}
		}
	}
}

// Postorder returns the declared functions, callees before callers where
// possible.
func (f *Form) Postorder() []*ssa.Function {
	own := map[*types.Func]*ssa.Function{}
	for _, fn := range f.Funcs {
		if obj := FuncOf(fn); obj != nil {
			own[obj] = fn
		}
	}
	var order []*ssa.Function
	seen := map[*ssa.Function]bool{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		for g := range Tree(fn) {
			for call := range Calls(g) {
				if obj := Callee(call.Common()); obj != nil && own[obj] != nil {
					visit(own[obj])
				}
			}
		}
		order = append(order, fn)
	}
	for _, fn := range f.Funcs {
		if FuncOf(fn) != nil {
			visit(fn)
		}
	}
	return order
}

// Expr returns the expression of a call, or nil.
func (f *Form) Expr(call ssa.CallInstruction) *ast.CallExpr {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.exprs == nil {
		f.exprs = map[token.Pos]*ast.CallExpr{}
		for _, file := range f.pass.Files {
			for n := range ast.Preorder(file) {
				if e, ok := n.(*ast.CallExpr); ok {
					f.exprs[e.Lparen] = e
				}
			}
		}
	}
	return f.exprs[call.Common().Pos()]
}

// Extent returns where a call stands in the source: from the selected method,
// where the calls of a chain are told apart, to the closing parenthesis.
func (f *Form) Extent(call ssa.CallInstruction) (pos, end token.Pos) {
	e := f.Expr(call)
	if e == nil {
		return call.Pos(), token.NoPos
	}
	pos = e.Pos()
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && f.line(sel.X.Pos()) != f.line(sel.Sel.Pos()) {
		pos = sel.Sel.Pos()
	}
	return pos, e.End()
}

func (f *Form) line(pos token.Pos) int { return f.pass.Fset.Position(pos).Line }

// InterfaceMethods yields the methods that the package's named interfaces
// declare, in order of the interfaces' names.
func (f *Form) InterfaceMethods() iter.Seq[*types.Func] {
	return func(yield func(*types.Func) bool) {
		for _, name := range f.pass.Pkg.Scope().Names() {
			tn, ok := f.pass.Pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || tn.IsAlias() || !types.IsInterface(tn.Type()) {
				continue
			}
			for m := range tn.Type().Underlying().(*types.Interface).ExplicitMethods() {
				if m.Pkg() != f.pass.Pkg {
					continue // type T other.Interface
				}
				test := strings.HasSuffix(f.pass.Fset.Position(m.Pos()).Filename, "_test.go")
				if (!test || firstparty.Tests) && !yield(m) {
					return
				}
			}
		}
	}
}
