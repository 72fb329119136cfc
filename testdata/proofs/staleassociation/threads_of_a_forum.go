// The replies of a thread were deleted, and came back with the forum that held the thread that held them.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
)

// A Forum has threads.
type Forum struct {
	ID      int64
	Replies int
	Threads []Thread
}

// A Thread has replies.
type Thread struct {
	ID      int64
	ForumID int64
	Replies []Reply
}

// A Reply is in a thread.
type Reply struct {
	ID       int64
	ThreadID int64
}

// Forums are kept with all that is in them.
type Forums struct {
	db *gorm.DB
}

// ClearSaving saves through two associations what it has deleted.
func (f *Forums) ClearSaving(ctx context.Context, id int64) error {
	db := f.db.WithContext(ctx)
	var forum Forum
	if err := db.Preload("Threads.Replies").First(&forum, id).Error; err != nil {
		return err
	}
	for _, thread := range forum.Threads {
		if err := db.Where("thread_id = ?", thread.ID).Delete(&Reply{}).Error; err != nil {
			return err
		}
	}
	forum.Replies = 0
	return db.Save(&forum).Error
}

// ClearOmitting saves the threads without their replies.
func (f *Forums) ClearOmitting(ctx context.Context, id int64) error {
	db := f.db.WithContext(ctx)
	var forum Forum
	if err := db.Preload("Threads.Replies").First(&forum, id).Error; err != nil {
		return err
	}
	for _, thread := range forum.Threads {
		if err := db.Where("thread_id = ?", thread.ID).Delete(&Reply{}).Error; err != nil {
			return err
		}
	}
	forum.Replies = 0
	return db.Omit("Threads.Replies").Save(&forum).Error
}
