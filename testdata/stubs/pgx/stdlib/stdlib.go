// Package stdlib has the signatures of the real one that scenarios need.
package stdlib

import (
	"context"
	"database/sql"
	"database/sql/driver"

	pgx "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func OpenDBFromPool(pool *pgxpool.Pool, opts ...OptionOpenDB) *sql.DB { panic(0) }

type OptionOpenDB func(*connector)

type connector struct {
	AfterConnect func(context.Context, *pgx.Conn) error
	ResetSession func(context.Context, *pgx.Conn) error
}

func (connector) Connect(ctx context.Context) (driver.Conn, error) { panic(0) }
func (connector) Driver() driver.Driver                            { panic(0) }
