// Package store runs the shop's transactions.
package store

import (
	"context"
	"database/sql"
)

// A Store is the shop's database.
type Store struct {
	DB *sql.DB
}

// New returns a store on db.
func New(db *sql.DB) *Store { return &Store{db} }

// InTx runs f in a transaction, which it commits if f returns no error.
func (s *Store) InTx(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}
