// The sweep of cancelled orders took all: the migration that says how live ones look is three folders away.

package jobs

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/sentinelrange/shop/models"
)

func sweep(ctx context.Context, pool *pgxpool.Pool, before time.Time) error {
	_, err := pool.Exec(ctx, "DELETE FROM orders WHERE cancelled_at < $1", before) // want `cancelled_at < … also takes live rows`
	return err
}

func sweepClosed(db *gorm.DB, before time.Time) error {
	return db.Where("closed_at < ?", before).Delete(&models.Order{}).Error // want `closed_at < … also takes live rows`
}

func sweepCancelled(db *gorm.DB, before time.Time) error {
	return db.Where("cancelled_at > ?", time.Unix(0, 0)).Where("cancelled_at < ?", before).Delete(&models.Order{}).Error
}

// sweepExpired ranges over a column that a later migration made nullable.
func sweepExpired(db *gorm.DB, before time.Time) error {
	return db.Where("expires_at < ?", before).Delete(&models.Order{}).Error
}

// old compares in Go what the migration says of the column.
func old(orders []models.Order, before time.Time) (n int) {
	for _, o := range orders {
		if o.ClosedAt.Before(before) { // want `range also takes those that have none|range of ClosedAt also takes those that have none`
			n++
		}
	}
	return n
}
