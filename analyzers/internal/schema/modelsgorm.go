package schema

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// gormNaming is how GORM names tables in the module.
type gormNaming struct {
	prefix   string
	singular bool
	// other says that names aren't in snake case.
	other bool
}

// gormNames finds the naming strategy that the module gives to GORM.
func (s *source) gormNames() gormNaming {
	if s.naming != nil {
		return *s.naming
	}
	s.naming = &gormNaming{}
	for _, f := range s.files {
		if f.syntax == nil || f.marks&markModel == 0 {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if name, ok := s.nameOf(f, n.Type); n.Type == nil || !ok || name != (typeName{"gorm.io/gorm/schema", "NamingStrategy"}) {
					return true
				}
				for _, elt := range n.Elts {
					kv, ok := elt.(*ast.KeyValueExpr)
					if !ok {
						continue
					}
					key, _ := kv.Key.(*ast.Ident)
					if key == nil {
						continue
					}
					switch key.Name {
					case "SingularTable":
						value, ok := kv.Value.(*ast.Ident)
						s.naming.singular = ok && value.Name == "true"
					case "TablePrefix":
						// A prefix from a setting is empty as a rule.
						if value, ok := s.constString(f, kv.Value); ok {
							s.naming.prefix = value
						}
					case "NameReplacer", "NoLowerCase":
						s.naming.other = true
					}
				}
			case *ast.CallExpr: // of version 1
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "SingularTable" && len(n.Args) == 1 {
					if value, ok := n.Args[0].(*ast.Ident); ok && value.Name == "true" {
						s.naming.singular = true
					}
				}
			case *ast.AssignStmt: // of version 1
				if len(n.Lhs) != 1 || len(n.Rhs) != 1 {
					return true
				}
				if sel, ok := n.Lhs[0].(*ast.SelectorExpr); ok && sel.Sel.Name == "DefaultTableNameHandler" {
					if prefix, ok := s.handledPrefix(f, n.Rhs[0]); ok {
						s.naming.prefix = prefix
					}
				}
			}
			return true
		})
	}
	return *s.naming
}

// handledPrefix is the constant that a DefaultTableNameHandler puts before a
// name.
func (s *source) handledPrefix(f *goFile, e ast.Expr) (string, bool) {
	fn, ok := e.(*ast.FuncLit)
	if !ok || len(fn.Body.List) != 1 {
		return "", false
	}
	ret, ok := fn.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return "", false
	}
	sum, ok := ret.Results[0].(*ast.BinaryExpr)
	if !ok {
		return "", false
	}
	return s.constString(f, sum.X)
}

// isGORMv1 reports whether a file's package is for GORM v1: by its own
// imports, by its package's, by go.mod.
func (s *source) isGORMv1(f *goFile) bool {
	v1, v2 := s.requires("github.com/jinzhu/gorm"), s.requires("gorm.io/gorm")
	if v1 != v2 {
		return v1
	}
	count := func(f *goFile) (one, two bool) {
		for _, imp := range f.imports {
			one = one || imp.path == "github.com/jinzhu/gorm"
			two = two || strings.HasPrefix(imp.path, "gorm.io/")
		}
		return
	}
	if one, two := count(f); one != two {
		return one
	}
	var one, two bool
	for _, other := range f.pkg.files {
		if other.syntax != nil {
			a, b := count(other)
			one, two = one || a, two || b
		}
	}
	return one && !two
}

// gormTag reads a tag as GORM does.
func gormTag(tag string) map[string]string {
	settings := map[string]string{}
	for _, part := range gormParts(tag, ";") {
		key, value, ok := strings.Cut(part, ":")
		key = strings.TrimSpace(strings.ToUpper(key))
		switch {
		case ok:
			settings[key] = strings.ReplaceAll(value, `\"`, `"`)
		case key != "":
			settings[key] = key
		}
	}
	return settings
}

// gormParts splits a tag at separators that aren't escaped.
func gormParts(tag, sep string) []string {
	var parts []string
	names := strings.Split(tag, sep)
	for i := 0; i < len(names); i++ {
		part := names[i]
		for strings.HasSuffix(part, `\`) && i+1 < len(names) {
			i++
			part = part[:len(part)-1] + sep + names[i]
		}
		parts = append(parts, part)
	}
	return parts
}

func truth(values ...string) bool {
	for _, v := range values {
		if v != "" && !strings.EqualFold(v, "false") {
			return true
		}
	}
	return false
}

// A gormField is a field on its way into a model.
type gormField struct {
	*Field
	from  goField
	typ   goType
	tags  map[string]string
	tag   string
	depth int
}

type gormParser struct {
	s    *source
	v1   bool
	open map[*ast.StructType]bool
}

// gormModel fills in a model of GORM v2 or v1.
func (s *source) gormModel(m *Model, d *goDecl, st *ast.StructType, migrated bool) {
	name := typeName{m.Package, m.Type}
	var named bool
	if m.Table, named = s.tableName(name, st, d.file); !named {
		if naming := s.gormNames(); !naming.other {
			m.Table = gormName(m.Type)
			if !naming.singular {
				m.Table = plural(m.Table)
			}
			m.Table = naming.prefix + m.Table
		}
	}
	p := gormParser{s: s, v1: m.ORM == GORMv1, open: map[*ast.StructType]bool{}}
	all := p.fields(d.file, st, name, 0)

	// Of several fields for a column the one that is nested least counts.
	byColumn := map[string]int{}
	for _, f := range all {
		if i, ok := byColumn[f.Column]; !ok {
			byColumn[f.Column] = len(m.Fields)
			m.Fields = append(m.Fields, f.Field)
		} else if depth := depthOf(all, m.Fields[i]); f.depth < depth {
			m.Fields[i] = f.Field
		}
	}
	p.keys(m)
	p.number(m, all)
	for _, f := range all {
		if m.SoftDelete == nil && slices.Contains(m.Fields, f.Field) {
			if c := p.convention(f); c != NoSoftDelete {
				m.SoftDelete, m.Convention = f.Field, c
			}
		}
	}
	own := migrated || s.method(m.Package, m.Type, "TableName") != nil
	for _, idx := range p.indexes(m, all) {
		// The struct embeds what is a model itself, to load it with more.
		if !own && !idx.Primary && !slices.ContainsFunc(idx.Origin, func(f *Field) bool { return f.Owner == m.Type && f.Package == m.Package }) &&
			s.standsAlone(idx.Origin) {
			continue
		}
		m.Indexes = append(m.Indexes, idx)
	}
}

// standsAlone reports whether the struct that declares the fields has a
// TableName.
func (s *source) standsAlone(fields []*Field) bool {
	return slices.ContainsFunc(fields, func(f *Field) bool { return s.method(f.Package, f.Owner, "TableName") != nil })
}

func depthOf(all []gormField, field *Field) int {
	for _, f := range all {
		if f.Field == field {
			return f.depth
		}
	}
	return 0
}

// keys marks the primary key.
func (p gormParser) keys(m *Model) {
	if slices.ContainsFunc(m.Fields, func(f *Field) bool { return f.PrimaryKey }) {
		return
	}
	for _, f := range m.Fields {
		if f.Column == "id" || f.Name == "ID" && !slices.ContainsFunc(m.Fields, func(f *Field) bool { return f.Column == "id" }) {
			f.PrimaryKey = true
			return
		}
	}
}

// number has the database number the primary key, as GORM does if it is one
// integer.
func (p gormParser) number(m *Model, all []gormField) {
	var key *Field
	for _, f := range m.Fields {
		if f.PrimaryKey && key != nil {
			return
		}
		if f.PrimaryKey {
			key = f
		}
	}
	for _, f := range all {
		if f.Field == key && isInteger(f.GoType) && !f.HasDefault && !strings.EqualFold(f.tags["AUTOINCREMENT"], "false") {
			key.Numbered = true
		}
	}
}

// fields returns the columns of a struct, shadowed ones included.
func (p gormParser) fields(f *goFile, st *ast.StructType, owner typeName, depth int) []gormField {
	if p.open[st] || depth > 8 {
		return nil
	}
	p.open[st] = true
	defer delete(p.open, st)
	var list []gormField
	for _, gf := range p.s.fieldsOf(f, st, owner) {
		if !exported(gf.name) {
			continue
		}
		list = append(list, p.field(gf, depth)...)
	}
	return list
}

func (p gormParser) field(gf goField, depth int) []gormField {
	tag := gf.tag.Get("gorm")
	if p.v1 {
		tag = strings.Trim(gf.tag.Get("sql")+";"+tag, ";")
	}
	tags := gormTag(tag)
	if v, ok := tags["-"]; ok && (p.v1 || strings.TrimSpace(strings.ToLower(v)) != "migration") {
		return nil
	}
	t := p.s.typeOf(gf.file, gf.node.Type)
	if t.isType("gorm.io/gorm.Model", "github.com/jinzhu/gorm.Model") && (gf.embedded || tags["EMBEDDED"] != "") {
		return p.libraryModel(gf, tags, t.isType("gorm.io/gorm.Model"), depth)
	}
	if _, ok := tags["EMBEDDED"]; ok || gf.embedded && t.kind == structKind && !p.s.valuer(t) {
		if t.kind == structKind {
			owner := gf.owner
			if len(t.names) > 0 {
				owner = t.names[len(t.names)-1]
			}
			return p.embed(tags, p.fields(t.file, t.st, owner, depth+1))
		}
		if t.kind == foreignKind {
			// known miss: an embedded struct of another module isn't read.
			return nil
		}
	}
	if !p.isColumn(t, tags) {
		return nil
	}
	column := tags["COLUMN"]
	if column == "" {
		column = gormName(gf.name)
	}
	field := p.s.field(gf, t, column)
	field.PrimaryKey = truth(tags["PRIMARYKEY"], tags["PRIMARY_KEY"])
	field.NotNull = truth(tags["NOT NULL"], tags["NOTNULL"])
	if v, ok := tags["DEFAULT"]; ok {
		field.HasDefault = true
		field.Default = strings.TrimSpace(v)
		if t.kind == basicKind && t.basic == "string" && !strings.Contains(v, "(") {
			field.Default = strings.Trim(strings.Trim(field.Default, "'"), `"`)
		}
	}
	if v := tags["ZEROVALUE"]; v != "" && '0' <= v[0] && v[0] <= '9' { // else GORM takes it for no time
		field.ZeroValue = v
	}
	return []gormField{{field, gf, t, tags, tag, depth}}
}

// libraryModel gives the fields of gorm.Model.
func (p gormParser) libraryModel(gf goField, tags map[string]string, v2 bool, depth int) []gormField {
	const path = "gorm.io/gorm"
	deleted := goType{kind: timeKind, pointer: true}
	of := typeName{"github.com/jinzhu/gorm", "Model"}
	deletedType := "*time.Time"
	if v2 {
		of.pkg = path
		deletedType = path + ".DeletedAt"
		deleted = goType{kind: foreignKind, names: []typeName{{path, "DeletedAt"}}, same: 1}
	}
	var list []gormField
	for _, f := range []struct {
		name, column, goType string
		typ                  goType
	}{
		{"ID", "id", "uint", goType{kind: basicKind, basic: "uint"}},
		{"CreatedAt", "created_at", "time.Time", goType{kind: timeKind}},
		{"UpdatedAt", "updated_at", "time.Time", goType{kind: timeKind}},
		{"DeletedAt", "deleted_at", deletedType, deleted},
	} {
		list = append(list, gormField{
			Field: &Field{
				Name: f.name, Column: f.column, GoType: f.goType, Package: of.pkg, Owner: of.name,
				Place: p.s.fieldPlace(gf), NullableType: f.name == "DeletedAt", PrimaryKey: f.name == "ID",
			},
			from: gf, typ: f.typ, tags: map[string]string{}, depth: depth + 1,
		})
		if f.name == "DeletedAt" {
			list[len(list)-1].tag = "index"
			list[len(list)-1].tags["INDEX"] = "INDEX"
		}
	}
	return p.embed(tags, list)
}

// embed applies the tag of an embedded struct to its fields.
func (p gormParser) embed(tags map[string]string, list []gormField) []gormField {
	prefix := tags["EMBEDDEDPREFIX"]
	if p.v1 {
		prefix = tags["EMBEDDED_PREFIX"]
	}
	for i := range list {
		list[i].Column = prefix + list[i].Column
	}
	return list
}

// isColumn reports whether a type of field is a column, not a relation.
func (p gormParser) isColumn(t goType, tags map[string]string) bool {
	for _, key := range []string{"MANY2MANY", "FOREIGNKEY", "REFERENCES", "POLYMORPHIC", "POLYMORPHICTYPE", "ASSOCIATION_FOREIGNKEY", "JOINFOREIGNKEY"} {
		if _, ok := tags[key]; ok && t.kind != basicKind {
			return false
		}
	}
	if tags["SERIALIZER"] != "" || tags["JSON"] != "" {
		return true
	}
	switch t.kind {
	case basicKind, timeKind, bytesKind, foreignKind:
		return true
	case sliceKind:
		if p.v1 && t.elem.kind != structKind {
			return true
		}
	}
	return tags["TYPE"] != "" || p.s.valuer(t) || p.s.declares(t, "GormDataType")
}

// convention tells by a field's type, and with version 1 by its name, how it
// marks live rows; NoSoftDelete if it marks none.
func (p gormParser) convention(f gormField) Convention {
	if p.v1 {
		// Version 1 goes by the name; it filters by IS NULL whatever the type.
		if f.Name == "DeletedAt" {
			return LiveIsNull
		}
		return NoSoftDelete
	}
	switch {
	case f.typ.isType("gorm.io/gorm.DeletedAt"), p.embedsDeletedAt(f.typ):
		if f.ZeroValue != "" {
			return LiveIsValue
		}
		return LiveIsNull
	case f.typ.isType("gorm.io/plugin/soft_delete.DeletedAt"):
		switch {
		case strings.EqualFold(f.Default, "null"):
			return LiveIsNull
		case slices.Contains(strings.Split(strings.ToLower(f.tags["SOFTDELETE"]), ","), "flag"):
			return LiveIsFlag
		}
		return LiveIsValue
	}
	if f.typ.same > 0 {
		// A type of the module's own with GORM's clauses.
		own := f.typ.names[f.typ.same-1]
		if s := p.s.packages[own.pkg]; s != nil {
			p.s.search(s, "DeleteClauses")
			if p.s.method(own.pkg, own.name, "DeleteClauses") != nil {
				switch {
				case f.typ.kind == basicKind && f.typ.basic == "bool":
					return LiveIsFlag
				case f.typ.kind == basicKind:
					return LiveIsValue
				}
				return LiveIsNull
			}
		}
	}
	return NoSoftDelete
}

// embedsDeletedAt reports whether a struct of the module has the methods of
// gorm.DeletedAt by embedding it.
func (p gormParser) embedsDeletedAt(t goType) bool {
	if t.kind != structKind {
		return false
	}
	for _, f := range p.s.fieldsOf(t.file, t.st, typeName{}) {
		if f.embedded && p.s.typeOf(f.file, f.node.Type).isType("gorm.io/gorm.DeletedAt") {
			return true
		}
	}
	return false
}

// indexes returns the primary key, and the indexes and unique constraints of
// tags.
func (p gormParser) indexes(m *Model, all []gormField) []*Index {
	var list indexes
	if pk := primary(m); pk != nil {
		list.list = append(list.list, pk)
	}
	priorities := map[*Index][]int{}
	for _, f := range all {
		if p.v1 {
			p.v1Indexes(m, f, &list)
		} else {
			p.v2Indexes(m, f, &list, priorities)
		}
		if truth(f.tags["UNIQUE"]) && slices.Contains(m.Fields, f.Field) {
			kind := "uni"
			if p.v1 {
				kind = "uix"
			}
			idx := list.add(m, gormKey(kind, m.Table, f.Column), p.s.tagPlace(f.from, settingIn(f.tag, "unique")))
			if len(idx.Columns) == 0 {
				idx.Unique = true
				idx.addField(f.Field)
			}
		}
	}
	return list.list
}

// settingIn is a setting of a tag as it is written.
func settingIn(tag, key string) string {
	for _, part := range strings.Split(tag, ";") {
		k, _, _ := strings.Cut(part, ":")
		if strings.EqualFold(strings.TrimSpace(k), key) {
			return strings.TrimSpace(part)
		}
	}
	return ""
}

func (p gormParser) v2Indexes(m *Model, f gormField, list *indexes, priorities map[*Index][]int) {
	for _, part := range strings.Split(f.tag, ";") {
		k, value, _ := strings.Cut(part, ":")
		key := strings.TrimSpace(strings.ToUpper(k))
		if key != "INDEX" && key != "UNIQUEINDEX" {
			continue
		}
		name, options, _ := strings.Cut(value, ",")
		settings := map[string]string{}
		for _, option := range gormParts(options, ",") {
			k, v, ok := strings.Cut(option, ":")
			k = strings.TrimSpace(strings.ToUpper(k))
			if ok {
				settings[k] = strings.ReplaceAll(v, `\"`, `"`)
			} else if k != "" {
				settings[k] = k
			}
		}
		if name == "" {
			column := f.Name
			if composite := settings["COMPOSITE"]; composite != "" {
				column = composite
			}
			name = gormKey("idx", m.Table, gormName(column))
		}
		idx := list.add(m, name, p.s.tagPlace(f.from, strings.TrimSpace(part)))
		idx.Unique = idx.Unique || key == "UNIQUEINDEX" || settings["UNIQUE"] != "" || strings.EqualFold(settings["CLASS"], "UNIQUE")
		if idx.WhereText == "" {
			idx.WhereText = settings["WHERE"]
		}
		priority, err := strconv.Atoi(settings["PRIORITY"])
		if err != nil {
			priority = 10
		}
		column := sqlparse.IndexColumn{Name: f.Column}
		if e := settings["EXPRESSION"]; e != "" {
			column = sqlparse.IndexColumn{Expr: e, Columns: []string{f.Column}}
		}
		at := len(idx.Columns)
		for at > 0 && priorities[idx][at-1] > priority {
			at--
		}
		idx.Columns = slices.Insert(idx.Columns, at, column)
		idx.Origin = slices.Insert(idx.Origin, at, f.Field)
		priorities[idx] = slices.Insert(priorities[idx], at, priority)
	}
}

func (p gormParser) v1Indexes(m *Model, f gormField, list *indexes) {
	for _, kind := range []struct {
		key, prefix string
	}{{"INDEX", "idx"}, {"UNIQUE_INDEX", "uix"}} {
		value, ok := f.tags[kind.key]
		if !ok {
			continue
		}
		for name := range strings.SplitSeq(value, ",") {
			if name == kind.key || name == "" {
				name = kind.prefix + "_" + m.Table + "_" + f.Column
			}
			idx := list.add(m, name, p.s.tagPlace(f.from, settingIn(f.tag, kind.key)))
			idx.Unique = idx.Unique || kind.key == "UNIQUE_INDEX"
			idx.addField(f.Field)
		}
	}
}
