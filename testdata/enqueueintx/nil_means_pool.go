// A repository's method takes the handle as a parameter, and a job besides.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/nilpool"
)

type members struct {
	repo *nilpool.Repo
	jobs *asynq.Client
}

// add saves in tx, or on its own if tx is nil: only its callers know whether
// the job leaves a transaction.
func (m *members) add(ctx context.Context, tx *sql.Tx, name string) error {
	if tx == nil {
		name = "new " + name
	}
	if err := m.repo.Save(ctx, tx, name); err != nil {
		return err
	}
	_, err := m.jobs.Enqueue(asynq.NewTask("member", nil))
	return err
}

func (m *members) addInsideTx(ctx context.Context) error {
	tx, err := m.repo.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := m.add(ctx, tx, "Ada"); err != nil { // want `job enqueued inside a transaction via add -> asynq.Client.Enqueue`
		return err
	}
	return tx.Commit()
}

func (m *members) addAlone(ctx context.Context) error { return m.add(ctx, nil, "Ada") }
