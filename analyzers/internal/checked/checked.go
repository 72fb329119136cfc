// Package checked finds inserts that rely on a check: a statement that looks
// for a row, and the call that inserts one of the same values where there was
// none, themselves or through their callees.
//
// What a value says of the check is a may analysis, that the insert only runs
// where there was no row a must analysis; see [rowaccess.Evidence].
//
// Either call may be of an interface that the package declares and that is
// implemented where the package is imported. Such a pair is a fact,
// [Suspended], about the function around it; it is decided in the first package
// that reaches both.
package checked

import (
	"cmp"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer finds checked inserts; its result is a []*[Insert], in order of the
// checks in the source, those of other packages last.
var Analyzer = &analysis.Analyzer{
	Name:       "checked",
	Doc:        "find inserts that rely on a check",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, rowaccess.Analyzer},
	ResultType: reflect.TypeFor[[]*Insert](),
	FactTypes:  []analysis.Fact{new(Suspended)},
}

// An Insert is one that relies on a check.
type Insert struct {
	Table string
	// Verb is how the check looks for the row: by a SELECT, or by an UPDATE or
	// DELETE of it.
	Verb sqlparse.Verb
	// Once says that one call of a library is both.
	Once bool
	// Asked are the columns that the check compares, with terms; Row what the
	// insert fills, and Before what else is inserted with it or before it.
	Asked  []rowaccess.Pair
	Row    Row
	Before []Row
	// Dialect is that of the check, Unknown if it is open. Locks says that a
	// check that finds no row may keep others from inserting it: FOR UPDATE.
	Dialect sqlparse.Dialect
	Locks   bool
	// Pos and End are where the check stands, InsertPos and InsertEnd where the
	// insert does, NoPos if that is in another package.
	Pos, End, InsertPos, InsertEnd token.Pos
	Via                            []callpath.Symbol
}

// A Row is what an insert fills.
type Row struct {
	Table string
	// Value returns the term of a column's value, Fills reports whether it has
	// one that isn't the column's default.
	Value func(column string) string
	Fills func(column string) bool
}

// rule is the one that reports checked inserts: where one is decided elsewhere,
// what silences it is asked here.
const rule = "checkinsert"

type finder struct {
	*rowaccess.Result
	pass    *analysis.Pass
	schema  *schema.Result
	set     *directive.Set
	found   []*Insert
	callers map[*ssa.Function][]ssa.CallInstruction
}

func run(pass *analysis.Pass) (any, error) {
	rows := pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result)
	if rows == nil {
		return []*Insert(nil), nil
	}
	f := &finder{Result: rows, pass: pass, set: pass.ResultOf[directive.Analyzer].(*directive.Set)}
	f.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	if f.schema == nil {
		return []*Insert(nil), nil
	}
	for _, fn := range rows.Form.Funcs {
		if !onlyOnce(fn) {
			f.function(fn)
		}
	}
	f.resume()
	return f.found, nil
}

// calls are what the calls of a function and its closures do.
type calls struct {
	finds   []rowaccess.FindAt
	inserts []rowaccess.InsertAt
	opens   []open
}

func (f *finder) function(fn *ssa.Function) {
	var c calls
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			if find, ok := f.FindsOrInserts(call); ok {
				f.once(fn, find)
				continue
			}
			c.inserts = append(c.inserts, f.Inserts(call)...)
			c.finds = append(c.finds, f.Finds(call)...)
			if o, ok := f.open(call); ok {
				c.opens = append(c.opens, o)
			}
		}
	}
	slices.SortStableFunc(c.finds, func(a, b rowaccess.FindAt) int { return cmp.Compare(a.Call.Pos(), b.Call.Pos()) })
	for _, find := range c.finds {
		for _, insert := range c.inserts {
			if f.relies(find, insert) && !f.alone(fn, find, insert.Call) {
				f.add(find, insert, c.inserts)
			}
		}
	}
	if len(c.opens) > 0 {
		f.suspend(fn, c)
	}
}

// relies reports whether an insert is of the row that a find didn't find.
func (f *finder) relies(find rowaccess.FindAt, insert rowaccess.InsertAt) bool {
	if find.Table != insert.Table || find.Call == insert.Call || find.Call.Pos() >= insert.Call.Pos() {
		return false
	}
	value := func(column string) string { return f.Value(insert, column) }
	if find.Verb == sqlparse.Delete {
		return follows(find.Call, insert.Call) && refills(find.Keys, value)
	}
	return same(find.Keys, value) && f.Evidence(find).Absent(insert.Call)
}

// refills reports whether rows that replace those of a key have one, too: as
// often as not it is read from the rows themselves.
func refills(keys []rowaccess.Pair, value func(string) string) bool {
	varies := false
	for _, k := range keys {
		if v := value(k.Column); rowaccess.Varies(k.Value) {
			if !rowaccess.Varies(v) {
				return false
			}
			varies = true
		} else if v != k.Value && strings.HasPrefix(v, "=") {
			return false
		}
	}
	return varies
}

// same reports whether the columns that are asked for have the same values in
// the row that is inserted, one that a request brings among them.
func same(keys []rowaccess.Pair, value func(string) string) bool {
	varies := false
	for _, k := range keys {
		v := value(k.Column)
		switch {
		case rowaccess.Varies(k.Value):
			if v != k.Value {
				return false
			}
			varies = true
		case !strings.HasPrefix(k.Value, "="):
			return false // made up, or the program's own
		case v != k.Value && strings.HasPrefix(v, "="):
			return false // another state than is asked for
		}
	}
	return varies
}

// follows reports whether a call always runs after another one.
func follows(first, then ssa.CallInstruction) bool {
	a, b := first.Block(), then.Block()
	if first.Parent() != then.Parent() {
		return false
	}
	if a == b {
		return first.Pos() < then.Pos()
	}
	return a.Dominates(b)
}

func (f *finder) row(insert rowaccess.InsertAt) Row {
	return Row{
		Table: insert.Table,
		Value: func(column string) string { return f.Value(insert, column) },
		Fills: func(column string) bool { return f.Fills(insert, column) },
	}
}

// add records a check and its insert; it returns nil if the check stands nowhere.
func (f *finder) add(find rowaccess.FindAt, insert rowaccess.InsertAt, inserts []rowaccess.InsertAt) *Insert {
	in := &Insert{Table: find.Table, Verb: find.Verb, Asked: find.Keys, Row: f.row(insert), Locks: find.Locks, Via: find.Via}
	for _, other := range inserts {
		if other.Table != insert.Table && other.Call.Pos() <= insert.Call.Pos() {
			in.Before = append(in.Before, f.row(other))
		}
	}
	if find.Query != nil {
		in.Dialect = find.Query.Dialect
		// The dialect of a text may be that of another driver of the package.
		if text := find.Query.Text; strings.Contains(text, "$1") || text == "" && in.Dialect == sqlparse.PostgreSQL {
			in.Locks = false // PostgreSQL doesn't lock what isn't there
		}
	}
	in.Pos, in.End = f.extent(find.Query, find.Call)
	in.InsertPos, in.InsertEnd = f.extent(insert.Query, insert.Call)
	if !in.Pos.IsValid() {
		return nil
	}
	f.found = append(f.found, in)
	return in
}

// once records a call of the library that is check and insert.
func (f *finder) once(fn *ssa.Function, find rowaccess.FindAt) {
	if !slices.ContainsFunc(find.Keys, func(k rowaccess.Pair) bool { return rowaccess.Varies(k.Value) }) || f.alone(fn, find, find.Call) {
		return
	}
	insert := rowaccess.InsertAt{Insert: rowaccess.Insert{Table: find.Table, Model: find.Model, Values: find.Keys}, Call: find.Call}
	if in := f.add(find, insert, nil); in != nil {
		in.Once = true
	}
}

// extent returns where a query stands, or the call that makes it.
func (f *finder) extent(q *sqlquery.Query, call ssa.CallInstruction) (pos, end token.Pos) {
	if q != nil {
		if pos, end := q.Extent(q.Span); pos.IsValid() && end.IsValid() && f.pass.Fset.File(pos) == f.pass.Fset.File(call.Pos()) {
			return pos, end
		}
	}
	return f.Form.Extent(call)
}
