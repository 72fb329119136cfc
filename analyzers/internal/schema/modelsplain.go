package schema

import (
	"go/ast"
	"slices"
	"strings"
)

// isDeletedName reports whether a column's name says that its rows are marked
// when they are deleted. A name alone is no evidence that they are.
func isDeletedName(column string) bool {
	switch strings.ReplaceAll(strings.ToLower(column), "_", "") {
	case "deletedat", "deletedon", "deletedtime", "deletetime", "deletedate", "softdeletedat", "removedat", "deletetimestamp",
		"deletedts", "isdeleted", "deleted", "softdeleted", "isdel", "delflag", "deleteat", "deletion", "deletionat":
		return true
	}
	return false
}

// columnsOf walks a struct and what it embeds, as mappers by tag do.
func (s *source) columnsOf(f *goFile, st *ast.StructType, owner typeName, visit func(gf goField, t goType) (descend bool)) {
	open := map[*ast.StructType]bool{}
	var walk func(f *goFile, st *ast.StructType, owner typeName)
	walk = func(f *goFile, st *ast.StructType, owner typeName) {
		if open[st] {
			return
		}
		open[st] = true
		defer delete(open, st)
		for _, gf := range s.fieldsOf(f, st, owner) {
			t := s.typeOf(gf.file, gf.node.Type)
			if visit(gf, t) && t.kind == structKind && len(t.names) > 0 {
				walk(t.file, t.st, t.names[len(t.names)-1])
			}
		}
	}
	walk(f, st, owner)
}

// beegoModel fills in a model of beego's ORM.
func (s *source) beegoModel(m *Model, d *goDecl, st *ast.StructType) {
	name := typeName{m.Package, m.Type}
	var named bool
	m.Table, named = s.tableName(name, st, d.file)
	if !named {
		m.Table = beegoName(m.Type)
	}
	var list indexes
	byName := map[string]*Field{}
	s.columnsOf(d.file, st, name, func(gf goField, t goType) bool {
		tag := gf.tag.Get("orm")
		if tag == "-" || !exported(gf.name) {
			return false
		}
		settings := beegoTag(tag)
		if gf.embedded && t.kind == structKind {
			return true
		}
		if _, ok := settings["rel"]; !ok {
			if _, ok := settings["reverse"]; ok || t.kind == structKind && !s.valuer(t) || t.kind == sliceKind {
				return false
			}
		}
		column := settings["column"]
		if column == "" {
			column = beegoName(gf.name)
			if rel := settings["rel"]; rel == "fk" || rel == "one" {
				column += "_id"
			} else if rel != "" {
				return false
			}
		}
		field := s.field(gf, t, column)
		_, null := settings["null"]
		field.NotNull = !null
		_, field.PrimaryKey = settings["pk"]
		if _, ok := settings["auto"]; ok {
			field.PrimaryKey, field.Numbered = true, true
		}
		field.Default, field.HasDefault = settings["default"], settings["default"] != ""
		byName[gf.name] = field
		m.Fields = append(m.Fields, field)
		if _, ok := settings["unique"]; ok || settings["rel"] == "one" {
			idx := list.add(m, m.Table+"_"+column, s.tagPlace(gf, "unique"))
			idx.Unique = true
			idx.addField(field)
		}
		return false
	})
	if !slices.ContainsFunc(m.Fields, func(f *Field) bool { return f.PrimaryKey }) {
		for _, f := range m.Fields {
			f.PrimaryKey = f.Name == "Id"
			f.Numbered = f.PrimaryKey && isInteger(f.GoType)
		}
	}
	if pk := primary(m); pk != nil {
		m.Indexes = append(m.Indexes, pk)
	}
	m.Indexes = append(m.Indexes, list.list...)
	if d := s.method(m.Package, m.Type, "TableUnique"); d != nil && d.fn.Body != nil {
		ast.Inspect(d.fn.Body, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			idx := &Index{Unique: true, Declared: s.placeOf(lit), Model: m}
			for _, elt := range lit.Elts {
				name, ok := s.constString(d.file, elt)
				if f := byName[name]; ok && f != nil {
					idx.addField(f)
				}
			}
			if len(idx.Columns) == 0 || len(idx.Columns) != len(lit.Elts) {
				return true
			}
			m.Indexes = append(m.Indexes, idx)
			return false
		})
	}
}

// beegoTag reads "column(name);null;default(0)".
func beegoTag(tag string) map[string]string {
	settings := map[string]string{}
	for part := range strings.SplitSeq(tag, ";") {
		part = strings.TrimSpace(part)
		key, value, ok := strings.Cut(part, "(")
		if ok {
			value = strings.TrimSuffix(value, ")")
		} else {
			value = "true"
		}
		if key != "" {
			settings[strings.ToLower(key)] = value
		}
	}
	return settings
}

// boilerModel fills in a model that sqlboiler generated. Its indexes are the
// DDL's.
func (s *source) boilerModel(m *Model, d *goDecl, st *ast.StructType) {
	name := typeName{m.Package, m.Type}
	s.columnsOf(d.file, st, name, func(gf goField, t goType) bool {
		column, _, _ := strings.Cut(gf.tag.Get("boil"), ",")
		if column == "" || column == "-" {
			return false
		}
		field := s.field(gf, t, column)
		field.NotNull = !field.NullableType
		field.PrimaryKey = column == "id"
		m.Fields = append(m.Fields, field)
		return false
	})
	// Only tables have a method Insert; the structs of relations have none.
	if s.method(m.Package, m.Type, "Insert") == nil {
		m.Fields = nil
		return
	}
	m.Table = s.boilerTable(d)
	if del := s.method(m.Package, m.Type, "Delete"); del != nil && hasParam(del.fn, "hardDelete") {
		for _, f := range m.Fields {
			if f.Column == "deleted_at" {
				m.SoftDelete, m.Convention = f, LiveIsNull
			}
		}
	}
}

func hasParam(fn *ast.FuncDecl, name string) bool {
	for _, p := range fn.Type.Params.List {
		for _, id := range p.Names {
			if id.Name == name {
				return true
			}
		}
	}
	return false
}

// boilerTable is the table of a generated model: the one that the model's
// function of all rows reads from, in the same file.
func (s *source) boilerTable(d *goDecl) string {
	for _, decl := range d.file.syntax.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || fn.Body == nil || fn.Type.Results == nil || len(fn.Type.Results.List) != 1 {
			continue
		}
		result, ok := fn.Type.Results.List[0].Type.(*ast.Ident)
		if !ok || !strings.EqualFold(result.Name, d.typ.Name.Name+"Query") {
			continue
		}
		table := ""
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && table == "" && len(call.Args) == 1 {
				if name, ok := s.nameOf(d.file, call.Fun); ok && name.name == "From" {
					table, _ = s.constString(d.file, call.Args[0])
				}
			}
			return true
		})
		if table != "" {
			return strings.NewReplacer("\"", "", "`", "").Replace(table)
		}
	}
	return ""
}

// tagModel fills in a struct whose fields have column tags and nothing else.
// Which table it stands for is known if it says so.
func (s *source) tagModel(m *Model, d *goDecl, st *ast.StructType) {
	name := typeName{m.Package, m.Type}
	s.columnsOf(d.file, st, name, func(gf goField, t goType) bool {
		column, options, _ := strings.Cut(gf.tag.Get("db"), ",")
		switch column {
		case "-":
			return false
		case "":
			return gf.embedded
		}
		field := s.field(gf, t, column)
		field.PrimaryKey = slices.Contains(strings.Split(options, ","), "primarykey")
		m.Fields = append(m.Fields, field)
		return false
	})
	m.Table, _ = s.tableName(name, st, d.file)
}
