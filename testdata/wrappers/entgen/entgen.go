// Package entgen has the shape of what ent generates for a schema User.
package entgen

import (
	"context"

	"entgo.io/ent/dialect"
)

type config struct{ driver dialect.Driver }

// Client is the client that holds all ent builders.
type Client struct {
	config
	User *UserClient
}

// Tx returns a new transactional client.
func (c *Client) Tx(ctx context.Context) (*Tx, error) {
	tx, err := c.driver.Tx(ctx)
	if err != nil {
		return nil, err
	}
	cfg := c.config
	cfg.driver = &txDriver{tx: tx, drv: c.driver}
	return &Tx{config: cfg, User: &UserClient{cfg}}, nil
}

// Tx is a transactional client that is created by calling Client.Tx().
type Tx struct {
	config
	User   *UserClient
	client *Client
}

// Commit commits the transaction.
func (tx *Tx) Commit() error { return tx.config.driver.(*txDriver).tx.Commit() }

// Rollback rollbacks the transaction.
func (tx *Tx) Rollback() error { return tx.config.driver.(*txDriver).tx.Rollback() }

// Client returns a Client that binds to current transaction.
func (tx *Tx) Client() *Client { return &Client{config: tx.config, User: tx.User} }

type txDriver struct {
	drv dialect.Driver
	tx  dialect.Tx
}

func (tx *txDriver) Tx(context.Context) (dialect.Tx, error) { return tx.tx, nil }

func (tx *txDriver) Dialect() string { return tx.drv.Dialect() }

func (*txDriver) Close() error { return nil }

func (tx *txDriver) Exec(ctx context.Context, query string, args, v any) error {
	return tx.tx.Exec(ctx, query, args, v)
}

func (tx *txDriver) Query(ctx context.Context, query string, args, v any) error {
	return tx.tx.Query(ctx, query, args, v)
}

// User is the model entity for the User schema.
type User struct{ ID int }

// UserClient is a client for the User schema.
type UserClient struct{ config }

// Create returns a builder for creating a User entity.
func (c *UserClient) Create() *UserCreate { return &UserCreate{config: c.config} }

// Query returns a query builder for User.
func (c *UserClient) Query() *UserQuery { return &UserQuery{config: c.config} }

// UserCreate is the builder for creating a User entity.
type UserCreate struct{ config }

// SetName sets the "name" field.
func (uc *UserCreate) SetName(string) *UserCreate { return uc }

// Save creates the User in the database.
func (uc *UserCreate) Save(ctx context.Context) (*User, error) {
	return &User{}, uc.driver.Exec(ctx, "INSERT INTO users DEFAULT VALUES", []any{}, nil)
}

// UserQuery is the builder for querying User entities.
type UserQuery struct{ config }

// Count returns the count of the given query.
func (uq *UserQuery) Count(ctx context.Context) (n int, err error) {
	return n, uq.driver.Query(ctx, "SELECT count(*) FROM users", []any{}, &n)
}
