// The transaction was in one package, the call of the queue three further
// down: nobody who read either saw the other.

package enqueueintx

import (
	"context"
	"database/sql"
	"slices"
	"sync"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/closure"
	"github.com/datavet/datavet/testdata/wrappers/ctxtx"
	"github.com/datavet/datavet/testdata/wrappers/notify"
)

type registrations struct {
	db       *sql.DB
	store    *closure.Store
	notifier *notify.Notifier
	jobs     *asynq.Client

	onSave func(ctx context.Context) error
}

func (r *registrations) insert(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO users DEFAULT VALUES")
	return err
}

func (r *registrations) welcomeInsideTx(ctx context.Context) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if r.notifier.Busy() {
			return sql.ErrConnDone
		}
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		return r.notifier.Welcome(ctx, "Ada") // want `job enqueued inside a transaction`
	})
}

func (r *registrations) welcomeAfterTx(ctx context.Context) error {
	if err := r.store.InTx(ctx, r.insert); err != nil {
		return err
	}
	return r.notifier.Welcome(ctx, "Ada")
}

// The transaction, too, is further up than the function that enqueues.
func (r *registrations) importInsideTx(ctx context.Context) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return r.importAll(ctx, tx, 3)
	})
}

// importAll has the transaction's handle: it runs inside.
func (r *registrations) importAll(ctx context.Context, tx *sql.Tx, n int) error {
	if err := r.insert(ctx, tx); err != nil {
		return err
	}
	if n == 0 {
		return r.notifier.Welcome(ctx, "the last") // want `job enqueued inside a transaction`
	}
	return r.importAll(ctx, tx, n-1)
}

// countdown enqueues, by way of itself.
func (r *registrations) countdown(ctx context.Context, n int) error {
	if n == 0 {
		_, err := r.jobs.EnqueueContext(ctx, asynq.NewTask("done", nil))
		return err
	}
	return r.countup(ctx, n-1)
}

func (r *registrations) countup(ctx context.Context, n int) error { return r.countdown(ctx, n) }

func (r *registrations) countInsideTx(ctx context.Context) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		return r.countdown(ctx, 3) // want `job enqueued inside a transaction`
	})
}

func (r *registrations) countAfterTx(ctx context.Context) error {
	if err := r.store.InTx(ctx, r.insert); err != nil {
		return err
	}
	return r.countup(ctx, 3)
}

// methodValue hands a method to the runner.
func (r *registrations) methodValue(ctx context.Context, store *ctxtx.Store) error {
	return store.WithTx(ctx, r.welcomeAda) // want `job enqueued inside a transaction`
}

func (r *registrations) welcomeAda(ctx context.Context) error { return r.notifier.Welcome(ctx, "Ada") }

// methodValueInside hands a method to the runner that takes a transaction:
// what it does inside is reported there.
func (r *registrations) methodValueInside(ctx context.Context) error {
	return r.store.InTx(ctx, r.create)
}

func (r *registrations) create(ctx context.Context, tx *sql.Tx) error {
	if err := r.insert(ctx, tx); err != nil {
		return err
	}
	return r.welcomeAda(ctx) // want `job enqueued inside a transaction`
}

// methodValueCalled calls a bound method inside.
func (r *registrations) methodValueCalled(ctx context.Context) error {
	welcome := r.welcomeAda
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		return welcome(ctx) // want `job enqueued inside a transaction`
	})
}

func (r *registrations) closureVariable(ctx context.Context) error {
	save := func(ctx context.Context, tx *sql.Tx) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		_, err := r.jobs.Enqueue(asynq.NewTask("welcome", nil)) // want `job enqueued inside a transaction`
		return err
	}
	return r.store.InTx(ctx, save)
}

func (r *registrations) closureCalledInside(ctx context.Context) error {
	welcome := func() error {
		_, err := r.jobs.Enqueue(asynq.NewTask("welcome", nil)) // want `job enqueued inside a transaction`
		return err
	}
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		return welcome()
	})
}

func (r *registrations) closureCalledAfter(ctx context.Context) error {
	welcome := func() error {
		_, err := r.jobs.Enqueue(asynq.NewTask("welcome", nil))
		return err
	}
	if err := r.store.InTx(ctx, r.insert); err != nil {
		return err
	}
	return welcome()
}

// each calls fn before it returns.
func each(ctx context.Context, users []string, fn func(ctx context.Context, user string) error) error {
	for _, user := range users {
		if err := fn(ctx, user); err != nil {
			return err
		}
	}
	return nil
}

func (r *registrations) functionParameter(ctx context.Context, users []string) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return each(ctx, users, func(ctx context.Context, user string) error {
			if err := r.insert(ctx, tx); err != nil {
				return err
			}
			_, err := r.jobs.Enqueue(asynq.NewTask(user, nil)) // want `job enqueued inside a transaction`
			return err
		})
	})
}

func (r *registrations) functionParameterAfter(ctx context.Context, users []string) error {
	if err := r.store.InTx(ctx, r.insert); err != nil {
		return err
	}
	return each(ctx, users, func(ctx context.Context, user string) error {
		_, err := r.jobs.Enqueue(asynq.NewTask(user, nil))
		return err
	})
}

func (r *registrations) functionParameterDeclared(ctx context.Context, users []string) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return each(ctx, users, r.notifier.Welcome) // want `job enqueued inside a transaction`
	})
}

// knownFunctions calls what the standard library runs at once.
func (r *registrations) knownFunctions(ctx context.Context, users []string, once *sync.Once) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		once.Do(func() {
			_, _ = r.jobs.Enqueue(asynq.NewTask("first", nil)) // want `job enqueued inside a transaction`
		})
		slices.SortFunc(users, func(a, b string) int { return len(a) - len(b) })
		return r.insert(ctx, tx)
	})
}

// functionField calls a field that other packages may set.
func (r *registrations) functionField(ctx context.Context) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		return r.onSave(ctx) // known miss: what else sets the field is out of sight
	})
}

// A registrar embeds what enqueues.
type registrar struct {
	*registrations
	extra int
}

func (r registrar) embedded(ctx context.Context) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		return r.welcomeAda(ctx) // want `job enqueued inside a transaction`
	})
}

func (r registrar) embeddedAfter(ctx context.Context) error {
	if err := r.store.InTx(ctx, r.insert); err != nil {
		return err
	}
	return r.welcomeAda(ctx)
}

// enqueueAll enqueues whatever it is given.
func enqueueAll[T ~string](jobs *asynq.Client, items ...T) error {
	for _, item := range items {
		if _, err := jobs.Enqueue(asynq.NewTask(string(item), nil)); err != nil {
			return err
		}
	}
	return nil
}

// A topic enqueues values of one type.
type topic[T any] struct {
	jobs   *asynq.Client
	encode func(T) []byte
}

func (t *topic[T]) emit(v T) error {
	_, err := t.jobs.Enqueue(asynq.NewTask("topic", t.encode(v)))
	return err
}

func (r *registrations) genericInsideTx(ctx context.Context, numbers *topic[int]) error {
	return r.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		if err := enqueueAll(r.jobs, "a", "b"); err != nil { // want `job enqueued inside a transaction`
			return err
		}
		return numbers.emit(1) // want `job enqueued inside a transaction`
	})
}

func (r *registrations) genericAfterTx(ctx context.Context, numbers *topic[int]) error {
	if err := r.store.InTx(ctx, r.insert); err != nil {
		return err
	}
	if err := enqueueAll(r.jobs, "a"); err != nil {
		return err
	}
	return numbers.emit(1)
}

// runTyped is a runner that is generic in what it runs.
func runTyped[S any](ctx context.Context, db *sql.DB, state S, fn func(tx *sql.Tx, state S) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx, state); err != nil {
		return err
	}
	return tx.Commit()
}

func (r *registrations) genericRunner(ctx context.Context) error {
	return runTyped(ctx, r.db, "state", func(tx *sql.Tx, state string) error {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
		_, err := r.jobs.Enqueue(asynq.NewTask(state, nil)) // want `job enqueued inside a transaction`
		return err
	})
}
