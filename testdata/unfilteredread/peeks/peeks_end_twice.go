// Clients were told again of what had ended last year: ending one marked all that had ended before, at a new position.

package peeks

import (
	"context"
	"database/sql"
)

const schema = `
CREATE TABLE peeks (
	id BIGINT PRIMARY KEY DEFAULT nextval('stream_id'),
	room_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	ended_by TEXT,
	deleted BOOL NOT NULL
)`

const endPeek = "UPDATE peeks SET " +
	"deleted = TRUE, id = nextval('stream_id') WHERE room_id = $1 AND user_id = $2 RETURNING id" // want `rows of peeks that are deleted are deleted again`

const endOpenPeek = "UPDATE peeks SET deleted = TRUE, id = nextval('stream_id') WHERE room_id = $1 AND user_id = $2 AND deleted = FALSE RETURNING id"

// To end it again changes nothing that is told.
const endQuietly = "UPDATE peeks SET deleted = TRUE, ended_by = $1 WHERE room_id = $2"

const sinceSQL = "SELECT room_id, deleted FROM peeks WHERE user_id = $1 AND id > $2"

func end(ctx context.Context, db *sql.DB, room, user string) (id int64, err error) {
	err = db.QueryRowContext(ctx, endPeek, room, user).Scan(&id)
	return id, err
}

func endOpen(ctx context.Context, db *sql.DB, room, user string) (id int64, err error) {
	err = db.QueryRowContext(ctx, endOpenPeek, room, user).Scan(&id)
	return id, err
}

func endAll(ctx context.Context, db *sql.DB, room, by string) error {
	_, err := db.ExecContext(ctx, endQuietly, by, room)
	return err
}

func since(ctx context.Context, db *sql.DB, user string, id int64) (*sql.Rows, error) {
	return db.QueryContext(ctx, sinceSQL, user, id)
}
