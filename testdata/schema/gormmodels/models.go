//go:build real

// Package gormmodels has models that try GORM's rules.
package gormmodels

import (
	"database/sql"
	"database/sql/driver"
	"time"

	"gorm.io/gorm"
	"gorm.io/plugin/soft_delete"

	"github.com/datavet/datavet/testdata/schema/internal/shared"
)

type User struct {
	gorm.Model
	Name     string `gorm:"size:100;not null;default:'anon'"`
	Email    string `gorm:"uniqueIndex:idx_email,where:deleted_at IS NULL"`
	APIKey   string `gorm:"unique"`
	Age      *int   `gorm:"default:18;index"`
	IsAdmin  bool   `gorm:"column:admin;NOT NULL;default:false"`
	HTTPURL  string
	UUID     []byte
	secret   string
	Ignored  string `gorm:"-"`
	IgnAll   string `gorm:"-:all"`
	Kept     string `gorm:"-:migration"`
	Orders   []Order
	Company  Company
	Tags     []string       `gorm:"serializer:json"`
	Meta     map[string]any `gorm:"serializer:json"`
	LastSeen sql.NullTime

	CompanyID uint
}

type Company struct {
	ID   int
	Name string
}

type Order struct {
	ID        uint64 `gorm:"primaryKey;autoIncrement:false"`
	UserID    uint
	DeletedAt *time.Time `gorm:"index"`
	Number    string     `gorm:"uniqueIndex:idx_order,priority:2"`
	Shop      string     `gorm:"uniqueIndex:idx_order,priority:1"`
	Extra     string     `gorm:"index:,unique,composite:pair"`
	Other     string     `gorm:"index:,unique,composite:pair"`
}

type Category struct {
	shared.Base
	Slug string `gorm:"uniqueIndex:idx_tenant_slug,priority:2"`
}

type Address struct {
	Street string `gorm:"column:str"`
	ZIP    string `gorm:"index"`
	ID     string
}

type Person struct {
	ID   string  `gorm:"type:uuid;default:gen_random_uuid()"`
	Home Address `gorm:"embedded;embeddedPrefix:home_"`
	Work Address `gorm:"embedded;embeddedPrefix:work_"`
	*Audit
}

type Audit struct {
	By string
	At time.Time `gorm:"not null"`
}

type Bus struct{ ID uint }

func (Bus) TableName() string { return shared.Prefix + "busses" }

type Flagged struct {
	ID      uint
	Key     string                `gorm:"uniqueIndex:udx_key"`
	Deleted soft_delete.DeletedAt `gorm:"softDelete:flag;uniqueIndex:udx_key"`
}

type Millis struct {
	ID        uint
	DeletedAt soft_delete.DeletedAt `gorm:"softDelete:milli;default:0"`
}

type Mixed struct {
	ID        uint
	DeletedAt time.Time
	IsDel     soft_delete.DeletedAt `gorm:"softDelete:flag,DeletedAtField:DeletedAt"`
}

type Zeroed struct {
	ID        uint
	DeletedAt gorm.DeletedAt `gorm:"zeroValue:'1970-01-01 00:00:01';default:'1970-01-01 00:00:01'"`
}

type Epoch struct {
	ID        uint
	DeletedAt gorm.DeletedAt `gorm:"zeroValue:1970-01-01 00:00:01;not null"`
}

type when = gorm.DeletedAt

type Aliased struct {
	ID        uint
	RemovedOn when
}

type Money struct{ Cents int64 }

func (m Money) Value() (driver.Value, error) { return m.Cents, nil }
func (m *Money) Scan(any) error              { return nil }

type State string
type Moment time.Time

type Account struct {
	AccountNo  string `gorm:"primaryKey"`
	Region     string `gorm:"primaryKey"`
	Balance    Money  `gorm:"not null"`
	State      State  `gorm:"default:new"`
	Opened     Moment
	Boxes      Boxes `gorm:"type:jsonb"`
	Relation   *Company
	RelationID int
}

type Boxes []int

type Shadow struct {
	shared.Base
	TenantID string `gorm:"column:tenant_id;unique"`
}

type UserAPIKeyV2 struct {
	ID   uint
	Expr string `gorm:"uniqueIndex:idx_expr,expression:lower(expr)"`
	Long string `gorm:"uniqueIndex"`
}

type Child struct{ ID uint }
type Status struct{ ID uint }
type NewsItemQuiz struct{ ID uint }

type AVeryLongModelNameThatGoesBeyondTheLimitOfIdentifiers struct {
	ID                                uint
	AnEquallyLongColumnNameForAnIndex string `gorm:"uniqueIndex"`
}

// All are the models, for the test.
var All = []any{
	&User{}, &Company{}, &Order{}, &Category{}, &Person{}, &Bus{}, &Flagged{}, &Millis{}, &Mixed{}, &Zeroed{}, &Epoch{}, &Aliased{}, &Account{}, &Shadow{},
	&UserAPIKeyV2{}, &Child{}, &Status{}, &NewsItemQuiz{}, &AVeryLongModelNameThatGoesBeyondTheLimitOfIdentifiers{},
}

// Migrate makes models of those without tags.
func Migrate(db *gorm.DB) error {
	return db.AutoMigrate(&Company{}, &Bus{}, &Child{}, &Status{}, &NewsItemQuiz{}, &Mixed{}, &Aliased{})
}
