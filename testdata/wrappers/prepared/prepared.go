// Package prepared returns the ways to end a transaction as functions.
package prepared

import (
	"context"
	"database/sql"
)

type key struct{}

// PrepareTx returns a context that carries a new transaction, and its ends.
func PrepareTx(ctx context.Context, db *sql.DB) (txCtx context.Context, commit func() error, rollback func(), err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, nil, err
	}
	commit = func() error { return tx.Commit() }
	rollback = func() { _ = tx.Rollback() }
	return context.WithValue(ctx, key{}, tx), commit, rollback, nil
}

// Exec runs a statement in the context's transaction, or else on the pool.
func Exec(ctx context.Context, db *sql.DB, query string, args ...any) error {
	if tx, ok := ctx.Value(key{}).(*sql.Tx); ok {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	}
	_, err := db.ExecContext(ctx, query, args...)
	return err
}
