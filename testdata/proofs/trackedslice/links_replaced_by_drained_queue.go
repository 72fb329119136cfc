// A queue that had been worked off replaced the group's users: every user lost the group.

package trackedslice

import (
	"context"

	"gorm.io/gorm"
)

// Invitations tell users of their group, and add users to it.
type Invitations struct {
	db   *gorm.DB
	tell func(User) error
}

// TellDraining works the group's own list off.
func (i *Invitations) TellDraining(ctx context.Context, id int64, joining *User) error {
	var group Group
	if err := i.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for len(group.Users) > 0 {
		if err := i.tell(group.Users[0]); err != nil {
			return err
		}
		group.Users = group.Users[1:]
	}
	users := append(group.Users, *joining)
	return i.db.WithContext(ctx).Model(&group).Association("Users").Replace(users)
}

// TellAppending leaves the list alone, and adds one user.
func (i *Invitations) TellAppending(ctx context.Context, id int64, joining *User) error {
	var group Group
	if err := i.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for _, user := range group.Users {
		if err := i.tell(user); err != nil {
			return err
		}
	}
	return i.db.WithContext(ctx).Model(&group).Association("Users").Append(joining)
}

// TellDeleting does as TellDraining, and deletes whom it doesn't keep.
func (i *Invitations) TellDeleting(ctx context.Context, id int64) error {
	var group Group
	if err := i.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for len(group.Users) > 0 {
		if err := i.tell(group.Users[0]); err != nil {
			return err
		}
		group.Users = group.Users[1:]
	}
	return i.db.WithContext(ctx).Model(&group).Association("Users").Unscoped().Replace(group.Users)
}

// JoinActive loads only the active users, and replaces all by them and one more.
func (i *Invitations) JoinActive(ctx context.Context, id int64, joining User) error {
	var group Group
	if err := i.db.WithContext(ctx).Preload("Users", "active = ?", true).First(&group, id).Error; err != nil {
		return err
	}
	return i.db.WithContext(ctx).Model(&group).Association("Users").Replace(append(group.Users, joining))
}

// JoinAll loads all users.
func (i *Invitations) JoinAll(ctx context.Context, id int64, joining User) error {
	var group Group
	if err := i.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	return i.db.WithContext(ctx).Model(&group).Association("Users").Replace(append(group.Users, joining))
}
