// Package orm has the signatures of the real one that scenarios need.
package orm

import (
	"context"
	"io"
	"reflect"
)

type CreateTableOptions struct {
	Varchar       int
	Temp          bool
	IfNotExists   bool
	FKConstraints bool
}

type DB interface {
	Context() context.Context
	CopyFrom(r io.Reader, query any, params ...any) (Result, error)
	CopyTo(w io.Writer, query any, params ...any) (Result, error)
	Exec(query any, params ...any) (Result, error)
	ExecContext(c context.Context, query any, params ...any) (Result, error)
	ExecOne(query any, params ...any) (Result, error)
	ExecOneContext(c context.Context, query any, params ...any) (Result, error)
	Formatter() QueryFormatter
	Model(model ...any) *Query
	ModelContext(c context.Context, model ...any) *Query
	Query(model any, query any, params ...any) (Result, error)
	QueryContext(c context.Context, model any, query any, params ...any) (Result, error)
	QueryOne(model any, query any, params ...any) (Result, error)
	QueryOneContext(c context.Context, model any, query any, params ...any) (Result, error)
}

func NewQuery(db DB, model ...any) *Query { panic(0) }

func NewQueryContext(ctx context.Context, db DB, model ...any) *Query { panic(0) }

type Query struct {
}

func (*Query) CountEstimate(threshold int) (int, error)                           { panic(0) }
func (*Query) New() *Query                                                        { panic(0) }
func (*Query) Clone() *Query                                                      { panic(0) }
func (*Query) Context(c context.Context) *Query                                   { panic(0) }
func (*Query) DB(db DB) *Query                                                    { panic(0) }
func (*Query) Model(model ...any) *Query                                          { panic(0) }
func (*Query) TableModel() TableModel                                             { panic(0) }
func (*Query) Deleted() *Query                                                    { panic(0) }
func (*Query) AllWithDeleted() *Query                                             { panic(0) }
func (*Query) With(name string, subq *Query) *Query                               { panic(0) }
func (*Query) WithInsert(name string, subq *Query) *Query                         { panic(0) }
func (*Query) WithUpdate(name string, subq *Query) *Query                         { panic(0) }
func (*Query) WithDelete(name string, subq *Query) *Query                         { panic(0) }
func (*Query) WrapWith(name string) *Query                                        { panic(0) }
func (*Query) Table(tables ...string) *Query                                      { panic(0) }
func (*Query) TableExpr(expr string, params ...any) *Query                        { panic(0) }
func (*Query) Distinct() *Query                                                   { panic(0) }
func (*Query) DistinctOn(expr string, params ...any) *Query                       { panic(0) }
func (*Query) Column(columns ...string) *Query                                    { panic(0) }
func (*Query) ColumnExpr(expr string, params ...any) *Query                       { panic(0) }
func (*Query) ExcludeColumn(columns ...string) *Query                             { panic(0) }
func (*Query) Relation(name string, apply ...func(*Query) (*Query, error)) *Query { panic(0) }
func (*Query) Set(set string, params ...any) *Query                               { panic(0) }
func (*Query) Value(column string, value string, params ...any) *Query            { panic(0) }
func (*Query) Where(condition string, params ...any) *Query                       { panic(0) }
func (*Query) WhereOr(condition string, params ...any) *Query                     { panic(0) }
func (*Query) WhereGroup(fn func(*Query) (*Query, error)) *Query                  { panic(0) }
func (*Query) WhereNotGroup(fn func(*Query) (*Query, error)) *Query               { panic(0) }
func (*Query) WhereOrGroup(fn func(*Query) (*Query, error)) *Query                { panic(0) }
func (*Query) WhereOrNotGroup(fn func(*Query) (*Query, error)) *Query             { panic(0) }
func (*Query) WhereIn(where string, slice any) *Query                             { panic(0) }
func (*Query) WhereInOr(where string, slice any) *Query                           { panic(0) }
func (*Query) WhereInMulti(where string, values ...any) *Query                    { panic(0) }
func (*Query) WherePK() *Query                                                    { panic(0) }
func (*Query) Join(join string, params ...any) *Query                             { panic(0) }
func (*Query) JoinOn(condition string, params ...any) *Query                      { panic(0) }
func (*Query) JoinOnOr(condition string, params ...any) *Query                    { panic(0) }
func (*Query) Group(columns ...string) *Query                                     { panic(0) }
func (*Query) GroupExpr(group string, params ...any) *Query                       { panic(0) }
func (*Query) Having(having string, params ...any) *Query                         { panic(0) }
func (*Query) Union(other *Query) *Query                                          { panic(0) }
func (*Query) UnionAll(other *Query) *Query                                       { panic(0) }
func (*Query) Intersect(other *Query) *Query                                      { panic(0) }
func (*Query) IntersectAll(other *Query) *Query                                   { panic(0) }
func (*Query) Except(other *Query) *Query                                         { panic(0) }
func (*Query) ExceptAll(other *Query) *Query                                      { panic(0) }
func (*Query) Order(orders ...string) *Query                                      { panic(0) }
func (*Query) OrderExpr(order string, params ...any) *Query                       { panic(0) }
func (*Query) Limit(n int) *Query                                                 { panic(0) }
func (*Query) Offset(n int) *Query                                                { panic(0) }
func (*Query) OnConflict(s string, params ...any) *Query                          { panic(0) }
func (*Query) Returning(s string, params ...any) *Query                           { panic(0) }
func (*Query) For(s string, params ...any) *Query                                 { panic(0) }
func (*Query) Apply(fn func(*Query) (*Query, error)) *Query                       { panic(0) }
func (*Query) Count() (int, error)                                                { panic(0) }
func (*Query) First() error                                                       { panic(0) }
func (*Query) Last() error                                                        { panic(0) }
func (*Query) Select(values ...any) error                                         { panic(0) }
func (*Query) SelectAndCount(values ...any) (count int, firstErr error)           { panic(0) }
func (*Query) SelectAndCountEstimate(threshold int, values ...any) (count int, firstErr error) {
	panic(0)
}
func (*Query) ForEach(fn any) error                                           { panic(0) }
func (*Query) Insert(values ...any) (Result, error)                           { panic(0) }
func (*Query) SelectOrInsert(values ...any) (inserted bool, _ error)          { panic(0) }
func (*Query) Update(scan ...any) (Result, error)                             { panic(0) }
func (*Query) UpdateNotZero(scan ...any) (Result, error)                      { panic(0) }
func (*Query) Delete(values ...any) (Result, error)                           { panic(0) }
func (*Query) ForceDelete(values ...any) (Result, error)                      { panic(0) }
func (*Query) CreateTable(opt *CreateTableOptions) error                      { panic(0) }
func (*Query) DropTable(opt *DropTableOptions) error                          { panic(0) }
func (*Query) CreateComposite(opt *CreateCompositeOptions) error              { panic(0) }
func (*Query) DropComposite(opt *DropCompositeOptions) error                  { panic(0) }
func (*Query) Exec(query any, params ...any) (Result, error)                  { panic(0) }
func (*Query) ExecOne(query any, params ...any) (Result, error)               { panic(0) }
func (*Query) Query(model any, query any, params ...any) (Result, error)      { panic(0) }
func (*Query) QueryOne(model any, query any, params ...any) (Result, error)   { panic(0) }
func (*Query) CopyFrom(r io.Reader, query any, params ...any) (Result, error) { panic(0) }
func (*Query) CopyTo(w io.Writer, query any, params ...any) (Result, error)   { panic(0) }
func (*Query) AppendQuery(fmter QueryFormatter, b []byte) ([]byte, error)     { panic(0) }
func (*Query) Exists() (bool, error)                                          { panic(0) }

type Result interface {
	Model() Model
	RowsAffected() int
	RowsReturned() int
}

type CreateCompositeOptions struct {
	Varchar int
}

type DropCompositeOptions struct {
	IfExists bool
	Cascade  bool
}

type DropTableOptions struct {
	IfExists bool
	Cascade  bool
}

type Model interface {
}

type QueryFormatter interface {
	FormatQuery(b []byte, query string, params ...any) []byte
}

type TableModel interface {
	Index() []int
	IsNil() bool
	Kind() reflect.Kind
	Mount(reflect.Value)
	ParentIndex() []int
	Root() reflect.Value
	Value() reflect.Value
}
