// The job ran before the transaction committed that the project's own context
// carried.

package enqueueintx

import (
	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/customctx"
)

func shipInsideTx(ctx customctx.Context, jobs *asynq.Client) error {
	return ctx.Transaction(func(txCtx customctx.Context) error {
		if err := txCtx.Exec("UPDATE parcels SET shipped = true"); err != nil {
			return err
		}
		_, err := jobs.Enqueue(asynq.NewTask("track", nil)) // want `job enqueued inside a transaction`
		return err
	})
}

func shipThenTrack(ctx customctx.Context, jobs *asynq.Client) error {
	err := ctx.Transaction(func(txCtx customctx.Context) error { return txCtx.Exec("UPDATE parcels SET shipped = true") })
	if err != nil {
		return err
	}
	_, err = jobs.Enqueue(asynq.NewTask("track", nil))
	return err
}

func shipWithDB(ctx customctx.Context, jobs *asynq.Client) error {
	tx, err := ctx.Pool().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	ctx = ctx.WithDB(tx)
	if err := ctx.Exec("UPDATE parcels SET shipped = true"); err != nil {
		return err
	}
	if _, err := jobs.EnqueueContext(ctx, asynq.NewTask("track", nil)); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}
