// What can't be inferred is declared, and so are exceptions.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/closure"
	"github.com/datavet/datavet/testdata/wrappers/legacy"
)

type plugin interface {
	//datavet:enqueues
	Schedule(ctx context.Context, what string) error

	Explain() string
}

// scheduleRemotely talks to a scheduler by shared memory.
//
//datavet:enqueues
func scheduleRemotely(what string) error { return nil }

// runSomehow runs fn in a transaction of a driver that nobody knows.
//
//datavet:runs-in-tx
func runSomehow(ctx context.Context, fn func(ctx context.Context) error) error { return fn(ctx) }

// whenCommitted keeps fn for after the commit of the context's transaction.
//
//datavet:after-commit
func whenCommitted(ctx context.Context, fn func()) { fn() }

// enqueueIdempotently enqueues a job that asks for its row again and again.
//
//datavet:no-effect the worker waits for the row
func enqueueIdempotently(jobs *asynq.Client) error {
	_, err := jobs.Enqueue(asynq.NewTask("patient", nil))
	return err
}

func declaredFunction(ctx context.Context, store *closure.Store) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return scheduleRemotely("it") // want `job enqueued inside a transaction`
	})
}

func declaredMethod(ctx context.Context, store *closure.Store, p plugin) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_ = p.Explain()
		return p.Schedule(ctx, "it") // want `job enqueued inside a transaction`
	})
}

func declaredRunner(ctx context.Context, jobs *asynq.Client) error {
	return runSomehow(ctx, func(ctx context.Context) error {
		_, err := jobs.Enqueue(asynq.NewTask("it", nil)) // want `job enqueued inside a transaction`
		return err
	})
}

func declaredAfterCommit(ctx context.Context, store *closure.Store, jobs *asynq.Client) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		whenCommitted(ctx, func() { _, _ = jobs.Enqueue(asynq.NewTask("it", nil)) })
		return nil
	})
}

func declaredWithoutEffect(ctx context.Context, store *closure.Store, jobs *asynq.Client) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return enqueueIdempotently(jobs)
	})
}

// step is called by a workflow that keeps a transaction open.
//
//datavet:in-tx
func step(ctx context.Context, jobs *asynq.Client) error {
	_, err := jobs.Enqueue(asynq.NewTask("step", nil)) // want `job enqueued inside a transaction`
	return err
}

func ignoredHere(ctx context.Context, store *closure.Store, jobs *asynq.Client) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		//datavet:ignore enqueueintx the worker waits for the row
		_, err := jobs.Enqueue(asynq.NewTask("it", nil))
		return err
	})
}

type carrier interface {
	//datavet:publishes
	Announce(what string)
	//datavet:mails
	Post(what string)
	//datavet:calls
	Ask(what string)
	//datavet:deletes
	Burn(what string)
	//datavet:no-effect it only takes a note
	Note(what string)
}

func declaredKinds(ctx context.Context, store *closure.Store, c carrier) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		c.Announce("it") // want `message published inside a transaction`
		c.Post("it")     // want `mail sent inside a transaction`
		c.Ask("it")      // want `remote call made inside a transaction`
		c.Burn("it")     // want `file or object deleted inside a transaction`
		c.Note("it")
		return nil
	})
}

//datavet:ignore enqueueintx a whole function may be excused
func ignoredFunction(ctx context.Context, store *closure.Store, jobs *asynq.Client) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := jobs.Enqueue(asynq.NewTask("it", nil))
		return err
	})
}

func declaredElsewhere(bus legacy.Bus) error {
	legacy.Push("before")
	err := legacy.Atomically(func() error {
		legacy.Push("inside") // want `job enqueued inside a transaction`
		bus.Emit("inside")    // want `message published inside a transaction`
		return nil
	})
	legacy.Push("after")
	return err
}
