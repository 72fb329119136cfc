package sqlparse

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/sqlc-dev/oliphant/ast"
	"github.com/sqlc-dev/oliphant/parser"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// parsePostgreSQL is the grammar of PostgreSQL.
func parsePostgreSQL(sql string) ([]*Statement, error) {
	tree, err := parser.ParseToTree(sql)
	if err != nil {
		e := &Error{Dialect: PostgreSQL, Word: err.Error()}
		var at *parser.Error
		if errors.As(err, &at) && at.Cursorpos > 0 {
			e.Span.Start = byteOffset(sql, at.Cursorpos-1)
			e.Span.End = e.Span.Start
		}
		return nil, e
	}
	g := newElephant(sql)
	var out []*Statement
	for _, raw := range tree.Stmts {
		if raw.Stmt != nil {
			out = append(out, g.statement(raw))
		}
	}
	return out, nil
}

// byteOffset returns the offset of the n-th character.
func byteOffset(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return i
}

// An elephant reads PostgreSQL's trees. They say where most nodes begin and
// hardly ever where they end, so it finds the ends in the tokens.
type elephant struct {
	text   string
	tokens []token
	// match is the token that closes or opens what a parenthesis, a bracket,
	// CASE or END opens or closes; parent is the innermost parenthesis or
	// bracket around a token, -1 if there is none.
	match, parent []int
}

func newElephant(sql string) *elephant {
	g := &elephant{text: sql}
	s := scanner{text: sql, dialect: PostgreSQL}
	var open, cases []int
	for {
		t := s.next()
		if t.kind == commentToken {
			continue
		}
		i := len(g.tokens)
		parent := -1
		if len(open) > 0 {
			parent = open[len(open)-1]
		}
		g.tokens = append(g.tokens, t)
		g.match = append(g.match, i)
		g.parent = append(g.parent, parent)
		switch {
		case t.kind == endToken:
			return g
		case t.kind == opToken && (t.op == '(' || t.op == '['):
			open = append(open, i)
		case t.kind == opToken && (t.op == ')' || t.op == ']') && parent >= 0:
			open = open[:len(open)-1]
			g.match[i], g.match[parent] = parent, i
			g.parent[i] = g.parent[parent]
		case t.kind == wordToken && g.is(i, "case"):
			cases = append(cases, i)
		case t.kind == wordToken && len(cases) > 0 && g.is(i, "end"):
			n := cases[len(cases)-1]
			cases = cases[:len(cases)-1]
			g.match[i], g.match[n] = n, i
		}
	}
}

// is reports whether the token i is the word or the punctuation s.
func (g *elephant) is(i int, s string) bool {
	if i < 0 || i >= len(g.tokens) {
		return false
	}
	t := g.tokens[i]
	return t.end-t.start == len(s) && strings.EqualFold(g.text[t.start:t.end], s)
}

func (g *elephant) isAny(i int, words ...string) bool {
	for _, w := range words {
		if g.is(i, w) {
			return true
		}
	}
	return false
}

// at returns the index of the token at an offset, or of the first after it.
func (g *elephant) at(offset int32) int {
	lo, hi := 0, len(g.tokens)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if g.tokens[mid].start < int(offset) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// An extent is the tokens [lo, hi).
type extent struct{ lo, hi int }

func (e extent) empty() bool { return e.lo >= e.hi }

// cover returns the tokens from the first of the extents to the last of them,
// with the parentheses that they cut.
func (g *elephant) cover(list ...extent) extent {
	var c extent
	for _, e := range list {
		switch {
		case e.empty():
		case c.empty():
			c = e
		default:
			c.lo, c.hi = min(c.lo, e.lo), max(c.hi, e.hi)
		}
	}
	if c.empty() || c.hi > len(g.tokens) {
		return extent{}
	}
	lo, hi := c.lo, c.hi-1
	for g.parent[lo] != g.parent[hi] {
		// An opening parenthesis comes before all that it encloses.
		if g.parent[lo] > g.parent[hi] {
			lo = g.parent[lo]
		} else {
			hi = g.match[g.parent[hi]]
		}
	}
	return extent{lo, hi + 1}
}

func (g *elephant) span(e extent) Span {
	if e.empty() {
		return Span{}
	}
	return Span{g.tokens[e.lo].start, g.tokens[e.hi-1].end}
}

func (g *elephant) source(e extent) string {
	s := g.span(e)
	return g.text[s.Start:s.End]
}

// dotted returns the end of the qualified name that begins with the token i.
func (g *elephant) dotted(i int) int {
	for i++; g.is(i, "."); i += 2 {
	}
	return min(i, len(g.tokens)-1)
}

// closed returns the end of the parenthesis at or after the token i, i+1 if
// there is none there.
func (g *elephant) closed(i int) int {
	if g.is(i, "(") || g.is(i, "[") {
		return g.match[i] + 1
	}
	return i
}

// A pgQuery reads the parts of one query.
type pgQuery struct {
	*elephant
	q    *Query
	ctes *cteScope
	// selects says that what is selected is being read.
	selects bool
}

// A pgTerm is a term with its tokens.
type pgTerm struct {
	term
	extent
}

func (g *elephant) statement(raw *ast.RawStmt) *Statement {
	lo := g.at(raw.StmtLocation)
	hi := len(g.tokens) - 1
	if raw.StmtLen > 0 {
		hi = g.at(raw.StmtLocation + raw.StmtLen)
	}
	whole := extent{lo, hi}
	s := &Statement{Span: g.span(whole), Dialect: PostgreSQL}
	c := &pgQuery{elephant: g}
	s.Query = c.dml(raw.Stmt, whole)
	if s.Query != nil {
		return s
	}
	switch n := raw.Stmt.Node.(type) {
	case *ast.Node_ViewStmt:
		s.Query = c.dml(n.ViewStmt.Query, g.after(whole, "as"))
		s.Changes = []Change{{Kind: CreateView, Table: g.table(n.ViewStmt.View), Span: s.Span}}
	case *ast.Node_CreateTableAsStmt:
		t := n.CreateTableAsStmt
		s.Query = c.dml(t.Query, g.after(whole, "as"))
		if t.Objtype == ast.ObjectType_OBJECT_MATVIEW {
			s.Changes = []Change{{Kind: CreateView, Table: g.table(t.Into.Rel), IfNotExists: t.IfNotExists, Span: s.Span}}
		}
	case *ast.Node_ExplainStmt:
		s.Query = c.dml(n.ExplainStmt.Query, whole)
	case *ast.Node_DeclareCursorStmt:
		s.Query = c.dml(n.DeclareCursorStmt.Query, g.after(whole, "for"))
	case *ast.Node_PrepareStmt:
		s.Query = c.dml(n.PrepareStmt.Query, g.after(whole, "as"))
	case *ast.Node_CopyStmt:
		if n.CopyStmt.Query != nil {
			s.Query = c.dml(n.CopyStmt.Query, whole)
		}
	default:
		s.Changes = g.changes(raw.Stmt, whole)
	}
	return s
}

// after returns what follows the first of a keyword that stands in no
// parenthesis.
func (g *elephant) after(e extent, word string) extent {
	for i := e.lo; i < e.hi; i++ {
		if g.is(i, "(") {
			i = g.match[i]
		}
		if g.is(i, word) {
			return extent{i + 1, e.hi}
		}
	}
	return e
}

// dml reads a query; nil if n is none.
func (c *pgQuery) dml(n *ast.Node, whole extent) *Query {
	q := &Query{Span: c.span(whole)}
	if !c.dmlInto(q, n, whole) {
		return nil
	}
	return q
}

func (c *pgQuery) dmlInto(q *Query, n *ast.Node, whole extent) bool {
	inner := &pgQuery{elephant: c.elephant, q: q, ctes: c.ctes}
	if q.Span == (Span{}) {
		q.Span = c.span(whole)
	}
	switch n := n.GetNode().(type) {
	case *ast.Node_SelectStmt:
		inner.selectStmt(n.SelectStmt)
	case *ast.Node_InsertStmt:
		q.Verb = Insert
		inner.insert(n.InsertStmt)
	case *ast.Node_UpdateStmt:
		q.Verb = Update
		u := n.UpdateStmt
		inner.with(u.WithClause)
		inner.target(u.Relation)
		q.Sets = inner.sets(u.TargetList)
		inner.from(u.FromClause)
		q.Where = inner.where(u.WhereClause)
		inner.columns(u.ReturningClause.GetExprs())
	case *ast.Node_DeleteStmt:
		q.Verb = Delete
		d := n.DeleteStmt
		inner.with(d.WithClause)
		inner.target(d.Relation)
		inner.from(d.UsingClause)
		q.Where = inner.where(d.WhereClause)
		inner.columns(d.ReturningClause.GetExprs())
	default:
		return false
	}
	return true
}

func (c *pgQuery) with(w *ast.WithClause) {
	if w == nil {
		return
	}
	for _, n := range w.Ctes {
		cte := n.GetCommonTableExpr()
		// name (columns) AS MATERIALIZED ( query )
		i := c.closed(c.at(cte.Location) + 1)
		for !c.is(i, "(") && i < len(c.tokens)-1 {
			i++
		}
		body := extent{i + 1, c.match[i]}
		sub := &Query{}
		if w.Recursive {
			c.ctes = c.ctes.add(cte.Ctename, sub)
		}
		if !c.dmlInto(sub, cte.Ctequery, body) {
			continue
		}
		if !w.Recursive {
			c.ctes = c.ctes.add(cte.Ctename, sub)
		}
		c.q.Subs = append(c.q.Subs, sub)
	}
}

func (c *pgQuery) selectStmt(s *ast.SelectStmt) {
	c.with(s.WithClause)
	if s.Op > ast.SetOperation_SETOP_NONE {
		c.union(s)
	} else {
		c.arm(s)
	}
	for _, n := range s.SortClause {
		by := n.GetSortBy()
		t := c.value(by.Node)
		key := Order{Desc: by.SortbyDir == ast.SortByDir_SORTBY_DESC}
		if t.Kind == ColumnOp {
			key.Column = t.column
		}
		hi := t.hi
		for c.isAny(hi, "asc", "desc", "nulls", "first", "last") {
			hi++
		}
		key.Span = c.span(c.cover(extent{t.lo, hi}))
		c.q.OrderBy = append(c.q.OrderBy, key)
	}
	c.q.Limit, c.q.Offset = c.bound(s.LimitCount), c.bound(s.LimitOffset)
	for _, n := range s.LockingClause {
		l := n.GetLockingClause()
		c.q.Locks = true
		c.q.SkipLocked = c.q.SkipLocked || l.WaitPolicy == ast.LockWaitPolicy_LockWaitSkip
	}
}

// bound reads LIMIT or OFFSET.
func (c *pgQuery) bound(n *ast.Node) *Operand {
	if n == nil || n.GetAConst().GetIsnull() {
		return nil
	}
	o := c.value(n).Operand
	return &o
}

// union reads the arms of a set operation: the first into the query at hand,
// the others beside it.
func (c *pgQuery) union(s *ast.SelectStmt) {
	var arms []*ast.SelectStmt
	var flat func(s *ast.SelectStmt, top bool)
	flat = func(s *ast.SelectStmt, top bool) {
		// An arm in parentheses may have its own WITH, ORDER BY and LIMIT.
		if s.Op > ast.SetOperation_SETOP_NONE && (top || s.WithClause == nil && len(s.SortClause) == 0 && s.LimitCount == nil) {
			flat(s.Larg, false)
			flat(s.Rarg, false)
			return
		}
		arms = append(arms, s)
	}
	flat(s, true)
	for i, s := range arms {
		if i == 0 && s.Op <= ast.SetOperation_SETOP_NONE && s.WithClause == nil && len(s.SortClause) == 0 && s.LimitCount == nil {
			c.arm(s)
			continue
		}
		c.subquery(s, extent{})
	}
}

// subquery reads a SELECT in the one at hand. If its place isn't known, it is
// found by what is in it.
func (c *pgQuery) subquery(s *ast.SelectStmt, body extent) *Query {
	sub := &Query{}
	inner := &pgQuery{elephant: c.elephant, q: sub, ctes: c.ctes}
	inner.selectStmt(s)
	if body.empty() {
		body = c.selectExtent(s)
	}
	sub.Span = c.span(body)
	c.q.Subs = append(c.q.Subs, sub)
	return sub
}

// selectExtent finds a SELECT by its first part: it begins with the keyword
// before that, and ends with the parenthesis or the operator of the set after.
func (g *elephant) selectExtent(s *ast.SelectStmt) extent {
	first := s
	for first.Op > ast.SetOperation_SETOP_NONE {
		first = first.Larg
	}
	i := -1
	switch {
	case s.WithClause != nil:
		i = g.at(s.WithClause.Location) + 1
	case len(first.TargetList) > 0:
		i = g.at(first.TargetList[0].GetResTarget().GetLocation())
	case len(first.ValuesLists) > 0:
		for _, n := range first.ValuesLists[0].GetList().GetItems() {
			if e := (&pgQuery{elephant: g, q: &Query{}}).value(n).extent; !e.empty() {
				i = e.lo
				break
			}
		}
	}
	if i < 0 {
		return extent{}
	}
	for ; i > 0 && !g.isAny(i, "select", "values", "with", "table"); i-- {
		if g.is(i, ")") {
			i = g.match[i]
		}
	}
	lo := i
	// The arms of a set operation in parentheses: up to the outermost.
	if s.Op > ast.SetOperation_SETOP_NONE {
		for g.is(lo-1, "(") && !g.is(g.match[lo-1]+1, ")") && g.isAny(g.match[lo-1]+1, "union", "except", "intersect") {
			lo--
		}
	}
	// What orders and limits a set operation isn't its last arm's.
	plain := len(s.SortClause) == 0 && s.LimitCount == nil && s.LimitOffset == nil && len(s.LockingClause) == 0
	hi := lo
	for hi < len(g.tokens)-1 && !g.is(hi, ")") && !g.is(hi, ";") {
		if s.Op <= ast.SetOperation_SETOP_NONE && hi > lo && g.isAny(hi, "union", "except", "intersect") ||
			plain && g.isAny(hi, "order", "limit", "offset", "fetch", "for") ||
			g.is(hi, "returning") || g.is(hi, "on") && g.is(hi+1, "conflict") {
			break
		}
		if g.is(hi, "(") {
			hi = g.match[hi]
		}
		hi++
	}
	return extent{lo, hi}
}

// arm reads one SELECT or VALUES.
func (c *pgQuery) arm(s *ast.SelectStmt) {
	for _, n := range s.DistinctClause {
		if n.GetNode() != nil {
			c.value(n)
		}
	}
	c.q.Grouped = len(s.DistinctClause)+len(s.GroupClause) > 0
	c.selects = true
	c.columns(s.TargetList)
	c.selects = false
	c.from(s.FromClause)
	c.q.Where = c.where(s.WhereClause)
	for _, n := range s.GroupClause {
		c.value(n)
	}
	c.q.Having = c.where(s.HavingClause)
	for _, n := range s.WindowClause {
		c.inside(n.ProtoReflect())
	}
	for _, row := range s.ValuesLists {
		c.values(row.GetList().GetItems())
	}
}

func (c *pgQuery) where(n *ast.Node) *Cond {
	if n == nil {
		return nil
	}
	cond, _ := c.cond(n)
	return cond
}

// columns adds what is selected or returned.
func (c *pgQuery) columns(list []*ast.Node) {
	for _, n := range list {
		t := c.value(n.GetResTarget().GetVal())
		c.q.Selected = append(c.q.Selected, t.Operand)
		if t.Kind == ColumnOp {
			c.q.Columns = append(c.q.Columns, t.Column)
		}
	}
}

func (c *pgQuery) target(r *ast.RangeVar) {
	c.q.Tables = append(c.q.Tables, Table{Name: c.table(r), Alias: r.GetAlias().GetAliasname()})
}

func (g *elephant) table(r *ast.RangeVar) Name {
	i := g.at(r.GetLocation())
	if g.is(i, "only") {
		for i++; g.is(i, "("); i++ {
		}
	}
	name := extent{i, g.dotted(i)}
	return Name{Schema: r.GetSchemaname(), Table: g.written(name.hi-1, r.GetRelname()), Span: g.span(name)}
}

// written returns a name that the grammar may have folded to lower case as the
// token i has it.
func (g *elephant) written(i int, name string) string {
	if g.is(i, name) {
		return g.text[g.tokens[i].start:g.tokens[i].end]
	}
	return name
}

func (c *pgQuery) insert(s *ast.InsertStmt) {
	c.with(s.WithClause)
	c.target(s.Relation)
	for _, n := range s.Cols {
		c.q.Into = append(c.q.Into, c.assigned(n.GetResTarget()))
	}
	if sel := s.SelectStmt.GetSelectStmt(); sel != nil {
		if len(sel.ValuesLists) > 0 && sel.WithClause == nil && sel.Op <= ast.SetOperation_SETOP_NONE {
			for _, row := range sel.ValuesLists {
				c.q.Rows = append(c.q.Rows, operandsOf(c.values(row.GetList().GetItems())))
			}
		} else {
			c.q.Source = c.subquery(sel, extent{})
		}
	}
	if on := s.OnConflictClause; on != nil {
		k := &Conflict{Nothing: on.Action == ast.OnConflictAction_ONCONFLICT_NOTHING}
		for _, n := range on.Infer.GetIndexElems() {
			if e := n.GetIndexElem(); e.GetName() != "" {
				k.Columns = append(k.Columns, e.Name)
			}
		}
		k.Sets = c.sets(on.TargetList)
		k.Where = c.where(on.WhereClause)
		c.q.Conflict = k
	}
	c.columns(s.ReturningClause.GetExprs())
}

func operandsOf(list []pgTerm) []Operand {
	out := make([]Operand, len(list))
	for i, t := range list {
		out[i] = t.Operand
	}
	return out
}

// assigned returns the column that is set or inserted.
func (c *pgQuery) assigned(t *ast.ResTarget) Column {
	i := c.at(t.GetLocation())
	return Column{Name: c.written(i, t.GetName()), Span: c.span(extent{i, i + 1})}
}

func (c *pgQuery) sets(list []*ast.Node) []Assignment {
	var out []Assignment
	var sub *Operand // of the (a, b) = (SELECT …) at hand
	for _, n := range list {
		t := n.GetResTarget()
		a := Assignment{Column: c.assigned(t)}
		multi := t.GetVal().GetMultiAssignRef()
		switch row := multi.GetSource().GetRowExpr(); {
		case multi == nil:
			a.Value = c.value(t.Val).Operand
		case row != nil && int(multi.Colno) <= len(row.Args):
			a.Value = c.value(row.Args[multi.Colno-1]).Operand
		default:
			if multi.Colno == 1 || sub == nil {
				o := c.value(multi.Source).Operand
				sub = &o
			}
			a.Value = copyOperand(*sub)
		}
		out = append(out, a)
	}
	return out
}

// from adds the entries of a FROM clause.
func (c *pgQuery) from(list []*ast.Node) {
	for _, n := range list {
		c.fromItem(n)
	}
}

func (c *pgQuery) fromItem(item *ast.Node) {
	switch n := item.GetNode().(type) {
	case *ast.Node_RangeVar:
		t := Table{Name: c.table(n.RangeVar)}
		if sub := c.ctes.find(t.Name); sub != nil {
			t = Table{Name: Name{Span: t.Span}, Alias: t.Table, Sub: sub}
		}
		c.alias(t, n.RangeVar.Alias)
	case *ast.Node_RangeSubselect:
		s := n.RangeSubselect.Subquery.GetSelectStmt()
		if s == nil {
			return
		}
		t := Table{Sub: c.subquery(s, extent{})}
		t.Span = t.Sub.Span
		c.alias(t, n.RangeSubselect.Alias)
	case *ast.Node_JoinExpr:
		j := n.JoinExpr
		first := len(c.q.Tables)
		c.fromItem(j.Larg)
		middle := len(c.q.Tables)
		c.fromItem(j.Rarg)
		if j.Jointype == ast.JoinType_JOIN_LEFT || j.Jointype == ast.JoinType_JOIN_FULL {
			setOuter(c.q.Tables[middle:])
		}
		if j.Jointype == ast.JoinType_JOIN_RIGHT || j.Jointype == ast.JoinType_JOIN_FULL {
			setOuter(c.q.Tables[first:middle])
		}
		c.q.on(c.where(j.Quals))
	case *ast.Node_RangeFunction:
		// What a function gives isn't known, but its columns have a name.
		var t Table
		for _, f := range n.RangeFunction.Functions {
			for _, n := range f.GetList().GetItems() {
				v := c.value(n)
				if t.Alias == "" && n.GetFuncCall() != nil {
					t.Alias, t.Span = lastName(n.GetFuncCall().Funcname), c.span(v.extent)
				}
			}
		}
		c.alias(t, n.RangeFunction.Alias)
	case *ast.Node_RangeTableSample:
		c.fromItem(n.RangeTableSample.Relation)
	case nil:
	default:
		// XMLTABLE, JSON_TABLE: what they give isn't known.
		c.inside(item.ProtoReflect())
		c.q.Tables = append(c.q.Tables, Table{})
	}
}

func (c *pgQuery) alias(t Table, a *ast.Alias) {
	if a != nil {
		t.Alias = a.Aliasname
	}
	c.q.Tables = append(c.q.Tables, t)
}

func lastName(names []*ast.Node) string {
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1].GetString_().GetSval()
}

// Conditions.

func (c *pgQuery) cond(n *ast.Node) (*Cond, extent) {
	switch n := n.GetNode().(type) {
	case *ast.Node_BoolExpr:
		return c.boolExpr(n.BoolExpr)
	case *ast.Node_AExpr:
		return c.comparison(n.AExpr)
	case *ast.Node_NullTest:
		t := c.value(n.NullTest.Arg)
		e := c.nullTest(n.NullTest.Location, t)
		return isNull(t.term, n.NullTest.Nulltesttype == ast.NullTestType_IS_NULL, c.span(e)), e
	case *ast.Node_BooleanTest:
		return c.booleanTest(n.BooleanTest)
	case *ast.Node_SubLink:
		return c.subLink(n.SubLink)
	case *ast.Node_FuncCall:
		t := c.funcCall(n.FuncCall)
		return opaque(c.span(t.extent), t.term), t.extent
	case *ast.Node_CaseExpr:
		t := c.value(&ast.Node{Node: n})
		return opaque(c.span(t.extent), t.term), t.extent
	}
	t := c.value(n)
	return truth(t.term, PostgreSQL), t.extent
}

func (c *pgQuery) boolExpr(b *ast.BoolExpr) (*Cond, extent) {
	if b.Boolop == ast.BoolExprType_NOT_EXPR {
		cond, e := c.cond(b.Args[0])
		i := c.at(b.Location)
		e = c.cover(extent{i, i + 1}, e)
		return not(cond, c.span(e)), e
	}
	var parts []*Cond
	var all extent
	for _, arg := range b.Args {
		cond, e := c.cond(arg)
		parts = append(parts, cond)
		all = c.cover(all, e)
	}
	if b.Boolop == ast.BoolExprType_AND_EXPR {
		return and(c.span(all), parts...), all
	}
	return or(c.span(all), parts...), all
}

var pgOps = map[string]CmpOp{
	"=": Eq, "<>": Ne, "<": Lt, "<=": Le, ">": Gt, ">=": Ge,
	"~": Like, "~*": Like, "!~": Like, "!~*": Like, "~~": Like, "!~~": Like, "~~*": Like, "!~~*": Like, "^@": Like,
}

func (c *pgQuery) comparison(x *ast.A_Expr) (*Cond, extent) {
	op, known := pgOps[lastName(x.Name)]
	switch x.Kind {
	case ast.A_Expr_Kind_AEXPR_OP, ast.A_Expr_Kind_AEXPR_LIKE, ast.A_Expr_Kind_AEXPR_ILIKE, ast.A_Expr_Kind_AEXPR_SIMILAR:
		if x.Kind != ast.A_Expr_Kind_AEXPR_OP {
			op, known = Like, true
		}
		if l, r := x.Lexpr.GetRowExpr(), x.Rexpr.GetRowExpr(); l != nil && r != nil && known && areRows(len(l.Args), len(r.Args)) {
			left, right := c.value(x.Lexpr), c.value(x.Rexpr)
			e := c.cover(left.extent, right.extent)
			return rows(op, c.fields(l), c.fields(r), c.span(e)), e
		}
		if x.Lexpr == nil || x.Lexpr.GetRowExpr() != nil || !known {
			break
		}
		l, r := c.value(x.Lexpr), c.value(x.Rexpr)
		e := c.cover(l.extent, r.extent)
		return compare(op, l.term, r.term, c.span(e)), e
	case ast.A_Expr_Kind_AEXPR_DISTINCT, ast.A_Expr_Kind_AEXPR_NOT_DISTINCT:
		l, r := c.value(x.Lexpr), c.value(x.Rexpr)
		e := c.cover(l.extent, r.extent)
		return distinct(l.term, r.term, x.Kind == ast.A_Expr_Kind_AEXPR_NOT_DISTINCT, c.span(e)), e
	case ast.A_Expr_Kind_AEXPR_OP_ANY, ast.A_Expr_Kind_AEXPR_OP_ALL:
		l, r := c.value(x.Lexpr), c.value(x.Rexpr)
		i := c.at(x.Location)
		e := c.cover(l.extent, r.extent)
		for !c.is(i, "(") && i < len(c.tokens)-1 {
			i++
		}
		e = c.cover(e, extent{i, c.closed(i)})
		any := x.Kind == ast.A_Expr_Kind_AEXPR_OP_ANY && op == Eq
		if !known || !any && (x.Kind == ast.A_Expr_Kind_AEXPR_OP_ANY || op != Ne) {
			return opaque(c.span(e), l.term, r.term), e
		}
		list := []Operand{r.Operand}
		if x.Rexpr.GetAArrayExpr() != nil {
			list = r.Parts
		}
		return in(l.term, list, !any, c.span(e)), e
	case ast.A_Expr_Kind_AEXPR_IN:
		if x.Lexpr.GetRowExpr() != nil {
			break
		}
		l := c.value(x.Lexpr)
		list := c.values(x.Rexpr.GetList().GetItems())
		e := c.cover(l.extent, c.listOf(x, list))
		return in(l.term, operandsOf(list), op == Ne, c.span(e)), e
	case ast.A_Expr_Kind_AEXPR_BETWEEN, ast.A_Expr_Kind_AEXPR_NOT_BETWEEN:
		l := c.value(x.Lexpr)
		bounds := c.values(x.Rexpr.GetList().GetItems())
		if len(bounds) != 2 {
			break
		}
		e := c.cover(l.extent, bounds[0].extent, bounds[1].extent)
		return between(l.term, bounds[0].term, bounds[1].term, x.Kind == ast.A_Expr_Kind_AEXPR_NOT_BETWEEN, c.span(e)), e
	}
	t := c.operator(x)
	return opaque(c.span(t.extent), t.term), t.extent
}

// listOf returns the parentheses of IN's list.
func (c *pgQuery) listOf(x *ast.A_Expr, list []pgTerm) extent {
	i := c.at(x.Location)
	for !c.is(i, "(") && i < len(c.tokens)-1 {
		i++
	}
	if len(list) > 0 && list[0].lo < i {
		return list[len(list)-1].extent
	}
	return extent{i, c.closed(i)}
}

// nullTest returns the tokens of t IS [NOT] NULL, t ISNULL, t NOTNULL.
func (c *pgQuery) nullTest(location int32, t pgTerm) extent {
	i := c.at(location)
	if c.is(i, "is") {
		for i++; c.is(i, "not"); i++ {
		}
	}
	return c.cover(t.extent, extent{i, i + 1})
}

func (c *pgQuery) booleanTest(b *ast.BooleanTest) (*Cond, extent) {
	t := c.value(b.Arg)
	e := c.nullTest(b.Location, t)
	span := c.span(e)
	switch b.Booltesttype {
	case ast.BoolTestType_IS_TRUE:
		return isTruth(t.term, true, false, span), e
	case ast.BoolTestType_IS_NOT_TRUE:
		return isTruth(t.term, true, true, span), e
	case ast.BoolTestType_IS_FALSE:
		return isTruth(t.term, false, false, span), e
	case ast.BoolTestType_IS_NOT_FALSE:
		return isTruth(t.term, false, true, span), e
	case ast.BoolTestType_IS_UNKNOWN:
		return isNull(t.term, true, span), e
	}
	return isNull(t.term, false, span), e
}

func (c *pgQuery) subLink(s *ast.SubLink) (*Cond, extent) {
	if s.SubLinkType == ast.SubLinkType_ANY_SUBLINK && (len(s.OperName) == 0 || lastName(s.OperName) == "=") &&
		s.Testexpr.GetRowExpr() == nil {
		t := c.value(s.Testexpr)
		sub, e := c.nested(s)
		e = c.cover(t.extent, e)
		return in(t.term, []Operand{sub}, false, c.span(e)), e
	}
	if s.SubLinkType == ast.SubLinkType_EXISTS_SUBLINK {
		sub, e := c.nested(s)
		return exists(sub.Sub, c.span(e)), e
	}
	t := c.value(&ast.Node{Node: &ast.Node_SubLink{SubLink: s}})
	return opaque(c.span(t.extent), t.term), t.extent
}

// fields returns the terms of a row value.
func (c *pgQuery) fields(r *ast.RowExpr) []term {
	var list []term
	for _, t := range c.values(r.Args) {
		list = append(list, t.term)
	}
	return list
}

// nested reads the subquery of a sublink and returns it with its tokens, the
// parentheses and what stands before them included.
func (c *pgQuery) nested(s *ast.SubLink) (Operand, extent) {
	start := c.at(s.Location)
	i := start
	for !c.is(i, "(") && i < len(c.tokens)-1 {
		i++
	}
	parens := extent{i, c.closed(i)}
	o := Operand{Kind: SubqueryOp, Span: c.span(parens)}
	if sel := s.Subselect.GetSelectStmt(); sel != nil {
		o.Sub = c.subquery(sel, extent{i + 1, max(i+2, parens.hi-1)})
	}
	return o, extent{start, parens.hi}
}

// Terms.

func (c *pgQuery) values(list []*ast.Node) []pgTerm {
	var out []pgTerm
	for _, n := range list {
		out = append(out, c.value(n))
	}
	return out
}

func (c *pgQuery) value(n *ast.Node) pgTerm {
	switch n := n.GetNode().(type) {
	case nil:
		return pgTerm{}
	case *ast.Node_ColumnRef:
		return c.columnRef(n.ColumnRef)
	case *ast.Node_AConst:
		return c.constant(n.AConst)
	case *ast.Node_ParamRef:
		i := c.at(n.ParamRef.Location)
		e := extent{i, i + 1}
		return pgTerm{term{Operand: Operand{Kind: Param, Span: c.span(e)}}, e}
	case *ast.Node_AExpr:
		return c.operator(n.AExpr)
	case *ast.Node_TypeCast:
		return c.cast(n.TypeCast)
	case *ast.Node_FuncCall:
		return c.funcCall(n.FuncCall)
	case *ast.Node_SqlvalueFunction:
		i := c.at(n.SqlvalueFunction.Location)
		e := extent{i, c.closed(i + 1)}
		return c.call(strings.ToLower(c.source(extent{i, i + 1})), nil, e)
	case *ast.Node_CoalesceExpr:
		i := c.at(n.CoalesceExpr.Location)
		return c.call("coalesce", c.values(n.CoalesceExpr.Args), extent{i, c.closed(i + 1)})
	case *ast.Node_MinMaxExpr:
		i := c.at(n.MinMaxExpr.Location)
		return c.call(c.source(extent{i, i + 1}), c.values(n.MinMaxExpr.Args), extent{i, c.closed(i + 1)})
	case *ast.Node_CollateClause:
		t := c.value(n.CollateClause.Arg)
		i := c.at(n.CollateClause.Location)
		return c.call("collate", []pgTerm{t}, c.cover(t.extent, extent{i, c.dotted(i + 1)}))
	case *ast.Node_CaseExpr:
		i := c.at(n.CaseExpr.Location)
		return c.mixed(c.inside(n.CaseExpr.ProtoReflect()), extent{i, c.match[i] + 1})
	case *ast.Node_SubLink:
		return c.subLinkValue(n.SubLink)
	case *ast.Node_SetToDefault:
		i := c.at(n.SetToDefault.Location)
		e := extent{i, i + 1}
		return pgTerm{term{Operand: Operand{Kind: DefaultOp, Span: c.span(e)}}, e}
	case *ast.Node_BoolExpr:
		args := c.values(n.BoolExpr.Args)
		if n.BoolExpr.Boolop == ast.BoolExprType_NOT_EXPR {
			i := c.at(n.BoolExpr.Location)
			return c.mixed(args, extent{i, i + 1})
		}
		return c.mixed(args, extent{})
	case *ast.Node_NullTest:
		t := c.value(n.NullTest.Arg)
		return c.mixed([]pgTerm{t}, c.nullTest(n.NullTest.Location, t))
	case *ast.Node_BooleanTest:
		t := c.value(n.BooleanTest.Arg)
		return c.mixed([]pgTerm{t}, c.nullTest(n.BooleanTest.Location, t))
	case *ast.Node_AIndirection:
		t := c.value(n.AIndirection.Arg)
		args := append([]pgTerm{t}, c.values(n.AIndirection.Indirection)...)
		e := c.cover(t.extent)
		for c.is(e.hi, ")") && c.match[e.hi] == e.lo-1 {
			e = extent{e.lo - 1, e.hi + 1}
		}
		return c.mixed(args, extent{e.lo, c.indirection(e.hi)})
	case *ast.Node_AArrayExpr:
		i := c.at(n.AArrayExpr.Location)
		e := extent{i, i + 1}
		if c.is(i, "array") {
			e.hi = c.closed(i + 1)
		} else {
			e.hi = c.closed(i)
		}
		return c.mixed(c.values(n.AArrayExpr.Elements), e)
	case *ast.Node_RowExpr:
		i := c.at(n.RowExpr.Location)
		e := extent{i, c.closed(i)}
		if c.is(i, "row") {
			e.hi = c.closed(i + 1)
		}
		return c.mixed(c.values(n.RowExpr.Args), e)
	case *ast.Node_SelectStmt:
		c.subquery(n.SelectStmt, extent{})
		return pgTerm{}
	case *ast.Node_TypeName, *ast.Node_String_, *ast.Node_Integer:
		return pgTerm{}
	}
	return c.other(n)
}

// call returns the term that is a function of args.
func (c *pgQuery) call(name string, args []pgTerm, e extent) pgTerm {
	list := make([]term, len(args))
	for i, a := range args {
		list[i] = a.term
	}
	return pgTerm{call(name, list, c.source(e), c.span(e)), e}
}

// mixed returns the term of an expression that the model has no word for.
func (c *pgQuery) mixed(args []pgTerm, e extent) pgTerm {
	list := make([]term, len(args))
	for i, a := range args {
		list[i] = a.term
		e = c.cover(e, a.extent)
	}
	return pgTerm{mixed(list, c.source(e), c.span(e)), e}
}

// other reads a node of a kind that is seldom seen, by what is in it.
func (c *pgQuery) other(n *ast.Node) pgTerm {
	m := n.ProtoReflect()
	var e extent
	m.Range(func(_ protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		node := v.Message()
		if at := node.Descriptor().Fields().ByName("location"); at != nil && node.Has(at) {
			i := c.at(int32(node.Get(at).Int()))
			e = extent{i, c.closed(i + 1)}
		}
		return true
	})
	return c.mixed(c.inside(m), e)
}

// inside returns the terms in a message of the grammar's tree.
func (c *pgQuery) inside(m protoreflect.Message) []pgTerm {
	var out []pgTerm
	visit := func(m protoreflect.Message) {
		if n, ok := m.Interface().(*ast.Node); ok {
			if t := c.value(n); !t.empty() {
				out = append(out, t)
			}
			return
		}
		out = append(out, c.inside(m)...)
	}
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		if f.Kind() != protoreflect.MessageKind || !m.Has(f) {
			continue
		}
		if !f.IsList() {
			visit(m.Get(f).Message())
			continue
		}
		for list, i := m.Get(f).List(), 0; i < list.Len(); i++ {
			visit(list.Get(i).Message())
		}
	}
	return out
}

func (c *pgQuery) columnRef(r *ast.ColumnRef) pgTerm {
	i := c.at(r.Location)
	e := extent{i, c.dotted(i)}
	column := Column{Span: c.span(e)}
	for n, f := range r.Fields {
		column.Table = column.Name
		column.Name = c.written(i+2*n, f.GetString_().GetSval())
		if f.GetAStar() != nil {
			column.Name = "*"
		}
	}
	return pgTerm{columnTerm(column), e}
}

func (c *pgQuery) constant(k *ast.A_Const) pgTerm {
	i := c.at(k.Location)
	e := extent{i, i + 1}
	if c.is(i, "-") || c.is(i, "+") {
		e.hi++
	}
	o := Operand{Kind: Const}
	switch v := k.Val.(type) {
	case *ast.A_Const_Ival, *ast.A_Const_Fval:
		o.Type, o.Text = NumberConst, strings.Join(strings.Fields(c.source(e)), "")
	case *ast.A_Const_Boolval:
		o.Type, o.Text = BoolConst, boolText(v.Boolval.Boolval)
	case *ast.A_Const_Sval:
		o.Text = v.Sval.Sval
	case *ast.A_Const_Bsval:
		o.Text = v.Bsval.Bsval
	default:
		o.Type, o.Text = NullConst, "NULL"
	}
	if o.Type == StringConst {
		if c.is(i, "u") && c.is(i+1, "&") { // U&'…'
			e.hi += 2
		}
		for c.tokens[e.hi].kind == stringToken { // continued on the next line
			e.hi++
		}
	}
	o.Span = c.span(e)
	return pgTerm{term{Operand: o}, e}
}

// operator reads an operator, comparisons too, as a value.
func (c *pgQuery) operator(x *ast.A_Expr) pgTerm {
	if x.Kind == ast.A_Expr_Kind_AEXPR_NULLIF {
		i := c.at(x.Location)
		return c.call("nullif", []pgTerm{c.value(x.Lexpr), c.value(x.Rexpr)}, extent{i, c.closed(i + 1)})
	}
	l := c.value(x.Lexpr)
	if items := x.Rexpr.GetList().GetItems(); items != nil {
		list := c.values(items)
		e := c.cover(l.extent)
		if x.Kind == ast.A_Expr_Kind_AEXPR_IN {
			e = c.cover(e, c.listOf(x, list))
		}
		return c.mixed(append([]pgTerm{l}, list...), e)
	}
	r := c.value(x.Rexpr)
	e := c.cover(l.extent, r.extent)
	name := lastName(x.Name)
	if x.Lexpr == nil {
		i := c.at(x.Location)
		e = c.cover(extent{i, i + 1}, e)
		if t, ok := sign(r.term, name, c.span(e)); ok {
			return pgTerm{t, e}
		}
		return c.mixed([]pgTerm{r}, e)
	}
	if x.Kind == ast.A_Expr_Kind_AEXPR_OP_ANY || x.Kind == ast.A_Expr_Kind_AEXPR_OP_ALL {
		return c.mixed([]pgTerm{l, r}, extent{e.lo, c.closedAfter(e)})
	}
	return pgTerm{binary(name, l.term, r.term, c.source(e), c.span(e)), e}
}

// closedAfter returns the end of the parenthesis that closes after e.
func (c *pgQuery) closedAfter(e extent) int {
	if c.is(e.hi, ")") {
		return e.hi + 1
	}
	return e.hi
}

func (c *pgQuery) cast(x *ast.TypeCast) pgTerm {
	t := c.value(x.Arg)
	name := "cast"
	if lastName(x.TypeName.GetNames()) == "interval" {
		name = "interval"
	}
	var e extent
	switch i := c.at(x.Location); {
	case x.Location < 0:
		// interval '1 day', date '1970-01-01'
		i = c.at(x.TypeName.GetLocation())
		e = c.cover(extent{i, i + 1}, t.extent)
		for c.isAny(e.hi, "year", "month", "day", "hour", "minute", "second", "to") {
			e.hi++
		}
	case c.is(i, ":"):
		e = c.cover(t.extent, extent{i, c.typeEnd(i + 2)})
	default:
		e = extent{i, c.closed(i + 1)}
	}
	return c.call(name, []pgTerm{t}, e)
}

// typeEnd returns the end of the type's name that begins with the token i.
func (c *pgQuery) typeEnd(i int) int {
	first := i
	if c.is(i, "setof") {
		i++
	}
	i = c.dotted(i)
	switch {
	case c.is(first, "double") && c.is(i, "precision"),
		c.isAny(first, "character", "char", "bit", "nchar") && c.is(i, "varying"):
		i++
	case c.is(first, "national"):
		i++
		if c.is(i, "varying") {
			i++
		}
	case c.is(first, "interval"):
		for c.isAny(i, "year", "month", "day", "hour", "minute", "second", "to") {
			i++
		}
	}
	if c.is(i, "(") {
		i = c.closed(i)
	}
	if c.isAny(first, "timestamp", "time") && c.isAny(i, "with", "without") && c.is(i+1, "time") {
		i += 3
	}
	for c.is(i, "[") {
		i = c.closed(i)
	}
	return min(i, len(c.tokens)-1)
}

// indirection returns the end of the subscripts and fields at the token i.
func (c *pgQuery) indirection(i int) int {
	for {
		switch {
		case c.is(i, "["):
			i = c.closed(i)
		case c.is(i, "."):
			i += 2
		default:
			return min(i, len(c.tokens)-1)
		}
	}
}

func (c *pgQuery) funcCall(f *ast.FuncCall) pgTerm {
	args := c.values(f.Args)
	i := c.at(f.Location)
	open := c.dotted(i)
	var e extent
	if c.is(open, "(") && f.Funcformat != ast.CoercionForm_COERCE_SQL_SYNTAX || c.isCallSyntax(i) {
		e = extent{i, c.closed(open)}
	} else {
		// a AT TIME ZONE b, (a, b) OVERLAPS (c, d)
		for _, a := range args {
			e = c.cover(e, a.extent)
		}
		if len(args) < 2 {
			e = c.cover(e, extent{i, i + 2})
		}
	}
	special := f.AggFilter != nil || f.Over != nil || len(f.AggOrder) > 0
	for c.isAny(e.hi, "within", "filter", "over") {
		switch {
		case c.is(e.hi, "within"):
			e.hi = c.closed(e.hi + 2)
		case c.is(e.hi+1, "("):
			e.hi = c.closed(e.hi + 1)
		default:
			e.hi += 2
		}
	}
	if c.selects && f.Over == nil {
		var list []term
		for _, a := range args {
			list = append(list, a.term)
		}
		c.q.aggregate(lastName(f.Funcname), list, c.span(e))
	}
	if !special {
		return c.call(lastName(f.Funcname), args, e)
	}
	for _, n := range f.AggOrder {
		args = append(args, c.value(n.GetSortBy().GetNode()))
	}
	if f.AggFilter != nil {
		args = append(args, c.value(f.AggFilter))
	}
	if f.Over != nil {
		args = append(args, c.inside(f.Over.ProtoReflect())...)
	}
	return c.mixed(args, e)
}

// isCallSyntax reports whether the token i begins a function whose arguments
// are in parentheses, but joined by keywords.
func (c *pgQuery) isCallSyntax(i int) bool {
	return c.is(i+1, "(") && c.isAny(i, "extract", "overlay", "position", "substring", "trim", "normalize", "xmlexists")
}

func (c *pgQuery) subLinkValue(s *ast.SubLink) pgTerm {
	if s.Testexpr != nil {
		t := c.value(s.Testexpr)
		sub, e := c.nested(s)
		e = c.cover(t.extent, e)
		return c.mixed([]pgTerm{t, {term{Operand: sub}, e}}, e)
	}
	sub, e := c.nested(s)
	if s.SubLinkType == ast.SubLinkType_EXPR_SUBLINK {
		return pgTerm{term{Operand: sub}, e}
	}
	return c.mixed(nil, e)
}
