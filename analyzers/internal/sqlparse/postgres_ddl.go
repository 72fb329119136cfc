package sqlparse

import (
	"strings"

	"github.com/sqlc-dev/oliphant/ast"
)

// changes reads a DDL statement; nil if it changes nothing that the model
// knows.
func (g *elephant) changes(n *ast.Node, whole extent) []Change {
	span := g.span(whole)
	switch n := n.Node.(type) {
	case *ast.Node_CreateStmt:
		return []Change{g.createTable(n.CreateStmt, whole)}
	case *ast.Node_CreateForeignTableStmt:
		return []Change{g.createTable(n.CreateForeignTableStmt.BaseStmt, whole)}
	case *ast.Node_AlterTableStmt:
		return g.alterTable(n.AlterTableStmt, whole)
	case *ast.Node_IndexStmt:
		i := n.IndexStmt
		return []Change{{
			Kind: AddIndex, Table: g.table(i.Relation), IfNotExists: i.IfNotExists, Span: span,
			Indexes: []IndexDef{g.index(i, span)},
		}}
	case *ast.Node_DropStmt:
		return g.drop(n.DropStmt, whole)
	case *ast.Node_RenameStmt:
		return g.rename(n.RenameStmt, span)
	case *ast.Node_CommentStmt:
		return g.comment(n.CommentStmt, whole)
	}
	return nil
}

// reader returns a reader for expressions that stand in no query.
func (g *elephant) reader() *pgQuery { return &pgQuery{elephant: g, q: &Query{}} }

func (g *elephant) createTable(s *ast.CreateStmt, whole extent) Change {
	c := Change{Kind: CreateTable, Table: g.table(s.Relation), IfNotExists: s.IfNotExists, Span: g.span(whole)}
	for _, n := range s.TableElts {
		switch n := n.Node.(type) {
		case *ast.Node_ColumnDef:
			def, indexes := g.columnDef(n.ColumnDef, c.Table.Table)
			c.Columns = append(c.Columns, def)
			c.Indexes = append(c.Indexes, indexes...)
		case *ast.Node_Constraint:
			at := g.at(n.Constraint.Location)
			if x, ok := g.constraint(n.Constraint, c.Table.Table, g.span(extent{at, g.elementEnd(at)})); ok {
				c.Indexes = append(c.Indexes, x)
			}
		}
	}
	setPrimaryNotNull(&c)
	return c
}

// elementEnd returns the end of the element of a list that the token i is in.
func (g *elephant) elementEnd(i int) int {
	for ; i < len(g.tokens)-1 && !g.is(i, ",") && !g.is(i, ")") && !g.is(i, ";"); i++ {
		if g.is(i, "(") || g.is(i, "[") {
			i = g.match[i]
		}
	}
	return i
}

// columnDef reads a column and the indexes that are declared on it.
func (g *elephant) columnDef(d *ast.ColumnDef, table string) (ColumnDef, []IndexDef) {
	lo := g.at(d.Location)
	whole := extent{lo, g.elementEnd(lo)}
	def := ColumnDef{Name: g.written(lo, d.Colname), Type: g.typeName(d.TypeName), Span: g.span(whole)}
	if strings.HasSuffix(def.Type, "serial") {
		def.NotNull, def.AutoIncrement = true, true
	}
	var indexes []IndexDef
	for i, n := range d.Constraints {
		k := n.GetConstraint()
		switch k.GetContype() {
		case ast.ConstrType_CONSTR_NOTNULL:
			def.NotNull = true
		case ast.ConstrType_CONSTR_DEFAULT:
			o := g.reader().value(k.RawExpr).Operand
			def.Default = &o
		case ast.ConstrType_CONSTR_IDENTITY:
			def.NotNull, def.AutoIncrement = true, true
		case ast.ConstrType_CONSTR_GENERATED:
			def.Generated = true
			def.GeneratedText = g.source(g.reader().value(k.RawExpr).extent)
		case ast.ConstrType_CONSTR_PRIMARY, ast.ConstrType_CONSTR_UNIQUE:
			e := extent{g.at(k.Location), whole.hi}
			if i+1 < len(d.Constraints) {
				e.hi = g.at(d.Constraints[i+1].GetConstraint().GetLocation())
			}
			x, _ := g.constraint(k, table, g.span(e))
			x.Columns = []IndexColumn{{Name: def.Name}}
			if k.Conname == "" {
				x.Name = defaultName(table, x, constraintSuffix(x))
			}
			def.NotNull = def.NotNull || x.Primary
			indexes = append(indexes, x)
		}
	}
	return def, indexes
}

func (g *elephant) typeName(t *ast.TypeName) string {
	name := typeName(lastName(t.GetNames()))
	if len(t.GetArrayBounds()) > 0 {
		name += "[]"
	}
	return name
}

// constraint reads UNIQUE and PRIMARY KEY; false if k is another constraint.
func (g *elephant) constraint(k *ast.Constraint, table string, span Span) (IndexDef, bool) {
	x := IndexDef{Name: k.Conname, Unique: true, NullsNotDistinct: k.NullsNotDistinct, Span: span}
	switch k.Contype {
	case ast.ConstrType_CONSTR_PRIMARY:
		x.Primary = true
	case ast.ConstrType_CONSTR_UNIQUE:
	default:
		return IndexDef{}, false
	}
	for _, n := range k.Keys {
		x.Columns = append(x.Columns, IndexColumn{Name: n.GetString_().GetSval()})
	}
	switch {
	case x.Name == "" && k.Indexname != "":
		x.Name = k.Indexname
	case x.Name == "" && len(x.Columns) > 0:
		x.Name = defaultName(table, x, constraintSuffix(x))
	}
	return x, true
}

func constraintSuffix(x IndexDef) string {
	if x.Primary {
		return "pkey"
	}
	return "key"
}

// defaultName returns the name that PostgreSQL gives an index without one,
// empty if it isn't known.
func defaultName(table string, x IndexDef, suffix string) string {
	parts := []string{table}
	if !x.Primary {
		for _, c := range x.Columns {
			if c.Name == "" {
				return ""
			}
			parts = append(parts, c.Name)
		}
	}
	name := strings.ToLower(strings.Join(append(parts, suffix), "_"))
	if len(name) > 63 {
		return "" // shortened in a way of its own
	}
	return name
}

func (g *elephant) index(s *ast.IndexStmt, span Span) IndexDef {
	x := IndexDef{Name: s.Idxname, Unique: s.Unique, NullsNotDistinct: s.NullsNotDistinct, Span: span}
	for _, n := range s.IndexParams {
		e := n.GetIndexElem()
		if e.GetName() != "" {
			x.Columns = append(x.Columns, IndexColumn{Name: e.Name})
			continue
		}
		t := g.reader().value(e.GetExpr())
		x.Columns = append(x.Columns, expressionKey(t.term, g.source(t.extent)))
	}
	x.Where = g.reader().where(s.WhereClause)
	if x.Name == "" {
		x.Name = defaultName(s.Relation.GetRelname(), x, "idx")
	}
	return x
}

// segments cuts a list into the parts between its commas.
func (g *elephant) segments(e extent) []extent {
	var out []extent
	for e.lo < e.hi {
		end := min(g.elementEnd(e.lo), e.hi)
		out = append(out, extent{e.lo, end})
		e.lo = end + 1
	}
	return out
}

func (g *elephant) alterTable(s *ast.AlterTableStmt, whole extent) []Change {
	switch s.Objtype {
	case ast.ObjectType_OBJECT_TABLE, ast.ObjectType_OBJECT_FOREIGN_TABLE:
	default:
		return nil
	}
	table := g.table(s.Relation)
	after := g.at(int32(table.Span.End))
	for g.is(after, ")") || g.is(after, "*") {
		after++
	}
	parts := g.segments(extent{after, whole.hi})
	var out []Change
	for i, n := range s.Cmds {
		cmd := n.GetAlterTableCmd()
		part := whole
		if len(parts) == len(s.Cmds) {
			part = parts[i]
		}
		if c, ok := g.alter(cmd, table, g.span(part)); ok {
			out = append(out, c)
		}
	}
	return out
}

func (g *elephant) alter(cmd *ast.AlterTableCmd, table Name, span Span) (Change, bool) {
	c := Change{Table: table, Column: cmd.Name, Span: span}
	switch cmd.Subtype {
	case ast.AlterTableType_AT_AddColumn:
		c.Kind, c.Column, c.IfNotExists = AddColumn, "", cmd.MissingOk
		def, indexes := g.columnDef(cmd.Def.GetColumnDef(), table.Table)
		c.Columns, c.Indexes = []ColumnDef{def}, indexes
	case ast.AlterTableType_AT_DropColumn:
		c.Kind = DropColumn
	case ast.AlterTableType_AT_ColumnDefault:
		c.Kind = DropDefault
		if cmd.Def != nil {
			o := g.reader().value(cmd.Def).Operand
			c.Kind, c.Default = SetDefault, &o
		}
	case ast.AlterTableType_AT_SetNotNull:
		c.Kind = SetNotNull
	case ast.AlterTableType_AT_DropNotNull:
		c.Kind = DropNotNull
	case ast.AlterTableType_AT_AlterColumnType:
		c.Kind = SetType
		c.Columns = []ColumnDef{{Name: cmd.Name, Type: g.typeName(cmd.Def.GetColumnDef().GetTypeName()), Span: span}}
	case ast.AlterTableType_AT_AddConstraint:
		x, ok := g.constraint(cmd.Def.GetConstraint(), table.Table, span)
		if !ok {
			return c, false
		}
		c.Kind, c.Column, c.Indexes = AddIndex, "", []IndexDef{x}
	case ast.AlterTableType_AT_DropConstraint:
		c.Kind, c.Column, c.Index = DropIndex, "", cmd.Name
	default:
		return c, false
	}
	return c, true
}

func (g *elephant) drop(s *ast.DropStmt, whole extent) []Change {
	kind := DropTable
	switch s.RemoveType {
	case ast.ObjectType_OBJECT_TABLE, ast.ObjectType_OBJECT_VIEW, ast.ObjectType_OBJECT_MATVIEW, ast.ObjectType_OBJECT_FOREIGN_TABLE:
	case ast.ObjectType_OBJECT_INDEX:
		kind = DropIndex
	default:
		return nil
	}
	i := whole.lo
	for g.isAny(i, "drop", "table", "view", "materialized", "foreign", "index", "concurrently") {
		i++
	}
	if g.is(i, "if") && g.is(i+1, "exists") {
		i += 2
	}
	parts := g.segments(extent{i, whole.hi})
	var out []Change
	for i, n := range s.Objects {
		c := Change{Kind: kind, Table: qualified(n.GetList().GetItems()), Span: g.span(whole)}
		if i < len(parts) {
			c.Table.Span = g.span(extent{parts[i].lo, g.dotted(parts[i].lo)})
		}
		if kind == DropIndex {
			c.Index = c.Table.Table
			c.Table = Name{Schema: c.Table.Schema}
		}
		out = append(out, c)
	}
	return out
}

// qualified returns the name of a table, its Span unset.
func qualified(names []*ast.Node) Name {
	n := Name{Table: lastName(names)}
	if len(names) > 1 {
		n.Schema = lastName(names[:len(names)-1])
	}
	return n
}

func (g *elephant) rename(s *ast.RenameStmt, span Span) []Change {
	c := Change{To: s.Newname, Span: span}
	if s.Relation == nil {
		return nil
	}
	c.Table = g.table(s.Relation)
	switch s.RenameType {
	case ast.ObjectType_OBJECT_TABLE, ast.ObjectType_OBJECT_VIEW, ast.ObjectType_OBJECT_MATVIEW, ast.ObjectType_OBJECT_FOREIGN_TABLE:
		c.Kind = RenameTable
	case ast.ObjectType_OBJECT_COLUMN:
		c.Kind, c.Column = RenameColumn, s.Subname
	case ast.ObjectType_OBJECT_TABCONSTRAINT:
		c.Kind, c.Index = RenameIndex, s.Subname
	case ast.ObjectType_OBJECT_INDEX:
		c.Kind, c.Index = RenameIndex, c.Table.Table
		c.Table = Name{Schema: c.Table.Schema}
	default:
		return nil
	}
	return []Change{c}
}

func (g *elephant) comment(s *ast.CommentStmt, whole extent) []Change {
	names := s.Object.GetList().GetItems()
	c := Change{Kind: Comment, To: s.Comment, Span: g.span(whole)}
	switch s.Objtype {
	case ast.ObjectType_OBJECT_COLUMN:
		if len(names) < 2 {
			return nil
		}
		c.Column = lastName(names)
		names = names[:len(names)-1]
	case ast.ObjectType_OBJECT_TABLE:
	default:
		return nil
	}
	c.Table = qualified(names)
	i := whole.lo + 3 // COMMENT ON COLUMN
	c.Table.Span = g.span(extent{i, min(i+2*len(names)-1, whole.hi)})
	return []Change{c}
}
