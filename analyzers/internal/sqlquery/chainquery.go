package sqlquery

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// steps returns base with what the entries say that a call adds.
func (w *walker) steps(base *chain, e *ast.CallExpr, builds []knowledge.Build) *chain {
	fn := w.callee(e)
	o := w.callOperands(e, fn)
	calls := slices.ContainsFunc(builds, func(b knowledge.Build) bool {
		return b.Part == knowledge.Scopes || b.Part == knowledge.Nests || b.Part == knowledge.Wheres || b.Part == knowledge.Applies
	})
	w.args(e, func(arg ast.Expr) bool {
		// A function that is called with the query is followed there.
		_, ok := ast.Unparen(arg).(*ast.FuncLit)
		return ok && calls
	})
	if builds[0].Part != knowledge.Raws {
		w.taken[e] = true
	}
	next := *base
	c := &next
	c.call = e
	if b, ok := knowledge.BuilderOf(resultType(fn)); ok {
		c.builder = b
	}
	ended := false
	for _, b := range builds {
		switch b.Part {
		case knowledge.Ends:
			w.end(c, e, b.Verb)
			ended = true
		case knowledge.Forks:
			c.forked = true
		default:
			n := len(c.steps)
			c = w.add(c, e, o, b)
			if len(c.steps) > n {
				c.forked = false
			}
		}
	}
	switch {
	case base.cell == nil:
	case ended && base.builder.Resets:
		w.env[base.cell] = &chain{builder: base.builder}
	case base.builder.Mutates && !c.forked, base.builder.Shares && !base.forked && !c.forked && len(base.steps) > 0:
		w.env[base.cell] = c
		return c
	}
	c.cell = nil
	return c
}

// add returns c with what one entry says.
func (w *walker) add(c *chain, e ast.Expr, o operands, b knowledge.Build) *chain {
	s := newStep(b.Part, e)
	s.conj, s.verb = b.Conj, b.Verb
	list, spread := o.at(b.Of)
	switch b.Part {
	case knowledge.Ignored:
		return c
	case knowledge.Wheres, knowledge.Havings, knowledge.Ons:
		s.cond = w.conditions(s, o, b)
		if s.cond == nil && !s.holed && !s.frag.Locks && s.frag.Conflict == nil {
			return c
		}
	case knowledge.Finds:
		s.part = knowledge.Wheres
		s.cond = &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)}
	case knowledge.Keys:
		s.part, s.cond = knowledge.Wheres, w.keyed(s, o, b)
	case knowledge.Models, knowledge.Entities:
		w.setModel(s, e, list, b)
		s.bare = b.Bare
		if b.Model == nil && b.Of != knowledge.TypeArg && len(list) > 0 {
			s.subject = list[0]
		}
		if s.model == nil && len(s.frag.Tables) == 0 && s.subject == nil {
			return c
		}
	case knowledge.Froms:
		for _, of := range list {
			if !isString(w.pass.TypesInfo.TypeOf(of)) {
				w.table(s, of)
				continue
			}
			w.clause(s, sqlparse.FromClause, of, o, b)
		}
	case knowledge.JoinsOn:
		if len(list) > 0 {
			w.joinTables(s, list[0], o, b)
		}
	case knowledge.Selects:
		for _, of := range list {
			if isString(w.pass.TypesInfo.TypeOf(of)) {
				w.clause(s, sqlparse.SelectClause, of, o, b)
			}
		}
		s.holed = false // a column that isn't known hides no condition
	case knowledge.Orders:
		for _, of := range list {
			w.order(s, of, o, b)
		}
		s.holed = false
	case knowledge.Groups:
		s.frag.Grouped = true
	case knowledge.Locks, knowledge.Conflicts:
		s.setExtra(b.Part)
	case knowledge.Suffixes:
		if len(list) == 0 || !w.suffix(s, list[0]) {
			return c
		}
	case knowledge.Limits, knowledge.Offsets:
		if len(list) == 0 {
			return c
		}
		limit := w.operand(s, list[0])
		if b.Part == knowledge.Limits {
			s.frag.Limit = &limit
		} else {
			s.frag.Offset = &limit
		}
	case knowledge.Sets:
		w.assignments(s, o, b)
	case knowledge.Intos:
		for _, of := range list {
			if column, ok := w.column(s, of); ok {
				s.frag.Into = append(s.frag.Into, column.Column)
			}
		}
	case knowledge.Rows:
		var row []sqlparse.Operand
		for _, of := range list {
			row = append(row, w.operand(s, of))
		}
		s.frag.Rows = [][]sqlparse.Operand{row}
	case knowledge.Scopes:
		for i, of := range list {
			next, ok := w.apply(of, c)
			if !ok || spread && i == len(list)-1 {
				c = c.with(holeStep(of))
				continue
			}
			next.call = c.call
			c = next
		}
		return c
	case knowledge.Nests:
		if len(list) == 0 {
			return c
		}
		s.part = knowledge.Wheres
		if word, ok := w.constantString(o.one(b.Value)); ok && strings.Contains(strings.ToUpper(word), "OR") {
			s.conj = knowledge.Or
		}
		inner, ok := w.apply(list[0], &chain{builder: c.builder})
		if ok {
			s.cond = w.group(s, inner, list[0])
		} else {
			s.cond = w.hole(s, list[0])
		}
	case knowledge.Applies:
		return w.mods(c, list, spread)
	case knowledge.Renews:
		if !w.renews(list) {
			return c
		}
		c = &chain{builder: c.builder, call: c.call}
		return c
	case knowledge.Obscures:
		s.holed = true
	}
	return c.with(s)
}

// renews reports whether the argument, a struct literal, says NewDB: true or
// such: its only boolean field that is set begins with New.
func (w *walker) renews(list []ast.Expr) bool {
	if len(list) == 0 {
		return true
	}
	e := ast.Unparen(list[0])
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = u.X
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return false
	}
	return slices.ContainsFunc(lit.Elts, func(elt ast.Expr) bool {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		key, ok := kv.Key.(*ast.Ident)
		return ok && strings.HasPrefix(key.Name, "New") && w.is(kv.Value, "true")
	})
}

// mods applies values to the query that calls have made for it.
func (w *walker) mods(c *chain, list []ast.Expr, spread bool) *chain {
	for i, e := range list {
		if (!spread || i < len(list)-1) && !isConditionList(w.pass.TypesInfo.TypeOf(e)) {
			c = w.mod(c, e)
			continue
		}
		l := w.listOf(e)
		if l == nil {
			c = c.with(holeStep(e))
			continue
		}
		for _, elt := range l.steps {
			if elt.expr == nil {
				c = c.with(holeStep(e))
				continue
			}
			n := len(c.steps)
			c = w.mods(c, []ast.Expr{elt.expr}, false)
			if elt.conditional {
				for j := n; j < len(c.steps); j++ {
					s := *c.steps[j]
					s.conditional = true
					c.steps[j] = &s
				}
			}
		}
	}
	return c
}

// mod applies one value.
func (w *walker) mod(c *chain, e ast.Expr) *chain {
	e = ast.Unparen(e)
	if w.open[e] {
		// It names a variable that has been given a value that holds it.
		return c.with(holeStep(e))
	}
	w.open[e] = true
	defer delete(w.open, e)
	if kept := w.expr(e); kept != nil && kept.kind == exprChain && kept.steps[0].expr != e {
		return w.mod(c, kept.steps[0].expr)
	}
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return c.with(holeStep(e))
	}
	fn := w.callee(call)
	if fn == nil {
		return c.with(holeStep(e))
	}
	builds := knowledge.BuildsOf(fn)
	if len(builds) == 0 {
		return c.with(holeStep(e))
	}
	w.taken[call] = true
	o := w.callOperands(call, fn)
	for _, b := range builds {
		switch {
		case b.Part == knowledge.Nests:
			c = c.with(w.nested(c, call, o, b))
		case b.Part < knowledge.Compares:
			c = w.add(c, call, o, b)
		default:
			s := newStep(knowledge.Wheres, call)
			s.cond = w.predicate(s, call, o, b)
			c = c.with(s)
		}
	}
	return c
}

// nested returns the step of mods that are a group: qm.Expr(qm.Where(…), …).
func (w *walker) nested(c *chain, call *ast.CallExpr, o operands, b knowledge.Build) *step {
	s := newStep(knowledge.Wheres, call)
	s.conj = b.Conj
	list, spread := o.at(b.Of)
	s.cond = w.group(s, w.mods(&chain{builder: c.builder}, list, spread), call)
	return s
}

// keyed returns the comparison that a key with an operator and a value say.
func (w *walker) keyed(s *step, o operands, b knowledge.Build) *sqlparse.Cond {
	of := o.one(b.Of)
	if of == nil {
		return nil
	}
	key, ok := w.constantString(of)
	if !ok {
		return w.hole(s, of)
	}
	parts := strings.Split(key, "__")
	op := knowledge.OpEq
	if last, ok := b.Words[parts[len(parts)-1]]; ok && len(parts) > 1 {
		op, parts = last, parts[:len(parts)-1]
	}
	column := &sqlparse.Comparison{Column: sqlparse.Column{Name: snake(parts[len(parts)-1]), Span: w.space.addNode(of)}}
	if len(parts) > 1 {
		// A column of a related model.
		column.Column.Table = parts[len(parts)-2]
	}
	values, spread := o.at(b.Value)
	span := cover(column.Column.Span, w.space.addNode(of))
	switch op {
	case knowledge.OpIsNull:
		if len(values) == 1 && w.is(values[0], "false") {
			op = knowledge.OpNotNull
		}
	case knowledge.OpBetween:
		if len(values) != 2 {
			return names(column, span)
		}
		return joined(sqlparse.And, []*sqlparse.Cond{
			w.leaf(s, column, knowledge.OpGe, values[:1], false, span),
			w.leaf(s, column, knowledge.OpLe, values[1:], false, span),
		})
	}
	return w.leaf(s, column, op, values, spread, span)
}

// setModel sets the model, or the table, that a value stands for.
func (w *walker) setModel(s *step, e ast.Expr, list []ast.Expr, b knowledge.Build) {
	switch {
	case b.Model != nil:
		s.model = b.Model
		if b.Table != "" {
			s.frag.Tables = append(s.frag.Tables, sqlparse.Table{Name: sqlparse.Name{Table: b.Table, Span: w.space.addNode(e)}})
		}
		return
	case b.Of == knowledge.TypeArg:
		if call, ok := e.(*ast.CallExpr); ok {
			s.model = w.typeArg(call)
		}
		return
	case len(list) == 0:
		return
	}
	t := w.pass.TypesInfo.TypeOf(list[0])
	if t == nil {
		return
	}
	if isString(t) {
		w.clause(s, sqlparse.FromClause, list[0], operands{}, knowledge.Build{})
		return
	}
	s.model = modelOf(t)
}

// table adds a table that is no text: a model, or goqu.T("users").
func (w *walker) table(s *step, of ast.Expr) {
	if name := w.tableName(of); name != "" {
		s.frag.Tables = append(s.frag.Tables, sqlparse.Table{Name: sqlparse.Name{Table: name, Span: w.space.addNode(of)}})
		return
	}
	if c := w.expr(of); c != nil && c.kind == queryChain {
		// known miss: the columns of a subquery in FROM.
		s.holed = true
		return
	}
	if t := w.pass.TypesInfo.TypeOf(of); t != nil {
		s.model = modelOf(t)
	}
	s.holed = s.holed || s.model == nil
}

// typeArg returns the first type argument of a call.
func (w *walker) typeArg(call *ast.CallExpr) *types.Named {
	fun := ast.Unparen(call.Fun)
	switch f := fun.(type) {
	case *ast.IndexExpr:
		fun = f.X
	case *ast.IndexListExpr:
		fun = f.X
	}
	var id *ast.Ident
	switch f := ast.Unparen(fun).(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return nil
	}
	inst, ok := w.pass.TypesInfo.Instances[id]
	if !ok || inst.TypeArgs.Len() == 0 {
		return nil
	}
	return modelOf(inst.TypeArgs.At(0))
}

// modelOf returns the struct type behind pointers, slices and arrays.
func modelOf(t types.Type) *types.Named {
	for {
		switch u := types.Unalias(t).(type) {
		case *types.Pointer:
			t = u.Elem()
			continue
		case *types.Named:
			switch inner := u.Underlying().(type) {
			case *types.Struct:
				return u
			case *types.Slice:
				t = inner.Elem()
				continue
			}
			return nil
		case *types.Slice:
			t = u.Elem()
			continue
		case *types.Array:
			t = u.Elem()
			continue
		}
		return nil
	}
}

// clause adds what a text of one clause says.
func (w *walker) clause(s *step, c sqlparse.Clause, of ast.Expr, o operands, b knowledge.Build) {
	texts := w.texts(of)
	if len(texts) != 1 {
		s.holed = true
		return
	}
	if c == sqlparse.FromClause {
		if name, ok := identifier(texts[0].sql); ok && !strings.ContainsRune(texts[0].sql, sqlparse.Hole) {
			// It may be a keyword, which libraries quote.
			off := w.space.addText(texts[0], nil)
			s.frag.Tables = append(s.frag.Tables, sqlparse.Table{Name: sqlparse.Name{
				Schema: name.Table, Table: name.Name, Span: sqlparse.Span{Start: off, End: off + len(texts[0].sql)},
			}})
			return
		}
	}
	args, spread := o.at(b.Args)
	if b.Args == b.Of {
		args, spread = nil, false
	}
	q := w.parse(s, texts[0], c, args, spread)
	if q == nil {
		s.holed = true
		return
	}
	s.frag.Tables = append(s.frag.Tables, q.Tables...)
	s.frag.Columns = append(s.frag.Columns, q.Columns...)
	s.frag.Selected = append(s.frag.Selected, q.Selected...)
	s.frag.Aggregates = append(s.frag.Aggregates, q.Aggregates...)
	s.frag.Grouped = s.frag.Grouped || q.Grouped
	s.frag.OrderBy = append(s.frag.OrderBy, q.OrderBy...)
	s.frag.Sets = append(s.frag.Sets, q.Sets...)
	s.frag.On = joined(sqlparse.And, []*sqlparse.Cond{s.frag.On, q.On})
}

// suffix adds what a text behind the statement says of locks and conflicts; it
// reports whether that is anything.
func (w *walker) suffix(s *step, of ast.Expr) bool {
	texts := w.texts(of)
	if len(texts) != 1 {
		return false
	}
	// It has no place of its own in a grammar, and libraries write its first words
	// and what ON CONFLICT sets by themselves.
	for _, around := range [][2]string{
		{"SELECT 1 FROM t "}, {"SELECT 1 FROM t FOR "},
		{"INSERT INTO t VALUES (1) "}, {"INSERT INTO t VALUES (1) ON "}, {"INSERT INTO t VALUES (1) ON ", " SET a = 1"},
		{"INSERT INTO t VALUES (1) ON CONFLICT "}, {"INSERT INTO t VALUES (1) ON CONFLICT ", " SET a = 1"},
	} {
		st, err := sqlparse.Parse(around[0]+texts[0].sql+around[1], w.dialectOf(nil))
		if err != nil || st.Query == nil {
			continue
		}
		s.frag.Locks, s.frag.SkipLocked = st.Query.Locks, st.Query.SkipLocked
		if k := st.Query.Conflict; k != nil {
			s.frag.Conflict = &sqlparse.Conflict{Columns: k.Columns, Nothing: k.Nothing, Replace: k.Replace}
		}
		if s.frag.Locks || s.frag.Conflict != nil {
			return true
		}
	}
	return false
}

// setExtra notes what a part says apart from conditions.
func (s *step) setExtra(p knowledge.Part) {
	if p == knowledge.Locks {
		s.frag.Locks = true
	} else {
		s.frag.Conflict = &sqlparse.Conflict{}
	}
}

// joinTables adds a join, by its text or by the name of a model's association.
func (w *walker) joinTables(s *step, of ast.Expr, o operands, b knowledge.Build) {
	if b.Value != 0 {
		w.joinOn(s, of, o, b)
		return
	}
	if !isString(w.pass.TypesInfo.TypeOf(of)) {
		s.holed = true
		return
	}
	if name, ok := w.constantString(of); ok && isWord(strings.ReplaceAll(name, ".", "_")) && !b.Outer {
		s.frag.Tables = append(s.frag.Tables, sqlparse.Table{Alias: name, Outer: !b.Inner})
		return
	}
	n := len(s.frag.Tables)
	w.clause(s, sqlparse.JoinClause, of, o, b)
	if b.Outer {
		for i := n; i < len(s.frag.Tables); i++ {
			s.frag.Tables[i].Outer = true
		}
	}
}

// joinOn adds a join whose condition is an operand of its own.
func (w *walker) joinOn(s *step, of ast.Expr, o operands, b knowledge.Build) {
	if isString(w.pass.TypesInfo.TypeOf(of)) {
		w.clause(s, sqlparse.FromClause, of, operands{}, knowledge.Build{})
	} else if list, ok := w.literalList([]ast.Expr{of}); ok && len(list) == 2 {
		// xorm's []string{"table", "alias"}
		w.clause(s, sqlparse.FromClause, list[0], operands{}, knowledge.Build{})
		if alias, ok := w.constantString(list[1]); ok && len(s.frag.Tables) == 1 {
			s.frag.Tables[0].Alias = alias
		}
	} else {
		model := s.model
		w.table(s, of)
		if s.model != model {
			// known miss: the model of a joined table.
			s.model, s.holed = model, true
		}
	}
	for i := range s.frag.Tables {
		s.frag.Tables[i].Outer = s.frag.Tables[i].Outer || b.Outer
	}
	on := w.conditions(s, o, knowledge.Build{Of: b.Value, Args: b.Args})
	s.frag.On = joined(sqlparse.And, []*sqlparse.Cond{s.frag.On, on})
}

// order adds a key of ORDER BY.
func (w *walker) order(s *step, of ast.Expr, o operands, b knowledge.Build) {
	desc := b.Desc
	if t := w.pass.TypesInfo.TypeOf(of); t == nil || !isString(t) {
		if b, o, ok := w.entry(of, knowledge.Sorts); ok {
			if b.Column != "" {
				column := sqlparse.Column{Name: b.Column, Span: w.space.addNode(of)}
				s.frag.OrderBy = append(s.frag.OrderBy, sqlparse.Order{Column: &column, Desc: b.Desc, Span: column.Span})
				return
			}
			if key := o.one(b.Of); key != nil {
				w.order(s, key, operands{}, b)
			}
			return
		}
		if column, ok := w.column(s, of); ok {
			s.frag.OrderBy = append(s.frag.OrderBy, sqlparse.Order{Column: &column.Column, Desc: desc, Span: column.Column.Span})
		}
		return
	}
	if name, ok := w.constantString(of); ok && (b.Desc || strings.HasPrefix(name, "-")) {
		if column, ok := identifier(strings.TrimPrefix(name, "-")); ok {
			column.Span = w.space.addNode(of)
			s.frag.OrderBy = append(s.frag.OrderBy, sqlparse.Order{Column: &column, Desc: true, Span: column.Span})
		}
		return
	}
	w.clause(s, sqlparse.OrderByClause, of, o, b)
}

// assignments adds what is set.
func (w *walker) assignments(s *step, o operands, b knowledge.Build) {
	of := o.one(b.Of)
	if of == nil {
		return
	}
	set := func(column *sqlparse.Comparison, value ast.Expr) {
		s.frag.Sets = append(s.frag.Sets, sqlparse.Assignment{Column: column.Column, Value: w.operand(s, value)})
	}
	if b.Value != 0 {
		if value := o.one(b.Value); value != nil {
			if b.Column != "" {
				set(&sqlparse.Comparison{Column: sqlparse.Column{Name: b.Column, Span: w.space.addNode(of)}}, value)
			} else if column, ok := w.column(s, of); ok {
				set(column, value)
			}
		}
		return
	}
	t := w.pass.TypesInfo.TypeOf(of)
	if t == nil {
		return
	}
	if isString(t) {
		// A text; or GORM v1's Update("column", value).
		if list, _ := o.at(b.Of); len(list) == 2 && b.Args == 0 {
			if column, ok := w.column(s, of); ok {
				set(column, list[1])
			}
			return
		}
		w.clause(s, sqlparse.SetClause, of, o, b)
		return
	}
	of = ast.Unparen(of)
	if u, ok := of.(*ast.UnaryExpr); ok {
		of = u.X
	}
	c := w.expr(of)
	if c == nil {
		c = w.lazy(of)
	}
	if c != nil && c.kind == mapChain {
		for _, entry := range c.steps {
			if column, ok := w.column(s, entry.key); ok {
				set(column, entry.expr)
			}
		}
		return
	}
	if modelOf(t) != nil {
		s.partial = of
	}
	lit, ok := of.(*ast.CompositeLit)
	if !ok {
		// known miss: the fields of a struct in a variable.
		return
	}
	if u, ok := t.Underlying().(*types.Pointer); ok {
		t = u.Elem()
	}
	fields, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, value := range w.literalOperands(lit).args {
		if value != nil {
			set(&sqlparse.Comparison{Column: sqlparse.Column{Name: fieldColumn(fields, i), Span: w.space.addNode(value)}}, value)
		}
	}
}

// end records the query that c is when a call runs it.
func (w *walker) end(c *chain, e *ast.CallExpr, verb knowledge.Verb) {
	s := newStep(knowledge.Begins, e)
	s.verb = verb
	// Every library calls it so.
	if fn := w.callee(e); fn != nil && strings.HasPrefix(fn.Name(), "Count") {
		s.frag.Aggregates = []sqlparse.Aggregate{{Name: "count", Span: w.space.addNode(e)}}
	}
	w.emit(c.with(s), e)
}

// emit records a query.
func (w *walker) emit(c *chain, e *ast.CallExpr) {
	special := slices.ContainsFunc(c.steps, func(s *step) bool { return s.given })
	if w.depth > 0 && !special && !slices.ContainsFunc(c.steps, func(s *step) bool { return w.given[s.used] }) {
		return // found where the function itself is followed
	}
	for _, s := range c.steps {
		*s.used = true
	}
	if slices.ContainsFunc(c.steps, func(s *step) bool { return s.part == knowledge.Raws }) {
		return
	}
	q := &Query{
		Query: &sqlparse.Query{Verb: sqlparse.Fragment, Span: w.space.addNode(e)},
		Call:  e, Func: w.fn, space: w.space,
		Filtered: c.builder.Filters, Builder: c.builder, special: special,
	}
	if special {
		q.Func = w.funcAt(e.Pos())
	}
	a := assembly{Query: q, where: joiner{mode: c.builder.Joining}, having: joiner{mode: c.builder.Joining}}
	for _, s := range c.steps {
		a.add(s)
	}
	if q.Model == nil {
		q.Model = a.entity
		q.Filtered = q.Filtered && !a.bare
	}
	q.Filtered = q.Filtered && q.Model != nil
	w.associate(q)
	q.namedFor = func() string { return "" }
	if q.Model != nil && w.schema != nil {
		table := sync.OnceValue(func() sqlparse.Table { return modelTable(w.schema, q.Model, c.builder, w.tableOf) })
		q.namedFor = func() string { return table().Table }
		if !a.named {
			q.modelTable = table
		}
	}
	var open, openHaving bool
	q.Where, open = a.where.done()
	q.Having, openHaving = a.having.done()
	q.On = joined(sqlparse.And, a.ons)
	q.Holed = q.Holed || open || openHaving
	if q.Verb == sqlparse.Insert && len(q.Into) == 0 && len(q.Sets) > 0 {
		row := []sqlparse.Operand{}
		for _, set := range q.Sets {
			q.Into, row = append(q.Into, set.Column), append(row, set.Value)
		}
		q.Rows, q.Sets = [][]sqlparse.Operand{row}, nil
	}
	if c.builder.Fields && q.Model != nil {
		q.Sets = byField(q.Sets, q.Model)
	}
	q.Dialect = w.dialectOf(e)
	w.finder.add(q)
}

// associate names the associations that q joins as the library does.
func (w *walker) associate(q *Query) {
	if q.Model == nil || w.schema == nil {
		return
	}
	for i := range q.Tables {
		t := &q.Tables[i]
		if t.Table != "" || t.Sub != nil || t.Alias == "" {
			continue
		}
		model := q.Model
		var alias []string
		for name := range strings.SplitSeq(t.Alias, ".") {
			field, _, _ := types.LookupFieldOrMethod(model, true, model.Obj().Pkg(), name)
			v, ok := field.(*types.Var)
			if !ok {
				model = nil
				break
			}
			if _, many := v.Type().Underlying().(*types.Slice); many {
				model = nil // read by a query of its own
				break
			}
			if model = modelOf(v.Type()); model == nil {
				break
			}
			if q.Builder.Aliases {
				name = snake(name)
			}
			alias = append(alias, name)
		}
		if model == nil {
			continue
		}
		t.Alias = strings.Join(alias, "__")
		if q.associations == nil {
			q.associations = map[string]func() string{}
		}
		builder := q.Builder
		q.associations[t.Alias] = sync.OnceValue(func() string { return modelTable(w.schema, model, builder, w.tableOf).Table })
	}
}

// An assembly is a query whose steps are added one by one.
type assembly struct {
	*Query
	where, having joiner
	ons           []*sqlparse.Cond
	entity        *types.Named // what rows are read into
	bare          bool         // that brings no filter of deleted rows
	named         bool         // the table is, whatever rows are read into
}

func (q *assembly) add(s *step) {
	q.Holed = q.Holed || s.holed
	q.Subs = append(q.Subs, s.subs...)
	q.Tables = append(q.Tables, s.frag.Tables...)
	q.Columns = append(q.Columns, s.frag.Columns...)
	q.Selected = append(q.Selected, s.frag.Selected...)
	q.Aggregates = append(q.Aggregates, s.frag.Aggregates...)
	q.Grouped = q.Grouped || s.frag.Grouped
	q.Locks = q.Locks || s.frag.Locks
	q.SkipLocked = q.SkipLocked || s.frag.SkipLocked
	if s.frag.Conflict != nil {
		q.Conflict = s.frag.Conflict
	}
	q.OrderBy = append(q.OrderBy, s.frag.OrderBy...)
	q.Sets = append(q.Sets, s.frag.Sets...)
	q.Into = append(q.Into, s.frag.Into...)
	q.Rows = append(q.Rows, s.frag.Rows...)
	q.ons = append(q.ons, s.frag.On)
	if s.subject != nil {
		q.Subjects = append(q.Subjects, s.subject)
	}
	if s.partial != nil {
		q.Partial = s.partial
	}
	if s.frag.Limit != nil {
		q.Limit = s.frag.Limit
	}
	if s.frag.Offset != nil {
		q.Offset = s.frag.Offset
	}
	switch s.part {
	case knowledge.Begins:
		if s.verb != knowledge.AnyVerb {
			q.Verb = verbs[s.verb]
		}
	case knowledge.Models, knowledge.Froms:
		q.named = q.named || len(s.frag.Tables) > 0
		if s.model == nil {
			break
		}
		if q.Model != nil && q.Model != s.model && s.conditional {
			q.Holed = true
		}
		q.Model = s.model
	case knowledge.Entities:
		if q.entity == nil {
			q.entity, q.bare = s.model, s.bare
		}
	case knowledge.Wheres:
		q.where.add(s)
		if len(s.loose) == 0 {
			q.Firm = true
		} else if !s.conditional && s.conj != knowledge.Or && s.conj != knowledge.OrNot {
			q.Loose = append(q.Loose, s.loose...)
		}
	case knowledge.Selects:
		q.Chosen = true
	case knowledge.Havings:
		q.having.add(s)
	case knowledge.Ons:
		q.ons = append(q.ons, conditional(s.cond, s.conditional))
	case knowledge.Unfilters:
		q.Filtered = false
	}
}

// tableOf returns the table of a type that nothing but its use says is a
// model.
func (w *walker) tableOf(t *types.Named, orm schema.ORM) string {
	sel := types.NewMethodSet(types.NewPointer(t)).Lookup(t.Obj().Pkg(), "TableName")
	if sel == nil {
		return schema.TableName(orm, t.Obj().Name())
	}
	fn, ok := sel.Obj().(*types.Func)
	if !ok || w.funcs[fn] == nil || len(w.funcs[fn].Body.List) != 1 {
		return ""
	}
	ret, ok := w.funcs[fn].Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return ""
	}
	name, _ := w.constantString(ret.Results[0])
	return name
}

// byField gives assignments to a field by its Go name the field's column.
func byField(sets []sqlparse.Assignment, model *types.Named) []sqlparse.Assignment {
	s, ok := model.Underlying().(*types.Struct)
	if !ok {
		return sets
	}
	out := slices.Clone(sets)
	for i := range out {
		for j := range s.NumFields() {
			if s.Field(j).Name() == out[i].Column.Name {
				out[i].Column.Name = fieldColumn(s, j)
			}
		}
	}
	return out
}

// modelTable returns the table of a model, with the alias that the builder
// gives it.
func modelTable(result *schema.Result, model *types.Named, b knowledge.Builder, named func(*types.Named, schema.ORM) string) sqlparse.Table {
	var t sqlparse.Table
	if m := result.Model(model); m != nil && m.ORM != schema.TagOnly {
		t.Table = m.Table
	} else {
		t.Table = named(model, schema.ORM(b.ORM))
	}
	if !b.Aliases {
		return t
	}
	t.Alias = snake(model.Obj().Name())
	if s, ok := model.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			for _, key := range []string{"bun", "pg", "sql"} {
				for part := range strings.SplitSeq(reflect.StructTag(s.Tag(i)).Get(key), ",") {
					if alias, ok := strings.CutPrefix(part, "alias:"); ok {
						t.Alias = alias
					}
				}
			}
		}
	}
	return t
}

var verbs = map[knowledge.Verb]sqlparse.Verb{
	knowledge.SelectVerb: sqlparse.Select,
	knowledge.InsertVerb: sqlparse.Insert,
	knowledge.UpdateVerb: sqlparse.Update,
	knowledge.DeleteVerb: sqlparse.Delete,
}

// A joiner joins conditions that are added one by one, as a builder does.
type joiner struct {
	mode knowledge.Joining
	// ands is what the last AND group holds, ors the groups before it, or,
	// with AndsFirst, the alternatives.
	ands, ors []*sqlparse.Cond
	// optional says that only some paths begin the last AND group; open that
	// more is added to such a one: what that is joined with isn't known.
	optional, open bool
}

func (j *joiner) add(s *step) {
	c := s.cond
	if c == nil {
		return
	}
	if s.conj == knowledge.Not || s.conj == knowledge.OrNot {
		c = negated(c)
	}
	c = conditional(c, s.conditional)
	isOr := s.conj == knowledge.Or || s.conj == knowledge.OrNot
	empty := len(j.ands)+len(j.ors) == 0
	switch {
	case !isOr || empty:
		j.open = j.open || j.optional
		j.ands = append(j.ands, c)
	case j.mode == knowledge.AndsFirst:
		j.ors = append(j.ors, c)
	case j.mode == knowledge.Folds:
		j.ands = []*sqlparse.Cond{joined(sqlparse.Or, []*sqlparse.Cond{joined(sqlparse.And, j.ands), c})}
	default:
		j.ors = append(j.ors, joined(sqlparse.And, j.ands))
		j.ands = []*sqlparse.Cond{c}
		j.optional = s.conditional
	}
}

// done returns the condition, and whether its structure isn't known.
func (j *joiner) done() (*sqlparse.Cond, bool) {
	last := joined(sqlparse.And, j.ands)
	if j.mode == knowledge.AndsFirst {
		return joined(sqlparse.Or, append([]*sqlparse.Cond{last}, j.ors...)), j.open
	}
	return joined(sqlparse.Or, append(slices.Clone(j.ors), last)), j.open
}

// tagColumn returns the column that a struct's tag names.
func tagColumn(tag string) (string, bool) {
	st := reflect.StructTag(tag)
	for part := range strings.SplitSeq(st.Get("gorm"), ";") {
		if name, ok := cutPrefixFold(strings.TrimSpace(part), "column:"); ok {
			return name, true
		}
	}
	for _, key := range []string{"bun", "pg", "sql", "boil", "db"} {
		name, _, _ := strings.Cut(st.Get(key), ",")
		if name != "" && name != "-" && !strings.Contains(name, ":") {
			return name, true
		}
	}
	if _, rest, ok := strings.Cut(st.Get("xorm"), "'"); ok {
		name, _, _ := strings.Cut(rest, "'")
		return name, true
	}
	if _, rest, ok := strings.Cut(st.Get("orm"), "column("); ok {
		name, _, _ := strings.Cut(rest, ")")
		return name, true
	}
	return "", false
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}

// snake returns a Go name as ORMs name its column: UserID is user_id.
func snake(name string) string {
	runes := []rune(name)
	var b strings.Builder
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && runes[i-1] != '_' &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
