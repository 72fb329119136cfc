// Package sqlscan has the signatures of the real one that scenarios need.
package sqlscan

import (
	"context"
	"database/sql"
)

func Get(ctx context.Context, db Querier, dst any, query string, args ...any) error { panic(0) }

type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func ScanAll(dst any, rows *sql.Rows) error { panic(0) }

func ScanOne(dst any, rows *sql.Rows) error { panic(0) }

func ScanRow(dst any, rows *sql.Rows) error { panic(0) }

func Select(ctx context.Context, db Querier, dst any, query string, args ...any) error { panic(0) }
