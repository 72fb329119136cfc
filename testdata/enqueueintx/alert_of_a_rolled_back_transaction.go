// An alert about a transaction that is never committed, or a job of a
// transaction that is the caller's matter: nothing to report.

package enqueueintx

import (
	"context"
	"database/sql"
	"errors"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/closure"
)

var errStale = errors.New("stale")

// dryRun never commits.
func (p *places) dryRun() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.write(tx); err != nil {
		return err
	}
	return p.wake()
}

// nothingToDo wakes on a path that rolls back.
func (p *places) nothingToDo(n int) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if n == 0 {
		_ = p.wake()
		return nil
	}
	if err := p.write(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// sentinel has the runner roll back by an error that is never nil.
func (p *places) sentinel(ctx context.Context, store *closure.Store, stale bool) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if stale {
			_ = p.wake()
			return errStale
		}
		return p.write(tx)
	})
}

// optional begins only if its caller has no transaction, and commits only what
// it began.
func (p *places) optional(tx *sql.Tx) (err error) {
	own := tx == nil
	if own {
		if tx, err = p.db.Begin(); err != nil {
			return err
		}
	}
	if err := p.write(tx); err != nil {
		if own {
			_ = tx.Rollback()
		}
		return err
	}
	if own {
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return p.wake()
}

// retriedCommit leaves the loop when the commit succeeded.
func (p *places) retriedCommit() error {
	for {
		tx, err := p.db.Begin()
		if err != nil {
			return err
		}
		if err := p.write(tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		err = tx.Commit()
		if err == nil {
			break
		}
		if !errors.Is(err, errStale) {
			return err
		}
	}
	return p.wake()
}

// measured hands a closure to a function that isn't known to call it.
func (p *places) measured(ctx context.Context, store *closure.Store, measure func(func() error) error) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return measure(func() error { return p.wake() }) // known miss: measure may call it, or not
	})
}

// channelled hands the job to a goroutine that was started long ago.
func (p *places) channelled(ctx context.Context, store *closure.Store, jobs chan<- *asynq.Task) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		jobs <- asynq.NewTask("wake", nil) // known miss: what is received from a channel isn't followed
		return p.write(tx)
	})
}
