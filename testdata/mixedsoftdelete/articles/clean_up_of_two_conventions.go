// One clean-up for all tables purged every picture: only pictures mark live rows with a time.

package articles

import (
	"context"
	"database/sql"
	"time"

	"gorm.io/gorm"
	"gorm.io/plugin/soft_delete"
)

type Article struct {
	gorm.Model
	Title string
}

type Comment struct {
	ID        int64
	DeletedAt gorm.DeletedAt
}

type Photo struct {
	ID        int64
	DeletedAt gorm.DeletedAt
}

type Picture struct {
	ID        int64
	DeletedAt time.Time `gorm:"not null;default:'0001-01-01 00:00:00'"` // want `pictures marks live rows by '0001-01-01': .*NULL`
}

type Sketch struct {
	ID        int64
	DeletedAt soft_delete.DeletedAt // want `sketches marks live rows by 0: .*NULL`
}

// A Drawing is kept for ever.
type Drawing struct {
	ID        int64
	CreatedAt time.Time
}

// either asks both ways.
func either(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, `SELECT id FROM scans WHERE deleted_at IS NULL OR deleted_at = '1970-01-01'`) // want `deleted_at takes NULL and a sentinel for live`
}

func live(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, `SELECT id FROM scans WHERE deleted_at IS NULL`)
}

// liveOrRecent asks one way.
func liveOrRecent(ctx context.Context, db *sql.DB, since time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, `SELECT id FROM scans WHERE deleted_at IS NULL OR deleted_at > $1`, since)
}
