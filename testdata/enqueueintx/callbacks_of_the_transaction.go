// A validator, registered far from any transaction, enqueued inside one.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/hooks"
)

func registerBeforeCommit(u *hooks.Unit, jobs *asynq.Client) {
	u.BeforeCommit(func(ctx context.Context, tx *sql.Tx) error {
		_, err := jobs.Enqueue(asynq.NewTask("audit", nil)) // want `job enqueued inside a transaction`
		return err
	})
}

func registerAfterCommit(u *hooks.Unit, jobs *asynq.Client) {
	u.AfterCommit(func() { _, _ = jobs.Enqueue(asynq.NewTask("audit", nil)) })
}

func setCallbackFields(u *hooks.Unit, jobs *asynq.Client) {
	u.Validate = func(ctx context.Context, tx *sql.Tx) error {
		_, err := jobs.Enqueue(asynq.NewTask("validate", nil)) // want `job enqueued inside a transaction`
		return err
	}
	u.Done = func() { _, _ = jobs.Enqueue(asynq.NewTask("done", nil)) }
}

func makeWithCallbackFields(jobs *asynq.Client) *hooks.Unit {
	return &hooks.Unit{
		Validate: func(ctx context.Context, tx *sql.Tx) error {
			_, err := jobs.Enqueue(asynq.NewTask("validate", nil)) // want `job enqueued inside a transaction`
			return err
		},
		Done: func() { _, _ = jobs.Enqueue(asynq.NewTask("done", nil)) },
	}
}

func registerInside(ctx context.Context, db *sql.DB, u *hooks.Unit, jobs *asynq.Client) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE units SET n = n + 1"); err != nil {
		return err
	}
	u.AfterCommit(func() { _, _ = jobs.Enqueue(asynq.NewTask("unit", nil)) })
	return tx.Commit()
}
