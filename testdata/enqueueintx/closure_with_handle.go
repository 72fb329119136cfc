// The job ran before the runner that the project calls everywhere committed.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/closure"
)

type signups struct {
	store *closure.Store
	db    *sql.DB
	jobs  *asynq.Client
}

func (s *signups) welcomeInsideRunner(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO users DEFAULT VALUES"); err != nil {
			return err
		}
		_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("welcome", nil)) // want `job enqueued inside a transaction`
		return err
	})
}

func (s *signups) welcomeAfterRunner(ctx context.Context) error {
	err := s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO users DEFAULT VALUES")
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.jobs.EnqueueContext(ctx, asynq.NewTask("welcome", nil))
	return err
}

func (s *signups) welcomeInsideFunction(ctx context.Context) error {
	return closure.WithTx(ctx, s.db, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO users DEFAULT VALUES"); err != nil {
			_, _ = s.jobs.Enqueue(asynq.NewTask("signup:failed", nil)) // rolled back
			return err
		}
		_, err := s.jobs.Enqueue(asynq.NewTask("welcome", nil)) // want `job enqueued inside a transaction`
		return err
	})
}

func (s *signups) welcomeInsideGeneric(ctx context.Context) (int64, error) {
	return closure.Value(ctx, s.db, func(tx *sql.Tx) (id int64, err error) {
		if err := tx.QueryRowContext(ctx, "INSERT INTO users DEFAULT VALUES RETURNING id").Scan(&id); err != nil {
			return 0, err
		}
		_, err = s.jobs.Enqueue(asynq.NewTask("welcome", nil)) // want `job enqueued inside a transaction`
		return id, err
	})
}

func (s *signups) welcomeAfterGeneric(ctx context.Context) error {
	id, err := closure.Value(ctx, s.db, func(tx *sql.Tx) (id int64, err error) {
		return id, tx.QueryRowContext(ctx, "INSERT INTO users DEFAULT VALUES RETURNING id").Scan(&id)
	})
	if err != nil {
		return err
	}
	_, err = s.jobs.Enqueue(asynq.NewTask("welcome", []byte{byte(id)}))
	return err
}

func (s *signups) welcomeInsideAny(ctx context.Context) (*asynq.TaskInfo, error) {
	v, err := s.store.Any(ctx, func(tx *sql.Tx) (any, error) {
		if _, err := tx.ExecContext(ctx, "INSERT INTO users DEFAULT VALUES"); err != nil {
			return nil, err
		}
		return s.jobs.Enqueue(asynq.NewTask("welcome", nil)) // want `job enqueued inside a transaction`
	})
	if err != nil {
		return nil, err
	}
	return v.(*asynq.TaskInfo), nil
}

// welcomeLater makes the closure inside and calls it outside.
func (s *signups) welcomeLater(ctx context.Context) error {
	var welcome func() error
	err := s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO users DEFAULT VALUES"); err != nil {
			return err
		}
		welcome = func() error {
			_, err := s.jobs.Enqueue(asynq.NewTask("welcome", nil))
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	return welcome()
}
