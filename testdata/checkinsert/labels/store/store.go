// Package store keeps labels in PostgreSQL.
package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/datavet/datavet/testdata/checkinsert/labels/domain"
)

// Labels keeps them.
type Labels struct{ DB *sql.DB }

// NameExists says if there is one.
func (s *Labels) NameExists(ctx context.Context, project int64, name string) (bool, error) {
	var n int
	err := s.DB.QueryRowContext(ctx, `SELECT count(*) FROM stickers WHERE project = $1 AND name = $2`, project, name).Scan(&n)
	if err != nil {
		return false, err
	}
	return n > 0, nil
}

// ByColor returns the one of a color.
func (s *Labels) ByColor(ctx context.Context, project int64, color string) (*domain.Label, error) {
	l := &domain.Label{}
	err := s.DB.QueryRowContext(ctx, `SELECT project, name, color FROM stickers WHERE project = $1 AND color = $2`, project, color).Scan(&l.Project, &l.Name, &l.Color)
	return l, err
}

// Open returns the one of a name that isn't gray.
func (s *Labels) Open(ctx context.Context, project int64, name string) (*domain.Label, error) {
	l, err := scan(s.DB.QueryRowContext(ctx, `SELECT project, name, color FROM stickers WHERE project = $1 AND name = $2 AND color IN ('red', 'green')`, project, name))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, domain.ErrNotFound
	}
	return l, err
}

func scan(row *sql.Row) (*domain.Label, error) {
	l := &domain.Label{}
	if err := row.Scan(&l.Project, &l.Name, &l.Color); err != nil {
		return nil, err
	}
	return l, nil
}

// Create inserts one.
func (s *Labels) Create(ctx context.Context, l *domain.Label) error {
	_, err := s.DB.ExecContext(ctx, `INSERT INTO stickers (project, name, color) VALUES ($1, $2, $3)`, l.Project, l.Name, l.Color)
	return err
}
