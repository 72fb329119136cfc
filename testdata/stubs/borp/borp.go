// Package borp has the signatures of the real one that scenarios need.
package borp

import (
	"context"
	"database/sql"
	"reflect"
)

type DbMap struct {
	Db              *sql.DB
	Dialect         Dialect
	ExpandSliceArgs bool
}

func (*DbMap) CreateIndex(ctx context.Context) error                                 { panic(0) }
func (*DbMap) AddTable(i any) *TableMap                                              { panic(0) }
func (*DbMap) AddTableWithName(i any, name string) *TableMap                         { panic(0) }
func (*DbMap) AddTableWithNameAndSchema(i any, schema string, name string) *TableMap { panic(0) }
func (*DbMap) AddTableDynamic(inp DynamicTable, schema string) *TableMap             { panic(0) }
func (*DbMap) CreateTables(ctx context.Context) error                                { panic(0) }
func (*DbMap) CreateTablesIfNotExists(ctx context.Context) error                     { panic(0) }
func (*DbMap) DropTable(ctx context.Context, table any) error                        { panic(0) }
func (*DbMap) DropTableIfExists(ctx context.Context, table any) error                { panic(0) }
func (*DbMap) DropTables(ctx context.Context) error                                  { panic(0) }
func (*DbMap) DropTablesIfExists(ctx context.Context) error                          { panic(0) }
func (*DbMap) TruncateTables(ctx context.Context) error                              { panic(0) }
func (*DbMap) Insert(ctx context.Context, list ...any) error                         { panic(0) }
func (*DbMap) Update(ctx context.Context, list ...any) (int64, error)                { panic(0) }
func (*DbMap) UpdateColumns(ctx context.Context, filter ColumnFilter, list ...any) (int64, error) {
	panic(0)
}
func (*DbMap) Delete(ctx context.Context, list ...any) (int64, error)                      { panic(0) }
func (*DbMap) Get(ctx context.Context, i any, keys ...any) (any, error)                    { panic(0) }
func (*DbMap) Select(ctx context.Context, i any, query string, args ...any) ([]any, error) { panic(0) }
func (*DbMap) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	panic(0)
}
func (*DbMap) SelectInt(ctx context.Context, query string, args ...any) (int64, error) { panic(0) }
func (*DbMap) SelectNullInt(ctx context.Context, query string, args ...any) (sql.NullInt64, error) {
	panic(0)
}
func (*DbMap) SelectFloat(ctx context.Context, query string, args ...any) (float64, error) { panic(0) }
func (*DbMap) SelectNullFloat(ctx context.Context, query string, args ...any) (sql.NullFloat64, error) {
	panic(0)
}
func (*DbMap) SelectStr(ctx context.Context, query string, args ...any) (string, error) { panic(0) }
func (*DbMap) SelectNullStr(ctx context.Context, query string, args ...any) (sql.NullString, error) {
	panic(0)
}
func (*DbMap) SelectOne(ctx context.Context, holder any, query string, args ...any) error { panic(0) }
func (*DbMap) BeginTx(ctx context.Context) (*Transaction, error)                          { panic(0) }
func (*DbMap) TableFor(t reflect.Type, checkPK bool) (*TableMap, error)                   { panic(0) }
func (*DbMap) DynamicTableFor(tableName string, checkPK bool) (*TableMap, error)          { panic(0) }
func (*DbMap) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)        { panic(0) }
func (*DbMap) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row    { panic(0) }
func (*DbMap) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) { panic(0) }
func (*DbMap) TraceOn(prefix string, logger Logger)                                       { panic(0) }
func (*DbMap) TraceOff()                                                                  { panic(0) }

type Dialect interface {
	AutoIncrBindValue() string
	AutoIncrInsertSuffix(col *ColumnMap) string
	AutoIncrStr() string
	BindVar(i int) string
	CreateIndexSuffix() string
	CreateTableSuffix() string
	DropIndexSuffix() string
	IfSchemaNotExists(command string, schema string) string
	IfTableExists(command string, schema string, table string) string
	IfTableNotExists(command string, schema string, table string) string
	QuerySuffix() string
	QuoteField(field string) string
	QuotedTableForQuery(schema string, table string) string
	ToSqlType(val reflect.Type, maxsize int, isAutoIncr bool) string
	TruncateClause() string
}

func SelectInt(ctx context.Context, e SqlExecutor, query string, args ...any) (int64, error) {
	panic(0)
}

func SelectOne(ctx context.Context, m *DbMap, e SqlExecutor, holder any, query string, args ...any) error {
	panic(0)
}

func SelectStr(ctx context.Context, e SqlExecutor, query string, args ...any) (string, error) {
	panic(0)
}

type SqlExecutor interface {
	Delete(ctx context.Context, list ...any) (int64, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	Get(ctx context.Context, i any, keys ...any) (any, error)
	Insert(ctx context.Context, list ...any) error
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	Select(ctx context.Context, i any, query string, args ...any) ([]any, error)
	SelectFloat(ctx context.Context, query string, args ...any) (float64, error)
	SelectInt(ctx context.Context, query string, args ...any) (int64, error)
	SelectNullFloat(ctx context.Context, query string, args ...any) (sql.NullFloat64, error)
	SelectNullInt(ctx context.Context, query string, args ...any) (sql.NullInt64, error)
	SelectNullStr(ctx context.Context, query string, args ...any) (sql.NullString, error)
	SelectOne(ctx context.Context, holder any, query string, args ...any) error
	SelectStr(ctx context.Context, query string, args ...any) (string, error)
	Update(ctx context.Context, list ...any) (int64, error)
}

type SqliteDialect struct {
}

func (SqliteDialect) QuerySuffix() string                                             { panic(0) }
func (SqliteDialect) ToSqlType(val reflect.Type, maxsize int, isAutoIncr bool) string { panic(0) }
func (SqliteDialect) AutoIncrStr() string                                             { panic(0) }
func (SqliteDialect) AutoIncrBindValue() string                                       { panic(0) }
func (SqliteDialect) AutoIncrInsertSuffix(col *ColumnMap) string                      { panic(0) }
func (SqliteDialect) CreateTableSuffix() string                                       { panic(0) }
func (SqliteDialect) CreateIndexSuffix() string                                       { panic(0) }
func (SqliteDialect) DropIndexSuffix() string                                         { panic(0) }
func (SqliteDialect) TruncateClause() string                                          { panic(0) }
func (SqliteDialect) BindVar(i int) string                                            { panic(0) }
func (SqliteDialect) InsertAutoIncr(ctx context.Context, exec SqlExecutor, insertSql string, params ...any) (int64, error) {
	panic(0)
}
func (SqliteDialect) QuoteField(f string) string                                          { panic(0) }
func (SqliteDialect) QuotedTableForQuery(schema string, table string) string              { panic(0) }
func (SqliteDialect) IfSchemaNotExists(command string, schema string) string              { panic(0) }
func (SqliteDialect) IfTableExists(command string, schema string, table string) string    { panic(0) }
func (SqliteDialect) IfTableNotExists(command string, schema string, table string) string { panic(0) }

type TableMap struct {
	TableName  string
	SchemaName string
}

func (*TableMap) DropIndex(ctx context.Context, name string) error                 { panic(0) }
func (*TableMap) ResetSql()                                                        { panic(0) }
func (*TableMap) SetKeys(isAutoIncr bool, fieldNames ...string) *TableMap          { panic(0) }
func (*TableMap) SetUniqueTogether(fieldNames ...string) *TableMap                 { panic(0) }
func (*TableMap) ColMap(field string) *ColumnMap                                   { panic(0) }
func (*TableMap) IdxMap(field string) *IndexMap                                    { panic(0) }
func (*TableMap) AddIndex(name string, idxtype string, columns []string) *IndexMap { panic(0) }
func (*TableMap) SetVersionCol(field string) *ColumnMap                            { panic(0) }
func (*TableMap) SqlForCreate(ifNotExists bool) string                             { panic(0) }

type Transaction struct {
}

func (*Transaction) Insert(ctx context.Context, list ...any) error          { panic(0) }
func (*Transaction) Update(ctx context.Context, list ...any) (int64, error) { panic(0) }
func (*Transaction) UpdateColumns(ctx context.Context, filter ColumnFilter, list ...any) (int64, error) {
	panic(0)
}
func (*Transaction) Delete(ctx context.Context, list ...any) (int64, error)   { panic(0) }
func (*Transaction) Get(ctx context.Context, i any, keys ...any) (any, error) { panic(0) }
func (*Transaction) Select(ctx context.Context, i any, query string, args ...any) ([]any, error) {
	panic(0)
}
func (*Transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	panic(0)
}
func (*Transaction) SelectInt(ctx context.Context, query string, args ...any) (int64, error) {
	panic(0)
}
func (*Transaction) SelectNullInt(ctx context.Context, query string, args ...any) (sql.NullInt64, error) {
	panic(0)
}
func (*Transaction) SelectFloat(ctx context.Context, query string, args ...any) (float64, error) {
	panic(0)
}
func (*Transaction) SelectNullFloat(ctx context.Context, query string, args ...any) (sql.NullFloat64, error) {
	panic(0)
}
func (*Transaction) SelectStr(ctx context.Context, query string, args ...any) (string, error) {
	panic(0)
}
func (*Transaction) SelectNullStr(ctx context.Context, query string, args ...any) (sql.NullString, error) {
	panic(0)
}
func (*Transaction) SelectOne(ctx context.Context, holder any, query string, args ...any) error {
	panic(0)
}
func (*Transaction) Commit() error                                                       { panic(0) }
func (*Transaction) Rollback() error                                                     { panic(0) }
func (*Transaction) Savepoint(ctx context.Context, name string) error                    { panic(0) }
func (*Transaction) RollbackToSavepoint(ctx context.Context, savepoint string) error     { panic(0) }
func (*Transaction) ReleaseSavepoint(ctx context.Context, savepoint string) error        { panic(0) }
func (*Transaction) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) { panic(0) }
func (*Transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	panic(0)
}
func (*Transaction) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	panic(0)
}

type ColumnFilter func(*ColumnMap) bool

type ColumnMap struct {
	ColumnName       string
	Transient        bool
	Unique           bool
	GeneratedIdQuery string
	MaxSize          int
	DefaultValue     string
}

type DynamicTable interface {
	SetTableName(string)
	TableName() string
}

type IndexMap struct {
	IndexName string
	Unique    bool
	IndexType string
}

type Logger interface {
	Printf(format string, v ...any)
}
