package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers/internal/moduletest"
)

// A goldenModel is what the tests of testdata/schema hold against a library.
type goldenModel struct {
	Type       string
	Table      string
	Columns    []goldenColumn
	Indexes    []goldenIndex
	SoftDelete string `json:",omitempty"`
	Convention string `json:",omitempty"`
}

type goldenColumn struct {
	Name       string
	Primary    bool   `json:",omitempty"`
	NotNull    bool   `json:",omitempty"`
	Default    string `json:",omitempty"`
	HasDefault bool   `json:",omitempty"`
	ZeroIsNull bool   `json:",omitempty"`
}

type goldenIndex struct {
	Name    string
	Columns []string
	Unique  bool   `json:",omitempty"`
	Where   string `json:",omitempty"`
}

const likeLibraries = "../../../testdata/schema"

// TestModels holds the models of testdata/schema against the .json files there.
func TestModels(t *testing.T) {
	src, err := readSource(likeLibraries, "github.com/datavet/datavet/testdata/schema")
	if err != nil {
		t.Fatal(err)
	}
	src.goMod = []byte("require xorm.io/xorm") // it has none
	byFolder := map[string][]goldenModel{}
	for _, m := range src.modelsOf() {
		folder := filepath.Dir(m.Place.File)
		if strings.HasPrefix(folder, "internal") {
			continue
		}
		byFolder[folder] = append(byFolder[folder], asGolden(m))
	}
	for folder, models := range byFolder {
		got, err := json.MarshalIndent(models, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, '\n')
		name := filepath.Join(likeLibraries, folder, "models.json")
		if *update {
			if err := os.WriteFile(name, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s differs: run go test ./analyzers/internal/schema -run TestModels -update, and read the change", name)
		}
	}
}

func asGolden(m *Model) goldenModel {
	g := goldenModel{Type: m.Type, Table: m.Table}
	for _, f := range m.Fields {
		g.Columns = append(g.Columns, goldenColumn{f.Column, f.PrimaryKey, f.NotNull, f.Default, f.HasDefault, f.ZeroIsNull})
	}
	// First the constraints, in the order of the columns, then the indexes.
	constraint := func(idx *Index) int {
		if strings.HasPrefix(idx.Name, "uni_") {
			return 0
		}
		return 1
	}
	indexes := slices.DeleteFunc(slices.Clone(m.Indexes), func(idx *Index) bool { return idx.Primary })
	slices.SortStableFunc(indexes, func(a, b *Index) int { return constraint(a) - constraint(b) })
	for _, idx := range indexes {
		i := goldenIndex{Name: idx.Name, Unique: idx.Unique, Where: idx.WhereText}
		for _, c := range idx.Columns {
			i.Columns = append(i.Columns, c.Name+c.Expr)
		}
		g.Indexes = append(g.Indexes, i)
	}
	if m.SoftDelete != nil {
		g.SoftDelete = m.SoftDelete.Column
		g.Convention = [...]string{"", "null", "value", "flag"}[m.Convention]
	}
	return g
}

// TestLibrariesSaySo runs the tests of testdata/schema: with the libraries
// themselves they hold the same .json files.
func TestLibrariesSaySo(t *testing.T) {
	moduletest.Run(t, "../../../testdata", "-modfile=real.mod", "-tags=real", "./schema/...")
}

// TestSnapshots: the models of migrations don't stand for tables as they are.
func TestSnapshots(t *testing.T) {
	root := t.TempDir()
	write(t, root, "model/user.go", "package model\n\ntype User struct {\n\tID int `gorm:\"primaryKey\"`\n}\n")
	write(t, root, "db/migrations/001.go", "package migrations\n\ntype User struct {\n\tID int `gorm:\"primaryKey\"`\n\tName string `gorm:\"unique\"`\n}\n")
	src, err := readSource(root, "example.com/m")
	if err != nil {
		t.Fatal(err)
	}
	if models := src.modelsOf(); len(models) != 1 || models[0].Package != "example.com/m/model" {
		t.Errorf("got %+v", models)
	}
}
