package knowledge

import "go/types"

// A SliceOp is what a function of the standard library does with the array of
// the slice that it is given.
type SliceOp uint8

const (
	NoSliceOp   SliceOp = iota
	ZeroesTail          // shortens in place and zeroes what is left over (since Go 1.22)
	MayWrite            // may write elements in place; the result may be the same array
	Reorders            // in place
	SharesArray         // the result is the same array
	Copies              // the result is an array of its own
)

// Aliases reports whether the result may be the array that was given.
func (o SliceOp) Aliases() bool { return o == ZeroesTail || o == MayWrite || o == SharesArray }

var sliceOps = map[string]SliceOp{
	"Delete": ZeroesTail, "DeleteFunc": ZeroesTail, "Compact": ZeroesTail, "CompactFunc": ZeroesTail,
	"Insert": MayWrite, "Replace": MayWrite,
	"Sort": Reorders, "SortFunc": Reorders, "SortStableFunc": Reorders, "Reverse": Reorders,
	"Grow": SharesArray, "Clip": SharesArray,
	"sort.Slice": Reorders, "sort.SliceStable": Reorders, "sort.Sort": Reorders, "sort.Stable": Reorders,
	"Clone": Copies, "Concat": Copies, "Repeat": Copies, "Sorted": Copies, "SortedFunc": Copies, "Collect": Copies,
}

// SliceOpOf returns what fn does with the array of its first parameter. The
// functions of golang.org/x/exp/slices zero nothing in the versions before
// they call the standard library: they are unknown.
func SliceOpOf(fn *types.Func) SliceOp {
	if fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return NoSliceOp
	}
	switch fn.Pkg().Path() {
	case "slices":
		return sliceOps[fn.Name()]
	case "sort":
		return sliceOps["sort."+fn.Name()]
	}
	return NoSliceOp
}
