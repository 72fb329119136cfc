// Package orm has the signatures of the real one that scenarios need.
package orm

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"github.com/beego/beego/v2/client/orm/clauses/order_clause"
	"github.com/beego/beego/v2/core/utils"
)

type Condition struct {
}

func (Condition) Raw(expr string, sql string) *Condition     { panic(0) }
func (Condition) And(expr string, args ...any) *Condition    { panic(0) }
func (Condition) AndNot(expr string, args ...any) *Condition { panic(0) }
func (*Condition) AndCond(cond *Condition) *Condition        { panic(0) }
func (*Condition) AndNotCond(cond *Condition) *Condition     { panic(0) }
func (Condition) Or(expr string, args ...any) *Condition     { panic(0) }
func (Condition) OrNot(expr string, args ...any) *Condition  { panic(0) }
func (*Condition) OrCond(cond *Condition) *Condition         { panic(0) }
func (*Condition) OrNotCond(cond *Condition) *Condition      { panic(0) }
func (*Condition) IsEmpty() bool                             { panic(0) }

type DML interface {
	Delete(md any, cols ...string) (int64, error)
	DeleteWithCtx(ctx context.Context, md any, cols ...string) (int64, error)
	Insert(md any) (int64, error)
	InsertMulti(bulk int, mds any) (int64, error)
	InsertMultiWithCtx(ctx context.Context, bulk int, mds any) (int64, error)
	InsertOrUpdate(md any, colConflitAndArgs ...string) (int64, error)
	InsertOrUpdateWithCtx(ctx context.Context, md any, colConflitAndArgs ...string) (int64, error)
	InsertWithCtx(ctx context.Context, md any) (int64, error)
	Raw(query string, args ...any) RawSeter
	RawWithCtx(ctx context.Context, query string, args ...any) RawSeter
	Update(md any, cols ...string) (int64, error)
	UpdateWithCtx(ctx context.Context, md any, cols ...string) (int64, error)
}

type DQL interface {
	DBStats() *sql.DBStats
	LoadRelated(md any, name string, args ...utils.KV) (int64, error)
	LoadRelatedWithCtx(ctx context.Context, md any, name string, args ...utils.KV) (int64, error)
	QueryM2M(md any, name string) QueryM2Mer
	QueryM2MWithCtx(ctx context.Context, md any, name string) QueryM2Mer
	QueryTable(ptrStructOrTableName any) QuerySeter
	QueryTableWithCtx(ctx context.Context, ptrStructOrTableName any) QuerySeter
	Read(md any, cols ...string) error
	ReadForUpdate(md any, cols ...string) error
	ReadForUpdateWithCtx(ctx context.Context, md any, cols ...string) error
	ReadOrCreate(md any, col1 string, cols ...string) (bool, int64, error)
	ReadOrCreateWithCtx(ctx context.Context, md any, col1 string, cols ...string) (bool, int64, error)
	ReadWithCtx(ctx context.Context, md any, cols ...string) error
}

type DriverGetter interface {
	Driver() Driver
}

var ErrNoRows error

type Inserter interface {
	Close() error
	Insert(any) (int64, error)
	InsertWithCtx(context.Context, any) (int64, error)
}

func NewCondition() *Condition { panic(0) }

func NewOrm() Ormer { panic(0) }

func NewOrmUsingDB(aliasName string) Ormer { panic(0) }

func NewOrmWithDB(driverName string, aliasName string, db *sql.DB, params ...DBOption) (Ormer, error) {
	panic(0)
}

type Ormer interface {
	QueryExecutor
	TxBeginner
}

type Params map[string]any

type ParamsList []any

type QueryExecutor interface {
	ormer
}

type QueryM2Mer interface {
	Add(...any) (int64, error)
	AddWithCtx(context.Context, ...any) (int64, error)
	Clear() (int64, error)
	ClearWithCtx(context.Context) (int64, error)
	Count() (int64, error)
	CountWithCtx(context.Context) (int64, error)
	Exist(any) bool
	ExistWithCtx(context.Context, any) bool
	Remove(...any) (int64, error)
	RemoveWithCtx(context.Context, ...any) (int64, error)
}

type QuerySeter interface {
	Aggregate(s string) QuerySeter
	All(container any, cols ...string) (int64, error)
	AllWithCtx(ctx context.Context, container any, cols ...string) (int64, error)
	Count() (int64, error)
	CountWithCtx(context.Context) (int64, error)
	Delete() (int64, error)
	DeleteWithCtx(context.Context) (int64, error)
	Distinct() QuerySeter
	Exclude(string, ...any) QuerySeter
	Exist() bool
	ExistWithCtx(context.Context) bool
	Filter(string, ...any) QuerySeter
	FilterRaw(string, string) QuerySeter
	ForUpdate() QuerySeter
	ForceIndex(indexes ...string) QuerySeter
	GetCond() *Condition
	GroupBy(exprs ...string) QuerySeter
	IgnoreIndex(indexes ...string) QuerySeter
	Limit(limit any, args ...any) QuerySeter
	Offset(offset any) QuerySeter
	One(container any, cols ...string) error
	OneWithCtx(ctx context.Context, container any, cols ...string) error
	OrderBy(exprs ...string) QuerySeter
	OrderClauses(orders ...*order_clause.Order) QuerySeter
	PrepareInsert() (Inserter, error)
	PrepareInsertWithCtx(context.Context) (Inserter, error)
	RelatedSel(params ...any) QuerySeter
	RowsToMap(result *Params, keyCol string, valueCol string) (int64, error)
	RowsToStruct(ptrStruct any, keyCol string, valueCol string) (int64, error)
	SetCond(*Condition) QuerySeter
	Update(values Params) (int64, error)
	UpdateWithCtx(ctx context.Context, values Params) (int64, error)
	UseIndex(indexes ...string) QuerySeter
	Values(results *[]Params, exprs ...string) (int64, error)
	ValuesFlat(result *ParamsList, expr string) (int64, error)
	ValuesFlatWithCtx(ctx context.Context, result *ParamsList, expr string) (int64, error)
	ValuesList(results *[]ParamsList, exprs ...string) (int64, error)
	ValuesListWithCtx(ctx context.Context, results *[]ParamsList, exprs ...string) (int64, error)
	ValuesWithCtx(ctx context.Context, results *[]Params, exprs ...string) (int64, error)
}

type RawPreparer interface {
	Close() error
	Exec(...any) (sql.Result, error)
}

type RawSeter interface {
	Exec() (sql.Result, error)
	Prepare() (RawPreparer, error)
	QueryRow(containers ...any) error
	QueryRows(containers ...any) (int64, error)
	RowsToMap(result *Params, keyCol string, valueCol string) (int64, error)
	RowsToStruct(ptrStruct any, keyCol string, valueCol string) (int64, error)
	SetArgs(...any) RawSeter
	Values(container *[]Params, cols ...string) (int64, error)
	ValuesFlat(container *ParamsList, cols ...string) (int64, error)
	ValuesList(container *[]ParamsList, cols ...string) (int64, error)
}

func RegisterDataBase(aliasName string, driverName string, dataSource string, params ...DBOption) error {
	panic(0)
}

func RegisterModel(models ...any) { panic(0) }

type TxBeginner interface {
	Begin() (TxOrmer, error)
	BeginWithCtx(ctx context.Context) (TxOrmer, error)
	BeginWithCtxAndOpts(ctx context.Context, opts *sql.TxOptions) (TxOrmer, error)
	BeginWithOpts(opts *sql.TxOptions) (TxOrmer, error)
	DoTx(task func(ctx context.Context, txOrm TxOrmer) error) error
	DoTxWithCtx(ctx context.Context, task func(ctx context.Context, txOrm TxOrmer) error) error
	DoTxWithCtxAndOpts(ctx context.Context, opts *sql.TxOptions, task func(ctx context.Context, txOrm TxOrmer) error) error
	DoTxWithOpts(opts *sql.TxOptions, task func(ctx context.Context, txOrm TxOrmer) error) error
}

type TxCommitter interface {
	txEnder
}

type TxOrmer interface {
	QueryExecutor
	TxCommitter
}

type ormer interface {
	DQL
	DML
	DriverGetter
}

type txEnder interface {
	Commit() error
	Rollback() error
	RollbackUnlessCommit() error
}

type DBOption func(al *alias)

type Driver interface {
	Name() string
}

type alias struct {
	Name            string
	DriverName      string
	DataSource      string
	MaxIdleConns    int
	MaxOpenConns    int
	ConnMaxLifetime time.Duration
	ConnMaxIdletime time.Duration
	StmtCacheSize   int
	TZ              *time.Location
	Engine          string
}

func (*alias) SetMaxIdleConns(maxIdleConns int)          { panic(0) }
func (*alias) SetMaxOpenConns(maxOpenConns int)          { panic(0) }
func (*alias) SetConnMaxLifetime(lifeTime time.Duration) { panic(0) }
func (*alias) SetConnMaxIdleTime(idleTime time.Duration) { panic(0) }

// A DB has methods that knowledge leaves out: what calls them is beego itself.
type DB struct {
	*sync.RWMutex
	DB *sql.DB
}

func (d *DB) Begin() (*sql.Tx, error)                                             { panic(0) }
func (d *DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)   { panic(0) }
func (d *DB) Prepare(query string) (*sql.Stmt, error)                             { panic(0) }
func (d *DB) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) { panic(0) }
func (d *DB) Exec(query string, args ...any) (sql.Result, error)                  { panic(0) }
func (d *DB) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	panic(0)
}
func (d *DB) Query(query string, args ...any) (*sql.Rows, error) { panic(0) }
func (d *DB) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	panic(0)
}
func (d *DB) QueryRow(query string, args ...any) *sql.Row                             { panic(0) }
func (d *DB) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row { panic(0) }

type TxDB struct{}

func (t *TxDB) Commit() error                                                       { panic(0) }
func (t *TxDB) Rollback() error                                                     { panic(0) }
func (t *TxDB) RollbackUnlessCommit() error                                         { panic(0) }
func (t *TxDB) Prepare(query string) (*sql.Stmt, error)                             { panic(0) }
func (t *TxDB) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) { panic(0) }
func (t *TxDB) Exec(query string, args ...any) (sql.Result, error)                  { panic(0) }
func (t *TxDB) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	panic(0)
}
func (t *TxDB) Query(query string, args ...any) (*sql.Rows, error) { panic(0) }
func (t *TxDB) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	panic(0)
}
func (t *TxDB) QueryRow(query string, args ...any) *sql.Row                             { panic(0) }
func (t *TxDB) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row { panic(0) }
