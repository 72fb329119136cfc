// Package sql has the signatures of the real one that scenarios need.
package sql

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"entgo.io/ent/dialect"
)

type Conn struct {
	ExecQuerier
}

func (Conn) Exec(ctx context.Context, query string, args any, v any) (rerr error) { panic(0) }
func (Conn) Query(ctx context.Context, query string, args any, v any) error       { panic(0) }

type Driver struct {
	Conn
}

func (Driver) DB() *sql.DB                                                       { panic(0) }
func (Driver) Dialect() string                                                   { panic(0) }
func (*Driver) Tx(ctx context.Context) (dialect.Tx, error)                       { panic(0) }
func (*Driver) BeginTx(ctx context.Context, opts *TxOptions) (dialect.Tx, error) { panic(0) }
func (*Driver) Close() error                                                     { panic(0) }

type ExecQuerier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func Open(dialect string, source string) (*Driver, error) { panic(0) }

func OpenDB(dialect string, db *sql.DB) *Driver { panic(0) }

type Selector struct {
}

func (*Selector) New() *Selector                                       { panic(0) }
func (*Selector) WithContext(ctx context.Context) *Selector            { panic(0) }
func (*Selector) Context() context.Context                             { panic(0) }
func (*Selector) Select(columns ...string) *Selector                   { panic(0) }
func (*Selector) SelectDistinct(columns ...string) *Selector           { panic(0) }
func (*Selector) AppendSelect(columns ...string) *Selector             { panic(0) }
func (*Selector) AppendSelectAs(column string, as string) *Selector    { panic(0) }
func (*Selector) SelectExpr(exprs ...Querier) *Selector                { panic(0) }
func (*Selector) AppendSelectExpr(exprs ...Querier) *Selector          { panic(0) }
func (*Selector) AppendSelectExprAs(expr Querier, as string) *Selector { panic(0) }
func (*Selector) FindSelection(name string) (matches []string)         { panic(0) }
func (*Selector) SelectedColumns() []string                            { panic(0) }
func (*Selector) UnqualifiedColumns() []string                         { panic(0) }
func (*Selector) From(t TableView) *Selector                           { panic(0) }
func (*Selector) AppendFrom(t TableView) *Selector                     { panic(0) }
func (*Selector) FromExpr(x Querier) *Selector                         { panic(0) }
func (*Selector) AppendFromExpr(x Querier) *Selector                   { panic(0) }
func (*Selector) Distinct() *Selector                                  { panic(0) }
func (*Selector) SetDistinct(v bool) *Selector                         { panic(0) }
func (*Selector) Limit(limit int) *Selector                            { panic(0) }
func (*Selector) Offset(offset int) *Selector                          { panic(0) }
func (*Selector) CollectPredicates() *Selector                         { panic(0) }
func (*Selector) CollectedPredicates() []*Predicate                    { panic(0) }
func (*Selector) UncollectedPredicates() *Selector                     { panic(0) }
func (*Selector) Where(p *Predicate) *Selector                         { panic(0) }
func (*Selector) P() *Predicate                                        { panic(0) }
func (*Selector) SetP(p *Predicate) *Selector                          { panic(0) }
func (*Selector) FromSelect(s2 *Selector) *Selector                    { panic(0) }
func (*Selector) Not() *Selector                                       { panic(0) }
func (*Selector) Or() *Selector                                        { panic(0) }
func (*Selector) Table() *SelectTable                                  { panic(0) }
func (*Selector) TableName() string                                    { panic(0) }
func (*Selector) HasJoins() bool                                       { panic(0) }
func (*Selector) JoinedTable(name string) (*SelectTable, bool)         { panic(0) }
func (*Selector) JoinedTableView(name string) (TableView, bool)        { panic(0) }
func (*Selector) Join(t TableView) *Selector                           { panic(0) }
func (*Selector) LeftJoin(t TableView) *Selector                       { panic(0) }
func (*Selector) RightJoin(t TableView) *Selector                      { panic(0) }
func (*Selector) FullJoin(t TableView) *Selector                       { panic(0) }
func (*Selector) Union(t TableView) *Selector                          { panic(0) }
func (*Selector) UnionAll(t TableView) *Selector                       { panic(0) }
func (*Selector) UnionDistinct(t TableView) *Selector                  { panic(0) }
func (*Selector) Except(t TableView) *Selector                         { panic(0) }
func (*Selector) ExceptAll(t TableView) *Selector                      { panic(0) }
func (*Selector) Intersect(t TableView) *Selector                      { panic(0) }
func (*Selector) IntersectAll(t TableView) *Selector                   { panic(0) }
func (*Selector) Prefix(queries ...Querier) *Selector                  { panic(0) }
func (*Selector) C(column string) string                               { panic(0) }
func (*Selector) Columns(columns ...string) []string                   { panic(0) }
func (*Selector) OnP(p *Predicate) *Selector                           { panic(0) }
func (*Selector) On(c1 string, c2 string) *Selector                    { panic(0) }
func (*Selector) As(alias string) *Selector                            { panic(0) }
func (*Selector) Count(columns ...string) *Selector                    { panic(0) }
func (*Selector) For(l LockStrength, opts ...LockOption) *Selector     { panic(0) }
func (*Selector) ForShare(opts ...LockOption) *Selector                { panic(0) }
func (*Selector) ForUpdate(opts ...LockOption) *Selector               { panic(0) }
func (*Selector) Clone() *Selector                                     { panic(0) }
func (*Selector) OrderBy(columns ...string) *Selector                  { panic(0) }
func (*Selector) OrderColumns() []string                               { panic(0) }
func (*Selector) OrderExpr(exprs ...Querier) *Selector                 { panic(0) }
func (*Selector) OrderExprFunc(f func(*Builder)) *Selector             { panic(0) }
func (*Selector) ClearOrder() *Selector                                { panic(0) }
func (*Selector) GroupBy(columns ...string) *Selector                  { panic(0) }
func (*Selector) Having(p *Predicate) *Selector                        { panic(0) }
func (*Selector) Query() (string, []any)                               { panic(0) }

type Tx struct {
	Conn
	driver.Tx
}

type Builder struct {
}

func (*Builder) Quote(ident string) string { panic(0) }
func (*Builder) String() string            { panic(0) }
func (*Builder) Len() int                  { panic(0) }
func (*Builder) Err() error                { panic(0) }
func (*Builder) SetDialect(dialect string) { panic(0) }
func (Builder) Dialect() string            { panic(0) }
func (Builder) Total() int                 { panic(0) }
func (*Builder) SetTotal(total int)        { panic(0) }
func (Builder) Query() (string, []any)     { panic(0) }

type LockOption func(*LockOptions)

type LockStrength string

const (
	LockKeyShare    LockStrength = "KEY SHARE"
	LockNoKeyUpdate LockStrength = "NO KEY UPDATE"
	LockShare       LockStrength = "SHARE"
	LockUpdate      LockStrength = "UPDATE"
)

type Predicate struct {
}

func (*Predicate) Query() (string, []any) { panic(0) }

type Querier interface {
	Query() (string, []any)
}

type SelectTable struct {
}

func (*SelectTable) C(column string) string             { panic(0) }
func (*SelectTable) Columns(columns ...string) []string { panic(0) }

type TableView interface {
	C(string) string
}

type TxOptions = sql.TxOptions

type LockOptions struct {
	Tables []string
}
