// A retry of statements hid why they failed: each further attempt was refused.

package retriedeffect

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Import is a list of bills of another system.
type Import struct {
	db *pgxpool.Pool
	// Wait is called after an attempt that failed.
	Wait func()
}

// retry does f again as long as it fails.
func (i *Import) retry(f func() error) error {
	var err error
	for range attempts {
		if err = f(); err == nil {
			return nil
		}
		i.Wait()
	}
	return err
}

const raise = `UPDATE bills SET cents = cents + 1 WHERE id = $1`

// RaiseRetryingStatement retries a statement that met a lock.
func (i *Import) RaiseRetryingStatement(ctx context.Context, id int64) error {
	tx, err := i.db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	err = i.retry(func() error {
		_, err := tx.Exec(ctx, raise, id)
		return err
	})
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// RaiseRetryingTransaction begins a transaction with each attempt.
func (i *Import) RaiseRetryingTransaction(ctx context.Context, id int64) error {
	return i.retry(func() error {
		tx, err := i.db.Begin(ctx)
		if err != nil {
			return err
		}
		defer tx.Rollback(ctx)
		if _, err := tx.Exec(ctx, raise, id); err != nil {
			return err
		}
		return tx.Commit(ctx)
	})
}

// RaiseFromSavepoint goes back to a savepoint: what came before it is kept.
func (i *Import) RaiseFromSavepoint(ctx context.Context, id int64) error {
	tx, err := i.db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	err = i.retry(func() error {
		return pgx.BeginFunc(ctx, tx, func(nested pgx.Tx) error {
			_, err := nested.Exec(ctx, raise, id)
			return err
		})
	})
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

const insert = `INSERT INTO bills (id, customer, cents) VALUES ($1, $2, $3)`

// InsertSkipping passes over the bills that are there already.
func (b *Bills) InsertSkipping(ctx context.Context, customer string, ids []int64) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, id := range ids {
		_, err := tx.ExecContext(ctx, insert, id, customer, 100)
		if isDuplicate(err) {
			continue
		}
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

// InsertNew has the database pass over them.
func (b *Bills) InsertNew(ctx context.Context, customer string, ids []int64) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, insert+` ON CONFLICT DO NOTHING`, id, customer, 100); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// InsertFromSavepoints goes back to before the bill that is there already.
func (b *Bills) InsertFromSavepoints(ctx context.Context, customer string, ids []int64) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, `SAVEPOINT bill`); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, insert, id, customer, 100)
		if isDuplicate(err) {
			if _, err := tx.ExecContext(ctx, `ROLLBACK TO SAVEPOINT bill`); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

// isDuplicate reports whether a unique key has the value already.
func isDuplicate(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}
