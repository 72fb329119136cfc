package tracked

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A Place is a variable, parameter or result, and the fields and elements that
// lead from it to a value: ".Users[].Roles". Pointers are transparent: p and
// *p are one. A slice stands for the places that hold a header of its array.
type Place struct {
	Root ssa.Value
	K    int // the result, if Root is a call of several
	Path string
}

// at is the place that path leads to from p.
func (p Place) at(path string) Place {
	p.Path += path
	return p
}

// Rest returns the path that leads from p to q.
func (p Place) Rest(q Place) (path string, ok bool) {
	if p.Root != q.Root || p.K != q.K || !strings.HasPrefix(q.Path, p.Path) {
		return "", false
	}
	path = q.Path[len(p.Path):]
	return path, path == "" || path[0] == '.' || path[0] == '['
}

// Bounds on what is followed: beyond them a value is a place of its own, and
// the rules silent.
const (
	maxSteps  = 6
	maxPlaces = 12
)

// A store is an assignment through an address.
type store struct {
	instr *ssa.Store
	path  string // from the syntactic base of the address
}

// Places returns where v is kept, or for a slice where its array is. The walk
// is flow-insensitive but for assignments to the same place.
func (r *Result) Places(v ssa.Value) []Place {
	if ps, ok := r.places[v]; ok {
		return ps
	}
	r.places[v] = nil // cuts cycles: a phi of itself adds nothing
	ps := unique(r.resolve(v))
	if len(ps) > maxPlaces {
		ps = []Place{{Root: v}}
	}
	r.places[v] = ps
	return ps
}

func unique(ps []Place) []Place {
	slices.SortFunc(ps, comparePlaces)
	return slices.Compact(ps)
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Root.Pos(), b.Root.Pos()), strings.Compare(a.Root.Name(), b.Root.Name()),
		strings.Compare(owner(a.Root), owner(b.Root)), cmp.Compare(a.K, b.K), strings.Compare(a.Path, b.Path))
}

func owner(v ssa.Value) string {
	if fn := v.Parent(); fn != nil {
		return fn.Name()
	}
	return ""
}

func (r *Result) resolve(v ssa.Value) []Place {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return r.extend(v.X, "."+fieldOf(v.X.Type(), v.Field))
	case *ssa.Field:
		return r.extend(v.X, "."+fieldOf(v.X.Type(), v.Field))
	case *ssa.IndexAddr:
		return r.extend(v.X, "[]")
	case *ssa.Index:
		return r.extend(v.X, "[]")
	case *ssa.Lookup:
		return r.extend(v.X, "[]")
	case *ssa.UnOp:
		if isLoad(v) {
			return r.load(v)
		}
	case *ssa.Phi:
		var ps []Place
		for _, e := range v.Edges {
			ps = append(ps, r.Places(e)...)
		}
		return ps
	case *ssa.Slice:
		if isZeroCap(v) {
			break // x[:0:0]: an append to it makes a new array
		}
		return r.Places(v.X)
	case *ssa.ChangeType:
		return r.Places(v.X)
	case *ssa.MakeInterface:
		return r.Places(v.X)
	case *ssa.ChangeInterface:
		return r.Places(v.X)
	case *ssa.TypeAssert:
		return r.Places(v.X)
	case *ssa.FreeVar:
		if mc := r.form.Closures[v.Parent()]; mc != nil {
			return r.Places(mc.Bindings[slices.Index(v.Parent().FreeVars, v)])
		}
	case *ssa.Call:
		return r.called(v, 0)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return r.called(call, v.Index)
		}
		if a, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return r.Places(a.X)
		}
		if l, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			return r.extend(l.X, "[]")
		}
		if n, ok := v.Tuple.(*ssa.Next); ok && v.Index == 2 {
			if rng, ok := n.Iter.(*ssa.Range); ok {
				return r.extend(rng.X, "[]") // a map's value
			}
		}
	case *ssa.Const:
		return nil
	}
	return []Place{{Root: v}}
}

func isLoad(v ssa.Value) bool {
	u, ok := v.(*ssa.UnOp)
	return ok && u.Op == token.MUL
}

func isZeroCap(s *ssa.Slice) bool {
	c, ok := s.Max.(*ssa.Const)
	return ok && c.Value != nil && c.Int64() == 0
}

func (r *Result) extend(x ssa.Value, path string) []Place {
	var ps []Place
	for _, p := range r.Places(x) {
		if steps(p.Path)+steps(path) <= maxSteps {
			ps = append(ps, p.at(path))
		}
	}
	return ps
}

func steps(path string) int { return strings.Count(path, ".") + strings.Count(path, "[") }

// fieldOf is the name of the i-th field of the struct that t is or points to.
func fieldOf(t types.Type, i int) string {
	s := structOf(t)
	if s == nil {
		return "_" // of no model: a type parameter that may be one of several
	}
	return s.Field(i).Name()
}

func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if tp, ok := types.Unalias(t).(*types.TypeParam); ok {
		t = coreType(tp)
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

// coreType is the only type in the constraint of tp, if there is one.
func coreType(tp *types.TypeParam) types.Type {
	iface, ok := tp.Constraint().Underlying().(*types.Interface)
	if !ok || iface.NumEmbeddeds() != 1 {
		return tp
	}
	switch t := iface.EmbeddedType(0).(type) {
	case *types.Union:
		if t.Len() == 1 {
			return t.Term(0).Type()
		}
		return tp
	default:
		return t
	}
}

// load returns where the value is that v, a load, reads: the place itself, and
// where what was assigned to it came from.
func (r *Result) load(v *ssa.UnOp) []Place {
	var ps []Place
	for _, p := range r.Places(v.X) {
		ps = append(ps, p)
		ps = append(ps, r.stored(p, v)...)
	}
	return ps
}

// stored returns where the values came from that were assigned to p, or to
// what p is a part of, before at.
func (r *Result) stored(p Place, at ssa.Instruction) []Place {
	if p.K != 0 {
		return nil
	}
	var relevant, exact []store
	for _, s := range r.storesTo(p.Root) {
		rest, ok := Place{Root: p.Root, Path: s.path}.Rest(p)
		if !ok {
			continue
		}
		relevant = append(relevant, s)
		if rest == "" && !strings.Contains(s.path, "[]") {
			exact = append(exact, s)
		}
	}
	var ps []Place
	for _, s := range relevant {
		if at != nil && s.instr.Parent() == at.Parent() {
			var kills []ssa.Instruction
			for _, other := range exact {
				if other.instr != s.instr {
					kills = append(kills, other.instr)
				}
			}
			if !r.Flows(s.instr, at, kills) {
				continue
			}
		}
		rest := p.Path[len(s.path):]
		for _, from := range r.Places(s.instr.Val) {
			if steps(from.Path)+steps(rest) <= maxSteps {
				ps = append(ps, from.at(rest))
			}
		}
	}
	return ps
}

// storesTo returns the assignments through an address whose syntactic base is
// root.
func (r *Result) storesTo(root ssa.Value) []store { return r.stores[root] }

// indexStores notes the assignments of fn by the variable that they are to.
func (r *Result) indexStores(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			s, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			base, path := r.base(s.Addr)
			r.stores[base] = append(r.stores[base], store{s, path})
		}
	}
}

// base peels fields, elements and pointers off an address.
func (r *Result) base(addr ssa.Value) (base ssa.Value, path string) {
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			path, addr = "."+fieldOf(v.X.Type(), v.Field)+path, v.X
		case *ssa.IndexAddr:
			path, addr = "[]"+path, v.X
		case *ssa.UnOp:
			addr = v.X
		case *ssa.FreeVar:
			mc := r.form.Closures[v.Parent()]
			if mc == nil {
				return addr, path
			}
			addr = mc.Bindings[slices.Index(v.Parent().FreeVars, v)]
		default:
			return addr, path
		}
	}
}

// called returns where result k of a call is kept.
func (r *Result) called(call *ssa.Call, k int) []Place {
	c := &call.Call
	self := []Place{{Root: call, K: k}}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			return append(r.Places(c.Args[0]), self...)
		}
		return self
	}
	fn := ssaform.Callee(c)
	if fn == nil {
		return self
	}
	if knowledge.SliceOpOf(fn).Aliases() && len(c.Args) > 0 {
		return append(r.Places(c.Args[0]), self...)
	}
	if s := r.SummaryOf(c); s != nil {
		for _, a := range s.Aliases {
			if a.Result == k {
				if arg := ssaform.Argument(c, a.Param); arg != nil {
					self = append(self, r.extend(arg, a.Path)...)
				}
			}
		}
	}
	return self
}

// Contents returns p and the places whose parts p's are copies of, at
// instruction at.
func (r *Result) Contents(p Place, at ssa.Instruction) []Place {
	return unique(append(r.stored(p, at), p))
}
