package sqlparse

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sqlc-dev/marino/ast"
	"github.com/sqlc-dev/marino/opcode"
	"github.com/sqlc-dev/marino/parser"
)

// parseMySQL is the [grammar] of MySQL and MariaDB.
func parseMySQL(sql string) ([]*Statement, error) {
	stmts, _, err := parser.New().ParseSQL(sql)
	if err != nil {
		return nil, mySyntaxError(sql, err)
	}
	r := &myReader{mySource{sql, lexMySQL(sql)}}
	out := make([]*Statement, 0, len(stmts))
	pos := 0
	for _, s := range stmts {
		// The grammar keeps the text of each, up to its semicolon, in order.
		text := s.OriginalText()
		if i := strings.Index(sql[pos:], text); i >= 0 {
			pos += i
		}
		lo, hi := r.at(pos), r.at(pos+len(text))
		if r.is(hi-1, ";") {
			hi--
		}
		out = append(out, r.statement(s, lo, hi))
		pos += len(text)
	}
	return out, nil
}

// mySyntaxError returns the grammar's error, which says where it is by quoting
// the rest of the text.
func mySyntaxError(sql string, err error) *Error {
	e := &Error{Dialect: MySQL, Word: err.Error()}
	if _, rest, ok := strings.Cut(e.Word, ` near "`); ok {
		if end := strings.LastIndexByte(rest, '"'); end >= 0 && strings.HasSuffix(sql, rest[:end]) {
			at := len(sql) - end
			e.Span = Span{at, at}
		}
	}
	e.Word, _, _ = strings.Cut(e.Word, "\n")
	return e
}

// A myReader reads MySQL's trees. Where a method takes lo, hi, they are the
// tokens of what it reads.
type myReader struct{ mySource }

// A myQuery reads the parts of one query.
type myQuery struct {
	*myReader
	q    *Query
	ctes *cteScope
	// row is the alias of the new row in INSERT … AS row ON DUPLICATE KEY.
	row string
	// selects says that what is selected is being read.
	selects bool
}

func (r *myReader) statement(s ast.StmtNode, lo, hi int) *Statement {
	span := r.span(lo, hi)
	st := &Statement{Span: span, Dialect: MySQL}
	switch s := s.(type) {
	case *ast.SelectStmt, *ast.SetOprStmt:
		st.Query = &Query{}
		r.selectInto(st.Query, s, lo, hi, nil)
	case *ast.ExplainStmt:
		body := r.find(lo+1, hi, "SELECT", "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH", "TABLE", "(")
		if s.Stmt != nil && body < hi {
			st.Query = r.statement(s.Stmt, body, hi).Query
		}
		return st
	case *ast.InsertStmt:
		st.Query = r.insert(s, lo, hi)
	case *ast.UpdateStmt:
		st.Query = r.update(s, lo, hi)
	case *ast.DeleteStmt:
		st.Query = r.delete(s, lo, hi)
	case *ast.CreateTableStmt:
		switch {
		case s.ReferTable != nil: // LIKE: nothing is known of its columns
		case s.Select != nil:
			from := r.dotted(r.createdTable(s, lo, hi))
			if len(s.Cols)+len(s.Constraints) > 0 {
				from = r.after(from)
			}
			st.Query = &Query{}
			r.selectInto(st.Query, s.Select, r.find(from, hi, myQueryWords...), hi, nil)
		default:
			st.Changes = r.createTable(s, lo, hi)
		}
		return st
	case *ast.CreateViewStmt:
		st.Query = &Query{}
		body := r.find(lo, hi, "AS") + 1
		r.selectInto(st.Query, s.Select, body, r.beforeCheckOption(body, hi), nil)
		name := r.tableName(s.ViewName, r.find(lo, hi, "VIEW")+1)
		st.Changes = []Change{{Kind: CreateView, Table: name, Span: span}}
		return st
	case *ast.CreateIndexStmt:
		if s.KeyType == ast.IndexKeyTypeNone || s.KeyType == ast.IndexKeyTypeUnique {
			st.Changes = []Change{r.createIndex(s, lo, hi)}
		}
	case *ast.DropIndexStmt:
		st.Changes = []Change{{
			Kind:  DropIndex,
			Index: s.IndexName,
			Table: r.tableName(s.Table, r.find(lo, hi, "ON")+1),
			Span:  span,
		}}
	case *ast.AlterTableStmt:
		st.Changes = r.alterTable(s, lo, hi)
	case *ast.DropTableStmt:
		first := r.find(lo, hi, "TABLE", "TABLES", "VIEW") + 1
		if s.IfExists {
			first += 2
		}
		for i, part := range r.split(first, hi) {
			if i < len(s.Tables) {
				st.Changes = append(st.Changes, Change{Kind: DropTable, Table: r.tableName(s.Tables[i], part[0]), Span: span})
			}
		}
	case *ast.RenameTableStmt:
		for i, part := range r.split(lo+2, hi) {
			if i < len(s.TableToTables) {
				pair := s.TableToTables[i]
				st.Changes = append(st.Changes, Change{
					Kind:  RenameTable,
					Table: r.tableName(pair.OldTable, part[0]),
					To:    pair.NewTable.Name.O,
					Span:  r.span(part[0], part[1]),
				})
			}
		}
	}
	if st.Query != nil {
		st.Query.Span = span
	}
	return st
}

// tableName is the name t, which is written at token i.
func (r *myReader) tableName(t *ast.TableName, i int) Name {
	return Name{Schema: t.Schema.O, Table: t.Name.O, Span: r.named(i, t.Name.O)}
}

// Queries.

// myQueryWords begin a query.
var myQueryWords = []string{"SELECT", "WITH", "VALUES", "TABLE", "("}

// with reads the common table expressions of a query that starts at token lo,
// and returns the token after them.
func (c *myQuery) with(w *ast.WithClause, lo int) int {
	if w == nil {
		return lo
	}
	for _, cte := range w.CTEs {
		sub := &Query{}
		inner := c.ctes
		c.ctes = c.ctes.add(cte.Name.O, sub)
		if w.IsRecursive {
			// Else its own name in the body is that of a table.
			inner = c.ctes
		}
		start := c.start(cte.Query)
		c.selectInto(sub, cte.Query.Query, start, c.after(start), inner)
		c.q.Subs = append(c.q.Subs, sub)
		lo = c.after(start)
	}
	return lo
}

// selectInto reads a SELECT or a union of such into q, which its own common
// table expressions may refer to already.
func (r *myReader) selectInto(q *Query, n ast.Node, lo, hi int, ctes *cteScope) {
	lo, hi = r.unwrap(lo, hi)
	q.Verb, q.Span = Select, r.span(lo, hi)
	c := &myQuery{myReader: r, q: q, ctes: ctes}
	switch s := n.(type) {
	case *ast.SelectStmt:
		lo = c.with(s.With, lo)
		lo, hi = r.unwrap(lo, hi)
		c.core(s, lo, hi)
	case *ast.SetOprStmt:
		lo = c.with(s.With, lo)
		lo, hi = r.unwrap(lo, hi)
		c.union(s.SelectList.Selects, s.OrderBy, s.Limit, lo, hi)
	case *ast.SetOprSelectList: // an arm in brackets
		if only, ok := s.Selects[0].(*ast.SelectStmt); ok && len(s.Selects) == 1 {
			c.selectInto(q, only, lo, hi, ctes)
			return
		}
		lo = c.with(s.With, lo)
		lo, hi = r.unwrap(lo, hi)
		c.union(s.Selects, s.OrderBy, s.Limit, lo, hi)
	}
}

// union reads the arms of a union. The first is c's query itself unless it is
// ordered or limited for itself: c's query has what orders and limits the whole.
func (c *myQuery) union(arms []ast.Node, order *ast.OrderByClause, limit *ast.Limit, lo, hi int) {
	whole := c.q.Span
	var ranges [][2]int
	for i := lo; i < hi; {
		next := c.find(i, hi, "UNION", "EXCEPT", "INTERSECT")
		end := next
		if c.is(i, "(") {
			end = c.after(i)
		}
		ranges = append(ranges, [2]int{i, end})
		i = next + 1
		if c.isAny(i, "ALL", "DISTINCT", "DISTINCTROW") {
			i++
		}
	}
	if last := len(ranges) - 1; last >= 0 && !c.is(ranges[last][0], "(") {
		// What orders and limits the whole isn't the last arm's.
		switch {
		case order != nil:
			ranges[last][1] = c.findLast(ranges[last][0], hi, "ORDER")
		case limit != nil:
			ranges[last][1] = c.findLast(ranges[last][0], hi, "LIMIT", "FETCH")
		}
	}
	for i, arm := range arms {
		var at [2]int
		if len(ranges) == len(arms) {
			at = ranges[i]
		}
		q := c.q
		if i > 0 || !isPlainArm(arm) {
			q = &Query{}
			c.q.Subs = append(c.q.Subs, q)
		}
		c.selectInto(q, arm, at[0], at[1], c.ctes)
	}
	c.q.Span = whole
	c.orderBy(order, lo, hi)
	c.limit(limit, lo, hi)
}

// isPlainArm reports whether an arm of a union has nothing that orders, limits
// or names for itself.
func isPlainArm(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.SelectStmt:
		return n.With == nil && n.OrderBy == nil && n.Limit == nil
	case *ast.SetOprSelectList:
		return len(n.Selects) == 1 && n.With == nil && n.OrderBy == nil && n.Limit == nil && isPlainArm(n.Selects[0])
	}
	return false
}

func (c *myQuery) core(s *ast.SelectStmt, lo, hi int) {
	c.q.Grouped = s.Distinct || s.GroupBy != nil
	if s.Kind == ast.SelectStmtKindSelect {
		c.selects = true
		c.fields(s.Fields.Fields)
		c.selects = false
	}
	for _, row := range s.Lists {
		c.terms(row.Values)
	}
	if s.From != nil {
		c.refs(s.From.TableRefs, lo+1) // TABLE t has it there
	}
	if s.Where != nil {
		c.q.Where = c.cond(s.Where)
	}
	if s.GroupBy != nil {
		for _, item := range s.GroupBy.Items {
			c.inside(item)
		}
	}
	if s.Having != nil {
		c.q.Having = c.cond(s.Having.Expr)
	}
	for i := range s.WindowSpecs {
		c.inside(&s.WindowSpecs[i])
	}
	c.orderBy(s.OrderBy, lo, hi)
	c.limit(s.Limit, lo, hi)
	for _, l := range append([]*ast.SelectLockInfo{s.LockInfo}, s.MoreLockInfos...) {
		if l == nil {
			continue
		}
		c.q.Locks = true
		c.q.SkipLocked = c.q.SkipLocked ||
			l.LockType == ast.SelectLockForUpdateSkipLocked || l.LockType == ast.SelectLockForShareSkipLocked
	}
}

func (c *myQuery) fields(list []*ast.SelectField) {
	for _, f := range list {
		if f.WildCard != nil {
			i := c.at(f.Offset)
			star := columnTerm(Column{Table: f.WildCard.Table.O, Name: "*", Span: c.span(i, c.dotted(i))})
			c.q.Columns = append(c.q.Columns, star.Column)
			c.q.Selected = append(c.q.Selected, star.Operand)
			continue
		}
		t := c.term(f.Expr)
		c.q.Selected = append(c.q.Selected, t.Operand)
		if t.Kind == ColumnOp {
			c.q.Columns = append(c.q.Columns, t.Column)
		}
	}
}

// refs adds the tables of a FROM clause and what joins them. A table that the
// grammar gives no position is written at token at.
func (c *myQuery) refs(n ast.ResultSetNode, at int) {
	switch n := n.(type) {
	case *ast.Join:
		first := len(c.q.Tables)
		c.refs(n.Left, at)
		mid := len(c.q.Tables)
		if n.Right != nil {
			c.refs(n.Right, at)
		}
		switch n.Tp {
		case ast.LeftJoin:
			setOuter(c.q.Tables[mid:])
		case ast.RightJoin:
			setOuter(c.q.Tables[first:mid])
		}
		if n.On != nil {
			c.q.on(c.cond(n.On.Expr))
		}
	case *ast.TableSource:
		c.tableSource(n, at)
	}
}

func (c *myQuery) tableSource(n *ast.TableSource, at int) {
	t := Table{Alias: n.AsName.O}
	switch src := n.Source.(type) {
	case *ast.TableName:
		if src.OriginTextPosition() > 0 {
			at = c.at(src.OriginTextPosition())
		}
		t.Name = c.tableName(src, at)
		if sub := c.ctes.find(t.Name); sub != nil {
			t.Sub = sub
			if t.Alias == "" {
				t.Alias = t.Table
			}
			t.Name = Name{Span: t.Span}
		}
	case *ast.SelectStmt, *ast.SetOprStmt:
		lo, hi := c.derived(src)
		t.Sub = c.sub(src, lo, hi)
		t.Span = t.Sub.Span
	case *ast.JSONTableExpr:
		// What the function gives isn't known, but its columns have a name.
		c.term(src.Doc)
		open := c.enclosing(c.start(src.Doc))
		t.Span = c.span(open-1, c.after(open))
	case *ast.Join:
		c.refs(src, at)
		return
	}
	c.q.Tables = append(c.q.Tables, t)
}

// derived is the subquery n in FROM with its brackets, which the grammar gives
// no position: they enclose what in it has one.
func (r *myReader) derived(n ast.Node) (lo, hi int) {
	union, _ := n.(*ast.SetOprStmt)
	for i := r.anchor(n); i >= 0; {
		if i = r.enclosing(i); i < 0 {
			break
		}
		hi = r.after(i)
		switch {
		case union == nil:
			return i, hi
		case len(union.SelectList.Selects) == 1: // ((SELECT …) LIMIT 1)
			if !r.isAny(hi, "ORDER", "LIMIT", "FETCH") {
				return i, hi
			}
		case r.find(i+1, hi-1, "UNION", "EXCEPT", "INTERSECT") < hi-1:
			return i, hi
		}
	}
	return 0, 0
}

// anchor is a token of the query n that stands in no brackets of its own, -1
// if none is known.
func (r *myReader) anchor(n ast.Node) int {
	switch n := n.(type) {
	case *ast.SelectStmt:
		switch n.Kind {
		case ast.SelectStmtKindSelect:
			return r.at(n.Fields.Fields[0].Offset)
		case ast.SelectStmtKindValues:
			if row := n.Lists[0].Values; len(row) > 0 {
				return r.enclosing(r.start(row[0]))
			}
		}
	case *ast.SetOprStmt:
		return r.anchor(n.SelectList.Selects[0])
	case *ast.SetOprSelectList:
		return r.anchor(n.Selects[0])
	}
	return -1
}

func (c *myQuery) sub(n ast.Node, lo, hi int) *Query {
	q := &Query{}
	c.selectInto(q, n, lo, hi, c.ctes)
	c.q.Subs = append(c.q.Subs, q)
	return q
}

// orderBy reads ORDER BY, the last one of lo, hi.
func (c *myQuery) orderBy(o *ast.OrderByClause, lo, hi int) {
	if o == nil {
		return
	}
	from := c.findLast(lo, hi, "ORDER") + 2
	keys := c.split(from, c.find(from, hi, "LIMIT", "FETCH", "FOR", "LOCK", "INTO"))
	for i, item := range o.Items {
		k := Order{Desc: item.Desc}
		if t := c.key(item); t.Kind == ColumnOp {
			k.Column = t.column
		}
		if len(keys) == len(o.Items) {
			k.Span = c.span(keys[i][0], keys[i][1])
		}
		c.q.OrderBy = append(c.q.OrderBy, k)
	}
}

// key is what item orders by; ORDER BY 1 is not known.
func (c *myQuery) key(item *ast.ByItem) term {
	if _, ok := item.Expr.(*ast.PositionExpr); ok {
		return term{Operand: Operand{Kind: Expr}}
	}
	return c.term(item.Expr)
}

// limit reads LIMIT or FETCH, the last one of lo, hi; the grammar gives its
// numbers no positions.
func (c *myQuery) limit(l *ast.Limit, lo, hi int) {
	if l == nil {
		return
	}
	i := c.findLast(lo, hi, "LIMIT", "FETCH")
	count, offset := i+1, i+3
	switch {
	case i == hi:
		return
	case c.is(i, "FETCH"):
		count = i + 2
	case c.is(i+2, ","):
		count, offset = offset, count
	}
	n := c.number(count)
	c.q.Limit = &n
	if l.Offset != nil {
		n := c.number(offset)
		c.q.Offset = &n
	}
}

// number is the number or placeholder at token i.
func (r *myReader) number(i int) Operand {
	o := Operand{Kind: Const, Type: NumberConst, Text: r.raw(i), Span: r.span(i, i+1)}
	switch {
	case r.is(i, "?"):
		o.Kind, o.Type, o.Text = Param, 0, ""
	case r.isAny(i, "ROW", "ROWS"): // FETCH FIRST ROW
		o.Text = "1"
	}
	return o
}

func (r *myReader) insert(s *ast.InsertStmt, lo, hi int) *Query {
	c := &myQuery{myReader: r, q: &Query{Verb: Insert}}
	if s.RowAlias != nil {
		c.row = s.RowAlias.O
	}
	c.refs(s.Table.TableRefs, lo)
	for i, col := range s.Columns {
		if s.Setlist {
			c.q.Into = append(c.q.Into, c.assigned(col, s.Lists[0][i]))
			continue
		}
		at := c.at(col.OriginTextPosition())
		c.q.Into = append(c.q.Into, Column{Table: col.Table.O, Name: col.Name.O, Span: c.named(at, col.Name.O)})
	}
	for _, row := range s.Lists {
		var operands []Operand
		for _, t := range c.terms(row) {
			operands = append(operands, t.Operand)
		}
		c.q.Rows = append(c.q.Rows, operands)
	}
	if s.Select != nil {
		from := c.find(lo, hi, myQueryWords...)
		if s.Columns != nil && c.is(from, "(") {
			from = c.find(c.after(from), hi, myQueryWords...)
		}
		end := from
		for end < hi && (!c.is(end, "ON") || !c.is(end+1, "DUPLICATE")) {
			end = c.after(end)
		}
		c.q.Source = c.sub(s.Select, from, end)
	}
	k := &Conflict{Nothing: s.IgnoreErr, Replace: s.IsReplace, Sets: c.sets(s.OnDuplicate)}
	if k.Nothing || k.Replace || len(k.Sets) > 0 {
		c.q.Conflict = k
	}
	return c.q
}

func (r *myReader) update(s *ast.UpdateStmt, lo, hi int) *Query {
	c := &myQuery{myReader: r, q: &Query{Verb: Update}}
	lo = c.with(s.With, lo)
	c.refs(s.TableRefs.TableRefs, lo)
	c.q.Sets = c.sets(s.List)
	if s.Where != nil {
		c.q.Where = c.cond(s.Where)
	}
	c.orderBy(s.Order, lo, hi)
	c.limit(s.Limit, lo, hi)
	return c.q
}

func (r *myReader) delete(s *ast.DeleteStmt, lo, hi int) *Query {
	c := &myQuery{myReader: r, q: &Query{Verb: Delete}}
	lo = c.with(s.With, lo)
	c.refs(s.TableRefs.TableRefs, c.find(lo, hi, "FROM")+1)
	if s.Tables != nil {
		// The tables that rows are deleted from come first.
		slices.SortStableFunc(c.q.Tables, func(a, b Table) int {
			return deletes(s.Tables.Tables, b) - deletes(s.Tables.Tables, a)
		})
	}
	if s.Where != nil {
		c.q.Where = c.cond(s.Where)
	}
	c.orderBy(s.Order, lo, hi)
	c.limit(s.Limit, lo, hi)
	return c.q
}

// deletes is 1 if t is one of the tables, by its alias if it has one.
func deletes(tables []*ast.TableName, t Table) int {
	name := t.Alias
	if name == "" {
		name = t.Table
	}
	for _, x := range tables {
		if strings.EqualFold(x.Name.O, name) {
			return 1
		}
	}
	return 0
}

func (c *myQuery) sets(list []*ast.Assignment) []Assignment {
	var out []Assignment
	for _, a := range list {
		out = append(out, Assignment{c.assigned(a.Column, a.Expr), c.term(a.Expr).Operand})
	}
	return out
}

// assigned is the column that the value is assigned to: it stands before the
// equals sign before the value.
func (c *myQuery) assigned(col *ast.ColumnName, value ast.ExprNode) Column {
	i := c.start(value) - 2
	for c.is(i-1, ".") {
		i -= 2
	}
	return Column{Table: col.Table.O, Name: col.Name.O, Span: c.named(i, col.Name.O)}
}

// Conditions.

func (c *myQuery) cond(e ast.ExprNode) *Cond {
	span := c.spanOf(e)
	switch e := e.(type) {
	case *ast.ParenthesesExpr:
		return c.cond(e.Expr)
	case *ast.BinaryOperationExpr:
		if isSoundsLike(e) {
			break
		}
		switch e.Op {
		case opcode.LogicAnd:
			return and(span, c.cond(e.L), c.cond(e.R))
		case opcode.LogicOr:
			return or(span, c.cond(e.L), c.cond(e.R))
		case opcode.NullEQ:
			return distinct(c.term(e.L), c.term(e.R), true, span)
		}
		if op, ok := myCmp[e.Op]; ok {
			l, lok := e.L.(*ast.RowExpr)
			r, rok := e.R.(*ast.RowExpr)
			if lok && rok && areRows(len(l.Values), len(r.Values)) {
				return rows(op, c.terms(l.Values), c.terms(r.Values), span)
			}
			return compare(op, c.term(e.L), c.term(e.R), span)
		}
	case *ast.UnaryOperationExpr:
		if e.Op == opcode.Not || e.Op == opcode.Not2 {
			return not(c.cond(e.V), span)
		}
	case *ast.IsNullExpr:
		return isNull(c.term(e.Expr), !e.Not, span)
	case *ast.IsTruthExpr:
		return isTruth(c.term(e.Expr), e.True == 1, e.Not, span)
	case *ast.BetweenExpr:
		return between(c.term(e.Expr), c.term(e.Left), c.term(e.Right), e.Not, span)
	case *ast.PatternInExpr:
		t := c.term(e.Expr)
		if e.Sel != nil {
			return in(t, []Operand{c.term(e.Sel).Operand}, e.Not, span)
		}
		var list []Operand
		for _, x := range c.terms(e.List) {
			list = append(list, x.Operand)
		}
		return in(t, list, e.Not, span)
	case *ast.CompareSubqueryExpr:
		l, r := c.term(e.L), c.term(e.R)
		switch {
		case e.Op == opcode.EQ && !e.All:
			return in(l, []Operand{r.Operand}, false, span)
		case e.Op == opcode.NE && e.All:
			return in(l, []Operand{r.Operand}, true, span)
		}
		return opaque(span, l)
	case *ast.PatternLikeOrIlikeExpr:
		return compare(Like, c.term(e.Expr), c.term(e.Pattern), span)
	case *ast.PatternRegexpExpr:
		return compare(Like, c.term(e.Expr), c.term(e.Pattern), span)
	case *ast.ExistsSubqueryExpr:
		found := exists(c.term(e.Sel).Sub, span)
		found.Negated = e.Not
		return found
	}
	t := c.term(e)
	switch e.(type) {
	case *ast.FuncCallExpr, *ast.AggregateFuncExpr:
		return opaque(span, t)
	}
	return truth(t, MySQL)
}

var myCmp = map[opcode.Op]CmpOp{
	opcode.EQ: Eq, opcode.NE: Ne, opcode.LT: Lt, opcode.LE: Le, opcode.GT: Gt, opcode.GE: Ge,
}

// Terms.

func (c *myQuery) terms(list []ast.ExprNode) []term {
	var out []term
	for _, e := range list {
		out = append(out, c.term(e))
	}
	return out
}

// args reads the arguments of the call e, but for values that the grammar adds:
// they have no place in the text.
func (c *myQuery) args(e ast.ExprNode, list []ast.ExprNode) []term {
	var out []term
	for _, a := range list {
		if a.OriginTextPosition() >= e.OriginTextPosition() {
			out = append(out, c.term(a))
		} else if f, ok := a.(*ast.FuncCallExpr); ok {
			out = append(out, c.inside(f)...)
		}
	}
	return out
}

func (c *myQuery) term(e ast.ExprNode) term {
	i, span := c.start(e), c.spanOf(e)
	text := c.text[span.Start:span.End]
	switch e := e.(type) {
	case *ast.ColumnNameExpr:
		col := Column{Table: e.Name.Table.O, Name: e.Name.Name.O, Span: c.named(i, e.Name.Name.O)}
		if c.row != "" && strings.EqualFold(col.Table, c.row) {
			col.Table = excluded
		}
		return columnTerm(col)
	case *ast.ValuesExpr:
		return columnTerm(Column{Table: excluded, Name: e.Column.Name.Name.O, Span: span})
	case ast.ParamMarkerExpr:
		return term{Operand: Operand{Kind: Param, Span: span}}
	case *ast.ValueExprBase:
		return c.literal(e, i, span)
	case *ast.ParenthesesExpr:
		return c.term(e.Expr)
	case *ast.DefaultExpr:
		if e.Name == nil {
			return term{Operand: Operand{Kind: DefaultOp, Span: span}}
		}
	case *ast.UnaryOperationExpr:
		t := c.term(e.V)
		if signed, ok := sign(t, c.raw(i), span); ok {
			return signed
		}
		return mixed([]term{t}, text, span)
	case *ast.BinaryOperationExpr:
		if !isSoundsLike(e) && c.start(e.L) == i {
			return binary(c.raw(c.end(e.L)), c.term(e.L), c.term(e.R), text, span)
		}
	case *ast.MatchAgainst:
		args := []term{c.term(e.Against)}
		at := i + 2
		for _, n := range e.ColumnNames {
			args = append(args, columnTerm(Column{Table: n.Table.O, Name: n.Name.O, Span: c.named(at, n.Name.O)}))
			at = c.dotted(at) + 1
		}
		return mixed(args, text, span)
	case *ast.FuncCastExpr:
		return call("cast", []term{c.term(e.Expr)}, text, span)
	case *ast.SetCollationExpr:
		return call("collate", []term{c.term(e.Expr)}, text, span)
	case *ast.AggregateFuncExpr:
		args := c.args(e, e.Args)
		if e.Order != nil {
			c.inside(e.Order)
		}
		if c.selects {
			c.q.aggregate(e.F, args, span)
		}
		return call(e.F, args, text, span)
	case *ast.FuncCallExpr:
		return c.call(e, i, text, span)
	case *ast.ExistsSubqueryExpr:
		c.term(e.Sel)
		return mixed(nil, text, span)
	case *ast.SubqueryExpr:
		return term{Operand: Operand{Kind: SubqueryOp, Sub: c.sub(e.Query, i, c.after(i)), Span: span}}
	}
	// CASE, row values, conditions as values: what they are made of.
	return mixed(c.inside(e), text, span)
}

// excluded is the table of the row that couldn't be inserted, by the name that
// it has in the other dialects.
const excluded = "excluded"

func (c *myQuery) call(e *ast.FuncCallExpr, i int, text string, span Span) term {
	interval := e.FnName.L == "date_add" || e.FnName.L == "date_sub"
	switch {
	case interval && len(e.Args) == 3 && c.infix(e, e.Args[0], i):
		return binary(c.raw(c.end(e.Args[0])), c.term(e.Args[0]), c.term(e.Args[1]), text, span)
	case interval && len(e.Args) == 3 && c.is(i, "INTERVAL"):
		return binary("+", c.term(e.Args[1]), c.term(e.Args[0]), text, span)
	case c.is(i, "{"), i+1 < len(c.toks) && c.toks[i+1].kind == myString && len(e.Args) == 1:
		if v, ok := e.Args[0].(ast.ValueExpr); ok { // DATE '…'
			return term{Operand: Operand{Kind: Const, Text: v.GetString(), Span: span}}
		}
	case c.isAny(c.dotted(i), "->", "->>"), e.FnName.L == ast.JSONMemberOf:
		return mixed(c.args(e, e.Args), text, span)
	}
	return call(e.FnName.L, c.args(e, e.Args), text, span)
}

// inside returns what n is made of: its columns, values and subqueries.
func (c *myQuery) inside(n ast.Node) []term {
	var out []term
	visit(n, func(x ast.Node) bool {
		if x == n {
			return true
		}
		e, ok := x.(ast.ExprNode)
		if ok && e.OriginTextPosition() > 0 {
			out = append(out, c.term(e))
			return false
		}
		// The grammar adds calls that are not in the text, and their arguments.
		_, isCall := x.(*ast.FuncCallExpr)
		return !ok || isCall
	})
	return out
}

// visit calls f for n and what is in it, in order, but not for what is in a
// node for which f returns false.
func visit(n ast.Node, f func(ast.Node) bool) { n.Accept(myVisitor(f)) }

type myVisitor func(ast.Node) bool

func (v myVisitor) Enter(n ast.Node) (ast.Node, bool) { return n, !v(n) }
func (v myVisitor) Leave(n ast.Node) (ast.Node, bool) { return n, true }

func (c *myQuery) literal(e *ast.ValueExprBase, i int, span Span) term {
	o := Operand{Kind: Const, Span: span}
	switch {
	case c.isAny(i, "TRUE", "FALSE"):
		o.Type, o.Text = BoolConst, strings.ToLower(c.raw(i))
	case e.Kind() == ast.KindNull:
		o.Type, o.Text = NullConst, "NULL"
	case e.Kind() == ast.KindString || e.Kind() == ast.KindBytes:
		o.Text = e.GetString()
	case e.Kind() == ast.KindBinaryLiteral:
		o.Text = c.raw(i)
		if bits, ok := strings.CutPrefix(strings.ToLower(strings.ReplaceAll(o.Text, "'", "")), "b"); ok {
			if n, err := strconv.ParseUint(bits, 2, 64); err == nil {
				o.Type, o.Text = NumberConst, strconv.FormatUint(n, 10)
			}
		}
	default:
		o.Type, o.Text = NumberConst, c.raw(i)
	}
	return term{Operand: o}
}
