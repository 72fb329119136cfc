// Devices that were registered without an expiry had expired in 1970: time.Unix(0, 0) isn't the zero time.

package sentinelrange

import (
	"context"
	"database/sql"
	"time"
)

// never is after every time that an expiry is compared with.
var never = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// Devices are registered through an API whose expiry is in Unix seconds, 0 for
// never.
type Devices struct {
	db *sql.DB
}

// RegisterTestingTime asks the time whether there is an expiry.
func (d *Devices) RegisterTestingTime(ctx context.Context, name string, expires int64) error {
	at := time.Unix(expires, 0).UTC()
	if at.IsZero() {
		at = never
	}
	return d.insert(ctx, name, at)
}

// RegisterTestingSeconds asks the number.
func (d *Devices) RegisterTestingSeconds(ctx context.Context, name string, expires int64) error {
	at := time.Unix(expires, 0).UTC()
	if expires == 0 {
		at = never
	}
	return d.insert(ctx, name, at)
}

func (d *Devices) insert(ctx context.Context, name string, expiresAt time.Time) error {
	_, err := d.db.ExecContext(ctx, `INSERT INTO devices (name, expires_at) VALUES ($1, $2)`, name, expiresAt)
	return err
}

// Evict deletes expired devices.
func (d *Devices) Evict(ctx context.Context, now time.Time) error {
	_, err := d.db.ExecContext(ctx, `DELETE FROM devices WHERE expires_at < $1`, now)
	return err
}
