// Package store loads and saves groups.
package store

import (
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/datavet/datavet/testdata/trackedslice/layers/models"
)

// Groups is the store of groups.
type Groups struct {
	db *gorm.DB
}

// With builds on another handle.
func (g *Groups) With(db *gorm.DB) *Groups { return &Groups{db} }

func (g *Groups) query(ctx context.Context) *gorm.DB {
	return g.db.WithContext(ctx).Model(&models.Group{}).Preload("Users")
}

// Get returns a group with its users.
func (g *Groups) Get(ctx context.Context, id uint) (*models.Group, error) {
	var group models.Group
	if err := g.query(ctx).Where("id = ?", id).First(&group).Error; err != nil {
		return nil, err
	}
	return &group, nil
}

// GetAlone returns a group without its users.
func (g *Groups) GetAlone(ctx context.Context, id uint) (*models.Group, error) {
	group := new(models.Group)
	err := g.db.WithContext(ctx).First(group, id).Error
	return group, err
}

// List returns all groups with their users.
func (g *Groups) List(ctx context.Context) (groups []*models.Group, err error) {
	err = g.query(ctx).Find(&groups).Error
	return groups, err
}

// Fill loads a group with its users into group.
func (g *Groups) Fill(ctx context.Context, group *models.Group, id uint) error {
	return g.query(ctx).First(group, id).Error
}

// Save writes a group with what it holds.
func (g *Groups) Save(ctx context.Context, group *models.Group) error {
	return g.db.WithContext(ctx).Save(group).Error
}

// SaveAlone writes a group without what it holds.
func (g *Groups) SaveAlone(ctx context.Context, group *models.Group) error {
	return g.db.WithContext(ctx).Omit(clause.Associations).Save(group).Error
}

// SaveWithoutUsers leaves the users as they are.
func (g *Groups) SaveWithoutUsers(ctx context.Context, group *models.Group) error {
	return g.db.WithContext(ctx).Omit("Users").Save(group).Error
}

// Rename writes one column, and what the group holds.
func (g *Groups) Rename(ctx context.Context, group *models.Group, name string) error {
	return g.db.WithContext(ctx).Model(group).Update("name", name).Error
}

// RenameByKey writes one column.
func (g *Groups) RenameByKey(ctx context.Context, group *models.Group, name string) error {
	return g.db.WithContext(ctx).Model(&models.Group{}).Where("id = ?", group.ID).Update("name", name).Error
}

// SetUsers makes users the group's.
func (g *Groups) SetUsers(ctx context.Context, group *models.Group, users []models.User) error {
	return g.db.WithContext(ctx).Model(group).Association("Users").Replace(users)
}

// Active returns the active ones of users, in their array.
func Active(users []models.User) []models.User {
	return slices.DeleteFunc(users, func(u models.User) bool { return !u.Active })
}

// ActiveOf returns the active users of group, in an array of their own.
func ActiveOf(group *models.Group) (active []models.User) {
	for _, u := range group.Users {
		if u.Active {
			active = append(active, u)
		}
	}
	return active
}

// Prune leaves the active users in group.
func Prune(group *models.Group) {
	group.Users = Active(group.Users)
}
