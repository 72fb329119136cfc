package ssaform

import (
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// Callee returns the declared function or interface method that c calls, or
// nil when a function value is called.
func Callee(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method.Origin()
	}
	if fn := c.StaticCallee(); fn != nil {
		return FuncOf(fn)
	}
	return nil
}

// FuncOf returns the declared function that fn is, or that its wrapper stands
// for, or nil.
func FuncOf(fn *ssa.Function) *types.Func {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return obj.Origin()
	}
	return nil
}

// IsInterfaceMethod reports whether fn is declared by an interface.
func IsInterfaceMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// ConcreteMethod finds the method behind an interface call whose receiver was
// made from a concrete value within the function.
func ConcreteMethod(c *ssa.CallCommon) (*types.Func, bool) {
	mi, ok := c.Value.(*ssa.MakeInterface)
	if !ok {
		return nil, false
	}
	obj, _, _ := types.LookupFieldOrMethod(mi.X.Type(), true, c.Method.Pkg(), c.Method.Name())
	m, ok := obj.(*types.Func)
	if !ok {
		return nil, false
	}
	return m.Origin(), true
}

// Implementations returns the methods that implement the interface method fn
// in this package and the first-party packages that it imports. Test doubles
// are left out.
func (f *Form) Implementations(fn *types.Func) []*types.Func {
	f.mu.Lock()
	defer f.mu.Unlock()
	if impls, ok := f.impls[fn]; ok {
		return impls
	}
	var out []*types.Func
	named := knowledge.Named(fn.Signature().Recv().Type())
	iface, ok := types.Unalias(fn.Signature().Recv().Type()).Underlying().(*types.Interface)
	if ok && named != nil && named.TypeParams().Len() == 0 && iface.IsMethodSet() {
		for _, t := range f.typesWith(fn.Name()) {
			ptr := types.NewPointer(t)
			if !types.Implements(ptr, iface) {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(ptr, true, fn.Pkg(), fn.Name())
			m, ok := obj.(*types.Func)
			if ok && !IsInterfaceMethod(m) && !slices.Contains(out, m.Origin()) {
				out = append(out, m.Origin())
			}
		}
	}
	f.impls[fn] = out
	return out
}

// ImplementationsIn returns the methods that implement the interface method fn
// in the packages. Test doubles are left out.
func (f *Form) ImplementationsIn(fn *types.Func, pkgs []*types.Package) []*types.Func {
	named := knowledge.Named(fn.Signature().Recv().Type())
	if named == nil || named.TypeParams().Len() > 0 {
		return nil
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok || !iface.IsMethodSet() {
		return nil
	}
	var out []*types.Func
	for _, pkg := range pkgs {
		for _, t := range f.candidates(pkg) {
			ptr := types.NewPointer(t)
			if !types.Implements(ptr, iface) {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(ptr, true, fn.Pkg(), fn.Name())
			m, ok := obj.(*types.Func)
			if ok && !IsInterfaceMethod(m) && !slices.Contains(out, m.Origin()) {
				out = append(out, m.Origin())
			}
		}
	}
	return out
}

// candidates returns the named types of a package that may implement an
// interface for good.
func (f *Form) candidates(pkg *types.Package) []*types.Named {
	if isDoublePackage(pkg.Path()) {
		return nil
	}
	var out []*types.Named
	for _, name := range pkg.Scope().Names() {
		tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || isDouble(name) {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok || types.IsInterface(named) || named.TypeParams().Len() > 0 {
			continue
		}
		if file := f.pass.Fset.Position(tn.Pos()).Filename; !strings.HasSuffix(file, "_test.go") {
			out = append(out, named)
		}
	}
	return out
}

// typesWith returns the named types in sight that have a method of that name,
// sorted.
func (f *Form) typesWith(method string) []*types.Named {
	if f.byMethod == nil {
		f.byMethod = map[string][]*types.Named{}
		for _, pkg := range f.sight() {
			for _, named := range f.candidates(pkg) {
				for name := range f.methodNames(named) {
					f.byMethod[name] = append(f.byMethod[name], named)
				}
			}
		}
	}
	return f.byMethod[method]
}

// methodNames yields the names of the methods of t and *t.
func (f *Form) methodNames(t *types.Named) iter.Seq[string] {
	return func(yield func(string) bool) {
		if s, ok := t.Underlying().(*types.Struct); ok && embeds(s) {
			for _, sel := range typeutil.IntuitiveMethodSet(t, &f.msets) {
				if !yield(sel.Obj().Name()) {
					return
				}
			}
			return
		}
		for m := range t.Methods() {
			if !yield(m.Name()) {
				return
			}
		}
	}
}

func embeds(s *types.Struct) bool {
	for f := range s.Fields() {
		if f.Embedded() {
			return true
		}
	}
	return false
}

// sight is this package and the first-party packages that it imports.
func (f *Form) sight() []*types.Package {
	out := []*types.Package{f.pass.Pkg}
	for _, imp := range f.pass.Pkg.Imports() {
		if f.reached[imp.Path()] || f.SameModule(imp.Path()) {
			out = append(out, imp)
		}
	}
	slices.SortFunc(out[1:], func(a, b *types.Package) int { return strings.Compare(a.Path(), b.Path()) })
	return out
}

// SameModule reports whether path belongs to the module of the package.
func (f *Form) SameModule(path string) bool {
	m := f.pass.Module
	return m != nil && m.Path != "" && (path == m.Path || strings.HasPrefix(path, m.Path+"/"))
}

// doubles are the words by which test doubles and switched-off
// implementations are named. Leaving one out can only add what all real
// implementations agree on.
var doubles = []string{"mock", "fake", "stub", "noop", "nop", "dummy", "spy", "inmemory", "inmem", "null", "disabled"}

func isDouble(name string) bool {
	lower := strings.ToLower(name)
	for _, d := range doubles {
		if strings.HasPrefix(lower, d) || strings.HasSuffix(lower, d) {
			return true
		}
	}
	return false
}

func isDoublePackage(path string) bool {
	for elem := range strings.SplitSeq(path, "/") {
		switch strings.TrimSuffix(elem, "s") {
		case "mock", "fake", "stub", "testutil", "noop":
			return true
		}
		if strings.HasPrefix(elem, "mock") || strings.HasSuffix(elem, "mock") || strings.HasSuffix(elem, "mocks") {
			return true
		}
	}
	return false
}

// Argument returns the i-th argument of c as its callee numbers parameters:
// the receiver is 0.
func Argument(c *ssa.CallCommon, i int) ssa.Value {
	recv := c.Value
	if mc, ok := c.Value.(*ssa.MakeClosure); ok && FuncOf(mc.Fn.(*ssa.Function)) != nil {
		recv = mc.Bindings[0] // a method value
	} else if !c.IsInvoke() {
		recv = nil
	}
	if recv != nil {
		if i == 0 {
			return recv
		}
		i--
	}
	if i < len(c.Args) {
		return c.Args[i]
	}
	return nil
}

// Operand returns the receiver or argument that ref names, the parameters
// counted without receiver as the tables do.
func Operand(c *ssa.CallCommon, ref knowledge.Ref) ssa.Value {
	if ref == knowledge.Recv {
		return Argument(c, 0)
	}
	i, ok := ref.AsParam()
	if !ok {
		return nil
	}
	if fn := Callee(c); fn != nil && fn.Signature().Recv() != nil {
		i++ // also of a method expression
	}
	return Argument(c, i)
}
