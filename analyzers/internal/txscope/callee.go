package txscope

import (
	"go/types"
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

// library returns what the tables say of the function that c calls. For a
// method of a project's own interface it is what a library type in sight that
// implements the interface does there (sqlc's DBTX, an own Publisher).
func (r *Result) library(c *ssa.CallCommon) (knowledge.Func, bool) {
	fn := Callee(c)
	if fn == nil {
		return knowledge.Func{}, false
	}
	return r.Library(fn)
}

// Library is what the tables say of fn. See [Result.library].
func (r *Result) Library(fn *types.Func) (knowledge.Func, bool) {
	if a, ok := r.libs[fn]; ok {
		return a.f, a.ok
	}
	f, ok := knowledge.Of(fn)
	if !ok && isInterfaceMethod(fn) && len(r.directives.Of(fn)) == 0 {
		f, ok = r.libraryImplementation(fn)
	}
	r.libs[fn] = libAnswer{f, ok}
	return f, ok
}

type libAnswer struct {
	f  knowledge.Func
	ok bool
}

func isInterfaceMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// libraryImplementation finds the library types in the interface's and this
// package's imports that implement the interface fn belongs to. All of them
// must do the same.
func (r *Result) libraryImplementation(fn *types.Func) (knowledge.Func, bool) {
	iface, ok := types.Unalias(fn.Signature().Recv().Type()).Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 || !iface.IsMethodSet() {
		return knowledge.Func{}, false
	}
	if named := knowledge.Named(fn.Signature().Recv().Type()); named != nil && named.TypeParams().Len() > 0 {
		return knowledge.Func{}, false
	}
	var found knowledge.Func
	n := 0
	for _, pkg := range r.librariesInSight(fn.Pkg()) {
		for _, t := range knowledge.OfPackage(pkg.Path()).Types {
			tn, ok := pkg.Scope().Lookup(t.Name).(*types.TypeName)
			if !ok || tn.IsAlias() {
				continue
			}
			named, ok := tn.Type().(*types.Named)
			if !ok || named.TypeParams().Len() > 0 {
				continue
			}
			var typ types.Type = named
			if !types.IsInterface(named) {
				typ = types.NewPointer(named)
			}
			if !types.Implements(typ, iface) {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(typ, true, fn.Pkg(), fn.Name())
			method, ok := obj.(*types.Func)
			if !ok {
				continue
			}
			f, ok := knowledge.Of(method)
			if !ok {
				continue // the table leaves the method to its embedded or inner type
			}
			if n > 0 && f.Role != found.Role {
				if !f.Role.IsQuery() || !found.Role.IsQuery() {
					return knowledge.Func{}, false
				}
				f.Role = knowledge.Exec
			}
			found = f
			n++
		}
	}
	return found, n > 0
}

// librariesInSight returns the packages of knowledge that this package or
// other imports.
func (r *Result) librariesInSight(other *types.Package) []*types.Package {
	var out []*types.Package
	add := func(pkg *types.Package) {
		if knowledge.OfPackage(pkg.Path()) != nil && !slices.Contains(out, pkg) {
			out = append(out, pkg)
		}
	}
	for _, from := range []*types.Package{other, r.pass.Pkg} {
		if from == nil {
			continue
		}
		add(from)
		for _, imp := range from.Imports() {
			add(imp)
		}
	}
	slices.SortFunc(out, func(a, b *types.Package) int { return strings.Compare(a.Path(), b.Path()) })
	return out
}

// summaryOf returns what the callee of c does with transactions, or nil.
func (r *Result) summaryOf(c *ssa.CallCommon) *Summary {
	fn := Callee(c)
	if fn == nil {
		return nil
	}
	if c.IsInvoke() {
		if m, ok := concreteMethod(c); ok {
			return r.SummaryOf(m)
		}
	}
	return r.SummaryOf(fn)
}

// concreteMethod finds the method behind an interface call whose receiver was
// made from a concrete value within the function.
func concreteMethod(c *ssa.CallCommon) (*types.Func, bool) {
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

// SummaryOf returns the summary of fn, or nil when nothing is known of it.
func (r *Result) SummaryOf(fn *types.Func) *Summary {
	if fn.Pkg() == r.pass.Pkg && !isInterfaceMethod(fn) {
		return r.summaries[fn]
	}
	if s, ok := r.imported[fn]; ok {
		return s
	}
	r.imported[fn] = nil // cuts cycles
	var s *Summary
	if fn.Pkg() != r.pass.Pkg {
		var fact Summary
		if r.pass.ImportObjectFact(fn, &fact) {
			s = &fact
		}
	} else {
		s = declaredSummary(fn, r.directives.Of(fn))
	}
	if isInterfaceMethod(fn) {
		for i, impl := range r.Implementations(fn) {
			own := r.SummaryOf(impl)
			switch {
			case own == nil:
				s = nil
			case i == 0 && s == nil:
				s = own
			case s != nil:
				s = meet(s, own)
			}
			if s == nil {
				break
			}
		}
	}
	r.imported[fn] = s
	return s
}

// Implementations returns the methods that implement the interface method fn
// in this package and the first-party packages that it imports. Test doubles
// are left out.
func (r *Result) Implementations(fn *types.Func) []*types.Func {
	if impls, ok := r.impls[fn]; ok {
		return impls
	}
	var out []*types.Func
	named := knowledge.Named(fn.Signature().Recv().Type())
	iface, ok := types.Unalias(fn.Signature().Recv().Type()).Underlying().(*types.Interface)
	if ok && named != nil && named.TypeParams().Len() == 0 && iface.IsMethodSet() {
		for _, t := range r.typesWith(fn.Name()) {
			ptr := types.NewPointer(t)
			if !types.Implements(ptr, iface) {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(ptr, true, fn.Pkg(), fn.Name())
			m, ok := obj.(*types.Func)
			if ok && !isInterfaceMethod(m) && !slices.Contains(out, m.Origin()) {
				out = append(out, m.Origin())
			}
		}
	}
	r.impls[fn] = out
	return out
}

// typesWith returns the named types in sight that have a method of that name,
// sorted.
func (r *Result) typesWith(method string) []*types.Named {
	if r.byMethod == nil {
		r.byMethod = map[string][]*types.Named{}
		for _, pkg := range r.sight() {
			if isDoublePackage(pkg.Path()) {
				continue
			}
			for _, name := range pkg.Scope().Names() {
				tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
				if !ok || tn.IsAlias() || isDouble(name) {
					continue
				}
				named, ok := tn.Type().(*types.Named)
				if !ok || types.IsInterface(named) || named.TypeParams().Len() > 0 {
					continue
				}
				if file := r.pass.Fset.Position(tn.Pos()).Filename; strings.HasSuffix(file, "_test.go") {
					continue
				}
				for _, sel := range typeutil.IntuitiveMethodSet(named, &r.msets) {
					r.byMethod[sel.Obj().Name()] = append(r.byMethod[sel.Obj().Name()], named)
				}
			}
		}
	}
	return r.byMethod[method]
}

// sight is this package and the first-party packages that it imports.
func (r *Result) sight() []*types.Package {
	out := []*types.Package{r.pass.Pkg}
	for _, imp := range r.pass.Pkg.Imports() {
		if r.reached[imp.Path()] || r.sameModule(imp.Path()) {
			out = append(out, imp)
		}
	}
	slices.SortFunc(out[1:], func(a, b *types.Package) int { return strings.Compare(a.Path(), b.Path()) })
	return out
}

func (r *Result) sameModule(path string) bool {
	m := r.pass.Module
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
