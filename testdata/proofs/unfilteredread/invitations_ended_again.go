// Phones were told again of invitations that had ended a year ago: each was deleted with every new end of it.

package unfilteredread

import (
	"context"
	"database/sql"
)

const summons = `
CREATE TABLE summons (
	position BIGINT PRIMARY KEY,
	event TEXT NOT NULL UNIQUE,
	guest TEXT NOT NULL,
	deleted BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO summons (position, event, guest, deleted) VALUES (3, 'den', 'ada', true), (7, 'attic', 'ada', false);
`

// Summons are told to phones in the order of positions, and so are their ends.
type Summons struct {
	db *sql.DB
}

// Events returns what a guest is invited to.
func (s *Summons) Events(ctx context.Context, guest string) ([]string, error) {
	return texts(s.db.QueryContext(ctx,
		`SELECT event FROM summons WHERE guest = $1 AND deleted = false ORDER BY position`, guest))
}

// Guests returns who is invited to an event.
func (s *Summons) Guests(ctx context.Context, event string) ([]string, error) {
	return texts(s.db.QueryContext(ctx,
		`SELECT guest FROM summons WHERE event = $1 AND deleted = false ORDER BY position`, event))
}

// Ended returns what has ended since a position.
func (s *Summons) Ended(ctx context.Context, guest string, since int64) ([]string, error) {
	return texts(s.db.QueryContext(ctx,
		`SELECT event FROM summons WHERE guest = $1 AND position > $2 AND deleted = true ORDER BY position`, guest, since))
}

// End ends an invitation at a position.
func (s *Summons) End(ctx context.Context, event string, position int64) error {
	_, err := s.db.ExecContext(ctx,
		`UPDATE summons SET deleted = true, position = $1 WHERE event = $2`, position, event)
	return err
}

// EndOnce leaves alone what has ended before.
func (s *Summons) EndOnce(ctx context.Context, event string, position int64) error {
	_, err := s.db.ExecContext(ctx,
		`UPDATE summons SET deleted = true, position = $1 WHERE event = $2 AND deleted = false`, position, event)
	return err
}
