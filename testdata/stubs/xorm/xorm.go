// Package xorm has the signatures of the real one that scenarios need.
package xorm

import (
	"context"
	"database/sql"
	"io"
	"reflect"
	"strings"
	"time"

	"xorm.io/xorm/caches"
	"xorm.io/xorm/contexts"
	"xorm.io/xorm/core"
	"xorm.io/xorm/dialects"
	"xorm.io/xorm/log"
	"xorm.io/xorm/names"
	"xorm.io/xorm/schemas"
)

type Engine struct {
	TZLocation *time.Location
	DatabaseTZ *time.Location
}

func (*Engine) EnableSessionID(enable bool)                         { panic(0) }
func (*Engine) SetQuotePolicy(quotePolicy dialects.QuotePolicy)     { panic(0) }
func (*Engine) BufferSize(size int) *Session                        { panic(0) }
func (*Engine) ShowSQL(show ...bool)                                { panic(0) }
func (*Engine) SetLogLevel(level log.LogLevel)                      { panic(0) }
func (*Engine) SetDisableGlobalCache(disable bool)                  { panic(0) }
func (*Engine) DriverName() string                                  { panic(0) }
func (*Engine) DataSourceName() string                              { panic(0) }
func (*Engine) SetTableMapper(mapper names.Mapper)                  { panic(0) }
func (*Engine) SetColumnMapper(mapper names.Mapper)                 { panic(0) }
func (*Engine) SetTagIdentifier(tagIdentifier string)               { panic(0) }
func (*Engine) Quote(value string) string                           { panic(0) }
func (*Engine) QuoteTo(buf *strings.Builder, value string)          { panic(0) }
func (*Engine) SQLType(c *schemas.Column) string                    { panic(0) }
func (*Engine) SetConnMaxLifetime(d time.Duration)                  { panic(0) }
func (*Engine) SetConnMaxIdleTime(d time.Duration)                  { panic(0) }
func (*Engine) SetMaxOpenConns(conns int)                           { panic(0) }
func (*Engine) SetMaxIdleConns(conns int)                           { panic(0) }
func (*Engine) SetDefaultCacher(cacher caches.Cacher)               { panic(0) }
func (*Engine) GetDefaultCacher() caches.Cacher                     { panic(0) }
func (*Engine) NoCache() *Session                                   { panic(0) }
func (*Engine) NoCascade() *Session                                 { panic(0) }
func (*Engine) MapCacher(bean any, cacher caches.Cacher) error      { panic(0) }
func (*Engine) NewDB() (*core.DB, error)                            { panic(0) }
func (*Engine) DB() *core.DB                                        { panic(0) }
func (*Engine) NewSession() *Session                                { panic(0) }
func (*Engine) Close() error                                        { panic(0) }
func (*Engine) Ping() error                                         { panic(0) }
func (*Engine) SQL(query any, args ...any) *Session                 { panic(0) }
func (*Engine) NoAutoTime() *Session                                { panic(0) }
func (*Engine) NoAutoCondition(no ...bool) *Session                 { panic(0) }
func (*Engine) DBMetas() ([]*schemas.Table, error)                  { panic(0) }
func (*Engine) DumpAllToFile(fp string, tp ...schemas.DBType) error { panic(0) }
func (*Engine) DumpAll(w io.Writer, tp ...schemas.DBType) error     { panic(0) }
func (*Engine) DumpTablesToFile(tables []*schemas.Table, fp string, tp ...schemas.DBType) error {
	panic(0)
}
func (*Engine) DumpTables(tables []*schemas.Table, w io.Writer, tp ...schemas.DBType) error { panic(0) }
func (*Engine) Cascade(trueOrFalse ...bool) *Session                                        { panic(0) }
func (*Engine) Where(query any, args ...any) *Session                                       { panic(0) }
func (*Engine) ID(id any) *Session                                                          { panic(0) }
func (*Engine) Before(closures func(any)) *Session                                          { panic(0) }
func (*Engine) After(closures func(any)) *Session                                           { panic(0) }
func (*Engine) Charset(charset string) *Session                                             { panic(0) }
func (*Engine) StoreEngine(storeEngine string) *Session                                     { panic(0) }
func (*Engine) Distinct(columns ...string) *Session                                         { panic(0) }
func (*Engine) Select(str string) *Session                                                  { panic(0) }
func (*Engine) Cols(columns ...string) *Session                                             { panic(0) }
func (*Engine) AllCols() *Session                                                           { panic(0) }
func (*Engine) MustCols(columns ...string) *Session                                         { panic(0) }
func (*Engine) UseBool(columns ...string) *Session                                          { panic(0) }
func (*Engine) Omit(columns ...string) *Session                                             { panic(0) }
func (*Engine) Nullable(columns ...string) *Session                                         { panic(0) }
func (*Engine) In(column string, args ...any) *Session                                      { panic(0) }
func (*Engine) NotIn(column string, args ...any) *Session                                   { panic(0) }
func (*Engine) Incr(column string, arg ...any) *Session                                     { panic(0) }
func (*Engine) Decr(column string, arg ...any) *Session                                     { panic(0) }
func (*Engine) SetExpr(column string, expression any) *Session                              { panic(0) }
func (*Engine) Table(tableNameOrBean any) *Session                                          { panic(0) }
func (*Engine) Alias(alias string) *Session                                                 { panic(0) }
func (*Engine) Limit(limit int, start ...int) *Session                                      { panic(0) }
func (*Engine) Desc(colNames ...string) *Session                                            { panic(0) }
func (*Engine) Asc(colNames ...string) *Session                                             { panic(0) }
func (*Engine) OrderBy(order any, args ...any) *Session                                     { panic(0) }
func (*Engine) Prepare() *Session                                                           { panic(0) }
func (*Engine) Join(joinOperator string, tablename any, condition any, args ...any) *Session {
	panic(0)
}
func (*Engine) GroupBy(keys string) *Session                                          { panic(0) }
func (*Engine) Having(conditions string) *Session                                     { panic(0) }
func (*Engine) DBVersion() (*schemas.Version, error)                                  { panic(0) }
func (*Engine) TableInfo(bean any) (*schemas.Table, error)                            { panic(0) }
func (*Engine) IsTableEmpty(bean any) (bool, error)                                   { panic(0) }
func (*Engine) IsTableExist(beanOrTableName any) (bool, error)                        { panic(0) }
func (*Engine) TableName(bean any, includeSchema ...bool) string                      { panic(0) }
func (*Engine) CreateIndexes(bean any) error                                          { panic(0) }
func (*Engine) CreateUniques(bean any) error                                          { panic(0) }
func (*Engine) ClearCacheBean(bean any, id string) error                              { panic(0) }
func (*Engine) ClearCache(beans ...any) error                                         { panic(0) }
func (*Engine) UnMapType(t reflect.Type)                                              { panic(0) }
func (*Engine) CreateTables(beans ...any) error                                       { panic(0) }
func (*Engine) DropTables(beans ...any) error                                         { panic(0) }
func (*Engine) DropIndexes(bean any) error                                            { panic(0) }
func (*Engine) Exec(sqlOrArgs ...any) (sql.Result, error)                             { panic(0) }
func (*Engine) Query(sqlOrArgs ...any) (resultsSlice []map[string][]byte, err error)  { panic(0) }
func (*Engine) QueryString(sqlOrArgs ...any) ([]map[string]string, error)             { panic(0) }
func (*Engine) QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)             { panic(0) }
func (*Engine) Insert(beans ...any) (int64, error)                                    { panic(0) }
func (*Engine) InsertOne(bean any) (int64, error)                                     { panic(0) }
func (*Engine) Update(bean any, condiBeans ...any) (int64, error)                     { panic(0) }
func (*Engine) Delete(beans ...any) (int64, error)                                    { panic(0) }
func (*Engine) Truncate(beans ...any) (int64, error)                                  { panic(0) }
func (*Engine) Get(beans ...any) (bool, error)                                        { panic(0) }
func (*Engine) Exist(bean ...any) (bool, error)                                       { panic(0) }
func (*Engine) Find(beans any, condiBeans ...any) error                               { panic(0) }
func (*Engine) FindAndCount(rowsSlicePtr any, condiBean ...any) (int64, error)        { panic(0) }
func (*Engine) Iterate(bean any, fun IterFunc) error                                  { panic(0) }
func (*Engine) Rows(bean any) (*Rows, error)                                          { panic(0) }
func (*Engine) Count(bean ...any) (int64, error)                                      { panic(0) }
func (*Engine) Sum(bean any, colName string) (float64, error)                         { panic(0) }
func (*Engine) SumInt(bean any, colName string) (int64, error)                        { panic(0) }
func (*Engine) Sums(bean any, colNames ...string) ([]float64, error)                  { panic(0) }
func (*Engine) SumsInt(bean any, colNames ...string) ([]int64, error)                 { panic(0) }
func (*Engine) ImportFile(ddlPath string) ([]sql.Result, error)                       { panic(0) }
func (*Engine) Import(r io.Reader) ([]sql.Result, error)                              { panic(0) }
func (*Engine) GetColumnMapper() names.Mapper                                         { panic(0) }
func (*Engine) GetTableMapper() names.Mapper                                          { panic(0) }
func (*Engine) GetTZLocation() *time.Location                                         { panic(0) }
func (*Engine) SetTZLocation(tz *time.Location)                                       { panic(0) }
func (*Engine) GetTZDatabase() *time.Location                                         { panic(0) }
func (*Engine) SetTZDatabase(tz *time.Location)                                       { panic(0) }
func (*Engine) SetSchema(schema string)                                               { panic(0) }
func (*Engine) AddHook(hook contexts.Hook)                                            { panic(0) }
func (*Engine) Unscoped() *Session                                                    { panic(0) }
func (*Engine) Context(ctx context.Context) *Session                                  { panic(0) }
func (*Engine) SetDefaultContext(ctx context.Context)                                 { panic(0) }
func (*Engine) SetDefaultTxOptions(opts *sql.TxOptions)                               { panic(0) }
func (*Engine) PingContext(ctx context.Context) error                                 { panic(0) }
func (*Engine) Transaction(f func(*Session) (any, error)) (any, error)                { panic(0) }
func (*Engine) IndexHint(op string, forType string, indexerOrColName string) *Session { panic(0) }
func (*Engine) ScanInterfaceMap(rows *core.Rows) (map[string]any, error)              { panic(0) }
func (*Engine) ScanInterfaceMaps(rows *core.Rows) (resultsSlice []map[string]any, err error) {
	panic(0)
}
func (*Engine) ScanStringMap(rows *core.Rows) (map[string]string, error) { panic(0) }
func (*Engine) ScanStringMaps(rows *core.Rows) (resultsSlice []map[string]string, err error) {
	panic(0)
}
func (*Engine) ScanStringSlice(rows *core.Rows) ([]string, error)                     { panic(0) }
func (*Engine) ScanStringSlices(rows *core.Rows) (resultsSlice [][]string, err error) { panic(0) }
func (*Engine) Sync(beans ...any) error                                               { panic(0) }
func (*Engine) SyncWithOptions(opts SyncOptions, beans ...any) (*SyncResult, error)   { panic(0) }
func (*Engine) Sync2(beans ...any) error                                              { panic(0) }

type EngineGroup struct {
	*Engine
}

func (*EngineGroup) Close() error                                                         { panic(0) }
func (*EngineGroup) Context(ctx context.Context) *Session                                 { panic(0) }
func (*EngineGroup) NewSession() *Session                                                 { panic(0) }
func (*EngineGroup) Master() *Engine                                                      { panic(0) }
func (*EngineGroup) Ping() error                                                          { panic(0) }
func (*EngineGroup) SetColumnMapper(mapper names.Mapper)                                  { panic(0) }
func (*EngineGroup) SetConnMaxLifetime(d time.Duration)                                   { panic(0) }
func (*EngineGroup) SetDefaultCacher(cacher caches.Cacher)                                { panic(0) }
func (*EngineGroup) SetLogger(logger any)                                                 { panic(0) }
func (*EngineGroup) AddHook(hook contexts.Hook)                                           { panic(0) }
func (*EngineGroup) SetLogLevel(level log.LogLevel)                                       { panic(0) }
func (*EngineGroup) SetMapper(mapper names.Mapper)                                        { panic(0) }
func (*EngineGroup) SetTagIdentifier(tagIdentifier string)                                { panic(0) }
func (*EngineGroup) SetMaxIdleConns(conns int)                                            { panic(0) }
func (*EngineGroup) SetMaxOpenConns(conns int)                                            { panic(0) }
func (*EngineGroup) SetPolicy(policy GroupPolicy) *EngineGroup                            { panic(0) }
func (*EngineGroup) SetQuotePolicy(quotePolicy dialects.QuotePolicy)                      { panic(0) }
func (*EngineGroup) SetTableMapper(mapper names.Mapper)                                   { panic(0) }
func (*EngineGroup) ShowSQL(show ...bool)                                                 { panic(0) }
func (*EngineGroup) Slave() *Engine                                                       { panic(0) }
func (*EngineGroup) Slaves() []*Engine                                                    { panic(0) }
func (*EngineGroup) Query(sqlOrArgs ...any) (resultsSlice []map[string][]byte, err error) { panic(0) }
func (*EngineGroup) QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)            { panic(0) }
func (*EngineGroup) QueryString(sqlOrArgs ...any) ([]map[string]string, error)            { panic(0) }
func (*EngineGroup) Rows(bean any) (*Rows, error)                                         { panic(0) }

type EngineInterface interface {
	Interface
	AddHook(hook contexts.Hook)
	After(func(any)) *Session
	Before(func(any)) *Session
	Charset(charset string) *Session
	ClearCache(...any) error
	Context(context.Context) *Session
	CreateTables(...any) error
	DBMetas() ([]*schemas.Table, error)
	DBVersion() (*schemas.Version, error)
	DriverName() string
	DropTables(...any) error
	DumpAllToFile(fp string, tp ...schemas.DBType) error
	EnableSessionID(bool)
	GetCacher(string) caches.Cacher
	GetColumnMapper() names.Mapper
	GetDefaultCacher() caches.Cacher
	GetTZDatabase() *time.Location
	GetTZLocation() *time.Location
	GetTableMapper() names.Mapper
	ImportFile(fp string) ([]sql.Result, error)
	MapCacher(any, caches.Cacher) error
	NewSession() *Session
	NoAutoTime() *Session
	Prepare() *Session
	Quote(string) string
	SetCacher(string, caches.Cacher)
	SetColumnMapper(names.Mapper)
	SetConnMaxLifetime(time.Duration)
	SetDefaultCacher(caches.Cacher)
	SetLogLevel(log.LogLevel)
	SetLogger(logger any)
	SetMapper(names.Mapper)
	SetMaxIdleConns(int)
	SetMaxOpenConns(int)
	SetQuotePolicy(dialects.QuotePolicy)
	SetSchema(string)
	SetTZDatabase(tz *time.Location)
	SetTZLocation(tz *time.Location)
	SetTableMapper(names.Mapper)
	SetTagIdentifier(string)
	ShowSQL(show ...bool)
	StoreEngine(storeEngine string) *Session
	Sync(...any) error
	Sync2(...any) error
	SyncWithOptions(SyncOptions, ...any) (*SyncResult, error)
	TableInfo(bean any) (*schemas.Table, error)
	TableName(any, ...bool) string
	UnMapType(reflect.Type)
}

type Interface interface {
	Alias(alias string) *Session
	AllCols() *Session
	Asc(colNames ...string) *Session
	BufferSize(size int) *Session
	Cols(columns ...string) *Session
	Count(...any) (int64, error)
	CreateIndexes(bean any) error
	CreateUniques(bean any) error
	Decr(column string, arg ...any) *Session
	Delete(...any) (int64, error)
	Desc(...string) *Session
	Distinct(columns ...string) *Session
	DropIndexes(bean any) error
	Exec(sqlOrArgs ...any) (sql.Result, error)
	Exist(bean ...any) (bool, error)
	Find(any, ...any) error
	FindAndCount(any, ...any) (int64, error)
	Get(...any) (bool, error)
	GroupBy(keys string) *Session
	ID(any) *Session
	In(string, ...any) *Session
	Incr(column string, arg ...any) *Session
	Insert(...any) (int64, error)
	InsertOne(any) (int64, error)
	IsTableEmpty(bean any) (bool, error)
	IsTableExist(beanOrTableName any) (bool, error)
	Iterate(any, IterFunc) error
	Join(joinOperator string, tablename any, condition any, args ...any) *Session
	Limit(int, ...int) *Session
	MustCols(columns ...string) *Session
	NoAutoCondition(...bool) *Session
	NotIn(string, ...any) *Session
	Nullable(...string) *Session
	Omit(columns ...string) *Session
	OrderBy(order any, args ...any) *Session
	Ping() error
	Query(sqlOrArgs ...any) (resultsSlice []map[string][]byte, err error)
	QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)
	QueryString(sqlOrArgs ...any) ([]map[string]string, error)
	Rows(bean any) (*Rows, error)
	SQL(any, ...any) *Session
	Select(string) *Session
	SetExpr(string, any) *Session
	Sum(bean any, colName string) (float64, error)
	SumInt(bean any, colName string) (int64, error)
	Sums(bean any, colNames ...string) ([]float64, error)
	SumsInt(bean any, colNames ...string) ([]int64, error)
	Table(tableNameOrBean any) *Session
	Truncate(...any) (int64, error)
	Unscoped() *Session
	Update(bean any, condiBeans ...any) (int64, error)
	UseBool(...string) *Session
	Where(any, ...any) *Session
}

type IterFunc func(idx int, bean any) error

func NewEngine(driverName string, dataSourceName string, driverOptions ...func(db *sql.DB) error) (*Engine, error) {
	panic(0)
}

type Rows struct {
}

func (*Rows) Next() bool              { panic(0) }
func (*Rows) Err() error              { panic(0) }
func (*Rows) Scan(beans ...any) error { panic(0) }
func (*Rows) Close() error            { panic(0) }

type Session struct {
}

func (*Session) Close() error                                        { panic(0) }
func (*Session) Engine() *Engine                                     { panic(0) }
func (*Session) Tx() *core.Tx                                        { panic(0) }
func (*Session) ContextCache(context contexts.ContextCache) *Session { panic(0) }
func (*Session) IsClosed() bool                                      { panic(0) }
func (*Session) Prepare() *Session                                   { panic(0) }
func (*Session) Before(closures func(any)) *Session                  { panic(0) }
func (*Session) After(closures func(any)) *Session                   { panic(0) }
func (*Session) Table(tableNameOrBean any) *Session                  { panic(0) }
func (*Session) Alias(alias string) *Session                         { panic(0) }
func (*Session) NoCascade() *Session                                 { panic(0) }
func (*Session) ForUpdate() *Session                                 { panic(0) }
func (*Session) NoAutoCondition(no ...bool) *Session                 { panic(0) }
func (*Session) Limit(limit int, start ...int) *Session              { panic(0) }
func (*Session) OrderBy(order any, args ...any) *Session             { panic(0) }
func (*Session) Desc(colNames ...string) *Session                    { panic(0) }
func (*Session) Asc(colNames ...string) *Session                     { panic(0) }
func (*Session) StoreEngine(storeEngine string) *Session             { panic(0) }
func (*Session) Charset(charset string) *Session                     { panic(0) }
func (*Session) Cascade(trueOrFalse ...bool) *Session                { panic(0) }
func (*Session) MustLogSQL(logs ...bool) *Session                    { panic(0) }
func (*Session) NoCache() *Session                                   { panic(0) }
func (*Session) Join(joinOperator string, tablename any, condition any, args ...any) *Session {
	panic(0)
}
func (*Session) GroupBy(keys string) *Session                                          { panic(0) }
func (*Session) Having(conditions string) *Session                                     { panic(0) }
func (*Session) DB() *core.DB                                                          { panic(0) }
func (*Session) LastSQL() (string, []any)                                              { panic(0) }
func (*Session) Unscoped() *Session                                                    { panic(0) }
func (*Session) Context(ctx context.Context) *Session                                  { panic(0) }
func (*Session) PingContext(ctx context.Context) error                                 { panic(0) }
func (*Session) NoVersionCheck() *Session                                              { panic(0) }
func (*Session) Incr(column string, arg ...any) *Session                               { panic(0) }
func (*Session) Decr(column string, arg ...any) *Session                               { panic(0) }
func (*Session) SetExpr(column string, expression any) *Session                        { panic(0) }
func (*Session) Select(str string) *Session                                            { panic(0) }
func (*Session) Cols(columns ...string) *Session                                       { panic(0) }
func (*Session) AllCols() *Session                                                     { panic(0) }
func (*Session) MustCols(columns ...string) *Session                                   { panic(0) }
func (*Session) UseBool(columns ...string) *Session                                    { panic(0) }
func (*Session) Distinct(columns ...string) *Session                                   { panic(0) }
func (*Session) Omit(columns ...string) *Session                                       { panic(0) }
func (*Session) Nullable(columns ...string) *Session                                   { panic(0) }
func (*Session) NoAutoTime() *Session                                                  { panic(0) }
func (*Session) SQL(query any, args ...any) *Session                                   { panic(0) }
func (*Session) Where(query any, args ...any) *Session                                 { panic(0) }
func (*Session) And(query any, args ...any) *Session                                   { panic(0) }
func (*Session) Or(query any, args ...any) *Session                                    { panic(0) }
func (*Session) ID(id any) *Session                                                    { panic(0) }
func (*Session) In(column string, args ...any) *Session                                { panic(0) }
func (*Session) NotIn(column string, args ...any) *Session                             { panic(0) }
func (*Session) Delete(beans ...any) (int64, error)                                    { panic(0) }
func (*Session) Truncate(beans ...any) (int64, error)                                  { panic(0) }
func (*Session) Exist(bean ...any) (bool, error)                                       { panic(0) }
func (*Session) Find(rowsSlicePtr any, condiBean ...any) error                         { panic(0) }
func (*Session) FindAndCount(rowsSlicePtr any, condiBean ...any) (int64, error)        { panic(0) }
func (*Session) Get(beans ...any) (bool, error)                                        { panic(0) }
func (*Session) GetOrError(beans ...any) error                                         { panic(0) }
func (*Session) Insert(beans ...any) (int64, error)                                    { panic(0) }
func (*Session) InsertMulti(rowsSlicePtr any) (int64, error)                           { panic(0) }
func (*Session) InsertOne(bean any) (int64, error)                                     { panic(0) }
func (*Session) Rows(bean any) (*Rows, error)                                          { panic(0) }
func (*Session) Iterate(bean any, fun IterFunc) error                                  { panic(0) }
func (*Session) BufferSize(size int) *Session                                          { panic(0) }
func (*Session) Query(sqlOrArgs ...any) ([]map[string][]byte, error)                   { panic(0) }
func (*Session) QueryString(sqlOrArgs ...any) ([]map[string]string, error)             { panic(0) }
func (*Session) QuerySliceString(sqlOrArgs ...any) ([][]string, error)                 { panic(0) }
func (*Session) QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)             { panic(0) }
func (*Session) Exec(sqlOrArgs ...any) (sql.Result, error)                             { panic(0) }
func (*Session) Ping() error                                                           { panic(0) }
func (*Session) CreateTable(bean any) error                                            { panic(0) }
func (*Session) CreateIndexes(bean any) error                                          { panic(0) }
func (*Session) CreateUniques(bean any) error                                          { panic(0) }
func (*Session) DropIndexes(bean any) error                                            { panic(0) }
func (*Session) DropTable(beanOrTableName any) error                                   { panic(0) }
func (*Session) IsTableExist(beanOrTableName any) (bool, error)                        { panic(0) }
func (*Session) IsTableEmpty(bean any) (bool, error)                                   { panic(0) }
func (*Session) ImportFile(ddlPath string) ([]sql.Result, error)                       { panic(0) }
func (*Session) Import(r io.Reader) ([]sql.Result, error)                              { panic(0) }
func (*Session) IndexHint(op string, forType string, indexerOrColName string) *Session { panic(0) }
func (*Session) Count(bean ...any) (int64, error)                                      { panic(0) }
func (*Session) Sum(bean any, columnName string) (res float64, err error)              { panic(0) }
func (*Session) SumInt(bean any, columnName string) (res int64, err error)             { panic(0) }
func (*Session) Sums(bean any, columnNames ...string) ([]float64, error)               { panic(0) }
func (*Session) SumsInt(bean any, columnNames ...string) ([]int64, error)              { panic(0) }
func (*Session) Begin() error                                                          { panic(0) }
func (*Session) BeginTx(opts *sql.TxOptions) error                                     { panic(0) }
func (*Session) Rollback() error                                                       { panic(0) }
func (*Session) Commit() error                                                         { panic(0) }
func (*Session) IsInTx() bool                                                          { panic(0) }
func (*Session) Update(bean any, condiBean ...any) (int64, error)                      { panic(0) }
func (*Session) Sync2(beans ...any) error                                              { panic(0) }
func (*Session) Sync(beans ...any) error                                               { panic(0) }
func (*Session) SyncWithOptions(opts SyncOptions, beans ...any) (*SyncResult, error)   { panic(0) }

type GroupPolicy interface {
	Slave(*EngineGroup) *Engine
}

type SyncOptions struct {
	WarnIfDatabaseColumnMissed bool
	IgnoreConstrains           bool
	IgnoreIndices              bool
	IgnoreDropIndices          bool
}

type SyncResult struct {
}
