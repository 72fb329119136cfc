package checked

import (
	"cmp"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Suspended is the fact about a function in which an insert relies on a check
// if methods of interfaces are what they seem to be.
type Suspended struct{ List []Pair }

func (*Suspended) AFact() {}

// Distant tells drivers to keep it for packages at any distance.
func (*Suspended) Distant() {}

func (s *Suspended) String() string {
	var words []string
	for _, p := range s.List {
		words = append(words, p.Check.Method.Name+"-"+p.Insert.Method.Name)
	}
	return "suspended " + strings.Join(words, " ")
}

// A Pair is a call that may be a check, and one that may be an insert.
type Pair struct {
	Package       string
	Check, Insert Call
	// Tells are the results of the check by any of which the insert is on the
	// side without a row.
	Tells []rowaccess.Tell
	Place schema.Place
}

// A Call is one of a method of an interface, with what it is given, the
// receiver first.
type Call struct {
	Method rowaccess.Method
	Args   []rowaccess.Given
}

type open struct {
	Call
	call ssa.CallInstruction
}

// maxSuspended bounds what a function's fact holds.
const maxSuspended = 6

// open returns the call of a method that nothing in sight implements.
func (f *finder) open(call ssa.CallInstruction) (open, bool) {
	c := call.Common()
	if !c.IsInvoke() || len(c.Args) == 0 {
		return open{}, false
	}
	for _, o := range f.Opens(call) {
		if o.Method.Name == c.Method.Name() {
			return open{Call{Method: o.Method, Args: f.Given(call)}, call}, true
		}
	}
	return open{}, false
}

// suspend exports what isn't decided here.
func (f *finder) suspend(fn *ssa.Function, c calls) {
	obj := ssaform.FuncOf(fn)
	fact := &Suspended{}
	for _, check := range c.opens {
		for _, insert := range c.opens {
			if len(fact.List) >= maxSuspended || obj == nil || check.call.Pos() >= insert.call.Pos() || check.Method == insert.Method || !shared(check.Args, insert.Args) {
				continue
			}
			tells := f.tells(check.call, insert.call)
			if len(tells) == 0 || f.alone(fn, rowaccess.FindAt{Call: check.call}, insert.call) {
				continue
			}
			pos, end := f.Form.Extent(check.call)
			if !pos.IsValid() || !end.IsValid() || f.set.Silences(rule, pos) {
				continue
			}
			from, to := f.pass.Fset.Position(pos), f.pass.Fset.Position(end)
			name, err := filepath.Rel(f.schema.Abs(schema.Place{}), from.Filename)
			if err != nil {
				continue
			}
			fact.List = append(fact.List, Pair{
				Package: f.pass.Pkg.Path(), Check: check.Call, Insert: insert.Call, Tells: tells,
				Place: schema.Place{File: filepath.ToSlash(name), Line: from.Line, Column: from.Column, Offset: from.Offset, EndOffset: to.Offset},
			})
		}
	}
	if len(fact.List) > 0 {
		f.pass.ExportObjectFact(obj, fact)
	}
}

// shared reports whether a value that a request brings is given to both calls.
func shared(check, insert []rowaccess.Given) bool {
	return slices.ContainsFunc(check, func(a rowaccess.Given) bool {
		for _, term := range a.Terms() {
			if rowaccess.Varies(term) && slices.ContainsFunc(insert, func(b rowaccess.Given) bool { return b.Has(term) }) {
				return true
			}
		}
		return false
	})
}

// tells returns the results of a call which, if they say whether there is a row
// as results of their type do, say that the insert runs where there is none.
func (f *finder) tells(check, insert ssa.CallInstruction) []rowaccess.Tell {
	results := check.Common().Signature().Results()
	var out []rowaccess.Tell
	for i := range results.Len() {
		kinds := []bool{false}
		if types.Identical(results.At(i).Type(), types.Universe.Lookup("error").Type()) {
			kinds = []bool{true, false} // not found, or taken
		}
		for _, absent := range kinds {
			at := rowaccess.FindAt{Call: check}
			at.Tells = []rowaccess.Tell{{Result: i, Absent: absent}}
			if f.Evidence(at).Absent(insert) {
				out = append(out, at.Tells[0])
			}
		}
	}
	return out
}

// resume decides what other packages have suspended, as far as this one
// implements it.
func (f *finder) resume() {
	var pairs []Pair
	for _, fact := range f.pass.AllObjectFacts() {
		if s, ok := fact.Fact.(*Suspended); ok && fact.Object.Pkg() != f.pass.Pkg {
			pairs = append(pairs, s.List...)
		}
	}
	slices.SortStableFunc(pairs, func(a, b Pair) int {
		return cmp.Or(strings.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Offset, b.Place.Offset))
	})
	for _, p := range pairs {
		check, ok := f.Method(p.Check.Method, p.Package)
		if !ok || check.Serial {
			continue
		}
		insert, ok := f.Method(p.Insert.Method, p.Package)
		if !ok || insert.Serial {
			continue
		}
		f.resumed(p, check, insert)
	}
}

func (f *finder) resumed(p Pair, check, insert *rowaccess.Rows) {
	var before []Row
	for _, in := range insert.Inserts {
		before = append(before, f.given(in, p.Insert.Args))
	}
	for _, find := range check.Finds {
		if find.Verb == sqlparse.Delete || !slices.ContainsFunc(find.Tells, func(t rowaccess.Tell) bool { return slices.Contains(p.Tells, t) }) {
			continue
		}
		keys := make([]rowaccess.Pair, len(find.Keys))
		for i, k := range find.Keys {
			keys[i] = rowaccess.Pair{Column: k.Column, Value: rowaccess.Expand(k.Value, p.Check.Args)}
		}
		for i, in := range insert.Inserts {
			row := before[i]
			if in.Table != find.Table || !same(keys, row.Value) {
				continue
			}
			found := &Insert{Table: find.Table, Verb: find.Verb, Asked: keys, Row: row, Before: slices.Concat(before[:i:i], before[i+1:]), Locks: find.Locks, Via: callpath.Absolute(f.pass.Pkg, find.Via)}
			if found.Pos, found.End = f.schema.Pos(p.Place); found.Pos.IsValid() {
				f.found = append(f.found, found)
			}
		}
	}
}

// given returns what an insert of a method fills with the arguments.
func (f *finder) given(in rowaccess.Insert, args []rowaccess.Given) Row {
	value := func(column string) string {
		for _, p := range in.Values {
			if p.Column == column {
				return rowaccess.Expand(p.Value, args)
			}
		}
		if field := f.FieldOf(in.Table, in.Model, column); field != "" && in.Row != "" {
			return rowaccess.Expand(in.Row+"."+field, args)
		}
		return ""
	}
	return Row{Table: in.Table, Value: value, Fills: func(column string) bool { return f.FillsBy(in, column, value) }}
}
