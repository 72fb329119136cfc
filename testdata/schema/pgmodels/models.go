//go:build real

// Package pgmodels has models that try go-pg's rules.
package pgmodels

import (
	"time"
)

type User struct {
	tableName struct{} `pg:"app_users,alias:u"`

	ID        int64
	Email     string `pg:",unique,notnull"`
	Nick      string `pg:"nick_name,unique:one,use_zero"`
	Realm     string `pg:"unique:one,default:'main'"`
	HTTPCode  int
	Orders    []*Order  `pg:"rel:has-many"`
	Skipped   string    `pg:"-"`
	DeletedAt time.Time `pg:",soft_delete"`
}

type Order struct {
	UUID   string
	UserID int64
	User   *User      `pg:"rel:has-one"`
	Tags   []string   `pg:",array"`
	Gone   *time.Time `pg:"gone_at,soft_delete"`
}

type Category struct {
	Slug string `pg:",pk"`
	Stamps
}

type Stamps struct {
	CreatedAt time.Time `pg:"default:now(),notnull"`
}

var All = []any{User{}, Order{}, Category{}}
