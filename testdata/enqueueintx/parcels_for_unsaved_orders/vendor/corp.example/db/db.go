// Package db speaks a protocol of its own.
package db

import "context"

type Conn struct{ addr string }

func Open(addr string) *Conn { return &Conn{addr} }

func (c *Conn) WithTimeout(seconds int) *Conn                            { return c }
func (c *Conn) Get(ctx context.Context, dst any, id string) error        { return nil }
func (c *Conn) Exec(ctx context.Context, stmt string, args ...any) error { return nil }
func (c *Conn) Begin(ctx context.Context) (*Tx, error)                   { return &Tx{c}, nil }
func (c *Conn) InTx(ctx context.Context, fn func(context.Context, *Tx) error) error {
	return fn(ctx, &Tx{c})
}
func (c *Conn) Addr() string { return c.addr }

type Tx struct{ c *Conn }

func (t *Tx) Get(ctx context.Context, dst any, id string) error        { return nil }
func (t *Tx) Exec(ctx context.Context, stmt string, args ...any) error { return nil }
func (t *Tx) Commit() error                                            { return nil }
func (t *Tx) Rollback() error                                          { return nil }

// Atomically runs fn in a transaction that its context carries.
func Atomically(ctx context.Context, fn func(ctx context.Context) error) error { return fn(ctx) }

// Hooks are what is called around the commit.
type Hooks struct{ fns []func() }

func (h *Hooks) OnCommit(fn func()) { h.fns = append(h.fns, fn) }

func (h *Hooks) Now(fn func()) { fn() }

// Migration is a step of a schema's change.
type Migration struct {
	Name  string
	Up    func(ctx context.Context) error // runs in the migration's transaction
	Check func(ctx context.Context) error // runs before it
}
