// A transfer was refused and rolled back; the journal, written through the pool, says that it took place.

package outerhandle

import (
	"context"
	"database/sql"
)

// Accounts moves money.
type Accounts struct {
	db *sql.DB
}

// TransferJournalOutside writes the journal in a transaction of its own.
func (s *Accounts) TransferJournalOutside(ctx context.Context, from, to, cents int64) error {
	return inTx(ctx, s.db, func(tx *sql.Tx) error {
		if err := journal(ctx, s.db, from, to, cents); err != nil {
			return err
		}
		return move(ctx, tx, from, to, cents)
	})
}

// TransferJournalInside writes the journal within the transaction.
func (s *Accounts) TransferJournalInside(ctx context.Context, from, to, cents int64) error {
	return inTx(ctx, s.db, func(tx *sql.Tx) error {
		if err := journal(ctx, tx, from, to, cents); err != nil {
			return err
		}
		return move(ctx, tx, from, to, cents)
	})
}

// An execer is a pool or a transaction.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func journal(ctx context.Context, db execer, from, to, cents int64) error {
	_, err := db.ExecContext(ctx, `INSERT INTO journal (from_id, to_id, cents) VALUES ($1, $2, $3)`, from, to, cents)
	return err
}

func move(ctx context.Context, tx *sql.Tx, from, to, cents int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE accounts SET cents = cents - $1 WHERE id = $2`, cents, from)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE accounts SET cents = cents + $1 WHERE id = $2`, cents, to)
	return err
}

func inTx(ctx context.Context, db *sql.DB, f func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}
