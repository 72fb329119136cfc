package knowledge

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// TestTracksExist holds what calls do with values against the real modules.
func TestTracksExist(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the real libraries")
	}
	var paths []string
	for _, lib := range libraries {
		if len(lib.Tracks) > 0 {
			paths = append(paths, pinned(lib)...)
		}
	}
	slices.Sort(paths)
	real := loadReal(t, slices.Compact(paths))
	for _, lib := range libraries {
		var pkgs []*types.Package
		for _, path := range pinned(lib) {
			if pkg := real[path]; pkg != nil {
				pkgs = append(pkgs, pkg)
			}
		}
		if len(pkgs) == 0 {
			continue // unpinned, or reported by loadReal
		}
		for _, problem := range wrongTracks(lib, pkgs) {
			t.Errorf("%s: %s", lib.Path, problem)
		}
		for _, track := range lib.Tracks {
			for name := range strings.FieldsSeq(track.Name) {
				for typ := range fieldsOrEmpty(track.Type) {
					for _, pkg := range pkgs {
						fn := funcIn(pkg, typ, name)
						if fn == nil || Path(pkg.Path()) != lib.Path {
							continue // a successor stands for the package
						}
						if !slices.ContainsFunc(TracksOf(fn), func(got Track) bool { return got.Deed == track.Deed && got.Of == track.Of }) {
							t.Errorf("%s: TracksOf(%s) lacks %+v", lib.Path, fn.FullName(), track)
						}
						if ORMOf(fn) != lib.ORM {
							t.Errorf("%s: ORMOf(%s) is not the table's", lib.Path, fn.FullName())
						}
					}
				}
			}
		}
	}
}

// wrongTracks returns what in the tracks of lib's table isn't so in pkgs.
func wrongTracks(lib *Library, pkgs []*types.Package) []string {
	var problems []string
	for _, t := range lib.Tracks {
		for name := range strings.FieldsSeq(t.Name) {
			for typ := range fieldsOrEmpty(t.Type) {
				entry := strings.TrimPrefix(typ+"."+name, ".")
				found := false
				for _, pkg := range pkgs {
					if fn := funcIn(pkg, typ, name); fn != nil {
						found = true
						for _, problem := range wrongTrack(t, fn) {
							problems = append(problems, fmt.Sprintf("%s: %s in %s", entry, problem, pkg.Path()))
						}
					}
				}
				// Of several types one may lack the function.
				if !found && (!strings.Contains(t.Type, " ") || !hasAny(pkgs, t.Type, name)) {
					problems = append(problems, entry+": no such function, or only by embedding")
				}
			}
		}
	}
	return problems
}

func hasAny(pkgs []*types.Package, typs, name string) bool {
	for typ := range strings.FieldsSeq(typs) {
		for _, pkg := range pkgs {
			if funcIn(pkg, typ, name) != nil {
				return true
			}
		}
	}
	return false
}

// wrongTrack returns what t says of fn and isn't so.
func wrongTrack(t Track, fn *types.Func) []string {
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	of, variadic := operandType(fn, t.Of)
	if t.Of != 0 && of == nil {
		report("no operand %d", t.Of)
		return problems
	}
	must := func(what string, fits func(types.Type) bool) {
		if of == nil || !fits(of) {
			report("%s is %v, no %s", "Of", of, what)
		}
	}
	switch t.Deed {
	case Loads, Collects:
		if t.Of != 0 {
			must("place for rows", holds)
		} else if (t.Without == 0) == fn.Signature().Variadic() {
			report("a variadic parameter, and no Without")
		}
	case Appends:
		must("slice", isSlice)
	case Yields:
		if _, ok := t.Of.AsResult(); !ok {
			report("Of is no result")
		}
	case Batches:
		if t.Of != 0 {
			must("place for rows", holds)
		}
		sig, ok := signatureOf(fn, t.Fn)
		switch {
		case !ok:
			report("Fn is no function")
		case t.Of == 0 && (sig == nil || sig.Params().Len() == 0):
			if sig != nil {
				report("Fn takes nothing")
			}
		}
	case Attaches:
		if on, _ := operandType(fn, t.On); on == nil || !holds(on) {
			report("On is %v, no value", on)
		}
		if t.Path == "" {
			must("text", isText)
		}
	case Eager, Relates, Omits, Only:
		if t.Path == "" {
			must("text", isText)
		}
	case Assigns:
		must("text or values", func(t types.Type) bool { return isText(t) || holds(t) })
	case About, Inserts, Deletes, Saves, Replaces, Adds, Removes:
		if t.Of != 0 && t.Of != TypeArg {
			must("value", func(t types.Type) bool { return holds(t) || isStructType(t) })
		}
	case Alters:
		n := Named(of)
		obj, _, _ := types.LookupFieldOrMethod(of, true, fn.Pkg(), t.FullSave)
		if f, ok := obj.(*types.Var); n == nil || !ok || !types.Identical(f.Type(), types.Typ[types.Bool]) {
			report("%v has no setting %q", of, t.FullSave)
		}
	case Clears, Counts:
		if t.Of != 0 && t.Path == "" {
			report("Of has no meaning")
		}
	default:
		report("no deed")
	}
	if t.Without != 0 {
		i, ok := t.Without.AsParam()
		if params := fn.Signature().Params(); !ok || !fn.Signature().Variadic() || i != params.Len()-1 {
			report("Without is no variadic parameter")
		}
	}
	if (t.Deep || t.Fresh || t.Keyed) && t.Deed != Loads {
		report("says of no load how it loads")
	}
	_ = variadic
	return problems
}

// operandType returns the type of an operand, of a variadic parameter that of
// its elements, or nil.
func operandType(fn *types.Func, ref Ref) (typ types.Type, variadic bool) {
	sig := fn.Signature()
	if ref == Recv {
		if sig.Recv() == nil {
			return nil, false
		}
		return sig.Recv().Type(), false
	}
	if i, ok := ref.AsResult(); ok && i < sig.Results().Len() {
		return sig.Results().At(i).Type(), false
	}
	if ref == TypeArg {
		return types.Typ[types.Invalid], false
	}
	i, ok := ref.AsParam()
	if !ok || i >= sig.Params().Len() {
		return nil, false
	}
	typ = sig.Params().At(i).Type()
	if sig.Variadic() && i == sig.Params().Len()-1 {
		return typ.Underlying().(*types.Slice).Elem(), true
	}
	return typ, false
}

// holds reports whether t may be the place of rows or a value: a pointer, a
// slice, a type parameter, or anything.
func holds(t types.Type) bool {
	switch u := types.Unalias(t).(type) {
	case *types.Pointer, *types.Slice, *types.TypeParam:
		return true
	case *types.Named:
		_, isPointer := u.Underlying().(*types.Pointer)
		return isPointer || isSlice(u) || types.IsInterface(u) && u.NumMethods() == 0
	}
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

func isStructType(t types.Type) bool { return Named(t) != nil }

func isSlice(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		t = p.Constraint()
		if i, ok := t.Underlying().(*types.Interface); ok && i.NumEmbeddeds() == 1 {
			if u, ok := i.EmbeddedType(0).(*types.Union); ok {
				t = u.Term(0).Type()
			}
		}
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// isText reports whether t may be a text, or what gorm.io/gen has instead.
func isText(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&types.IsString != 0
	}
	i, ok := t.Underlying().(*types.Interface)
	return ok && (i.NumMethods() == 0 || Named(t) != nil && strings.HasPrefix(Named(t).Obj().Pkg().Path(), "gorm.io/gen"))
}

// signatureOf returns the signature of a func parameter; nil of one that may be
// any function.
func signatureOf(fn *types.Func, ref Ref) (*types.Signature, bool) {
	t, _ := operandType(fn, ref)
	if t == nil {
		return nil, false
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return sig, true
	}
	i, ok := t.Underlying().(*types.Interface)
	return nil, ok && i.NumMethods() == 0
}
