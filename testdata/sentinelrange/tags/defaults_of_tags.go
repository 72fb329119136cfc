// A share that was never revoked was cleaned up: the ORM's default says what its revoked_at is.

package tags

import (
	"context"
	"time"

	"github.com/uptrace/bun"
	"gorm.io/gorm"
	"gorm.io/plugin/soft_delete"
	"xorm.io/xorm"
)

// A Share has its sentinel in a tag.
type Share struct {
	ID        int64
	RevokedAt time.Time `gorm:"not null;default:'1970-01-01 00:00:00'"`
	UsedAt    time.Time `gorm:"not null"`
	ExpiresAt *time.Time
}

func purgeShares(db *gorm.DB, now time.Time) error {
	return db.Where("revoked_at < ?", now).Delete(&Share{}).Error // want `revoked_at < … also takes live rows: .*'1970-01-01' \(.*defaults_of_tags.go:\d+\)`
}

func purgeSharesByModel(db *gorm.DB, now time.Time) error {
	return db.Model(&Share{}).Where("shares.revoked_at <= ?", now).Update("used_at", now).Error // want `also takes live rows`
}

func purgeRevokedShares(db *gorm.DB, now time.Time) error {
	return db.Where("revoked_at > '1970-01-01' AND revoked_at < ?", now).Delete(&Share{}).Error
}

// purgeUnusedShares ranges over a column without a default.
func purgeUnusedShares(db *gorm.DB, now time.Time) error {
	return db.Where("used_at < ?", now).Delete(&Share{}).Error
}

// purgeExpiredShares ranges over a pointer, which is NULL.
func purgeExpiredShares(db *gorm.DB, now time.Time) error {
	return db.Where("expires_at < ?", now).Delete(&Share{}).Error
}

// A Base is embedded.
type Base struct {
	ID        int64
	DeletedAt soft_delete.DeletedAt
}

// A Note is marked live by 0.
type Note struct {
	Base
	Text string
}

func purgeNotes(db *gorm.DB, before time.Time) error {
	return db.Unscoped().Where("deleted_at < ?", before.Unix()).Delete(&Note{}).Error // want `deleted_at < … also takes live rows: notes marks them 0`
}

func purgeDeletedNotes(db *gorm.DB, before time.Time) error {
	return db.Unscoped().Where("deleted_at > 0").Where("deleted_at < ?", before.Unix()).Delete(&Note{}).Error
}

// purgeNotesByMap leaves the sentinel out by a map.
func purgeNotesByMap(db *gorm.DB, before time.Time) error {
	return db.Unscoped().Not(map[string]any{"deleted_at": 0}).Where("deleted_at < ?", before.Unix()).Delete(&Note{}).Error
}

// A Letter's DeletedAt is GORM's own: NULL.
type Letter struct {
	gorm.Model
	Text string
}

func purgeLetters(db *gorm.DB, before time.Time) error {
	return db.Unscoped().Where("deleted_at < ?", before).Delete(&Letter{}).Error
}

// A Stamp says to bun what its column's default is.
type Stamp struct {
	bun.BaseModel `bun:"table:stamps"`

	ID        int64     `bun:"id,pk"`
	ExpiresAt time.Time `bun:"expires_at,notnull,default:'0001-01-01 00:00:00'"`
	ClosedAt  time.Time `bun:"closed_at,nullzero"`
	DeletedAt time.Time `bun:"deleted_at,soft_delete,nullzero"`
}

func purgeStamps(ctx context.Context, db *bun.DB, now time.Time) error {
	_, err := db.NewDelete().Model((*Stamp)(nil)).Where("expires_at < ?", now).Exec(ctx) // want `also takes live rows`
	return err
}

// purgeClosedStamps ranges over a column where bun writes the zero time as
// NULL.
func purgeClosedStamps(ctx context.Context, db *bun.DB, now time.Time) error {
	_, err := db.NewDelete().Model((*Stamp)(nil)).Where("closed_at < ?", now).ForceDelete().Exec(ctx)
	return err
}

func purgeDeletedStamps(ctx context.Context, db *bun.DB, now time.Time) error {
	_, err := db.NewDelete().Model((*Stamp)(nil)).WhereDeleted().Where("deleted_at < ?", now).ForceDelete().Exec(ctx)
	return err
}

// A Voucher is xorm's.
type Voucher struct {
	Id        int64
	ExpiresAt int64     `xorm:"not null default 0"`
	DeletedAt time.Time `xorm:"deleted"`
}

func purgeVouchers(engine *xorm.Engine, now time.Time) error {
	_, err := engine.Where("expires_at < ?", now.Unix()).Delete(new(Voucher)) // want `also takes live rows`
	return err
}

// purgeDeletedVouchers ranges over xorm's deleted, which is NULL in live rows.
func purgeDeletedVouchers(engine *xorm.Engine, now time.Time) error {
	_, err := engine.Unscoped().Where("deleted_at < ?", now).Delete(new(Voucher))
	return err
}
