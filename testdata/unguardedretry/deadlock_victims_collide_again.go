// Transactions that a deadlock had undone were run again at once, met again, and
// used up their attempts. Opt-in: often one more attempt is all that is needed.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

type relations struct {
	db *sql.DB
}

func (r *relations) write(ctx context.Context, id int64) error {
	_, err := r.db.ExecContext(ctx, `UPDATE relations SET object = 'o' WHERE id = $1`, id)
	return err
}

func deadlocked(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40P01" || pg.Code == "40001")
}

// writeApart waits.
func (r *relations) writeApart(ctx context.Context, id int64) (err error) {
	for i := range 8 {
		if err = r.write(ctx, id); err == nil || !deadlocked(err) {
			return err
		}
		time.Sleep(time.Duration(i) * 10 * time.Millisecond)
	}
	return err
}

func (r *relations) writeAgain(ctx context.Context, id int64) (err error) {
	for i := 0; i <= 8; i++ {
		if err = r.write(ctx, id); err != nil { // want `retried at once when write fails`
			if deadlocked(err) {
				continue
			}
			return err
		}
		return nil
	}
	return err
}

func (r *relations) writeAnyway(ctx context.Context, id int64) (err error) {
	for range 3 {
		if err = r.write(ctx, id); err == nil { // want `retried at once when write fails`
			return nil
		}
	}
	return err
}
