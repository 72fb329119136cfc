// A job inserted on a connection of River's own outlived the receipt; inserted with the transaction it shares its fate.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/riverqueue/river"
)

// Receipts writes receipts; a River worker prints them.
type Receipts struct {
	db   *sql.DB
	jobs *river.Client[*sql.Tx]
}

// Print is the job.
type Print struct {
	Receipt int64 `json:"receipt"`
}

// Kind names the job in River's table.
func (Print) Kind() string { return "print" }

// CreateWithInsert inserts the job on another connection than tx.
func (s *Receipts) CreateWithInsert(ctx context.Context, customer, cents int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	id, err := insertReceipt(ctx, tx, customer, cents)
	if err != nil {
		return err
	}
	if _, err := s.jobs.Insert(ctx, Print{id}, nil); err != nil {
		return err
	}
	if err := takeCredit(ctx, tx, customer, cents); err != nil {
		return err
	}
	return tx.Commit()
}

// CreateWithInsertTx makes the job a part of the transaction.
func (s *Receipts) CreateWithInsertTx(ctx context.Context, customer, cents int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	id, err := insertReceipt(ctx, tx, customer, cents)
	if err != nil {
		return err
	}
	if _, err := s.jobs.InsertTx(ctx, tx, Print{id}, nil); err != nil {
		return err
	}
	if err := takeCredit(ctx, tx, customer, cents); err != nil {
		return err
	}
	return tx.Commit()
}

func insertReceipt(ctx context.Context, tx *sql.Tx, customer, cents int64) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO receipts (customer_id, cents) VALUES ($1, $2) RETURNING id`,
		customer, cents).Scan(&id)
	return id, err
}

func takeCredit(ctx context.Context, tx *sql.Tx, customer, cents int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE customers SET credit = credit - $1 WHERE id = $2`, cents, customer)
	return err
}

// Printer is the worker.
type Printer struct {
	river.WorkerDefaults[Print]
	db *sql.DB
}

// Work fails when the receipt is not there.
func (w *Printer) Work(ctx context.Context, job *river.Job[Print]) error {
	var cents int64
	return w.db.QueryRowContext(ctx, `SELECT cents FROM receipts WHERE id = $1`, job.Args.Receipt).Scan(&cents)
}
