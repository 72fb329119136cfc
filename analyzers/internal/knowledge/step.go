package knowledge

import (
	"go/types"
	"strings"
	"sync"
)

// A Trait is something that a call on a builder leaves in the statement, or
// that what others have left there changes in it.
type Trait uint16

const (
	Filtered  Trait = 1 << iota // conditions, joins and groups
	Sorted                      // ORDER BY
	Limited                     // LIMIT
	Skipped                     // OFFSET
	Projected                   // columns
	Unscoped                    // soft-deleted rows count, too
	Adorned                     // clauses beside these: locks, ON CONFLICT
	Keyed                       // the primary key of the row that Of is, a condition
	Bound                       // the table, which the first statement's model fixes
	Failed                      // an error: after it nothing runs
)

// A Step says what a method of a builder leaves in the statement that all
// share who hold the builder (see [Builder] Shares and Mutates).
type Step struct {
	// Type and Name are as in [Func].
	Type, Name string
	// Leaves stays in the statement, Minds is what of others changes the effect
	// of this call, and Replaces is what it makes ineffective.
	Leaves, Minds, Replaces Trait
	// Ends says that the call runs the statement.
	Ends bool
	// Inline is, of calls that end, a condition beside the operand: Filtered
	// stays if it is given.
	Inline Ref
	// Of is the value, or a pointer to it, whose type is the table.
	Of Ref
}

type stepIndex struct {
	steps    map[key]Step
	packages map[string]bool
}

var stepTable = sync.OnceValue(func() stepIndex {
	x := stepIndex{map[key]Step{}, map[string]bool{}}
	for _, lib := range libraries {
		for _, s := range lib.Steps {
			x.packages[lib.Path] = true
			for typ := range strings.FieldsSeq(s.Type) {
				for name := range strings.FieldsSeq(s.Name) {
					x.steps[key{lib.Path, typ, name}] = s
				}
			}
		}
	}
	return x
})

// StepOf returns what the method fn of a builder leaves in its statement. A
// method without an entry leaves nothing.
func StepOf(fn *types.Func) Step {
	k, _ := keyOf(fn.Origin())
	return stepTable().steps[k]
}

// SharedBuilder returns how values of type t share the statement that they
// build, and whether they do.
func SharedBuilder(t types.Type) (Builder, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil || !stepTable().packages[Path(named.Obj().Pkg().Path())] {
		return Builder{}, false
	}
	b, ok := BuilderOf(t)
	return b, ok && (b.Shares || b.Mutates && !b.Resets)
}

// SharesStatements reports whether the package path has builders whose values
// share a statement.
func SharesStatements(path string) bool { return stepTable().packages[Path(path)] }

// IsStep reports whether the table has an entry of the method fn.
func IsStep(fn *types.Func) bool {
	k, _ := keyOf(fn.Origin())
	_, ok := stepTable().steps[k]
	return ok
}
