// Package models is what the tables of the shop hold.
package models

import "gorm.io/gorm"

type Group struct {
	ID      int64
	Name    string
	OwnerID int64
	Owner   *User
	Users   []User `gorm:"foreignKey:GroupID"`
	Labels  []Label
}

type User struct {
	ID      int64
	GroupID *int64
	Roles   []Role `gorm:"many2many:user_roles"`
}

type Role struct {
	ID int64
}

type Label struct {
	ID      int64
	GroupID int64
}

// Load loads the group with its users.
func (g *Group) Load(db *gorm.DB) error {
	return db.Preload("Users").First(g, g.ID).Error
}

// Rename persists all that the group holds.
func (g *Group) Rename(db *gorm.DB, name string) error {
	g.Name = name
	return db.Save(g).Error
}

// SetOwner writes the key.
func (g *Group) SetOwner(owner int64) { g.OwnerID = owner }

// Forget forgets what was loaded.
func (g *Group) Forget() { g.Owner, g.Users = nil, nil }
