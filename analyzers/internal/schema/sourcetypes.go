package schema

import (
	"go/ast"
	"go/token"
	"reflect"
	"strconv"
	"strings"
)

// A goKind is what a type is, as far as a mapper asks.
type goKind uint8

const (
	otherKind  goKind = iota // an interface, a function, a channel
	basicKind                // a number, a string, a bool
	timeKind                 // time.Time
	bytesKind                // []byte
	structKind               // of the module
	sliceKind
	mapKind
	foreignKind // a named type of another module
)

// A goType is what the syntax of the module tells of a type.
type goType struct {
	kind    goKind
	pointer bool
	// names are the named types from the one written to the last that is
	// known, types of other modules included.
	names []typeName
	// same is how many of the names are one type: the others before the last
	// of them are aliases. Methods don't pass on further.
	same  int
	basic string          // of basicKind: "int64"
	st    *ast.StructType // of structKind
	file  *goFile         // where st stands
	elem  *goType         // of sliceKind
}

type typeName struct{ pkg, name string }

func (n typeName) String() string {
	if n.pkg == "" {
		return n.name
	}
	return n.pkg + "." + n.name
}

// is reports whether one of the type's names is among the given ones.
func (t goType) is(names ...string) bool {
	for _, n := range t.names {
		for _, name := range names {
			if n.String() == name {
				return true
			}
		}
	}
	return false
}

// isType is is for the type itself, by whatever alias.
func (t goType) isType(names ...string) bool {
	return goType{names: t.names[:t.same]}.is(names...)
}

// nameOf is the named type that an expression writes, after pointers and type
// arguments. Its package is empty for a basic type.
func (s *source) nameOf(f *goFile, e ast.Expr) (typeName, bool) {
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			if isBasic(x.Name) && f.pkg.decls[x.Name] == nil {
				return typeName{"", x.Name}, true
			}
			return typeName{f.pkg.path, x.Name}, true
		case *ast.SelectorExpr:
			if id, ok := x.X.(*ast.Ident); ok {
				if p := s.importPath(f, id.Name); p != "" {
					return typeName{p, x.Sel.Name}, true
				}
			}
			return typeName{}, false
		default:
			return typeName{}, false
		}
	}
}

func isBasic(name string) bool {
	switch name {
	case "bool", "string", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
		"uintptr", "byte", "rune", "float32", "float64", "complex64", "complex128", "any", "error":
		return true
	}
	return false
}

// typeOf resolves a type through the names and aliases of the module.
func (s *source) typeOf(f *goFile, e ast.Expr) goType {
	var t goType
	defined := false
	for range 20 { // an invalid cycle ends somewhere
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
			continue
		case *ast.StarExpr:
			t.pointer = true
			e = x.X
			continue
		case *ast.ArrayType:
			elem := s.typeOf(f, x.Elt)
			t.kind, t.elem = sliceKind, &elem
			if elem.kind == basicKind && (elem.basic == "byte" || elem.basic == "uint8") && !elem.pointer {
				t.kind = bytesKind
			}
			return t
		case *ast.MapType:
			t.kind = mapKind
			return t
		case *ast.StructType:
			t.kind, t.st, t.file = structKind, x, f
			return t
		}
		name, ok := s.nameOf(f, e)
		if !ok {
			return t
		}
		t.names = append(t.names, name)
		if !defined {
			t.same = len(t.names)
		}
		switch {
		case name.pkg == "":
			if name.name != "any" && name.name != "error" {
				t.kind, t.basic = basicKind, name.name
			}
			return t
		case name == typeName{"time", "Time"}:
			t.kind = timeKind
			return t
		}
		d := s.lookup(name.pkg, name.name)
		if d == nil || d.typ == nil {
			if s.packages[name.pkg] == nil { // else a type parameter, or broken
				t.kind = foreignKind
			}
			if b, ok := foreignBasics[name]; ok {
				t.kind, t.basic = basicKind, b
			}
			return t
		}
		defined = defined || !d.typ.Assign.IsValid()
		f, e = d.file, d.typ.Type
	}
	return t
}

// foreignBasics are types of libraries that are numbers, strings or bytes.
var foreignBasics = map[typeName]string{
	{"gorm.io/plugin/soft_delete", "DeletedAt"}: "uint",
	{"time", "Duration"}:                        "int64",
	{"encoding/json", "Number"}:                 "string",
	{"database/sql", "RawBytes"}:                "string",
}

// declares reports whether one of the type's names has a method of that name.
func (s *source) declares(t goType, method string) bool {
	for _, n := range t.names {
		if s.method(n.pkg, n.name, method) != nil {
			return true
		}
	}
	return false
}

// valuer reports whether a type writes itself into a column.
func (s *source) valuer(t goType) bool {
	for _, n := range t.names {
		if p := s.packages[n.pkg]; p != nil {
			// The method may stand in a file that nothing marked.
			s.search(p, ") Value() (")
			if s.method(n.pkg, n.name, "Value") != nil {
				return true
			}
		}
	}
	switch t.kind {
	case foreignKind:
		return true // a struct that is none of the module's: a column type, as a rule
	case structKind:
		for _, f := range t.st.Fields.List {
			if len(f.Names) == 0 {
				if e := s.typeOf(t.file, f.Type); e.kind == foreignKind && nullable(e) {
					return true
				}
			}
		}
	}
	return false
}

// nullable reports whether a type has a value that stands for NULL.
func nullable(t goType) bool {
	if t.pointer {
		return true
	}
	for _, n := range t.names {
		switch n.String() {
		case "gorm.io/gorm.DeletedAt", "github.com/uptrace/bun.NullTime", "github.com/uptrace/bun/schema.NullTime",
			"github.com/go-pg/pg/v10.NullTime", "github.com/go-pg/pg/v9.NullTime", "github.com/go-pg/pg.NullTime",
			"github.com/go-sql-driver/mysql.NullTime", "github.com/lib/pq.NullTime":
			return true
		}
		if n.pkg == "database/sql" && strings.HasPrefix(n.name, "Null") {
			return true
		}
		// guregu/null, volatiletech/null, aarondl/null and such; pgtype's types
		// have a Valid field each.
		switch suggestedName(n.pkg) {
		case "null", "pgtype", "nulls", "omitnull", "mo", "zeronull":
			return suggestedName(n.pkg) != "mo" || n.name == "Option"
		}
	}
	return false
}

// typeText writes a type with import paths.
func (s *source) typeText(f *goFile, e ast.Expr) string {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return s.typeText(f, x.X)
	case *ast.StarExpr:
		return "*" + s.typeText(f, x.X)
	case *ast.ArrayType:
		if n, ok := x.Len.(*ast.BasicLit); ok {
			return "[" + n.Value + "]" + s.typeText(f, x.Elt)
		}
		return "[]" + s.typeText(f, x.Elt)
	case *ast.MapType:
		return "map[" + s.typeText(f, x.Key) + "]" + s.typeText(f, x.Value)
	case *ast.IndexExpr:
		return s.typeText(f, x.X) + "[" + s.typeText(f, x.Index) + "]"
	case *ast.IndexListExpr:
		var args []string
		for _, i := range x.Indices {
			args = append(args, s.typeText(f, i))
		}
		return s.typeText(f, x.X) + "[" + strings.Join(args, ",") + "]"
	case *ast.StructType:
		return "struct{…}"
	case *ast.InterfaceType:
		return "interface{…}"
	case *ast.Ident, *ast.SelectorExpr:
		if n, ok := s.nameOf(f, e); ok {
			return n.String()
		}
	}
	return ""
}

// A goField is a field of a struct.
type goField struct {
	name     string
	file     *goFile
	node     *ast.Field
	embedded bool
	owner    typeName
	tag      reflect.StructTag
}

// fieldsOf returns the fields of a struct in order.
func (s *source) fieldsOf(f *goFile, st *ast.StructType, owner typeName) []goField {
	var fields []goField
	for _, n := range st.Fields.List {
		field := goField{file: f, node: n, owner: owner}
		if n.Tag != nil {
			tag, _ := strconv.Unquote(n.Tag.Value)
			field.tag = reflect.StructTag(tag)
		}
		if len(n.Names) == 0 {
			name, ok := s.nameOf(f, n.Type)
			if !ok {
				if sel, ok := n.Type.(*ast.SelectorExpr); ok {
					name.name = sel.Sel.Name
				}
			}
			field.name, field.embedded = name.name, true
			fields = append(fields, field)
			continue
		}
		for _, id := range n.Names {
			field.name = id.Name
			fields = append(fields, field)
		}
	}
	return fields
}

// fieldPlace is where a field stands, its tag included.
func (s *source) fieldPlace(f goField) Place { return s.placeOf(f.node) }

// tagPlace is where a part of a field's tag stands: of the whole tag, if the
// part isn't there as it is written.
func (s *source) tagPlace(f goField, part string) Place {
	if f.node.Tag == nil {
		return s.placeOf(f.node)
	}
	if i := strings.Index(f.node.Tag.Value, part); i >= 0 && part != "" {
		from := f.node.Tag.Pos() + token.Pos(i)
		return s.place(from, from+token.Pos(len(part)))
	}
	return s.placeOf(f.node.Tag)
}
