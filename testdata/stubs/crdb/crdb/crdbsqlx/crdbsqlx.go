// Package crdbsqlx has the signatures of the real one that scenarios need.
package crdbsqlx

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

func ExecuteTx(ctx context.Context, db *sqlx.DB, opts *sql.TxOptions, fn func(*sqlx.Tx) error) error {
	panic(0)
}
