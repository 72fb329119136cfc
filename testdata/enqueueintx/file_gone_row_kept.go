// The rollback kept the row of an upload whose file was gone.

package enqueueintx

import (
	"context"
	"database/sql"
	"os"
)

func removeInsideTx(ctx context.Context, db *sql.DB, path string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "DELETE FROM uploads WHERE path = $1", path); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil { // want `file or object deleted inside a transaction: .*; delete after commit`
		return err
	}
	return tx.Commit()
}

func removeAfterCommit(ctx context.Context, db *sql.DB, path string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "DELETE FROM uploads WHERE path = $1", path); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return os.Remove(path)
}

// removeTemporary removes what no row names.
func removeTemporary(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	f, err := os.CreateTemp("", "export")
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "COPY uploads TO $1", f.Name()); err != nil {
		return err
	}
	if err := os.Remove(f.Name()); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "export")
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return tx.Commit()
}

// writeInsideTx makes a file, which is an orphan at worst.
func writeInsideTx(ctx context.Context, db *sql.DB, path string, data []byte) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO uploads VALUES ($1)", path); err != nil {
		// What this function wrote goes, the transaction too.
		_ = os.Remove(path)
		return err
	}
	return tx.Commit()
}
