// A post that had been restored was purged the next night: restoring writes 0.

package writes

import (
	"context"
	"database/sql"
	"time"
)

func create(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, "INSERT INTO posts (id, deleted_at, removed_at) VALUES (?, 0, ?)", id, id)
	return err
}

func restore(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, "UPDATE posts SET deleted_at = 0 WHERE id = ?", id)
	return err
}

func purge(ctx context.Context, db *sql.DB, before time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM posts WHERE deleted_at < ?", before.Unix()) // want `deleted_at < … also takes live rows: posts marks them 0 \(.*restored_posts_purged.go:\d+\)`
	return err
}

func purgeDeleted(ctx context.Context, db *sql.DB, before time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM posts WHERE deleted_at > 0 AND deleted_at < ?", before.Unix())
	return err
}

// purgeRemoved ranges over a column that no constant is ever written to.
func purgeRemoved(ctx context.Context, db *sql.DB, before time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM posts WHERE removed_at < ?", before.Unix())
	return err
}
