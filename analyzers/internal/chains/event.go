package chains

import (
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// An event is what one instruction does to the statement of one builder.
type event struct {
	at ssa.Instruction
	// name is the method or function, as a message calls it.
	name string
	// on is the builder, value the call if it may return the same one.
	on, value ssa.Value

	leaves, minds, replaces knowledge.Trait
	ends                    bool
	// inPart says that the statement becomes part of another: nothing is left
	// by that.
	inPart bool
	// step says that the event is a method of the library, summed one that
	// stands for what a function does.
	step, summed bool
	self         knowledge.Trait
	// of is the operand whose type is the table and whose key is the row's.
	of ssa.Value
}

// eventsOf returns what fn, without its closures, does to statements.
func (p *program) eventsOf(fn *ssa.Function) []*event {
	var events []*event
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				events = append(events, p.callEvents(instr)...)
			case *ssa.MakeInterface:
				// A subquery, or a group of conditions.
				if _, ok := builder(instr.X); ok && p.nested(instr) {
					events = append(events, &event{at: instr, name: "a subquery", on: instr.X, ends: true, inPart: true,
						minds: knowledge.Filtered | knowledge.Limited | knowledge.Skipped | knowledge.Projected | knowledge.Unscoped})
				}
			}
		}
	}
	return events
}

// nested reports whether a builder, as an interface, is an operand of a
// builder's method.
func (p *program) nested(mi *ssa.MakeInterface) bool {
	for _, instr := range *mi.Referrers() {
		switch instr := instr.(type) {
		case *ssa.Call:
			if _, _, ok := method(instr.Common()); ok {
				return true
			}
		case *ssa.Store: // of a variadic parameter
			elem, ok := instr.Addr.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			array, ok := elem.X.(*ssa.Alloc)
			if !ok {
				continue
			}
			for _, of := range *array.Referrers() {
				list, ok := of.(*ssa.Slice)
				if !ok {
					continue
				}
				for _, use := range *list.Referrers() {
					if call, ok := use.(*ssa.Call); ok {
						if _, _, ok := method(call.Common()); ok {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

func (p *program) callEvents(call *ssa.Call) []*event {
	c := call.Common()
	if recv, fn, ok := method(c); ok {
		if forks(fn) {
			return nil
		}
		s := knowledge.StepOf(fn)
		e := &event{at: call, name: fn.Name(), on: recv, value: call, step: true,
			leaves: s.Leaves, minds: s.Minds, replaces: s.Replaces, ends: s.Ends}
		if s.Of != 0 {
			e.of = unwrap(ssaform.Operand(c, s.Of))
		}
		if s.Inline != 0 && given(ssaform.Operand(c, s.Inline)) {
			e.leaves |= knowledge.Filtered
		}
		return []*event{e}
	}
	s := p.summaryOf(c)
	if s == nil {
		return nil
	}
	byArg := map[int]*event{}
	var order []int
	of := func(i int) *event {
		e := byArg[i]
		if e == nil {
			e = &event{at: call, name: calleeName(c), on: ssaform.Argument(c, i), value: call, summed: true}
			byArg[i] = e
			order = append(order, i)
		}
		return e
	}
	for _, param := range s.Params {
		e := of(param.Index)
		e.leaves, e.minds, e.ends, e.self = param.Leaves, param.Minds, param.Ends, param.Self
	}
	for _, o := range s.Results {
		for _, i := range o.From {
			of(i).leaves |= o.Leaves
		}
	}
	var events []*event
	for _, i := range order {
		e := byArg[i]
		if e.on == nil {
			continue
		}
		if _, ok := builder(e.on); ok {
			events = append(events, e)
		}
	}
	return events
}

func calleeName(c *ssa.CallCommon) string {
	if fn := ssaform.Callee(c); fn != nil {
		return fn.Name()
	}
	if v, ok := c.Value.(*ssa.MakeClosure); ok {
		return v.Fn.Name()
	}
	return c.Value.Name()
}

// unwrap returns v without the interface around it.
func unwrap(v ssa.Value) ssa.Value {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		return mi.X
	}
	return v
}

// given reports whether a variadic operand has any value.
func given(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return v != nil && (!ok || !c.IsNil())
}

// operands returns those of a step beside its receiver, variadic ones one by
// one; ok says whether all are known.
func operands(call *ssa.CallCommon) (list []ssa.Value, ok bool) {
	args := call.Args
	if !call.IsInvoke() {
		args = args[1:]
	}
	for _, arg := range args {
		slice, isSlice := arg.(*ssa.Slice)
		if !isSlice {
			list = append(list, unwrap(arg))
			continue
		}
		array, isAlloc := slice.X.(*ssa.Alloc)
		if !isAlloc {
			return nil, false
		}
		for _, instr := range *array.Referrers() {
			if elem, isElem := instr.(*ssa.IndexAddr); isElem {
				for _, use := range *elem.Referrers() {
					if st, isStore := use.(*ssa.Store); isStore {
						list = append(list, unwrap(st.Val))
					}
				}
			}
		}
	}
	return list, true
}

// same reports whether two steps add the same.
func same(a, b *event) bool {
	if !a.step || !b.step || a.name != b.name {
		return false
	}
	x, ok1 := operands(a.at.(*ssa.Call).Common())
	y, ok2 := operands(b.at.(*ssa.Call).Common())
	if !ok1 || !ok2 || len(x) != len(y) {
		return false
	}
	for i := range x {
		if !equal(x[i], y[i]) {
			return false
		}
	}
	return true
}

func equal(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok1 := x.(*ssa.Const)
	b, ok2 := y.(*ssa.Const)
	if ok1 && ok2 {
		return a.Value != nil && b.Value != nil && a.Value.Kind() == b.Value.Kind() && constant.Compare(a.Value, token.EQL, b.Value)
	}
	return place(x) != "" && place(x) == place(y)
}

// place names what x reads from: a field of a value that is read again, "" if
// it is none.
func place(x ssa.Value) string {
	switch x := x.(type) {
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return place(x.X)
		}
	case *ssa.FieldAddr:
		if base := place(x.X); base != "" {
			return base + "." + fieldName(x)
		}
	case *ssa.Parameter, *ssa.Alloc, *ssa.FreeVar:
		return x.Name()
	}
	return ""
}

func fieldName(x *ssa.FieldAddr) string {
	return x.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(x.Field).Name()
}

// constants reports whether all that a step adds is written out.
func (e *event) constants() bool {
	if !e.step {
		return false
	}
	list, ok := operands(e.at.(*ssa.Call).Common())
	for _, v := range list {
		if _, isConst := v.(*ssa.Const); !isConst {
			return false
		}
	}
	return ok
}

// tableOf returns the struct whose table v is of, or nil.
func tableOf(v ssa.Value) *types.Named {
	if v == nil {
		return nil
	}
	t := types.Unalias(v.Type())
	for {
		switch u := t.(type) {
		case *types.Pointer:
			t = types.Unalias(u.Elem())
		case *types.Slice:
			t = types.Unalias(u.Elem())
		case *types.Named:
			if _, ok := u.Underlying().(*types.Struct); ok {
				return u
			}
			t = types.Unalias(u.Underlying())
		default:
			return nil
		}
	}
}

// mayHaveKey reports whether a row, or rows, may have a primary key: a literal
// of other fields has none.
func mayHaveKey(v ssa.Value) bool {
	named := tableOf(v)
	if named == nil {
		return false
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	if _, ok := v.(*ssa.Const); ok {
		return false
	}
	cell, ok := v.(*ssa.Alloc)
	if !ok {
		return true
	}
	passed := 0
	for _, instr := range *cell.Referrers() {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			if isKey(named, instr) {
				return true
			}
		case *ssa.MakeInterface:
			passed++
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return true
		}
	}
	// What is passed on, as to a query, may come back with a key.
	return passed > 1
}

func isKey(named *types.Named, field *ssa.FieldAddr) bool {
	s, ok := named.Underlying().(*types.Struct)
	if !ok || field.Field >= s.NumFields() {
		return true
	}
	f := s.Field(field.Field)
	return f.Embedded() || strings.EqualFold(f.Name(), "id") ||
		strings.Contains(strings.ToLower(reflect.StructTag(s.Tag(field.Field)).Get("gorm")), "primary")
}
