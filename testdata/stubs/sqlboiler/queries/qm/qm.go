// Package qm has the signatures of the real one that scenarios need.
package qm

import (
	"github.com/volatiletech/sqlboiler/v4/queries"
)

func Limit(limit int) QueryMod { panic(0) }

type QueryMod interface {
	Apply(q *queries.Query)
}

func Where(clause string, args ...any) QueryMod { panic(0) }
