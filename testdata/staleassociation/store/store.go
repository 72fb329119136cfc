// Package store is where the shop's groups are kept.
package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/datavet/datavet/testdata/staleassociation/models"
)

// Groups is implemented by Repo.
type Groups interface {
	Group(ctx context.Context, id int64) (*models.Group, error)
	RemoveUsers(ctx context.Context, group int64) error
	Save(ctx context.Context, group *models.Group) error
}

type Repo struct {
	db *gorm.DB
}

// New returns the groups of db.
func New(db *gorm.DB) Groups { return &Repo{db} }

// NewRepo returns the groups of db, with all methods.
func NewRepo(db *gorm.DB) *Repo { return &Repo{db} }

func (r *Repo) withUsers(ctx context.Context) *gorm.DB {
	return r.db.WithContext(ctx).Preload("Users").Preload("Owner")
}

// Group loads a group with its users and its owner.
func (r *Repo) Group(ctx context.Context, id int64) (*models.Group, error) {
	var group models.Group
	if err := r.withUsers(ctx).Where("id = ?", id).First(&group).Error; err != nil {
		return nil, err
	}
	return &group, nil
}

// GroupBare loads a group with nothing else.
func (r *Repo) GroupBare(ctx context.Context, id int64) (*models.Group, error) {
	group := new(models.Group)
	err := r.db.WithContext(ctx).First(group, id).Error
	return group, err
}

// GroupIf loads a group, with its users if that is asked for.
func (r *Repo) GroupIf(ctx context.Context, id int64, users bool) (*models.Group, error) {
	if users {
		return r.Group(ctx, id)
	}
	return r.GroupBare(ctx, id)
}

// OwnedBy loads all groups of an owner.
func (r *Repo) OwnedBy(ctx context.Context, owner int64) (groups []models.Group, err error) {
	err = r.db.WithContext(ctx).Scopes(WithOwner).Where("owner_id = ?", owner).Find(&groups).Error
	return groups, err
}

// WithOwner is a scope.
func WithOwner(db *gorm.DB) *gorm.DB { return db.Preload("Owner") }

// WithRoles adds the users and their roles.
func WithRoles(db *gorm.DB) *gorm.DB { return db.Preload("Users.Roles") }

// ByChain loads by the caller's chain, whatever that loads.
func ByChain(chain *gorm.DB, id int64) (*models.Group, error) {
	var group models.Group
	err := chain.First(&group, id).Error
	return &group, err
}

// RemoveUsers deletes the users of a group.
func (r *Repo) RemoveUsers(ctx context.Context, group int64) error {
	return r.db.WithContext(ctx).Where("group_id = ?", group).Delete(&models.User{}).Error
}

// RemoveLabels deletes the labels of a group.
func (r *Repo) RemoveLabels(ctx context.Context, group int64) error {
	return r.db.WithContext(ctx).Where("group_id = ?", group).Delete(&models.Label{}).Error
}

// MoveUsers moves the users of a group to another.
func (r *Repo) MoveUsers(ctx context.Context, from, to int64) error {
	return r.db.WithContext(ctx).Model(&models.User{}).Where("group_id = ?", from).Update("group_id", to).Error
}

// Save saves the group, and all that it holds.
func (r *Repo) Save(ctx context.Context, group *models.Group) error {
	return r.save(r.db.WithContext(ctx), group)
}

func (r *Repo) save(db *gorm.DB, group any) error { return db.Save(group).Error }

// SaveAlone saves the group and nothing that it holds.
func (r *Repo) SaveAlone(ctx context.Context, group *models.Group) error {
	return r.db.WithContext(ctx).Omit(clause.Associations).Save(group).Error
}

// SaveEmptied saves the group as one that holds no users.
func (r *Repo) SaveEmptied(ctx context.Context, group *models.Group) error {
	group.Users = nil
	group.Name += " (emptied)"
	return r.db.WithContext(ctx).Save(group).Error
}

// SaveCopyEmptied is SaveEmptied of a copy.
func (r *Repo) SaveCopyEmptied(ctx context.Context, group models.Group) error {
	group.Users = nil
	return r.db.WithContext(ctx).Save(&group).Error
}

// SetName updates one column.
func (r *Repo) SetName(ctx context.Context, group *models.Group) error {
	return r.db.WithContext(ctx).Model(&models.Group{}).Where("id = ?", group.ID).Update("name", group.Name).Error
}

// InTx runs do in a transaction.
func (r *Repo) InTx(ctx context.Context, do func(*Repo) error) error {
	return r.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error { return do(&Repo{tx}) })
}
