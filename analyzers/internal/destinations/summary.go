package destinations

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A Summary is the fact about a function or interface method: what it does with
// the slices, and the pointers to destinations, that it is given. Parameters are
// counted with the receiver, which is 0.
type Summary struct {
	Loads   []Load
	Keeps   []Keep
	Aliases []Alias
	Feeds   []Feed
}

// A Load says that the function reads rows over what Param points to.
type Load struct {
	Param int
	Deep  bool
	// Keyed says that a key which the struct holds becomes a condition, Partial
	// that the key may not be read.
	Keyed, Partial bool
}

// A Keep says that the function keeps Param for longer than the call; Slot is
// the field that it writes each time, if it is a field of the receiver.
type Keep struct {
	Param int
	How   int
	Slot  string
}

// An Alias says that a result may hold Param.
type Alias struct{ Result, Param int }

// A Feed says that the function calls its parameter Fn again and again, with
// an argument, Param, whose array it reads into each time.
type Feed struct {
	Fn, Param int
	Deep      bool
	// Pages says that the array's last element decides what is read next.
	Pages bool
}

// AFact marks Summary as a fact.
func (*Summary) AFact() {}

func (s *Summary) String() string {
	var parts []string
	for _, l := range s.Loads {
		parts = append(parts, fmt.Sprintf("loads %d", l.Param))
	}
	for _, k := range s.Keeps {
		parts = append(parts, fmt.Sprintf("keeps %d", k.Param))
	}
	for _, a := range s.Aliases {
		parts = append(parts, fmt.Sprintf("result %d is %d", a.Result, a.Param))
	}
	for _, f := range s.Feeds {
		parts = append(parts, fmt.Sprintf("feeds %d.%d", f.Fn, f.Param))
	}
	return strings.Join(parts, ", ")
}

func (s *Summary) empty() bool {
	return s == nil || len(s.Loads)+len(s.Keeps)+len(s.Aliases)+len(s.Feeds) == 0
}

// sort makes the fact the same every time.
func (s *Summary) sort() {
	slices.SortFunc(s.Loads, func(a, b Load) int { return cmp.Compare(a.Param, b.Param) })
	slices.SortFunc(s.Keeps, func(a, b Keep) int {
		return cmp.Or(cmp.Compare(a.Param, b.Param), cmp.Compare(a.How, b.How), cmp.Compare(a.Slot, b.Slot))
	})
	s.Keeps = slices.Compact(s.Keeps)
	slices.SortFunc(s.Aliases, func(a, b Alias) int {
		return cmp.Or(cmp.Compare(a.Result, b.Result), cmp.Compare(a.Param, b.Param))
	})
	s.Aliases = slices.Compact(s.Aliases)
	slices.SortFunc(s.Feeds, func(a, b Feed) int { return cmp.Or(cmp.Compare(a.Fn, b.Fn), cmp.Compare(a.Param, b.Param)) })
	s.Feeds = slices.CompactFunc(s.Feeds, func(a, b Feed) bool { return a.Fn == b.Fn && a.Param == b.Param })
}

// summarize computes the summaries of the package's functions, callees first,
// and exports them. A function that calls itself is taken to do nothing there.
func (r *Result) summarize() {
	for _, fn := range r.form.Postorder() {
		s := &Summary{}
		r.summarizeLoads(fn, s)
		r.summarizeParams(fn, s)
		r.summarizeFeeds(fn, s)
		s.sort()
		r.byObj[ssaform.FuncOf(fn)] = s
		if !s.empty() {
			r.pass.ExportObjectFact(ssaform.FuncOf(fn), s)
		}
	}
	for m := range r.form.InterfaceMethods() {
		if s := r.agreed(m); !s.empty() {
			r.pass.ExportObjectFact(m, s)
		}
	}
}

// summarizeLoads says which parameters point to destinations.
func (r *Result) summarizeLoads(fn *ssa.Function, s *Summary) {
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			for _, l := range r.loadsOf(call) {
				p, ok := placeOf(r.outer(l.dest))
				if !ok || l.appends || strings.Trim(p.path, "*") != "" {
					continue
				}
				i := paramOf(fn, p.root)
				if i < 0 {
					continue
				}
				load := Load{Param: i, Deep: l.deep, Keyed: l.keyed && !l.partial, Partial: l.partial}
				at := slices.IndexFunc(s.Loads, func(o Load) bool { return o.Param == i })
				if at < 0 {
					s.Loads = append(s.Loads, load)
					continue
				}
				s.Loads[at].Deep = s.Loads[at].Deep || load.Deep
				s.Loads[at].Keyed = s.Loads[at].Keyed && load.Keyed
				s.Loads[at].Partial = s.Loads[at].Partial || load.Partial
			}
		}
	}
}

// outer returns what a variable of the function around a closure is there,
// where it is a parameter that is never assigned.
func (r *Result) outer(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.FreeVar:
			mc := r.form.Closures[x.Parent()]
			if mc == nil {
				return v
			}
			v = mc.Bindings[slices.Index(x.Parent().FreeVars, x)]
			continue
		case *ssa.UnOp:
			// Captured parameters are copied to a variable first.
			if a, ok := r.outer(x.X).(*ssa.Alloc); ok {
				if val := onlyStore(a); val != nil {
					v = val
					continue
				}
			}
		}
		return v
	}
}

// onlyStore returns the one value that a variable is ever assigned.
func onlyStore(a *ssa.Alloc) (val ssa.Value) {
	for _, ref := range *a.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == a {
			if val != nil {
				return nil
			}
			val = st.Val
		}
	}
	return val
}

func paramOf(fn *ssa.Function, v ssa.Value) int {
	if p, ok := v.(*ssa.Parameter); ok {
		return slices.Index(fn.Params, p)
	}
	return -1
}

// summarizeParams says which parameters are kept, and which results hold them.
func (r *Result) summarizeParams(fn *ssa.Function, s *Summary) {
	for i, p := range fn.Params {
		if i == 0 && fn.Signature.Recv() != nil || !r.holdsRows(p.Type()) {
			continue
		}
		d := dest{value: p}
		if isPointer(p.Type()) {
			// As an element of a slice of such.
			d.value = nil
			d.at = place{root: p}
		}
		f := &flow{r: r, fn: fn, dest: d}
		f.escaped = func(h hold) {
			if h.feeds != nil || !h.linked || h.kind == captures {
				return
			}
			slot := ""
			if len(fn.Params) > 0 && strings.HasPrefix(h.slot, fn.Params[0].Name()+".") && fn.Signature.Recv() != nil {
				slot = h.slot
			}
			s.Keeps = append(s.Keeps, Keep{Param: i, How: int(h.how), Slot: slot})
		}
		f.returned = func(result int, m mark) {
			s.Aliases = append(s.Aliases, Alias{Result: result, Param: i})
		}
		entry := newState()
		entry.vals[p] = mark{kind: alias, linked: true}
		f.run(entry)
	}
}

// holdsRows reports whether t is a slice or pointer of a kind that rows are read
// into: of structs that the module declares.
func (r *Result) holdsRows(t types.Type) bool {
	var row types.Type
	switch u := t.Underlying().(type) {
	case *types.Slice:
		row = elem(u.Elem())
	case *types.Pointer:
		row = u.Elem()
	default:
		return false
	}
	named, ok := types.Unalias(row).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !isStruct(row) {
		return false
	}
	pkg := named.Obj().Pkg()
	return pkg == r.pass.Pkg || r.form.SameModule(pkg.Path())
}

// summarizeFeeds says which func parameters are called with a destination that
// is read into again.
func (r *Result) summarizeFeeds(fn *ssa.Function, s *Summary) {
	if !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		_, ok := p.Type().Underlying().(*types.Signature)
		return ok
	}) {
		return
	}
	for g := range ssaform.Tree(fn) {
		dests, loads := r.destsOf(g)
		for i, d := range dests {
			r.flow(g, d, loads[i], func(_, _ ssa.Instruction, h hold) { r.feed(fn, h, d.deep, false, s) }, nil)
		}
		for call := range ssaform.Calls(g) {
			for _, b := range r.batchesOf(call) {
				if b.fn == nil {
					// Have: FindInBatches(&rows, n, fn) of a library that gives fn the rows.
					if i := r.funcParam(fn, b.fnValue); i >= 0 && b.dest == nil {
						s.Feeds = append(s.Feeds, Feed{Fn: i, Param: max(b.param, 0), Deep: b.deep, Pages: b.Pages})
					}
					continue
				}
				r.batchFlow(b, func(_, _ ssa.Instruction, h hold) { r.feed(fn, h, b.deep, b.Pages, s) })
			}
		}
	}
}

// feed notes that fn calls a func parameter with what h says, if it does.
func (r *Result) feed(fn *ssa.Function, h hold, deep, pages bool, s *Summary) {
	if i := r.funcParam(fn, h.feeds); i >= 0 {
		s.Feeds = append(s.Feeds, Feed{Fn: i, Param: h.param, Deep: deep, Pages: pages})
	}
}

func (r *Result) funcParam(fn *ssa.Function, v ssa.Value) int {
	if v == nil {
		return -1
	}
	return paramOf(fn, r.outer(v))
}

// loadsOfCallee returns what a first-party function reads rows into.
func (r *Result) loadsOfCallee(call ssa.CallInstruction) []load {
	c := call.Common()
	s := r.summaryOf(c)
	if s == nil {
		return nil
	}
	var out []load
	for _, sl := range s.Loads {
		arg := ssaform.Argument(c, sl.Param)
		if arg == nil || !overwrites(peel(arg).Type()) {
			continue
		}
		l := load{call: call, dest: peel(arg), deep: sl.Deep, keyed: sl.Keyed, partial: sl.Partial}
		for i := range c.Signature().Params().Len() {
			at := i
			if c.Signature().Recv() != nil || c.IsInvoke() {
				at++
			}
			if v := ssaform.Argument(c, at); at != sl.Param && v != nil && canSelect(v.Type()) {
				l.conds = append(l.conds, v)
			}
		}
		out = append(out, l)
	}
	return out
}

// canSelect reports whether an argument of type t may say which row is meant:
// no context, no handle.
func canSelect(t types.Type) bool {
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context" {
		return false
	}
	return !isPointer(t)
}

// summaryOf returns what is known of the function that c calls, nil if nothing
// is.
func (r *Result) summaryOf(c *ssa.CallCommon) *Summary {
	fn := ssaform.Callee(c)
	if fn == nil {
		return nil
	}
	if c.IsInvoke() {
		if m, ok := ssaform.ConcreteMethod(c); ok {
			return r.ofFunc(m)
		}
		return r.agreed(fn)
	}
	return r.ofFunc(fn)
}

func (r *Result) ofFunc(fn *types.Func) *Summary {
	if fn.Pkg() == r.pass.Pkg {
		return r.byObj[fn]
	}
	var s Summary
	if r.pass.ImportObjectFact(fn, &s) {
		return &s
	}
	return nil
}

// agreed is what all implementations of an interface method in sight do; where
// there are none, what those in sight of its package do.
func (r *Result) agreed(fn *types.Func) *Summary {
	impls := r.form.Implementations(fn)
	if len(impls) == 0 {
		return r.ofFunc(fn)
	}
	var out *Summary
	for _, impl := range impls {
		s := r.ofFunc(impl)
		if s == nil {
			return nil
		}
		if out == nil {
			out = &Summary{slices.Clone(s.Loads), slices.Clone(s.Keeps), slices.Clone(s.Aliases), slices.Clone(s.Feeds)}
			continue
		}
		out.Loads = intersect(out.Loads, s.Loads)
		out.Keeps = intersect(out.Keeps, s.Keeps)
		out.Aliases = intersect(out.Aliases, s.Aliases)
		out.Feeds = intersect(out.Feeds, s.Feeds)
	}
	return out
}

func intersect[E comparable](a, b []E) []E {
	return slices.DeleteFunc(a, func(e E) bool { return !slices.Contains(b, e) })
}
