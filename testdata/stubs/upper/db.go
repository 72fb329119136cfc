// Package db has the signatures of the real one that scenarios need.
package db

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

type Collection interface {
	Count() (uint64, error)
	Exists() (bool, error)
	Find(...any) Result
	Insert(any) (InsertResult, error)
	InsertReturning(any) error
	Name() string
	Session() Session
	Truncate() error
	UpdateReturning(any) error
}

type Cond map[any]any

func (Cond) Empty() bool { panic(0) }

type Deleter interface {
	SQLPreparer
	SQLExecer
	fmt.Stringer
	Amend(func(queryIn string) (queryOut string)) Deleter
	And(conds ...any) Deleter
	Arguments() []any
	Limit(int) Deleter
	Where(...any) Deleter
}

var ErrNoMoreRows error

type InsertResult interface {
	ID() ID
}

type Inserter interface {
	SQLExecer
	SQLPreparer
	SQLGetter
	fmt.Stringer
	Amend(func(queryIn string) (queryOut string)) Inserter
	Arguments() []any
	Batch(size int) BatchInserter
	Columns(...string) Inserter
	Iterator() Iterator
	IteratorContext(ctx context.Context) Iterator
	Returning(columns ...string) Inserter
	Values(...any) Inserter
}

type Iterator interface {
	ResultMapper
	Close() error
	Err() error
	Next(dest ...any) bool
	NextScan(dest ...any) error
	Scan(dest ...any) error
	ScanOne(dest ...any) error
}

type Record interface {
	Store(sess Session) Store
}

type Result interface {
	All(sliceOfStructs any) error
	And(...any) Result
	Close() error
	Count() (uint64, error)
	Cursor(cursorColumn string) Result
	Delete() error
	Err() error
	Exists() (bool, error)
	GroupBy(...any) Result
	Limit(int) Result
	Next(ptrToStruct any) bool
	NextPage(cursorValue any) Result
	Offset(int) Result
	One(ptrToStruct any) error
	OrderBy(...any) Result
	Page(pageNumber uint) Result
	Paginate(pageSize uint) Result
	PrevPage(cursorValue any) Result
	Select(...any) Result
	String() string
	TotalEntries() (uint64, error)
	TotalPages() (uint, error)
	Update(any) error
}

type ResultMapper interface {
	All(destSlice any) error
	One(dest any) error
}

type SQL interface {
	DeleteFrom(table string) Deleter
	Exec(query any, args ...any) (sql.Result, error)
	ExecContext(ctx context.Context, query any, args ...any) (sql.Result, error)
	InsertInto(table string) Inserter
	Iterator(query any, args ...any) Iterator
	IteratorContext(ctx context.Context, query any, args ...any) Iterator
	NewIterator(rows *sql.Rows) Iterator
	NewIteratorContext(ctx context.Context, rows *sql.Rows) Iterator
	Prepare(query any) (*sql.Stmt, error)
	PrepareContext(ctx context.Context, query any) (*sql.Stmt, error)
	Query(query any, args ...any) (*sql.Rows, error)
	QueryContext(ctx context.Context, query any, args ...any) (*sql.Rows, error)
	QueryRow(query any, args ...any) (*sql.Row, error)
	QueryRowContext(ctx context.Context, query any, args ...any) (*sql.Row, error)
	Select(columns ...any) Selector
	SelectFrom(table ...any) Selector
	Update(table string) Updater
}

type SQLExecer interface {
	Exec() (sql.Result, error)
	ExecContext(context.Context) (sql.Result, error)
}

type SQLGetter interface {
	Query() (*sql.Rows, error)
	QueryContext(context.Context) (*sql.Rows, error)
	QueryRow() (*sql.Row, error)
	QueryRowContext(ctx context.Context) (*sql.Row, error)
}

type SQLPreparer interface {
	Prepare() (*sql.Stmt, error)
	PrepareContext(context.Context) (*sql.Stmt, error)
}

type Selector interface {
	SQLPreparer
	SQLGetter
	ResultMapper
	fmt.Stringer
	Amend(func(queryIn string) (queryOut string)) Selector
	And(conds ...any) Selector
	Arguments() []any
	As(string) Selector
	Columns(columns ...any) Selector
	CrossJoin(...any) Selector
	Distinct(columns ...any) Selector
	From(tables ...any) Selector
	FullJoin(...any) Selector
	GroupBy(columns ...any) Selector
	Iterator() Iterator
	IteratorContext(ctx context.Context) Iterator
	Join(table ...any) Selector
	LeftJoin(...any) Selector
	Limit(int) Selector
	Offset(int) Selector
	On(...any) Selector
	OrderBy(columns ...any) Selector
	Paginate(uint) Paginator
	RightJoin(...any) Selector
	Using(...any) Selector
	Where(conds ...any) Selector
}

type Session interface {
	Settings
	Close() error
	Collection(name string) Collection
	Collections() ([]Collection, error)
	ConnectionURL() ConnectionURL
	Context() context.Context
	Delete(record Record) error
	Driver() any
	Get(record Record, cond any) error
	Name() string
	Ping() error
	Reset()
	SQL() SQL
	Save(record Record) error
	Tx(fn func(sess Session) error) error
	TxContext(ctx context.Context, fn func(sess Session) error, opts *sql.TxOptions) error
	WithContext(ctx context.Context) Session
}

type Settings interface {
	ConnMaxIdleTime() time.Duration
	ConnMaxLifetime() time.Duration
	MaxIdleConns() int
	MaxOpenConns() int
	MaxTransactionRetries() int
	PreparedStatementCacheEnabled() bool
	SetConnMaxIdleTime(time.Duration)
	SetConnMaxLifetime(time.Duration)
	SetMaxIdleConns(int)
	SetMaxOpenConns(int)
	SetMaxTransactionRetries(int)
	SetPreparedStatementCache(bool)
}

type Store interface {
	Collection
}

type Updater interface {
	SQLPreparer
	SQLExecer
	fmt.Stringer
	Amend(func(queryIn string) (queryOut string)) Updater
	And(conds ...any) Updater
	Arguments() []any
	Limit(int) Updater
	Set(...any) Updater
	Where(...any) Updater
}

type BatchInserter interface {
	Done()
	Err() error
	NextResult(dst any) bool
	Wait() error
}

type ConnectionURL interface {
	String() string
}

type ID interface {
}

type Paginator interface {
	SQLPreparer
	SQLGetter
	ResultMapper
	fmt.Stringer
	Arguments() []any
	Iterator() Iterator
	IteratorContext(ctx context.Context) Iterator
	TotalEntries() (uint64, error)
	TotalPages() (uint, error)
}
