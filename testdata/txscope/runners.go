// Package txscope has a function for each word of a summary.
package txscope

import (
	"context"
	"database/sql"
)

type store struct {
	db    *sql.DB
	cache map[string]int
}

func (s *store) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error { // want inTx:"^runsintx\\(0.db\\)$"
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *store) outer(ctx context.Context, fn func(tx *sql.Tx) error) error { // want outer:"^runsintx\\(0.db\\)$"
	return s.inTx(ctx, fn)
}

func (s *store) wrapped(ctx context.Context, fn func() error) error { // want wrapped:"^runsintx\\(0.db\\)$"
	return s.inTx(ctx, func(*sql.Tx) error { return fn() })
}

func (s *store) retried(ctx context.Context, fn func(tx *sql.Tx) error) (err error) { // want retried:"^runsintx\\(0.db\\)\\*$"
	for range 3 {
		if err = s.inTx(ctx, fn); err == nil {
			return nil
		}
	}
	return err
}

func generic[T any](db *sql.DB, fn func(tx *sql.Tx) (T, error)) (v T, err error) { // want generic:"^runsintx\\(0\\)$"
	tx, err := db.Begin()
	if err != nil {
		return v, err
	}
	defer tx.Rollback()
	if v, err = fn(tx); err != nil {
		return v, err
	}
	return v, tx.Commit()
}

func each(names []string, fn func(string)) { // want each:"^invokes\\*$"
	for _, name := range names {
		fn(name)
	}
}

func once(fn func()) { fn() } // want once:"^invokes$"

func inGoroutine(fn func()) { go fn() } // want inGoroutine:"^spawns$"

//datavet:after-commit
func whenCommitted(fn func()) {} // want whenCommitted:"^aftercommit$"

//datavet:runs-in-tx
func somehow(fn func()) {} // want somehow:"^runsintx$"

// kept is called by whoever has the store's queue.
func (s *store) kept(fn func()) { queue = append(queue, fn) }

var queue []func()

func (s *store) begin(ctx context.Context) (*sql.Tx, error) { // want begin:"^begins\\(0.db\\)$"
	return s.db.BeginTx(ctx, nil)
}

func beginOn(ctx context.Context, db *sql.DB) (*sql.Tx, error) { // want beginOn:"^begins\\(1\\)$"
	s := &store{db: db}
	return s.begin(ctx)
}

func finish(tx *sql.Tx, err error) error { // want finish:"^commits$"
	if err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func abort(tx *sql.Tx) { _ = tx.Rollback() } // want abort:"^rollsback$"

func pool(s *store) *sql.DB { return s.db } // want pool:"^flows$"

func size(s *store) int { return len(s.cache) }

type key struct{}

func withTx(ctx context.Context, tx *sql.Tx) context.Context {
	return context.WithValue(ctx, key{}, tx)
}

func fromContext(ctx context.Context) *sql.Tx { // want fromContext:"^flows$"
	tx, _ := ctx.Value(key{}).(*sql.Tx)
	return tx
}

type unit struct {
	db    *sql.DB
	hooks []func() // want hooks:"^runsintx$"
	after []func()
}

func (u *unit) run() error {
	tx, err := u.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, hook := range u.hooks {
		hook()
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, fn := range u.after {
		fn()
	}
	return nil
}
