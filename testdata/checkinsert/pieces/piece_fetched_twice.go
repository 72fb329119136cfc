// Two deals of one piece parked it twice, and it was downloaded twice: the unique key had a column that is NULL.

package pieces

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

func park(ctx context.Context, tx pgx.Tx, cid string, size int64) (id int64, err error) {
	err = tx.QueryRow(ctx, `SELECT id FROM pieces WHERE cid = $1 AND size = $2`, cid, size).Scan(&id) // want `insert checked by pieces\(cid, size\)`
	if errors.Is(err, pgx.ErrNoRows) {
		err = tx.QueryRow(ctx, `
			WITH existing AS (
				SELECT id FROM pieces WHERE cid = $1 AND size = $2 AND kept = FALSE AND cleaned_by IS NULL
			),
			inserted AS (
				INSERT INTO pieces (cid, size, kept)
				SELECT $1, $2, FALSE
				WHERE NOT EXISTS (SELECT 1 FROM existing)
				RETURNING id
			)
			SELECT id FROM existing UNION ALL SELECT id FROM inserted LIMIT 1`, cid, size).Scan(&id)
	}
	return id, err
}

func queue(b *pgx.Batch, cid string, size int64) {
	b.Queue(`
		INSERT INTO pieces (cid, size, kept)
		SELECT $1, $2, FALSE
		WHERE NOT EXISTS (SELECT 1 FROM pieces WHERE cid = $1 AND size = $2)`, cid, size) // want `NOT EXISTS by pieces\(cid, size\)`
}
