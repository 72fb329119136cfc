// Package bun has the signatures of the real one that scenarios need.
package bun

import (
	"context"
	"database/sql"
	"reflect"

	"github.com/uptrace/bun/schema"
)

type BaseModel = schema.BaseModel

type Conn struct {
	*sql.Conn
}

func (Conn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) { panic(0) }
func (Conn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) { panic(0) }
func (Conn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row        { panic(0) }
func (Conn) Dialect() schema.Dialect                                                        { panic(0) }
func (Conn) NewValues(model any) *ValuesQuery                                               { panic(0) }
func (Conn) NewMerge() *MergeQuery                                                          { panic(0) }
func (Conn) NewSelect() *SelectQuery                                                        { panic(0) }
func (Conn) NewInsert() *InsertQuery                                                        { panic(0) }
func (Conn) NewUpdate() *UpdateQuery                                                        { panic(0) }
func (Conn) NewDelete() *DeleteQuery                                                        { panic(0) }
func (Conn) NewRaw(query string, args ...any) *RawQuery                                     { panic(0) }
func (Conn) NewCreateTable() *CreateTableQuery                                              { panic(0) }
func (Conn) NewDropTable() *DropTableQuery                                                  { panic(0) }
func (Conn) NewCreateIndex() *CreateIndexQuery                                              { panic(0) }
func (Conn) NewDropIndex() *DropIndexQuery                                                  { panic(0) }
func (Conn) NewTruncateTable() *TruncateTableQuery                                          { panic(0) }
func (Conn) NewAddColumn() *AddColumnQuery                                                  { panic(0) }
func (Conn) NewDropColumn() *DropColumnQuery                                                { panic(0) }
func (Conn) RunInTx(ctx context.Context, opts *sql.TxOptions, fn func(ctx context.Context, tx Tx) error) error {
	panic(0)
}
func (Conn) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error) { panic(0) }

type CreateTableQuery struct {
	baseQuery
}

func (*CreateTableQuery) Conn(db IConn) *CreateTableQuery                                 { panic(0) }
func (*CreateTableQuery) Model(model any) *CreateTableQuery                               { panic(0) }
func (*CreateTableQuery) Err(err error) *CreateTableQuery                                 { panic(0) }
func (*CreateTableQuery) Table(tables ...string) *CreateTableQuery                        { panic(0) }
func (*CreateTableQuery) TableExpr(query string, args ...any) *CreateTableQuery           { panic(0) }
func (*CreateTableQuery) ModelTableExpr(query string, args ...any) *CreateTableQuery      { panic(0) }
func (*CreateTableQuery) ColumnExpr(query string, args ...any) *CreateTableQuery          { panic(0) }
func (*CreateTableQuery) Temp() *CreateTableQuery                                         { panic(0) }
func (*CreateTableQuery) IfNotExists() *CreateTableQuery                                  { panic(0) }
func (*CreateTableQuery) Varchar(n int) *CreateTableQuery                                 { panic(0) }
func (*CreateTableQuery) ForeignKey(query string, args ...any) *CreateTableQuery          { panic(0) }
func (*CreateTableQuery) PartitionBy(query string, args ...any) *CreateTableQuery         { panic(0) }
func (*CreateTableQuery) TableSpace(tablespace string) *CreateTableQuery                  { panic(0) }
func (*CreateTableQuery) WithForeignKeys() *CreateTableQuery                              { panic(0) }
func (*CreateTableQuery) Comment(comment string) *CreateTableQuery                        { panic(0) }
func (*CreateTableQuery) Operation() string                                               { panic(0) }
func (*CreateTableQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error) { panic(0) }
func (*CreateTableQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error)       { panic(0) }
func (*CreateTableQuery) String() string                                                  { panic(0) }

type DB struct {
	*noCopyState
}

func (*DB) String() string                                                                 { panic(0) }
func (*DB) Close() error                                                                   { panic(0) }
func (*DB) DBStats() DBStats                                                               { panic(0) }
func (*DB) NewValues(model any) *ValuesQuery                                               { panic(0) }
func (*DB) NewMerge() *MergeQuery                                                          { panic(0) }
func (*DB) NewSelect() *SelectQuery                                                        { panic(0) }
func (*DB) NewInsert() *InsertQuery                                                        { panic(0) }
func (*DB) NewUpdate() *UpdateQuery                                                        { panic(0) }
func (*DB) NewDelete() *DeleteQuery                                                        { panic(0) }
func (*DB) NewRaw(query string, args ...any) *RawQuery                                     { panic(0) }
func (*DB) NewCreateTable() *CreateTableQuery                                              { panic(0) }
func (*DB) NewDropTable() *DropTableQuery                                                  { panic(0) }
func (*DB) NewCreateIndex() *CreateIndexQuery                                              { panic(0) }
func (*DB) NewDropIndex() *DropIndexQuery                                                  { panic(0) }
func (*DB) NewTruncateTable() *TruncateTableQuery                                          { panic(0) }
func (*DB) NewAddColumn() *AddColumnQuery                                                  { panic(0) }
func (*DB) NewDropColumn() *DropColumnQuery                                                { panic(0) }
func (*DB) ResetModel(ctx context.Context, models ...any) error                            { panic(0) }
func (*DB) Dialect() schema.Dialect                                                        { panic(0) }
func (*DB) ScanRows(ctx context.Context, rows *sql.Rows, dest ...any) error                { panic(0) }
func (*DB) ScanRow(ctx context.Context, rows *sql.Rows, dest ...any) error                 { panic(0) }
func (*DB) Table(typ reflect.Type) *schema.Table                                           { panic(0) }
func (*DB) RegisterModel(models ...any)                                                    { panic(0) }
func (*DB) WithNamedArg(name string, value any) *DB                                        { panic(0) }
func (*DB) QueryGen() schema.QueryGen                                                      { panic(0) }
func (*DB) WithQueryHook(hook QueryHook) *DB                                               { panic(0) }
func (*DB) AddQueryHook(hook QueryHook)                                                    { panic(0) }
func (*DB) ResetQueryHooks()                                                               { panic(0) }
func (*DB) UpdateFQN(alias string, column string) Ident                                    { panic(0) }
func (*DB) Exec(query string, args ...any) (sql.Result, error)                             { panic(0) }
func (*DB) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) { panic(0) }
func (*DB) Query(query string, args ...any) (*sql.Rows, error)                             { panic(0) }
func (*DB) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) { panic(0) }
func (*DB) QueryRow(query string, args ...any) *sql.Row                                    { panic(0) }
func (*DB) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row        { panic(0) }
func (*DB) Conn(ctx context.Context) (Conn, error)                                         { panic(0) }
func (*DB) Prepare(query string) (Stmt, error)                                             { panic(0) }
func (*DB) PrepareContext(ctx context.Context, query string) (Stmt, error)                 { panic(0) }
func (*DB) RunInTx(ctx context.Context, opts *sql.TxOptions, fn func(ctx context.Context, tx Tx) error) error {
	panic(0)
}
func (*DB) Begin() (Tx, error)                                           { panic(0) }
func (*DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error) { panic(0) }

type DeleteQuery struct {
	whereBaseQuery
	orderLimitOffsetQuery
	returningQuery
}

func (*DeleteQuery) Conn(db IConn) *DeleteQuery                                             { panic(0) }
func (*DeleteQuery) Model(model any) *DeleteQuery                                           { panic(0) }
func (*DeleteQuery) Err(err error) *DeleteQuery                                             { panic(0) }
func (*DeleteQuery) Apply(fns ...func(*DeleteQuery) *DeleteQuery) *DeleteQuery              { panic(0) }
func (*DeleteQuery) With(name string, query Query) *DeleteQuery                             { panic(0) }
func (*DeleteQuery) WithRecursive(name string, query Query) *DeleteQuery                    { panic(0) }
func (*DeleteQuery) WithQuery(query *WithQuery) *DeleteQuery                                { panic(0) }
func (*DeleteQuery) Table(tables ...string) *DeleteQuery                                    { panic(0) }
func (*DeleteQuery) TableExpr(query string, args ...any) *DeleteQuery                       { panic(0) }
func (*DeleteQuery) ModelTableExpr(query string, args ...any) *DeleteQuery                  { panic(0) }
func (*DeleteQuery) WherePK(cols ...string) *DeleteQuery                                    { panic(0) }
func (*DeleteQuery) Where(query string, args ...any) *DeleteQuery                           { panic(0) }
func (*DeleteQuery) WhereOr(query string, args ...any) *DeleteQuery                         { panic(0) }
func (*DeleteQuery) WhereGroup(sep string, fn func(*DeleteQuery) *DeleteQuery) *DeleteQuery { panic(0) }
func (*DeleteQuery) WhereDeleted() *DeleteQuery                                             { panic(0) }
func (*DeleteQuery) WhereAllWithDeleted() *DeleteQuery                                      { panic(0) }
func (*DeleteQuery) Order(orders ...string) *DeleteQuery                                    { panic(0) }
func (*DeleteQuery) OrderExpr(query string, args ...any) *DeleteQuery                       { panic(0) }
func (*DeleteQuery) ForceDelete() *DeleteQuery                                              { panic(0) }
func (*DeleteQuery) Limit(n int64) *DeleteQuery                                             { panic(0) }
func (*DeleteQuery) Returning(query string, args ...any) *DeleteQuery                       { panic(0) }
func (*DeleteQuery) Comment(comment string) *DeleteQuery                                    { panic(0) }
func (*DeleteQuery) Operation() string                                                      { panic(0) }
func (*DeleteQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error)        { panic(0) }
func (*DeleteQuery) Scan(ctx context.Context, dest ...any) error                            { panic(0) }
func (*DeleteQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error)              { panic(0) }
func (*DeleteQuery) String() string                                                         { panic(0) }
func (*DeleteQuery) QueryBuilder() QueryBuilder                                             { panic(0) }
func (*DeleteQuery) ApplyQueryBuilder(fn func(QueryBuilder) QueryBuilder) *DeleteQuery      { panic(0) }

type DropTableQuery struct {
	baseQuery
	cascadeQuery
}

func (*DropTableQuery) Conn(db IConn) *DropTableQuery                                   { panic(0) }
func (*DropTableQuery) Model(model any) *DropTableQuery                                 { panic(0) }
func (*DropTableQuery) Err(err error) *DropTableQuery                                   { panic(0) }
func (*DropTableQuery) Table(tables ...string) *DropTableQuery                          { panic(0) }
func (*DropTableQuery) TableExpr(query string, args ...any) *DropTableQuery             { panic(0) }
func (*DropTableQuery) ModelTableExpr(query string, args ...any) *DropTableQuery        { panic(0) }
func (*DropTableQuery) IfExists() *DropTableQuery                                       { panic(0) }
func (*DropTableQuery) Cascade() *DropTableQuery                                        { panic(0) }
func (*DropTableQuery) Restrict() *DropTableQuery                                       { panic(0) }
func (*DropTableQuery) Comment(comment string) *DropTableQuery                          { panic(0) }
func (*DropTableQuery) Operation() string                                               { panic(0) }
func (*DropTableQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error) { panic(0) }
func (*DropTableQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error)       { panic(0) }
func (*DropTableQuery) String() string                                                  { panic(0) }

type IConn interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

type IDB interface {
	IConn
	BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)
	Dialect() schema.Dialect
	NewAddColumn() *AddColumnQuery
	NewCreateIndex() *CreateIndexQuery
	NewCreateTable() *CreateTableQuery
	NewDelete() *DeleteQuery
	NewDropColumn() *DropColumnQuery
	NewDropIndex() *DropIndexQuery
	NewDropTable() *DropTableQuery
	NewInsert() *InsertQuery
	NewMerge() *MergeQuery
	NewRaw(query string, args ...any) *RawQuery
	NewSelect() *SelectQuery
	NewTruncateTable() *TruncateTableQuery
	NewUpdate() *UpdateQuery
	NewValues(model any) *ValuesQuery
	RunInTx(ctx context.Context, opts *sql.TxOptions, f func(ctx context.Context, tx Tx) error) error
}

type Ident = schema.Ident

func In(slice any) schema.QueryAppender { panic(0) }

type InsertQuery struct {
	whereBaseQuery
	returningQuery
	customValueQuery
	setQuery
}

func (*InsertQuery) Conn(db IConn) *InsertQuery                                      { panic(0) }
func (*InsertQuery) Model(model any) *InsertQuery                                    { panic(0) }
func (*InsertQuery) Err(err error) *InsertQuery                                      { panic(0) }
func (*InsertQuery) Apply(fns ...func(*InsertQuery) *InsertQuery) *InsertQuery       { panic(0) }
func (*InsertQuery) With(name string, query Query) *InsertQuery                      { panic(0) }
func (*InsertQuery) WithRecursive(name string, query Query) *InsertQuery             { panic(0) }
func (*InsertQuery) WithQuery(query *WithQuery) *InsertQuery                         { panic(0) }
func (*InsertQuery) Table(tables ...string) *InsertQuery                             { panic(0) }
func (*InsertQuery) TableExpr(query string, args ...any) *InsertQuery                { panic(0) }
func (*InsertQuery) ModelTableExpr(query string, args ...any) *InsertQuery           { panic(0) }
func (*InsertQuery) Column(columns ...string) *InsertQuery                           { panic(0) }
func (*InsertQuery) ColumnExpr(query string, args ...any) *InsertQuery               { panic(0) }
func (*InsertQuery) ExcludeColumn(columns ...string) *InsertQuery                    { panic(0) }
func (*InsertQuery) Value(column string, expr string, args ...any) *InsertQuery      { panic(0) }
func (*InsertQuery) Where(query string, args ...any) *InsertQuery                    { panic(0) }
func (*InsertQuery) WhereOr(query string, args ...any) *InsertQuery                  { panic(0) }
func (*InsertQuery) Returning(query string, args ...any) *InsertQuery                { panic(0) }
func (*InsertQuery) Ignore() *InsertQuery                                            { panic(0) }
func (*InsertQuery) Replace() *InsertQuery                                           { panic(0) }
func (*InsertQuery) Comment(comment string) *InsertQuery                             { panic(0) }
func (*InsertQuery) Operation() string                                               { panic(0) }
func (*InsertQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error) { panic(0) }
func (*InsertQuery) On(s string, args ...any) *InsertQuery                           { panic(0) }
func (*InsertQuery) Set(query string, args ...any) *InsertQuery                      { panic(0) }
func (*InsertQuery) SetValues(values *ValuesQuery) *InsertQuery                      { panic(0) }
func (*InsertQuery) Scan(ctx context.Context, dest ...any) error                     { panic(0) }
func (*InsertQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error)       { panic(0) }
func (*InsertQuery) String() string                                                  { panic(0) }

type MergeQuery struct {
	baseQuery
	returningQuery
}

func (*MergeQuery) Conn(db IConn) *MergeQuery                              { panic(0) }
func (*MergeQuery) Model(model any) *MergeQuery                            { panic(0) }
func (*MergeQuery) Err(err error) *MergeQuery                              { panic(0) }
func (*MergeQuery) Apply(fns ...func(*MergeQuery) *MergeQuery) *MergeQuery { panic(0) }
func (*MergeQuery) With(name string, query Query) *MergeQuery              { panic(0) }
func (*MergeQuery) WithRecursive(name string, query Query) *MergeQuery     { panic(0) }
func (*MergeQuery) WithQuery(query *WithQuery) *MergeQuery                 { panic(0) }
func (*MergeQuery) Table(tables ...string) *MergeQuery                     { panic(0) }
func (*MergeQuery) TableExpr(query string, args ...any) *MergeQuery        { panic(0) }
func (*MergeQuery) ModelTableExpr(query string, args ...any) *MergeQuery   { panic(0) }
func (*MergeQuery) Returning(query string, args ...any) *MergeQuery        { panic(0) }
func (*MergeQuery) Using(s string, args ...any) *MergeQuery                { panic(0) }
func (*MergeQuery) On(s string, args ...any) *MergeQuery                   { panic(0) }
func (*MergeQuery) WhenInsert(expr string, fn func(q *InsertQuery) *InsertQuery) *MergeQuery {
	panic(0)
}
func (*MergeQuery) WhenUpdate(expr string, fn func(q *UpdateQuery) *UpdateQuery) *MergeQuery {
	panic(0)
}
func (*MergeQuery) WhenDelete(expr string) *MergeQuery                              { panic(0) }
func (*MergeQuery) When(expr string, args ...any) *MergeQuery                       { panic(0) }
func (*MergeQuery) Comment(comment string) *MergeQuery                              { panic(0) }
func (*MergeQuery) Operation() string                                               { panic(0) }
func (*MergeQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error) { panic(0) }
func (*MergeQuery) Scan(ctx context.Context, dest ...any) error                     { panic(0) }
func (*MergeQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error)       { panic(0) }
func (*MergeQuery) String() string                                                  { panic(0) }

type Model = schema.Model

type Name = schema.Name

func NewDB(sqldb *sql.DB, dialect schema.Dialect, opts ...DBOption) *DB { panic(0) }

type Query = schema.Query

type QueryBuilder interface {
	Query
	Unwrap() any
	Where(query string, args ...any) QueryBuilder
	WhereAllWithDeleted() QueryBuilder
	WhereDeleted() QueryBuilder
	WhereGroup(sep string, fn func(QueryBuilder) QueryBuilder) QueryBuilder
	WhereOr(query string, args ...any) QueryBuilder
	WherePK(cols ...string) QueryBuilder
}

type RawQuery struct {
	baseQuery
}

func (*RawQuery) Conn(db IConn) *RawQuery                                   { panic(0) }
func (*RawQuery) Err(err error) *RawQuery                                   { panic(0) }
func (*RawQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) { panic(0) }
func (*RawQuery) Scan(ctx context.Context, dest ...any) error               { panic(0) }
func (*RawQuery) Comment(comment string) *RawQuery                          { panic(0) }
func (*RawQuery) AppendQuery(gen schema.QueryGen, b []byte) ([]byte, error) { panic(0) }
func (*RawQuery) Operation() string                                         { panic(0) }
func (*RawQuery) String() string                                            { panic(0) }

type Safe = schema.Safe

type SelectQuery struct {
	whereBaseQuery
	idxHintsQuery
	orderLimitOffsetQuery
}

func (*SelectQuery) Conn(db IConn) *SelectQuery                                             { panic(0) }
func (*SelectQuery) Model(model any) *SelectQuery                                           { panic(0) }
func (*SelectQuery) Err(err error) *SelectQuery                                             { panic(0) }
func (*SelectQuery) Apply(fns ...func(*SelectQuery) *SelectQuery) *SelectQuery              { panic(0) }
func (*SelectQuery) With(name string, query Query) *SelectQuery                             { panic(0) }
func (*SelectQuery) WithRecursive(name string, query Query) *SelectQuery                    { panic(0) }
func (*SelectQuery) WithQuery(query *WithQuery) *SelectQuery                                { panic(0) }
func (*SelectQuery) Distinct() *SelectQuery                                                 { panic(0) }
func (*SelectQuery) DistinctOn(query string, args ...any) *SelectQuery                      { panic(0) }
func (*SelectQuery) Table(tables ...string) *SelectQuery                                    { panic(0) }
func (*SelectQuery) TableExpr(query string, args ...any) *SelectQuery                       { panic(0) }
func (*SelectQuery) ModelTableExpr(query string, args ...any) *SelectQuery                  { panic(0) }
func (*SelectQuery) Column(columns ...string) *SelectQuery                                  { panic(0) }
func (*SelectQuery) ColumnExpr(query string, args ...any) *SelectQuery                      { panic(0) }
func (*SelectQuery) ExcludeColumn(columns ...string) *SelectQuery                           { panic(0) }
func (*SelectQuery) WherePK(cols ...string) *SelectQuery                                    { panic(0) }
func (*SelectQuery) Where(query string, args ...any) *SelectQuery                           { panic(0) }
func (*SelectQuery) WhereOr(query string, args ...any) *SelectQuery                         { panic(0) }
func (*SelectQuery) WhereGroup(sep string, fn func(*SelectQuery) *SelectQuery) *SelectQuery { panic(0) }
func (*SelectQuery) WhereDeleted() *SelectQuery                                             { panic(0) }
func (*SelectQuery) WhereAllWithDeleted() *SelectQuery                                      { panic(0) }
func (*SelectQuery) UseIndex(indexes ...string) *SelectQuery                                { panic(0) }
func (*SelectQuery) UseIndexForJoin(indexes ...string) *SelectQuery                         { panic(0) }
func (*SelectQuery) UseIndexForOrderBy(indexes ...string) *SelectQuery                      { panic(0) }
func (*SelectQuery) UseIndexForGroupBy(indexes ...string) *SelectQuery                      { panic(0) }
func (*SelectQuery) IgnoreIndex(indexes ...string) *SelectQuery                             { panic(0) }
func (*SelectQuery) IgnoreIndexForJoin(indexes ...string) *SelectQuery                      { panic(0) }
func (*SelectQuery) IgnoreIndexForOrderBy(indexes ...string) *SelectQuery                   { panic(0) }
func (*SelectQuery) IgnoreIndexForGroupBy(indexes ...string) *SelectQuery                   { panic(0) }
func (*SelectQuery) ForceIndex(indexes ...string) *SelectQuery                              { panic(0) }
func (*SelectQuery) ForceIndexForJoin(indexes ...string) *SelectQuery                       { panic(0) }
func (*SelectQuery) ForceIndexForOrderBy(indexes ...string) *SelectQuery                    { panic(0) }
func (*SelectQuery) ForceIndexForGroupBy(indexes ...string) *SelectQuery                    { panic(0) }
func (*SelectQuery) Group(columns ...string) *SelectQuery                                   { panic(0) }
func (*SelectQuery) GroupExpr(group string, args ...any) *SelectQuery                       { panic(0) }
func (*SelectQuery) Having(having string, args ...any) *SelectQuery                         { panic(0) }
func (*SelectQuery) Order(orders ...string) *SelectQuery                                    { panic(0) }
func (*SelectQuery) OrderBy(colName string, sortDir Order) *SelectQuery                     { panic(0) }
func (*SelectQuery) OrderExpr(query string, args ...any) *SelectQuery                       { panic(0) }
func (*SelectQuery) Limit(n int64) *SelectQuery                                             { panic(0) }
func (*SelectQuery) Offset(n int64) *SelectQuery                                            { panic(0) }
func (*SelectQuery) For(s string, args ...any) *SelectQuery                                 { panic(0) }
func (*SelectQuery) Union(other *SelectQuery) *SelectQuery                                  { panic(0) }
func (*SelectQuery) UnionAll(other *SelectQuery) *SelectQuery                               { panic(0) }
func (*SelectQuery) Intersect(other *SelectQuery) *SelectQuery                              { panic(0) }
func (*SelectQuery) IntersectAll(other *SelectQuery) *SelectQuery                           { panic(0) }
func (*SelectQuery) Except(other *SelectQuery) *SelectQuery                                 { panic(0) }
func (*SelectQuery) ExceptAll(other *SelectQuery) *SelectQuery                              { panic(0) }
func (*SelectQuery) Join(join string, args ...any) *SelectQuery                             { panic(0) }
func (*SelectQuery) JoinOn(cond string, args ...any) *SelectQuery                           { panic(0) }
func (*SelectQuery) JoinOnOr(cond string, args ...any) *SelectQuery                         { panic(0) }
func (*SelectQuery) Relation(name string, apply ...func(*SelectQuery) *SelectQuery) *SelectQuery {
	panic(0)
}
func (*SelectQuery) RelationWithOpts(name string, opts RelationOpts) *SelectQuery      { panic(0) }
func (*SelectQuery) Comment(comment string) *SelectQuery                               { panic(0) }
func (*SelectQuery) Operation() string                                                 { panic(0) }
func (*SelectQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error)   { panic(0) }
func (*SelectQuery) Rows(ctx context.Context) (*sql.Rows, error)                       { panic(0) }
func (*SelectQuery) Exec(ctx context.Context, dest ...any) (res sql.Result, err error) { panic(0) }
func (*SelectQuery) Scan(ctx context.Context, dest ...any) error                       { panic(0) }
func (*SelectQuery) Count(ctx context.Context) (int64, error)                          { panic(0) }
func (*SelectQuery) ScanAndCount(ctx context.Context, dest ...any) (int64, error)      { panic(0) }
func (*SelectQuery) Exists(ctx context.Context) (bool, error)                          { panic(0) }
func (*SelectQuery) String() string                                                    { panic(0) }
func (*SelectQuery) Clone() *SelectQuery                                               { panic(0) }
func (*SelectQuery) QueryBuilder() QueryBuilder                                        { panic(0) }
func (*SelectQuery) ApplyQueryBuilder(fn func(QueryBuilder) QueryBuilder) *SelectQuery { panic(0) }

type Stmt struct {
	*sql.Stmt
}

type Tx struct {
	*sql.Tx
}

func (Tx) Commit() error                                                                  { panic(0) }
func (Tx) Rollback() error                                                                { panic(0) }
func (Tx) Exec(query string, args ...any) (sql.Result, error)                             { panic(0) }
func (Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) { panic(0) }
func (Tx) Query(query string, args ...any) (*sql.Rows, error)                             { panic(0) }
func (Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) { panic(0) }
func (Tx) QueryRow(query string, args ...any) *sql.Row                                    { panic(0) }
func (Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row        { panic(0) }
func (Tx) Begin() (Tx, error)                                                             { panic(0) }
func (Tx) BeginTx(ctx context.Context, _ *sql.TxOptions) (Tx, error)                      { panic(0) }
func (Tx) RunInTx(ctx context.Context, _ *sql.TxOptions, fn func(ctx context.Context, tx Tx) error) error {
	panic(0)
}
func (Tx) Dialect() schema.Dialect                    { panic(0) }
func (Tx) NewValues(model any) *ValuesQuery           { panic(0) }
func (Tx) NewMerge() *MergeQuery                      { panic(0) }
func (Tx) NewSelect() *SelectQuery                    { panic(0) }
func (Tx) NewInsert() *InsertQuery                    { panic(0) }
func (Tx) NewUpdate() *UpdateQuery                    { panic(0) }
func (Tx) NewDelete() *DeleteQuery                    { panic(0) }
func (Tx) NewRaw(query string, args ...any) *RawQuery { panic(0) }
func (Tx) NewCreateTable() *CreateTableQuery          { panic(0) }
func (Tx) NewDropTable() *DropTableQuery              { panic(0) }
func (Tx) NewCreateIndex() *CreateIndexQuery          { panic(0) }
func (Tx) NewDropIndex() *DropIndexQuery              { panic(0) }
func (Tx) NewTruncateTable() *TruncateTableQuery      { panic(0) }
func (Tx) NewAddColumn() *AddColumnQuery              { panic(0) }
func (Tx) NewDropColumn() *DropColumnQuery            { panic(0) }

type UpdateQuery struct {
	whereBaseQuery
	orderLimitOffsetQuery
	returningQuery
	setQuery
	idxHintsQuery
}

func (*UpdateQuery) Conn(db IConn) *UpdateQuery                                             { panic(0) }
func (*UpdateQuery) Model(model any) *UpdateQuery                                           { panic(0) }
func (*UpdateQuery) Err(err error) *UpdateQuery                                             { panic(0) }
func (*UpdateQuery) Apply(fns ...func(*UpdateQuery) *UpdateQuery) *UpdateQuery              { panic(0) }
func (*UpdateQuery) With(name string, query Query) *UpdateQuery                             { panic(0) }
func (*UpdateQuery) WithRecursive(name string, query Query) *UpdateQuery                    { panic(0) }
func (*UpdateQuery) WithQuery(query *WithQuery) *UpdateQuery                                { panic(0) }
func (*UpdateQuery) Table(tables ...string) *UpdateQuery                                    { panic(0) }
func (*UpdateQuery) TableExpr(query string, args ...any) *UpdateQuery                       { panic(0) }
func (*UpdateQuery) ModelTableExpr(query string, args ...any) *UpdateQuery                  { panic(0) }
func (*UpdateQuery) Column(columns ...string) *UpdateQuery                                  { panic(0) }
func (*UpdateQuery) ExcludeColumn(columns ...string) *UpdateQuery                           { panic(0) }
func (*UpdateQuery) Set(query string, args ...any) *UpdateQuery                             { panic(0) }
func (*UpdateQuery) SetColumn(column string, query string, args ...any) *UpdateQuery        { panic(0) }
func (*UpdateQuery) Value(column string, query string, args ...any) *UpdateQuery            { panic(0) }
func (*UpdateQuery) OmitZero() *UpdateQuery                                                 { panic(0) }
func (*UpdateQuery) Join(join string, args ...any) *UpdateQuery                             { panic(0) }
func (*UpdateQuery) JoinOn(cond string, args ...any) *UpdateQuery                           { panic(0) }
func (*UpdateQuery) JoinOnOr(cond string, args ...any) *UpdateQuery                         { panic(0) }
func (*UpdateQuery) WherePK(cols ...string) *UpdateQuery                                    { panic(0) }
func (*UpdateQuery) Where(query string, args ...any) *UpdateQuery                           { panic(0) }
func (*UpdateQuery) WhereOr(query string, args ...any) *UpdateQuery                         { panic(0) }
func (*UpdateQuery) WhereGroup(sep string, fn func(*UpdateQuery) *UpdateQuery) *UpdateQuery { panic(0) }
func (*UpdateQuery) WhereDeleted() *UpdateQuery                                             { panic(0) }
func (*UpdateQuery) WhereAllWithDeleted() *UpdateQuery                                      { panic(0) }
func (*UpdateQuery) Order(orders ...string) *UpdateQuery                                    { panic(0) }
func (*UpdateQuery) OrderExpr(query string, args ...any) *UpdateQuery                       { panic(0) }
func (*UpdateQuery) Limit(n int64) *UpdateQuery                                             { panic(0) }
func (*UpdateQuery) Returning(query string, args ...any) *UpdateQuery                       { panic(0) }
func (*UpdateQuery) Comment(comment string) *UpdateQuery                                    { panic(0) }
func (*UpdateQuery) Operation() string                                                      { panic(0) }
func (*UpdateQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error)        { panic(0) }
func (*UpdateQuery) Bulk() *UpdateQuery                                                     { panic(0) }
func (*UpdateQuery) Scan(ctx context.Context, dest ...any) error                            { panic(0) }
func (*UpdateQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error)              { panic(0) }
func (*UpdateQuery) FQN(column string) Ident                                                { panic(0) }
func (*UpdateQuery) String() string                                                         { panic(0) }
func (*UpdateQuery) QueryBuilder() QueryBuilder                                             { panic(0) }
func (*UpdateQuery) ApplyQueryBuilder(fn func(QueryBuilder) QueryBuilder) *UpdateQuery      { panic(0) }
func (*UpdateQuery) UseIndex(indexes ...string) *UpdateQuery                                { panic(0) }
func (*UpdateQuery) IgnoreIndex(indexes ...string) *UpdateQuery                             { panic(0) }
func (*UpdateQuery) ForceIndex(indexes ...string) *UpdateQuery                              { panic(0) }

type ValuesQuery struct {
	baseQuery
	setQuery
}

func (*ValuesQuery) Conn(db IConn) *ValuesQuery                                 { panic(0) }
func (*ValuesQuery) Err(err error) *ValuesQuery                                 { panic(0) }
func (*ValuesQuery) Column(columns ...string) *ValuesQuery                      { panic(0) }
func (*ValuesQuery) Value(column string, expr string, args ...any) *ValuesQuery { panic(0) }
func (*ValuesQuery) OmitZero() *ValuesQuery                                     { panic(0) }
func (*ValuesQuery) WithOrder() *ValuesQuery                                    { panic(0) }
func (*ValuesQuery) Comment(comment string) *ValuesQuery                        { panic(0) }
func (*ValuesQuery) AppendNamedArg(gen schema.QueryGen, b []byte, name string) ([]byte, bool) {
	panic(0)
}
func (*ValuesQuery) AppendColumns(gen schema.QueryGen, b []byte) (_ []byte, err error) { panic(0) }
func (*ValuesQuery) Operation() string                                                 { panic(0) }
func (*ValuesQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error)   { panic(0) }

type baseQuery struct {
}

func (*baseQuery) DB() *DB                                                                  { panic(0) }
func (*baseQuery) GetModel() Model                                                          { panic(0) }
func (*baseQuery) GetTableName() string                                                     { panic(0) }
func (*baseQuery) AppendNamedArg(gen schema.QueryGen, b []byte, name string) ([]byte, bool) { panic(0) }
func (*baseQuery) Dialect() schema.Dialect                                                  { panic(0) }
func (*baseQuery) NewValues(model any) *ValuesQuery                                         { panic(0) }
func (*baseQuery) NewSelect() *SelectQuery                                                  { panic(0) }
func (*baseQuery) NewInsert() *InsertQuery                                                  { panic(0) }
func (*baseQuery) NewUpdate() *UpdateQuery                                                  { panic(0) }
func (*baseQuery) NewDelete() *DeleteQuery                                                  { panic(0) }
func (*baseQuery) NewRaw(query string, args ...any) *RawQuery                               { panic(0) }
func (*baseQuery) NewCreateTable() *CreateTableQuery                                        { panic(0) }
func (*baseQuery) NewDropTable() *DropTableQuery                                            { panic(0) }
func (*baseQuery) NewCreateIndex() *CreateIndexQuery                                        { panic(0) }
func (*baseQuery) NewDropIndex() *DropIndexQuery                                            { panic(0) }
func (*baseQuery) NewTruncateTable() *TruncateTableQuery                                    { panic(0) }
func (*baseQuery) NewAddColumn() *AddColumnQuery                                            { panic(0) }
func (*baseQuery) NewDropColumn() *DropColumnQuery                                          { panic(0) }

type cascadeQuery struct {
}

type customValueQuery struct {
}

type idxHintsQuery struct {
}

type noCopyState struct {
	*sql.DB
}

type orderLimitOffsetQuery struct {
}

type returningQuery struct {
}

type setQuery struct {
	customValueQuery
}

type whereBaseQuery struct {
	baseQuery
}

type AddColumnQuery struct {
}

func (*AddColumnQuery) Operation() string                                         { panic(0) }
func (*AddColumnQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) { panic(0) }

type CreateIndexQuery struct {
}

func (*CreateIndexQuery) Operation() string                                         { panic(0) }
func (*CreateIndexQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) { panic(0) }

type DBOption func(db *DB)

type DBStats struct {
	Queries uint32
	Errors  uint32
}

type DropColumnQuery struct {
}

func (*DropColumnQuery) Operation() string                                         { panic(0) }
func (*DropColumnQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) { panic(0) }

type DropIndexQuery struct {
}

func (*DropIndexQuery) Operation() string                                         { panic(0) }
func (*DropIndexQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) { panic(0) }

type Order = schema.Order

type QueryHook interface {
}

type RelationOpts struct {
	Apply func(*SelectQuery) *SelectQuery
}

type TruncateTableQuery struct {
}

func (*TruncateTableQuery) Operation() string                                         { panic(0) }
func (*TruncateTableQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) { panic(0) }

type WithQuery struct {
}
