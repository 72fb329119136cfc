// A runner that retries enqueued the job once for each attempt.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/cockroachdb/cockroach-go/v2/crdb"
	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/retry"
)

func transferInsideRetry(ctx context.Context, db *retry.DB, jobs *asynq.Client) error {
	return db.Run(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance - 1"); err != nil {
			return err
		}
		_, err := jobs.Enqueue(asynq.NewTask("transfer", nil)) // want `job enqueued inside a transaction`
		return err
	})
}

func transferThenEnqueue(ctx context.Context, db *retry.DB, jobs *asynq.Client) error {
	err := db.Run(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance - 1")
		return err
	})
	if err != nil {
		return err
	}
	_, err = jobs.Enqueue(asynq.NewTask("transfer", nil))
	return err
}

func transferInsideLibrary(ctx context.Context, db *sql.DB, jobs *asynq.Client) error {
	return crdb.ExecuteTx(ctx, db, nil, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance - 1"); err != nil {
			return err
		}
		_, err := jobs.Enqueue(asynq.NewTask("transfer", nil)) // want `job enqueued inside a transaction`
		return err
	})
}
