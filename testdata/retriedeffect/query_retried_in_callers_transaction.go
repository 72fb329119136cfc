// A query was retried in the transaction of the caller: PostgreSQL answered each
// further attempt that the transaction is aborted, and nobody saw why.

package retriedeffect

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

func retryOperation(fn func() error) (err error) {
	for range 3 {
		if err = fn(); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
	return
}

type state struct {
	tx   *sql.Tx
	data []byte
}

func (s *state) begun() *sql.Tx { return s.tx }

const one = "SELECT data FROM states WHERE id = $1"

func (s *state) withoutTransaction(ctx context.Context, db *sql.DB) error {
	return retryOperation(func() error {
		return db.QueryRowContext(ctx, one, 1).Scan(&s.data)
	})
}

func (s *state) retriesTransaction(ctx context.Context, db *sql.DB) error {
	return retryOperation(func() error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := tx.QueryRowContext(ctx, one, 1).Scan(&s.data); err != nil {
			return err
		}
		return tx.Commit()
	})
}

func (s *state) fromSavepoint(ctx context.Context, tx pgx.Tx) error {
	return retryOperation(func() error {
		sp, err := tx.Begin(ctx)
		if err != nil {
			return err
		}
		defer sp.Rollback(ctx)
		if _, err := sp.Exec(ctx, "UPDATE states SET data = NULL"); err != nil {
			return err
		}
		return sp.Commit(ctx)
	})
}

func (s *state) fromNamedSavepoint(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "SAVEPOINT states"); err != nil {
		return err
	}
	return retryOperation(func() error {
		_, err := tx.ExecContext(ctx, "UPDATE states SET data = NULL")
		if err != nil {
			_, _ = tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT states")
		}
		return err
	})
}

// That there is no row ends no transaction.
func (s *state) waitsForRow(ctx context.Context, tx *sql.Tx) error {
	for range 3 {
		err := tx.QueryRowContext(ctx, one, 1).Scan(&s.data)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		time.Sleep(time.Second)
	}
	return sql.ErrNoRows
}

func (s *state) eachOf(ctx context.Context, tx *sql.Tx, ids []int) error {
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, "UPDATE states SET data = NULL WHERE id = $1", id); err != nil {
			return err
		}
	}
	return nil
}

func (s *state) execute(ctx context.Context, db *sql.DB) error {
	return retryOperation(func() error {
		var row *sql.Row
		if tx := s.begun(); tx != nil {
			row = tx.QueryRowContext(ctx, one, 1) // want `statement retried in one transaction: after an error PostgreSQL refuses all but a rollback; retry the transaction`
		} else {
			row = db.QueryRowContext(ctx, one, 1)
		}
		return row.Scan(&s.data)
	})
}

func (s *state) update(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for range 3 {
		if _, err = tx.ExecContext(ctx, "UPDATE states SET data = NULL"); err == nil { // want `statement retried in one transaction`
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return err
	}
	return tx.Commit()
}

func (s *state) updateByFunction(ctx context.Context, tx pgx.Tx) error {
	return retryOperation(func() error {
		return blank(ctx, tx) // want `statement of blank retried in one transaction`
	})
}

func blank(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, "UPDATE states SET data = NULL")
	return err
}

// A store is the pool or a transaction.
type ledgerStore interface {
	BeginTX(ctx context.Context) (ledgerStore, *sql.Tx, error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	InsertLog(ctx context.Context) error
}

type bunStore struct {
	db *sql.DB
	tx *sql.Tx
}

func (s *bunStore) BeginTX(ctx context.Context) (ledgerStore, *sql.Tx, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	return &bunStore{s.db, tx}, tx, err
}

func (s *bunStore) Commit(ctx context.Context) error   { return s.tx.Commit() }
func (s *bunStore) Rollback(ctx context.Context) error { return s.tx.Rollback() }

func (s *bunStore) InsertLog(ctx context.Context) error {
	_, err := s.tx.ExecContext(ctx, "INSERT INTO logs (id) VALUES (1)")
	return err
}

func forgeLog(ctx context.Context, store ledgerStore) error {
	for {
		err := inOwnTransaction(ctx, store)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
}

func inOwnTransaction(ctx context.Context, store ledgerStore) error {
	txStore, _, err := store.BeginTX(ctx)
	if err != nil {
		return err
	}
	if err := txStore.InsertLog(ctx); err != nil {
		_ = txStore.Rollback(ctx)
		return err
	}
	return txStore.Commit(ctx)
}
