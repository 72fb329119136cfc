package enqueueintx

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestInvoiceJob(t *testing.T) {
	t.Run("runs before the row is visible", func(t *testing.T) {
		database.Each(t, shop, func(t *testing.T, db *sql.DB) {
			invoices := &Invoices{db: db}
			mailed := startWorker(t, invoices)
			if err := invoices.CreateInsideTx(t.Context(), customer, 100); err != nil {
				t.Fatal(err)
			}
			if err := <-mailed; !errors.Is(err, sql.ErrNoRows) {
				t.Errorf("mailing the invoice: %v, want sql.ErrNoRows", err)
			}
			if n := database.Int(t, db, `SELECT count(*) FROM invoices`); n != 1 {
				t.Errorf("%d invoices, want 1: the job failed although the invoice is there", n)
			}

			if err := invoices.CreateThenEnqueue(t.Context(), customer, 100); err != nil {
				t.Fatal(err)
			}
			if err := <-mailed; err != nil {
				t.Errorf("mailing the invoice after the commit: %v", err)
			}
		})
	})

	t.Run("survives the rollback", func(t *testing.T) {
		database.Each(t, shop, func(t *testing.T, db *sql.DB) {
			client := newClient(t, startRedis(t))
			invoices := &Invoices{db, asynq.NewClientFromRedisClient(client)}
			if err := invoices.CreateThenEnqueue(t.Context(), customer, beyondCredit); err == nil {
				t.Fatal("no error beyond the customer's credit")
			}
			if n := pending(t, client); n != 0 {
				t.Errorf("%d jobs after the rollback, want 0", n)
			}

			if err := invoices.CreateInsideTx(t.Context(), customer, beyondCredit); err == nil {
				t.Fatal("no error beyond the customer's credit")
			}
			if n := pending(t, client); n != 1 {
				t.Errorf("%d jobs after the rollback, want 1 that survives", n)
			}
			if n := database.Int(t, db, `SELECT count(*) FROM invoices`); n != 0 {
				t.Errorf("%d invoices, want 0", n)
			}
		})
	})

	report := vet.Run(t, "enqueueintx")
	report.Flags(t, "Invoices.CreateInsideTx", "job enqueued inside a transaction")
	report.Silent(t, "Invoices.CreateThenEnqueue")
	report.Silent(t, "Invoices.create")
}

// startWorker starts a queue with a worker for invoices and sets its client.
// An enqueue returns when the worker has run the job; the channel has what
// the worker met.
func startWorker(t *testing.T, invoices *Invoices) (mailed <-chan error) {
	t.Helper()
	addr := startRedis(t)
	ran := make(chan struct{}, 1)
	results := make(chan error, 1)
	server := asynq.NewServerFromRedisClient(newClient(t, addr), asynq.Config{
		Concurrency:       1,
		LogLevel:          asynq.FatalLevel,
		TaskCheckInterval: 10 * time.Millisecond,
	})
	err := server.Start(asynq.HandlerFunc(func(ctx context.Context, task *asynq.Task) error {
		err := invoices.Mail(ctx, task)
		results <- err
		ran <- struct{}{}
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Shutdown)

	enqueuer := newClient(t, addr)
	enqueuer.AddHook(slowReply{[]string{"eval", "evalsha"}, ran})
	invoices.jobs = asynq.NewClientFromRedisClient(enqueuer)
	return results
}

// pending counts the jobs that wait for a worker.
func pending(t *testing.T, client redis.UniversalClient) int {
	t.Helper()
	jobs, err := asynq.NewInspectorFromRedisClient(client).ListPendingTasks("default")
	if err != nil && !errors.Is(err, asynq.ErrQueueNotFound) {
		t.Fatal(err)
	}
	return len(jobs)
}
