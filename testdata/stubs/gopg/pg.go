// Package pg has the signatures of the real one that scenarios need.
package pg

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"time"

	"github.com/go-pg/pg/v10/orm"
	"github.com/go-pg/pg/v10/types"
)

type Conn struct {
	*baseDB
}

func (*Conn) Context() context.Context                { panic(0) }
func (*Conn) WithContext(ctx context.Context) *Conn   { panic(0) }
func (*Conn) WithTimeout(d time.Duration) *Conn       { panic(0) }
func (*Conn) WithParam(param string, value any) *Conn { panic(0) }

func Connect(opt *Options) *DB { panic(0) }

type DB struct {
	*baseDB
}

func (*DB) String() string                                           { panic(0) }
func (*DB) Options() *Options                                        { panic(0) }
func (*DB) Context() context.Context                                 { panic(0) }
func (*DB) WithContext(ctx context.Context) *DB                      { panic(0) }
func (*DB) WithTimeout(d time.Duration) *DB                          { panic(0) }
func (*DB) WithParam(param string, value any) *DB                    { panic(0) }
func (*DB) Listen(ctx context.Context, channels ...string) *Listener { panic(0) }
func (*DB) Conn() *Conn                                              { panic(0) }

type DBI interface {
	Begin() (*Tx, error)
	CopyFrom(r io.Reader, query any, params ...any) (Result, error)
	CopyTo(w io.Writer, query any, params ...any) (Result, error)
	Exec(query any, params ...any) (Result, error)
	ExecContext(c context.Context, query any, params ...any) (Result, error)
	ExecOne(query any, params ...any) (Result, error)
	ExecOneContext(c context.Context, query any, params ...any) (Result, error)
	Model(model ...any) *Query
	ModelContext(c context.Context, model ...any) *Query
	Query(model any, query any, params ...any) (Result, error)
	QueryContext(c context.Context, model any, query any, params ...any) (Result, error)
	QueryOne(model any, query any, params ...any) (Result, error)
	QueryOneContext(c context.Context, model any, query any, params ...any) (Result, error)
	RunInTransaction(ctx context.Context, fn func(*Tx) error) error
}

type Options struct {
	Network               string
	Addr                  string
	Dialer                func(ctx context.Context, network string, addr string) (net.Conn, error)
	OnConnect             func(ctx context.Context, cn *Conn) error
	User                  string
	Password              string
	Database              string
	ApplicationName       string
	TLSConfig             *tls.Config
	DialTimeout           time.Duration
	ReadTimeout           time.Duration
	WriteTimeout          time.Duration
	MaxRetries            int
	RetryStatementTimeout bool
	MinRetryBackoff       time.Duration
	MaxRetryBackoff       time.Duration
	PoolSize              int
	MinIdleConns          int
	MaxConnAge            time.Duration
	PoolTimeout           time.Duration
	IdleTimeout           time.Duration
	IdleCheckFrequency    time.Duration
}

type Query = orm.Query

type Result = orm.Result

type Stmt struct {
}

func (*Stmt) Exec(params ...any) (Result, error)                                          { panic(0) }
func (*Stmt) ExecContext(c context.Context, params ...any) (Result, error)                { panic(0) }
func (*Stmt) ExecOne(params ...any) (Result, error)                                       { panic(0) }
func (*Stmt) ExecOneContext(c context.Context, params ...any) (Result, error)             { panic(0) }
func (*Stmt) Query(model any, params ...any) (Result, error)                              { panic(0) }
func (*Stmt) QueryContext(c context.Context, model any, params ...any) (Result, error)    { panic(0) }
func (*Stmt) QueryOne(model any, params ...any) (Result, error)                           { panic(0) }
func (*Stmt) QueryOneContext(c context.Context, model any, params ...any) (Result, error) { panic(0) }
func (*Stmt) Close() error                                                                { panic(0) }

type Tx struct {
}

func (*Tx) Context() context.Context                                                   { panic(0) }
func (*Tx) Begin() (*Tx, error)                                                        { panic(0) }
func (*Tx) RunInTransaction(ctx context.Context, fn func(*Tx) error) error             { panic(0) }
func (*Tx) Stmt(stmt *Stmt) *Stmt                                                      { panic(0) }
func (*Tx) Prepare(q string) (*Stmt, error)                                            { panic(0) }
func (*Tx) Exec(query any, params ...any) (Result, error)                              { panic(0) }
func (*Tx) ExecContext(c context.Context, query any, params ...any) (Result, error)    { panic(0) }
func (*Tx) ExecOne(query any, params ...any) (Result, error)                           { panic(0) }
func (*Tx) ExecOneContext(c context.Context, query any, params ...any) (Result, error) { panic(0) }
func (*Tx) Query(model any, query any, params ...any) (Result, error)                  { panic(0) }
func (*Tx) QueryContext(c context.Context, model any, query any, params ...any) (Result, error) {
	panic(0)
}
func (*Tx) QueryOne(model any, query any, params ...any) (Result, error) { panic(0) }
func (*Tx) QueryOneContext(c context.Context, model any, query any, params ...any) (Result, error) {
	panic(0)
}
func (*Tx) Model(model ...any) *Query                                              { panic(0) }
func (*Tx) ModelContext(c context.Context, model ...any) *Query                    { panic(0) }
func (*Tx) CopyFrom(r io.Reader, query any, params ...any) (res Result, err error) { panic(0) }
func (*Tx) CopyTo(w io.Writer, query any, params ...any) (res Result, err error)   { panic(0) }
func (*Tx) Formatter() orm.QueryFormatter                                          { panic(0) }
func (*Tx) Commit() error                                                          { panic(0) }
func (*Tx) CommitContext(ctx context.Context) error                                { panic(0) }
func (*Tx) Rollback() error                                                        { panic(0) }
func (*Tx) RollbackContext(ctx context.Context) error                              { panic(0) }
func (*Tx) Close() error                                                           { panic(0) }
func (*Tx) CloseContext(ctx context.Context) error                                 { panic(0) }

type baseDB struct {
}

func (*baseDB) PoolStats() *PoolStats                                                   { panic(0) }
func (*baseDB) WithTimeout(d time.Duration) *baseDB                                     { panic(0) }
func (*baseDB) WithParam(param string, value any) *baseDB                               { panic(0) }
func (*baseDB) Param(param string) any                                                  { panic(0) }
func (*baseDB) Close() error                                                            { panic(0) }
func (*baseDB) Exec(query any, params ...any) (res Result, err error)                   { panic(0) }
func (*baseDB) ExecContext(c context.Context, query any, params ...any) (Result, error) { panic(0) }
func (*baseDB) ExecOne(query any, params ...any) (Result, error)                        { panic(0) }
func (*baseDB) ExecOneContext(ctx context.Context, query any, params ...any) (Result, error) {
	panic(0)
}
func (*baseDB) Query(model any, query any, params ...any) (res Result, err error) { panic(0) }
func (*baseDB) QueryContext(c context.Context, model any, query any, params ...any) (Result, error) {
	panic(0)
}
func (*baseDB) QueryOne(model any, query any, params ...any) (Result, error) { panic(0) }
func (*baseDB) QueryOneContext(ctx context.Context, model any, query any, params ...any) (Result, error) {
	panic(0)
}
func (*baseDB) CopyFrom(r io.Reader, query any, params ...any) (res Result, err error) { panic(0) }
func (*baseDB) CopyTo(w io.Writer, query any, params ...any) (res Result, err error)   { panic(0) }
func (*baseDB) Ping(ctx context.Context) error                                         { panic(0) }
func (*baseDB) Model(model ...any) *Query                                              { panic(0) }
func (*baseDB) ModelContext(c context.Context, model ...any) *Query                    { panic(0) }
func (*baseDB) Formatter() orm.QueryFormatter                                          { panic(0) }
func (*baseDB) Prepare(q string) (*Stmt, error)                                        { panic(0) }
func (*baseDB) AddQueryHook(hook QueryHook)                                            { panic(0) }
func (*baseDB) Begin() (*Tx, error)                                                    { panic(0) }
func (*baseDB) BeginContext(ctx context.Context) (*Tx, error)                          { panic(0) }
func (*baseDB) RunInTransaction(ctx context.Context, fn func(*Tx) error) error         { panic(0) }

type Listener struct {
}

func (*Listener) String() string                                                          { panic(0) }
func (*Listener) Close() error                                                            { panic(0) }
func (*Listener) Listen(ctx context.Context, channels ...string) error                    { panic(0) }
func (*Listener) Unlisten(ctx context.Context, channels ...string) error                  { panic(0) }
func (*Listener) Receive(ctx context.Context) (channel string, payload string, err error) { panic(0) }
func (*Listener) ReceiveTimeout(ctx context.Context, timeout time.Duration) (channel string, payload string, err error) {
	panic(0)
}

type PoolStats struct {
	Hits       uint32
	Misses     uint32
	Timeouts   uint32
	TotalConns uint32
	IdleConns  uint32
	StaleConns uint32
}

type QueryHook interface {
}

type Ident = types.Ident

type Safe = types.Safe
