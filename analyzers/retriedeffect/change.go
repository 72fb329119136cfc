package retriedeffect

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A change is a write of what the closure captures whose value depends on what
// was there before.
type change struct {
	place place
	at    ssa.Instruction // a Store or MapUpdate
	kind  changeKind
	reads []ssa.Instruction // that the value depends on
}

type changeKind uint8

const (
	added    changeKind = iota + 1 // +=, ++, any arithmetic
	appended                       // of a slice or string
	taken                          // xs = xs[1:]
	moved                          // a cursor: asked by, and then assigned
)

// change returns what instr does to a captured place, if that depends on what
// was there.
func (c *closure) change(instr ssa.Instruction) (change, bool) {
	ch := change{at: instr}
	var val ssa.Value
	ok := false
	switch instr := instr.(type) {
	case *ssa.Store:
		ch.place, ok = c.at(instr.Addr)
		val = instr.Val
	case *ssa.MapUpdate:
		ch.place, ok = c.at(instr.Map)
		ch.place.path += entry(instr.Key)
		val = instr.Value
	}
	if !ok {
		return ch, false
	}
	d := derivation{c: c, place: ch.place, seen: map[ssa.Value]bool{}}
	if d.from(val) {
		ch.kind, ch.reads = d.kind, d.reads
		if t, ok := val.Type().Underlying().(*types.Basic); ok && ch.kind == added && t.Info()&types.IsString != 0 {
			ch.kind = appended
		}
	} else if st, ok := instr.(*ssa.Store); ok {
		ch.kind, ch.reads = moved, c.asked(st, ch.place)
	}
	return ch, ch.kind != 0 && len(ch.reads) > 0
}

// A derivation is how a value depends on what a place held.
type derivation struct {
	c     *closure
	place place
	kind  changeKind
	reads []ssa.Instruction
	seen  map[ssa.Value]bool
}

// from reports whether v depends on what the place held. What functions make of
// it isn't known: they may leave out what is there already.
func (d *derivation) from(v ssa.Value) bool {
	if d.seen[v] {
		return false
	}
	d.seen[v] = true
	switch v := v.(type) {
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			return d.read(v)
		case token.NOT:
			return d.by(added, v.X)
		}
	case *ssa.Lookup:
		return d.read(v)
	case *ssa.Extract:
		if l, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			return d.read(l)
		}
	case *ssa.BinOp:
		switch v.Op {
		case token.ADD, token.SUB, token.MUL, token.QUO, token.SHL, token.SHR, token.XOR:
			return d.by(added, v.X, v.Y)
		}
	case *ssa.Convert:
		return d.from(v.X)
	case *ssa.ChangeType:
		return d.from(v.X)
	case *ssa.Slice:
		if isZero(v.High) {
			return false // xs[:0] holds nothing
		}
		return d.by(taken, v.X)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			to, what := v.Call.Args[0], v.Call.Args[1]
			// Have: xs = append([]T{first}, xs...). A nil is a clone's.
			return d.by(appended, to) || !isZero(to) && d.by(appended, what)
		}
	case *ssa.Phi:
		found := false
		for _, e := range v.Edges {
			found = d.from(e) || found
		}
		return found
	}
	return false
}

func (d *derivation) read(v ssa.Value) bool {
	if p, ok := d.c.at(v); !ok || p != d.place {
		return false
	}
	d.reads = append(d.reads, v.(ssa.Instruction))
	return true
}

// by notes that one of the operands is changed that way.
func (d *derivation) by(kind changeKind, operands ...ssa.Value) bool {
	found := false
	for _, v := range operands {
		found = d.from(v) || found
	}
	if found {
		d.kind = max(d.kind, kind)
		if kind == appended {
			d.kind = kind
		}
	}
	return found
}

// isZero reports whether v is a constant that is zero, empty or nil.
func isZero(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok {
		return false
	}
	if c.Value == nil {
		return true
	}
	switch c.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	case constant.String:
		return constant.StringVal(c.Value) == ""
	}
	return false
}

// asked returns the reads of p, a variable, by which the database is asked
// before st assigns it.
func (c *closure) asked(st *ssa.Store, p place) []ssa.Instruction {
	if p.path != "" || !isCursor(st.Val.Type()) || isZero(st.Val) || c.whereZero(st, p) {
		return nil
	}
	var out []ssa.Instruction
	for _, b := range st.Parent().Blocks {
		for _, instr := range b.Instrs {
			load, ok := instr.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				continue
			}
			if q, ok := c.at(load); !ok || q != p {
				continue
			}
			if c.r.asks(load, 0) && after(load, st) {
				out = append(out, load)
			}
		}
	}
	return out
}

// isCursor reports whether a position in rows may be of type t.
func isCursor(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsString) != 0
}

// asks reports whether v is an argument of a query.
func (r *rule) asks(v ssa.Value, depth int) bool {
	if depth > 4 || v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			if r.asks(ref, depth+1) {
				return true
			}
		case *ssa.Convert:
			if r.asks(ref, depth+1) {
				return true
			}
		case *ssa.Store:
			// Into the array of variadic arguments.
			if ix, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v {
				if a, ok := ix.X.(*ssa.Alloc); ok && r.asks(a, depth+1) {
					return true
				}
			}
		case *ssa.Slice:
			if r.asks(ref, depth+1) {
				return true
			}
		case ssa.CallInstruction:
			if slices.ContainsFunc(r.eff.At(ref), isQuery) {
				return true
			}
		}
	}
	return false
}
