// Package query has what gorm.io/gen generates for the model Group, as far as
// scenarios need it.
package query

import (
	"context"

	"gorm.io/gen"
	"gorm.io/gen/field"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"github.com/datavet/datavet/testdata/generated/gormgen/model"
)

type Query struct {
	db    *gorm.DB
	Group group
}

func Use(db *gorm.DB, opts ...gen.DOOption) *Query { panic(0) }

func (q *Query) Transaction(fc func(tx *Query) error) error { panic(0) }

type group struct {
	groupDo

	Users groupHasManyUsers
}

type groupHasManyUsers struct {
	db *gorm.DB

	field.RelationField
}

func (a groupHasManyUsers) WithContext(ctx context.Context) *groupHasManyUsers { panic(0) }
func (a groupHasManyUsers) Model(m *model.Group) *groupHasManyUsersTx          { panic(0) }

type groupHasManyUsersTx struct{ tx *gorm.Association }

func (a groupHasManyUsersTx) Find() (result []*model.User, err error)   { panic(0) }
func (a groupHasManyUsersTx) Append(values ...*model.User) (err error)  { panic(0) }
func (a groupHasManyUsersTx) Replace(values ...*model.User) (err error) { panic(0) }
func (a groupHasManyUsersTx) Delete(values ...*model.User) (err error)  { panic(0) }
func (a groupHasManyUsersTx) Clear() error                              { panic(0) }
func (a groupHasManyUsersTx) Count() int64                              { panic(0) }

type groupDo struct{ gen.DO }

func (g groupDo) WithContext(ctx context.Context) *groupDo                   { panic(0) }
func (g groupDo) Session(config *gorm.Session) *groupDo                      { panic(0) }
func (g groupDo) Clauses(conds ...clause.Expression) *groupDo                { panic(0) }
func (g groupDo) Select(conds ...field.Expr) *groupDo                        { panic(0) }
func (g groupDo) Where(conds ...gen.Condition) *groupDo                      { panic(0) }
func (g groupDo) Order(conds ...field.Expr) *groupDo                         { panic(0) }
func (g groupDo) Omit(cols ...field.Expr) *groupDo                           { panic(0) }
func (g groupDo) Limit(limit int) *groupDo                                   { panic(0) }
func (g groupDo) Offset(offset int) *groupDo                                 { panic(0) }
func (g groupDo) Joins(fields ...field.RelationField) *groupDo               { panic(0) }
func (g groupDo) Preload(fields ...field.RelationField) *groupDo             { panic(0) }
func (g groupDo) Create(values ...*model.Group) error                        { panic(0) }
func (g groupDo) CreateInBatches(values []*model.Group, batchSize int) error { panic(0) }
func (g groupDo) Save(values ...*model.Group) error                          { panic(0) }
func (g groupDo) First() (*model.Group, error)                               { panic(0) }
func (g groupDo) Find() ([]*model.Group, error)                              { panic(0) }
func (g groupDo) FindInBatch(batchSize int, fc func(tx gen.Dao, batch int) error) (results []*model.Group, err error) {
	panic(0)
}
func (g groupDo) FindInBatches(result *[]*model.Group, batchSize int, fc func(tx gen.Dao, batch int) error) error {
	panic(0)
}
func (g groupDo) FindByPage(offset int, limit int) (result []*model.Group, count int64, err error) {
	panic(0)
}
func (g groupDo) Scan(result interface{}) (err error)                              { panic(0) }
func (g groupDo) Delete(models ...*model.Group) (result gen.ResultInfo, err error) { panic(0) }

// IGroupDo is there if queries are generated with interfaces.
type IGroupDo interface {
	gen.SubQuery
	WithContext(ctx context.Context) IGroupDo
	Where(conds ...gen.Condition) IGroupDo
	Preload(fields ...field.RelationField) IGroupDo
	First() (*model.Group, error)
	Find() ([]*model.Group, error)
	Save(values ...*model.Group) error
	Delete(...*model.Group) (info gen.ResultInfo, err error)
	schema.Tabler
}
