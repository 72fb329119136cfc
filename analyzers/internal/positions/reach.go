package positions

import (
	"go/types"
	"maps"
	"slices"
)

// maxReach is how many nodes a value is followed through.
const maxReach = 3000

// A param is one of a declared function, the receiver being the first.
type param struct {
	fn *types.Func
	i  int
}

func (g *graph) parameters(fn *types.Func) {
	sig, first := fn.Signature(), 0
	if recv := sig.Recv(); recv != nil {
		g.params[recv] = param{fn, 0}
		first = 1
	}
	for i := range sig.Params().Len() {
		g.params[sig.Params().At(i)] = param{fn, first + i}
	}
}

// A step is a node on the way of a value. Inside says that the way went into a
// function by its result: its parameters are what that call gave, not what others
// did.
type step struct {
	node
	inside bool
}

// order returns the nodes that the given ones are taken from, nearest first.
func (g *graph) order(start []node) []node {
	var out []node
	seen := map[node]bool{}
	for _, s := range g.steps(start, nil) {
		if !seen[s.node] {
			seen[s.node] = true
			out = append(out, s.node)
		}
	}
	return out
}

// reach returns those nodes as a set.
func (g *graph) reach(start []node) map[node]bool {
	out := map[node]bool{}
	for _, s := range g.steps(start, nil) {
		out[s.node] = true
	}
	return out
}

// steps returns the nodes that the given ones are taken from. The parameters of
// within aren't followed to its callers.
func (g *graph) steps(start []node, within *types.Func) []step {
	return g.follow(start, within, func(node) bool { return false })
}

// follow returns the nodes that the given ones are taken from, as far as stop has
// it.
func (g *graph) follow(start []node, within *types.Func, stop func(node) bool) []step {
	var out []step
	seen := map[step]bool{}
	add := func(n node, inside bool) {
		if n.isStored() || n.v != nil && g.isShared(n.v) {
			inside = false // whoever put it there
		}
		if s := (step{n, inside}); !seen[s] && !seen[step{n, false}] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for _, n := range start {
		add(n, false)
	}
	for i := 0; i < len(out) && len(out) < maxReach; i++ {
		s := out[i]
		if stop(s.node) {
			continue
		}
		if p, ok := g.params[s.v]; ok && !s.inside && !s.out && p.fn != within {
			for _, n := range g.args[s.v] {
				add(n, false)
			}
		}
		if s.out {
			add(node{v: s.v}, true)
			continue
		}
		for _, n := range g.from[s.node] {
			add(n, s.inside)
		}
		for _, fn := range g.callees[s.call] {
			add(node{fn: fn, i: s.i}, true)
			for _, p := range g.passes(fn, s.i) {
				if arg := argument(g.info, s.call, fn, p); arg != nil {
					for _, n := range g.sources(arg) {
						add(n, s.inside)
					}
				}
			}
		}
	}
	return out
}

// isShared reports whether v is a field or a package variable.
func (g *graph) isShared(v *types.Var) bool {
	return v.IsField() || v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// passes returns the parameters that the i-th result of fn is taken from.
func (g *graph) passes(fn *types.Func, i int) []int {
	result := node{fn: fn, i: i}
	if list, ok := g.through[result]; ok {
		return list
	}
	g.through[result] = nil // cuts cycles
	found := map[int]bool{}
	for _, s := range g.steps([]node{result}, fn) {
		if p, ok := g.params[s.v]; ok && p.fn == fn && !s.inside && carries(s.v.Type()) {
			found[p.i] = true
		}
	}
	list := slices.Sorted(maps.Keys(found))
	g.through[result] = list
	return list
}
