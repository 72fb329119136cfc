package tracked

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

const models = `
package models

import "time"

type Base struct {
	ID     int64
	Groups []Group ` + "`gorm:\"many2many:base_groups\"`" + `
}

type Money struct{ Cents int64 }

func (m *Money) Scan(any) error { return nil }

type Address struct {
	Street string
	CityID int64
	City   *City
}

type City struct{ ID int64 }

type Team struct {
	Code string ` + "`gorm:\"primaryKey\"`" + `
	ID   int64
}

type Group struct{ ID int64 }

type Profile struct {
	ID     int64
	UserID int64
}

type Users []User

type User struct {
	Base
	Address  Address  ` + "`gorm:\"embedded;embeddedPrefix:home_\"`" + `
	Work     *Address ` + "`gorm:\"embedded\"`" + `
	TeamCode string
	Team     *Team
	TeamID   int64
	Second   Team ` + "`gorm:\"foreignKey:team_code\"`" + `
	BossID   *int64
	Boss     *User
	ChiefNo  int64
	Chief    *User ` + "`gorm:\"foreignKey:ChiefNo;references:ID\"`" + `
	Profile  Profile
	Other    *Profile ` + "`gorm:\"foreignKey:OwnerID\"`" + `
	Staff    []User ` + "`gorm:\"foreignKey:BossID\"`" + `
	Pointers []*User ` + "`gorm:\"foreignKey:A,B;references:X,Y\"`" + `
	All      *[]User
	AllOf    *[]*User
	Named    Users
	Friends  []*User ` + "`gorm:\"many2many:friends;joinForeignKey:a;joinReferences:b\"`" + `
	Pictures []Profile ` + "`gorm:\"polymorphic:Owner\"`" + `
	Picture  Profile ` + "`gorm:\"polymorphicType:Kind;polymorphicId:OwnerID\"`" + `
	Ignored  []User ` + "`gorm:\"-\"`" + `
	Migrated []User ` + "`gorm:\"-:migration\"`" + `
	Settings []Money ` + "`gorm:\"serializer:json\"`" + `
	Setting  Profile ` + "`gorm:\"serializer:json\"`" + `
	Price    Money
	Prices   []Money
	At       time.Time
	Bytes    []byte
	Names    []string
	Map      map[string]User
	hidden   []User
	Kept     []User ` + "`gorm:\"save_associations:false\"`" + `
	Auto     []User ` + "`autosave:\"true\"`" + `
	AutoTwo  []User ` + "`auto:\"true\"`" + `
	NotAuto  []User ` + "`auto:\"false\"`" + `
}

type NoKey struct{ Name string }

type Box[T any] struct {
	ID   int64
	Held []T
	User *User
}
type UserBox = Box[User]

type Order struct {
	Model struct{ ID int64 } ` + "`gorm:\"embedded\"`" + `
	Lines []Line
}

type Line struct {
	OrderLineNo int64 ` + "`gorm:\"primary_key\"`" + `
	ID          int64
	Notes       []*City
}
`

func load(t *testing.T) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "models.go", models, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("models", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func typeOf(pkg *types.Package, name string) types.Type { return pkg.Scope().Lookup(name).Type() }

var (
	v2   = &knowledge.ORM{Tag: "gorm"}
	v1   = &knowledge.ORM{Tag: "gorm", OptOut: "save_associations"}
	auto = &knowledge.ORM{Tag: "ref", Auto: "auto autosave"}
)

func TestRelationOf(t *testing.T) {
	const none = ""
	user := typeOf(load(t), "User").Underlying().(*types.Struct)
	tests := []struct {
		orm  *knowledge.ORM
		name string
		want string
	}{
		{v2, "Base", none},
		{v2, "Address", none},
		{v2, "Work", none},
		{v2, "Team", "belongs to Team by TeamCode"},
		{v2, "Second", "has one Team by team_code"}, // a column's name is no field's
		{v2, "Boss", "belongs to User by BossID"},
		{v2, "Chief", "belongs to User by ChiefNo"},
		{v2, "Profile", "has one Profile"},
		{v2, "Other", "has one Profile by OwnerID"},
		{v2, "Staff", "has many User by BossID"},
		{v2, "Pointers", "has many *User by A,B"},
		{v2, "All", "has many User"},
		{v2, "AllOf", "has many *User"},
		{v2, "Named", "has many User"},
		{v2, "Friends", "many to many *User in friends"},
		{v2, "Pictures", "has many Profile"},
		{v2, "Picture", "has one Profile"},
		{v2, "Ignored", none},
		{v2, "Migrated", "has many User"},
		{v2, "Settings", "serialized"},
		{v2, "Setting", none},
		{v2, "Price", none},
		{v2, "Prices", none},
		{v2, "At", none},
		{v2, "Bytes", none},
		{v2, "Names", none},
		{v2, "Map", none},
		{v2, "hidden", none},
		{v2, "Kept", "has many User"},
		{v1, "Kept", none},
		{v1, "Staff", "has many User by BossID"},
		{auto, "Auto", "has many User"},
		{auto, "AutoTwo", "has many User"},
		{auto, "NotAuto", none},
		{auto, "Staff", none},
		{nil, "Staff", none},
		{&knowledge.ORM{}, "Staff", none}, // a library without associations
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for i := range user.NumFields() {
				if f := user.Field(i); f.Name() == test.name {
					if got := describe(relationOf(test.orm, user, f, user.Tag(i))); got != test.want {
						t.Errorf("%q, want %q", got, test.want)
					}
					return
				}
			}
			t.Fatal("no such field")
		})
	}
}

func describe(rel *Relation) string {
	if rel == nil {
		return ""
	}
	kind := map[RelationKind]string{BelongsTo: "belongs to ", HasOne: "has one ", HasMany: "has many ", ManyToMany: "many to many ", Serialized: "serialized"}[rel.Kind]
	if rel.Pointers {
		kind += "*"
	}
	if rel.Elem != nil {
		kind += rel.Elem.Obj().Name()
	}
	if keys := slices.Concat(rel.Keys, rel.ChildKeys); len(keys) > 0 {
		kind += " by " + strings.Join(keys, ",")
	}
	if rel.Join != "" {
		kind += " in " + rel.Join
	}
	return kind
}

func TestRelations(t *testing.T) {
	pkg := load(t)
	users := types.NewSlice(types.NewPointer(typeOf(pkg, "User")))
	tests := []struct {
		of   types.Type
		path string
		want string
	}{
		{typeOf(pkg, "User"), "", "[]"},
		{typeOf(pkg, "User"), ".Staff", "[Staff]"},
		{typeOf(pkg, "User"), ".Staff[].Boss.Profile", "[Staff Boss Profile]"},
		{users, "[].Staff[]", "[Staff]"},
		{typeOf(pkg, "User"), ".Base.Groups", "[Groups]"},
		{typeOf(pkg, "User"), ".Address.City", "[City]"},
		{typeOf(pkg, "User"), ".Work.City", "[City]"},
		{typeOf(pkg, "UserBox"), ".Held[].Staff", "[Held Staff]"},
		{typeOf(pkg, "User"), ".Staff[].TeamID", "none"},
		{typeOf(pkg, "User"), ".Staff.Boss", "none"},
		{typeOf(pkg, "User"), ".Nothing", "none"},
		{typeOf(pkg, "User"), "[]", "none"},
		{types.Typ[types.Int], ".X", "none"},
	}
	for _, test := range tests {
		rels, ok := Relations(v2, test.of, test.path)
		names := []string{}
		for _, rel := range rels {
			names = append(names, rel.Field.Name())
		}
		got := fmt.Sprint(names)
		if !ok {
			got = "none"
		}
		if got != test.want {
			t.Errorf("%s%s: %s, want %s", test.of, test.path, got, test.want)
		}
	}
	if _, ok := Relations(nil, typeOf(pkg, "User"), ".Staff"); ok {
		t.Error("relations without an ORM")
	}
}

func TestPathOf(t *testing.T) {
	pkg := load(t)
	users := types.NewPointer(types.NewSlice(typeOf(pkg, "User")))
	tests := []struct {
		of         types.Type
		name, want string
	}{
		{typeOf(pkg, "User"), "Staff", ".Staff"},
		{typeOf(pkg, "User"), "Staff.Boss.Friends", ".Staff[].Boss.Friends"},
		{users, "Staff", "[].Staff"},
		{typeOf(pkg, "User"), "Groups", ".Base.Groups"},
		{typeOf(pkg, "User"), "all_of", ".AllOf"}, // as other libraries write it
		{typeOf(pkg, "User"), "TeamID", ""},
		{typeOf(pkg, "User"), "Nobody", ""},
		{typeOf(pkg, "User"), "Staff.Nobody", ""},
		{typeOf(pkg, "User"), "", ""},
		{types.Typ[types.Int], "Staff", ""},
	}
	for _, test := range tests {
		if got, ok := pathOf(test.of, test.name); got != test.want || ok != (test.want != "") {
			t.Errorf("%s of %s: %q, %v, want %q", test.name, test.of, got, ok, test.want)
		}
	}
}

func TestKeys(t *testing.T) {
	pkg := load(t)
	for name, want := range map[string]string{"User": ".Base.ID", "Team": ".Code", "Line": ".OrderLineNo", "Order": ".Model.ID", "NoKey": "", "UserBox": ".ID"} {
		if got := KeyPath(types.NewPointer(typeOf(pkg, name))); got != want {
			t.Errorf("key of %s: %q, want %q", name, got, want)
		}
	}
	if got := KeyPath(types.Typ[types.Int]); got != "" {
		t.Errorf("key of int: %q", got)
	}
	tests := []struct {
		of, path, want string
	}{
		{"User", ".Base.ID", ""},
		{"User", ".Staff[].Base.ID", ".Staff[]"},
		{"User", ".Team.Code", ".Team"},
		{"User", ".Team.ID", "none"},
		{"User", ".TeamID", "none"},
		{"User", ".Profile.ID", ".Profile"},
		{"User", ".Staff", "none"},
		{"User", ".Nobody.ID", "none"},
		{"Order", ".Lines[].OrderLineNo", ".Lines[]"},
		{"Order", ".Lines[].ID", "none"},
		{"Order", ".Lines[].Notes[].ID", ".Lines[].Notes[]"},
		{"NoKey", ".Name", "none"},
		{"User", "", "none"},
		{"User", "[]", "none"},
	}
	for _, test := range tests {
		got, ok := KeyOwner(typeOf(pkg, test.of), test.path)
		if !ok {
			got = "none"
		}
		if got != test.want {
			t.Errorf("owner of %s%s: %q, want %q", test.of, test.path, got, test.want)
		}
	}
}
