// Package crdb has the signatures of the real one that scenarios need.
package crdb

import (
	"context"
	"database/sql"
)

func Execute(fn func() error) (err error) { panic(0) }

func ExecuteCtx(ctx context.Context, fn ExecuteCtxFunc, args ...any) (err error) { panic(0) }

type ExecuteCtxFunc func(context.Context, ...any) error

func ExecuteInTx(ctx context.Context, tx Tx, fn func() error) (err error) { panic(0) }

func ExecuteTx(ctx context.Context, db *sql.DB, opts *sql.TxOptions, fn func(*sql.Tx) error) error {
	panic(0)
}

type Tx interface {
	Commit(context.Context) error
	Exec(context.Context, string, ...any) error
	Rollback(context.Context) error
}

func WithMaxRetries(ctx context.Context, retries int) context.Context { panic(0) }
