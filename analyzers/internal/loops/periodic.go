package loops

import (
	"cmp"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// A Periodic is code that runs again and again in time: at the ticks of a
// ticker, after a sleep, by a timer that it re-arms, or as a cron's callback.
type Periodic struct {
	// Fn is the function or closure that it stands in.
	Fn *ssa.Function
	// Cycle is the loop, nil for a callback that is Fn. All its iterations are
	// rounds, those too that something else than the ticker begins.
	Cycle *ssaform.Cycle
	// Every is the time between rounds, 0 if it isn't constant.
	Every time.Duration
	// Overlap says that a round may begin before the one before has ended.
	Overlap bool
}

// In reports whether b is part of each round.
func (p *Periodic) In(b *ssa.BasicBlock) bool {
	return b.Parent() == p.Fn && (p.Cycle == nil || p.Cycle.Blocks[b])
}

// Ticks is the fact about a function that calls func parameters again and again
// in time.
type Ticks struct{ List []Tick }

// A Tick says how a function calls a func parameter; the receiver is 0.
type Tick struct {
	Param   int
	Every   time.Duration
	Overlap bool
}

func (*Ticks) AFact() {}

func (t *Ticks) String() string {
	words := make([]string, len(t.List))
	for i, tick := range t.List {
		words[i] = fmt.Sprintf("ticks(%d)", tick.Param)
		if tick.Every > 0 {
			words[i] += " " + tick.Every.String()
		}
		if tick.Overlap {
			words[i] += " overlap"
		}
	}
	return strings.Join(words, ", ")
}

// A clock finds the periodic code of a package.
type clock struct {
	pass *analysis.Pass
	tx   *txscope.Result
	own  map[*types.Func]*Ticks
	out  []*Periodic
}

// periodics returns what is periodic in a package, in source order, and exports
// which functions make what they are given so.
func periodics(pass *analysis.Pass, tx *txscope.Result) []*Periodic {
	c := &clock{pass: pass, tx: tx, own: map[*types.Func]*Ticks{}}
	for _, fn := range tx.Postorder {
		for f := range ssaform.Tree(fn) {
			c.cycles(f)
		}
	}
	for _, fn := range tx.Postorder {
		for f := range ssaform.Tree(fn) {
			for call := range ssaform.Calls(f) {
				c.callback(call)
			}
		}
	}
	for fn, ticks := range c.own {
		slices.SortFunc(ticks.List, func(a, b Tick) int { return cmp.Compare(a.Param, b.Param) })
		pass.ExportObjectFact(fn, ticks)
	}
	slices.SortStableFunc(c.out, func(a, b *Periodic) int { return cmp.Compare(a.Fn.Pos(), b.Fn.Pos()) })
	return c.out
}

// cycles adds the loops of f that time drives.
func (c *clock) cycles(f *ssa.Function) {
	for _, cycle := range ssaform.Cycles(f) {
		every, ok := c.driven(cycle)
		if !ok {
			continue
		}
		c.out = append(c.out, &Periodic{Fn: f, Cycle: cycle, Every: every})
		for call := range cycle.Calls() {
			_, spawned := call.(*ssa.Go)
			c.calls(call, Tick{Every: every, Overlap: spawned})
		}
	}
}

// driven reports whether a loop waits for time, and for how long if that is
// constant.
func (c *clock) driven(cycle *ssaform.Cycle) (every time.Duration, ok bool) {
	for _, b := range cycle.Head.Parent().Blocks {
		if !cycle.Blocks[b] {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && knowledge.IsTimer(instr.X.Type()) {
					return c.interval(instr.X), true
				}
			case *ssa.Select:
				for i, state := range instr.States {
					if state.Dir == types.RecvOnly && knowledge.IsTimer(state.Chan.Type()) && stays(cycle, instr, i) {
						return c.interval(state.Chan), true
					}
				}
			case *ssa.Call:
				if every, ok := c.sleeps(instr); ok {
					return every, true
				}
			}
		}
	}
	return 0, false
}

func isNamed(t types.Type, path, name string) bool {
	named := knowledge.Named(t)
	return named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path && named.Obj().Name() == name
}

// stays reports whether the loop goes on after case i of a select in it.
func stays(cycle *ssaform.Cycle, sel *ssa.Select, i int) bool {
	for _, ref := range *sel.Referrers() {
		index, ok := ref.(*ssa.Extract)
		if !ok || index.Index != 0 {
			continue
		}
		for _, ref := range *index.Referrers() {
			test, ok := ref.(*ssa.BinOp)
			if !ok || test.Op != token.EQL {
				continue
			}
			if k, ok := test.Y.(*ssa.Const); !ok || k.Int64() != int64(i) {
				continue
			}
			for _, ref := range *test.Referrers() {
				if branch, ok := ref.(*ssa.If); ok {
					return cycle.Blocks[branch.Block().Succs[0]]
				}
			}
		}
	}
	return true // the only case
}

// sleeps reports whether a call waits for time to pass.
func (c *clock) sleeps(call *ssa.Call) (time.Duration, bool) {
	fn := ssaform.Callee(call.Common())
	if fn == nil {
		return 0, false
	}
	if f, ok := knowledge.Of(fn); ok {
		if f.Role != knowledge.Sleep {
			return 0, false
		}
		return made(call.Common()), true
	}
	// Have: if !sleep(ctx, d) { return }, of the same package.
	callee := call.Common().StaticCallee()
	if callee == nil || len(ssaform.Cycles(callee)) > 0 {
		return 0, false
	}
	for _, b := range callee.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && knowledge.IsTimer(instr.X.Type()) {
					return 0, true
				}
			case *ssa.Select:
				if instr.Blocking && slices.ContainsFunc(instr.States, func(s *ssa.SelectState) bool { return s.Dir == types.RecvOnly && knowledge.IsTimer(s.Chan.Type()) }) {
					return 0, true
				}
			case *ssa.Call:
				if fn := ssaform.Callee(instr.Common()); fn != nil {
					if f, ok := knowledge.Of(fn); ok && f.Role == knowledge.Sleep {
						return 0, true
					}
				}
			}
		}
	}
	return 0, false
}

// interval returns the time between two values of a channel: of time.Tick(d),
// time.After(d), or the C of a ticker or timer that the same function, or every
// function that sets the field it is kept in, makes with d.
func (c *clock) interval(ch ssa.Value) time.Duration {
	if call, ok := ch.(*ssa.Call); ok {
		return made(call.Common())
	}
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return 0
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return 0
	}
	for _, o := range c.tx.Origins(field.X) {
		if call, ok := o.Root.(*ssa.Call); ok && o.Kind == txscope.FromCall && o.Path == "" {
			return made(call.Common())
		}
	}
	return c.ofField(field.X)
}

// ofField returns the interval of a ticker that is kept in a field.
func (c *clock) ofField(ticker ssa.Value) time.Duration {
	load, ok := ticker.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return 0
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return 0
	}
	var every time.Duration
	for _, fn := range c.tx.Funcs {
		for f := range ssaform.Tree(fn) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					store, ok := instr.(*ssa.Store)
					if !ok {
						continue
					}
					to, ok := store.Addr.(*ssa.FieldAddr)
					if !ok || to.Field != field.Field || !types.Identical(to.X.Type(), field.X.Type()) {
						continue
					}
					call, ok := store.Val.(*ssa.Call)
					if !ok {
						return 0
					}
					d := made(call.Common())
					if d == 0 || every != 0 && d != every {
						return 0
					}
					every = d
				}
			}
		}
	}
	return every
}

// made returns the constant duration that a call is given.
func made(common *ssa.CallCommon) time.Duration {
	for _, arg := range common.Args {
		if d, ok := duration(arg); ok {
			return d
		}
	}
	return 0
}

func duration(v ssa.Value) (time.Duration, bool) {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.Int || !isNamed(k.Type(), "time", "Duration") {
		return 0, false
	}
	return time.Duration(k.Int64()), true
}

// calls notes what a call that is periodic calls: a closure, or a func parameter
// of the function around, which then ticks.
func (c *clock) calls(call ssa.CallInstruction, tick Tick) {
	common := call.Common()
	if common.IsInvoke() {
		return
	}
	// Have: go func() { f() }()
	if closure := functionOf(common.Value); closure != nil && closure.Parent() != nil {
		for inner := range ssaform.Calls(closure) {
			c.param(inner.Common(), tick)
		}
	}
	c.param(common, tick)
}

// param notes that a func parameter is called.
func (c *clock) param(common *ssa.CallCommon, tick Tick) {
	if common.IsInvoke() {
		return
	}
	for _, o := range c.tx.Origins(common.Value) {
		p, ok := o.Root.(*ssa.Parameter)
		if !ok || o.Kind != txscope.FromParam || o.Path != "" {
			continue
		}
		obj := ssaform.FuncOf(p.Parent())
		if obj == nil || obj.Pkg() != c.pass.Pkg {
			continue // a closure's own parameter
		}
		tick.Param = slices.Index(p.Parent().Params, p)
		ticks := c.own[obj]
		if ticks == nil {
			ticks = &Ticks{}
			c.own[obj] = ticks
		}
		if !slices.ContainsFunc(ticks.List, func(t Tick) bool { return t.Param == tick.Param }) {
			ticks.List = append(ticks.List, tick)
		}
	}
}

// callback adds what a call makes periodic of the functions that it is given.
func (c *clock) callback(call ssa.CallInstruction) {
	common := call.Common()
	fn := ssaform.Callee(common)
	if fn == nil {
		return
	}
	add := func(v ssa.Value, tick Tick) {
		f := functionOf(v)
		if f == nil || len(f.Blocks) == 0 || f.Pkg != call.Parent().Pkg {
			c.param(&ssa.CallCommon{Value: v}, tick)
			return
		}
		if !slices.ContainsFunc(c.out, func(p *Periodic) bool { return p.Fn == f && p.Cycle == nil }) {
			c.out = append(c.out, &Periodic{Fn: f, Every: tick.Every, Overlap: tick.Overlap})
		}
	}
	if r, ok := knowledge.RoundsOf(fn); ok {
		tick := Tick{Overlap: r.Overlap}
		if every := ssaform.Operand(common, r.Every); every != nil {
			tick.Every, _ = duration(every)
		}
		if v := ssaform.Operand(common, r.Fn); v != nil {
			add(v, tick)
		}
		return
	}
	if isArm(fn) {
		for _, arg := range common.Args {
			if f := functionOf(arg); f != nil && len(f.Blocks) > 0 && rearms(f, f, 0) {
				add(arg, Tick{Every: made(common)})
			}
		}
		return
	}
	ticks := c.own[fn]
	if fact := new(Ticks); ticks == nil && c.pass.ImportObjectFact(fn, fact) {
		ticks = fact
	}
	if ticks != nil {
		for _, tick := range ticks.List {
			if v := ssaform.Argument(common, tick.Param); v != nil {
				add(v, tick)
			}
		}
	}
}

// isArm reports whether fn starts a timer that calls a function.
func isArm(fn *types.Func) bool {
	return fn.Name() == "AfterFunc" && fn.Pkg() != nil && fn.Pkg().Path() == "time"
}

// rearms reports whether fn, or what it calls, starts the timer again that
// called timed.
func rearms(fn, timed *ssa.Function, depth int) bool {
	for f := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(f) {
			callee := ssaform.Callee(call.Common())
			if callee == nil {
				continue
			}
			if callee.Name() == "Reset" && callee.Signature().Recv() != nil && isNamed(callee.Signature().Recv().Type(), "time", "Timer") {
				return true
			}
			if isArm(callee) && slices.ContainsFunc(call.Common().Args, func(v ssa.Value) bool { return functionOf(v) == timed }) {
				return true
			}
			if own := call.Common().StaticCallee(); own != nil && own.Pkg == timed.Pkg && own != fn && len(own.Blocks) > 0 && depth < 2 && rearms(own, timed, depth+1) {
				return true
			}
		}
	}
	return false
}

// functionOf returns the function or closure that v is, a method for a method
// value, and the method Run of an object; nil if that isn't known.
func functionOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return declared(v)
	case *ssa.MakeClosure:
		return declared(v.Fn.(*ssa.Function))
	case *ssa.ChangeType:
		return functionOf(v.X)
	case *ssa.MakeInterface:
		if f := functionOf(v.X); f != nil {
			return f
		}
		m, _, _ := types.LookupFieldOrMethod(v.X.Type(), true, nil, "Run")
		if m, ok := m.(*types.Func); ok {
			return v.Parent().Prog.FuncValue(m)
		}
	}
	return nil
}

// declared returns the method that a bound method stands for, else fn.
func declared(fn *ssa.Function) *ssa.Function {
	if obj, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" {
		return fn.Prog.FuncValue(obj)
	}
	return fn
}
