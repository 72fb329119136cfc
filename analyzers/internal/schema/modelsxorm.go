package schema

import (
	"go/ast"
	"strings"
)

// xormMapper returns the naming of tables and columns that the module gives to
// xorm: the snake mapper unless code sets another.
func (s *source) xormMapper() (table, column func(string) string) {
	table, column = xormName, xormName
	for _, f := range s.files {
		if f.syntax == nil || f.marks&markModel == 0 {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			mapper := s.xormMapperOf(f, call.Args[0])
			if mapper == nil {
				return true
			}
			switch sel.Sel.Name {
			case "SetMapper":
				table, column = mapper, mapper
			case "SetTableMapper":
				table = mapper
			case "SetColumnMapper":
				column = mapper
			}
			return true
		})
	}
	return table, column
}

func (s *source) xormMapperOf(f *goFile, e ast.Expr) func(string) string {
	if lit, ok := e.(*ast.CompositeLit); ok {
		e = lit.Type
	}
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 2 {
		if name, ok := s.nameOf(f, call.Fun); ok && name.name == "NewPrefixMapper" {
			inner := s.xormMapperOf(f, call.Args[0])
			prefix, ok := s.constString(f, call.Args[1])
			if inner == nil || !ok {
				return nil
			}
			return func(name string) string { return prefix + inner(name) }
		}
	}
	name, ok := s.nameOf(f, e)
	if !ok || !strings.Contains(name.pkg, "xorm") {
		return nil
	}
	switch name.name {
	case "GonicMapper", "LintGonicMapper":
		return xormGonicName
	case "SnakeMapper":
		return xormName
	case "SameMapper":
		return func(name string) string { return name }
	}
	return nil
}

// A xormWord is a word of an xorm tag with its parameters.
type xormWord struct {
	name   string
	params []string
	text   string // as it is written
}

// xormTag splits a tag as xorm does.
func xormTag(tag string) []xormWord {
	var words []xormWord
	var cur xormWord
	quoted, inside := false, false
	last, param := 0, 0
	flush := func(end int) {
		if cur.name == "" {
			cur.name = tag[last:end]
		}
		cur.text = tag[last:end]
		words = append(words, cur)
		cur = xormWord{}
	}
	for i, r := range tag {
		switch r {
		case '\'':
			quoted = !quoted
		case ' ':
			switch {
			case !quoted && !inside:
				if last < i {
					flush(i)
				}
				last = i + 1
			case inside && !quoted:
				param = i + 1
			}
		case ',':
			if !quoted && inside {
				cur.params = append(cur.params, strings.TrimSpace(tag[param:i]))
				param = i + 1
			}
		case '(':
			inside = true
			if !quoted {
				cur.name = tag[last:i]
				param = i + 1
			}
		case ')':
			inside = false
			if !quoted {
				cur.params = append(cur.params, tag[param:i])
			}
		}
	}
	if last < len(tag) {
		flush(len(tag))
	}
	return words
}

// xormTypes are the words of a tag that are SQL types, beside xorm's own.
var xormTypes = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(`BIT UNSIGNED BIT TINYINT SMALLINT MEDIUMINT INT INTEGER BIGINT ENUM SET CHAR VARCHAR VARCHAR2 NCHAR NVARCHAR
		TINYTEXT TEXT NTEXT CLOB MEDIUMTEXT LONGTEXT UUID UNIQUEIDENTIFIER SYSNAME DATE DATETIME TIME TIMESTAMP TIMESTAMPZ SMALLDATETIME YEAR
		DECIMAL NUMERIC MONEY SMALLMONEY NUMBER REAL FLOAT DOUBLE BINARY VARBINARY TINYBLOB BLOB MEDIUMBLOB LONGBLOB BYTEA BOOL BOOLEAN
		SERIAL BIGSERIAL ARRAY XML JSON JSONB BINARY_FLOAT BINARY_DOUBLE ROWID UROWID RAW INTERVAL INT8 INT64 UNSIGNEDINT`) {
		set[word] = true
	}
	return set
}()

type xormParser struct {
	s      *source
	m      *Model
	column func(string) string
	open   map[*ast.StructType]bool
	list   indexes
}

// xormModel fills in a model of xorm.
func (s *source) xormModel(m *Model, d *goDecl, st *ast.StructType) {
	if s.xorm.table == nil {
		s.xorm.table, s.xorm.column = s.xormMapper()
	}
	var named bool
	m.Table, named = s.tableName(typeName{m.Package, m.Type}, st, d.file)
	if !named {
		m.Table = s.xorm.table(m.Type)
	}
	p := &xormParser{s: s, m: m, column: s.xorm.column, open: map[*ast.StructType]bool{}}
	p.fields(d.file, st, typeName{m.Package, m.Type}, "")
	if pk := primary(m); pk != nil {
		m.Indexes = append(m.Indexes, pk)
	}
	m.Indexes = append(m.Indexes, p.list.list...)
	s.xormIndices(m)
}

func (p *xormParser) fields(f *goFile, st *ast.StructType, owner typeName, prefix string) {
	if p.open[st] {
		return
	}
	p.open[st] = true
	defer delete(p.open, st)
	for _, gf := range p.s.fieldsOf(f, st, owner) {
		if !exported(gf.name) {
			continue
		}
		tag := strings.TrimSpace(gf.tag.Get("xorm"))
		if tag == "-" {
			continue
		}
		p.field(gf, tag, prefix)
	}
}

func (p *xormParser) field(gf goField, tag, prefix string) {
	t := p.s.typeOf(gf.file, gf.node.Type)
	field := p.s.field(gf, t, "")
	var deleted, isUnique, isIndex bool
	type group struct {
		name   string
		unique bool
		text   string
	}
	var groups []group
	words := xormTag(tag)
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch word := strings.ToUpper(w.name); word {
		case "-":
			return
		case "<-", "->", "NOT", "AUTOINCR", "CREATED", "UPDATED", "VERSION", "UTC", "LOCAL", "CACHE", "NOCACHE", "COMMENT", "UNSIGNED":
			field.NotNull = field.NotNull || word == "AUTOINCR"
			field.Numbered = field.Numbered || word == "AUTOINCR"
			if word == "VERSION" {
				field.Default, field.HasDefault = "1", true
			}
		case "COLLATE":
			if len(w.params) == 0 {
				i++
			}
		case "PK":
			field.PrimaryKey, field.NotNull = true, true
		case "NULL":
			field.NotNull = i > 0 && strings.EqualFold(words[i-1].name, "NOT")
		case "NOTNULL":
			field.NotNull = true
		case "DEFAULT":
			field.HasDefault = true
			if len(w.params) > 0 {
				field.Default = w.params[0]
			} else if i+1 < len(words) {
				i++
				field.Default = words[i].text
			}
			field.Default = strings.Trim(field.Default, "'")
		case "DELETED":
			deleted = true
			field.NotNull = false
		case "INDEX", "UNIQUE":
			switch {
			case len(w.params) > 0:
				groups = append(groups, group{w.params[0], word == "UNIQUE", w.text})
			case word == "UNIQUE":
				isUnique = true
			default:
				isIndex = true
			}
		case "EXTENDS":
			if t.kind == structKind {
				inner := ""
				if len(w.params) > 0 {
					inner = strings.Trim(w.params[0], "'")
				}
				owner := gf.owner
				if len(t.names) > 0 {
					owner = t.names[len(t.names)-1]
				}
				p.fields(t.file, t.st, owner, prefix+inner)
			}
			return
		default:
			if xormTypes[word] {
				field.Numbered = field.Numbered || strings.HasSuffix(word, "SERIAL")
				continue
			}
			field.Column = strings.Trim(w.name, "'")
		}
	}
	if field.Column == "" {
		field.Column = p.column(gf.name)
	}
	field.Column = prefix + field.Column
	if tag == "" && t.kind == basicKind && t.basic == "int64" && strings.EqualFold(gf.name, "ID") {
		field.PrimaryKey, field.NotNull, field.Numbered = true, true, true
	}
	p.m.Fields = append(p.m.Fields, field)
	if deleted {
		p.m.SoftDelete = field
		// xorm writes NULL where the column takes it, else zero; it filters by
		// either.
		p.m.Convention = LiveIsNull
		if field.NotNull {
			p.m.Convention = LiveIsValue
		}
	}
	if isUnique || isIndex {
		key := "INDEX"
		if isUnique {
			key = "UNIQUE"
		}
		groups = append(groups, group{field.Column, isUnique, wordIn(words, key)})
	}
	for _, g := range groups {
		kind := "IDX_"
		if g.unique {
			kind = "UQE_"
		}
		name := kind + p.m.Table + "_" + g.name
		idx := p.list.add(p.m, name, p.s.tagPlace(gf, g.text))
		idx.Unique = g.unique
		idx.addField(field)
	}
}

func wordIn(words []xormWord, key string) string {
	for _, w := range words {
		if strings.EqualFold(w.name, key) {
			return w.text
		}
	}
	return ""
}

// xormIndices adds what a model's TableIndices method builds by NewIndex and
// AddColumn.
func (s *source) xormIndices(m *Model) {
	pkg := s.packages[m.Package]
	if pkg == nil {
		return
	}
	d := s.method(m.Package, m.Type, "TableIndices")
	if d == nil || d.fn.Body == nil {
		return
	}
	indices := map[string]*Index{}
	ast.Inspect(d.fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 || len(n.Rhs) != 1 {
				return true
			}
			v, ok := n.Lhs[0].(*ast.Ident)
			call, isCall := n.Rhs[0].(*ast.CallExpr)
			if !ok || !isCall || len(call.Args) != 2 {
				return true
			}
			if name, ok := s.nameOf(d.file, call.Fun); !ok || name.name != "NewIndex" {
				return true
			}
			name, ok := s.constString(d.file, call.Args[0])
			kind, isSel := call.Args[1].(*ast.SelectorExpr)
			if !ok || !isSel {
				return true
			}
			idx := &Index{Name: name, Unique: kind.Sel.Name == "UniqueType", Declared: s.placeOf(call), Model: m}
			indices[v.Name] = idx
			m.Indexes = append(m.Indexes, idx)
		case *ast.CallExpr:
			sel, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "AddColumn" {
				return true
			}
			v, ok := sel.X.(*ast.Ident)
			if !ok || indices[v.Name] == nil {
				return true
			}
			for _, arg := range n.Args {
				column, ok := s.constString(d.file, arg)
				if !ok {
					continue
				}
				for _, f := range m.Fields {
					if strings.EqualFold(f.Column, column) {
						indices[v.Name].addField(f)
					}
				}
			}
		}
		return true
	})
}
