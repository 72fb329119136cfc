// Package clone hands functions a copy of the repository that is bound to the
// transaction.
package clone

import (
	"context"
	"database/sql"
)

type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// A Repo writes through q.
type Repo struct {
	db *sql.DB
	q  querier
}

// New returns a repository on the pool.
func New(db *sql.DB) *Repo { return &Repo{db: db, q: db} }

// Transact commits what fn did through its Repo if it returns no error.
func (r *Repo) Transact(ctx context.Context, fn func(ctx context.Context, tx *Repo) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	bound := *r
	bound.q = tx
	if err := fn(ctx, &bound); err != nil {
		return err
	}
	return tx.Commit()
}

// WithTx returns a copy of r bound to tx.
func (r *Repo) WithTx(tx *sql.Tx) *Repo { return &Repo{db: r.db, q: tx} }

// Insert writes a row.
func (r *Repo) Insert(ctx context.Context, name string) error {
	_, err := r.q.ExecContext(ctx, "INSERT INTO names VALUES ($1)", name)
	return err
}
