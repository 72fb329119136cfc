// Package closure runs functions in a transaction that they are handed.
package closure

import (
	"context"
	"database/sql"
)

// A Store is a database.
type Store struct{ db *sql.DB }

// InTx commits what fn did if it returns no error.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context, tx *sql.Tx) error) error {
	return WithTx(ctx, s.db, func(tx *sql.Tx) error { return fn(ctx, tx) })
}

// WithTx commits what fn did if it returns no error.
func WithTx(ctx context.Context, db *sql.DB, fn func(tx *sql.Tx) error) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback()
			panic(p)
		}
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	return fn(tx)
}

// Value is [WithTx] for functions with a result.
func Value[T any](ctx context.Context, db *sql.DB, fn func(tx *sql.Tx) (T, error)) (T, error) {
	var zero T
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return zero, err
	}
	defer tx.Rollback()
	v, err := fn(tx)
	if err != nil {
		return zero, err
	}
	return v, tx.Commit()
}

// Any is [WithTx] for functions with a result, as it was before generics.
func (s *Store) Any(ctx context.Context, fn func(tx *sql.Tx) (any, error)) (any, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	v, err := fn(tx)
	if err != nil {
		if rollback := tx.Rollback(); rollback != nil {
			return nil, rollback
		}
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	return v, nil
}
