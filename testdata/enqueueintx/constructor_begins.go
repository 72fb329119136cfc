// The job ran before the session committed that its constructor had opened.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/session"
)

func archiveInsideSession(ctx context.Context, db *sql.DB, jobs *asynq.Client) error {
	sess, err := session.NewSession(ctx, db)
	if err != nil {
		return err
	}
	defer sess.Close()
	if err := sess.Exec(ctx, "UPDATE posts SET archived = true"); err != nil {
		return err
	}
	if _, err := jobs.Enqueue(asynq.NewTask("archived", nil)); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return sess.Commit()
}

func archiveThenEnqueue(ctx context.Context, db *sql.DB, jobs *asynq.Client) error {
	sess, err := session.NewSession(ctx, db)
	if err != nil {
		return err
	}
	defer sess.Close()
	if err := sess.Exec(ctx, "UPDATE posts SET archived = true"); err != nil {
		return err
	}
	if err := sess.Commit(); err != nil {
		return err
	}
	_, err = jobs.Enqueue(asynq.NewTask("archived", nil))
	return err
}

// archivePost runs inside whatever session its caller opened.
func archivePost(ctx context.Context, sess *session.Session, jobs *asynq.Client) error {
	if err := sess.Exec(ctx, "UPDATE posts SET archived = true"); err != nil {
		return err
	}
	_, err := jobs.Enqueue(asynq.NewTask("archived", nil)) // want `job enqueued inside a transaction`
	return err
}
