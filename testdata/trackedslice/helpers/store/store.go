// Package store has functions of which callers only know by their facts what
// they do with a group.
package store

import (
	"slices"

	"gorm.io/gorm"
)

type Group struct {
	ID    int64
	Users []User
}

type User struct {
	ID      int64
	GroupID int64
	Name    string
}

func root(u User) bool { return u.Name == "root" }

// Load loads a group with its users.
func Load(db *gorm.DB, id int64) (*Group, error) {
	var g Group
	err := db.Preload("Users").First(&g, id).Error
	return &g, err
}

// LoadRoots loads a group with some of its users.
func LoadRoots(db *gorm.DB, id int64) (*Group, error) {
	var g Group
	err := db.Preload("Users", "name = ?", "root").First(&g, id).Error
	return &g, err
}

// LoadIf loads the users if it is asked to.
func LoadIf(db *gorm.DB, id int64, users bool) (*Group, error) {
	if users {
		return Load(db, id)
	}
	return LoadAlone(db, id)
}

// LoadAlone loads a group without users.
func LoadAlone(db *gorm.DB, id int64) (*Group, error) {
	var g Group
	err := db.First(&g, id).Error
	return &g, err
}

// LoadWith loads a group with what the caller names.
func LoadWith(db *gorm.DB, id int64, name string) (*Group, error) {
	var g Group
	err := db.Preload(name).First(&g, id).Error
	return &g, err
}

// Loads is implemented by All and None, which load something else.
type Loads interface {
	Group(db *gorm.DB, id int64) (*Group, error)
}

type All struct{}

func (All) Group(db *gorm.DB, id int64) (*Group, error) { return Load(db, id) }

type None struct{}

func (None) Group(db *gorm.DB, id int64) (*Group, error) { return LoadAlone(db, id) }

// UsersOf returns the users themselves.
func UsersOf(g *Group) []User { return g.Users }

// CopyOf returns users of their own.
func CopyOf(g *Group) []User { return slices.Clone(g.Users) }

// Save persists a group with its users.
func Save(db *gorm.DB, g *Group) error { return db.Save(g).Error }

// SaveID persists one column.
func SaveID(db *gorm.DB, g *Group) error { return db.Select("ID").Save(g).Error }

// SaveUsers persists the users and one column.
func SaveUsers(db *gorm.DB, g *Group) error { return db.Select("ID", "Users").Save(g).Error }

// Alone is a statement that leaves users alone.
func Alone(db *gorm.DB) *gorm.DB { return db.Omit("Users") }

// Set makes users the group's.
func Set(db *gorm.DB, g *Group, users []User) error {
	return db.Model(g).Association("Users").Replace(users)
}

// Forget zeroes the keys of the users.
func Forget(g *Group) {
	for i := range g.Users {
		g.Users[i].ID = 0
	}
}

// WithoutFirst leaves the first user out.
func WithoutFirst(g *Group) { g.Users = g.Users[1:] }
