// A list out of a cache was compacted for one answer: from the second answer on, the list ended in blank addresses.

package trackedslice

import (
	"slices"
)

// A Directory caches the addresses of groups.
type Directory struct {
	cache map[int64][]string
}

// InPlace returns the addresses without the doubles, and compacts the cached list.
func (d *Directory) InPlace(id int64) []string {
	addresses := d.cache[id]
	return slices.Compact(addresses)
}

// Cloned compacts a list of its own.
func (d *Directory) Cloned(id int64) []string {
	addresses := slices.Clone(d.cache[id])
	return slices.Compact(addresses)
}
