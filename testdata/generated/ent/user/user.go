// Package user has what ent generates for the schema User.
package user

import (
	"entgo.io/ent/dialect/sql"

	"github.com/datavet/datavet/testdata/generated/ent/predicate"
)

const (
	Label     = "user"
	Table     = "users"
	FieldID   = "id"
	FieldName = "name"
)

type OrderOption func(*sql.Selector)

func ByID() OrderOption { panic(0) }

func ID(id int) predicate.User                        { panic(0) }
func IDIn(ids ...int) predicate.User                  { panic(0) }
func IDNotIn(ids ...int) predicate.User               { panic(0) }
func Name(v string) predicate.User                    { panic(0) }
func NameIn(vs ...string) predicate.User              { panic(0) }
func And(predicates ...predicate.User) predicate.User { panic(0) }
func Or(predicates ...predicate.User) predicate.User  { panic(0) }
func Not(p predicate.User) predicate.User             { panic(0) }
