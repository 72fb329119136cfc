package rowaccess

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A Find is a statement whose result says whether there is a row with certain
// values: a SELECT, or an UPDATE or DELETE by the rows it affected.
type Find struct {
	Table, Model string
	Verb         sqlparse.Verb
	// Keys are the columns that must be equal to a value; nothing else is asked
	// for but constants and NULL.
	Keys []Pair
	// Locks says FOR UPDATE.
	Locks bool
	// Tells are the results of the function that say whether there is a row; of
	// a library's call it is known from what the call is.
	Tells []Tell
	Via   []callpath.Symbol
}

// A Pair is a column, in lower case, and the term of its value.
type Pair struct{ Column, Value string }

// A Tell is a result that says whether there is a row: not zero if there is, or,
// if Absent, if there is none.
type Tell struct {
	Result int
	Absent bool
}

// An Insert is a statement that makes a row.
type Insert struct {
	Table, Model string
	// Values are those of columns, Row is the term of the Go value whose fields
	// the other columns are, empty if there is none.
	Values []Pair
	Row    string
	Via    []callpath.Symbol
}

func (f Find) same(x Find) bool {
	x.Via = f.Via
	return reflect.DeepEqual(f, x)
}

func (f Find) String() string { return "finds " + f.Table + columnsOf(f.Keys) }

func (in Insert) same(x Insert) bool {
	x.Via = in.Via
	return reflect.DeepEqual(in, x)
}

func (in Insert) String() string { return "inserts " + in.Table + columnsOf(in.Values) }

func columnsOf(pairs []Pair) string {
	var names []string
	for _, p := range pairs {
		names = append(names, p.Column)
	}
	if len(names) == 0 {
		return ""
	}
	return "(" + strings.Join(names, " ") + ")"
}

// A FindAt is a Find that a call makes, in terms of the function around it.
type FindAt struct {
	Find
	Call ssa.CallInstruction
	// Query is nil if a callee makes it.
	Query *sqlquery.Query
}

// An InsertAt is an Insert that a call makes.
type InsertAt struct {
	Insert
	Call  ssa.CallInstruction
	Query *sqlquery.Query

	value func(field string) string
}

const (
	maxFinds   = 8
	maxInserts = 8
	maxKeys    = 6
)

// Finds returns what a call looks for.
func (r *Result) Finds(call ssa.CallInstruction) []FindAt {
	var out []FindAt
	c := call.Common()
	if queries := r.queries[c.Pos()]; len(queries) > 0 {
		for _, q := range queries {
			out = append(out, r.found(call, q)...)
		}
		return out
	}
	fn, rows := r.callee(c)
	if rows == nil || len(rows.Finds) == 0 || fn == ssaform.FuncOf(outermost(call.Parent())) {
		return nil
	}
	e := r.Form.Expr(call)
	for _, f := range rows.Finds {
		at := FindAt{Find: f, Call: call}
		at.Via = callpath.Via(r.pass.Pkg, fn, f.Via)
		if at.Keys = r.expandAll(f.Keys, e, fn); at.Keys != nil {
			out = append(out, at)
		}
	}
	return out
}

// expandAll returns the pairs at a call of fn, nil if one isn't known.
func (r *Result) expandAll(pairs []Pair, e *ast.CallExpr, fn *types.Func) []Pair {
	out := make([]Pair, len(pairs))
	for i, p := range pairs {
		if out[i] = (Pair{p.Column, r.terms.expand(p.Value, e, fn)}); out[i].Value == "" {
			return nil
		}
	}
	return out
}

// found returns what a query looks for, one entry for each alternative.
func (r *Result) found(call ssa.CallInstruction, q *sqlquery.Query) []FindAt {
	if q.Verb == sqlparse.Insert || q.Verb == sqlparse.Fragment || q.Holed {
		return nil
	}
	inner := q.Query
	table, model := target(q)
	if len(q.AllTables()) == 0 && len(q.Subs) == 1 {
		// SELECT EXISTS (SELECT 1 FROM …)
		inner = q.Subs[0]
		if len(inner.Tables) == 1 && inner.Tables[0].Sub == nil {
			table = strings.ToLower(inner.Tables[0].Table)
		}
	} else if len(q.AllTables()) > 1 {
		return nil // known miss: a check by a join
	}
	if table == "" || inner.Having != nil || inner.Grouped || inner.Holed {
		return nil
	}
	var out []FindAt
	for _, keys := range r.alternatives(q, inner.Where) {
		f := FindAt{Call: call, Query: q}
		f.Table, f.Model, f.Verb, f.Keys, f.Locks = table, model, q.Verb, keys, inner.Locks || q.Text == "" && says(r.Form.Expr(call), "forupdate", "for update", "locking")
		if len(keys) > 0 && len(keys) <= maxKeys {
			out = append(out, f)
		}
	}
	return out
}

// alternatives returns the keys by which a condition finds rows, for each of the
// parts that OR joins.
func (r *Result) alternatives(q *sqlquery.Query, where *sqlparse.Cond) [][]Pair {
	if where == nil {
		return nil
	}
	if eq := nullSafe(where); eq != nil {
		where = eq
	}
	switch where.Op {
	case sqlparse.And:
		all := [][]Pair{{}}
		for _, p := range where.Parts {
			part := r.alternatives(q, p)
			if part == nil || len(all)*len(part) > 4 {
				return nil
			}
			var next [][]Pair
			for _, a := range all {
				for _, b := range part {
					next = append(next, append(slices.Clone(a), b...))
				}
			}
			all = next
		}
		return all
	case sqlparse.Or:
		var out [][]Pair
		for _, p := range where.Parts {
			part := r.alternatives(q, p)
			if part == nil {
				return nil
			}
			out = append(out, part...)
		}
		return out
	case sqlparse.Leaf:
		keys, ok := r.key(q, where.Cmp)
		if !ok {
			return nil
		}
		return [][]Pair{keys}
	case sqlparse.Opaque:
		if where.Hole || where.Exists != nil || q.Text != "" {
			return nil
		}
		// The fields of a struct are the condition, those that are zero left out.
		for _, e := range q.Loose {
			if keys := r.bean(e); len(keys) > 0 && (len(where.Columns) == 0 || len(where.Columns) == len(keys)) {
				return [][]Pair{keys}
			}
		}
		if len(where.Columns) > 0 {
			return nil
		}
		for _, e := range q.Subjects {
			if keys := r.bean(e); len(keys) > 0 && q.Builder.ORM == string(schema.Xorm) {
				return [][]Pair{keys}
			}
		}
	}
	return nil
}

// bean returns the columns of the fields that are set of a struct.
func (r *Result) bean(e ast.Expr) []Pair {
	named := modelBehind(r.pass.TypesInfo.TypeOf(e))
	if named == nil || r.schema == nil {
		return nil
	}
	m := r.schema.Model(named)
	if m == nil {
		return nil
	}
	var out []Pair
	base := r.terms.of(e)
	for _, f := range m.Fields {
		term := r.terms.field(e, []string{f.Name})
		if term == "" || term == zeroTerm || f.Column == "" || strings.HasPrefix(term, base+".") && base != "" {
			continue
		}
		out = append(out, Pair{strings.ToLower(f.Column), term})
	}
	return out
}

// modelBehind returns the struct type behind a pointer, nil for a slice.
func modelBehind(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	n := knowledge.Named(t)
	if n == nil {
		return nil
	}
	if _, ok := n.Underlying().(*types.Struct); !ok {
		return nil
	}
	return n
}

// key returns what a comparison asks for: nothing that isn't said by other
// rows of the same key, or ok is false.
func (r *Result) key(q *sqlquery.Query, c *sqlparse.Comparison) (keys []Pair, ok bool) {
	column := strings.ToLower(c.Column.Name)
	switch c.Wrapped {
	case "", "lower", "upper", "trim", "coalesce":
	default:
		return nil, false
	}
	switch c.Op {
	case sqlparse.Eq:
		term := r.operandTerm(q, comparedWith(c))
		return []Pair{{column, term}}, term != ""
	case sqlparse.IsNull, sqlparse.NotNull:
		return []Pair{}, true
	case sqlparse.Ne:
		// id <> ?: of a row that is new there is none to leave out.
		return []Pair{}, c.Operand.Kind == sqlparse.Const || column == "id" || column == "uuid"
	case sqlparse.In, sqlparse.NotIn:
		constant := len(c.List) > 0 && !slices.ContainsFunc(c.List, func(o sqlparse.Operand) bool { return o.Kind != sqlparse.Const })
		return []Pair{}, constant
	}
	return nil, false
}

// operandTerm returns the term of an operand.
func (r *Result) operandTerm(q *sqlquery.Query, o sqlparse.Operand) string {
	switch o.Kind {
	case sqlparse.Const:
		if o.Type == sqlparse.NullConst {
			return "=null"
		}
		return textTerm(o.Text)
	case sqlparse.Expr:
		if len(o.Parts) == 1 && !o.Now {
			return r.operandTerm(q, o.Parts[0]) // lower($1), $1::text
		}
		return ""
	}
	return r.terms.of(q.Arg(o))
}

// FindsOrInserts reports whether a call looks for a row and inserts it if there
// is none, and by which columns.
func (r *Result) FindsOrInserts(call ssa.CallInstruction) (FindAt, bool) {
	fn := ssaform.Callee(call.Common())
	if fn == nil || !slices.ContainsFunc(knowledge.TracksOf(fn), func(t knowledge.Track) bool { return t.Deed == knowledge.Inserts }) {
		return FindAt{}, false
	}
	for _, q := range r.queries[call.Common().Pos()] {
		if q.Verb != sqlparse.Select || r.mindsConflict(call, q) {
			continue
		}
		if found := r.found(call, q); len(found) == 1 {
			return found[0], true
		}
	}
	return FindAt{}, false
}

// Inserts returns the rows that a call inserts, other than by a statement that
// minds a row that is there.
func (r *Result) Inserts(call ssa.CallInstruction) []InsertAt {
	c := call.Common()
	if queries := r.queries[c.Pos()]; len(queries) > 0 {
		var out []InsertAt
		for _, q := range queries {
			if at, ok := r.inserted(call, q); ok {
				out = append(out, at)
			}
		}
		return out
	}
	fn, rows := r.callee(c)
	if rows == nil || len(rows.Inserts) == 0 || fn == ssaform.FuncOf(outermost(call.Parent())) {
		return nil
	}
	e := r.Form.Expr(call)
	var out []InsertAt
	for _, in := range rows.Inserts {
		at := InsertAt{Insert: in, Call: call}
		at.Via = callpath.Via(r.pass.Pkg, fn, in.Via)
		at.Values = nil
		for _, p := range in.Values {
			if term := r.terms.expand(p.Value, e, fn); term != "" {
				at.Values = append(at.Values, Pair{p.Column, term})
			}
		}
		at.Row = ""
		if in.Row != "" {
			at.Row = r.terms.expand(in.Row, e, fn)
			at.value = func(field string) string { return r.terms.expand(in.Row+"."+field, e, fn) }
		}
		out = append(out, at)
	}
	return out
}

func (r *Result) inserted(call ssa.CallInstruction, q *sqlquery.Query) (InsertAt, bool) {
	at := InsertAt{Call: call, Query: q}
	if in := insertWithin(q); in != nil {
		at.Table = strings.ToLower(in.Tables[0].Table)
		for i, o := range in.Source.Selected {
			at.Values = append(at.Values, Pair{strings.ToLower(in.Into[i].Name), r.operandTerm(q, o)})
		}
		return at, true
	}
	if q.Verb != sqlparse.Insert || q.Conflict != nil || r.mindsConflict(call, q) {
		return at, false
	}
	if at.Table, at.Model = target(q); at.Table == "" {
		return at, false
	}
	switch {
	case len(q.Rows) > 0:
		for i, o := range q.Rows[0] {
			if i < len(q.Into) {
				at.Values = append(at.Values, Pair{strings.ToLower(q.Into[i].Name), r.operandTerm(q, o)})
			}
		}
	case q.Text == "" && len(q.Subjects) > 0:
		e := q.Subjects[len(q.Subjects)-1]
		if modelBehind(r.pass.TypesInfo.TypeOf(e)) == nil {
			return at, false // known miss: several rows at once
		}
		at.Row = r.terms.of(e)
		at.value = func(field string) string { return r.terms.field(e, []string{field}) }
	}
	return at, len(at.Values) > 0 || at.value != nil
}

// insertWithin returns the INSERT … SELECT that a statement is or has in a common
// table expression, nil if there is none of which the columns are known.
func insertWithin(q *sqlquery.Query) *sqlparse.Query {
	if q.Text == "" || q.Holed {
		return nil
	}
	for in := range q.All() {
		if in.Verb == sqlparse.Insert && in.Source != nil && in.Conflict == nil && len(in.Tables) == 1 && len(in.Into) > 0 && len(in.Into) == len(in.Source.Selected) {
			return in
		}
	}
	return nil
}

// mindsConflict reports whether a chain says what is to be done about a row
// that is there, in a way that the query's model doesn't hold.
func (r *Result) mindsConflict(call ssa.CallInstruction, q *sqlquery.Query) bool {
	return q.Text == "" && says(r.Form.Expr(call), "conflict", "upsert", "ignore", "duplicate", "replace")
}

// says reports whether a name or a text in an expression has one of the words.
// It narrows only: nothing is reported for a name.
func says(e ast.Expr, words ...string) bool {
	if e == nil {
		return false
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		text := ""
		switch n := n.(type) {
		case *ast.Ident:
			text = n.Name
		case *ast.BasicLit:
			text = n.Value
		case *ast.FuncLit:
			return false
		}
		text = strings.ToLower(text)
		found = found || text != "" && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
		return !found
	})
	return found
}

// Value returns the term of what an insert gives a column, empty if that isn't
// known or the column isn't filled.
func (r *Result) Value(at InsertAt, column string) string {
	for _, p := range at.Values {
		if p.Column == column {
			return p.Value
		}
	}
	if at.value == nil {
		return ""
	}
	if field := r.FieldOf(at.Table, at.Model, column); field != "" {
		return at.value(field)
	}
	return ""
}

// Fills reports whether an insert gives a column a value.
func (r *Result) Fills(at InsertAt, column string) bool {
	if at.value == nil {
		return r.FillsBy(Insert{Values: at.Values}, column, nil)
	}
	return r.FillsBy(at.Insert, column, func(column string) string { return r.Value(at, column) })
}

// FillsBy is Fills for an insert whose values are told by value, nil if it has
// none but those of Values.
func (r *Result) FillsBy(in Insert, column string, value func(string) string) bool {
	if slices.ContainsFunc(in.Values, func(p Pair) bool { return p.Column == column }) {
		return true
	}
	return value != nil && r.FieldOf(in.Table, in.Model, column) != "" && value(column) != zeroTerm
}

// FieldOf returns the Go field of a model for a column.
func (r *Result) FieldOf(table, model, column string) string {
	if r.schema == nil {
		return ""
	}
	for _, t := range r.schema.Module().Tables {
		if !strings.EqualFold(t.Name, table) && model == "" {
			continue
		}
		for _, m := range t.Models {
			if m.Package+"."+m.Type != model {
				continue
			}
			for _, f := range m.Fields {
				if strings.EqualFold(f.Column, column) {
					return f.Name
				}
			}
		}
	}
	return ""
}

// addFind records what a call looks for as something that fn does, if fn's
// results say what came of it.
func (r *Result) addFind(rows *Rows, fn *ssa.Function, at FindAt) {
	if slices.ContainsFunc(at.Keys, func(p Pair) bool { return !isExported(p.Value) }) || len(rows.Finds) >= maxFinds {
		return
	}
	if !slices.ContainsFunc(at.Keys, func(p Pair) bool { return Varies(p.Value) }) {
		return
	}
	f := at.Find
	if f.Verb != sqlparse.Delete {
		if f.Tells = r.Evidence(at).tells(fn); len(f.Tells) == 0 {
			return
		}
	} else {
		f.Tells = nil
	}
	if !slices.ContainsFunc(rows.Finds, func(x Find) bool {
		return x.Table == f.Table && x.Verb == f.Verb && slices.Equal(x.Keys, f.Keys)
	}) {
		rows.Finds = append(rows.Finds, f)
	}
}

// addInsert records a row that a call inserts as one of fn.
func (r *Result) addInsert(rows *Rows, at InsertAt) {
	if len(rows.Inserts) >= maxInserts {
		return
	}
	in := at.Insert
	in.Values = nil
	add := func(column, value string) {
		if isExported(value) && value != zeroTerm {
			in.Values = append(in.Values, Pair{column, value})
		}
	}
	for _, p := range at.Values {
		add(p.Column, p.Value)
	}
	if !isExported(in.Row) || !strings.HasPrefix(in.Row, "$") {
		in.Row = ""
		for _, f := range r.fieldsOf(at) {
			add(strings.ToLower(f.Column), at.value(f.Name))
		}
	} else {
		for _, f := range r.fieldsOf(at) {
			// What the function itself puts into the row it is given.
			if v := at.value(f.Name); v != in.Row+"."+f.Name {
				add(strings.ToLower(f.Column), v)
			}
		}
	}
	if in.Row == "" && !slices.ContainsFunc(in.Values, func(p Pair) bool { return Varies(p.Value) }) {
		return
	}
	if !slices.ContainsFunc(rows.Inserts, in.same) {
		rows.Inserts = append(rows.Inserts, in)
	}
}

// fieldsOf returns the fields of the model of the row that is inserted.
func (r *Result) fieldsOf(at InsertAt) []*schema.Field {
	if at.value == nil || r.schema == nil {
		return nil
	}
	for _, t := range r.schema.Module().Tables {
		for _, m := range t.Models {
			if m.Package+"."+m.Type == at.Model {
				return slices.DeleteFunc(slices.Clone(m.Fields), func(f *schema.Field) bool { return f.Column == "" })
			}
		}
	}
	return nil
}
