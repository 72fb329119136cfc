//go:build real

// Package xormmodels has models that try xorm's rules.
package xormmodels

import (
	"time"

	"xorm.io/xorm"
)

type User struct {
	ID        int64     `xorm:"pk autoincr"`
	LoginName string    `xorm:"varchar(64) notnull unique 'login'"`
	Email     string    `xorm:"not null default '' UNIQUE(contact)"`
	Phone     string    `xorm:"UNIQUE(contact) default('none')"`
	APIToken  string    `xorm:"index"`
	Level     int       `xorm:"NOT NULL DEFAULT 0"`
	CreatedAt time.Time `xorm:"created"`
	DeletedAt time.Time `xorm:"deleted"`
	Skipped   string    `xorm:"-"`
	Comment   string    `xorm:"TEXT comment('a b')"`
	Plain     string
}

type UserInfo struct {
	Id      int64
	UserID  int64 `xorm:"INDEX(owner) unique(one)"`
	Kind    int   `xorm:"INDEX(owner) unique(one)"`
	Audit   `xorm:"extends"`
	Deleted int64 `xorm:"deleted notnull"`
}

type Audit struct {
	ByUser  string `xorm:"notnull"`
	Version int    `xorm:"version"`
}

type Bag struct {
	Id   int64
	HTML string
}

func (*Bag) TableName() string { return "the_bags" }

var All = []any{new(User), new(UserInfo), new(Bag), new(Audit)}

// Migrate makes models of those without tags.
func Migrate(e *xorm.Engine) error { return e.Sync(new(User), new(UserInfo), new(Bag)) }
