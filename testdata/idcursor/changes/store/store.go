// Package store has a log of changes.
package store

import (
	"context"
	"database/sql"
)

// Change is one entry.
type Change struct {
	ID   int64
	Path string
}

// Store is a MySQL database.
type Store struct{ DB *sql.DB }

// After returns up to n changes.
func (s *Store) After(ctx context.Context, id int64, n int) ([]Change, error) {
	rows, err := s.DB.QueryContext(ctx, "SELECT id, path FROM changes WHERE id > ? ORDER BY id LIMIT ?", id, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var changes []Change
	for rows.Next() {
		var c Change
		if err := rows.Scan(&c.ID, &c.Path); err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	return changes, rows.Err()
}

// Latest returns the largest number.
func (s *Store) Latest(ctx context.Context) (int64, error) {
	var id sql.NullInt64
	err := s.DB.QueryRowContext(ctx, "SELECT max(id) FROM changes").Scan(&id)
	return id.Int64, err
}

// Position returns how far a follower is.
func (s *Store) Position(ctx context.Context, name string) (int64, error) {
	var id int64
	err := s.DB.QueryRowContext(ctx, "SELECT position FROM followers WHERE name = ?", name).Scan(&id)
	return id, err
}

// SetPosition says how far a follower is.
func (s *Store) SetPosition(ctx context.Context, name string, id int64) error {
	_, err := s.DB.ExecContext(ctx, "UPDATE followers SET position = ? WHERE name = ?", id, name)
	return err
}
