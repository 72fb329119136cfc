// Package unitofwork keeps the transaction in the unit.
package unitofwork

import (
	"context"
	"database/sql"
)

// A Unit is used by one request at a time.
type Unit struct {
	db *sql.DB
	tx *sql.Tx
}

// Begin opens the unit's transaction.
func (u *Unit) Begin(ctx context.Context) (err error) {
	u.tx, err = u.db.BeginTx(ctx, nil)
	return err
}

// Save writes a row in it.
func (u *Unit) Save(ctx context.Context, name string) error {
	_, err := u.tx.ExecContext(ctx, "INSERT INTO names VALUES ($1)", name)
	return err
}

// Commit commits it.
func (u *Unit) Commit() error { return u.tx.Commit() }

// Rollback rolls it back.
func (u *Unit) Rollback() error { return u.tx.Rollback() }

// Open returns a transaction and the function that ends it by what err says.
func Open(ctx context.Context, db *sql.DB) (tx *sql.Tx, done func(err *error), err error) {
	tx, err = db.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	return tx, func(err *error) {
		if *err != nil {
			_ = tx.Rollback()
			return
		}
		*err = tx.Commit()
	}, nil
}
