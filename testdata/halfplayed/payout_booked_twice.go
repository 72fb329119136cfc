// A payout was booked under a fresh id before the bank was asked; the bank was down, and each retry booked it again.

package halfplayed

import (
	"context"
	"database/sql"
	"net/http"
	"strings"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
)

type payout struct {
	Order int64
	Cents int64
}

func (payout) Kind() string { return "payout" }

type bank struct {
	river.WorkerDefaults[payout]
	db     *sql.DB
	client *http.Client
}

func (b *bank) ask(ctx context.Context, key string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://bank.example.com/transfers", strings.NewReader("{}"))
	if err != nil {
		return err
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (b *bank) Work(ctx context.Context, job *river.Job[payout]) error {
	_, err := b.db.ExecContext(ctx, "INSERT INTO payouts (id, order_id, cents) VALUES ($1, $2, $3)", uuid.New(), job.Args.Order, job.Args.Cents)
	if err != nil {
		return err
	}
	return b.ask(ctx, "") // want `this may fail after a row was inserted: the job runs again`
}

// receiptWorker's row is refused when it is there, or taken for the same.
type receiptWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *receiptWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	_, err := w.db.ExecContext(ctx, "INSERT INTO receipts (order_id, cents) VALUES ($1, $2)", job.Args.Order, job.Args.Cents)
	if err != nil {
		return err
	}
	return w.ask(ctx, "")
}

type upsertWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *upsertWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	_, err := w.db.ExecContext(ctx, "INSERT INTO payouts (id, order_id, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", uuid.New(), job.Args.Order, job.Args.Cents)
	if err != nil {
		return err
	}
	return w.ask(ctx, "")
}

// creditWorker counts up.
type creditWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *creditWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	if _, err := w.db.ExecContext(ctx, "UPDATE accounts SET cents = cents + $1 WHERE id = $2", job.Args.Cents, job.Args.Order); err != nil {
		return err
	}
	return w.ask(ctx, "") // want `this may fail after a row was counted up`
}

// versionedWorker counts up what has still the version that it has seen.
type versionedWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *versionedWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	if _, err := w.db.ExecContext(ctx, "UPDATE accounts SET cents = cents + $1, version = version + 1 WHERE id = $2 AND version = $3", job.Args.Cents, job.Args.Order, job.ID); err != nil {
		return err
	}
	return w.ask(ctx, "")
}

// txWorker asks the bank before it commits: a failure takes the row back.
type txWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *txWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := book(ctx, tx, job.Args); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET cents = cents - $1 WHERE id = 1", job.Args.Cents); err != nil {
		return err
	}
	return tx.Commit()
}

func book(ctx context.Context, tx *sql.Tx, p payout) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO payouts (id, order_id, cents) VALUES ($1, $2, $3)", uuid.New(), p.Order, p.Cents)
	return err
}

// committedWorker has committed when it asks.
type committedWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *committedWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := book(ctx, tx, job.Args); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return w.ask(ctx, "") // want `this may fail after a row was inserted`
}

func inTx(ctx context.Context, db *sql.DB, f func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

type wrappedWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *wrappedWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	err := inTx(ctx, w.db, func(tx *sql.Tx) error {
		if err := book(ctx, tx, job.Args); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE accounts SET cents = cents - $1 WHERE id = 1", job.Args.Cents)
		return err
	})
	if err != nil {
		return err
	}
	return w.ask(ctx, "") // want `this may fail after a row was inserted`
}

// keyedWorker asks the bank under the job's id.
type keyedWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *keyedWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	if err := w.ask(ctx, "payout"); err != nil {
		return err
	}
	_, err := w.db.ExecContext(ctx, "UPDATE orders SET state = 'paid' WHERE id = $1", job.Args.Order)
	return err
}

// cancelWorker has River give the job up.
type cancelWorker struct {
	river.WorkerDefaults[payout]
	bank
}

func (w *cancelWorker) Work(ctx context.Context, job *river.Job[payout]) error {
	if err := mail("bank@example.com", "payout"); err != nil {
		return err
	}
	if _, err := w.db.ExecContext(ctx, "UPDATE orders SET state = 'paid' WHERE id = $1", job.Args.Order); err != nil {
		return river.JobCancel(err)
	}
	return nil
}
