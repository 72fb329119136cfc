// The job ran before the project's own Transaction committed, whatever
// implements it.

package enqueueintx

import (
	"context"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/txiface"
)

func createInsideInterface(ctx context.Context, db txiface.Database, jobs *asynq.Client) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Create(ctx, "name"); err != nil {
		return err
	}
	if _, err := jobs.Enqueue(asynq.NewTask("created", nil)); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}

func createThenEnqueue(ctx context.Context, db txiface.Database, jobs *asynq.Client) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	if err := tx.Create(ctx, "name"); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = jobs.Enqueue(asynq.NewTask("created", nil))
	return err
}

// createHanded runs inside: its caller holds the transaction.
func createHanded(ctx context.Context, tx txiface.Transaction, jobs *asynq.Client) error {
	if err := tx.Create(ctx, "name"); err != nil {
		return err
	}
	_, err := jobs.Enqueue(asynq.NewTask("created", nil)) // want `job enqueued inside a transaction`
	return err
}

// createOn runs on whatever it is given: only its callers can tell.
func createOn(ctx context.Context, q txiface.Queries, jobs *asynq.Client) error {
	if err := q.Create(ctx, "name"); err != nil {
		return err
	}
	_, err := jobs.Enqueue(asynq.NewTask("created", nil))
	return err
}

// An outOfSight notifier may do anything.
type outOfSight interface {
	NotifySomehow(ctx context.Context) error
}

func notifyOutOfSight(ctx context.Context, db txiface.Database, n outOfSight) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// known miss: no implementation is in sight, and no directive says what
	// NotifySomehow does.
	if err := n.NotifySomehow(ctx); err != nil {
		return err
	}
	return tx.Commit()
}
