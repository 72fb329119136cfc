package store

import (
	"context"
	"database/sql"
)

type txKey struct{}

// Atomically runs f in a transaction that travels in f's context; the methods
// of Store that take a context join it.
func (s *Store) Atomically(ctx context.Context, f func(ctx context.Context) error) error {
	return s.InTx(ctx, func(tx *sql.Tx) error {
		return f(context.WithValue(ctx, txKey{}, tx))
	})
}

// Exec runs a statement in the context's transaction, or else on its own.
func (s *Store) Exec(ctx context.Context, query string, args ...any) error {
	var err error
	if tx, ok := ctx.Value(txKey{}).(*sql.Tx); ok {
		_, err = tx.ExecContext(ctx, query, args...)
	} else {
		_, err = s.DB.ExecContext(ctx, query, args...)
	}
	return err
}

// Get scans the one row of a query in the context's transaction, or else on
// its own.
func (s *Store) Get(ctx context.Context, dest any, query string, args ...any) error {
	if tx, ok := ctx.Value(txKey{}).(*sql.Tx); ok {
		return tx.QueryRowContext(ctx, query, args...).Scan(dest)
	}
	return s.DB.QueryRowContext(ctx, query, args...).Scan(dest)
}
