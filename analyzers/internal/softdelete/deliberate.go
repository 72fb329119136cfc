package softdelete

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// IsDeliberate reports whether r is none that could take deleted rows for live
// ones, or one that means to: by what is known of the query, of the function
// around it, and of what else the module does to the table.
func (res *Result) IsDeliberate(r *Read) bool {
	q := r.Query
	if q.Holed || r.Sub.Holed || r.Table.Outer || r.Mark.orm && !res.deletes(r) {
		return true
	}
	if r.Writes || q.Verb != sqlparse.Select || q.Locks || r.Sub.Locks || len(q.Subjects) > 1 {
		return true
	}
	if at := around(q.Query, r.Sub); at != nil && res.readsLive(r, at) && asks(at, r.Sub) && len(r.Sub.Aggregates) == 0 && r.Sub.Limit == nil {
		return true // the query around it leaves them out
	}
	if res.follows(r) || res.hasState(r) || res.isPart(q) || res.isGiven(r) || res.asksForName(r) || never(r) || res.implied(r) {
		return true
	}
	if res.asksOfAll(r) || res.isKnown(r) || res.crosses(r) || isLabel(r) || res.narrows(r) {
		return true
	}
	if !r.First && hangs(r, func(table string) bool { return slices.Contains(res.deleted(r), strings.ToLower(table)) }) {
		return true
	}
	if w := res.writes[q.Func][r.Name()]; q.Func != nil && (w.inserts || w.deletes || w.updates) {
		return true
	}
	return mentions(q.Func, r.Mark) || res.keyed(r) && res.isAfterKey(r)
}

// isAfterKey reports whether what is read by a key is known to belong to a row
// that was chosen before, or has a twin that leaves deleted rows out.
func (res *Result) isAfterKey(r *Read) bool {
	if res.isSought(r) {
		return res.repeats(r.Query)
	}
	if !r.First || r.Sub != r.Query.Query || !res.selects(r) || res.repeats(r.Query) {
		return true
	}
	if len(r.Sub.Aggregates) > 0 {
		return r.Sub.Grouped && byList(r)
	}
	return byList(r) || res.hasTwin(r) || !res.isWhole(r)
}

// follows reports whether r's rows are those that others, chosen before, lead
// to: of a common table expression, or of a walk up or down a tree.
func (res *Result) follows(r *Read) bool {
	if slices.ContainsFunc(r.Sub.Tables, func(t sqlparse.Table) bool { return t.Sub != nil }) {
		return true
	}
	for sub := range r.Sub.All() {
		if slices.ContainsFunc(sub.Tables, func(t sqlparse.Table) bool { return t.Sub == r.Sub }) {
			return true
		}
	}
	return false
}

// hasState reports whether the query asks for a state of the rows, which may
// be none that deleted ones have, or for those that its own transaction made.
func (res *Result) hasState(r *Read) bool {
	found := false
	r.Sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
		cond.Each(func(cond *sqlparse.Cond) {
			cmp := cond.Cmp
			if cmp == nil || !owns(r.Sub, r.Table, cmp.Column) || r.Mark.dead != "" {
				return
			}
			switch strings.ToLower(cmp.Column.Name) {
			case "status", "state", "phase":
				found = found || cmp.Operand.Kind == sqlparse.Const || len(cmp.List) > 0
			case "xmin":
				found = true
			}
		})
	})
	return found
}

// repeats reports whether the query is run in a loop: it follows a chain of
// rows.
func (res *Result) repeats(q *sqlquery.Query) bool {
	if q.Call == nil || q.Func == nil {
		return false
	}
	found := false
	ast.Inspect(q.Func, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			found = found || n.Pos() <= q.Call.Pos() && q.Call.Pos() < n.End()
		case *ast.RangeStmt:
			found = found || n.Pos() <= q.Call.Pos() && q.Call.Pos() < n.End()
		}
		return !found
	})
	return found
}

// isPart reports whether the text is an expression that a builder puts into
// another query, which may say more.
func (res *Result) isPart(q *sqlquery.Query) bool {
	if q.Call == nil {
		return false
	}
	fn, ok := typeutil.Callee(res.info, q.Call).(*types.Func)
	if !ok {
		return false
	}
	text, ok := knowledge.TextOf(fn)
	return ok && q.Text != "" && text.Clause != knowledge.Statement
}

// asksForName reports whether the query asks whether there is a row with a name
// or such, and isn't there to find the parent of a new row: a name may be taken
// by a deleted row, too.
func (res *Result) asksForName(r *Read) bool {
	if len(r.Sub.Tables) > 1 {
		return false
	}
	exists := len(r.Sub.Aggregates) > 0
	if r.Query.Call != nil {
		t := res.info.TypeOf(r.Query.Call)
		if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
			t = tuple.At(0).Type()
		}
		basic, ok := t.(*types.Basic)
		exists = exists || ok && basic.Kind() == types.Bool && len(r.Query.Call.Args) == 0
	}
	if !exists {
		return false
	}
	for column := range given(r.Query, r.Sub, r.Table) {
		if !strings.HasSuffix(column, "id") {
			for table, w := range res.writes[r.Query.Func] {
				if w.inserts && table != r.Name() {
					return false
				}
			}
			return true
		}
	}
	return false
}

// never reports whether the query's condition is one that holds for no row.
func never(r *Read) bool {
	found := false
	r.Sub.Where.Conjuncts(func(cond *sqlparse.Cond) {
		if text, ok := r.Query.Source(cond.Span); ok && len(cond.Columns) == 0 {
			switch strings.ReplaceAll(strings.ToLower(text), " ", "") {
			case "1=0", "0=1", "false", "1<>1", "1!=1":
				found = true
			}
		}
	})
	return found
}

// isGiven reports whether the chain adds no condition to a query that a caller
// hands the function, who may have.
func (res *Result) isGiven(r *Read) bool {
	if r.Query.Text != "" || r.Query.Where != nil || r.Query.Call == nil {
		return false
	}
	e := ast.Expr(r.Query.Call)
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			e = x.Fun
			continue
		case *ast.SelectorExpr:
			e = x.X
			continue
		case *ast.Ident:
			v, ok := res.info.Uses[x].(*types.Var)
			return ok && r.Query.Func != nil && r.Query.Func.Type.Params.Pos() <= v.Pos() && v.Pos() < r.Query.Func.Type.Params.End()
		}
		return false
	}
}

// mentions reports whether the function's code names a field or variable as the
// mark is called: it looks at it itself.
func mentions(fn *ast.FuncDecl, m *Mark) bool {
	if fn == nil || m.dead != "" {
		return false
	}
	name := strings.ReplaceAll(strings.ToLower(m.Column), "_", "")
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && strings.EqualFold(id.Name, name) {
			found = true
		}
		return !found
	})
	return found
}
