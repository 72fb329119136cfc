package sqlparse

import "iter"

// All returns q and every query within it, each once.
func (q *Query) All() iter.Seq[*Query] {
	return func(yield func(*Query) bool) {
		seen := map[*Query]bool{}
		var walk func(q *Query) bool
		walk = func(q *Query) bool {
			if q == nil || seen[q] {
				return true
			}
			seen[q] = true
			if !yield(q) {
				return false
			}
			for _, sub := range q.Subs {
				if !walk(sub) {
					return false
				}
			}
			return true
		}
		walk(q)
	}
}

// Each calls visit for c, which may be nil, and for every part of it.
func (c *Cond) Each(visit func(*Cond)) {
	if c == nil {
		return
	}
	visit(c)
	for _, part := range c.Parts {
		part.Each(visit)
	}
}

// Conjuncts calls visit for the conditions that all have to hold where c does,
// which may be nil: the parts of its ANDs, or c itself.
func (c *Cond) Conjuncts(visit func(*Cond)) {
	switch {
	case c == nil:
	case c.Op == And:
		for _, part := range c.Parts {
			part.Conjuncts(visit)
		}
	default:
		visit(c)
	}
}

// Leaves calls visit for the comparisons in c, which may be nil.
func (c *Cond) Leaves(visit func(*Cond)) {
	c.Each(func(part *Cond) {
		if part.Op == Leaf {
			visit(part)
		}
	})
}
