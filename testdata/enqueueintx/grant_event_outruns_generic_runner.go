// The credit's event was consumed before the generic runner had committed the
// grant.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"
	"github.com/segmentio/kafka-go"

	"github.com/datavet/datavet/testdata/wrappers/decorator"
	"github.com/datavet/datavet/testdata/wrappers/genrun"
	"github.com/datavet/datavet/testdata/wrappers/unitofwork"
)

type grants struct {
	creator genrun.Creator
	writer  *kafka.Writer
	jobs    *asynq.Client
}

func (g *grants) publish(ctx context.Context) error {
	return g.writer.WriteMessages(ctx, kafka.Message{})
}

func (g *grants) insideRun(ctx context.Context) (int, error) {
	return genrun.Run(ctx, g.creator, func(ctx context.Context) (int, error) {
		if err := g.publish(ctx); err != nil { // want `message published inside a transaction`
			return 0, err
		}
		return 1, nil
	})
}

func (g *grants) insideRunWithNoValue(ctx context.Context) error {
	return genrun.RunWithNoValue(ctx, g.creator, func(ctx context.Context) error {
		return g.publish(ctx) // want `message published inside a transaction`
	})
}

func (g *grants) methodInsideRun(ctx context.Context) error {
	return genrun.RunWithNoValue(ctx, g.creator, g.publish) // want `message published inside a transaction`
}

func (g *grants) postCommitHook(ctx context.Context) error {
	return genrun.RunWithNoValue(ctx, g.creator, func(ctx context.Context) error {
		return genrun.AddPostCommitHook(ctx, func(ctx context.Context) error { return g.publish(ctx) })
	})
}

func (g *grants) postCommitMethod(ctx context.Context) error {
	return genrun.RunWithNoValue(ctx, g.creator, func(ctx context.Context) error {
		return genrun.AddPostCommitHook(ctx, g.publish)
	})
}

func (g *grants) afterRun(ctx context.Context) error {
	n, err := genrun.Run(ctx, g.creator, func(ctx context.Context) (int, error) { return 1, nil })
	if err != nil || n == 0 {
		return err
	}
	return g.publish(ctx)
}

func (g *grants) insideDecorated(ctx context.Context) error {
	f := func(ctx context.Context) error {
		return g.publish(ctx) // want `message published inside a transaction`
	}
	return decorator.WithTransaction(f)(ctx)
}

func (g *grants) afterDecorated(ctx context.Context) error {
	err := decorator.WithTransaction(func(ctx context.Context) error {
		_, err := decorator.FromContext(ctx).Insert(&profile{})
		return err
	})(ctx)
	if err != nil {
		return err
	}
	return g.publish(ctx)
}

func (g *grants) insideUnit(ctx context.Context, u *unitofwork.Unit) error {
	if err := u.Begin(ctx); err != nil {
		return err
	}
	defer u.Rollback()
	if err := u.Save(ctx, "grant"); err != nil {
		return err
	}
	if err := g.publish(ctx); err != nil { // want `message published inside a transaction`
		return err
	}
	return u.Commit()
}

func (g *grants) afterUnit(ctx context.Context, u *unitofwork.Unit) error {
	if err := u.Begin(ctx); err != nil {
		return err
	}
	if err := u.Save(ctx, "grant"); err != nil {
		_ = u.Rollback()
		return err
	}
	if err := u.Commit(); err != nil {
		return err
	}
	return g.publish(ctx)
}

func (g *grants) insideOpen(ctx context.Context, db *sql.DB) (err error) {
	tx, done, err := unitofwork.Open(ctx, db)
	if err != nil {
		return err
	}
	defer done(&err)
	if _, err := tx.ExecContext(ctx, "INSERT INTO grants DEFAULT VALUES"); err != nil {
		return err
	}
	return g.publish(ctx) // want `message published inside a transaction`
}

// retryOptions are called between the attempts, not in them.
type retryOptions struct{ onRetry func() }

type retryOption func(*retryOptions)

func onRetry(f func()) retryOption { return func(o *retryOptions) { o.onRetry = f } }

func runWithOptions(db *sql.DB, fn func(tx *sql.Tx) error, opts ...retryOption) (err error) {
	var o retryOptions
	for _, opt := range opts {
		opt(&o)
	}
	for range 3 {
		if err = runTyped(context.Background(), db, 0, func(tx *sql.Tx, _ int) error { return fn(tx) }); err == nil {
			return nil
		}
		o.onRetry()
	}
	return err
}

func (g *grants) betweenAttempts(ctx context.Context, db *sql.DB) error {
	return runWithOptions(db, func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT INTO grants DEFAULT VALUES")
		return err
	}, onRetry(func() { _ = g.publish(ctx) }))
}

// A lockInput has the work in a field.
type lockInput struct {
	name string
	work func(ctx context.Context) error
}

func (g *grants) withLock(ctx context.Context, in lockInput) error {
	return genrun.RunWithNoValue(ctx, g.creator, func(ctx context.Context) error { return in.work(ctx) })
}

func (g *grants) insideField(ctx context.Context) error {
	return g.withLock(ctx, lockInput{name: "grants", work: func(ctx context.Context) error {
		return g.publish(ctx) // want `message published inside a transaction`
	}})
}

// A writer runs the work of all on one goroutine.
type writer struct{ work chan func(tx *sql.Tx) error }

func (w *writer) do(fn func(tx *sql.Tx) error) { w.work <- fn }

// sentToWriter runs inside: its closure takes the transaction's handle.
func (g *grants) sentToWriter(ctx context.Context, w *writer) {
	w.do(func(tx *sql.Tx) error { return g.publish(ctx) }) // known miss: who receives from the channel isn't followed
}
