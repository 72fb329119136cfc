// The job ran before the row of a generated query was committed.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/option"
	"github.com/datavet/datavet/testdata/wrappers/sqlcarg"
	"github.com/datavet/datavet/testdata/wrappers/sqlcgen"
)

func createWithTx(ctx context.Context, db *sql.DB, q *sqlcgen.Queries, jobs *asynq.Client) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := createAndEnqueue(ctx, q.WithTx(tx), jobs); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}

// createAndEnqueue can't tell what q is bound to.
func createAndEnqueue(ctx context.Context, q *sqlcgen.Queries, jobs *asynq.Client) error {
	if err := q.CreateName(ctx, "name"); err != nil {
		return err
	}
	_, err := jobs.Enqueue(asynq.NewTask("name", nil))
	return err
}

func createOnPool(ctx context.Context, q *sqlcgen.Queries, jobs *asynq.Client) error {
	return createAndEnqueue(ctx, q, jobs)
}

func createWithArgument(ctx context.Context, db *sql.DB, q *sqlcarg.Queries, jobs *asynq.Client) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := q.CreateName(ctx, tx, "name"); err != nil {
		return err
	}
	if _, err := jobs.Enqueue(asynq.NewTask("name", nil)); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}

func createWithOption(ctx context.Context, repo *option.Repo, jobs *asynq.Client) error {
	tx, err := repo.DB().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := repo.Save(ctx, "name", option.WithTx(tx)); err != nil {
		return err
	}
	if _, err := jobs.Enqueue(asynq.NewTask("name", nil)); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}
