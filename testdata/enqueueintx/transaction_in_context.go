// The job of a comment ran before the transaction committed that only the
// closure's context knew of.

package enqueueintx

import (
	"context"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/ctxtx"
)

type comments struct {
	store *ctxtx.Store
	jobs  *asynq.Client
}

func (c *comments) indexInsideTx(ctx context.Context) error {
	return c.store.WithTx(ctx, func(ctx context.Context) error {
		if err := c.store.Save(ctx, "comment"); err != nil {
			return err
		}
		return c.index(ctx) // want `job enqueued inside a transaction`
	})
}

func (c *comments) index(ctx context.Context) error {
	_, err := c.jobs.EnqueueContext(ctx, asynq.NewTask("index", nil))
	return err
}

func (c *comments) indexAfterTx(ctx context.Context) error {
	err := c.store.WithTx(ctx, func(ctx context.Context) error { return c.store.Save(ctx, "comment") })
	if err != nil {
		return err
	}
	return c.index(ctx)
}
