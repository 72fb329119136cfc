// Package dialect has the signatures of the real one that scenarios need.
package dialect

import (
	"context"
	"database/sql/driver"
)

type Driver interface {
	ExecQuerier
	Close() error
	Dialect() string
	Tx(context.Context) (Tx, error)
}

type ExecQuerier interface {
	Exec(ctx context.Context, query string, args any, v any) error
	Query(ctx context.Context, query string, args any, v any) error
}

const MySQL = "mysql"

const Postgres = "postgres"

const SQLite = "sqlite3"

type Tx interface {
	ExecQuerier
	driver.Tx
}
