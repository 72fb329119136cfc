// A transfer was rolled back, its journal entry stayed: it had been written
// through the pool.

package outerhandle

import (
	"context"
	"database/sql"
	"errors"
	"log"
)

type ledger struct{ db *sql.DB }

var pool *sql.DB

func (l *ledger) entryOutside(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance - 1"); err != nil {
		return err
	}
	if _, err := l.db.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil { // want `query inside a transaction runs outside it on l.db: .*; use the transaction's handle`
		return err
	}
	return tx.Commit()
}

func (l *ledger) entryInside(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance - 1"); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil {
		return err
	}
	return tx.Commit()
}

func (l *ledger) readsStale(ctx context.Context) (n int, err error) {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil {
		return 0, err
	}
	if err := l.db.QueryRowContext(ctx, "SELECT count(*) FROM journal").Scan(&n); err != nil { // want `query inside a transaction runs outside it`
		return 0, err
	}
	return n, tx.Commit()
}

func (l *ledger) afterCommit(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = 0"); err != nil {
		_ = tx.Rollback()
		_, err = l.db.ExecContext(ctx, "INSERT INTO failures DEFAULT VALUES")
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = l.db.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES")
	return err
}

// eachRound commits before the pool is asked again.
func (l *ledger) eachRound(ctx context.Context) error {
	for {
		var due int
		if err := l.db.QueryRowContext(ctx, "SELECT count(*) FROM due").Scan(&due); err != nil || due == 0 {
			return err
		}
		tx, err := l.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM due"); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
}

// twoTransactions follow each other.
func (l *ledger) twoTransactions(ctx context.Context) error {
	first, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := first.ExecContext(ctx, "UPDATE accounts SET balance = 0"); err != nil {
		return errors.Join(err, first.Rollback())
	}
	if err := first.Commit(); err != nil {
		return err
	}
	second, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer second.Rollback()
	if _, err := second.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil {
		return err
	}
	return second.Commit()
}

// nested opens a second connection, which waits for the first one's locks.
func (l *ledger) nested(ctx context.Context) error {
	outer, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer outer.Rollback()
	if _, err := outer.ExecContext(ctx, "UPDATE accounts SET balance = 0"); err != nil {
		return err
	}
	inner, err := l.db.BeginTx(ctx, nil) // want `query inside a transaction runs outside it`
	if err != nil {
		return err
	}
	defer inner.Rollback()
	if _, err := inner.ExecContext(ctx, "UPDATE accounts SET balance = 1"); err != nil {
		return err
	}
	return errors.Join(inner.Commit(), outer.Commit())
}

// savepoint stays in the transaction.
func (l *ledger) savepoint(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "SAVEPOINT entry"); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil {
		if _, err := tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT entry"); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// oneConnection begins on a connection that it keeps.
func (l *ledger) oneConnection(ctx context.Context) error {
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := conn.ExecContext(ctx, "SET LOCAL lock_timeout = 1"); err != nil {
		return err
	}
	return tx.Commit()
}

func (l *ledger) global(ctx context.Context) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := pool.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil { // want `query inside a transaction runs outside it on pool`
		return err
	}
	return tx.Commit()
}

// A books keeps its journal in another database.
type books struct{ accounts, journal *sql.DB }

func (b *books) anotherDatabase(ctx context.Context) error {
	tx, err := b.accounts.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = 0"); err != nil {
		return err
	}
	if _, err := b.journal.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil {
		return err
	}
	return tx.Commit()
}

// notQueries asks the pool for no row.
func (l *ledger) notQueries(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	log.Print(l.db.Stats().InUse)
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = 0"); err != nil {
		return err
	}
	return tx.Commit()
}

// count is written for a pool or a transaction.
func count(ctx context.Context, q interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT count(*) FROM journal").Scan(&n)
	return n, err
}

func (l *ledger) passesHandle(ctx context.Context) (int, error) {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	inside, err := count(ctx, tx)
	if err != nil {
		return 0, err
	}
	outside, err := count(ctx, l.db) // want `query by count inside a transaction runs outside it`
	if err != nil {
		return 0, err
	}
	return inside - outside, tx.Commit()
}

func (l *ledger) balance(ctx context.Context) (n int, err error) {
	err = l.db.QueryRowContext(ctx, "SELECT balance FROM accounts").Scan(&n)
	return n, err
}

func (l *ledger) sum(ctx context.Context) (int, error) { return l.balance(ctx) }

func (l *ledger) readsThroughMethods(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = 0"); err != nil {
		return err
	}
	if _, err := l.sum(ctx); err != nil { // want `query by sum inside a transaction runs outside it on l.db`
		return err
	}
	return tx.Commit()
}

// audit stays when the transaction is rolled back.
//
//datavet:autonomous an audit trail must survive the rollback
func (l *ledger) audit(ctx context.Context) error {
	_, err := l.db.ExecContext(ctx, "INSERT INTO audit DEFAULT VALUES")
	return err
}

func (l *ledger) auditOutside(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := l.audit(ctx); err != nil {
		return err
	}
	//datavet:ignore outerhandle a sequence's numbers are never rolled back
	if err := l.db.QueryRowContext(ctx, "SELECT nextval('journal')").Err(); err != nil {
		return err
	}
	return tx.Commit()
}

// optional begins only if its caller has no transaction, and commits only what
// it began.
func (l *ledger) optional(ctx context.Context, tx *sql.Tx) (err error) {
	own := tx == nil
	if own {
		if tx, err = l.db.BeginTx(ctx, nil); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = 0"); err != nil {
		return err
	}
	if own {
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	_, err = l.db.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES")
	return err
}
