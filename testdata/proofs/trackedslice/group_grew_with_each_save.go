// Omit("Users.*") was to leave the users as they are: each Save left a blank user more.

package trackedslice

import (
	"context"

	"gorm.io/gorm"
)

// Names renames groups.
type Names struct {
	db *gorm.DB
}

// RenameOmittingColumns omits all columns of the users, but not the users.
func (n *Names) RenameOmittingColumns(ctx context.Context, id int64, name string) error {
	var group Group
	if err := n.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Name = name
	return n.db.WithContext(ctx).Omit("Users.*").Save(&group).Error
}

// RenameOmittingUsers omits the users.
func (n *Names) RenameOmittingUsers(ctx context.Context, id int64, name string) error {
	var group Group
	if err := n.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Name = name
	return n.db.WithContext(ctx).Omit("Users").Save(&group).Error
}
