// Package gorp has the signatures of the real one that scenarios need.
package gorp

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

func (*DbMap) WithContext(ctx context.Context) SqlExecutor                           { panic(0) }
func (*DbMap) CreateIndex() error                                                    { panic(0) }
func (*DbMap) AddTable(i any) *TableMap                                              { panic(0) }
func (*DbMap) AddTableWithName(i any, name string) *TableMap                         { panic(0) }
func (*DbMap) AddTableWithNameAndSchema(i any, schema string, name string) *TableMap { panic(0) }
func (*DbMap) AddTableDynamic(inp DynamicTable, schema string) *TableMap             { panic(0) }
func (*DbMap) CreateTables() error                                                   { panic(0) }
func (*DbMap) CreateTablesIfNotExists() error                                        { panic(0) }
func (*DbMap) DropTable(table any) error                                             { panic(0) }
func (*DbMap) DropTableIfExists(table any) error                                     { panic(0) }
func (*DbMap) DropTables() error                                                     { panic(0) }
func (*DbMap) DropTablesIfExists() error                                             { panic(0) }
func (*DbMap) TruncateTables() error                                                 { panic(0) }
func (*DbMap) Insert(list ...any) error                                              { panic(0) }
func (*DbMap) Update(list ...any) (int64, error)                                     { panic(0) }
func (*DbMap) UpdateColumns(filter ColumnFilter, list ...any) (int64, error)         { panic(0) }
func (*DbMap) Delete(list ...any) (int64, error)                                     { panic(0) }
func (*DbMap) Get(i any, keys ...any) (any, error)                                   { panic(0) }
func (*DbMap) Select(i any, query string, args ...any) ([]any, error)                { panic(0) }
func (*DbMap) Exec(query string, args ...any) (sql.Result, error)                    { panic(0) }
func (*DbMap) SelectInt(query string, args ...any) (int64, error)                    { panic(0) }
func (*DbMap) SelectNullInt(query string, args ...any) (sql.NullInt64, error)        { panic(0) }
func (*DbMap) SelectFloat(query string, args ...any) (float64, error)                { panic(0) }
func (*DbMap) SelectNullFloat(query string, args ...any) (sql.NullFloat64, error)    { panic(0) }
func (*DbMap) SelectStr(query string, args ...any) (string, error)                   { panic(0) }
func (*DbMap) SelectNullStr(query string, args ...any) (sql.NullString, error)       { panic(0) }
func (*DbMap) SelectOne(holder any, query string, args ...any) error                 { panic(0) }
func (*DbMap) Begin() (*Transaction, error)                                          { panic(0) }
func (*DbMap) TableFor(t reflect.Type, checkPK bool) (*TableMap, error)              { panic(0) }
func (*DbMap) DynamicTableFor(tableName string, checkPK bool) (*TableMap, error)     { panic(0) }
func (*DbMap) Prepare(query string) (*sql.Stmt, error)                               { panic(0) }
func (*DbMap) QueryRow(query string, args ...any) *sql.Row                           { panic(0) }
func (*DbMap) Query(q string, args ...any) (*sql.Rows, error)                        { panic(0) }
func (*DbMap) TraceOn(prefix string, logger Logger)                                  { panic(0) }
func (*DbMap) TraceOff()                                                             { panic(0) }

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

func SelectInt(e SqlExecutor, query string, args ...any) (int64, error) { panic(0) }

func SelectOne(m *DbMap, e SqlExecutor, holder any, query string, args ...any) error { panic(0) }

func SelectStr(e SqlExecutor, query string, args ...any) (string, error) { panic(0) }

type SqlExecutor interface {
	Delete(list ...any) (int64, error)
	Exec(query string, args ...any) (sql.Result, error)
	Get(i any, keys ...any) (any, error)
	Insert(list ...any) error
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
	Select(i any, query string, args ...any) ([]any, error)
	SelectFloat(query string, args ...any) (float64, error)
	SelectInt(query string, args ...any) (int64, error)
	SelectNullFloat(query string, args ...any) (sql.NullFloat64, error)
	SelectNullInt(query string, args ...any) (sql.NullInt64, error)
	SelectNullStr(query string, args ...any) (sql.NullString, error)
	SelectOne(holder any, query string, args ...any) error
	SelectStr(query string, args ...any) (string, error)
	Update(list ...any) (int64, error)
	WithContext(ctx context.Context) SqlExecutor
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
func (SqliteDialect) InsertAutoIncr(exec SqlExecutor, insertSql string, params ...any) (int64, error) {
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

func (*TableMap) DropIndex(name string) error                                      { panic(0) }
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

func (*Transaction) WithContext(ctx context.Context) SqlExecutor                        { panic(0) }
func (*Transaction) Insert(list ...any) error                                           { panic(0) }
func (*Transaction) Update(list ...any) (int64, error)                                  { panic(0) }
func (*Transaction) UpdateColumns(filter ColumnFilter, list ...any) (int64, error)      { panic(0) }
func (*Transaction) Delete(list ...any) (int64, error)                                  { panic(0) }
func (*Transaction) Get(i any, keys ...any) (any, error)                                { panic(0) }
func (*Transaction) Select(i any, query string, args ...any) ([]any, error)             { panic(0) }
func (*Transaction) Exec(query string, args ...any) (sql.Result, error)                 { panic(0) }
func (*Transaction) SelectInt(query string, args ...any) (int64, error)                 { panic(0) }
func (*Transaction) SelectNullInt(query string, args ...any) (sql.NullInt64, error)     { panic(0) }
func (*Transaction) SelectFloat(query string, args ...any) (float64, error)             { panic(0) }
func (*Transaction) SelectNullFloat(query string, args ...any) (sql.NullFloat64, error) { panic(0) }
func (*Transaction) SelectStr(query string, args ...any) (string, error)                { panic(0) }
func (*Transaction) SelectNullStr(query string, args ...any) (sql.NullString, error)    { panic(0) }
func (*Transaction) SelectOne(holder any, query string, args ...any) error              { panic(0) }
func (*Transaction) Commit() error                                                      { panic(0) }
func (*Transaction) Rollback() error                                                    { panic(0) }
func (*Transaction) Savepoint(name string) error                                        { panic(0) }
func (*Transaction) RollbackToSavepoint(savepoint string) error                         { panic(0) }
func (*Transaction) ReleaseSavepoint(savepoint string) error                            { panic(0) }
func (*Transaction) Prepare(query string) (*sql.Stmt, error)                            { panic(0) }
func (*Transaction) QueryRow(query string, args ...any) *sql.Row                        { panic(0) }
func (*Transaction) Query(q string, args ...any) (*sql.Rows, error)                     { panic(0) }

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
