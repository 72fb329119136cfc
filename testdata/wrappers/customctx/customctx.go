// Package customctx has a context of its own that carries the handle.
package customctx

import (
	"context"
	"database/sql"
)

type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// A Context carries the handle of the request.
type Context struct {
	context.Context
	db   *sql.DB
	conn querier
}

// New returns a context on the pool.
func New(ctx context.Context, db *sql.DB) Context { return Context{ctx, db, db} }

// WithDB returns a copy of c whose queries run through tx.
func (c Context) WithDB(tx *sql.Tx) Context {
	c.conn = tx
	return c
}

// Pool is the database of c.
func (c Context) Pool() *sql.DB { return c.db }

// Transaction commits what fn did through its context if it returns no error.
func (c Context) Transaction(fn func(txCtx Context) error) error {
	tx, err := c.db.BeginTx(c, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(c.WithDB(tx)); err != nil {
		return err
	}
	return tx.Commit()
}

// Exec runs a statement through the handle of c.
func (c Context) Exec(query string, args ...any) error {
	_, err := c.conn.ExecContext(c, query, args...)
	return err
}
