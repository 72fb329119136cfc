package positions

import (
	"go/types"
	"slices"

	"github.com/datavet/datavet/analyzers/internal/callpath"
)

// Facts stay small: more than these is no position any more.
const (
	maxAfter   = 8
	maxKeeps   = 12
	maxColumns = 4
)

// export makes facts of what other packages need to know.
func (g *graph) export() {
	facts := map[*types.Func]*Positions{}
	held := map[*types.Var]*Held{}
	of := func(fn *types.Func) *Positions {
		if facts[fn] == nil {
			facts[fn] = &Positions{}
		}
		return facts[fn]
	}
	for _, b := range g.bounds {
		// What is stored is compared by another call than that which stores it.
		for _, n := range g.follow(b.from, nil, node.isStored) {
			if n.v == nil || n.inside {
				continue
			}
			if p, ok := g.params[n.v]; ok && carries(n.v.Type()) {
				a := After{Param: p.i, Column: b.column, Time: b.byTime, Via: b.via}
				if b.in != nil && g.info.Defs[b.in.Name] != p.fn {
					if fn, ok := g.info.Defs[b.in.Name].(*types.Func); ok {
						a.Via = callpath.Via(g.pass.Pkg, fn, b.via)
					}
				}
				f := of(p.fn)
				if !slices.ContainsFunc(f.After, func(x After) bool { return x.Param == a.Param && x.Column == a.Column }) && len(f.After) < maxAfter {
					f.After = append(f.After, a)
				}
			} else if n.v.IsField() && n.v.Pkg() == g.pass.Pkg && carries(n.v.Type()) && !g.reads[n.v] {
				h := held[n.v]
				if h == nil {
					h = &Held{}
					held[n.v] = h
				}
				if !slices.Contains(h.After, b.column) && len(h.After) < maxAfter {
					h.After = append(h.After, b.column)
				}
			}
		}
	}
	for _, fn := range g.declared {
		results := fn.Signature().Results()
		for i := range results.Len() {
			if !carries(results.At(i).Type()) {
				continue
			}
			give := Give{Result: i}
			for _, s := range g.steps([]node{{fn: fn, i: i}}, fn) {
				if s.col != (Column{}) && !slices.Contains(give.Columns, s.col) {
					give.Columns = append(give.Columns, s.col)
				}
			}
			give.Params = g.passes(fn, i)
			if len(give.Columns)+len(give.Params) == 0 || len(give.Columns) > maxColumns {
				continue
			}
			slices.SortFunc(give.Columns, compareColumns)
			of(fn).Gives = append(of(fn).Gives, give)
		}
	}
	for to := range g.from {
		if to.col == (Column{}) && !to.file {
			continue
		}
		for _, n := range g.steps([]node{to}, nil) {
			if n.v == nil || n.inside || !carries(n.v.Type()) {
				continue
			}
			if n.v.IsField() && n.v.Pkg() == g.pass.Pkg && g.updated[to.col] && !g.reads[n.v] {
				h := held[n.v]
				if h == nil {
					h = &Held{}
					held[n.v] = h
				}
				if !slices.Contains(h.Keeps, to.col) {
					h.Keeps = append(h.Keeps, to.col)
				}
			}
			if p, ok := g.params[n.v]; ok {
				f := of(p.fn)
				if k := (Keep{p.i, to.col}); !slices.Contains(f.Keeps, k) {
					f.Keeps = append(f.Keeps, k)
				}
			}
		}
	}
	for to := range g.from {
		if to.v == nil || !to.v.IsField() || to.v.Pkg() != g.pass.Pkg || !carries(to.v.Type()) {
			continue
		}
		var columns []Column
		for n := range g.reach([]node{to}) {
			if n.col != (Column{}) && (g.isNumbered(n.col) || g.isStamp(n.col)) {
				columns = append(columns, n.col)
			}
		}
		if len(columns) == 0 || len(columns) > maxColumns {
			continue
		}
		slices.SortFunc(columns, compareColumns)
		if held[to.v] == nil {
			held[to.v] = &Held{}
		}
		held[to.v].Columns = columns
	}
	for fn, f := range facts {
		f.sort()
		if !f.empty() {
			g.pass.ExportObjectFact(fn, f)
		}
	}
	for v, h := range held {
		slices.SortFunc(h.After, compareColumns)
		slices.SortFunc(h.Keeps, compareColumns)
		h.Keeps = h.Keeps[:min(len(h.Keeps), maxColumns)]
		g.pass.ExportObjectFact(v, h)
	}
}

func (p *Positions) sort() {
	slices.SortFunc(p.After, func(a, b After) int {
		if a.Param != b.Param {
			return a.Param - b.Param
		}
		return compareColumns(a.Column, b.Column)
	})
	slices.SortFunc(p.Keeps, func(a, b Keep) int {
		if a.Param != b.Param {
			return a.Param - b.Param
		}
		return compareColumns(a.Column, b.Column)
	})
	p.Keeps = p.Keeps[:min(len(p.Keeps), maxKeeps)]
}
