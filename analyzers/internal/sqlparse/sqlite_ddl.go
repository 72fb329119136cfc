package sqlparse

import (
	"strings"

	"github.com/sqlc-dev/meyer/ast"
)

// free reads an expression that stands in no query.
func (l *liteReader) free() *liteQuery { return &liteQuery{liteReader: l, q: &Query{}} }

func (l *liteReader) createTable(s *ast.CreateTableStmt, span Span) Change {
	c := Change{Kind: CreateTable, Table: l.tableName(s.Name), IfNotExists: s.IfNotExists, Span: span}
	for _, d := range s.Columns {
		def, indexes := l.columnDef(d)
		c.Columns = append(c.Columns, def)
		c.Indexes = append(c.Indexes, indexes...)
	}
	for _, k := range s.Constraints {
		if k.Kind != ast.TablePrimaryKey && k.Kind != ast.TableUnique {
			continue
		}
		x := IndexDef{
			Unique:  true,
			Primary: k.Kind == ast.TablePrimaryKey,
			Columns: l.indexColumns(k.Columns),
			Span:    l.span(k),
		}
		if k.Name != nil {
			x.Name = k.Name.Name
		}
		c.Indexes = append(c.Indexes, x)
	}
	setPrimaryNotNull(&c)
	if !withoutRowid(s) {
		for _, x := range c.Indexes {
			l.rowid(s.Columns, &c, x)
		}
	}
	return c
}

func withoutRowid(s *ast.CreateTableStmt) bool {
	for _, o := range s.Options {
		if o.Without {
			return true
		}
	}
	return false
}

// rowid marks the column that x makes another name of the row's number:
// a primary key of one column whose type is INTEGER, by this word only.
func (l *liteReader) rowid(defs []*ast.ColumnDef, c *Change, x IndexDef) {
	if !x.Primary || len(x.Columns) != 1 {
		return
	}
	for i, d := range defs {
		if strings.EqualFold(d.Name.Name, x.Columns[0].Name) && d.Type != nil && strings.EqualFold(d.Type.Raw, "integer") {
			c.Columns[i].AutoIncrement = true
		}
	}
}

func (l *liteReader) columnDef(d *ast.ColumnDef) (ColumnDef, []IndexDef) {
	def := ColumnDef{Name: d.Name.Name, Span: l.span(d)}
	if d.Type != nil {
		name := d.Type.Name
		// GENERATED ALWAYS is part of the type for SQLite.
		if words := strings.Fields(name); len(words) > 2 && strings.EqualFold(strings.Join(words[len(words)-2:], " "), "generated always") {
			name = strings.Join(words[:len(words)-2], " ")
		}
		def.Type = typeName(name)
	}
	var indexes []IndexDef
	for _, k := range d.Constraints {
		switch k.Kind {
		case ast.ColumnNotNull:
			def.NotNull = true
		case ast.ColumnPrimaryKey, ast.ColumnUnique:
			x := IndexDef{
				Unique:  true,
				Primary: k.Kind == ast.ColumnPrimaryKey,
				Columns: []IndexColumn{{Name: def.Name}},
				Span:    l.span(k),
			}
			if k.Name != nil {
				x.Name = k.Name.Name
			}
			def.NotNull = def.NotNull || x.Primary
			def.AutoIncrement = def.AutoIncrement || k.AutoIncrement
			indexes = append(indexes, x)
		case ast.ColumnDefault:
			def.Default = l.defaultValue(k.Expr)
		case ast.ColumnGenerated:
			def.Generated, def.GeneratedText = true, l.source(k.Expr)
		}
	}
	return def, indexes
}

// defaultValue reads DEFAULT, where a bare name is a string.
func (l *liteReader) defaultValue(e ast.Expr) *Operand {
	if e == nil {
		return nil
	}
	o := l.free().term(e).Operand
	if id, ok := e.(*ast.Ident); ok && o.Kind == ColumnOp {
		o = Operand{Kind: Const, Text: id.Name, Span: o.Span}
	}
	return &o
}

func (l *liteReader) indexColumns(list []*ast.OrderingTerm) []IndexColumn {
	var out []IndexColumn
	for _, o := range list {
		e := o.Expr
		for {
			if x, ok := e.(*ast.CollateExpr); ok {
				e = x.X
			} else if x, ok := e.(*ast.ParenExpr); ok {
				e = x.X
			} else {
				break
			}
		}
		t := l.free().term(e)
		if t.Kind == ColumnOp {
			out = append(out, IndexColumn{Name: t.Column.Name})
			continue
		}
		out = append(out, expressionKey(t, l.source(e)))
	}
	return out
}

func (l *liteReader) createIndex(s *ast.CreateIndexStmt, span Span) Change {
	x := IndexDef{
		Name:    s.Name.Name.Name,
		Columns: l.indexColumns(s.Columns),
		Unique:  s.Unique,
		Where:   l.free().cond(s.Where),
		Span:    span,
	}
	table := Name{Table: s.Table.Name, Span: l.span(s.Table)}
	if s.Name.Schema != nil {
		table.Schema = s.Name.Schema.Name
	}
	return Change{Kind: AddIndex, Table: table, Indexes: []IndexDef{x}, IfNotExists: s.IfNotExists, Span: span}
}

// alterTable reads ALTER TABLE; false if it does nothing that the model has.
func (l *liteReader) alterTable(s *ast.AlterTableStmt, span Span) (Change, bool) {
	c := Change{Table: l.tableName(s.Table), Span: span}
	if s.Column != nil && s.Action != ast.AlterAddColumn {
		c.Column = s.Column.Name
	}
	switch s.Action {
	case ast.AlterRenameTable:
		c.Kind, c.To = RenameTable, s.NewName.Name
	case ast.AlterRenameColumn:
		c.Kind, c.To = RenameColumn, s.NewName.Name
	case ast.AlterAddColumn:
		def, indexes := l.columnDef(s.ColumnDef)
		c.Kind, c.Columns, c.Indexes = AddColumn, []ColumnDef{def}, indexes
	case ast.AlterDropColumn:
		c.Kind = DropColumn
	case ast.AlterSetNotNull:
		c.Kind = SetNotNull
	case ast.AlterDropNotNull:
		c.Kind = DropNotNull
	default:
		return Change{}, false
	}
	return c, true
}
