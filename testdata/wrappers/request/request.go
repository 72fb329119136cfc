// Package request has the context of a request, which may have a transaction
// open, and a unit of work, which always has.
package request

import (
	"context"
	"database/sql"
)

// A Context goes through all handlers.
type Context struct {
	context.Context
	db *sql.DB
	tx *sql.Tx
}

// Begin opens the request's transaction.
func (c *Context) Begin() (err error) {
	c.tx, err = c.db.BeginTx(c, nil)
	return err
}

// Commit commits what is open.
func (c *Context) Commit() error {
	if c.tx == nil {
		return nil
	}
	return c.tx.Commit()
}

// Rollback rolls back what is open.
func (c *Context) Rollback() error {
	if c.tx == nil {
		return nil
	}
	return c.tx.Rollback()
}

// Exec runs a statement.
func (c *Context) Exec(query string) error {
	if c.tx != nil {
		_, err := c.tx.ExecContext(c, query)
		return err
	}
	_, err := c.db.ExecContext(c, query)
	return err
}

// A Unit is an open transaction.
type Unit struct{ tx *sql.Tx }

// Commit commits.
func (u *Unit) Commit() error { return u.tx.Commit() }

// Rollback rolls back.
func (u *Unit) Rollback() error { return u.tx.Rollback() }

// Exec runs a statement.
func (u *Unit) Exec(ctx context.Context, query string) error {
	_, err := u.tx.ExecContext(ctx, query)
	return err
}
