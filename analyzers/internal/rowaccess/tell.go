package rowaccess

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// An Evidence is what the values of a function say about whether a [FindAt]
// found a row. It is a may analysis of values, and of branches a must one: a
// block is of one side only if no way leads to it from the other.
type Evidence struct {
	r  *Result
	at FindAt
	// values are those that come of the call, cells the variables that it, or
	// what became of its result, was read into.
	values, cells map[ssa.Value]bool
	read          map[ssa.Value]bool  // the cells that rows are read into
	stores        map[*ssa.Store]bool // of values to cells
	signs         map[ssa.Value]sign
}

// A sign is what a value that isn't zero says.
type sign int8

const (
	absent  sign = -1
	unknown sign = 0
	present sign = 1
)

// Evidence returns what the function around a find knows of its result.
func (r *Result) Evidence(at FindAt) *Evidence {
	e := &Evidence{r: r, at: at, values: map[ssa.Value]bool{}, cells: map[ssa.Value]bool{}, read: map[ssa.Value]bool{}, stores: map[*ssa.Store]bool{}, signs: map[ssa.Value]sign{}}
	e.call(at.Call)
	return e
}

// call follows what a call gives: its result, and of a library what it reads
// into.
func (e *Evidence) call(call ssa.CallInstruction) {
	if v := call.Value(); v != nil {
		e.value(v)
	}
	if e.at.Query == nil && call == e.at.Call {
		return
	}
	for _, arg := range call.Common().Args {
		e.argument(arg)
	}
}

// argument follows the pointers among a call's arguments.
func (e *Evidence) argument(arg ssa.Value) {
	switch a := arg.(type) {
	case *ssa.MakeInterface:
		e.argument(a.X)
	case *ssa.Slice:
		if list, ok := a.X.(*ssa.Alloc); ok {
			for _, ref := range *list.Referrers() {
				if at, ok := ref.(*ssa.IndexAddr); ok {
					for _, ref := range *at.Referrers() {
						if s, ok := ref.(*ssa.Store); ok {
							e.argument(s.Val)
						}
					}
				}
			}
		}
	case *ssa.Alloc:
		e.read[a] = true
		e.cell(a)
	case *ssa.FieldAddr:
		e.value(a)
	case *ssa.FreeVar:
		if b := e.r.bound(a); b != nil {
			e.argument(b)
		}
	case *ssa.UnOp:
		if p := e.r.pointee(a); p != nil {
			e.argument(p)
		}
	}
}

// cell follows a variable that was read into.
func (e *Evidence) cell(a ssa.Value) {
	if e.cells[a] || a.Referrers() == nil {
		return
	}
	e.cells[a] = true
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op == token.MUL && e.reaches(a, ref) {
				e.value(ref)
			}
		case *ssa.FieldAddr, *ssa.MakeInterface, *ssa.Slice:
			e.value(ref.(ssa.Value))
		case *ssa.MakeClosure:
			if i := slices.Index(ref.Bindings, a); i >= 0 {
				e.cell(ref.Fn.(*ssa.Function).FreeVars[i])
			}
		}
	}
}

// reaches reports whether a load of a variable may see what the evidence put
// there: no other store stands before it that always runs after.
func (e *Evidence) reaches(cell ssa.Value, load *ssa.UnOp) bool {
	var mine []ssa.Instruction
	var others []*ssa.Store
	for _, ref := range *cell.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == cell {
			if e.stores[s] {
				mine = append(mine, s)
			} else {
				others = append(others, s)
			}
		}
	}
	if len(mine) == 0 {
		mine = append(mine, e.at.Call)
	}
	return !slices.ContainsFunc(others, func(s *ssa.Store) bool {
		return before(s, load) && !slices.ContainsFunc(mine, func(m ssa.Instruction) bool { return m.Parent() != s.Parent() || !before(m, s) })
	})
}

// before reports whether a always ran when b runs.
func before(a, b ssa.Instruction) bool {
	if a.Parent() != b.Parent() {
		return false
	}
	if a.Block() == b.Block() {
		return slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b)
	}
	return a.Block().Dominates(b.Block())
}

// value follows a value to those that are made of it.
func (e *Evidence) value(v ssa.Value) {
	if e.values[v] || v.Referrers() == nil {
		return
	}
	e.values[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Extract, *ssa.Field, *ssa.FieldAddr, *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.TypeAssert, *ssa.Phi, *ssa.Slice, *ssa.IndexAddr:
			e.value(ref.(ssa.Value))
		case *ssa.UnOp:
			e.value(ref)
		case *ssa.BinOp:
			e.value(ref)
		case *ssa.Store:
			if ref.Val != v {
				break
			}
			addr := ref.Addr
			if f, ok := addr.(*ssa.FreeVar); ok {
				if b := e.r.bound(f); b != nil {
					addr = b
				}
			}
			if a, ok := addr.(*ssa.Alloc); ok {
				e.stores[ref] = true
				delete(e.cells, a)
				e.cell(a)
			}
		case *ssa.Call:
			e.passed(ref, v)
		}
	}
}

// passed follows a value into a call: a method of a library's result, or a
// function that is asked about it.
func (e *Evidence) passed(call *ssa.Call, v ssa.Value) {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "len" {
			e.value(call)
		}
		return
	}
	fn := ssaform.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		if call.Call.IsInvoke() && call.Call.Value == v {
			e.call(call)
		}
		return
	}
	if len(e.r.queries[call.Call.Pos()]) > 0 && call != e.at.Call {
		return // a statement of its own
	}
	if e.r.Form.SameModule(fn.Pkg().Path()) || fn.Pkg() == e.r.pass.Pkg {
		if isError(v.Type()) || e.at.Query != nil && (!isRow(v.Type()) || v == e.at.Call.Value() && !e.ours(v.Type())) {
			e.value(call) // isNotFound(err), scanUser(row)
		}
		return
	}
	e.call(call)
}

// ours reports whether t is, or points to, a type of the project's.
func (e *Evidence) ours(t types.Type) bool {
	n := knowledge.Named(t)
	return n != nil && n.Obj().Pkg() != nil && (n.Obj().Pkg() == e.r.pass.Pkg || e.r.Form.SameModule(n.Obj().Pkg().Path()))
}

// isRow reports whether t is, or points to, a struct of the project's: what is
// made of it says nothing about whether it is there.
func isRow(t types.Type) bool {
	n := knowledge.Named(t)
	if n == nil || types.IsInterface(n) {
		return false
	}
	_, isBuilder := knowledge.BuilderOf(n)
	return !isBuilder && knowledge.KindOf(n) == knowledge.NoHandle
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// sign returns what it says if v isn't zero.
func (e *Evidence) sign(v ssa.Value) sign {
	if !e.values[v] && !e.cells[v] {
		return unknown
	}
	if s, ok := e.signs[v]; ok {
		return s
	}
	e.signs[v] = unknown // cuts cycles
	s := e.signOf(v)
	e.signs[v] = s
	return s
}

func (e *Evidence) signOf(v ssa.Value) sign {
	switch v := v.(type) {
	case *ssa.UnOp:
		switch v.Op {
		case token.NOT:
			return -e.sign(v.X)
		case token.MUL:
			return e.loaded(v)
		}
		return unknown
	case *ssa.BinOp:
		return e.compared(v)
	case *ssa.Phi:
		found := unknown
		for _, edge := range v.Edges {
			s := e.sign(edge)
			if s != unknown && found != unknown && s != found {
				return unknown
			}
			if s != unknown {
				found = s
			}
		}
		return found
	case *ssa.Extract:
		if v.Tuple == e.at.Call.Value() {
			return e.root(v.Type(), v.Index)
		}
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return e.given(call, v.Type())
		}
		return e.sign(v.Tuple)
	case *ssa.Call:
		if ssa.CallInstruction(v) == e.at.Call {
			return e.root(v.Type(), 0)
		}
		return e.given(v, v.Type())
	case *ssa.Field:
		return e.selected(v.X, v.X.Type(), v.Field, v.Type())
	case *ssa.FieldAddr:
		return present // the address of a field: of what is read
	case *ssa.Convert:
		return e.sign(v.X)
	case *ssa.ChangeType:
		return e.sign(v.X)
	case *ssa.MakeInterface:
		return e.sign(v.X)
	case *ssa.ChangeInterface:
		return e.sign(v.X)
	case *ssa.TypeAssert:
		return e.sign(v.X)
	case *ssa.Slice:
		return e.sign(v.X)
	case *ssa.Alloc, *ssa.FreeVar:
		return present
	}
	return unknown
}

// root returns what a result of the find's own call says.
func (e *Evidence) root(t types.Type, result int) sign {
	if e.at.Query == nil {
		for _, tell := range e.at.Tells {
			if tell.Result == result {
				if tell.Absent {
					return absent
				}
				return present
			}
		}
		return unknown
	}
	return e.ofType(t)
}

// ofType returns what a value that a library gave says, by its type.
func (e *Evidence) ofType(t types.Type) sign {
	switch {
	case !isError(t):
		return present
	case e.at.Verb == sqlparse.Select && !givesRows(e.at.Call):
		return absent
	}
	return unknown // an UPDATE of no row, or a list without one, is no error
}

// givesRows reports whether a call gives rows to go through, as Query does.
func givesRows(call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	if results.Len() == 0 {
		return false
	}
	n := knowledge.Named(results.At(0).Type())
	return n != nil && n.Obj().Name() == "Rows"
}

// given returns what the result of a call that was given evidence says.
func (e *Evidence) given(call *ssa.Call, t types.Type) sign {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
		return e.sign(call.Call.Args[0])
	}
	if basic, ok := t.Underlying().(*types.Basic); ok && basic.Kind() == types.Bool || isError(t) {
		for _, arg := range call.Call.Args {
			if isError(arg.Type()) && e.values[arg] {
				return e.sign(arg) // errors.Is(err, ErrNoRows), wrap(err)
			}
			if m, ok := arg.(*ssa.MakeInterface); ok && isError(m.X.Type()) && e.values[m.X] {
				return e.sign(m.X)
			}
		}
	}
	if e.at.Query == nil {
		return unknown
	}
	return e.ofType(t)
}

// loaded returns what a load says: of a variable that was read into, or of a
// field.
func (e *Evidence) loaded(load *ssa.UnOp) sign {
	if f, ok := load.X.(*ssa.FieldAddr); ok {
		return e.selected(f.X, f.X.Type(), f.Field, load.Type())
	}
	if isError(load.Type()) {
		// The variable err: what was stored there.
		found := unknown
		if a, ok := load.X.(*ssa.Alloc); ok {
			for _, ref := range *a.Referrers() {
				if s, ok := ref.(*ssa.Store); ok && e.stores[s] {
					found = e.sign(s.Val)
				}
			}
		}
		return found
	}
	if _, ok := load.X.(*ssa.IndexAddr); ok {
		return unknown
	}
	return e.stored(load.X)
}

// stored returns what a variable says: what was stored there, or read into it.
func (e *Evidence) stored(cell ssa.Value) sign {
	if v, ok := cell.(*ssa.FreeVar); ok {
		cell = e.r.bound(v)
	}
	a, ok := cell.(*ssa.Alloc)
	if !ok {
		return present
	}
	for _, ref := range *a.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && e.stores[s] {
			if said := e.sign(s.Val); said != unknown {
				return said
			}
		}
	}
	if e.read[a] {
		return present
	}
	return unknown
}

// selected returns what a field of evidence says. Of a row only its key does:
// another field may be zero in a row that is there.
func (e *Evidence) selected(x ssa.Value, of types.Type, field int, t types.Type) sign {
	if isError(t) {
		return e.ofType(t)
	}
	p := of
	if ptr, ok := p.Underlying().(*types.Pointer); ok {
		p = ptr.Elem()
	}
	s, ok := p.Underlying().(*types.Struct)
	if !ok {
		return unknown
	}
	if !isRow(p) {
		return e.sign(x) // RowsAffected, and sql.Null's Valid
	}
	name := strings.ToLower(s.Field(field).Name())
	named := knowledge.Named(p)
	if named != nil && named.Obj().Pkg() != nil && !e.ours(named) {
		if name == "id" || name == "model" {
			return present // of a model that is embedded
		}
		return e.sign(x)
	}
	if name == "id" || name == "uuid" || name == strings.ToLower(typeBase(named))+"id" || s.Field(field).Embedded() {
		return present
	}
	if slices.ContainsFunc(e.at.Keys, func(k Pair) bool { return strings.ReplaceAll(k.Column, "_", "") == name }) {
		return present
	}
	return unknown
}

func typeBase(n *types.Named) string {
	if n == nil {
		return "?"
	}
	return n.Obj().Name()
}

// compared returns what a comparison says if it is true.
func (e *Evidence) compared(v *ssa.BinOp) sign {
	x, y, op := v.X, v.Y, v.Op
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
		switch op {
		case token.LSS:
			op = token.GTR
		case token.LEQ:
			op = token.GEQ
		case token.GTR:
			op = token.LSS
		case token.GEQ:
			op = token.LEQ
		}
	}
	s := e.sign(x)
	c, isConst := y.(*ssa.Const)
	if !isConst {
		if isError(x.Type()) && s != unknown {
			// err == sql.ErrNoRows
			switch op {
			case token.EQL:
				return s
			case token.NEQ:
				return -s
			}
		}
		return unknown
	}
	if isZero(c) {
		switch op {
		case token.EQL, token.LEQ:
			return -s
		case token.NEQ, token.GTR:
			return s
		}
		return unknown
	}
	if c.Value == nil || s == unknown {
		return unknown
	}
	switch c.Value.Kind() {
	case constant.Bool:
		if op == token.EQL {
			return s
		}
		return -s
	case constant.Int:
		one := constant.Compare(c.Value, token.EQL, constant.MakeInt64(1))
		switch {
		case one && (op == token.GEQ || op == token.EQL):
			return s
		case one && (op == token.LSS || op == token.NEQ):
			return -s
		case op == token.GTR && constant.Sign(c.Value) < 0:
			return s
		}
	}
	return unknown
}

func isZero(c *ssa.Const) bool {
	if c.Value == nil {
		return true
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return !constant.BoolVal(c.Value)
	case constant.String:
		return constant.StringVal(c.Value) == ""
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	}
	return false
}

// Absent reports whether an instruction only runs where there was no row.
func (e *Evidence) Absent(instr ssa.Instruction) bool { return e.side(instr) == absent }

// A level is a function on the way outward from a closure, and the block in it
// where the inner one is made.
type level struct {
	fn    *ssa.Function
	block *ssa.BasicBlock
}

func (e *Evidence) levels(instr ssa.Instruction) []level {
	out := []level{{instr.Parent(), instr.Block()}}
	for made := e.r.Form.Closures[instr.Parent()]; made != nil; made = e.r.Form.Closures[made.Parent()] {
		out = append(out, level{made.Parent(), made.Block()})
	}
	return out
}

// side returns on which side of the find an instruction always stands.
func (e *Evidence) side(instr ssa.Instruction) sign {
	found := e.levels(e.at.Call)
	for _, to := range e.levels(instr) {
		from := to.fn.Blocks[0]
		i := slices.IndexFunc(found, func(l level) bool { return l.fn == to.fn })
		if i >= 0 {
			from = found[i].block
		}
		if !e.leads(from, to.block, unknown) {
			return unknown // it doesn't come after the find
		}
		for _, s := range []sign{absent, present} {
			if !e.leads(from, to.block, s) {
				return s
			}
		}
		if i >= 0 {
			break
		}
	}
	return unknown
}

// leads reports whether the flow comes from one block to another, other than
// by the branches that say without.
func (e *Evidence) leads(from, to *ssa.BasicBlock, without sign) bool {
	seen := map[*ssa.BasicBlock]bool{from: true}
	list := []*ssa.BasicBlock{from}
	for len(list) > 0 {
		b := list[len(list)-1]
		list = list[:len(list)-1]
		if b == to {
			return true
		}
		said := unknown
		if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			said = e.sign(branch.Cond)
		}
		for i, next := range b.Succs {
			if said != unknown && without != unknown && (said == without) == (i == 0) {
				continue
			}
			if !seen[next] {
				seen[next] = true
				list = append(list, next)
			}
		}
	}
	return false
}

// tells returns what the results of fn say of the find.
func (e *Evidence) tells(fn *ssa.Function) []Tell {
	n := fn.Signature.Results().Len()
	if n == 0 || e.at.Call.Parent() != fn && !e.escapes(fn) {
		return nil
	}
	var out []Tell
	for i := range n {
		if s := e.tell(fn, i); s != unknown {
			out = append(out, Tell{Result: i, Absent: s == absent})
		}
	}
	return out
}

// tell returns what the i-th result of fn says if it isn't zero: by what it is
// made of, or else because it is zero on the one side of the find and not on
// the other.
func (e *Evidence) tell(fn *ssa.Function, i int) sign {
	direct, decided := unknown, unknown
	var zeros []*ssa.Return
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) {
			continue
		}
		v := ret.Results[i]
		if s := e.sign(v); s != unknown {
			if direct == -s {
				return unknown
			}
			direct = s
			continue
		}
		if c, ok := v.(*ssa.Const); ok && isZero(c) {
			zeros = append(zeros, ret)
			continue
		}
		if s := e.side(ret); s != unknown {
			if decided == -s {
				return unknown
			}
			decided = s
		}
	}
	if decided == unknown {
		return direct
	}
	for _, ret := range zeros {
		if e.side(ret) != -decided && e.after(ret) {
			return unknown // Have: if found && isRecent(row) { return errTooOften }
		}
	}
	return decided
}

// after reports whether an instruction may run after the find.
func (e *Evidence) after(instr ssa.Instruction) bool {
	for _, l := range e.levels(e.at.Call) {
		if l.fn == instr.Parent() {
			return e.leads(l.block, instr.Block(), unknown)
		}
	}
	return true
}

// escapes reports whether the find, in a closure, has put something into a
// variable of fn.
func (e *Evidence) escapes(fn *ssa.Function) bool {
	for c := range e.cells {
		if c.Parent() == fn {
			return true
		}
	}
	return false
}
