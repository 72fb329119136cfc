// Package sqlx has the signatures of the real one that scenarios need.
package sqlx

import (
	"context"
	"database/sql"
)

func BindType(driverName string) int { panic(0) }

type ColScanner interface {
	Columns() ([]string, error)
	Err() error
	Scan(dest ...any) error
}

type Conn struct {
	*sql.Conn
}

func (*Conn) BeginTxx(ctx context.Context, opts *sql.TxOptions) (*Tx, error)               { panic(0) }
func (*Conn) SelectContext(ctx context.Context, dest any, query string, args ...any) error { panic(0) }
func (*Conn) GetContext(ctx context.Context, dest any, query string, args ...any) error    { panic(0) }
func (*Conn) PreparexContext(ctx context.Context, query string) (*Stmt, error)             { panic(0) }
func (*Conn) QueryxContext(ctx context.Context, query string, args ...any) (*Rows, error)  { panic(0) }
func (*Conn) QueryRowxContext(ctx context.Context, query string, args ...any) *Row         { panic(0) }
func (*Conn) Rebind(query string) string                                                   { panic(0) }

func Connect(driverName string, dataSourceName string) (*DB, error) { panic(0) }

type DB struct {
	*sql.DB
}

func (*DB) DriverName() string                                                              { panic(0) }
func (*DB) MapperFunc(mf func(string) string)                                               { panic(0) }
func (*DB) Rebind(query string) string                                                      { panic(0) }
func (*DB) Unsafe() *DB                                                                     { panic(0) }
func (*DB) BindNamed(query string, arg any) (string, []any, error)                          { panic(0) }
func (*DB) NamedQuery(query string, arg any) (*Rows, error)                                 { panic(0) }
func (*DB) NamedExec(query string, arg any) (sql.Result, error)                             { panic(0) }
func (*DB) Select(dest any, query string, args ...any) error                                { panic(0) }
func (*DB) Get(dest any, query string, args ...any) error                                   { panic(0) }
func (*DB) MustBegin() *Tx                                                                  { panic(0) }
func (*DB) Beginx() (*Tx, error)                                                            { panic(0) }
func (*DB) Queryx(query string, args ...any) (*Rows, error)                                 { panic(0) }
func (*DB) QueryRowx(query string, args ...any) *Row                                        { panic(0) }
func (*DB) MustExec(query string, args ...any) sql.Result                                   { panic(0) }
func (*DB) Preparex(query string) (*Stmt, error)                                            { panic(0) }
func (*DB) PrepareNamed(query string) (*NamedStmt, error)                                   { panic(0) }
func (*DB) PrepareNamedContext(ctx context.Context, query string) (*NamedStmt, error)       { panic(0) }
func (*DB) NamedQueryContext(ctx context.Context, query string, arg any) (*Rows, error)     { panic(0) }
func (*DB) NamedExecContext(ctx context.Context, query string, arg any) (sql.Result, error) { panic(0) }
func (*DB) SelectContext(ctx context.Context, dest any, query string, args ...any) error    { panic(0) }
func (*DB) GetContext(ctx context.Context, dest any, query string, args ...any) error       { panic(0) }
func (*DB) PreparexContext(ctx context.Context, query string) (*Stmt, error)                { panic(0) }
func (*DB) QueryxContext(ctx context.Context, query string, args ...any) (*Rows, error)     { panic(0) }
func (*DB) QueryRowxContext(ctx context.Context, query string, args ...any) *Row            { panic(0) }
func (*DB) MustBeginTx(ctx context.Context, opts *sql.TxOptions) *Tx                        { panic(0) }
func (*DB) MustExecContext(ctx context.Context, query string, args ...any) sql.Result       { panic(0) }
func (*DB) BeginTxx(ctx context.Context, opts *sql.TxOptions) (*Tx, error)                  { panic(0) }
func (*DB) Connx(ctx context.Context) (*Conn, error)                                        { panic(0) }

type Execer interface {
	Exec(query string, args ...any) (sql.Result, error)
}

type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type Ext interface {
	binder
	Queryer
	Execer
}

type ExtContext interface {
	binder
	QueryerContext
	ExecerContext
}

func Get(q Queryer, dest any, query string, args ...any) error { panic(0) }

func GetContext(ctx context.Context, q QueryerContext, dest any, query string, args ...any) error {
	panic(0)
}

func In(query string, args ...any) (string, []any, error) { panic(0) }

func MustConnect(driverName string, dataSourceName string) *DB { panic(0) }

func MustExec(e Execer, query string, args ...any) sql.Result { panic(0) }

func MustExecContext(ctx context.Context, e ExecerContext, query string, args ...any) sql.Result {
	panic(0)
}

func NamedExec(e Ext, query string, arg any) (sql.Result, error) { panic(0) }

func NamedExecContext(ctx context.Context, e ExtContext, query string, arg any) (sql.Result, error) {
	panic(0)
}

func NamedQuery(e Ext, query string, arg any) (*Rows, error) { panic(0) }

func NamedQueryContext(ctx context.Context, e ExtContext, query string, arg any) (*Rows, error) {
	panic(0)
}

type NamedStmt struct {
	Params      []string
	QueryString string
	Stmt        *Stmt
}

func (*NamedStmt) Close() error                                                 { panic(0) }
func (*NamedStmt) Exec(arg any) (sql.Result, error)                             { panic(0) }
func (*NamedStmt) Query(arg any) (*sql.Rows, error)                             { panic(0) }
func (*NamedStmt) QueryRow(arg any) *Row                                        { panic(0) }
func (*NamedStmt) MustExec(arg any) sql.Result                                  { panic(0) }
func (*NamedStmt) Queryx(arg any) (*Rows, error)                                { panic(0) }
func (*NamedStmt) QueryRowx(arg any) *Row                                       { panic(0) }
func (*NamedStmt) Select(dest any, arg any) error                               { panic(0) }
func (*NamedStmt) Get(dest any, arg any) error                                  { panic(0) }
func (*NamedStmt) Unsafe() *NamedStmt                                           { panic(0) }
func (*NamedStmt) ExecContext(ctx context.Context, arg any) (sql.Result, error) { panic(0) }
func (*NamedStmt) QueryContext(ctx context.Context, arg any) (*sql.Rows, error) { panic(0) }
func (*NamedStmt) QueryRowContext(ctx context.Context, arg any) *Row            { panic(0) }
func (*NamedStmt) MustExecContext(ctx context.Context, arg any) sql.Result      { panic(0) }
func (*NamedStmt) QueryxContext(ctx context.Context, arg any) (*Rows, error)    { panic(0) }
func (*NamedStmt) QueryRowxContext(ctx context.Context, arg any) *Row           { panic(0) }
func (*NamedStmt) SelectContext(ctx context.Context, dest any, arg any) error   { panic(0) }
func (*NamedStmt) GetContext(ctx context.Context, dest any, arg any) error      { panic(0) }

func NewDb(db *sql.DB, driverName string) *DB { panic(0) }

func Open(driverName string, dataSourceName string) (*DB, error) { panic(0) }

type Preparer interface {
	Prepare(query string) (*sql.Stmt, error)
}

type PreparerContext interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

type Queryer interface {
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRowx(query string, args ...any) *Row
	Queryx(query string, args ...any) (*Rows, error)
}

type QueryerContext interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowxContext(ctx context.Context, query string, args ...any) *Row
	QueryxContext(ctx context.Context, query string, args ...any) (*Rows, error)
}

func Rebind(bindType int, query string) string { panic(0) }

type Row struct {
}

func (*Row) Scan(dest ...any) error                  { panic(0) }
func (*Row) Columns() ([]string, error)              { panic(0) }
func (*Row) ColumnTypes() ([]*sql.ColumnType, error) { panic(0) }
func (*Row) Err() error                              { panic(0) }
func (*Row) SliceScan() ([]any, error)               { panic(0) }
func (*Row) MapScan(dest map[string]any) error       { panic(0) }
func (*Row) StructScan(dest any) error               { panic(0) }

type Rows struct {
	*sql.Rows
}

func (*Rows) SliceScan() ([]any, error)         { panic(0) }
func (*Rows) MapScan(dest map[string]any) error { panic(0) }
func (*Rows) StructScan(dest any) error         { panic(0) }

func Select(q Queryer, dest any, query string, args ...any) error { panic(0) }

func SelectContext(ctx context.Context, q QueryerContext, dest any, query string, args ...any) error {
	panic(0)
}

type Stmt struct {
	*sql.Stmt
}

func (*Stmt) Unsafe() *Stmt                                                  { panic(0) }
func (*Stmt) Select(dest any, args ...any) error                             { panic(0) }
func (*Stmt) Get(dest any, args ...any) error                                { panic(0) }
func (*Stmt) MustExec(args ...any) sql.Result                                { panic(0) }
func (*Stmt) QueryRowx(args ...any) *Row                                     { panic(0) }
func (*Stmt) Queryx(args ...any) (*Rows, error)                              { panic(0) }
func (*Stmt) SelectContext(ctx context.Context, dest any, args ...any) error { panic(0) }
func (*Stmt) GetContext(ctx context.Context, dest any, args ...any) error    { panic(0) }
func (*Stmt) MustExecContext(ctx context.Context, args ...any) sql.Result    { panic(0) }
func (*Stmt) QueryRowxContext(ctx context.Context, args ...any) *Row         { panic(0) }
func (*Stmt) QueryxContext(ctx context.Context, args ...any) (*Rows, error)  { panic(0) }

type Tx struct {
	*sql.Tx
}

func (*Tx) DriverName() string                                                              { panic(0) }
func (*Tx) Rebind(query string) string                                                      { panic(0) }
func (*Tx) Unsafe() *Tx                                                                     { panic(0) }
func (*Tx) BindNamed(query string, arg any) (string, []any, error)                          { panic(0) }
func (*Tx) NamedQuery(query string, arg any) (*Rows, error)                                 { panic(0) }
func (*Tx) NamedExec(query string, arg any) (sql.Result, error)                             { panic(0) }
func (*Tx) Select(dest any, query string, args ...any) error                                { panic(0) }
func (*Tx) Queryx(query string, args ...any) (*Rows, error)                                 { panic(0) }
func (*Tx) QueryRowx(query string, args ...any) *Row                                        { panic(0) }
func (*Tx) Get(dest any, query string, args ...any) error                                   { panic(0) }
func (*Tx) MustExec(query string, args ...any) sql.Result                                   { panic(0) }
func (*Tx) Preparex(query string) (*Stmt, error)                                            { panic(0) }
func (*Tx) Stmtx(stmt any) *Stmt                                                            { panic(0) }
func (*Tx) NamedStmt(stmt *NamedStmt) *NamedStmt                                            { panic(0) }
func (*Tx) PrepareNamed(query string) (*NamedStmt, error)                                   { panic(0) }
func (*Tx) StmtxContext(ctx context.Context, stmt any) *Stmt                                { panic(0) }
func (*Tx) NamedStmtContext(ctx context.Context, stmt *NamedStmt) *NamedStmt                { panic(0) }
func (*Tx) PreparexContext(ctx context.Context, query string) (*Stmt, error)                { panic(0) }
func (*Tx) PrepareNamedContext(ctx context.Context, query string) (*NamedStmt, error)       { panic(0) }
func (*Tx) MustExecContext(ctx context.Context, query string, args ...any) sql.Result       { panic(0) }
func (*Tx) QueryxContext(ctx context.Context, query string, args ...any) (*Rows, error)     { panic(0) }
func (*Tx) SelectContext(ctx context.Context, dest any, query string, args ...any) error    { panic(0) }
func (*Tx) GetContext(ctx context.Context, dest any, query string, args ...any) error       { panic(0) }
func (*Tx) QueryRowxContext(ctx context.Context, query string, args ...any) *Row            { panic(0) }
func (*Tx) NamedExecContext(ctx context.Context, query string, arg any) (sql.Result, error) { panic(0) }

type binder interface {
	BindNamed(string, any) (string, []any, error)
	DriverName() string
	Rebind(string) string
}
