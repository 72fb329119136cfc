// Clearing the slice was thought to empty the group: it blanked its elements, and Save inserted them.

package trackedslice

import (
	"context"

	"gorm.io/gorm"
)

// Groups fills and empties groups.
type Groups struct {
	db *gorm.DB
}

// EmptyClearing blanks the list.
func (g *Groups) EmptyClearing(ctx context.Context, id int64) error {
	var group Group
	if err := g.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	clear(group.Users)
	group.Name = "empty"
	return g.db.WithContext(ctx).Save(&group).Error
}

// EmptyUnlinking takes the users from the group.
func (g *Groups) EmptyUnlinking(ctx context.Context, id int64) error {
	var group Group
	if err := g.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := g.db.WithContext(ctx).Model(&group).Association("Users").Clear(); err != nil {
		return err
	}
	group.Name = "empty"
	return g.db.WithContext(ctx).Save(&group).Error
}

// InviteLength makes room by the length, and appends behind it.
func (g *Groups) InviteLength(ctx context.Context, group *Group, emails []string) error {
	users := make([]User, len(emails))
	for _, email := range emails {
		users = append(users, User{Email: email})
	}
	group.Users = users
	return g.db.WithContext(ctx).Save(group).Error
}

// InviteCapacity makes room by the capacity.
func (g *Groups) InviteCapacity(ctx context.Context, group *Group, emails []string) error {
	users := make([]User, 0, len(emails))
	for _, email := range emails {
		users = append(users, User{Email: email})
	}
	group.Users = users
	return g.db.WithContext(ctx).Save(group).Error
}
