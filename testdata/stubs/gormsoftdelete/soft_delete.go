// Package soft_delete has the signatures of the real one that scenarios need.
package soft_delete

import (
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"
)

type DeletedAt uint

func (DeletedAt) QueryClauses(f *schema.Field) []clause.Interface  { panic(0) }
func (DeletedAt) DeleteClauses(f *schema.Field) []clause.Interface { panic(0) }
func (DeletedAt) UpdateClauses(f *schema.Field) []clause.Interface { panic(0) }
