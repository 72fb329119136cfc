// A list out of a cache was compacted for one answer: from the second answer on it ended in blanks: shared, opt-in.

package memory

import "slices"

type directory struct {
	cache map[int64][]string
	all   []string
}

func (d *directory) compactCached(id int64) []string {
	addresses := d.cache[id]
	return slices.Compact(addresses) // want `slices.Compact`
}

func (d *directory) compactField(banned string) []string {
	return slices.DeleteFunc(d.all, func(a string) bool { return a == banned }) // want `slices.DeleteFunc`
}

func (d *directory) compactClone(id int64) []string {
	return slices.Compact(slices.Clone(d.cache[id]))
}

func (d *directory) compactAndKeep(id int64) []string {
	d.cache[id] = slices.Compact(d.cache[id])
	return d.cache[id]
}

func (d *directory) compactFieldAndKeep(banned string) []string {
	d.all = slices.DeleteFunc(d.all, func(a string) bool { return a == banned })
	return d.all
}

func (d *directory) takeAndCompact(id int64) []string {
	addresses := d.cache[id]
	delete(d.cache, id)
	return slices.Compact(addresses)
}
