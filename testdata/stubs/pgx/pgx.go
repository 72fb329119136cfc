// Package pgx has the signatures of the real one that scenarios need.
package pgx

import (
	"context"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

func AppendRows[T any, S ~[]T](slice S, rows Rows, fn RowToFunc[T]) (S, error) { panic(0) }

type Batch struct {
	QueuedQueries []*QueuedQuery
}

func (*Batch) BeginTx(txOptions TxOptions)                       { panic(0) }
func (*Batch) Queue(query string, arguments ...any) *QueuedQuery { panic(0) }
func (*Batch) Len() int                                          { panic(0) }

type BatchResults interface {
	Close() error
	Exec() (pgconn.CommandTag, error)
	Query() (Rows, error)
	QueryRow() Row
	Tx() Tx
}

func BeginFunc(ctx context.Context, db interface {
	Begin(ctx context.Context) (Tx, error)
}, fn func(Tx) error) (err error) {
	panic(0)
}

func BeginTxFunc(ctx context.Context, db interface {
	BeginTx(ctx context.Context, txOptions TxOptions) (Tx, error)
}, txOptions TxOptions, fn func(Tx) error) (err error) {
	panic(0)
}

func CollectExactlyOneRow[T any](rows Rows, fn RowToFunc[T]) (T, error) { panic(0) }

func CollectOneRow[T any](rows Rows, fn RowToFunc[T]) (T, error) { panic(0) }

func CollectRows[T any](rows Rows, fn RowToFunc[T]) ([]T, error) { panic(0) }

type CollectableRow interface {
	FieldDescriptions() []pgconn.FieldDescription
	RawValues() [][]byte
	Scan(dest ...any) error
	Values() ([]any, error)
}

type Conn struct {
}

func (*Conn) Close(ctx context.Context) error { panic(0) }
func (*Conn) Prepare(ctx context.Context, name string, sql string) (sd *pgconn.StatementDescription, err error) {
	panic(0)
}
func (*Conn) Deallocate(ctx context.Context, name string) error                     { panic(0) }
func (*Conn) DeallocateAll(ctx context.Context) error                               { panic(0) }
func (*Conn) WaitForNotification(ctx context.Context) (*pgconn.Notification, error) { panic(0) }
func (*Conn) IsClosed() bool                                                        { panic(0) }
func (*Conn) Ping(ctx context.Context) error                                        { panic(0) }
func (*Conn) PgConn() *pgconn.PgConn                                                { panic(0) }
func (*Conn) TypeMap() *pgtype.Map                                                  { panic(0) }
func (*Conn) Config() *ConnConfig                                                   { panic(0) }
func (*Conn) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error) {
	panic(0)
}
func (*Conn) Query(ctx context.Context, sql string, args ...any) (Rows, error)    { panic(0) }
func (*Conn) QueryRow(ctx context.Context, sql string, args ...any) Row           { panic(0) }
func (*Conn) SendBatch(ctx context.Context, b *Batch) BatchResults                { panic(0) }
func (*Conn) LoadType(ctx context.Context, typeName string) (*pgtype.Type, error) { panic(0) }
func (*Conn) CopyFrom(ctx context.Context, tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int64, error) {
	panic(0)
}
func (*Conn) LoadTypes(ctx context.Context, typeNames []string) ([]*pgtype.Type, error) { panic(0) }
func (*Conn) Begin(ctx context.Context) (Tx, error)                                     { panic(0) }
func (*Conn) BeginTx(ctx context.Context, txOptions TxOptions) (Tx, error)              { panic(0) }

func Connect(ctx context.Context, connString string) (*Conn, error) { panic(0) }

func CopyFromRows(rows [][]any) CopyFromSource { panic(0) }

func CopyFromSlice(length int, next func(int) ([]any, error)) CopyFromSource { panic(0) }

type CopyFromSource interface {
	Err() error
	Next() bool
	Values() ([]any, error)
}

var ErrNoRows error

var ErrTxClosed error

func ForEachRow(rows Rows, scans []any, fn func() error) (pgconn.CommandTag, error) { panic(0) }

type Identifier []string

func (Identifier) Sanitize() string { panic(0) }

type LargeObject struct {
}

func (*LargeObject) Write(p []byte) (int, error)                        { panic(0) }
func (*LargeObject) Read(p []byte) (int, error)                         { panic(0) }
func (*LargeObject) Seek(offset int64, whence int) (n int64, err error) { panic(0) }
func (*LargeObject) Tell() (n int64, err error)                         { panic(0) }
func (*LargeObject) Truncate(size int64) (err error)                    { panic(0) }
func (*LargeObject) Close() error                                       { panic(0) }

type LargeObjects struct {
}

func (*LargeObjects) Create(ctx context.Context, oid uint32) (uint32, error) { panic(0) }
func (*LargeObjects) Open(ctx context.Context, oid uint32, mode LargeObjectMode) (*LargeObject, error) {
	panic(0)
}
func (*LargeObjects) Unlink(ctx context.Context, oid uint32) error { panic(0) }

type NamedArgs map[string]any

func (NamedArgs) RewriteQuery(ctx context.Context, conn *Conn, sql string, args []any) (newSQL string, newArgs []any, err error) {
	panic(0)
}

type QueuedQuery struct {
	SQL       string
	Arguments []any
}

func (*QueuedQuery) Query(fn func(rows Rows) error)           { panic(0) }
func (*QueuedQuery) QueryRow(fn func(row Row) error)          { panic(0) }
func (*QueuedQuery) Exec(fn func(ct pgconn.CommandTag) error) { panic(0) }

type Row interface {
	Scan(dest ...any) error
}

func RowTo[T any](row CollectableRow) (T, error) { panic(0) }

func RowToAddrOf[T any](row CollectableRow) (*T, error) { panic(0) }

func RowToAddrOfStructByNameLax[T any](row CollectableRow) (*T, error) { panic(0) }

func RowToAddrOfStructByPos[T any](row CollectableRow) (*T, error) { panic(0) }

func RowToMap(row CollectableRow) (map[string]any, error) { panic(0) }

func RowToStructByNameLax[T any](row CollectableRow) (T, error) { panic(0) }

func RowToStructByPos[T any](row CollectableRow) (T, error) { panic(0) }

func RowToAddrOfStructByName[T any](row CollectableRow) (*T, error) { panic(0) }

type RowToFunc[T any] func(row CollectableRow) (T, error)

func RowToStructByName[T any](row CollectableRow) (T, error) { panic(0) }

type Rows interface {
	Close()
	CommandTag() pgconn.CommandTag
	Conn() *Conn
	Err() error
	FieldDescriptions() []pgconn.FieldDescription
	Next() bool
	RawValues() [][]byte
	Scan(dest ...any) error
	TypeMap() *pgtype.Map
	Values() ([]any, error)
}

type Tx interface {
	Begin(ctx context.Context) (Tx, error)
	Commit(ctx context.Context) error
	Conn() *Conn
	CopyFrom(ctx context.Context, tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int64, error)
	Exec(ctx context.Context, sql string, arguments ...any) (commandTag pgconn.CommandTag, err error)
	LargeObjects() LargeObjects
	Prepare(ctx context.Context, name string, sql string) (*pgconn.StatementDescription, error)
	Query(ctx context.Context, sql string, args ...any) (Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) Row
	Rollback(ctx context.Context) error
	SendBatch(ctx context.Context, b *Batch) BatchResults
}

type TxAccessMode string

const (
	ReadOnly  TxAccessMode = "read only"
	ReadWrite TxAccessMode = "read write"
)

type TxDeferrableMode string

const (
	Deferrable    TxDeferrableMode = "deferrable"
	NotDeferrable TxDeferrableMode = "not deferrable"
)

type TxIsoLevel string

const (
	ReadCommitted   TxIsoLevel = "read committed"
	ReadUncommitted TxIsoLevel = "read uncommitted"
	RepeatableRead  TxIsoLevel = "repeatable read"
	Serializable    TxIsoLevel = "serializable"
)

type TxOptions struct {
	IsoLevel       TxIsoLevel
	AccessMode     TxAccessMode
	DeferrableMode TxDeferrableMode
	BeginQuery     string
	CommitQuery    string
}

type ConnConfig struct {
	StatementCacheCapacity   int
	DescriptionCacheCapacity int
}

func (*ConnConfig) ConnString() string { panic(0) }

type LargeObjectMode int32

const (
	LargeObjectModeRead  LargeObjectMode = 262144
	LargeObjectModeWrite LargeObjectMode = 131072
)

type QueryExecMode int32

const (
	_ QueryExecMode = iota
	QueryExecModeCacheStatement
	QueryExecModeCacheDescribe
	QueryExecModeDescribeExec
	QueryExecModeExec
	QueryExecModeSimpleProtocol
)

func (QueryExecMode) String() string { panic(0) }
