// A hold without end was purged with the stays, which all have one: whoever inserts a stay computes it from now.

package stays

import (
	"context"
	"database/sql"
	"time"
)

func createStay(ctx context.Context, db *sql.DB, guest int64, ttl time.Duration) error {
	_, err := db.ExecContext(ctx, `INSERT INTO stays (guest_id, expires_at) VALUES ($1, $2)`, guest, time.Now().Add(ttl).Unix())
	return err
}

func purgeStays(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, `DELETE FROM stays WHERE expires_at < $1`, time.Now().Unix())
	return err
}

func createCart(ctx context.Context, db *sql.DB, guest int64) error {
	expires := time.Now().Add(time.Hour).Unix()
	_, err := db.ExecContext(ctx, `INSERT INTO carts (guest_id, expires_at) VALUES ($1, $2)`, guest, expires)
	return err
}

func purgeCarts(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, `DELETE FROM carts WHERE expires_at < $1`, time.Now().Unix())
	return err
}

func createHold(ctx context.Context, db *sql.DB, guest int64, ttl time.Duration) error {
	expires := time.Now().Add(ttl).Unix()
	if ttl == 0 {
		expires = 0
	}
	_, err := db.ExecContext(ctx, `INSERT INTO holds (guest_id, expires_at) VALUES ($1, $2)`, guest, expires)
	return err
}

func purgeHolds(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, `DELETE FROM holds WHERE expires_at < $1`, time.Now().Unix()) // want "expires_at < … also takes live rows"
	return err
}

// purgeCleanings is called with "done" and "failed".
func purgeCleanings(ctx context.Context, db *sql.DB, status string, before time.Time) error {
	_, err := db.ExecContext(ctx, `DELETE FROM cleanings WHERE status = $1 AND finished_at < $2`, status, before.Unix())
	return err
}

func purgeCleaningsOf(ctx context.Context, db *sql.DB, statuses []string, before time.Time) error {
	_, err := db.ExecContext(ctx, `DELETE FROM cleanings WHERE status = ANY($1) AND finished_at < $2`, statuses, before.Unix())
	return err
}

func purgeCleaningsIf(ctx context.Context, db *sql.DB, finished bool, before time.Time) error {
	_, err := db.ExecContext(ctx, `DELETE FROM cleanings WHERE is_finished = $1 AND finished_at < $2`, finished, before.Unix())
	return err
}

func purgeAllCleanings(ctx context.Context, db *sql.DB, before time.Time) error {
	_, err := db.ExecContext(ctx, `DELETE FROM cleanings WHERE finished_at < $1`, before.Unix()) // want "finished_at < … also takes live rows"
	return err
}

// latestCleanings shows the ones in progress at the end of the last page.
func latestCleanings(ctx context.Context, db *sql.DB, cursor time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, `SELECT id FROM cleanings WHERE finished_at < $1 ORDER BY finished_at DESC LIMIT 20`, cursor.Unix())
}

type Key struct {
	ID        string    `json:"id"`
	ExpiresAt time.Time `json:"expires_at"`
}

func isOpen(k Key) bool { return k.ExpiresAt.IsZero() || time.Now().Before(k.ExpiresAt) }

// issueKey compares what it has just set.
func issueKey(id string, ttl time.Duration, checkout time.Time) (Key, bool) {
	k := Key{ID: id, ExpiresAt: time.Now().Add(ttl)}
	if k.ExpiresAt.Before(checkout) {
		return k, false
	}
	return k, true
}
