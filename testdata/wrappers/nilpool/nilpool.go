// Package nilpool takes the handle as a parameter, where nil means the pool.
package nilpool

import (
	"context"
	"database/sql"
)

// A Repo is a repository on a pool.
type Repo struct{ db *sql.DB }

// Begin opens a transaction for the methods of r.
func (r *Repo) Begin(ctx context.Context) (*sql.Tx, error) { return r.db.BeginTx(ctx, nil) }

// Save writes a row in tx, or on its own if tx is nil.
func (r *Repo) Save(ctx context.Context, tx *sql.Tx, name string) error {
	if tx == nil {
		_, err := r.db.ExecContext(ctx, "INSERT INTO names VALUES ($1)", name)
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO names VALUES ($1)", name)
	return err
}
