// Package deferredend ends its transactions in a defer.
package deferredend

import (
	"context"
	"database/sql"
)

// A Handle is an open transaction.
type Handle struct{ tx *sql.Tx }

// Begin opens a transaction.
func Begin(ctx context.Context, db *sql.DB) (*Handle, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &Handle{tx}, nil
}

// Exec runs a statement in the transaction.
func (h *Handle) Exec(ctx context.Context, query string, args ...any) error {
	_, err := h.tx.ExecContext(ctx, query, args...)
	return err
}

// End commits, or rolls back after an error or a panic. Call it by defer.
func (h *Handle) End(err *error) {
	if p := recover(); p != nil {
		_ = h.tx.Rollback()
		panic(p)
	}
	if *err != nil {
		_ = h.tx.Rollback()
		return
	}
	*err = h.tx.Commit()
}
