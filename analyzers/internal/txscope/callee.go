package txscope

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// library returns what the tables say of the function that c calls. For a
// method of a project's own interface it is what a library type in sight that
// implements the interface does there (sqlc's DBTX, an own Publisher).
func (r *Result) library(c *ssa.CallCommon) (knowledge.Func, bool) {
	fn := ssaform.Callee(c)
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
	f, ok := r.told(fn)
	if !ok && ssaform.IsInterfaceMethod(fn) && len(r.directives.Of(fn)) == 0 {
		f, ok = r.libraryImplementation(fn)
	}
	r.libs[fn] = libAnswer{f, ok}
	return f, ok
}

// told is what the tables, or the settings, say of fn itself. What settings say of
// functions of the module is in its facts; of an interface's method it holds
// whatever the implementations in sight do.
func (r *Result) told(fn *types.Func) (knowledge.Func, bool) {
	if f, ok := r.known.Declared(fn); ok && (ssaform.IsInterfaceMethod(fn) || !r.analysed(fn.Pkg().Path())) {
		return f, true
	}
	return r.known.Of(fn)
}

// analysed reports whether the package path has facts by what the settings
// declare.
func (r *Result) analysed(path string) bool {
	if m := r.pass.Module; m == nil || m.Path == "" {
		return path == r.pass.Pkg.Path() || r.reached[path]
	}
	return r.form.SameModule(path)
}

type libAnswer struct {
	f  knowledge.Func
	ok bool
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
		for _, t := range r.known.TypesOf(pkg.Path()) {
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
			f, ok := r.told(method)
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
		if len(r.known.TypesOf(pkg.Path())) > 0 && !slices.Contains(out, pkg) {
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
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil
	}
	if c.IsInvoke() {
		if m, ok := ssaform.ConcreteMethod(c); ok {
			return r.SummaryOf(m)
		}
	}
	return r.SummaryOf(fn)
}

// SummaryOf returns the summary of fn, or nil when nothing is known of it.
func (r *Result) SummaryOf(fn *types.Func) *Summary {
	if fn.Pkg() == r.pass.Pkg && !ssaform.IsInterfaceMethod(fn) {
		return r.summaries[fn]
	}
	if s, ok := r.imported[fn]; ok {
		return s
	}
	r.imported[fn] = nil // cuts cycles
	var s *Summary
	declared := false // goes before what implementations do
	if fn.Pkg() != r.pass.Pkg {
		var fact Summary
		if r.pass.ImportObjectFact(fn, &fact) {
			s = &fact
		}
	} else {
		s = declaredSummary(fn, r.directives.Of(fn))
		declared = s != nil
	}
	if ssaform.IsInterfaceMethod(fn) && !declared {
		for i, impl := range r.form.Implementations(fn) {
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
