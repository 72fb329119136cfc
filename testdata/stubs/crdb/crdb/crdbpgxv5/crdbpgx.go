// Package crdbpgx has the signatures of the real one that scenarios need.
package crdbpgx

import (
	"context"

	pgx "github.com/jackc/pgx/v5"
)

type Conn interface {
	Begin(context.Context) (pgx.Tx, error)
	BeginTx(context.Context, pgx.TxOptions) (pgx.Tx, error)
}

func ExecuteTx(ctx context.Context, conn Conn, txOptions pgx.TxOptions, fn func(pgx.Tx) error) error {
	panic(0)
}
