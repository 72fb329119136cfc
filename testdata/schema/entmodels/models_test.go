//go:build real

package entmodels

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/entc/gen"
	"entgo.io/ent/entc/load"

	"github.com/datavet/datavet/testdata/schema/internal/golden"
)

func TestSame(t *testing.T) {
	var schemas []*load.Schema
	for _, s := range All {
		data, err := load.MarshalSchema(s)
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := load.UnmarshalSchema(data)
		if err != nil {
			t.Fatal(err)
		}
		schemas = append(schemas, loaded)
	}
	storage, err := gen.NewStorage("sql")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := gen.NewGraph(&gen.Config{Package: "example.com/ent", Storage: storage}, schemas...)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := graph.Tables()
	if err != nil {
		t.Fatal(err)
	}
	var models []golden.Model
	for _, node := range graph.Nodes {
		i := slices.IndexFunc(tables, func(table *schema.Table) bool { return table.Name == node.Table() })
		table := tables[i]
		m := golden.Model{Type: node.Name, Table: table.Name}
		for _, c := range table.Columns {
			column := golden.Column{Name: c.Name, NotNull: !c.Nullable}
			for _, pk := range table.PrimaryKey {
				column.Primary = column.Primary || pk == c
			}
			if c.Default != nil {
				column.Default, column.HasDefault = fmt.Sprint(c.Default), true
			}
			m.Columns = append(m.Columns, column)
			if c.Unique && !column.Primary {
				m.Indexes = append(m.Indexes, golden.Index{Name: c.Name, Columns: []string{c.Name}, Unique: true})
			}
		}
		for _, idx := range table.Indexes {
			i := golden.Index{Name: idx.Name, Unique: idx.Unique}
			for _, c := range idx.Columns {
				i.Columns = append(i.Columns, c.Name)
			}
			if idx.Annotation != nil {
				i.Where = idx.Annotation.Where
			}
			m.Indexes = append(m.Indexes, i)
		}
		models = append(models, sorted(m))
	}
	ours := golden.Read(t)
	for i := range ours {
		ours[i] = sorted(ours[i])
		// ent has no soft delete of its own.
		ours[i].SoftDelete, ours[i].Convention = "", ""
	}
	golden.Compare(t, ours, models)
}

// sorted sorts what ent has in an order of its own: columns of edges come last.
func sorted(m golden.Model) golden.Model {
	slices.SortFunc(m.Columns, func(a, b golden.Column) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(m.Indexes, func(a, b golden.Index) int { return strings.Compare(a.Name, b.Name) })
	return m
}
