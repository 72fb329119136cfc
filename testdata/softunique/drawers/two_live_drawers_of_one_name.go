// MySQL has no partial indexes: its drawers were to be unique by a NULL.

package drawers

import (
	"context"

	"github.com/jmoiron/sqlx"
)

func deleteDrawer(ctx context.Context, db *sqlx.DB, id int64) error {
	_, err := db.ExecContext(ctx, "UPDATE drawers SET deleted_at = NOW() WHERE id = ?", id)
	return err
}

func createDrawer(ctx context.Context, db *sqlx.DB, name string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO drawers (name) VALUES (?)", name)
	return err
}

func deleteChest(ctx context.Context, db *sqlx.DB, id int64) error {
	_, err := db.ExecContext(ctx, "UPDATE chests SET deleted_at = NOW() WHERE id = ?", id)
	return err
}

func createChest(ctx context.Context, db *sqlx.DB, name string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO chests (name) VALUES (?)", name)
	return err
}

func deleteTrunk(ctx context.Context, db *sqlx.DB, id int64) error {
	_, err := db.ExecContext(ctx, "UPDATE trunks SET deleted_at = NOW() WHERE id = ?", id)
	return err
}

func createTrunk(ctx context.Context, db *sqlx.DB, name string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO trunks (name) VALUES (?)", name)
	return err
}

func deleteBin(ctx context.Context, db *sqlx.DB, id int64) error {
	_, err := db.ExecContext(ctx, "UPDATE bins SET is_deleted = 1 WHERE id = ?", id)
	return err
}

func createBin(ctx context.Context, db *sqlx.DB, name string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO bins (name) VALUES (?)", name)
	return err
}

func deleteSack(ctx context.Context, db *sqlx.DB, id int64) error {
	_, err := db.ExecContext(ctx, "UPDATE sacks SET deleted_at = UNIX_TIMESTAMP() WHERE id = ?", id)
	return err
}

func createSack(ctx context.Context, db *sqlx.DB, name string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO sacks (name) VALUES (?)", name)
	return err
}
