//go:build real

// Package bunmodels has models that try bun's rules.
package bunmodels

import (
	"database/sql"
	"time"

	"github.com/uptrace/bun"
)

type User struct {
	bun.BaseModel `bun:"table:app_users,alias:u"`

	ID        int64  `bun:",pk,autoincrement"`
	Email     string `bun:",unique,notnull"`
	Name      string `bun:"full_name,nullzero,default:'anon'"`
	APIKey    string `bun:"unique:group_a"`
	HTTPCode  int    `bun:",unique:group_a,unique:group_b"`
	OrgID     int64  `bun:"unique:group_b"`
	Org       *Org   `bun:"rel:belongs-to,join:org_id=id"`
	Orders    []Line `bun:"rel:has-many,join:id=user_id"`
	Skipped   string `bun:"-"`
	Shown     string `bun:",scanonly"`
	hidden    string
	DeletedAt time.Time `bun:",soft_delete,nullzero"`
}

type Org struct {
	ID        int64 `bun:",pk"`
	Name      string
	DeletedAt time.Time `bun:",soft_delete"`
}

type Line struct {
	ID     int64 `bun:"id,pk"`
	UserID int64
	At     bun.NullTime
	Until  sql.NullTime
	Audit  `bun:",extend"`
	Place  Place      `bun:"embed:place_"`
	Gone   *time.Time `bun:"gone_at,soft_delete"`
}

type Audit struct {
	ID        int64
	CreatedAt time.Time `bun:",notnull,default:current_timestamp"`
	Kind      string    `bun:"type:varchar(20),default:concat('a', 'b'),unique"`
}

type Place struct {
	Street string
	ZIP    string `bun:",unique:zips"`
}

type Category struct {
	bun.BaseModel `bun:"select:live_categories"`
	Slug          string `bun:",pk"`
	ParentSlug    string `bun:",pk"`
}

var All = []any{User{}, Org{}, Line{}, Audit{}, Category{}}
