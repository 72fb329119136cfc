// Package pgxscan has the signatures of the real one that scenarios need.
package pgxscan

import (
	"context"

	pgx "github.com/jackc/pgx/v5"
)

func Get(ctx context.Context, db Querier, dst any, query string, args ...any) error { panic(0) }

type Querier interface {
	Query(ctx context.Context, query string, args ...any) (pgx.Rows, error)
}

func ScanAll(dst any, rows pgx.Rows) error { panic(0) }

func ScanOne(dst any, rows pgx.Rows) error { panic(0) }

func ScanRow(dst any, rows pgx.Rows) error { panic(0) }

func Select(ctx context.Context, db Querier, dst any, query string, args ...any) error { panic(0) }
