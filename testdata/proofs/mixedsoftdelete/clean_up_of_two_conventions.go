// One clean-up for all tables purged every picture: only pictures mark live rows with a time.

package mixedsoftdelete

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// An Article is live while DeletedAt is NULL.
type Article struct {
	ID        int64
	Title     string
	DeletedAt gorm.DeletedAt
}

// A Picture is live while DeletedAt is the zero time.
type Picture struct {
	ID        int64
	File      string
	DeletedAt time.Time `gorm:"not null;default:'0001-01-01 00:00:00'"`
}

// A Photo is a picture that is live while DeletedAt is NULL.
type Photo struct {
	ID        int64
	File      string
	DeletedAt gorm.DeletedAt
}

// A Trash holds what was deleted softly.
type Trash struct {
	db *gorm.DB
}

// Purge deletes for good what was deleted before cutoff, table by table.
func (t *Trash) Purge(ctx context.Context, cutoff time.Time, tables ...string) error {
	for _, table := range tables {
		if err := t.db.WithContext(ctx).Exec("DELETE FROM "+table+" WHERE deleted_at < ?", cutoff).Error; err != nil {
			return err
		}
	}
	return nil
}
