// Package declared has a sentinel that nothing but .datavet.yaml tells of.
package declared

import (
	"context"
	"database/sql"
	"time"
)

func started(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM campaigns WHERE starts_on <= $1", now.Unix()) // want `starts_on <= … also takes live rows: campaigns marks them 0 \(.datavet.yaml:4\)`
}

func startedOnly(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM campaigns WHERE starts_on > 0 AND starts_on <= $1", now.Unix())
}

// closed ranges over a column that isn't declared.
func closed(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM campaigns WHERE closes_on <= $1", now.Unix())
}

// expired is about a table of a file that isn't the schema in force.
func expired(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM letters WHERE expires_at <= $1", now)
}
