// Package pgprepared returns the transaction's own methods as its ends.
package pgprepared

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// An End ends a transaction.
type End func(ctx context.Context) error

// PrepareTx begins a transaction, which its caller gets through its ends only,
// or by TxFrom.
func PrepareTx(ctx context.Context, pool *pgxpool.Pool) (txCtx context.Context, commit, rollback End, err error) {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	return context.WithValue(ctx, key{}, tx), tx.Commit, tx.Rollback, nil
}

type key struct{}

// TxFrom returns the transaction of a context.
func TxFrom(ctx context.Context) pgx.Tx {
	tx, _ := ctx.Value(key{}).(pgx.Tx)
	return tx
}
