// Package golden holds what datavet says of models against what their library
// says. The .json files are written by the tests of internal/schema.
package golden

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"
)

type Model struct {
	Type       string
	Table      string
	Columns    []Column
	Indexes    []Index
	SoftDelete string `json:",omitempty"`
	Convention string `json:",omitempty"`
}

type Column struct {
	Name       string
	Primary    bool   `json:",omitempty"`
	NotNull    bool   `json:",omitempty"`
	Default    string `json:",omitempty"`
	HasDefault bool   `json:",omitempty"`
	ZeroIsNull bool   `json:",omitempty"`
}

type Index struct {
	Name    string
	Columns []string
	Unique  bool   `json:",omitempty"`
	Where   string `json:",omitempty"`
}

// Read returns what datavet says of the models of the test's package.
func Read(t *testing.T) []Model {
	t.Helper()
	data, err := os.ReadFile("models.json")
	if err != nil {
		t.Fatal(err)
	}
	var models []Model
	if err := json.Unmarshal(data, &models); err != nil {
		t.Fatal(err)
	}
	return models
}

// Compare reports where datavet and the library differ.
func Compare(t *testing.T, ours, library []Model) {
	t.Helper()
	byType := map[string]Model{}
	for _, m := range ours {
		byType[m.Type] = m
	}
	for _, want := range library {
		got := byType[want.Type]
		if !reflect.DeepEqual(got, want) {
			a, _ := json.MarshalIndent(got, "", "  ")
			b, _ := json.MarshalIndent(want, "", "  ")
			t.Errorf("%s: datavet has %s\nthe library has %s", want.Type, a, b)
		}
	}
}
