// Package pop has the signatures of the real one that scenarios need.
package pop

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

func Connect(e string) (*Connection, error) { panic(0) }

type Connection struct {
	ID      string
	Elapsed int64
	TX      *Tx
}

func (*Connection) BelongsTo(model any) *Query                                     { panic(0) }
func (*Connection) BelongsToAs(model any, as string) *Query                        { panic(0) }
func (*Connection) BelongsToThrough(bt any, thru any) *Query                       { panic(0) }
func (*Connection) String() string                                                 { panic(0) }
func (*Connection) URL() string                                                    { panic(0) }
func (*Connection) Context() context.Context                                       { panic(0) }
func (*Connection) MigrationURL() string                                           { panic(0) }
func (*Connection) MigrationTableName() string                                     { panic(0) }
func (*Connection) Open() error                                                    { panic(0) }
func (*Connection) Close() error                                                   { panic(0) }
func (*Connection) Transaction(fn func(tx *Connection) error) error                { panic(0) }
func (*Connection) Rollback(fn func(tx *Connection)) error                         { panic(0) }
func (*Connection) NewTransaction() (*Connection, error)                           { panic(0) }
func (*Connection) NewTransactionContext(ctx context.Context) (*Connection, error) { panic(0) }
func (*Connection) NewTransactionContextOptions(ctx context.Context, options *sql.TxOptions) (*Connection, error) {
	panic(0)
}
func (*Connection) WithContext(ctx context.Context) *Connection          { panic(0) }
func (*Connection) Q() *Query                                            { panic(0) }
func (*Connection) TruncateAll() error                                   { panic(0) }
func (*Connection) Reload(model any) error                               { panic(0) }
func (*Connection) Save(model any, excludeColumns ...string) error       { panic(0) }
func (*Connection) Create(model any, excludeColumns ...string) error     { panic(0) }
func (*Connection) Update(model any, excludeColumns ...string) error     { panic(0) }
func (*Connection) UpdateColumns(model any, columnNames ...string) error { panic(0) }
func (*Connection) Destroy(model any) error                              { panic(0) }
func (*Connection) Find(model any, id any) error                         { panic(0) }
func (*Connection) First(model any) error                                { panic(0) }
func (*Connection) Last(model any) error                                 { panic(0) }
func (*Connection) All(models any) error                                 { panic(0) }
func (*Connection) Load(model any, fields ...string) error               { panic(0) }
func (*Connection) Count(model any) (int, error)                         { panic(0) }
func (*Connection) Select(fields ...string) *Query                       { panic(0) }
func (*Connection) Paginate(page int, perPage int) *Query                { panic(0) }
func (*Connection) PaginateFromParams(params PaginationParams) *Query    { panic(0) }
func (*Connection) RawQuery(stmt string, args ...any) *Query             { panic(0) }
func (*Connection) Eager(fields ...string) *Connection                   { panic(0) }
func (*Connection) Where(stmt string, args ...any) *Query                { panic(0) }
func (*Connection) Order(stmt string, args ...any) *Query                { panic(0) }
func (*Connection) Limit(limit int) *Query                               { panic(0) }
func (*Connection) EagerPreload(fields ...string) *Query                 { panic(0) }
func (*Connection) Scope(sf ScopeFunc) *Query                            { panic(0) }

func Q(c *Connection) *Query { panic(0) }

type Query struct {
	Connection *Connection
}

func (*Query) BelongsTo(model any) *Query                                  { panic(0) }
func (*Query) BelongsToAs(model any, as string) *Query                     { panic(0) }
func (*Query) BelongsToThrough(bt any, thru any) *Query                    { panic(0) }
func (*Query) Exec() error                                                 { panic(0) }
func (*Query) ExecWithCount() (int, error)                                 { panic(0) }
func (*Query) UpdateQuery(model any, columnNames ...string) (int64, error) { panic(0) }
func (*Query) Delete(model any) error                                      { panic(0) }
func (*Query) Find(model any, id any) error                                { panic(0) }
func (*Query) First(model any) error                                       { panic(0) }
func (*Query) Last(model any) error                                        { panic(0) }
func (*Query) All(models any) error                                        { panic(0) }
func (*Query) Exists(model any) (bool, error)                              { panic(0) }
func (Query) Count(model any) (int, error)                                 { panic(0) }
func (Query) CountByField(model any, field string) (int, error)            { panic(0) }
func (*Query) Select(fields ...string) *Query                              { panic(0) }
func (*Query) Paginate(page int, perPage int) *Query                       { panic(0) }
func (*Query) PaginateFromParams(params PaginationParams) *Query           { panic(0) }
func (*Query) Clone(targetQ *Query)                                        { panic(0) }
func (*Query) RawQuery(stmt string, args ...any) *Query                    { panic(0) }
func (*Query) Eager(fields ...string) *Query                               { panic(0) }
func (*Query) Where(stmt string, args ...any) *Query                       { panic(0) }
func (*Query) Order(stmt string, args ...any) *Query                       { panic(0) }
func (*Query) Limit(limit int) *Query                                      { panic(0) }
func (*Query) EagerPreload(fields ...string) *Query                        { panic(0) }
func (Query) ToSQL(model *Model, addColumns ...string) (string, []any)     { panic(0) }
func (*Query) GroupBy(field string, fields ...string) *Query               { panic(0) }
func (*Query) Having(condition string, args ...any) *Query                 { panic(0) }
func (*Query) Join(table string, on string, args ...any) *Query            { panic(0) }
func (*Query) LeftJoin(table string, on string, args ...any) *Query        { panic(0) }
func (*Query) RightJoin(table string, on string, args ...any) *Query       { panic(0) }
func (*Query) LeftOuterJoin(table string, on string, args ...any) *Query   { panic(0) }
func (*Query) RightOuterJoin(table string, on string, args ...any) *Query  { panic(0) }
func (*Query) InnerJoin(table string, on string, args ...any) *Query       { panic(0) }
func (*Query) Scope(sf ScopeFunc) *Query                                   { panic(0) }

type ScopeFunc func(q *Query) *Query

type Tx struct {
	*sqlx.Tx
	ID int
}

func (*Tx) TransactionContext(_ context.Context) (*Tx, error)                          { panic(0) }
func (*Tx) TransactionContextOptions(_ context.Context, _ *sql.TxOptions) (*Tx, error) { panic(0) }
func (*Tx) Transaction() (*Tx, error)                                                  { panic(0) }
func (*Tx) Close() error                                                               { panic(0) }
func (*Tx) NamedQueryContext(ctx context.Context, query string, arg any) (*sqlx.Rows, error) {
	panic(0)
}

type Model struct {
	As string
}

func (*Model) ID() any                         { panic(0) }
func (*Model) IDField() string                 { panic(0) }
func (*Model) PrimaryKeyType() (string, error) { panic(0) }
func (*Model) TableName() string               { panic(0) }
func (*Model) WhereID() string                 { panic(0) }
func (*Model) Alias() string                   { panic(0) }
func (*Model) WhereNamedID() string            { panic(0) }

type PaginationParams interface {
	Get(key string) string
}
