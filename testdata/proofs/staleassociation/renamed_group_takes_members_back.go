// While one administrator renamed a group, another removed a member; the new name brought the member back.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
)

// A Group has members.
type Group struct {
	ID      int64
	Name    string
	Members []Member `gorm:"many2many:group_members"`
}

// A Member is in groups.
type Member struct {
	ID   int64
	Name string
}

// Groups are shown with their members.
type Groups struct {
	db *gorm.DB
}

// Group loads a group for whoever needs one.
func (g *Groups) Group(ctx context.Context, id int64) (*Group, error) {
	var group Group
	if err := g.db.WithContext(ctx).Preload("Members").First(&group, id).Error; err != nil {
		return nil, err
	}
	return &group, nil
}

// Remove takes a member from a group.
func (g *Groups) Remove(ctx context.Context, id, member int64) error {
	return g.db.WithContext(ctx).Model(&Group{ID: id}).Association("Members").Delete(&Member{ID: member})
}

// RenameSaving saves all that the group held when it was loaded.
func (g *Groups) RenameSaving(ctx context.Context, id int64, name string, approve func(*Group) error) error {
	group, err := g.Group(ctx, id)
	if err != nil {
		return err
	}
	group.Name = name
	if err := approve(group); err != nil {
		return err
	}
	return g.db.WithContext(ctx).Save(group).Error
}

// RenameOmitting saves the group alone.
func (g *Groups) RenameOmitting(ctx context.Context, id int64, name string, approve func(*Group) error) error {
	group, err := g.Group(ctx, id)
	if err != nil {
		return err
	}
	group.Name = name
	if err := approve(group); err != nil {
		return err
	}
	return g.db.WithContext(ctx).Omit("Members").Save(group).Error
}
