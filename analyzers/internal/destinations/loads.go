package destinations

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A load is a call that reads rows into a destination, over what is there.
type load struct {
	call ssa.CallInstruction
	dest ssa.Value // its address; the slice itself if appends
	// at is the place that dest is in the function of call, if it is one.
	at   place
	isAt bool
	// appends says that the array of the slice dest is overwritten from where
	// it ends, and handed back (pgx.AppendRows).
	appends bool
	deep    bool
	// keyed says that a key which a struct holds becomes a condition.
	keyed bool
	// partial says that the key may not be among the columns that are read.
	partial bool
	// conds are the operands that say which row; free says that there are some
	// that aren't known.
	conds []ssa.Value
	about types.Type // the model of the chain, if it names one
}

// loadsOf returns what a call reads rows into.
func (r *Result) loadsOf(call ssa.CallInstruction) []load {
	loads := r.loadsBy(call)
	for i, l := range loads {
		loads[i].at, loads[i].isAt = placeOf(l.dest)
	}
	for _, mc := range r.runs(call) {
		fn := mc.Fn.(*ssa.Function)
		for inner := range ssaform.Calls(fn) {
			for _, l := range r.loadsOf(inner) {
				if l.appends || !l.isAt || !r.rebind(&l.at, mc) {
					continue
				}
				l.call, l.conds = call, outside(l.conds, mc)
				loads = append(loads, l)
			}
		}
	}
	return loads
}

// runs returns the closures that a call runs before it returns: a transaction's,
// those that first-party functions are given.
func (r *Result) runs(call ssa.CallInstruction) []*ssa.MakeClosure {
	if _, ok := call.(*ssa.Call); !ok {
		return nil
	}
	c := call.Common()
	if mc, ok := c.Value.(*ssa.MakeClosure); ok {
		return []*ssa.MakeClosure{mc}
	}
	fn := ssaform.Callee(c)
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	known, ok := knowledge.Of(fn)
	runs := ok && (known.Role == knowledge.Run || known.Role == knowledge.Invoke)
	if !runs && (ok || fn.Pkg() != r.pass.Pkg && !r.form.SameModule(fn.Pkg().Path())) {
		return nil
	}
	var out []*ssa.MakeClosure
	for _, a := range c.Args {
		if mc, ok := peel(a).(*ssa.MakeClosure); ok {
			out = append(out, mc)
		}
	}
	return out
}

// rebind makes a place in a closure the one of the function around it.
func (r *Result) rebind(p *place, mc *ssa.MakeClosure) bool {
	i := slices.Index(mc.Fn.(*ssa.Function).FreeVars, asFreeVar(p.root))
	if i < 0 {
		_, global := p.root.(*ssa.Global)
		return global
	}
	bound, ok := placeOf(mc.Bindings[i])
	*p = place{bound.root, bound.path + p.path}
	return ok
}

func asFreeVar(v ssa.Value) *ssa.FreeVar {
	fv, _ := v.(*ssa.FreeVar)
	return fv
}

// outside returns what values in a closure are made of: variables of the
// function around it, and constants.
func outside(vals []ssa.Value, mc *ssa.MakeClosure) (out []ssa.Value) {
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.FreeVar:
			out = append(out, mc.Bindings[slices.Index(mc.Fn.(*ssa.Function).FreeVars, v)])
			return
		case *ssa.Const:
			out = append(out, v)
			return
		case *ssa.Slice:
			for _, e := range elements(v) {
				walk(e)
			}
		}
		if instr, ok := v.(ssa.Instruction); ok {
			for _, op := range instr.Operands(nil) {
				walk(*op)
			}
		}
	}
	for _, v := range vals {
		walk(v)
	}
	return out
}

// loadsBy returns what the function that a call calls reads rows into, closures
// apart.
func (r *Result) loadsBy(call ssa.CallInstruction) []load {
	c := call.Common()
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil
	}
	tracks := knowledge.TracksOf(fn)
	if tracks == nil {
		return r.loadsOfCallee(call)
	}
	var out []load
	writes := slices.ContainsFunc(tracks, func(t knowledge.Track) bool {
		return t.Deed == knowledge.Saves || t.Deed == knowledge.Inserts || t.Deed == knowledge.Deletes
	})
	for _, t := range tracks {
		if len(operands(c, t.Without)) > 0 || writes && !t.Keyed {
			continue // a write reads rows only if it is RETURNING some
		}
		switch t.Deed {
		case knowledge.Loads, knowledge.Collects:
			l := load{call: call, deep: t.Deep, keyed: t.Keyed}
			r.readChain(&l, t)
			dests := operands(c, t.Of)
			if len(dests) == 0 {
				if about := r.model(c); about != nil {
					dests = []ssa.Value{about}
				}
			}
			for _, d := range dests {
				l.dest = peel(d)
				if overwrites(l.dest.Type()) && (!isSlice(elem(l.dest.Type())) || !t.Fresh && t.Deed != knowledge.Collects) {
					out = append(out, l)
				}
			}
		case knowledge.Appends:
			// Have: AppendRows(rows[:0], …), which writes from where the slice ends.
			for _, d := range operands(c, t.Of) {
				if s, ok := peel(d).(*ssa.Slice); ok && isSlice(s.X.Type()) && s.High != nil && s.Max == nil {
					out = append(out, load{call: call, dest: s, appends: true, deep: t.Deep})
				}
			}
		}
	}
	return out
}

// overwrites reports whether rows that are read into what t points to are
// written over what is there: not maps, which libraries append.
func overwrites(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	switch u := p.Elem().Underlying().(type) {
	case *types.Struct:
		return true
	case *types.Slice:
		_, isMap := u.Elem().Underlying().(*types.Map)
		return !isMap
	}
	return false
}

// readChain notes what the calls before the load say of which row is read.
func (r *Result) readChain(l *load, t knowledge.Track) {
	c := l.call.Common()
	for i := range c.Signature().Params().Len() {
		if ref := knowledge.Param(i); ref != t.Of {
			l.conds = append(l.conds, operands(c, ref)...)
		}
	}
	for step := range steps(c) {
		fn := ssaform.Callee(&step.Call)
		for _, t := range knowledge.TracksOf(fn) {
			switch t.Deed {
			case knowledge.About:
				for _, v := range operands(&step.Call, t.Of) {
					l.about = elem(peel(v).Type())
				}
			case knowledge.Only:
				l.partial = true
			}
		}
		for _, b := range knowledge.BuildsOf(fn) {
			switch b.Part {
			case knowledge.Wheres:
				for i := range step.Call.Signature().Params().Len() {
					l.conds = append(l.conds, operands(&step.Call, knowledge.Param(i))...)
				}
			case knowledge.Scopes:
				l.partial = true
			}
		}
		if text, ok := knowledge.TextOf(fn); ok && text.Clause == knowledge.Statement {
			l.keyed, l.partial = false, true // the SQL is the user's, whole
		}
	}
}

// model returns the value that the chain of a call is about.
func (r *Result) model(c *ssa.CallCommon) ssa.Value {
	for step := range steps(c) {
		for _, t := range knowledge.TracksOf(ssaform.Callee(&step.Call)) {
			if t.Deed == knowledge.About {
				if vs := operands(&step.Call, t.Of); len(vs) > 0 {
					return vs[0]
				}
			}
		}
	}
	return nil
}

// steps yields the calls of the chain that c ends, last first.
func steps(c *ssa.CallCommon) func(yield func(*ssa.Call) bool) {
	return func(yield func(*ssa.Call) bool) {
		for {
			if c.Signature().Recv() == nil && !c.IsInvoke() {
				return
			}
			v := ssaform.Argument(c, 0)
			if mi, ok := v.(*ssa.MakeInterface); ok {
				v = mi.X
			}
			call, ok := v.(*ssa.Call)
			if !ok || ssaform.Callee(&call.Call) == nil || !yield(call) {
				return
			}
			c = &call.Call
		}
	}
}

// operands returns what a call is given as ref, each argument of a variadic
// parameter by itself; nothing if these come as a slice.
func operands(c *ssa.CallCommon, ref knowledge.Ref) []ssa.Value {
	v := ssaform.Operand(c, ref)
	if v == nil {
		return nil
	}
	i, ok := ref.AsParam()
	sig := c.Signature()
	if !ok || !sig.Variadic() || i != sig.Params().Len()-1 {
		return []ssa.Value{v}
	}
	return elements(v)
}

// elements returns what a slice literal holds.
func elements(v ssa.Value) []ssa.Value {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, ref := range *array.Referrers() {
		if at, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *at.Referrers() {
				if st, ok := use.(*ssa.Store); ok && st.Addr == at {
					out = append(out, st.Val)
				}
			}
		}
	}
	return out
}

// peel returns the value within conversions.
func peel(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// A Batch is a call that reads rows batch by batch, or one by one, and calls a
// function for each.
type Batch struct {
	Call ssa.CallInstruction
	Row  types.Type // of the rows, nil if it isn't known
	// Pages says that the call pages by the key of the last row.
	Pages bool

	dest    ssa.Value // the address of the destination, nil if fn is given the rows
	fnValue ssa.Value
	fn      *ssa.Function // that is called; nil if it isn't known
	mc      *ssa.MakeClosure
	param   int // of fn that is the batch, counted without receiver; -1 if dest is it
	deep    bool
}

// batchesOf returns how a call calls functions batch by batch.
func (r *Result) batchesOf(call ssa.CallInstruction) []Batch {
	c := call.Common()
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil
	}
	var out []Batch
	for _, t := range knowledge.TracksOf(fn) {
		if t.Deed != knowledge.Batches {
			continue
		}
		b := Batch{Call: call, param: -1, deep: t.Deep}
		if t.Of != 0 {
			if v := ssaform.Operand(c, t.Of); v != nil {
				b.dest = peel(v)
				b.Row = rowOf(elem(b.dest.Type()))
			}
		}
		b.setFn(ssaform.Operand(c, t.Fn))
		if b.dest == nil && b.fn != nil {
			b.param = 0
			if len(b.fn.Params) > 0 {
				b.Row = rowOf(b.fn.Params[0].Type())
			}
		}
		b.Pages = b.Row != nil && knowledge.ORMOf(fn) != nil
		out = append(out, b)
	}
	if s := r.summaryOf(c); s != nil {
		for _, f := range s.Feeds {
			b := Batch{Call: call, param: f.Param, deep: f.Deep, Pages: f.Pages}
			b.setFn(ssaform.Argument(c, f.Fn))
			if b.fn != nil && f.Param < len(b.fn.Params) {
				out = append(out, b)
			}
		}
	}
	return out
}

func (b *Batch) setFn(v ssa.Value) {
	b.fnValue = v
	if v == nil {
		return
	}
	switch v := peel(v).(type) {
	case *ssa.MakeClosure:
		b.mc, b.fn = v, v.Fn.(*ssa.Function)
	case *ssa.Function:
		b.fn = v
	}
	if b.fn != nil && len(b.fn.Blocks) == 0 {
		b.fn = nil
	}
}

// rowOf returns the struct type that a slice is of, or of pointers to, nil for
// what is no slice of structs.
func rowOf(t types.Type) types.Type {
	if s, ok := t.Underlying().(*types.Slice); ok {
		if row := elem(s.Elem()); isStruct(row) {
			return row
		}
	}
	return nil
}

// source is what the batch is within the function that is called with it.
func (b *Batch) source() (d dest, ok bool) {
	if b.param >= 0 {
		if b.param >= len(b.fn.Params) {
			return dest{}, false
		}
		p := b.fn.Params[b.param]
		if isSlice(p.Type()) {
			return dest{value: p, deep: b.deep}, true
		}
		// A pointer to one row.
		return dest{at: place{root: p}, deep: b.deep}, isPointer(p.Type()) && isStruct(elem(p.Type()))
	}
	at, isPlace := placeOf(b.dest)
	if !isPlace {
		return dest{}, false
	}
	if b.mc != nil {
		for i, bound := range b.mc.Bindings {
			if bound == at.root {
				at.root = b.fn.FreeVars[i]
				return dest{at: at, deep: b.deep}, true
			}
		}
	}
	if _, global := at.root.(*ssa.Global); global {
		return dest{at: at, deep: b.deep}, true
	}
	return dest{}, false
}

// isNonNil reports whether v, which is returned in block b, can't be nil.
func isNonNil(v ssa.Value, b *ssa.BasicBlock) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return !v.IsNil()
	case *ssa.MakeInterface:
		return true
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL {
			return true // a sentinel
		}
	case *ssa.Call:
		if fn := ssaform.Callee(&v.Call); fn != nil && fn.Pkg() != nil {
			switch fn.FullName() {
			case "errors.New", "fmt.Errorf":
				return true
			}
		}
	case *ssa.Phi:
		if v.Block() == b {
			for i, e := range v.Edges {
				if !isNonNil(e, b.Preds[i]) {
					return false
				}
			}
			return true
		}
	}
	// Have: if err != nil { return err }
	for d := b; d != nil; d = d.Idom() {
		for _, pred := range d.Preds {
			if len(d.Preds) == 1 && len(pred.Instrs) > 0 {
				if branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If); ok && differsFromNil(branch.Cond, v, d == pred.Succs[0]) {
					return true
				}
			}
		}
	}
	return false
}

// differsFromNil reports whether cond, being taken, says that v isn't nil.
func differsFromNil(cond, v ssa.Value, taken bool) bool {
	op, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	x, y := op.X, op.Y
	if isNil(x) {
		x, y = y, x
	}
	if !isNil(y) || !same(x, v, 0) {
		return false
	}
	return op.Op == token.NEQ && taken || op.Op == token.EQL && !taken
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// fails reports whether ret certainly returns an error.
func fails(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	last := ret.Results[len(ret.Results)-1]
	return types.Identical(last.Type(), errorType) && isNonNil(last, ret.Block())
}
