// Package group has what ent generates for the schema Group.
package group

import (
	"entgo.io/ent/dialect/sql"

	"github.com/datavet/datavet/testdata/generated/ent/predicate"
)

const (
	Label     = "group"
	Table     = "groups"
	FieldID   = "id"
	FieldName = "name"
)

type OrderOption func(*sql.Selector)

func ByID() OrderOption { panic(0) }

func ID(id int) predicate.Group                         { panic(0) }
func IDIn(ids ...int) predicate.Group                   { panic(0) }
func IDNotIn(ids ...int) predicate.Group                { panic(0) }
func Name(v string) predicate.Group                     { panic(0) }
func NameIn(vs ...string) predicate.Group               { panic(0) }
func And(predicates ...predicate.Group) predicate.Group { panic(0) }
func Or(predicates ...predicate.Group) predicate.Group  { panic(0) }
func Not(p predicate.Group) predicate.Group             { panic(0) }
