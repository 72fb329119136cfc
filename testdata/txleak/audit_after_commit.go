// The audit row was written through the transaction after its commit: never.

package txleak

import (
	"context"
	"database/sql"
	"log"
)

func auditAfterCommit(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO audit DEFAULT VALUES") // want `transaction used after it has ended`
	return err
}

func auditBeforeCommit(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO audit DEFAULT VALUES"); err != nil {
		return err
	}
	return tx.Commit()
}

// auditInNext uses the second transaction.
func auditInNext(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	tx, err = db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO audit DEFAULT VALUES"); err != nil {
		return err
	}
	return tx.Commit()
}

// auditOnPath uses it where it is open still.
func auditOnPath(ctx context.Context, db *sql.DB, keep bool) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if !keep {
		return tx.Rollback()
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO audit DEFAULT VALUES"); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

// auditInGoroutine may run when the transaction is over.
func auditInGoroutine(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	go func() {
		// known miss: whether the goroutine is waited for isn't followed
		if _, err := tx.ExecContext(ctx, "INSERT INTO audit DEFAULT VALUES"); err != nil {
			log.Print(err)
		}
	}()
	return tx.Commit()
}
