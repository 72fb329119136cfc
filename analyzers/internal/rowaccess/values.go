package rowaccess

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A Leaf is a value that a number is computed from: a loop's *ssa.Phi, an
// *ssa.Parameter or a field in it, or a variable (its *ssa.Alloc, or the call
// that returned it) or a field in it that is added to.
type Leaf struct {
	Value ssa.Value
	Path  string
	// Minus says that the number gets smaller as this grows.
	Minus bool
}

// Carried reports whether phi is of a loop's head: what one iteration hands to
// the next.
func Carried(phi *ssa.Phi) bool {
	return slices.ContainsFunc(phi.Block().Preds, phi.Block().Dominates)
}

// Leaves returns what the field path of v, or v itself, is computed from.
func (r *Result) Leaves(v ssa.Value, path string) []Leaf {
	w := &leafWalker{Result: r, seen: map[Leaf]bool{}}
	w.value(v, path, false)
	return w.out
}

type leafWalker struct {
	*Result
	seen map[Leaf]bool
	out  []Leaf
}

func (w *leafWalker) add(v ssa.Value, path string, minus bool) {
	if l := (Leaf{v, path, minus}); !slices.Contains(w.out, l) {
		w.out = append(w.out, l)
	}
}

func (w *leafWalker) value(v ssa.Value, path string, minus bool) {
	if v == nil || w.seen[Leaf{v, path, minus}] || len(w.seen) > 200 {
		return
	}
	w.seen[Leaf{v, path, minus}] = true
	switch v := v.(type) {
	case *ssa.Convert:
		w.value(v.X, path, minus)
	case *ssa.ChangeType:
		w.value(v.X, path, minus)
	case *ssa.MakeInterface:
		w.value(v.X, path, minus)
	case *ssa.ChangeInterface:
		w.value(v.X, path, minus)
	case *ssa.BinOp:
		switch v.Op {
		case token.ADD, token.MUL:
			w.value(v.X, path, minus)
			w.value(v.Y, path, minus)
		case token.SUB:
			w.value(v.X, path, minus)
			w.value(v.Y, path, !minus)
		}
	case *ssa.Phi:
		if Carried(v) {
			w.add(v, path, minus)
			return
		}
		for _, e := range v.Edges {
			w.value(e, path, minus)
		}
	case *ssa.Parameter:
		w.add(v, path, minus)
	case *ssa.FreeVar:
		w.value(w.bound(v), path, minus)
	case *ssa.Field:
		w.value(v.X, "."+field(v.X.Type(), v.Field)+path, minus)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			w.load(v.X, path, minus)
		}
	case *ssa.Alloc:
		w.load(v, path, minus)
	case *ssa.Extract:
		if v.Index == 0 {
			w.value(v.Tuple, path, minus)
		}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			if b.Name() == "max" || b.Name() == "min" {
				for _, arg := range v.Call.Args {
					w.value(arg, path, minus)
				}
			}
			return
		}
		if path != "" {
			// A pointer that a function returned.
			w.load(v, path, minus)
			return
		}
		if _, rows := w.callee(&v.Call); rows != nil {
			for _, ref := range rows.Number {
				if arg := ssaform.Argument(&v.Call, ref.Param); arg != nil {
					w.value(arg, ref.Path, minus)
				}
			}
		}
	}
}

// load follows what is stored at an address.
func (w *leafWalker) load(addr ssa.Value, path string, minus bool) {
	base, below := w.address(addr)
	path = below + path
	if p, ok := base.(*ssa.Parameter); ok {
		w.add(p, path, minus)
		return
	}
	for _, s := range w.storesOf(base) {
		rest, ok := strings.CutPrefix(path, s.path)
		if !ok {
			continue
		}
		if w.Increments(s.instr) != nil {
			w.add(base, path, minus)
			continue
		}
		w.value(s.instr.Val, rest, minus)
	}
}

// Increments returns what a store adds to the variable or field that it sets,
// nil if it does anything else.
func (r *Result) Increments(s *ssa.Store) ssa.Value {
	base, path := r.address(s.Addr)
	op, ok := unconverted(s.Val).(*ssa.BinOp)
	if !ok || op.Op != token.ADD {
		return nil
	}
	for _, pair := range [][2]ssa.Value{{op.X, op.Y}, {op.Y, op.X}} {
		if load, ok := unconverted(pair[0]).(*ssa.UnOp); ok && load.Op == token.MUL {
			if b, p := r.address(load.X); b == base && p == path {
				return pair[1]
			}
		}
	}
	return nil
}

// unconverted returns v without conversions.
func unconverted(v ssa.Value) ssa.Value {
	for {
		switch c := v.(type) {
		case *ssa.Convert:
			v = c.X
		case *ssa.ChangeType:
			v = c.X
		default:
			return v
		}
	}
}

// A store is a store to a variable, or to a field in it.
type store struct {
	base  ssa.Value
	path  string
	instr *ssa.Store
}

// Stores returns the stores to the field path of a variable, in the function
// that has it and its closures.
func (r *Result) Stores(base ssa.Value, path string) []*ssa.Store {
	var out []*ssa.Store
	for _, s := range r.storesOf(base) {
		if s.path == path {
			out = append(out, s.instr)
		}
	}
	return out
}

func (r *Result) storesOf(base ssa.Value) []store {
	if base == nil || base.Parent() == nil {
		return nil
	}
	var out []store
	for _, s := range r.storesIn(outermost(base.Parent())) {
		if s.base == base {
			out = append(out, s)
		}
	}
	return out
}

func (r *Result) storesIn(fn *ssa.Function) []store {
	if list, ok := r.stores[fn]; ok {
		return list
	}
	r.stores[fn] = nil // cuts cycles
	var list []store
	for g := range ssaform.Tree(fn) {
		for _, b := range g.Blocks {
			for _, instr := range b.Instrs {
				if s, ok := instr.(*ssa.Store); ok {
					base, path := r.address(s.Addr)
					list = append(list, store{base, path, s})
				}
			}
		}
	}
	r.stores[fn] = list
	return list
}

// outermost returns the declared function that fn is in.
func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// address returns the variable that an address is in, and the fields on the
// way. A pointer in a variable that is set once is what it is set to.
func (r *Result) address(addr ssa.Value) (base ssa.Value, path string) {
	for range 16 {
		base, below := address(addr)
		path = below + path
		switch b := base.(type) {
		case *ssa.FreeVar:
			if addr = r.bound(b); addr == nil {
				return b, path
			}
			continue
		case *ssa.UnOp:
			if next := r.pointee(b); next != nil {
				addr = next
				continue
			}
		}
		return base, path
	}
	return addr, path
}

// pointee returns the pointer that a load of a variable gives, if it is set
// once, or nil.
func (r *Result) pointee(load *ssa.UnOp) ssa.Value {
	cell := load.X
	if v, ok := cell.(*ssa.FreeVar); ok {
		cell = r.bound(v)
	}
	alloc, ok := cell.(*ssa.Alloc)
	if !ok || alloc.Referrers() == nil {
		return nil
	}
	var val ssa.Value
	for _, ref := range *alloc.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == alloc {
			if val != nil {
				return nil
			}
			val = s.Val
		}
	}
	return val
}

// address returns the value that the address of a field is taken in, as far as
// the instructions themselves say.
func address(addr ssa.Value) (base ssa.Value, path string) {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			path = "." + field(a.X.Type(), a.Field) + path
			addr = a.X
		case *ssa.ChangeType:
			addr = a.X
		case *ssa.MakeInterface:
			addr = a.X
		default:
			return addr, path
		}
	}
}

// field returns the name of a field of a struct, or of what a pointer to one
// points to.
func field(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying().(*types.Struct).Field(i).Name()
}

// bound returns what a closure's free variable is, or nil.
func (r *Result) bound(v *ssa.FreeVar) ssa.Value {
	made := r.Form.Closures[v.Parent()]
	if i := slices.Index(v.Parent().FreeVars, v); made != nil && i >= 0 {
		return made.Bindings[i]
	}
	return nil
}

// Sources returns all values that the given ones may be computed from, in the
// function and those around it. What is put into a variable, by whom ever, is
// a source of it. Handles and contexts are not followed.
func (r *Result) Sources(values []ssa.Value) map[ssa.Value]bool {
	seen := map[ssa.Value]bool{}
	var visit func(v ssa.Value)
	operands := func(instr ssa.Instruction) {
		for _, op := range instr.Operands(nil) {
			if *op != nil {
				visit(*op)
			}
		}
	}
	visit = func(v ssa.Value) {
		if v == nil || seen[v] {
			return
		}
		switch v.(type) {
		case *ssa.Const, *ssa.Builtin, *ssa.Function, *ssa.Global:
			return
		}
		seen[v] = true
		if isHandle(v) {
			return
		}
		switch v := v.(type) {
		case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice:
			r.fill(v, map[ssa.Value]bool{}, func(from ssa.Instruction) {
				if call, ok := from.(*ssa.Call); ok {
					visit(call)
					return
				}
				operands(from)
			})
		case *ssa.FreeVar:
			visit(r.bound(v))
		case *ssa.Parameter:
			if made := r.Form.Closures[v.Parent()]; made != nil && v.Parent().Parent() != nil {
				// What the function that is handed the closure calls it with.
				for _, ref := range *made.Referrers() {
					if call, ok := ref.(ssa.CallInstruction); ok {
						for _, arg := range call.Common().Args {
							visit(arg)
						}
					}
				}
			}
		case ssa.Instruction:
			operands(v)
		}
	}
	for _, v := range values {
		visit(v)
	}
	return seen
}

// isHandle reports whether v is a database handle or a context, other than one
// that a call has added to.
func isHandle(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Call, *ssa.Phi, *ssa.Extract:
		return false
	}
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		if _, ok := v.(*ssa.Alloc); ok {
			t = p.Elem()
		}
	}
	if _, ok := knowledge.BuilderOf(t); ok {
		return true
	}
	named := knowledge.Named(t)
	return named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// fill calls visit for what puts something into a variable, a map or a slice.
func (r *Result) fill(v ssa.Value, seen map[ssa.Value]bool, visit func(ssa.Instruction)) {
	if seen[v] || v.Referrers() == nil {
		return
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == v {
				visit(ref)
			} else if i, ok := ref.Addr.(*ssa.IndexAddr); ok {
				variadic(i.X, visit)
			}
		case *ssa.MapUpdate:
			if ref.Map == v {
				visit(ref)
			}
		case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.MakeInterface, *ssa.ChangeType, *ssa.Slice:
			r.fill(ref.(ssa.Value), seen, visit)
		case *ssa.MakeClosure:
			if i := slices.Index(ref.Bindings, v); i >= 0 {
				r.fill(ref.Fn.(*ssa.Function).FreeVars[i], seen, visit)
			}
		case ssa.CallInstruction:
			if call, ok := ref.(*ssa.Call); ok && fills(call, v) {
				visit(call)
			}
		}
	}
}

// variadic calls visit for the calls that are given the list of arguments v,
// among them a pointer.
func variadic(v ssa.Value, visit func(ssa.Instruction)) {
	list, ok := v.(*ssa.Alloc)
	if !ok {
		return
	}
	for _, ref := range *list.Referrers() {
		if s, ok := ref.(*ssa.Slice); ok {
			for _, ref := range *s.Referrers() {
				if call, ok := ref.(*ssa.Call); ok {
					visit(call)
				}
			}
		}
	}
}

// fills reports whether a call may put something into what its argument v
// points to. A method isn't taken to fill its receiver.
func fills(call *ssa.Call, v ssa.Value) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return false
	}
	switch v.Type().Underlying().(type) {
	case *types.Pointer, *types.Interface:
	default:
		return false
	}
	if call.Call.Signature().Recv() != nil && !call.Call.IsInvoke() && call.Call.Args[0] == v {
		return false
	}
	return slices.Contains(call.Call.Args, v)
}

// ValueOf returns the constant or parameter that v is.
func ValueOf(v ssa.Value) Value {
	for {
		switch c := v.(type) {
		case *ssa.MakeInterface:
			v = c.X
		case *ssa.ChangeType:
			v = c.X
		case *ssa.Convert:
			v = c.X
		case *ssa.Const:
			if _, isStruct := c.Type().Underlying().(*types.Struct); isStruct {
				return Value{}
			}
			return constantOf(c.Value)
		case *ssa.Parameter:
			if i := slices.Index(c.Parent().Params, c); c.Parent().Parent() == nil && i >= 0 {
				return Value{Param: i + 1}
			}
			return Value{}
		default:
			return Value{}
		}
	}
}

// constantOf returns a Go constant as SQL has it.
func constantOf(v constant.Value) Value {
	if v == nil {
		return Value{Known: true, Text: "null"}
	}
	if v.Kind() == constant.String {
		return Value{Known: true, Text: constant.StringVal(v)}
	}
	return Value{Known: true, Text: v.ExactString()}
}
