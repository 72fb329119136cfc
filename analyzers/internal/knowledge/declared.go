package knowledge

import (
	"go/types"
	"slices"
	"strings"
)

// A View is the tables, and what a module's settings add to them, which goes
// before. The nil View is the tables alone.
type View struct {
	handles map[[2]string]Kind
	methods map[key]Func // of handles
	funcs   map[key]Func
	types   map[string][]Type // by path
}

// NewView returns the tables with handles, types whose values are handles and
// what their methods do, and with what other functions do. Operands that a role
// needs are found by type.
func NewView(handles, others []*Library) *View {
	v := &View{map[[2]string]Kind{}, map[key]Func{}, map[key]Func{}, map[string][]Type{}}
	for _, lib := range handles {
		v.addTypes(lib)
		for _, t := range lib.Types {
			v.handles[[2]string{Path(lib.Path), t.Name}] = t.Kind
		}
		for _, f := range lib.Funcs {
			v.methods[key{Path(lib.Path), f.Type, f.Name}] = f
		}
	}
	for _, lib := range others {
		v.addTypes(lib)
		for _, f := range lib.Funcs {
			v.funcs[key{Path(lib.Path), f.Type, f.Name}] = f
		}
	}
	return v
}

func (v *View) addTypes(lib *Library) {
	path := Path(lib.Path)
	for _, t := range lib.Types {
		if !slices.Contains(v.types[path], t) {
			v.types[path] = append(v.types[path], t)
		}
	}
}

// Declared returns what settings say of fn, methods of handles apart.
func (v *View) Declared(fn *types.Func) (Func, bool) {
	if v == nil || len(v.funcs) == 0 {
		return Func{}, false
	}
	k, ok := keyOf(fn.Origin())
	if !ok {
		return Func{}, false
	}
	f, ok := v.funcs[k]
	return v.complete(f, fn), ok
}

// Of returns what fn does: a handle's method, or a function that a table has.
// What a method of a handle returns that settings don't name is derived from it,
// if it is a handle, too, and no transaction that it opens.
func (v *View) Of(fn *types.Func) (Func, bool) {
	if v == nil || len(v.handles) == 0 {
		return Of(fn)
	}
	k, ok := keyOf(fn.Origin())
	if !ok {
		return Func{}, false
	}
	if f, ok := v.methods[k]; ok {
		f.On = Recv
		return v.complete(f, fn), true
	}
	if _, ok := v.handles[[2]string{k.path, k.typ}]; ok && fn.Signature().Results().Len() > 0 {
		recv, result := fn.Signature().Recv().Type(), fn.Signature().Results().At(0).Type()
		if Named(result) == Named(recv) || v.isHandle(result) && v.KindOf(result) != Tx {
			return Func{Type: k.typ, Name: k.name, Role: Derive, On: Recv, Out: Result(0)}, true
		}
	}
	return Of(fn)
}

// complete finds the operands of transaction control: the handle among the
// results that holds the transaction, the function that is called, and what of
// its parameters carry the transaction.
func (v *View) complete(f Func, fn *types.Func) Func {
	sig := fn.Signature()
	switch f.Role {
	case Begin:
		f.Tx = Recv // begun in place
		for i := range sig.Results().Len() {
			if v.isHandle(sig.Results().At(i).Type()) {
				f.Tx = Result(i)
				break
			}
		}
	case Run, AfterCommit:
		for i := range sig.Params().Len() {
			param := sig.Params().At(i).Type()
			callback, ok := param.Underlying().(*types.Signature)
			switch {
			case !ok:
				if f.On == 0 && v.isHandle(param) {
					f.On = Param(i)
				}
			case f.Fn == 0:
				f.Fn = Param(i)
				if f.Role == Run {
					f.FnTx, f.FnCtx = carriers(callback)
				}
			}
		}
		if recv := sig.Recv(); f.On == 0 && recv != nil && v.isHandle(recv.Type()) {
			f.On = Recv
		}
	}
	return f
}

// carriers returns the parameter of a callback that is a context, and the first
// that is none: either may carry the transaction.
func carriers(callback *types.Signature) (tx, ctx Ref) {
	for i := range callback.Params().Len() {
		named := Named(callback.Params().At(i).Type())
		isContext := named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
		switch {
		case isContext && ctx == 0:
			ctx = Param(i)
		case !isContext && tx == 0:
			tx = Param(i)
		}
	}
	return tx, ctx
}

// KindOf returns what a value of type t, or of a pointer to it, stands for.
func (v *View) KindOf(t types.Type) Kind {
	if v != nil && len(v.handles) > 0 {
		if named := Named(t); named != nil && named.Obj().Pkg() != nil {
			if kind, ok := v.handles[[2]string{Path(named.Obj().Pkg().Path()), named.Obj().Name()}]; ok {
				return kind
			}
		}
	}
	return KindOf(t)
}

func (v *View) isHandle(t types.Type) bool {
	kind := v.KindOf(t)
	return kind != NoHandle && kind != Client
}

// TypesOf returns the types of the package path of which something is known.
func (v *View) TypesOf(path string) []Type {
	var list []Type
	if lib := OfPackage(path); lib != nil {
		list = lib.Types
	}
	if v == nil || len(v.types) == 0 {
		return list
	}
	return slices.Concat(list, v.types[Path(path)])
}

// IsData reports whether code that imports path does so for data. Of the
// standard library, what settings say of a function counts where it is called.
func (v *View) IsData(path string) bool {
	if IsData(path) {
		return true
	}
	if v == nil {
		return false
	}
	path = Path(path)
	for k := range v.handles {
		if k[0] == path {
			return true
		}
	}
	host, _, _ := strings.Cut(path, "/")
	for k, f := range v.funcs {
		if k.path == path && f.Role != None && strings.Contains(host, ".") {
			return true
		}
	}
	return false
}
