// Keys of a schema that isn't in force any more, or that no person chooses: none of them blocks anybody.

package squashed

import (
	"context"
	"database/sql"
)

func deleteHawker(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, `UPDATE hawkers SET deleted_at = now() WHERE id = $1`, id)
	return err
}

func deleteReceipt(ctx context.Context, db *sql.DB, number int64) error {
	_, err := db.ExecContext(ctx, `UPDATE receipts SET deleted_at = now() WHERE number_of = $1`, number)
	return err
}

func deletePatch(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, `UPDATE patches SET deleted_at = now() WHERE id = $1`, id)
	return err
}
