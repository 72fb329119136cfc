// Package dbx has the signatures of the real one that scenarios need.
package dbx

import (
	"context"
	"database/sql"
)

type Builder interface {
	AddColumn(table string, col string, typ string) *Query
	AddForeignKey(table string, name string, cols []string, refCols []string, refTable string, options ...string) *Query
	AddPrimaryKey(table string, name string, cols ...string) *Query
	AlterColumn(table string, col string, typ string) *Query
	CreateIndex(table string, name string, cols ...string) *Query
	CreateTable(table string, cols map[string]string, options ...string) *Query
	CreateUniqueIndex(table string, name string, cols ...string) *Query
	Delete(table string, where Expression) *Query
	DropColumn(table string, col string) *Query
	DropForeignKey(table string, name string) *Query
	DropIndex(table string, name string) *Query
	DropPrimaryKey(table string, name string) *Query
	DropTable(table string) *Query
	GeneratePlaceholder(int) string
	Insert(table string, cols Params) *Query
	Model(any) *ModelQuery
	NewQuery(string) *Query
	QueryBuilder() QueryBuilder
	Quote(string) string
	QuoteSimpleColumnName(string) string
	QuoteSimpleTableName(string) string
	RenameColumn(table string, oldName string, newName string) *Query
	RenameTable(oldName string, newName string) *Query
	Select(...string) *SelectQuery
	TruncateTable(table string) *Query
	Update(table string, cols Params, where Expression) *Query
	Upsert(table string, cols Params, constraints ...string) *Query
}

type DB struct {
	Builder
}

func (*DB) Clone() *DB                                                    { panic(0) }
func (*DB) WithContext(ctx context.Context) *DB                           { panic(0) }
func (*DB) Context() context.Context                                      { panic(0) }
func (*DB) DB() *sql.DB                                                   { panic(0) }
func (*DB) Close() error                                                  { panic(0) }
func (*DB) Begin() (*Tx, error)                                           { panic(0) }
func (*DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (*Tx, error) { panic(0) }
func (*DB) Wrap(sqlTx *sql.Tx) *Tx                                        { panic(0) }
func (*DB) Transactional(f func(*Tx) error) (err error)                   { panic(0) }
func (*DB) TransactionalContext(ctx context.Context, opts *sql.TxOptions, f func(*Tx) error) (err error) {
	panic(0)
}
func (*DB) DriverName() string              { panic(0) }
func (*DB) QuoteTableName(s string) string  { panic(0) }
func (*DB) QuoteColumnName(s string) string { panic(0) }

type Executor interface {
	Exec(query string, args ...any) (sql.Result, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	Prepare(query string) (*sql.Stmt, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

type Expression interface {
	Build(*DB, Params) string
}

type HashExp map[string]any

func (HashExp) Build(db *DB, params Params) string { panic(0) }

type ModelQuery struct {
}

func (*ModelQuery) Context() context.Context                    { panic(0) }
func (*ModelQuery) WithContext(ctx context.Context) *ModelQuery { panic(0) }
func (*ModelQuery) Exclude(attrs ...string) *ModelQuery         { panic(0) }
func (*ModelQuery) Insert(attrs ...string) error                { panic(0) }
func (*ModelQuery) Update(attrs ...string) error                { panic(0) }
func (*ModelQuery) Delete() error                               { panic(0) }

func NewExp(e string, params ...Params) Expression { panic(0) }

func NewFromDB(sqlDB *sql.DB, driverName string) *DB { panic(0) }

type NullStringMap map[string]sql.NullString

func Open(driverName string, dsn string) (*DB, error) { panic(0) }

type Params map[string]any

type Query struct {
	LastError error
}

func (*Query) SQL() string                            { panic(0) }
func (*Query) Context() context.Context               { panic(0) }
func (*Query) WithContext(ctx context.Context) *Query { panic(0) }
func (*Query) WithExecHook(fn ExecHookFunc) *Query    { panic(0) }
func (*Query) WithOneHook(fn OneHookFunc) *Query      { panic(0) }
func (*Query) WithAllHook(fn AllHookFunc) *Query      { panic(0) }
func (*Query) Params() Params                         { panic(0) }
func (*Query) Prepare() *Query                        { panic(0) }
func (*Query) Close() error                           { panic(0) }
func (*Query) Bind(params Params) *Query              { panic(0) }
func (*Query) Execute() (sql.Result, error)           { panic(0) }
func (*Query) One(a any) error                        { panic(0) }
func (*Query) All(slice any) error                    { panic(0) }
func (*Query) Row(a ...any) error                     { panic(0) }
func (*Query) Column(a any) error                     { panic(0) }
func (*Query) Rows() (rows *Rows, err error)          { panic(0) }

type Rows struct {
	*sql.Rows
}

func (*Rows) ScanMap(a NullStringMap) error { panic(0) }
func (*Rows) ScanStruct(a any) error        { panic(0) }

type SelectQuery struct {
}

func (*SelectQuery) WithBuildHook(fn BuildHookFunc) *SelectQuery               { panic(0) }
func (*SelectQuery) Context() context.Context                                  { panic(0) }
func (*SelectQuery) WithContext(ctx context.Context) *SelectQuery              { panic(0) }
func (*SelectQuery) PreFragment(fragment string) *SelectQuery                  { panic(0) }
func (*SelectQuery) PostFragment(fragment string) *SelectQuery                 { panic(0) }
func (*SelectQuery) Select(cols ...string) *SelectQuery                        { panic(0) }
func (*SelectQuery) AndSelect(cols ...string) *SelectQuery                     { panic(0) }
func (*SelectQuery) Distinct(v bool) *SelectQuery                              { panic(0) }
func (*SelectQuery) SelectOption(option string) *SelectQuery                   { panic(0) }
func (*SelectQuery) From(tables ...string) *SelectQuery                        { panic(0) }
func (*SelectQuery) Where(e Expression) *SelectQuery                           { panic(0) }
func (*SelectQuery) AndWhere(e Expression) *SelectQuery                        { panic(0) }
func (*SelectQuery) OrWhere(e Expression) *SelectQuery                         { panic(0) }
func (*SelectQuery) Join(typ string, table string, on Expression) *SelectQuery { panic(0) }
func (*SelectQuery) InnerJoin(table string, on Expression) *SelectQuery        { panic(0) }
func (*SelectQuery) LeftJoin(table string, on Expression) *SelectQuery         { panic(0) }
func (*SelectQuery) RightJoin(table string, on Expression) *SelectQuery        { panic(0) }
func (*SelectQuery) OrderBy(cols ...string) *SelectQuery                       { panic(0) }
func (*SelectQuery) AndOrderBy(cols ...string) *SelectQuery                    { panic(0) }
func (*SelectQuery) GroupBy(cols ...string) *SelectQuery                       { panic(0) }
func (*SelectQuery) AndGroupBy(cols ...string) *SelectQuery                    { panic(0) }
func (*SelectQuery) Having(e Expression) *SelectQuery                          { panic(0) }
func (*SelectQuery) AndHaving(e Expression) *SelectQuery                       { panic(0) }
func (*SelectQuery) OrHaving(e Expression) *SelectQuery                        { panic(0) }
func (*SelectQuery) Union(q *Query) *SelectQuery                               { panic(0) }
func (*SelectQuery) UnionAll(q *Query) *SelectQuery                            { panic(0) }
func (*SelectQuery) Limit(limit int64) *SelectQuery                            { panic(0) }
func (*SelectQuery) Offset(offset int64) *SelectQuery                          { panic(0) }
func (*SelectQuery) Bind(params Params) *SelectQuery                           { panic(0) }
func (*SelectQuery) AndBind(params Params) *SelectQuery                        { panic(0) }
func (*SelectQuery) Build() *Query                                             { panic(0) }
func (*SelectQuery) One(a any) error                                           { panic(0) }
func (*SelectQuery) Model(pk any, model any) error                             { panic(0) }
func (*SelectQuery) All(slice any) error                                       { panic(0) }
func (*SelectQuery) Rows() (*Rows, error)                                      { panic(0) }
func (*SelectQuery) Row(a ...any) error                                        { panic(0) }
func (*SelectQuery) Column(a any) error                                        { panic(0) }
func (*SelectQuery) Info() *QueryInfo                                          { panic(0) }

type Tx struct {
	Builder
}

func (*Tx) Commit() error   { panic(0) }
func (*Tx) Rollback() error { panic(0) }

type AllHookFunc func(q *Query, sliceA any, op func(sliceB any) error) error

type BuildHookFunc func(q *Query)

type ExecHookFunc func(q *Query, op func() error) error

type OneHookFunc func(q *Query, a any, op func(b any) error) error

type QueryBuilder interface {
	BuildFrom(tables []string) string
	BuildGroupBy(cols []string) string
	BuildHaving(Expression, Params) string
	BuildOrderByAndLimit(string, []string, int64, int64) string
	BuildSelect(cols []string, distinct bool, option string) string
	BuildWhere(Expression, Params) string
	CombineUnion(sql string, unionClause string) string
}

type QueryInfo struct {
	PreFragment  string
	PostFragment string
	Builder      Builder
	Selects      []string
	Distinct     bool
	SelectOption string
	From         []string
	Where        Expression
	OrderBy      []string
	GroupBy      []string
	Having       Expression
	Limit        int64
	Offset       int64
	Params       Params
	Context      context.Context
}
