// Package models is what the layers share.
package models

import "gorm.io/gorm"

// A Group has users.
type Group struct {
	gorm.Model
	Name  string
	Users []User
}

// A User is in a group.
type User struct {
	gorm.Model
	GroupID *uint
	Email   string
	Active  bool
}
