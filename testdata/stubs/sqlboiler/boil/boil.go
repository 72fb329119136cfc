// Package boil has the signatures of the real one that scenarios need.
package boil

import (
	"context"
	"database/sql"
)

func Begin() (Transactor, error) { panic(0) }

func BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error) { panic(0) }

type Beginner interface {
	Begin() (*sql.Tx, error)
}

func Blacklist(columns ...string) Columns { panic(0) }

type Columns struct {
	Kind int
	Cols []string
}

func (Columns) IsNone() bool      { panic(0) }
func (Columns) IsInfer() bool     { panic(0) }
func (Columns) IsWhitelist() bool { panic(0) }
func (Columns) IsBlacklist() bool { panic(0) }
func (Columns) IsGreylist() bool  { panic(0) }
func (Columns) InsertColumnSet(cols []string, defaults []string, noDefaults []string, nonZeroDefaults []string) ([]string, []string) {
	panic(0)
}
func (Columns) UpdateColumnSet(allColumns []string, pkeyCols []string) []string { panic(0) }

type ContextBeginner interface {
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
}

type ContextExecutor interface {
	Executor
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

type ContextTransactor interface {
	ContextExecutor
	Commit() error
	Rollback() error
}

type Executor interface {
	Exec(query string, args ...any) (sql.Result, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

func GetContextDB() ContextExecutor { panic(0) }

func GetDB() Executor { panic(0) }

func Infer() Columns { panic(0) }

func SetDB(db Executor) { panic(0) }

type Transactor interface {
	Executor
	Commit() error
	Rollback() error
}

func Whitelist(columns ...string) Columns { panic(0) }
