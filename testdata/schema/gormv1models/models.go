//go:build real

// Package gormv1models has models that try the rules of GORM v1.
package gormv1models

import (
	"time"

	"github.com/jinzhu/gorm"
)

type User struct {
	gorm.Model
	Name   string `gorm:"size:100;not null;default:'anon'"`
	Email  string `gorm:"unique_index"`
	Code   string `gorm:"unique_index:idx_code_realm"`
	Realm  string `gorm:"unique_index:idx_code_realm;index:idx_realm,idx_other"`
	Number int    `gorm:"column:no;unique" sql:"index"`
	Skip   string `gorm:"-"`
	Orders []OrderLine
}

type OrderLine struct {
	ID        int64 `gorm:"primary_key"`
	UserID    uint
	DeletedAt *time.Time `sql:"index"`
	Spot      Place      `gorm:"embedded;embedded_prefix:spot_"`
}

type Place struct {
	City string
	ZIP  string `gorm:"not null"`
}

type Category struct {
	ID   int
	Name string
}

func (Category) TableName() string { return "kinds" }

var All = []any{&User{}, &OrderLine{}, &Category{}}

// Migrate makes models of those without tags.
func Migrate(db *gorm.DB) { db.AutoMigrate(&User{}, &OrderLine{}, &Category{}) }
