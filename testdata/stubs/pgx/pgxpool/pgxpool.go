// Package pgxpool has the signatures of the real one that scenarios need.
package pgxpool

import (
	"context"
	"time"

	pgx "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

type Conn struct {
}

func (*Conn) Release()          { panic(0) }
func (*Conn) Hijack() *pgx.Conn { panic(0) }
func (*Conn) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error) {
	panic(0)
}
func (*Conn) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) { panic(0) }
func (*Conn) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row        { panic(0) }
func (*Conn) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults         { panic(0) }
func (*Conn) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error) {
	panic(0)
}
func (*Conn) Begin(ctx context.Context) (pgx.Tx, error)                            { panic(0) }
func (*Conn) BeginTx(ctx context.Context, txOptions pgx.TxOptions) (pgx.Tx, error) { panic(0) }
func (*Conn) Ping(ctx context.Context) error                                       { panic(0) }
func (*Conn) Conn() *pgx.Conn                                                      { panic(0) }

func New(ctx context.Context, connString string) (*Pool, error) { panic(0) }

type Pool struct {
}

func (*Pool) Close()                                                     { panic(0) }
func (*Pool) Acquire(ctx context.Context) (c *Conn, err error)           { panic(0) }
func (*Pool) AcquireFunc(ctx context.Context, f func(*Conn) error) error { panic(0) }
func (*Pool) AcquireAllIdle(ctx context.Context) []*Conn                 { panic(0) }
func (*Pool) Reset()                                                     { panic(0) }
func (*Pool) Config() *Config                                            { panic(0) }
func (*Pool) Stat() *Stat                                                { panic(0) }
func (*Pool) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error) {
	panic(0)
}
func (*Pool) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) { panic(0) }
func (*Pool) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row        { panic(0) }
func (*Pool) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults         { panic(0) }
func (*Pool) Begin(ctx context.Context) (pgx.Tx, error)                            { panic(0) }
func (*Pool) BeginTx(ctx context.Context, txOptions pgx.TxOptions) (pgx.Tx, error) { panic(0) }
func (*Pool) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error) {
	panic(0)
}
func (*Pool) Ping(ctx context.Context) error { panic(0) }

type Tx struct {
}

func (*Tx) Begin(ctx context.Context) (pgx.Tx, error) { panic(0) }
func (*Tx) Commit(ctx context.Context) error          { panic(0) }
func (*Tx) Rollback(ctx context.Context) error        { panic(0) }
func (*Tx) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error) {
	panic(0)
}
func (*Tx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults { panic(0) }
func (*Tx) LargeObjects() pgx.LargeObjects                               { panic(0) }
func (*Tx) Prepare(ctx context.Context, name string, sql string) (*pgconn.StatementDescription, error) {
	panic(0)
}
func (*Tx) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error) {
	panic(0)
}
func (*Tx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) { panic(0) }
func (*Tx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row        { panic(0) }
func (*Tx) Conn() *pgx.Conn                                                      { panic(0) }

type Config struct {
	AfterConnect          func(context.Context, *pgx.Conn) error
	BeforeAcquire         func(context.Context, *pgx.Conn) bool
	PrepareConn           func(context.Context, *pgx.Conn) (bool, error)
	AfterRelease          func(*pgx.Conn) bool
	BeforeClose           func(*pgx.Conn)
	MaxConnLifetime       time.Duration
	MaxConnLifetimeJitter time.Duration
	MaxConnIdleTime       time.Duration
	PingTimeout           time.Duration
	MaxConns              int32
	MinConns              int32
	MinIdleConns          int32
	HealthCheckPeriod     time.Duration
}

func (*Config) ConnString() string { panic(0) }

type Stat struct {
}

func (*Stat) AcquireCount() int64                 { panic(0) }
func (*Stat) AcquireDuration() time.Duration      { panic(0) }
func (*Stat) AcquiredConns() int32                { panic(0) }
func (*Stat) CanceledAcquireCount() int64         { panic(0) }
func (*Stat) ConstructingConns() int32            { panic(0) }
func (*Stat) EmptyAcquireCount() int64            { panic(0) }
func (*Stat) IdleConns() int32                    { panic(0) }
func (*Stat) MaxConns() int32                     { panic(0) }
func (*Stat) TotalConns() int32                   { panic(0) }
func (*Stat) NewConnsCount() int64                { panic(0) }
func (*Stat) MaxLifetimeDestroyCount() int64      { panic(0) }
func (*Stat) MaxIdleDestroyCount() int64          { panic(0) }
func (*Stat) EmptyAcquireWaitTime() time.Duration { panic(0) }
