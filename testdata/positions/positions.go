// Package positions has functions that read after a position, give one, or keep
// one; the wants are facts.
package positions

import (
	"context"
	"database/sql"
	"os"
	"strconv"
	"time"
)

// Tick is a row.
type Tick struct {
	ID int64 // want ID:"holds ticks.id"
}

// Query says what to read.
type Query struct {
	Since int64 // want Since:"after ticks.id"
}

type store struct{ db *sql.DB }

func (s *store) after(ctx context.Context, id int64) ([]Tick, error) { // want after:"^after ticks.id by 2$"
	rows, err := s.db.QueryContext(ctx, `SELECT id FROM ticks WHERE id > $1 LIMIT 10`, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ticks []Tick
	for rows.Next() {
		var t Tick
		if err := rows.Scan(&t.ID); err != nil {
			return nil, err
		}
		ticks = append(ticks, t)
	}
	return ticks, rows.Err()
}

func (s *store) since(ctx context.Context, q Query) ([]Tick, error) {
	return s.after(ctx, q.Since)
}

func (s *store) largest(ctx context.Context) (id int64, err error) { // want largest:"^gives 0 ticks.id$"
	err = s.db.QueryRowContext(ctx, `SELECT max(id) FROM ticks`).Scan(&id)
	return id, err
}

func (s *store) position(ctx context.Context) (string, error) { // want position:"^gives 0 readers.position$"
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT position FROM readers`).Scan(&id)
	return text(id), err
}

func text(id int64) string { return strconv.FormatInt(id, 10) } // want text:"^gives 0 0$"

func (s *store) keep(ctx context.Context, id string) error { // want keep:"^keeps 2 in readers.position$"
	_, err := s.db.ExecContext(ctx, `UPDATE readers SET position = $1`, id)
	return err
}

func write(path string, id int64) error { // want write:"^keeps 1 in a file$"
	return os.WriteFile(path, []byte(text(id)), 0o600)
}

func sum(a, b float64) float64 { return a + b }

// Tree is a slice of itself, which no row can be read into.
type Tree []Tree

func (s *store) tree(ctx context.Context, id int64) (t Tree, err error) { // want tree:"^after ticks.id by 2$"
	err = s.db.QueryRowContext(ctx, `SELECT id FROM ticks WHERE id > $1`, id).Scan(&t)
	return t, err
}

func (s *store) at(ctx context.Context, since *time.Time) (at time.Time, err error) { // want at:"^after ticks.at by 2; gives 0 ticks.at$"
	err = s.db.QueryRowContext(ctx, `SELECT at FROM ticks WHERE at > COALESCE($1, '-infinity') ORDER BY at`, since).Scan(&at)
	return at, err
}
