// Package filtered reads soft-deleted rows with ORMs, with and without their
// filters. The comment beside a query has its tables.
package filtered

import (
	"context"

	"github.com/uptrace/bun"
	"gorm.io/gorm"
)

type Company struct {
	ID        int64
	OwnerID   int64
	Owner     *User
	Name      string
	DeletedAt gorm.DeletedAt
}

type User struct {
	ID        int64
	CompanyID int64
	Company   Company
	Orders    []Order
	DeletedAt gorm.DeletedAt
}

type Order struct {
	ID     int64
	UserID int64
}

type row struct{ ID int64 }

func withGORM(db *gorm.DB) {
	var users []User
	var rows []row
	db.Find(&users)                                                                     // tables: users filtered
	db.Unscoped().Find(&users)                                                          // tables: users
	db.Joins("Company").Find(&users)                                                    // tables: users filtered, companies Company outer filtered
	db.InnerJoins("Company").Find(&users)                                               // tables: users filtered, companies Company filtered
	db.Joins("Company.Owner").Find(&users)                                              // tables: users filtered, users Company__Owner outer filtered
	db.Unscoped().Joins("Company").Find(&users)                                         // tables: users, companies Company outer
	db.Joins("JOIN companies ON companies.id = users.company_id").Find(&users)          // tables: users filtered, companies
	db.Preload("Company").Find(&users)                                                  // tables: users filtered
	db.Table("users").Find(&users)                                                      // tables: users filtered
	db.Table("users AS u").Find(&users)                                                 // tables: users u filtered
	db.Table("users").Scan(&users)                                                      // tables: users
	db.Table("users").Find(&rows)                                                       // tables: users
	db.Model(&User{}).Scan(&rows)                                                       // tables: users filtered
	db.Model(&User{}).Joins("LEFT JOIN orders o ON o.user_id = users.id").Scan(&rows)   // tables: users filtered, orders o outer
	db.Table("users").Joins("JOIN companies c ON c.id = users.company_id").Scan(&users) // tables: users, companies c
}

type Firm struct {
	bun.BaseModel `bun:"table:firms,alias:f"`

	ID int64
}

type Person struct {
	bun.BaseModel `bun:"table:people,alias:p"`

	ID     int64
	FirmID int64
	Firm   *Firm     `bun:"rel:belongs-to,join:firm_id=id"`
	Kids   []*Person `bun:"rel:has-many,join:id=parent_id"`
}

func withBun(ctx context.Context, db *bun.DB) {
	var people []Person
	db.NewSelect().Model(&people).Relation("Firm").Scan(ctx)                                // tables: people p filtered, firms firm outer filtered
	db.NewSelect().Model(&people).Relation("Firm").WhereAllWithDeleted().Scan(ctx)          // tables: people p, firms firm outer
	db.NewSelect().Model(&people).Join("JOIN firms AS f ON f.id = p.firm_id").Scan(ctx)     // tables: people p filtered, firms f
	db.NewSelect().Table("people").Join("JOIN firms AS f ON f.id = firm_id").Scan(ctx, nil) // tables: people, firms f
}
