// Package pgxv5 has the signatures of the real one that scenarios need.
package pgxv5

import (
	"context"

	trm "github.com/avito-tech/go-transaction-manager/trm/v2"
	pgx "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

type CtxGetter struct {
}

func (*CtxGetter) DefaultTrOrDB(ctx context.Context, db Tr) Tr          { panic(0) }
func (*CtxGetter) TrOrDB(ctx context.Context, key trm.CtxKey, db Tr) Tr { panic(0) }

var DefaultCtxGetter *CtxGetter

func NewCtxGetter(c trm.CtxManager) *CtxGetter { panic(0) }

func NewDefaultFactory(db Transactional) trm.TrFactory { panic(0) }

type Tr interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error)
	Exec(ctx context.Context, sql string, arguments ...any) (commandTag pgconn.CommandTag, err error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

type Transactional interface {
	BeginTx(ctx context.Context, txOptions pgx.TxOptions) (pgx.Tx, error)
}
