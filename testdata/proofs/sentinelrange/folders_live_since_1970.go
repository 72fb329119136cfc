// A clean-up purged 300,000 folders that nobody had deleted: a live folder's deleted_at was 1970.

package sentinelrange

import (
	"context"
	"database/sql"
	"time"
)

// Folders go to the trash before they are deleted for good.
type Folders struct {
	db *sql.DB
}

// PurgeByAge purges what was deleted before cutoff, and what never was.
func (f *Folders) PurgeByAge(ctx context.Context, cutoff time.Time) error {
	_, err := f.db.ExecContext(ctx, `DELETE FROM folders WHERE deleted_at <= $1`, cutoff)
	return err
}

// PurgeDeletedByAge leaves live folders out.
func (f *Folders) PurgeDeletedByAge(ctx context.Context, cutoff time.Time) error {
	_, err := f.db.ExecContext(ctx,
		`DELETE FROM folders WHERE deleted_at <> '1970-01-01 00:00:00' AND deleted_at <= $1`, cutoff)
	return err
}

// PurgeDeletedByDate leaves live folders out as PostgreSQL reads times. SQLite
// compares texts, and '1970-01-01' isn't '1970-01-01 00:00:00'.
func (f *Folders) PurgeDeletedByDate(ctx context.Context, cutoff time.Time) error {
	_, err := f.db.ExecContext(ctx, `DELETE FROM folders WHERE deleted_at <> '1970-01-01' AND deleted_at <= $1`, cutoff)
	return err
}
