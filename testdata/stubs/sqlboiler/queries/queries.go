// Package queries has the signatures of the real one that scenarios need.
package queries

import (
	"context"
	"database/sql"

	"github.com/volatiletech/sqlboiler/v4/boil"
)

type Applicator interface {
	Apply(*Query)
}

type Query struct {
}

func (*Query) Exec(exec boil.Executor) (sql.Result, error) { panic(0) }
func (*Query) QueryRow(exec boil.Executor) *sql.Row        { panic(0) }
func (*Query) Query(exec boil.Executor) (*sql.Rows, error) { panic(0) }
func (*Query) ExecContext(ctx context.Context, exec boil.ContextExecutor) (sql.Result, error) {
	panic(0)
}
func (*Query) QueryRowContext(ctx context.Context, exec boil.ContextExecutor) *sql.Row { panic(0) }
func (*Query) QueryContext(ctx context.Context, exec boil.ContextExecutor) (*sql.Rows, error) {
	panic(0)
}
func (*Query) ExecP(exec boil.Executor) sql.Result                         { panic(0) }
func (*Query) QueryP(exec boil.Executor) *sql.Rows                         { panic(0) }
func (*Query) BindP(ctx context.Context, exec boil.Executor, obj any)      { panic(0) }
func (*Query) BindG(ctx context.Context, obj any) error                    { panic(0) }
func (*Query) Bind(ctx context.Context, exec boil.Executor, obj any) error { panic(0) }

func Raw(query string, args ...any) *Query { panic(0) }
