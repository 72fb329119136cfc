// Package store keeps customers.
package store

import (
	"context"
	"database/sql"
)

// Store is the database.
type Store struct{ DB *sql.DB }

// InTx runs f in a transaction.
func (s *Store) InTx(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Add adds a customer.
func Add(ctx context.Context, tx *sql.Tx, email string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO customers (email) VALUES ($1)", email)
	return err
}

// Count counts customers.
func (s *Store) Count(ctx context.Context) (n int, err error) {
	err = s.DB.QueryRowContext(ctx, "SELECT count(*) FROM customers").Scan(&n)
	return n, err
}
