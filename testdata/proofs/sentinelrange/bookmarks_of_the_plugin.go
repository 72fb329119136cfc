// GORM's soft_delete plugin marks live rows with 0, and 0 is before any cutoff.

package sentinelrange

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/plugin/soft_delete"
)

// A Bookmark is unique among the live ones.
type Bookmark struct {
	ID        int64
	URL       string                `gorm:"uniqueIndex:idx_bookmarks_live"`
	DeletedAt soft_delete.DeletedAt `gorm:"uniqueIndex:idx_bookmarks_live"`
}

// Bookmarks are deleted softly at first.
type Bookmarks struct {
	db *gorm.DB
}

// PurgeByAge purges what was deleted before cutoff, and what never was.
func (b *Bookmarks) PurgeByAge(ctx context.Context, cutoff time.Time) error {
	return b.db.WithContext(ctx).Unscoped().
		Where("deleted_at < ?", cutoff.Unix()).
		Delete(&Bookmark{}).Error
}

// PurgeDeletedByAge leaves live bookmarks out.
func (b *Bookmarks) PurgeDeletedByAge(ctx context.Context, cutoff time.Time) error {
	return b.db.WithContext(ctx).Unscoped().
		Where("deleted_at > 0 AND deleted_at < ?", cutoff.Unix()).
		Delete(&Bookmark{}).Error
}
