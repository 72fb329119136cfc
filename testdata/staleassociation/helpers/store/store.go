// Package store has functions of which callers only know by their facts what
// they do with a group.
package store

import "gorm.io/gorm"

type Group struct {
	ID    int64
	Name  string
	Users []User
}

type User struct {
	ID        int64
	GroupID   int64
	DeletedAt gorm.DeletedAt
}

// Load loads a group with its users.
func Load(db *gorm.DB, id int64) (*Group, error) {
	var g Group
	err := db.Preload("Users").First(&g, id).Error
	return &g, err
}

// LoadAlone loads a group without users.
func LoadAlone(db *gorm.DB, id int64) (*Group, error) {
	var g Group
	err := db.First(&g, id).Error
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

// Erase deletes the users of a group for good.
func Erase(db *gorm.DB, id int64) error {
	return db.Unscoped().Where("group_id = ?", id).Delete(&User{}).Error
}

// Clear unlinks the users of a group, and forgets them.
func Clear(db *gorm.DB, g *Group) error { return db.Model(g).Association("Users").Clear() }

// Save persists a group with its users.
func Save(db *gorm.DB, g *Group) error { return db.Save(g).Error }

// SaveName persists a column.
func SaveName(db *gorm.DB, g *Group) error { return db.Select("Name").Save(g).Error }
