// Members of deleted clubs still had them in their lists: the query joins a table that its other readers filter.

package clubs

import (
	"context"
	"database/sql"

	sq "github.com/Masterminds/squirrel"
)

const schema = `
CREATE TABLE clubs (
	id BIGINT PRIMARY KEY,
	name TEXT NOT NULL,
	town_id BIGINT NOT NULL,
	deleted_at TIMESTAMP
);
CREATE TABLE clubcards (
	id BIGINT PRIMARY KEY,
	club_id BIGINT NOT NULL,
	member_id BIGINT NOT NULL
);
CREATE TABLE clubrooms (
	id BIGINT PRIMARY KEY,
	club_id BIGINT NOT NULL,
	deleted_at TIMESTAMP
);
CREATE TABLE clubvisits (
	id BIGINT PRIMARY KEY,
	club_id BIGINT NOT NULL,
	room_id BIGINT NOT NULL
);`

type store struct{ db *sql.DB }

func (s *store) remove(ctx context.Context, id int64) error {
	if _, err := s.db.ExecContext(ctx, `UPDATE clubrooms SET deleted_at = now() WHERE club_id = $1 AND deleted_at IS NULL`, id); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, `UPDATE clubs SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL`, id)
	return err
}

func (s *store) inTown(ctx context.Context, town int64) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, `SELECT id, name FROM clubs WHERE town_id = $1 AND deleted_at IS NULL`, town)
}

func (s *store) all(ctx context.Context) (*sql.Rows, error) {
	return sq.Select("id", "name").From("clubs").Where(sq.Eq{"deleted_at": nil}).RunWith(s.db).QueryContext(ctx)
}

func (s *store) roomsIn(ctx context.Context, club int64) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, `SELECT id FROM clubrooms WHERE club_id = $1 AND deleted_at IS NULL`, club)
}

func (s *store) rooms(ctx context.Context) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, `SELECT id FROM clubrooms WHERE deleted_at IS NULL`)
}

func (s *store) ofMember(ctx context.Context, member int64) (*sql.Rows, error) {
	return sq.Select("clubs.name").From("clubcards").
		InnerJoin("clubs ON clubs.id = clubcards.club_id"). // want `deleted rows of clubs are read`
		Where("clubcards.member_id = ?", member).
		RunWith(s.db).QueryContext(ctx)
}

func (s *store) count(ctx context.Context, member int64) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM clubcards JOIN clubs ON clubs.id = clubcards.club_id WHERE clubcards.member_id = $1`, member).Scan(&n) // want `deleted rows of clubs are read`
	return n, err
}

func (s *store) ofMemberLive(ctx context.Context, member int64) (*sql.Rows, error) {
	return sq.Select("clubs.name").From("clubcards").
		InnerJoin("clubs ON clubs.id = clubcards.club_id").
		Where(sq.Eq{"clubcards.member_id": member, "clubs.deleted_at": nil}).
		RunWith(s.db).QueryContext(ctx)
}

// A name to display: the card is shown, be the club there or not.
func (s *store) cards(ctx context.Context) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, `SELECT clubcards.id, clubs.name FROM clubcards LEFT JOIN clubs ON clubs.id = clubcards.club_id`)
}

// Rooms are deleted with their club.
func (s *store) roomsOfTown(ctx context.Context, town int64) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, `
		SELECT clubrooms.id FROM clubrooms JOIN clubs ON clubs.id = clubrooms.club_id
		WHERE clubs.town_id = $1 AND clubs.deleted_at IS NULL`, town)
}

// The club of one room, whose reader knows the room.
func (s *store) clubOf(ctx context.Context, room int64) *sql.Row {
	return s.db.QueryRowContext(ctx, `SELECT clubs.name FROM clubs JOIN clubrooms ON clubs.id = clubrooms.club_id WHERE clubrooms.id = $1`, room)
}

// The trash says so.
func (s *store) trash(ctx context.Context) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, `SELECT id, name, deleted_at FROM clubs ORDER BY deleted_at DESC`)
}

// What is there to be restored is read and written.
func (s *store) restore(ctx context.Context, town int64) error {
	rows, err := s.db.QueryContext(ctx, `SELECT id FROM clubs WHERE town_id = $1`, town)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if _, err := s.db.ExecContext(ctx, `UPDATE clubs SET deleted_at = NULL WHERE id = $1`, id); err != nil {
			return err
		}
	}
	return rows.Err()
}
