package destinations

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// maxLoads is how many loads of one destination are told apart.
const maxLoads = 64

// destsOf returns the destinations of a function with the loads into each.
func (r *Result) destsOf(fn *ssa.Function) (dests []dest, loads [][]load) {
	index := map[place]int{}
	web := -1
	for call := range ssaform.Calls(fn) {
		for _, l := range r.loadsOf(call) {
			at := l.at
			i, ok := web, web >= 0
			if !l.appends {
				if !l.isAt {
					continue
				}
				i, ok = index[at]
			}
			if !ok {
				i = len(dests)
				if l.appends {
					web = i
					dests = append(dests, dest{value: l.dest, deep: l.deep})
				} else {
					index[at] = i
					dests = append(dests, dest{at: at})
				}
				loads = append(loads, nil)
			}
			dests[i].deep = dests[i].deep || l.deep
			if len(loads[i]) < maxLoads {
				loads[i] = append(loads[i], l)
			}
		}
	}
	return dests, loads
}

// overwritten finds aliases of what one load read that a later one overwrites.
func (r *Result) overwritten(fn *ssa.Function) {
	dests, loads := r.destsOf(fn)
	for i, d := range dests {
		if len(loads[i]) == 1 && !inLoop(loads[i][0].call.Block()) {
			continue
		}
		found := map[ssa.Instruction]hold{}
		r.flow(fn, d, loads[i], func(load, _ ssa.Instruction, h hold) {
			if h.feeds != nil || isStruct(d.typ()) && (h.slot != "" || !again(load, d.at.root)) {
				return // a callee has it; or a struct that is read anew on purpose
			}
			if old, ok := found[load]; !ok || h.at != nil && (old.at == nil || Pos(h.at) < Pos(old.at)) {
				found[load] = h
			}
		}, nil)
		for _, l := range loads[i] {
			load := ssa.Instruction(l.call)
			h, ok := found[load]
			if !ok {
				continue
			}
			delete(found, load) // one call may fill two places of d
			f := Finding{Hazard: Overwritten, At: load, Other: h.at, Dest: d.name(), How: h.how, Deep: d.leadsOn(), Struct: isStruct(d.typ()), Again: inLoop(load.Block()), Value: h.value}
			if d.value == nil && d.at.path == "" {
				f.Var, _ = d.at.root.(*ssa.Alloc)
			}
			r.Findings = append(r.Findings, f)
		}
	}
}

// flow follows d through fn.
func (r *Result) flow(fn *ssa.Function, d dest, loads []load, report func(load, at ssa.Instruction, h hold), escaped func(h hold)) {
	f := &flow{r: r, fn: fn, dest: d, loads: map[ssa.Instruction]int{}, report: report, escaped: escaped}
	for n, l := range loads {
		f.loads[l.call] = n
	}
	f.run(newState())
}

func (d dest) name() string {
	if d.value != nil {
		return valueName(d.value)
	}
	return d.at.name()
}

// valueName is what the source calls a slice that is no variable in SSA form.
func valueName(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Name()
	case *ssa.Phi:
		return v.Comment
	case *ssa.Slice:
		return valueName(v.X)
	case *ssa.UnOp:
		if p, ok := placeOf(v.X); ok {
			return p.name()
		}
	}
	return ""
}

// again reports whether load may happen again to the same variable.
func again(load ssa.Instruction, variable ssa.Value) bool {
	if a, ok := variable.(*ssa.Alloc); ok {
		return a.Block() != load.Block() && inLoop(load.Block(), a.Block())
	}
	return inLoop(load.Block())
}

// inLoop reports whether control may come back to b, without passing the blocks
// without.
func inLoop(b *ssa.BasicBlock, without ...*ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	for _, w := range without {
		seen[w] = true
	}
	work := slices.Clone(b.Succs)
	for len(work) > 0 {
		c := work[len(work)-1]
		work = work[:len(work)-1]
		if !seen[c] {
			if c == b {
				return true
			}
			seen[c] = true
			work = append(work, c.Succs...)
		}
	}
	return false
}
