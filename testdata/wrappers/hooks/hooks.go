// Package hooks has a unit of work that runs callbacks before and after its
// commit.
package hooks

import (
	"context"
	"database/sql"
)

// A Unit is a unit of work.
type Unit struct {
	db     *sql.DB
	before []func(ctx context.Context, tx *sql.Tx) error
	after  []func()

	// Validate runs inside the transaction.
	Validate func(ctx context.Context, tx *sql.Tx) error
	// Done runs when the transaction is over.
	Done func()
}

// BeforeCommit has fn run in the transaction.
func (u *Unit) BeforeCommit(fn func(ctx context.Context, tx *sql.Tx) error) {
	u.before = append(u.before, fn)
}

// AfterCommit has fn run when the transaction is committed.
func (u *Unit) AfterCommit(fn func()) { u.after = append(u.after, fn) }

// Run does the work.
func (u *Unit) Run(ctx context.Context) error {
	tx, err := u.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if u.Validate != nil {
		if err := u.Validate(ctx, tx); err != nil {
			return err
		}
	}
	for _, fn := range u.before {
		if err := fn(ctx, tx); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, fn := range u.after {
		fn()
	}
	if u.Done != nil {
		u.Done()
	}
	return nil
}
