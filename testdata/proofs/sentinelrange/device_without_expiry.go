// Devices that were registered without an expiry had expired in 1970: time.Unix(0, 0) isn't the zero time.

package sentinelrange

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// A Registration comes from an API, where 0 means that the device never
// expires.
type Registration struct {
	Name    string `json:"name"`
	Expires int64  `json:"expires"`
}

// A Device is a registered one.
type Device struct {
	ID        int64
	Name      string
	ExpiresAt time.Time
}

// Devices are evicted once they have expired.
type Devices struct {
	db *gorm.DB
}

// Register creates a device.
func (d *Devices) Register(ctx context.Context, r Registration) error {
	return d.db.WithContext(ctx).Create(&Device{Name: r.Name, ExpiresAt: time.Unix(r.Expires, 0)}).Error
}

// EvictUnlessZero evicts devices that have expired, and those that never do:
// 1970 isn't zero.
func (d *Devices) EvictUnlessZero(ctx context.Context, now time.Time) error {
	var devices []Device
	if err := d.db.WithContext(ctx).Find(&devices).Error; err != nil {
		return err
	}
	for _, device := range devices {
		if !device.ExpiresAt.IsZero() && device.ExpiresAt.Before(now) {
			if err := d.db.WithContext(ctx).Delete(&device).Error; err != nil {
				return err
			}
		}
	}
	return nil
}

// EvictUnlessEpoch evicts devices that have expired.
func (d *Devices) EvictUnlessEpoch(ctx context.Context, now time.Time) error {
	var devices []Device
	if err := d.db.WithContext(ctx).Find(&devices).Error; err != nil {
		return err
	}
	for _, device := range devices {
		if device.ExpiresAt.Unix() > 0 && device.ExpiresAt.Before(now) {
			if err := d.db.WithContext(ctx).Delete(&device).Error; err != nil {
				return err
			}
		}
	}
	return nil
}
