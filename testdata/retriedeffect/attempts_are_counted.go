// A count of attempts is meant to go up with each.

package retriedeffect

import (
	"context"
	"log/slog"

	"github.com/cenkalti/backoff/v4"
	"github.com/cockroachdb/cockroach-go/v2/crdb"

	"database/sql"
)

func (s *store) ping(ctx context.Context) error {
	attempt := 1
	return backoff.Retry(func() error {
		if err := s.db.PingContext(ctx); err != nil {
			slog.Info("waiting for database", "attempt", attempt)
			attempt++
			return err
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

func transact(ctx context.Context, tx crdb.Tx, callback func(context.Context) error, record func(int)) error {
	attempt := 0
	defer func() {
		if retries := attempt - 1; retries > 0 {
			record(retries)
		}
	}()
	return crdb.ExecuteInTx(ctx, tx, func() error {
		attempt++
		return callback(ctx)
	})
}

func countedOnFailure(ctx context.Context, db *sql.DB) (failures int, err error) {
	err = crdb.ExecuteTx(ctx, db, nil, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE buckets SET used = true"); err != nil {
			failures++
			return err
		}
		return nil
	})
	return failures, err
}

func countedWithTheWork(ctx context.Context, db *sql.DB) (done int, err error) {
	err = crdb.ExecuteTx(ctx, db, nil, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE buckets SET used = true"); err != nil {
			return err
		}
		done++ // want `done is added to in a closure that ExecuteTx runs again`
		return nil
	})
	return done, err
}
