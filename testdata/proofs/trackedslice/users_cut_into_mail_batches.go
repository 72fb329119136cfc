// The cron job that cut a group's users into e-mail batches blanked the group's own list, and its Save inserted as many blank users.

package trackedslice

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// A Mailer sends the news to groups, two users at a time.
type Mailer struct {
	db   *gorm.DB
	send func(batch []User) error
}

// SendDeleting takes the batches from the queue by slices.Delete.
func (m *Mailer) SendDeleting(ctx context.Context, id int64) error {
	var group Group
	if err := m.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		n := min(2, len(queue))
		if err := m.send(queue[:n]); err != nil {
			return err
		}
		queue = slices.Delete(queue, 0, n)
	}
	group.MailedAt = time.Now()
	return m.db.WithContext(ctx).Save(&group).Error
}

// SendReslicing takes the batches from the queue by slicing it.
func (m *Mailer) SendReslicing(ctx context.Context, id int64) error {
	var group Group
	if err := m.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		n := min(2, len(queue))
		if err := m.send(queue[:n]); err != nil {
			return err
		}
		queue = queue[n:]
	}
	group.MailedAt = time.Now()
	return m.db.WithContext(ctx).Save(&group).Error
}

// SendActive mails only some, and deletes the others from a list of its own.
func (m *Mailer) SendActive(ctx context.Context, id int64) error {
	var group Group
	if err := m.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(slices.Clone(group.Users), func(u User) bool { return !u.Active })
	if err := m.send(active); err != nil {
		return err
	}
	group.MailedAt = time.Now()
	return m.db.WithContext(ctx).Save(&group).Error
}

// SendActiveInPlace deletes the others from the group's list.
func (m *Mailer) SendActiveInPlace(ctx context.Context, id int64) error {
	var group Group
	if err := m.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(group.Users, func(u User) bool { return !u.Active })
	if err := m.send(active); err != nil {
		return err
	}
	return m.db.WithContext(ctx).Model(&group).Update("mailed_at", time.Now()).Error
}

// SendActiveAlone blanks the group's list, too, but has GORM write the group alone.
func (m *Mailer) SendActiveAlone(ctx context.Context, id int64) error {
	var group Group
	if err := m.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(group.Users, func(u User) bool { return !u.Active })
	if err := m.send(active); err != nil {
		return err
	}
	group.MailedAt = time.Now()
	return m.db.WithContext(ctx).Omit(clause.Associations).Save(&group).Error
}
