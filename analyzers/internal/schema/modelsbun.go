package schema

import (
	"go/ast"
	"slices"
	"strings"
)

// A bunTag is a tag as bun and go-pg read it: a name, and options with their
// values.
type bunTag struct {
	name    string
	options map[string][]string
}

func (t bunTag) has(option string) bool { return len(t.options[option]) > 0 }

func (t bunTag) option(name string) string {
	if values := t.options[name]; len(values) > 0 {
		return values[len(values)-1]
	}
	return ""
}

// parseBunTag reads "name,option,key:value,key:f(a, b)"; quotes says that a
// value may stand in single quotes, as it may with go-pg.
func parseBunTag(s string, quotes bool) bunTag {
	unquote := func(s string) string {
		if quotes && len(s) >= 2 && s[0] == '\'' && s[len(s)-1] == '\'' {
			return strings.ReplaceAll(s[1:len(s)-1], `\'`, `'`)
		}
		return s
	}
	t := bunTag{options: map[string][]string{}}
	named := false
	for len(s) > 0 {
		end, depth, colon, quoted := 0, 0, -1, false
		for end < len(s) {
			c := s[end]
			switch {
			case c == '\\' && quoted:
				end++
			case c == '\'' && quotes:
				quoted = !quoted
			case quoted:
			case c == '(':
				depth++
			case c == ')':
				depth--
			case c == ':' && colon < 0:
				colon = end
			}
			if c == ',' && !quoted && depth <= 0 {
				break
			}
			end++
		}
		end = min(end, len(s))
		part := s[:end]
		s = strings.TrimPrefix(s[end:], ",")
		if colon < 0 {
			if !named {
				named, t.name = true, unquote(part)
			} else if part = strings.TrimSpace(part); part != "" {
				t.options[part] = append(t.options[part], "")
			}
			continue
		}
		named = true
		key := strings.TrimSpace(part[:colon])
		t.options[key] = append(t.options[key], unquote(part[colon+1:]))
	}
	return t
}

// A bunField is a field on its way into a model of bun or go-pg.
type bunField struct {
	*Field
	from  goField
	tag   bunTag
	typ   goType
	group string // before the names of its unique groups
}

// bunModel fills in a model of bun.
func (s *source) bunModel(m *Model, d *goDecl, st *ast.StructType) {
	p := bunParser{s: s, m: m, key: "bun", open: map[*ast.StructType]bool{}}
	all := p.fields(d.file, st, typeName{m.Package, m.Type})
	if m.Table == "" {
		m.Table = s.bunTable(bunName(m.Type))
	}
	p.finish(all)
	for _, f := range all {
		if !f.tag.has("soft_delete") {
			continue
		}
		m.SoftDelete, m.Convention = f.Field, LiveIsValue
		if f.typ.pointer || f.ZeroIsNull {
			m.Convention = LiveIsNull
		}
	}
}

// bunTable is the table of a model without a name of its own.
func (s *source) bunTable(name string) string {
	for _, f := range s.files {
		if f.syntax == nil || f.marks&markModel == 0 {
			continue
		}
		inflected := false
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "SetTableNameInflector" {
					inflected = true
				}
			}
			return !inflected
		})
		if inflected {
			// The function is code. The only one seen keeps the name.
			return name
		}
	}
	return plural(name)
}

// pgModel fills in a model of go-pg.
func (s *source) pgModel(m *Model, d *goDecl, st *ast.StructType) {
	p := bunParser{s: s, m: m, key: "pg", open: map[*ast.StructType]bool{}}
	all := p.fields(d.file, st, typeName{m.Package, m.Type})
	if m.Table == "" {
		m.Table = plural(bunName(m.Type))
	}
	if !slices.ContainsFunc(all, func(f bunField) bool { return f.PrimaryKey }) {
		for _, f := range all {
			if (f.Column == "id" || f.Column == "uuid" || f.Column == "pk_"+bunName(m.Type)) && !f.tag.has("nopk") {
				f.PrimaryKey = true
				f.Numbered = isInteger(f.GoType)
				break
			}
		}
	}
	p.finish(all)
	for _, f := range all {
		if f.tag.has("soft_delete") {
			// go-pg asks for IS NULL, whatever the type, and writes zero as NULL
			// unless use_zero says otherwise.
			m.SoftDelete, m.Convention = f.Field, LiveIsNull
		}
	}
}

type bunParser struct {
	s    *source
	m    *Model
	key  string // "bun" or "pg"
	open map[*ast.StructType]bool
}

// parse reads the tag of a field. Before version 8 go-pg's was sql.
func (p *bunParser) parse(gf goField) (bunTag, bool) {
	text, ok := gf.tag.Lookup(p.key)
	if !ok && p.key == "pg" {
		text, ok = gf.tag.Lookup("sql")
	}
	return parseBunTag(text, p.key == "pg"), ok
}

// fields returns the columns of a struct; it sets the model's table.
func (p *bunParser) fields(f *goFile, st *ast.StructType, owner typeName) []bunField {
	if p.open[st] {
		return nil
	}
	p.open[st] = true
	defer delete(p.open, st)
	top := len(p.open) == 1
	var list []bunField
	own := map[*Field]bool{}
	names := map[string]int{}
	for _, gf := range p.s.fieldsOf(f, st, owner) {
		tag, tagged := p.parse(gf)
		if tagged && tag.name == "-" {
			names[bunName(gf.name)]++
			continue
		}
		t := p.s.typeOf(gf.file, gf.node.Type)
		switch {
		case gf.embedded && t.isType("github.com/uptrace/bun.BaseModel", "github.com/uptrace/bun/schema.BaseModel"):
			if top {
				p.m.Table = tag.name
				if table := tag.option("table"); table != "" {
					p.m.Table = table
				}
			}
			continue
		case p.key == "pg" && (gf.name == "tableName" || gf.name == "TableName"):
			if top && tag.name != "_" {
				p.m.Table = tag.name
			}
			continue
		case gf.embedded:
			if t.kind == structKind {
				before := p.m.Table
				list = append(list, p.fields(t.file, t.st, t.names[len(t.names)-1])...)
				if tag.has("inherit") || tag.has("extend") {
					p.inherit(t)
				} else if before != "" {
					p.m.Table = before
				}
			}
			// known miss: an embedded struct of another module isn't read.
			continue
		case !exported(gf.name):
			continue
		case tag.has("embed"):
			if t.kind == structKind && t.same > 0 {
				prefix := tag.option("embed")
				for _, f := range p.fields(t.file, t.st, t.names[len(t.names)-1]) {
					f.Column = prefix + f.Column
					f.group = prefix + f.group
					list = append(list, f)
				}
			}
			continue
		case tag.has("rel"), tag.has("m2m"), tag.has("many2many"), tag.has("fk"), tag.has("join_fk"), tag.has("scanonly"):
			continue
		case !p.isColumn(t, tag):
			continue
		}
		column := bunName(gf.name)
		if tag.name != "" {
			column = tag.name
		}
		if c := tag.option("column"); c != "" {
			column = c
		}
		field := p.s.field(gf, t, column)
		field.PrimaryKey = tag.has("pk")
		field.NotNull = tag.has("notnull") || tag.has("pk") || tag.has("autoincrement")
		field.ZeroIsNull = tag.has("nullzero") || tag.has("autoincrement")
		field.Numbered = tag.has("autoincrement") || tag.has("identity")
		if p.key == "pg" {
			field.ZeroIsNull = !tag.has("use_zero")
		}
		if tag.has("default") {
			field.Default, field.HasDefault = tag.option("default"), true
		}
		names[column]++
		own[field] = true
		list = append(list, bunField{field, gf, tag, t, ""})
	}
	// A field of an embedded struct yields to the struct's own.
	for _, f := range list {
		if !own[f.Field] {
			names[f.Column]++
		}
	}
	return slices.DeleteFunc(list, func(f bunField) bool { return !own[f.Field] && names[f.Column] > 1 })
}

// inherit takes the table of an embedded struct.
func (p *bunParser) inherit(t goType) {
	name := t.names[len(t.names)-1]
	base := &Model{Package: name.pkg, Type: name.name}
	q := bunParser{s: p.s, m: base, key: p.key, open: map[*ast.StructType]bool{}}
	q.fields(t.file, t.st, name)
	p.m.Table = base.Table
	if p.m.Table == "" {
		p.m.Table = p.s.bunTable(bunName(name.name))
	}
}

// isColumn reports whether a type of field is a column, not a relation. bun
// goes by the tag alone, go-pg by the type, too.
func (p *bunParser) isColumn(t goType, tag bunTag) bool {
	if p.key == "bun" || tag.has("type") || tag.has("array") || tag.has("json_use_number") || tag.has("composite") || tag.has("hstore") {
		return true
	}
	switch t.kind {
	case structKind:
		return p.s.valuer(t)
	case sliceKind:
		return t.elem.kind != structKind || p.s.valuer(t)
	}
	return true
}

// finish enters the fields, the primary key and the unique groups.
func (p *bunParser) finish(all []bunField) {
	for _, f := range all {
		p.m.Fields = append(p.m.Fields, f.Field)
	}
	var list indexes
	if pk := primary(p.m); pk != nil {
		list.list = append(list.list, pk)
	}
	for _, f := range all {
		values := f.tag.options["unique"]
		if len(values) == 1 {
			values = strings.Split(values[0], ",")
		}
		for _, group := range values {
			at := p.s.tagPlace(f.from, uniqueIn(f.from.tag.Get(p.key)))
			if group == "" {
				idx := list.add(p.m, p.m.Table+"_"+f.Column+"_key", at)
				idx.Unique = true
				idx.addField(f.Field)
				continue
			}
			idx := list.add(p.m, f.group+strings.Trim(group, "'"), at)
			idx.Unique = true
			idx.addField(f.Field)
		}
	}
	p.m.Indexes = list.list
}

// uniqueIn is the unique option of a tag as it is written.
func uniqueIn(tag string) string {
	i := strings.Index(","+tag, ",unique")
	if i < 0 {
		return ""
	}
	part := tag[i:]
	if end := strings.IndexByte(part, ','); end >= 0 && !strings.Contains(part[:end], "'") {
		part = part[:end]
	}
	return part
}
