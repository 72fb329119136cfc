// Package steps takes its callbacks in a struct of options.
package steps

import (
	"context"
	"database/sql"
)

// Options say what Do does, and with which database.
type Options struct {
	DB *sql.DB
	// Check runs before the transaction, Apply in it, Done after its commit.
	Check func(ctx context.Context) error
	Apply func(ctx context.Context, tx *sql.Tx) error
	Done  func(ctx context.Context) error
	Hooks struct {
		// Audit runs in the transaction.
		Audit func(ctx context.Context, tx *sql.Tx) error
	}
}

// Do runs the steps of opts.
func Do(ctx context.Context, opts Options) error {
	if opts.Check != nil {
		if err := opts.Check(ctx); err != nil {
			return err
		}
	}
	if err := opts.atomic(ctx); err != nil {
		return err
	}
	return opts.Done(ctx)
}

func (o Options) atomic(ctx context.Context) error {
	tx, err := o.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := o.Apply(ctx, tx); err != nil {
		return err
	}
	if o.Hooks.Audit != nil {
		if err := o.Hooks.Audit(ctx, tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// DoDirectly runs the steps of opts without a detour.
func DoDirectly(ctx context.Context, opts *Options) error {
	if err := opts.Check(ctx); err != nil {
		return err
	}
	tx, err := opts.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := opts.Apply(ctx, tx); err != nil {
		return err
	}
	if err := opts.Hooks.Audit(ctx, tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return opts.Done(ctx)
}
