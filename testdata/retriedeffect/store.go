// Package retriedeffect has what failed attempts leave behind for the next one,
// and what they don't.
package retriedeffect

import (
	"context"
	"database/sql"
	"strings"
	"time"
)

type store struct {
	db    *sql.DB
	names []string
	seen  map[string]int
	stats struct{ rows int }
}

// transaction runs fn again as long as the database is locked.
func (s *store) transaction(fn func(*sql.Tx) error) error {
	var err error
	for attempt := 1; attempt < 5; attempt++ {
		if err = s.once(attempt, fn); err == nil {
			return nil
		}
		if !strings.Contains(err.Error(), "database is locked") {
			break
		}
		time.Sleep(time.Second)
	}
	return err
}

func (s *store) once(attempt int, fn func(*sql.Tx) error) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// withTx doesn't.
func (s *store) withTx(fn func(*sql.Tx) error) error { return s.once(1, fn) }

// withReset calls reset before each attempt.
func (s *store) withReset(fn func(*sql.Tx) error, reset func()) error {
	return s.transaction(func(tx *sql.Tx) error {
		reset()
		return fn(tx)
	})
}

// begins retries to begin, and nothing else.
func (s *store) begins(ctx context.Context, fn func(*sql.Tx) error) error {
	var tx *sql.Tx
	var err error
	for range 3 {
		if tx, err = s.db.BeginTx(ctx, nil); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// twoErrors is told apart why a transaction failed and why it wasn't rolled
// back.
func (s *store) twoErrors(ctx context.Context, fn func(context.Context, *sql.Tx) error) error {
	start := time.Now()
	for i := 0; ; i++ {
		err, rollbackErr := s.withOutcome(ctx, fn)
		if err != nil || rollbackErr != nil {
			if time.Since(start) < time.Minute && i < 10 {
				if strings.Contains(err.Error(), "restart transaction") {
					continue
				}
			}
		}
		return err
	}
}

func (s *store) withOutcome(ctx context.Context, fn func(context.Context, *sql.Tx) error) (err, rollbackErr error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err, nil
	}
	defer func() {
		if err == nil {
			err = tx.Commit()
		} else {
			rollbackErr = tx.Rollback()
		}
	}()
	return fn(ctx, tx), nil
}
