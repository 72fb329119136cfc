// The keys that never expire were the first to be purged.

package sentinelrange

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// A Key that never expires has the epoch in ExpiresAt.
type Key struct {
	ID        int64
	Owner     string
	ExpiresAt time.Time `gorm:"not null;default:'1970-01-01 00:00:00'"`
}

// Keys are purged once they have expired.
type Keys struct {
	db *gorm.DB
}

// PurgeBefore purges keys that have expired, and those that never do.
func (k *Keys) PurgeBefore(ctx context.Context, now time.Time) error {
	return k.db.WithContext(ctx).Where("expires_at < ?", now).Delete(&Key{}).Error
}

// PurgeExpiredBefore purges keys that have expired.
func (k *Keys) PurgeExpiredBefore(ctx context.Context, now time.Time) error {
	return k.db.WithContext(ctx).
		Where("expires_at > ?", time.Unix(0, 0).UTC()).
		Where("expires_at < ?", now).
		Delete(&Key{}).Error
}
