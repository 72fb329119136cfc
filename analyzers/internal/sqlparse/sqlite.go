package sqlparse

import (
	"errors"
	"slices"
	"strings"

	"github.com/sqlc-dev/meyer/ast"
	"github.com/sqlc-dev/meyer/parser"
)

// parseSQLite is the [grammar] of SQLite.
func parseSQLite(sql string) ([]*Statement, error) {
	stmts, err := parser.Options{UpdateDeleteLimit: true}.ParseString(sql)
	if err != nil {
		e := &Error{Dialect: SQLite, Word: err.Error()}
		var at *parser.Error
		if errors.As(err, &at) {
			e.Word = at.Message
			if at.Offset >= 0 {
				e.Span = Span{at.Offset, at.Offset}
			}
		}
		return nil, e
	}
	l := &liteReader{text: sql}
	out := make([]*Statement, 0, len(stmts))
	for _, s := range stmts {
		out = append(out, l.statement(s))
	}
	return out, nil
}

// A liteReader reads SQLite's trees.
type liteReader struct{ text string }

// A liteQuery reads the parts of one query.
type liteQuery struct {
	*liteReader
	q    *Query
	ctes *cteScope
	// selects says that what is selected is being read.
	selects bool
}

func (l *liteReader) span(n ast.Node) Span { return Span{n.Pos(), n.End()} }

func (l *liteReader) source(n ast.Node) string { return l.text[n.Pos():n.End()] }

func (l *liteReader) statement(s ast.Stmt) *Statement {
	// The grammar's statement ends with its semicolon.
	span := Span{s.Pos(), s.Pos() + len(strings.TrimRight(l.text[s.Pos():s.End()], "; \t\r\n"))}
	st := &Statement{Span: span, Dialect: SQLite}
	switch s := s.(type) {
	case *ast.SelectStmt:
		st.Query = l.selectStmt(s, nil)
	case *ast.ExplainStmt:
		st.Query = l.statement(s.Stmt).Query
		return st
	case *ast.InsertStmt:
		st.Query = l.insert(s)
	case *ast.UpdateStmt:
		st.Query = l.update(s)
	case *ast.DeleteStmt:
		st.Query = l.delete(s)
	case *ast.CreateTableStmt:
		if s.Select != nil {
			// The columns are those of the query: nothing is known of the table.
			st.Query = l.selectStmt(s.Select, nil)
			return st
		}
		st.Changes = []Change{l.createTable(s, span)}
	case *ast.CreateViewStmt:
		st.Query = l.selectStmt(s.Select, nil)
		st.Changes = []Change{{Kind: CreateView, Table: l.tableName(s.Name), IfNotExists: s.IfNotExists, Span: span}}
		return st
	case *ast.CreateIndexStmt:
		st.Changes = []Change{l.createIndex(s, span)}
	case *ast.AlterTableStmt:
		if c, ok := l.alterTable(s, span); ok {
			st.Changes = []Change{c}
		}
	case *ast.DropTableStmt:
		st.Changes = []Change{{Kind: DropTable, Table: l.tableName(s.Name), Span: span}}
	case *ast.DropViewStmt:
		st.Changes = []Change{{Kind: DropTable, Table: l.tableName(s.Name), Span: span}}
	case *ast.DropIndexStmt:
		st.Changes = []Change{{Kind: DropIndex, Index: s.Name.Name.Name, Span: span}}
	}
	if st.Query != nil {
		st.Query.Span = span
	}
	return st
}

// Queries.

func (l *liteReader) begin(verb Verb, n ast.Node, with *ast.With, outer *cteScope) *liteQuery {
	c := &liteQuery{liteReader: l, q: &Query{Verb: verb, Span: l.span(n)}, ctes: outer}
	if with == nil {
		return c
	}
	for _, cte := range with.CTEs {
		sub := &Query{}
		// Without RECURSIVE, too, the name is that of the expression in its own body.
		c.ctes = c.ctes.add(cte.Name.Name, sub)
		l.selectInto(sub, cte.Select, c.ctes)
		c.q.Subs = append(c.q.Subs, sub)
	}
	return c
}

func (l *liteReader) selectStmt(s *ast.SelectStmt, ctes *cteScope) *Query {
	q := &Query{}
	l.selectInto(q, s, ctes)
	return q
}

// selectInto reads a SELECT into q, which its own common table expressions may
// refer to already.
func (l *liteReader) selectInto(q *Query, s *ast.SelectStmt, ctes *cteScope) {
	c := l.begin(Select, s, s.With, ctes)
	*q = *c.q
	c.q = q
	for i, core := range s.Cores {
		arm := c
		if i > 0 {
			arm = &liteQuery{liteReader: l, q: &Query{Verb: Select, Span: l.span(core)}, ctes: c.ctes}
			q.Subs = append(q.Subs, arm.q)
		}
		arm.core(core)
	}
	if n := len(s.Cores); n > 1 {
		// The grammar hangs what orders and limits the union on its last arm.
		last := q.Subs[len(q.Subs)-1]
		q.OrderBy, last.OrderBy = last.OrderBy, nil
		q.Limit, last.Limit = last.Limit, nil
		q.Offset, last.Offset = last.Offset, nil
		switch {
		case len(q.OrderBy) > 0:
			last.Span.End = l.before(q.OrderBy[0].Span.Start, "order", "by")
		case q.Limit != nil:
			last.Span.End = l.before(q.Limit.Span.Start, "limit")
		}
	}
}

// before returns where what stands before the words that end at an offset ends.
func (l *liteReader) before(at int, words ...string) int {
	text := l.text[:at]
	for _, w := range slices.Backward(words) {
		text = strings.TrimRight(text, " \t\r\n")
		if n := len(text) - len(w); n >= 0 && strings.EqualFold(text[n:], w) {
			text = text[:n]
		}
	}
	return len(strings.TrimRight(text, " \t\r\n"))
}

func (c *liteQuery) core(core ast.SelectCore) {
	switch s := core.(type) {
	case *ast.ValuesClause:
		for _, row := range s.Rows {
			c.terms(row)
		}
	case *ast.SelectQuery:
		c.q.Grouped = s.Distinct == ast.DistinctDistinct || len(s.GroupBy) > 0
		c.selects = true
		c.results(s.Columns)
		c.selects = false
		c.from(s.From)
		c.q.Where = c.cond(s.Where)
		c.terms(s.GroupBy)
		c.q.Having = c.cond(s.Having)
		for _, w := range s.Windows {
			c.window(w)
		}
		c.orderBy(s.OrderBy)
		c.limit(s.Limit)
	}
}

func (l *liteReader) insert(s *ast.InsertStmt) *Query {
	c := l.begin(Insert, s, s.With, nil)
	c.target(s.Table, s.Alias)
	for _, id := range s.Columns {
		c.q.Into = append(c.q.Into, c.ident(id))
	}
	if rows, ok := plainValues(s.Select); ok {
		for _, row := range rows {
			var operands []Operand
			for _, t := range c.terms(row) {
				operands = append(operands, t.Operand)
			}
			c.q.Rows = append(c.q.Rows, operands)
		}
	} else if s.Select != nil {
		c.q.Source = c.sub(s.Select)
	}
	c.conflict(s)
	c.results(s.Returning)
	return c.q
}

// plainValues returns the rows of a statement that is VALUES and nothing else.
func plainValues(s *ast.SelectStmt) ([][]ast.Expr, bool) {
	if s == nil || s.With != nil || len(s.Cores) != 1 {
		return nil, false
	}
	v, ok := s.Cores[0].(*ast.ValuesClause)
	if !ok {
		return nil, false
	}
	return v.Rows, true
}

func (c *liteQuery) conflict(s *ast.InsertStmt) {
	k := &Conflict{
		Replace: s.Replace || s.OrConflict == ast.ConflictReplace,
		Nothing: s.OrConflict == ast.ConflictIgnore,
	}
	for _, u := range s.Upserts {
		k.Nothing = k.Nothing || u.DoNothing
		k.Sets = append(k.Sets, c.sets(u.Set)...)
		c.cond(u.TargetWhere) // for its subqueries
		where := c.cond(u.Where)
		if len(s.Upserts) > 1 {
			// Several targets, each with its own condition: the model has one.
			continue
		}
		k.Where = where
		for _, t := range u.Target {
			if col := c.term(t.Expr).column; col != nil {
				k.Columns = append(k.Columns, col.Name)
			}
		}
	}
	if k.Replace || k.Nothing || len(s.Upserts) > 0 {
		c.q.Conflict = k
	}
}

func (l *liteReader) update(s *ast.UpdateStmt) *Query {
	c := l.begin(Update, s, s.With, nil)
	c.target(s.Table, s.Alias)
	c.q.Sets = c.sets(s.Set)
	c.from(s.From)
	c.q.Where = c.cond(s.Where)
	c.results(s.Returning)
	c.orderBy(s.OrderBy)
	c.limit(s.Limit)
	return c.q
}

func (l *liteReader) delete(s *ast.DeleteStmt) *Query {
	c := l.begin(Delete, s, s.With, nil)
	c.target(s.Table, s.Alias)
	c.q.Where = c.cond(s.Where)
	c.results(s.Returning)
	c.orderBy(s.OrderBy)
	c.limit(s.Limit)
	return c.q
}

func (c *liteQuery) target(name *ast.QualifiedName, alias *ast.Ident) {
	t := Table{Name: c.tableName(name)}
	if alias != nil {
		t.Alias = alias.Name
	}
	c.q.Tables = append(c.q.Tables, t)
}

func (c *liteQuery) sets(pairs []*ast.SetPair) []Assignment {
	var out []Assignment
	for _, p := range pairs {
		if row, ok := p.Value.(*ast.VectorExpr); ok && p.Paren && len(row.List) == len(p.Columns) {
			for i, id := range p.Columns {
				out = append(out, Assignment{c.ident(id), c.term(row.List[i]).Operand})
			}
			continue
		}
		value := c.term(p.Value).Operand
		for _, id := range p.Columns {
			out = append(out, Assignment{c.ident(id), copyOperand(value)})
		}
	}
	return out
}

func (c *liteQuery) results(list []*ast.ResultColumn) {
	for _, r := range list {
		if star, ok := r.Expr.(*ast.Star); ok {
			col := Column{Name: "*", Span: c.span(star)}
			if star.Table != nil {
				col.Table = star.Table.Name
			}
			c.q.Columns = append(c.q.Columns, col)
			c.q.Selected = append(c.q.Selected, columnTerm(col).Operand)
			continue
		}
		t := c.term(r.Expr)
		c.q.Selected = append(c.q.Selected, t.Operand)
		if t.Kind == ColumnOp {
			c.q.Columns = append(c.q.Columns, t.Column)
		}
	}
}

// from adds the tables of a FROM clause and what joins them.
func (c *liteQuery) from(list []*ast.TableRef) {
	first := len(c.q.Tables)
	for _, ref := range list {
		before := len(c.q.Tables)
		c.tableRef(ref)
		if ref.Join != nil && ref.Join.Type&ast.JoinLeft != 0 {
			setOuter(c.q.Tables[before:])
		}
		if ref.Join != nil && ref.Join.Type&ast.JoinRight != 0 {
			setOuter(c.q.Tables[first:before])
		}
		if ref.On != nil {
			c.q.on(c.cond(ref.On))
		}
	}
}

func (c *liteQuery) tableRef(ref *ast.TableRef) {
	if ref.List != nil {
		c.from(ref.List)
		return
	}
	var t Table
	switch {
	case ref.Select != nil:
		t.Sub = c.sub(ref.Select)
		t.Span = t.Sub.Span
	case ref.HasArgs:
		// A function: what it gives isn't known, but its columns have a name.
		c.terms(ref.Args)
		t.Span, t.Alias = c.span(ref.Name), ref.Name.Name.Name
	default:
		t.Name = c.tableName(ref.Name)
		if sub := c.ctes.find(t.Name); sub != nil {
			t = Table{Name: Name{Span: t.Span}, Alias: t.Table, Sub: sub}
		}
	}
	if ref.Alias != nil {
		t.Alias = ref.Alias.Name
	}
	c.q.Tables = append(c.q.Tables, t)
}

// parens is the source of a subquery with its brackets.
func (l *liteReader) parens(s *ast.SelectStmt) Span {
	start := strings.LastIndexByte(l.text[:s.Pos()], '(')
	end := strings.IndexByte(l.text[s.End():], ')')
	if start < 0 || end < 0 {
		return l.span(s)
	}
	return Span{start, s.End() + end + 1}
}

func (c *liteQuery) orderBy(list []*ast.OrderingTerm) {
	for _, o := range list {
		k := Order{Desc: o.Order == ast.SortDesc, Span: c.span(o)}
		if t := c.term(o.Expr); t.Kind == ColumnOp {
			k.Column = t.column
		}
		c.q.OrderBy = append(c.q.OrderBy, k)
	}
}

func (c *liteQuery) limit(l *ast.Limit) {
	if l == nil {
		return
	}
	n := c.term(l.Count).Operand
	c.q.Limit = &n
	if l.Offset != nil {
		n := c.term(l.Offset).Operand
		c.q.Offset = &n
	}
}

func (c *liteQuery) window(w *ast.WindowDef) []term {
	out := c.terms(w.Partition)
	for _, o := range w.OrderBy {
		out = append(out, c.term(o.Expr))
	}
	return out
}

func (c *liteQuery) sub(s *ast.SelectStmt) *Query {
	q := c.selectStmt(s, c.ctes)
	c.q.Subs = append(c.q.Subs, q)
	return q
}

// Conditions.

func (c *liteQuery) cond(e ast.Expr) *Cond {
	if e == nil {
		return nil
	}
	span := c.span(e)
	switch e := e.(type) {
	case *ast.ParenExpr:
		return c.cond(e.X)
	case *ast.BinaryExpr:
		switch e.Op {
		case ast.OpAnd:
			return and(span, c.cond(e.X), c.cond(e.Y))
		case ast.OpOr:
			return or(span, c.cond(e.X), c.cond(e.Y))
		}
		if op, ok := liteCmp[e.Op]; ok {
			l, lok := e.X.(*ast.VectorExpr)
			r, rok := e.Y.(*ast.VectorExpr)
			if lok && rok && areRows(len(l.List), len(r.List)) {
				return rows(op, c.terms(l.List), c.terms(r.List), span)
			}
			return compare(op, c.term(e.X), c.term(e.Y), span)
		}
	case *ast.UnaryExpr:
		if e.Op == ast.OpNot {
			return not(c.cond(e.X), span)
		}
	case *ast.IsExpr:
		if value, ok := liteBool(e.Y); ok && !e.Distinct {
			return isTruth(c.term(e.X), value, e.Not, span)
		}
		return distinct(c.term(e.X), c.term(e.Y), e.Distinct == e.Not, span)
	case *ast.NullCheckExpr:
		return isNull(c.term(e.X), e.Test == ast.TestIsNull, span)
	case *ast.BetweenExpr:
		return between(c.term(e.X), c.term(e.Lo), c.term(e.Hi), e.Not, span)
	case *ast.InExpr:
		return c.in(e)
	case *ast.LikeExpr:
		l, r := c.term(e.X), c.term(e.Y)
		if strings.EqualFold(e.Op.Name, "match") {
			return opaque(span, l, r)
		}
		return compare(Like, l, r, span)
	case *ast.ExistsExpr:
		return exists(c.sub(e.Select), span)
	}
	t := c.term(e)
	if _, ok := e.(*ast.FuncCall); ok {
		return opaque(span, t)
	}
	return truth(t, SQLite)
}

var liteCmp = map[ast.Operator]CmpOp{
	ast.OpEq: Eq, ast.OpNe: Ne, ast.OpLt: Lt, ast.OpLe: Le, ast.OpGt: Gt, ast.OpGe: Ge,
}

// liteBool reports whether e is TRUE or FALSE, which are names in SQLite.
func liteBool(e ast.Expr) (value, ok bool) {
	id, isIdent := e.(*ast.Ident)
	if !isIdent || id.Quote != ast.QuoteNone {
		return false, false
	}
	value = strings.EqualFold(id.Name, "true")
	return value, value || strings.EqualFold(id.Name, "false")
}

func (c *liteQuery) subquery(s *ast.SelectStmt) Operand {
	return Operand{Kind: SubqueryOp, Sub: c.sub(s), Span: c.parens(s)}
}

func (c *liteQuery) in(e *ast.InExpr) *Cond {
	span := c.span(e)
	t := c.term(e.X)
	if e.Table != nil {
		c.terms(e.Args)
		return opaque(span, t)
	}
	var list []Operand
	if e.Select != nil {
		list = []Operand{c.subquery(e.Select)}
	}
	for _, x := range c.terms(e.List) {
		list = append(list, x.Operand)
	}
	return in(t, list, e.Not, span)
}

// Terms.

func (c *liteQuery) terms(list []ast.Expr) []term {
	var out []term
	for _, e := range list {
		out = append(out, c.term(e))
	}
	return out
}

func (c *liteQuery) term(e ast.Expr) term {
	span := c.span(e)
	switch e := e.(type) {
	case *ast.Ident:
		if value, ok := liteBool(e); ok {
			return term{Operand: Operand{Kind: Const, Type: BoolConst, Text: boolText(value), Span: span}}
		}
		if e.Quote == ast.QuoteSingle {
			return term{Operand: Operand{Kind: Const, Text: e.Name, Span: span}}
		}
		return columnTerm(c.ident(e))
	case *ast.QualifiedRef:
		n := len(e.Parts)
		return columnTerm(Column{Table: e.Parts[n-2].Name, Name: e.Parts[n-1].Name, Span: span})
	case *ast.Literal:
		return c.literal(e)
	case *ast.BindParam:
		return term{Operand: Operand{Kind: Param, Span: span}}
	case *ast.ParenExpr:
		return c.term(e.X)
	case *ast.UnaryExpr:
		return c.unary(e)
	case *ast.BinaryExpr:
		return binary(e.Op.String(), c.term(e.X), c.term(e.Y), c.source(e), span)
	case *ast.CastExpr:
		return call("cast", []term{c.term(e.X)}, c.source(e), span)
	case *ast.CollateExpr:
		return call("collate", []term{c.term(e.X)}, c.source(e), span)
	case *ast.FuncCall:
		args := c.terms(e.Args)
		for _, o := range e.OrderBy {
			c.term(o.Expr)
		}
		if c.selects && e.Over == nil {
			c.q.aggregate(e.Name.Name, args, span)
		}
		if e.Filter == nil && e.Over == nil {
			return call(e.Name.Name, args, c.source(e), span)
		}
		c.cond(e.Filter)
		if e.Over != nil {
			args = append(args, c.window(e.Over)...)
		}
		return mixed(args, c.source(e), span)
	case *ast.SubqueryExpr:
		return term{Operand: Operand{Kind: SubqueryOp, Sub: c.sub(e.Select), Span: span}}
	case *ast.ExistsExpr:
		c.sub(e.Select)
		return mixed(nil, c.source(e), span)
	case *ast.InExpr:
		args := append([]term{c.term(e.X)}, c.terms(e.List)...)
		if e.Select != nil {
			args = append(args, term{Operand: c.subquery(e.Select)})
		}
		return mixed(args, c.source(e), span)
	}
	// CASE, row values, LIKE, BETWEEN, IS as values: what they are made of.
	var args []term
	for _, n := range e.Children() {
		args = append(args, c.inside(n)...)
	}
	return mixed(args, c.source(e), span)
}

// inside returns the terms of a part of an expression that is none itself.
func (c *liteQuery) inside(n ast.Node) []term {
	switch n := n.(type) {
	case *ast.CaseWhen:
		return []term{c.term(n.When), c.term(n.Then)}
	case *ast.Ident:
		// The operator of LIKE is an identifier in the tree.
		switch strings.ToLower(n.Raw) {
		case "like", "glob", "regexp", "match":
			return nil
		}
		return []term{c.term(n)}
	case ast.Expr:
		return []term{c.term(n)}
	}
	return nil
}

func (c *liteQuery) literal(e *ast.Literal) term {
	o := Operand{Kind: Const, Text: e.Value, Span: c.span(e)}
	switch e.Kind {
	case ast.LitNull:
		o.Type, o.Text = NullConst, "NULL"
	case ast.LitInteger, ast.LitFloat:
		o.Type = NumberConst
	case ast.LitCurrentDate, ast.LitCurrentTime, ast.LitCurrentTimestamp:
		return call(e.Raw, nil, e.Raw, o.Span)
	}
	return term{Operand: o}
}

func (c *liteQuery) unary(e *ast.UnaryExpr) term {
	t := c.term(e.X)
	if signed, ok := sign(t, e.Op.String(), c.span(e)); ok {
		return signed
	}
	return mixed([]term{t}, c.source(e), c.span(e))
}

func (l *liteReader) ident(id *ast.Ident) Column {
	return Column{Name: id.Name, Span: l.span(id)}
}

func (l *liteReader) tableName(n *ast.QualifiedName) Name {
	name := Name{Table: n.Name.Name, Span: l.span(n)}
	if n.Schema != nil {
		name.Schema = n.Schema.Name
	}
	return name
}
