// Package option takes the transaction as a functional option.
package option

import (
	"context"
	"database/sql"
)

type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type config struct{ q querier }

// An Option changes how a query runs.
type Option func(*config)

// WithTx has a query run in tx.
func WithTx(tx *sql.Tx) Option { return func(c *config) { c.q = tx } }

// A Repo is a repository on a pool.
type Repo struct{ db *sql.DB }

// DB is the pool.
func (r *Repo) DB() *sql.DB { return r.db }

// Save writes a row, on the pool if no option says otherwise.
func (r *Repo) Save(ctx context.Context, name string, opts ...Option) error {
	c := config{q: r.db}
	for _, opt := range opts {
		opt(&c)
	}
	_, err := c.q.ExecContext(ctx, "INSERT INTO names VALUES ($1)", name)
	return err
}
