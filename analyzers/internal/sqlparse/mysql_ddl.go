package sqlparse

import (
	"strconv"
	"strings"

	"github.com/sqlc-dev/marino/ast"
)

// free reads an expression that stands in no query.
func (r *myReader) free() *myQuery { return &myQuery{myReader: r, q: &Query{}} }

// beforeCheckOption cuts WITH [CASCADED | LOCAL] CHECK OPTION off a view.
func (r *myReader) beforeCheckOption(lo, hi int) int {
	if !r.is(hi-2, "CHECK") || !r.is(hi-1, "OPTION") {
		return hi
	}
	hi -= 2
	if r.isAny(hi-1, "CASCADED", "LOCAL") {
		hi--
	}
	return max(lo, hi-1)
}

// createdTable is the token of the name in CREATE TABLE.
func (r *myReader) createdTable(s *ast.CreateTableStmt, lo, hi int) int {
	i := r.find(lo, hi, "TABLE") + 1
	if s.IfNotExists {
		i += 3
	}
	return i
}

func (r *myReader) createTable(s *ast.CreateTableStmt, lo, hi int) []Change {
	i := r.createdTable(s, lo, hi)
	c := Change{
		Kind:        CreateTable,
		Table:       r.tableName(s.Table, i),
		IfNotExists: s.IfNotExists,
		Span:        r.span(lo, hi),
	}
	open := r.find(i, hi, "(")
	c.Columns, c.Indexes = r.elements(s.Cols, s.Constraints, open+1, r.after(open)-1)
	setPrimaryNotNull(&c)
	nameIndexes(c.Indexes)
	return append([]Change{c}, r.tableComment(s.Options, c.Table, c.Span)...)
}

// nameIndexes gives the indexes the names that MySQL gives them, by which they
// are dropped: that of a primary key is always the same, others without one are
// named after their first column.
func nameIndexes(list []IndexDef) {
	taken := map[string]bool{}
	for _, x := range list {
		taken[strings.ToLower(x.Name)] = true
	}
	for i := range list {
		x := &list[i]
		if x.Primary {
			x.Name = "PRIMARY"
		}
		if x.Name != "" || len(x.Columns) == 0 {
			continue
		}
		base := x.Columns[0].Name
		if base == "" {
			base = "functional_index"
		}
		x.Name = base
		for n := 2; taken[strings.ToLower(x.Name)]; n++ {
			x.Name = base + "_" + strconv.Itoa(n)
		}
		taken[strings.ToLower(x.Name)] = true
	}
}

// tableComment returns the change that a table's COMMENT option makes.
func (r *myReader) tableComment(options []*ast.TableOption, table Name, span Span) []Change {
	for _, o := range options {
		if o.Tp == ast.TableOptionComment {
			return []Change{{Kind: Comment, Table: table, To: o.StrValue, Span: span}}
		}
	}
	return nil
}

// elements reads the list of columns and constraints in the brackets of CREATE
// TABLE and of ADD COLUMN.
func (r *myReader) elements(cols []*ast.ColumnDef, constraints []*ast.Constraint, lo, hi int) ([]ColumnDef, []IndexDef) {
	parts := r.split(lo, hi)
	if len(parts) != len(cols)+len(constraints) {
		// TiDB's SPLIT and such: where they stand isn't known.
		parts = make([][2]int, len(cols)+len(constraints))
	}
	var (
		defs    []ColumnDef
		indexes []IndexDef
	)
	for _, p := range parts {
		isConstraint := r.isConstraint(p[0])
		switch {
		case len(constraints) > 0 && (isConstraint || len(cols) == 0):
			if x, ok := r.constraint(constraints[0], p[0], p[1]); ok {
				indexes = append(indexes, x)
			}
			constraints = constraints[1:]
		case len(cols) > 0:
			def, inline := r.columnDef(cols[0], p[0], p[1])
			defs = append(defs, def)
			indexes = append(indexes, inline...)
			cols = cols[1:]
		}
	}
	return defs, indexes
}

func (r *myReader) isConstraint(i int) bool {
	if r.isAny(i, "VECTOR", "COLUMNAR") {
		return r.is(i+1, "INDEX")
	}
	return r.isAny(i, "CONSTRAINT", "PRIMARY", "UNIQUE", "FULLTEXT", "SPATIAL", "FOREIGN", "CHECK", "KEY", "INDEX")
}

func (r *myReader) columnDef(d *ast.ColumnDef, lo, hi int) (ColumnDef, []IndexDef) {
	def := ColumnDef{Name: d.Name.Name.O, Span: r.span(lo, hi)}
	options := r.dotted(lo)
	if lo < hi {
		def.Type, options = r.typeName(options, hi)
	}
	var indexes []IndexDef
	for _, o := range d.Options {
		switch o.Tp {
		case ast.ColumnOptionNotNull:
			def.NotNull = true
		case ast.ColumnOptionPrimaryKey, ast.ColumnOptionUniqKey:
			x := IndexDef{
				Columns: []IndexColumn{{Name: def.Name}},
				Unique:  true,
				Primary: o.Tp == ast.ColumnOptionPrimaryKey,
				Span:    def.Span,
			}
			if at := r.keyOption(x.Primary, options, hi); at < hi {
				end := at + 1
				if r.is(end, "KEY") {
					end++
				}
				x.Span = r.span(at, end)
			}
			def.NotNull = def.NotNull || x.Primary
			indexes = append(indexes, x)
		case ast.ColumnOptionAutoIncrement:
			def.AutoIncrement = true
		case ast.ColumnOptionDefaultValue:
			def.Default = r.defaultValue(o.Expr, r.find(options, hi, "DEFAULT")+1)
		case ast.ColumnOptionComment:
			if v, ok := o.Expr.(ast.ValueExpr); ok {
				def.Comment = v.GetString()
			}
		case ast.ColumnOptionGenerated:
			def.Generated = true
			if as := r.find(options, hi, "AS"); as < hi {
				text := r.span(as+2, r.after(as+1)-1)
				def.GeneratedText = r.text[text.Start:text.End]
			}
		}
	}
	return def, indexes
}

// keyOption is the word that begins PRIMARY KEY, or KEY for short, or UNIQUE.
func (r *myReader) keyOption(primary bool, lo, hi int) int {
	if !primary {
		return r.find(lo, hi, "UNIQUE")
	}
	for i := r.find(lo, hi, "PRIMARY", "KEY"); i < hi; i = r.find(i+1, hi, "PRIMARY", "KEY") {
		if !r.is(i-1, "UNIQUE") {
			return i
		}
	}
	return hi
}

// typeName reads the type at token i and returns the token after it.
func (r *myReader) typeName(i, hi int) (string, int) {
	words := []string{r.raw(i)}
	long := r.isAny(i, "NATIONAL", "NCHAR", "LONG", "CHAR", "CHARACTER")
	for i++; i < hi; i = r.after(i) {
		switch {
		case r.is(i, "("):
		case r.isAny(i, "UNSIGNED", "SIGNED", "ZEROFILL", "PRECISION", "VARYING"),
			long && r.isAny(i, "CHAR", "CHARACTER", "VARCHAR", "VARCHARACTER", "VARBINARY") && !r.is(i+1, "SET"):
			words = append(words, r.raw(i))
		default:
			return typeName(strings.Join(words, " ")), i
		}
	}
	return typeName(strings.Join(words, " ")), hi
}

// defaultValue reads the value of DEFAULT. The grammar gives it the position of
// its brackets, or none; then it is written at token i.
func (r *myReader) defaultValue(e ast.ExprNode, i int) *Operand {
	if e.OriginTextPosition() > 0 {
		i = r.start(e)
	}
	switch e.(type) {
	case *ast.ParenthesesExpr, *ast.SubqueryExpr, *ast.RowExpr:
	default:
		if lo, _ := r.unwrap(i, r.after(i)); lo < len(r.toks) {
			e.SetOriginTextPosition(r.toks[lo].start)
			i = lo
		}
	}
	if u, ok := e.(*ast.UnaryOperationExpr); ok && u.V.OriginTextPosition() < u.OriginTextPosition() && i+1 < len(r.toks) {
		u.V.SetOriginTextPosition(r.toks[i+1].start)
	}
	o := r.free().term(e).Operand
	return &o
}

// constraint reads a constraint or key of a table; false if it is no index
// that the model has.
func (r *myReader) constraint(k *ast.Constraint, lo, hi int) (IndexDef, bool) {
	x := IndexDef{Name: k.Name, Span: r.span(lo, hi)}
	switch k.Tp {
	case ast.ConstraintPrimaryKey:
		x.Primary, x.Unique = true, true
	case ast.ConstraintUniq, ast.ConstraintUniqKey, ast.ConstraintUniqIndex:
		x.Unique = true
	case ast.ConstraintKey, ast.ConstraintIndex:
	default:
		return IndexDef{}, false
	}
	x.Columns = r.indexColumns(k.Keys)
	x.Where = r.indexWhere(k.Option)
	return x, true
}

// indexColumns reads the keys of an index. The length of a prefix is left out:
// what is unique by a prefix is unique as a whole.
func (r *myReader) indexColumns(keys []*ast.IndexPartSpecification) []IndexColumn {
	var out []IndexColumn
	for _, k := range keys {
		if k.Expr == nil {
			out = append(out, IndexColumn{Name: k.Column.Name.O})
			continue
		}
		t := r.free().term(k.Expr)
		out = append(out, expressionKey(t, r.source(k.Expr)))
	}
	return out
}

func (r *myReader) indexWhere(o *ast.IndexOption) *Cond {
	if o == nil || o.Condition == nil {
		return nil
	}
	return r.free().cond(o.Condition)
}

func (r *myReader) createIndex(s *ast.CreateIndexStmt, lo, hi int) Change {
	span := r.span(lo, hi)
	x := IndexDef{
		Name:    s.IndexName,
		Columns: r.indexColumns(s.IndexPartSpecifications),
		Unique:  s.KeyType == ast.IndexKeyTypeUnique,
		Where:   r.indexWhere(s.IndexOption),
		Span:    span,
	}
	return Change{
		Kind:        AddIndex,
		Table:       r.tableName(s.Table, r.find(lo, hi, "ON")+1),
		Indexes:     []IndexDef{x},
		IfNotExists: s.IfNotExists,
		Span:        span,
	}
}

func (r *myReader) alterTable(s *ast.AlterTableStmt, lo, hi int) []Change {
	i := r.find(lo, hi, "TABLE") + 1
	table := r.tableName(s.Table, i)
	parts := r.split(r.dotted(i), hi)
	var out []Change
	for i, spec := range s.Specs {
		if len(parts) == 0 {
			break // a clause in a comment for other versions
		}
		// PARTITION BY follows the last one without a comma.
		part := parts[min(i, len(parts)-1)]
		for _, c := range r.alteration(spec, part[0], part[1], table) {
			c.Table = table
			c.Span = r.span(part[0], part[1])
			nameIndexes(c.Indexes)
			out = append(out, c)
		}
	}
	return out
}

// alteration returns what one clause of ALTER TABLE does; nothing for one that
// the model has no word for.
func (r *myReader) alteration(s *ast.AlterTableSpec, lo, hi int, table Name) []Change {
	switch s.Tp {
	case ast.AlterTableAddColumns:
		return r.addColumns(s, lo, hi)
	case ast.AlterTableAddConstraint:
		if x, ok := r.constraint(s.Constraint, lo+1, hi); ok {
			return []Change{{Kind: AddIndex, Indexes: []IndexDef{x}, IfNotExists: s.Constraint.IfNotExists}}
		}
	case ast.AlterTableDropColumn:
		return []Change{{Kind: DropColumn, Column: s.OldColumnName.Name.O}}
	case ast.AlterTableDropPrimaryKey:
		return []Change{{Kind: DropIndex, Index: "PRIMARY"}}
	case ast.AlterTableDropIndex:
		return []Change{{Kind: DropIndex, Index: s.Name}}
	case ast.AlterTableRenameIndex:
		return []Change{{Kind: RenameIndex, Index: s.FromKey.O, To: s.ToKey.O}}
	case ast.AlterTableModifyColumn, ast.AlterTableChangeColumn:
		return r.modifyColumn(s, lo, hi)
	case ast.AlterTableRenameColumn:
		return []Change{{Kind: RenameColumn, Column: s.OldColumnName.Name.O, To: s.NewColumnName.Name.O}}
	case ast.AlterTableRenameTable:
		return []Change{{Kind: RenameTable, To: s.NewTable.Name.O}}
	case ast.AlterTableAlterColumn:
		col := s.NewColumns[0]
		if len(col.Options) == 0 {
			return []Change{{Kind: DropDefault, Column: col.Name.Name.O}}
		}
		value := r.defaultValue(col.Options[0].Expr, r.find(lo, hi, "DEFAULT")+1)
		return []Change{{Kind: SetDefault, Column: col.Name.Name.O, Default: value}}
	case ast.AlterTableOption:
		return r.tableComment(s.Options, table, Span{})
	}
	return nil
}

func (r *myReader) addColumns(s *ast.AlterTableSpec, lo, hi int) []Change {
	lo++
	if r.is(lo, "COLUMN") {
		lo++
	}
	if s.IfNotExists {
		lo += 3
	}
	var out []Change
	if r.is(lo, "(") {
		defs, indexes := r.elements(s.NewColumns, s.NewConstraints, lo+1, r.after(lo)-1)
		for _, d := range defs {
			out = append(out, Change{Kind: AddColumn, Columns: []ColumnDef{d}, IfNotExists: s.IfNotExists})
		}
		for _, x := range indexes {
			out = append(out, Change{Kind: AddIndex, Indexes: []IndexDef{x}})
		}
		return out
	}
	def, indexes := r.columnDef(s.NewColumns[0], lo, beforePosition(s.Position, hi))
	return []Change{{Kind: AddColumn, Columns: []ColumnDef{def}, Indexes: indexes, IfNotExists: s.IfNotExists}}
}

func (r *myReader) modifyColumn(s *ast.AlterTableSpec, lo, hi int) []Change {
	c := Change{Kind: ModifyColumn, Column: s.NewColumns[0].Name.Name.O}
	lo++
	if r.is(lo, "COLUMN") {
		lo++
	}
	if s.IfExists {
		lo += 2
	}
	if s.Tp == ast.AlterTableChangeColumn {
		c.Column = s.OldColumnName.Name.O
		if to := s.NewColumns[0].Name.Name.O; to != c.Column {
			c.To = to
		}
		lo = r.dotted(lo)
	}
	def, indexes := r.columnDef(s.NewColumns[0], lo, beforePosition(s.Position, hi))
	c.Columns, c.Indexes = []ColumnDef{def}, indexes
	return []Change{c}
}

// beforePosition cuts FIRST or AFTER column off a definition.
func beforePosition(p *ast.ColumnPosition, hi int) int {
	switch {
	case p == nil:
	case p.Tp == ast.ColumnPositionFirst:
		hi--
	case p.Tp == ast.ColumnPositionAfter:
		hi -= 2
	}
	return hi
}
