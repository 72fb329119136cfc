// A document's file was removed, its row was not: the row was still referred to and the delete rolled back.

package enqueueintx

import (
	"context"
	"database/sql"
	"os"
)

// Documents keeps documents as files and their paths as rows.
type Documents struct {
	db *sql.DB
}

// DeleteInsideTx removes the file before the row is gone for good.
func (s *Documents) DeleteInsideTx(ctx context.Context, id int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var path string
	if err := tx.QueryRowContext(ctx, `SELECT path FROM documents WHERE id = $1`, id).Scan(&path); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM documents WHERE id = $1`, id); err != nil {
		return err
	}
	return tx.Commit()
}

// DeleteThenRemove removes the file after the commit. A crash in between
// leaves a file without a row, which a sweep can find.
func (s *Documents) DeleteThenRemove(ctx context.Context, id int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var path string
	if err := tx.QueryRowContext(ctx, `SELECT path FROM documents WHERE id = $1`, id).Scan(&path); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM documents WHERE id = $1`, id); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return os.Remove(path)
}
