// Package qm has the signatures of the real one that scenarios need.
package qm

import (
	"github.com/volatiletech/sqlboiler/v4/queries"
)

type QueryMod interface {
	Apply(q *queries.Query)
}

func And(clause string, args ...any) QueryMod             { panic(0) }
func Expr(wheremods ...QueryMod) QueryMod                 { panic(0) }
func From(from string) QueryMod                           { panic(0) }
func InnerJoin(clause string, args ...any) QueryMod       { panic(0) }
func Limit(limit int) QueryMod                            { panic(0) }
func Load(relationship string, mods ...QueryMod) QueryMod { panic(0) }
func Or(clause string, args ...any) QueryMod              { panic(0) }
func Or2(q QueryMod) QueryMod                             { panic(0) }
func OrderBy(clause string, args ...any) QueryMod         { panic(0) }
func Rels(r ...string) string                             { panic(0) }
func Select(columns ...string) QueryMod                   { panic(0) }
func Where(clause string, args ...any) QueryMod           { panic(0) }
func WhereIn(clause string, args ...any) QueryMod         { panic(0) }
func WithDeleted() QueryMod                               { panic(0) }
