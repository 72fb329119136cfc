// What tells of a failure must not be rolled back with it: it has a connection
// of its own on purpose. On the path that commits it is a mistake.

package outerhandle

import (
	"context"
	"database/sql"

	"github.com/datavet/datavet/testdata/wrappers/closure"
)

type imports struct{ db *sql.DB }

func (i *imports) load(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO rows DEFAULT VALUES")
	return err
}

func (i *imports) record(ctx context.Context, status string) error {
	_, err := i.db.ExecContext(ctx, "UPDATE imports SET status = $1", status)
	return err
}

func (i *imports) recordsFailure(ctx context.Context) error {
	tx, err := i.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := i.load(ctx, tx); err != nil {
		_ = i.record(ctx, "failed")
		return err
	}
	return tx.Commit()
}

func (i *imports) recordsFailureBeforeRollback(ctx context.Context) error {
	tx, err := i.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := i.load(ctx, tx); err != nil {
		if _, err := i.db.ExecContext(ctx, "UPDATE imports SET status = 'failed'"); err != nil {
			_ = tx.Rollback()
			return err
		}
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (i *imports) recordsSuccess(ctx context.Context) error {
	tx, err := i.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := i.load(ctx, tx); err != nil {
		return err
	}
	if err := i.record(ctx, "loaded"); err != nil { // want `query by record inside a transaction runs outside it on i.db`
		return err
	}
	return tx.Commit()
}

// recordsEither commits after it has recorded a failure.
func (i *imports) recordsEither(ctx context.Context) error {
	tx, err := i.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := i.load(ctx, tx); err != nil {
		_ = i.record(ctx, "failed") // want `query by record inside a transaction runs outside it on i.db`
	}
	return tx.Commit()
}

func (i *imports) recordsInClosure(ctx context.Context) error {
	return closure.WithTx(ctx, i.db, func(tx *sql.Tx) error {
		if err := i.load(ctx, tx); err != nil {
			_ = i.record(ctx, "failed")
			return err
		}
		return i.record(ctx, "loaded") // want `query by record inside a transaction runs outside it on i.db`
	})
}

// recordsInDefer ends the transaction, whichever way, before it records.
func (i *imports) recordsInDefer(ctx context.Context) (err error) {
	tx, err := i.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			_ = i.record(ctx, "failed")
			return
		}
		if err = tx.Commit(); err == nil {
			err = i.record(ctx, "loaded")
		}
	}()
	if err = i.load(ctx, tx); err != nil {
		_ = i.record(ctx, "failing")
		return err
	}
	err = i.record(ctx, "loading") // want `query by record inside a transaction runs outside it on i.db`
	return err
}

// recordsInLoop goes on with the next import when one has failed.
func (i *imports) recordsInLoop(ctx context.Context, n int) error {
	for range n {
		tx, err := i.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := i.load(ctx, tx); err != nil {
			_ = i.record(ctx, "failed")
			_ = tx.Rollback()
			continue
		}
		if err := tx.Commit(); err != nil {
			_ = i.record(ctx, "failed")
			continue
		}
		_ = i.record(ctx, "loaded")
	}
	return nil
}

// A batch is the imports with a transaction of theirs.
type batch struct {
	*imports
	*sql.Tx
}

func (i *imports) begin(ctx context.Context) (*batch, error) {
	tx, err := i.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &batch{i, tx}, nil
}

func (i *imports) recordsInBatch(ctx context.Context) error {
	b, err := i.begin(ctx)
	if err != nil {
		return err
	}
	defer b.Rollback()
	if err := b.load(ctx, b.Tx); err != nil {
		_ = b.record(ctx, "failed")
		return err
	}
	if err := b.record(ctx, "loading"); err != nil { // want `query by record inside a transaction runs outside it`
		return err
	}
	if err := b.Commit(); err != nil {
		return err
	}
	return b.record(ctx, "loaded")
}
