// Phones rang again for invitations of last year: retiring one retired all that had been retired before.

package unfilteredread

import (
	"context"
	"database/sql"
)

const invitations = `
CREATE TABLE invitations (
	id BIGINT PRIMARY KEY,
	room TEXT NOT NULL,
	guest TEXT NOT NULL,
	position BIGINT NOT NULL,
	deleted BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO invitations (id, room, guest, position, deleted) VALUES (1, 'den', 'ada', 2, true), (2, 'den', 'ada', 5, false);
`

// Invitations are told to phones in the order of positions, and so is their end.
type Invitations struct {
	db *sql.DB
}

// Open returns how many open invitations a guest has.
func (i *Invitations) Open(ctx context.Context, guest string) (n int, err error) {
	err = i.db.QueryRowContext(ctx,
		`SELECT count(*) FROM invitations WHERE guest = $1 AND deleted = false`, guest).Scan(&n)
	return n, err
}

// Rooms returns the rooms that a guest is invited to.
func (i *Invitations) Rooms(ctx context.Context, guest string) ([]string, error) {
	return texts(i.db.QueryContext(ctx,
		`SELECT room FROM invitations WHERE guest = $1 AND deleted = false ORDER BY id`, guest))
}

// Guests returns who is invited to a room.
func (i *Invitations) Guests(ctx context.Context, room string) ([]string, error) {
	return texts(i.db.QueryContext(ctx,
		`SELECT guest FROM invitations WHERE room = $1 AND deleted = false ORDER BY id`, room))
}

// Changed returns how many invitations have begun or ended since a position.
func (i *Invitations) Changed(ctx context.Context, guest string, since int64) (begun, ended int, err error) {
	err = i.db.QueryRowContext(ctx, `
		SELECT count(CASE WHEN deleted THEN NULL ELSE 1 END), count(CASE WHEN deleted THEN 1 END)
		FROM invitations WHERE guest = $1 AND position > $2`, guest, since).Scan(&begun, &ended)
	return begun, ended, err
}

// Retire ends a guest's invitations to a room at a position.
func (i *Invitations) Retire(ctx context.Context, room, guest string, position int64) error {
	_, err := i.db.ExecContext(ctx,
		`UPDATE invitations SET deleted = true, position = $1 WHERE room = $2 AND guest = $3`, position, room, guest)
	return err
}

// RetireOpen leaves alone what has ended before.
func (i *Invitations) RetireOpen(ctx context.Context, room, guest string, position int64) error {
	_, err := i.db.ExecContext(ctx, `
		UPDATE invitations SET deleted = true, position = $1
		WHERE room = $2 AND guest = $3 AND deleted = false`, position, room, guest)
	return err
}
