package zerocondition

import (
	"cmp"
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer finds conditions that a zero value or an empty list takes away, and
// values that it keeps from being written.
var Analyzer = &analysis.Analyzer{
	Name:     "zerocondition",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("zerocondition"),
	Run:      run,
	Flags:    optin.Flags(),
	Requires: []*analysis.Analyzer{inspect.Analyzer, directive.Analyzer, schema.Analyzer, sqlquery.Analyzer},
}

// A check is the rule's work on one package.
type check struct {
	values
	set      *directive.Set
	sql      *sqlquery.Result
	reported map[token.Pos]bool
	// ends are the calls that end a DELETE, deleted what is given to one by
	// name.
	ends    map[*ast.CallExpr]bool
	deleted map[types.Object]bool
}

func run(pass *analysis.Pass) (any, error) {
	sql := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result)
	if sql == nil {
		return nil, nil
	}
	c := check{
		values:   newValues(pass),
		set:      pass.ResultOf[directive.Analyzer].(*directive.Set),
		sql:      sql,
		reported: map[token.Pos]bool{},
		ends:     map[*ast.CallExpr]bool{},
		deleted:  map[types.Object]bool{},
	}
	for _, q := range sql.Queries {
		if q.Call == nil || q.Verb != sqlparse.Delete {
			continue
		}
		c.ends[q.Call] = true
		for _, e := range q.Subjects {
			if id, ok := unwrap(e).(*ast.Ident); ok {
				c.deleted[c.pass.TypesInfo.Uses[id]] = true
			}
		}
	}
	for _, q := range sql.Queries {
		if q.Call == nil || q.Func == nil || q.Text != "" || q.Holed {
			continue // what the chain is made of isn't all known
		}
		switch q.Verb {
		case sqlparse.Delete:
			c.conditions(q)
			c.ignored(q)
			c.lists(q)
		case sqlparse.Update:
			c.conditions(q)
			c.everyRow(q)
			c.written(q)
		case sqlparse.Select:
			c.selected(q)
		}
	}
	return nil, nil
}

// conditions reports the fields of a struct condition of a DELETE or UPDATE
// that may be zero, if the statement still runs without them.
func (c *check) conditions(q *sqlquery.Query) {
	runs := q.Verb == sqlparse.Delete && q.Builder.DeletesAll || q.Verb == sqlparse.Update && q.Builder.UpdatesAll
	for _, f := range c.dropped(q) {
		if runs || f.rest || q.Firm || c.keyed(q) {
			c.reportDropped(f, fmt.Sprintf("the %s takes every row that the rest matches", q.Verb), nil)
		}
	}
	if !runs || !q.Builder.Keyed || q.Firm || len(q.Loose) > 0 {
		return
	}
	for _, subject := range q.Subjects {
		if lit := c.literal(subject); lit != nil && subject != q.Partial {
			for f := range c.fields(lit) {
				if f.zero = c.zeroness(f.value, q.Func, q.Call.Pos()); f.zero >= possible && c.isKey(f) {
					c.reportDropped(f, fmt.Sprintf("the %s takes every row", q.Verb), nil)
				}
			}
		}
	}
}

// selected reports such fields of a query whose rows are deleted afterwards.
func (c *check) selected(q *sqlquery.Query) {
	if len(q.Loose) == 0 || len(q.Subjects) == 0 {
		return
	}
	deleted := c.deletion(q)
	if deleted == nil {
		return
	}
	for _, f := range c.dropped(q) {
		c.reportDropped(f, "rows of any value are selected, and deleted", []analysis.RelatedInformation{{
			Pos: deleted.Pos(), End: deleted.End(), Message: "deleted here",
		}})
	}
}

func (c *check) reportDropped(f field, why string, related []analysis.RelatedInformation) {
	category := "struct"
	if f.zero == possible {
		category = "unchecked"
	}
	c.report(f.value, category, fmt.Sprintf("%s is no condition if it is zero: %s; compare it in a text or map, or check it first", f.name, why), related)
}

// ignored reports the fields of a value to delete that are no conditions at
// all, since only its primary key is one.
func (c *check) ignored(q *sqlquery.Query) {
	if !q.Builder.Keyed || len(q.Loose) > 0 || !q.Firm && !q.Builder.DeletesAll {
		return
	}
	for _, subject := range q.Subjects {
		lit := c.literal(subject)
		if lit == nil || c.hasKey(lit) {
			continue
		}
		for f := range c.fields(lit) {
			c.report(f.value, "struct",
				fmt.Sprintf("%s is no condition of the DELETE: it takes every row that the rest matches; give it to Where", f.name), nil)
			return
		}
	}
}

// everyRow reports an UPDATE without any condition.
func (c *check) everyRow(q *sqlquery.Query) {
	if !q.Builder.UpdatesAll || q.Firm || len(q.Loose) > 0 || q.Where != nil || q.On != nil || c.handed(q.Call) {
		return
	}
	if q.Builder.Keyed {
		if c.keyed(q) || len(q.Sets) == 0 && q.Partial == nil {
			return // Save, which inserts what has no key
		}
	} else if !c.holdsKey(q) {
		return // a change of all rows, as it seems
	}
	c.report(q.Call, "everyrow", "UPDATE without a condition: it changes every row of the table, whatever key the value holds; give the key as condition", nil)
}

// written reports the fields of a struct to write that aren't written if they
// are zero.
func (c *check) written(q *sqlquery.Query) {
	if q.Partial == nil || q.Chosen {
		return
	}
	var worst field
	for f := range c.writes(q) {
		if !isColumn(f.v.Type()) {
			continue // an association that is set to nil
		}
		if f.zero = c.zeroness(f.value, q.Func, q.Call.Pos()); f.zero == possible && !isNumber(f.v.Type()) || c.isKey(f) {
			continue // a text that is empty is seldom meant to be written
		}
		if f.zero > worst.zero {
			worst = f
		}
	}
	switch worst.zero {
	case no:
	case constant:
		c.report(worst.value, "unwritten",
			fmt.Sprintf("%s is not written: the UPDATE leaves out zero fields of a struct; use a map, or select the column", worst.name), nil)
	default:
		c.report(worst.value, "updates",
			fmt.Sprintf("%s is not written if it is zero: the UPDATE leaves out zero fields of a struct; use a map, or select the column", worst.name), nil)
	}
}

// isColumn reports whether a field of type t is a column: what is made of other
// structs is an association.
func isColumn(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(t), true, nil, "Value"); obj != nil {
		return true
	}
	if s, ok := t.Underlying().(*types.Slice); ok {
		_, basic := s.Elem().Underlying().(*types.Basic)
		return basic
	}
	if _, ok := t.Underlying().(*types.Struct); ok {
		n, ok := t.(*types.Named)
		return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time"
	}
	return true
}

// lists reports the lists that an empty value takes from the conditions of a
// DELETE: NOT IN, and primary keys.
func (c *check) lists(q *sqlquery.Query) {
	if q.Builder.NotInAll {
		c.notIn(q, q.Where)
	}
	if !q.Builder.DropsLists || !q.Firm {
		return
	}
	for _, e := range q.Loose {
		if isSlice(c.pass.TypesInfo.TypeOf(e)) && c.mayBeEmpty(e, q.Func, q.Call.Pos()) {
			c.report(e, "empty", "an empty list is no condition: the DELETE takes every row that the rest matches; return early if it is empty", nil)
		}
	}
}

// notIn reports NOT IN lists, as builders write them, in a conjunction.
func (c *check) notIn(q *sqlquery.Query, cond *sqlparse.Cond) {
	if cond == nil {
		return
	}
	switch cond.Op {
	case sqlparse.And:
		for _, part := range cond.Parts {
			c.notIn(q, part)
		}
	case sqlparse.Leaf:
		if cond.Cmp.Op != sqlparse.NotIn || cond.Conditional || len(cond.Cmp.List) != 1 {
			return
		}
		if _, isText := q.Source(cond.Cmp.Span); isText {
			return // NOT IN (NULL): no row
		}
		e := q.Arg(cond.Cmp.List[0])
		if e != nil && isSlice(c.pass.TypesInfo.TypeOf(e)) && c.mayBeEmpty(e, q.Func, q.Call.Pos()) {
			category, which := "sync", "all that the rest matches"
			if cond == q.Where {
				category, which = "empty", "the whole table"
			}
			c.report(e, category, fmt.Sprintf("NOT IN an empty list is true of every row: the DELETE takes %s; return early if it is empty", which), nil)
		}
	}
}

// dropped returns, of the fields of the loose conditions of q that may be zero,
// the one that is so most surely.
func (c *check) dropped(q *sqlquery.Query) []field {
	var out []field
	for i, e := range q.Loose {
		for _, l := range c.literals(e, q) {
			var fields []field
			rest := false
			for f := range c.fields(l.lit) {
				if f.zero = c.zeroness(f.value, l.fn, l.pos); f.zero >= possible {
					fields = append(fields, f)
				} else {
					rest = true
				}
			}
			for j, other := range q.Loose {
				rest = rest || i != j && c.literal(other) != nil
			}
			for _, f := range fields {
				f.rest = rest || len(fields) > 1
				out = append(out, f)
			}
		}
	}
	if len(out) > 1 {
		// One finding for the statement: the field that is zero most surely.
		out = []field{slices.MaxFunc(out, func(a, b field) int { return cmp.Compare(a.zero, b.zero) })}
	}
	return out
}

// deletion returns the call that deletes the rows which q selects, nil if
// there is none in its function.
func (c *check) deletion(q *sqlquery.Query) ast.Node {
	dest, ok := unwrap(q.Subjects[len(q.Subjects)-1]).(*ast.Ident)
	if !ok {
		return nil
	}
	rows := map[types.Object]bool{c.pass.TypesInfo.Uses[dest]: true}
	var found ast.Node
	ast.Inspect(q.Func.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			if id, ok := n.Value.(*ast.Ident); ok && n.Pos() > q.Call.End() && c.mentions(n.X, rows) {
				rows[c.pass.TypesInfo.Defs[id]] = true
			}
		case *ast.CallExpr:
			if n.Pos() > q.Call.End() && found == nil && c.deletes(n, rows) {
				found = n
			}
		}
		return found == nil
	})
	return found
}

// deletes reports whether a call ends a DELETE that names one of the rows, or
// is of a function of the package that deletes the parameter which one is given
// for.
func (c *check) deletes(call *ast.CallExpr, rows map[types.Object]bool) bool {
	if c.ends[call] {
		return c.mentions(call, rows)
	}
	fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	params := fn.Signature().Params()
	for i, arg := range call.Args {
		if i < params.Len() && c.deleted[params.At(i)] && c.mentions(arg, rows) {
			return true
		}
	}
	return false
}

func (c *check) report(at ast.Node, category, message string, related []analysis.RelatedInformation) {
	if optIn[category] && !optin.On(c.pass) || c.reported[at.Pos()] {
		return
	}
	c.reported[at.Pos()] = true
	directive.Report(c.pass, c.set, analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(), Category: category, Message: message, Related: related,
	})
}

// optIn are the categories that only a rule enabled by name reports.
var optIn = map[string]bool{"sync": true, "unchecked": true, "updates": true}
