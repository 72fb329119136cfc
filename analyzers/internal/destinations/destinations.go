// Package destinations follows the variables that rows are read into: what
// still sees their array when they are read into again, which structs hold a
// key that the next query will ask for, and what a callback that is called
// batch by batch does with its batch.
//
// All analyses are *may* analyses over one function at a time, closures apart;
// callees speak through [Summary]. What can't be followed is taken to be
// harmless.
package destinations

import (
	"cmp"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer finds destinations that are used twice; its result is a *[Result],
// nil for a package that reads no rows.
var Analyzer = &analysis.Analyzer{
	Name:       "destinations",
	Doc:        "find destinations of queries that are used twice",
	Run:        run,
	Requires:   []*analysis.Analyzer{reach.Analyzer, schema.Analyzer, ssaform.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Summary)},
}

// A Hazard is what may happen to a destination.
type Hazard uint8

const (
	_           Hazard = iota
	Overwritten        // At reads into the array that Other keeps
	Kept               // At keeps a batch, whose array Other, the call of batches, reads into again
	Keyed              // At asks for the key that Other left in the struct, too
	Moved              // At changes the batch whose last element Other pages by
)

// A How says how a batch is kept.
type How uint8

const (
	Stored  How = iota
	Pointed     // a pointer to an element
	Sent        // on a channel
	Started     // given to a goroutine that isn't awaited
)

// A Finding is one hazard.
type Finding struct {
	Hazard Hazard
	At     ssa.Instruction
	Other  ssa.Instruction
	// Dest is the destination's name, for messages; Var is what declares it,
	// nil for a field or a parameter.
	Dest string
	Var  *ssa.Alloc
	How  How
	// Deep says that what the elements point to is overwritten, too.
	Deep bool
	// Again says that At comes round in a loop.
	Again bool
	// Struct says that the destination is one struct, not a slice.
	Struct bool
	// Value is the slice that is kept, as it was read; nil if it is no plain
	// slice.
	Value ssa.Value
}

// A Result is what was found in one package.
type Result struct {
	// Findings are in source order.
	Findings []Finding
	// Batched are the calls that page by primary key, with the type of row.
	Batched []Batch

	pass   *analysis.Pass
	form   *ssaform.Form
	schema *schema.Result
	byObj  map[*types.Func]*Summary // of the package's functions
}

func run(pass *analysis.Pass) (any, error) {
	if !pass.ResultOf[reach.Analyzer].(reach.Result).Fills {
		return (*Result)(nil), nil
	}
	r := &Result{
		pass:  pass,
		form:  pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		byObj: map[*types.Func]*Summary{},
	}
	r.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	r.form.Build()
	r.summarize()
	for _, fn := range r.form.Funcs {
		for g := range ssaform.Tree(fn) {
			r.overwritten(g)
			r.keyed(g)
			r.batches(g)
		}
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(Pos(a.At), Pos(b.At)), cmp.Compare(a.Hazard, b.Hazard), strings.Compare(a.Dest, b.Dest))
	})
	return r, nil
}

// Extent returns where a call stands in the source.
func (r *Result) Extent(call ssa.CallInstruction) (pos, end token.Pos) { return r.form.Extent(call) }

// Pos returns where an instruction stands in the source: for one that the
// compiler made, its first operand that has a place there.
func Pos(instr ssa.Instruction) token.Pos {
	if pos := instr.Pos(); pos.IsValid() {
		return pos
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && (*op).Pos().IsValid() {
			return (*op).Pos()
		}
	}
	return token.NoPos
}
