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
