package sqlquery

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// hole returns a condition of which nothing is known.
func (w *walker) hole(s *step, e ast.Node) *sqlparse.Cond {
	s.holed = true
	return &sqlparse.Cond{Op: sqlparse.Opaque, Hole: true, Span: w.space.addNode(e)}
}

// conditions returns the conjunction of the operands of b.
func (w *walker) conditions(s *step, o operands, b knowledge.Build) *sqlparse.Cond {
	list, spread := o.at(b.Of)
	if len(list) == 0 {
		return nil
	}
	if b.Value != 0 {
		return w.compare(s, list[0], o, b)
	}
	if t := w.pass.TypesInfo.TypeOf(list[0]); t != nil && isString(t) && (!spread || len(list) > 1) {
		args, argSpread := o.at(b.Args)
		if b.Args == b.Of {
			args, argSpread = list[1:], spread
		}
		return w.phrase(s, list[0], args, argSpread, b.Short)
	}
	if b.Args != 0 && b.Args != b.Of && b.Short {
		// Arguments after what is no text are conditions, too, but texts after a
		// struct: they name the fields that are compared even if they are zero.
		more, moreSpread := o.at(b.Args)
		if len(more) > 0 && modelOf(w.pass.TypesInfo.TypeOf(list[0])) != nil && isString(w.pass.TypesInfo.TypeOf(more[0])) {
			c := w.cond(s, list[0])
			s.loose = nil
			return c
		}
		list, spread = slices.Concat(list, more), spread || moreSpread
	}
	return joined(sqlparse.And, w.each(s, list, spread))
}

// each returns the conditions that a list of expressions is.
func (w *walker) each(s *step, list []ast.Expr, spread bool) []*sqlparse.Cond {
	var parts []*sqlparse.Cond
	for i, e := range list {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if spread && i == len(list)-1 || isConditionList(w.pass.TypesInfo.TypeOf(e)) {
			l := w.listOf(e)
			if l == nil {
				parts = append(parts, w.hole(s, e))
				continue
			}
			parts = append(parts, w.elements(s, l)...)
			continue
		}
		parts = append(parts, w.cond(s, e))
	}
	return parts
}

// isConditionList reports whether t is a slice of conditions that is no
// condition by itself.
func isConditionList(t types.Type) bool {
	if t == nil || knowledge.LiteralOf(t) != nil {
		return false
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok && holdsConditions(t)
}

// elements returns the conditions that a list, or an expression in a variable,
// holds.
func (w *walker) elements(s *step, c *chain) []*sqlparse.Cond {
	w.mark(s, c)
	var parts []*sqlparse.Cond
	for _, elt := range c.steps {
		var part *sqlparse.Cond
		switch {
		case elt.expr == nil, w.open[elt.expr]:
			// open: it names a variable that has been given a condition that
			// holds it.
			part = w.hole(s, elt.node)
		case elt.kept != nil:
			part = w.held(s, elt.kept, elt.expr)
		default:
			w.open[elt.expr] = true
			part = w.cond(s, elt.expr)
			delete(w.open, elt.expr)
		}
		parts = append(parts, conditional(part, elt.conditional))
	}
	return parts
}

// mark notes that s has a condition of c, if that is one that the function was
// handed.
func (w *walker) mark(s *step, c *chain) {
	s.given = s.given || slices.ContainsFunc(c.steps, func(x *step) bool { return w.given[x.used] })
}

// conditional marks a condition as one that only some paths add.
func conditional(c *sqlparse.Cond, yes bool) *sqlparse.Cond {
	if c == nil || !yes || c.Conditional {
		return c
	}
	next := *c
	next.Conditional = true
	return &next
}

// joined joins conditions; nil ones are left out, nested ones made flat.
func joined(op sqlparse.BoolOp, parts []*sqlparse.Cond) *sqlparse.Cond {
	c := &sqlparse.Cond{Op: op}
	for _, p := range parts {
		switch {
		case p == nil:
			continue
		case p.Op == op && !p.Conditional:
			c.Parts = append(c.Parts, p.Parts...)
		default:
			c.Parts = append(c.Parts, p)
		}
		c.Span = cover(c.Span, p.Span)
	}
	switch len(c.Parts) {
	case 0:
		return nil
	case 1:
		return c.Parts[0]
	}
	return c
}

// cover returns the smallest span that holds both.
func cover(a, b sqlparse.Span) sqlparse.Span {
	switch {
	case a == sqlparse.Span{}:
		return b
	case b == sqlparse.Span{}:
		return a
	}
	return sqlparse.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// negated returns NOT c. It leaves c as it is.
func negated(c *sqlparse.Cond) *sqlparse.Cond {
	if c == nil {
		return nil
	}
	next := *c
	switch c.Op {
	case sqlparse.Leaf:
		cmp := *c.Cmp
		cmp.Op = cmp.Op.Negated()
		next.Cmp = &cmp
	case sqlparse.And, sqlparse.Or:
		next.Op = sqlparse.And + sqlparse.Or - c.Op
		next.Parts = nil
		for _, p := range c.Parts {
			next.Parts = append(next.Parts, negated(p))
		}
	case sqlparse.Not:
		return c.Parts[0]
	default:
		if c.Exists != nil {
			next.Negated = !c.Negated
			return &next
		}
		return &sqlparse.Cond{Op: sqlparse.Not, Parts: []*sqlparse.Cond{c}, Span: c.Span, Conditional: c.Conditional}
	}
	return &next
}

// cond returns the condition that e is, nil if it is none at all.
func (w *walker) cond(s *step, e ast.Expr) *sqlparse.Cond {
	info := w.pass.TypesInfo
	e = ast.Unparen(e)
	t := info.TypeOf(e)
	if t == nil {
		return w.hole(s, e)
	}
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		return w.cond(s, u.X)
	}
	if isString(t) {
		return w.phrase(s, e, nil, false, false)
	}
	if b, ok := t.Underlying().(*types.Basic); ok && b.Kind() == types.UntypedNil {
		return nil
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		return w.callCond(s, e)
	case *ast.FuncLit:
		return w.funcCond(s, e)
	}
	if c := w.expr(e); c != nil {
		return w.held(s, c, e)
	}
	if init := w.initial(e); init != e && !w.open[init] {
		w.open[init] = true
		defer delete(w.open, init)
		return w.cond(s, init)
	}
	if lit, ok := e.(*ast.CompositeLit); ok {
		return w.literalCond(s, lit, t)
	}
	if named := knowledge.Named(t); named != nil {
		if _, ok := named.Underlying().(*types.Struct); ok && knowledge.LiteralOf(t) == nil && !knowledge.BuildsQueries(named.Obj().Pkg()) {
			// A struct of the project's own: equality with the fields that
			// aren't zero.
			// known miss: which those are.
			s.loose = append(s.loose, e)
			return &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)}
		}
	}
	if l, ok := t.Underlying().(*types.Slice); ok && isList(t) && !types.IsInterface(l.Elem()) {
		// A list of primary keys.
		s.loose = append(s.loose, e)
		return &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)}
	}
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
		// The primary key.
		return &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)}
	}
	return w.hole(s, e)
}

// held returns the condition that a variable, or a call, holds.
func (w *walker) held(s *step, c *chain, e ast.Expr) *sqlparse.Cond {
	switch c.kind {
	case condChain:
		return w.folded(s, c)
	case exprChain:
		return joined(sqlparse.And, w.elements(s, c))
	case listChain:
		return combined(c.typ, w.elements(s, c))
	case mapChain:
		return w.mapCond(s, c)
	}
	return w.group(s, c, e)
}

// combined joins the elements of a list of type t by what that type says.
func combined(t types.Type, parts []*sqlparse.Cond) *sqlparse.Cond {
	for _, b := range knowledge.LiteralOf(t) {
		if b.Part == knowledge.Combines {
			return combine(b.Conj, parts)
		}
	}
	return joined(sqlparse.And, parts)
}

func combine(conj knowledge.Conj, parts []*sqlparse.Cond) *sqlparse.Cond {
	switch conj {
	case knowledge.Or:
		return joined(sqlparse.Or, parts)
	case knowledge.Not:
		return negated(joined(sqlparse.And, parts))
	case knowledge.OrNot:
		return negated(joined(sqlparse.Or, parts))
	}
	return joined(sqlparse.And, parts)
}

// callCond returns the condition that a call makes.
func (w *walker) callCond(s *step, e *ast.CallExpr) *sqlparse.Cond {
	info := w.pass.TypesInfo
	if tv := info.Types[e.Fun]; tv.IsType() && len(e.Args) == 1 {
		// sq.And(conds)
		for _, b := range knowledge.LiteralOf(tv.Type) {
			if b.Part == knowledge.Combines {
				return combine(b.Conj, w.each(s, e.Args, true))
			}
		}
		return w.cond(s, e.Args[0])
	}
	if b, ok := typeutil.Callee(info, e).(*types.Builtin); ok {
		if b.Name() == "new" {
			return nil
		}
		if c := w.expr(e); c != nil {
			return combined(c.typ, w.elements(s, c))
		}
		return w.hole(s, e)
	}
	c := w.expr(e)
	switch {
	case c == nil:
	case c.kind == condChain && (len(c.steps) == 0 || c.steps[0].expr != e):
		return w.folded(s, c)
	case c.kind == queryChain:
		return w.group(s, c, e)
	}
	fn := w.callee(e)
	if fn == nil {
		return w.hole(s, e)
	}
	builds := knowledge.BuildsOf(fn)
	if len(builds) == 0 {
		return w.returnedCond(s, fn, e)
	}
	o := w.callOperands(e, fn)
	var parts []*sqlparse.Cond
	for _, b := range builds {
		parts = append(parts, w.predicate(s, e, o, b))
	}
	return joined(sqlparse.And, parts)
}

// returnedCond returns the condition that a function of the package returns.
func (w *walker) returnedCond(s *step, fn *types.Func, e *ast.CallExpr) *sqlparse.Cond {
	decl := w.funcs[fn.Origin()]
	if decl == nil || w.depth >= maxInline {
		return w.hole(s, e)
	}
	var parts []*sqlparse.Cond
	returns := 0
	in := w.inner(nil)
	in.onReturn = func(r ast.Expr) {
		returns++
		parts = append(parts, in.cond(s, r))
	}
	in.stmts(decl.Body.List)
	if returns == 0 {
		return w.hole(s, e)
	}
	for i, p := range parts {
		parts[i] = conditional(p, returns > 1)
	}
	return joined(sqlparse.And, parts)
}

// literalCond returns the condition that a composite literal is.
func (w *walker) literalCond(s *step, e *ast.CompositeLit, t types.Type) *sqlparse.Cond {
	builds := knowledge.LiteralOf(t)
	if m, ok := t.Underlying().(*types.Map); ok {
		if !isString(m.Key()) {
			return w.hole(s, e)
		}
		return w.mapCond(s, w.lazy(e))
	}
	if len(builds) > 0 {
		o := w.literalOperands(e)
		var parts []*sqlparse.Cond
		for _, b := range builds {
			parts = append(parts, w.predicate(s, e, o, b))
		}
		return joined(sqlparse.And, parts)
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		if holdsConditions(t) {
			return joined(sqlparse.And, w.each(s, e.Elts, false))
		}
		// A list of primary keys.
		return &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)}
	case *types.Struct:
		c := &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)}
		o := w.literalOperands(e)
		for i, value := range o.args {
			if value != nil {
				c.Columns = append(c.Columns, sqlparse.Column{Name: fieldColumn(u, i), Span: w.space.addNode(value)})
			}
		}
		if c.Columns == nil {
			return nil
		}
		s.loose = append(s.loose, e)
		return c
	}
	return w.hole(s, e)
}

// predicate returns the condition that a call or a literal makes by one entry.
func (w *walker) predicate(s *step, e ast.Expr, o operands, b knowledge.Build) *sqlparse.Cond {
	switch b.Part {
	case knowledge.Ignored:
		return nil
	case knowledge.Phrases, knowledge.Wheres:
		w.taken[e] = true
		list, _ := o.at(b.Of)
		if len(list) == 0 {
			return nil
		}
		if b.Part == knowledge.Wheres && !isString(w.pass.TypesInfo.TypeOf(list[0])) {
			return w.conditions(s, o, b)
		}
		args, argSpread := o.at(b.Args)
		if list, ok := w.literalList(args); ok {
			// Vars: []any{…}
			args, argSpread = list, false
		}
		return w.phrase(s, list[0], args, argSpread, b.Short)
	case knowledge.Combines:
		var parts []*sqlparse.Cond
		if b.Of != knowledge.Recv && o.recv != nil && !w.isPackage(o.recv) {
			parts = append(parts, w.cond(s, o.recv))
		}
		list, spread := o.at(b.Of)
		return combine(b.Conj, append(parts, w.each(s, list, spread)...))
	case knowledge.Compares:
		return w.compare(s, e, o, b)
	case knowledge.Locks, knowledge.Conflicts:
		s.setExtra(b.Part)
		return nil
	case knowledge.Others:
		return &sqlparse.Cond{Op: sqlparse.Opaque, Span: w.space.addNode(e)}
	}
	return w.hole(s, e)
}

var cmpOps = map[knowledge.Op]sqlparse.CmpOp{
	knowledge.OpEq: sqlparse.Eq, knowledge.OpNe: sqlparse.Ne,
	knowledge.OpLt: sqlparse.Lt, knowledge.OpLe: sqlparse.Le,
	knowledge.OpGt: sqlparse.Gt, knowledge.OpGe: sqlparse.Ge,
	knowledge.OpIsNull: sqlparse.IsNull, knowledge.OpNotNull: sqlparse.NotNull,
	knowledge.OpIn: sqlparse.In, knowledge.OpNotIn: sqlparse.NotIn,
	knowledge.OpLike: sqlparse.Like,
}

// compare returns the comparison that a call or a literal makes.
func (w *walker) compare(s *step, e ast.Expr, o operands, b knowledge.Build) *sqlparse.Cond {
	var column *sqlparse.Comparison
	if b.Column != "" {
		column = &sqlparse.Comparison{Column: sqlparse.Column{Name: b.Column, Span: w.space.addNode(e)}}
	} else {
		of := o.one(b.Of)
		if of == nil {
			return w.hole(s, e)
		}
		var ok bool
		if column, ok = w.column(s, of); !ok {
			return w.hole(s, e)
		}
	}
	span := w.space.addNode(e)
	values, spread := o.at(b.Value)
	switch b.Op {
	case knowledge.OpBetween, knowledge.OpNotBetween:
		low, high := values, values
		if len(values) == 1 {
			next, _ := b.Value.AsParam()
			high, _ = o.at(knowledge.Param(next + 1))
		} else if len(values) > 1 {
			high = values[1:]
		}
		if len(low) == 0 || len(high) == 0 {
			return names(column, span)
		}
		c := joined(sqlparse.And, []*sqlparse.Cond{
			w.leaf(s, column, knowledge.OpGe, low[:1], false, span),
			w.leaf(s, column, knowledge.OpLe, high[:1], false, span),
		})
		if b.Op == knowledge.OpNotBetween {
			c = negated(c)
		}
		return c
	}
	return w.leaf(s, column, b.Op, values, spread, span)
}

// names returns a condition that names a column and isn't modelled.
func names(column *sqlparse.Comparison, span sqlparse.Span) *sqlparse.Cond {
	return &sqlparse.Cond{Op: sqlparse.Opaque, Columns: []sqlparse.Column{column.Column}, Span: span}
}

// leaf returns the comparison of a column with values: nil is NULL, a slice is
// a list.
func (w *walker) leaf(s *step, column *sqlparse.Comparison, op knowledge.Op, values []ast.Expr, spread bool, span sqlparse.Span) *sqlparse.Cond {
	cmpOp, ok := cmpOps[op]
	if !ok {
		return names(column, span)
	}
	cmp := *column
	cmp.Op, cmp.Span = cmpOp, cover(column.Column.Span, span)
	switch cmpOp {
	case sqlparse.IsNull, sqlparse.NotNull:
	case sqlparse.In, sqlparse.NotIn:
		for _, v := range values {
			if list, ok := w.literalList([]ast.Expr{v}); ok {
				for _, elt := range list {
					cmp.List = append(cmp.List, w.operand(s, elt))
				}
				continue
			}
			cmp.List = append(cmp.List, w.operand(s, v))
		}
	default:
		if len(values) != 1 || spread {
			return names(column, span)
		}
		value := ast.Unparen(values[0])
		t := w.pass.TypesInfo.TypeOf(value)
		switch {
		case isNil(w.pass.TypesInfo, value) && cmpOp == sqlparse.Eq:
			cmp.Op = sqlparse.IsNull
		case isNil(w.pass.TypesInfo, value) && cmpOp == sqlparse.Ne:
			cmp.Op = sqlparse.NotNull
		case isList(t) && (cmpOp == sqlparse.Eq || cmpOp == sqlparse.Ne):
			inOp := knowledge.OpIn
			if cmpOp == sqlparse.Ne {
				inOp = knowledge.OpNotIn
			}
			return w.leaf(s, column, inOp, values, false, span)
		default:
			if ops := w.operators(s, column, value, span); ops != nil {
				return ops
			}
			cmp.Operand = w.operand(s, value)
		}
	}
	return &sqlparse.Cond{Op: sqlparse.Leaf, Cmp: &cmp, Span: cmp.Span}
}

// operators returns the comparisons of a column that a map of operators says.
func (w *walker) operators(s *step, column *sqlparse.Comparison, value ast.Expr, span sqlparse.Span) *sqlparse.Cond {
	t := w.pass.TypesInfo.TypeOf(value)
	for _, b := range knowledge.LiteralOf(t) {
		if b.Part != knowledge.Operates {
			continue
		}
		lit, ok := value.(*ast.CompositeLit)
		if !ok {
			return names(column, span)
		}
		var parts []*sqlparse.Cond
		for _, elt := range lit.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			word, _ := w.constantString(kv.Key)
			op, ok := b.Words[strings.ToLower(word)]
			if !ok {
				op = knowledge.OpOther
			}
			parts = append(parts, w.leaf(s, column, op, []ast.Expr{kv.Value}, false, w.space.addNode(kv)))
		}
		return joined(sqlparse.Or, parts)
	}
	return nil
}

// mapCond returns the conjunction, or what the map's type says, of columns
// compared with values.
func (w *walker) mapCond(s *step, m *chain) *sqlparse.Cond {
	w.mark(s, m)
	b := knowledge.Build{Part: knowledge.Compares, Op: knowledge.OpEq}
	for _, entry := range knowledge.LiteralOf(m.typ) {
		if entry.Part == knowledge.Compares {
			b = entry
		}
	}
	var parts []*sqlparse.Cond
	for _, entry := range m.steps {
		column, ok := w.column(s, entry.key)
		if !ok {
			parts = append(parts, conditional(w.hole(s, entry.key), entry.conditional))
			continue
		}
		span := w.space.addNode(entry.expr)
		parts = append(parts, conditional(w.leaf(s, column, b.Op, []ast.Expr{entry.expr}, false, span), entry.conditional))
	}
	return combine(b.Conj, parts)
}

// folded returns the condition that methods have extended one by one.
func (w *walker) folded(s *step, c *chain) *sqlparse.Cond {
	var out *sqlparse.Cond
	for _, elt := range c.steps {
		part := w.elements(s, &chain{steps: []*step{elt}})[0]
		if elt.conj == knowledge.Not {
			part = negated(part)
		}
		if elt.conj == knowledge.Or {
			out = joined(sqlparse.Or, []*sqlparse.Cond{out, part})
		} else {
			out = joined(sqlparse.And, []*sqlparse.Cond{out, part})
		}
	}
	return out
}

// group returns the conditions of a query that stands for them in another one:
// db.Where(db.Where(…).Or(…)).
func (w *walker) group(s *step, c *chain, e ast.Expr) *sqlparse.Cond {
	j := joiner{mode: c.builder.Joining}
	for _, inner := range c.steps {
		*inner.used = true
		s.subs = append(s.subs, inner.subs...)
		if inner.holed {
			s.holed = true
		}
		s.loose = append(s.loose, inner.loose...)
		switch inner.part {
		case knowledge.Wheres:
			j.add(inner)
		case knowledge.Obscures:
			return w.hole(s, e)
		}
	}
	out, ambiguous := j.done()
	s.holed = s.holed || ambiguous
	return out
}

// funcCond returns the conditions that a function adds to the query that it is
// called with: ent's func(s *sql.Selector) { s.Where(…) }.
func (w *walker) funcCond(s *step, e *ast.FuncLit) *sqlparse.Cond {
	params := e.Type.Params.List
	if len(params) == 0 {
		return w.hole(s, e)
	}
	b, ok := knowledge.BuilderOf(w.pass.TypesInfo.TypeOf(params[0].Type))
	if !ok {
		return w.hole(s, e)
	}
	c, ok := w.apply(e, &chain{builder: b})
	if !ok {
		return w.hole(s, e)
	}
	return w.group(s, c, e)
}
