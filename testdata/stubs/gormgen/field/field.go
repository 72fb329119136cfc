// Package field has the signatures of the real one that scenarios need.
package field

import (
	"gorm.io/gorm/clause"
)

type AssignExpr interface {
}

type Expr interface {
	BeCond() any
	CondError() error
}

type RelationField interface {
	GetClauses() []clause.Expression
	GetPage() (offset int, limit int)
	Name() string
	Path() string
}
