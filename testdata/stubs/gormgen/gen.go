// Package gen has the signatures of the real one that scenarios need.
package gen

import (
	"context"
	"database/sql"

	"gorm.io/gen/field"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"
)

type Condition interface {
	BeCond() any
	CondError() error
}

type DO struct {
}

func (*DO) UseDB(db *gorm.DB, opts ...DOOption)                                           { panic(0) }
func (*DO) ReplaceDB(db *gorm.DB)                                                         { panic(0) }
func (*DO) ReplaceConnPool(pool gorm.ConnPool)                                            { panic(0) }
func (*DO) UseModel(model any)                                                            { panic(0) }
func (*DO) UseTable(tableName string)                                                     { panic(0) }
func (DO) TableName() string                                                              { panic(0) }
func (DO) Returning(value any, columns ...string) Dao                                     { panic(0) }
func (*DO) Session(config *gorm.Session) Dao                                              { panic(0) }
func (*DO) UnderlyingDB() *gorm.DB                                                        { panic(0) }
func (*DO) Quote(raw string) string                                                       { panic(0) }
func (*DO) Build(builder clause.Builder)                                                  { panic(0) }
func (*DO) BeCond() any                                                                   { panic(0) }
func (*DO) CondError() error                                                              { panic(0) }
func (*DO) Debug() Dao                                                                    { panic(0) }
func (*DO) WithContext(ctx context.Context) Dao                                           { panic(0) }
func (*DO) Clauses(conds ...clause.Expression) Dao                                        { panic(0) }
func (DO) As(alias string) Dao                                                            { panic(0) }
func (*DO) Alias() string                                                                 { panic(0) }
func (*DO) Columns(cols ...field.Expr) Columns                                            { panic(0) }
func (*DO) Not(conds ...Condition) Dao                                                    { panic(0) }
func (*DO) Or(conds ...Condition) Dao                                                     { panic(0) }
func (*DO) Select(columns ...field.Expr) Dao                                              { panic(0) }
func (*DO) Where(conds ...Condition) Dao                                                  { panic(0) }
func (*DO) Order(columns ...field.Expr) Dao                                               { panic(0) }
func (*DO) Distinct(columns ...field.Expr) Dao                                            { panic(0) }
func (*DO) Omit(columns ...field.Expr) Dao                                                { panic(0) }
func (*DO) Group(columns ...field.Expr) Dao                                               { panic(0) }
func (*DO) Having(conds ...Condition) Dao                                                 { panic(0) }
func (*DO) Limit(limit int) Dao                                                           { panic(0) }
func (*DO) Offset(offset int) Dao                                                         { panic(0) }
func (*DO) Scopes(funcs ...func(Dao) Dao) Dao                                             { panic(0) }
func (*DO) Unscoped() Dao                                                                 { panic(0) }
func (*DO) Join(table schema.Tabler, conds ...field.Expr) Dao                             { panic(0) }
func (*DO) LeftJoin(table schema.Tabler, conds ...field.Expr) Dao                         { panic(0) }
func (*DO) RightJoin(table schema.Tabler, conds ...field.Expr) Dao                        { panic(0) }
func (*DO) Attrs(attrs ...field.AssignExpr) Dao                                           { panic(0) }
func (*DO) Assign(attrs ...field.AssignExpr) Dao                                          { panic(0) }
func (*DO) Joins(field field.RelationField) Dao                                           { panic(0) }
func (*DO) Preload(field field.RelationField) Dao                                         { panic(0) }
func (*DO) UpdateFrom(q SubQuery) Dao                                                     { panic(0) }
func (*DO) Create(value any) error                                                        { panic(0) }
func (*DO) CreateInBatches(value any, batchSize int) error                                { panic(0) }
func (*DO) Save(value any) error                                                          { panic(0) }
func (*DO) First() (result any, err error)                                                { panic(0) }
func (*DO) Take() (result any, err error)                                                 { panic(0) }
func (*DO) Last() (result any, err error)                                                 { panic(0) }
func (*DO) Find() (results any, err error)                                                { panic(0) }
func (*DO) FindInBatches(dest any, batchSize int, fc func(tx Dao, batch int) error) error { panic(0) }
func (*DO) FirstOrInit() (result any, err error)                                          { panic(0) }
func (*DO) FirstOrCreate() (result any, err error)                                        { panic(0) }
func (*DO) Update(column field.Expr, value any) (info ResultInfo, err error)              { panic(0) }
func (*DO) UpdateSimple(columns ...field.AssignExpr) (info ResultInfo, err error)         { panic(0) }
func (*DO) Updates(value any) (info ResultInfo, err error)                                { panic(0) }
func (*DO) UpdateColumn(column field.Expr, value any) (info ResultInfo, err error)        { panic(0) }
func (*DO) UpdateColumnSimple(columns ...field.AssignExpr) (info ResultInfo, err error)   { panic(0) }
func (*DO) UpdateColumns(value any) (info ResultInfo, err error)                          { panic(0) }
func (*DO) Delete(models ...any) (info ResultInfo, err error)                             { panic(0) }
func (*DO) Count() (count int64, err error)                                               { panic(0) }
func (*DO) Row() *sql.Row                                                                 { panic(0) }
func (*DO) Rows() (*sql.Rows, error)                                                      { panic(0) }
func (*DO) Scan(dest any) error                                                           { panic(0) }
func (*DO) Pluck(column field.Expr, dest any) error                                       { panic(0) }
func (*DO) ScanRows(rows *sql.Rows, dest any) error                                       { panic(0) }
func (DO) WithResult(fc func(tx Dao)) ResultInfo                                          { panic(0) }
func (*DO) AddError(err error) error                                                      { panic(0) }

type DOOption interface {
	AfterInitialize(*DO) error
	Apply(*DOConfig) error
}

type Dao interface {
	SubQuery
	schema.Tabler
	AddError(err error) error
	As(alias string) Dao
	Assign(attrs ...field.AssignExpr) Dao
	Attrs(attrs ...field.AssignExpr) Dao
	Clauses(conds ...clause.Expression) Dao
	Count() (int64, error)
	Create(value any) error
	CreateInBatches(value any, batchSize int) error
	Delete(...any) (info ResultInfo, err error)
	Distinct(columns ...field.Expr) Dao
	Find() (results any, err error)
	FindInBatches(dest any, batchSize int, fc func(tx Dao, batch int) error) error
	First() (result any, err error)
	FirstOrCreate() (result any, err error)
	FirstOrInit() (result any, err error)
	Group(columns ...field.Expr) Dao
	Having(conds ...Condition) Dao
	Join(table schema.Tabler, conds ...field.Expr) Dao
	Joins(field field.RelationField) Dao
	Last() (result any, err error)
	LeftJoin(table schema.Tabler, conds ...field.Expr) Dao
	Limit(limit int) Dao
	Not(conds ...Condition) Dao
	Offset(offset int) Dao
	Omit(columns ...field.Expr) Dao
	Or(conds ...Condition) Dao
	Order(columns ...field.Expr) Dao
	Pluck(column field.Expr, dest any) error
	Preload(field field.RelationField) Dao
	RightJoin(table schema.Tabler, conds ...field.Expr) Dao
	Row() *sql.Row
	Rows() (*sql.Rows, error)
	Save(value any) error
	Scan(dest any) error
	ScanRows(rows *sql.Rows, dest any) error
	Scopes(funcs ...func(Dao) Dao) Dao
	Select(columns ...field.Expr) Dao
	Take() (result any, err error)
	Unscoped() Dao
	Update(column field.Expr, value any) (info ResultInfo, err error)
	UpdateColumn(column field.Expr, value any) (info ResultInfo, err error)
	UpdateColumnSimple(columns ...field.AssignExpr) (info ResultInfo, err error)
	UpdateColumns(values any) (info ResultInfo, err error)
	UpdateSimple(columns ...field.AssignExpr) (info ResultInfo, err error)
	Updates(values any) (info ResultInfo, err error)
	Where(conds ...Condition) Dao
}

type ResultInfo struct {
	RowsAffected int64
	Error        error
}

type SubQuery interface {
	Condition
}

type Columns []field.Expr

type DOConfig struct {
}

func (*DOConfig) AfterInitialize(db *DO) error { panic(0) }
