// Package predicate has what ent generates.
package predicate

import "entgo.io/ent/dialect/sql"

type Group func(*sql.Selector)

type User func(*sql.Selector)
