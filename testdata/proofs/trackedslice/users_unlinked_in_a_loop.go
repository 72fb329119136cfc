// Inactive users were unlinked while ranging over the list that Delete shortens: it skipped users and ran past the end.

package trackedslice

import (
	"context"

	"gorm.io/gorm"
)

// Purge unlinks inactive users.
type Purge struct {
	db *gorm.DB
}

// UnlinkEach deletes from the list that it ranges over.
func (p *Purge) UnlinkEach(ctx context.Context, id int64) error {
	var group Group
	if err := p.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for i := range group.Users {
		if !group.Users[i].Active {
			if err := p.db.WithContext(ctx).Model(&group).Association("Users").Delete(&group.Users[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// UnlinkTogether collects first.
func (p *Purge) UnlinkTogether(ctx context.Context, id int64) error {
	var group Group
	if err := p.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	var inactive []User
	for _, user := range group.Users {
		if !user.Active {
			inactive = append(inactive, user)
		}
	}
	return p.db.WithContext(ctx).Model(&group).Association("Users").Delete(inactive)
}
