// Package gorm has the signatures of the real one that scenarios need.
package gorm

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"reflect"
	"strings"
	"sync"
	"time"

	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/schema"
)

type Association struct {
	DB      *DB
	Unscope bool
	Error   error
}

func (*Association) Unscoped() *Association           { panic(0) }
func (*Association) Find(out any, conds ...any) error { panic(0) }
func (*Association) Append(values ...any) error       { panic(0) }
func (*Association) Replace(values ...any) error      { panic(0) }
func (*Association) Delete(values ...any) error       { panic(0) }
func (*Association) Clear() error                     { panic(0) }
func (*Association) Count() (count int64)             { panic(0) }

type ChainInterface[T any] interface {
	ExecInterface[T]
	Build(builder clause.Builder)
	Count(ctx context.Context, column string) (result int64, err error)
	Delete(ctx context.Context) (rowsAffected int, err error)
	Distinct(args ...any) ChainInterface[T]
	Group(name string) ChainInterface[T]
	Having(query any, args ...any) ChainInterface[T]
	Joins(query clause.JoinTarget, on func(db JoinBuilder, joinTable clause.Table, curTable clause.Table) error) ChainInterface[T]
	Limit(offset int) ChainInterface[T]
	MapColumns(m map[string]string) ChainInterface[T]
	Not(query any, args ...any) ChainInterface[T]
	Offset(offset int) ChainInterface[T]
	Omit(columns ...string) ChainInterface[T]
	Or(query any, args ...any) ChainInterface[T]
	Order(value any) ChainInterface[T]
	Preload(association string, query func(db PreloadBuilder) error) ChainInterface[T]
	Scopes(scopes ...func(db *Statement)) ChainInterface[T]
	Select(query string, args ...any) ChainInterface[T]
	Set(assignments ...clause.Assigner) SetUpdateOnlyInterface[T]
	Table(name string, args ...any) ChainInterface[T]
	Update(ctx context.Context, name string, value any) (rowsAffected int, err error)
	Updates(ctx context.Context, t T) (rowsAffected int, err error)
	Where(query any, args ...any) ChainInterface[T]
}

type Config struct {
	SkipDefaultTransaction                   bool
	DefaultTransactionTimeout                time.Duration
	DefaultContextTimeout                    time.Duration
	NamingStrategy                           schema.Namer
	FullSaveAssociations                     bool
	Logger                                   logger.Interface
	NowFunc                                  func() time.Time
	DryRun                                   bool
	PrepareStmt                              bool
	PrepareStmtMaxSize                       int
	PrepareStmtTTL                           time.Duration
	DisableAutomaticPing                     bool
	DisableForeignKeyConstraintWhenMigrating bool
	IgnoreRelationshipsWhenMigrating         bool
	DisableNestedTransaction                 bool
	AllowGlobalUpdate                        bool
	QueryFields                              bool
	CreateBatchSize                          int
	TranslateError                           bool
	PropagateUnscoped                        bool
	ConnPool                                 ConnPool
	Dialector
	Plugins map[string]Plugin
}

func (*Config) Apply(config *Config) error   { panic(0) }
func (*Config) AfterInitialize(db *DB) error { panic(0) }

type ConnPool interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

type CreateInterface[T any] interface {
	ExecInterface[T]
	Build(builder clause.Builder)
	Count(ctx context.Context, column string) (result int64, err error)
	Create(ctx context.Context, r *T) error
	CreateInBatches(ctx context.Context, r *[]T, batchSize int) error
	Delete(ctx context.Context) (rowsAffected int, err error)
	Distinct(args ...any) ChainInterface[T]
	Group(name string) ChainInterface[T]
	Having(query any, args ...any) ChainInterface[T]
	Joins(query clause.JoinTarget, on func(db JoinBuilder, joinTable clause.Table, curTable clause.Table) error) ChainInterface[T]
	Limit(offset int) ChainInterface[T]
	MapColumns(m map[string]string) ChainInterface[T]
	Not(query any, args ...any) ChainInterface[T]
	Offset(offset int) ChainInterface[T]
	Omit(columns ...string) CreateInterface[T]
	Or(query any, args ...any) ChainInterface[T]
	Order(value any) ChainInterface[T]
	Preload(association string, query func(db PreloadBuilder) error) ChainInterface[T]
	Scopes(scopes ...func(db *Statement)) ChainInterface[T]
	Select(query string, args ...any) CreateInterface[T]
	Set(assignments ...clause.Assigner) SetCreateOrUpdateInterface[T]
	Table(name string, args ...any) CreateInterface[T]
	Update(ctx context.Context, name string, value any) (rowsAffected int, err error)
	Updates(ctx context.Context, t T) (rowsAffected int, err error)
	Where(query any, args ...any) ChainInterface[T]
}

type DB struct {
	*Config
	Error        error
	RowsAffected int64
	Statement    *Statement
}

func (*DB) Association(column string) *Association                                      { panic(0) }
func (*DB) Model(value any) (tx *DB)                                                    { panic(0) }
func (*DB) Clauses(conds ...clause.Expression) (tx *DB)                                 { panic(0) }
func (*DB) Table(name string, args ...any) (tx *DB)                                     { panic(0) }
func (*DB) Distinct(args ...any) (tx *DB)                                               { panic(0) }
func (*DB) Select(query any, args ...any) (tx *DB)                                      { panic(0) }
func (*DB) Omit(columns ...string) (tx *DB)                                             { panic(0) }
func (*DB) MapColumns(m map[string]string) (tx *DB)                                     { panic(0) }
func (*DB) Where(query any, args ...any) (tx *DB)                                       { panic(0) }
func (*DB) Not(query any, args ...any) (tx *DB)                                         { panic(0) }
func (*DB) Or(query any, args ...any) (tx *DB)                                          { panic(0) }
func (*DB) Joins(query string, args ...any) (tx *DB)                                    { panic(0) }
func (*DB) InnerJoins(query string, args ...any) (tx *DB)                               { panic(0) }
func (*DB) Group(name string) (tx *DB)                                                  { panic(0) }
func (*DB) Having(query any, args ...any) (tx *DB)                                      { panic(0) }
func (*DB) Order(value any) (tx *DB)                                                    { panic(0) }
func (*DB) Limit(limit int) (tx *DB)                                                    { panic(0) }
func (*DB) Offset(offset int) (tx *DB)                                                  { panic(0) }
func (*DB) Scopes(funcs ...func(*DB) *DB) (tx *DB)                                      { panic(0) }
func (*DB) Preload(query string, args ...any) (tx *DB)                                  { panic(0) }
func (*DB) Attrs(attrs ...any) (tx *DB)                                                 { panic(0) }
func (*DB) Assign(attrs ...any) (tx *DB)                                                { panic(0) }
func (*DB) Unscoped() (tx *DB)                                                          { panic(0) }
func (*DB) Raw(sql string, values ...any) (tx *DB)                                      { panic(0) }
func (*DB) Create(value any) (tx *DB)                                                   { panic(0) }
func (*DB) CreateInBatches(value any, batchSize int) (tx *DB)                           { panic(0) }
func (*DB) Save(value any) (tx *DB)                                                     { panic(0) }
func (*DB) First(dest any, conds ...any) (tx *DB)                                       { panic(0) }
func (*DB) Take(dest any, conds ...any) (tx *DB)                                        { panic(0) }
func (*DB) Last(dest any, conds ...any) (tx *DB)                                        { panic(0) }
func (*DB) Find(dest any, conds ...any) (tx *DB)                                        { panic(0) }
func (*DB) FindInBatches(dest any, batchSize int, fc func(tx *DB, batch int) error) *DB { panic(0) }
func (*DB) FirstOrInit(dest any, conds ...any) (tx *DB)                                 { panic(0) }
func (*DB) FirstOrCreate(dest any, conds ...any) (tx *DB)                               { panic(0) }
func (*DB) Update(column string, value any) (tx *DB)                                    { panic(0) }
func (*DB) Updates(values any) (tx *DB)                                                 { panic(0) }
func (*DB) UpdateColumn(column string, value any) (tx *DB)                              { panic(0) }
func (*DB) UpdateColumns(values any) (tx *DB)                                           { panic(0) }
func (*DB) Delete(value any, conds ...any) (tx *DB)                                     { panic(0) }
func (*DB) Count(count *int64) (tx *DB)                                                 { panic(0) }
func (*DB) Row() *sql.Row                                                               { panic(0) }
func (*DB) Rows() (*sql.Rows, error)                                                    { panic(0) }
func (*DB) Scan(dest any) (tx *DB)                                                      { panic(0) }
func (*DB) Pluck(column string, dest any) (tx *DB)                                      { panic(0) }
func (*DB) ScanRows(rows *sql.Rows, dest any) error                                     { panic(0) }
func (*DB) Connection(fc func(tx *DB) error) (err error)                                { panic(0) }
func (*DB) Transaction(fc func(tx *DB) error, opts ...*sql.TxOptions) (err error)       { panic(0) }
func (*DB) Begin(opts ...*sql.TxOptions) *DB                                            { panic(0) }
func (*DB) Commit() *DB                                                                 { panic(0) }
func (*DB) Rollback() *DB                                                               { panic(0) }
func (*DB) SavePoint(name string) *DB                                                   { panic(0) }
func (*DB) RollbackTo(name string) *DB                                                  { panic(0) }
func (*DB) Exec(sql string, values ...any) (tx *DB)                                     { panic(0) }
func (*DB) Session(config *Session) *DB                                                 { panic(0) }
func (*DB) WithContext(ctx context.Context) *DB                                         { panic(0) }
func (*DB) Debug() (tx *DB)                                                             { panic(0) }
func (*DB) Set(key string, value any) *DB                                               { panic(0) }
func (*DB) Get(key string) (any, bool)                                                  { panic(0) }
func (*DB) InstanceSet(key string, value any) *DB                                       { panic(0) }
func (*DB) InstanceGet(key string) (any, bool)                                          { panic(0) }
func (*DB) Callback() *callbacks                                                        { panic(0) }
func (*DB) AddError(err error) error                                                    { panic(0) }
func (*DB) DB() (*sql.DB, error)                                                        { panic(0) }
func (*DB) SetupJoinTable(model any, field string, joinTable any) error                 { panic(0) }
func (*DB) Use(plugin Plugin) error                                                     { panic(0) }
func (*DB) ToSQL(queryFn func(tx *DB) *DB) string                                       { panic(0) }
func (*DB) Migrator() Migrator                                                          { panic(0) }
func (*DB) AutoMigrate(dst ...any) error                                                { panic(0) }

type DeletedAt struct {
	Time  time.Time
	Valid bool
}

func (*DeletedAt) Scan(value any) error                            { panic(0) }
func (DeletedAt) Value() (driver.Value, error)                     { panic(0) }
func (DeletedAt) MarshalJSON() ([]byte, error)                     { panic(0) }
func (*DeletedAt) UnmarshalJSON(b []byte) error                    { panic(0) }
func (DeletedAt) QueryClauses(f *schema.Field) []clause.Interface  { panic(0) }
func (DeletedAt) UpdateClauses(f *schema.Field) []clause.Interface { panic(0) }
func (DeletedAt) DeleteClauses(f *schema.Field) []clause.Interface { panic(0) }

type Dialector interface {
	BindVarTo(writer clause.Writer, stmt *Statement, v any)
	DataTypeOf(*schema.Field) string
	DefaultValueOf(*schema.Field) clause.Expression
	Explain(sql string, vars ...any) string
	Initialize(*DB) error
	Migrator(db *DB) Migrator
	Name() string
	QuoteTo(clause.Writer, string)
}

var ErrRecordNotFound error

type ExecInterface[T any] interface {
	Find(ctx context.Context) ([]T, error)
	FindInBatches(ctx context.Context, batchSize int, fc func(data []T, batch int) error) error
	First(context.Context) (T, error)
	Last(ctx context.Context) (T, error)
	Row(ctx context.Context) *sql.Row
	Rows(ctx context.Context) (*sql.Rows, error)
	Scan(ctx context.Context, r any) error
	Take(context.Context) (T, error)
}

func Expr(expr string, args ...any) clause.Expr { panic(0) }

func G[T any](db *DB, opts ...clause.Expression) Interface[T] { panic(0) }

type Interface[T any] interface {
	CreateInterface[T]
	Exec(ctx context.Context, sql string, values ...any) error
	Raw(sql string, values ...any) ExecInterface[T]
}

type Migrator interface {
	AddColumn(dst any, field string) error
	AlterColumn(dst any, field string) error
	AutoMigrate(dst ...any) error
	ColumnTypes(dst any) ([]ColumnType, error)
	CreateConstraint(dst any, name string) error
	CreateIndex(dst any, name string) error
	CreateTable(dst ...any) error
	CreateView(name string, option ViewOption) error
	CurrentDatabase() string
	DropColumn(dst any, field string) error
	DropConstraint(dst any, name string) error
	DropIndex(dst any, name string) error
	DropTable(dst ...any) error
	DropView(name string) error
	FullDataTypeOf(*schema.Field) clause.Expr
	GetIndexes(dst any) ([]Index, error)
	GetTables() (tableList []string, err error)
	GetTypeAliases(databaseTypeName string) []string
	HasColumn(dst any, field string) bool
	HasConstraint(dst any, name string) bool
	HasIndex(dst any, name string) bool
	HasTable(dst any) bool
	MigrateColumn(dst any, field *schema.Field, columnType ColumnType) error
	MigrateColumnUnique(dst any, field *schema.Field, columnType ColumnType) error
	RenameColumn(dst any, oldName string, field string) error
	RenameIndex(dst any, oldName string, newName string) error
	RenameTable(oldName any, newName any) error
	TableType(dst any) (TableType, error)
}

type Model struct {
	ID        uint
	CreatedAt time.Time
	UpdatedAt time.Time
	DeletedAt DeletedAt
}

func Open(dialector Dialector, opts ...Option) (db *DB, err error) { panic(0) }

type Option interface {
	AfterInitialize(*DB) error
	Apply(*Config) error
}

type Plugin interface {
	Initialize(*DB) error
	Name() string
}

type Session struct {
	DryRun                   bool
	PrepareStmt              bool
	NewDB                    bool
	Initialized              bool
	SkipHooks                bool
	SkipDefaultTransaction   bool
	DisableNestedTransaction bool
	AllowGlobalUpdate        bool
	FullSaveAssociations     bool
	PropagateUnscoped        bool
	QueryFields              bool
	Context                  context.Context
	Logger                   logger.Interface
	NowFunc                  func() time.Time
	CreateBatchSize          int
}

type SetCreateOrUpdateInterface[T any] interface {
	Create(ctx context.Context) error
	Update(ctx context.Context) (rowsAffected int, err error)
}

type SetUpdateOnlyInterface[T any] interface {
	Update(ctx context.Context) (rowsAffected int, err error)
}

type Statement struct {
	*DB
	TableExpr            *clause.Expr
	Table                string
	Model                any
	Unscoped             bool
	Dest                 any
	ReflectValue         reflect.Value
	BuildClauses         []string
	Distinct             bool
	Selects              []string
	Omits                []string
	ColumnMapping        map[string]string
	Preloads             map[string][]any
	Settings             sync.Map
	ConnPool             ConnPool
	Context              context.Context
	RaiseErrorOnNotFound bool
	SkipHooks            bool
	SQL                  strings.Builder
	Vars                 []any
	CurDestIndex         int
	Clauses              map[string]clause.Clause
	Joins                []join
}

type join struct{}

func (*Statement) WriteString(str string) (int, error)                                      { panic(0) }
func (*Statement) WriteByte(c byte) error                                                   { panic(0) }
func (*Statement) WriteQuoted(value any)                                                    { panic(0) }
func (*Statement) QuoteTo(writer clause.Writer, field any)                                  { panic(0) }
func (*Statement) Quote(field any) string                                                   { panic(0) }
func (*Statement) AddVar(writer clause.Writer, vars ...any)                                 { panic(0) }
func (*Statement) AddClause(v clause.Interface)                                             { panic(0) }
func (*Statement) AddClauseIfNotExists(v clause.Interface)                                  { panic(0) }
func (*Statement) BuildCondition(query any, args ...any) []clause.Expression                { panic(0) }
func (*Statement) Build(clauses ...string)                                                  { panic(0) }
func (*Statement) Parse(value any) (err error)                                              { panic(0) }
func (*Statement) ParseWithSpecialTableName(value any, specialTableName string) (err error) { panic(0) }
func (*Statement) SetColumn(name string, value any, fromCallbacks ...bool)                  { panic(0) }
func (*Statement) Changed(fields ...string) bool                                            { panic(0) }
func (*Statement) SelectAndOmitColumns(requireCreate bool, requireUpdate bool) (map[string]bool, bool) {
	panic(0)
}

type Tx interface {
	ConnPool
	TxCommitter
	StmtContext(ctx context.Context, stmt *sql.Stmt) *sql.Stmt
}

type TxBeginner interface {
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}

type TxCommitter interface {
	Commit() error
	Rollback() error
}

type ColumnType interface {
	AutoIncrement() (isAutoIncrement bool, ok bool)
	ColumnType() (columnType string, ok bool)
	Comment() (value string, ok bool)
	DatabaseTypeName() string
	DecimalSize() (precision int64, scale int64, ok bool)
	DefaultValue() (value string, ok bool)
	Length() (length int64, ok bool)
	Name() string
	Nullable() (nullable bool, ok bool)
	PrimaryKey() (isPrimaryKey bool, ok bool)
	ScanType() reflect.Type
	Unique() (unique bool, ok bool)
}

type Index interface {
	Columns() []string
	Name() string
	Option() string
	PrimaryKey() (isPrimaryKey bool, ok bool)
	Table() string
	Unique() (unique bool, ok bool)
}

type JoinBuilder interface {
	Not(query any, args ...any) JoinBuilder
	Omit(...string) JoinBuilder
	Or(query any, args ...any) JoinBuilder
	Select(...string) JoinBuilder
	Where(query any, args ...any) JoinBuilder
}

type PreloadBuilder interface {
	Limit(offset int) PreloadBuilder
	LimitPerRecord(num int) PreloadBuilder
	Not(query any, args ...any) PreloadBuilder
	Offset(offset int) PreloadBuilder
	Omit(...string) PreloadBuilder
	Or(query any, args ...any) PreloadBuilder
	Order(value any) PreloadBuilder
	Select(...string) PreloadBuilder
	Where(query any, args ...any) PreloadBuilder
}

type TableType interface {
	Comment() (comment string, ok bool)
	Name() string
	Schema() string
	Type() string
}

type ViewOption struct {
	Replace     bool
	CheckOption string
	Query       *DB
}

type callbacks struct {
}
