// A stall's name was gone with the stall; the kinds around it give theirs back in ways that are easy to overlook.

package stalls

import (
	"context"
	"database/sql"
)

func createStall(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO stalls (name) VALUES (?)`, name)
	return err
}

func deleteStall(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, `UPDATE stalls SET deleted_at = CURRENT_TIMESTAMP WHERE id = ?`, id)
	return err
}

// createBooth replaces a row of the name, a deleted one, too.
func createBooth(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT OR REPLACE INTO booths (name) VALUES (?)`, name)
	return err
}

func deleteBooth(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, `UPDATE booths SET deleted_at = CURRENT_TIMESTAMP WHERE id = ?`, id)
	return err
}

func createKiosk(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `REPLACE INTO kiosks (name) VALUES (?)`, name)
	return err
}

func deleteKiosk(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, `UPDATE kiosks SET deleted_at = CURRENT_TIMESTAMP WHERE id = ?`, id)
	return err
}

func createTent(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO tents (name) VALUES (?)`, name)
	return err
}

// deleteTent gives the name back in a statement of its own.
func deleteTent(ctx context.Context, tx *sql.Tx, id int64) error {
	if _, err := tx.ExecContext(ctx, `UPDATE tents SET name = name || '.deleted.' || id WHERE id = ?`, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE tents SET deleted_at = CURRENT_TIMESTAMP WHERE id = ?`, id)
	return err
}

// deleteCart renames another kind than it deletes.
func deleteCart(ctx context.Context, tx *sql.Tx, id int64) error {
	if _, err := tx.ExecContext(ctx, `UPDATE tents SET name = name || '.' || id WHERE id = ?`, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE carts SET deleted_at = CURRENT_TIMESTAMP WHERE id = ?`, id)
	return err
}

// seedDeletedCountry makes a row for trying out; no country is deleted.
func seedDeletedCountry(ctx context.Context, db *sql.DB, code string) error {
	_, err := db.ExecContext(ctx, `UPDATE countries SET deleted_at = CURRENT_TIMESTAMP WHERE code = ?`, code)
	return err
}

func deleteLine(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, `UPDATE lines SET deleted_at = CURRENT_TIMESTAMP WHERE id = ?`, id)
	return err
}

func deleteShed(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, `UPDATE sheds SET deleted_at = CURRENT_TIMESTAMP WHERE id = ?`, id)
	return err
}
