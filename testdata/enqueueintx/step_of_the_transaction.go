// A struct of options held the callback that enqueued a job: it was far from
// where the transaction began.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/closure"
	"github.com/datavet/datavet/testdata/wrappers/frontdesk"
	"github.com/datavet/datavet/testdata/wrappers/steps"
)

type parcels struct {
	db   *sql.DB
	jobs *asynq.Client
}

func (p *parcels) track() error {
	_, err := p.jobs.Enqueue(asynq.NewTask("track", nil))
	return err
}

func (p *parcels) update(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE parcels SET shipped = true")
	return err
}

func (p *parcels) updateAndTrack(ctx context.Context, tx *sql.Tx) error {
	if err := p.update(ctx, tx); err != nil {
		return err
	}
	return p.track() // want `job enqueued inside a transaction`
}

func (p *parcels) shipInsideTx(ctx context.Context) error {
	return steps.Do(ctx, steps.Options{
		DB: p.db,
		Apply: func(ctx context.Context, tx *sql.Tx) error {
			if err := p.update(ctx, tx); err != nil {
				return err
			}
			return p.track() // want `job enqueued inside a transaction`
		},
		Done: func(context.Context) error { return nil },
	})
}

func (p *parcels) shipThenTrack(ctx context.Context) error {
	return steps.Do(ctx, steps.Options{
		DB:    p.db,
		Check: func(context.Context) error { return p.track() },
		Apply: p.update,
		Done:  func(context.Context) error { return p.track() },
	})
}

func (p *parcels) shipByFields(ctx context.Context) error {
	var opts steps.Options
	opts.DB = p.db
	opts.Check = func(context.Context) error { return p.track() }
	opts.Apply = p.update
	opts.Hooks.Audit = func(ctx context.Context, tx *sql.Tx) error {
		return p.track() // want `job enqueued inside a transaction`
	}
	opts.Done = func(context.Context) error { return p.track() }
	return steps.DoDirectly(ctx, &opts)
}

func (p *parcels) shipMethod(ctx context.Context) error {
	return steps.DoDirectly(ctx, &steps.Options{DB: p.db, Apply: p.updateAndTrack})
}

// welcomeAtDesk goes through packages of which only the last has a library.
func welcomeAtDesk(ctx context.Context, store *closure.Store, desk *frontdesk.Desk) error {
	return store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if desk.Busy() {
			return nil
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO guests DEFAULT VALUES"); err != nil {
			return err
		}
		return desk.Welcome(ctx, desk.Name) // want `job enqueued inside a transaction`
	})
}

func welcomeAtDeskAfter(ctx context.Context, store *closure.Store, desk *frontdesk.Desk) error {
	err := store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO guests DEFAULT VALUES")
		return err
	})
	if err != nil {
		return err
	}
	return desk.Welcome(ctx, desk.Name)
}
