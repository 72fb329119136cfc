package retriedeffect

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A place is what outlives an attempt: a variable that a closure captures, or
// what it leads to. Pointers are transparent: p and *p are one.
type place struct {
	root ssa.Value // a free variable of the closure that is run again
	path string    // ".rows", "[]" of an element, "[k]" of a map's entry
}

// within reports whether p is q or a part of it.
func (p place) within(q place) bool {
	rest, ok := strings.CutPrefix(p.path, q.path)
	return ok && p.root == q.root && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// name is how the source calls p.
func (p place) name() string {
	path := strings.ReplaceAll(p.path, "[]", "[…]")
	for {
		i := strings.Index(path, "[key ")
		if i < 0 {
			break
		}
		path = path[:i] + "[…" + path[i+strings.IndexByte(path[i:], ']'):]
	}
	return p.root.Name() + path
}

// maxPath bounds how far a place is followed.
const maxPath = 6

// at returns the place that v, an address, a pointer, a slice or a map, leads
// to; false if that isn't one that c's closure captures.
func (c *closure) at(v ssa.Value) (place, bool) { return c.follow(v, 0) }

func (c *closure) follow(v ssa.Value, depth int) (place, bool) {
	if depth > 4*maxPath {
		return place{}, false
	}
	sub := func(x ssa.Value, step string) (place, bool) {
		p, ok := c.follow(x, depth+1)
		p.path += step
		return p, ok && strings.Count(p.path, ".")+strings.Count(p.path, "[") <= maxPath
	}
	switch v := v.(type) {
	case *ssa.FreeVar:
		if v.Parent() == c.fn {
			return place{root: v}, true
		}
		if b := c.binding(v); b != nil {
			return sub(b, "")
		}
	case *ssa.Alloc:
		// Have: cs := s.cs, which a closure within captures.
		if stored := storeTo(v); stored != nil {
			switch stored.Type().Underlying().(type) {
			case *types.Pointer, *types.Map:
				return sub(stored, "")
			}
		}
	case *ssa.FieldAddr:
		return sub(v.X, "."+fieldName(v.X.Type(), v.Field))
	case *ssa.IndexAddr:
		return sub(v.X, "[]")
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return sub(v.X, "")
		}
	case *ssa.Lookup:
		if _, ok := v.X.Type().Underlying().(*types.Map); ok {
			return sub(v.X, entry(v.Index))
		}
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Lookup:
			if v.Index == 0 {
				return sub(t, "")
			}
		case *ssa.Next:
			// Have: for _, item := range items, of a map.
			if r, ok := t.Iter.(*ssa.Range); ok && v.Index == 2 {
				return sub(r.X, "[]")
			}
		}
	case *ssa.ChangeType:
		return sub(v.X, "")
	case *ssa.MakeInterface:
		return sub(v.X, "")
	case *ssa.TypeAssert:
		return sub(v.X, "")
	case *ssa.Phi:
		var one place
		for i, e := range v.Edges {
			p, ok := c.follow(e, depth+1)
			if !ok || i > 0 && p != one {
				return place{}, false
			}
			one = p
		}
		return one, len(v.Edges) > 0
	}
	return place{}, false
}

// entry is the step to the entry of a map.
func entry(key ssa.Value) string {
	if k, ok := key.(*ssa.Const); ok {
		return "[key " + strings.Map(notBracket, k.Name()) + "]"
	}
	return "[key " + key.Name() + "]"
}

func notBracket(r rune) rune {
	if strings.ContainsRune("[].", r) {
		return '_'
	}
	return r
}

// binding returns what the closure around v's binds to it.
func (c *closure) binding(v *ssa.FreeVar) ssa.Value {
	mc := c.r.form.Closures[v.Parent()]
	if mc == nil {
		return nil
	}
	for i, fv := range v.Parent().FreeVars {
		if fv == v {
			return mc.Bindings[i]
		}
	}
	return nil
}

// variable returns the variable of the outermost function that v stands for,
// or v.
func (r *rule) variable(v ssa.Value) ssa.Value {
	for {
		fv, ok := v.(*ssa.FreeVar)
		if !ok {
			return v
		}
		outer := (&closure{r: r}).binding(fv)
		if outer == nil {
			return v
		}
		v = outer
	}
}

// storeTo returns the value that is stored to an address, if that is done once.
func storeTo(addr ssa.Value) ssa.Value {
	var val ssa.Value
	for _, ref := range *addr.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == addr {
			if val != nil {
				return nil
			}
			val = st.Val
		}
	}
	return val
}

func fieldName(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		return s.Field(i).Name()
	}
	return "?"
}

// encloses reports whether f is fn or a closure within it.
func encloses(fn, f *ssa.Function) bool {
	for ; f != nil; f = f.Parent() {
		if f == fn {
			return true
		}
	}
	return false
}

// reachable returns the instructions that may run after instr in its function:
// the rest of its block, and whole blocks; its own block is one of them if
// control comes back to it.
func reachable(instr ssa.Instruction) (rest []ssa.Instruction, blocks map[*ssa.BasicBlock]bool) {
	b := instr.Block()
	for i, x := range b.Instrs {
		if x == instr {
			rest = b.Instrs[i+1:]
		}
	}
	blocks = map[*ssa.BasicBlock]bool{}
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, succ := range b.Succs {
			if !blocks[succ] {
				blocks[succ] = true
				work = append(work, succ)
			}
		}
	}
	return rest, blocks
}

// after reports whether b may run after a, an instruction of the same function.
func after(a, b ssa.Instruction) bool {
	rest, blocks := reachable(a)
	if blocks[b.Block()] {
		return true
	}
	for _, x := range rest {
		if x == b {
			return true
		}
	}
	return false
}

// inCycle reports whether control can come back to instr.
func inCycle(instr ssa.Instruction) bool {
	_, blocks := reachable(instr)
	return blocks[instr.Block()]
}

// calleeName is how messages call what call calls.
func calleeName(call ssa.CallInstruction) string {
	if fn := ssaform.Callee(call.Common()); fn != nil {
		return fn.Name()
	}
	return "its caller"
}
