// Package session has a unit of work whose constructor begins.
package session

import (
	"context"
	"database/sql"
)

// A Session is an open transaction.
type Session struct {
	tx   *sql.Tx
	done bool
}

// NewSession begins.
func NewSession(ctx context.Context, db *sql.DB) (*Session, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &Session{tx: tx}, nil
}

// Exec runs a statement in the session.
func (s *Session) Exec(ctx context.Context, query string, args ...any) error {
	_, err := s.tx.ExecContext(ctx, query, args...)
	return err
}

// Commit commits the session.
func (s *Session) Commit() error {
	s.done = true
	return s.tx.Commit()
}

// Close rolls back what isn't committed.
func (s *Session) Close() error {
	if s.done {
		return nil
	}
	return s.tx.Rollback()
}
