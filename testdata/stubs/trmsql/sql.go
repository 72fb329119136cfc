// Package sql has the signatures of the real one that scenarios need.
package sql

import (
	"context"
	"database/sql"

	trm "github.com/avito-tech/go-transaction-manager/trm/v2"
)

type CtxGetter struct {
}

func (*CtxGetter) DefaultTrOrDB(ctx context.Context, db Tr) Tr          { panic(0) }
func (*CtxGetter) TrOrDB(ctx context.Context, key trm.CtxKey, db Tr) Tr { panic(0) }

var DefaultCtxGetter *CtxGetter

func NewCtxGetter(c trm.CtxManager) *CtxGetter { panic(0) }

func NewDefaultFactory(db *sql.DB) trm.TrFactory { panic(0) }

type Tr interface {
	Exec(query string, args ...any) (sql.Result, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	Prepare(query string) (*sql.Stmt, error)
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}
