// A banned user was cut from the group's list, Save reported success, and the user was still in the group.

package trackedslice

import (
	"context"
	"slices"

	"gorm.io/gorm"
)

// Bans takes users from groups.
type Bans struct {
	db *gorm.DB
}

// BanInMemory cuts the user from the list.
func (b *Bans) BanInMemory(ctx context.Context, id, user int64) error {
	var group Group
	if err := b.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = slices.DeleteFunc(group.Users, func(u User) bool { return u.ID == user })
	return b.db.WithContext(ctx).Save(&group).Error
}

// BanInDatabase unlinks the user.
func (b *Bans) BanInDatabase(ctx context.Context, id, user int64) error {
	var group Group
	if err := b.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	return b.db.WithContext(ctx).Model(&group).Association("Users").Delete(&User{ID: user})
}

// CorrectInMemory corrects an address in the list.
func (b *Bans) CorrectInMemory(ctx context.Context, id int64, email string) error {
	var group Group
	if err := b.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for i := range group.Users {
		group.Users[i].Email = email
	}
	return b.db.WithContext(ctx).Save(&group).Error
}

// CorrectInDatabase has GORM write the children, too.
func (b *Bans) CorrectInDatabase(ctx context.Context, id int64, email string) error {
	var group Group
	if err := b.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for i := range group.Users {
		group.Users[i].Email = email
	}
	return b.db.WithContext(ctx).Session(&gorm.Session{FullSaveAssociations: true}).Save(&group).Error
}
