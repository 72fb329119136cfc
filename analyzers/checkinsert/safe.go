package checkinsert

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// binds reports whether the database takes one of two rows only, or isn't known
// well enough to say that it takes both.
func (c *check) binds(insert rowaccess.InsertAt, find rowaccess.FindAt, keys []string) bool {
	if find.Query != nil && find.Query.Dialect == sqlparse.SQLite || slices.Equal(c.schema.RequiredDialects(), []sqlparse.Dialect{sqlparse.SQLite}) {
		return true // one writer
	}
	known := false
	for _, t := range c.schema.Module().Tables {
		if !strings.EqualFold(t.Name, insert.Table) {
			continue
		}
		if slices.ContainsFunc(keys, func(k string) bool { return t.Column(k) == nil }) {
			continue
		}
		known = known || c.complete(t)
		if slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool { return c.takesOne(t, x, insert, find) }) {
			return true
		}
	}
	return !known
}

// complete reports whether all indexes of a table can be known: models alone
// say them where no DDL makes the tables.
func (c *check) complete(t *schema.Table) bool {
	if t.DDL {
		return true
	}
	ddl, models := 0, 0
	for _, other := range c.schema.Module().Tables {
		if other.DDL {
			ddl++
		} else {
			models++
		}
	}
	return ddl < models
}

// takesOne reports whether an index has the same values in the rows of two
// requests: those that are asked for, or those that the same request inserts.
func (c *check) takesOne(t *schema.Table, x *schema.Index, insert rowaccess.InsertAt, find rowaccess.FindAt) bool {
	if !x.Unique && !x.Primary || len(x.Columns) == 0 {
		return false
	}
	asked, given := false, !x.Primary
	for _, ic := range x.Columns {
		names := ic.Columns
		if ic.Name != "" {
			names = []string{ic.Name}
		}
		for _, name := range names {
			name = strings.ToLower(name)
			if slices.ContainsFunc(find.Keys, func(k rowaccess.Pair) bool { return k.Column == name && rowaccess.Varies(k.Value) }) {
				asked = true
				continue
			}
			if !c.constant(t, x, insert, name) {
				return false
			}
			v := c.rows.Value(insert, name)
			given = given && rowaccess.Repeats(v) && !c.random(t, name)
		}
	}
	return asked || given
}

// random reports whether an ORM makes up the values of a column.
func (c *check) random(t *schema.Table, name string) bool {
	col := t.Column(name)
	return col != nil && slices.ContainsFunc(col.Fields, func(f *schema.Field) bool { return f.Random })
}

// backed reports whether the values that are asked for are also inserted, with
// the row or before it, into a table that takes them once.
func (c *check) backed(find rowaccess.FindAt, insert rowaccess.InsertAt, inserts []rowaccess.InsertAt) bool {
	asked := func(v string) bool {
		return slices.ContainsFunc(find.Keys, func(k rowaccess.Pair) bool { return k.Value == v && rowaccess.Varies(v) })
	}
	return slices.ContainsFunc(inserts, func(other rowaccess.InsertAt) bool {
		if other.Table == insert.Table || other.Call.Pos() > insert.Call.Pos() {
			return false
		}
		return slices.ContainsFunc(c.schema.Module().Tables, func(t *schema.Table) bool {
			return strings.EqualFold(t.Name, other.Table) && slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool {
				return (x.Unique || x.Primary) && slices.ContainsFunc(x.Columns, func(ic sqlparse.IndexColumn) bool {
					return asked(c.rows.Value(other, strings.ToLower(ic.Name)))
				}) && !slices.ContainsFunc(x.Columns, func(ic sqlparse.IndexColumn) bool {
					v := c.rows.Value(other, strings.ToLower(ic.Name))
					return !asked(v) && !strings.HasPrefix(v, "=")
				})
			})
		})
	})
}

// constant reports whether a column isn't NULL and the same in the rows of two
// requests, or may be for all that is known.
func (c *check) constant(t *schema.Table, x *schema.Index, insert rowaccess.InsertAt, name string) bool {
	col := t.Column(name)
	if col == nil {
		return true
	}
	if c.rows.Fills(insert, name) {
		v := c.rows.Value(insert, name)
		if v == "=null" {
			return x.NullsNotDistinct
		}
		return rowaccess.Varies(v) || strings.HasPrefix(v, "=") || v == "" && !schema.IsTimeType(col.Type) && name != "id"
	}
	if col.Default != nil && col.Default.Kind == sqlparse.Const && col.Default.Type != sqlparse.NullConst {
		return true
	}
	return col.Nullable == schema.Yes && x.NullsNotDistinct
}

// alone reports whether something between keeps a second request out.
func (c *check) alone(fn *ssa.Function, find rowaccess.FindAt, insert rowaccess.InsertAt) bool {
	if find.Locks && (find.Query == nil || find.Query.Dialect != sqlparse.PostgreSQL) {
		return true // a gap lock
	}
	return c.serialised(fn, find, insert) || c.calledAlone(fn, 0)
}

func (c *check) serialised(fn *ssa.Function, find rowaccess.FindAt, insert rowaccess.InsertAt) bool {
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			if call == find.Call || call.Pos() >= insert.Call.Pos() {
				continue
			}
			if c.rows.Serialises(call) {
				return true
			}
			if find.Verb == sqlparse.Delete && slices.ContainsFunc(c.rows.Writes(call), func(w rowaccess.WriteAt) bool {
				return w.Table != find.Table && w.Keyed && !w.Delete
			}) {
				return true // the row that they belong to is locked
			}
			if find.Verb == sqlparse.Delete && slices.ContainsFunc(c.rows.Inserts(call), func(in rowaccess.InsertAt) bool { return in.Table != find.Table }) {
				return true
			}
		}
	}
	return false
}

// calledAlone reports whether all callers of a function that only its package
// calls hold a lock.
func (c *check) calledAlone(fn *ssa.Function, depth int) bool {
	obj := ssaform.FuncOf(fn)
	if obj == nil || obj.Exported() || depth > 3 {
		return false
	}
	callers := c.callersOf(fn)
	for _, call := range callers {
		if !c.holds(call) && !c.calledAlone(outermost(call.Parent()), depth+1) {
			return false
		}
	}
	return len(callers) > 0
}

func (c *check) holds(at ssa.CallInstruction) bool {
	for g := range ssaform.Tree(outermost(at.Parent())) {
		for call := range ssaform.Calls(g) {
			if call.Pos() < at.Pos() && c.rows.Serialises(call) {
				return true
			}
		}
	}
	return false
}

func (c *check) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	if c.callers == nil {
		c.callers = map[*ssa.Function][]ssa.CallInstruction{}
		for _, f := range c.rows.Form.Funcs {
			for g := range ssaform.Tree(f) {
				for call := range ssaform.Calls(g) {
					if callee := call.Common().StaticCallee(); callee != nil {
						c.callers[callee] = append(c.callers[callee], call)
					}
				}
			}
		}
	}
	return c.callers[fn]
}

func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// onlyOnce reports whether a function runs when a program starts, or is set up:
// no two requests make it run at once. Names narrow only.
func onlyOnce(fn *ssa.Function) bool {
	if fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" && fn.Name() == "main" {
		return true
	}
	name := strings.ToLower(fn.Name())
	file := strings.ToLower(fn.Prog.Fset.Position(fn.Pos()).Filename)
	if name == "init" {
		return true
	}
	return slices.ContainsFunc([]string{"seed", "migrat", "fixture", "bootstrap"}, func(w string) bool {
		return strings.Contains(name, w) || strings.Contains(file[strings.LastIndexByte(file[:max(strings.LastIndexByte(file, '/'), 0)], '/')+1:], w)
	})
}
