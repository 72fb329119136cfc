// Invitations without an end were withdrawn: the zero time is before now.

package sentinelrange

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// An Invitation that never expires has the zero time in ExpiresAt.
type Invitation struct {
	ID        int64
	Email     string
	ExpiresAt time.Time
}

// Invitations are withdrawn once they have expired.
type Invitations struct {
	db *gorm.DB
}

// WithdrawBefore withdraws invitations that have expired, and those that never
// do.
func (s *Invitations) WithdrawBefore(ctx context.Context, now time.Time) error {
	var invitations []Invitation
	if err := s.db.WithContext(ctx).Find(&invitations).Error; err != nil {
		return err
	}
	for _, inv := range invitations {
		if inv.ExpiresAt.Before(now) {
			if err := s.db.WithContext(ctx).Delete(&inv).Error; err != nil {
				return err
			}
		}
	}
	return nil
}

// WithdrawExpiredBefore withdraws invitations that have expired.
func (s *Invitations) WithdrawExpiredBefore(ctx context.Context, now time.Time) error {
	var invitations []Invitation
	if err := s.db.WithContext(ctx).Find(&invitations).Error; err != nil {
		return err
	}
	for _, inv := range invitations {
		if !inv.ExpiresAt.IsZero() && inv.ExpiresAt.Before(now) {
			if err := s.db.WithContext(ctx).Delete(&inv).Error; err != nil {
				return err
			}
		}
	}
	return nil
}
