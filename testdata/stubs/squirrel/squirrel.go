// Package squirrel has the signatures of the real one that scenarios need.
package squirrel

import (
	"context"
	"database/sql"
)

type And []Sqlizer

func (And) ToSql() (string, []any, error) { panic(0) }

type BaseRunner interface {
	Execer
	Queryer
}

func Delete(from string) DeleteBuilder { panic(0) }

type DeleteBuilder struct {
}

func (DeleteBuilder) PlaceholderFormat(f PlaceholderFormat) DeleteBuilder { panic(0) }
func (DeleteBuilder) RunWith(runner BaseRunner) DeleteBuilder             { panic(0) }
func (DeleteBuilder) Exec() (sql.Result, error)                           { panic(0) }
func (DeleteBuilder) ToSql() (string, []any, error)                       { panic(0) }
func (DeleteBuilder) MustSql() (string, []any)                            { panic(0) }
func (DeleteBuilder) Prefix(sql string, args ...any) DeleteBuilder        { panic(0) }
func (DeleteBuilder) PrefixExpr(expr Sqlizer) DeleteBuilder               { panic(0) }
func (DeleteBuilder) From(from string) DeleteBuilder                      { panic(0) }
func (DeleteBuilder) Where(pred any, args ...any) DeleteBuilder           { panic(0) }
func (DeleteBuilder) OrderBy(orderBys ...string) DeleteBuilder            { panic(0) }
func (DeleteBuilder) Limit(limit uint64) DeleteBuilder                    { panic(0) }
func (DeleteBuilder) Offset(offset uint64) DeleteBuilder                  { panic(0) }
func (DeleteBuilder) Suffix(sql string, args ...any) DeleteBuilder        { panic(0) }
func (DeleteBuilder) SuffixExpr(expr Sqlizer) DeleteBuilder               { panic(0) }
func (DeleteBuilder) Query() (*sql.Rows, error)                           { panic(0) }
func (DeleteBuilder) ExecContext(ctx context.Context) (sql.Result, error) { panic(0) }
func (DeleteBuilder) QueryContext(ctx context.Context) (*sql.Rows, error) { panic(0) }
func (DeleteBuilder) QueryRowContext(ctx context.Context) RowScanner      { panic(0) }
func (DeleteBuilder) ScanContext(ctx context.Context, dest ...any) error  { panic(0) }

var Dollar dollarFormat

type Eq map[string]any

func (Eq) ToSql() (sql string, args []any, err error) { panic(0) }

func ExecContextWith(ctx context.Context, db ExecerContext, s Sqlizer) (res sql.Result, err error) {
	panic(0)
}

func ExecWith(db Execer, s Sqlizer) (res sql.Result, err error) { panic(0) }

type Execer interface {
	Exec(query string, args ...any) (sql.Result, error)
}

type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func Expr(sql string, args ...any) Sqlizer { panic(0) }

type Gt map[string]any

func (Gt) ToSql() (sql string, args []any, err error) { panic(0) }

type GtOrEq map[string]any

func (GtOrEq) ToSql() (sql string, args []any, err error) { panic(0) }

func Insert(into string) InsertBuilder { panic(0) }

type InsertBuilder struct {
}

func (InsertBuilder) PlaceholderFormat(f PlaceholderFormat) InsertBuilder { panic(0) }
func (InsertBuilder) RunWith(runner BaseRunner) InsertBuilder             { panic(0) }
func (InsertBuilder) Exec() (sql.Result, error)                           { panic(0) }
func (InsertBuilder) Query() (*sql.Rows, error)                           { panic(0) }
func (InsertBuilder) QueryRow() RowScanner                                { panic(0) }
func (InsertBuilder) Scan(dest ...any) error                              { panic(0) }
func (InsertBuilder) ToSql() (string, []any, error)                       { panic(0) }
func (InsertBuilder) MustSql() (string, []any)                            { panic(0) }
func (InsertBuilder) Prefix(sql string, args ...any) InsertBuilder        { panic(0) }
func (InsertBuilder) PrefixExpr(expr Sqlizer) InsertBuilder               { panic(0) }
func (InsertBuilder) Options(options ...string) InsertBuilder             { panic(0) }
func (InsertBuilder) Into(from string) InsertBuilder                      { panic(0) }
func (InsertBuilder) Columns(columns ...string) InsertBuilder             { panic(0) }
func (InsertBuilder) Values(values ...any) InsertBuilder                  { panic(0) }
func (InsertBuilder) Suffix(sql string, args ...any) InsertBuilder        { panic(0) }
func (InsertBuilder) SuffixExpr(expr Sqlizer) InsertBuilder               { panic(0) }
func (InsertBuilder) SetMap(clauses map[string]any) InsertBuilder         { panic(0) }
func (InsertBuilder) Select(sb SelectBuilder) InsertBuilder               { panic(0) }
func (InsertBuilder) ExecContext(ctx context.Context) (sql.Result, error) { panic(0) }
func (InsertBuilder) QueryContext(ctx context.Context) (*sql.Rows, error) { panic(0) }
func (InsertBuilder) QueryRowContext(ctx context.Context) RowScanner      { panic(0) }
func (InsertBuilder) ScanContext(ctx context.Context, dest ...any) error  { panic(0) }

type Like map[string]any

func (Like) ToSql() (sql string, args []any, err error) { panic(0) }

type Lt map[string]any

func (Lt) ToSql() (sql string, args []any, err error) { panic(0) }

type LtOrEq map[string]any

func (LtOrEq) ToSql() (sql string, args []any, err error) { panic(0) }

type NotEq map[string]any

func (NotEq) ToSql() (sql string, args []any, err error) { panic(0) }

type Or []Sqlizer

func (Or) ToSql() (string, []any, error) { panic(0) }

type PlaceholderFormat interface {
	ReplacePlaceholders(sql string) (string, error)
}

func QueryContextWith(ctx context.Context, db QueryerContext, s Sqlizer) (rows *sql.Rows, err error) {
	panic(0)
}

func QueryRowContextWith(ctx context.Context, db QueryRowerContext, s Sqlizer) RowScanner { panic(0) }

func QueryRowWith(db QueryRower, s Sqlizer) RowScanner { panic(0) }

type QueryRower interface {
	QueryRow(query string, args ...any) RowScanner
}

type QueryRowerContext interface {
	QueryRowContext(ctx context.Context, query string, args ...any) RowScanner
}

func QueryWith(db Queryer, s Sqlizer) (rows *sql.Rows, err error) { panic(0) }

type Queryer interface {
	Query(query string, args ...any) (*sql.Rows, error)
}

type QueryerContext interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

var Question questionFormat

type RowScanner interface {
	Scan(...any) error
}

type Runner interface {
	Execer
	Queryer
	QueryRower
}

type RunnerContext interface {
	Runner
	QueryerContext
	QueryRowerContext
	ExecerContext
}

func Select(columns ...string) SelectBuilder { panic(0) }

type SelectBuilder struct {
}

func (SelectBuilder) PlaceholderFormat(f PlaceholderFormat) SelectBuilder       { panic(0) }
func (SelectBuilder) RunWith(runner BaseRunner) SelectBuilder                   { panic(0) }
func (SelectBuilder) Exec() (sql.Result, error)                                 { panic(0) }
func (SelectBuilder) Query() (*sql.Rows, error)                                 { panic(0) }
func (SelectBuilder) QueryRow() RowScanner                                      { panic(0) }
func (SelectBuilder) Scan(dest ...any) error                                    { panic(0) }
func (SelectBuilder) ToSql() (string, []any, error)                             { panic(0) }
func (SelectBuilder) MustSql() (string, []any)                                  { panic(0) }
func (SelectBuilder) Prefix(sql string, args ...any) SelectBuilder              { panic(0) }
func (SelectBuilder) PrefixExpr(expr Sqlizer) SelectBuilder                     { panic(0) }
func (SelectBuilder) Distinct() SelectBuilder                                   { panic(0) }
func (SelectBuilder) Options(options ...string) SelectBuilder                   { panic(0) }
func (SelectBuilder) Columns(columns ...string) SelectBuilder                   { panic(0) }
func (SelectBuilder) RemoveColumns() SelectBuilder                              { panic(0) }
func (SelectBuilder) Column(column any, args ...any) SelectBuilder              { panic(0) }
func (SelectBuilder) From(from string) SelectBuilder                            { panic(0) }
func (SelectBuilder) FromSelect(from SelectBuilder, alias string) SelectBuilder { panic(0) }
func (SelectBuilder) JoinClause(pred any, args ...any) SelectBuilder            { panic(0) }
func (SelectBuilder) Join(join string, rest ...any) SelectBuilder               { panic(0) }
func (SelectBuilder) LeftJoin(join string, rest ...any) SelectBuilder           { panic(0) }
func (SelectBuilder) RightJoin(join string, rest ...any) SelectBuilder          { panic(0) }
func (SelectBuilder) InnerJoin(join string, rest ...any) SelectBuilder          { panic(0) }
func (SelectBuilder) CrossJoin(join string, rest ...any) SelectBuilder          { panic(0) }
func (SelectBuilder) Where(pred any, args ...any) SelectBuilder                 { panic(0) }
func (SelectBuilder) GroupBy(groupBys ...string) SelectBuilder                  { panic(0) }
func (SelectBuilder) Having(pred any, rest ...any) SelectBuilder                { panic(0) }
func (SelectBuilder) OrderByClause(pred any, args ...any) SelectBuilder         { panic(0) }
func (SelectBuilder) OrderBy(orderBys ...string) SelectBuilder                  { panic(0) }
func (SelectBuilder) Limit(limit uint64) SelectBuilder                          { panic(0) }
func (SelectBuilder) RemoveLimit() SelectBuilder                                { panic(0) }
func (SelectBuilder) Offset(offset uint64) SelectBuilder                        { panic(0) }
func (SelectBuilder) RemoveOffset() SelectBuilder                               { panic(0) }
func (SelectBuilder) Suffix(sql string, args ...any) SelectBuilder              { panic(0) }
func (SelectBuilder) SuffixExpr(expr Sqlizer) SelectBuilder                     { panic(0) }
func (SelectBuilder) ExecContext(ctx context.Context) (sql.Result, error)       { panic(0) }
func (SelectBuilder) QueryContext(ctx context.Context) (*sql.Rows, error)       { panic(0) }
func (SelectBuilder) QueryRowContext(ctx context.Context) RowScanner            { panic(0) }
func (SelectBuilder) ScanContext(ctx context.Context, dest ...any) error        { panic(0) }

type Sqlizer interface {
	ToSql() (string, []any, error)
}

var StatementBuilder StatementBuilderType

type StatementBuilderType struct {
}

func (StatementBuilderType) Select(columns ...string) SelectBuilder                     { panic(0) }
func (StatementBuilderType) Insert(into string) InsertBuilder                           { panic(0) }
func (StatementBuilderType) Replace(into string) InsertBuilder                          { panic(0) }
func (StatementBuilderType) Update(table string) UpdateBuilder                          { panic(0) }
func (StatementBuilderType) Delete(from string) DeleteBuilder                           { panic(0) }
func (StatementBuilderType) PlaceholderFormat(f PlaceholderFormat) StatementBuilderType { panic(0) }
func (StatementBuilderType) RunWith(runner BaseRunner) StatementBuilderType             { panic(0) }
func (StatementBuilderType) Where(pred any, args ...any) StatementBuilderType           { panic(0) }

type StdSql interface {
	Exec(string, ...any) (sql.Result, error)
	Query(string, ...any) (*sql.Rows, error)
	QueryRow(string, ...any) *sql.Row
}

type StdSqlCtx interface {
	StdSql
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

func Update(table string) UpdateBuilder { panic(0) }

type UpdateBuilder struct {
}

func (UpdateBuilder) PlaceholderFormat(f PlaceholderFormat) UpdateBuilder       { panic(0) }
func (UpdateBuilder) RunWith(runner BaseRunner) UpdateBuilder                   { panic(0) }
func (UpdateBuilder) Exec() (sql.Result, error)                                 { panic(0) }
func (UpdateBuilder) Query() (*sql.Rows, error)                                 { panic(0) }
func (UpdateBuilder) QueryRow() RowScanner                                      { panic(0) }
func (UpdateBuilder) Scan(dest ...any) error                                    { panic(0) }
func (UpdateBuilder) ToSql() (string, []any, error)                             { panic(0) }
func (UpdateBuilder) MustSql() (string, []any)                                  { panic(0) }
func (UpdateBuilder) Prefix(sql string, args ...any) UpdateBuilder              { panic(0) }
func (UpdateBuilder) PrefixExpr(expr Sqlizer) UpdateBuilder                     { panic(0) }
func (UpdateBuilder) Table(table string) UpdateBuilder                          { panic(0) }
func (UpdateBuilder) Set(column string, value any) UpdateBuilder                { panic(0) }
func (UpdateBuilder) SetMap(clauses map[string]any) UpdateBuilder               { panic(0) }
func (UpdateBuilder) From(from string) UpdateBuilder                            { panic(0) }
func (UpdateBuilder) FromSelect(from SelectBuilder, alias string) UpdateBuilder { panic(0) }
func (UpdateBuilder) Where(pred any, args ...any) UpdateBuilder                 { panic(0) }
func (UpdateBuilder) OrderBy(orderBys ...string) UpdateBuilder                  { panic(0) }
func (UpdateBuilder) Limit(limit uint64) UpdateBuilder                          { panic(0) }
func (UpdateBuilder) Offset(offset uint64) UpdateBuilder                        { panic(0) }
func (UpdateBuilder) Suffix(sql string, args ...any) UpdateBuilder              { panic(0) }
func (UpdateBuilder) SuffixExpr(expr Sqlizer) UpdateBuilder                     { panic(0) }
func (UpdateBuilder) ExecContext(ctx context.Context) (sql.Result, error)       { panic(0) }
func (UpdateBuilder) QueryContext(ctx context.Context) (*sql.Rows, error)       { panic(0) }
func (UpdateBuilder) QueryRowContext(ctx context.Context) RowScanner            { panic(0) }
func (UpdateBuilder) ScanContext(ctx context.Context, dest ...any) error        { panic(0) }

func WrapStdSql(stdSql StdSql) Runner { panic(0) }

func WrapStdSqlCtx(stdSqlCtx StdSqlCtx) RunnerContext { panic(0) }

type dollarFormat struct {
}

func (dollarFormat) ReplacePlaceholders(sql string) (string, error) { panic(0) }

type questionFormat struct {
}

func (questionFormat) ReplacePlaceholders(sql string) (string, error) { panic(0) }
