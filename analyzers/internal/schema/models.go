package schema

import (
	"cmp"
	"go/ast"
	"go/token"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// modelsOf returns the models of the module's Go files, by file and position.
func (s *source) modelsOf() []*Model {
	migrated := s.migrated()
	var models []*Model
	done := map[*ast.TypeSpec]bool{}
	add := func(d *goDecl) {
		if done[d.typ] {
			return
		}
		done[d.typ] = true
		if m := s.model(d, migrated[typeName{d.file.pkg.path, d.typ.Name.Name}]); m != nil {
			models = append(models, m)
		}
	}
	for _, f := range s.files {
		if f.syntax == nil {
			continue
		}
		for _, decl := range f.syntax.Decls {
			if decl, ok := decl.(*ast.GenDecl); ok && decl.Tok == token.TYPE {
				for _, spec := range decl.Specs {
					add(&goDecl{file: f, typ: spec.(*ast.TypeSpec)})
				}
			}
		}
	}
	// A model without a tag may stand in a file that nothing marked.
	byName := func(a, b typeName) int { return cmp.Or(strings.Compare(a.pkg, b.pkg), strings.Compare(a.name, b.name)) }
	for _, name := range slices.SortedFunc(maps.Keys(migrated), byName) {
		if d := s.lookup(name.pkg, name.name); d != nil && d.typ != nil {
			add(d)
		}
	}
	slices.SortFunc(models, func(a, b *Model) int {
		if c := strings.Compare(a.Place.File, b.Place.File); c != 0 {
			return c
		}
		return a.Place.Offset - b.Place.Offset
	})
	models = withoutSnapshots(models)
	s.entRelations(models)
	return models
}

// withoutSnapshots drops the models of migrations: they are as tables were
// then. A module may have no others.
func withoutSnapshots(models []*Model) []*Model {
	ofMigration := func(m *Model) bool {
		dir := path.Dir(m.Place.File)
		return strings.Contains(strings.ToLower(dir), "migrat")
	}
	if !slices.ContainsFunc(models, func(m *Model) bool { return !ofMigration(m) }) {
		return models
	}
	return slices.DeleteFunc(models, ofMigration)
}

// model returns the model that a type declares, nil if it is none.
func (s *source) model(d *goDecl, migrated ORM) *Model {
	st, ok := d.typ.Type.(*ast.StructType)
	if !ok || d.typ.Assign.IsValid() {
		return nil
	}
	name := typeName{d.file.pkg.path, d.typ.Name.Name}
	orm := s.ormOf(d.file, st, map[*ast.StructType]bool{})
	if orm == "" || orm == TagOnly && migrated != "" {
		orm = migrated
	}
	if orm == GORM && s.isGORMv1(d.file) {
		orm = GORMv1
	}
	m := &Model{ORM: orm, Package: name.pkg, Type: name.name, Place: s.placeOf(d.typ.Name)}
	switch orm {
	case GORM, GORMv1:
		s.gormModel(m, d, st, migrated != "")
	case Bun:
		s.bunModel(m, d, st)
	case Xorm:
		s.xormModel(m, d, st)
	case Ent:
		s.entModel(m, d)
	case GoPG:
		s.pgModel(m, d, st)
	case Beego:
		s.beegoModel(m, d, st)
	case SQLBoiler:
		s.boilerModel(m, d, st)
	case TagOnly:
		s.tagModel(m, d, st)
	}
	if len(m.Fields) == 0 {
		return nil
	}
	m.Table = strings.NewReplacer("`", "", `"`, "").Replace(m.Table)
	return m
}

// tagORMs are the ORMs by their tag, those that are surest first.
var tagORMs = []struct {
	key string
	orm ORM
}{
	{"gorm", GORM}, {"bun", Bun}, {"xorm", Xorm}, {"pg", GoPG}, {"orm", Beego}, {"boil", SQLBoiler}, {"db", TagOnly},
}

// ormOf tells by tags and embedded types which ORM a struct is for, "" if none.
func (s *source) ormOf(f *goFile, st *ast.StructType, seen map[*ast.StructType]bool) ORM {
	if seen[st] {
		return ""
	}
	seen[st] = true
	best := len(tagORMs)
	found := func(orm ORM) {
		for i, t := range tagORMs {
			if t.orm == orm || orm == GORMv1 && t.orm == GORM {
				best = min(best, i)
			}
		}
	}
	for _, field := range s.fieldsOf(f, st, typeName{}) {
		for i, t := range tagORMs {
			if _, ok := field.tag.Lookup(t.key); ok && (t.orm != Beego || s.requires("beego")) {
				best = min(best, i)
			}
		}
		if _, ok := field.tag.Lookup("sql"); ok {
			switch {
			case s.requires("github.com/jinzhu/gorm"):
				found(GORM)
			case s.requires("github.com/go-pg/pg"):
				found(GoPG)
			}
		}
		name, ok := s.nameOf(f, field.node.Type)
		if !ok {
			continue
		}
		switch name.String() {
		case "gorm.io/gorm.DeletedAt", "gorm.io/plugin/soft_delete.DeletedAt":
			found(GORM)
			continue
		}
		if !field.embedded {
			continue
		}
		switch name.String() {
		case "entgo.io/ent.Schema", "github.com/facebook/ent.Schema", "github.com/facebookincubator/ent.Schema":
			return Ent
		case "gorm.io/gorm.Model", "github.com/jinzhu/gorm.Model":
			found(GORM)
		case "github.com/uptrace/bun.BaseModel":
			found(Bun)
		default:
			if s.packages[name.pkg] == nil {
				continue
			}
			if t := s.typeOf(f, field.node.Type); t.kind == structKind {
				found(s.ormOf(t.file, t.st, seen))
			}
		}
	}
	if best == len(tagORMs) {
		return ""
	}
	return tagORMs[best].orm
}

// requires reports whether the go.mod file names a module whose path holds a
// text.
func (s *source) requires(text string) bool { return strings.Contains(string(s.goMod), text) }

// migrated returns the types that code gives to an ORM's function that creates
// tables.
func (s *source) migrated() map[typeName]ORM {
	types := map[typeName]ORM{}
	for _, f := range s.files {
		if f.syntax == nil || f.marks&markModel == 0 {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			var orm ORM
			switch sel.Sel.Name {
			case "AutoMigrate":
				orm = GORM
			case "Sync", "Sync2":
				if !s.requires("xorm") {
					return true
				}
				orm = Xorm
			case "RegisterModel", "RegisterModelWithPrefix":
				x, ok := sel.X.(*ast.Ident)
				if !ok {
					return true
				}
				switch p := s.importPath(f, x.Name); {
				case strings.HasSuffix(p, "/orm") && strings.Contains(p, "beego"):
					orm = Beego
				default:
					return true
				}
			default:
				return true
			}
			for _, arg := range call.Args {
				if name, ok := s.madeBy(f, arg); ok && s.packages[name.pkg] != nil {
					types[name] = orm
				}
			}
			return true
		})
	}
	return types
}

// madeBy is the type of a value or pointer that an expression makes: T{}, &T{},
// new(T), (*T)(nil), []T{}.
func (s *source) madeBy(f *goFile, e ast.Expr) (typeName, bool) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return s.madeBy(f, e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return s.madeBy(f, e.X)
		}
	case *ast.CompositeLit:
		if e.Type != nil {
			t := e.Type
			if slice, ok := t.(*ast.ArrayType); ok {
				t = slice.Elt
			}
			return s.nameOf(f, t)
		}
	case *ast.CallExpr:
		if id, ok := e.Fun.(*ast.Ident); ok && id.Name == "new" && len(e.Args) == 1 {
			return s.nameOf(f, e.Args[0])
		}
		if p, ok := e.Fun.(*ast.ParenExpr); ok && len(e.Args) == 1 { // (*T)(nil)
			if star, ok := p.X.(*ast.StarExpr); ok {
				return s.nameOf(f, star.X)
			}
		}
	}
	return typeName{}, false
}

// tableName is what a type's TableName method returns. ok says that it has
// one, its own or an embedded struct's; name is empty if it isn't constant.
func (s *source) tableName(name typeName, st *ast.StructType, f *goFile) (table string, ok bool) {
	return s.tableNameIn(name, st, f, map[*ast.StructType]bool{})
}

func (s *source) tableNameIn(name typeName, st *ast.StructType, f *goFile, seen map[*ast.StructType]bool) (string, bool) {
	if seen[st] {
		return "", false
	}
	seen[st] = true
	if d := s.method(name.pkg, name.name, "TableName"); d != nil {
		table, _ := s.returned(d)
		return table, true
	}
	for _, field := range s.fieldsOf(f, st, name) {
		if !field.embedded {
			continue
		}
		t := s.typeOf(field.file, field.node.Type)
		if t.kind != structKind || t.same == 0 {
			continue
		}
		if table, ok := s.tableNameIn(t.names[t.same-1], t.st, t.file, seen); ok {
			return table, true
		}
	}
	return "", false
}

// returned is the constant string that a function returns, if it is always the
// same.
func (s *source) returned(d *goDecl) (string, bool) {
	if d.fn.Body == nil || len(d.fn.Body.List) != 1 {
		return "", false
	}
	ret, ok := d.fn.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return "", false
	}
	return s.constString(d.file, ret.Results[0])
}

// field makes a model's field of a struct's.
func (s *source) field(gf goField, t goType, column string) *Field {
	return &Field{
		Name:         gf.name,
		Column:       column,
		GoType:       s.typeText(gf.file, gf.node.Type),
		Package:      gf.owner.pkg,
		Owner:        gf.owner.name,
		Place:        s.fieldPlace(gf),
		NullableType: nullable(t),
	}
}

// indexes collects the indexes of a model in the order of their first field.
type indexes struct {
	list   []*Index
	byName map[string]*Index
}

// add returns the index of that name, declared at a place if it is new.
func (x *indexes) add(m *Model, name string, at Place) *Index {
	if x.byName == nil {
		x.byName = map[string]*Index{}
	}
	idx := x.byName[name]
	if idx == nil {
		idx = &Index{Name: name, Declared: at, Model: m}
		x.byName[name] = idx
		x.list = append(x.list, idx)
	}
	return idx
}

func (idx *Index) addField(f *Field) {
	idx.Columns = append(idx.Columns, sqlparse.IndexColumn{Name: f.Column})
	idx.Origin = append(idx.Origin, f)
}

// primary is the primary key of a model's fields, nil if there is none.
func primary(m *Model) *Index {
	idx := &Index{Unique: true, Primary: true, Model: m}
	for _, f := range m.Fields {
		if f.PrimaryKey {
			idx.addField(f)
		}
	}
	if len(idx.Columns) == 0 {
		return nil
	}
	idx.Declared = idx.Origin[0].Place
	return idx
}

// isInteger reports whether a Go type, as Field.GoType has it, is one of integers.
func isInteger(goType string) bool {
	t := strings.TrimPrefix(strings.TrimPrefix(goType, "*"), "u")
	return strings.HasPrefix(t, "int") && strings.Trim(t[len("int"):], "0123456789") == ""
}

// exported reports whether a mapper sees a field of that name.
func exported(name string) bool { return ast.IsExported(name) }
