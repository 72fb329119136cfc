// Package crdbgorm has the signatures of the real one that scenarios need.
package crdbgorm

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

func ExecuteTx(ctx context.Context, db *gorm.DB, opts *sql.TxOptions, fn func(tx *gorm.DB) error) error {
	panic(0)
}
