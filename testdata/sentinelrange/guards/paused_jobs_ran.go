// A paused job has next_run = 0, and the sweep that nobody had told of it started them all.

package guards

import (
	"context"
	"database/sql"
	"time"
)

// due knows that 0 is no time.
func due(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE next_run > 0 AND next_run <= ?", now.Unix())
}

func sweep(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE next_run <= ?", now.Unix()) // want `next_run <= … also takes live rows: leases marks them 0 \(.*paused_jobs_ran.go:\d+\)`
}

// valid says that 0 is for ever.
func valid(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE (valid_until = 0 OR valid_until > ?) AND holder = ?", now.Unix(), "ada")
}

func invalid(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE valid_until < ?", now.Unix()) // want `also takes live rows`
}

// overdue says that 0 is due at once.
func overdue(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE due_by = 0 OR due_by < ?", now.Unix())
}

func overdueToo(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE due_by < ?", now.Unix())
}

// open says that -1 is for ever.
func open(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE ends_on = -1 OR ends_on > ?", now.Unix())
}

func ended(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE ends_on < ?", now.Unix()) // want `also takes live rows: leases marks them -1`
}

func endedOnly(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE ends_on != -1 AND ends_on < ?", now.Unix())
}

// expired is safe: the sentinel is in the far future.
func expired(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE expires_at < ?", now)
}

// stale ranges over a column of which no code says what 0 means.
func stale(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE renewed_at < ?", now.Unix())
}

// coalesced gives the sentinel a value of its own.
func coalesced(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM leases WHERE COALESCE(NULLIF(next_run, 0), 99999999999) <= ?", now.Unix())
}
