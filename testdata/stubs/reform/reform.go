// Package reform has the signatures of the real one that scenarios need.
package reform

import (
	"context"
	"database/sql"
	"time"
)

type DB struct {
	*Querier
}

func (*DB) DBInterface() DBInterface                                      { panic(0) }
func (*DB) Begin() (*TX, error)                                           { panic(0) }
func (*DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (*TX, error) { panic(0) }
func (*DB) InTransaction(f func(t *TX) error) error                       { panic(0) }
func (*DB) InTransactionContext(ctx context.Context, opts *sql.TxOptions, f func(t *TX) error) error {
	panic(0)
}

type DBInterface interface {
	DBTXContext
	DBTX
	Begin() (*sql.Tx, error)
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}

type DBTX interface {
	Exec(query string, args ...any) (sql.Result, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

type DBTXContext interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

type Dialect interface {
	DefaultValuesMethod() DefaultValuesMethod
	LastInsertIdMethod() LastInsertIdMethod
	Placeholder(index int) string
	Placeholders(start int, count int) []string
	QuoteIdentifier(identifier string) string
	SelectLimitMethod() SelectLimitMethod
	String() string
}

type Logger interface {
	After(query string, args []any, d time.Duration, err error)
	Before(query string, args []any)
}

func NewDB(db *sql.DB, dialect Dialect, logger Logger) *DB { panic(0) }

func NewTX(tx *sql.Tx, dialect Dialect, logger Logger) *TX { panic(0) }

type Querier struct {
	Dialect
	Logger Logger
}

func (*Querier) Tag() string                                        { panic(0) }
func (*Querier) WithTag(format string, args ...any) *Querier        { panic(0) }
func (*Querier) QualifiedView(view View) string                     { panic(0) }
func (*Querier) Context() context.Context                           { panic(0) }
func (*Querier) WithContext(ctx context.Context) *Querier           { panic(0) }
func (*Querier) QualifiedColumns(view View) []string                { panic(0) }
func (*Querier) Exec(query string, args ...any) (sql.Result, error) { panic(0) }
func (*Querier) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	panic(0)
}
func (*Querier) Query(query string, args ...any) (*sql.Rows, error) { panic(0) }
func (*Querier) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	panic(0)
}
func (*Querier) QueryRow(query string, args ...any) *sql.Row                             { panic(0) }
func (*Querier) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row { panic(0) }
func (*Querier) Insert(str Struct) error                                                 { panic(0) }
func (*Querier) InsertColumns(str Struct, columns ...string) error                       { panic(0) }
func (*Querier) InsertMulti(structs ...Struct) error                                     { panic(0) }
func (*Querier) Update(record Record) error                                              { panic(0) }
func (*Querier) UpdateColumns(record Record, columns ...string) error                    { panic(0) }
func (*Querier) UpdateView(str Struct, columns []string, tail string, args ...any) (uint, error) {
	panic(0)
}
func (*Querier) Save(record Record) error                                          { panic(0) }
func (*Querier) Delete(record Record) error                                        { panic(0) }
func (*Querier) DeleteFrom(view View, tail string, args ...any) (uint, error)      { panic(0) }
func (*Querier) NextRow(str Struct, rows *sql.Rows) error                          { panic(0) }
func (*Querier) SelectOneTo(str Struct, tail string, args ...any) error            { panic(0) }
func (*Querier) SelectOneFrom(view View, tail string, args ...any) (Struct, error) { panic(0) }
func (*Querier) SelectRows(view View, tail string, args ...any) (*sql.Rows, error) { panic(0) }
func (*Querier) SelectAllFrom(view View, tail string, args ...any) (structs []Struct, err error) {
	panic(0)
}
func (*Querier) FindOneTo(str Struct, column string, arg any) error                  { panic(0) }
func (*Querier) FindOneFrom(view View, column string, arg any) (Struct, error)       { panic(0) }
func (*Querier) FindRows(view View, column string, arg any) (*sql.Rows, error)       { panic(0) }
func (*Querier) FindAllFrom(view View, column string, args ...any) ([]Struct, error) { panic(0) }
func (*Querier) FindByPrimaryKeyTo(record Record, pk any) error                      { panic(0) }
func (*Querier) FindByPrimaryKeyFrom(table Table, pk any) (Record, error)            { panic(0) }
func (*Querier) Reload(record Record) error                                          { panic(0) }
func (*Querier) Count(view View, tail string, args ...any) (int, error)              { panic(0) }

type Record interface {
	Struct
	HasPK() bool
	PKPointer() any
	PKValue() any
	SetPK(pk any)
	Table() Table
}

type Struct interface {
	Pointers() []any
	String() string
	Values() []any
	View() View
}

type TX struct {
	*Querier
}

func (*TX) Commit() error   { panic(0) }
func (*TX) Rollback() error { panic(0) }

type TXInterface interface {
	DBTXContext
	DBTX
	Commit() error
	Rollback() error
}

type DefaultValuesMethod int

const (
	DefaultValues DefaultValuesMethod = 0
	EmptyLists    DefaultValuesMethod = 1
)

type LastInsertIdMethod int

const (
	LastInsertId   LastInsertIdMethod = 0
	OutputInserted LastInsertIdMethod = 2
	Returning      LastInsertIdMethod = 1
)

type SelectLimitMethod int

const (
	Limit     SelectLimitMethod = 0
	SelectTop SelectLimitMethod = 1
)

type Table interface {
	NewRecord() Record
	PKColumnIndex() uint
}

type View interface {
	Columns() []string
	Name() string
	NewStruct() Struct
	Schema() string
}
