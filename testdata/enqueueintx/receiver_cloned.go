// The job ran before the transaction committed that the closure's repository
// was bound to.

package enqueueintx

import (
	"context"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/clone"
)

func renameInsideTx(ctx context.Context, repo *clone.Repo, jobs *asynq.Client) error {
	return repo.Transact(ctx, func(ctx context.Context, tx *clone.Repo) error {
		if err := tx.Insert(ctx, "new"); err != nil {
			return err
		}
		_, err := jobs.EnqueueContext(ctx, asynq.NewTask("renamed", nil)) // want `job enqueued inside a transaction`
		return err
	})
}

func renameThenEnqueue(ctx context.Context, repo *clone.Repo, jobs *asynq.Client) error {
	err := repo.Transact(ctx, func(ctx context.Context, tx *clone.Repo) error { return tx.Insert(ctx, "new") })
	if err != nil {
		return err
	}
	_, err = jobs.EnqueueContext(ctx, asynq.NewTask("renamed", nil))
	return err
}
