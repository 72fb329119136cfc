// The job ran before commit was called, a function that the beginner had
// returned.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/prepared"
)

func bookInsideTx(ctx context.Context, db *sql.DB, jobs *asynq.Client) error {
	ctx, commit, rollback, err := prepared.PrepareTx(ctx, db)
	if err != nil {
		return err
	}
	defer rollback()
	if err := prepared.Exec(ctx, db, "INSERT INTO seats DEFAULT VALUES"); err != nil {
		return err
	}
	if _, err := jobs.Enqueue(asynq.NewTask("ticket", nil)); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return commit()
}

func bookThenEnqueue(ctx context.Context, db *sql.DB, jobs *asynq.Client) error {
	txCtx, commit, rollback, err := prepared.PrepareTx(ctx, db)
	if err != nil {
		return err
	}
	if err := prepared.Exec(txCtx, db, "INSERT INTO seats DEFAULT VALUES"); err != nil {
		rollback()
		return err
	}
	if err := commit(); err != nil {
		return err
	}
	_, err = jobs.EnqueueContext(ctx, asynq.NewTask("ticket", nil))
	return err
}
