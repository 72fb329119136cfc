// Invitations without an end were withdrawn: the zero time is before now.

package fields

import (
	"database/sql"
	"slices"
	"time"

	"github.com/uptrace/bun"
	"gorm.io/gorm"
)

// An Invitation without an end has the zero time in ExpiresAt.
type Invitation struct {
	ID         int64
	Email      string
	ExpiresAt  time.Time  `gorm:"not null;default:'0001-01-01 00:00:00'"`
	AcceptedAt time.Time  `gorm:"not null"`
	OpenedAt   *time.Time `gorm:"default:null"`
	ClosedAt   sql.NullTime
	DeletedAt  gorm.DeletedAt
	UsedUntil  int64 `gorm:"not null;default:0"`
}

func expired(inv Invitation, now time.Time) bool {
	return inv.ExpiresAt.Before(now) // want `range of ExpiresAt also takes those that have none`
}

func expiredAfter(inv *Invitation) bool {
	return time.Now().After(inv.ExpiresAt) // want `also takes those that have none`
}

func expiredCompare(inv Invitation, now time.Time) bool {
	return inv.ExpiresAt.Compare(now) < 0 // want `also takes those that have none`
}

func expiredUnix(inv Invitation, now time.Time) bool {
	return inv.ExpiresAt.Unix() < now.Unix() // want `also takes those that have none`
}

func expiredSince(inv Invitation) bool {
	return time.Since(inv.ExpiresAt) > time.Hour // want `also takes those that have none`
}

func usedUp(inv Invitation, now time.Time) bool {
	return inv.UsedUntil < now.Unix() // want `range of UsedUntil also takes those that have none`
}

func withdraw(all []Invitation, now time.Time) []Invitation {
	return slices.DeleteFunc(all, func(inv Invitation) bool {
		return inv.ExpiresAt.Before(now) // want `also takes those that have none`
	})
}

func guarded(inv Invitation, now time.Time) bool {
	return !inv.ExpiresAt.IsZero() && inv.ExpiresAt.Before(now)
}

func guardedOr(inv Invitation, now time.Time) bool {
	return inv.ExpiresAt.IsZero() || inv.ExpiresAt.After(now)
}

func guardedByReturn(inv Invitation, now time.Time) bool {
	if inv.ExpiresAt.IsZero() {
		return false
	}
	return inv.ExpiresAt.Before(now)
}

func guardedByNesting(inv Invitation, now time.Time) bool {
	if !inv.ExpiresAt.IsZero() {
		if inv.ExpiresAt.Before(now) {
			return true
		}
	}
	return false
}

func guardedByContinue(all []Invitation, now time.Time) (n int) {
	for _, inv := range all {
		if inv.ExpiresAt.IsZero() {
			continue
		}
		if inv.ExpiresAt.Before(now) {
			n++
		}
	}
	return n
}

func guardedBySwitch(inv Invitation, now time.Time) string {
	switch {
	case inv.ExpiresAt.IsZero():
		return "endless"
	case inv.ExpiresAt.Before(now):
		return "expired"
	}
	return "open"
}

func guardedByZeroTime(inv Invitation, now time.Time) bool {
	return inv.ExpiresAt != (time.Time{}) && inv.ExpiresAt.Before(now)
}

func guardedByNumber(inv Invitation, now time.Time) bool {
	return inv.UsedUntil > 0 && inv.UsedUntil < now.Unix()
}

// given sets the field first.
func given(inv Invitation, now time.Time) bool {
	inv.ExpiresAt = now.Add(time.Hour)
	return inv.ExpiresAt.Before(now)
}

// future asks for the far side.
func future(inv Invitation, now time.Time) bool {
	return inv.ExpiresAt.After(now)
}

// open asks for the far side, too.
func open(inv Invitation, now time.Time) bool {
	return !inv.ExpiresAt.Before(now)
}

// accepted has no default: what zero means isn't known.
func accepted(inv Invitation, now time.Time) bool {
	return inv.AcceptedAt.Before(now)
}

// opened is NULL where it is none.
func opened(inv Invitation, now time.Time) bool {
	return inv.OpenedAt != nil && inv.OpenedAt.Before(now)
}

func closed(inv Invitation, now time.Time) bool {
	return inv.ClosedAt.Time.Before(now)
}

func deleted(inv Invitation, now time.Time) bool {
	return inv.DeletedAt.Time.Before(now)
}

// byExpiry sorts.
func byExpiry(a, b Invitation) int { return a.ExpiresAt.Compare(b.ExpiresAt) }

// A Mute says by a method what zero means, and by no tag.
type Mute struct {
	bun.BaseModel `bun:"table:mutes"`

	ID        int64     `bun:"id,pk"`
	ExpiresAt time.Time `bun:"expires_at"`
	CreatedAt time.Time `bun:"created_at"`
	LiftedAt  time.Time `bun:"lifted_at,nullzero"`
}

// Expired knows that zero is never.
func (m *Mute) Expired(now time.Time) bool {
	return !m.ExpiresAt.IsZero() && now.After(m.ExpiresAt)
}

func sweepMutes(mutes []*Mute, now time.Time) (n int) {
	for _, m := range mutes {
		if m.ExpiresAt.Before(now) { // want `range of ExpiresAt also takes those that have none: zero means never \(invitation_without_end.go:\d+\)`
			n++
		}
	}
	return n
}

func sweepMutesOfMethod(mutes []*Mute, now time.Time) (n int) {
	for _, m := range mutes {
		if m.Expired(now) {
			n++
		}
	}
	return n
}

// oldMutes ranges over a field of which no code asks whether it is zero.
func oldMutes(mutes []*Mute, now time.Time) (n int) {
	for _, m := range mutes {
		if m.CreatedAt.Before(now) {
			n++
		}
	}
	return n
}

// A Lease is JSON of another service.
type Lease struct {
	Holder  string    `json:"holder"`
	Until   time.Time `json:"until"`
	Renewed time.Time `json:"renewed"`
}

func (l Lease) held(now time.Time) bool {
	if l.Until.IsZero() {
		return true
	}
	return l.Until.After(now)
}

func (l Lease) lapsed(now time.Time) bool {
	return l.Until.Before(now) // want `zero means never`
}

// stale says that zero is due at once.
func (l Lease) stale(now time.Time) bool {
	return l.Renewed.IsZero() || l.Renewed.Before(now)
}

func (l Lease) staler(now time.Time) bool {
	return l.Renewed.Before(now.Add(-time.Hour))
}

// A timer lives in memory only.
type timer struct {
	fires time.Time
}

func (t *timer) armed() bool { return !t.fires.IsZero() && t.fires.After(time.Now()) }

func (t *timer) late(now time.Time) bool { return t.fires.Before(now) }
