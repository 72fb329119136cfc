// Package ctxtx runs functions in a transaction that travels in their context.
package ctxtx

import (
	"context"
	"database/sql"
)

type key struct{}

// A Store runs its queries in the transaction of the context, or else on the
// pool.
type Store struct{ db *sql.DB }

// A Querier is a pool or a transaction.
type Querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// WithTx commits what fn did if it returns no error.
func (s *Store) WithTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if _, ok := FromContext(ctx); ok {
		return fn(ctx)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(context.WithValue(ctx, key{}, tx)); err != nil {
		return err
	}
	return tx.Commit()
}

// FromContext returns the transaction of ctx.
func FromContext(ctx context.Context) (*sql.Tx, bool) {
	tx, ok := ctx.Value(key{}).(*sql.Tx)
	return tx, ok
}

func (s *Store) querier(ctx context.Context) Querier {
	if tx, ok := FromContext(ctx); ok {
		return tx
	}
	return s.db
}

// Save writes a row in the context's transaction.
func (s *Store) Save(ctx context.Context, name string) error {
	_, err := s.querier(ctx).ExecContext(ctx, "INSERT INTO names VALUES ($1)", name)
	return err
}

// Count reads in the context's transaction.
func (s *Store) Count(ctx context.Context) (n int, err error) {
	err = s.querier(ctx).QueryRowContext(ctx, "SELECT count(*) FROM names").Scan(&n)
	return n, err
}
