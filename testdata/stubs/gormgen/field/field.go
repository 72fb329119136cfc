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

type Relation struct {
}

func (Relation) Name() string                { panic(0) }
func (Relation) Path() string                { panic(0) }
func (Relation) Field(fields ...string) Expr { panic(0) }

type RelationField interface {
	Field(fields ...string) Expr
	GetClauses() []clause.Expression
	GetPage() (offset int, limit int)
	Name() string
	Path() string
}
