// Package goqu has the signatures of the real one that scenarios need.
package goqu

import "github.com/doug-martin/goqu/v9/exp"

type (
	Ex         = exp.Ex
	ExOr       = exp.ExOr
	Expression = exp.Expression
	Op         = exp.Op
	Record     = exp.Record
)

func And(expressions ...exp.Expression) exp.ExpressionList { panic(0) }
func C(col string) exp.IdentifierExpression                { panic(0) }
func Delete(table any) *DeleteDataset                      { panic(0) }
func Dialect(dialect string) DialectWrapper                { panic(0) }
func From(table ...any) *SelectDataset                     { panic(0) }
func I(ident string) exp.IdentifierExpression              { panic(0) }
func L(sql string, args ...any) exp.LiteralExpression      { panic(0) }
func On(expressions ...exp.Expression) exp.JoinCondition   { panic(0) }
func Or(expressions ...exp.Expression) exp.ExpressionList  { panic(0) }
func T(table string) exp.IdentifierExpression              { panic(0) }
func Update(table any) *UpdateDataset                      { panic(0) }

type DialectWrapper struct{}

func (DialectWrapper) From(table ...any) *SelectDataset { panic(0) }
func (DialectWrapper) Delete(table any) *DeleteDataset  { panic(0) }
func (DialectWrapper) Update(table any) *UpdateDataset  { panic(0) }

type DeleteDataset struct{}

func (*DeleteDataset) From(table any) *DeleteDataset                      { panic(0) }
func (*DeleteDataset) Prepared(prepared bool) *DeleteDataset              { panic(0) }
func (*DeleteDataset) Where(expressions ...exp.Expression) *DeleteDataset { panic(0) }
func (*DeleteDataset) ToSQL() (sql string, params []any, err error)       { panic(0) }

type SelectDataset struct{}

func (*SelectDataset) From(from ...any) *SelectDataset                               { panic(0) }
func (*SelectDataset) Join(table exp.Expression, c exp.JoinCondition) *SelectDataset { panic(0) }
func (*SelectDataset) Select(selects ...any) *SelectDataset                          { panic(0) }
func (*SelectDataset) Prepared(prepared bool) *SelectDataset                         { panic(0) }
func (*SelectDataset) Where(expressions ...exp.Expression) *SelectDataset            { panic(0) }
func (*SelectDataset) Order(order ...exp.OrderedExpression) *SelectDataset           { panic(0) }
func (*SelectDataset) Limit(limit uint) *SelectDataset                               { panic(0) }
func (*SelectDataset) ToSQL() (sql string, params []any, err error)                  { panic(0) }

type UpdateDataset struct{}

func (*UpdateDataset) Set(values any) *UpdateDataset                      { panic(0) }
func (*UpdateDataset) Where(expressions ...exp.Expression) *UpdateDataset { panic(0) }
func (*UpdateDataset) ToSQL() (sql string, params []any, err error)       { panic(0) }
