package enqueueintx

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestRiverJob(t *testing.T) {
	t.Run("survives the rollback on PostgreSQL", func(t *testing.T) {
		db := database.Postgres(t, shop)
		receipts := &Receipts{db, newRiver(t, riverdatabasesql.New(db), db)}
		if err := receipts.CreateWithInsert(t.Context(), customer, beyondCredit); err == nil {
			t.Fatal("no error beyond the customer's credit")
		}
		if n := database.Int(t, db, `SELECT count(*) FROM river_job`); n != 1 {
			t.Errorf("%d jobs after the rollback, want 1 that survives", n)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM receipts`); n != 0 {
			t.Errorf("%d receipts, want 0", n)
		}
	})

	t.Run("waits for its own transaction on SQLite", func(t *testing.T) {
		db := database.SQLite(t, shop)
		db.SetMaxOpenConns(1) // as River asks for
		receipts := &Receipts{db, newRiver(t, riversqlite.New(db), db)}
		err := receipts.CreateWithInsert(database.Bounded(t), customer, 100)
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("creating the receipt: %v, want context.DeadlineExceeded", err)
		}
	})

	t.Run("shares the fate of InsertTx's transaction", func(t *testing.T) {
		proof := func(t *testing.T, db *sql.DB, driver riverdriver.Driver[*sql.Tx]) {
			receipts := &Receipts{db, newRiver(t, driver, db)}
			if err := receipts.CreateWithInsertTx(t.Context(), customer, beyondCredit); err == nil {
				t.Fatal("no error beyond the customer's credit")
			}
			if n := database.Int(t, db, `SELECT count(*) FROM river_job`); n != 0 {
				t.Errorf("%d jobs after the rollback, want 0", n)
			}

			if err := receipts.CreateWithInsertTx(t.Context(), customer, 100); err != nil {
				t.Fatal(err)
			}
			events, unsubscribe := receipts.jobs.Subscribe(river.EventKindJobCompleted, river.EventKindJobFailed)
			defer unsubscribe()
			if err := receipts.jobs.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			defer receipts.jobs.Stop(context.WithoutCancel(t.Context()))
			if event := <-events; event.Kind != river.EventKindJobCompleted {
				t.Errorf("job: %s %v, want it completed", event.Kind, event.Job.Errors)
			}
		}
		t.Run("sqlite", func(t *testing.T) {
			db := database.SQLite(t, shop)
			db.SetMaxOpenConns(1)
			proof(t, db, riversqlite.New(db))
		})
		t.Run("postgres", func(t *testing.T) {
			db := database.Postgres(t, shop)
			proof(t, db, riverdatabasesql.New(db))
		})
	})

	report := vet.Run(t, "enqueueintx")
	report.Flags(t, "Receipts.CreateWithInsert", "job enqueued inside a transaction")
	report.Silent(t, "Receipts.CreateWithInsertTx")
}

// newRiver returns a client of a River whose tables are in db.
func newRiver(t *testing.T, driver riverdriver.Driver[*sql.Tx], db *sql.DB) *river.Client[*sql.Tx] {
	t.Helper()
	logger := slog.New(slog.DiscardHandler)
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: logger})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := migrator.Migrate(t.Context(), rivermigrate.DirectionUp, nil); err != nil {
		t.Fatal(err)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &Printer{db: db})
	client, err := river.NewClient(driver, &river.Config{
		FetchCooldown:     time.Millisecond,
		FetchPollInterval: 10 * time.Millisecond,
		Logger:            logger,
		MaxAttempts:       1,
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 1}},
		Workers:           workers,
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}
