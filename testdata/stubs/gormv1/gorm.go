// Package gorm has the signatures of the real one that scenarios need.
package gorm

import (
	"context"
	"database/sql"
	"reflect"
	"sync"
	"time"
)

type Association struct {
	Error error
}

func (*Association) Find(value any) *Association        { panic(0) }
func (*Association) Append(values ...any) *Association  { panic(0) }
func (*Association) Replace(values ...any) *Association { panic(0) }
func (*Association) Delete(values ...any) *Association  { panic(0) }
func (*Association) Clear() *Association                { panic(0) }
func (*Association) Count() int                         { panic(0) }

type DB struct {
	sync.RWMutex
	Value        any
	Error        error
	RowsAffected int64
}

func (*DB) New() *DB                                                                      { panic(0) }
func (*DB) Close() error                                                                  { panic(0) }
func (*DB) DB() *sql.DB                                                                   { panic(0) }
func (*DB) CommonDB() SQLCommon                                                           { panic(0) }
func (*DB) Dialect() Dialect                                                              { panic(0) }
func (*DB) Callback() *Callback                                                           { panic(0) }
func (*DB) SetLogger(log logger)                                                          { panic(0) }
func (*DB) LogMode(enable bool) *DB                                                       { panic(0) }
func (*DB) SetNowFuncOverride(nowFuncOverride func() time.Time) *DB                       { panic(0) }
func (*DB) BlockGlobalUpdate(enable bool) *DB                                             { panic(0) }
func (*DB) HasBlockGlobalUpdate() bool                                                    { panic(0) }
func (*DB) SingularTable(enable bool)                                                     { panic(0) }
func (*DB) NewScope(value any) *Scope                                                     { panic(0) }
func (*DB) QueryExpr() *SqlExpr                                                           { panic(0) }
func (*DB) SubQuery() *SqlExpr                                                            { panic(0) }
func (*DB) Where(query any, args ...any) *DB                                              { panic(0) }
func (*DB) Or(query any, args ...any) *DB                                                 { panic(0) }
func (*DB) Not(query any, args ...any) *DB                                                { panic(0) }
func (*DB) Limit(limit any) *DB                                                           { panic(0) }
func (*DB) Offset(offset any) *DB                                                         { panic(0) }
func (*DB) Order(value any, reorder ...bool) *DB                                          { panic(0) }
func (*DB) Select(query any, args ...any) *DB                                             { panic(0) }
func (*DB) Omit(columns ...string) *DB                                                    { panic(0) }
func (*DB) Group(query string) *DB                                                        { panic(0) }
func (*DB) Having(query any, values ...any) *DB                                           { panic(0) }
func (*DB) Joins(query string, args ...any) *DB                                           { panic(0) }
func (*DB) Scopes(funcs ...func(*DB) *DB) *DB                                             { panic(0) }
func (*DB) Unscoped() *DB                                                                 { panic(0) }
func (*DB) Attrs(attrs ...any) *DB                                                        { panic(0) }
func (*DB) Assign(attrs ...any) *DB                                                       { panic(0) }
func (*DB) First(out any, where ...any) *DB                                               { panic(0) }
func (*DB) Take(out any, where ...any) *DB                                                { panic(0) }
func (*DB) Last(out any, where ...any) *DB                                                { panic(0) }
func (*DB) Find(out any, where ...any) *DB                                                { panic(0) }
func (*DB) Preloads(out any) *DB                                                          { panic(0) }
func (*DB) Scan(dest any) *DB                                                             { panic(0) }
func (*DB) Row() *sql.Row                                                                 { panic(0) }
func (*DB) Rows() (*sql.Rows, error)                                                      { panic(0) }
func (*DB) ScanRows(rows *sql.Rows, result any) error                                     { panic(0) }
func (*DB) Pluck(column string, value any) *DB                                            { panic(0) }
func (*DB) Count(value any) *DB                                                           { panic(0) }
func (*DB) Related(value any, foreignKeys ...string) *DB                                  { panic(0) }
func (*DB) FirstOrInit(out any, where ...any) *DB                                         { panic(0) }
func (*DB) FirstOrCreate(out any, where ...any) *DB                                       { panic(0) }
func (*DB) Update(attrs ...any) *DB                                                       { panic(0) }
func (*DB) Updates(values any, ignoreProtectedAttrs ...bool) *DB                          { panic(0) }
func (*DB) UpdateColumn(attrs ...any) *DB                                                 { panic(0) }
func (*DB) UpdateColumns(values any) *DB                                                  { panic(0) }
func (*DB) Save(value any) *DB                                                            { panic(0) }
func (*DB) Create(value any) *DB                                                          { panic(0) }
func (*DB) Delete(value any, where ...any) *DB                                            { panic(0) }
func (*DB) Raw(sql string, values ...any) *DB                                             { panic(0) }
func (*DB) Exec(sql string, values ...any) *DB                                            { panic(0) }
func (*DB) Model(value any) *DB                                                           { panic(0) }
func (*DB) Table(name string) *DB                                                         { panic(0) }
func (*DB) Debug() *DB                                                                    { panic(0) }
func (*DB) Transaction(fc func(tx *DB) error) (err error)                                 { panic(0) }
func (*DB) Begin() *DB                                                                    { panic(0) }
func (*DB) BeginTx(ctx context.Context, opts *sql.TxOptions) *DB                          { panic(0) }
func (*DB) Commit() *DB                                                                   { panic(0) }
func (*DB) Rollback() *DB                                                                 { panic(0) }
func (*DB) RollbackUnlessCommitted() *DB                                                  { panic(0) }
func (*DB) NewRecord(value any) bool                                                      { panic(0) }
func (*DB) RecordNotFound() bool                                                          { panic(0) }
func (*DB) CreateTable(models ...any) *DB                                                 { panic(0) }
func (*DB) DropTable(values ...any) *DB                                                   { panic(0) }
func (*DB) DropTableIfExists(values ...any) *DB                                           { panic(0) }
func (*DB) HasTable(value any) bool                                                       { panic(0) }
func (*DB) AutoMigrate(values ...any) *DB                                                 { panic(0) }
func (*DB) ModifyColumn(column string, typ string) *DB                                    { panic(0) }
func (*DB) DropColumn(column string) *DB                                                  { panic(0) }
func (*DB) AddIndex(indexName string, columns ...string) *DB                              { panic(0) }
func (*DB) AddUniqueIndex(indexName string, columns ...string) *DB                        { panic(0) }
func (*DB) RemoveIndex(indexName string) *DB                                              { panic(0) }
func (*DB) AddForeignKey(field string, dest string, onDelete string, onUpdate string) *DB { panic(0) }
func (*DB) RemoveForeignKey(field string, dest string) *DB                                { panic(0) }
func (*DB) Association(column string) *Association                                        { panic(0) }
func (*DB) Preload(column string, conditions ...any) *DB                                  { panic(0) }
func (*DB) Set(name string, value any) *DB                                                { panic(0) }
func (*DB) InstantSet(name string, value any) *DB                                         { panic(0) }
func (*DB) Get(name string) (value any, ok bool)                                          { panic(0) }
func (*DB) SetJoinTableHandler(source any, column string, handler JoinTableHandlerInterface) {
	panic(0)
}
func (*DB) AddError(err error) error { panic(0) }
func (*DB) GetErrors() []error       { panic(0) }

var ErrRecordNotFound error

func Expr(expression string, args ...any) *SqlExpr { panic(0) }

func IsRecordNotFoundError(err error) bool { panic(0) }

type Model struct {
	ID        uint
	CreatedAt time.Time
	UpdatedAt time.Time
	DeletedAt *time.Time
}

func Open(dialect string, args ...any) (db *DB, err error) { panic(0) }

type SQLCommon interface {
	Exec(query string, args ...any) (sql.Result, error)
	Prepare(query string) (*sql.Stmt, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

type Scope struct {
	Value   any
	SQL     string
	SQLVars []any
}

func (*Scope) GetModelStruct() *ModelStruct                    { panic(0) }
func (*Scope) GetStructFields() (fields []*StructField)        { panic(0) }
func (*Scope) IndirectValue() reflect.Value                    { panic(0) }
func (*Scope) New(value any) *Scope                            { panic(0) }
func (*Scope) DB() *DB                                         { panic(0) }
func (*Scope) NewDB() *DB                                      { panic(0) }
func (*Scope) SQLDB() SQLCommon                                { panic(0) }
func (*Scope) Dialect() Dialect                                { panic(0) }
func (*Scope) Quote(str string) string                         { panic(0) }
func (*Scope) Err(err error) error                             { panic(0) }
func (*Scope) HasError() bool                                  { panic(0) }
func (*Scope) Log(v ...any)                                    { panic(0) }
func (*Scope) SkipLeft()                                       { panic(0) }
func (*Scope) Fields() []*Field                                { panic(0) }
func (*Scope) FieldByName(name string) (field *Field, ok bool) { panic(0) }
func (*Scope) PrimaryFields() (fields []*Field)                { panic(0) }
func (*Scope) PrimaryField() *Field                            { panic(0) }
func (*Scope) PrimaryKey() string                              { panic(0) }
func (*Scope) PrimaryKeyZero() bool                            { panic(0) }
func (*Scope) PrimaryKeyValue() any                            { panic(0) }
func (*Scope) HasColumn(column string) bool                    { panic(0) }
func (*Scope) SetColumn(column any, value any) error           { panic(0) }
func (*Scope) CallMethod(methodName string)                    { panic(0) }
func (*Scope) AddToVars(value any) string                      { panic(0) }
func (*Scope) SelectAttrs() []string                           { panic(0) }
func (*Scope) OmitAttrs() []string                             { panic(0) }
func (*Scope) TableName() string                               { panic(0) }
func (*Scope) QuotedTableName() (name string)                  { panic(0) }
func (*Scope) CombinedConditionSql() string                    { panic(0) }
func (*Scope) Raw(sql string) *Scope                           { panic(0) }
func (*Scope) Exec() *Scope                                    { panic(0) }
func (*Scope) Set(name string, value any) *Scope               { panic(0) }
func (*Scope) Get(name string) (any, bool)                     { panic(0) }
func (*Scope) InstanceID() string                              { panic(0) }
func (*Scope) InstanceSet(name string, value any) *Scope       { panic(0) }
func (*Scope) InstanceGet(name string) (any, bool)             { panic(0) }
func (*Scope) Begin() *Scope                                   { panic(0) }
func (*Scope) CommitOrRollback() *Scope                        { panic(0) }

type Callback struct {
}

type Dialect interface {
	BindVar(i int) string
	BuildKeyName(kind string, tableName string, fields ...string) string
	CurrentDatabase() string
	DefaultValueStr() string
	GetName() string
	HasColumn(tableName string, columnName string) bool
	HasForeignKey(tableName string, foreignKeyName string) bool
	HasIndex(tableName string, indexName string) bool
	HasTable(tableName string) bool
	LastInsertIDOutputInterstitial(tableName string, columnName string, columns []string) string
	LastInsertIDReturningSuffix(tableName string, columnName string) string
	LimitAndOffsetSQL(limit any, offset any) (string, error)
	ModifyColumn(tableName string, columnName string, typ string) error
	NormalizeIndexAndColumn(indexName string, columnName string) (string, string)
	Quote(key string) string
	RemoveIndex(tableName string, indexName string) error
	SelectFromDummyTable() string
	SetDB(db SQLCommon)
}

type Field struct {
	IsBlank bool
	Field   reflect.Value
}

func (*Field) Set(value any) (err error) { panic(0) }

type JoinTableHandlerInterface interface {
	Table(db *DB) string
}

type ModelStruct struct {
	ModelType reflect.Type
}

func (*ModelStruct) TableName(db *DB) string { panic(0) }

type SqlExpr struct {
}

type StructField struct {
	DBName          string
	Name            string
	Names           []string
	IsPrimaryKey    bool
	IsNormal        bool
	IsIgnored       bool
	IsScanner       bool
	HasDefaultValue bool
	Tag             reflect.StructTag
	TagSettings     map[string]string
	Struct          reflect.StructField
	IsForeignKey    bool
}

func (*StructField) TagSettingsSet(key string, val string)    { panic(0) }
func (*StructField) TagSettingsGet(key string) (string, bool) { panic(0) }
func (*StructField) TagSettingsDelete(key string)             { panic(0) }

type logger interface {
	Print(v ...any)
}
