// Package model has the models that gorm.io/gen generated queries for.
package model

type Group struct {
	ID    uint `gorm:"primaryKey"`
	Name  string
	Users []*User
}

type User struct {
	ID      uint `gorm:"primaryKey"`
	GroupID uint
	Name    string
}
