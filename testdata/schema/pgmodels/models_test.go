//go:build real

package pgmodels

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-pg/pg/v10/orm"

	"github.com/datavet/datavet/testdata/schema/internal/golden"
)

func TestSame(t *testing.T) {
	var models []golden.Model
	for _, model := range All {
		table := orm.GetTable(reflect.TypeOf(model))
		m := golden.Model{Type: table.Type.Name(), Table: strings.Trim(string(table.SQLName), `"`)}
		for _, f := range table.Fields {
			primary := slices.Contains(table.PKs, f)
			value := strings.Trim(string(f.Default), "'")
			m.Columns = append(m.Columns, golden.Column{
				Name: f.SQLName, Primary: primary, NotNull: strings.Contains(f.Field.Tag.Get("pg"), "notnull") || strings.Contains(f.Field.Tag.Get("pg"), ",pk"),
				Default: value, HasDefault: value != "", ZeroIsNull: f.NullZero(),
			})
		}
		for name, fields := range table.Unique {
			if name == "" {
				for _, f := range fields {
					m.Indexes = append(m.Indexes, golden.Index{Name: m.Table + "_" + f.SQLName + "_key", Columns: []string{f.SQLName}, Unique: true})
				}
				continue
			}
			idx := golden.Index{Name: name, Unique: true}
			for _, f := range fields {
				idx.Columns = append(idx.Columns, f.SQLName)
			}
			m.Indexes = append(m.Indexes, idx)
		}
		at := func(column string) int {
			return slices.IndexFunc(m.Columns, func(c golden.Column) bool { return c.Name == column })
		}
		slices.SortFunc(m.Indexes, func(a, b golden.Index) int { return at(a.Columns[0]) - at(b.Columns[0]) })
		if f := table.SoftDeleteField; f != nil {
			m.SoftDelete, m.Convention = f.SQLName, "null"
		}
		models = append(models, m)
	}
	golden.Compare(t, golden.Read(t), models)
}
