// The job ran before the deferred End had committed.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/deferredend"
)

func payInsideTx(ctx context.Context, db *sql.DB, jobs *asynq.Client) (err error) {
	h, err := deferredend.Begin(ctx, db)
	if err != nil {
		return err
	}
	defer h.End(&err)
	if err := h.Exec(ctx, "UPDATE bills SET paid = true"); err != nil {
		return err
	}
	_, err = jobs.Enqueue(asynq.NewTask("receipt", nil)) // want `job enqueued inside a transaction`
	return err
}

func payInsideClosure(ctx context.Context, db *sql.DB, jobs *asynq.Client) (err error) {
	h, err := deferredend.Begin(ctx, db)
	if err != nil {
		return err
	}
	defer func() { h.End(&err) }()
	if err := h.Exec(ctx, "UPDATE bills SET paid = true"); err != nil {
		return err
	}
	_, err = jobs.Enqueue(asynq.NewTask("receipt", nil)) // want `job enqueued inside a transaction`
	return err
}

func settle(ctx context.Context, db *sql.DB) (err error) {
	h, err := deferredend.Begin(ctx, db)
	if err != nil {
		return err
	}
	defer h.End(&err)
	return h.Exec(ctx, "UPDATE bills SET paid = true")
}

func settleThenEnqueue(ctx context.Context, db *sql.DB, jobs *asynq.Client) error {
	if err := settle(ctx, db); err != nil {
		return err
	}
	_, err := jobs.Enqueue(asynq.NewTask("receipt", nil))
	return err
}
