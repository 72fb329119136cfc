package deeds

// What a library's function does that may not be done twice.

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/effects"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// library returns the deed of a library's function at call.
func (r *Result) library(call ssa.CallInstruction, fn *types.Func, f knowledge.Func) (DeedAt, bool) {
	at := DeedAt{Call: call, Deed: Deed{Role: f.Role, Via: []callpath.Symbol{callpath.Sink(fn)}}}
	if !f.Role.IsEffect() && !f.Role.IsQuery() {
		return at, false
	}
	i := slices.IndexFunc(r.effects.At(call), func(o effects.Occurrence) bool { return o.Role.IsEffect() || o.Role.IsQuery() })
	if i < 0 {
		return at, false
	}
	does := r.effects.At(call)[i]
	if does.Role.IsQuery() {
		if f.Role.IsEffect() {
			return at, false // a job that is a row of the transaction
		}
		harm, counts := r.writes(call)
		at.Role, at.Counts = knowledge.Exec, counts
		return at, harm && r.place(&at, does.Handles)
	}
	verb := ""
	if f.Verb != 0 {
		if f.Verbs == "" {
			var param *ssa.Parameter
			verb, param = r.effects.Method(ssaform.Operand(call.Common(), f.Verb))
			if at.VerbParam = paramIndex(call.Parent(), param) + 1; verb != "" && !repeats(verb) || verb == "" && at.VerbParam == 0 {
				return at, false
			}
		} else {
			verb, _ = r.tx.ConstString(ssaform.Operand(call.Common(), f.Verb))
		}
	}
	if f.IsIdempotent(verb) && at.VerbParam == 0 || r.keyedHere(call, fn) {
		return at, false
	}
	for _, arg := range call.Common().Args {
		keyed, params := r.keyed(arg)
		if keyed {
			return at, false
		}
		at.Keys = union(at.Keys, params)
	}
	return at, true
}

// handed returns the deed of a call that hands its SQL to a function that runs it,
// such as q.exec(ctx, q.createAuthorStmt, createAuthor, name).
func (r *Result) handed(call ssa.CallInstruction) (DeedAt, bool) {
	at := DeedAt{Call: call, Deed: Deed{Role: knowledge.Exec}}
	harm, counts := r.writes(call)
	if !harm {
		return at, false
	}
	for _, does := range r.effects.At(call) {
		if does.Role.IsQuery() {
			at.Counts, at.Via = counts, does.Via
			return at, r.place(&at, does.Handles)
		}
	}
	return at, false
}

// writes reports whether a query that ends at call inserts a row that no unique
// key refuses when it is there already, or counts one up.
func (r *Result) writes(call ssa.CallInstruction) (harm, counts bool) {
	for _, q := range r.sql.At(call.Common().Pos()) {
		switch {
		case q.Verb == sqlparse.Insert && r.inserts(q) && !r.upserts(call.Common()):
			return true, false
		case q.Verb == sqlparse.Update && increments(q):
			return true, true
		}
	}
	return false, false
}

// upserts reports whether a step of the chain that a call ends says what happens to
// a row that is there: db.Clauses(clause.OnConflict{…}).Create(&row).
func (r *Result) upserts(end *ssa.CallCommon) bool {
	for len(end.Args) > 0 {
		step, ok := end.Args[0].(*ssa.Call)
		if !ok {
			return false
		}
		end = step.Common()
		fn := callee(end)
		if fn == nil {
			continue
		}
		for _, t := range knowledge.TracksOf(fn) {
			clauses, ok := ssaform.Operand(end, t.Of).(*ssa.Slice)
			if t.Deed != knowledge.Upserting || !ok {
				continue
			}
			found := false
			r.stored(clauses.X, func(_ string, v ssa.Value) {
				if clause, ok := v.(*ssa.MakeInterface); ok {
					found = found || clause.X.Type().String() == t.OfType
				}
			})
			if found {
				return true
			}
		}
	}
	return false
}

// inserts reports whether the row of q can be there twice: its table is known,
// and each of its unique keys has a column that the database fills, or that is
// filled with a fresh value.
func (r *Result) inserts(q *sqlquery.Query) bool {
	if q.Conflict != nil || q.Holed || r.schema == nil {
		return false
	}
	tables := q.AllTables()
	if len(tables) == 0 || tables[0].Sub != nil || strings.ContainsRune(tables[0].Table, sqlparse.Hole) {
		return false
	}
	table := r.schema.TableIn(tables[0].Table, q.Dialect)
	if table == nil || !table.DDL && q.Model == nil {
		return false // a key that isn't seen may refuse it
	}
	for _, index := range table.Indexes {
		if (index.Unique || index.Primary) && !slices.ContainsFunc(index.Columns, func(c sqlparse.IndexColumn) bool { return r.fresh(q, table, c.Name) }) {
			return false
		}
	}
	return true
}

// fresh reports whether a column of an inserted row has another value each time.
func (r *Result) fresh(q *sqlquery.Query, table *schema.Table, column string) bool {
	i := slices.IndexFunc(q.Into, func(c sqlparse.Column) bool { return strings.EqualFold(c.Name, column) })
	if i < 0 {
		if len(q.Into) == 0 && q.Model == nil {
			return false // INSERT INTO t VALUES (…)
		}
		col := table.Column(column)
		return col != nil && (col.Default != nil || col.Generated || serial(col, table))
	}
	for _, row := range q.Rows {
		if i >= len(row) {
			return false
		}
		if row[i].Kind == sqlparse.DefaultOp {
			continue
		}
		if row[i].Kind == sqlparse.Expr && len(row[i].Parts) == 0 && (row[i].Now || strings.Contains(strings.ToLower(row[i].Text), "uuid")) {
			continue
		}
		if arg := q.Arg(row[i]); arg == nil || !r.freshExpr(arg, q.Func) {
			return false
		}
	}
	return len(q.Rows) > 0
}

// serial reports whether the database numbers the rows by col.
func serial(col *schema.Column, table *schema.Table) bool {
	typ := strings.ToLower(col.Type)
	if typ == "" && len(col.Fields) > 0 {
		typ = strings.TrimPrefix(col.Fields[0].GoType, "u") // only the model is known
	}
	if strings.Contains(typ, "serial") || strings.Contains(typ, "identity") {
		return true
	}
	primary := slices.ContainsFunc(table.Indexes, func(x *schema.Index) bool {
		return x.Primary && len(x.Columns) == 1 && strings.EqualFold(x.Columns[0].Name, col.Name)
	})
	// SQLite's rowid, MySQL's AUTO_INCREMENT, an ORM's number.
	return primary && (strings.HasPrefix(typ, "int") || strings.HasPrefix(typ, "bigint"))
}

// increments reports whether an UPDATE computes a column from itself, and doesn't
// compare a column that it sets: what it has done then keeps it from doing it
// again.
func increments(q *sqlquery.Query) bool {
	compared := map[string]bool{}
	var walk func(c *sqlparse.Cond)
	walk = func(c *sqlparse.Cond) {
		if c == nil {
			return
		}
		if c.Cmp != nil {
			compared[strings.ToLower(c.Cmp.Column.Name)] = true
		}
		for _, p := range c.Parts {
			walk(p)
		}
	}
	walk(q.Where)
	relative := false
	for _, s := range q.Sets {
		name := strings.ToLower(s.Column.Name)
		if compared[name] {
			return false
		}
		if s.Value.Kind == sqlparse.Expr && strings.ContainsAny(s.Value.Text, "+-") {
			relative = relative || slices.ContainsFunc(s.Value.Parts, func(o sqlparse.Operand) bool {
				return o.Kind == sqlparse.ColumnOp && strings.EqualFold(o.Column.Name, name)
			})
		}
	}
	return relative && !q.Holed
}

// keyed reports whether v brings a key by which the receiver drops duplicates;
// params are the parameters of the function that may bring it.
func (r *Result) keyed(v ssa.Value) (keyed bool, params []int) {
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		if v == nil || seen[v] || keyed {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Parameter:
			if knowledge.HoldsKey(v.Type()) {
				params = union(params, []int{paramIndex(v.Parent(), v)})
			}
		case *ssa.Phi:
			for _, e := range v.Edges {
				walk(e)
			}
		case *ssa.Call:
			fn := callee(v.Common())
			switch {
			case fn != nil && knowledge.IsKey(fn):
				keyed = !slices.ContainsFunc(v.Call.Args, r.freshValue)
				return
			case fn != nil && r.brings(fn):
				keyed = true
				return
			}
			for _, arg := range v.Call.Args {
				walk(arg)
			}
		case *ssa.Extract:
			walk(v.Tuple)
		case *ssa.MakeInterface:
			if r.keyedType(v.X.Type()) {
				keyed = true
			}
			walk(v.X)
		case *ssa.UnOp:
			walk(v.X)
		case *ssa.Slice:
			walk(v.X)
		case *ssa.ChangeType:
			walk(v.X)
		case *ssa.ChangeInterface:
			walk(v.X)
		case *ssa.FieldAddr:
			walk(v.X)
		case *ssa.IndexAddr:
			walk(v.X)
		case *ssa.Alloc:
			r.stored(v, func(field string, val ssa.Value) {
				if knowledge.IsKeyField(v.Type(), field) {
					keyed = keyed || !r.freshValue(val) && !isZero(val)
					return
				}
				walk(val)
			})
		}
	}
	walk(v)
	return keyed, params
}

// stored calls yield with what is stored to a variable, or to a field or element
// of it.
func (r *Result) stored(base ssa.Value, yield func(field string, val ssa.Value)) {
	seen := map[ssa.Value]bool{}
	var walk func(addr ssa.Value, field string)
	walk = func(addr ssa.Value, field string) {
		if seen[addr] || addr.Referrers() == nil {
			return
		}
		seen[addr] = true
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == addr {
					yield(field, ref.Val)
				}
			case *ssa.FieldAddr:
				if s, ok := deref(ref.X.Type()).Underlying().(*types.Struct); ok {
					walk(ref, s.Field(ref.Field).Name())
				}
			case *ssa.IndexAddr:
				walk(ref, field)
			case *ssa.MapUpdate:
				yield(field, ref.Value)
			}
		}
	}
	walk(base, "")
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func isZero(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && (c.Value == nil || c.Value.ExactString() == `""` || c.Value.ExactString() == "0")
}

// freshValue reports whether v is another value each time.
func (r *Result) freshValue(v ssa.Value) bool {
	for range 6 {
		switch x := v.(type) {
		case *ssa.Call:
			fn := callee(x.Common())
			if fn == nil {
				return false
			}
			if knowledge.IsFresh(fn) {
				return true
			}
			if fn.Signature().Recv() == nil || len(x.Call.Args) == 0 {
				return false
			}
			v = x.Call.Args[0] // uuid.New().String()
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.UnOp:
			a, ok := x.X.(*ssa.Alloc)
			if !ok || x.Op != token.MUL {
				return false
			}
			st := lastStore(x, a)
			if st == nil {
				return false
			}
			v = st.Val
		default:
			return false
		}
	}
	return false
}

// brings reports whether what fn returns brings a key.
func (r *Result) brings(fn *types.Func) bool {
	if _, ok := r.tx.Library(fn); ok {
		return false
	}
	s := r.of(fn)
	return s != nil && s.Keyed
}

// returnsKey reports whether something that fn returns brings a key.
func (r *Result) returnsKey(fn *ssa.Function) bool {
	for k := range fn.Signature.Results().Len() {
		if !knowledge.HoldsKey(fn.Signature.Results().At(k).Type()) {
			continue
		}
		for _, v := range r.tx.Returned(fn, k) {
			if keyed, _ := r.keyed(v); keyed {
				return true
			}
		}
	}
	return false
}

// keyedType reports whether jobs of type t say themselves by what they are
// unique: river's JobArgsWithInsertOpts.
func (r *Result) keyedType(t types.Type) bool {
	named := knowledge.Named(t)
	if named == nil {
		return false
	}
	for m := range named.Methods() {
		sig := m.Signature()
		if sig.Params().Len() == 0 && sig.Results().Len() == 1 && knowledge.HoldsKey(sig.Results().At(0).Type()) && r.brings(m) {
			return true
		}
	}
	return false
}

// keyedHere reports whether a call is keyed by its kind, or by what the function
// around it puts into the request.
func (r *Result) keyedHere(call ssa.CallInstruction, fn *types.Func) bool {
	return knowledge.IsUnique(fn) || r.setsKey(call.Parent())
}

// setsKey reports whether fn puts a key into the header of a request.
func (r *Result) setsKey(fn *ssa.Function) bool {
	for call := range ssaform.Calls(fn) {
		for _, arg := range call.Common().Args {
			if name, ok := r.tx.ConstString(arg); ok && knowledge.IsKeyHeader(name) {
				return true
			}
		}
	}
	return false
}
