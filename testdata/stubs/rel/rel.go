// Package rel has the signatures of the real one that scenarios need.
package rel

import (
	"context"
	"io"
	"reflect"
)

type Adapter interface {
	Aggregate(ctx context.Context, query Query, mode string, field string) (int, error)
	Apply(ctx context.Context, migration Migration) error
	Begin(ctx context.Context) (Adapter, error)
	Close() error
	Commit(ctx context.Context) error
	Delete(ctx context.Context, query Query) (int, error)
	Exec(ctx context.Context, stmt string, args []any) (int64, int64, error)
	Insert(ctx context.Context, query Query, primaryField string, mutates map[string]Mutate, onConflict OnConflict) (any, error)
	InsertAll(ctx context.Context, query Query, primaryField string, fields []string, bulkMutates []map[string]Mutate, onConflict OnConflict) ([]any, error)
	Instrumentation(instrumenter Instrumenter)
	Name() string
	Ping(ctx context.Context) error
	Query(ctx context.Context, query Query) (Cursor, error)
	Rollback(ctx context.Context) error
	Update(ctx context.Context, query Query, primaryField string, mutates map[string]Mutate) (int, error)
}

type Iterator interface {
	io.Closer
	Next(entity any) error
}

type Mutator interface {
	Apply(doc *Document, mutation *Mutation)
}

type Cascade bool

func (Cascade) Apply(doc *Document, mutation *Mutation) { panic(0) }
func (Cascade) Build(query *Query)                      { panic(0) }
func (Cascade) String() string                          { panic(0) }

type Changeset struct {
}

func (Changeset) Apply(doc *Document, mut *Mutation) { panic(0) }
func (Changeset) Changes() map[string]any            { panic(0) }
func (Changeset) FieldChanged(field string) bool     { panic(0) }

type EntityRepository[T any] interface {
	Delete(ctx context.Context, entity *T, mutators ...Mutator) error
	DeleteAll(ctx context.Context, entities *[]T) error
	Find(ctx context.Context, queriers ...Querier) (T, error)
	FindAll(ctx context.Context, queriers ...Querier) ([]T, error)
	FindAndCountAll(ctx context.Context, queriers ...Querier) ([]T, int, error)
	Insert(ctx context.Context, entity *T, mutators ...Mutator) error
	InsertAll(ctx context.Context, entities *[]T, mutators ...Mutator) error
	MustFind(ctx context.Context, queriers ...Querier) T
	MustFindAll(ctx context.Context, queriers ...Querier) []T
	MustUpdate(ctx context.Context, entity *T, mutators ...Mutator)
	Preload(ctx context.Context, entity *T, field string, queriers ...Querier) error
	PreloadAll(ctx context.Context, entities *[]T, field string, queriers ...Querier) error
	Transaction(ctx context.Context, fn func(ctx context.Context) error) error
	Update(ctx context.Context, entity *T, mutators ...Mutator) error
}

func NewEntityRepository[T any](repository Repository) EntityRepository[T] { panic(0) }

func Eq(field string, value any) FilterQuery { panic(0) }

func From(table string) Query { panic(0) }

func In(field string, values ...any) FilterQuery { panic(0) }

type Map map[string]any

func (Map) Apply(doc *Document, mutation *Mutation) { panic(0) }
func (Map) String() string                          { panic(0) }

func Ne(field string, value any) FilterQuery { panic(0) }

func NewChangeset(entity any) Changeset { panic(0) }

type Reload bool

func (Reload) Apply(doc *Document, mutation *Mutation) { panic(0) }
func (Reload) Build(query *Query)                      { panic(0) }

func Set(field string, value any) Mutate { panic(0) }

func Where(filters ...FilterQuery) Query { panic(0) }

func New(adapter Adapter) Repository { panic(0) }

type Querier interface {
	Build(*Query)
}

type Query struct {
	Table        string
	PreloadQuery []string
	UsePrimaryDb bool
}

func (Query) Build(query *Query)                                                       { panic(0) }
func (Query) Populate(documentMeta DocumentMeta) Query                                 { panic(0) }
func (*Query) AddPopulator(populator QueryPopulator)                                   { panic(0) }
func (Query) Select(fields ...string) Query                                            { panic(0) }
func (Query) From(table string) Query                                                  { panic(0) }
func (Query) Distinct() Query                                                          { panic(0) }
func (Query) Join(table string, filter ...FilterQuery) Query                           { panic(0) }
func (Query) JoinOn(table string, from string, to string, filter ...FilterQuery) Query { panic(0) }
func (Query) JoinWith(mode string, table string, from string, to string, filter ...FilterQuery) Query {
	panic(0)
}
func (Query) Joinf(expr string, args ...any) Query                                 { panic(0) }
func (Query) JoinAssoc(assoc string, filter ...FilterQuery) Query                  { panic(0) }
func (Query) JoinAssocWith(mode string, assoc string, filter ...FilterQuery) Query { panic(0) }
func (Query) Where(filters ...FilterQuery) Query                                   { panic(0) }
func (Query) Wheref(expr string, args ...any) Query                                { panic(0) }
func (Query) OrWhere(filters ...FilterQuery) Query                                 { panic(0) }
func (Query) OrWheref(expr string, args ...any) Query                              { panic(0) }
func (Query) Group(fields ...string) Query                                         { panic(0) }
func (Query) Having(filters ...FilterQuery) Query                                  { panic(0) }
func (Query) Havingf(expr string, args ...any) Query                               { panic(0) }
func (Query) OrHaving(filters ...FilterQuery) Query                                { panic(0) }
func (Query) OrHavingf(expr string, args ...any) Query                             { panic(0) }
func (Query) Sort(fields ...string) Query                                          { panic(0) }
func (Query) SortAsc(fields ...string) Query                                       { panic(0) }
func (Query) SortDesc(fields ...string) Query                                      { panic(0) }
func (Query) Offset(offset int) Query                                              { panic(0) }
func (Query) Limit(limit int) Query                                                { panic(0) }
func (Query) Lock(lock string) Query                                               { panic(0) }
func (Query) Unscoped() Query                                                      { panic(0) }
func (Query) Reload() Query                                                        { panic(0) }
func (Query) Cascade(c bool) Query                                                 { panic(0) }
func (Query) Preload(field string) Query                                           { panic(0) }
func (Query) UsePrimary() Query                                                    { panic(0) }
func (Query) String() string                                                       { panic(0) }

type Repository interface {
	Adapter(ctx context.Context) Adapter
	Aggregate(ctx context.Context, query Query, aggregate string, field string) (int, error)
	Count(ctx context.Context, collection string, queriers ...Querier) (int, error)
	Delete(ctx context.Context, entity any, mutators ...Mutator) error
	DeleteAll(ctx context.Context, entities any) error
	DeleteAny(ctx context.Context, query Query) (int, error)
	Exec(ctx context.Context, statement string, args ...any) (int, int, error)
	Find(ctx context.Context, entity any, queriers ...Querier) error
	FindAll(ctx context.Context, entities any, queriers ...Querier) error
	FindAndCountAll(ctx context.Context, entities any, queriers ...Querier) (int, error)
	Insert(ctx context.Context, entity any, mutators ...Mutator) error
	InsertAll(ctx context.Context, entities any, mutators ...Mutator) error
	Instrumentation(instrumenter Instrumenter)
	Iterate(ctx context.Context, query Query, option ...IteratorOption) Iterator
	MustAggregate(ctx context.Context, query Query, aggregate string, field string) int
	MustCount(ctx context.Context, collection string, queriers ...Querier) int
	MustDelete(ctx context.Context, entity any, mutators ...Mutator)
	MustDeleteAll(ctx context.Context, entities any)
	MustDeleteAny(ctx context.Context, query Query) int
	MustExec(ctx context.Context, statement string, args ...any) (int, int)
	MustFind(ctx context.Context, entity any, queriers ...Querier)
	MustFindAll(ctx context.Context, entities any, queriers ...Querier)
	MustFindAndCountAll(ctx context.Context, entities any, queriers ...Querier) int
	MustInsert(ctx context.Context, entity any, mutators ...Mutator)
	MustInsertAll(ctx context.Context, entities any, mutators ...Mutator)
	MustPreload(ctx context.Context, entities any, field string, queriers ...Querier)
	MustUpdate(ctx context.Context, entity any, mutators ...Mutator)
	MustUpdateAny(ctx context.Context, query Query, mutates ...Mutate) int
	Ping(ctx context.Context) error
	Preload(ctx context.Context, entities any, field string, queriers ...Querier) error
	Transaction(ctx context.Context, fn func(ctx context.Context) error) error
	Update(ctx context.Context, entity any, mutators ...Mutator) error
	UpdateAny(ctx context.Context, query Query, mutates ...Mutate) (int, error)
}

type Cursor interface {
	Close() error
	Fields() ([]string, error)
	Next() bool
	NopScanner() any
	Scan(...any) error
}

type Document struct {
}

func (Document) ReflectValue() reflect.Value            { panic(0) }
func (Document) Table() string                          { panic(0) }
func (Document) PrimaryFields() []string                { panic(0) }
func (Document) PrimaryField() string                   { panic(0) }
func (Document) PrimaryValues() []any                   { panic(0) }
func (Document) PrimaryValue() any                      { panic(0) }
func (Document) Persisted() bool                        { panic(0) }
func (Document) Index() map[string][]int                { panic(0) }
func (Document) Fields() []string                       { panic(0) }
func (Document) Type(field string) (reflect.Type, bool) { panic(0) }
func (Document) Value(field string) (any, bool)         { panic(0) }
func (Document) SetValue(field string, value any) bool  { panic(0) }
func (Document) Scanners(fields []string) []any         { panic(0) }
func (Document) BelongsTo() []string                    { panic(0) }
func (Document) HasOne() []string                       { panic(0) }
func (Document) HasMany() []string                      { panic(0) }
func (Document) Preload() []string                      { panic(0) }
func (Document) Reset()                                 { panic(0) }
func (*Document) Len() int                              { panic(0) }

type DocumentMeta struct {
}

func (DocumentMeta) Table() string                          { panic(0) }
func (DocumentMeta) PrimaryFields() []string                { panic(0) }
func (DocumentMeta) PrimaryField() string                   { panic(0) }
func (DocumentMeta) Index() map[string][]int                { panic(0) }
func (DocumentMeta) Fields() []string                       { panic(0) }
func (DocumentMeta) Type(field string) (reflect.Type, bool) { panic(0) }
func (DocumentMeta) BelongsTo() []string                    { panic(0) }
func (DocumentMeta) HasOne() []string                       { panic(0) }
func (DocumentMeta) HasMany() []string                      { panic(0) }
func (DocumentMeta) Preload() []string                      { panic(0) }

type FilterQuery struct {
	Field string
	Value any
}

func (FilterQuery) Build(query *Query) { panic(0) }
func (FilterQuery) None() bool         { panic(0) }
func (FilterQuery) String() string     { panic(0) }

type Instrumenter func(ctx context.Context, op string, message string, args ...any) func(err error)

func (Instrumenter) Observe(ctx context.Context, op string, message string, args ...any) func(err error) {
	panic(0)
}

type IteratorOption interface {
}

type Migration interface {
}

type Mutate struct {
	Field string
	Value any
}

func (Mutate) Apply(doc *Document, mutation *Mutation) { panic(0) }
func (Mutate) String() string                          { panic(0) }

type Mutation struct {
}

func (*Mutation) IsEmpty() bool                         { panic(0) }
func (*Mutation) IsMutatesEmpty() bool                  { panic(0) }
func (*Mutation) IsAssocEmpty() bool                    { panic(0) }
func (*Mutation) SetDeletedIDs(field string, ids []any) { panic(0) }

type OnConflict struct {
	Keys         []string
	Ignore       bool
	Replace      bool
	Fragment     string
	FragmentArgs []any
}

type QueryPopulator interface {
}
